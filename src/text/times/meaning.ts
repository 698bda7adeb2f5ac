/** What a time expression means: days of the calendar, a TIMEX3 value and how exact it is. */
import type { DatePrecision } from "../../model/coding.js";
import type { TimeType } from "../analysis.js";
import type { Atoms } from "./atoms.js";
import {
  addMonths,
  civil,
  type Days,
  dayOf,
  iso,
  isoMonth,
  isoWeek,
  monthOf,
  parseIso,
  validDate,
  weekOf,
  year4,
  yearOf,
} from "./calendar.js";
import { type Grammar, NAMED, type Rule } from "./grammar.js";
import type { Match } from "./match.js";
import type { Tense } from "./tense.js";

/** A time with days as numbers, before its place in the text is added. */
export type Meaning = {
  readonly type: TimeType;
  readonly value: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly precision: DatePrecision;
  readonly days: number | null;
  readonly rule: string;
  /** The words give it only roughly. */
  readonly about?: boolean;
  /** Atoms of the quoted part where they are not those of the match. */
  readonly first?: number;
  readonly last?: number;
  /** What TIMEX3 marks where that is not the words with their value; null for nothing. */
  readonly timex?: { readonly type: TimeType; readonly value: string; readonly last?: number } | null;
  /** Of "two days after": how far from what comes next, forward (1) or back (-1). */
  readonly step?: {
    readonly unit: number;
    readonly low: number;
    readonly high: number;
    readonly sign: number;
  };
  /** Of a range: the atom after its first date, and the first atom of its second. */
  readonly cut?: readonly [number, number];
};

/**
 * What the day of publication is: known; one that the text tells of, with publication about then; or any later day, so that what is
 * not to come lies before it.
 */
export type Reckoned = "known" | "told" | "assumed";

/** What a meaning depends on beside the words themselves. */
export type Setting = {
  readonly atoms: Atoms;
  readonly grammar: Grammar;
  /** Day of publication, or null. */
  readonly published: number | null;
  readonly reckoned: Reckoned;
  readonly tense: Tense | null;
  /** Whether the verb that tells the tense stands near by. */
  readonly sure: boolean;
  /** Whether "until" or "by" stands before the time. */
  readonly deadline: boolean;
  /** The last stretch no longer than a week, than a month, and of any length that the text has told of. */
  readonly day: Days | null;
  readonly month: Days | null;
  readonly year: Days | null;
  /** The quarter that the last sentences have told of, or null. */
  readonly quarter: Days | null;
  /** A year named beside the time in the same sentence, or null. */
  readonly nearYear: number | null;
  /** Number of the sentence, and its atoms `[from, to)`. */
  readonly sentence: number;
  readonly from: number;
  readonly to: number;
  /** When an event named by one of these atoms took place, as the text has said. */
  readonly event: (first: number, last: number) => Days | null;
};

/** Turns a match into what it means; null where it is no time after all, several where it names several. */
export type Make = (match: Match, rule: Rule, setting: Setting) => Meaning | readonly Meaning[] | null;

export const PARTS = ["MO", "MI", "AF", "EV", "NI"] as const;
export const SEASONS = ["SP", "SU", "FA", "WI"] as const;

const UNIT = Object.fromEntries(NAMED.unit.map((name, i) => [name, i])) as Record<
  (typeof NAMED.unit)[number],
  number
>;

export { UNIT };

export const EARLY = 0;
export const MID = 1;
export const LATE = 2;
export const EARLIER = 3;
export const LATER = 4;

const LETTERS = ["TS", "TM", "TH", "D", "W", "M", "Y", "Y", "Y", "Q", "W", "W"] as const;
/** How many of the TIMEX3 unit one of ours is: a decade is ten years. */
const MANY = [1, 1, 1, 1, 1, 1, 1, 10, 100, 1, 1, 2] as const;
/** Half of a unit in the next smaller one: two and a half years are P2Y6M. */
const HALVES = [null, "30S", "30M", null, null, null, "6M", null, null, null, null, null] as const;
const DAYS = [1 / 86400, 1 / 1440, 1 / 24, 1, 7, 30, 365, 3650, 36500, 91, 2, 14] as const;

/** `P3D`, `PT2H`; `PXM` where the number is unknown. */
export function periodValue(n: number | null, unit: number): string {
  const letter = LETTERS[unit]!;
  const time = letter.startsWith("T") ? "PT" : "P";
  const half = HALVES[unit];
  if (n !== null && half && n % 1 === 0.5) return n < 1 ? time + half : periodValue(n - 0.5, unit) + half;
  const amount = n === null ? "X" : String(Math.round(n * MANY[unit]! * 1000) / 1000);
  return `${time}${amount}${letter.replace("T", "")}`;
}

