/** The tidy columns: one row an event, shared by csv, parquet and geojson. */

import type { Codebook } from "../model/codebook.js";
import type { ActorRole, FigureKind } from "../model/coding.js";
import type { Edition, EditionEvent } from "../model/edition.js";
import { actorsIn, type Bounds, EditionIndex, familyOf, flow, hasPoint, mainPlace } from "./edition-index.js";
import type { Cell } from "./separated.js";

export type Column = {
  readonly name: string;
  /** "text" also of codes and dates; "count" whole numbers; "number" any. */
  readonly type: "text" | "count" | "number";
};

/** What stands between the values of one cell. */
export const BETWEEN = "; ";

const FIGURES: readonly FigureKind[] = ["crowd_size", "deaths", "injured", "arrested"];
const ROLES: readonly (readonly [column: string, ...roles: ActorRole[]])[] = [
  ["organisers", "organiser", "caller", "lead"],
  ["participants", "participant", "would_be_participant"],
  ["responders", "responder"],
  ["perpetrators", "perpetrator"],
  ["victims", "victim"],
  ["targets", "target", "addressee"],
];

const text = (...names: string[]): Column[] => names.map((name) => ({ name, type: "text" }));
const count = (...names: string[]): Column[] => names.map((name) => ({ name, type: "count" }));
const number = (...names: string[]): Column[] => names.map((name) => ({ name, type: "number" }));

export const TIDY_COLUMNS: readonly Column[] = [
  ...text("event_id", "type", "type_label", "family", "actuality", "scope"),
  ...text("date_start", "date_end", "date_edtf", "date_precision"),
  ...text("place", "country", "admin1", "admin2"),
  ...number("latitude", "longitude"),
  ...text("place_precision"),
  ...count("geoname_id"),
  ...text("other_places"),
  ...text(...ROLES.map(([column]) => column), "other_actors"),
  ...FIGURES.flatMap((kind) => [
    ...number(`${kind}_low`, `${kind}_best`, `${kind}_high`),
    ...text(`${kind}_conflict`),
  ]),
  ...text("tolls", "other_figures", "demands", "means", "contested_labels"),
  ...text("responds_to", "part_of", "realises"),
  ...count("reports", "origins"),
  ...text("report_ids", "outlets", "urls", "sha256"),
  ...number("confidence"),
  ...text("verification", "claims", "claims_against"),
  ...count("edition"),
  ...text("policy", "codebook"),
];

/** The rows of an edition, in its order, as they are asked for. */
export function* tidyRows(edition: Edition, codebook: Codebook): Generator<readonly Cell[]> {
  const index = new EditionIndex(edition);
  for (const event of edition.events) yield tidyRow(event, edition, index, codebook);
}

export function tidyRow(
  event: EditionEvent,
  edition: Edition,
  index: EditionIndex,
  codebook: Codebook,
): readonly Cell[] {
  const { date, type } = event;
  const place = mainPlace(event);
  const reports = index.reportsOf(event);
  const told = new Set(ROLES.flatMap(([, ...roles]) => roles));
  const point = place !== null && hasPoint(place) ? place : null;
  return [
    event.id,
    type.value,
    codebook.types.get(type.value)?.label ?? null,
    familyOf(type.value),
    event.actuality.value,
    event.scope.value,
    date.value.start,
    date.value.end,
    date.value.edtf,
    date.value.precision,
    place?.name ?? null,
    place?.country ?? null,
    place?.admin1 ?? null,
    place?.admin2 ?? null,
    point?.lat ?? null,
    point?.lon ?? null,
    place?.precision ?? null,
    place?.geonameId ?? null,
    joined(
      event.places
        .filter(({ value }) => value !== place)
        .map(({ value }) => `${value.name} (${value.role}, ${value.precision})`),
    ),
    ...ROLES.map(([, ...roles]) => joined(actorsIn(event, ...roles).map(({ name }) => name))),
    joined(
      event.actors
        .filter(({ value }) => !told.has(value.role))
        .map(({ value }) => `${value.name} (${value.role})`),
    ),
    ...FIGURES.flatMap((kind) => {
      const bounds = flow(event, kind);
      const conflict = event.figures.some(
        (figure) => figure.kind === kind && !figure.stock && figure.conflict,
      );
      return [
        bounds?.low ?? null,
        bounds?.best ?? null,
        bounds?.high ?? null,
        bounds && (conflict ? "yes" : "no"),
      ];
    }),
    joined(event.figures.filter(({ stock }) => stock).map(figureInWords)),
    joined(event.figures.filter(({ kind, stock }) => !stock && !FIGURES.includes(kind)).map(figureInWords)),
    joined(event.demands.map(({ value }) => value.issue)),
    joined(event.means.map(({ value }) => value.means)),
    joined(event.labels.map(({ value }) => `${value.label} (said by ${value.speaker})`)),
    joined(index.related(event, "state_response_to")),
    joined(index.related(event, "part_of")),
    joined(index.related(event, "realises")),
    reports.length,
    event.origins,
    joined(reports.map(({ id }) => id)),
    joined(reports.map(({ outlet }) => outlet)),
    joined(reports.map(({ url }) => url)),
    joined(reports.map(({ sha256 }) => sha256)),
    event.confidence,
    event.verification,
    joined(event.claims.map(({ id }) => id)),
    joined(settledIn(event).flatMap(({ against }) => against)),
    edition.number,
    edition.policy,
    edition.codebook,
  ];
}

/** "deaths at least 70, demonstrators": a figure in a cell of words. */
export function figureInWords(figure: Bounds & { kind: FigureKind; group: string | null }): string {
  const { kind, group, low, best, high } = figure;
  const range =
    low !== null && high !== null
      ? low === high
        ? `${low}`
        : `${low} to ${high}`
      : low !== null
        ? `at least ${low}`
        : high !== null
          ? `at most ${high}`
          : best !== null
            ? `${best}`
            : "not stated";
  return `${kind} ${range}${group === null ? "" : ` (${group})`}`;
}

function settledIn(event: EditionEvent): readonly { readonly against: readonly string[] }[] {
  const { type, actuality, scope, date, places, actors, demands, means, labels } = event;
  return [type, actuality, scope, date, ...places, ...actors, ...demands, ...means, ...labels];
}

/** The values of a cell, each once; null where there is none. */
export function joined(values: readonly (string | null)[]): string | null {
  const told = [...new Set(values.filter((value): value is string => value !== null && value !== ""))];
  return told.length === 0 ? null : told.join(BETWEEN);
}
