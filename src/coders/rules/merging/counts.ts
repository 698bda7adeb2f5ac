/** Numbers that tell acts apart: "35 were arrested. Earlier, two dozen were arrested from a park" are two acts. */
import type { Figure, FigureKind } from "../../../model/coding.js";
import type { CountedFigure } from "../figures/figures.js";
import { soFar } from "../figures/tolls.js";
import type { View } from "../reading/view.js";
import type { Draft } from "./drafts.js";

/** A figure that the words of a telling count; `running` where it is told as what it has come to so far. */
type Count = CountedFigure & { readonly running: boolean };

/** The figures that a telling's own words count, by the draft. */
export type Counts = (draft: Draft) => readonly Count[];

/** Asks which of a report's figures are counted by the words of a telling; Linear in both. */
export function countsOf(view: View, figures: readonly CountedFigure[]): Counts {
  const byToken = new Map<number, CountedFigure[]>();
  for (const one of figures) {
    const there = byToken.get(one.by);
    if (there) there.push(one);
    else byToken.set(one.by, [one]);
  }
  return ({ trigger }) => {
    const out: Count[] = [];
    for (let i = trigger.first; i < trigger.last; i++)
      for (const one of byToken.get(i) ?? []) out.push({ ...one, running: soFar(view, one.sentence) >= 0 });
    return out;
  };
}

/** So many are counted one by one: of more, two numbers may be two estimates of one crowd. */
const COUNTED_CROWD = 100;
/** Two counts of one small crowd differ by less than this. */
const NEAR = 1.25;

/** What the words of a type of event count, where another number means another act. */
const KIND_OF: Readonly<Record<string, FigureKind>> = {
  "REP.ARREST": "arrested",
  "LAW.DETAIN": "arrested",
  "PRO.DEMO": "crowd_size",
  "PRO.VIGIL": "crowd_size",
  "PRO.BLOCK": "crowd_size",
  "PRO.OCCUPY": "crowd_size",
};

/**
 * Whether a telling counts others than the tellings of an event do: "another 2,000 marched", or as many as none of theirs. What
 * two sources say ("police spoke of 40, activists of 120") of one place, bounds, vague words and what adds up tell no acts apart;
 * but what a number has come to so far is never less than it was.
 */
export function countsOthers(draft: Draft, told: readonly Draft[], counts: Counts): boolean {
  const kind = KIND_OF[draft.type];
  if (kind === undefined) return false;
  const of = (d: Draft) => counts(d).filter(({ figure }) => figure.kind === kind);
  const here = of(draft);
  if (here.length === 0) return false;
  const there = told.filter((d) => d.type === draft.type).flatMap(of);
  if (there.length === 0) return false;
  if (here.every((one) => one.running && there.every((other) => lessThan(kind, one, other)))) return true;
  const [one, other] = [here, there].map((counts) => counts.filter(({ running }) => !running)) as [
    Count[],
    Count[],
  ];
  if (one.length === 0 || other.length === 0) return false;
  if (one.some(({ quantity }) => quantity.additive)) return true;
  const apart = elsewhere(draft, told);
  return one.every((a) => other.every((b) => differs(kind, a, b, apart)));
}

/** A running number below one told before of people taken one by one: it counts others. */
function lessThan(kind: FigureKind, one: Count, other: Count): boolean {
  const [a, b] = [exact(one), exact(other)];
  return kind === "arrested" && a !== null && b !== null && a < b;
}

const FINE = new Set(["G0", "G1", "G2", "G3"]);

/** The telling has a town or a part of one for its place that no other telling has. */
function elsewhere({ places: [own] }: Draft, told: readonly Draft[]): boolean {
  return (
    own !== undefined &&
    FINE.has(own.precision) &&
    told.every((d) => d.places.every((p) => p.name !== own.name))
  );
}

function differs(kind: FigureKind, one: Count, other: Count, apart: boolean): boolean {
  const [a, b] = [exact(one), exact(other)];
  if (a === null || b === null || a === b || (!apart && twoSay(one.figure, other.figure))) return false;
  if (kind !== "crowd_size") return true;
  return Math.max(a, b) <= COUNTED_CROWD && Math.max(a, b) / Math.min(a, b) >= NEAR;
}

const exact = ({ figure, quantity }: CountedFigure): number | null =>
  quantity.vague || figure.low === null || figure.low !== figure.high ? null : figure.low;

const twoSay = (a: Figure, b: Figure): boolean =>
  a.said_by !== b.said_by && (a.said_by !== null || b.said_by !== null);
