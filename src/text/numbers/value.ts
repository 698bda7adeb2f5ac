/** Reads the number that words or figures state, without hedge or unit: "20,000", "2.5 million", "three hundred and five". */
import { FIGURE, glued, isPart, type Lexemes, WORD } from "./lexemes.js";
import type { NumberWords } from "./words.js";

export type Numeral = {
  /** First lexeme after it. */
  readonly next: number;
  readonly value: number;
  /** Worth of the last digit as written: 100,000 for "64.6 million". */
  readonly step: number;
  /** Factor of the scale word at its end, 1 without one. */
  readonly scale: number;
  readonly digits: boolean;
  /** A glued letter that may be a scale ("1.5m") and what it would multiply by; 1 without one. */
  readonly suffix: number;
};

/** A product of decimals without the noise of binary fractions. */
export function times(a: number, b: number): number {
  const product = a * b;
  if (a === 1 || b === 1 || (Number.isInteger(a) && Number.isInteger(b))) return product;
  return Number(product.toPrecision(15));
}

/** Index of the next word of a compound: a hyphen that touches both neighbours, or neither, is passed over. */
export function pastHyphen(L: Lexemes, i: number): number {
  return L.Norm[i] === "-" && glued(L, i) === glued(L, i + 1) ? i + 1 : i;
}

/** The numeral that begins at lexeme `i`, or null. Articles count only before a scale or a dozen ("a hundred"). */
export function numeralAt(L: Lexemes, i: number, words: NumberWords): Numeral | null {
  if (i >= L.length) return null;
  if (L.Kind[i] === FIGURE) return withHalf(L, figureNumeral(L, i, words), words);
  const part = partOfScale(L, i, words);
  if (part) return part;
  const start = wordNumeral(L, i, words);
  return start ? withHalf(L, start, words) : null;
}

function figureNumeral(L: Lexemes, i: number, words: NumberWords): Numeral {
  let value = L.Value[i]!;
  let step = L.Step[i]!;
  let scale = 1;
  let suffix = 1;
  let next = i + 1;
  // "7 3/4", "10½"
  if (step === 1 && isPart(L, next) && same(L, next, i)) {
    value += L.Value[next]!;
    step = L.Step[next]!;
    next++;
  }
  const power = glued(L, next + 1) && L.Kind[next + 1] === FIGURE;
  if (glued(L, next) && L.Kind[next] === WORD && words.suffixes[L.Norm[next]!] && !power) {
    const factor = words.suffixes[L.Norm[next]!]!;
    const capital = L.text[L.Start[next]!] === "M";
    const billions = step < 1 && L.Norm[next] === "b";
    if (capital || billions || words.set.bare_suffixes.has(L.Norm[next]!)) scale = factor;
    else suffix = factor;
    next++;
  }
  for (;;) {
    const at = pastHyphen(L, next);
    const word = same(L, at, i) ? L.Norm[at]! : "";
    const factor = words.scales[word] ?? words.multipliers[word] ?? words.dozens[word];
    if (!factor || suffix !== 1) break;
    scale = times(scale, factor);
    next = at + 1;
  }
  value = times(value, scale);
  step = times(step, scale);
  // "2 crore 50 lakh"
  if (scale > 1 && L.Kind[next] === FIGURE && same(L, next, i)) {
    const factor = words.scales[L.Norm[next + 1] ?? ""] ?? 0;
    if (factor > 0 && factor * L.Value[next]! < scale && same(L, next + 1, i)) {
      value += times(L.Value[next]!, factor);
      step = times(L.Step[next]!, factor);
      next += 2;
    }
  }
  return { next, value, step, scale, digits: true, suffix };
}

const same = (L: Lexemes, at: number, of: number): boolean =>
  at < L.length && L.Sentence[at] === L.Sentence[of];

