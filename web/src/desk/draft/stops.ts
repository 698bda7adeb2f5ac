/** The values of a draft in the order in which a coder goes through them, each with its words. */
import type { EventRecord, Span } from "../../../../src/model/index.js";
import { FIELDS, type Field, isListField } from "./action.js";
import type { Draft } from "./draft.js";

/** Where a coder is: at one value of one event. `at`: which of several. */
export type Stop = { readonly event: string; readonly field: Field; readonly at: number };

export const sameStop = (a: Stop | null, b: Stop | null): boolean =>
  a?.event === b?.event && a?.field === b?.field && a?.at === b?.at;

/** The words that a value rests on; null where it has none of its own. */
export function wordsOf(event: EventRecord, field: Field, at: number): Span | null {
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

export function stopsOf(event: EventRecord): readonly Stop[] {
  return FIELDS.flatMap((field) =>
    isListField(field)
      ? event[field].map((_, at): Stop => ({ event: event.id, field, at }))
      : [{ event: event.id, field, at: 0 }],
  );
}

export const allStops = (draft: Draft): readonly Stop[] => draft.events.flatMap(stopsOf);

/** The same place in a changed draft, or the nearest one that is left; null in a draft without events. */
export function settle(draft: Draft, stop: Stop | null, before: Draft): Stop | null {
  if (draft.events.length === 0) return null;
  const first = draft.events[0]!;
  if (stop === null) return { event: first.id, field: "type", at: 0 };
  const place = before.events.findIndex(({ id }) => id === stop.event);
  const event =
    draft.events.find(({ id }) => id === stop.event) ??
    draft.events[Math.min(Math.max(0, place), draft.events.length - 1)]!;
  if (event.id !== stop.event) return { event: event.id, field: "type", at: 0 };
  if (!isListField(stop.field)) return stop;
  const { length } = event[stop.field];
  if (stop.at < length) return stop;
  return length > 0 ? { ...stop, at: length - 1 } : { event: event.id, field: "type", at: 0 };
}

/** So many values on or back; stays at the ends. */
export function stepStop(draft: Draft, stop: Stop | null, by: number): Stop | null {
  const all = allStops(draft);
  const at = all.findIndex((other) => sameStop(other, stop));
  return all[Math.max(0, Math.min(all.length - 1, at + by))] ?? null;
}

/** The first value of the event so many on or back. */
export function stepEvent(draft: Draft, stop: Stop | null, by: number): Stop | null {
  const at = draft.events.findIndex(({ id }) => id === stop?.event);
  const event = draft.events[Math.max(0, Math.min(draft.events.length - 1, at + by))];
  return event === undefined ? null : { event: event.id, field: "type", at: 0 };
}

/** The next value of a field in the event where the coder is; null where it has none. */
export function stopOfField(draft: Draft, stop: Stop | null, field: Field): Stop | null {
  const event = draft.events.find(({ id }) => id === stop?.event);
  if (event === undefined) return null;
  const all = stopsOf(event).filter((other) => other.field === field);
  const at = all.findIndex((other) => sameStop(other, stop));
  return all[(at + 1) % Math.max(1, all.length)] ?? null;
}
