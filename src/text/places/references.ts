/** "the Greek capital", "the capital", "across the country", "the north": places named by what they are to a country. */
import type { Declined } from "../analysis.js";
import type { Gazetteer } from "./gazetteer.js";
import { NONE16 } from "./gazetteer-format.js";
import type { Mention } from "./scan.js";
import type { Focus } from "./settle.js";
import type { Reader } from "./text.js";

/** Tokens `[first, last)` and the row they mean (-1: `declined` says why none); `digit` of the precision. */
export type Reference = {
  readonly first: number;
  readonly last: number;
  readonly row: number;
  readonly digit: number;
  /** Compass word ("north") where only that part of the row is meant. */
  readonly side: string | null;
  /** Mentions that the phrase swallows. */
  readonly inner: readonly Mention[];
  readonly declined: Declined | null;
  /** Only where a word of place leads it does "the country" say where something was. */
  readonly led: boolean;
};

/** All such references, in text order. Linear. */
export function findReferences(
  read: Reader,
  g: Gazetteer,
  mentions: readonly Mention[],
  focus: Focus,
): Reference[] {
  const references: Reference[] = [];
  const filed = focus.towns.find((mention) => mention.dateline)?.row ?? -1;
  const endsAt = new Map<number, Mention>();
  const startsAt = new Map<number, Mention>();
  for (const mention of mentions) {
    endsAt.set(mention.last, mention);
    startsAt.set(mention.first, mention);
  }
  for (let i = 0; i < read.length; i++) {
    const norm = read.norm(i);
    const found = read.words.capital_words.has(norm)
      ? capital(i)
      : read.words.country_words.has(norm)
        ? country(i)
        : read.words.here.has(norm)
          ? here(i)
          : side(i);
    if (found) references.push(found);
  }
  return references;

  function capital(i: number): Reference | null {
    const last = i + 1;
    const before = endsAt.get(i);
    if (before?.demonym) return { first: before.first, last, ...seatOf(before.country), inner: [before] };
    // "Peru's capital"
    const owner = read.words.possessive.has(read.norm(i - 1)) ? endsAt.get(i - 1) : undefined;
    if (owner && !owner.demonym && owner.row >= 0 && g.Precision[owner.row] === 6 && !townNext(last))
      return { first: owner.first, last, ...seatOf(owner.row), inner: [owner] };
    const of =
      read.norm(last) === "of"
        ? startsAt.get(read.norm(last + 1) === "the" ? last + 2 : last + 1)
        : undefined;
    if (of && of.row >= 0 && !of.demonym) {
      const whole = { first: i, last: of.last, inner: [of] };
      if (g.Precision[of.row] === 6) return { ...whole, ...seatOf(of.row) };
      if (g.Precision[of.row] === 4 && g.Admin1[of.row] !== NONE16) {
        const seat = g.admin1Seat(g.Admin1[of.row]!);
        if (seat >= 0)
          return { ...whole, row: seat, digit: near(i) ? 2 : 1, side: null, declined: null, led: true };
      }
      return null;
    }
    if (
      !read.words.capital_before.has(read.norm(i - 1)) &&
      !(read.words.directions.has(read.norm(i - 1)) && read.norm(i - 2) === "the")
    )
      return null;
    if (townNext(last)) return null;
    if (read.words.capital_tails.has(read.norm(last))) return null;
    if (focus.country < 0) return null;
    return { first: i, last, ...seatOf(focus.country), inner: [], digit: near(i) ? 2 : 1 };
  }

  /** "the capital, Athens", "the capital city of Athens", "the capital Athens": the town follows and speaks for itself. */
  function townNext(last: number): boolean {
    for (let j = last; j < Math.min(last + 4, read.last(last - 1)); j++) if (startsAt.has(j)) return true;
    return false;
  }

  function seatOf(country: number): Pick<Reference, "row" | "digit" | "side" | "declined" | "led"> {
    const row = g.capital(country);
    return {
      row,
      digit: 1,
      side: null,
      led: true,
      declined: row < 0 ? "the gazetteer names no capital of this country" : null,
    };
  }

  /** "other parts of the capital", "outside the capital". */
  function near(i: number): boolean {
    let j = i - 1;
    while (j > i - 3 && (read.norm(j) === "the" || read.words.directions.has(read.norm(j)))) {
      if (read.words.directions.has(read.norm(j))) return true;
      j--;
    }
    return (
      read.words.near.has(read.norm(j)) ||
      (read.norm(j) === "of" &&
        (read.words.parts.has(read.norm(j - 1)) || read.words.directions.has(read.norm(j - 1))))
    );
  }

  /** "arrested near here": in the town of the dateline. */
  function here(i: number): Reference | null {
    if (filed < 0 || i === read.first(i) || read.cap(i)) return null;
    const digit = read.words.near.has(read.norm(i - 1)) ? 2 : 1;
    return { first: i, last: i + 1, row: filed, digit, side: null, inner: [], declined: null, led: true };
  }

  function country(i: number): Reference | null {
    if (focus.country < 0) return null;
    const alone = /wide$/.test(read.norm(i));
    if (
      !alone &&
      !read.words.country_before.has(read.norm(i - 1)) &&
      !read.words.country_before.has(read.norm(i - 2))
    )
      return null;
    if (read.words.possessive.has(read.norm(i + 1))) return null;
    const article = read.words.country_before.has(read.norm(i - 1)) ? i - 2 : i - 3;
    const led =
      alone || read.words.locative.has(read.norm(article)) || read.words.locative.has(read.norm(article - 1));
    return {
      first: i,
      last: i + 1,
      row: focus.country,
      digit: 6,
      side: null,
      inner: [],
      declined: null,
      led,
    };
  }

  /** "in the north", "the country's north-east", "in the south of the country". */
  function side(i: number): Reference | null {
    const norm = read.norm(i);
    if (focus.country < 0 || read.cap(i) || !read.words.compass.has(norm)) return null;
    if (!read.words.capital_before.has(read.norm(i - 1))) return null;
    const led =
      read.words.strong_locative.has(read.norm(i - 2)) || read.words.country_words.has(read.norm(i - 2));
    const next = read.norm(i + 1);
    if (!led || read.cap(i + 1) || (next === "of" && !read.words.country_words.has(read.norm(i + 3))))
      return null;
    if (next !== "of" && /^\p{L}/u.test(next) && !read.words.after_compass.has(next)) return null;
    return {
      first: i,
      last: i + 1,
      row: focus.country,
      digit: 5,
      side: norm,
      inner: [],
      declined: null,
      led: true,
    };
  }
}
