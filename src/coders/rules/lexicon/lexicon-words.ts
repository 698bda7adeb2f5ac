/** The words of the actor lexicon: how they are kept, loaded and looked up. */
import { readFileSync } from "node:fs";
import type { ActorCategory } from "../../../model/coding.js";
import type { Tokens } from "../../../text/analysis.js";
import { dataFile } from "../../../text/data.js";

/** Kinds of nouns that name things: what is attacked, entered, blocked, carried, or acts without a human. */
export type ThingKind = "property" | "premises" | "passage" | "weapon" | "thing";

/** The lexicon as `dist/data/en/actors.json` holds it. Words in lower case, nouns in the singular. */
export type LexiconData = {
  readonly nouns: Readonly<Record<string, string>>;
  readonly names: Readonly<Record<string, string>>;
  readonly acronyms: Readonly<Record<string, string>>;
  readonly modifiers: Readonly<Record<string, string>>;
  readonly generic: Readonly<Record<string, string>>;
  readonly titles: Readonly<Record<string, string>>;
  readonly owners: Readonly<Record<string, string>>;
  readonly endings: Readonly<Record<string, string>>;
  readonly people: readonly string[];
  readonly protesters: readonly string[];
  readonly followers: readonly string[];
  readonly demonyms: readonly string[];
  readonly quantities: readonly string[];
  readonly amounts: readonly string[];
  readonly armed: readonly string[];
  readonly pronouns: readonly string[];
  readonly collective: readonly string[];
  readonly overrides: Readonly<Record<string, readonly ActorCategory[]>>;
  readonly takes: Readonly<Record<string, readonly ActorCategory[]>>;
  readonly things: Readonly<Record<string, readonly string[]>>;
};

type Categories = ReadonlyMap<string, ActorCategory>;

/** The actor lexicon in memory. */
export type Lexicon = {
  /** Nouns whose category is their own; phrases of several words ("civil servant") among them. */
  readonly nouns: Categories;
  /** Words that decide inside the name of an organisation. */
  readonly names: Categories;
  readonly acronyms: Categories;
  /** Adjectives and nouns that decide when they modify a general noun. */
  readonly modifiers: Categories;
  /** General nouns and the category they have without a telling modifier; null: then nothing human. */
  readonly generic: ReadonlyMap<string, ActorCategory | null>;
  /** Titles before a person's name, without the full stop. */
  readonly titles: Categories;
  /** Endings of human nouns, and (null) endings that only look like them. */
  readonly endings: ReadonlyMap<string, ActorCategory | null>;
  /** Property and premises, and the kind of actor they belong to by their nature. */
  readonly owners: Categories;
  readonly people: ReadonlySet<string>;
  readonly protesters: ReadonlySet<string>;
  readonly followers: ReadonlySet<string>;
  readonly demonyms: ReadonlySet<string>;
  /** Words of amount, decided by what they count. */
  readonly quantities: ReadonlySet<string>;
  /** Those of them that count people when they stand alone. */
  readonly amounts: ReadonlySet<string>;
  readonly armed: ReadonlySet<string>;
  readonly pronouns: ReadonlySet<string>;
  readonly collective: ReadonlySet<string>;
  /** A modifier of the first category changes a noun of one of the second. */
  readonly overrides: ReadonlyArray<readonly [by: ActorCategory, over: ReadonlySet<ActorCategory>]>;
  readonly takes: {
    readonly people: ReadonlySet<ActorCategory>;
    readonly protesters: ReadonlySet<ActorCategory>;
    readonly followers: ReadonlySet<ActorCategory>;
  };
  readonly things: ReadonlyMap<string, ReadonlySet<string>>;
  /** First and last words of the phrases among `nouns` and `generic`, to look for phrases only where one can be. */
  readonly phraseEnds: ReadonlySet<string>;
  /** What phrases begin and end with, cut before and after any word of theirs: where else it goes on, it leads to none. */
  readonly phraseStarts: ReadonlySet<string>;
  readonly phraseRests: ReadonlySet<string>;
  /** All words and phrases that a phrase is looked for among. */
  readonly phrases: ReadonlySet<string>;
};

let loaded: Lexicon | null = null;

/** The English actor lexicon, read on first use. Throws where the package has not been built. */
export function loadLexicon(): Lexicon {
  loaded ??= lexiconFrom(JSON.parse(readFileSync(dataFile("en/actors.json"), "utf8")) as LexiconData);
  return loaded;
}

