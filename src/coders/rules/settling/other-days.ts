/** Which of the dead and injured of a report are of another day than those it tells of first: "last July a man was killed". */
import { datesBySentence } from "../figures/figure-dates.js";
import { upwardFrom } from "../reading/upward.js";
import type { View } from "../reading/view.js";
import type { TimeAt } from "../sites/when.js";

/** Days that words give somebody's harm, as ISO dates. */
type Days = { readonly from: string; readonly to: string };

/** Asks of the tokens that tell of somebody's harm whether it was done on other days than the first that is told of. */
export function otherDays(
  view: View,
  times: readonly TimeAt[],
  all: readonly (readonly number[])[],
): (told: readonly number[]) => boolean {
  const bySentence = datesBySentence(times);
  const dayOf = (told: readonly number[]): Days | null => {
    for (const token of told) {
      const there = bySentence.get(view.tokens.Sentence[token]!);
      const own = there?.find((at) => says(view, at, token));
      if (own) return { from: own.time.from!, to: own.time.to! };
    }
    return null;
  };
  const [first] = all.filter((told) => told.length > 0).sort((a, b) => a[0]! - b[0]!);
  if (first === undefined) return () => false;
  const published = view.analysis.published;
  const main =
    dayOf(first) ?? (published === null ? null : { from: shifted(published, -RECENT), to: published });
  if (main === null) return () => false;
  const [from, to] = [shifted(main.from, -SLACK), shifted(main.to, SLACK)];
  return (told) => {
    if (view.tokens.Sentence[told[0] ?? first[0]!] === view.tokens.Sentence[first[0]!]) return false;
    const days = dayOf(told);
    return days !== null && (days.to < from || days.from > to);
  };
}

/** Who dies of a wound does so some days later at times. */
const SLACK = 10;
/** So long before its publication a report's own deed may lie, where no words date it. */
const RECENT = 40;

/** A time dates a word of harm where it opens its sentence or stands under the same verb. */
function says(view: View, at: TimeAt, token: number): boolean {
  const { tokens, analysis } = view;
  const first = analysis.sentences.First[at.sentence]!;
  if (at.head <= first + OPENING && tokens.Start[first]! + MARGIN >= at.time.start) return true;
  const verb = verbOver(view, token);
  return verb >= 0 && verbOver(view, at.head) === verb;
}
const OPENING = 4;
const MARGIN = 6;

function verbOver(view: View, i: number): number {
  return upwardFrom(view, i).find((k) => view.verb(k)) ?? -1;
}

function shifted(day: string, by: number): string {
  const date = new Date(`${day.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  return new Date(date.getTime() + by * 86_400_000).toISOString().slice(0, 10);
}
