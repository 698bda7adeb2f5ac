/** Settles the values of one event from the claims about it. */
import type { EventPlace } from "../model/coding.js";
import type {
  Claim,
  ClaimField,
  EditionEvent,
  Settled,
  SettledFigure,
  Verification,
} from "../model/edition.js";
import { mentionId } from "../model/identity.js";
import { type ClaimAbout, claimsOf, placeKey, valueKey } from "./claims.js";
import { type Count, comparable, groupOf } from "./comparable.js";
import { conflicting } from "./interval.js";
import { rootOf } from "./origins.js";
import { modes, type Policy, plural } from "./policy.js";
import { order, type Standing } from "./standing.js";
import type { Account, Telling } from "./tellings.js";

/** An event that has no name yet. */
export type UnnamedEvent = Omit<EditionEvent, "id">;

/** A account with its claims; the ranking account of a telling speaks for its report, the others for or against it. */
type Speaker = {
  readonly telling: Telling;
  readonly account: Account;
  readonly ranking: boolean;
  readonly rank: number;
  readonly origin: string;
  readonly claims: readonly Claim[];
};

type OfField<Field extends ClaimField> = { readonly speaker: Speaker; readonly claim: ClaimAbout<Field> };

function about<Field extends ClaimField>(speakers: readonly Speaker[], field: Field): OfField<Field>[] {
  return speakers.flatMap((speaker) =>
    speaker.claims.flatMap((claim) =>
      claim.field === field ? [{ speaker, claim: claim as unknown as ClaimAbout<Field> }] : [],
    ),
  );
}

/** The claims of ranking accounts of the highest standing that speaks. */
function heard<Field extends ClaimField>(all: readonly OfField<Field>[]): OfField<Field>[] {
  const ranking = all.filter(({ speaker }) => speaker.ranking);
  const top = Math.min(...ranking.map(({ speaker }) => speaker.rank));
  return ranking.filter(({ speaker }) => speaker.rank === top);
}

/** The claims that say a value and those that say another. */
function sides(
  all: readonly { readonly claim: ClaimAbout<ClaimField> }[],
  key: string,
): { for: [string, ...string[]]; against: string[] } {
  const said: string[] = [];
  const against: string[] = [];
  for (const { claim } of all) (valueKey(claim) === key ? said : against).push(claim.id);
  return { for: said as [string, ...string[]], against };
}

const SPEAKING: Readonly<Record<Standing, string>> = {
  adjudicated: "a person who adjudicated",
  person: "a person",
  model: "a model",
  rules: "the rules",
};

type Spoken = { readonly speaker: Speaker };

/** Says that those who were heard outrank others who were not. */
function ranked(all: readonly Spoken[], used: readonly Spoken[]): string {
  const { rank, account } = used[0]!.speaker;
  const outranks = all.some(({ speaker }) => speaker.rank > rank);
  return outranks ? ` (coded by ${SPEAKING[account.coding.standing]}, who outranks the others)` : "";
}

/** Of one word: what the most origins say among those of highest standing; of equals what was told first. */
function settleWord<Field extends "type" | "actuality" | "scope">(
  speakers: readonly Speaker[],
  field: Field,
): Settled<ClaimAbout<Field>["value"]> {
  const all = about(speakers, field);
  const used = heard(all);
  const { keys, origins } = modes(
    used.map(({ claim, speaker }) => ({ key: String(claim.value), origin: speaker.origin })),
  );
  const { claim } = used.find((one) => keys.includes(String(one.claim.value)))!;
  const tie = keys.length > 1 ? `; ${keys.length} are said as often, the one told first is taken` : "";
  const rule = `said by ${plural(origins, "origin")}${ranked(all, used)}${tie}`;
  return { value: claim.value, ...sides(all, String(claim.value)), rule };
}

function settleDate(speakers: readonly Speaker[], policy: Policy): EditionEvent["date"] {
  const all = about(speakers, "date");
  const used = heard(all);
  const { value, rule } = policy.date(
    used.map(({ claim, speaker }) => ({ value: claim.value, origin: speaker.origin, claim: claim.id })),
  );
  const key = `${value.start ?? ""}/${value.end ?? ""}`;
  const split = sides(all, key);
  if (split.for.length > 0) return { value, ...split, rule: rule + ranked(all, used) };
  // Composed of two reports' dates: those that give one of its ends say it.
  const ends = used.filter(({ claim }) => claim.value.start === value.start || claim.value.end === value.end);
  const said = new Set(ends.map(({ claim }) => claim.id));
  const rest = all.map(({ claim }) => claim.id).filter((id) => !said.has(id));
  return { value, for: [...said] as [string, ...string[]], against: rest, rule: rule + ranked(all, used) };
}

