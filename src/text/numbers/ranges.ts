/** Joins two numbers into one quantity: "between 20 and 30", "20-30", "20 to 30", "two or three". */
import { type Core, coreAt } from "./cores.js";
import { isResult } from "./guards.js";
import { FIGURE, glued, type Lexemes, normNear } from "./lexemes.js";
import { currencyBefore, type Unit, unitAt } from "./units.js";
import { times } from "./value.js";
import type { NumberWords } from "./words.js";

/** A core, or the two that make a range, and the unit that follows. */
export type Whole = { readonly core: Core; readonly unit: Unit | null; readonly range: boolean };

/** How far apart the ends of "10 or 100" may lie. */
const WIDEST_OR = 10;

/**
 * The core with the second end of its range, where there is one, and with its unit. Null where it is the first half of a
 * result or of a span of years.
 */
export function withRange(
  L: Lexemes,
  core: Core,
  money: boolean,
  floor: number,
  words: NumberWords,
): Whole | null {
  const counted = core.kind === "numeral" || core.kind === "vague";
  const unit = counted && !money ? unitAt(L, core.next, words) : null;
  const alone: Whole = { core, unit, range: false };
  if (core.kind !== "numeral") return vagueToNumber(L, core, floor, words) ?? alone;
  const at = unit && unit.kind !== "duration" ? unit.next : core.next;
  const link = linkAt(L, core, at, floor, words);
  if (!link) return alone;
  let from = at + 1;
  if (words.currencySymbols[normNear(L, from, core.first)]) from++;
  const second =
    from < L.length && L.Sentence[from] === L.Sentence[core.first] ? coreAt(L, from, words) : null;
  if (second?.kind !== "numeral" || second.low === null || core.low === null) return alone;
  const share = second.scale > 1 && core.scale === 1 && core.suffix === 1 ? second.scale : 1;
  const low = core.low * share <= second.low ? times(core.low, share) : core.low;
  const figures = core.digits && second.digits;
  if (link === "dash") {
    const result =
      isResult(L, low, second.low, core.first, words) || (figures && isCode(core.low, second.low));
    if (figures && result) return null;
    if (result) return alone;
  } else if (low >= second.low || (link === "or" && second.low > low * WIDEST_OR)) return alone;
  else if (link === "to" && isResult(L, low, second.low, core.first, words)) return alone;
  const own = unitAt(L, second.next, words);
  if (unit && own && unit.kind !== own.kind) return alone;
  if (from > at + 1 && (!money || unit)) return alone;
  const ends = own ?? (unit && { ...unit, next: second.next });
  if (unit?.kind === "percent" && !own && link !== "between") return alone;
  const first =
    link === "between" || (link === "to" && opensFrom(L, core, floor, words))
      ? opening(L, core, words)
      : core.first;
  return {
    core: { ...second, first, low, high: second.low, value: null, digits: figures },
    unit: ends,
    range: true,
  };
}

/** "1000s-23000", "hundreds-1,500": from a vague number to an exact one. */
function vagueToNumber(L: Lexemes, core: Core, floor: number, words: NumberWords): Whole | null {
  if (core.kind !== "vague" || core.low === null || linkAt(L, core, core.next, floor, words) !== "dash")
    return null;
  const second = coreAt(L, core.next + 1, words);
  if (second?.kind !== "numeral" || second.low === null || second.low <= core.low) return null;
  const ends = { ...second, first: core.first, low: core.low, high: second.low, value: null };
  return { core: ends, unit: unitAt(L, second.next, words), range: true };
}

/** Lexeme after a result such as "3-2", whose first number is `core`. */
export function pastResult(L: Lexemes, core: Core): number {
  return Math.min(L.length, core.next + 2);
}

type Link = "dash" | "to" | "or" | "between";

function linkAt(L: Lexemes, core: Core, at: number, floor: number, words: NumberWords): Link | null {
  const word = normNear(L, at, core.first);
  if (word === "-") {
    // "75 -300 mm"
    const touching = glued(L, at + 1) && (glued(L, at) || (core.digits && L.Kind[at + 1] === FIGURE));
    const apart = !glued(L, at) && !glued(L, at + 1);
    if (apart && core.digits && core.scale === 1 && L.Kind[at + 1] === FIGURE) return "dash";
    return touching && (L.Kind[at + 1] === FIGURE || !core.digits || L.Norm[at + 1] === "$") ? "dash" : null;
  }
  if (words.set.between_and.has(word)) {
    const opens = opening(L, core, words);
    return opens > floor && words.set.between.has(normNear(L, opens, core.first)) ? "between" : null;
  }
  if (words.set.to.has(word)) return isMove(L, core, words) ? null : "to";
  return words.set.or.has(word) ? "or" : null;
}

/** Lexeme of the "between" or "from" before the first number and its currency. */
function opening(L: Lexemes, core: Core, words: NumberWords): number {
  const currency = currencyBefore(L, core.first, words);
  return (currency?.first ?? core.first) - 1;
}

function opensFrom(L: Lexemes, core: Core, floor: number, words: NumberWords): boolean {
  const opens = opening(L, core, words);
  return opens > floor && words.set.from.has(normNear(L, opens, core.first));
}

/** "rose from 20 to 35" tells of two numbers. */
function isMove(L: Lexemes, core: Core, words: NumberWords): boolean {
  const opens = opening(L, core, words);
  for (let at = opens; at > opens - 4; at--) {
    const word = normNear(L, at, core.first);
    if (words.set.rises.has(word) || words.set.falls.has(word)) return true;
  }
  return false;
}

/** "555-1234": the second figure has more digits than a range would. */
function isCode(low: number, high: number): boolean {
  return low >= 100 && low < 1000 && high >= 1000 && low % 10 !== 0;
}
