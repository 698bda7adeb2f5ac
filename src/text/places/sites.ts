/** Finds sites named by what they are: "Jolo Cathedral", "the Marfin bank", "shipyard in Okpo", "outside parliament". */
import type { Mention } from "./scan.js";
import type { Reader } from "./text.js";

/** A site in the text. Tokens `[first, last)`; `head` is the folded word or phrase that says what it is. */
export type Site = {
  readonly first: number;
  readonly last: number;
  readonly head: string;
  /** Mentions inside the phrase; the first of them may say where it is. */
  readonly inner: readonly Mention[];
  /** A name is part of it, or it is known by its kind alone ("parliament"). */
  readonly named: boolean;
  /** Stands at the national seat when no town is named with it. */
  readonly national: boolean;
  /** A part of the town rather than a building ("the city centre"). */
  readonly part: boolean;
};

const LONGEST_HEAD = 4;
const LONGEST_NAME = 9;

/** All sites, in text order, without overlaps. `mentions` in text order. Linear: names of at most nine tokens. */
export function findSites(read: Reader, mentions: readonly Mention[]): Site[] {
  const sites: Site[] = [];
  const at = new Map<number, Mention>();
  for (const mention of mentions) for (let i = mention.first; i < mention.last; i++) at.set(i, mention);
  let free = 0;
  for (let i = 0; i < read.length; i++) {
    if (i < free || !read.words.heads.has(read.norm(i))) continue;
    const end = headAt(read, i, "facilities") || headAt(read, i, "bare") || headAt(read, i, "national");
    if (end === 0) continue;
    const site = siteAt(read, at, i, end, free);
    if (!site) continue;
    sites.push(site);
    free = site.last;
  }
  return sites;
}

/** End of the longest phrase of a list that starts at token `i`, or 0. */
function headAt(read: Reader, i: number, list: "facilities" | "bare" | "national" | "town_parts"): number {
  let phrase = "";
  let best = 0;
  const end = Math.min(i + LONGEST_HEAD, read.last(i));
  for (let j = i; j < end; j++) {
    const word = read.norm(j);
    phrase = phrase === "" ? word : read.spaced(j) ? `${phrase} ${word}` : phrase + word;
    if (read.words[list].has(phrase)) best = j + 1;
  }
  return best;
}

function phraseOf(read: Reader, first: number, last: number): string {
  let phrase = "";
  for (let i = first; i < last; i++) {
    const word = read.norm(i);
    phrase = phrase === "" ? word : read.spaced(i) ? `${phrase} ${word}` : phrase + word;
  }
  return phrase;
}

function siteAt(
  read: Reader,
  at: ReadonlyMap<number, Mention>,
  headFirst: number,
  headEnd: number,
  free: number,
): Site | null {
  const { words } = read;
  // The head may go on: "police" "station", "sports" "grounds", "Magistrate's" "Court".
  let head = phraseOf(read, headFirst, headEnd);
  let first = headFirst;
  const bound = Math.max(free, read.first(headFirst), headFirst - LONGEST_NAME);
  while (first > bound && partOfName(read, first - 1, headFirst, bound)) first--;
  while (first < headFirst && (!startsName(read, first) || words.articles.has(read.norm(first)))) first++;
  if (first < headFirst && first === read.first(headFirst) && opensOnly(read, first)) {
    first++;
    while (first < headFirst && !startsName(read, first)) first++;
  }
  let last = headEnd;
  let named = first < headFirst;
  if (words.before_names.has(head) && (!named || (headEnd < read.last(headFirst) && read.cap(headEnd))))
    return null;
  const capHead = read.cap(headFirst) && !read.headline(headFirst);
  // "University of Cape Town", "City Hall of Naoussa", "Supreme Court of the United States".
  if (read.norm(last) === "of" && (capHead || words.national.has(head))) {
    const go = read.norm(last + 1) === "the" ? last + 2 : last + 1;
    let stop = go;
    while (stop < Math.min(go + 5, read.last(headFirst)) && read.cap(stop)) stop++;
    if (stop > go) {
      last = stop;
      named = true;
      const whole = phraseOf(read, headFirst, stop);
      if (words.national.has(whole)) head = whole;
    }
  }
  // "Plaza de Armas", "Avenida Abancay": in other languages the kind comes first and the name after it.
  const before = last;
  if (capHead && words.leading.has(head)) last = nameAfter(read, last);
  if (last > before) named = true;
  const inner: Mention[] = [];
  for (let i = first; i < last; ) {
    const mention = at.get(i);
    if (mention && !inner.includes(mention)) inner.push(mention);
    i = mention ? mention.last : i + 1;
  }
  // "Prince Edward Island", "Tahrir Square": the gazetteer knows the whole of it.
  if (
    last === before &&
    inner.some(
      (mention) =>
        mention.accepted &&
        mention.row >= 0 &&
        mention.first <= headFirst &&
        mention.last >= headEnd &&
        !mention.demonym,
    )
  )
    return null;
  const led = ledToSite(read, first);
  if (
    named &&
    inner.length === 1 &&
    inner[0]!.demonym &&
    inner[0]!.first === first &&
    inner[0]!.last === headFirst
  ) {
    // "the Greek parliament", "the American embassy": a site of a kind, not a name.
    if (!led && !words.national.has(head)) return null;
    return { first, last, head, inner, named: false, national: words.national.has(head), part: false };
  }
  const body = words.house_or_body.has(head) || words.house_or_body.has(lastWord(head));
  const known = inner.some((mention) => mention.accepted && !mention.demonym);
  const lowerHead = !read.cap(headFirst);
  if (named) {
    if (read.headline(headFirst) && !led) return null;
    if (lowerHead && words.compound_tails.has(read.norm(headEnd))) return null;
    if (lowerHead && words.possessive.has(read.norm(headFirst - 1)) && !led && !known) return null;
    if (body && !led && (!known || isOrganisation(read, last))) return null;
    return { first, last, head, inner, named, national: words.national.has(head), part: false };
  }
  if (
    words.needs_article.has(head) &&
    !words.articles.has(read.norm(headFirst - 1)) &&
    !words.site_adjectives.has(read.norm(headFirst - 1))
  )
    return null;
  if (!led || !words.bare.has(head) || words.compound_tails.has(read.norm(headEnd))) return null;
  return {
    first: headFirst,
    last: headEnd,
    head,
    inner,
    named: false,
    national: words.national.has(head),
    part: words.town_parts.has(head),
  };
}

