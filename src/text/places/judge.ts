/** Weighs the words around a mention: is it a place, a person, part of an organisation's name, a government? */
import type { Gazetteer } from "./gazetteer.js";
import { KIND } from "./gazetteer-format.js";
import { liesIn } from "./gazetteer-relations.js";
import { type Mention, rowsOf } from "./scan.js";
import type { Reader } from "./text.js";

/**
 * Sets `evidence`, `use`, `parent`, `wants`, `part` and `dateline` of every mention. Evidence is in rough units of
 * "one clear hint": 1 and more means the words alone show a place, below -2 that it cannot be one.
 */
export function judge(
  read: Reader,
  gazetteer: Gazetteer,
  mentions: readonly Mention[],
  dateline: { readonly start: number; readonly end: number } | null,
): void {
  const persons = new Map<string, number>();
  let previous: Mention | null = null;
  for (const mention of mentions) {
    const start = read.tokens.Start[mention.first]!;
    mention.dateline =
      dateline !== null ? start >= dateline.start && start < dateline.end : looksLikeDateline(read, mention);
    const after = previous !== null && previous.last === mention.first && !previous.demonym;
    weigh(read, mention, { after, site: isSite(gazetteer, mention) });
    previous = mention;
    if (mention.evidence <= -3) persons.set(mention.key, (persons.get(mention.key) ?? 0) + 1);
    if (!mention.dateline) continue;
    mention.evidence = Math.max(mention.evidence, 0) + 2;
    // A town all in capitals is easily taken for an organisation.
    if (!mention.demonym) mention.use = "place";
  }
  linkParents(read, gazetteer, mentions);
  // A surname introduced with a first name or title is that person's from then on, unless a word of place leads it.
  for (const mention of mentions) {
    if (!persons.has(mention.key) || mention.demonym || mention.parent || mention.dateline) continue;
    mention.evidence -= isLed(read, mention) ? 1 : 2.5;
  }
}

/** Whether a preposition or the like of place stands right before, articles and directions aside. */
export function isLed(read: Reader, mention: Mention): boolean {
  return read.words.locative.has(read.norm(before(read, mention)));
}

/** Index of the token before a mention, skipping "the" and words such as "northern", "downtown". */
function before(read: Reader, mention: Mention): number {
  let i = mention.first - 1;
  const first = read.first(mention.first);
  while (i > first && (read.norm(i) === "the" || read.words.directions.has(read.norm(i)) || read.hyphen(i)))
    i--;
  return i >= first ? i : -1;
}

