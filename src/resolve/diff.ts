/** What changed between two editions, in words and as data. */
import type { Claim, Edition, EditionEvent, SettledFigure } from "../model/edition.js";
import { nounOfType } from "../model/title.js";
import { valueKey } from "./claims.js";
import { order } from "./standing.js";
import { dayInWords, figureName, figureOfEvent, sourceInWords, titleOf } from "./titles.js";

export type Change = {
  readonly event: string;
  readonly kind: "added" | "changed" | "merged" | "split" | "withdrawn";
  /** Field of a change (`date`, `figure crowd`), else null. */
  readonly field: string | null;
  readonly words: string;
};

/** Claims that came and went with an event, about one field. */
function because(
  before: EditionEvent,
  after: EditionEvent,
  about: (claim: Claim) => boolean,
  policies: boolean,
): string {
  const old = new Set(before.claims.map(({ id }) => id));
  const now = new Set(after.claims.map(({ id }) => id));
  const came = after.claims.filter((claim) => about(claim) && !old.has(claim.id));
  const went = before.claims.filter((claim) => about(claim) && !now.has(claim.id));
  const listed = (claims: readonly Claim[]) =>
    claims.slice(0, 3).map(sourceInWords).join("; ") +
    (claims.length > 3 ? ` and ${claims.length - 3} more` : "");
  const reasons = [
    ...(came.length > 0 ? [`${listed(came)} was added`] : []),
    ...(went.length > 0 ? [`${listed(went)} went`] : []),
    ...(policies ? ["the policy is another"] : []),
  ];
  return reasons.length > 0 ? reasons.join(", and ") : "other claims count now";
}

const figureId = ({ kind, group, stock }: SettledFigure) => `${kind}|${group ?? ""}|${stock}`;

type Shown = {
  readonly field: string;
  readonly name: string;
  readonly value: string;
  readonly about: (claim: Claim) => boolean;
};

const spaced = (value: string) => value.replaceAll("_", " ");

/** "about 400 dockers (participant)"; of other fields what makes the value one of its kind. */
function claimInWords(claim: Claim): string {
  if (claim.field === "actor") return `${claim.value.name} (${spaced(claim.value.role)})`;
  return spaced(valueKey(claim).replaceAll("|", " ")).trim();
}

/** The settled values of an event in words, field by field. */
function valuesOf(event: EditionEvent): Map<string, Shown> {
  const shown = new Map<string, Shown>();
  const add = (field: string, name: string, value: string, about: Shown["about"]) =>
    shown.set(field, { field, name, value, about });
  const { type, actuality, scope } = event;
  add("type", "type", `${nounOfType(type.value)} (${type.value})`, (claim) => claim.field === "type");
  add("actuality", "actuality", spaced(actuality.value), (claim) => claim.field === "actuality");
  add("scope", "scope", spaced(scope.value), (claim) => claim.field === "scope");
  add("date", "date", dayInWords(event.date.value), (claim) => claim.field === "date");
  const sites = event.places.map(({ value }) => `${value.name} (${value.precision})`).sort();
  add("place", "place", sites.join(", ") || "unknown", (claim) => claim.field === "place");
  const figures = new Map<string, SettledFigure[]>();
  for (const figure of event.figures)
    figures.set(figureId(figure), [...(figures.get(figureId(figure)) ?? []), figure]);
  for (const [id, list] of figures)
    add(
      `figure ${id}`,
      figureName(list[0]!),
      list.map((figure) => figureOfEvent(event, figure)).join("; "),
      (claim) =>
        claim.field === "figure" &&
        claim.value.kind === list[0]!.kind &&
        claim.value.stock === list[0]!.stock,
    );
  for (const [field, list] of [
    ["actor", event.actors],
    ["demand", event.demands],
    ["means", event.means],
    ["label", event.labels],
  ] as const) {
    const claims = new Map(event.claims.map((claim) => [claim.id, claim]));
    const said = list.map((settled) => claimInWords(claims.get(settled.for[0])!)).sort();
    if (said.length > 0)
      add(field, `${field}s`.replace("meanss", "means"), said.join("; "), (claim) => claim.field === field);
  }
  return shown;
}

/** Changes from one edition to the next, by event name. A change tells what a value was, what it is now, and which claims made it. */
export function diff(previous: Edition, next: Edition): Change[] {
  const before = new Map(previous.events.map((event) => [event.id, event]));
  const after = new Map(next.events.map((event) => [event.id, event]));
  const redirects = new Map(next.redirects.map((redirect) => [redirect.from, redirect]));
  const changes: Change[] = [];
  for (const [id, old] of before) {
    const now = after.get(id);
    if (now !== undefined) {
      changes.push(...changesOf(id, old, now, previous.policy !== next.policy));
      continue;
    }
    const redirect = redirects.get(id);
    const title = titleOf(old);
    if (redirect === undefined || redirect.reason === "withdrawn")
      changes.push({
        event: id,
        kind: "withdrawn",
        field: null,
        words: `${title} (${id}) was withdrawn: no coding that counts tells it any more.`,
      });
    else {
      const to = redirect.to.join(" and ");
      const words = redirect.reason === "merged" ? `is one event with ${to} now` : `was split into ${to}`;
      changes.push({ event: id, kind: redirect.reason, field: null, words: `${title} (${id}) ${words}.` });
    }
  }
  for (const [id, now] of after)
    if (!before.has(id)) {
      const reports = new Set(now.mentions.map(({ report }) => report)).size;
      changes.push({
        event: id,
        kind: "added",
        field: null,
        words: `${titleOf(now)} (${id}) is new, told by ${reports} report${reports === 1 ? "" : "s"}.`,
      });
    }
  return changes.sort((a, b) => order(a.event, b.event) || order(a.field ?? "", b.field ?? ""));
}

const MANY = new Set(["actors", "demands", "means", "labels"]);

function changesOf(id: string, old: EditionEvent, now: EditionEvent, policies: boolean): Change[] {
  const was = valuesOf(old);
  const is = valuesOf(now);
  const changes: Change[] = [];
  for (const field of new Set([...was.keys(), ...is.keys()])) {
    const [a, b] = [was.get(field), is.get(field)];
    if (a?.value === b?.value) continue;
    const { name, about } = (b ?? a)!;
    const why = because(old, now, about, policies);
    const words = `${titleOf(now)}: ${name} ${MANY.has(name) ? "were" : "was"} ${a?.value ?? "not told"}, now ${b?.value ?? "not told"}, because ${why}.`;
    changes.push({ event: id, kind: "changed", field, words });
  }
  return changes;
}
