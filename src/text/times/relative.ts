/** Normalisation of times reckoned from the day of publication. */
import { addMonths, civil, iso, isoMonth, isoWeek, weekday, year4, yearOf } from "./calendar.js";
import { NAMED } from "./grammar.js";
import { type Match, slot } from "./match.js";
import {
  date,
  daysIn,
  EARLIER,
  LATE,
  LATER,
  type Make,
  type Meaning,
  NO_DATE,
  onDay,
  PARTS,
  periodAt,
  periodName,
  periodValue,
  precisionOf,
  type Setting,
  third,
  UNIT,
  unknownPeriod,
  unplaced,
} from "./meaning.js";
import { quarterBack } from "./named.js";

/** Least and most that a vague number means, as the domain's rule for "a few days" and "several" has it. */
const VAGUE: ReadonlyArray<readonly [number, number] | null> = [[2, 7], [3, 9], [2, 2], null, null];

/** The number in a match as bounds: "three", "a few"; null where the words give none. */
export function amount(match: Match): { low: number; high: number } | null {
  const vague = slot(match, "vague");
  if (vague !== null) {
    const bounds = VAGUE[vague];
    return bounds ? { low: bounds[0], high: bounds[1] } : null;
  }
  const n = slot(match, "n");
  return n === null || slot(match, "plural") !== null ? null : { low: n, high: n };
}

/** today, yesterday, tomorrow, and their parts. */
export const day: Make = (match, rule, setting) => {
  const part = slot(match, "part");
  if (setting.published === null) {
    const value = part === null ? "XXXX-XX-XX" : `XXXX-XX-XXT${PARTS[part]}`;
    return unplaced(part === null ? "DATE" : "TIME", value, rule.id, NO_DATE);
  }
  return onDay(setting.published + Number(rule.with.by), rule.id, part);
};

/** The night before publication, or the night that begins on a weekday. */
export const overnight: Make = (match, rule, setting) => {
  const { published } = setting;
  if (published === null) return unplaced("TIME", "XXXX-XX-XXTNI", rule.id, NO_DATE);
  const wanted = slot(match, "weekday");
  const morning = slot(match, "weekday2");
  // "overnight into Tuesday" began the day before.
  const back = wanted === null && morning !== null ? 1 : 0;
  const day = wanted ?? morning;
  const from = day === null ? published - 1 : published - ((weekday(published) - day + 7) % 7) - back;
  return date(`${iso(from)}TNI`, { from, to: from + 1 }, rule.id, { type: "TIME" });
};

/** now, currently: up to publication. With `day`, the day of publication itself. */
export const now: Make = (_, rule, { published }) => {
  const value = "PRESENT_REF";
  if (published === null) return unplaced("DATE", value, rule.id, NO_DATE);
  if (rule.with.open) {
    return { type: "DATE", value, from: null, to: null, precision: "O", days: null, rule: rule.id };
  }
  if (rule.with.day) return date(value, { from: published, to: published }, rule.id);
  return { type: "DATE", value, from: null, to: published, precision: "O", days: null, rule: rule.id };
};

/** recently, in the future: an order, and where the rule says so a number of days before publication. */
export const reference: Make = (_, rule, { published }) => {
  const value = String(rule.with.value);
  const days = rule.with.days;
  if (typeof days !== "number") return unplaced("DATE", value, rule.id, "");
  if (published === null) return unplaced("DATE", value, rule.id, NO_DATE);
  const stretch = { from: published - days, to: published };
  return date(value, stretch, rule.id, { precision: "U", about: true });
};

