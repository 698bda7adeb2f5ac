/** The days that words beside a figure give it: "44 were killed in May" is no figure of Monday's attack. */
import type { EventDate } from "../../../model/coding.js";
import { upwardFrom } from "../reading/upward.js";
import type { View } from "../reading/view.js";
import type { TimeAt } from "../sites/when.js";
import type { CountedFigure } from "./figures.js";

/** Whether a figure is told of other days than those of an event. */
export type Otherwise = (counted: CountedFigure, date: EventDate) => boolean;

/** The times of a report that are dates with both ends, by the sentence that they stand in. */
export function datesBySentence(times: readonly TimeAt[]): ReadonlyMap<number, readonly TimeAt[]> {
  const bySentence = new Map<number, TimeAt[]>();
  for (const at of times) {
    if (at.time.type !== "DATE" || at.time.from === null || at.time.to === null) continue;
    const there = bySentence.get(at.sentence);
    if (there) there.push(at);
    else bySentence.set(at.sentence, [at]);
  }
  return bySentence;
}

/** Asks of the report's times whether they date a figure otherwise than an event whose own words date it. */
export function datesOf(view: View, times: readonly TimeAt[]): Otherwise {
  const bySentence = datesBySentence(times);
  return (counted, date) => {
    if (date.quote === null || date.start === null || date.end === null) return false;
    const there = bySentence.get(counted.sentence);
    // "The death toll rose to eight on Tuesday": on that day it was known.
    if (!there || view.cues.tollNouns!.has(view.tokens.Lemma[counted.by]!)) return false;
    const verb = verbOver(view, counted.by);
    const own = there.filter((at) => verb >= 0 && verbOver(view, at.head) === verb);
    return own.length > 0 && own.every(({ time }) => time.to! < date.start! || time.from! > date.end!);
  };
}

/** The nearest verb over a token, itself included, or -1. */
function verbOver(view: View, i: number): number {
  return upwardFrom(view, i).find((k) => view.verb(k)) ?? -1;
}
