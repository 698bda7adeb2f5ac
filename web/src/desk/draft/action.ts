/** What can be done to a draft. Actions are data, so that they can be kept, replayed and undone. */
import type { EventRecord, FreeFigure, Link, Relation, Span } from "../../../../src/model/index.js";
import type { Decision } from "./draft.js";

/** Fields of an event that hold one value. */
export type SingleField = "type" | "actuality" | "scope" | "date" | "attribution";
/** Fields of an event that hold several. */
export type ListField = "places" | "actors" | "figures" | "demands" | "means" | "contested" | "mentions";
export type EventField = SingleField | ListField;

/** What a coding holds beside its events: which of them stand in a relation, figures that belong to none, lasting relations. */
export type CodingRows = {
  readonly links: Link;
  readonly freeFigures: FreeFigure;
  readonly relations: Relation;
};
export type CodingField = keyof CodingRows;
/** Everything that a coder can be at. */
export type Field = EventField | CodingField;

export const LIST_FIELDS = [
  "places",
  "actors",
  "figures",
  "demands",
  "means",
  "contested",
  "mentions",
] as const satisfies readonly ListField[];

export const CODING_FIELDS = ["links", "freeFigures", "relations"] as const satisfies readonly CodingField[];

export const isCodingField = (field: Field): field is CodingField =>
  (CODING_FIELDS as readonly string[]).includes(field);

export const FIELDS = [
  "type",
  "actuality",
  "scope",
  "date",
  ...LIST_FIELDS.slice(0, -1),
  "attribution",
  "mentions",
] as readonly EventField[];

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

type PutBeside = {
  [F in CodingField]: {
    readonly do: "put";
    readonly event: null;
    readonly field: F;
    readonly at: number | null;
    readonly value: CodingRows[F];
  };
}[CodingField];

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
  | PutBeside
  | { readonly do: "drop"; readonly event: string; readonly field: ListField; readonly at: number }
  | { readonly do: "drop"; readonly event: null; readonly field: CodingField; readonly at: number }
  /** Other words tell the event: its id changes with them. */
  | { readonly do: "trigger"; readonly event: string; readonly span: Span }
  | { readonly do: "reject" | "restore" | "check"; readonly event: string }
  | { readonly do: "reject-all" | "check-all" }
  | { readonly do: "add"; readonly span: Span; readonly type: string }
  /** A figure of an event is one that belongs to none: a toll of a longer time, a poll. */
  | { readonly do: "free"; readonly event: string; readonly at: number }
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
  /** A whole list beside the events, as another coding has it. */
  | {
      readonly do: "take-list";
      readonly field: CodingField;
      readonly list: readonly CodingRows[CodingField][];
      readonly decision: Decision;
    }
  | { readonly do: "decide"; readonly decision: Decision };
