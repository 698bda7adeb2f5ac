/** Normalisation of times reckoned from another time in the text. */
import { type Days, iso } from "./calendar.js";
import { type Match, slot } from "./match.js";
import {
  date,
  type Make,
  type Meaning,
  NO_ANCHOR,
  NO_DATE,
  onDay,
  PARTS,
  periodAt,
  periodName,
  periodValue,
  type Setting,
  UNIT,
  unknownPeriod,
  unplaced,
} from "./meaning.js";
import { quarterBack } from "./named.js";
import { amount, moved } from "./relative.js";

/** What a step of this size is reckoned from: a step of days from a day, one of years from anything. */
function anchorFor(unit: number, setting: Setting): Days | null {
  if (unit === UNIT.year || unit === UNIT.decade || unit === UNIT.century) {
    return setting.year ?? setting.month ?? setting.day;
  }
  return unit === UNIT.month || unit === UNIT.quarter ? (setting.month ?? setting.day) : setting.day;
}

/** TIMEX3 marks "two days" in "two days after the vote" as a length, and leaves the step to a link. */
function lengthMark(match: Match, unit: number, last: number): Pick<Meaning, "timex"> {
  const number = slot(match, "plural") !== null ? null : amount(match);
  const exact = number && number.low === number.high ? number.low : null;
  return { timex: { type: "DURATION", value: periodValue(exact, unit), last } };
}

/** "two days later", "a week earlier"; "a year earlier" without anything told of is a year before publication. */
export const offset: Make = (match, rule, setting) => {
  const unit = slot(match, "unit")!;
  const sign = Number(rule.with.sign);
  const long = isLong(unit);
  const quarter = long ? quarterBack(match, sign, rule.id, setting) : null;
  if (quarter) return quarter;
  const anchor =
    anchorFor(unit, setting) ??
    (long && setting.published !== null ? { from: setting.published, to: setting.published } : null);
  const number = amount(match);
  const mark = long ? {} : lengthMark(match, unit, match.last - (sign > 0 ? 1 : 0));
  if (!anchor) {
    return { ...unplaced("DATE", number ? unknownPeriod(unit) : "PAST_REF", rule.id, NO_ANCHOR), ...mark };
  }
  return { ...stepFrom(anchor, unit, number, sign, rule.id), ...mark };
};

const isLong = (unit: number): boolean => unit === UNIT.year || unit === UNIT.decade || unit === UNIT.century;

function stepFrom(
  anchor: Days,
  unit: number,
  number: { low: number; high: number } | null,
  sign: number,
  rule: string,
): Meaning {
  const edge = sign > 0 ? anchor.to : anchor.from;
  if (!number) {
    const open = sign > 0 ? { from: edge + 1, to: null } : { from: null, to: edge - 1 };
    return {
      type: "DATE",
      value: sign > 0 ? "FUTURE_REF" : "PAST_REF",
      ...open,
      precision: "U",
      days: null,
      rule,
    };
  }
  return moved(edge, unit, number, sign, null, null, rule);
}

/**
 * "two days after the coup", "the day before the rally", "the day of the vote": from the event if the text has dated it;
 * else, after a verb of happening ("it came two days before the vote"), the event is dated from what was told.
 */
export const event: Make = (match, rule, setting) => {
  const meaning = eventMeaning(match, rule, setting);
  if (!meaning || "length" in meaning) return meaning;
  if (rule.with.eve) return { ...meaning, timex: null };
  if (Number(rule.with.sign) === 0) return meaning;
  const last = match.last - 1;
  const unit = slot(match, "unit")!;
  if (slot(match, "plural") !== null && meaning.type === "DATE") {
    return { ...meaning, timex: { type: "DATE", value: meaning.value, last } };
  }
  const number = slot(match, "plural") !== null ? null : amount(match);
  const step = number ? { step: { unit, ...number, sign: Number(rule.with.sign) } } : {};
  if (!rule.with.near) return { ...meaning, ...step, ...lengthMark(match, unit, last) };
  return { ...meaning, ...step, timex: { type: meaning.type, value: meaning.value, last } };
};

/** How many days, weeks or months "the days before the vote" reach at most, as those of "a few" do. */
const FEW = 7;

/** "The weeks before the vote": some weeks up to it. Named by its month, or as the vote is where that is known roughly. */
function someFrom(known: Days, unit: number, sign: number, rule: string): Meaning {
  const far = moved(sign > 0 ? known.to : known.from, unit, { low: FEW, high: FEW }, sign, null, null, rule);
  const days = sign > 0 ? { from: known.to + 1, to: far.to! } : { from: far.from!, to: known.from - 1 };
  const { value } = known.to - known.from < 7 ? { value: periodName(known, UNIT.month) } : valueOfDays(known);
  return date(value, days, rule, { about: true });
}

