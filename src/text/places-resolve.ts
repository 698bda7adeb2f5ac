/** Chooses a row of the gazetteer for every mention: one sense of a name a document, by what else the document names. */
import type { Gazetteer } from "./gazetteer.js";
import { FLAG, KIND, kilometres, NONE8, NONE16 } from "./gazetteer-format.js";
import { liesIn } from "./gazetteer-relations.js";
import { rowsOf } from "./places-judge.js";
import type { Mention } from "./places-scan.js";

/** What is known besides the text: rows of countries, and rows of places, that an outlet's or a title's words suggest. */
export type Hints = { readonly countries: readonly number[]; readonly places: readonly (readonly number[])[] };

type Group = {
  readonly mentions: Mention[];
  readonly rows: readonly number[];
  /** Score of each row by itself. */
  readonly Base: Float64Array;
  readonly Score: Float64Array;
  readonly parents: readonly Mention[];
  readonly weight: number;
  best: number;
  margin: number;
};

/** Evidence for countries and regions, and points already settled, that a document gives. */
export type Ground = {
  readonly Country: Map<number, number>;
  readonly Admin1: Map<number, number>;
  readonly points: Array<{ lat: number; lon: number; weight: number; group: Group | null }>;
};

/** Rows of one name that are looked at: the most populous and every one with a region. */
const MOST_ROWS = 400;
/** A name whose best two readings lie this close in score and this far apart (km) is left undecided. */
const CLOSE = 0.15;
const FAR = 60;

/**
 * Sets `row`, or `declined`, of every mention. Two rounds: readings that the words settle by themselves first; then the
 * rest by country, region and distance to what is settled.
 */
export function resolve(g: Gazetteer, mentions: readonly Mention[], hints: Hints): Ground {
  const groups = groupsOf(g, mentions);
  let ground = groundOf(g, [], hints, mentions);
  for (let round = 0; round < 3; round++) {
    for (const group of groups) score(g, group, ground);
    const settled = groups.filter((group) => round > 0 || group.margin >= 1.2 || group.parents.length > 0);
    ground = groundOf(g, settled, hints, mentions);
  }
  for (const group of groups) score(g, group, ground);
  for (const group of groups) {
    for (const mention of group.mentions) settle(g, group, mention);
  }
  return ground;
}

function settle(g: Gazetteer, group: Group, mention: Mention): void {
  if (group.best < 0) {
    mention.declined = "not in gazetteer";
    return;
  }
  if (group.margin < CLOSE) {
    mention.declined = `ambiguous: ${g.name(group.best)} names several places`;
    return;
  }
  mention.row = group.best;
}

function groupsOf(g: Gazetteer, mentions: readonly Mention[]): Group[] {
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
    const rows = rowsFor(g, sample);
    const Base = Float64Array.from(rows, (row) => base(g, row, sample));
    return {
      mentions: list,
      rows,
      Base,
      Score: new Float64Array(rows.length),
      parents: list.flatMap((mention) => (mention.parent ? [mention.parent] : [])),
      weight: Math.min(3, list.length) * (list.some((mention) => mention.evidence > 0.5) ? 1 : 0.4),
      best: -1,
      margin: 0,
    };
  });
}

function rowsFor(g: Gazetteer, mention: Mention): number[] {
  if (mention.demonym) return [mention.country];
  const rows = mention.found.slice(0, MOST_ROWS).map(({ row }) => row);
  if (mention.country >= 0) rows.unshift(mention.country);
  return rows;
}

/** How likely a name means this row when nothing else is known: size, rank, and what the words say it is. */
function base(g: Gazetteer, row: number, mention: Mention): number {
  const population = g.Population[row]!;
  const variant = mention.found.some((found) => found.row === row && found.variant);
  let score = 0.5 * Math.log10(population + 200) - (variant ? 0.35 : 0);
  const flags = g.Flags[row]!;
  if (flags & FLAG.capital) score += 0.8;
  if (flags & FLAG.seat1) score += 0.3;
  if (flags & FLAG.weak) score -= 1.5;
  switch (g.Kind[row]) {
    case KIND.country:
      score = mention.weak ? 3.6 : 5.5;
      break;
    case KIND.admin1:
      score += mention.wants === "region" ? 2.5 : mention.wants === "town" ? -2 : -0.4;
      break;
    case KIND.admin2:
      score += mention.wants === "district" ? 2.5 : mention.wants === "region" ? 1 : mention.wants === "town" ? -3 : -1.2;
      break;
    case KIND.region:
      score += mention.wants === "town" ? -2 : 0.2;
      break;
    case KIND.site:
      score += 0.3;
      break;
    default:
      if (mention.wants === "region" || mention.wants === "district") score -= 1.2;
      if (g.Precision[row] === 2) score -= 0.3;
  }
  return score;
}

