/** Reads the times of a text sentence after sentence: the best match at each place, what it means, what it leaves behind. */

import { UPOS } from "../analysis.js";
import type { Atoms, TimeTokens } from "./atoms.js";
import { iso } from "./calendar.js";
import type { Grammar } from "./grammar.js";
import { type Item, link } from "./link.js";
import { type Match, matcher, slot, slotAt } from "./match.js";
import type { Meaning, Reckoned, Setting } from "./meaning.js";
import {
  emptyMemory,
  eventAmong,
  kinOf,
  quarterTold,
  rememberEvents,
  rememberTime,
  type Stretch,
} from "./memory.js";
import { MAKES } from "./rules.js";
import { type Reading, tenseCues, tenseReader } from "./tense.js";

/** How many atoms a year reaches within its clause ("in March 2011 and again in July"), and over a comma behind it. */
const YEAR_REACH = 24;
const COMMA_REACH = 6;

const AUX = UPOS.indexOf("AUX");

/** The slots that a second date fills. */
const SECOND = ["day2", "month2", "weekday2", "year2"] as const;

/** A year that stands in the sentence, and the atom after it. */
type NearYear = { readonly year: number; readonly end: number } | null;

/** Reads sentence `number`, the atoms `[from, to)`; to be called in reading order. */
export type SentenceReader = (number: number, from: number, to: number) => readonly Item[];

