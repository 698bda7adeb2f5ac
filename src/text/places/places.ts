/** Names the places of a text and says where they are, or why it cannot: the gazetteer, read in the light of the document. */
import type { PlacePrecision } from "../../model/coding.js";
import { inMixedCase } from "../../model/title.js";
import type { Why } from "../../model/why.js";
import type { Declined, Name, Place, Sentences, Tokens } from "../analysis.js";
import { accepted } from "./accept.js";
import { type Gazetteer, gazetteer } from "./gazetteer.js";
import { NONE8 } from "./gazetteer-format.js";
import { findLoosely } from "./gazetteer-loose.js";
import { hintsOf } from "./hints.js";
import { judge } from "./judge.js";
import { findReferences, type Reference } from "./references.js";
import { type Ground, resolve } from "./resolve.js";
import { type Mention, scan } from "./scan.js";
import { type Focus, focusOf, settleSite } from "./settle.js";
import { findSites, type Site } from "./sites.js";
import { type Reader, reader } from "./text.js";
import { findUnknown, type Unknown } from "./unknown.js";
import { placeWords } from "./words.js";

/** What is known of a report besides its text. `dateline`: where in the text it stands, if it has one. */
export type PlaceContext = {
  readonly outlet: string | null;
  readonly title: string | null;
  readonly dateline: { readonly start: number; readonly end: number } | null;
  /** ISO 639-1; English where absent. */
  readonly lang?: string | null;
  /** Takes the reasons, where they are asked for. */
  readonly why?: Why | null;
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
  const mentions = scan(read, g, names, context.dateline);
  judge(read, g, mentions, context.dateline);
  const ground = resolve(g, mentions, hintsOf(g, words, context), context.why ?? null);
  for (const mention of mentions) mention.accepted = !mention.stray && accepted(g, mention, ground);
  const kept = mentions.filter((mention) => mention.accepted);
  const sites = findSites(read, mentions);
  const focus = focusOf(read, g, kept, sites, ground);
  const found: Place[] = [];
  const covered = new Set<Mention>();
  for (const site of sites) {
    const place = placeOfSite(read, g, site, focus, ground);
    if (!place) continue;
    found.push(place);
    if (context.why && place.declined === null)
      context.why.note(place, "place.in_town", place, { name: nameOfPoint(place) });
    for (const mention of site.inner) covered.add(mention);
  }
  for (const reference of findReferences(read, g, kept, focus)) {
    found.push(placeOfReference(read, g, reference));
  }
  for (const mention of kept) {
    if (covered.has(mention) && mention.use === "place") mention.use = "in_name";
    const place = placeOf(read, g, mention);
    found.push(place);
    context.why?.copy(mention, place);
  }
  const taken = tokensIn(read, [...found].sort(byStart));
  const called = (type: Name["type"]): ((token: number) => boolean) => {
    const inside = tokensIn(
      read,
      names.filter((name) => name.type === type),
    );
    return (i) => inside[i] === 1;
  };
  for (const unknown of findUnknown(read, g, kept, {
    taken: (i) => taken[i] === 1,
    location: called("LOC"),
    person: called("PER"),
    body: called("ORG"),
  })) {
    found.push(placeOfUnknown(read, g, unknown, focus));
  }
  if (context.why)
    for (const place of found)
      if (place.declined !== null)
        context.why.note(place, "place.unresolved", place, { declined: place.declined });
  return found.sort(byStart);
}

/** The town or region whose point a site has, as far as its columns tell. */
function nameOfPoint({ admin1, admin2, country }: Place): string {
  return [admin2, admin1, country].filter((part) => part !== null).join(", ");
}

const byStart = (a: { start: number; end: number }, b: { start: number; end: number }): number =>
  a.start - b.start || b.end - a.end;

/** 1 where a token lies in one of some spans (by start), added to `into`. */
function tokensIn(
  read: Reader,
  spans: ReadonlyArray<{ readonly start: number; readonly end: number }>,
  into: Uint8Array = new Uint8Array(read.length),
): Uint8Array {
  let i = 0;
  for (const { start, end } of spans) {
    while (i > 0 && read.tokens.Start[i]! > start) i--;
    while (i < read.length && read.tokens.End[i]! <= start) i++;
    for (let j = i; j < read.length && read.tokens.Start[j]! < end; j++) into[j] = 1;
  }
  return into;
}

function spanOf(read: Reader, first: number, last: number): Pick<Place, "start" | "end" | "name"> {
  const start = read.tokens.Start[first]!;
  const end = read.tokens.End[last - 1]!;
  return { start, end, name: read.text.slice(start, end) };
}

/** A row, spelled out so that all are of one kind (see `withColumns`). */
function placeRow(
  base: Pick<Place, "start" | "end" | "name" | "use"> & { readonly proper?: string | null },
  where: Where,
  precision: PlacePrecision,
  declined: Declined | null,
): Place {
  const { start, end, name, use, proper = null } = base;
  const { lat, lon, country, admin1, admin2, geonameId } = where;
  return { start, end, name, proper, use, lat, lon, country, admin1, admin2, geonameId, precision, declined };
}

