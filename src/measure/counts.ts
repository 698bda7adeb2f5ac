/** What one report adds to a comparison: plain counts, which may be summed over any choice of reports. */
import { boundsAgree, dateAgrees, pairActors, pairFigures, placeAgrees } from "./agree.js";
import { actorsOf, type ComparableEvent, familyOf, figuresOf, sitesOf } from "./comparable.js";
import { f1, share } from "./ratio.js";

/** The facts of an event, each a field: precision and recall count them over all events, paired or not. */
export const FIELDS = ["type", "actuality", "date", "place", "figures", "actors"] as const;
export type Field = (typeof FIELDS)[number];

/** Agreed, in the gold, in the coding. */
export type Count = { readonly agreed: number; readonly gold: number; readonly coded: number };
export type Quality = Count & { readonly p: number | null; readonly r: number | null; readonly f1: number };

/** Counted over pairs of events only: `agreed` of `gold`. */
const OF_PAIRS = [
  "sameScope",
  "samePlace",
  "sameDay",
  "falseHappened",
  "invented",
  "hedge",
  "stockAsFlow",
] as const;
const COUNTED = [
  "events",
  "core",
  "documents",
  ...FIELDS,
  ...OF_PAIRS,
  "pairedFigures",
  "pairedActors",
] as const;
export type Counted = (typeof COUNTED)[number];

/** Three numbers for each name of `COUNTED`. Summed, never read by position. */
export type Counts = Float64Array;

const AT = Object.fromEntries(COUNTED.map((name, i) => [name, 3 * i])) as Record<Counted, number>;
const CORE = new Set(["PRO", "REP", "VIO"]);
const UNREAL_AS_REAL = new Set(["happened", "ongoing"]);
const REAL = new Set(["happened", "ongoing", "historical"]);

export function sum(list: readonly Counts[]): Counts {
  const total = new Float64Array(3 * COUNTED.length);
  for (const counts of list) for (let i = 0; i < total.length; i++) total[i]! += counts[i]!;
  return total;
}

export function countOf(counts: Counts, name: Counted): Count {
  const at = AT[name];
  return { agreed: counts[at]!, gold: counts[at + 1]!, coded: counts[at + 2]! };
}

export function qualityOf({ agreed, gold, coded }: Count): Quality {
  return {
    agreed,
    gold,
    coded,
    p: share(agreed, coded),
    r: share(agreed, gold),
    f1: f1(agreed, gold, coded),
  };
}

/** The counts of one report whose events have been paired. */
export function countsOf(
  golds: readonly ComparableEvent[],
  codeds: readonly ComparableEvent[],
  pairs: ReadonlyArray<readonly [number, number]>,
): Counts {
  const counts = sum([]);
  const [goldCore, codedCore] = [golds.filter(isCore), codeds.filter(isCore)];
  add(counts, "events", pairs.length, golds.length, codeds.length);
  add(counts, "core", pairs.filter(([i]) => isCore(golds[i]!)).length, goldCore.length, codedCore.length);
  const [inGold, inCoded] = [goldCore.length > 0, codedCore.length > 0];
  add(counts, "documents", Number(inGold && inCoded), Number(inGold), Number(inCoded));
  for (const event of golds) addFacts(counts, event, 1, 0);
  for (const event of codeds) addFacts(counts, event, 0, 1);
  for (const [i, j] of pairs) addPair(counts, golds[i]!, codeds[j]!);
  return counts;
}

function addFacts(counts: Counts, event: ComparableEvent, gold: number, coded: number): void {
  const some = (name: Counted, many: number): void => add(counts, name, 0, gold * many, coded * many);
  for (const field of ["type", "actuality", "date"] as const) some(field, 1);
  some("place", sitesOf(event).length > 0 ? 1 : 0);
  some("figures", figuresOf(event).length);
  some("actors", actorsOf(event).length);
}

function addPair(counts: Counts, gold: ComparableEvent, coded: ComparableEvent): void {
  const agreed = (name: Counted, many: number | boolean): void => add(counts, name, Number(many), 0, 0);
  const countIn = (name: Counted, yes: boolean): void => add(counts, name, Number(yes), 1, 0);
  const sameDate = dateAgrees(gold, coded);
  const samePlace = placeAgrees(gold, coded) === true;
  agreed("type", gold.type === coded.type);
  agreed("actuality", gold.actuality === coded.actuality);
  agreed("date", sameDate);
  agreed("place", samePlace);
  countIn("sameScope", gold.scope === coded.scope);
  if (sitesOf(gold).length > 0) countIn("samePlace", samePlace);
  if (gold.date?.precision === "D") countIn("sameDay", sameDate);
  if (!isReal(gold)) countIn("falseHappened", UNREAL_AS_REAL.has(coded.actuality ?? ""));
  if (!hasPerpetrator(gold)) countIn("invented", hasPerpetrator(coded));

  const figurePairs = pairFigures(gold, coded);
  const right = figurePairs.filter(([a, b]) => boundsAgree(a, b)).length;
  agreed("figures", right);
  add(counts, "pairedFigures", right, figuresOf(gold).length, figuresOf(coded).length);
  for (const [a, b] of figurePairs) {
    countIn("hedge", Boolean(a.hedge) === Boolean(b.hedge));
    if (a.stock) countIn("stockAsFlow", !b.stock);
  }
  const actorPairs = pairActors(gold, coded).length;
  agreed("actors", actorPairs);
  add(counts, "pairedActors", actorPairs, actorsOf(gold).length, actorsOf(coded).length);
}

function add(counts: Counts, name: Counted, agreed: number, gold: number, coded: number): void {
  const at = AT[name];
  counts[at]! += agreed;
  counts[at + 1]! += gold;
  counts[at + 2]! += coded;
}

export function isReal(event: ComparableEvent): boolean {
  return REAL.has(event.actuality ?? "");
}

export function isCore(event: ComparableEvent): boolean {
  return CORE.has(familyOf(event));
}

function hasPerpetrator(event: ComparableEvent): boolean {
  return actorsOf(event).some(({ role }) => role === "perpetrator");
}
