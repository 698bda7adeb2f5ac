/** The words around a number that bound it ("at least", "or so") or add it to another ("20 more"), and what they make of it. */
import { glued, type Lexemes, normNear } from "./lexemes.js";
import type { Bounds, HedgeKind, NumberWords, Phrase } from "./words.js";

export type Hedge = { readonly kind: HedgeKind; readonly start: number; readonly end: number };
/** What stands before a quantity: the first lexeme taken in, the hedges from the outermost in, "another". */
export type Before = { readonly first: number; readonly hedge: Hedge | null; readonly additive: boolean };
/** What stands behind it: the next free lexeme, a hedge, "more". */
export type After = { readonly next: number; readonly hedge: Hedge | null; readonly additive: boolean };

/** Words passed over between a hedge and its number: "more than the 500", "at least some 40". */
const MOST_STEPS = 4;

/** Reads leftwards from lexeme `first`, never at or before lexeme `floor`. `during`: the unit is a stretch of time. */
export function before(
  L: Lexemes,
  first: number,
  floor: number,
  words: NumberWords,
  during: boolean,
): Before {
  let at = first;
  let taken = first;
  let hedge: Hedge | null = null;
  let additive = false;
  for (let step = 0; step < MOST_STEPS && at - 1 > floor; step++) {
    const size = hedgeBefore(L, at, floor, words, during);
    if (size) {
      const start = at - size.words.length;
      hedge = outer(hedge, { kind: size.is, start, end: at });
      at = start;
      taken = start;
      continue;
    }
    const more = phraseEndingAt(L, at, floor, words.additiveBefore[normNear(L, at - 1, first)]);
    if (more) {
      additive = true;
      at -= more.words.length;
      taken = at;
      continue;
    }
    const word = normNear(L, at - 1, first);
    if (!words.set.np_openers.has(word) && !words.set.articles.has(word)) break;
    at--;
  }
  return { first: taken, hedge, additive };
}

/** A bound outranks an approximation, an outer hedge an inner one of the same rank. */
function outer(inner: Hedge | null, next: Hedge): Hedge {
  if (!inner) return next;
  const bounds = next.kind === "gt" || next.kind === "lt";
  const innerBounds = inner.kind === "gt" || inner.kind === "lt";
  return bounds || !innerBounds ? next : inner;
}

function hedgeBefore(
  L: Lexemes,
  at: number,
  floor: number,
  words: NumberWords,
  during: boolean,
): Phrase<HedgeKind> | null {
  const phrase = phraseEndingAt(L, at, floor, words.hedgeBefore[normNear(L, at - 1, at)]);
  if (!phrase) return null;
  const text = phrase.words.join(" ");
  const previous = normNear(L, at - phrase.words.length - 1, at);
  if (words.notHedgeAfter[text]?.includes(previous)) return null;
  if (during && text === "over" && !words.set.over_means_during_unless_after.has(previous)) return null;
  return phrase;
}

function phraseEndingAt<T>(
  L: Lexemes,
  at: number,
  floor: number,
  list: ReadonlyArray<Phrase<T>> | undefined,
): Phrase<T> | null {
  if (!list) return null;
  for (const phrase of list) {
    const start = at - phrase.words.length;
    if (start <= floor) continue;
    if (phrase.words.every((word, k) => normNear(L, start + k, at) === word)) return phrase;
  }
  return null;
}

/** The phrase of a list that begins at lexeme `at`, within the sentence of lexeme `of`. */
export function phraseAt<T>(
  L: Lexemes,
  at: number,
  of: number,
  list: ReadonlyArray<Phrase<T>> | undefined,
): Phrase<T> | null {
  if (!list) return null;
  for (const phrase of list) {
    if (phrase.words.every((word, k) => normNear(L, at + k, of) === word)) return phrase;
  }
  return null;
}

/** Reads rightwards from lexeme `next`. */
export function after(L: Lexemes, next: number, words: NumberWords): After {
  const of = next - 1;
  let at = next;
  let hedge: Hedge | null = null;
  let additive = false;
  const phrase = hedgeAfter(L, at, of, words);
  if (phrase) {
    hedge = { kind: phrase.is, start: at, end: at + phrase.words.length };
    at = hedge.end;
  }
  if (
    words.set.additive_after.has(normNear(L, at, of)) &&
    !words.set.additive_after_not_before.has(normNear(L, at + 1, of))
  ) {
    additive = true;
    at++;
  }
  return { next: at, hedge, additive };
}

/** A hedge that begins at lexeme `at`; "at least" only where no number follows ("20, at least three of them"). */
export function hedgeAfter(L: Lexemes, at: number, of: number, words: NumberWords): Phrase<HedgeKind> | null {
  const phrase = phraseAt(L, at, of, words.hedgeAfter[normNear(L, at, of)]);
  if (!phrase) return null;
  const end = at + phrase.words.length;
  const next = normNear(L, end, of);
  const numberNext = /^[0-9]/.test(next) || next in words.ones || next in words.tens || next in words.plurals;
  if (numberNext && phrase.words[0] !== "or" && phrase.words[0] !== "and") return null;
  if (phrase.words[0] === "+" && !glued(L, at)) return null;
  return phrase;
}

/** Bounds of a quantity under a hedge. Vague words keep their own bounds on the side that the hedge leaves open. */
export function bounded(bounds: Bounds, kind: HedgeKind | null, cap: number | null): Bounds {
  const [low, high] = bounds;
  if (kind === "gt") return [low, cap];
  if (kind === "lt") return [null, high];
  return bounds;
}

/** Words of a hedge as they stand, in lower case. */
export function hedgeText(L: Lexemes, hedge: Hedge): string {
  return L.text
    .slice(L.Start[hedge.start]!, L.End[hedge.end - 1]!)
    .toLowerCase()
    .replace(/\s+/g, " ");
}
