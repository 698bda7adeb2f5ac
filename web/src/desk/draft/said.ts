/** Who said what of a value, and when: every coding in the log that has the event, oldest first. */
import type { EventRecord } from "../../../../src/model/index.js";
import type { LoggedCoding } from "./draft.js";
import { pairEvents } from "./pairs.js";

export type Said = {
  readonly coding: string;
  readonly author: string;
  readonly time: string;
  /** The event as that coding has it; null where it has it not. */
  readonly event: EventRecord | null;
};

type Entry = LoggedCoding & { readonly time: string };

export function saidOf(event: EventRecord, codings: readonly Entry[]): readonly Said[] {
  return codings.map(({ id, author, time, coding }) => {
    const pair = pairEvents([event], coding.events).find(({ left }) => left !== null);
    return { coding: id, author, time, event: pair?.right ?? null };
  });
}
