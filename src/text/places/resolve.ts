/** Chooses a row of the gazetteer for every mention: one sense of a name a document, by what else the document names. */

import type { Why } from "../../model/why.js";
import { renown } from "./accept.js";
import type { Gazetteer } from "./gazetteer.js";
import { FLAG, KIND, keyOf, kilometres, NONE8, NONE16 } from "./gazetteer-format.js";
import { liesIn } from "./gazetteer-relations.js";
import type { Mention } from "./scan.js";
import { rowsOf } from "./scan.js";

/** What is known besides the text: countries that the outlet or the title suggests, and places in the outlet's name. */
export type Hints = {
  readonly countries: readonly number[];
  readonly places: ReadonlyArray<{ readonly key: string; readonly rows: readonly number[] }>;
};

/** All mentions of one name, with its possible rows and how each scores. */
type Group = {
  readonly mentions: readonly Mention[];
  readonly rows: readonly number[];
  /** Score of each row by itself, and with the ground. */
  readonly Base: Float64Array;
  readonly Score: Float64Array;
  readonly parents: readonly Mention[];
  /** Where the words put it that the gazetteer knows no such place, where they do so and nowhere else. */
  readonly elsewhere: Mention | null;
  /** Number of mentions, three at most, and the best evidence among them. */
  readonly weight: number;
  readonly evidence: number;
  best: number;
  margin: number;
  /** What this group itself gives to the ground; left out when it is scored. */
  given: { country: number; admin1: number; weight: number } | null;
};

/** How strongly a document speaks of each country and region, and the points it has settled. */
export type Ground = {
  readonly Country: ReadonlyMap<number, number>;
  readonly Admin1: ReadonlyMap<number, number>;
  readonly total: number;
  readonly points: ReadonlyArray<{ lat: number; lon: number; weight: number; group: Group | null }>;
};

/** The weights of the model, set on the Local-Global Lexicon and GeoVirus. */
export const WEIGHTS = {
  people: 0.7,
  variant: -0.5,
  byname: -3,
  capital: 0.8,
  seat: 0.4,
  country: 7.5,
  countryOrRegion: 4.8,
  weakCountry: 3.6,
  cityState: 3,
  admin1: -0.4,
  admin2: -1.2,
  share: 2.5,
  regionShare: 2.4,
  near: 2.4,
  parent: 5,
  district: 5,
  sure: 1.2,
  outlet: 0.35,
  famous: 1.7,
  doubt: 0.5,
  settled: 0.1,
  spread: 4,
};

/** Most rows of one name that are looked at, the most populous first. */
const MOST_ROWS = 400;
/** A name whose best two readings lie this close in score, and this far apart (km), is left undecided. */
const CLOSE = 0.12;
const FAR = 60;
const MOST_POINTS = 24;
/** People from which a town is known all over the world: the country of a report alone does not overrule it; half as many for capitals. */
const FAMOUS = 450_000;
const MOST_PARENTS = 4;
const ROUNDS = 3;

/**
 * Sets `row`, or `declined`, of every mention, and says what the document speaks of. Readings that the words settle by
 * themselves come first, then the rest by country, region and distance to what is settled.
 */
export function resolve(
  g: Gazetteer,
  mentions: readonly Mention[],
  hints: Hints,
  why: Why | null = null,
): Ground {
  const groups = groupsOf(g, mentions, hints);
  const districts = districtsOf(g, groups);
  let ground = groundOf(g, [], hints, mentions);
  for (let round = 0; round < ROUNDS; round++) {
    for (const group of groups) score(g, group, ground, districts);
    const settled = groups.filter(
      (group) => round > 0 || group.margin >= WEIGHTS.sure || group.parents.length > 0,
    );
    ground = groundOf(g, settled, hints, mentions);
  }
  for (const group of groups) {
    const parts: Parts[] | null = why ? [] : null;
    score(g, group, ground, districts, parts);
    const stray = strays(g, group, ground);
    for (const mention of group.mentions) {
      settle(g, group, mention);
      mention.stray = stray;
      if (why && parts) noteEntries(why, g, group, mention, parts);
    }
  }
  return ground;
}

/** What a row's score is made of. */
type Parts = {
  readonly row: number;
  readonly score: number;
  readonly size: number;
  readonly country: number;
  readonly region: number;
  readonly near: number;
  readonly inside: number;
};

const MOST_LOSERS = 3;

