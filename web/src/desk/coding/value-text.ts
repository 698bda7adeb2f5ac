/** A value in a line, as the record shows it. */
import type { EventRecord } from "../../../../src/model/index.js";
import { bounds, number, when, whereabouts } from "../../texts/format.js";
import { texts } from "../../texts/index.js";
import type { Field } from "../draft/action.js";
import { labelOf } from "../session.js";

export function valueText(event: EventRecord, field: Field, at: number): string {
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
      return actor === undefined
        ? ""
        : `${actor.name} · ${texts.roles[actor.role]} · ${texts.categories[actor.category]}`;
    }
    case "figures": {
      const figure = event.figures[at];
      if (figure === undefined) return "";
      const { point } = figure;
      const said =
        point === null || point === figure.low || point === figure.high ? "" : ` (${number(point)})`;
      const stock = figure.stock ? ` · ${texts.event.stock}` : "";
      return `${texts.figures[figure.kind]}: ${bounds(figure)}${said}${stock}`;
    }
    case "demands": {
      const issue = event.demands[at]?.issue ?? "";
      return (texts.desk.issues as Readonly<Record<string, string>>)[issue] ?? issue;
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
      const { voice, evidentiality } = event.attribution;
      return texts.event.said(
        voice === "narrator" ? texts.event.narrator : voice,
        texts.evidentialities[evidentiality],
      );
    }
    case "mentions":
      return event.mentions[at]?.quote ?? "";
  }
}

/** All values of a field in a line each; of what is not there, none. */
export function valuesText(event: EventRecord, field: Field): readonly string[] {
  const list = event[field];
  if (!Array.isArray(list)) return [valueText(event, field, 0)];
  return list.map((_, at) => valueText(event, field, at));
}
