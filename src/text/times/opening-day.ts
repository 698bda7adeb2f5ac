/** The day that a text without a day of publication is of: its dateline's, or the full date of its opening. */
import type { Sentences, Stretch, Time } from "../analysis.js";

/** The opening is so many sentences, the dateline among them. */
const OPENING = 3;
/** So many days after it the text may name a day to come; a later one shows that the opening looks back. */
const AHEAD = 60;
/** So many characters may lie between a dateline and its date: "LOMÉ (AP), Dec. 14, 2008". */
const BESIDE = 3;
/** A full date so few days after the first is of the same news. */
const DAYS_ON = 3;
const DAY = 86_400_000;
/** A text that opens on an older day is history, whenever it was written. */
const OLDEST = "1900-01-01";

/** Ends the rule of a time that is reckoned from the date of the opening, for want of a day of publication. */
export const BY_OPENING = "+opening day";

/** `exact`: a dateline says on which day the report was filed; else it tells of that day, and was filed about then. */
export type OpeningDay = { readonly day: string; readonly exact: boolean };

/** The full date of the opening, where none of the text's full dates lies far behind it; else null. */
export function openingDay(
  times: readonly Pick<Time, "start" | "end" | "from" | "to" | "precision" | "rule">[],
  sentences: Pick<Sentences, "length" | "End">,
  datelines: readonly Stretch[],
): OpeningDay | null {
  const opens = sentences.length === 0 ? 0 : sentences.End[Math.min(OPENING, sentences.length) - 1]!;
  let opening: OpeningDay | null = null;
  let latest = "";
  for (const { start, end, from, to, precision, rule } of times) {
    if (precision !== "D" || from === null || from !== to || from < OLDEST || rule.endsWith(BY_OPENING))
      continue;
    const filed = datelines.some(([first, last]) => start < last + BESIDE && first - BESIDE < end);
    if (end <= opens && (opening === null || (filed && !opening.exact) || follows(from, opening)))
      opening = { day: from, exact: filed };
    if (from > latest) latest = from;
  }
  return opening === null || Date.parse(latest) - Date.parse(opening.day) > AHEAD * DAY ? null : opening;
}

/** "shops closed on October 3, 2012, and stayed shut on October 4, 2012" */
function follows(day: string, { day: before, exact }: OpeningDay): boolean {
  return !exact && day > before && Date.parse(day) - Date.parse(before) <= DAYS_ON * DAY;
}
