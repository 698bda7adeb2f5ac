/** Numbers, days and places as the reader writes them. Pure; `locale` comes from the browser. */
import { locale, texts } from "./index.js";

const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });
const fraction = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
const UTC = { timeZone: "UTC" } as const;
const dayMonthYear = new Intl.DateTimeFormat(locale, {
  ...UTC,
  day: "numeric",
  month: "short",
  year: "numeric",
});
const monthYear = new Intl.DateTimeFormat(locale, { ...UTC, month: "long", year: "numeric" });
const monthShort = new Intl.DateTimeFormat(locale, { ...UTC, month: "short" });
const countryNames = new Intl.DisplayNames([locale], { type: "region", fallback: "code" });

export const number = (value: number): string => whole.format(value);
/** With the fraction that it has: a coder must see it. */
export const exact = (value: number): string => fraction.format(value);
/** 12K, 1.2M: for axes and clusters. */
export const compact = (value: number): string => short.format(value);
export const percent = (value: number): string => share.format(value);

/** `2024-05-03` as "3 May 2024". */
export const day = (iso: string): string => dayMonthYear.format(new Date(`${iso}T00:00:00Z`));
/** `2024-05-03` as "May 2024". */
export const month = (iso: string): string => monthYear.format(new Date(`${iso}T00:00:00Z`));
export const monthOnly = (iso: string): string => monthShort.format(new Date(`${iso}T00:00:00Z`));

/** A stretch of a timeline by its first day: "3 May 2024", "May 2024", "2024"; a week by its Monday. */
export function binText(iso: string, by: "day" | "week" | "month" | "year"): string {
  if (by === "year") return iso.slice(0, 4);
  return by === "month" ? month(iso) : day(iso);
}

/** The name of a country by its ISO code; the code itself where it is unknown. */
export function country(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (countryNames.of(code) ?? code) : code;
}

/** As above, for a filter: `none` where no country is known. */
export const countryOrNone = (code: string): string =>
  code === "none" ? texts.filters.noCountry : country(code);

type Dated = { readonly start: string | null; readonly end: string | null; readonly precision: string };

/** A date as far as it is known: "3 May 2024", "3 – 9 May 2024", "May 2024", "since 3 May 2024", "no date known". */
export function when({ start, end, precision }: Dated): string {
  if (precision === "U" || (start === null && end === null)) return texts.when.unknown;
  if (start === null) return texts.when.until(day(end!));
  if (end === null) return precision === "O" ? texts.when.since(day(start)) : day(start);
  if (precision === "M") return month(start);
  if (precision === "Y" && start.slice(0, 4) === end.slice(0, 4)) return start.slice(0, 4);
  if (start === end) return day(start);
  return dayMonthYear.formatRange(new Date(`${start}T00:00:00Z`), new Date(`${end}T00:00:00Z`));
}

type Bounds = { readonly low: number | null; readonly best?: number | null; readonly high: number | null };

/** Bounds in words: "20,000", "6,000 – 21,000", "at least 20,000", "up to 500", "no number"; each number as `shown` writes it. */
export function bounds({ low, high }: Bounds, shown = number): string {
  if (low === null && high === null) return texts.amount.none;
  if (high === null) return texts.amount.atLeast(shown(low!));
  if (low === null) return texts.amount.upTo(shown(high));
  return low === high ? shown(low) : texts.amount.range(shown(low), shown(high));
}

/** The parts of a place from narrow to wide, without saying one name twice: "Wari, Azuay, Ecuador". */
export function whereabouts(place: {
  readonly name: string;
  readonly country: string | null;
  readonly admin1: string | null;
}): string {
  const parts = [place.name, place.admin1, place.country === null ? null : country(place.country)];
  return [...new Set(parts.filter((part) => part !== null && part !== ""))].join(", ");
}
