/** Reads a day of publication as inputs write it, and says why a value is none. */

/** `day` is `YYYY-MM-DD`, or null with the reason in words. */
export type Day = { readonly day: string; readonly why: null } | { readonly day: null; readonly why: string };

/** How a source writes days in figures: 03/04/2024 is 3 April (`dmy`) or March 4 (`mdy`). */
export const DAY_ORDERS = ["dmy", "mdy"] as const;
export type DayOrder = (typeof DAY_ORDERS)[number];

const EARLIEST_YEAR = 1400;
const MONTHS = "january february march april may june july august september october november december".split(
  " ",
);

/**
 * Reads `YYYY-MM-DD`, the same with a time after it, `YYYY/MM/DD` and `YYYYMMDD`; days with the name of the month in
 * English ("Tue, 03 Mar 2020 10:00:00 +0100", "March 3, 2020"); and `03/04/2020` where the source says in which order it
 * writes. The day is the one that is written, in the time zone of whoever wrote it. Years before 1400 and days after
 * tomorrow are taken for mistakes.
 */
export function readDay(value: string, today: string, order: DayOrder | null = null): Day {
  const parts = dayParts(value.slice(0, 60).trim(), order);
  if (typeof parts === "string") return { day: null, why: parts };
  const [year, month, date] = parts;
  const at = new Date(Date.UTC(year, month - 1, date));
  const two = (n: number) => String(n).padStart(2, "0");
  const day = `${String(year).padStart(4, "0")}-${two(month)}-${two(date)}`;
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== date)
    return { day: null, why: "is not in the calendar" };
  if (year < EARLIEST_YEAR)
    return { day: null, why: `lies before the year ${EARLIEST_YEAR}, before there was any press` };
  if (day > nextDay(today)) return { day: null, why: "lies in the future" };
  return { day, why: null };
}

/** Year, month and day in figures, or why there are none. */
function dayParts(value: string, order: DayOrder | null): readonly [number, number, number] | string {
  const figures = /^(\d{4})([-/]?)(\d{2})\2(\d{2})(?:$|[T\s])/.exec(value);
  if (figures) return [Number(figures[1]), Number(figures[3]), Number(figures[4])];
  const first = /^(?:[a-z]{3,9},? )?(\d{1,2})[ -]([a-z]{3,9})\.?,?[ -](\d{4})\b/i.exec(value);
  if (first && month(first[2]!) > 0) return [Number(first[3]), month(first[2]!), Number(first[1])];
  const second = /^(?:[a-z]{3,9},? )?([a-z]{3,9})\.? (\d{1,2}),? (\d{4})\b/i.exec(value);
  if (second && month(second[1]!) > 0) return [Number(second[3]), month(second[1]!), Number(second[2])];
  const local = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:$|[T\s,])/.exec(value);
  if (!local) return "is not a date; write it as YYYY-MM-DD";
  if (order === null)
    return "may be read in two ways; write it as YYYY-MM-DD, or give the source a dayOrder (dmy or mdy)";
  const [a, b, year] = [Number(local[1]), Number(local[2]), Number(local[3])];
  return order === "dmy" ? [year, b, a] : [year, a, b];
}

/** 1 to 12 for a month's English name or its first letters (three at least), 0 for any other word. */
function month(name: string): number {
  return MONTHS.findIndex((full) => full.startsWith(name.toLowerCase())) + 1;
}

/** The day after, `YYYY-MM-DD`. */
export function nextDay(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}