function placeOf(read: Reader, g: Gazetteer, mention: Mention): Place {
  const base = { ...spanOf(read, mention.first, mention.last), use: mention.use };
  if (mention.row < 0) {
    const outer = mention.elsewhere?.row ?? -1;
    const known =
      outer >= 0
        ? { ...NOWHERE, country: g.iso(outer), admin1: g.admin1(outer) }
        : inCountry(g, mention.land);
    return placeRow(base, known, "G9", mention.declined ?? "not in gazetteer");
  }
  const precision = precisionOf(g, mention);
  return placeRow(base, whereIs(g, mention.row, null), precision, null);
}

function placeOfSite(read: Reader, g: Gazetteer, site: Site, focus: Focus, ground: Ground): Place | null {
  const { row, declined } = settleSite(read, g, site, focus, ground);
  const base = { ...spanOf(read, site.first, site.last), use: "place" as const };
  const precision = site.part ? "G2" : "G0";
  if (row < 0) return site.named ? placeRow(base, inCountry(g, focus.country), precision, declined) : null;
  return placeRow(base, whereIs(g, row, null, false), precision, null);
}

function placeOfReference(read: Reader, g: Gazetteer, reference: Reference): Place {
  const use = reference.led ? ("place" as const) : ("metonym" as const);
  const words = spanOf(read, reference.first, reference.last);
  // "The capital" is called by its name.
  const proper = reference.row >= 0 && reference.digit <= 2 ? g.name(reference.row) : null;
  const base = { ...words, use, proper };
  const precision = `G${reference.digit}` as PlacePrecision;
  if (reference.row < 0) return placeRow(base, NOWHERE, precision, reference.declined);
  return placeRow(base, whereIs(g, reference.row, reference.side), precision, null);
}

/** A name without a point lies in the country that the report is about, where there is one. */
const inCountry = (g: Gazetteer, country: number): Where =>
  country >= 0 && country !== NONE8 ? { ...NOWHERE, country: g.iso(country) } : NOWHERE;

const NOWHERE: Where = { lat: null, lon: null, country: null, admin1: null, admin2: null, geonameId: null };

/**
 * Another spelling of a town of the country in question, if there is one; else it stands where the town it lies in is, and
 * in a region or a country it stands nowhere.
 */
function placeOfUnknown(read: Reader, g: Gazetteer, unknown: Unknown, focus: Focus): Place {
  const { name } = spanOf(read, unknown.first, unknown.name);
  // "the Zacamil neighborhood"
  const proper = unknown.name < unknown.last ? inMixedCase(name) : null;
  const base = { ...spanOf(read, unknown.first, unknown.last), use: "place" as const, proper };
  const outer = unknown.outer?.row ?? -1;
  const country = outer >= 0 ? g.Country[outer]! : focus.country;
  const row = country >= 0 && country !== NONE8 ? findLoosely(g, name, country) : -1;
  if (row >= 0) {
    const digit = unknown.digit === 2 ? 2 : g.Precision[row]!;
    return placeRow(base, whereIs(g, row, null), `G${digit}` as PlacePrecision, null);
  }
  if (outer >= 0 && g.Precision[outer]! <= 2) {
    return placeRow(base, whereIs(g, outer, null, false), "G2", null);
  }
  const precision = `G${unknown.digit}` as PlacePrecision;
  const known =
    outer >= 0 ? { ...NOWHERE, country: g.iso(outer), admin1: g.admin1(outer) } : inCountry(g, country);
  return placeRow(base, known, precision, "not in gazetteer");
}

type Where = Pick<Place, "lat" | "lon" | "country" | "admin1" | "admin2" | "geonameId">;

/**
 * Coordinates (four decimals) and divisions of a row, and its id where it is meant `exactly`; `side` moves the point half
 * way to that edge ("north").
 */
function whereIs(g: Gazetteer, row: number, side: string | null, exactly = true): Where {
  let lat = g.Lat[row]!;
  let lon = g.Lon[row]!;
  if (side !== null) {
    const degrees = (g.Radius[row]! * 0.5) / 111;
    if (/north/.test(side)) lat = Math.min(85, lat + degrees);
    if (/south/.test(side)) lat = Math.max(-85, lat - degrees);
    const across = degrees / Math.max(0.2, Math.cos((lat * Math.PI) / 180));
    if (/east/.test(side)) lon = Math.min(180, lon + across);
    if (/west/.test(side)) lon = Math.max(-180, lon - across);
  }
  return {
    lat: Math.round(lat * 10_000) / 10_000,
    lon: Math.round(lon * 10_000) / 10_000,
    country: g.iso(row),
    admin1: g.admin1(row),
    admin2: g.admin2(row),
    geonameId: exactly && side === null && g.Id[row]! > 0 ? g.Id[row]! : null,
  };
}

function precisionOf(g: Gazetteer, mention: Mention): PlacePrecision {
  const own = g.Precision[mention.row]!;
  if (!mention.part || mention.demonym || own === 0) return `G${own}` as PlacePrecision;
  return own <= 2 ? "G2" : own === 7 ? "G7" : own >= 4 ? "G5" : "G3";
}
