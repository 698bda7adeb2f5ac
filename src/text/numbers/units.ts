/** Reads the unit behind a number: percent, currency, stretch of time, measure. */

import { phraseAt } from "./hedges.js";
import { glued, type Lexemes, normNear, SIGN, WORD } from "./lexemes.js";
import type { NumberWords } from "./words.js";

export type UnitKind = "percent" | "money" | "duration" | "measure";
export type Unit = { readonly kind: UnitKind; readonly unit: string; readonly next: number };

/** The unit that begins at lexeme `next`, or null. */
export function unitAt(L: Lexemes, next: number, words: NumberWords): Unit | null {
  const of = next - 1;
  const hyphen = normNear(L, next, of) === "-" && glued(L, next) && glued(L, next + 1);
  const at = hyphen ? next + 1 : next;
  const word = normNear(L, at, of);
  if (word === "") return null;
  const percent = phraseAt(L, at, of, words.percent[word]);
  if (percent) return { kind: "percent", unit: "%", next: at + percent.words.length };
  const time = words.durations[word];
  if (time && (hyphen || !glued(L, at) || word.length > 1)) {
    const long = normNear(L, at + 1, of) === "-" && normNear(L, at + 2, of) === "long";
    return { kind: "duration", unit: time, next: long ? at + 3 : at + 1 };
  }
  const money = currencyAt(L, at, of, words);
  if (money) return money;
  const measure = words.measures[word];
  if (measure && !(measure === "degree" && glued(L, at) && L.Kind[at] === WORD)) {
    return { kind: "measure", unit: measure, next: at + 1 };
  }
  return null;
}

/** "euros", "Kenyan shillings", "US dollars", "New Zealand dollars". */
function currencyAt(L: Lexemes, at: number, of: number, words: NumberWords): Unit | null {
  for (let skip = 0; skip <= 2; skip++) {
    const unit = words.currencyWords[normNear(L, at + skip, of)];
    if (unit) return { kind: "money", unit, next: at + skip + 1 };
    if (!words.set.currency_qualifiers.has(normNear(L, at + skip, of))) return null;
  }
  return null;
}

/** A currency written before the number whose first lexeme is `first`: its unit and its first lexeme, or null. */
export function currencyBefore(
  L: Lexemes,
  first: number,
  words: NumberWords,
): { readonly unit: string; readonly first: number } | null {
  const at = first - 1;
  const word = normNear(L, at, first);
  if (word === "") return null;
  const letters = L.text.slice(L.Start[at]!, L.End[at]!);
  const inWord = glued(L, at) && L.Kind[at - 1] !== SIGN;
  if (glued(L, first) && words.currencyLetters[letters] && !inWord) {
    return { unit: words.currencyLetters[letters]!, first: at };
  }
  if (words.currencySymbols[word]) {
    const joined = glued(L, at) ? words.currencySymbols[normNear(L, at - 1, first) + word] : undefined;
    return joined ? { unit: joined, first: at - 1 } : { unit: words.currencySymbols[word]!, first: at };
  }
  if (words.currencyPrefixes[word]) return { unit: words.currencyPrefixes[word]!, first: at };
  if (word === "." && words.currencyPrefixes[normNear(L, at - 1, first)]) {
    return { unit: words.currencyPrefixes[normNear(L, at - 1, first)]!, first: at - 1 };
  }
  return null;
}
