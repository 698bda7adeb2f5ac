/** Finds the time expressions of a text and resolves them against its day of publication. One pass, linear time. */
import type { Sentences, Stretch, Time, Timex } from "../analysis.js";
import { type Atoms, atomise, type TimeTokens } from "./atoms.js";
import { iso, parseIso } from "./calendar.js";
import { timeGrammar } from "./grammar.js";
import type { Item } from "./link.js";
import { daysOfValue, edtfOf, type Reckoned } from "./meaning.js";
import { BY_OPENING, openingDay } from "./opening-day.js";
import { sentenceReader } from "./reader.js";

export type { TimeTokens } from "./atoms.js";

/** `datelines`: where the text says when it was filed. `assumed`: the day of publication is none, only later than what is told. */
type Given = { readonly datelines?: readonly Stretch[]; readonly assumed?: boolean };

/**
 * The times of a text in reading order; spans do not overlap. `published` is `YYYY-MM-DD` or null: then what depends on
 * it is reckoned from the full date of the opening (a dateline in one of `datelines` says on which day it was filed), or, where there
 * is none, stays open (`from`/`to` null, precision U) and the rule says "no publication date". Tags are used where present.
 */
export function times(
  text: string,
  tokens: TimeTokens,
  sentences: Pick<Sentences, "length" | "First" | "Last" | "End">,
  published: string | null,
  lang = "en",
  { datelines = [], assumed = false }: Given = {},
): Time[] {
  const grammar = timeGrammar(lang);
  const atoms = atomise(tokens, grammar);
  const read = (day: number | null, reckoned: Reckoned): Time[] => {
    const reader = sentenceReader(text, tokens, atoms, grammar, day, reckoned);
    const found: Time[] = [];
    let from = 0;
    for (let s = 0; s < sentences.length; s++) {
      const last = sentences.Last[s]!;
      while (from < atoms.length && atoms.Token[from]! < sentences.First[s]!) from++;
      let to = from;
      while (to < atoms.length && atoms.Token[to]! < last) to++;
      for (const item of reader(s, from, to)) found.push(timeOf(item, atoms));
      from = to;
    }
    return found;
  };
  if (published !== null) return read(parseIso(published), assumed ? "assumed" : "known");
  const told = read(null, "known");
  const opening = openingDay(told, sentences, datelines);
  if (opening === null) return told;
  const known = new Set(told.filter(({ from }) => from !== null).map(({ start }) => start));
  return read(parseIso(opening.day), opening.exact ? "known" : "told").map((time) =>
    known.has(time.start) || time.from === null ? time : { ...time, rule: `${time.rule}${BY_OPENING}` },
  );
}

/** First and last day that the words of a time name, without the "since" or "until" before them; ISO, inclusive. */
export function daysNamed(time: Pick<Time, "value">): { from: string; to: string } | null {
  const days = daysOfValue(time.value.replace(/T.*/, ""));
  return days ? { from: iso(days.from), to: iso(days.to) } : null;
}

function timeOf(item: Item, atoms: Atoms): Time {
  return {
    start: atoms.Start[item.first]!,
    end: atoms.End[item.last - 1]!,
    type: item.type,
    value: item.value,
    timex: timexOf(item, atoms),
    edtf: edtfOf(item),
    from: item.from === null ? null : iso(item.from),
    to: item.to === null ? null : iso(item.to),
    precision: item.precision,
    days: item.days,
    rule: item.rule,
  };
}

/** What TIMEX3 marks: a range as its two dates, a step from an event as its length ("two days" after the vote). */
function timexOf(item: Item, atoms: Atoms): Timex[] {
  const { first, last, type, value, timex, cut } = item;
  const mark = (from: number, to: number, kind: Timex["type"], name: string): Timex => ({
    start: atoms.Start[from]!,
    end: atoms.End[to - 1]!,
    type: kind,
    value: name,
  });
  if (timex === null) return [];
  if (timex) return [mark(first, timex.last ?? last, timex.type, timex.value)];
  const [left, right, more] = value.split("/");
  if (!cut || right === undefined || more !== undefined) return [mark(first, last, type, value)];
  return [mark(first, cut[0], type, left!), mark(cut[1], last, type, right)];
}
