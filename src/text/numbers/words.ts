/** The number words of a language: their compiled form, and how it is loaded. Written by `build.ts`. */
import { readFileSync } from "node:fs";
import { dataFile } from "../data.js";

export type Bounds = readonly [low: number | null, high: number | null];

/** gt: no fewer than N; lt: no more than N; near: about N; exact: N itself. */
export type HedgeKind = "gt" | "lt" | "near" | "exact";

export type VagueWords = {
  readonly words: readonly string[];
  readonly bounds: Bounds;
  /** Bounds before a base word ("several dozen"); the product where a base is not listed. */
  readonly times: Readonly<Record<string, Bounds>>;
  readonly notAfter: readonly string[];
  readonly needsOf: boolean;
  /** Says a quantity only before a base word: "few hundred", not "few". */
  readonly needsBase: boolean;
};

export type FixedWord = {
  readonly value: number;
  readonly after: readonly string[];
  /** Words that take the sense away when they stand before `after`: "not a single". */
  readonly notAfter: readonly string[];
  readonly before: readonly string[];
  readonly link: string | null;
};

/** A phrase of several words with what it stands for; longest first under each key. */
export type Phrase<T> = { readonly words: readonly string[]; readonly is: T };
/** Phrases by their first word, or by their last where they are matched backwards. */
export type Phrases<T> = Readonly<Record<string, ReadonlyArray<Phrase<T>>>>;

/** `languages/LANG/numbers.yaml`, checked and indexed. Words are lower case. Names follow the YAML. */
export type NumberData = {
  readonly digits: {
    readonly group: readonly string[];
    readonly decimal: readonly string[];
    readonly decimalBeforeScale: readonly string[];
  };
  readonly ones: Readonly<Record<string, number>>;
  readonly tens: Readonly<Record<string, number>>;
  readonly hundreds: Readonly<Record<string, number>>;
  readonly multipliers: Readonly<Record<string, number>>;
  readonly scales: Readonly<Record<string, number>>;
  readonly suffixes: Readonly<Record<string, number>>;
  readonly dozens: Readonly<Record<string, number>>;
  readonly fractions: Readonly<Record<string, number>>;
  readonly ordinals: Readonly<Record<string, number>>;
  readonly fixed: Readonly<Record<string, FixedWord>>;
  readonly plurals: Readonly<Record<string, { base: number; low: number; high: number | null }>>;
  readonly vague: Phrases<VagueWords>;
  readonly vagueScalePlurals: Readonly<Record<string, string>>;
  readonly nonePronouns: Phrases<true>;
  readonly noneDeterminers: Phrases<true>;
  readonly hedgeBefore: Phrases<HedgeKind>;
  readonly hedgeAfter: Phrases<HedgeKind>;
  readonly notHedgeAfter: Readonly<Record<string, readonly string[]>>;
  readonly additiveBefore: Phrases<true>;
  readonly shareOf: Phrases<true>;
  /** Words for percent, with the unit that they say. */
  readonly percent: Phrases<string>;
  readonly durations: Readonly<Record<string, string>>;
  readonly currencySymbols: Readonly<Record<string, string>>;
  readonly currencyPrefixes: Readonly<Record<string, string>>;
  readonly currencyLetters: Readonly<Record<string, string>>;
  readonly currencyWords: Readonly<Record<string, string>>;
  /** "canadian dollar": the currency of a word with its country. */
  readonly currencyOf: Readonly<Record<string, string>>;
  readonly measures: Readonly<Record<string, string>>;
  /** "square", "cubic", and what they add to the name of a measure. */
  readonly measureKinds: Readonly<Record<string, string>>;
  /** "2" and "3" behind a measure: "km2". */
  readonly powers: Readonly<Record<string, string>>;
  readonly degrees: Readonly<Record<string, string>>;
  /** What a sum or a measure is reckoned by, beside stretches of time and measures: "a share". */
  readonly rates: Readonly<Record<string, string>>;
  readonly singulars: Readonly<Record<string, string>>;
  /** Plain word sets, by the name of their key in the YAML. */
  readonly sets: Readonly<Record<SetName, readonly string[]>>;
};

