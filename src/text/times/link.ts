/** Ties the times of a sentence together: clock to day, "from … to", and what "since", "until", "by" make of a time. */
import type { Atoms } from "./atoms.js";
import type { Grammar } from "./grammar.js";
import { daysOfValue, type Meaning, precisionOf } from "./meaning.js";
import { moved } from "./relative.js";
import type { Tense } from "./tense.js";

/** A meaning with its atoms `[first, last)`. */
export type Item = Meaning & { readonly first: number; readonly last: number; readonly tense: Tense | null };

type Words = {
  /** The token at an atom in lower case. */
  readonly norm: (atom: number) => string;
  readonly grammar: Grammar;
  readonly atoms: Atoms;
  readonly from: number;
  readonly to: number;
  readonly published: number | null;
};

/** Links the items of one sentence, in reading order. */
export function link(items: readonly Item[], words: Words): readonly Item[] {
  const reckoned = items.map((item, i) => reckon(item, items[i + 1], words));
  const withClocks = reckoned.map((item, i) => attachClock(item, reckoned[i - 1], reckoned[i + 1], words));
  return mergeRanges(withClocks, words).map((item, i, all) =>
    bound(withdraw(item, all[i + 1]), all[i - 1], words),
  );
}

/** "Two days after 12 July", "the day before the July 12 vote": reckoned from the date that comes next. */
function reckon(item: Item, after: Item | undefined, { norm, grammar }: Words): Item {
  const { step } = item;
  if (!step || item.rule.endsWith("+event") || !after || after.from === null || after.to === null)
    return item;
  const gap = after.first - item.last;
  if (gap > 1 || (gap === 1 && !grammar.cues("article").has(norm(item.last)))) return item;
  const edge = step.sign > 0 ? after.to : after.from;
  const { unit, low, high, sign } = step;
  const rule = `${item.rule.replace(/[:+].*/, "")}+date`;
  const { value, from, to, precision, about, type } = moved(
    edge,
    unit,
    { low, high },
    sign,
    null,
    null,
    rule,
  );
  const timex = item.timex?.type === "DATE" ? { timex: { ...item.timex, value } } : {};
  return { ...item, type, value, from, to, precision, days: null, rule, about: about ?? false, ...timex };
}

/** "Two days after the vote, on 3 May": the date beside it dates it, not the day of publication. */
function withdraw(item: Item, after: Item | undefined): Item {
  if (!item.rule.endsWith("+elapsed") || !after || after.precision !== "D") return item;
  return {
    ...item,
    from: null,
    to: null,
    precision: "U",
    rule: item.rule.replace("elapsed", "dated-beside"),
  };
}

const isDay = (item: Item | undefined): item is Item =>
  item !== undefined &&
  (item.type === "DATE" || item.type === "TIME") &&
  /^(\d{4}|XXXX)-(\d\d|XX|W)/.test(item.value) &&
  item.value.length >= 8 &&
  item.from === item.to;

function attachClock(item: Item, before: Item | undefined, after: Item | undefined, words: Words): Item {
  if (item.type !== "TIME" || !/^clock(:|\+|$)/.test(item.rule)) return item;
  const time = item.value.slice(item.value.indexOf("T"));
  const joins = (from: number, to: number): boolean => {
    if (to - from > 4) return false;
    for (let i = from; i < to; i++) {
      const norm = words.norm(i);
      if (!words.grammar.cues("on").has(norm) && !words.grammar.cues("near_clock").has(norm)) return false;
    }
    return true;
  };
  const day =
    isDay(after) && joins(item.last, after.first)
      ? after
      : isDay(before) && joins(before.last, item.first)
        ? before
        : null;
  if (!day || /T\d/.test(day.value)) return item;
  const value = `${day.value.replace(/T.*/, "")}${time}`;
  return { ...item, value, from: day.from, to: day.to, precision: day.precision, rule: `clock+${day.rule}` };
}

/** "5 May to 10 June", "between 2014 and 2016": two dates and the word that joins them become one. */
function mergeRanges(items: readonly Item[], words: Words): readonly Item[] {
  const merged: Item[] = [];
  for (let i = 0; i < items.length; i++) {
    const a = items[i]!;
    const b = items[i + 1];
    const joined = b && a.type === "DATE" && b.type === "DATE" ? rangeOf(a, b, words) : null;
    if (joined) {
      merged.push(joined);
      i++;
    } else merged.push(a);
  }
  return merged;
}

