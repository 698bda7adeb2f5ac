/** Expressions of place: names in a row that say together where something is, and which of them is the narrowest. */
import type { Name, Place, Tokens } from "../analysis.js";
import { UPOS } from "../analysis.js";
import { isLower, isUpper } from "../linguistics/tokens-chars.js";
import { isCalledPlace } from "./called.js";
import type { PlaceWords } from "./words.js";

const ADJ = UPOS.indexOf("ADJ");

/** A name that may say where something took place. Tokens `[first, last)`; `place` is null where only the name tagger knows it. */
export type Named = {
  readonly start: number;
  readonly end: number;
  readonly first: number;
  readonly last: number;
  readonly head: number;
  readonly place: Place | null;
  /** It says what the place is and has no name of its own ("the city hall", "the Peruvian embassy"). */
  readonly nameless: boolean;
};

/**
 * An expression of place: its narrowest name that is one of a settlement where it has such a name, and `all` names in it,
 * in text order: "Wari" of "Azuay", "Wari" for "the Azuay town of Wari".
 */
export type Whereabouts = { readonly named: Named; readonly all: readonly Named[] };

/** All whereabouts of a text, in text order: places, and names of places that no list knows. Linear. */
export function whereabouts(
  tokens: Tokens,
  words: PlaceWords,
  names: readonly Name[],
  places: readonly Place[],
): Whereabouts[] {
  const found: Array<{ named: Named; all: Named[] }> = [];
  const row = namedIn(tokens, words, names, places);
  let listed = false;
  for (const [k, named] of row.entries()) {
    const before = found[found.length - 1];
    listed = before !== undefined && isListed(tokens, row[k - 1]!, named, row[k + 1], listed);
    const last = before?.all[before.all.length - 1];
    const side = last && !listed ? narrower(tokens, words, last, named) : null;
    if (!before || side === null) {
      found.push({ named, all: [named] });
      continue;
    }
    before.all.push(named);
    const site =
      wide(before.named) === 0 && wide(named) > 0 && wide(named) < 3 && !isOpen(tokens, words, before.named);
    // "Merak on Indonesia's island of Java": Java is narrower than Indonesia, not than Merak.
    const after = side === "after" && (before.named === last || wide(named) < wide(before.named));
    if (!named.nameless && (after || site || before.named.nameless)) before.named = named;
  }
  return found;
}

/** A square, a camp, a road: it says where by itself, and a building only together with its town. */
function isOpen(tokens: Tokens, words: PlaceWords, { last, nameless }: Named): boolean {
  return (
    !nameless && (words.open_sites.has(tokens.Norm[last - 1]!) || words.open_sites.has(tokens.Norm[last]!))
  );
}

/** Whether two names apart by a comma are of a list ("Puno, Cusco and Juliaca") and do not say together where something is. */
function isListed(tokens: Tokens, a: Named, b: Named, next: Named | undefined, listed: boolean): boolean {
  if (tokens.Norm[a.last] !== "," || b.first - a.last > 2 || Math.abs(wide(a) - wide(b)) > 1) return false;
  if (listed) return true;
  if (!next || next.first - b.last > 3 || Math.abs(wide(next) - wide(b)) > 1) return false;
  for (let i = b.last; i < next.first; i++) if (!/^(?:,|and|or|the|&)$/.test(tokens.Norm[i]!)) return false;
  return true;
}

