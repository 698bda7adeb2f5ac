/** The values of a draft in the order in which a coder goes through them, each with its words. */
import type { EventRecord, Span } from "../../../../src/model/index.js";
import { type EventField, FIELDS, type Field, isCodingField, isListField } from "./action.js";
import { partiesOf, rowsOf } from "./beside.js";
import type { Draft } from "./draft.js";

/**
 * Where a coder is: at one value of one event, or (`event` null) at one that belongs to none. `at`: which of several; of what
 * stands beside the events, which of the whole list.
 */
export type Stop = { readonly event: string | null; readonly field: Field; readonly at: number };

export const sameStop = (a: Stop | null, b: Stop | null): boolean =>
  a?.event === b?.event && a?.field === b?.field && a?.at === b?.at;

const eventAt = (draft: Draft, stop: Stop): EventRecord | null =>
  draft.events.find(({ id }) => id === stop.event) ?? null;

/** The value at a stop; null where there is none. */
export function valueAt(draft: Draft, stop: Stop): unknown {
  const { field, at } = stop;
  if (isCodingField(field)) return rowsOf(draft, field)[at] ?? null;
  const event = eventAt(draft, stop);
  if (event === null) return null;
  return isListField(field) ? (event[field][at] ?? null) : event[field];
}

/** The words that a value of an event rests on; null where it has none of its own. */
export function wordsOf(event: EventRecord, field: EventField, at: number): Span | null {
  switch (field) {
    case "type":
      return event.trigger;
    case "actuality":
    case "scope":
      return null;
    case "date":
      return event.date.quote;
    case "attribution":
      return event.attribution.quote;
    case "mentions":
      return event.mentions[at] ?? null;
    default:
      return event[field][at]?.quote ?? null;
  }
}

/** The words that the value at a stop rests on; null where it has none of its own. */
export function wordsAt(draft: Draft, stop: Stop): Span | null {
  const { field, at } = stop;
  if (isCodingField(field)) return rowsOf(draft, field)[at]?.quote ?? null;
  const event = eventAt(draft, stop);
  return event === null ? null : wordsOf(event, field, at);
}

/** The words of the parties that a value names besides. */
export const partiesAt = (draft: Draft, stop: Stop): readonly Span[] => {
  const value = valueAt(draft, stop);
  return value === null || typeof value !== "object" ? [] : partiesOf(value);
};

/** The values of an event, then the links that start from it. */
export function stopsOf(draft: Draft, event: EventRecord): readonly Stop[] {
  const own = FIELDS.flatMap((field) =>
    isListField(field)
      ? event[field].map((_, at): Stop => ({ event: event.id, field, at }))
      : [{ event: event.id, field, at: 0 }],
  );
  const links = draft.links.flatMap(({ from }, at): readonly Stop[] =>
    from === event.id ? [{ event: event.id, field: "links", at }] : [],
  );
  return [...own, ...links];
}

/** What belongs to no event, in the order of the report. */
export function freeStops(draft: Draft): readonly Stop[] {
  return (["freeFigures", "relations"] as const).flatMap((field) =>
    rowsOf(draft, field)
      .map(({ quote }, at) => ({ stop: { event: null, field, at } as Stop, start: quote.start }))
      .sort((a, b) => a.start - b.start)
      .map(({ stop }) => stop),
  );
}

export const allStops = (draft: Draft): readonly Stop[] => [
  ...draft.events.flatMap((event) => stopsOf(draft, event)),
  ...freeStops(draft),
];

const typeOf = (event: EventRecord): Stop => ({ event: event.id, field: "type", at: 0 });

/** The same place in a changed draft, or the nearest one that is left; null in a draft that holds nothing. */
export function settle(draft: Draft, stop: Stop | null, before: Draft): Stop | null {
  const [first] = draft.events;
  const free = freeStops(draft);
  if (stop === null) return first === undefined ? (free[0] ?? null) : typeOf(first);
  if (stop.event === null) {
    const there = free.find((other) => sameStop(other, stop));
    if (there !== undefined) return there;
    const was = freeStops(before).findIndex((other) => sameStop(other, stop));
    const near = free[Math.max(0, Math.min(was, free.length - 1))];
    return near ?? (draft.events.length === 0 ? null : typeOf(draft.events.at(-1)!));
  }
  const place = before.events.findIndex(({ id }) => id === stop.event);
  const event =
    draft.events.find(({ id }) => id === stop.event) ??
    draft.events[Math.min(Math.max(0, place), draft.events.length - 1)];
  if (event === undefined) return free[0] ?? null;
  if (event.id !== stop.event) return typeOf(event);
  const own = stopsOf(draft, event);
  if (own.some((other) => sameStop(other, stop))) return stop;
  const rest = own.filter(({ field }) => field === stop.field);
  return rest.findLast(({ at }) => at < stop.at) ?? rest[0] ?? typeOf(event);
}

/** So many values on or back; stays at the ends. */
export function stepStop(draft: Draft, stop: Stop | null, by: number): Stop | null {
  const all = allStops(draft);
  const at = all.findIndex((other) => sameStop(other, stop));
  return all[Math.max(0, Math.min(all.length - 1, at + by))] ?? null;
}

/** The first value of the event so many on or back; behind the last event come the values that belong to none. */
export function stepEvent(draft: Draft, stop: Stop | null, by: number): Stop | null {
  const heads = [...draft.events.map(typeOf), ...freeStops(draft).slice(0, 1)];
  const at = heads.findIndex(({ event }) => event === stop?.event);
  return heads[Math.max(0, Math.min(heads.length - 1, at + by))] ?? null;
}

/** The next value of a field where the coder is (of what belongs to no event, in the report); null where there is none. */
export function stopOfField(draft: Draft, stop: Stop | null, field: Field): Stop | null {
  const isFree = field === "freeFigures" || field === "relations";
  const all = allStops(draft).filter(
    (other) => other.field === field && (isFree || other.event === stop?.event),
  );
  const at = all.findIndex((other) => sameStop(other, stop));
  return all[(at + 1) % Math.max(1, all.length)] ?? null;
}
