/** Word forms as the name tagger sees them: hashes of the form, its shape, its beginnings and ends, and its setting. */

import { isLower, isUpper } from "../linguistics/tokens-chars.js";
import type { NameTokens } from "./features.js";
import { EMPTY_PHRASE, extendByToken, type PhraseTable, phraseBits } from "./lists.js";

/** How a sentence is set: as usual, all in capitals, a headline with Every Word Capital, or without any capital. */
export const PLAIN = 0;
const CAPITALS = 1;
const TITLE = 2;
const SMALL = 3;

/** Word classes by hash of the lower-case word (see `Lexicon` in names-model.ts); 0 = unknown word. */
export type WordClasses = (word: number) => number;

/** A word form in one setting, with the hashes of its own features. */
export type Word = {
  readonly norm: number;
  readonly shape: number;
  readonly kind: number;
  readonly capital: boolean;
  /** A word that the treebank does not have. */
  readonly unusual: boolean;
  /** Begins with a letter. */
  readonly letters: boolean;
  /** A hyphen: it may stand inside a run of capitals. */
  readonly hyphen: boolean;
  /** The word as the beginning of a phrase: hash, and bits as `phraseBits` gives them. */
  readonly phrase: number;
  readonly opens: number;
  /** Features for the token itself, for a neighbour, and for a token two away. */
  readonly own: Int32Array;
  readonly near: Int32Array;
  readonly far: Int32Array;
  /** Room for the sums of the weights of its features at offsets -2 … 2 from the token to be labelled (see model.ts). */
  readonly scores: Int32Array;
};

/** One step of the hash of a feature. */
export function mix(a: number, b: number): number {
  let hash = Math.imul(a ^ (b + 0x7f4a7c15 + (a << 6) + (a >>> 2)), 0x85ebca6b);
  hash ^= hash >>> 13;
  return Math.imul(hash, 0xc2b2ae35) ^ (hash >>> 16);
}

/** Hash of part of a string, digits read as 0. */
export function hashOf(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = from; i < to; i++) {
    let code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) code = 48;
    hash = Math.imul(hash ^ code, 0x01000193);
  }
  return hash;
}

/** Longest stretch of a word that is looked at, so that a word of a megabyte costs no more than any other. */
export const LONGEST_WORD = 48;

/** Shape of a word: X for capitals, x for small letters, 0 for digits, other characters as they are, repeats kept to two. */
export function shapeOf(form: string): string {
  let shape = "";
  let last = "";
  let run = 0;
  for (let i = 0; i < form.length && i < LONGEST_WORD && shape.length < 12; i++) {
    const code = form.charCodeAt(i);
    const kind = isUpper(code) ? "X" : isLower(code) ? "x" : code >= 48 && code <= 57 ? "0" : form[i]!;
    run = kind === last ? run + 1 : 1;
    last = kind;
    if (run <= 2) shape += kind;
  }
  return shape;
}

/** The features of a word form in a setting, with room for `sums` sums. */
export function wordOf(
  form: string,
  norm: string,
  setting: number,
  classes: WordClasses,
  table: PhraseTable,
  sums: number,
): Word {
  const length = Math.min(norm.length, LONGEST_WORD);
  const word = hashOf(norm, 0, length);
  const kind = classes(word);
  const shape = mix(hashOf(shapeOf(form), 0, 12), setting);
  const suffix = hashOf(norm, Math.max(0, length - 3), length);
  const own: number[] = [
    mix(1, 1),
    mix(2, word),
    mix(3, shape),
    mix(4, kind),
    mix(mix(5, kind), shape),
    mix(mix(6, setting), word),
  ];
  for (let n = 1; n <= 5; n++) {
    if (n >= length) break;
    if (n > 1) own.push(mix(10 + n, hashOf(norm, 0, n)));
    own.push(mix(20 + n, hashOf(norm, length - n, length)));
  }
  own.push(mix(mix(30, suffix), shape), mix(31, Math.min(length, 8)));
  const phrase = norm.length > LONGEST_WORD ? EMPTY_PHRASE : extendByToken(EMPTY_PHRASE, norm);
  return {
    phrase,
    opens: phrase === EMPTY_PHRASE ? 0 : phraseBits(table, phrase),
    norm: word,
    shape,
    kind,
    capital: form.length > 0 && isUpper(form.charCodeAt(0)),
    unusual: kind === 0,
    letters: form.length > 1 && (isUpper(form.charCodeAt(0)) || isLower(form.charCodeAt(0))),
    hyphen: norm === "-",
    own: Int32Array.from(own),
    near: Int32Array.of(
      mix(40, word),
      mix(41, shape),
      mix(42, kind),
      mix(43, suffix),
      mix(mix(44, kind), shape),
    ),
    far: Int32Array.of(mix(50, word), mix(51, kind), mix(52, shape)),
    scores: new Int32Array(sums),
  };
}

/** Features of `near` and `far` are told apart by the offset at which the word stands. */
export const at = (feature: number, offset: number): number => mix(feature, offset + 7);

/** How the sentence `[first, last)` is set. "I" and words of one letter tell nothing. */
export function settingOf(tokens: NameTokens, first: number, last: number): number {
  let words = 0;
  let upper = 0;
  let capital = 0;
  let long = 0;
  let longCapital = 0;
  for (let i = first; i < last; i++) {
    const form = tokens.Form[i]!;
    if (form.length < 2) continue;
    const a = form.charCodeAt(0);
    const b = form.charCodeAt(1);
    const up = isUpper(a);
    if (!up && !isLower(a)) continue;
    words++;
    if (up) capital++;
    if (up && isUpper(b)) upper++;
    if (form.length > 3) {
      long++;
      if (up) longCapital++;
    }
  }
  if (words < 3) return PLAIN;
  if (capital === 0) return SMALL;
  if (upper >= words * 0.8) return CAPITALS;
  return long >= 4 && longCapital >= long * 0.85 ? TITLE : PLAIN;
}
