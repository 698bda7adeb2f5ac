/** Two codings of one report side by side: which events are one, what each says, what an adjudicator takes of them. Pure. */
import type { EventRecord, Span } from "../../../../src/model/index.js";
import {
  type Action,
  CODING_FIELDS,
  type CodingField,
  type CodingRows,
  type EventField,
  FIELDS,
} from "./action.js";
import { type Lists, rowsOf } from "./beside.js";
import type { Draft } from "./draft.js";

export type Side = "left" | "right";

/** An event as the two coders have it; null where one has it not. */
export type EventPair = { readonly left: EventRecord | null; readonly right: EventRecord | null };

const touch = (a: Span, b: Span) => a.start < b.end && b.start < a.end;

/** 3 for the same trigger, 2 where triggers overlap, 1 where a telling of one does; 0 for two events. */
function closeness(a: EventRecord, b: EventRecord): number {
  if (a.id === b.id) return 3;
  if (touch(a.trigger, b.trigger)) return 2;
  const told = (x: EventRecord, y: EventRecord) => x.mentions.some((mention) => touch(mention, y.trigger));
  return told(a, b) || told(b, a) ? 1 : 0;
}

/** Pairs the events of two codings one to one, the closest first, in the order of the report. */
export function pairEvents(
  left: readonly EventRecord[],
  right: readonly EventRecord[],
): readonly EventPair[] {
  const candidates = left
    .flatMap((a) => right.map((b) => ({ a, b, score: closeness(a, b) })))
    .filter(({ score }) => score > 0)
    .sort((x, y) => y.score - x.score);
  const other = new Map<EventRecord, EventRecord>();
  const taken = new Set<EventRecord>();
  for (const { a, b } of candidates) {
    if (other.has(a) || taken.has(b)) continue;
    other.set(a, b);
    taken.add(b);
  }
  const pairs: EventPair[] = [
    ...left.map((a) => ({ left: a, right: other.get(a) ?? null })),
    ...right.filter((b) => !taken.has(b)).map((b) => ({ left: null, right: b })),
  ];
  const start = ({ left: a, right: b }: EventPair) => (a ?? b!).trigger.start;
  return pairs.sort((x, y) => start(x) - start(y));
}

const QUOTES = new Set(["quote", "subjectQuote", "objectQuote", "rule"]);

/** A value for comparing: words and confidence apart, so that two ways to quote are no dispute; lists in any order. */
function bare(value: unknown): unknown {
  if (Array.isArray(value))
    return value
      .map(bare)
      .map((member) => JSON.stringify(member))
      .sort();
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !QUOTES.has(key))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, bare(member)]),
  );
}

function said(event: EventRecord, field: EventField): string {
  if (field === "type") return JSON.stringify([event.type, event.exists ?? true]);
  if (field === "mentions") return "";
  return JSON.stringify(bare(event[field]));
}

/** The fields in which the two differ; all of them where one coder does not have the event. */
export function disputed({ left, right }: EventPair): readonly EventField[] {
  if (left === null || right === null) return ["type"];
  return FIELDS.filter((field) => said(left, field) !== said(right, field));
}

/** Two codings and how their events pair. */
export type Paired = {
  readonly left: Lists;
  readonly right: Lists;
  readonly pairs: readonly EventPair[];
};

/** One thing to be decided: a field of an event, or (`pair` null) one of the lists beside the events. */
export type Dispute =
  | { readonly pair: number; readonly field: EventField }
  | { readonly pair: null; readonly field: CodingField };

/** Name of an event in the adjudicator's draft: as the left coder has it, else the right one. */
export const nameOf = ({ left, right }: EventPair): string => (left ?? right!).id;

/** A list as one side has it, its links between events as the adjudicator's draft names them. */
export function listOf({ pairs, ...sides }: Paired, field: CodingField, side: Side): readonly Row[] {
  const rows: readonly Row[] = rowsOf(sides[side], field);
  if (field !== "links") return rows;
  const names = new Map(
    pairs.flatMap((pair) => (pair[side] === null ? [] : [[pair[side].id, nameOf(pair)]])),
  );
  return (rows as readonly CodingRows["links"][])
    .map((link) => ({ ...link, from: names.get(link.from) ?? link.from, to: names.get(link.to) ?? link.to }))
    .filter(({ from, to }) => from !== to);
}
type Row = CodingRows[CodingField];

export const disputes = (both: Paired): readonly Dispute[] => [
  ...both.pairs.flatMap((pair, at) => disputed(pair).map((field): Dispute => ({ pair: at, field }))),
  ...CODING_FIELDS.filter((field) => {
    const [left, right] = [listOf(both, field, "left"), listOf(both, field, "right")];
    return JSON.stringify(bare(left)) !== JSON.stringify(bare(right));
  }).map((field): Dispute => ({ pair: null, field })),
];

/** How a decision names what it is about. */
export const decidedOf = ({ pairs }: Paired, { pair, field }: Dispute) => ({
  event: pair === null ? null : nameOf(pairs[pair]!),
  field,
});

/**
 * The action that takes one side of a dispute. Taking the side of a coder who does not have the event rejects it; a record of
 * the right coder keeps the place (trigger and id) that the left one gave the event.
 */
export function taking(draft: Draft, pair: EventPair, field: EventField, side: Side): Action | null {
  const record = pair[side];
  const event = nameOf(pair);
  const there = draft.events.find(({ id }) => id === event);
  if (there === undefined) return null;
  const decision = { event, field, side };
  const { exists: was, ...held } = there;
  const exists = record === null ? false : field === "type" ? record.exists : was;
  const next = record === null ? held : ({ ...held, [field]: record[field] } as EventRecord);
  return { do: "take", event, record: exists === undefined ? next : { ...next, exists }, decision };
}

/** The action that takes a list beside the events: one side's, or all that either has (`own`). */
export function takingList(both: Paired, field: CodingField, side: Side | "own"): Action {
  const [left, right] = [listOf(both, field, "left"), listOf(both, field, "right")];
  const told = new Set(left.map((row) => JSON.stringify(bare(row))));
  const all = [...left, ...right.filter((row) => !told.has(JSON.stringify(bare(row))))];
  const list = side === "left" ? left : side === "right" ? right : all;
  return { do: "take-list", field, list, decision: { event: null, field, side } };
}

/** Disputes that nothing was decided of yet. */
export const undecided = (draft: Draft, both: Paired): readonly Dispute[] =>
  disputes(both).filter((dispute) => {
    const { event, field } = decidedOf(both, dispute);
    return !draft.decided.some((one) => one.event === event && one.field === field);
  });

/** What the adjudicator starts from: the events of the left coder, then those that only the right one has. */
export const joined = (pairs: readonly EventPair[]): readonly EventRecord[] =>
  pairs.map(({ left, right }) => left ?? right!);
