/** How far the claims of an edition disagree, field by field (after R's eventreport: share with disagreement, mean range). */
import type { Claim, ClaimField, Diagnostics, EditionEvent } from "../model/edition.js";
import { valueKey } from "./claims.js";
import { groupOf, kilometres } from "./comparable.js";

const FIELDS: readonly ClaimField[] = [
  "exists",
  "type",
  "actuality",
  "scope",
  "date",
  "place",
  "actor",
  "figure",
  "demand",
  "means",
  "label",
];

type Tally = { comparable: number; differing: number; ranges: number[] };

/** What of a claim may be set beside what: numbers by what they count, places by role; all else by the field. */
function topic(claim: Claim): string {
  if (claim.field === "figure") {
    const { kind, group, stock } = claim.value;
    return `${kind}|${groupOf(kind, group) ?? ""}|${stock}`;
  }
  return claim.field === "place" ? claim.value.role : "";
}

/** Spread of some claims about one thing: log-ratio of numbers, days of dates, kilometres of places; null where there is none. */
function rangeOf(claims: readonly Claim[]): number | null {
  const [first] = claims;
  if (first!.field === "figure") {
    const numbers = claims.flatMap((claim) =>
      claim.field === "figure" ? (claim.value.point ?? claim.value.low ?? []) : [],
    );
    const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
    return numbers.length > 1 && low > 0 ? Math.log(high / low) : null;
  }
  if (first!.field === "date") {
    const starts = claims.flatMap((claim) =>
      claim.field === "date" && claim.value.start !== null ? [Date.parse(claim.value.start)] : [],
    );
    return starts.length > 1 ? (Math.max(...starts) - Math.min(...starts)) / 86_400_000 : null;
  }
  if (first!.field === "place") {
    let widest: number | null = null;
    const places = claims.flatMap((claim) =>
      claim.field === "place" && claim.value.lat !== null ? [claim.value] : [],
    );
    // From the first to the others: a spread is told to a factor of two, and many claims cost no square.
    for (const place of places.slice(1)) widest = Math.max(widest ?? 0, kilometres(places[0]!, place) ?? 0);
    return widest;
  }
  return null;
}

/** Claims by many names: of the codings that speak, whether any says what another does not. */
function differ(claims: readonly Claim[]): boolean {
  const said = new Map<string, Set<string>>();
  const all = new Set<string>();
  for (const claim of claims) {
    const key = valueKey(claim);
    all.add(key);
    const known = said.get(claim.coding);
    if (known) known.add(key);
    else said.set(claim.coding, new Set([key]));
  }
  return [...said.values()].some(({ size }) => size < all.size);
}

/** Over all events of an edition. An event counts for a field where at least two codings speak of one thing. */
export function diagnosticsOf(events: readonly Pick<EditionEvent, "claims">[]): Diagnostics {
  const tallies = new Map<ClaimField, Tally>(
    FIELDS.map((field) => [field, { comparable: 0, differing: 0, ranges: [] }]),
  );
  for (const { claims } of events) {
    const [first] = claims;
    if (claims.every(({ coding }) => coding === first!.coding)) continue;
    const topics = new Map<string, Claim[]>();
    for (const claim of claims) {
      const key = `${claim.field}\n${topic(claim)}`;
      const list = topics.get(key);
      if (list) list.push(claim);
      else topics.set(key, [claim]);
    }
    const compared = new Map<ClaimField, boolean>();
    for (const about of topics.values()) {
      const { field, coding } = about[0]!;
      if (about.every((claim) => claim.coding === coding)) continue;
      compared.set(field, (compared.get(field) ?? false) || differ(about));
      const range = rangeOf(about);
      if (range !== null) tallies.get(field)!.ranges.push(range);
    }
    for (const [field, differing] of compared) {
      const tally = tallies.get(field)!;
      tally.comparable++;
      if (differing) tally.differing++;
    }
  }
  return {
    events: events.length,
    fields: FIELDS.map((field) => {
      const { comparable, differing, ranges } = tallies.get(field)!;
      const sum = ranges.sort((a, b) => a - b).reduce((a, b) => a + b, 0);
      return {
        field,
        comparable,
        disagreement: comparable === 0 ? null : rounded(differing / comparable),
        meanRange: ranges.length === 0 ? null : rounded(sum / ranges.length),
      };
    }),
  };
}

const rounded = (n: number) => Math.round(n * 10_000) / 10_000;