/** Keys of `numbers.yaml` that are plain lists of words. */
export const SET_NAMES = [
  "bare_suffixes",
  "articles",
  "join",
  "fraction_alone",
  "fraction_added",
  "decimal_point",
  "negative",
  "ordinal_suffixes",
  "ordinal_not_before",
  "plural_of",
  "plural_not_after",
  "plural_the_after",
  "plural_the_of",
  "plural_needs_of",
  "plural_harming",
  "plural_stretch",
  "none_predicates",
  "none_nouns",
  "none_between",
  "over_means_during_unless_after",
  "additive_after",
  "additive_after_not_before",
  "rises",
  "falls",
  "falls_behind",
  "change_by",
  "between",
  "between_and",
  "from",
  "to",
  "or",
  "dashes",
  "range_not_after",
  "duration_plurals",
  "duration_plural_after",
  "duration_plural_before",
  "currency_qualifiers",
  "currency_apart",
  "hundredths",
  "per",
  "not_reckoned_before",
  "metre_words",
  "months",
  "months_need_capital",
  "weekdays",
  "clock",
  "year_after",
  "age_after",
  "age_at",
  "age_dying",
  "age_counts",
  "age_subjects",
  "age_units",
  "age_words",
  "age_short",
  "identifiers",
  "identifiers_need_bare_number",
  "identifiers_before",
  "one_of",
  "one_of_not_after",
  "one_joined",
  "plural_auxiliaries",
  "half_after",
  "one_not_before",
  "one_not_after",
  "one_predicates",
  "emergency_after",
  "one_verbs_after",
  "people_predicates",
  "people_verbs_before",
  "strong",
  "auxiliaries",
  "noun_stops",
  "not_counted",
  "np_openers",
  "noun_skips",
  "plural_nouns",
] as const;
export type SetName = (typeof SET_NAMES)[number];

/** The data with maps and sets for look-up. */
export type NumberWords = Omit<NumberData, "sets"> & {
  readonly set: Readonly<Record<SetName, ReadonlySet<string>>>;
  /** Words that can open a quantity; any other word is passed over at once. */
  readonly openers: ReadonlySet<string>;
};

const loaded = new Map<string, NumberWords>();

/** Number words of a language ("en"). Read once. Throws when `dist/data` lacks them. */
export function numberWords(lang: string): NumberWords {
  let words = loaded.get(lang);
  if (!words) {
    words = index(JSON.parse(readFileSync(dataFile(`${lang}/numbers.json`), "utf8")) as NumberData);
    loaded.set(lang, words);
  }
  return words;
}

function index(data: NumberData): NumberWords {
  const { sets, ...rest } = data;
  const set = Object.fromEntries(SET_NAMES.map((name) => [name, new Set(sets[name])]));
  const openers = new Set<string>();
  const tables = [
    data.ones,
    data.tens,
    data.hundreds,
    data.multipliers,
    data.scales,
    data.dozens,
    data.fractions,
    data.ordinals,
    data.fixed,
    data.plurals,
    data.vague,
    data.nonePronouns,
    data.noneDeterminers,
    data.currencySymbols,
    data.currencyPrefixes,
  ];
  for (const table of tables) for (const key of Object.keys(table)) openers.add(key);
  for (const name of ["articles", "duration_plurals"] as const)
    for (const key of sets[name]) openers.add(key);
  return { ...bare(rest), set: set as unknown as NumberWords["set"], openers };
}

/** Tables without a prototype, so that a word such as "constructor" finds nothing. */
function bare<T extends object>(tables: T): T {
  const out: Record<string, unknown> = {};
  for (const [name, table] of Object.entries(tables)) {
    out[name] = table && typeof table === "object" ? Object.assign(Object.create(null), table) : table;
  }
  return out as T;
}