const PLACED = new Set(["site", "route", "extent"]);
/** The place that says where a mention took place: its first site, else route or extent. */
const siteOf = (places: readonly EventPlace[]): EventPlace | null =>
  places.find(({ role }) => role === "site") ?? places.find(({ role }) => PLACED.has(role)) ?? null;

/** The site by policy; other sites only beside it in one telling; places in other roles as they are said. */
function settlePlaces(speakers: readonly Speaker[], policy: Policy): EditionEvent["places"] {
  const all = about(speakers, "place");
  const where = all.filter(({ claim }) => PLACED.has(claim.value.role));
  const firsts = where.filter(({ speaker, claim }) => claim.value === siteOf(speaker.account.event.places));
  const settled: Settled<EventPlace>[] = [];
  const told = new Set<string>();
  if (firsts.some(({ speaker }) => speaker.ranking)) {
    const used = heard(firsts);
    const { value, rule } = policy.place(
      used.map(({ claim, speaker }) => ({ value: claim.value, origin: speaker.origin, claim: claim.id })),
    );
    const key = placeKey(value);
    const others = firsts.filter(({ claim }) => placeKey(claim.value) !== key);
    const said = where.filter(({ claim }) => placeKey(claim.value) === key);
    settled.push({
      value,
      for: said.map(({ claim }) => claim.id) as [string, ...string[]],
      against: others.map(({ claim }) => claim.id),
      rule: rule + ranked(firsts, used),
    });
    told.add(`${value.role}|${key}`);
    const beside = new Set(said.filter(({ speaker }) => speaker.ranking).map(({ speaker }) => speaker));
    const rest = all.filter(({ claim, speaker }) => !PLACED.has(claim.value.role) || beside.has(speaker));
    return [
      ...settled,
      ...settleList(rest, "named beside it", told, (claim) => placeKey(claim.value) !== key),
    ];
  }
  return settleList(all, "named by a coder", told);
}

/** Every value that a ranking account names, once, with all who name it. */
function settleList<Field extends ClaimField>(
  all: readonly OfField<Field>[],
  rule: string,
  told: Set<string> = new Set(),
  wanted: (claim: ClaimAbout<Field>) => boolean = () => true,
): Settled<ClaimAbout<Field>["value"]>[] {
  const named = new Map<string, { value: ClaimAbout<Field>["value"]; said: string[] }>();
  for (const { speaker, claim } of all) {
    const key = valueKey(claim);
    if (speaker.ranking && wanted(claim) && !told.has(key) && !named.has(key))
      named.set(key, { value: claim.value, said: [] });
  }
  for (const { claim } of all) named.get(valueKey(claim))?.said.push(claim.id);
  return [...named.values()].map(({ value, said }) => ({
    value,
    for: said as [string, ...string[]],
    against: [],
    rule,
  }));
}

function settleFigures(speakers: readonly Speaker[], policy: Policy): SettledFigure[] {
  const all = about(speakers, "figure");
  if (all.length === 0) return [];
  const counts: Count[] = [];
  for (const { speaker, claim } of all) {
    if (!speaker.ranking) continue;
    const { event, coding } = speaker.account;
    counts.push({
      claim: claim.id,
      figure: claim.value,
      origin: rootOf(claim.value.said_by, event.attribution, speaker.origin),
      standing: coding.standing,
      place: siteOf(event.places),
      date: event.date,
      scope: event.scope,
      asOf: speaker.telling.published,
    });
  }
  return comparable(counts).map(({ kind, group, stock, counted, excluded }) => {
    const { excluded: unsaid, ...bounds } = policy.figure(counted);
    const outranked = all
      .filter(
        ({ speaker, claim: { value } }) =>
          !speaker.ranking &&
          value.kind === kind &&
          groupOf(kind, value.group) === group &&
          value.stock === stock,
      )
      .map(({ speaker, claim }) => ({
        claim: claim.id,
        reason: `outranked: ${speaker.telling.accounts[0]!.coding.coding.coder} coded the same words`,
      }));
    const gone = new Set(unsaid.map(({ claim }) => claim));
    const inputs = counted.map(({ claim }) => claim).filter((claim) => !gone.has(claim));
    return {
      kind,
      group,
      stock,
      ...bounds,
      conflict: conflicting(counted),
      inputs: (inputs.length > 0 ? inputs : counted.map(({ claim }) => claim)) as [string, ...string[]],
      excluded: [...excluded, ...unsaid, ...outranked],
    };
  });
}

