/** How far off, where two coders differ: kilometres, days, sizes, and places that fell to the capital. */
import { kilometres, pairFigures } from "./agree.js";
import type { ComparableEvent, ComparableFigure, ComparablePlace } from "./comparable.js";
import { sitesOf } from "./comparable.js";
import type { Compared } from "./measure.js";
import { round3, share } from "./ratio.js";

/** Capitals by ISO code of the country: degrees. */
export type Capitals = ReadonlyMap<string, { readonly lat: number; readonly lon: number }>;

/** Over pairs of events; null where none can be compared. */
export type Errors = {
  /** Pairs whose sites both have a point; great-circle distance of the nearest two. */
  readonly places: number;
  readonly place_km_median: number | null;
  readonly place_km_p90: number | null;
  readonly within_5_km: number | null;
  readonly within_25_km: number | null;
  readonly within_50_km: number | null;
  /** Pairs of days: mean distance, and the share a day or less apart. */
  readonly days: number;
  readonly day_error_mean: number | null;
  readonly within_a_day: number | null;
  /** Mean share of the days meant by either that both mean, where one of them is longer than a day. */
  readonly period_overlap: number | null;
  /** Pairs of figures with a point or a lower bound: mean |ln(coded / gold)|; 0.69 is twice or half. */
  readonly sizes: number;
  readonly size_log_error: number | null;
  /** Of events that the gold places outside the capital, the share that the coding puts in it. */
  readonly capital_default: number | null;
};

/** A site this near the capital's point (km) is in it. */
const IN_CAPITAL = 25;
const NO_POINT = new Set(["G4", "G5", "G6", "G7", "G9"]);
const DAY = 86_400_000;

export function errorsOf(reports: readonly Compared[], capitals: Capitals = new Map()): Errors {
  const pairs = reports.flatMap(({ golds, codeds, pairs }) =>
    pairs.map(([i, j]) => [golds[i]!, codeds[j]!] as const),
  );
  const km = pairs.flatMap(([gold, coded]) => distance(gold, coded)).sort((a, b) => a - b);
  const within = (limit: number): number | null => share(km.filter((far) => far <= limit).length, km.length);
  const days = pairs.flatMap(([gold, coded]) => dayError(gold, coded));
  const overlaps = pairs.flatMap(([gold, coded]) => periodOverlap(gold, coded));
  const sizes = pairs.flatMap(([gold, coded]) =>
    pairFigures(gold, coded).flatMap(([a, b]) => sizeError(a, b)),
  );
  const outside = pairs.filter(([gold]) => isOutsideCapital(gold, capitals));
  return {
    places: km.length,
    place_km_median: quantile(km, 0.5),
    place_km_p90: quantile(km, 0.9),
    within_5_km: within(5),
    within_25_km: within(25),
    within_50_km: within(50),
    days: days.length,
    day_error_mean: mean(days),
    within_a_day: share(days.filter((far) => far <= 1).length, days.length),
    period_overlap: mean(overlaps),
    sizes: sizes.length,
    size_log_error: mean(sizes),
    capital_default: share(
      outside.filter(([, coded]) => isInCapital(coded, capitals)).length,
      outside.length,
    ),
  };
}

const hasPoint = (place: ComparablePlace): boolean =>
  place.lat != null && place.lon != null && !NO_POINT.has(place.precision ?? "");

function distance(gold: ComparableEvent, coded: ComparableEvent): number[] {
  const all = sitesOf(gold)
    .filter(hasPoint)
    .flatMap((a) =>
      sitesOf(coded)
        .filter(hasPoint)
        .map((b) => kilometres(a.lat!, a.lon!, b.lat!, b.lon!)),
    );
  return all.length === 0 ? [] : [Math.min(...all)];
}

function dayError({ date: a }: ComparableEvent, { date: b }: ComparableEvent): number[] {
  if (a?.precision !== "D" || b?.precision !== "D" || !a.start || !b.start) return [];
  return [Math.abs(Date.parse(a.start) - Date.parse(b.start)) / DAY];
}

function periodOverlap({ date: a }: ComparableEvent, { date: b }: ComparableEvent): number[] {
  if (!a?.start || !a.end || !b?.start || !b.end || (a.start === a.end && b.start === b.end)) return [];
  const from = [Date.parse(a.start), Date.parse(b.start)];
  const to = [Date.parse(a.end), Date.parse(b.end)];
  const both = Math.min(...to) - Math.max(...from) + DAY;
  const either = Math.max(...to) - Math.min(...from) + DAY;
  return [Math.max(0, both) / either];
}

function sizeError(gold: ComparableFigure, coded: ComparableFigure): number[] {
  const size = (figure: ComparableFigure): number | null => figure.point ?? figure.low ?? figure.high ?? null;
  const [a, b] = [size(gold), size(coded)];
  return a !== null && b !== null && a > 0 && b > 0 ? [Math.abs(Math.log(b / a))] : [];
}

function isOutsideCapital(event: ComparableEvent, capitals: Capitals): boolean {
  const sites = sitesOf(event);
  return (
    sites.some(({ country }) => country != null && capitals.has(country)) && !isInCapital(event, capitals)
  );
}

function isInCapital(event: ComparableEvent, capitals: Capitals): boolean {
  return sitesOf(event).some((site) => {
    const capital = capitals.get(site.country ?? "");
    if (capital === undefined || !hasPoint(site)) return false;
    return kilometres(site.lat!, site.lon!, capital.lat, capital.lon) <= IN_CAPITAL;
  });
}

function mean(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return round3(values.reduce((sum, value) => sum + value, 0) / values.length);
}

/** The value that `part` of the sorted values do not exceed. */
function quantile(sorted: readonly number[], part: number): number | null {
  if (sorted.length === 0) return null;
  return round3(sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)]!);
}
