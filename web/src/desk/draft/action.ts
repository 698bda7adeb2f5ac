/** What can be done to a draft. Actions are data, so that they can be kept, replayed and undone. */
import type { EventRecord, Span } from "../../../../src/model/index.js";
import type { Decision } from "./draft.js";

/** Fields of an event that hold one value. */
export type SingleField = "type" | "actuality" | "scope" | "date" | "attribution";
/** Fields of an event that hold several. */
export type ListField = "places" | "actors" | "figures" | "demands" | "means" | "contested" | "mentions";
export type Field = SingleField | ListField;

export const LIST_FIELDS = [
  "places",
  "actors",
  "figures",
  "demands",
  "means",
  "contested",
  "mentions",
] as const satisfies readonly ListField[];

export const FIELDS = [
  "type",
  "actuality",
  "scope",
  "date",
  ...LIST_FIELDS.slice(0, -1),
  "attribution",
  "mentions",
] as readonly Field[];

export const isListField = (field: Field): field is ListField =>
  (LIST_FIELDS as readonly string[]).includes(field);

/** `at` null adds a value, else takes the place of the one there. */
type Put = {
  [F in ListField]: {
    readonly do: "put";
    readonly event: string;
    readonly field: F;
    readonly at: number | null;
    readonly value: EventRecord[F][number];
  };
}[ListField];

type SetOne = {
  [F in SingleField]: {
    readonly do: "set";
    readonly event: string;
    readonly field: F;
    readonly value: EventRecord[F];
  };
}[SingleField];

export type Action =
  | SetOne
  | Put
  | { readonly do: "drop"; readonly event: string; readonly field: ListField; readonly at: number }
  /** Other words tell the event: its id changes with them. */
  | { readonly do: "trigger"; readonly event: string; readonly span: Span }
  | { readonly do: "reject" | "restore" | "check"; readonly event: string }
  | { readonly do: "reject-all" | "check-all" }
  | { readonly do: "add"; readonly span: Span; readonly type: string }
  | { readonly do: "merge"; readonly into: string; readonly from: string }
  /** One of the tellings becomes an event of its own. */
  | { readonly do: "split"; readonly event: string; readonly at: number }
  /** A whole event as another coding has it, in the place of `event`, or besides the others (null). */
  | {
      readonly do: "take";
      readonly event: string | null;
      readonly record: EventRecord;
      readonly decision: Decision;
    }
  | { readonly do: "decide"; readonly decision: Decision };
