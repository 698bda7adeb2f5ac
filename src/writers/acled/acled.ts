/** `acled`: the 31 columns of ACLED, in its order and with its values; what it cannot say is refused or left empty, never guessed. */

import type { Codebook } from "../../model/codebook.js";
import type { DatePrecision, PlacePrecision } from "../../model/coding.js";
import type { Edition, EditionEvent } from "../../model/edition.js";
import { type Atom, atomOf } from "../atom.js";
import { encoded } from "../chunks.js";
import { type Country, countryOf } from "../countries.js";
import { EditionIndex, flow, hasPoint, townOf } from "../edition-index.js";
import { dayInWords } from "../phrases.js";
import { type Cell, csv } from "../separated.js";
import { joined } from "../tidy.js";
import type { WriteContext, Writer } from "../writer.js";
import { interactionOf, interName, sidesOf } from "./actors.js";
import { type Choice, type Chosen, choose } from "./choose.js";
import { crowdTag } from "./crowd-tag.js";
import { disorderOf, targetsCivilians } from "./types.js";

export const ACLED_COLUMNS = [
  "event_id_cnty",
  "event_date",
  "year",
  "time_precision",
  "disorder_type",
  "event_type",
  "sub_event_type",
  "actor1",
  "assoc_actor_1",
  "inter1",
  "actor2",
  "assoc_actor_2",
  "inter2",
  "interaction",
  "civilian_targeting",
  "iso",
  "region",
  "country",
  "admin1",
  "admin2",
  "admin3",
  "location",
  "latitude",
  "longitude",
  "geo_precision",
  "source",
  "source_scale",
  "notes",
  "fatalities",
  "tags",
  "timestamp",
] as const;

export const acledWriter: Writer = {
  id: "acled",
  mediaType: "text/csv; charset=utf-8; header=present",
  extension: "csv",
  write: (edition, context) => encoded(csv(ACLED_COLUMNS, rows(edition, context))),
};

const TIME: Readonly<Partial<Record<DatePrecision, number>>> = { D: 1, R: 2, W: 2, M: 3 };
const GEO: Readonly<Partial<Record<PlacePrecision, number>>> = { G0: 1, G1: 1, G2: 2, G3: 2, G4: 3, G5: 3 };
const LIMITS = {
  format: "ACLED",
  dates: ["D", "R", "W", "M"],
  places: ["G0", "G1", "G2", "G3", "G4", "G5"],
} as const;

type Row = { readonly atom: Atom; readonly chosen: Chosen };

function* rows(edition: Edition, { codebook, found, whole }: WriteContext): Generator<readonly Cell[]> {
  const index = new EditionIndex(whole);
  for (const event of edition.events) {
    const parent = index.answersTo(event).find((one) => holds(one, event, index, codebook));
    if (parent !== undefined) {
      const message = `ACLED keeps what the state did at a protest inside the protest: it is in the row of ${parent.id}.`;
      found({ code: "export.folded", message, about: event.id });
      continue;
    }
    const row = rowOf(event, index, codebook);
    if ("unknown" in row) {
      const message = `The codebook has no type “${row.unknown}”. Export with the codebook that the event was coded with.`;
      found({ code: "export.unknown_type", message, about: event.id });
    } else if ("refused" in row) found({ code: "export.refused", message: row.refused, about: event.id });
    else {
      if (row.chosen.doubt !== null)
        found({ code: "export.candidates", message: row.chosen.doubt, about: event.id });
      yield cells(row, index, codebook);
    }
  }
}

function rowOf(event: EditionEvent, index: EditionIndex, codebook: Codebook): Row | Exclude<Choice, Chosen> {
  const chosen = choose(event, index, codebook);
  if (!("type" in chosen)) return chosen;
  const atom = atomOf(event, LIMITS);
  if ("refused" in atom) return atom;
  if (countryOf(atom.place.country) === null)
    return { refused: `“${atom.place.country}” is no country of ISO 3166-1.` };
  return { atom, chosen };
}

/** Whether a protest has a row in which this response stands. */
function holds(
  protest: EditionEvent,
  response: EditionEvent,
  index: EditionIndex,
  codebook: Codebook,
): boolean {
  const row = rowOf(protest, index, codebook);
  return "chosen" in row && row.chosen.responses.includes(response);
}

function cells({ atom, chosen }: Row, index: EditionIndex, codebook: Codebook): readonly Cell[] {
  const { event, day, place } = atom;
  const { type } = chosen;
  const country = countryOf(place.country)!;
  const sides = sidesOf(event, chosen, country.name);
  const point = hasPoint(place) ? place : null;
  const reports = index.reportsOf(event);
  const isProtest = type.event === "Protests" || type.sub === "Violent demonstration";
  return [
    `${country.alpha3}${event.id}`,
    day,
    Number(day.slice(0, 4)),
    TIME[event.date.value.precision] ?? null,
    disorderOf(type),
    type.event,
    type.sub,
    sides.first.actor,
    sides.first.assoc,
    interName(sides.first.inter),
    sides.second.actor,
    sides.second.assoc,
    interName(sides.second.inter),
    interactionOf(sides),
    targetsCivilians(type) ? "Civilians targeted" : null,
    country.numeric,
    country.region,
    country.name,
    place.admin1,
    place.admin2,
    null,
    // A building is no populated place; the notes name it.
    place.precision === "G0" ? townOf(event, place) : place.name,
    point === null ? null : round(point.lat),
    point === null ? null : round(point.lon),
    GEO[place.precision] ?? null,
    joined(reports.map(({ outlet }) => outlet)),
    null,
    notes(atom, chosen, country, index, codebook),
    fatalities([event, ...chosen.responses]),
    isProtest ? crowdTag(event) : null,
    null,
  ];
}

function round(degrees: number): number {
  return Math.round(degrees * 10_000) / 10_000;
}

/**
 * The lowest reported number, as ACLED counts; 0 where none is. A protest and the response to it tell of the same dead, so the
 * highest of them counts, not their sum.
 */
function fatalities(events: readonly EditionEvent[]): number {
  const numbers = events.map((event) => {
    const deaths = flow(event, "deaths");
    return deaths?.low ?? deaths?.best ?? 0;
  });
  return Math.max(0, ...numbers.map(Math.round));
}

/** "On 14 March 2024, in Cusco (Cuzco, Peru): …": neutral words of the codebook, no label and no quote. */
function notes(
  { event, day, place }: Atom,
  { responses }: Chosen,
  country: Country,
  index: EditionIndex,
  codebook: Codebook,
): string {
  const label = (one: EditionEvent) => codebook.types.get(one.type.value)?.label ?? one.type.value;
  const when = event.date.value.precision === "D" ? "On" : "Around";
  const within = [place.admin1, country.name].filter((part) => part !== null).join(", ");
  const answer = responses.length === 0 ? "" : ` Response: ${responses.map(label).join("; ")}.`;
  const reports = index.reportsOf(event).length;
  const told = `${reports} ${reports === 1 ? "report" : "reports"}, ${event.origins} independent`;
  return `${when} ${dayInWords(day)}, in ${place.name} (${within}): ${label(event)}.${answer} Told by ${told}.`;
}