function rangeOf(a: Item, b: Item, words: Words): Item | null {
  if (b.first - a.last !== 1 || a.from === null || b.to === null || b.from === null || a.to === null)
    return null;
  const { grammar } = words;
  const connector = words.norm(a.last);
  const opener = a.first > words.from ? words.norm(a.first - 1) : "";
  const between = grammar.cues("between").has(opener) && grammar.cues("and").has(connector);
  const to = grammar.cues("to").has(connector) && (grammar.cues("from").has(opener) || sameKind(a, b));
  if (!between && !to && !(grammar.cues("and").has(connector) && nextTo(a, b, words))) return null;
  let from = a.from;
  if (from > b.to && a.rule.startsWith("weekday")) from -= 7 * Math.ceil((from - b.from) / 7);
  if (from > b.to) return null;
  const days = { from, to: b.to };
  return {
    ...a,
    value: `${a.value}/${b.value}`,
    ...days,
    precision: precisionOf(days),
    rule: `${a.rule}..${b.rule}`,
    about: a.about || b.about || false,
    last: b.last,
    cut: [a.last, b.first],
  };
}

/** "on Saturday and Sunday", "in 2020 and 2021", but not "on Monday and Tuesday's strike": the second begins where the first ends. */
const nextTo = (a: Item, b: Item, words: Words): boolean =>
  a.to !== null &&
  b.from === a.to + 1 &&
  a.precision === b.precision &&
  sameKind(a, b) &&
  (b.last >= words.to || isFree(b.last, words));

const sameKind = (a: Item, b: Item): boolean =>
  a.value.length === b.value.length && daysOfValue(a.value) !== null && daysOfValue(b.value) !== null;

/** How many words "since" may stand before a time that belongs to it: "since the protests began in June". */
const SINCE_REACH = 6;

function bound(item: Item, before: Item | undefined, words: Words): Item {
  if (item.type !== "DATE" && item.type !== "TIME") return item;
  if (item.from === null || item.to === null || item.value.endsWith("_REF")) return item;
  const { grammar, published } = words;
  const cue = (name: string, norm: string): boolean => grammar.cues(name).has(norm);
  const left = before ? before.last : words.from;
  let at = item.first - 1;
  while (at >= left && cue("skip", words.norm(at))) at--;
  const norm = at >= left ? words.norm(at) : "";
  const next = item.last < words.to ? words.norm(item.last) : "";
  const modifies = next !== "" && !isFree(item.last, words);
  if (cue("since", norm) || sinceBefore(item.first - 1, left, words)) {
    return { ...item, to: null, precision: "O", rule: `since+${item.rule}` };
  }
  // A time of day keeps its day, whatever stands before it.
  if (item.type === "TIME") return item;
  if (cue("until", norm)) {
    const named = cue("when", words.norm(item.last)) || cue("when", words.norm(item.last + 1));
    if (named || modifies) return item;
    return { ...item, from: null, precision: "I", rule: `until+${item.rule}` };
  }
  const later = at - 1 >= left && cue("later_than", words.norm(at - 1)) && cue("than", norm);
  if ((cue("by", norm) || later) && !modifies) {
    // With an open start a day is no day any more.
    const precision = item.precision === "D" ? "I" : item.precision;
    return { ...item, from: null, precision, rule: `by+${item.rule}` };
  }
  if (cue("before", norm) && !modifies) {
    if (published !== null && item.from <= published && published < item.to) {
      return { ...item, from: published, rule: `before+${item.rule}` };
    }
    if (published !== null && item.from > published) {
      return { ...item, from: published, to: item.from - 1, precision: "U", rule: `before+${item.rule}` };
    }
    return { ...item, from: null, to: item.from - 1, precision: "U", rule: `before+${item.rule}` };
  }
  if (cue("after", norm) && !modifies) {
    return { ...item, from: item.from, to: null, precision: "U", rule: `after+${item.rule}` };
  }
  return item;
}

/** Whether the time stands alone, rather than before a noun that it describes ("the 1979 coup", "Sunday's attack"). */
const isFree = (atom: number, { atoms, grammar }: Words): boolean =>
  grammar.list("after_day")(atoms.Word[atom]!);

function sinceBefore(from: number, left: number, words: Words): boolean {
  for (let i = from; i >= left && from - i < SINCE_REACH; i--) {
    const norm = words.norm(i);
    if (words.grammar.cues("since").has(norm)) return true;
    if (words.grammar.cues("clause_start").has(norm)) return false;
  }
  return false;
}
