/** Who said what of a value, and when: every coding in the log that has the event or the words, oldest first. */
import type { EventRecord, Span } from "../../../../src/model/index.js";
import type { CodingField, CodingRows } from "./action.js";
import { rowsOf } from "./beside.js";
import type { Draft, LoggedCoding } from "./draft.js";
import { pairEvents } from "./pairs.js";

export type Said = {
  readonly coding: string;
  readonly author: string;
  readonly time: string;
  /** The event as that coding has it; null where it has it not. */
  readonly event: EventRecord | null;
};

type Entry = LoggedCoding & { readonly time: string };

const sameIn = (event: EventRecord, events: readonly EventRecord[]): EventRecord | null =>
  pairEvents([event], events).find(({ left }) => left !== null)?.right ?? null;

export function saidOf(event: EventRecord, codings: readonly Entry[]): readonly Said[] {
  return codings.map(({ id, author, time, coding }) => {
    return { coding: id, author, time, event: sameIn(event, coding.events) };
  });
}

export type SaidBeside = Omit<Said, "event"> & { readonly rows: readonly CodingRows[CodingField][] };

const touch = (a: Span, b: Span) => a.start < b.end && b.start < a.end;

/** The same of a value beside the events: what each coding has at the same words, or of links between the same two events. */
export function saidBeside(
  draft: Draft,
  field: CodingField,
  at: number,
  codings: readonly Entry[],
): readonly SaidBeside[] {
  const value = rowsOf(draft, field)[at];
  return codings.map(({ id, author, time, coding }) => {
    const rows: readonly CodingRows[CodingField][] = rowsOf(coding, field);
    return { coding: id, author, time, rows: rows.filter((row) => isAbout(row, coding.events)) };
  });
  function isAbout(row: CodingRows[CodingField], events: readonly EventRecord[]): boolean {
    if (value === undefined) return false;
    if ("from" in value && "from" in row) {
      const [from, to] = [value.from, value.to].map((end) => {
        const event = draft.events.find((one) => one.id === end);
        return event === undefined ? null : sameIn(event, events);
      });
      return from?.id === row.from && to?.id === row.to;
    }
    return value.quote !== null && row.quote !== null && touch(value.quote, row.quote);
  }
}
