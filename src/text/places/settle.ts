/** Says where a site or "the capital" is: by a town in its name, in its sentence, or in the document; never by a guess. */
import type { Declined } from "../analysis.js";
import type { Gazetteer } from "./gazetteer.js";
import { KIND } from "./gazetteer-format.js";
import { liesIn } from "./gazetteer-relations.js";
import { type Ground, shareOf } from "./resolve.js";
import type { Mention } from "./scan.js";
import type { Site } from "./sites.js";
import type { Reader } from "./text.js";

/** Least share of a document's evidence, and least lead over the next, for it to be about one country. */
const FOCUS = 0.35;
const LEAD = 1.6;
/** Sentences back that a town named earlier still says where a site is. */
const REACH = 4;

/** What a document is about: its country (row or -1), its towns in text order (those of origin and those that only name a street aside), and the town where it plays (row or -1). */
export type Focus = {
  readonly country: number;
  readonly towns: readonly Mention[];
  readonly town: number;
  /** Nearly all of the document plays in `town`. */
  readonly only: boolean;
};

/** Finds the country and town of a document from the mentions that were accepted. */
export function focusOf(
  read: Reader,
  g: Gazetteer,
  mentions: readonly Mention[],
  sites: readonly Site[],
  ground: Ground,
): Focus {
  const inside = new Set(
    sites.filter((site) => ownTown(read, g, site, NONE, ground) < 0).flatMap((site) => site.inner),
  );
  let best = -1;
  let most = 0;
  let second = 0;
  for (const [country, weight] of ground.Country) {
    if (weight > most) {
      second = most;
      most = weight;
      best = country;
    } else if (weight > second) second = weight;
  }
  const country = best >= 0 && most / ground.total >= FOCUS && most >= LEAD * second ? best : -1;
  const towns = mentions.filter(
    (mention) =>
      mention.use === "place" &&
      mention.row >= 0 &&
      isTown(g, mention.row) &&
      (mention.evidence > 0 || shareOf(ground, g.Country[mention.row]!) > 0.2) &&
      !inside.has(mention) &&
      !isOrigin(read, mention),
  );
  const counts = new Map<number, number>();
  for (const town of towns) {
    const weight = town.dateline ? (filedAbroad(g, town, mentions, towns) ? 0 : DATELINE) : 1;
    counts.set(town.row, (counts.get(town.row) ?? 0) + weight);
  }
  let town = -1;
  let count = 0;
  let all = 0;
  for (const [row, n] of counts) {
    all += n;
    if (n > count) {
      count = n;
      town = row;
    }
  }
  return { country, towns, town: count >= all * 0.5 ? town : -1, only: count >= all * 0.6 };
}

/** How many namings of a town its dateline is worth. */
const DATELINE = 3;

/** A report that is filed from one country and names towns of others, but never again that country, does not play there. */
function filedAbroad(
  g: Gazetteer,
  filed: Mention,
  mentions: readonly Mention[],
  towns: readonly Mention[],
): boolean {
  const country = g.Country[filed.row]!;
  return (
    towns.some((town) => !town.dateline && g.Country[town.row] !== country) &&
    !mentions.some(
      (mention) =>
        !mention.dateline &&
        mention.row !== filed.row &&
        (mention.demonym
          ? mention.country === country
          : mention.row >= 0 && g.Country[mention.row] === country),
    )
  );
}

/** Words of a list of origins that are looked at, from a town back to its "from". */
const LONGEST_ORIGIN = 8;

/** "farmers from Puno, Ayacucho and Cusco": people come from there, nothing takes place there. */
function isOrigin(read: Reader, mention: Mention): boolean {
  const bound = Math.max(read.first(mention.first), mention.first - LONGEST_ORIGIN);
  for (let i = mention.first - 1; i >= bound; i--) {
    const word = read.norm(i);
    if (word === "from") return i === read.first(i) || !read.words.directions.has(read.norm(i - 1));
    if (word !== "," && word !== "and" && !read.cap(i)) return false;
  }
  return false;
}

function isTown(g: Gazetteer, row: number): boolean {
  return g.Precision[row]! <= 2 && g.Kind[row] !== KIND.site;
}