/** last week, this month, next year, the weekend, the end of the year. */
export const period: Make = (match, _, setting) => {
  const unit = slot(match, "unit")!;
  const mod = slot(match, "mod");
  const dir = slot(match, "dir");
  const { published, tense } = setting;
  const ways = dir === null ? "" : ["before-last-", "last-", "this-", "next-"][dir + 2]!;
  const id = `${ways}${NAMED.unit[unit]}`;
  if (published === null) return unplaced("DATE", unknownPeriod(unit), id, NO_DATE);
  const past = tense === "past";
  let by = dir ?? 0;
  if (unit === UNIT.weekend) by = weekendBy(dir, published, tense);
  // On a Monday "this week saw" looks back at the week that has just ended.
  else if (unit === UNIT.week && dir === 0 && past && mod === null && weekday(published) === 1) by = -1;
  const whole = periodAt(published, unit, by);
  const value = periodName(whole, unit);
  // Whatever days are meant, TIMEX3 has "this week" as the week of publication.
  const timex = dir === 0 && by !== 0 && unit === UNIT.week;
  const mark = timex ? { timex: { type: "DATE", value: isoWeek(published) } as const } : {};
  if (mod === null) return date(value, whole, id, mark);
  const name = `${NAMED.mod[mod]}-${id}`;
  if (mod === EARLIER || mod === LATER) {
    const holds = whole.from <= published && published <= whole.to;
    const days = !holds
      ? whole
      : mod === EARLIER
        ? { from: whole.from, to: published }
        : { from: published, to: whole.to };
    return date(value, days, name, { precision: unit === UNIT.year ? "I" : precisionFor(unit) });
  }
  let days = third(whole, mod);
  if (past && days.from <= published && published < days.to) days = { from: days.from, to: published };
  const exact = mod === LATE && unit === UNIT.weekend;
  return date(value, exact ? whole : days, name, {
    about: true,
    ...(unit === UNIT.week ? {} : { precision: unit === UNIT.month ? "M" : precisionOf(days) }),
  });
};

/** The last day of the year of publication; of the year before, where the words look back. */
export const yearEnd: Make = (_, rule, { published, tense, sure }) => {
  if (published === null) return unplaced("DATE", "XXXX-12-31", rule.id, NO_DATE);
  const { year } = civil(published);
  const back = tense === "past" && sure;
  return onDay(yearOf(back ? year - 1 : year).to, rule.id, null);
};

const precisionFor = (unit: number) => (unit === UNIT.week ? "W" : unit === UNIT.month ? "M" : "I");

/** How many weeks from the week of publication the weekend meant lies. */
function weekendBy(dir: number | null, published: number, tense: Setting["tense"]): number {
  const during = weekday(published) >= 6;
  if (dir === 1 || (dir !== null && dir < 0)) return dir;
  if (tense === "future") return 0;
  if (dir === 0) return tense === "past" && !during ? -1 : 0;
  return during ? 0 : -1;
}

/** The `bound` of "about", "nearly" and the like. */
const ROUGHLY = 3;

/** two days ago, a year ago, three days from now. */
export const ago: Make = (match, rule, setting) => {
  const unit = slot(match, "unit");
  const { published } = setting;
  const sign = Number(rule.with.sign ?? -1);
  const reference = sign < 0 ? "PAST_REF" : "FUTURE_REF";
  if (unit === null) return unplaced("DATE", reference, rule.id, "");
  const number = amount(match);
  if (published === null) {
    return unplaced("DATE", number ? unknownPeriod(unit) : reference, rule.id, NO_DATE);
  }
  const quarter = sign < 0 ? quarterBack(match, sign, rule.id, setting) : null;
  if (quarter) return quarter;
  if (!number) {
    const edge = shift(published, unit, 2 * sign).from;
    const open = sign < 0 ? { from: null, to: edge } : { from: edge, to: null };
    const value = reference;
    return { type: "DATE", value, ...open, precision: "U", days: null, rule: rule.id, about: true };
  }
  const found = moved(published, unit, number, sign, slot(match, "n2"), slot(match, "unit2"), rule.id);
  const rough = slot(match, "bound") === ROUGHLY ? { about: true } : {};
  // TIMEX3 has "several years ago" as an order, not as a date.
  const vague = slot(match, "vague") !== null && number.low !== number.high;
  return { ...found, ...rough, ...(vague ? { timex: { type: "DATE", value: reference } } : {}) };
};

