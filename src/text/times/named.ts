/** Normalisation of dates with a form or a name of their own: figures, decades, quarters, holidays, weeks of a month. */
import {
  civil,
  type Days,
  dayOf,
  easter,
  monthOf,
  validDate,
  weekday as weekdayOf,
  year4,
  yearOf,
} from "./calendar.js";
import { calendar, choose, nearYear, side } from "./dates.js";
import { type Match, slot } from "./match.js";
import {
  date,
  daysOfValue,
  type Make,
  type Meaning,
  NO_ANCHOR,
  NO_DATE,
  onDay,
  periodAt,
  periodName,
  type Setting,
  third,
  UNIT,
  unplaced,
} from "./meaning.js";

const two = (n: number): string => String(n).padStart(2, "0");

/** 24/03/2013 and 03/24/2013; where both orders give a date: day first, unless only the other is not after publication. */
export const numeric: Make = (match, rule, setting) => {
  const a = slot(match, "a")!;
  const b = slot(match, "b")!;
  let year = slot(match, "year")!;
  if (year < 100) year += year < 70 ? 2000 : 1900;
  if (year < 1000 || year > 2199) return null;
  const { Start, End } = setting.atoms;
  if (match.first > setting.from && End[match.first - 1] === Start[match.first]) return null;
  const orders = [
    { day: a, month: b },
    { day: b, month: a },
  ].filter((o) => validDate(year, o.month, o.day));
  const days = orders.map((o) => dayOf(year, o.month, o.day));
  if (days.length === 0) return null;
  const { published } = setting;
  const [a1, b1] = days as [number, number | undefined];
  const swap =
    published !== null && b1 !== undefined && b1 <= published && (a1 > published || published - b1 <= 1);
  return onDay(swap ? b1 : a1, days.length > 1 && a !== b ? `${rule.id}-ambiguous` : rule.id, null);
};

/** "the 1990s", "the nineties". */
export const decade: Make = (match, rule) => {
  let year = slot(match, "year")!;
  if (year < 100) year += year > 20 ? 1900 : 2000;
  else if (year < 300) year *= 10;
  if (year % 10 !== 0) return null;
  // "the 1800s" are a hundred years, "the 2000s" ten.
  if (year % 100 === 0 && year < 2000) {
    return date(year4(year).slice(0, 2), { from: dayOf(year, 1, 1), to: yearOf(year + 99).to }, rule.id, {
      precision: "I",
    });
  }
  const days = periodAt(dayOf(year, 1, 1), UNIT.decade, 0);
  const mod = slot(match, "mod");
  const value = year4(year).slice(0, 3);
  return date(value, third(days, mod), rule.id, { precision: "I", about: mod !== null });
};

/** "the 19th century". */
export const century: Make = (match, rule) => {
  const ord = slot(match, "ord")!;
  if (ord < 1 || ord > 30) return null;
  const days = { from: dayOf((ord - 1) * 100 + 1, 1, 1), to: yearOf(ord * 100).to };
  return date(two(ord - 1), days, rule.id, { precision: "I" });
};

/** "the third quarter of 2019". */
export const quarter: Make = (match, rule, setting) => {
  const ord = slot(match, "ord")!;
  if (ord < 1 || ord > 4) return null;
  const dir = slot(match, "dir");
  let year = slot(match, "year");
  const { published, tense } = setting;
  if (year === null && published !== null) year = civil(published).year + (dir ?? 0);
  if (year === null) return unplaced("DATE", `XXXX-Q${ord}`, rule.id, NO_DATE);
  let days = periodAt(dayOf(year, ord * 3 - 1, 1), UNIT.quarter, 0);
  // "Profits fell in the fourth quarter", published in January.
  const ahead = slot(match, "year") === null && dir === null && published !== null && days.from > published;
  if (ahead && tense !== "future") days = periodAt(days.from, UNIT.quarter, -4);
  return date(periodName(days, UNIT.quarter), days, rule.id, { precision: "I" });
};

/** "a year ago", "a year earlier" beside a quarter: the same quarter of the year before. */
export function quarterBack(match: Match, sign: number, rule: string, setting: Setting): Meaning | null {
  const { quarter } = setting;
  const n = slot(match, "n");
  if (!quarter || slot(match, "unit") !== UNIT.year || n === null || sign > 0) return null;
  const days = periodAt(quarter.from, UNIT.quarter, -4 * n);
  return date(periodName(days, UNIT.quarter), days, `${rule}+quarter`, { precision: "I" });
}

/** "the year-ago quarter", "the year-earlier third quarter": a year before the quarter told of, else the year before. */
export const yearAgo: Make = (match, rule, setting) => {
  const ord = slot(match, "ord");
  const { quarter, published } = setting;
  if (published === null) return unplaced("DATE", "XXXX", rule.id, NO_DATE);
  const year = civil(published).year - 1;
  if (ord === null && !quarter) return date(year4(year), yearOf(year), rule.id, { about: true });
  if (ord !== null && (ord < 1 || ord > 4)) return null;
  const from = ord === null ? quarter!.from : dayOf(year + 1, ord * 3 - 1, 1);
  const days = periodAt(from, UNIT.quarter, -4);
  return date(periodName(days, UNIT.quarter), days, rule.id, { precision: "I" });
};

