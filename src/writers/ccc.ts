/** `ccc`: the compiled columns of the Crowd Counting Consortium; a row a protest, what the state did inside it. */

import type { Codebook } from "../model/codebook.js";
import type { FigureKind } from "../model/coding.js";
import type { Edition, EditionEvent } from "../model/edition.js";
import { type Atom, atomOf } from "./atom.js";
import { encoded } from "./chunks.js";
import { actorsIn, type Bounds, EditionIndex, familyOf, flow, hasPoint, townOf } from "./edition-index.js";
import { spaced } from "./phrases.js";
import { isVerbatim } from "./privacy/quotes.js";
import { type Cell, csv } from "./separated.js";
import { joined } from "./tidy.js";
import { stateCode } from "./us-states.js";
import type { WriteContext, Writer } from "./writer.js";

const BEFORE_SOURCES =
  "date locality state location_detail online type title macroevent actors organizations participants claims valence issues issues_major size_low size_high size_mean size_text size_cat arrests arrests_any injuries_crowd injuries_crowd_any injuries_police injuries_police_any property_damage property_damage_any chemical_agents participant_measures police_measures participant_deaths police_deaths".split(
    " ",
  );
const AFTER_SOURCES = "notes lat lon resolved_locality resolved_county resolved_state fips_code".split(" ");

export const cccWriter: Writer = {
  id: "ccc",
  mediaType: "text/csv; charset=utf-8; header=present",
  extension: "csv",
  write: (edition, context) => {
    const index = new EditionIndex(context.whole);
    const sources = mostReports(edition);
    return encoded(csv(cccColumns(sources), rows(edition, index, sources, context)));
  },
};

/** The header where the event with the most reports has `sources`. */
export function cccColumns(sources: number): readonly string[] {
  const named = Array.from({ length: sources }, (_, i) => `source_${i + 1}`);
  return [...BEFORE_SOURCES, ...named, ...AFTER_SOURCES];
}

function mostReports({ events }: Edition): number {
  let most = 1;
  for (const { mentions } of events)
    most = Math.max(most, new Set(mentions.map(({ report }) => report)).size);
  return most;
}

const LIMITS = { format: "CCC", dates: ["D"], places: ["G0", "G1", "G2"] } as const;

function* rows(
  edition: Edition,
  index: EditionIndex,
  sources: number,
  { codebook, found }: WriteContext,
): Generator<readonly Cell[]> {
  for (const event of edition.events) {
    const parent = index.answersTo(event).find((one) => "atom" in rowOf(one, codebook));
    if (familyOf(event.type.value) !== "PRO" && parent !== undefined) {
      const message = `CCC has columns of the protest for what the state did: see ${parent.id}.`;
      found({ code: "export.folded", message, about: event.id });
      continue;
    }
    const row = rowOf(event, codebook);
    if ("refused" in row) found({ code: row.code, message: row.refused, about: event.id });
    else yield cells(row.atom, row.types, index, sources, codebook);
  }
}

type Refused = { readonly refused: string; readonly code: "export.refused" | "export.unknown_type" };

function rowOf(
  event: EditionEvent,
  codebook: Codebook,
): Refused | { readonly atom: Atom; readonly types: readonly string[] } {
  const type = codebook.types.get(event.type.value);
  if (type === undefined)
    return { refused: `The codebook has no type “${event.type.value}”.`, code: "export.unknown_type" };
  const cell = type.crosswalk.ccc;
  const types = /^type=([^;]+)/.exec(cell)?.[1]?.split("|") ?? null;
  if (types === null)
    return {
      refused: `CCC has rows for protests only (crosswalk of ${type.code}: “${cell}”).`,
      code: "export.refused",
    };
  const atom = atomOf(event, LIMITS);
  return "refused" in atom ? { refused: atom.refused, code: "export.refused" } : { atom, types };
}

