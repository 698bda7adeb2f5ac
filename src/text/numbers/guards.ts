/** Tells figures that count nothing: years, dates, times of day, ages, results, names with numbers, list numbering. */
import { FIGURE, glued, isPart, type Lexemes, normNear, OPAQUE, SIGN, startsUpper, WORD } from "./lexemes.js";
import type { NumberWords } from "./words.js";

/** A number as the guards see it: lexemes `[first, next)`, hedged or not, with a counted noun or not. */
export type Candidate = {
  readonly first: number;
  readonly next: number;
  readonly value: number;
  readonly digits: boolean;
  readonly scaled: boolean;
  readonly hedged: boolean;
  readonly counted: boolean;
  readonly plural: boolean;
  /** It is the first end of a range, which is no span of years. */
  readonly range: boolean;
};

const MOST_DAYS = 31;

/** True where the words before and behind a number show that it counts nothing. */
export function countsNothing(L: Lexemes, c: Candidate, words: NumberWords): boolean {
  if (isDayOfMonth(L, c, words) || isClock(L, c, words) || isAside(L, c)) return true;
  if (isDatePart(L, c, words)) return true;
  if (isTail(L, c.first) && (c.digits || !c.plural)) return true;
  if (
    c.digits &&
    !c.scaled &&
    (isPartOfName(L, c) || isCode(L, c) || isYear(L, c, words) || isNumbering(L, c))
  )
    return true;
  return isIdentifier(L, c, words);
}

/** "23 April", "April 23", "28 and 29 July", "July 28-29", "4th of May". */
export function isDayOfMonth(L: Lexemes, c: Candidate, words: NumberWords): boolean {
  if (c.value > MOST_DAYS || c.scaled || c.hedged) return false;
  // "On May 15, four people were hurt", "In May, 30 people died": behind the comma the counting begins.
  const apart = normNear(L, c.first - 1, c.first) === "," && (!c.digits || (c.counted && c.plural));
  let at = c.first - 1;
  for (let step = 0; !apart && step < 4 && at >= 0; step++) {
    const word = normNear(L, at, c.first);
    if (isMonth(L, at, word, words) || (step === 0 && onMonth(L, at, at - 1, word, words)))
      return !(c.counted && c.plural && step === 0 && !c.digits);
    if (!isListMark(word, words) && !(L.Kind[at] === FIGURE && L.Value[at]! <= MOST_DAYS)) break;
    at--;
  }
  at = c.next;
  for (let step = 0; step < 4; step++) {
    const word = normNear(L, at, c.first);
    if (isMonth(L, at, word, words) || (step === 0 && onMonth(L, at, c.first - 1, word, words))) return true;
    const ordinal = words.set.ordinal_suffixes.has(word) || words.set.plural_of.has(word) || word === "the";
    const day = L.Kind[at] === FIGURE && L.Value[at]! <= MOST_DAYS;
    if (!ordinal && !day && !isListMark(word, words)) break;
    at++;
  }
  return false;
}

/** "May" and "March" are months only with a capital. */
function isMonth(L: Lexemes, at: number, word: string, words: NumberWords): boolean {
  return words.set.months.has(word) && (!words.set.months_need_capital.has(word) || startsUpper(L, at));
}

/** "on 1 may", "on may 19": in lower case a month only behind "on". */
const onMonth = (L: Lexemes, at: number, before: number, word: string, words: NumberWords): boolean =>
  words.set.months.has(word) && normNear(L, before, at) === "on";

const isListMark = (word: string, words: NumberWords): boolean =>
  word === "," ||
  word === "-" ||
  words.set.join.has(word) ||
  words.set.to.has(word) ||
  words.set.or.has(word);

function isClock(L: Lexemes, c: Candidate, words: NumberWords): boolean {
  const next = normNear(L, c.next, c.first);
  if (c.value > 2400 || c.scaled) return false;
  if (next === ":" && glued(L, c.next) && L.Kind[c.next + 1] === FIGURE && c.value <= 24) return true;
  return words.set.clock.has(next) && next !== "" && (c.value <= 24 || c.value >= 100);
}

/** "the street, 42, was": a figure between commas that belongs to the word before. */
function isAside(L: Lexemes, c: Candidate): boolean {
  if (!c.digits || c.counted || L.Kind[c.first - 2] !== WORD) return false;
  return normNear(L, c.first - 1, c.first) === "," && normNear(L, c.next, c.first) === ",";
}

/** "the 3/4 votes": a fraction counts where a unit or several things follow, and no article goes before. */
function isDatePart(L: Lexemes, c: Candidate, words: NumberWords): boolean {
  if (!isPart(L, c.first)) return false;
  if (L.Norm[c.first]!.length === 1) return false;
  return !c.counted || (!c.scaled && words.set.np_openers.has(normNear(L, c.first - 1, c.first)));
}

