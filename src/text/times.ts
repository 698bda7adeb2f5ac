/** Finds the time expressions of a text and resolves them against its day of publication. One pass, linear time. */
import type { Sentences, Time } from "./analysis.js";
import { type Days, iso, parseIso } from "./calendar.js";
import { type Atoms, atomise, type TimeTokens } from "./times-atoms.js";
import { type Grammar, timeGrammar } from "./times-grammar.js";
import { type Item, link } from "./times-link.js";
import { type Match, matcher, slot } from "./times-match.js";
import { daysOfValue, edtfOf, type Meaning, type Setting } from "./times-meaning.js";
import { MAKES } from "./times-rules.js";
import { type Reading, type TenseCues, tenseCues, tenseReader } from "./times-tense.js";

export type { TimeTokens } from "./times-atoms.js";

/**
 * The times of a text in reading order; spans do not overlap. `published` is `YYYY-MM-DD` or null: then what depends on
 * it stays open (`from`/`to` null, precision U) and the rule says "no publication date". Tags are used where present.
 */
export function times(
  text: string,
  tokens: TimeTokens,
  sentences: Pick<Sentences, "length" | "First" | "Last">,
  published: string | null,
  lang = "en",
): Time[] {
  const grammar = timeGrammar(lang);
  const atoms = atomise(tokens, grammar);
  const day = published === null ? null : parseIso(published);
  const reader = new Reader(text, tokens, atoms, grammar, day);
  const found: Time[] = [];
  let from = 0;
  for (let s = 0; s < sentences.length; s++) {
    const last = sentences.Last[s]!;
    while (from < atoms.length && atoms.Token[from]! < sentences.First[s]!) from++;
    let to = from;
    while (to < atoms.length && atoms.Token[to]! < last) to++;
    for (const item of reader.sentence(s, from, to)) found.push(timeOf(item, atoms));
    from = to;
  }
  return found;
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
    edtf: edtfOf(item),
    from: item.from === null ? null : iso(item.from),
    to: item.to === null ? null : iso(item.to),
    precision: item.precision,
    days: item.days,
    rule: item.rule,
  };
}

/** Rules that look back from what is being told; the story goes on from where it was. */
const BACKWARD = /^(earlier|previous|before-event|day-before|eve)\b/;

/** Reads sentence after sentence and remembers what times and dated events the text has told of. */
class Reader {
  private readonly match;
  private readonly cues: TenseCues;
  private readonly deadline: ReadonlySet<string>;
  private day: Days | null = null;
  private month: Days | null = null;
  private year: Days | null = null;
  private readonly events = new Map<string, Days>();

  constructor(
    text: string,
    private readonly tokens: TimeTokens,
    private readonly atoms: Atoms,
    private readonly grammar: Grammar,
    private readonly published: number | null,
  ) {
    this.match = matcher(text, atoms, grammar);
    this.cues = tenseCues(grammar);
    this.deadline = new Set([...grammar.cues("until"), ...grammar.cues("by")]);
  }

  sentence(number: number, from: number, to: number): readonly Item[] {
    const items: Item[] = [];
    let nearYear: number | null = null;
    let i = from;
    while (i < to) {
      const matches = this.match(i, from, to);
      let end = i;
      for (const match of matches) {
        if (match.first < i || this.isOutrun(match, i, from, to)) continue;
        const made = this.make(match, number, from, to, nearYear, items.at(-1));
        if (made === null) continue;
        for (const item of made) {
          this.remember(item, from);
          items.push(item);
        }
        nearYear = slot(match, "year") ?? nearYear;
        end = match.last;
        break;
      }
      if (end === i) {
        const told = this.sinceEvent(i, from, to);
        if (told) {
          items.push(told);
          end = told.last;
        }
      }
      i = Math.max(end, i + 1);
    }
    if (items.length === 0) return items;
    const norm = (atom: number): string => this.norm(atom, to);
    const words = { norm, grammar: this.grammar, atoms: this.atoms, from, to, published: this.published };
    const linked = link(items, words);
    for (const item of linked) this.rememberEvents(item, from, to);
    return linked;
  }

  /** Whether a longer time begins where the quoted part of this match does: "since [May]" against "[May 2019]". */
  private isOutrun(match: Match, i: number, from: number, to: number): boolean {
    if (match.first === i) return false;
    const rival = this.match(match.first, from, to)[0];
    return rival !== undefined && rival.last > match.last;
  }

  private norm(atom: number, to: number): string {
    return atom >= 0 && atom < to ? this.tokens.Norm[this.atoms.Token[atom]!]! : "";
  }