export function sentenceReader(
  text: string,
  tokens: TimeTokens,
  atoms: Atoms,
  grammar: Grammar,
  published: number | null,
  reckoned: Reckoned,
): SentenceReader {
  const match = matcher(text, atoms, grammar);
  const memory = emptyMemory();
  const cues = tenseCues(grammar);
  const since = grammar.cues("since");
  const article = grammar.cues("article");
  const deadline = new Set([...grammar.cues("until"), ...grammar.cues("by")]);
  const isJoin = grammar.list("join");
  const between = new Set([...grammar.cues("to"), ...grammar.cues("article"), ","]);
  const kin = kinOf(grammar.cues("same_event"));
  const isFunctionWord = grammar.list("after_day");
  const isFunction = (atom: number): boolean => isFunctionWord(atoms.Word[atom]!);

  return (number, from, to) => {
    const norm = (atom: number): string => (atom >= 0 && atom < to ? tokens.Norm[atoms.Token[atom]!]! : "");
    const stretch: Stretch = { number, from, to, norm, isFunction };
    const items: Item[] = [];
    let near: NearYear = null;
    for (let i = from; i < to; ) {
      let end = i;
      for (const found of match(i, from, to)) {
        if (isOutrun(found, i, from, to)) continue;
        const made = make(found, stretch, near, items.at(-1));
        if (made === null) continue;
        for (const item of made) rememberTime(memory, item, stretch, cues);
        items.push(...made);
        const year = slot(found, "year");
        if (year !== null) near = { year, end: found.last };
        end = found.last;
        break;
      }
      if (end === i && memory.events.size > 0) {
        const told = sinceEvent(i, stretch);
        if (told) items.push(told);
        end = told?.last ?? i;
      }
      i = Math.max(end, i + 1);
    }
    if (items.length === 0) return items;
    const linked = link(items, { norm, grammar, atoms, from, to, published });
    for (const item of linked) rememberEvents(memory, item, stretch, cues);
    return linked;
  };

  /** Whether a longer time begins where the quoted part of this match does: "since [May]" against "[May 2019]". */
  function isOutrun(found: Match, i: number, from: number, to: number): boolean {
    if (found.first === i) return false;
    const rival = match(found.first, from, to)[0];
    return rival !== undefined && rival.last > found.last;
  }

  function make(found: Match, stretch: Stretch, near: NearYear, before: Item | undefined): Item[] | null {
    const { number: sentence, from, to, norm } = stretch;
    const rule = grammar.rules[found.rule]!;
    const normalise = MAKES[rule.make];
    if (!normalise) throw new Error(`time rule ${rule.id} asks for "${rule.make}", which does not exist`);
    const { tense, sure } = tenseOf(found, stretch, before);
    const setting: Setting = {
      atoms,
      grammar,
      published,
      reckoned,
      tense,
      sure,
      deadline: deadline.has(norm(found.first - 1)),
      day: memory.day,
      month: memory.month,
      year: memory.year,
      quarter: quarterTold(memory, sentence),
      nearYear: yearAhead(found, from, to) ?? (isNear(near, found.first, norm) ? near!.year : null),
      sentence,
      from,
      to,
      event: (a, b) => eventAmong(memory, a, b, stretch, kin),
    };
    const made = normalise(found, rule, setting);
    if (made === null) return null;
    const list: readonly Meaning[] = "rule" in made ? [made] : made;
    return list.map((m) => {
      const cut = m.value.includes("/") ? cutOf(found, norm) : undefined;
      const bare = rule.with.mark === 0 ? { timex: null } : {};
      return {
        ...m,
        ...bare,
        ...(cut && { cut }),
        first: m.first ?? found.first,
        last: m.last ?? found.last,
        tense,
      };
    });
  }

  /** Where the second date of a range begins, and where the first ends: the words that join them belong to neither. */
  function cutOf(found: Match, norm: (atom: number) => string): [number, number] | undefined {
    const places = SECOND.map((name) => slotAt(found, name)).filter((at) => at > found.first);
    if (places.length === 0) return undefined;
    const second = Math.min(...places);
    let first = second;
    while (first > found.first + 1 && (isJoin(atoms.Word[first - 1]!) || between.has(norm(first - 1))))
      first--;
    return [first, second];
  }

  /** The tense around a match; in a list of times ("on Monday, Tuesday and Friday") that of the one before. */
  function tenseOf(found: Match, stretch: Stretch, before: Item | undefined): Reading {
    const { from, to } = stretch;
    if (before && before.tense !== null && isListed(before.last, found.first, stretch)) {
      return { tense: before.tense, sure: false };
    }
    const { Token } = atoms;
    const read = tenseReader(tokens, cues, Token[from]!, Token[to - 1]! + 1);
    return read(Token[found.first]!, Token[found.last - 1]! + 1);
  }

  /** Whether two times follow each other with nothing but "and", a comma or a preposition between. */
  function isListed(from: number, to: number, { norm }: Stretch): boolean {
    if (to - from > 2) return false;
    for (let i = from; i < to; i++) if (!isJoin(atoms.Word[i]!) && !cues.on.has(norm(i))) return false;
    return true;
  }

  /** Whether no comma (but one right after the year) and few words stand between a year and a time. */
  function isNear(near: NearYear, first: number, norm: (atom: number) => string): boolean {
    if (!near || first - near.end > (norm(near.end) === "," ? COMMA_REACH : YEAR_REACH)) return false;
    const comma = norm(near.end) === ",";
    for (let i = near.end + 1; i < first; i++) {
      if (norm(i) === ",") return false;
      // "The ban, imposed in 2016, was lifted in January": the clause goes on behind the comma.
      if (comma && tokens.Upos?.[atoms.Token[i]!] === AUX) return false;
    }
    return true;
  }

  /** The year in "May and July 2019" as seen from May. */
  function yearAhead(found: Match, from: number, to: number): number | null {
    const month = slot(found, "month");
    const j = found.last;
    if (month === null || j + 1 >= to || !isJoin(atoms.Word[j]!)) return null;
    const next = match(j + 1, from, to)[0];
    const year = next ? slot(next, "year") : null;
    const month2 = next ? slot(next, "month") : null;
    return year === null || month2 === null ? null : month > month2 ? year - 1 : year;
  }

  /** "since the coup", where the text has said when the coup was. */
  function sinceEvent(i: number, stretch: Stretch): Item | null {
    const { from, to, norm } = stretch;
    if (i + 2 >= to || !since.has(norm(i)) || !article.has(norm(i + 1))) return null;
    for (let j = i + 2; j < Math.min(to, i + 5); j++) if (match(j, from, to).length > 0) return null;
    const days = eventAmong(memory, i + 2, i + 4, stretch, kin);
    if (!days) return null;
    const last = Math.min(to, memory.events.has(norm(i + 2)) ? i + 3 : i + 4);
    const open = { value: iso(days.from), from: days.from, to: null, precision: "O", days: null } as const;
    return { type: "DATE", ...open, rule: "since+event", timex: null, first: i + 1, last, tense: null };
  }
}
