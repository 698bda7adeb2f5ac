/** Places that no gazetteer knows but the words call one: "the Oshabeni area", "the village of X", "Manaba, Margate". */
import type { Gazetteer } from "./gazetteer.js";
import type { Mention } from "./scan.js";
import type { Reader } from "./text.js";

/** Tokens `[first, last)`, of the name alone up to `name`; `digit` of the precision (9: nothing tells). */
export type Unknown = {
  readonly first: number;
  readonly last: number;
  readonly name: number;
  readonly digit: number;
  /** The known place that the words put it in, or null. */
  readonly outer: Mention | null;
};

const LONGEST = 5;

/** What is known of a token: it belongs to a place or a site already, or the name tagger calls it one of these. */
type Called = Readonly<Record<"taken" | "location" | "person" | "body", (token: number) => boolean>>;

/** All of them, in text order. Linear. */
export function findUnknown(
  read: Reader,
  g: Gazetteer,
  mentions: readonly Mention[],
  { taken, location, person, body }: Called,
): Unknown[] {
  const { words } = read;
  const found: Unknown[] = [];
  const startsAt = new Map<number, Mention>();
  for (const mention of mentions) {
    if (mention.accepted && !mention.demonym && mention.row >= 0) startsAt.set(mention.first, mention);
  }
  for (let i = 0; i < read.length; i++) {
    if (!read.cap(i) || taken(i) || read.headline(i)) continue;
    if (i === read.first(i) && words.generic_starts.has(read.norm(i))) continue;
    let last = i + 1;
    while (last < Math.min(i + LONGEST, read.last(i)) && !taken(last) && goesOn(last)) last++;
    // "the Zacamil Neighborhood": the last word says what it is.
    const kind = last - i > 1 && digitOf(read.norm(last - 1)) > 0 ? last - 1 : last;
    const unknown = unknownAt(i, kind);
    if (unknown) found.push(unknown);
    i = last - 1;
  }
  return found;

  /** "Khan al-Wadi", "Bo'ar Al-‘Abed": a name goes on after a hyphen, and over a small word tied to it by one. */
  function goesOn(i: number): boolean {
    if (read.cap(i)) return true;
    if (/^(de|del)$/.test(read.norm(i)) && (read.cap(i + 1) || read.cap(i + 2))) return true;
    if (/^(la|las|los|el)$/.test(read.norm(i)) && read.norm(i - 1) === "de") return read.cap(i + 1);
    if (read.hyphen(i)) return !read.spaced(i) && (read.cap(i + 1) || read.cap(i + 2));
    return words.openers.has(read.norm(i)) && read.hyphen(i + 1) && read.cap(i + 2);
  }

  function unknownAt(first: number, last: number): Unknown | null {
    if (words.common.has(read.norm(first)) && last - first === 1) return null;
    const article = read.norm(first - 1) === "the" ? first - 2 : first - 1;
    const of = read.norm(article) === "of" ? article - 1 : -1;
    const before = read.norm(article);
    const kindOf = of >= 0 && !read.cap(of) ? digitOf(read.norm(of)) : 0;
    if (kindOf > 0) return { first, last, name: last, digit: kindOf, outer: outerAfter(last) };
    // "In Tuz Sabor, ...": hardly anything takes place in a person.
    if (
      person(first) &&
      person(last - 1) &&
      words.within.has(before) &&
      !words.first_names.has(read.norm(first)) &&
      !words.titles.has(read.norm(first)) &&
      !words.possessive.has(read.norm(last))
    )
      return { first, last, name: last, digit: 9, outer: outerAfter(last) };
    if (person(first) || body(first)) return null;
    const kind = digitOf(read.norm(last));
    const led = words.strong_locative.has(before) || words.directions.has(before);
    const name = led || (read.proper(last - 1) && !words.directions.has(read.norm(first)));
    if (kind > 0 && name && !words.titles.has(read.norm(first))) {
      return { first, last: last + 1, name: last, digit: kind, outer: outerAfter(last + 1) };
    }
    if (words.months.has(read.norm(first)) || words.titles.has(read.norm(first))) return null;
    const outer = read.norm(last) === "," ? (startsAt.get(last + 1) ?? null) : null;
    if (led && outer && outer.use === "place" && g.Precision[outer.row]! <= 6) {
      return { first, last, name: last, digit: 2, outer };
    }
    const called = led && location(first) && location(last - 1);
    if (!called || words.common.has(read.norm(first))) return null;
    // "Tilak Nagar in South Bengaluru": a part of the town named right after.
    const town = last - first > 1 && read.norm(last) === "in" ? outerAfter(last) : null;
    return town !== null && g.Precision[town.row]! <= 2
      ? { first, last, name: last, digit: 2, outer: town }
      : { first, last, name: last, digit: 9, outer: null };
  }

  /** G1 for a town, G2 for an area of one, G3 for a district, G4 for a province; 0 when the noun is none of these. */
  function digitOf(noun: string): number {
    if (words.districts.has(noun)) return 3;
    if (words.regions.has(noun)) return noun === "territory" ? 0 : 4;
    if (words.parts.has(noun)) return 2;
    return words.towns.has(noun) && !words.capital_words.has(noun) ? 1 : 0;
  }

  /** "…, Margate", "… in Durban": the place named right after. */
  function outerAfter(last: number): Mention | null {
    const joint = read.norm(last);
    if (joint !== "," && joint !== "in" && joint !== "near" && joint !== "of") return null;
    const next = read.norm(last + 1) === "the" ? last + 2 : last + 1;
    return (
      startsAt.get(next) ?? (words.directions.has(read.norm(next)) ? (startsAt.get(next + 1) ?? null) : null)
    );
  }
}
