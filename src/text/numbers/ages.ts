/** Tells ages: "aged 42", "Maria Paz, 42, said", "a 61-year-old", "12 years old", "three months of age". */
import { FIGURE, type Lexemes, normNear, startsUpper, WORD } from "./lexemes.js";
import { isPlural } from "./noun.js";
import type { NumberWords } from "./words.js";

/** A number as it may tell an age: lexemes `[first, next)` with the words before it that bound it. */
export type AgeCandidate = {
  readonly first: number;
  readonly next: number;
  readonly value: number;
  readonly digits: boolean;
  readonly counted: boolean;
  readonly range: boolean;
};

/** What an age is counted in ("year"), and the lexeme after its words. */
export type Age = { readonly unit: string; readonly next: number };

/** The most years that a number is taken for an age where no word says so. */
const OLDEST = 115;
const YEAR = "year";

/** The age that a number tells, or null. */
export function ageOf(L: Lexemes, c: AgeCandidate, words: NumberWords): Age | null {
  return (
    withWords(L, c, words) ??
    (c.value <= OLDEST && isBareAge(L, c, words) ? { unit: YEAR, next: c.next } : null)
  );
}

/** "12 years old", "61-year-old", "six weeks of age", "87 yo". */
function withWords(L: Lexemes, c: AgeCandidate, words: NumberWords): Age | null {
  const near = (i: number): string => normNear(L, i, c.first);
  let at = near(c.next) === "-" ? c.next + 1 : c.next;
  // "13 and 15 years old"
  if (c.digits && words.set.join.has(near(at)) && L.Kind[at + 1] === FIGURE && L.Value[at + 1]! <= OLDEST)
    at += 2;
  if (words.set.age_short.has(near(at))) return { unit: YEAR, next: at + 1 };
  const unit = words.set.age_units.has(near(at)) ? words.durations[near(at)] : undefined;
  if (!unit) return null;
  const both = at > c.next + 1;
  at++;
  if (near(at) === "-") at++;
  if (words.set.age_words.has(near(at))) return { unit, next: both ? c.next : at + 1 };
  return words.set.age_words.has(`${near(at)} ${near(at + 1)}`) ? { unit, next: at + 2 } : null;
}

/** "aged 42", "at the age of 42", "Maria Paz, 42, said", "Maria Paz (42)", "she was 34". */
function isBareAge(L: Lexemes, c: AgeCandidate, words: NumberWords): boolean {
  const near = (i: number): string => normNear(L, i, c.first);
  const opens = near(c.first - 1);
  if (words.set.age_after.has(opens)) return true;
  if (words.set.plural_of.has(opens) && words.set.age_after.has(near(c.first - 2))) return true;
  if (!c.digits || c.counted || c.range) return false;
  if (agedTogether(L, c.first, words) || betweenCommas(L, c.first, words)) return true;
  // "Bo Lind dead at 95", "died at 79"
  if (words.set.age_at.has(opens) && words.set.age_dying.has(near(c.first - 2)))
    return !words.set.age_counts.has(near(c.first - 3));
  if (words.set.auxiliaries.has(opens) && words.set.age_subjects.has(near(c.first - 2))) return true;
  if (L.Kind[c.first - 2] !== WORD || !startsUpper(L, c.first - 2)) return false;
  const closes = near(c.next);
  const commas = opens === "," && (closes === "," || closes === "." || closes === "");
  return commas || (opens === "(" && closes === ")");
}

/** "aged 50 and 46", "aged 12, 14, and 16": a further number of a list of ages. */
function agedTogether(L: Lexemes, first: number, words: NumberWords): boolean {
  let numbers = 0;
  for (let at = first - 1; at > first - LIST && at >= 0 && L.Sentence[at] === L.Sentence[first]; at--) {
    const word = L.Norm[at]!;
    if (L.Kind[at] === FIGURE && L.Value[at]! <= OLDEST) numbers++;
    else if (words.set.age_after.has(word)) return numbers > 0;
    // "between the ages of 11 and 15"
    else if (words.set.plural_of.has(word) && words.set.age_after.has(L.Norm[at - 1] ?? "")) continue;
    else if (word !== "," && word !== "between" && !words.set.join.has(word) && !words.set.or.has(word))
      return false;
  }
  return false;
}

/** "Two men, 18 and 20, were shot": either of two numbers that stand between commas behind a plural. */
function betweenCommas(L: Lexemes, first: number, words: NumberWords): boolean {
  const one = words.set.join.has(L.Norm[first - 1] ?? "") ? first - 2 : first;
  const [opens, joins, closes] = [L.Norm[one - 1], L.Norm[one + 1] ?? "", L.Norm[one + 3]];
  if (opens !== "," || closes !== "," || !words.set.join.has(joins)) return false;
  const ages = [one, one + 2].every((i) => L.Kind[i] === FIGURE && L.Value[i]! > 0 && L.Value[i]! <= OLDEST);
  return ages && L.Kind[one - 2] === WORD && isPlural(L.Norm[one - 2]!, words);
}

/** How many lexemes a list of ages is read back over. */
const LIST = 12;
