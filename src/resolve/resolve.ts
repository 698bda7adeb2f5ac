/** Many codings and judgements become events and the relations between them: pure, and whatever the order of the records. */
import type { Finding, Link } from "../model/coding.js";
import type { EditionReport, EventLink } from "../model/edition.js";
import type { LogEntry } from "../model/log.js";
import type { LinkedStory, Story } from "../model/story.js";
import { clustersOf } from "./clusters.js";
import { heirs, replacements } from "./corrections.js";
import type { Policy } from "./policy.js";
import { byTelling, settle, type UnnamedEvent } from "./settle.js";
import { type CurrentCoding, currentCodings, order } from "./standing.js";
import { resolveStories } from "./stories.js";
import { type Telling, tellingsOf } from "./tellings.js";

/** The records of a log that an edition is made from, in any order. */
export type Records = {
  readonly reports: readonly LogEntry<"report">[];
  readonly codings: readonly LogEntry<"coding">[];
  readonly judgements: readonly LogEntry<"judgement">[];
  /** Origin of a report, where more is known than its record says (one agency); else the record's. */
  readonly origins?: ReadonlyMap<string, string>;
  /** Stories of the reports; none where nobody looked for them. */
  readonly stories?: readonly LinkedStory[];
};

/** An event before it has a name: `key` is the mention that was told first. */
export type ResolvedEvent = UnnamedEvent & {
  readonly key: string;
  /** Mentions in reports that were corrected since: they say nothing any more, but an event keeps its name by them. */
  readonly formerly: readonly string[];
};

/** A link by the keys of its events. */
export type Resolved = {
  /** Sorted by key. */
  readonly events: readonly ResolvedEvent[];
  /** `from` and `to` are keys; sorted. */
  readonly links: readonly EventLink[];
  readonly reports: readonly EditionReport[];
  /** Their `events` are keys. */
  readonly stories: readonly Story[];
  /** Every telling of a current coding, also those that are rejected: what a linker judges. */
  readonly tellings: readonly Telling[];
  readonly findings: readonly Finding[];
};

/** The tellings of all reports, sorted by id. */
export function allTellings(byReport: ReadonlyMap<string, readonly CurrentCoding[]>): Telling[] {
  const tellings: Telling[] = [];
  for (const codings of byReport.values()) for (const telling of tellingsOf(codings)) tellings.push(telling);
  return tellings.sort((a, b) => order(a.id, b.id));
}

/**
 * Resolves the records under a policy. The same records in any order give the same bytes, and a report that no judgement
 * ties to others changes nothing of theirs. A rejected telling still ties its neighbours together, but is in no event; so
 * does every telling of a report that a later one replaces.
 */
export function resolve(records: Records, policy: Policy): Resolved {
  const current = currentCodings(records.codings, policy.rank);
  const replaced = replacements(records.reports);
  const original = allTellings(current.byReport);
  const tellings = original.map((telling) =>
    telling.exists && replaced.has(telling.report) ? { ...telling, exists: false } : telling,
  );
  const { clusters, relations, findings } = clustersOf(tellings, records.judgements);
  const reports = reportsOf(records, current.byReport);
  const originOf = (report: string) => reports.get(report)!.origin;

  const triggers = new Set<string>();
  for (const { exists, accounts } of tellings)
    if (exists) for (const { event } of accounts) triggers.add(event.id);
  const keyOf = new Array<string | null>(tellings.length).fill(null);
  const events: ResolvedEvent[] = [];
  const stands = (cluster: readonly number[]) => cluster.some((i) => tellings[i]!.exists);
  // An event of which only corrected reports told goes on in what the correction tells by the same words.
  const inherited = new Map<number, string[]>();
  const heirOf = heirs(original, replaced);
  for (const cluster of heirOf.size === 0 ? [] : clusters)
    for (const i of stands(cluster) ? [] : cluster) {
      const heir = heirOf.get(i);
      if (heir !== undefined) inherited.set(heir, [...(inherited.get(heir) ?? []), tellings[i]!.id]);
    }
  for (const cluster of clusters) {
    const told = cluster.map((i) => tellings[i]!).filter(({ exists }) => exists);
    if (told.length === 0) continue;
    const key = told.length === 1 ? told[0]!.id : [...told].sort(byTelling)[0]!.id;
    const formerly = cluster
      .filter((i) => replaced.has(tellings[i]!.report))
      .map((i) => tellings[i]!.id)
      .concat(cluster.flatMap((i) => inherited.get(i) ?? []))
      .sort();
    events.push({ key, formerly, ...settle(told, policy, originOf, triggers) });
    for (const i of cluster) if (tellings[i]!.exists) keyOf[i] = key;
  }
  events.sort((a, b) => order(a.key, b.key));
  const byKey = new Map(events.map((event) => [event.key, event]));

  const links = new Map<
    string,
    { from: string; to: string; relation: EventLink["relation"]; by: Set<string> }
  >();
  const add = (from: string | null, to: string | null, relation: EventLink["relation"], by: string) => {
    if (from === null || to === null || from === to) return;
    const name = `${from}\n${to}\n${relation}`;
    const known = links.get(name);
    if (known) known.by.add(by);
    else links.set(name, { from, to, relation, by: new Set([by]) });
  };
  for (const { from, to, relation, by, directed } of relations) {
    const [a, b] = [keyOf[from] ?? null, keyOf[to] ?? null];
    if (a === null || b === null) continue;
    const turned = !directed && runsBack(byKey.get(a)!, byKey.get(b)!, relation);
    add(turned ? b : a, turned ? a : b, relation, by);
  }
  for (const { link, coding, from, to } of codedLinks(tellings))
    add(keyOf[from] ?? null, keyOf[to] ?? null, link.relation, coding);
  return {
    events,
    links: [...links.values()]
      .map(({ by, ...link }) => ({ ...link, by: [...by].sort() as [string, ...string[]] }))
      .sort((a, b) => order(a.from, b.from) || order(a.to, b.to) || order(a.relation, b.relation)),
    reports: [...reports.values()].filter(({ id }) => !replaced.has(id)).sort((a, b) => order(a.id, b.id)),
    stories: resolveStories(records.stories ?? [], current.byReport, policy, {
      replaced,
      originOf,
      keysOf: keysByReport(events),
    }),
    tellings,
    findings: [...current.findings, ...findings],
  };
}

