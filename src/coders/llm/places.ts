/** Resolves the places that a model quotes by our own gazetteer: a model's coordinates are never asked for. */
import type { EventPlace, PlaceRole } from "../../model/coding.js";
import type { Span } from "../../model/span.js";
import type { Place } from "../../text/analysis.js";
import { asPlace } from "../rules/sites/where.js";
import { mostIn } from "./overlap.js";

/** The place that the analysis found in the quoted words; where it found none, the words without a point (G9). */
export function placeOf(quote: Span, role: PlaceRole, text: string, places: readonly Place[]): EventPlace {
  const usable = places.filter(({ use }) => use === "place" || use === "demonym");
  // "Peruvian" alone is the country, also where "the Peruvian capital" is a place of its own.
  const found =
    usable.find(({ start, end }) => start === quote.start && end === quote.end) ??
    mostIn(
      usable.filter(({ use }) => use === "place"),
      quote,
    ) ??
    mostIn(usable, quote);
  if (found === null) return unknownPlace(quote, role);
  const place = { ...asPlace(text, found), role };
  return found.use === "demonym" ? { ...place, precision: "G6", lat: null, lon: null } : place;
}

function unknownPlace(quote: Span, role: PlaceRole): EventPlace {
  return {
    name: quote.quote,
    role,
    country: null,
    admin1: null,
    admin2: null,
    lat: null,
    lon: null,
    precision: "G9",
    geonameId: null,
    quote,
  };
}
