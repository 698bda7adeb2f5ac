/** A text as `places` reads it: tokens with their folded words and cases, looked up where needed. */
import type { Sentences, Tokens } from "../analysis.js";
import { UPOS } from "../analysis.js";
import { isLower, isUpper } from "../linguistics/tokens-chars.js";
import { foldWord } from "./gazetteer-format.js";
import type { PlaceWords } from "./words.js";

const PROPN = UPOS.indexOf("PROPN");
const NOMINAL = new Set([PROPN, UPOS.indexOf("NOUN"), UPOS.indexOf("ADJ")]);

/** Reading helpers over token columns. Indices may run one past either end: then words are "" and tests are false. */
export type Reader = {
  readonly text: string;
  readonly words: PlaceWords;
  readonly tokens: Tokens;
  readonly length: number;
  /** The text has (almost) no capitals: names cannot be told by case. */
  readonly lower: boolean;
  /** Whether the tokens carry part-of-speech tags. */
  readonly tagged: boolean;
  /** First and last (exclusive) token of the sentence of token `i`. */
  first(i: number): number;
  last(i: number): number;
  sentence(i: number): number;
  norm(i: number): string;
  /** The token as a word of a key, "" for punctuation. */
  fold(i: number): string;
  /** Starts with a capital letter (or a digit when a name goes on). */
  cap(i: number): boolean;
  /** All its letters are capitals and it has at least two. */
  caps(i: number): boolean;
  /** Whether the token stands in a stretch where every word has a capital, as in a headline. */
  headline(i: number): boolean;
  hyphen(i: number): boolean;
  /** White space lies between token `i` and the one before. */
  spaced(i: number): boolean;
  proper(i: number): boolean;
  /** Tagged a noun, a name or an adjective. */
  noun(i: number): boolean;
};

/** Forms and what they are as words of a key. When there are too many, the memory starts anew, so that it does not grow with the input. */
const folded = new Map<string, string>();
const REMEMBERED = 20_000;
const LONGEST = 64;
/** Tokens of a headline; longer sentences with many capitals name many people. */
const LONGEST_HEADLINE = 22;

/** Makes the reader; one pass over the tokens. */
export function reader(text: string, tokens: Tokens, sentences: Sentences, words: PlaceWords): Reader {
  const n = tokens.length;
  const Case = new Uint8Array(n);
  if (folded.size > REMEMBERED) folded.clear();
  let capitals = 0;
  let letters = 0;
  let shouted = 0;
  let tagged = false;
  for (let i = 0; i < n; i++) {
    Case[i] = caseOf(tokens.Form[i]!);
    if (Case[i] !== NO_LETTER) letters++;
    if (Case[i] === TITLE || Case[i] === CAPS) capitals++;
    if (Case[i] === CAPS) shouted++;
    if (tokens.Upos[i] !== 0) tagged = true;
  }
  if (tagged && letters > 15 && shouted > letters * 0.8) byTags(tokens, words, Case);
  const Headline = new Uint8Array(sentences.length);
  for (let s = 0; s < sentences.length; s++) {
    let upper = 0;
    let long = 0;
    for (let i = sentences.First[s]!; i < sentences.Last[s]!; i++) {
      if (Case[i] === NO_LETTER || tokens.Form[i]!.length < 4) continue;
      long++;
      if (Case[i] !== LOWER) upper++;
    }
    const short = sentences.Last[s]! - sentences.First[s]! <= LONGEST_HEADLINE;
    Headline[s] = short && long >= 3 && upper >= long * 0.8 ? 1 : 0;
  }
  const inside = (i: number): boolean => i >= 0 && i < n;
  const first = (i: number): number => sentences.First[tokens.Sentence[i]!]!;
  return {
    text,
    words,
    tokens,
    length: n,
    lower: letters > 15 && capitals < letters * 0.03,
    tagged,
    first,
    last: (i) => sentences.Last[tokens.Sentence[i]!]!,
    sentence: (i) => tokens.Sentence[i]!,
    norm: (i) => (inside(i) ? tokens.Norm[i]! : ""),
    fold(i) {
      if (!inside(i)) return "";
      const form = tokens.Form[i]!;
      let known = folded.get(form);
      if (known === undefined) {
        known = Case[i] === NO_LETTER && !/^[\d&]/.test(form) ? "" : foldWord(form);
        if (form.length < LONGEST) folded.set(form, known);
      }
      return known;
    },
    cap: (i) => inside(i) && (Case[i] === TITLE || Case[i] === CAPS),
    caps: (i) => inside(i) && Case[i] === CAPS,
    headline: (i) => inside(i) && Headline[tokens.Sentence[i]!] === 1,
    hyphen: (i) => inside(i) && /^[-‐‑–]$/.test(tokens.Form[i]!),
    spaced: (i) => !inside(i) || i === 0 || tokens.Start[i]! > tokens.End[i - 1]!,
    proper: (i) => inside(i) && tokens.Upos[i] === PROPN,
    noun: (i) => inside(i) && NOMINAL.has(tokens.Upos[i]!),
  };
}

/**
 * In a text all in capitals the tags tell which words would have one: "IN", "US" and "CAR" are then no Indiana, no United States
 * and no Central African Republic. "SALVADORAN" is often tagged an adjective.
 */
function byTags(tokens: Tokens, words: PlaceWords, Case: Uint8Array): void {
  for (let i = 0; i < tokens.length; i++) {
    if (Case[i] !== CAPS) continue;
    const form = tokens.Form[i]!;
    const opens = OPENING.has(tokens.Norm[i]!) && tokens.Upos[i + 1] === PROPN;
    // "UP" is a party there, and no Uttar Pradesh.
    const proper = tokens.Upos[i] === PROPN && (form.length > 2 || words.countries.has(foldWord(form)));
    const name = opens || proper || (form.length > 3 && words.countries.has(foldWord(form)));
    Case[i] = name ? TITLE : LOWER;
  }
}

/** "NEW YORK", "LATIN AMERICA": often tagged adjectives. */
const OPENING = new Set([
  "new",
  "latin",
  "central",
  "north",
  "south",
  "san",
  "santa",
  "santo",
  "los",
  "las",
  "el",
  "la",
]);

const NO_LETTER = 0;
const LOWER = 1;
const TITLE = 2;
const CAPS = 3;

function caseOf(form: string): number {
  let at = 0;
  while (at < form.length && at < 3 && !isUpper(form.charCodeAt(at)) && !isLower(form.charCodeAt(at))) at++;
  if (at === form.length) return NO_LETTER;
  const start = form.charCodeAt(at);
  if (isUpper(start)) {
    let capitals = 0;
    const end = Math.min(form.length, 40);
    for (let i = at; i < end; i++) {
      const code = form.charCodeAt(i);
      if (isLower(code)) return TITLE;
      if (isUpper(code)) capitals++;
    }
    return capitals > 1 ? CAPS : TITLE;
  }
  if (!isLower(start)) return NO_LETTER;
  // "eThekwini", "eMalahleni": a capital inside counts.
  return form.length > 3 && isUpper(form.charCodeAt(at + 1)) ? TITLE : LOWER;
}
