/** Normalisation of durations, recurring times and times of day. */
import { iso } from "./calendar.js";
import { calendar } from "./dates.js";
import { type Match, slot } from "./match.js";
import {
  daysIn,
  type Make,
  NO_DATE,
  PARTS,
  periodValue,
  SEASONS,
  type Setting,
  UNIT,
  unplaced,
} from "./meaning.js";
import { ago, amount, shift } from "./relative.js";

/** "three days", "more than 20 years", "for months". With `ongoing`, it began that long before publication. */
export const duration: Make = (match, rule, setting) => {
  const unit = slot(match, "unit")!;
  // "Three-quarters", "a quarter of it" are parts of a whole.
  if (unit === UNIT.quarter && isFraction(match, setting)) return null;
  let number = amount(match);
  // "half an hour", "two and a half years", "a day and a half".
  const halves = rule.with.halves === 1 && number ? number.low + 0.5 : null;
  if (halves !== null) number = { low: halves, high: halves };
  const plural = rule.with.plural === 1 || slot(match, "plural") !== null;
  if (slot(match, "n") !== null && number && number.low > 100_000) return null;
  const exact = !plural && number && number.low === number.high ? number.low : null;
  const range = slot(match, "n2") !== null && slot(match, "unit2") === null;
  // Of "two to three weeks" TIMEX3 takes the lower bound.
  let value = periodValue(exact, unit);
  let days = exact === null || range ? null : daysIn(exact, unit);
  const n2 = slot(match, "n2");
  const unit2 = slot(match, "unit2");
  if (exact !== null && n2 !== null && unit2 !== null) {
    const more = periodValue(n2, unit2).slice(1);
    value += value.includes("T") ? more.replace("T", "") : more;
    days = daysIn(exact, unit) + daysIn(n2, unit2);
  }
  if (rule.with.ongoing === 1 && exact !== null && setting.published !== null) {
    const length = unit < UNIT.day ? 1 : exact;
    const from =
      unit === UNIT.day ? setting.published - length + 1 : shift(setting.published, unit, -length).from;
    return { type: "DURATION", value, from, to: null, precision: "O", days, rule: rule.id };
  }
  return { type: "DURATION", value, from: null, to: null, precision: "U", days, rule: rule.id };
};

function isFraction({ last }: Match, { atoms, grammar, to }: Setting): boolean {
  const is = (atom: number, word: string): boolean => atoms.Word[atom] === grammar.words.get(word);
  return (last < to && is(last, "of")) || is(last - 2, "-");
}

/** "in two weeks": two weeks from publication where the sentence looks forward, else a length. */
export const ahead: Make = (match, rule, setting) => {
  const unit = slot(match, "unit")!;
  const before = match.first - 2;
  const word = before >= setting.from ? setting.atoms.Word[before]! : -1;
  const forward = setting.tense === "future" && setting.sure && !setting.grammar.list("length_before")(word);
  if (!forward || unit < UNIT.day || unit === UNIT.quarter || !amount(match))
    return duration(match, rule, setting);
  return ago(match, { ...rule, with: { ...rule.with, sign: 1 } }, setting);
};

/** "every Friday", "daily", "twice a week". */
export const set: Make = (match, rule) => {
  const weekday = slot(match, "weekday");
  const part = slot(match, "part");
  const month = slot(match, "month");
  const season = slot(match, "season");
  const unit = slot(match, "unit");
  const suffix = part === null ? "" : `T${PARTS[part]}`;
  const value =
    weekday !== null
      ? `XXXX-WXX-${weekday}${suffix}`
      : month !== null
        ? `XXXX-${String(month).padStart(2, "0")}`
        : season !== null
          ? `XXXX-${SEASONS[season]}`
          : unit !== null
            ? periodValue(rule.id === "every" ? (slot(match, "n") ?? slot(match, "n2") ?? 1) : 1, unit)
            : `XXXX-XX-XX${suffix}`;
  return { ...unplaced("SET", value, rule.id, ""), precision: "U" };
};

/** Hours and minutes as `T21:30`, or null where they are none. */
function clockValue(match: Parameters<Make>[0]): string | null {
  let hour = slot(match, "hour");
  let minute = slot(match, "minute");
  const figures = slot(match, "a");
  if (figures !== null) {
    hour = Math.floor(figures / 100);
    minute = figures % 100;
  }
  if (hour === null) return null;
  const half = slot(match, "half");
  if (half !== null && (hour > 12 || hour < 1)) {
    if (half === 0 || hour > 24) return null;
  } else if (half === 1 && hour < 12) hour += 12;
  else if (half === 0 && hour === 12) hour = 0;
  if (!Number.isInteger(hour) || hour > 24 || (hour === 24 && (minute ?? 0) > 0)) return null;
  const two = (n: number): string => String(n).padStart(2, "0");
  return `T${two(hour)}:${two(minute ?? 0)}`;
}

/** A time of day. Its day is the one beside it (see times-link.ts), else the last told of, else that of publication. */
export const clock: Make = (match, rule, setting) => {
  const value = clockValue(match);
  if (value === null) return null;
  // "He will be buried next week. The protest began at 6am": a day to come is none of what is past.
  const toCome =
    setting.tense === "past" && setting.published !== null && (setting.day?.from ?? 0) > setting.published;
  const told = toCome ? null : setting.day;
  const day = told?.to ?? setting.published;
  if (day === null || day === undefined) return unplaced("TIME", `XXXX-XX-XX${value}`, rule.id, NO_DATE);
  const rulePart = told ? "+anchor" : "+published";
  const days = { from: day, to: day };
  return {
    type: "TIME",
    value: iso(day) + value,
    ...days,
    precision: "D",
    days: null,
    rule: rule.id + rulePart,
  };
};

/** A time of day with its day: "9 a.m. Tuesday", "5 p.m., Nov. 6". */
export const clockDay: Make = (match, rule, setting) => {
  const value = clockValue(match);
  if (value === null) return null;
  const dir = slot(match, "dir");
  if (dir !== null && slot(match, "weekday") === null) {
    if (setting.published === null) return unplaced("TIME", `XXXX-XX-XX${value}`, rule.id, NO_DATE);
    const day = setting.published + dir;
    return {
      type: "TIME",
      value: iso(day) + value,
      from: day,
      to: day,
      precision: "D",
      days: null,
      rule: rule.id,
    };
  }
  const found = calendar(match, rule, setting);
  if (!found || "length" in found) return null;
  if (found.from === null) return { ...found, type: "TIME", value: found.value + value };
  return { ...found, type: "TIME", value: iso(found.from) + value };
};