/** "the quarter", "the latest period": the quarter told of, else the last that was over at publication. */
export const toldQuarter: Make = (match, rule, setting) => {
  const { quarter, published } = setting;
  const year = slot(match, "year");
  if (year !== null && !quarter) return date(year4(year), yearOf(year), rule.id);
  if (published === null) return unplaced("DATE", "XXXX-QX", rule.id, NO_DATE);
  const told = quarter ?? periodAt(published, UNIT.quarter, -1);
  const by = year === null ? 0 : (year - civil(told.from).year) * 4;
  const days = periodAt(told.from, UNIT.quarter, by);
  return date(periodName(days, UNIT.quarter), days, rule.id, { precision: "I" });
};

/** "the first half of 2019", "the second half of April", "the first three months of the year". */
export const half: Make = (match, rule, setting) => {
  if (slot(match, "month") !== null) return halfMonth(match, rule, setting);
  const ord = slot(match, "ord") ?? 1;
  const dir = slot(match, "dir");
  let year = slot(match, "year");
  if (year === null && setting.published !== null) year = civil(setting.published).year + (dir ?? 0);
  if (year === null) return unplaced("DATE", `XXXX-H${ord}`, rule.id, NO_DATE);
  const months = slot(match, "n");
  if (months !== null) {
    if (months < 2 || months > 11) return null;
    return date(year4(year), { from: yearOf(year).from, to: monthOf(year, months).to }, rule.id, {
      precision: "I",
    });
  }
  const value = `${year4(year)}-H${ord}`;
  return date(value, daysOfValue(value)!, rule.id, { precision: "I" });
};

/** A month cut in two after its fifteenth. */
const halfMonth: Make = (match, rule, setting) => {
  const month = calendar(match, rule, setting);
  if (!month || "length" in month || month.from === null || month.to === null) return month;
  const cut = month.from + 15;
  const days = slot(match, "ord") === 1 ? { from: month.from, to: cut - 1 } : { from: cut, to: month.to };
  return date(month.value, days, month.rule, { precision: "M", about: true });
};

/** Days with a name: fixed ones, those reckoned from Easter, the nth weekday of a month. */
export const holiday: Make = (match, rule, setting) => {
  const { published } = setting;
  const month = slot(match, "month");
  const day = slot(match, "day");
  const offset = slot(match, "easter");
  const inYear = (year: number): number => {
    if (offset !== null) return easter(year) + offset;
    if (month !== null && day !== null) return dayOf(year, month, day);
    const first = dayOf(year, Number(rule.with.month), 1);
    const shift = (Number(rule.with.weekday) - weekdayOf(first) + 7) % 7;
    return first + shift + (Number(rule.with.nth) - 1) * 7;
  };
  const stated = slot(match, "year") ?? (slot(match, "dir") === null ? nearYear(setting) : null);
  if (stated !== null) return onDay(inYear(stated), rule.id, null);
  if (published === null) return unplaced("DATE", "XXXX-XX-XX", rule.id, NO_DATE);
  const now = civil(published).year;
  const all = [-1, 0, 1].map((by) => ({ day: inYear(now + by), year: now + by, month: 1 }));
  const dir = slot(match, "dir");
  const want = dir === 0 ? null : side(match, setting);
  const open = dir === -1 ? all.filter((c) => c.day < published) : all;
  const found = choose(open, published, want);
  return found ? onDay(found.day, `${rule.id}-${want ?? "nearest"}`, null) : null;
};

/** "the following Sunday", "that Sunday": the weekday reckoned from the last day told of. */
export const anchoredWeekday: Make = (match, rule, setting) => {
  const weekday = slot(match, "weekday")!;
  const part = slot(match, "part");
  const dir = slot(match, "dir")!;
  const anchor = setting.day;
  if (!anchor) return unplaced("DATE", `XXXX-WXX-${weekday}`, rule.id, NO_ANCHOR);
  const last = (from: number): number => from - ((weekdayOf(from) - weekday + 7) % 7);
  const next = (from: number): number => from + ((weekday - weekdayOf(from) + 7) % 7);
  const day = dir > 0 ? next(anchor.to + 1) : dir < 0 ? last(anchor.from - 1) : last(anchor.to);
  return onDay(day, rule.id, part);
};

/** "the week of 10 July", "the weekend of July 8": the week that holds the day, or the weekend at its end. */
export const periodOfDay: Make = (match, rule, setting) => {
  const unit = slot(match, "unit")!;
  const day = calendar(match, rule, setting);
  if (!day || "length" in day || day.from === null) return day;
  const days = periodAt(day.from, unit, 0);
  return date(periodName(days, unit), days, day.rule);
};

/** "the first week of June": days 1 to 7, 8 to 14 and so on; the last seven for "the last week". */
export const weekOfMonth: Make = (match, rule, setting) => {
  const ord = slot(match, "ord")!;
  const month = calendar(match, rule, setting);
  if (!month || "length" in month || month.from === null || month.to === null) return month;
  if (ord > 5 && ord !== 9) return null;
  const from = ord === 9 ? month.to - 6 : month.from + (ord - 1) * 7;
  const days: Days = { from, to: Math.min(month.to, from + 6) };
  return date(month.value, days, month.rule, { precision: "W", about: true });
};