export const daysIn = (n: number, unit: number): number => Math.round(n * DAYS[unit]! * 1000) / 1000;

/** How exact a stretch of days is. */
export function precisionOf({ from, to }: Days): DatePrecision {
  const length = to - from + 1;
  if (length <= 1) return "D";
  if (length <= 6) return "R";
  if (length <= 14) return "W";
  const a = civil(from);
  if (length <= 31) return "M";
  return a.month === 1 && a.day === 1 && to === yearOf(a.year).to ? "Y" : "I";
}

export function date(value: string, days: Days, rule: string, more: Partial<Meaning> = {}): Meaning {
  return { type: "DATE", value, ...days, precision: precisionOf(days), days: null, rule, ...more };
}

/** A date that cannot be placed: the words are known, the day is not. */
export const unplaced = (type: TimeType, value: string, rule: string, why: string): Meaning => ({
  type,
  value,
  from: null,
  to: null,
  precision: "U",
  days: null,
  rule: why === "" ? rule : `${rule}: ${why}`,
});

export const NO_DATE = "no publication date";
export const NO_ANCHOR = "nothing to reckon from";

/** One day, or a part of it. */
export function onDay(day: number, rule: string, part: number | null): Meaning {
  const value = part === null ? iso(day) : `${iso(day)}T${PARTS[part]}`;
  return date(value, { from: day, to: day }, rule, part === null ? {} : { type: "TIME" });
}

/** The first, middle or last third of a stretch, as "early", "mid" and "late" cut it. Weeks are cut after Tuesday and Wednesday. */
export function third({ from, to }: Days, mod: number | null): Days {
  const length = to - from + 1;
  if (mod === null || length < 3 || mod > LATE) return { from, to };
  if (length === 7) {
    const cut = [0, 2, 3, 7] as const;
    return { from: from + cut[mod]!, to: from + cut[mod + 1]! - 1 };
  }
  if (length <= 31) {
    const cut = [0, 10, 20, length] as const;
    return { from: from + cut[mod]!, to: from + cut[mod + 1]! - 1 };
  }
  if (length > 360) {
    const years = civil(to).year - civil(from).year + 1;
    const months = years * 12;
    const cut = [0, Math.floor(months / 3), Math.floor((months * 2) / 3), months];
    return { from: addMonths(from, cut[mod]!), to: addMonths(from, cut[mod + 1]!) - 1 };
  }
  const cut = [0, Math.floor(length / 3), Math.floor((length * 2) / 3), length];
  return { from: from + cut[mod]!, to: from + cut[mod + 1]! - 1 };
}

/** The calendar's week, month, … that holds a day, moved on by `by` of them. */
export function periodAt(day: number, unit: number, by: number): Days {
  const { year } = civil(day);
  switch (unit) {
    case UNIT.week:
    case UNIT.fortnight: {
      const week = weekOf(day + by * 7 * (unit === UNIT.week ? 1 : 2));
      return unit === UNIT.week ? week : { from: week.from - (by < 0 ? 0 : 0), to: week.to };
    }
    case UNIT.month: {
      const c = civil(addMonths(day, by));
      return monthOf(c.year, c.month);
    }
    case UNIT.quarter: {
      const c = civil(addMonths(day, by * 3));
      const first = c.month - ((c.month - 1) % 3);
      return { from: dayOf(c.year, first, 1), to: monthOf(c.year, first + 2).to };
    }
    case UNIT.year:
      return yearOf(year + by);
    case UNIT.decade: {
      const first = Math.floor(year / 10) * 10 + by * 10;
      return { from: dayOf(first, 1, 1), to: yearOf(first + 9).to };
    }
    case UNIT.century: {
      const first = Math.floor((year - 1) / 100) * 100 + 1 + by * 100;
      return { from: dayOf(first, 1, 1), to: yearOf(first + 99).to };
    }
    case UNIT.weekend: {
      const saturday = weekOf(day).from + 5 + by * 7;
      return { from: saturday, to: saturday + 1 };
    }
    default:
      return { from: day + by, to: day + by };
  }
}

