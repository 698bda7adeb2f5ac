/**
 * A report without a day of publication. Which of its weekdays comes first, and what lies years back, shows from any day assumed
 * for it; no date that hangs on that day is told.
 */
import type { EventDate, EventRecord } from "../../model/coding.js";
import type { Analysis, Time } from "../../text/analysis.js";
import { NO_DATE } from "../../text/times/meaning.js";
import { BY_OPENING, openingDay } from "../../text/times/opening-day.js";
import { times } from "../../text/times/times.js";
import { SURELY_PAST } from "./merging/history.js";
import { ASSUMED } from "./sites/when.js";

/** `known`: where the times begin whose days need no day of publication. */
export type Assumed = {
  readonly analysis: Analysis;
  readonly day: string;
  readonly known: ReadonlySet<number>;
};

const DAY = 86_400_000;
/** Days between the latest day named and the assumed one, and after a month or year that is named for being past. */
const [AFTER_DAY, AFTER_YEAR] = [45, 550];
/** A month or year this soon after a day is of one time with it. */
const NEAR = 400;
/** Before this day nothing that only years date is news. */
const FLOOR = Date.UTC(1990, 5, 15);

const named = ({ from, rule }: Time): boolean => from !== null && !rule.endsWith(BY_OPENING);
/** A day, or the day since which something goes on. */
const onDay = (time: Time): boolean =>
  named(time) && (time.precision === "D" || (time.precision === "O" && time.rule.includes("month-day")));

/** The analysis as of an assumed day, or null where the day of publication is known. */
export function assume(analysis: Analysis): Assumed | null {
  const { text, lang, published, tokens, sentences, noise } = analysis;
  if (published !== null) return null;
  const datelines = noise
    .filter(({ kind }) => kind === "dateline" || kind === "byline")
    .map(({ start, end }) => [start, end] as const);
  const opening = openingDay(analysis.times, sentences, datelines);
  const day = opening?.day ?? assumedDay(analysis.times);
  const known = new Set(
    analysis.times.filter(({ from, to }) => from !== null || to !== null).map((t) => t.start),
  );
  const read = (as: string) =>
    times(text, tokens, sentences, as, lang, { assumed: true }).map((time) =>
      known.has(time.start) || time.from === null ? time : { ...time, rule: `${time.rule}${ASSUMED}` },
    );
  if (opening) return { analysis: { ...analysis, published: day }, day, known };
  const reckoned = read(day);
  const later = reckoned.find((time) => fitsOneYear(time) && time.from! > day);
  if (!later) return { analysis: { ...analysis, published: day, times: reckoned }, day, known };
  // "in prison since June 2, 2021, was convicted on Friday, March 11": of the years after 2021 the weekday tells which.
  const next = iso(Date.parse(later.from!) + DAY);
  const again = read(next);
  if (analysis.times.some(onDay))
    for (const { start, rule } of again) if (OF_A_MONTH.test(rule)) known.add(start);
  return { analysis: { ...analysis, published: next, times: again }, day: next, known };
}

const OF_A_MONTH = /^(?:weekday\+)?month-day/;

/** Weekday, day and month agree in one of the years about. */
const fitsOneYear = ({ rule, from }: Time): boolean =>
  rule === `weekday+month-day${ASSUMED}` && from !== null;

/** Some day after those that the text names; the one after the first weekday that it names. */
function assumedDay(found: readonly Time[]): string {
  const days = found.filter(onDay).map(({ from }) => Date.parse(from!));
  const coarse = found.filter((t) => named(t) && !onDay(t));
  // "In April 2018", beside "on Tuesday": no year is told of what is new.
  const behind = found.some(({ rule }) => rule.endsWith(NO_DATE)) ? AFTER_YEAR : 0;
  let day = days.length > 0 ? Math.max(...days) + AFTER_DAY * DAY : Number.NEGATIVE_INFINITY;
  for (const { from, to } of coarse) {
    const near = Date.parse(from!) - day < NEAR * DAY;
    const after = near ? Date.parse(from!) + AFTER_DAY * DAY : Date.parse(to ?? from!) + behind * DAY;
    if (after > day) day = after;
  }
  if (days.length === 0 || day < Date.UTC(SURELY_PAST, 0)) day = Math.max(day, FLOOR);
  const weekday = /^XXXX-WXX-(\d)/.exec(found.find(({ value }) => /^XXXX-WXX-\d/.test(value))?.value ?? "");
  if (weekday) while (new Date(day).getUTCDay() !== (Number(weekday[1]) + 1) % 7) day += DAY;
  return iso(day);
}

const iso = (day: number): string => new Date(day).toISOString().slice(0, 10);

/** The record without what only the assumed day dates. */
export function untold({ known, day }: Assumed, record: EventRecord): EventRecord {
  const { date } = record;
  if (date.start === null && date.end === null) return record;
  if (date.quote === null || !known.has(date.quote.start)) return { ...record, date: undated(date) };
  return date.end === day && date.rule.endsWith("+to publication")
    ? { ...record, date: { ...date, end: null, edtf: `${date.start}/..` } }
    : record;
}

function undated({ quote }: EventDate): EventDate {
  return { edtf: "", start: null, end: null, precision: "U", rule: "no publication date", quote };
}