function noteEntries(why: Why, g: Gazetteer, group: Group, mention: Mention, parts: readonly Parts[]): void {
  const ranked = [...parts].sort((a, b) => b.score - a.score).slice(0, 1 + MOST_LOSERS);
  for (const { row, score: sum, size, country, region, near, inside } of ranked) {
    const round = (n: number) => n.toFixed(1);
    why.note(mention, row === mention.row ? "place.entry" : "place.not_entry", null, {
      name: g.name(row),
      kind: `G${g.Precision[row]}`,
      where: [g.admin1(row), g.iso(row)].filter((part) => part !== null).join(", "),
      people: g.Population[row]!,
      lat: g.Lat[row]!.toFixed(2),
      lon: g.Lon[row]!.toFixed(2),
      score: round(sum),
      size: round(size),
      country: round(country),
      region: round(region),
      nearness: round(near),
      inside: round(inside),
      rivals: group.rows.length - 1,
    });
  }
}

/** Of a document's evidence, least for it to be about one country, and most for another to be named only by chance. */
const ABOUT = 0.5;
const CHANCE = 0.03;
/** People from which a town needs no word that names its country; more of what the words call a part of a town. */
const KNOWN = 100_000;
const KNOWN_PART = 600_000;

/**
 * "A man was shot in the Modelo neighborhood", in a report of Honduras: a small town of Brazil that has the name is not meant, where
 * nothing else in the document speaks of Brazil.
 */
function strays(g: Gazetteer, group: Group, ground: Ground): boolean {
  const row = group.best;
  if (row < 0 || group.parents.length > 0 || g.Kind[row] === KIND.country || g.Kind[row] === KIND.region)
    return false;
  const sample = group.mentions[0]!;
  if (sample.country >= 0 || sample.dateline || g.Flags[row]! & (FLAG.capital | FLAG.seat1)) return false;
  const country = g.Country[row]!;
  if (country === NONE8 || g.Kind[row] === KIND.admin1) return false;
  const part = group.mentions.some((m) => m.part || m.wants === "district");
  if (g.Population[row]! >= (part ? KNOWN_PART : KNOWN)) return false;
  const own = group.given?.country === country ? group.given.weight : 0;
  const total = ground.total - own;
  if (((ground.Country.get(country) ?? 0) - own) / total > CHANCE) return false;
  for (const [other, weight] of ground.Country) if (other !== country && weight / total >= ABOUT) return true;
  return false;
}

/** Share of the document's evidence that speaks of a country, 0 to 1. */
export function shareOf(ground: Ground, country: number): number {
  return (ground.Country.get(country) ?? 0) / ground.total;
}

function settle(g: Gazetteer, group: Group, mention: Mention): void {
  // "Wari, Minn." says that no place of the name that is known is meant, there and where the name stands alone.
  const elsewhere = mention.elsewhere ?? (mention.parent ? null : group.elsewhere);
  if (group.best < 0 || elsewhere) mention.declined = "not in gazetteer";
  else if (group.margin < CLOSE) {
    mention.declined = `ambiguous: more than one ${g.name(group.best)} fits`;
    mention.land = landOf(g, group);
  } else mention.row = group.best;
}

/** So far behind the best a row may still be the one that is meant. */
const POSSIBLE = 0.8;

/** The country of all rows that may be meant, or -1. */
function landOf(g: Gazetteer, { rows, Score, best }: Group): number {
  const least = Score[rows.indexOf(best)]! - POSSIBLE;
  const country = g.Country[best]!;
  return country !== NONE8 && rows.every((row, i) => Score[i]! < least || g.Country[row] === country)
    ? country
    : -1;
}

function groupsOf(g: Gazetteer, mentions: readonly Mention[], hints: Hints): Group[] {
  const byKey = new Map<string, Mention[]>();
  for (const mention of mentions) {
    if (mention.evidence < -3) continue;
    const key = `${mention.key}|${mention.demonym}|${mention.wants === "region" || mention.wants === "district"}`;
    const list = byKey.get(key);
    if (list) list.push(mention);
    else byKey.set(key, [mention]);
  }
  return [...byKey.values()].map((list) => {
    const sample = list[0]!;
    const rows = rowsOf(sample, MOST_ROWS);
    const local = hints.places.some(({ key }) => key === sample.key);
    return {
      mentions: list,
      rows,
      Base: Float64Array.from(rows, (row) => base(g, row, sample, local)),
      Score: new Float64Array(rows.length),
      parents: parentsOf(list),
      elsewhere: list.some(({ parent }) => parent)
        ? null
        : (list.find((m) => m.elsewhere)?.elsewhere ?? null),
      weight: Math.min(3, list.length),
      evidence: Math.max(...list.slice(0, 50).map((mention) => mention.evidence)),
      best: -1,
      margin: 0,
      given: null,
    };
  });
}

/** Of so many districts of one name each still says where a town of the report may lie. */
const FEW_DISTRICTS = 14;

/**
 * The districts that the document names, and what they are worth to a town in one of them: "a Paris man", who is to appear in Henry
 * County court, is of the Paris in one of the counties of that name.
 */