/** "twenty-one", "a hundred and five thousand", "two dozen". `room` bounds what may still be added to the group. */
function wordNumeral(L: Lexemes, i: number, words: NumberWords): Numeral | null {
  let total = 0;
  let group = 0;
  let room = Number.POSITIVE_INFINITY;
  let lastScale = Number.POSITIVE_INFINITY;
  let scale = 1;
  let next = i;
  let joinable = false;
  if (words.set.articles.has(L.Norm[i]!)) {
    const after = L.Norm[i + 1] ?? "";
    const factor = words.multipliers[after] ?? words.scales[after] ?? words.dozens[after];
    if (!factor || !same(L, i + 1, i) || words.plurals[after]) return null;
    next = i + 1;
    if (words.dozens[after])
      return { next: next + 1, value: factor, step: 1, scale: factor, digits: false, suffix: 1 };
  }
  for (;;) {
    let at = next > i ? pastHyphen(L, next) : next;
    if (!same(L, at, i)) break;
    if (joinable && words.set.join.has(L.Norm[at]!) && isSmall(L.Norm[at + 1] ?? "", words)) at++;
    if (L.Kind[at] !== WORD) break;
    const word = L.Norm[at]!;
    const small = words.ones[word] ?? words.tens[word] ?? words.hundreds[word];
    if (small !== undefined) {
      if (small >= room) break;
      group += small;
      room = small >= 100 ? 100 : small >= 20 && small % 10 === 0 ? 10 : 0;
      joinable = small >= 100;
      scale = 1;
    } else if (words.multipliers[word]) {
      const factor = words.multipliers[word]!;
      if (group >= factor || (group === 0 && next > i && total > 0)) break;
      group = (group || 1) * factor;
      room = factor;
      joinable = true;
      scale = factor;
    } else if (words.scales[word]) {
      const factor = words.scales[word]!;
      if (group === 0 && total > 0) total *= factor;
      else if (factor >= lastScale) break;
      else total += (group || 1) * factor;
      group = 0;
      room = 1000;
      lastScale = factor;
      joinable = true;
      scale = factor;
    } else if (words.dozens[word] && group > 0) {
      group *= words.dozens[word]!;
      scale = words.dozens[word]!;
      next = at + 1;
      break;
    } else break;
    next = at + 1;
  }
  if (next === i) return null;
  const whole: Numeral = { next, value: total + group, step: 1, scale, digits: false, suffix: 1 };
  return words.set.decimal_point.has(L.Norm[next] ?? "") ? withDecimals(L, whole, words) : whole;
}

/** "two point five million", "nine point nought four". */
function withDecimals(L: Lexemes, whole: Numeral, words: NumberWords): Numeral {
  let places = "";
  let at = whole.next + 1;
  for (; same(L, at, whole.next) && places.length < 12; at++) {
    const digit = words.ones[L.Norm[at]!];
    if (digit === undefined || digit > 9) break;
    places += digit;
  }
  if (places === "") return whole;
  const factor = words.scales[normAt(L, at, whole.next)] ?? 1;
  const step = times(10 ** -places.length, factor);
  const value = times(Number(`${whole.value}.${places}`), factor);
  return { ...whole, next: factor > 1 ? at + 1 : at, value, step, scale: factor };
}

const normAt = (L: Lexemes, at: number, of: number): string => (same(L, at, of) ? L.Norm[at]! : "");

function isSmall(word: string, words: NumberWords): boolean {
  return word in words.ones || word in words.tens || word in words.hundreds;
}

/** "two and a half", "one and a half million", "three and three quarters". */
function withHalf(L: Lexemes, start: Numeral, words: NumberWords): Numeral {
  const i = start.next;
  if (!words.set.join.has(L.Norm[i] ?? "") || !same(L, i + 2, i)) return start;
  const count = words.set.articles.has(L.Norm[i + 1]!) ? 1 : (words.ones[L.Norm[i + 1]!] ?? 0);
  const part = words.fractions[L.Norm[i + 2]!];
  if (!part || count === 0 || count * part >= 1) return start;
  const factor = words.scales[normAt(L, i + 3, i)];
  // "killed two and a third was hurt"
  if (count === 1 && !factor && !words.set.fraction_added.has(L.Norm[i + 2]!)) return start;
  // "one billion and a half million" adds a half million
  if (factor && start.scale > factor)
    return { ...start, next: i + 4, value: start.value + times(part * count, factor), step: factor };
  const unit = start.scale > 1 && !factor ? start.scale : 1;
  const value = times(start.value + times(part * count, unit), factor ?? 1);
  const scale = factor ?? start.scale;
  return { ...start, next: i + (factor ? 4 : 3), value, step: scale, scale };
}

/** "half a million", "half a dozen", "half million", "a quarter of a million", "two-thirds of a million". */
function partOfScale(L: Lexemes, i: number, words: NumberWords): Numeral | null {
  const count = words.ones[L.Norm[i] ?? ""] ?? 0;
  let at =
    count > 0 && count < 10 ? pastHyphen(L, i + 1) : words.set.articles.has(L.Norm[i] ?? "") ? i + 1 : i;
  const part = words.fractions[L.Norm[at] ?? ""];
  if (!part || (count > 1 && count * part >= 1)) return null;
  at++;
  if (words.set.plural_of.has(L.Norm[at] ?? "")) at++;
  if (words.set.articles.has(L.Norm[at] ?? "")) at++;
  const word = L.Norm[at] ?? "";
  const factor = words.scales[word] ?? words.dozens[word];
  if (!factor || !same(L, at, i)) return null;
  const value = Math.round(part * Math.max(1, count) * factor);
  return { next: at + 1, value, step: 1, scale: factor, digits: false, suffix: 1 };
}
