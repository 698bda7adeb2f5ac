/** Two codings of one report side by side: which events are one, what each says, what an adjudicator takes of them. Pure. */
import type { EventRecord, Span } from "../../../../src/model/index.js";
import { type Action, FIELDS, type Field } from "./action.js";
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

/** What a coder says of a field, for comparing: words and confidence apart, so that two ways to quote are no dispute. */
function said(event: EventRecord, field: Field): string {
  const bare = (value: unknown): unknown => {
    if (Array.isArray(value))
      return value
        .map(bare)
        .map((member) => JSON.stringify(member))
        .sort();
    if (typeof value !== "object" || value === null) return value;
    const { quote: _, rule: __, ...rest } = value as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(rest)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, member]) => [key, bare(member)]),
    );
  };
  if (field === "type") return JSON.stringify([event.type, event.exists ?? true]);
  if (field === "mentions") return "";
  return JSON.stringify(bare(event[field]));
}

/** The fields in which the two differ; all of them where one coder does not have the event. */
export function disputed({ left, right }: EventPair): readonly Field[] {
  if (left === null || right === null) return ["type"];
  return FIELDS.filter((field) => said(left, field) !== said(right, field));
}

/** One thing to be decided: a field of an event. */
export type Dispute = { readonly pair: number; readonly field: Field };

export const disputes = (pairs: readonly EventPair[]): readonly Dispute[] =>
  pairs.flatMap((pair, at) => disputed(pair).map((field) => ({ pair: at, field })));

/** Name of an event in the adjudicator's draft: as the left coder has it, else the right one. */
export const nameOf = ({ left, right }: EventPair): string => (left ?? right!).id;

/**
 * The action that takes one side of a dispute. Taking the side of a coder who does not have the event rejects it; a record of
 * the right coder keeps the place (trigger and id) that the left one gave the event.
 */
export function taking(draft: Draft, pair: EventPair, field: Field, side: Side): Action | null {
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

/** Disputes that nothing was decided of yet. */
export const undecided = (draft: Draft, pairs: readonly EventPair[]): readonly Dispute[] =>
  disputes(pairs).filter(
    ({ pair, field }) =>
      !draft.decided.some((one) => one.event === nameOf(pairs[pair]!) && one.field === field),
  );

/** What the adjudicator starts from: the events of the left coder, then those that only the right one has. */
export const joined = (pairs: readonly EventPair[]): readonly EventRecord[] =>
  pairs.map(({ left, right }) => left ?? right!);
