/** Reads the unit behind a number: percent, currency, stretch of time, measure, and what it is reckoned by ("a share"). */

import { phraseAt } from "./hedges.js";
import { FIGURE, glued, type Lexemes, normNear, SIGN, WORD } from "./lexemes.js";
import { isPlural } from "./noun.js";
import type { NumberWords } from "./words.js";

export type UnitKind = "percent" | "money" | "duration" | "measure";
/** `scale`: a factor named behind the unit ("75 USD million"), else 1. */
export type Unit = {
  readonly kind: UnitKind;
  readonly unit: string;
  readonly next: number;
  readonly scale: number;
};

const of = (kind: UnitKind, unit: string, next: number): Unit => ({ kind, unit, next, scale: 1 });

/** The unit that begins at lexeme `next`, or null. */
export function unitAt(L: Lexemes, next: number, words: NumberWords): Unit | null {
  const last = next - 1;
  const dash = normNear(L, next, last) === "-";
  const hyphen = dash && glued(L, next) && glued(L, next + 1);
  if (dash && !glued(L, next) && !glued(L, next + 1)) return apartAt(L, next + 1, last, words);
  const at = hyphen ? next + 1 : next;
  const word = normNear(L, at, last);
  if (word === "") return null;
  const percent = phraseAt(L, at, last, words.percent[word]);
  if (percent) {
    const end = at + percent.words.length;
    return reckoned(L, of("percent", percent.is, end), words);
  }
  const time = words.durations[word];
  if (time && (hyphen || !glued(L, at) || word.length > 1)) {
    const long = normNear(L, at + 1, last) === "-" && normNear(L, at + 2, last) === "long";
    return of("duration", time, long ? at + 3 : at + 1);
  }
  const unit =
    currencyAt(L, at, last, words) ?? symbolBehind(L, at, last, words) ?? measureAt(L, at, last, words);
  return unit && reckoned(L, unit, words);
}

/** "a 30 - year bond", in texts put together again from tokens: a unit in the singular behind a hyphen. */
function apartAt(L: Lexemes, at: number, last: number, words: NumberWords): Unit | null {
  const word = normNear(L, at, last);
  if (word.length < 3 || word.endsWith("s")) return null;
  if (words.durations[word]) return of("duration", words.durations[word], at + 1);
  return words.measures[word] ? of("measure", words.measures[word], at + 1) : null;
}

/** "kilometres", "square feet", "km2", "degrees Celsius", "°C". */
function measureAt(L: Lexemes, at: number, last: number, words: NumberWords): Unit | null {
  const near = (i: number): string => normNear(L, i, last);
  const kind = words.measureKinds[near(at)];
  const from = kind === undefined ? at : at + 1;
  const measure = words.measures[near(from)];
  if (!measure) return null;
  const power = L.Kind[from + 1] === FIGURE && glued(L, from + 1) ? words.powers[near(from + 1)] : undefined;
  // "5 m people" are millions.
  if (L.Kind[from + 1] === FIGURE && glued(L, from + 1) && !power) return null;
  const letter = near(from).length === 1 && L.Kind[from] === WORD && !power;
  if (letter && (near(from) === "m" ? isPlural(near(from + 1), words) : !glued(L, from))) return null;
  if (measure === "degree") {
    const scale = words.degrees[near(from + 1)];
    if (scale) return of("measure", scale, from + 2);
    return L.Kind[at] === WORD && glued(L, at) ? null : of("measure", measure, from + 1);
  }
  const name = kind || power;
  return of("measure", name ? `${name} ${measure}` : measure, power ? from + 2 : from + 1);
}

/** The same unit with what it is reckoned by: "dollar per share" for "dollars a share", "kilometre per hour" for "km/h". */
export function reckoned<T extends { readonly unit: string; readonly next: number }>(
  L: Lexemes,
  unit: T,
  words: NumberWords,
): T {
  const last = unit.next - 1;
  const near = (i: number): string => normNear(L, i, last);
  let at = unit.next;
  const word = near(at);
  const per = words.set.per.has(word);
  if (per || (word === "/" && glued(L, at))) at++;
  else {
    if (word === "-" && glued(L, at)) at++;
    if (!words.set.articles.has(near(at))) return unit;
    at++;
    if (near(at) === "-") at++;
  }
  const by = words.rates[near(at)] ?? words.durations[near(at)] ?? words.measures[near(at)];
  if (!by || (!per && words.set.not_reckoned_before.has(near(at + 1)))) return unit;
  return { ...unit, unit: `${unit.unit} per ${by}`, next: at + 1 };
}

/** "euros", "Kenyan shillings", "US dollars", "New Zealand dollars", "75 USD million". */
function currencyAt(L: Lexemes, at: number, last: number, words: NumberWords): Unit | null {
  let qualifiers = "";
  for (let skip = 0; skip <= 2; skip++) {
    const word = normNear(L, at + skip, last);
    const named = qualifiers === "" ? undefined : words.currencyOf[`${qualifiers}${word.replace(/s$/, "")}`];
    const unit = named ?? words.currencyWords[word];
    if (unit && !(glued(L, at + skip + 1) && L.Kind[at + skip + 1] === FIGURE)) {
      const scale = words.scales[normNear(L, at + skip + 1, last)];
      return { kind: "money", unit, next: at + skip + (scale ? 2 : 1), scale: scale ?? 1 };
    }
    // "120 MEUR"
    const millions =
      skip === 0 && word.length === 4 && word[0] === "m" ? words.currencyWords[word.slice(1)] : undefined;
    if (millions && L.text[L.End[at]! - 1]! < "a")
      return { kind: "money", unit: millions, next: at + 1, scale: 1e6 };
    if (!words.set.currency_qualifiers.has(word)) return null;
    qualifiers += `${word} `;
  }
  return null;
}

/** "15 €", "50p": a sign behind its number, where it does not stand before another. */
function symbolBehind(L: Lexemes, at: number, last: number, words: NumberWords): Unit | null {
  const unit = words.currencySymbols[normNear(L, at, last)];
  if (!unit || (L.Kind[at + 1] === FIGURE && (!glued(L, at) || glued(L, at + 1)))) return null;
  return of("money", unit, at + 1);
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
    const before = normNear(L, at - 1, first);
    const near = glued(L, at) || words.set.currency_apart.has(before);
    const joined = near ? words.currencySymbols[before + word] : undefined;
    return joined ? { unit: joined, first: at - 1 } : { unit: words.currencySymbols[word]!, first: at };
  }
  if (words.currencyPrefixes[word]) return { unit: words.currencyPrefixes[word]!, first: at };
  if (word === "." && words.currencyPrefixes[normNear(L, at - 1, first)]) {
    return { unit: words.currencyPrefixes[normNear(L, at - 1, first)]!, first: at - 1 };
  }
  return null;
}
