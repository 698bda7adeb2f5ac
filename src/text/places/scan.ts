/** Finds in a text what the gazetteer and the words of a language know: longest match over capitalised tokens. */
import type { Declined, Name, NameType } from "../analysis.js";
import type { Found, Gazetteer } from "./gazetteer.js";
import { KIND } from "./gazetteer-format.js";
import type { Reader } from "./text.js";
import { DEMONYM, WEAK_NAME } from "./words.js";

/** A name in the text that may be a place. Tokens `[first, last)`. */
export type Mention = {
  first: number;
  last: number;
  readonly key: string;
  /** Row of the country so named, or -1. */
  readonly country: number;
  readonly demonym: boolean;
  readonly weak: boolean;
  readonly found: readonly Found[];
  /** What the name tagger says of these tokens, or null. */
  readonly tag: NameType | null;
  /** Evidence from the words around it that this is a place (see `judge`). */
  evidence: number;
  use: "place" | "demonym" | "metonym" | "in_name";
  /** The mention that this one lies in by the words ("Manaba, Margate"), or null. */
  parent: Mention | null;
  /** The region that the words put it in although the gazetteer knows no such place there ("Thorncliffe, Limpopo"). */
  elsewhere: Mention | null;
  /** What the words say it is. */
  wants: "town" | "region" | "district" | null;
  /** The words place the event near it or in a part of it ("outside Lima", "northern Peru"). */
  part: boolean;
  /** Stands in the dateline. */
  dateline: boolean;
  /** It is a place after all (see `accepted`). */
  accepted: boolean;
  /** The only place of its name that is known lies in a country of which nothing else speaks. */
  stray: boolean;
  /** Country of all places that the name may mean, where it cannot be said which of them; else -1. */
  land: number;
  /** Row chosen, or -1; `declined` says why none was. */
  row: number;
  declined: Declined | null;
};

/** People of a province that is known by its name alone. */
const LARGE_PROVINCE = 3_000_000;

/** People of a town that is known by its name alone, whatever stands beside it. */
const LARGE_TOWN = 500_000;

/** Most tokens of a name. */
const LONGEST = 11;

/** Rows that a name may stand for: the country first, then the `most` most populous places. A demonym is its country. */
export function rowsOf(mention: Mention, most: number): number[] {
  if (mention.demonym) return [mention.country];
  const rows = mention.found.slice(0, most).map(({ row }) => row);
  if (mention.country >= 0) rows.unshift(mention.country);
  return rows;
}