/** The day, month or year some units before (-1) or after (1) a day. */
export function moved(
  from: number,
  unit: number,
  number: { low: number; high: number },
  sign: number,
  n2: number | null,
  unit2: number | null,
  rule: string,
): Meaning {
  if (number.low !== number.high) {
    const a = shift(from, unit, sign * number.low).from;
    const b = shift(from, unit, sign * number.high).from;
    const days = { from: Math.min(a, b), to: Math.max(a, b) };
    const value = isoMonth(civil(days.to).year, civil(days.to).month);
    return date(unit >= UNIT.month ? year4(civil(days.to).year) : value, days, rule, { about: true });
  }
  let base = from;
  if (n2 !== null && unit2 !== null && unit2 < unit) {
    const whole = shift(base, unit, sign * number.low).day;
    return moved(whole, unit2, { low: n2, high: n2 }, sign, null, null, rule);
  }
  const n = number.low;
  if (unit < UNIT.day) {
    base += sign * Math.floor((n * [1, 60, 3600][unit]!) / 86400);
    return date(iso(base), { from: base, to: base }, rule, { about: true });
  }
  if (unit === UNIT.day || unit === UNIT.week || unit === UNIT.fortnight || unit === UNIT.weekend) {
    const at = shift(base, unit, sign * n).day;
    if (unit === UNIT.day) return date(iso(at), { from: at, to: at }, rule);
    const week = { type: "DATE", value: periodName({ from: at, to: at }, UNIT.week) } as const;
    return date(iso(at), { from: at, to: at }, rule, { about: true, timex: week });
  }
  if (unit === UNIT.month || unit === UNIT.quarter || !Number.isInteger(n)) {
    const c = civil(shift(base, unit, sign * n).day);
    const days = periodAt(shift(base, unit, sign * n).day, UNIT.month, 0);
    return date(isoMonth(c.year, c.month), days, rule, { about: true });
  }
  const years = n * (unit === UNIT.century ? 100 : unit === UNIT.decade ? 10 : 1);
  const year = Math.min(9999, Math.max(1, civil(base).year + sign * years));
  return date(year4(year), yearOf(year), rule, { about: true });
}

/** A day moved by some units. Kept within the years 1 to 9999. */
export function shift(day: number, unit: number, n: number): { day: number; from: number } {
  const perMonth =
    unit === UNIT.month
      ? 1
      : unit === UNIT.quarter
        ? 3
        : unit === UNIT.year
          ? 12
          : unit === UNIT.decade
            ? 120
            : 1200;
  const far = Math.max(-1_000_000, Math.min(1_000_000, n));
  const moved =
    unit >= UNIT.month && unit <= UNIT.quarter
      ? addMonths(day, Math.max(-100_000, Math.min(90_000, Math.round(far * perMonth))))
      : day +
        Math.round(
          far *
            (unit === UNIT.week
              ? 7
              : unit === UNIT.fortnight
                ? 14
                : unit === UNIT.weekend
                  ? 7
                  : unit === UNIT.day
                    ? 1
                    : 0),
        );
  return { day: moved, from: moved };
}

/** the past three days, the coming weeks, recent months. */
export const span: Make = (match, rule, setting) => {
  const unit = slot(match, "unit")!;
  const number =
    amount(match) ??
    (slot(match, "plural") === null && slot(match, "vague") === null ? { low: 1, high: 1 } : null);
  const exact = number && number.low === number.high ? number.low : null;
  const sign = Number(rule.with.dir);
  const { published } = setting;
  const value = periodValue(exact, unit);
  const length = exact === null ? null : daysIn(exact, unit);
  if (published === null) return { ...unplaced("DURATION", value, rule.id, NO_DATE), days: length };
  if (exact === null && (rule.with.recent || number === null)) {
    const open = sign < 0 ? { from: null, to: published } : { from: published, to: null };
    const precision = sign > 0 ? "U" : unit === UNIT.day ? "W" : unit === UNIT.week ? "M" : "I";
    // "Recent years" have no length that TIMEX3 could give.
    const long = unit >= UNIT.year && unit <= UNIT.century && sign < 0;
    const timex = long ? { timex: { type: "DATE", value: "PAST_REF" } as const } : {};
    return { type: "DATE", value, ...open, precision, days: null, rule: rule.id, about: true, ...timex };
  }
  if (exact === null && sign > 0) {
    return { type: "DURATION", value, from: published, to: null, precision: "U", days: null, rule: rule.id };
  }
  const edge = shift(published, unit, sign * (exact ?? number!.high)).from;
  const days = sign < 0 ? { from: edge, to: published } : { from: published, to: edge };
  const found = date(value, days, rule.id, { type: "DURATION", days: length, about: exact === null });
  // "the past year": TIMEX3 has the year before.
  if (unit !== UNIT.year || slot(match, "n") !== null || exact !== 1) return found;
  return { ...found, timex: { type: "DATE", value: year4(civil(published).year + sign) } };
};
