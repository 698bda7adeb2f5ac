/** The compiled grammar of time expressions: its vocabulary, its little programs, and how it is loaded. */
import { readFileSync } from "node:fs";
import { dataFile } from "../data.js";
import { candidateIndex } from "./candidates.js";

/** Values that a word list gives by name instead of by number; the number is the place in the list. */
export const NAMED = {
  unit: [
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "year",
    "decade",
    "century",
    "quarter",
    "weekend",
    "fortnight",
  ],
  part: ["morning", "midday", "afternoon", "evening", "night"],
  season: ["spring", "summer", "autumn", "winter"],
  mod: ["early", "mid", "late", "earlier", "later"],
  vague: ["few", "several", "couple", "many", "some"],
  half: ["am", "pm"],
} as const;

/** What a pattern can capture. A pattern that names another slot does not compile. */
export const SLOTS = [
  "year",
  "month",
  "day",
  "weekday",
  "year2",
  "month2",
  "day2",
  "weekday2",
  "n",
  "n2",
  "unit",
  "unit2",
  "mod",
  "part",
  "season",
  "vague",
  "hour",
  "minute",
  "half",
  "ord",
  "a",
  "b",
  /** -1 last, 0 this, 1 next. */
  "dir",
  /** The same for the year beside a month or day: "in May last year". */
  "ydir",
  /** 1 where the words make one stretch of two dates ("between 3 and 9 May"). */
  "between",
  "plural",
  "easter",
  /** 1 where a word such as "more than", 2 where one such as "less than" stands before the number. */
  "bound",
  "since",
] as const;
export type Slot = (typeof SLOTS)[number];

/** Terminals that read figures: see `numeral` in times-match.ts. */
export const NUMERALS = ["n", "int", "dd", "mm", "nth", "ord", "year", "yy", "hour", "min", "hhmm"] as const;

/** Instructions of a compiled pattern, three numbers each: the code and two operands. */
export const OP = {
  MATCH: 0,
  /** word */
  WORD: 1,
  /** category, slot or -1 */
  CATEGORY: 2,
  /** numeral, slot or -1 */
  NUMERAL: 3,
  /** first try, second try */
  SPLIT: 4,
  JUMP: 5,
  /** The next atom touches the one before. */
  GLUE: 6,
  NOT_WORD: 7,
  NOT_CATEGORY: 8,
  IS_WORD: 9,
  IS_CATEGORY: 10,
  /** The next atom has a capital, or the case of this text tells nothing. */
  CAPITAL: 11,
  /** The next atom has a small letter. */
  SMALL: 12,
  /** At the first or past the last atom of the sentence. */
  START: 13,
  END: 14,
  /** The quoted part begins or ends here. */
  OPEN: 15,
  CLOSE: 16,
  /** slot, value */
  SET: 17,
} as const;

export type Rule = {
  readonly id: string;
  /** Which normalisation in times-rules.ts. */
  readonly make: string;
  readonly with: Readonly<Record<string, number | string>>;
  /** Where its program starts. */
  readonly start: number;
  /** What its first two atoms can be. */
  readonly ways: readonly Way[];
};

/**
 * One beginning of a rule: an instruction (code, operand) that reads its first atom, whether the rule can be over after
 * it, and the instructions that can read the second.
 */
export type Way = readonly [
  read: readonly [op: number, operand: number],
  over: 0 | 1,
  next: ReadonlyArray<readonly [op: number, operand: number]>,
];

/** What the compiler writes. `firstWord[w]` and `firstNumber` list the rules that can begin with a word or a figure. */
export type GrammarData = {
  readonly words: readonly string[];
  readonly categories: readonly string[];
  /** For each category pairs of word and value, flattened. */
  readonly values: ReadonlyArray<readonly number[]>;
  readonly rules: readonly Rule[];
  readonly code: readonly number[];
  readonly firstWord: Readonly<Record<string, readonly number[]>>;
  readonly firstNumber: readonly number[];
  readonly cues: Readonly<Record<string, readonly string[]>>;
};

/** A value that no word has. */
export const NONE = -999;

export type Grammar = {
  readonly lang: string;
  readonly words: ReadonlyMap<string, number>;
  readonly wordCount: number;
  readonly rules: readonly Rule[];
  readonly code: Int32Array;
  /** Value of word `w` in category `c` at `c * wordCount + w`; NONE where it is not in it. */
  readonly values: Int32Array;
  readonly category: (name: string) => number;
  /** Whether a word (-1 for none) stands in a list. */
  readonly list: (name: string) => (word: number) => boolean;
  /**
   * The rules that can match where an atom and its neighbour are these: a word of the vocabulary, `wordCount` for a
   * figure, `wordCount + 1` for anything else or nothing, and second `wordCount + 2` for what goes on with a figure.
   */
  readonly candidates: (first: number, second: number) => readonly number[];
  readonly cues: (name: string) => ReadonlySet<string>;
};

/** Builds the tables that matching reads from the compiled data. */
export function makeGrammar(lang: string, data: GrammarData): Grammar {
  const wordCount = data.words.length;
  const values = new Int32Array(data.categories.length * wordCount).fill(NONE);
  data.values.forEach((pairs, c) => {
    for (let i = 0; i < pairs.length; i += 2) values[c * wordCount + pairs[i]!] = pairs[i + 1]!;
  });
  const code = Int32Array.from(data.code);
  const cues = new Map(Object.entries(data.cues).map(([name, words]) => [name, new Set(words)]));
  return {
    lang,
    words: new Map(data.words.map((word, i) => [word, i])),
    wordCount,
    rules: data.rules,
    code,
    values,
    category: (name) => data.categories.indexOf(name),
    list: (name) => {
      const column = data.categories.indexOf(name) * wordCount;
      return (word) => word >= 0 && values[column + word] !== NONE;
    },
    candidates: candidateIndex(data, values),
    cues: (name) => cues.get(name) ?? new Set(),
  };
}

const loaded = new Map<string, Grammar>();

/** The grammar of a language, read once. Throws when the package has not been built or the language has none. */
export function timeGrammar(lang: string): Grammar {
  let grammar = loaded.get(lang);
  if (!grammar) {
    const data = JSON.parse(readFileSync(dataFile(`${lang}/times.json`), "utf8")) as GrammarData;
    grammar = makeGrammar(lang, data);
    loaded.set(lang, grammar);
  }
  return grammar;
}