/** A lexicon from its data. */
export function lexiconFrom(data: LexiconData): Lexicon {
  const nouns = categories(data.nouns);
  const generic = orNone(data.generic);
  const phrases = new Set([
    ...nouns.keys(),
    ...generic.keys(),
    ...data.people,
    ...data.protesters,
    ...data.demonyms,
  ]);
  return {
    nouns,
    names: categories(data.names),
    acronyms: categories(data.acronyms),
    modifiers: categories(data.modifiers),
    generic,
    titles: categories(data.titles),
    endings: orNone(data.endings),
    owners: categories(data.owners),
    people: new Set(data.people),
    protesters: new Set(data.protesters),
    followers: new Set(data.followers),
    demonyms: new Set(data.demonyms),
    quantities: new Set(data.quantities),
    amounts: new Set(data.amounts),
    armed: new Set(data.armed),
    pronouns: new Set(data.pronouns),
    collective: new Set(data.collective),
    overrides: Object.entries(data.overrides).map(
      ([by, over]) => [by as ActorCategory, new Set(over)] as const,
    ),
    takes: {
      people: new Set(data.takes.people),
      protesters: new Set(data.takes.protesters),
      followers: new Set(data.takes.followers),
    },
    things: new Map(Object.entries(data.things).map(([kind, words]) => [kind, new Set(words)])),
    phraseEnds: phraseEnds(phrases),
    ...phraseParts(phrases),
    phrases,
  };
}

/** Whether a noun names property, premises, a passage, a weapon, or a thing that acts without a human. */
export function isA(lexicon: Lexicon, kind: ThingKind, lemma: string): boolean {
  const words = lexicon.things.get(kind);
  if (!words) return false;
  const word = lemma.toLowerCase();
  return words.has(word) || words.has(singular(word)) || words.has(afterHyphen(word));
}

/**
 * The forms under which a token is looked up, the likeliest first: as written, its lemma, its singular by rule,
 * and the last part of a hyphenated word. A lemmatiser that errs then costs nothing.
 */
export function keysOf(tokens: Tokens, i: number): readonly string[] {
  let known = keys.get(tokens);
  if (!known) {
    known = new Array(tokens.length);
    keys.set(tokens, known);
  }
  const found = known[i] ?? findKeys(tokens, i);
  known[i] = found;
  return found;
}

const keys = new WeakMap<Tokens, Array<readonly string[] | undefined>>();

function findKeys(tokens: Tokens, i: number): readonly string[] {
  const norm = straight(tokens.Norm[i]!);
  const lemma = straight(tokens.Lemma[i]!.toLowerCase());
  const keys = [norm];
  if (lemma !== norm && lemma !== "") keys.push(lemma);
  const one = singular(norm);
  if (one !== norm && one !== lemma) keys.push(one);
  const last = afterHyphen(norm);
  if (last !== norm) keys.push(last, singular(last));
  return keys;
}

/** The singular of an English noun by rule, in lower case; words that look singular stay. */
export function singular(word: string): string {
  if (word.endsWith("children")) return word.slice(0, -3);
  if (word.endsWith("men")) return `${word.slice(0, -3)}man`;
  if (!word.endsWith("s") || word.length < 4 || /(?:ss|us|is)$/.test(word)) return word;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/(?:ch|sh|x|z|ss)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

function afterHyphen(word: string): string {
  const at = word.lastIndexOf("-");
  return at > 1 && at < word.length - 2 ? word.slice(at + 1) : word;
}

function straight(word: string): string {
  return word.replaceAll("’", "'");
}

function categories(data: Readonly<Record<string, string>>): Categories {
  return new Map(Object.entries(data) as [string, ActorCategory][]);
}

function orNone(data: Readonly<Record<string, string>>): Map<string, ActorCategory | null> {
  return new Map(
    Object.entries(data).map(([word, category]): [string, ActorCategory | null] => [
      word,
      category === "none" ? null : (category as ActorCategory),
    ]),
  );
}

function phraseEnds(words: Iterable<string>): Set<string> {
  const ends = new Set<string>();
  for (const word of words) {
    const space = word.indexOf(" ");
    if (space > 0) ends.add(word.slice(0, space)).add(word.slice(word.lastIndexOf(" ") + 1));
  }
  return ends;
}

function phraseParts(phrases: Iterable<string>): Pick<Lexicon, "phraseStarts" | "phraseRests"> {
  const [phraseStarts, phraseRests] = [new Set<string>(), new Set<string>()];
  for (const phrase of phrases)
    for (let at = 1; at < phrase.length; at++) {
      // Tokens are put together with a space, or without one about a hyphen and before an apostrophe.
      if (" '-".includes(phrase[at]!)) phraseStarts.add(phrase.slice(0, at));
      if (phrase[at - 1] === "-") phraseStarts.add(phrase.slice(0, at));
      if (" -".includes(phrase[at - 1]!) || "'-".includes(phrase[at]!)) phraseRests.add(phrase.slice(at));
    }
  return { phraseStarts, phraseRests };
}

/** Whether one of the keys is in a set or table of the lexicon. */
export function anyIn(words: { has(word: string): boolean }, keys: readonly string[]): boolean {
  for (let k = 0; k < keys.length; k++) if (words.has(keys[k]!)) return true;
  return false;
}

/** What a table of the lexicon has for the first key that it has. */
export function firstIn<T>(table: ReadonlyMap<string, T>, keys: readonly string[]): T | undefined {
  for (let k = 0; k < keys.length; k++) {
    const found = table.get(keys[k]!);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What `find` has for the first key that it has anything for. */
export function pick<T>(keys: readonly string[], find: (key: string) => T | undefined): T | undefined {
  for (const key of keys) {
    const found = find(key);
    if (found !== undefined) return found;
  }
  return undefined;
}