/** Digits that touch letters or a name: "G20", "Covid-19", "AK-47", "1960s", "5G". */
function isPartOfName(L: Lexemes, c: Candidate): boolean {
  const { first, next } = c;
  if (glued(L, first)) {
    if (L.Kind[first - 1] === WORD || L.Norm[first - 1] === "#" || L.Norm[first - 1] === "/") return true;
    if (L.Norm[first - 1] === "@" || L.Norm[first - 1] === "_") return true;
  }
  if (!glued(L, next)) return false;
  return (
    L.Kind[next] === WORD ||
    L.Kind[next] === OPAQUE ||
    (L.Kind[next] === SIGN && /[_/=@]/.test(L.Norm[next]!) && glued(L, next + 1))
  );
}

/** "0800 111 222": figures side by side are one code. */
function isCode(L: Lexemes, c: Candidate): boolean {
  if (c.counted) return false;
  const sided = (i: number): boolean =>
    i >= 0 &&
    i < L.length &&
    L.Sentence[i] === L.Sentence[c.first] &&
    (L.Kind[i] === FIGURE || L.Kind[i] === OPAQUE);
  return sided(c.first - 1) || sided(c.next);
}

/** "top-two", "AK-47", "one-in-five": the number ends a compound. */
function isTail(L: Lexemes, first: number): boolean {
  return glued(L, first) && L.Norm[first - 1] === "-" && glued(L, first - 1) && L.Kind[first - 2] === WORD;
}

function isYear(L: Lexemes, c: Candidate, words: NumberWords): boolean {
  const { value, first } = c;
  // A text that is nothing but a round number is a count.
  if (c.range || (L.length - c.next <= 1 && first === 0 && value % 100 === 0)) return false;
  if (L.End[first]! - L.Start[first]! !== 4 || value < 1500 || value > 2099 || c.hedged) return false;
  const opens = normNear(L, first - 1, first);
  const led =
    words.set.year_after.has(opens) || words.set.months.has(opens) || opens === "," || opens === "(";
  if (!c.counted || !c.plural) return value >= 1900 || led;
  return led ? value % 100 !== 0 || opens === "in" || opens === "since" : value >= 1900 && value % 50 !== 0;
}

/** "1. First point", "[3]", "(2)". */
function isNumbering(L: Lexemes, c: Candidate): boolean {
  const opens = L.Norm[c.first - 1] ?? "";
  const closes = L.Norm[c.next] ?? "";
  if (opens === "[" && closes === "]") return true;
  if (opens === "(" && closes === ")" && c.value <= 20 && !c.counted) return true;
  if (closes === ")" && c.value <= 20 && !c.counted && !isBracketed(L, c.first)) return true;
  const lineStart = c.first === 0 || L.text.slice(L.End[c.first - 1]!, L.Start[c.first]!).includes("\n");
  return lineStart && glued(L, c.next) && (closes === "." || closes === ")") && c.value < 100;
}

/** True where a bracket is open before lexeme `first`. */
function isBracketed(L: Lexemes, first: number): boolean {
  for (let at = first - 1; at >= 0 && at > first - 30 && L.Sentence[at] === L.Sentence[first]; at--) {
    if (L.Norm[at] === "(") return true;
    if (L.Norm[at] === ")") return false;
  }
  return false;
}

function isIdentifier(L: Lexemes, c: Candidate, words: NumberWords): boolean {
  const opens = normNear(L, c.first - 1, c.first);
  const closes = normNear(L, c.next, c.first);
  for (let at = c.next; at < c.next + 3 && startsUpper(L, at); at++)
    if (words.set.identifiers_before.has(normNear(L, at, c.first))) return true;
  if (c.hedged) return false;
  if (words.set.identifiers.has(opens)) {
    const weak = words.set.identifiers_need_bare_number.has(opens);
    return weak ? !c.plural : true;
  }
  if (c.digits && words.set.emergency_after.has(opens) && c.value > 99 && c.value < 1000) return !c.plural;
  if (opens === "." && words.set.identifiers.has(`${normNear(L, c.first - 2, c.first)}.`)) return true;
  if (!c.digits || c.plural || c.scaled || words.set.weekdays.has(opens)) return false;
  if (words.set.auxiliaries.has(closes) || words.set.one_predicates.has(closes)) return false;
  // "Ambulance 911 spokesman": that many would be spokesmen.
  const inside =
    (c.first > 1 && L.Sentence[c.first - 2] === L.Sentence[c.first]) ||
    (c.counted && c.value > 99 && !words.set.noun_stops.has(opens));
  if (words.set.np_openers.has(opens)) return false;
  return inside && startsUpper(L, c.first - 1) && L.Kind[c.first - 1] === WORD;
}