function verificationOf(speakers: readonly Speaker[]): Verification {
  const standings = new Set(speakers.map(({ account }) => account.coding.standing));
  return standings.has("adjudicated") ? "adjudicated" : standings.has("person") ? "reviewed" : "machine";
}

/** The mean over origins of the best confidence in each: no report is counted twice, and nothing is multiplied as if certain. */
function confidenceOf(speakers: readonly Speaker[]): number {
  const best = new Map<string, number>();
  for (const { origin, account, ranking } of speakers)
    if (ranking) best.set(origin, Math.max(best.get(origin) ?? 0, account.event.confidence));
  const sum = [...best.values()].sort((a, b) => a - b).reduce((a, b) => a + b, 0);
  return Math.round((sum / best.size) * 1000) / 1000;
}

/**
 * The mentions of an event: of each telling the triggers of all coders and the ranking coder's re-tellings, but for those
 * that are the trigger of another telling.
 */
function mentionsOf(tellings: readonly Telling[], triggers: ReadonlySet<string>): EditionEvent["mentions"] {
  const found = new Map<string, EditionEvent["mentions"][number]>();
  for (const { report, accounts } of tellings)
    for (const [i, { event }] of accounts.entries())
      for (const span of i === 0 ? [event.trigger, ...event.mentions] : [event.trigger]) {
        const id = mentionId(report, span);
        const elsewhere = span !== event.trigger && triggers.has(id);
        if (!elsewhere && !found.has(id)) found.set(id, { id, report, span });
      }
  return [...found.values()].sort(
    (a, b) => order(a.report, b.report) || a.span.start - b.span.start || a.span.end - b.span.end,
  );
}

/** Earliest publication first, unknown last; then by id. */
export function byTelling(a: Telling, b: Telling): number {
  return order(a.published ?? "~", b.published ?? "~") || order(a.id, b.id);
}

/**
 * The event that tellings make under a policy. At least one telling. `originOf`: the origin of a report; `triggers`: the
 * mention ids of all triggers of tellings that are not rejected.
 */
export function settle(
  tellings: readonly Telling[],
  policy: Policy,
  originOf: (report: string) => string,
  triggers: ReadonlySet<string>,
): UnnamedEvent {
  const sorted = tellings.length > 1 ? [...tellings].sort(byTelling) : tellings;
  const speakers: Speaker[] = sorted.flatMap((telling) =>
    telling.accounts.map((account, i) => ({
      telling,
      account,
      ranking: i === 0,
      rank: policy.rank.indexOf(account.coding.standing),
      origin: rootOf(null, account.event.attribution, originOf(telling.report)),
      claims: claimsOf(account),
    })),
  );
  const claims = speakers.flatMap((speaker) => speaker.claims).sort((a, b) => order(a.id, b.id));
  return {
    mentions: mentionsOf(sorted, triggers),
    type: settleWord(speakers, "type"),
    actuality: settleWord(speakers, "actuality"),
    scope: settleWord(speakers, "scope"),
    date: settleDate(speakers, policy),
    places: settlePlaces(speakers, policy),
    actors: settleList(about(speakers, "actor"), "named by a coder"),
    figures: settleFigures(speakers, policy),
    demands: settleList(about(speakers, "demand"), "named by a coder"),
    means: settleList(about(speakers, "means"), "named by a coder"),
    labels: settleList(about(speakers, "label"), "named by a coder"),
    origins: new Set(speakers.filter(({ ranking }) => ranking).map(({ origin }) => origin)).size,
    confidence: confidenceOf(speakers),
    verification: verificationOf(speakers),
    claims,
  };
}
