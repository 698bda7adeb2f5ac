/** Whether single values of two events agree. */
import { overlaps } from "../model/span.js";
import {
  actorsOf,
  type ComparableActor,
  type ComparableEvent,
  type ComparableFigure,
  figuresOf,
  located,
  sitesOf,
} from "./comparable.js";

/** Places this near are the same (km). */
const NEAR = 25;
/** Precisions that name no point: there the country decides. */
const NO_POINT = new Set(["G5", "G6", "G7", "G9"]);
const EARTH_DIAMETER = 12_742;

/** Both ends equal; unknown equals unknown. */
export function dateAgrees(gold: ComparableEvent, coded: ComparableEvent): boolean {
  const [a, b] = [gold.date, coded.date];
  return (a?.start ?? null) === (b?.start ?? null) && (a?.end ?? null) === (b?.end ?? null);
}

/**
 * Some site of one within 25 km of some site of the other, or in the same country where one of them has no point.
 * Null where neither event has a place.
 */
export function placeAgrees(gold: ComparableEvent, coded: ComparableEvent): boolean | null {
  const [golds, codeds] = [sitesOf(gold), sitesOf(coded)];
  if (golds.length === 0) return codeds.length === 0 ? null : false;
  return golds.some((a) =>
    codeds.some((b) => {
      if (a.lat != null && b.lat != null && !NO_POINT.has(a.precision ?? ""))
        return kilometres(a.lat, a.lon ?? 0, b.lat, b.lon ?? 0) <= NEAR;
      return Boolean(a.country) && a.country === b.country;
    }),
  );
}

/** Great-circle distance (haversine). Degrees in, kilometres out. */
export function kilometres(lat1: number, lon1: number, lat2: number, lon2: number): number {
  const p = Math.PI / 180;
  const x =
    Math.sin(((lat2 - lat1) * p) / 2) ** 2 +
    Math.cos(lat1 * p) * Math.cos(lat2 * p) * Math.sin(((lon2 - lon1) * p) / 2) ** 2;
  return EARTH_DIAMETER * Math.asin(Math.min(1, Math.sqrt(x)));
}

/** Figures of one kind whose spans overlap, one to one in the order of the gold. */
export function pairFigures(
  gold: ComparableEvent,
  coded: ComparableEvent,
): Array<readonly [ComparableFigure, ComparableFigure]> {
  return pairInOrder(figuresOf(gold), figuresOf(coded), (a, b) => {
    if (a.kind !== b.kind) return false;
    const [at, bt] = [located(a), located(b)];
    return at === null || bt === null || overlaps(at, bt);
  });
}

/** Actors of one role whose spans overlap, one to one in the order of the gold. */
export function pairActors(
  gold: ComparableEvent,
  coded: ComparableEvent,
): Array<readonly [ComparableActor, ComparableActor]> {
  return pairInOrder(actorsOf(gold), actorsOf(coded), (a, b) => {
    if (a.role !== b.role) return false;
    const [at, bt] = [located(a), located(b)];
    return at !== null && bt !== null && overlaps(at, bt);
  });
}

/** Low and high bound equal. */
export function boundsAgree(a: ComparableFigure, b: ComparableFigure): boolean {
  return (a.low ?? null) === (b.low ?? null) && (a.high ?? null) === (b.high ?? null);
}

function pairInOrder<T>(
  golds: readonly T[],
  codeds: readonly T[],
  agree: (gold: T, coded: T) => boolean,
): Array<readonly [T, T]> {
  const used = new Set<number>();
  const pairs: Array<readonly [T, T]> = [];
  for (const gold of golds) {
    const at = codeds.findIndex((coded, n) => !used.has(n) && agree(gold, coded));
    if (at < 0) continue;
    used.add(at);
    pairs.push([gold, codeds[at]!]);
  }
  return pairs;
}
