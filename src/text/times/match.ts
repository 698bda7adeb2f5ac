/** Runs the compiled patterns of time expressions over atoms. Every pattern is finite, so a match costs a bounded time. */
import type { Atoms } from "./atoms.js";
import { type Grammar, NONE, OP, SLOTS, type Slot } from "./grammar.js";
import { numeralReader } from "./numeral.js";

/** What a pattern found. `first`/`last` are atoms of the quoted part, half-open. */
export type Match = {
  readonly rule: number;
  readonly first: number;
  readonly last: number;
  /** Value of each slot, by its place in SLOTS; NaN where nothing was captured. */
  readonly slots: Float64Array;
  /** The atom at which the slot was captured; -1 where it was not. */
  readonly at: Int32Array;
};

const PLACE = new Map<string, number>(SLOTS.map((name, i) => [name, i]));

/** A slot of a match, or null. */
export function slot(match: Match, name: Slot): number | null {
  const value = match.slots[PLACE.get(name)!]!;
  return Number.isNaN(value) ? null : value;
}

/** The atom at which a slot was captured, or -1. */
export const slotAt = (match: Match, name: Slot): number => match.at[PLACE.get(name)!]!;

/** Matches at one atom, the longest quoted part first. `from` and `to` bound the sentence. */
export type Matcher = (i: number, from: number, to: number) => readonly Match[];

const NO_MATCHES: readonly Match[] = [];

export function matcher(text: string, atoms: Atoms, grammar: Grammar): Matcher {
  const { code, values, wordCount } = grammar;
  const { Word, Value, Digits, Start, End, Capital } = atoms;
  const suffix = grammar.category("suffix");
  const slash = grammar.words.get("/") ?? wordCount + 1;
  const dot = grammar.words.get(".") ?? wordCount + 1;
  const numerals = numeralReader(text, atoms, grammar);
  const slots = new Float64Array(SLOTS.length).fill(Number.NaN);
  const at = new Int32Array(SLOTS.length).fill(-1);
  /** What captures replaced: slot, value, atom. A failed branch takes them back. */
  const trail: number[] = [];
  let open = 0;
  let close = -1;
  let from = 0;
  let to = 0;

  return (i, sentenceFrom, sentenceTo) => {
    const first = symbol(i, sentenceTo);
    if (first > wordCount) return NO_MATCHES;
    const goesOn = first === wordCount && figureGoesOn(i + 1, sentenceTo);
    const rules = grammar.candidates(first, goesOn ? wordCount + 2 : symbol(i + 1, sentenceTo));
    if (rules.length === 0) return NO_MATCHES;
    from = sentenceFrom;
    to = sentenceTo;
    const found: Match[] = [];
    for (const rule of rules) {
      undo(0);
      open = i;
      close = -1;
      const end = run(grammar.rules[rule]!.start, i);
      const last = close >= 0 ? close : end;
      if (end >= 0 && last > open)
        found.push({ rule, first: open, last, slots: slots.slice(), at: at.slice() });
    }
    return found.length < 2 ? found : found.sort(longestFirst);
  };

  /** Runs from an instruction at an atom; the atom after the match, or -1. */
  function run(start: number, origin: number): number {
    let pc = start;
    let i = origin;
    for (;;) {
      const a = code[pc + 1]!;
      const b = code[pc + 2]!;
      switch (code[pc]) {
        case OP.MATCH:
          return i;
        case OP.WORD:
          if (i >= to || Word[i] !== a) return -1;
          i++;
          break;
        case OP.CATEGORY: {
          const value = inCategory(i, a);
          if (value === NONE) return -1;
          if (b >= 0) keep(b, value, i);
          i++;
          break;
        }
        case OP.NUMERAL: {
          const length = numerals.read(a, i, to);
          if (length === 0) return -1;
          if (b >= 0) keep(b, numerals.value, i);
          i += length;
          break;
        }
        case OP.SPLIT: {
          const mark = trail.length;
          const opened = open;
          const closed = close;
          const result = run(a, i);
          if (result >= 0) return result;
          undo(mark);
          open = opened;
          close = closed;
          pc = b;
          continue;
        }
        case OP.JUMP:
          pc = a;
          continue;
        case OP.GLUE:
          if (i >= to || i === 0 || Start[i] !== End[i - 1]) return -1;
          break;
        case OP.NOT_WORD:
          if (i < to && Word[i] === a) return -1;
          break;
        case OP.NOT_CATEGORY:
          if (inCategory(i, a) !== NONE) return -1;
          break;
        case OP.IS_WORD:
          if (i >= to || Word[i] !== a) return -1;
          break;
        case OP.IS_CATEGORY:
          if (inCategory(i, a) === NONE) return -1;
          break;
        case OP.CAPITAL:
          if (i >= to || (!atoms.caseless && Capital[i] === 0)) return -1;
          break;
        case OP.SMALL:
          if (i >= to || Capital[i] === 1 || Value[i]! >= 0) return -1;
          break;
        case OP.START:
          if (i !== from) return -1;
          break;
        case OP.END:
          if (i < to) return -1;
          break;
        case OP.OPEN:
          open = i;
          break;
        case OP.CLOSE:
          close = i;
          break;
        case OP.SET:
          keep(a, b, i);
          break;
        default:
          throw new Error("a time rule is compiled wrongly: build the package again");
      }
      pc += 3;
    }
  }

  /** Whether a figure goes on here: with "th", ".5" or "1/2". */
  function figureGoesOn(i: number, end: number): boolean {
    if (i >= end) return false;
    const glued = Start[i] === End[i - 1];
    if (glued && Word[i] === dot) return i + 1 < end && Value[i + 1]! >= 0 && Start[i + 1] === End[i];
    if (glued) return inCategoryOf(suffix, i);
    return i + 2 < end && Digits[i] === 1 && Word[i + 1] === slash && Digits[i + 2] === 1;
  }

  function inCategoryOf(category: number, i: number): boolean {
    return Word[i]! >= 0 && values[category * wordCount + Word[i]!] !== NONE;
  }

  /** The atom as `Grammar.candidates` wants it. */
  function symbol(i: number, end: number): number {
    if (i >= end) return wordCount + 1;
    return Word[i]! >= 0 ? Word[i]! : Value[i]! >= 0 ? wordCount : wordCount + 1;
  }

  function inCategory(i: number, category: number): number {
    const word = i < to ? Word[i]! : -1;
    return word < 0 ? NONE : values[category * wordCount + word]!;
  }

  function keep(into: number, value: number, i: number): void {
    trail.push(into, slots[into]!, at[into]!);
    slots[into] = value;
    at[into] = i;
  }

  function undo(mark: number): void {
    while (trail.length > mark) {
      const atom = trail.pop()!;
      const value = trail.pop()!;
      const into = trail.pop()!;
      slots[into] = value;
      at[into] = atom;
    }
  }
}

const longestFirst = (a: Match, b: Match): number => b.last - a.last || a.first - b.first || a.rule - b.rule;
