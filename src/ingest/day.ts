/** Reads a day of publication as inputs write it, and says why a value is none. */

/** `day` is `YYYY-MM-DD`, or null with the reason in words. */
export type Day = { readonly day: string; readonly why: null } | { readonly day: null; readonly why: string };

const EARLIEST_YEAR = 1400;

/**
 * Reads `YYYY-MM-DD`, the same with a time after it, `YYYY/MM/DD` and `YYYYMMDD`. The day is the one that is written,
 * in the time zone of whoever wrote it. Years before 1400 and days after tomorrow are taken for mistakes.
 */
export function readDay(value: string, today: string): Day {
  const parts = /^\s*(\d{4})([-/]?)(\d{2})\2(\d{2})(?:$|[T\s])/.exec(value.slice(0, 40));
  if (!parts) return { day: null, why: "is not a date; write it as YYYY-MM-DD" };
  const [year, month, date] = [Number(parts[1]), Number(parts[3]), Number(parts[4])];
  const at = new Date(Date.UTC(year, month - 1, date));
  const day = `${parts[1]}-${parts[3]}-${parts[4]}`;
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== date)
    return { day: null, why: "is not in the calendar" };
  if (year < EARLIEST_YEAR)
    return { day: null, why: `lies before the year ${EARLIEST_YEAR}, before there was any press` };
  if (day > nextDay(today)) return { day: null, why: "lies in the future" };
  return { day, why: null };
}

/** The day after, `YYYY-MM-DD`. */
export function nextDay(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}