/** Adds to the base what the ground says, and finds the best row and how far ahead of the next distant one it is. */
function score(g: Gazetteer, group: Group, ground: Ground): void {
  const { rows, Base, Score } = group;
  let best = -1;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    let s = Base[i]!;
    s += 1.7 * (ground.Country.get(g.Country[row]!) ?? 0);
    if (g.Kind[row] !== KIND.admin1 && g.Admin1[row] !== NONE16) s += 1.2 * (ground.Admin1.get(g.Admin1[row]!) ?? 0);
    s += nearness(g, row, group, ground);
    for (const parent of group.parents) {
      const rowsOfParent = parent.row >= 0 ? [parent.row] : rowsOf(parent);
      s += rowsOfParent.some((other) => liesIn(g, row, other)) ? 5 : 0;
    }
    Score[i] = s;
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
  return km < FAR || km < (g.Radius[a]! + g.Radius[b]!) * (g.Country[a] === g.Country[b] ? 1 : 0);
}

/** Grows from 0 to about 2 the closer settled places lie; a place of the same group does not count. */
function nearness(g: Gazetteer, row: number, group: Group, ground: Ground): number {
  if (g.Kind[row] === KIND.country || g.Precision[row] === 7) return 0;
  let close = 0;
  let total = 0;
  for (const point of ground.points) {
    if (point.group === group) continue;
    const km = kilometres(g.Lat[row]!, g.Lon[row]!, point.lat, point.lon);
    close += point.weight * (Math.exp(-km / 60) + 0.5 * Math.exp(-km / 400));
    total += point.weight;
  }
  return total === 0 ? 0 : 1.6 * Math.min(1, close) * (0.5 + 0.5 * (close / total));
}

function groundOf(g: Gazetteer, settled: readonly Group[], hints: Hints, mentions: readonly Mention[]): Ground {
  const Country = new Map<number, number>();
  const Admin1 = new Map<number, number>();
  const points: Ground["points"] = [];
  let total = 1;
  const add = (map: Map<number, number>, key: number, weight: number): void => {
    map.set(key, (map.get(key) ?? 0) + weight);
  };
  for (const mention of mentions) {
    if (mention.country < 0 || mention.weak || mention.evidence < -0.5) continue;
    if (mention.found.length > 0 && !mention.demonym) continue;
    const weight = mention.demonym ? 0.6 : mention.parent === null && mention.dateline ? 2 : 1;
    add(Country, mention.country, weight);
    total += weight;
  }
  for (const country of hints.countries) {
    add(Country, country, 1);
    total += 0.5;
  }
  for (const group of settled) {
    const row = group.best;
    if (row < 0 || group.mentions[0]!.demonym) continue;
    const sure = Math.min(1, 0.3 + group.margin / 3) * group.weight;
    if (g.Country[row] !== NONE8 && g.Kind[row] !== KIND.country) {
      add(Country, g.Country[row]!, sure);
      total += sure;
    } else if (g.Kind[row] === KIND.country && group.mentions[0]!.found.length > 0) {
      add(Country, row, sure);
      total += sure;
    }
    if (g.Admin1[row] !== NONE16) add(Admin1, g.Admin1[row]!, sure);
    if (g.Precision[row]! <= 3 && points.length < 24) {
      points.push({ lat: g.Lat[row]!, lon: g.Lon[row]!, weight: sure, group });
    }
  }
  for (const rows of hints.places) {
    for (const row of rows) {
      points.push({ lat: g.Lat[row]!, lon: g.Lon[row]!, weight: 0.8 / rows.length, group: null });
      if (g.Admin1[row] !== NONE16) add(Admin1, g.Admin1[row]!, 0.8 / rows.length);
    }
  }
  for (const [country, weight] of Country) Country.set(country, weight / total);
  for (const [admin1, weight] of Admin1) Admin1.set(admin1, weight / total);
  return { Country, Admin1, points };
}
