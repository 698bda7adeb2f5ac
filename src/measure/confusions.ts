/** Which values were taken for which. */
import type { ComparableEvent } from "./comparable.js";
import type { Compared } from "./measure.js";

export type Confusion = {
  readonly field: "type" | "actuality" | "scope";
  readonly gold: string;
  readonly coded: string;
  readonly events: number;
};

const FIELDS = ["type", "actuality", "scope"] as const;

/** Over pairs of events whose values differ, the most frequent first. */
export function confusionsOf(reports: readonly Compared[]): Confusion[] {
  const found = new Map<string, Confusion>();
  for (const { golds, codeds, pairs } of reports)
    for (const [i, j] of pairs)
      for (const field of FIELDS) {
        const [gold, coded] = [value(golds[i]!, field), value(codeds[j]!, field)];
        if (gold === coded) continue;
        const key = `${field} ${gold} ${coded}`;
        found.set(key, { field, gold, coded, events: (found.get(key)?.events ?? 0) + 1 });
      }
  return [...found.values()].sort((a, b) => b.events - a.events || (keyOf(a) < keyOf(b) ? -1 : 1));
}

const value = (event: ComparableEvent, field: (typeof FIELDS)[number]): string => event[field] ?? "none";
const keyOf = ({ field, gold, coded }: Confusion): string => `${field} ${gold} ${coded}`;