/** "DURBAN, March 6 (ANA) -": in capitals near the start, a comma, a bracket or a dash after it, a dash soon. */
function looksLikeDateline(read: Reader, mention: Mention): boolean {
  if (mention.last > 12 || mention.demonym || read.headline(mention.first)) return false;
  for (let i = mention.first; i < mention.last; i++) if (!read.caps(i)) return false;
  if (!/^[,(\-–—]+$/.test(read.norm(mention.last))) return false;
  for (let i = mention.last; i < mention.last + 10; i++) if (/^(--?|–|—)$/.test(read.norm(i))) return true;
  return false;
}

/** The gazetteer knows the name only or mostly for a site. */
function isSite(gazetteer: Gazetteer, mention: Mention): boolean {
  return mention.found.length > 0 && gazetteer.Kind[mention.found[0]!.row] === KIND.site;
}

/** `after`: the name of another place stands right before ("Athens Acropolis"); `site`: it names a site. */
function weigh(read: Reader, mention: Mention, about: { after: boolean; site: boolean }): void {
  const { words } = read;
  const { first, last } = mention;
  const single = last - first === 1;
  const named = mention.country >= 0;
  const surname = words.surnames.has(mention.key) && !mention.demonym;
  const opening = first === read.first(first);
  const previous = read.norm(first - 1);
  const next = read.norm(last);
  const headline = read.headline(first);
  const prevCap = !opening && read.cap(first - 1) && !headline;
  const nextCap = read.cap(last) && !headline && last < read.last(first);
  let evidence = single ? 0 : 0.6;
  const lead = before(read, mention);
  setKind();

  if (single && words.common.has(mention.key)) evidence -= opening ? 2.6 : 1.8;
  // "Lake Wari", "Wari Village": a kind is part of a longer name.
  if (
    single &&
    (words.facilities.has(mention.key) || words.towns.has(mention.key) || words.districts.has(mention.key))
  )
    evidence -= 2.5;
  if (single && words.surnames.has(mention.key) && !named) evidence -= 0.9;
  if (single && words.first_names.has(mention.key) && !named) evidence -= 1;
  if (words.months.has(mention.key)) evidence -= 4;
  if (onlySides(read, mention) && !mention.wants) evidence -= 2.5;
  // "St. Patrick's Day".
  if (words.possessive.has(next) && words.feasts.has(read.norm(last + 1))) evidence -= 4;

  if (!opening && isPerson()) evidence -= named ? 6 : 4;
  if (single && nextCap && words.first_names.has(mention.key) && !named && !afterKind(next)) evidence -= 2.5;

  const led = lead >= 0 && words.locative.has(read.norm(lead));
  if (led) evidence += words.strong_locative.has(read.norm(lead)) ? 1 : 0.5;
  if (read.hyphen(last) && words.hyphen_tails.has(read.norm(last + 1))) evidence += 1;

  if (mention.tag === "LOC") evidence += 1.2;
  else if (mention.tag === "PER") evidence -= named ? 1.5 : 2.5;
  else if (mention.tag === "MISC") evidence -= 0.2;

  if (read.tagged && single && !read.lower && !named && !headline)
    evidence += read.proper(first) ? 0.2 : -1.2;

  if (inOrganisation(read, mention)) mention.use = "in_name";
  else if (
    prevCap &&
    !about.after &&
    !words.titles.has(previous) &&
    !words.directions.has(previous) &&
    !kindWord(previous) &&
    !opensSentence(first - 1)
  ) {
    // "Michael Brown", "Mount Kenya": the tail of a longer name that is not known.
    evidence -=
      read.cap(first - 1) && /^[A-Z]\.?$/.test(read.tokens.Form[first - 1]!) ? 2.5 : named ? 0.6 : 1.3;
  } else if (nextCap && !mention.demonym && !words.titles.has(next) && !kindWord(next) && !named) {
    evidence -= words.surnames.has(next) ? 1.6 : 0.7;
  }
  // "in Baghdad's Sadr City neighbourhood", "in Sadr City": the words around it call it a place.
  // "in Tolima Department": the name has in it what it names.
  const spelled = last - first > 1 && words.regions.has(read.norm(last - 1)) && next !== "of";
  if (spelled && mention.use === "in_name") mention.use = "place";
  const called =
    spelled || mention.wants !== null || (led && (about.site || words.within.has(read.norm(lead))));
  if (mention.tag === "ORG" && mention.use === "place" && !called) mention.use = "in_name";

  if (mention.use === "place" && !led && !headline && isSubjectOfSpeech(read, mention))
    mention.use = "metonym";
  mention.evidence = evidence;

  function isPerson(): boolean {
    if (/^[A-Z]\.$/.test(read.tokens.Form[first - 1]!)) return !named || surname;
    if (!read.cap(first - 1)) return false;
    if (words.first_names.has(previous)) return !named || surname;
    return words.titles.has(previous) && (surname || (!named && words.honorifics.has(previous)));
  }

  function opensSentence(i: number): boolean {
    return i === read.first(first) && words.generic_starts.has(read.norm(i));
  }

  function kindWord(word: string): boolean {
    return (
      words.towns.has(word) ||
      words.regions.has(word) ||
      words.facilities.has(word) ||
      words.parts.has(word) ||
      words.connectors.has(word)
    );
  }

  function afterKind(word: string): boolean {
    return kindWord(word) || words.organisations.has(word) || words.titles.has(word);
  }

  /** "Helmand province", "the town of Huancavelica", "northern Peru", "outside Lima", "a suburb of Cairo". */
  function setKind(): void {
    const article = read.norm(first - 1) === "the" ? first - 2 : first - 1;
    const of = read.norm(article) === "of" ? read.norm(article - 1) : "";
    const after = next === "-" ? read.norm(last + 1) : next;
    if (words.districts.has(after) || words.districts.has(of)) mention.wants = "district";
    else if (words.regions.has(after) || words.regions.has(of)) mention.wants = "region";
    else if (words.towns.has(after) || words.towns.has(of)) mention.wants = "town";
    if (mention.wants) evidence += 1;
    if (words.parts.has(after) || words.parts.has(of) || words.directions.has(of)) {
      mention.part = true;
      evidence += 0.9;
    }
    const adjective = read.norm(first - 1);
    // "Nigeria's northern Zamfara state", "the northern Zamfara state": where in the country the state lies, all of it.
    const before = read.norm(first - 2);
    const whole = words.regions.has(after) && (words.possessive.has(before) || before === "the");
    if (
      (words.directions.has(adjective) && !whole) ||
      words.near.has(adjective) ||
      words.near.has(read.norm(lead))
    )
      mention.part = true;
  }
}

/** "Central", "South-East": regions of that name exist, but the words alone do not show one. */
function onlySides(read: Reader, mention: Mention): boolean {
  for (let i = mention.first; i < mention.last; i++) {
    const word = read.norm(i);
    if (!read.words.directions.has(word) && word !== "centre" && word !== "center" && !read.hyphen(i))
      return false;
  }
  return true;
}

/** Whether a mention is a word of an organisation's name: "Chicago Tribune", "South African Police Service", "Bank of Ghana". */
function inOrganisation(read: Reader, mention: Mention): boolean {
  const { words } = read;
  if (read.headline(mention.first)) return false;
  let head = -1;
  const end = Math.min(read.last(mention.first), mention.last + 7);
  for (let i = mention.last; i < end; i++) {
    if (words.possessive.has(read.norm(i)) && mention.tag !== "ORG") break;
    if (read.cap(i)) head = i;
    else if (!(read.cap(i + 1) && words.connectors.has(read.norm(i)))) break;
    if (head === i && words.titles.has(read.norm(i)) && !words.organisations.has(read.norm(i))) return false;
  }
  // "Tolima Department", and no "Texas Department of Health".
  if (
    head === mention.last &&
    mention.wants === "region" &&
    words.regions.has(read.norm(head)) &&
    read.norm(head + 1) !== "of"
  )
    return false;
  if (head >= 0 && words.organisations.has(read.norm(head))) return true;
  if (mention.last < end && words.organisations.has(read.norm(mention.last)) && read.cap(mention.last))
    return true;
  const of = read.norm(mention.first - 1) === "the" ? mention.first - 2 : mention.first - 1;
  if (read.norm(of) !== "of" || of - 1 < read.first(mention.first)) return false;
  if (read.cap(of - 1) && words.organisations.has(read.norm(of - 1))) return true;
  if (words.organisations.has(`${read.norm(of - 2)} ${read.norm(of - 1)}`)) return true;
  return false;
}

/** "Washington said", "Beijing has warned": first in its clause and subject of a verb of speech. */
function isSubjectOfSpeech(read: Reader, mention: Mention): boolean {
  let verb = mention.last;
  while (verb < mention.last + 2 && read.words.auxiliaries.has(read.norm(verb))) verb++;
  if (!read.words.speech.has(read.norm(verb))) return false;
  const opening = mention.first === read.first(mention.first);
  return opening || read.words.clause_openers.has(read.norm(mention.first - 1));
}

/** "X, Y": X lies in Y where the gazetteer allows it. Short forms of regions ("Ill.") become mentions of their own elsewhere. */
function linkParents(read: Reader, gazetteer: Gazetteer, mentions: readonly Mention[]): void {
  const seen = new Map<string, boolean>();
  const fits = (inner: Mention, outer: Mention): boolean => {
    const pair = `${inner.key}|${outer.key}`;
    let fit = seen.get(pair);
    if (fit === undefined) {
      fit = mayLieIn(gazetteer, inner, outer);
      seen.set(pair, fit);
    }
    return fit;
  };
  for (let k = 0; k + 1 < mentions.length; k++) {
    const mention = mentions[k]!;
    const next = mentions[k + 1]!;
    if (mention.demonym || next.demonym) continue;
    const end = endOf(read, mention);
    const gap = next.first - end;
    const comma = gap === 1 && read.norm(end) === ",";
    const within = (gap === 1 && read.norm(end) === "in") || leadsInto(read, end, next.first);
    const bracket = gap === 1 && read.norm(end) === "(";
    if (!comma && !within && !bracket) continue;
    if (!fits(mention, next)) {
      const foreign = !inSameCountry(gazetteer, mention, next) && !isRegion(gazetteer, mention);
      const region = isRegion(gazetteer, next) && next.evidence > -0.5;
      // "Wari, Minn.": an abbreviated region (its key names the country) is no member of a list.
      const short = next.key.includes(", ");
      // "Wari, Ontario, Canada" is no list either.
      const beyond = mentions[k + 2];
      const within = beyond !== undefined && beyond.first === next.last + 1 && fits(next, beyond);
      if (comma && (foreign || short) && region && (within || !listGoesOn(read, next))) {
        mention.elsewhere = next;
      }
      continue;
    }
    mention.parent = next;
    // "Buffalo, New York": the state, not the city.
    if (comma && next.wants === null && liesInRegion(gazetteer, mention, next)) next.wants = "region";
    mention.evidence += comma ? 1.6 : 0.8;
    next.evidence += 0.8;
  }
}

/** The end of a place with what it is called: "Wari municipality", "Wari village". */
function endOf({ words, norm }: Reader, { last }: Mention): number {
  return words.towns.has(norm(last)) || words.parts.has(norm(last)) || words.districts.has(norm(last))
    ? last + 1
    : last;
}

const MOST_BETWEEN = 7;

/** "Wari, in the northern department of Tal", "Wari in the Tal region": nothing but words that say what the outer place is. */
function leadsInto({ words, norm }: Reader, from: number, to: number): boolean {
  if (to - from > MOST_BETWEEN) return false;
  let inside = false;
  for (let i = from; i < to; i++) {
    const word = norm(i);
    if (word === "in" && !inside) inside = true;
    else if (
      inside
        ? !(word === "the" || word === "of" || words.regions.has(word) || words.directions.has(word))
        : word !== ","
    )
      return false;
  }
  return inside;
}

function inSameCountry(gazetteer: Gazetteer, inner: Mention, outer: Mention): boolean {
  const wide = (row: number) => gazetteer.Kind[row] === KIND.admin1 || gazetteer.Kind[row] === KIND.country;
  const countries = new Set(
    rowsOf(outer, 3)
      .filter(wide)
      .map((row) => gazetteer.Country[row]),
  );
  return inner.found.slice(0, 300).some(({ row }) => countries.has(gazetteer.Country[row]));
}

/** A country or first-level region and hardly anything else. */
function isRegion(gazetteer: Gazetteer, mention: Mention): boolean {
  if (mention.country >= 0) return true;
  const kind = mention.found[0] ? gazetteer.Kind[mention.found[0].row] : KIND.town;
  return kind === KIND.admin1;
}

/** "Durban, Gauteng and Limpopo": the comma joins a list. */
function listGoesOn(read: Reader, mention: Mention): boolean {
  const next = read.norm(mention.last);
  if (next === "and" || next === "or" || next === "&") return true;
  return next === "," && (read.cap(mention.last + 1) || read.norm(mention.last + 1) === "and");
}

/** Some town of the one name lies in a first-level region of the other, and none in the town of that name. */
function liesInRegion(gazetteer: Gazetteer, inner: Mention, outer: Mention): boolean {
  if (outer.country >= 0) return false;
  const parents = outer.found.slice(0, 40).map(({ row }) => row);
  const region = parents.find((row) => gazetteer.Kind[row] === KIND.admin1);
  if (region === undefined) return false;
  const within = (parent: number): boolean =>
    inner.found.slice(0, 300).some(({ row }) => liesIn(gazetteer, row, parent));
  return within(region) && !parents.some((row) => gazetteer.Kind[row] === KIND.town && within(row));
}

/** Some place of the one name lies in some place of the other. */
function mayLieIn(gazetteer: Gazetteer, inner: Mention, outer: Mention): boolean {
  const parents = rowsOf(outer, 40);
  return inner.found
    .slice(0, 300)
    .some(({ row }) => parents.some((parent) => liesIn(gazetteer, row, parent)));
}