/** Row that tells where a site is, or why there is none. */
export function settleSite(
  read: Reader,
  g: Gazetteer,
  site: Site,
  focus: Focus,
  ground: Ground,
): { row: number; declined: Declined | null } {
  const inside = ownTown(read, g, site, toldOf(focus), ground);
  if (inside >= 0) return { row: inside, declined: null };
  const named = townAfter(read, site, focus);
  if (named >= 0) return { row: named, declined: null };
  const demonym = site.inner.find((mention) => mention.country >= 0);
  if (site.national) {
    const country = demonym && !/embassy|consulate/.test(site.head) ? demonym.country : focus.country;
    const town = nearestTown(read, g, site, focus);
    if (town >= 0 && country >= 0 && (town === g.seat(country) || town === g.capital(country)))
      return { row: town, declined: null };
    if (country >= 0 && (demonym || !read.words.federal.has(g.iso(country) ?? ""))) {
      const seat = g.seat(country);
      if (seat >= 0) return { row: seat, declined: null };
    }
    if (town >= 0) return { row: town, declined: null };
    return { row: -1, declined: "no town or country named for this site" };
  }
  if (read.words.natural.has(site.head)) return { row: -1, declined: "not in gazetteer" };
  const town = nearestTown(read, g, site, focus);
  return town >= 0 ? { row: town, declined: null } : { row: -1, declined: "no town named for this site" };
}

/** A town in the site's own name says where it is, unless streets and the like are named so all over the world. */
function ownTown(read: Reader, g: Gazetteer, site: Site, told: ReadonlySet<number>, ground: Ground): number {
  const streetLike = read.words.street_like.has(site.head);
  for (const mention of site.inner) {
    if (mention.demonym || mention.row < 0 || !mention.accepted) continue;
    const { row } = mention;
    if (g.Kind[row] === KIND.site && !(streetLike && mention.last < site.last)) return row;
    // "Sydney Harbour Bridge", where the report speaks of Sydney too
    if (g.Precision[row]! > 3 || (streetLike && !told.has(row))) continue;
    const word =
      read.words.common.has(mention.key) ||
      read.words.surnames.has(mention.key) ||
      read.words.first_names.has(mention.key);
    if (word || shareOf(ground, g.Country[row]!) < 0.1) continue;
    return row;
  }
  return -1;
}

/** The towns that the report names as such. */
function toldOf(focus: Focus): ReadonlySet<number> {
  const known = townRows.get(focus);
  if (known) return known;
  const rows = new Set(focus.towns.map((town) => town.row));
  townRows.set(focus, rows);
  return rows;
}

const townRows = new WeakMap<Focus, ReadonlySet<number>>();
const NONE: ReadonlySet<number> = new Set();

/** "… in Okpo", "…, Richmond", "… on Stadiou Street, downtown Athens": a town right after, within a few words. */
function townAfter(read: Reader, site: Site, focus: Focus): number {
  for (let k = townAt(focus, site.last); k < focus.towns.length; k++) {
    const town = focus.towns[k]!;
    if (town.first > site.last + 6 || read.sentence(town.first) !== read.sentence(site.first)) return -1;
    const before = read.norm(town.first - 1);
    const led =
      read.words.strong_locative.has(before) ||
      read.words.directions.has(before) ||
      before === "," ||
      before === "of";
    if (led && !broken(read, site.last, town.first)) return town.row;
  }
  return -1;
}

/** What stands between a site and a town says that the town belongs to something else. */
function broken(read: Reader, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const word = read.norm(i);
    if (read.words.speech.has(word) || read.words.breaks.has(word)) return true;
  }
  return false;
}

/** Index of the first town at or after a token. */
function townAt(focus: Focus, token: number): number {
  let low = 0;
  let high = focus.towns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (focus.towns[middle]!.first < token) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The town of the sentence (the last before the site, else the first after), the document's, or that of a sentence shortly before. */
function nearestTown(read: Reader, g: Gazetteer, site: Site, focus: Focus): number {
  const sentence = read.sentence(site.first);
  const at = townAt(focus, site.first);
  const previous = focus.towns[at - 1];
  if (previous && read.sentence(previous.first) === sentence) return previous.row;
  const next = focus.towns[at];
  if (next && read.sentence(next.first) === sentence) return next.row;
  const earlier = previous && sentence - read.sentence(previous.first) <= REACH ? previous.row : -1;
  if (focus.town >= 0 && (focus.only || earlier < 0 || liesIn(g, earlier, focus.town))) return focus.town;
  return earlier;
}