function districtsOf(g: Gazetteer, groups: readonly Group[]): ReadonlyMap<number, number> {
  const districts = new Map<number, number>();
  for (const { mentions, rows, evidence } of groups) {
    if (evidence < 0 || !mentions.some(({ wants, last, first }) => wants === "district" || last - first > 1))
      continue;
    const named = rows.filter((row) => g.Kind[row] === KIND.admin2 && g.Admin2[row] !== NONE16);
    if (named.length === 0 || named.length < rows.length || named.length > FEW_DISTRICTS) continue;
    for (const row of named)
      districts.set(g.Admin2[row]!, WEIGHTS.district / (named.length > 1 ? SEVERAL : 1));
  }
  return districts;
}

/** A name of several districts says less. */
const SEVERAL = 1.2;

/** The different places that the words put a name in; the first few settle it. */
function parentsOf(mentions: readonly Mention[]): Mention[] {
  const parents = new Map<string, Mention>();
  for (const { parent } of mentions)
    if (parent && parents.size < MOST_PARENTS) parents.set(parent.key, parent);
  return [...parents.values()];
}

/**
 * How likely a name means this row when nothing else is known: size, rank, and what the words say it is. `local`: the
 * outlet itself is named after such a place, and then fame says little.
 */
function base(g: Gazetteer, row: number, mention: Mention, local: boolean): number {
  const variant = mention.found.some((found) => found.row === row && found.variant);
  const flags = g.Flags[row]!;
  let fame = WEIGHTS.people * Math.log10(g.Population[row]! + 200);
  if (flags & FLAG.capital) fame += WEIGHTS.capital;
  const known = flags & FLAG.capital ? FAMOUS / 2 : FAMOUS;
  if (g.Kind[row] === KIND.town && g.Population[row]! >= known) fame += WEIGHTS.famous;
  if (flags & FLAG.seat1) fame += WEIGHTS.seat;
  if (g.Kind[row] === KIND.country) {
    // Georgia is also a state of another country; Mexico has a state of its own name, which hardly anyone means.
    const region = mention.found.some(
      (found) => g.Kind[found.row] === KIND.admin1 && !found.variant && g.Country[found.row] !== row,
    );
    if (flags & FLAG.city && mention.found.length > 0) fame = WEIGHTS.cityState;
    else fame = mention.weak ? WEIGHTS.weakCountry : region ? WEIGHTS.countryOrRegion : WEIGHTS.country;
  }
  // "Berea" was also Aleppo's name; where towns have the name as their own, its fame counts for little.
  const own =
    variant &&
    !mention.demonym &&
    !(flags & FLAG.capital) &&
    !keyOf(g.name(row)).startsWith(mention.key) &&
    mention.found.some((found) => !found.variant && g.Country[found.row] !== g.Country[row]);
  let score =
    (local ? fame * WEIGHTS.outlet : fame) + (variant ? WEIGHTS.variant : 0) + (own ? WEIGHTS.byname : 0);
  if (flags & FLAG.weak) score -= 2;
  const { wants } = mention;
  switch (g.Kind[row]) {
    case KIND.country:
      break;
    case KIND.admin1:
      score += wants === "region" ? 2.5 : wants === "town" ? -2 : WEIGHTS.admin1;
      if (mention.country === g.Country[row] && wants !== "region") score -= 3;
      break;
    case KIND.admin2:
      score += wants === "district" ? 2.5 : wants === "region" ? 1 : wants === "town" ? -3 : WEIGHTS.admin2;
      break;
    case KIND.region:
      score += wants === "town" ? -2 : g.Precision[row] === 7 ? 1 : 0.2;
      break;
    case KIND.site:
      score += 0.3;
      break;
    default:
      if (wants === "region" || wants === "district") score -= 1.2;
      if (g.Precision[row] === 2) score -= 0.3;
  }
  return score;
}

