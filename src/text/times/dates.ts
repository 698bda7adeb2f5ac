/** Normalisation of calendar dates, complete or with the year, the month or the day left to be found. */
import {
  civil,
  dayOf,
  iso,
  isoMonth,
  monthLength,
  monthOf,
  validDate,
  weekday as weekdayOf,
  weekOf,
  year4,
  yearOf,
} from "./calendar.js";
import { type Match, slot, slotAt } from "./match.js";
import {
  date,
  type Make,
  type Meaning,
  NO_DATE,
  onDay,
  PARTS,
  periodAt,
  SEASONS,
  type Setting,
  seasonOf,
  third,
  UNIT,
  unplaced,
} from "./meaning.js";

const two = (n: number): string => String(n).padStart(2, "0");

/** Dates made of year, month, day, weekday and season in any mixture. */
export const calendar: Make = (match, rule, setting) => {
  const day = slot(match, "day");
  const month = slot(match, "month");
  if (slot(match, "season") !== null) return season(match, rule.id, setting);
  if (day !== null) return dayDate(match, rule.id, setting, day, month);
  if (month !== null) return monthDate(match, rule.id, setting, month);
  if (slot(match, "weekday") !== null) return weekdayDate(match, rule.id, setting);
  return yearDate(match, rule, setting);
};

/** The year that the words give: in figures, in words (the four of "nineteen eighty-four" apart), or as "last year", "that year". */
function statedYear(match: Match, setting: Setting): number | null {
  const year = slot(match, "year");
  if (year !== null) return year + (slot(match, "a") ?? 0);
  const by = slot(match, "ydir");
  if (by === null) return null;
  if (by > 1) {
    const anchor = setting.year ?? setting.month ?? setting.day;
    return anchor ? civil(anchor.from).year + [0, 1, -1][by - 2]! : null;
  }
  return setting.published === null ? null : civil(setting.published).year + by;
}

/** The year named beside the time, unless the words look forward. */
export const nearYear = ({ nearYear, tense }: Setting): number | null =>
  tense === "future" ? null : nearYear;

/** Which side of the publication day a "last" or "next" asks for, else the tense. */
export function side(match: Match, setting: Setting): "past" | "future" | null {
  const dir = slot(match, "dir");
  if (dir !== null && dir < 0) return "past";
  if (dir !== null && dir > 0) return "future";
  if (setting.deadline && !(setting.tense === "past" && setting.sure)) return "future";
  if (setting.reckoned === "assumed" && setting.tense !== "future") return "past";
  if (setting.tense === "present") return null;
  return setting.tense;
}

/** A tense read far away decides between last year and this only where the other is not much nearer. */
const weakly = (want: "past" | "future" | null): Want => (want === null ? null : `weak-${want}`);

export type Want = "before" | "past" | "future" | "weak-past" | "weak-future" | null;
export type Candidate = { readonly day: number; readonly year: number; readonly month: number };

/** The best of some days: the last not after publication, the first not before it, or the nearest. */
export function choose(candidates: readonly Candidate[], published: number, want: Want) {
  const ranked = [...candidates].sort((a, b) => rank(a.day) - rank(b.day));
  return ranked[0] ?? null;

  function rank(day: number): number {
    const distance = Math.abs(day - published);
    if (want === "before") return day <= published ? distance : 100000 + distance;
    if (want === "past") return day <= published && distance <= 320 ? distance : 400 + distance;
    if (want === "future") return day >= published && distance < 240 ? distance : 100000 + distance;
    if (want === "weak-past") return day <= published ? distance : distance + 150;
    if (want === "weak-future") return day >= published ? distance : distance + 150;
    return distance + (day > published ? 0.5 : 0);
  }
}

function dayDate(match: Match, id: string, setting: Setting, day: number, month: number | null) {
  const wanted = slot(match, "weekday");
  const { published } = setting;
  const stated = statedYear(match, setting) ?? (month === null ? null : nearYear(setting));
  const month2 = slot(match, "month2");
  const day2 = slot(match, "day2");
  let found: Candidate | null;
  let rule = id;
  if (stated !== null && month !== null) {
    if (!validDate(stated, month, day)) return null;
    found = { day: dayOf(stated, month, day), year: stated, month };
    if (wanted !== null && weekdayOf(found.day) !== wanted) rule += "+weekday-mismatch";
  } else {
    if (month !== null && day > monthLength(2000, month)) return null;
    if (published === null) {
      const value = month === null ? `XXXX-XX-${two(day)}` : `XXXX-${two(month)}-${two(day)}`;
      return unplaced("DATE", value, id, NO_DATE);
    }
    const all = candidatesFor(day, month, published);
    const agree = wanted === null ? all : all.filter((c) => weekdayOf(c.day) === wanted);
    const want = side(match, setting);
    found = choose(
      agree.length > 0 ? agree : all,
      published,
      setting.reckoned === "assumed" && want === "past"
        ? "before"
        : setting.sure || month === null
          ? want
          : weakly(want),
    );
    if (!found) return null;
    if (wanted === null || agree.length !== 1) rule += want === null ? "-nearest" : `-${want}`;
    if (agree.length === 0) rule += "+weekday-mismatch";
  }
  const part = slot(match, "part");
  if (day2 === null) {
    const one = onDay(found.day, rule, part);
    return slot(match, "bound") === null ? one : { ...one, about: true };
  }
  return dayRange(match, rule, found, day2, month2);
}

