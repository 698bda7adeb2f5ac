/** A value in a line, as the record shows it. */
import type { EventRecord, Figure, FreeFigure, Relation } from "../../../../src/model/index.js";
import { bounds, exact, when, whereabouts } from "../../texts/format.js";
import { texts } from "../../texts/index.js";
import { type CodingField, type CodingRows, type EventField, isCodingField } from "../draft/action.js";
import { rowsOf } from "../draft/beside.js";
import type { Draft } from "../draft/draft.js";
import type { Stop } from "../draft/stops.js";
import { labelOf } from "../session.js";

function figureText(figure: Figure): string {
  const { point, low, high, kind, stock } = figure;
  const said = point === null || point === low || point === high ? "" : ` (${exact(point)})`;
  return `${texts.figures[kind]}: ${bounds(figure, exact)}${said}${stock ? ` · ${texts.event.stock}` : ""}`;
}

/** A value of an event in a line. */
export function valueText(event: EventRecord, field: EventField, at: number): string {
  switch (field) {
    case "type":
      return labelOf(event.type);
    case "actuality":
      return texts.actualities[event.actuality];
    case "scope":
      return texts.scopes[event.scope];
    case "date": {
      const { date } = event;
      const known = when(date);
      return date.edtf === "" || date.precision === "D" ? known : `${known} (${date.edtf})`;
    }
    case "places": {
      const place = event.places[at];
      if (place === undefined) return "";
      const role = place.role === "site" ? "" : ` · ${texts.placeRoles[place.role]}`;
      return `${whereabouts(place)} · ${texts.precisions[place.precision]}${role}`;
    }
    case "actors": {
      const actor = event.actors[at];
      if (actor === undefined) return "";
      const { name, role, category, tier, sector, inter } = actor;
      const codes = [sector, inter, tier].filter((code) => code !== undefined).join(" ");
      return [name, texts.roles[role], texts.categories[category], codes]
        .filter((part) => part !== "")
        .join(" · ");
    }
    case "figures": {
      const figure = event.figures[at];
      return figure === undefined ? "" : figureText(figure);
    }
    case "demands": {
      const demand = event.demands[at];
      if (demand === undefined) return "";
      const { issue, claimant, addressee } = demand;
      const named = (texts.desk.issues as Readonly<Record<string, string>>)[issue] ?? issue;
      return texts.desk.demandOf(named, claimant?.quote ?? null, addressee?.quote ?? null);
    }
    case "means": {
      const used = event.means[at];
      return used === undefined ? "" : texts.means[used.means];
    }
    case "contested": {
      const label = event.contested[at];
      return label === undefined ? "" : texts.event.said(label.label, label.speaker);
    }
    case "attribution": {
      const { voice, evidentiality, chain = [] } = event.attribution;
      const said = texts.event.said(
        voice === "narrator" ? texts.event.narrator : voice,
        texts.evidentialities[evidentiality],
      );
      const between = chain.slice(1, -1).map((one) => one.voice);
      return between.length === 0 ? said : `${said} · ${texts.desk.through(texts.listOf(between))}`;
    }
    case "mentions":
      return event.mentions[at]?.quote ?? "";
  }
}

/** All values of a field of an event in a line each; of what is not there, none. */
export function valuesText(event: EventRecord, field: EventField): readonly string[] {
  const list = event[field];
  if (!Array.isArray(list)) return [valueText(event, field, 0)];
  return list.map((_, at) => valueText(event, field, at));
}

function relationText({ subject, object, type, status, attribution }: Relation): string {
  const over = status === "historical" ? ` · ${texts.desk.statuses.historical}` : "";
  const { voice, evidentiality } = attribution;
  const who =
    voice === "narrator" ? "" : ` · ${texts.event.said(voice, texts.evidentialities[evidentiality])}`;
  return `${subject} ${texts.desk.relationTypes[type]} ${object}${over}${who}`;
}

function freeText(figure: FreeFigure): string {
  const { population, group, unit, said_by } = figure;
  const of = population ?? group;
  const parts = [unit, of, said_by].filter((part) => part !== null && part !== undefined);
  return [figureText(figure), ...parts].join(" · ");
}

/** A value beside the events in a line; of a link, its other event as `draft` has it. */
export function besideText(draft: Draft, field: CodingField, row: CodingRows[CodingField]): string {
  if ("from" in row) {
    const other = draft.events.find(({ id }) => id === row.to);
    const said = other === undefined ? "" : ` ${labelOf(other.type)} “${other.trigger.quote}”`;
    return `${texts.relations[row.relation][0]}${said} · ${texts.desk.bases[row.basis]}`;
  }
  return field === "relations" ? relationText(row as Relation) : freeText(row as FreeFigure);
}

/** So many units of a quote in a line. */
const SHORT = 60;
const quoted = (words: string) => `“${words.length > SHORT ? `${words.slice(0, SHORT - 1)}…` : words}”`;

/** A value beside the events where neither its words nor an event stand near it: with its words; of a link, both events. */
export function besideWhole(draft: Draft, field: CodingField, row: CodingRows[CodingField]): string {
  const said = besideText(draft, field, row);
  if (!("from" in row)) return row.quote === null ? said : `${said} ${quoted(row.quote.quote)}`;
  const from = draft.events.find(({ id }) => id === row.from);
  return from === undefined ? said : `${quoted(from.trigger.quote)}: ${said}`;
}

/** The value at a stop in a line. */
export function stopText(draft: Draft, { event: id, field, at }: Stop): string {
  if (isCodingField(field)) {
    const row = rowsOf(draft, field)[at];
    return row === undefined ? "" : besideText(draft, field, row);
  }
  const event = draft.events.find((one) => one.id === id);
  return event === undefined ? "" : valueText(event, field, at);
}
