/** Whether a mention is a place after all: the words around it, how well known the place is, and what else is named. */
import type { Gazetteer } from "./gazetteer.js";
import { FLAG, KIND, NONE8, NONE16 } from "./gazetteer-format.js";
import { type Ground, shareOf } from "./resolve.js";
import type { Mention } from "./scan.js";

/** Least sum of evidence, renown and support for a place. Set on the Local-Global Lexicon and GeoVirus. */
const ENOUGH = 1;

/** True when evidence, renown and support together suffice. Call after `resolve`. */
export function accepted(g: Gazetteer, mention: Mention, ground: Ground): boolean {
  const row = mention.row >= 0 ? mention.row : (mention.found[0]?.row ?? mention.country);
  if (row < 0) return false;
  return mention.evidence + renown(g, row, mention) + support(g, row, ground) >= ENOUGH;
}

/** How readily a name is taken for this place with nothing else said, in the units of evidence. */
export function renown(g: Gazetteer, row: number, mention: Mention): number {
  if (mention.demonym) return 3;
  const people = g.Population[row]!;
  switch (g.Kind[row]) {
    case KIND.country:
      return mention.weak ? 0.8 : 2.8;
    case KIND.admin1:
      return people > 3_000_000 ? 2 : people > 300_000 ? 1.5 : 0.6;
    case KIND.admin2:
      return mention.wants === "district" ? 1 : -0.2;
    case KIND.region:
      return 1.3;
    case KIND.site:
      return g.Flags[row]! & FLAG.weak ? 0 : mention.last - mention.first > 1 ? 1.6 : 0.8;
    default:
      if (g.Flags[row]! & FLAG.capital) return 2;
      if (people >= 500_000) return 1.7;
      if (people >= 100_000) return 1.2;
      if (people >= 20_000) return 0.7;
      return people >= 3000 ? 0.3 : -0.3;
  }
}

/** For what the document names anyway, against what lies elsewhere. */
function support(g: Gazetteer, row: number, ground: Ground): number {
  if (g.Kind[row] === KIND.country || g.Country[row] === NONE8) return 0.3;
  const share = shareOf(ground, g.Country[row]!);
  if (g.Flags[row]! & FLAG.weak && share < 0.1) return -3;
  const region = g.Admin1[row] === NONE16 ? 0 : (ground.Admin1.get(g.Admin1[row]!) ?? 0) / ground.total;
  return share > 0.15 ? 0.5 + Math.min(0.4, region) : share > 0 ? 0.2 : -0.5;
}