/** TIMEX3 value of a calendar period. */
export function periodName(days: Days, unit: number): string {
  const { year, month } = civil(days.from);
  switch (unit) {
    case UNIT.week:
    case UNIT.fortnight:
      return isoWeek(days.from);
    case UNIT.weekend:
      return `${isoWeek(days.from)}-WE`;
    case UNIT.month:
      return isoMonth(year, month);
    case UNIT.quarter:
      return `${year4(year)}-Q${Math.floor((month - 1) / 3) + 1}`;
    case UNIT.year:
      return year4(year);
    case UNIT.decade:
      return year4(year).slice(0, 3);
    case UNIT.century:
      return year4(year).slice(0, 2);
    default:
      return iso(days.from);
  }
}

/** TIMEX3 value of a period that cannot be placed. */
export const unknownPeriod = (unit: number): string =>
  unit === UNIT.week || unit === UNIT.fortnight
    ? "XXXX-WXX"
    : unit === UNIT.weekend
      ? "XXXX-WXX-WE"
      : unit === UNIT.month
        ? "XXXX-XX"
        : unit === UNIT.quarter
          ? "XXXX-QX"
          : unit === UNIT.year || unit === UNIT.decade || unit === UNIT.century
            ? "XXXX"
            : "XXXX-XX-XX";

/**
 * Days of a TIMEX3 value of a date: what the words themselves name, without a "since" or "until" before them.
 * Null for durations, sets, references, and values with unknown places.
 */
export function daysOfValue(value: string): Days | null {
  const [left, right] = value.split("/");
  if (right !== undefined) {
    const a = daysOfValue(left!);
    const b = daysOfValue(right);
    return a && b ? { from: a.from, to: b.to } : null;
  }
  const day = parseIso(value);
  if (day !== null) return { from: day, to: day };
  const match = /^(\d{2,4})(?:-(?:(\d\d)|W(\d\d)(-WE)?|Q(\d)|(SP|SU|FA|WI)|H([12])))?$/.exec(value);
  if (!match) return null;
  const digits = match[1]!;
  if (digits.length === 2) return periodAt(dayOf(Number(digits) * 100 + 50, 1, 1), UNIT.century, 0);
  if (digits.length === 3) return periodAt(dayOf(Number(digits) * 10, 1, 1), UNIT.decade, 0);
  const year = Number(digits);
  if (year < 1) return null;
  if (match[2]) return validDate(year, Number(match[2]), 1) ? monthOf(year, Number(match[2])) : null;
  if (match[3]) {
    const monday = weekOf(dayOf(year, 1, 4)).from + (Number(match[3]) - 1) * 7;
    return match[4] ? { from: monday + 5, to: monday + 6 } : { from: monday, to: monday + 6 };
  }
  if (match[5]) return periodAt(dayOf(year, Number(match[5]) * 3 - 1, 1), UNIT.quarter, 0);
  if (match[6]) return seasonOf(year, SEASONS.indexOf(match[6] as (typeof SEASONS)[number]));
  if (match[7]) {
    const from = dayOf(year, match[7] === "1" ? 1 : 7, 1);
    return { from, to: addMonths(from, 6) - 1 };
  }
  return yearOf(year);
}

/** A season of the northern half of the world: three whole months; winter begins in December of its year. */
export function seasonOf(year: number, season: number): Days {
  const month = season * 3 + 3;
  const last = addMonths(dayOf(year, month, 1), 3) - 1;
  return { from: dayOf(year, month, 1), to: last };
}

const YEAR_OR_MONTH = /^\d{4}(-\d\d)?$/;
/** A date whose year or month nobody can tell: `XXXX-07-19`. */
const UNSPECIFIED = /^XXXX-(\d\d(-\d\d)?|XX-\d\d)$/;

/** EDTF of a meaning: `..` for an open side, `~` where the words are rough, `XXXX` where the year is unknown. */
export function edtfOf(meaning: Meaning): string {
  const { from, to, value, about, type } = meaning;
  if (from === null && to === null) return type === "DATE" && UNSPECIFIED.test(value) ? value : "../..";
  const tilde = about ? "~" : "";
  if (from === null) return `../${iso(to!)}${tilde}`;
  const named = daysOfValue(value);
  if (to === null) {
    const first = named?.from === from && YEAR_OR_MONTH.test(value) ? value : iso(from);
    return `${first}${tilde}/..`;
  }
  if (from === to) return iso(from) + tilde;
  if (named && named.from === from && named.to === to) {
    if (YEAR_OR_MONTH.test(value)) return value + tilde;
    if (/^\d{3}$/.test(value)) return `${value}X${tilde}`;
    if (/^\d{4}(-\d\d)?\/\d{4}(-\d\d)?$/.test(value)) return value;
  }
  return `${iso(from)}${tilde}/${iso(to)}${tilde}`;
}