/** Keys of the events that a report tells. */
function keysByReport(events: readonly ResolvedEvent[]): (report: string) => readonly string[] {
  const found = new Map<string, Set<string>>();
  for (const { key, mentions } of events)
    for (const { report } of mentions) {
      const known = found.get(report);
      if (known) known.add(key);
      else found.set(report, new Set([key]));
    }
  return (report) => [...(found.get(report) ?? [])];
}

const WHOLE = ["event", "site_day_series", "aggregate", "campaign", "habitual"];

/**
 * Whether a relation that a judgement states without saying in which direction runs against the order of its mentions: the part is the event
 * of narrower scope (of equals the finer place), what realises is what came about.
 */
function runsBack(a: ResolvedEvent, b: ResolvedEvent, relation: "part_of" | "realises"): boolean {
  if (relation === "realises") {
    const came = ({ actuality }: ResolvedEvent) =>
      ["happened", "ongoing", "historical"].includes(actuality.value);
    return came(b) && !came(a);
  }
  const width = ({ scope }: ResolvedEvent) => WHOLE.indexOf(scope.value);
  const precision = ({ places: [place] }: ResolvedEvent) => place?.value.precision ?? "G9";
  return width(b) !== width(a) ? width(b) < width(a) : precision(b) < precision(a);
}

type CodedLink = { readonly link: Link; readonly coding: string; readonly from: number; readonly to: number };

/** Links inside codings, from those that rank first for one of their ends. */
function codedLinks(tellings: readonly Telling[]): CodedLink[] {
  const seen = new Map<CurrentCoding, Map<string, { at: number; ranking: boolean }>>();
  for (const [at, { accounts }] of tellings.entries())
    for (const [i, { coding, event }] of accounts.entries()) {
      if (coding.coding.links.length === 0) continue;
      const places = seen.get(coding) ?? new Map<string, { at: number; ranking: boolean }>();
      seen.set(coding, places.set(event.id, { at, ranking: i === 0 }));
    }
  return [...seen].flatMap(([{ id, coding }, places]) =>
    coding.links.flatMap((link) => {
      const [from, to] = [places.get(link.from), places.get(link.to)];
      return from && to && (from.ranking || to.ranking)
        ? [{ link, coding: id, from: from.at, to: to.at }]
        : [];
    }),
  );
}

function reportsOf(
  { reports, origins }: Records,
  byReport: ReadonlyMap<string, readonly CurrentCoding[]>,
): Map<string, EditionReport> {
  const found = new Map<string, EditionReport>();
  for (const [id, [first]] of byReport) {
    const { sha256, lang, published, title, outlet, url } = first!.coding.report;
    found.set(id, { id, sha256, lang, published, title, outlet, url, origin: origins?.get(id) ?? id });
  }
  for (const { record } of reports) {
    const { id, sha256, lang, published, title, outlet, url } = record;
    found.set(id, {
      id,
      sha256,
      lang,
      published,
      title,
      outlet,
      url,
      origin: origins?.get(id) ?? record.origin,
    });
  }
  return found;
}