/** Adds to the base what the ground says, and finds the best row and how far ahead of the next distant one it is. */
function score(
  g: Gazetteer,
  group: Group,
  ground: Ground,
  districts: ReadonlyMap<number, number>,
  parts: Parts[] | null = null,
): void {
  const { rows, Base, Score, given } = group;
  const total = ground.total - (given?.weight ?? 0);
  let best = -1;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const country = g.Country[row]!;
    const admin1 = g.Admin1[row]!;
    const ofCountry = (ground.Country.get(country) ?? 0) - (given?.country === country ? given.weight : 0);
    const ofRegion = (ground.Admin1.get(admin1) ?? 0) - (given?.admin1 === admin1 ? given.weight : 0);
    const byCountry = (WEIGHTS.share * ofCountry) / total;
    const byRegion = admin1 !== NONE16 ? (WEIGHTS.regionShare * ofRegion) / total : 0;
    const near = nearness(g, row, group, ground);
    let inside = 0;
    for (const parent of group.parents) {
      const outer = parent.row >= 0 ? [parent.row] : rowsOf(parent, 40);
      if (outer.some((other) => liesIn(g, row, other))) inside += WEIGHTS.parent;
    }
    if (g.Kind[row] === KIND.town) inside += districts.get(g.Admin2[row]!) ?? 0;
    const s = Base[i]! + byCountry + byRegion + near + inside;
    Score[i] = s;
    parts?.push({ row, score: s, size: Base[i]!, country: byCountry, region: byRegion, near, inside });
    if (best < 0 || s > Score[best]!) best = i;
  }
  group.best = best < 0 ? -1 : rows[best]!;
  group.margin = 9;
  for (let i = 0; i < rows.length; i++) {
    if (i === best) continue;
    const gap = Score[best]! - Score[i]!;
    if (gap < group.margin && !sameSpot(g, rows[i]!, group.best)) group.margin = gap;
  }
}

/** Two rows that the same answer serves: a town and its suburb, a region and its own centre. */
function sameSpot(g: Gazetteer, a: number, b: number): boolean {
  const km = kilometres(g.Lat[a]!, g.Lon[a]!, g.Lat[b]!, g.Lon[b]!);
  if (liesIn(g, a, b) || liesIn(g, b, a)) return g.Kind[a] !== KIND.country && g.Kind[b] !== KIND.country;
  return km < FAR || (g.Country[a] === g.Country[b] && km < g.Radius[a]! + g.Radius[b]!);
}

/** Grows from 0 to `WEIGHTS.near` the closer settled places lie. */
function nearness(g: Gazetteer, row: number, group: Group, ground: Ground): number {
  if (g.Kind[row] === KIND.country || g.Precision[row] === 7) return 0;
  let close = 0;
  let total = 0;
  for (const point of ground.points) {
    if (point.group === group) continue;
    const km = kilometres(g.Lat[row]!, g.Lon[row]!, point.lat, point.lon);
    close += point.weight * (Math.exp(-km / 60) + 0.25 * Math.exp(-km / 400));
    total += point.weight;
  }
  return total === 0 ? 0 : WEIGHTS.near * Math.min(1, 2 * close) * (0.5 + 0.5 * Math.min(1, close / total));
}

function groundOf(
  g: Gazetteer,
  settled: readonly Group[],
  hints: Hints,
  mentions: readonly Mention[],
): Ground {
  const Country = new Map<number, number>();
  const Admin1 = new Map<number, number>();
  const points: Array<Ground["points"][number]> = [];
  let total = WEIGHTS.doubt;
  const add = (map: Map<number, number>, key: number, weight: number): void => {
    map.set(key, (map.get(key) ?? 0) + weight);
  };
  for (const mention of mentions) {
    // Only names that can be nothing else: "Georgia" counts once it is settled.
    if (mention.country < 0 || mention.weak || mention.evidence < -0.5) continue;
    if (mention.found.length > 0 && !mention.demonym) continue;
    const weight = mention.demonym ? 0.6 : mention.dateline ? 2 : 1;
    add(Country, mention.country, weight);
    total += weight;
  }
  for (const country of hints.countries) {
    add(Country, country, 1);
    total += 0.5;
  }
  for (const group of settled) {
    group.given = null;
    const row = group.best;
    const sample = group.mentions[0]!;
    if (
      row < 0 ||
      sample.demonym ||
      g.Flags[row]! & FLAG.weak ||
      (g.Kind[row] === KIND.country && sample.found.length === 0)
    )
      continue;
    const likely = Math.min(1, (group.evidence + renown(g, row, sample) - 0.3) / 1.5);
    if (likely <= 0) continue;
    const sure = Math.min(1, WEIGHTS.settled + group.margin / WEIGHTS.spread) * group.weight * likely;
    const country = g.Country[row]!;
    const admin1 = g.Admin1[row]!;
    if (country !== NONE8) {
      add(Country, country, sure);
      total += sure;
      group.given = { country, admin1, weight: sure };
    }
    if (admin1 !== NONE16) add(Admin1, admin1, sure);
    if (g.Precision[row]! <= 3 && points.length < MOST_POINTS) {
      points.push({ lat: g.Lat[row]!, lon: g.Lon[row]!, weight: sure, group });
    }
  }
  for (const { rows } of hints.places) {
    for (const row of rows) {
      points.push({ lat: g.Lat[row]!, lon: g.Lon[row]!, weight: 0.8 / rows.length, group: null });
    }
  }
  return { Country, Admin1, total, points };
}