/** Every date with that day, and that month where it is given, in the years or months around publication. */
function candidatesFor(day: number, month: number | null, published: number): Candidate[] {
  const found: Candidate[] = [];
  const c = civil(published);
  if (month === null) {
    for (let by = -3; by <= 3; by++) {
      const m = civil(periodAt(published, UNIT.month, by).from);
      if (validDate(m.year, m.month, day)) {
        found.push({ day: dayOf(m.year, m.month, day), year: m.year, month: m.month });
      }
    }
    return found;
  }
  const reach = month === 2 && day === 29 ? 4 : 1;
  for (let year = c.year - reach; year <= c.year + reach; year++) {
    if (validDate(year, month, day)) found.push({ day: dayOf(year, month, day), year, month });
  }
  return found;
}

/** "28 and 29 July": one stretch where the days follow each other or the words join them, else two dates. */
function dayRange(match: Match, rule: string, start: Candidate, day2: number, month2: number | null) {
  let first = start.day;
  let { year } = start;
  const month = month2 ?? start.month;
  if (month < start.month || (month2 !== null && month2 === start.month && day2 < civil(first).day)) {
    // The year belongs to the end of the stretch: "28 December to 2 January 2019".
    if (slot(match, "year") !== null) first = dayOf(year - 1, start.month, civil(first).day);
    else year++;
  }
  if (!validDate(year, month, day2)) return null;
  const last = dayOf(year, month, day2);
  if (last <= first) return null;
  const joined = slot(match, "between") !== null || last === first + 1;
  const listed = slotAt(match, "day2") - slotAt(match, "day") > 4;
  if (joined || listed) return date(`${iso(first)}/${iso(last)}`, { from: first, to: last }, rule);
  const cut = Math.max(
    slotAt(match, "day"),
    slotAt(match, "day2") > slotAt(match, "month") ? slotAt(match, "month") : -1,
  );
  return [
    { ...onDay(first, rule, null), last: cut + 1 },
    { ...onDay(last, rule, null), first: slotAt(match, "day2") },
  ];
}

function monthDate(match: Match, id: string, setting: Setting, month: number) {
  const { published } = setting;
  const mod = slot(match, "mod");
  const month2 = slot(match, "month2");
  const stated = statedYear(match, setting) ?? (slot(match, "dir") === null ? nearYear(setting) : null);
  let year = stated;
  let rule = id;
  if (year === null) {
    if (published === null) return unplaced("DATE", `XXXX-${two(month)}`, id, NO_DATE);
    const now = civil(published);
    const dir = slot(match, "dir");
    const want = side(match, setting);
    if (dir === 0) year = now.year;
    else if (dir !== null)
      year = now.year + (dir < 0 ? (isGone(month, now.month) ? 0 : -1) : month > now.month ? 0 : 1);
    else if (want === "future") year = month >= now.month ? now.year : now.year + 1;
    else year = month <= now.month ? now.year : now.year - 1;
    const soon = month > now.month ? month - now.month : month + 12 - now.month;
    if (dir === null && !setting.sure && want !== "future" && soon <= 2)
      year = month > now.month ? now.year : now.year + 1;
    if (dir === null && month2 !== null && month2 < month && year === now.year && want !== "future") year--;
    rule += dir === null ? `-${want ?? "past"}` : "";
  }
  if (month2 === null) {
    const days = third(monthOf(year, month), mod);
    return date(isoMonth(year, month), days, rule, mod === null ? {} : { precision: "M", about: true });
  }
  const year2 = slot(match, "year2") ?? (stated === null && month2 < month ? year + 1 : year);
  if (slot(match, "year2") === null && stated !== null && month2 < month) year--;
  const days = { from: monthOf(year, month).from, to: monthOf(year2, month2).to };
  if (days.to <= days.from) return null;
  return date(`${isoMonth(year, month)}/${isoMonth(year2, month2)}`, days, rule);
}

