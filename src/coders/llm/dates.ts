/** Dates an event by the words that a model quotes: our calendar reads them where it can, and the model's date is held against it. */
import type { Actuality, EventDate } from "../../model/coding.js";
import type { Span } from "../../model/span.js";
import type { Time } from "../../text/analysis.js";
import { parseIso } from "../../text/times/calendar.js";
import { asDate, UNDATED } from "../rules/sites/when.js";
import { daysOfEdtf, type EdtfDays } from "./edtf.js";
import { type Notes, shown } from "./notes.js";
import { mostIn } from "./overlap.js";

/** What has come about by the day of publication, and what is to come. */
const PAST: readonly Actuality[] = ["happened", "ongoing", "attempted", "historical"];
const TO_COME: readonly Actuality[] = ["planned", "called_for", "promised", "threatened"];

export type DateClaim = {
  /** How messages call the event. */
  readonly name: string;
  /** The words that date it, or null where the model quotes none. */
  readonly quote: Span | null;
  readonly edtf: string | null;
  readonly actuality: Actuality;
};

/** Never a day without words. `text`: the report; `times` and `published`: of its analysis. */
export function dateOf(
  claim: DateClaim,
  { text, times, published }: { text: string; times: readonly Time[]; published: string | null },
  { note }: Notes,
): EventDate {
  const { name, quote, edtf, actuality } = claim;
  if (quote === null) {
    if (edtf !== null)
      note(
        "llm.date_rejected",
        `${name}: the model dates it ${shown(edtf)} and quotes no words for that. A day must stand in the report, so it was rejected. Read the report for the day.`,
      );
    return UNDATED;
  }
  const meant = edtf === null ? null : daysOfEdtf(edtf);
  if (edtf !== null && meant === null)
    note(
      "llm.date_rejected",
      `${name}: ${shown(edtf)}, for «${shown(quote.quote)}», is no date in EDTF. It was rejected. Read the words.`,
      quote,
    );
  const read = mostIn(
    times.filter(({ type, from, to }) => type !== "SET" && (from !== null || to !== null)),
    quote,
  );
  const time = read && (meant ? turned(read, meant, actuality, published) : read);
  if (time && meant && (meant.start !== time.from || meant.end !== time.to))
    note(
      "llm.date_differs",
      `${name}: the model takes «${shown(quote.quote)}» for ${shown(edtf)}, the calendar reads ${time.edtf}. The calendar's date stands. Check it.`,
      quote,
    );
  const date: EventDate = time
    ? asDate(text, time)
    : meant
      ? { ...meant, edtf: edtf!.trim(), rule: "as the model reads it", quote }
      : { ...UNDATED, rule: "the words give no day", quote };
  if (published === null || !PAST.includes(actuality)) return date;
  if (date.start !== null && date.start > published) {
    note(
      "llm.date_rejected",
      `${name}: ${actuality} on ${date.start}, after publication on ${published}. A report cannot tell what had not come about, so the day was rejected. Check it, and whether it was only planned.`,
      quote,
    );
    return { ...UNDATED, rule: "the day would be after publication", quote };
  }
  if (actuality === "ongoing" || date.end === null || date.end <= published) return date;
  const edtfUntil = `${date.start ?? ".."}/${published}`;
  return {
    ...date,
    end: published,
    edtf: date.start === published ? published : edtfUntil,
    precision: date.start === published ? "D" : date.precision,
    rule: `${date.rule}+to publication`,
  };
}

/**
 * "a strike for Friday": which Friday is told by whether it is to come. Where the model's day is that Friday a week on, or that
 * 19 July a year on, and lies on the side of publication where the event does, and the calendar's does not, the model's is meant.
 */
function turned(read: Time, meant: EdtfDays, actuality: Actuality, published: string | null): Time {
  const { from, to, rule } = read;
  const day = meant.start;
  if (published === null || from === null || from !== to || day === null || day !== meant.end) return read;
  const aWeek = Math.abs(parseIso(day)! - parseIso(from)!) === 7;
  const aYear =
    day.slice(4) === from.slice(4) && Math.abs(Number(day.slice(0, 4)) - Number(from.slice(0, 4))) === 1;
  const ahead = TO_COME.includes(actuality) && from < published && day >= published;
  const back = PAST.includes(actuality) && from > published && day <= published;
  if (!(ahead || back) || !(aWeek || aYear)) return read;
  return { ...read, from: day, to: day, edtf: day, value: day, rule: `${rule}+${ahead ? "ahead" : "back"}` };
}
