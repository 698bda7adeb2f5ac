/** `plover`: PLOVER 0.8 records as a JSON array: event, mode and context apart, actors with their sectors. */

import type { Codebook } from "../model/codebook.js";
import type { ActorCategory, Actuality, EventActor } from "../model/coding.js";
import type { Edition, EditionEvent } from "../model/edition.js";
import { encoded, listed } from "./chunks.js";
import { countryOf } from "./countries.js";
import { EditionIndex, familyOf, flow, hasPoint, mainPlace, sidesOf } from "./edition-index.js";
import { NEED_RECIPIENT, ploverType, QUADS, RESOLUTIONS, sectorOf } from "./plover-words.js";
import { isVerbatim } from "./privacy/quotes.js";
import type { WriteContext, Writer } from "./writer.js";

export const ploverWriter: Writer = {
  id: "plover",
  mediaType: "application/json",
  extension: "json",
  write: (edition, context) => encoded(listed("[", records(edition, context), "\n]\n")),
};

/** PLOVER's auxiliary modes, for what did not happen (yet); null: its manual has no word for it. */
const AUXILIARY: Readonly<Record<Actuality, readonly string[] | null>> = {
  happened: [],
  ongoing: [],
  attempted: null,
  planned: ["future"],
  called_for: ["future"],
  promised: ["future"],
  threatened: ["future"],
  refused: ["negation"],
  denied: ["negation"],
  hypothetical: ["hypothetical"],
  historical: ["historical"],
  generic: null,
  presupposed: null,
};

function* records(edition: Edition, { codebook, found }: WriteContext): Generator<string> {
  const index = new EditionIndex(edition);
  for (const event of edition.events) {
    const record = recordOf(event, index, codebook, edition);
    if ("refused" in record) {
      found({ code: record.code, message: record.refused, about: event.id });
      continue;
    }
    if (record.doubt !== null) found({ code: "export.candidates", message: record.doubt, about: event.id });
    yield JSON.stringify(record.json);
  }
}

const STATES: ReadonlySet<ActorCategory> = new Set(["government", "foreign_state", "igo"]);

type Refused = { readonly refused: string; readonly code: "export.refused" | "export.unknown_type" };

function recordOf(
  event: EditionEvent,
  index: EditionIndex,
  codebook: Codebook,
  edition: Edition,
): Refused | { readonly json: unknown; readonly doubt: string | null } {
  const refused = (message: string): Refused => ({ refused: message, code: "export.refused" });
  const type = codebook.types.get(event.type.value);
  if (type === undefined)
    return { refused: `The codebook has no type “${event.type.value}”.`, code: "export.unknown_type" };
  const auxiliary = AUXILIARY[event.actuality.value];
  if (auxiliary === null)
    return refused(`PLOVER has no word for what is ${event.actuality.value} and not done.`);
  const { start, end } = event.date.value;
  if (start === null)
    return refused(`PLOVER needs a date; this one is ${event.date.value.edtf || "unknown"}.`);
  const { actors, recipients: named } = sidesOf(event);
  const plover = ploverType(type.crosswalk.plover, {
    means: event.means.map(({ value }) => value.means),
    words: event.mentions.map(({ span }) => span.quote).filter(isVerbatim),
    sectors: event.actors.flatMap(({ value }) =>
      value.role === "responder" || value.role === "organiser" ? [sectorOf(value)] : [],
    ),
    doers: actors.map(({ name }) => name),
    states: actors.filter(({ category }) => STATES.has(category)).length,
  });
  if ("refused" in plover) return refused(plover.refused);
  // What two do together each does with the other.
  const recipients = plover.event === "COOPERATE" && named.length === 0 ? actors.slice(1) : named;
  if (NEED_RECIPIENT.has(plover.event) && recipients.length === 0)
    return refused(`PLOVER's ${plover.event} needs a recipient, and the reports name none.`);
  const reports = index.reportsOf(event);
  const [first] = event.mentions;
  const report = reports[0] ?? null;
  const size = (kind: "deaths" | "injured" | "arrested") => {
    const told = flow(event, kind);
    return told?.best ?? told?.low ?? null;
  };
  return {
    doubt: plover.doubt,
    json: {
      id: event.id,
      has_event: 1,
      date: start,
      time: null,
      enddate: end === start ? null : end,
      endtime: null,
      actor: actors.map(entity),
      recipient: recipients.map(entity),
      event: plover.besides === null ? [plover.event] : [plover.event, plover.besides],
      event_loc: location(event),
      event_text: event.mentions.map(({ span }) => span.quote).filter(isVerbatim),
      quad_code: QUADS[plover.event],
      event_scale: null,
      mode: [...plover.modes, ...auxiliary],
      context: plover.contexts,
      link: [...index.related(event, "state_response_to"), ...index.related(event, "part_of")],
      text: null,
      text_info: {
        sequence: null,
        start: first?.span.start ?? null,
        end: first?.span.end ?? null,
        text_story: report?.sha256 ?? null,
      },
      cite_info: {
        corpus: null,
        citation: null,
        url: report?.url ?? null,
        title: report?.title ?? null,
        language: report?.lang ?? null,
        publication: report?.outlet ?? null,
        license: null,
        copyright: null,
        coder: event.claims[0]?.coder ?? null,
        codebook: edition.codebook,
        version: "PLOVER 0.8",
      },
      coder: event.claims[0]?.coder ?? null,
      coded_date: null,
      coded_time: null,
      comment: `${familyOf(type.code)}: ${type.label}`,
      size: { dead: size("deaths"), injured: size("injured"), arrested: size("arrested") },
    },
  };
}

function entity(actor: EventActor) {
  return {
    code: null,
    sector: sectorOf(actor),
    entity_text: actor.name,
    identifier_id: null,
    identifier_text: null,
    religion: null,
    ethnicity: null,
    office: null,
    gender: null,
    age: null,
  };
}

function location(event: EditionEvent) {
  const place = mainPlace(event);
  if (place === null) return null;
  const point = hasPoint(place) ? place : null;
  const { precision, name, admin1, admin2, country, geonameId } = place;
  return {
    extracted_place: isVerbatim(place.quote.quote) ? place.quote.quote : null,
    resolved_place: name,
    geonameid: geonameId,
    lat: point?.lat ?? null,
    lon: point?.lon ?? null,
    city: precision === "G1" ? name : null,
    district: precision === "G3" ? name : admin2,
    province: precision === "G4" ? name : admin1,
    country: countryOf(country)?.name ?? null,
    country_code: countryOf(country)?.alpha3 ?? null,
    feature_class: null,
    feature_code: null,
    resolution: RESOLUTIONS[precision] ?? null,
  };
}
