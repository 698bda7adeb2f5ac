/** What holds for a whole run of reading: what the user says, the source, the limits, and the ways to what is named inside. */
import type { Budget, Limits } from "./budget.js";
import type { Given, Hints, Incoming, Input, InputFormat } from "./incoming.js";
import type { Source } from "./source.js";

/** One address has been read to its end, with what the server said to ask with the next time. */
export type Milestone = {
  readonly kind: "read";
  readonly address: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** `lastmod` or day of publication by which the address was named, or null. */
  readonly named: string | null;
  /** The server said that nothing is new since the last visit. */
  readonly unchanged: boolean;
};

export type Step = Incoming | Milestone;

/** How far a run is. `total` is null where nobody knows how much there will be. */
export type Progress = {
  readonly file: string;
  readonly bytes: number;
  readonly total: number | null;
};

export type Reading = {
  readonly hints: Hints;
  readonly source: Source | null;
  /** Only what was published or changed on this day or later, where the input dates it; `YYYY-MM-DD`. */
  readonly since: string | null;
  /** Name and version of the program, for custody: `quipu@0.1.0`. */
  readonly tool: string;
  readonly limits: Limits;
  readonly budget: Budget;
  /** How many archives stand around this input. */
  readonly depth: number;
  /** Reads a member of an archive as if it had come alone. */
  readonly nested: (input: Input, reading: Reading) => AsyncIterable<Step>;
  /** Fetches and reads an address that an input names; null where nothing may leave the machine. */
  readonly follow:
    | ((address: string, given: Given, format: InputFormat | null, reading: Reading) => AsyncIterable<Step>)
    | null;
  /** True for an address that was read before and has not changed since `named`. */
  readonly skip: (address: string, named: string | null) => boolean;
};

/** A format: how it is known, and how it is read. `readers.ts` is the list. */
export type Reader = {
  readonly format: InputFormat;
  /** Endings of file names, without the dot. */
  readonly extensions: readonly string[];
  readonly mediaTypes: readonly string[];
  /** Whether the first bytes look like it: the bytes, and the beginning of their text ("" where they are no text). */
  readonly looks: (head: Uint8Array, text: string) => boolean;
  /** Never throws for what the bytes hold: that is a finding. Errors of the stream itself pass through. */
  readonly read: (input: Input, reading: Reading) => AsyncIterable<Step>;
};
