/** Arithmetic on days of the Gregorian calendar: a day is the number of days since 1970-01-01. */

/** First and last day of a stretch of time, both inclusive. */
export type Days = { readonly from: number; readonly to: number };

export type Civil = { readonly year: number; readonly month: number; readonly day: number };

/** Day number of a date (month 1–12). The method is Howard Hinnant's `days_from_civil`. */
export function dayOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** Year, month and day of a day number. */
export function civil(day: number): Civil {
  const z = day + 719468;
  const era = Math.floor(z / 146097);
  const doe = z - era * 146097;
  const yoe = Math.floor(
    (doe - Math.floor(doe / 1460) + Math.floor(doe / 36524) - Math.floor(doe / 146096)) / 365,
  );
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp + (mp < 10 ? 3 : -9);
  return {
    year: yoe + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: doy - Math.floor((153 * mp + 2) / 5) + 1,
  };
}

const two = (n: number): string => (n < 10 ? `0${n}` : String(n));
export const year4 = (year: number): string => String(year).padStart(4, "0");

/** `YYYY-MM-DD`. Days outside the years 1 to 9999 are clamped, so that the result is always a valid date. */
export function iso(day: number): string {
  const { year, month, day: d } = civil(Math.min(Math.max(day, -719162), 2932896));
  return `${year4(year)}-${two(month)}-${two(d)}`;
}

/** `YYYY-MM`. */
export const isoMonth = (year: number, month: number): string => `${year4(year)}-${two(month)}`;

/** Day number of a `YYYY-MM-DD` string (a time after it is ignored), or null where it is no date of the calendar. */
export function parseIso(text: string): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?!\d)/.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return validDate(year, month, day) ? dayOf(year, month, day) : null;
}

export const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days in a month (month 1–12). */
export const monthLength = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : LENGTHS[month - 1]!;

export const validDate = (year: number, month: number, day: number): boolean =>
  year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month);

/** Day of the week, Monday 1 to Sunday 7. */
export const weekday = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** Monday to Sunday of the week that holds the day. */
export function weekOf(day: number): Days {
  const from = day - weekday(day) + 1;
  return { from, to: from + 6 };
}

export const monthOf = (year: number, month: number): Days => ({
  from: dayOf(year, month, 1),
  to: dayOf(year, month, monthLength(year, month)),
});

export const yearOf = (year: number): Days => ({ from: dayOf(year, 1, 1), to: dayOf(year, 12, 31) });

/** ISO 8601 week, `YYYY-Www`. */
export function isoWeek(day: number): string {
  const thursday = day - weekday(day) + 4;
  const { year } = civil(thursday);
  return `${year4(year)}-W${two(Math.floor((thursday - dayOf(year, 1, 1)) / 7) + 1)}`;
}

/** The same day some months on; a day that the month lacks becomes its last. */
export function addMonths(day: number, months: number): number {
  const c = civil(day);
  const index = c.year * 12 + c.month - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return dayOf(year, month, Math.min(c.day, monthLength(year, month)));
}

/** Western Easter Sunday (the anonymous Gregorian computus). */
export function easter(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return dayOf(year, month, ((h + l - 7 * m + 114) % 31) + 1);
}
