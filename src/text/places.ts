/** Names the places of a text and says where they are, or why it cannot: the gazetteer, read in the light of the document. */
import type { PlacePrecision } from "../model/coding.js";
import type { Name, Place, Sentences, Tokens } from "./analysis.js";
import { type Gazetteer, gazetteer } from "./gazetteer.js";
import { FLAG, KIND, NONE8, NONE16 } from "./gazetteer-format.js";
import { hintsOf } from "./places-hints.js";
import { judge } from "./places-judge.js";
import { type Ground, resolve } from "./places-resolve.js";
import { type Mention, scan } from "./places-scan.js";
import { reader } from "./places-text.js";
import { placeWords } from "./places-words.js";

/** What is known of a report besides its text. `dateline`: where in the text it stands, if it has one. */
export type PlaceContext = {
  readonly outlet: string | null;
  readonly title: string | null;
  readonly dateline: { readonly start: number; readonly end: number } | null;
  /** ISO 639-1; English where absent. */
  readonly lang?: string | null;
};

/**
 * Places of a text in text order. One sense of a name a document. A place without coordinates says why in `declined`;
 * nothing falls back to a capital. Names of people are left out; names inside those of organisations are kept and marked.
 */
export function places(
  text: string,
  tokens: Tokens,
  sentences: Sentences,
  names: readonly Name[],
  context: PlaceContext,
): Place[] {
  const g = gazetteer();
  const words = placeWords(context.lang ?? "en");
  const read = reader(text, tokens, sentences, words);
  const mentions = scan(read, g, names);
  judge(read, g, mentions, context.dateline);
  const ground = resolve(g, mentions, hintsOf(g, words, context));
  return mentions.filter((mention) => accepted(g, mention, ground)).map((mention) => placeOf(g, text, tokens, mention));
}

/** Whether a mention is a place after all: the words around it, how well known the place is, and what else is named. */
export function accepted(g: Gazetteer, mention: Mention, ground: Ground): boolean {
  const row = mention.row >= 0 ? mention.row : (mention.found[0]?.row ?? mention.country);
  if (row < 0) return false;
  return mention.evidence + renown(g, row, mention) + support(g, row, ground) >= 1;
}

function renown(g: Gazetteer, row: number, mention: Mention): number {
  if (mention.demonym) return 3;
  const people = g.Population[row]!;
  switch (g.Kind[row]) {
    case KIND.country:
      return mention.weak ? 0.8 : 2.8;
    case KIND.admin1:
      return people > 3_000_000 ? 2 : 1.5;
    case KIND.admin2:
      return mention.wants === "district" ? 1 : -0.2;
    case KIND.region:
      return 1.3;
    case KIND.site:
      return g.Flags[row]! & FLAG.weak ? 0 : mention.last - mention.first > 1 ? 1.6 : 0.8;
    default:
      if (g.Flags[row]! & FLAG.capital) return 2;
      return people >= 500_000 ? 1.7 : people >= 100_000 ? 1.2 : people >= 20_000 ? 0.7 : people >= 3000 ? 0.3 : -0.3;
  }
}

/** For what the document names anyway, against what lies elsewhere. */
function support(g: Gazetteer, row: number, ground: Ground): number {
  if (g.Kind[row] === KIND.country || g.Country[row] === NONE8) return 0.3;
  const share = ground.Country.get(g.Country[row]!) ?? 0;
  const region = g.Admin1[row] === NONE16 ? 0 : (ground.Admin1.get(g.Admin1[row]!) ?? 0);
  return share > 0.15 ? 0.5 + Math.min(0.4, region) : share > 0 ? 0.2 : -0.5;
}

function placeOf(g: Gazetteer, text: string, tokens: Tokens, mention: Mention): Place {
  const start = tokens.Start[mention.first]!;
  const end = tokens.End[mention.last - 1]!;
  const { row } = mention;
  const base = { start, end, name: text.slice(start, end), use: mention.use };
  if (row < 0) {
    return { ...base, ...NOWHERE, precision: "G9", declined: mention.declined ?? "not in gazetteer" };
  }
  return { ...base, ...whereIs(g, row), precision: precisionOf(g, mention), declined: null };
}

const NOWHERE = { lat: null, lon: null, country: null, admin1: null, admin2: null, geonameId: null };

/** Coordinates (four decimals) and divisions of a row. */
export function whereIs(g: Gazetteer, row: number): Omit<Place, "start" | "end" | "name" | "precision" | "use" | "declined"> {
  return {
    lat: Math.round(g.Lat[row]! * 10_000) / 10_000,
    lon: Math.round(g.Lon[row]! * 10_000) / 10_000,
    country: g.iso(row),
    admin1: g.admin1(row),
    admin2: g.admin2(row),
    geonameId: g.Id[row]! > 0 ? g.Id[row]! : null,
  };
}

function precisionOf(g: Gazetteer, mention: Mention): PlacePrecision {
  const own = g.Precision[mention.row]!;
  if (!mention.part || mention.demonym) return `G${own}` as PlacePrecision;
  return own <= 2 ? "G2" : own === 7 ? "G7" : own >= 4 ? "G5" : "G3";
}
