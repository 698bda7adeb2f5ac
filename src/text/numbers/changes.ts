/** Tells whether a number says by how much something rose or fell: "rose by 12", "up 5 %", "a 10 % cut". */
import { type Lexemes, normNear } from "./lexemes.js";
import type { NumberWords } from "./words.js";

/** How many words a verb of change may stand before its "by". */
const BEFORE_BY = 5;

/**
 * 1 for a rise, -1 for a fall, 0 for neither. The number and its hedges begin at lexeme `first`, what follows its unit at
 * `next`. `measured`: it has a unit such as "%", so that a verb right before it tells its change ("rose 5 %").
 */
export function changeOf(
  L: Lexemes,
  first: number,
  next: number,
  measured: boolean,
  words: NumberWords,
): number {
  if (words.set.change_by.has(normNear(L, first - 1, first))) {
    for (let at = first - 2; at > first - 2 - BEFORE_BY; at--) {
      const sign = signOf(normNear(L, at, first), words);
      if (sign !== 0) return sign;
    }
    return 0;
  }
  if (!measured) return 0;
  const ahead = signOf(normNear(L, first - 1, first), words);
  if (ahead !== 0) return ahead;
  const behind = normNear(L, next, next - 1);
  if (words.set.falls_behind.has(behind)) return -1;
  return words.set.rises.has(behind) ? 1 : 0;
}

function signOf(word: string, words: NumberWords): number {
  if (words.set.rises.has(word)) return 1;
  return words.set.falls.has(word) ? -1 : 0;
}
