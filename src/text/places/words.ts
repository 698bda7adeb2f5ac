/** The words of a language that `places` reads: compiled from `languages/LANG/places.yaml`, opened on first use. */
import { existsSync, readFileSync } from "node:fs";
import { dataFile } from "../data.js";
import { keyOf } from "./gazetteer-format.js";

/** Lists that are plain sets of lower-case words or phrases. */
export const SETS = [
  "facilities",
  "national",
  "bare",
  "locative",
  "near",
  "site_words",
  "directions",
  "parts",
  "towns",
  "regions",
  "districts",
  "organisations",
  "titles",
  "speech",
  "capital_words",
  "country_words",
  "here",
  "country_before",
  "generic_starts",
  "common",
  "first_names",
  "surnames",
  "months",
  "openers",
  "strong_locative",
  "hyphen_tails",
  "honorifics",
  "connectors",
  "auxiliaries",
  "clause_openers",
  "half_names",
  "street_like",
  "leading",
  "house_or_body",
  "site_adjectives",
  "articles",
  "of_leads",
  "natural",
  "before_names",
  "breaks",
  "capital_before",
  "capital_tails",
  "possessive",
  "compass",
  "feasts",
  "needs_article",
  "after_compass",
  "compound_tails",
  "federal",
  "town_parts",
  "within",
  "event_in",
  "event_not",
  "event_off",
  "event_joints",
  "event_fillers",
  "place_openers",
  "place_kinds",
  "sides",
  "inside",
  "entering",
  "open_sites",
  "told_by",
  "goals",
  "event_nouns",
  "speech_and_act",
  "plain_parts",
] as const;
export type SetName = (typeof SETS)[number];

export type WordsYaml = {
  readonly countries: Readonly<Record<string, { names: string[]; demonyms: string[] }>>;
  readonly weak_countries?: readonly string[];
  readonly short_regions?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
} & Partial<Readonly<Record<SetName, readonly string[]>>>;

/** How a country is meant by a word: by name, by an adjective or noun of origin, or by a name that needs support. */
export const COUNTRY_NAME = 0;
export const DEMONYM = 1;
export const WEAK_NAME = 2;

export type WordsJson = {
  /** Key to ISO code and how it is meant. */
  readonly countries: ReadonlyArray<readonly [key: string, iso: string, how: number]>;
  /** Written form to ISO code and key of the region. */
  readonly short: ReadonlyArray<readonly [form: string, iso: string, key: string]>;
  /** Written forms in capitals that count only in capitals ("US"). */
  readonly capitals: readonly string[];
  readonly sets: Readonly<Record<SetName, readonly string[]>>;
};

export type PlaceWords = {
  readonly countries: ReadonlyMap<string, { readonly iso: string; readonly how: number }>;
  readonly short: ReadonlyMap<string, ReadonlyArray<{ readonly iso: string; readonly key: string }>>;
  readonly capitals: ReadonlySet<string>;
  /** First words of all phrases that name a kind of site. */
  readonly heads: ReadonlySet<string>;
} & Readonly<Record<SetName, ReadonlySet<string>>>;

/** Build step: keys are folded, plurals of demonyms added. Throws where two countries share a name. */
export function compileWords(yaml: WordsYaml): WordsJson {
  const countries = new Map<string, readonly [string, string, number]>();
  const capitals = new Set<string>();
  const weak = new Set((yaml.weak_countries ?? []).map(keyOf));
  const add = (name: string, iso: string, how: number): void => {
    const key = keyOf(name);
    if (/^[\p{Lu}.]{2,6}$/u.test(name)) capitals.add(key);
    const known = countries.get(key);
    if (known && known[1] !== iso) throw new Error(`places.yaml: "${name}" names ${known[1]} and ${iso}`);
    if (!known) countries.set(key, [key, iso, weak.has(key) && how === COUNTRY_NAME ? WEAK_NAME : how]);
  };
  for (const [iso, { names, demonyms }] of Object.entries(yaml.countries)) {
    for (const name of names) add(name, iso, COUNTRY_NAME);
    for (const name of demonyms) {
      add(name, iso, DEMONYM);
      if (!/(s|sh|ese|ch|men)$/.test(name)) add(`${name}s`, iso, DEMONYM);
    }
  }
  const short: Array<readonly [string, string, string]> = [];
  for (const [iso, regions] of Object.entries(yaml.short_regions ?? {})) {
    for (const [region, forms] of Object.entries(regions)) {
      for (const form of forms) short.push([form, iso, keyOf(region)]);
    }
  }
  const sets = Object.fromEntries(SETS.map((name) => [name, [...(yaml[name] ?? [])]])) as unknown as Record<
    SetName,
    readonly string[]
  >;
  return { countries: [...countries.values()], short, capitals: [...capitals], sets };
}

/** Makes the tables out of the compiled lists. */
export function wordsFrom(json: WordsJson): PlaceWords {
  const short = new Map<string, Array<{ iso: string; key: string }>>();
  for (const [form, iso, key] of json.short) {
    const list = short.get(form);
    if (list) list.push({ iso, key });
    else short.set(form, [{ iso, key }]);
  }
  const sets = Object.fromEntries(SETS.map((name) => [name, new Set(json.sets[name])])) as unknown as Record<
    SetName,
    ReadonlySet<string>
  >;
  return {
    ...sets,
    countries: new Map(json.countries.map(([key, iso, how]) => [key, { iso, how }])),
    short,
    capitals: new Set(json.capitals),
    heads: new Set(
      [...json.sets.facilities, ...json.sets.bare, ...json.sets.national].map(
        (head) => head.split(/[ ']/)[0]!,
      ),
    ),
  };
}

const opened = new Map<string, PlaceWords>();

/** Words of a language, opened once; English where a language has none. Throws when the package has not been built. */
export function placeWords(lang: string): PlaceWords {
  const known = opened.get(lang);
  if (known) return known;
  const file = dataFile(`places-${lang}.json`);
  if (!existsSync(file) && lang !== "en") return placeWords("en");
  const words = wordsFrom(JSON.parse(readFileSync(file, "utf8")) as WordsJson);
  opened.set(lang, words);
  return words;
}