const LONGEST_AFTER = 4;

/** End of a name that follows its kind, small words between its capitals included; `from` where none follows. */
function nameAfter(read: Reader, from: number): number {
  let end = from;
  const bound = Math.min(from + LONGEST_AFTER, read.last(from - 1));
  for (let i = from; i < bound; i++) {
    if (read.cap(i)) end = i + 1;
    else if (!/^(de|del|la|las|los|el|da|do|dos|das|di|della|des|du)$/.test(read.norm(i))) break;
  }
  return end;
}

const lastWord = (phrase: string): string => phrase.slice(phrase.lastIndexOf(" ") + 1);

/** Token `i` may belong to a name that runs up to the head: a capitalised word, or what joins two of them. */
function partOfName(read: Reader, i: number, headFirst: number, bound: number): boolean {
  if (read.cap(i)) return !read.words.titles.has(read.norm(i)) || i > bound;
  const norm = read.norm(i);
  if (/^\d/.test(norm)) return i + 1 < headFirst || read.cap(headFirst);
  if (norm === "'s" || norm === "’s" || norm === "'" || norm === "’") return read.cap(i - 1);
  if (read.hyphen(i) || norm === "&") return read.cap(i - 1);
  return (
    /^(de|del|la|las|los|el|al|dos|da|do|von|van)$/.test(norm) &&
    i > bound &&
    read.cap(i - 1) &&
    read.cap(i + 1)
  );
}

/** A word with a capital only because it opens the sentence: "Outside parliament". */
function opensOnly(read: Reader, i: number): boolean {
  const { generic_starts, site_words, locative, directions } = read.words;
  const word = read.norm(i);
  return generic_starts.has(word) || site_words.has(word) || locative.has(word) || directions.has(word);
}

function startsName(read: Reader, i: number): boolean {
  return read.cap(i) || /^\d/.test(read.norm(i));
}

/** A word of place or of attack leads to the site, articles and adjectives aside. */
function ledToSite(read: Reader, first: number): boolean {
  const { words } = read;
  let i = first - 1;
  const bound = Math.max(read.first(first), first - 5);
  while (
    i >= bound &&
    (words.articles.has(read.norm(i)) ||
      words.site_adjectives.has(read.norm(i)) ||
      read.hyphen(i) ||
      read.norm(i) === "'s" ||
      read.norm(i) === "’s" ||
      words.directions.has(read.norm(i)))
  )
    i--;
  if (i < bound) return false;
  return read.norm(i) === "of" ? words.of_leads.has(read.norm(i - 1)) : words.site_words.has(read.norm(i));
}

/** What follows treats the name as an organisation that speaks or acts. */
function isOrganisation(read: Reader, last: number): boolean {
  const next = read.norm(last);
  return read.words.speech.has(next) || read.words.auxiliaries.has(next);
}
