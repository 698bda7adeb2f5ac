/** What number a claim gives: its own, or that of its word under a rule for words, or the bounds its words leave open. */
import type { Figure } from "../model/coding.js";

/** Words for numbers, known by their lexical bounds and so the same in every language. */
export const NUMBER_WORDS = {
  tens: [20, 99],
  dozens: [24, 99],
  hundreds: [200, 999],
  thousands: [2000, 9999],
  "tens of thousands": [20000, 99999],
  "hundreds of thousands": [200000, 999999],
  millions: [2000000, 9999999],
  several: [3, 9],
  "a few": [2, 5],
  many: [3, null],
  countless: [2, null],
} as const;
export type NumberWord = keyof typeof NUMBER_WORDS;

const byBounds = new Map(
  Object.entries(NUMBER_WORDS).map(([word, [low, high]]) => [`${low} ${high}`, word as NumberWord]),
);

/** The word that a figure rests on, or null where it states a number or a range of numbers. */
export function numberWord({ point, low, high, hedge }: Figure): NumberWord | null {
  if (point !== null) return null;
  // "dozens", and not "more than three": a hedge with an open end states its number.
  return hedge !== null && high === null ? null : (byBounds.get(`${low} ${high}`) ?? null);
}

/** What a policy takes a word for; a word without an entry has no number under it. */
export type WordRule = Readonly<Partial<Record<NumberWord, number>>>;

/** ACLED: tens 10, dozens 12, hundreds 100 "and so on" (FAQ on fatalities, third-party copy). */
export const ACLED_WORDS: WordRule = {
  tens: 10,
  dozens: 12,
  hundreds: 100,
  thousands: 1000,
  "tens of thousands": 10000,
  "hundreds of thousands": 100000,
  millions: 1000000,
};
/** Crowd Counting Consortium, data dictionary: "hundreds" 200, "thousands" 2000, "tens of thousands" 20000; "dozens" stays words. */
export const CCC_WORDS: WordRule = {
  hundreds: 200,
  thousands: 2000,
  "tens of thousands": 20000,
  "hundreds of thousands": 200000,
};
/** Count Love: "dozens" 20, "hundreds" 100, rounding down. */
export const COUNTLOVE_WORDS: WordRule = {
  dozens: 20,
  hundreds: 100,
  thousands: 1000,
  "tens of thousands": 10000,
  "hundreds of thousands": 100000,
};

/** Lowest and highest number that a claim reports, or why it reports none under the rule (null: no words at all). */
export function reported(
  figure: Figure,
  words: WordRule | null,
): { readonly low: number; readonly high: number } | string {
  if (figure.point !== null) return { low: figure.point, high: figure.point };
  const word = numberWord(figure);
  if (word !== null) {
    const number = words?.[word];
    return number === undefined ? `the policy gives no number to "${word}"` : { low: number, high: number };
  }
  const low = figure.low ?? figure.high;
  const high = figure.high ?? figure.low;
  return low === null || high === null ? "the words give no number" : { low, high };
}

const LOOSE =
  /^(?:about|around|some|approximately|roughly|close to|circa|nearly|almost|unos|unas|cerca de|alrededor de|aproximadamente|casi|en torno a)\b/i;
const SHORT_OF = /^(?:nearly|almost|casi)\b/i;

/** Ends in so many zeros that only the first digit is told. */
const leading = (n: number) => n >= 10 && n % 10 ** Math.floor(Math.log10(n)) === 0;

/**
 * The bounds that a claim's words leave open (conventions of this project): "about N" within 5 %, where only the first
 * digit is told within 25 %; "nearly N" from 90 % of N; a bare round number from 100 up within 5 %; else what the words say.
 */
export function boundsOf({ low, high, point, hedge }: Figure): {
  readonly low: number;
  readonly high: number;
} {
  const ends = { low: low ?? 0, high: high ?? Number.POSITIVE_INFINITY };
  if (point === null || low === null || high === null || low !== high) return ends;
  if (hedge !== null && SHORT_OF.test(hedge)) return { low: point * 0.9, high: point };
  if (hedge !== null && LOOSE.test(hedge)) return around(point, leading(point) ? 0.25 : 0.05);
  return hedge === null && point >= 100 && point % 10 === 0 ? around(point, 0.05) : ends;
}

const around = (n: number, share: number) => ({
  low: Math.round(n * (1 - share) * 100) / 100,
  high: Math.round(n * (1 + share) * 100) / 100,
});