/** The names, none inside another. */
function namedIn(
  tokens: Tokens,
  words: PlaceWords,
  names: readonly Name[],
  places: readonly Place[],
): Named[] {
  const spans: Array<{ start: number; end: number; place: Place | null; type?: Name["type"] }> = [];
  // Words that name people or a government, also where a name or a site has them inside ("the Peruvian embassy").
  const others = places.filter((place) => place.use !== "place");
  for (const place of places)
    if (place.use === "place") spans.push({ start: place.start, end: place.end, place });
  let k = 0;
  for (const { start, end, type } of names) {
    while (k < others.length && others[k]!.end <= start) k++;
    if (!(k < others.length && others[k]!.start < end)) spans.push({ start, end, place: null, type });
  }
  spans.sort(
    (a, b) => a.start - b.start || b.end - a.end || Number(a.place === null) - Number(b.place === null),
  );
  const found: Named[] = [];
  let i = 0;
  let o = 0;
  let free = 0;
  for (const { start, end, place, type } of spans) {
    if (start < free) continue;
    while (i < tokens.length && tokens.End[i]! <= start) i++;
    let last = i;
    let head = -1;
    for (; last < tokens.length && tokens.Start[last]! < end; last++) {
      const up = tokens.Head[last]!;
      if (head < 0 && (up < 0 || tokens.Start[up]! < start || tokens.Start[up]! >= end)) head = last;
    }
    if (head < 0) continue;
    if (type && type !== "LOC") {
      const run = { first: i, last };
      if (!isCalledPlace(tokens, words, type, run, goesOn(tokens, found[found.length - 1], head))) continue;
    }
    // "Wari district", "the Wari hotel": the name without what it is; "the city hall" has none.
    let [from, to] = [i, last];
    while (to > from + 1 && !isUpper(tokens.Form[to - 1]!.charCodeAt(0)) && !/^\d/.test(tokens.Form[to - 1]!))
      to--;
    while (
      from < to - 1 &&
      !isUpper(tokens.Form[from]!.charCodeAt(0)) &&
      !words.openers.has(tokens.Norm[from]!)
    )
      from++;
    if (!isUpper(tokens.Form[from]!.charCodeAt(0))) [from, to] = [i, last];
    const [begin, stop] = [tokens.Start[from]!, tokens.End[to - 1]!];
    while (o < others.length && others[o]!.end < stop) o++;
    const nameless =
      from === i && to === last
        ? !tokens.Form.slice(i, last).some((form) => /\p{Lu}/u.test(form))
        : (o < others.length && others[o]!.start <= begin && others[o]!.use === "demonym") ||
          (to - from === 1 && (tokens.Upos[from] === ADJ || words.countries.has(tokens.Norm[from]!)));
    found.push({ start: begin, end: stop, first: i, last, head, place, nameless });
    free = end;
  }
  return found;
}

/** Whether a name is the next of a list that a place is of. */
function goesOn(tokens: Tokens, before: Named | undefined, head: number): boolean {
  if (!before || tokens.Deprel[head] !== "conj") return false;
  const up = tokens.Head[head]!;
  return up === before.head || (tokens.Deprel[before.head] === "conj" && up === tokens.Head[before.head]);
}

const WIDEST_GAP = 9;

/**
 * Which of two names in a row is the narrower, where they say together where something is; null where they do not:
 * "Wari in Azuay", "Wari, Azuay", "Wari, 30 km north of Cuenca"; "Azuay's Wari district", "the Azuay town of Wari".
 */
function narrower(tokens: Tokens, words: PlaceWords, a: Named, b: Named): "before" | "after" | null {
  if (tokens.Sentence[a.head] !== tokens.Sentence[b.head] || b.first - a.last > WIDEST_GAP) return null;
  if (tokens.Deprel[b.head] === "conj" && tokens.Head[b.head]! >= a.first && tokens.Head[b.head]! < a.last)
    return wide(a) < wide(b) && tokens.Norm[a.last] === "," && b.first === a.last + 1 ? "before" : null;
  let kind = "";
  let joint = "";
  for (let i = a.last; i < b.first; i++) {
    const word = tokens.Norm[i]!;
    if (words.possessive.has(word) && i === a.last) joint = "'s";
    else if (word === "," || word === "(" || word === ")") joint ||= ",";
    else if (words.event_joints.has(word)) joint = joint === "," || joint === "" ? word : joint;
    else if (kindOf(words, word)) kind ||= word;
    else if (words.directions.has(word) || words.event_fillers.has(word) || /^\d/.test(word)) continue;
    else if (tokens.Upos[i] !== ADJ && !words.hyphen_tails.has(word)) return null;
  }
  if (joint === "'s") return "after";
  // "the Azuan capital Wari"; "Cuenca Azuay".
  if (joint === "")
    return b.first > a.last ? null : isLower(tokens.Form[a.last - 1]!.charCodeAt(0)) ? "after" : "before";
  if (joint === "of" && kind !== "" && tokens.Norm[a.last] !== ",") {
    if (words.towns.has(kind)) return a.place === null || wide(b) > wide(a) ? "before" : "after";
    const part = words.regions.has(kind) || words.plain_parts.has(kind);
    return wide(a) >= 1 && !(a.place === null) && !part ? "after" : "before";
  }
  if (joint === "," && wide(b) < wide(a)) return b.first === a.last + 1 ? null : "after";
  return wide(b) < wide(a) - 2 ? "after" : "before";
}

/** A noun for what a place is: "district", "town", "square". */
export function kindOf(words: PlaceWords, word: string): boolean {
  return (
    words.towns.has(word) || words.regions.has(word) || words.parts.has(word) || words.facilities.has(word)
  );
}

/** 0 for a site, 1 for a town or what is not known, more for what is wider. */
function wide({ place }: Named): number {
  return WIDTH[place?.precision ?? "G9"] ?? 1;
}

const WIDTH: Readonly<Record<string, number>> = {
  G0: 0,
  G1: 1,
  G2: 1,
  G3: 2,
  G4: 3,
  G5: 4,
  G6: 5,
  G7: 6,
  G9: 1,
};