function cells(
  { event, day, place }: Atom,
  types: readonly string[],
  index: EditionIndex,
  sources: number,
  codebook: Codebook,
): readonly Cell[] {
  const responses = index.responsesTo(event);
  const all = [event, ...responses];
  const size = flow(event, "crowd_size");
  const mean = size?.best ?? (size?.low != null && size.high !== null ? (size.low + size.high) / 2 : null);
  const means = responses.flatMap((one) => one.means.map(({ value }) => value.means));
  const arrests = told(all, "arrested", () => true);
  const hurt = told(all, "injured", (group) => !isPolice(group));
  const hurtPolice = told(all, "injured", isPolice);
  const reports = index.reportsOf(event);
  const american = place.country === "US";
  const point = hasPoint(place) ? place : null;
  const state = american ? (stateCode(place.admin1) ?? place.admin1) : place.admin1;
  const named = actorsIn(event, "organiser", "caller", "lead");
  const town = townOf(event, place);
  return [
    day,
    town ?? place.admin2 ?? (place.precision === "G0" ? null : place.name),
    state,
    place.precision === "G1" ? null : place.name,
    0,
    typeOf(event, types),
    null,
    macroevent(event, index),
    joined(event.actors.map(({ value }) => value.name)),
    joined(named.map(({ name }) => name)),
    joined(actorsIn(event, "participant", "would_be_participant").map(({ name }) => name)),
    event.demands.length === 0
      ? null
      : event.demands.map(({ value }) => `for ${spaced(value.issue)}`).join(", "),
    null,
    joined(event.demands.map(({ value }) => spaced(value.issue))),
    null,
    size?.low ?? null,
    size?.high ?? null,
    mean,
    sizeText(event),
    category(mean ?? size?.low ?? null),
    arrests,
    arrests === null ? null : 1,
    hurt,
    hurt === null ? null : 1,
    hurtPolice,
    hurtPolice === null ? null : 1,
    null,
    null,
    responses.length === 0 ? null : means.includes("tear_gas") ? 1 : 0,
    participantMeasures(event, codebook),
    joined(responses.flatMap((one) => policeMeasures(one, codebook))),
    deaths(all, (group) => !isPolice(group)),
    deaths(all, isPolice),
    ...Array.from({ length: sources }, (_, i) => reports[i]?.url ?? reports[i]?.outlet ?? null),
    `Quipu event ${event.id}; ${event.type.value}; ${event.origins} independent of ${reports.length} reports`,
    point?.lat ?? null,
    point?.lon ?? null,
    town,
    american ? place.admin2 : null,
    state,
    null,
  ];
}

/** The form whose word stands in a trigger, else the most general, which the crosswalk lists last. */
function typeOf(event: EditionEvent, types: readonly string[]): string {
  const words = event.mentions.map(({ span }) => span.quote.toLowerCase()).join(" ");
  return types.find((type) => words.includes(type)) ?? types.at(-1)!;
}

/** The protest that a counter-protest was against, on both rows. */
function macroevent(event: EditionEvent, index: EditionIndex): string | null {
  return event.type.value === "PRO.COUNTER" ? (index.related(event, "reaction_to")[0] ?? null) : null;
}

/** 0 unknown, 1 under 100, 2 under 1,000, 3 under 10,000, 4 the rest. */
function category(size: number | null): number {
  if (size === null) return 0;
  return size < 100 ? 1 : size < 1_000 ? 2 : size < 10_000 ? 3 : 4;
}

function sizeText(event: EditionEvent): string | null {
  return joined(
    event.claims.flatMap((claim) =>
      claim.field === "figure" && claim.value.kind === "crowd_size" && isVerbatim(claim.value.quote.quote)
        ? [claim.value.quote.quote]
        : [],
    ),
  );
}

function isPolice(group: string | null): boolean {
  return group !== null && /polic|officer|soldier|troop/i.test(group);
}

/** "7", "more than …" as bounds: what CCC keeps as text. */
function told(
  events: readonly EditionEvent[],
  kind: FigureKind,
  ofGroup: (group: string | null) => boolean,
): string | null {
  return joined(
    events.flatMap(({ figures }) =>
      figures.filter((one) => one.kind === kind && !one.stock && ofGroup(one.group)).map(inWords),
    ),
  );
}

function inWords({ low, best, high }: Bounds): string {
  if (low !== null && high !== null) return low === high ? `${low}` : `${low}-${high}`;
  if (low !== null) return `at least ${low}`;
  if (high !== null) return `up to ${high}`;
  return best === null ? "unspecified" : `${best}`;
}

/** The highest of the event and the responses to it: they tell of the same dead. */
function deaths(events: readonly EditionEvent[], ofGroup: (group: string | null) => boolean): number | null {
  const numbers = events.flatMap(({ figures }) =>
    figures
      .filter((one) => one.kind === "deaths" && !one.stock && ofGroup(one.group))
      .flatMap(({ best, low }) => best ?? low ?? []),
  );
  return numbers.length === 0 ? null : Math.max(...numbers);
}

function participantMeasures(event: EditionEvent, codebook: Codebook): string | null {
  const cell = codebook.types.get(event.type.value)?.crosswalk.ccc ?? "";
  const measure = /participant_measures=(\w+)/.exec(cell)?.[1] ?? null;
  const means = event.means.map(({ value }) => spaced(value.means)).filter((one) => one !== "unspecified");
  return joined([measure, ...means]);
}

function policeMeasures(response: EditionEvent, codebook: Codebook): readonly string[] {
  const means = response.means.map(({ value }) => spaced(value.means)).filter((one) => one !== "unspecified");
  return means.length > 0 ? means : [codebook.types.get(response.type.value)?.label ?? response.type.value];
}
