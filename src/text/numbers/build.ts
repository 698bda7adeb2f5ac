/** Build step: checks `languages/LANG/numbers.yaml` and writes `LANG/numbers.json`, indexed for look-up. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";
import {
  type Bounds,
  type FixedWord,
  type HedgeKind,
  type NumberData,
  type Phrase,
  type Phrases,
  SET_NAMES,
  type SetName,
  type VagueWords,
} from "./words.js";

type Table = Record<string, number>;
type Yaml = Record<string, unknown>;

/** Reads every `languages/LANG/numbers.yaml` under `root` and writes `OUT/LANG/numbers.json`. Throws on an unknown or missing key. */
export function compileNumbers(root: string, out: string): void {
  for (const lang of readdirSync(`${root}languages`)) {
    const file = `${root}languages/${lang}/numbers.yaml`;
    if (!existsSync(file)) continue;
    const data = readNumbers(readFileSync(file, "utf8"), file);
    mkdirSync(`${out}${lang}`, { recursive: true });
    writeFileSync(`${out}${lang}/numbers.json`, JSON.stringify(data));
  }
}

const OTHER_KEYS = [
  "digits",
  "ones",
  "tens",
  "hundreds",
  "multipliers",
  "scales",
  "suffixes",
  "dozens",
  "fractions",
  "fixed",
  "ordinals",
  "plurals",
  "vague",
  "vague_needs_of",
  "vague_needs_base",
  "vague_scale_plurals",
  "none",
  "before",
  "after",
  "not_hedge_after",
  "additive_before",
  "in",
  "percent",
  "durations",
  "currency_symbols",
  "currency_prefixes",
  "currency_letters",
  "currency_words",
  "currency_of",
  "measures",
  "measure_kinds",
  "powers",
  "degrees",
  "rates",
  "singulars",
];

/** The data of one YAML text. `file` is named in errors. */
export function readNumbers(yaml: string, file: string): NumberData {
  const y = parse(yaml) as Yaml;
  const known = new Set<string>([...OTHER_KEYS, ...SET_NAMES.filter((name) => !name.startsWith("none_"))]);
  for (const key of Object.keys(y)) if (!known.has(key)) throw new Error(`${file}: unknown key \`${key}\`.`);
  for (const key of known) if (!(key in y)) throw new Error(`${file}: the key \`${key}\` is missing.`);
  const none = y.none as Record<string, string[]>;
  const digits = y.digits as Record<string, string[]>;
  const sets = Object.fromEntries(
    SET_NAMES.map((name) => [name, name.startsWith("none_") ? none[name.slice(5)] : (y[name] as string[])]),
  ) as Record<SetName, string[]>;
  return {
    digits: {
      group: digits.group ?? [],
      decimal: digits.decimal ?? [],
      decimalBeforeScale: digits.decimal_before_scale ?? [],
    },
    ones: y.ones as Table,
    tens: y.tens as Table,
    hundreds: y.hundreds as Table,
    multipliers: y.multipliers as Table,
    scales: y.scales as Table,
    suffixes: y.suffixes as Table,
    dozens: y.dozens as Table,
    fractions: y.fractions as Table,
    ordinals: y.ordinals as Table,
    fixed: fixedWords(y.fixed as Record<string, YamlFixed>),
    plurals: y.plurals as NumberData["plurals"],
    vague: vagueWords(
      y.vague as Record<string, YamlVague>,
      y.vague_needs_of as string[],
      y.vague_needs_base as string[],
    ),
    vagueScalePlurals: y.vague_scale_plurals as Record<string, string>,
    nonePronouns: phrases((none.pronouns ?? []).map((words) => [words, true])),
    noneDeterminers: phrases((none.determiners ?? []).map((words) => [words, true])),
    hedgeBefore: phrases(hedges(y.before as Record<string, string[]>), true),
    hedgeAfter: phrases(hedges(y.after as Record<string, string[]>)),
    notHedgeAfter: y.not_hedge_after as Record<string, string[]>,
    additiveBefore: phrases(
      (y.additive_before as string[]).map((words) => [words, true]),
      true,
    ),
    shareOf: phrases((y.in as string[]).map((words) => [words, true])),
    percent: phrases(Object.entries(inverted(y.percent as Record<string, string[]>))),
    durations: inverted(y.durations as Record<string, string[]>),
    currencySymbols: y.currency_symbols as Record<string, string>,
    currencyPrefixes: y.currency_prefixes as Record<string, string>,
    currencyLetters: y.currency_letters as Record<string, string>,
    currencyWords: y.currency_words as Record<string, string>,
    currencyOf: y.currency_of as Record<string, string>,
    measureKinds: y.measure_kinds as Record<string, string>,
    powers: y.powers as Record<string, string>,
    degrees: inverted(y.degrees as Record<string, string[]>),
    rates: y.rates as Record<string, string>,
    measures: inverted(y.measures as Record<string, string[]>),
    singulars: y.singulars as Record<string, string>,
    sets,
  };
}

function hedges(kinds: Record<string, string[]>): Array<[string, HedgeKind]> {
  return Object.entries(kinds).flatMap(([kind, list]) =>
    list.map((words): [string, HedgeKind] => [words, kind as HedgeKind]),
  );
}

/** Phrases by first word (or last, when matched backwards), longest first. */
function phrases<T>(entries: ReadonlyArray<[string, T]>, backwards = false): Phrases<T> {
  const out: Record<string, Array<Phrase<T>>> = {};
  for (const [text, is] of entries) {
    const words = text.split(" ");
    const key = backwards ? words[words.length - 1]! : words[0]!;
    out[key] ??= [];
    out[key].push({ words, is });
  }
  for (const list of Object.values(out)) list.sort((a, b) => b.words.length - a.words.length);
  return out;
}

type YamlVague = {
  low: number | null;
  high: number | null;
  times?: Record<string, Bounds>;
  not_after?: string[];
};

function vagueWords(
  vague: Record<string, YamlVague>,
  needsOf: string[],
  needsBase: string[],
): Phrases<VagueWords> {
  return phrases(
    Object.entries(vague).map(([text, entry]): [string, VagueWords] => [
      text,
      {
        words: text.split(" "),
        bounds: [entry.low, entry.high],
        times: entry.times ?? {},
        notAfter: entry.not_after ?? [],
        needsOf: needsOf.includes(text),
        needsBase: needsBase.includes(text),
      },
    ]),
  );
}

type YamlFixed = Partial<Omit<FixedWord, "notAfter">> & { not_after?: string[] };

function fixedWords(fixed: Record<string, YamlFixed>): Record<string, FixedWord> {
  return Object.fromEntries(
    Object.entries(fixed).map(([word, entry]) => [
      word,
      {
        value: entry.value ?? 0,
        after: entry.after ?? [],
        notAfter: entry.not_after ?? [],
        before: entry.before ?? [],
        link: entry.link ?? null,
      },
    ]),
  );
}

function inverted(lists: Record<string, string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(lists).flatMap(([unit, words]) => words.map((word) => [word, unit])),
  );
}
