/** Joins two numbers into one quantity: "between 20 and 30", "20-30", "20 to 30", "two or three". */
import { type Core, coreAt } from "./cores.js";
import { before } from "./hedges.js";
import { FIGURE, glued, type Lexemes, normNear } from "./lexemes.js";
import { isPlural } from "./noun.js";
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
  const figures = core.digits && second.digits;
  const share =
    second.scale > 1 && core.scale === 1 && core.suffix === 1 ? second.scale : thousands(core, second, link);
  const low = core.low * share <= second.low ? times(core.low, share) : core.low;
  if (link === "dash") {
    const result =
      isResult(L, low, second, core.first, floor, words) || (figures && isCode(core.low, second.low));
    if (figures && result) return null;
    if (result) return alone;
  } else if (low >= second.low || (link === "or" && second.low > low * WIDEST_OR)) return alone;
  else if (link === "to" && isResult(L, low, second, core.first, floor, words)) return alone;
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

/** What the first number of "10-12,000" is multiplied by: 1,000 where both ends are thousands. */
function thousands(core: Core, second: Core, link: Link): number {
  if (link !== "dash" || !core.digits || !second.digits || core.scale !== 1 || core.step !== 1) return 1;
  const [low, high] = [core.low ?? 0, second.low ?? 0];
  return low > 0 && high < 1_000_000 && high % 1000 === 0 && low < high / 1000 ? 1000 : 1;
}

/** "1000s-23000", "hundreds-1,500", "100s to 1000s": from a vague number to an exact one, or from one plural to another. */
function vagueToNumber(L: Lexemes, core: Core, floor: number, words: NumberWords): Whole | null {
  if (core.kind !== "vague" || core.low === null) return null;
  const figures = L.Kind[core.first] === FIGURE && L.Kind[core.next + 1] === FIGURE;
  const dash = figures && normNear(L, core.next, core.first) === "-";
  const link = dash ? "dash" : linkAt(L, core, core.next, floor, words);
  const second = link === "dash" || (link === "to" && figures) ? coreAt(L, core.next + 1, words) : null;
  if (!second || (second.kind !== "numeral" && !(second.kind === "vague" && figures))) return null;
  if (second.low === null || second.low <= core.low) return null;
  if (second.kind === "vague") {
    const whole = { ...second, first: core.first, low: core.low };
    return { core: whole, unit: unitAt(L, second.next, words), range: true };
  }
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
  // "50~100"
  if (word === "~" && core.digits && glued(L, at) && glued(L, at + 1) && L.Kind[at + 1] === FIGURE)
    return "dash";
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

/** True where two numbers are a result or a span of years rather than a range. */
function isResult(
  L: Lexemes,
  low: number,
  second: Core,
  first: number,
  floor: number,
  words: NumberWords,
): boolean {
  const high = second.low ?? 0;
  if (high <= low || isYears(L, low, second, first, floor, words)) return true;
  for (let back = 1; back <= 3; back++) {
    if (words.set.range_not_after.has(normNear(L, first - back, first))) return true;
  }
  return false;
}

/** "1990-95", "1900 to 1950"; round numbers are none where they are hedged or counted, or are the whole text. */
function isYears(
  L: Lexemes,
  low: number,
  second: Core,
  first: number,
  floor: number,
  words: NumberWords,
): boolean {
  const high = second.low ?? 0;
  if (low < 1500 || low > 2099 || L.End[first]! - L.Start[first]! !== 4 || high < 1900 || high > 2099)
    return false;
  if (low % 100 !== 0 || high % 100 !== 0) return true;
  if (first === 0 && L.length - second.next <= 1) return false;
  const counted = isPlural(normNear(L, second.next, first), words);
  return !counted && before(L, first, floor, words, false).hedge === null;
}

/** "555-1234": the second figure has more digits than a range would. */
function isCode(low: number, high: number): boolean {
  return low >= 100 && low < 1000 && high >= 1000 && low % 10 !== 0;
}