/** "Last February" said in March is that of the year before: the one just over is "last month". */
const isGone = (month: number, now: number): boolean => month < now - 1;

function season(match: Match, id: string, setting: Setting) {
  const which = slot(match, "season")!;
  let year = statedYear(match, setting);
  let rule = id;
  if (year === null) {
    if (setting.published === null) return unplaced("DATE", `XXXX-${SEASONS[which]}`, id, NO_DATE);
    const { published } = setting;
    const now = civil(published).year;
    const all = [now - 2, now - 1, now, now + 1].map((y) => ({ year: y, ...seasonOf(y, which) }));
    const dir = slot(match, "dir");
    const want = side(match, setting);
    const pick =
      dir === -1
        ? all.filter((s) => s.to < published).at(-1)
        : dir === 1
          ? all.find((s) => s.from > published)
          : dir === 0
            ? all.find((s) => s.to >= published - 90)
            : want === "future"
              ? all.find((s) => s.to >= published)
              : all.filter((s) => s.from <= published).at(-1);
    if (!pick) return null;
    year = pick.year;
    if (dir === null) rule += `-${want ?? "past"}`;
  }
  const days = third(seasonOf(year, which), slot(match, "mod"));
  return date(`${year4(year)}-${SEASONS[which]}`, days, rule, { precision: "I", about: true });
}

/** Half a week, in days. */
const NEAREST = 3;

function weekdayDate(match: Match, id: string, setting: Setting): Meaning | null {
  const weekday = slot(match, "weekday")!;
  const part = slot(match, "part");
  const suffix = part === null ? "" : `T${PARTS[part]}`;
  const { published, tense } = setting;
  if (published === null) {
    return unplaced(part === null ? "DATE" : "TIME", `XXXX-WXX-${weekday}${suffix}`, id, NO_DATE);
  }
  const dir = slot(match, "dir");
  const last = (from: number): number => from - ((weekdayOf(from) - weekday + 7) % 7);
  const next = (from: number): number => from + ((weekday - weekdayOf(from) + 7) % 7);
  let day: number;
  let rule = id;
  if (dir === -2 || dir === 2) day = weekOf(published + (dir < 0 ? -7 : 7)).from + weekday - 1;
  else if (dir === -1) day = last(published - 1);
  else if (dir === 1) day = next(published + 1);
  else if (dir === 0 && tense !== "past" && tense !== "future") day = weekOf(published).from + weekday - 1;
  else {
    const future = side(match, setting) === "future";
    day = future ? next(published) : last(published);
    // "no shops opened on Thursday, October 4, 2012": the Friday of such a report is the day after.
    if (!future && setting.reckoned === "told" && published - day > NEAREST) day += 7;
    if (dir === null) rule += future ? "-future" : "-past";
  }
  const weekday2 = slot(match, "weekday2");
  if (weekday2 === null) return onDay(day, rule, part);
  let to = day + ((weekday2 - weekday + 7) % 7);
  let from = day;
  if (to > published && !rule.endsWith("-future")) {
    from -= 7;
    to -= 7;
  }
  return from === to ? null : date(`${iso(from)}/${iso(to)}`, { from, to }, rule);
}

/** Bare years: what cannot be one, and round numbers that are more likely a count, are refused. */
function yearDate(
  match: Match,
  rule: { id: string; with: Readonly<Record<string, number | string>> },
  setting: Setting,
) {
  let year = slot(match, "year");
  if (year === null) return null;
  year += slot(match, "a") ?? 0;
  const year2 = slot(match, "year2");
  if (year2 !== null) {
    const end = year2 < 100 ? Math.floor(year / 100) * 100 + year2 : year2;
    if (end <= year || end - year > 200 || year < 1400) return null;
    const days = { from: yearOf(year).from, to: yearOf(end).to };
    return date(`${year4(year)}/${year4(end)}`, days, rule.id);
  }
  const latest = setting.published === null ? 2100 : civil(setting.published).year + 60;
  if (year > latest || year < (rule.with.strict ? 1800 : 1400)) return null;
  if (rule.with.strict && year % 100 === 0) return null;
  const before = match.first > setting.from ? setting.atoms.Word[match.first - 1]! : -1;
  if (setting.grammar.list("count_sign")(before)) return null;
  const mod = slot(match, "mod");
  const days = third(yearOf(year), mod);
  return date(year4(year), days, rule.id, mod === null ? {} : { precision: "I", about: true });
}
