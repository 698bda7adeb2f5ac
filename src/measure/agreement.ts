/** Krippendorff's alpha of two coders, field by field, over the events that both coded and the sentences that either did. */

import { pairActors, pairFigures } from "./agree.js";
import { alpha, type Rating, type Scale, type Unit } from "./alpha.js";
import { type ComparableEvent, place, sitesOf } from "./comparable.js";
import type { Compared } from "./measure.js";
import { sentenceAt } from "./pair.js";
import { round3 } from "./ratio.js";

export type Agreement = {
  readonly field: string;
  readonly scale: Scale;
  /** Units that both coders gave a value. */
  readonly units: number;
  /** Null where nothing could have differed. */
  readonly alpha: number | null;
};

type Pair = readonly [ComparableEvent, ComparableEvent];
type Read = (event: ComparableEvent) => Rating | null | undefined;

const DATE_ORDER = ["D", "R", "W", "M", "Y", "I", "O", "U"];
const PLACE_ORDER = ["G0", "G1", "G2", "G3", "G4", "G5", "G6", "G7", "G9"];
/** Lower ends of the size classes of the Crowd Counting Consortium. */
const SIZE_CLASSES = [1, 100, 1000, 10_000];
const DAY = 86_400_000;

/** Fields of an event, each with its scale and how its value is read. */
const OF_EVENTS: ReadonlyArray<readonly [field: string, scale: Scale, read: Read]> = [
  ["type", "nominal", ({ type }) => type],
  ["family", "nominal", ({ type }) => type.split(".")[0]],
  ["actuality", "nominal", ({ actuality }) => actuality],
  ["scope", "nominal", ({ scope }) => scope],
  ["first day", "interval", ({ date }) => (date?.start ? Date.parse(date.start) / DAY : null)],
  ["last day", "interval", ({ date }) => (date?.end ? Date.parse(date.end) / DAY : null)],
  ["date precision", "ordinal", ({ date }) => rank(DATE_ORDER, date?.precision)],
  ["country", "nominal", (event) => sitesOf(event)[0]?.country],
  ["place precision", "ordinal", (event) => rank(PLACE_ORDER, sitesOf(event)[0]?.precision)],
  ["demands", "set", ({ demands }) => demands && names(demands.map(({ issue }) => issue))],
  [
    "means",
    "set",
    ({ means }) => means && names(means.map((used) => (typeof used === "string" ? used : used.means))),
  ],
];

/**
 * Alpha of each field. Fields without a unit are left out. Where the reports' texts are at hand, "told" says how far the
 * coders agree which sentences tell of an event at all; else it is about whole reports.
 */
export function agreementOf(reports: readonly Compared[]): Agreement[] {
  const pairs = reports.flatMap(({ golds, codeds, pairs }) =>
    pairs.map(([i, j]): Pair => [golds[i]!, codeds[j]!]),
  );
  const figures = pairs.flatMap(([a, b]) => pairFigures(a, b));
  const actors = pairs.flatMap(([a, b]) => pairActors(a, b));
  const crowds = figures.filter(([{ kind }]) => kind === "crowd_size");
  const size = ({ point, low, high }: (typeof figures)[number][0]): number | null =>
    point ?? low ?? high ?? null;
  const rows: Array<Agreement | null> = [
    agreement("told", "nominal", toldUnits(reports)),
    ...OF_EVENTS.map(([field, scale, read]) =>
      agreement(
        field,
        scale,
        pairs.map(([a, b]) => unit(read(a), read(b))),
      ),
    ),
    agreement(
      "crowd size",
      "ratio",
      crowds.map(([a, b]) => unit(size(a), size(b))),
    ),
    agreement(
      "crowd size class",
      "ordinal",
      crowds.map(([a, b]) => unit(sizeClass(size(a)), sizeClass(size(b)))),
    ),
    agreement(
      "stock or flow",
      "nominal",
      figures.map(([a, b]) => unit(stock(a.stock), stock(b.stock))),
    ),
    agreement(
      "hedged",
      "nominal",
      figures.map(([a, b]) => unit(stock(Boolean(a.hedge)), stock(Boolean(b.hedge)))),
    ),
    agreement(
      "actor category",
      "nominal",
      actors.map(([a, b]) => unit(a.category, b.category)),
    ),
  ];
  return rows.filter((row) => row !== null);
}

function agreement(field: string, scale: Scale, all: readonly Unit[]): Agreement | null {
  const units = all.filter((unit) => unit.length > 1);
  const found = alpha(units, scale);
  return units.length === 0
    ? null
    : { field, scale, units: units.length, alpha: found === null ? null : round3(found) };
}

function unit(a: Rating | null | undefined, b: Rating | null | undefined): Unit {
  return a == null || b == null ? [] : [a, b];
}

/** For each sentence, or each report without a text, whether either coder has the trigger of an event in it. */
function toldUnits(reports: readonly Compared[]): Unit[] {
  return reports.flatMap(({ golds, codeds, cuts }): Unit[] => {
    if (cuts === null) return [[told(golds.length > 0), told(codeds.length > 0)]];
    const [a, b] = [golds, codeds].map(
      (events) => new Set(events.flatMap((event) => sentenceOf(event, cuts))),
    );
    return cuts.slice(1).map((_, i) => [told(a!.has(i + 1)), told(b!.has(i + 1))]);
  });
}

function sentenceOf(event: ComparableEvent, cuts: readonly number[]): number[] {
  const trigger = place(event.trigger);
  return trigger === null ? [] : [sentenceAt(cuts, trigger.start)];
}

const told = (yes: boolean): string => (yes ? "told" : "not told");
const stock = (yes: boolean | undefined): string => (yes ? "yes" : "no");

function rank(order: readonly string[], value: string | null | undefined): number | null {
  const at = order.indexOf(value ?? "");
  return at < 0 ? null : at;
}

function sizeClass(size: number | null): number | null {
  return size === null ? null : SIZE_CLASSES.filter((from) => size >= from).length;
}

function names(list: readonly (string | undefined)[]): string[] {
  return list.filter((name) => name !== undefined);
}