const eventMeaning: Make = (match, rule, setting) => {
  const unit = slot(match, "unit")!;
  const sign = Number(rule.with.sign);
  const number = slot(match, "plural") !== null ? null : amount(match);
  const part = slot(match, "part");
  const known = setting.event(match.last, match.last + 5);
  if (known && sign === 0)
    return { ...date(iso(known.from), known, `${rule.id}+event`), ...valueOfDays(known) };
  if (known && sign !== 0 && slot(match, "plural") !== null)
    return someFrom(known, unit, sign, `${rule.id}+event`);
  if (known && number) return stepFrom(known, unit, number, sign, `${rule.id}+event`);
  if (sign === 0) return unplaced("DATE", "XXXX-XX-XX", rule.id, NO_ANCHOR);
  const converse = occursBefore(match.first, setting);
  const anchor = anchorFor(unit, setting);
  if (converse && anchor && number) {
    if (slot(match, "bound") === 2 && unit !== UNIT.day) {
      const edge = sign > 0 ? anchor.from : anchor.to;
      const reach = moved(edge, unit, number, -sign, null, null, rule.id);
      const far = sign > 0 ? reach.from! + 1 : reach.to! - 1;
      const days = sign > 0 ? { from: far, to: anchor.from } : { from: anchor.to, to: far };
      if (days.from <= days.to) return date("XXXX-XX-XX", days, `${rule.id}+converse`, { about: true });
    }
    return stepFrom(anchor, unit, number, -sign, `${rule.id}+converse`);
  }
  if (rule.with.eve) {
    const day = anchor?.to ?? setting.published;
    if (day !== null) return onDay(day, `${rule.id}+${anchor ? "anchor" : "published"}`, part);
  }
  if (rule.with.near && anchor && number) {
    const step = stepFrom(anchor, unit, number, sign, `${rule.id}+anchor`);
    return part === null || step.from === null ? step : onDay(step.from, step.rule, part);
  }
  const opening = sign > 0 && setting.sentence <= 2 && opensClause(match.first, setting);
  if (opening && number && setting.published !== null) {
    return moved(setting.published, unit, number, -1, null, null, `${rule.id}+elapsed`);
  }
  if (rule.with.near) return unplaced("DATE", "XXXX-XX-XX", rule.id, NO_ANCHOR);
  const exact = number && number.low === number.high ? number.low : null;
  return unplaced("DURATION", periodValue(exact, unit), rule.id, NO_ANCHOR);
};

const valueOfDays = (days: Days): { value: string } => ({
  value:
    days.to - days.from < 7
      ? iso(days.from)
      : periodName(days, days.to - days.from > 31 ? UNIT.year : UNIT.month),
});

/** Whether the atom is the first of its sentence, or of what follows a dateline. */
function opensClause(first: number, { atoms, grammar, from }: Setting): boolean {
  const word = first > from ? atoms.Word[first - 1]! : -1;
  return first === from || (word >= 0 && word === grammar.words.get("-"));
}

/** Whether a verb of happening stands right before the atom. */
function occursBefore(first: number, { atoms, grammar, from }: Setting): boolean {
  const word = first > from ? atoms.Word[first - 1]! : -1;
  return grammar.list("occur")(word);
}

/** "the next day", "that week", "the previous year": neighbours of the last time told of. */
export const adjacent: Make = (match, rule, setting) => {
  const unit = slot(match, "unit") ?? UNIT.day;
  const by = Number(rule.with.dir);
  const part = slot(match, "part");
  const then = rule.with.then === 1;
  const anchor = then ? setting.year : anchorFor(unit, setting);
  if (!anchor) {
    const today = rule.with.today === 1 || slot(match, "mod") !== null;
    if (today && by === 0 && unit === UNIT.day && setting.published !== null) {
      return onDay(setting.published, `${rule.id}+published`, part);
    }
    const name = unknownPeriod(unit) + (part === null ? "" : `T${PARTS[part]}`);
    return unplaced(part === null ? "DATE" : "TIME", name, rule.id, NO_ANCHOR);
  }
  if (then) return { ...date("", anchor, rule.id), ...valueOfDays(anchor) };
  if (unit < UNIT.day) return unplaced("DURATION", periodValue(1, unit), rule.id, NO_ANCHOR);
  if (unit === UNIT.day) {
    if (by === 0 && anchor.from !== anchor.to) return date(iso(anchor.from), anchor, rule.id);
    return onDay(by > 0 ? anchor.to + by : anchor.from + by, rule.id, part);
  }
  const days = periodAt(by > 0 ? anchor.to : anchor.from, unit, by);
  return date(periodName(days, unit), days, rule.id);
};

/** "the following days": from the day after the last one told of up to publication. */
export const following: Make = (match, rule, setting) => {
  const unit = slot(match, "unit")!;
  const value = periodValue(null, unit);
  const anchor = anchorFor(unit, setting);
  if (!anchor) return unplaced("DURATION", value, rule.id, NO_ANCHOR);
  const from = anchor.to + 1;
  const { published } = setting;
  if (published === null || published < from) {
    return { type: "DATE", value, from, to: null, precision: "U", days: null, rule: rule.id };
  }
  return date(value, { from, to: published }, rule.id, { about: true });
};

/** "in the evening": of the last day told of, else of the day of publication. */
export const part: Make = (match, rule, setting) => {
  const which = slot(match, "part")!;
  const day = setting.day?.to ?? setting.published;
  if (day === null || day === undefined) {
    return unplaced("TIME", `XXXX-XX-XXT${PARTS[which]}`, rule.id, NO_DATE);
  }
  return onDay(day, setting.day ? rule.id : `${rule.id}+published`, which);
};
