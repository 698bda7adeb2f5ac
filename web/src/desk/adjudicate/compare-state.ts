/** Two codings that are compared: which they are, what they dispute, where the adjudicator is, and what is taken. */
import { computed, signal } from "@preact/signals";
import type { ReportAnswer } from "../../api/desk-answers.js";
import { texts } from "../../texts/index.js";
import { here } from "../address.js";
import { accept, dispatch, draft, edit, editing, opened } from "../coding/coding-state.js";
import { isListField } from "../draft/action.js";
import { type Draft, draftOf, type LoggedCoding, latestOfEach, sorted } from "../draft/draft.js";
import {
  type Dispute,
  decidedOf,
  disputes,
  joined,
  listOf,
  nameOf,
  type Paired,
  pairEvents,
  type Side,
  taking,
  takingList,
  undecided,
} from "../draft/pairs.js";
import { say } from "../say.js";
import { coder, gateBook } from "../session.js";

/** Whether words are looked for. */
export const finding = signal(false);
/** Which dispute the adjudicator is at. */
export const place = signal(0);

/** The codings that can be compared: the newest of each coder, persons' first. */
export function comparable({ codings }: ReportAnswer): readonly LoggedCoding[] {
  const latest = latestOfEach(codings);
  const isPerson = ({ coding }: LoggedCoding) => coding.coder.startsWith("human:");
  return [...latest.filter(isPerson).reverse(), ...latest.filter((entry) => !isPerson(entry)).reverse()];
}

type Sides = { readonly left: LoggedCoding; readonly right: LoggedCoding };

/** The two that the address names, else the first two. */
function sidesOf(answer: ReportAnswer, query: URLSearchParams): Sides | null {
  const all = comparable(answer);
  const named = (name: string) => all.find(({ id }) => id === query.get(name));
  const left = named("left") ?? all.find((entry) => entry !== named("right"));
  const right = named("right") ?? all.find((entry) => entry !== left);
  return left === undefined || right === undefined || left === right ? null : { left, right };
}

const pairedOf = ({ left, right }: Sides): Paired => ({
  left: left.coding,
  right: right.coding,
  pairs: pairEvents(left.coding.events, right.coding.events),
});

export const sides = computed(() => (opened.value === null ? null : sidesOf(opened.value, here.value.query)));
const NOTHING = { links: [], figures: [], relations: [] };
export const both = computed(
  (): Paired => (sides.value === null ? { left: NOTHING, right: NOTHING, pairs: [] } : pairedOf(sides.value)),
);
export const all = computed(() => disputes(both.value));

/** The adjudicator's draft: what both have, each as the left coder has it until something else is taken. */
export function start(answer: ReportAnswer): Draft {
  const two = sidesOf(answer, here.peek().query);
  const base = draftOf({
    report: answer.report,
    codings: answer.codings,
    codebook: gateBook.peek()!.id,
    coder: coder.peek()!,
  });
  if (two === null) return base;
  const { left, right } = two;
  const paired = pairedOf(two);
  const events = joined(paired.pairs);
  const known = [...new Set([...base.known, ...events.map(({ id }) => id)])];
  const seen = [...new Set([...base.seen, left.id, right.id])];
  const links = listOf(paired, "links", "left") as Draft["links"];
  const { figures, relations, noise } = left.coding;
  return sorted({ ...base, events, known, seen, links, figures, relations, noise });
}

export function move(by: number): void {
  place.value = Math.max(0, Math.min(all.peek().length - 1, place.peek() + by));
}

export function decide(dispute: Dispute, side: Side): void {
  const now = draft.peek();
  if (now === null) return;
  const two = both.peek();
  const action =
    dispute.pair === null
      ? takingList(two, dispute.field, side)
      : taking(now, two.pairs[dispute.pair]!, dispute.field, side);
  if (action !== null) dispatch(action);
  move(1);
}

/** A value of the adjudicator's own; of a list beside the events, what either coder has. */
export function own(dispute: Dispute): void {
  const { pair, field } = dispute;
  if (pair === null) {
    dispatch(takingList(both.peek(), field, "own"));
    move(1);
    return;
  }
  const event = nameOf(both.peek().pairs[pair]!);
  const now = draft.peek()?.events.find(({ id }) => id === event);
  if (now === undefined || field === "mentions") return;
  if (isListField(field) && now[field].length === 0) {
    editing.value = { event, field, at: null, words: null };
    return;
  }
  edit({ event, field, at: 0 });
}

/** Saved when every dispute is decided; else to the first that is not. */
export function save(): void {
  const now = draft.peek();
  if (now === null) return;
  const [first, ...more] = undecided(now, both.peek());
  if (first === undefined) return void accept();
  place.value = all.peek().findIndex(({ pair, field }) => pair === first.pair && field === first.field);
  say(texts.desk.saved.undecided(more.length + 1), "bad");
}

/** What was decided of a dispute. */
export function decisionOf(dispute: Dispute): Side | "own" | undefined {
  const { event, field } = decidedOf(both.value, dispute);
  return draft.value?.decided.find((one) => one.event === event && one.field === field)?.side;
}