  private make(
    match: Match,
    sentence: number,
    from: number,
    to: number,
    nearYear: number | null,
    before: Item | undefined,
  ): Item[] | null {
    const rule = this.grammar.rules[match.rule]!;
    const make = MAKES[rule.make];
    if (!make) throw new Error(`time rule ${rule.id} asks for "${rule.make}", which does not exist`);
    const { tense, sure } = this.tense(match, from, to, before);
    const setting: Setting = {
      atoms: this.atoms,
      grammar: this.grammar,
      published: this.published,
      tense,
      sure,
      deadline: this.deadline.has(this.norm(match.first - 1, to)),
      day: this.day,
      month: this.month,
      year: this.year,
      nearYear: slot(match, "year") === null ? (this.yearAhead(match, from, to) ?? nearYear) : null,
      sentence,
      from,
      to,
      event: (a, b) => this.eventAmong(a, Math.min(b, to)),
    };
    const made = make(match, rule, setting);
    if (made === null) return null;
    const list: readonly Meaning[] = "rule" in made ? [made] : made;
    return list.map((m) => ({ ...m, first: m.first ?? match.first, last: m.last ?? match.last, tense }));
  }

  /** The tense around a match; in a list of times ("on Monday, Tuesday and Friday") that of the one before. */
  private tense(match: Match, from: number, to: number, before: Item | undefined): Reading {
    if (before && match.first - before.last <= 2 && before.tense !== null) {
      return { tense: before.tense, sure: false };
    }
    const { Token } = this.atoms;
    const read = tenseReader(this.tokens, this.cues, Token[from]!, Token[to - 1]! + 1);
    return read(Token[match.first]!, Token[match.last - 1]! + 1);
  }

  /** The year in "May and July 2019" as seen from May. */
  private yearAhead(match: Match, from: number, to: number): number | null {
    const month = slot(match, "month");
    const j = match.last;
    if (month === null || j + 1 >= to) return null;
    const word = this.atoms.Word[j]!;
    if (word < 0 || this.grammar.values[this.grammar.category("join") * this.grammar.wordCount + word]! < 0) {
      return null;
    }
    const next = this.match(j + 1, from, to)[0];
    const year = next ? slot(next, "year") : null;
    const month2 = next ? slot(next, "month") : null;
    return year === null || month2 === null ? null : month > month2 ? year - 1 : year;
  }

  /** Takes a placed time as what later words reckon from, unless it is only the day on which somebody said so. */
  private remember(item: Item, from: number): void {
    if (item.from === null || item.to === null || (item.type !== "DATE" && item.type !== "TIME")) return;
    if (BACKWARD.test(item.rule)) return;
    if (item.precision === "U" || item.precision === "O" || item.value.endsWith("_REF")) return;
    let at = item.first - 1;
    while (at >= from && this.cues.on.has(this.norm(at, this.atoms.length))) at--;
    if (this.day && at >= from && this.cues.telling.has(this.norm(at, this.atoms.length))) return;
    const days = { from: item.from, to: item.to };
    const length = days.to - days.from + 1;
    this.year = days;
    if (length <= 31) this.month = days;
    if (length <= 7) this.day = days;
  }

  /** Notes the nouns beside a placed time as events that happened then: "last year's coup", "the vote of 3 May". */
  private rememberEvents(item: Item, from: number, to: number): void {
    const days = daysOfValue(item.value.replace(/T.*/, ""));
    if (!days || item.type !== "DATE") return;
    const note = (atom: number): void => {
      const norm = this.norm(atom, to);
      if (norm.length > 3 && !this.isFunction(atom)) this.events.set(norm, days);
    };
    for (let i = item.last; i < to && i < item.last + 4; i++) {
      if (i > item.last && this.isFunction(i)) break;
      note(i);
    }
    for (let i = item.first - 1, seen = 0; i >= from && seen < 2 && i > item.first - 5; i--) {
      if (this.isFunction(i)) continue;
      note(i);
      seen++;
    }
  }

  private isFunction(atom: number): boolean {
    const word = this.atoms.Word[atom]!;
    const { grammar } = this;
    return word >= 0 && grammar.values[grammar.category("after_day") * grammar.wordCount + word]! >= 0;
  }

  private eventAmong(first: number, last: number): Days | null {
    for (let i = first; i < last; i++) {
      const days = this.events.get(this.norm(i, last));
      if (days) return days;
      if (i > first && this.isFunction(i)) return null;
    }
    return null;
  }

  /** "since the coup", where the text has said when the coup was. */
  private sinceEvent(i: number, from: number, to: number): Item | null {
    if (!this.grammar.cues("since").has(this.norm(i, to)) || i + 2 >= to) return null;
    if (!this.grammar.cues("article").has(this.norm(i + 1, to))) return null;
    for (let j = i + 2; j < Math.min(to, i + 5); j++) if (this.match(j, from, to).length > 0) return null;
    const days = this.eventAmong(i + 2, Math.min(to, i + 4));
    if (!days) return null;
    const last = this.events.has(this.norm(i + 2, to)) ? i + 3 : i + 4;
    const meaning = {
      type: "DATE",
      value: iso(days.from),
      from: days.from,
      to: null,
      precision: "O",
    } as const;
    return {
      ...meaning,
      days: null,
      rule: "since+event",
      first: i + 1,
      last: Math.min(last, to),
      tense: null,
    };
  }
}
