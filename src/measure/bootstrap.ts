/** How sure a figure is: the figures of reports drawn again and again, with replacement (Efron 1979; domain: by document). */
import type { Counts } from "./counts.js";
import { sum } from "./counts.js";
import { type Figures, figuresFrom } from "./measure.js";
import { round3 } from "./ratio.js";

export type Interval = readonly [low: number, high: number];
export type Intervals = Readonly<Partial<Record<keyof Figures, Interval>>>;

/** Draws of reports. */
export const DRAWS = 1000;
/** Share of the draws on either side that an interval leaves out. */
const TAIL = 0.025;

/**
 * 95 % percentile intervals of the figures, from the counts of each report. Empty for fewer than two reports. The draws come
 * from a fixed seed: the same codings give the same intervals.
 */
export function intervalsOf(reports: readonly Counts[]): Intervals {
  if (reports.length < 2) return {};
  const chance = chanceOf(reports.length);
  const drawn = new Map<keyof Figures, number[]>();
  for (let draw = 0; draw < DRAWS; draw++) {
    const chosen = reports.map(() => reports[Math.floor(chance() * reports.length)]!);
    for (const [name, value] of Object.entries(figuresFrom(sum(chosen), reports.length))) {
      if (value === null) continue;
      const list = drawn.get(name as keyof Figures) ?? [];
      drawn.set(name as keyof Figures, list);
      list.push(value);
    }
  }
  const intervals: Partial<Record<keyof Figures, Interval>> = {};
  for (const [name, values] of drawn) {
    if (COUNTS.has(name)) continue;
    values.sort((a, b) => a - b);
    const at = (part: number): number =>
      round3(values[Math.min(values.length - 1, Math.floor(part * values.length))]!);
    intervals[name] = [at(TAIL), at(1 - TAIL)];
  }
  return intervals;
}

const COUNTS: ReadonlySet<keyof Figures> = new Set(["reports", "gold_events", "coded_events"]);

/** Numbers from 0 to below 1 (mulberry32). */
function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