/** All mentions, in text order, the place of the `dateline` among them, without overlaps. Linear: each token starts at most eleven look-ups. */
export function scan(
  read: Reader,
  gazetteer: Gazetteer,
  names: readonly Name[],
  dateline: { readonly start: number; readonly end: number } | null = null,
): Mention[] {
  const mentions: Mention[] = [];
  const tags = tagsOf(read, names);
  const bounds = boundsOf(read, names);
  const known = new Map<string, readonly Found[]>();
  for (let i = 0; i < read.length; ) {
    const mention = read.lower ? lowerMention(i) : matchAt(i);
    if (mention) mentions.push(mention);
    i = mention ? mention.last : i + 1;
  }
  return mentions;

  function find(key: string): readonly Found[] {
    let found = known.get(key);
    if (found === undefined) {
      found = gazetteer.find(key);
      known.set(key, found);
    }
    return found;
  }

  function matchAt(i: number): Mention | null {
    const opener =
      !read.cap(i) && read.words.openers.has(read.norm(i)) && (read.cap(i + 1) || read.cap(i + 2));
    if (!read.cap(i) && !opener) return null;
    if (read.tokens.Form[i + 1] === "$" && !read.spaced(i + 1)) return null;
    const region = read.norm(i - 1) === "," || wholeAlone(i) ? shortRegion(i) : null;
    if (region) return region;
    if (read.fold(i) === "" || (read.fold(i) === "the" && read.cap(i + 1))) return null;
    const found = longest(i, true);
    return found && (half(found) || ofLonger(found)) ? null : found;
  }

  /**
   * "San Vitalino", "La Vitalina canton", "San Vital de Mora": the first words of a name that the gazetteer lacks are not the place of
   * those words alone.
   */
  function half({ first, last, key, country }: Mention): boolean {
    if (country < 0 && last < read.last(first) && joins(last)) return true;
    if (last - first > 1 || country >= 0 || !read.words.half_names.has(key)) return false;
    return read.cap(last) && read.spaced(last) && last < read.last(first);
  }

  /** "Tilak Nagar", "Gare Nord": one word of a name that the tagger takes for one place, where the gazetteer lacks the whole. */
  function ofLonger({ first, last, country, found }: Mention): boolean {
    const name = bounds.get(first);
    if (!name || last - first > 1 || country >= 0 || (name[0] === first && name[1] === last)) return false;
    const known = ({ row }: Found) =>
      gazetteer.Kind[row] === KIND.admin1 || gazetteer.Population[row]! >= LARGE_TOWN;
    if (found.some(known)) return false;
    for (let i = name[0]; i < name[1]; i++) {
      if (i === first) continue;
      if (!read.cap(i) || !read.spaced(i + 1) || says(read.norm(i))) return false;
      const key = read.fold(i);
      if (read.words.countries.has(key) || find(key).some(known)) return false;
    }
    return true;
  }

  /** A word that says what or which part of a place a name is for: "county", "North", "Lake". */
  function says(word: string): boolean {
    const { directions, towns, parts, regions, districts, facilities, common, generic_starts } = read.words;
    return [directions, towns, parts, regions, districts, facilities, common, generic_starts].some((list) =>
      list.has(word),
    );
  }

  /** "de Mora", "del Este", "de los Altos": a name goes on. */
  function joins(i: number): boolean {
    let at = i;
    while (at < i + 2 && at < read.last(i) && JOINING.has(read.norm(at))) at++;
    return at > i && read.norm(i).startsWith("de") && read.cap(at) && !JOINING.has(read.norm(at));
  }

  /** "N.H." and "NSW" are regions wherever they stand; "Pa." and "IL" are after a comma. */
  function wholeAlone(i: number): boolean {
    return /^(?:\p{Lu}\p{Ll}?\.\p{L}+\.?|\p{Lu}{3})$/u.test(read.tokens.Form[i]!.slice(0, 8));
  }

  function shortRegion(i: number): Mention | null {
    const form = read.tokens.Form[i]!;
    const stopped = read.tokens.Form[i + 1] === "." && !read.spaced(i + 1) ? `${form}.` : form;
    for (const { iso, key } of read.words.short.get(form) ?? read.words.short.get(stopped) ?? []) {
      const country = gazetteer.country(iso);
      const found = gazetteer
        .find(key)
        .filter(({ row }) => gazetteer.Kind[row] === KIND.admin1 && gazetteer.Country[row] === country);
      if (found.length > 0)
        return { ...mentionOf(i, i + 1, `${key}, ${iso}`, undefined, found), evidence: 1 };
    }
    return null;
  }

  /** In a text without capitals only a dateline and what follows a word of place or stands before one counts. */
  function lowerMention(i: number): Mention | null {
    const before = read.norm(i - 1) === "the" ? read.norm(i - 2) : read.norm(i - 1);
    const { words } = read;
    const led =
      words.locative.has(before) || (before === "," && i > 0) || read.tokens.Start[i] === dateline?.start;
    const mention = longest(i, false);
    if (!mention) return null;
    const after = read.norm(mention.last);
    const followed =
      words.towns.has(after) || words.parts.has(after) || words.regions.has(after) || after === "police";
    const word =
      words.common.has(mention.key) || words.generic_starts.has(mention.key) || mention.key.length < 4;
    if (mention.country >= 0) return mention.weak || word ? null : mention;
    if (!word && isProvince(mention) && !words.directions.has(mention.key)) return mention;
    // "chhota udaipur town" is no Udaipur.
    if (!led && !words.directions.has(before) && read.noun(i - 1) && i > read.first(i)) return null;
    return (led || followed) && !word ? mention : null;
  }

  /** A large province, and nothing larger: "the gujarat government". */
  function isProvince({ found: [first] }: Mention): boolean {
    return (
      first !== undefined &&
      !first.variant &&
      gazetteer.Kind[first.row] === KIND.admin1 &&
      gazetteer.Population[first.row]! >= LARGE_PROVINCE
    );
  }

  function longest(i: number, cased: boolean): Mention | null {
    const end = Math.min(i + LONGEST, read.last(i));
    let key = "";
    let best: Mention | null = null;
    for (let j = i; j < end; j++) {
      const word = read.fold(j);
      // "LIMA'S" is no "Limas".
      if (j > i && read.words.possessive.has(read.norm(j))) break;
      if (word === "") {
        if (!read.hyphen(j) && !/^['’.]$/.test(read.norm(j))) break;
        continue;
      }
      const glued = j > i && !read.spaced(j) && !read.hyphen(j - 1);
      key = key === "" ? word : glued ? key + word : `${key} ${word}`;
      // A name ends in a capital; only a site may end in what it is ("Insein prison").
      const kind = cased && j > i && !read.cap(j) && !/^\d/.test(word);
      if (kind && !read.words.facilities.has(word) && !read.words.parts.has(word)) continue;
      const country = kind ? undefined : read.words.countries.get(key);
      const all = find(key);
      const found = kind ? all.filter(({ row }) => gazetteer.Kind[row] === KIND.site) : all;
      if (!country && found.length === 0) continue;
      if (!fitsCase(i, j, key, country !== undefined, cased)) continue;
      best = mentionOf(i, j + 1, key, country, shortFits(i, j, key, found));
      if (best.country < 0 && best.found.length === 0) best = null;
    }
    return best;
  }

  /** "US" is a country and "us" is not; "La" is not "LA". */
  function fitsCase(i: number, j: number, key: string, country: boolean, cased: boolean): boolean {
    if (!country || !read.words.capitals.has(key)) return true;
    return cased && i === j ? read.caps(i) || read.tokens.Form[i]!.includes(".") : false;
  }

  /** Names of two letters: an abbreviation stands in capitals, a town does not. */
  function shortFits(i: number, j: number, key: string, found: readonly Found[]): readonly Found[] {
    if (key.length > 2 || i !== j) return found;
    const abbreviation = read.caps(i);
    return found.filter(({ variant }) => variant === abbreviation);
  }

  function mentionOf(
    first: number,
    last: number,
    key: string,
    known: { iso: string; how: number } | undefined,
    found: readonly Found[],
  ): Mention {
    const demonym = known?.how === DEMONYM;
    return {
      first,
      last,
      key,
      country: known ? gazetteer.country(known.iso) : -1,
      demonym,
      weak: known?.how === WEAK_NAME,
      found,
      tag: tags.get(first) ?? tags.get(last - 1) ?? null,
      evidence: 0,
      use: demonym ? "demonym" : "place",
      parent: null,
      elsewhere: null,
      wants: null,
      part: false,
      dateline: false,
      accepted: false,
      stray: false,
      land: -1,
      row: -1,
      declined: null,
    };
  }
}

const JOINING = new Set(["de", "del", "la", "las", "el", "los"]);

/** First token and the one behind the last of the name of a place that each token belongs to, where it has two words or more. */
function boundsOf(read: Reader, names: readonly Name[]): Map<number, readonly [number, number]> {
  const bounds = new Map<number, readonly [number, number]>();
  let i = 0;
  for (const name of names) {
    while (i < read.length && read.tokens.End[i]! <= name.start) i++;
    let last = i;
    while (last < read.length && read.tokens.Start[last]! < name.end) last++;
    if (name.type !== "LOC" || last - i < 2) continue;
    for (let j = i; j < last; j++) bounds.set(j, [i, last]);
  }
  return bounds;
}

/** Type of the name that each token of a name belongs to. */
function tagsOf(read: Reader, names: readonly Name[]): Map<number, NameType> {
  const tags = new Map<number, NameType>();
  let i = 0;
  for (const name of names) {
    while (i < read.length && read.tokens.End[i]! <= name.start) i++;
    for (let j = i; j < read.length && read.tokens.Start[j]! < name.end; j++) tags.set(j, name.type);
  }
  return tags;
}
