/** A policy: a named, versioned rule for how conflicting claims become the values of an event. */
import type { EventDate, EventPlace, Figure } from "../model/coding.js";
import type { SettledFigure } from "../model/edition.js";
import type { Standing } from "./standing.js";

/** A claim about a number that may be compared with the others it comes with. */
export type Counted = {
  readonly claim: string;
  readonly figure: Figure;
  /** Who first says so: the source that the words name, else the origin of the report. */
  readonly origin: string;
  readonly standing: Standing;
};

/** What a policy makes of comparable claims, at least one, sorted by report and place. */
export type Bounds = Pick<SettledFigure, "low" | "best" | "high" | "tieBreak" | "excluded">;

/** A date or place that an origin says; at least one, sorted by report and place. */
export type Said<Value> = { readonly value: Value; readonly origin: string; readonly claim: string };
export type Chosen<Value> = { readonly value: Value; readonly rule: string };

export type Policy = {
  /** Name and version: `ccc-range@1`. */
  readonly id: string;
  readonly name: string;
  /** The rule as it is published, in a sentence. */
  readonly says: string;
  /** Where it is published, and what of it is an extension of this project. */
  readonly source: string;
  /** Who outranks whom within a report. */
  readonly rank: readonly Standing[];
  readonly figure: (claims: readonly Counted[]) => Bounds;
  readonly date: (said: readonly Said<EventDate>[]) => Chosen<EventDate>;
  readonly place: (said: readonly Said<EventPlace>[]) => Chosen<EventPlace>;
};

/** The values that the most origins say. A value said by nobody else ties with all such. */
export function modes<Key>(said: readonly { readonly key: Key; readonly origin: string }[]): {
  readonly keys: readonly Key[];
  readonly origins: number;
} {
  const origins = new Map<Key, Set<string>>();
  for (const { key, origin } of said) {
    const known = origins.get(key);
    if (known) known.add(origin);
    else origins.set(key, new Set([origin]));
  }
  const most = Math.max(...[...origins.values()].map(({ size }) => size));
  return { keys: [...origins].filter(([, { size }]) => size === most).map(([key]) => key), origins: most };
}

export const plural = (n: number, noun: string) => `${n} ${noun}${n === 1 ? "" : "s"}`;
