/** A first guess at the number in selected words, for the coder to correct: digits, a few English words, their hedge. */
import type { Figure, FigureKind } from "../../../../src/model/index.js";

export type Guess = Pick<Figure, "low" | "high" | "point" | "hedge">;

/** Bounds of words without digits (docs/rules.md): hundreds are 200 to 999. */
const VAGUE: ReadonlyArray<readonly [words: string, low: number, high: number | null]> = [
  ["tens of thousands", 20_000, 99_999],
  ["hundreds of thousands", 200_000, 999_999],
  ["thousands", 2000, 9999],
  ["hundreds", 200, 999],
  ["dozens", 24, 99],
  ["several", 3, 9],
  ["a few", 2, 5],
];
const ONES =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(
    " ",
  );
const SCALES: Readonly<Record<string, number>> = { thousand: 1e3, million: 1e6, billion: 1e9 };
const HEDGES: ReadonlyArray<readonly [words: string, bound: "low" | "high" | "about"]> = [
  ["at least", "low"],
  ["no fewer than", "low"],
  ["more than", "low"],
  ["over", "low"],
  ["up to", "high"],
  ["at most", "high"],
  ["fewer than", "high"],
  ["about", "about"],
  ["around", "about"],
  ["some", "about"],
  ["nearly", "about"],
  ["almost", "about"],
];

const has = (text: string, words: string) => ` ${text} `.includes(` ${words} `);

/** All null where the words hold no number that is known here. */
export function guessFigure(words: string): Guess {
  const text = words.toLowerCase().replace(/\s+/g, " ").trim();
  const [hedge, bound] = HEDGES.find(([said]) => has(text, said)) ?? [null, null];
  const digits = /\d[\d,.\u202f\u00a0]*/.exec(text)?.[0].replace(/[.,]$/, "");
  const spelled = ONES.findIndex((word) => has(text, word));
  const vague = VAGUE.find(([said]) => has(text, said));
  if (digits === undefined && vague !== undefined)
    return { low: vague[1], high: vague[2], point: null, hedge };
  let value = digits === undefined ? spelled : Number(digits.replace(/[,\u202f\u00a0]/g, ""));
  if (digits === undefined && spelled < 0) return { low: null, high: null, point: null, hedge };
  for (const [scale, times] of Object.entries(SCALES)) if (has(text, scale)) value *= times;
  if (!Number.isFinite(value)) return { low: null, high: null, point: null, hedge };
  if (bound === "low") return { low: value, high: null, point: value, hedge };
  if (bound === "high") return { low: 0, high: value, point: value, hedge };
  if (bound === "about")
    return { low: Math.round(value * 0.75), high: Math.round(value * 1.25), point: value, hedge };
  return { low: value, high: value, point: value, hedge: null };
}

const KINDS: ReadonlyArray<readonly [FigureKind, RegExp]> = [
  ["poll_share", /%|per ?cent/i],
  ["money", /[$€£¥₹]|\b(?:dollars?|euros?|pounds|soles|pesos)\b/i],
  ["duration_days", /\b(?:days?|weeks?|months?|years?)\b/i],
  ["deaths", /\b(?:killed|dead|deaths)\b/i],
];

/** A first guess at what a number that belongs to no event counts. */
export const guessKind = (words: string): FigureKind =>
  KINDS.find(([, sign]) => sign.test(words))?.[0] ?? "count";
