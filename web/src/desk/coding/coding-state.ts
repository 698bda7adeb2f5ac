/** The report that is being coded: the sitting, where the coder is, what is selected and edited, and how it is saved. */
import { batch, computed, signal } from "@preact/signals";
import type { EventRecord, Span } from "../../../../src/model/index.js";
import { Problem, read, write } from "../../api/client.js";
import type { ReportAnswer, Written } from "../../api/desk-answers.js";
import { texts } from "../../texts/index.js";
import { goTo } from "../address.js";
import { type Action, type Field, isCodingField, isListField } from "../draft/action.js";
import { rowsOf } from "../draft/beside.js";
import { check, type Placed, placed } from "../draft/check.js";
import { codingOf, draftOf } from "../draft/draft.js";
import { forget, keep, keyOf, restore } from "../draft/keep.js";
import { act, isTouched, redo, type Sitting, sit, undo } from "../draft/sitting.js";
import { type Stop, settle, stopOfField, valueAt } from "../draft/stops.js";
import { handedIn, neighbour, at as queueAt } from "../queue/queue-state.js";
import { hush, say, sayProblem } from "../say.js";
import { blind, coder, gateBook } from "../session.js";
import type { Stretch } from "./words.js";

const t = texts.desk.saved;

/** What is being edited: a value that is there (`at`), a new one (`at` null), or the type of a new event (`event` null, field `type`). */
export type Editing = {
  readonly event: string | null;
  readonly field: Field;
  readonly at: number | null;
  /** The words that the value will rest on; null keeps those it has, or has none. */
  readonly words: Span | null;
};

export type Saving = "open" | "sending" | "saved" | "failed";

export const opened = signal<ReportAnswer | null>(null);
export const problem = signal<Problem | null>(null);
export const sitting = signal<Sitting | null>(null);
export const stop = signal<Stop | null>(null);
export const selected = signal<Span | null>(null);
/** Words that are looked for, while they are. */
export const sought = signal<Stretch | null>(null);
export const editing = signal<Editing | null>(null);
export const uniting = signal(false);
export const historyOpen = signal(false);
export const saving = signal<Saving>("open");
/** Whether the browser keeps unsaved work. */
export const isKept = signal(true);
/** How much work was brought back, and when it had been left (milliseconds); null where there was none. */
export const broughtBack = signal<{ readonly changes: number; readonly time: number } | null>(null);
/** What the server found, of the draft that was sent. */
const refused = signal<{ readonly of: Sitting; readonly findings: readonly Placed[] } | null>(null);

export const draft = computed(() => sitting.value?.now ?? null);
export const event = computed(
  (): EventRecord | null => draft.value?.events.find(({ id }) => id === stop.value?.event) ?? null,
);

/** What the gate has against the draft as it is: our own check, and what the server said of just this draft. */
export const findings = computed((): readonly Placed[] => {
  const [now, book, who] = [sitting.value, gateBook.value, coder.value];
  if (now === null || book === null || who === null) return [];
  const own = isTouched(now) || saving.value === "failed" ? check(now.now, book, who) : [];
  const theirs = refused.value !== null && refused.value.of.now === now.now ? refused.value.findings : [];
  return [...own, ...theirs.filter(({ message }) => !own.some((one) => one.message === message))];
});

let key = "";
const answers = new Map<string, Promise<ReportAnswer>>();

/** A report with its codings, read once. `hide`: without those of others. */
function fetched(id: string, hide: boolean): Promise<ReportAnswer> {
  const address = `/api/reports/${encodeURIComponent(id)}${hide ? "?blind=1" : ""}`;
  const known = answers.get(address);
  if (known !== undefined) return known;
  const answer = read<ReportAnswer>(address);
  answers.set(address, answer);
  answer.catch(() => answers.delete(address));
  return answer;
}

/** Opens a report. `start` makes the draft that the sitting begins with; `mode` keeps its unsaved work apart. */
export async function open(
  id: string,
  mode: string,
  start: (answer: ReportAnswer) => Parameters<typeof sit>[0] = startOf,
): Promise<void> {
  batch(() => {
    opened.value = null;
    problem.value = null;
    sitting.value = null;
    selected.value = null;
    editing.value = null;
    sought.value = null;
    uniting.value = false;
    saving.value = "open";
    broughtBack.value = null;
    refused.value = null;
  });
  wanted = `${mode} ${id}`;
  const now = wanted;
  try {
    let answer = await fetched(id, blind.peek());
    // Who codes blind may compare when the own coding is in.
    const isIn = answer.codings.some(({ coding }) => coding.coder === coder.peek());
    if (blind.peek() && isIn && mode !== "coding") answer = await fetched(id, false);
    if (wanted !== now) return;
    key = keyOf(coder.peek() ?? "", id, blind.peek() ? `${mode} blind` : mode);
    const back = restore(localStorage, key, answer.report);
    batch(() => {
      queueAt.value = id;
      opened.value = answer;
      sitting.value = back?.sitting ?? sit(start(answer));
      broughtBack.value = back === null ? null : { changes: back.sitting.done.length, time: back.time };
      stop.value = settle(sitting.value.now, null, sitting.value.now);
    });
    const after = await neighbour(id, 1);
    if (after !== null && after !== id) void fetched(after, blind.peek()).catch(() => {});
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (wanted === now) problem.value = error;
  }
}
let wanted = "";

const startOf = ({ report, codings }: ReportAnswer) =>
  draftOf({ report, codings, codebook: gateBook.peek()!.id, coder: coder.peek()! });

function become(next: Sitting): void {
  const before = sitting.peek()!;
  if (next === before) return;
  batch(() => {
    sitting.value = next;
    stop.value = settle(next.now, stop.peek(), before.now);
    saving.value = "open";
    isKept.value = keep(localStorage, key, next, Date.now());
  });
}

/** Does something to the draft, and keeps the work. */
export function dispatch(action: Action): void {
  const now = sitting.peek();
  if (now !== null) become(act(now, action));
}

export function undoOne(): void {
  const now = sitting.peek();
  if (now === null || now.done.length === 0) {
    say(t.nothingToUndo);
    return;
  }
  become(undo(now));
  say(t.undone);
}

export function redoOne(): void {
  const now = sitting.peek();
  if (now === null || now.undone.length === 0) return;
  become(redo(now));
  say(t.redone);
}

/** Reads the report anew, with what others have said since; the work on it goes on. */
export function readAnew(id: string, mode: string, start?: Parameters<typeof open>[2]): void {
  answers.clear();
  void open(id, mode, start);
}

/** Leaves what was brought back, and starts from what stands in the log. */
export function discard(): void {
  const now = sitting.peek();
  if (now === null) return;
  become(sit(now.base));
  broughtBack.value = null;
}

/** Goes to the next value of a field, or adds one that rests on the selected words. */
export function toField(field: Field): void {
  const [now, place, words] = [draft.peek(), stop.peek(), selected.peek()];
  if (now === null) return;
  const t = texts.desk.coding;
  if (field === "links") {
    relate();
    return;
  }
  if (field === "freeFigures" || field === "relations") {
    const there = words === null ? -1 : rowsOf(now, field).findIndex((row) => isSame(row.quote, words));
    // Words that say one already: that one, not the same again.
    if (there >= 0) {
      stop.value = { event: null, field, at: there };
      selected.value = null;
      edit(stop.peek()!);
    } else if (words !== null) editing.value = { event: null, field, at: null, words };
    else goToField(field);
    return;
  }
  if (words === null || field === "actuality" || field === "scope") {
    if (!goToField(field)) return;
    if (field === "type" || field === "actuality" || field === "scope") edit(stop.peek()!);
    return;
  }
  if (place === null || place.event === null) {
    say(t.needsEvent);
    return;
  }
  if (field === "type") {
    dispatchTrigger(place.event, words);
    return;
  }
  if (field === "mentions") {
    dispatch({ do: "put", event: place.event, field, at: null, value: words });
    selected.value = null;
    return;
  }
  const isList = field !== "date" && field !== "attribution";
  editing.value = { event: place.event, field, at: isList ? null : 0, words };
}

const isSame = (a: Span | null, b: Span | null) => a?.start === b?.start && a?.end === b?.end;

/** To the next value of a field; says so where there is none. */
function goToField(field: Field): boolean {
  const next = stopOfField(draft.peek()!, stop.peek(), field);
  if (next === null) say(texts.desk.coding.needsWords);
  else stop.value = next;
  return next !== null;
}

/** A new relation of the event to another one; selected words become those that say it. */
function relate(): void {
  const [now, place] = [draft.peek(), stop.peek()];
  const { needsEvent, needsTwo } = texts.desk.coding;
  if (place === null || place.event === null) say(needsEvent);
  else if ((now?.events.length ?? 0) < 2) say(needsTwo);
  else editing.value = { event: place.event, field: "links", at: null, words: selected.peek() };
}

function dispatchTrigger(id: string, span: Span): void {
  const before = draft.peek()!;
  const where = before.events.findIndex((one) => one.id === id);
  dispatch({ do: "trigger", event: id, span });
  const moved = draft
    .peek()!
    .events.find(({ trigger }) => trigger.start === span.start && trigger.end === span.end);
  if (where >= 0 && moved !== undefined) stop.value = { event: moved.id, field: "type", at: 0 };
  selected.value = null;
}

/** Takes a value away; of an event's type the event is rejected. */
export function takeAway({ event: id, field, at }: Stop): void {
  if (isCodingField(field)) dispatch({ do: "drop", event: null, field, at });
  else if (id === null) return;
  else if (isListField(field)) dispatch({ do: "drop", event: id, field, at });
  else if (field === "type") dispatch({ do: "reject", event: id });
}

/** A figure of an event becomes one that belongs to none, and the coder goes with it. */
export function setFree({ event: id, field, at }: Stop): void {
  if (id === null || field !== "figures") return;
  dispatch({ do: "free", event: id, at });
  stop.value = { event: null, field: "freeFigures", at: draft.peek()!.figures.length - 1 };
}

/** Opens the form of a value. */
export function edit(place: Stop): void {
  if (place.field === "mentions") return;
  editing.value = { ...place, words: null };
}

/** The selected words tell an event: what it is comes first. */
export function addEvent(): void {
  const words = selected.peek();
  if (words === null) {
    say(texts.desk.coding.needsWords);
    return;
  }
  editing.value = { event: null, field: "type", at: null, words };
}

/** The selected words become those of the value where the coder is. */
export function reword(): void {
  const [words, place, now] = [selected.peek(), stop.peek(), draft.peek()];
  if (words === null || place === null || now === null) {
    say(texts.desk.coding.needsWords);
    return;
  }
  const { field, at, event: id } = place;
  if (field === "actuality" || field === "scope") return;
  const value = valueAt(now, place) as Record<string, unknown>;
  if (isCodingField(field))
    dispatch({ do: "put", event: null, field, at, value: { ...value, quote: words } } as unknown as Action);
  else if (id === null) return;
  else if (field === "type") dispatchTrigger(id, words);
  else if (field === "mentions") dispatch({ do: "put", event: id, field, at, value: words });
  else if (field === "date")
    dispatch({
      do: "set",
      event: id,
      field,
      value: { ...value, quote: words } as unknown as EventRecord["date"],
    });
  else if (field === "attribution") {
    const { evidentiality } = value as unknown as EventRecord["attribution"];
    dispatch({ do: "set", event: id, field, value: { voice: words.quote, evidentiality, quote: words } });
  } else
    dispatch({ do: "put", event: id, field, at, value: { ...value, quote: words } } as unknown as Action);
  selected.value = null;
}

/** Hands the draft in as one coding and goes on; where it is not accepted, to the first value that is wrong. */
export async function accept(): Promise<void> {
  const now = sitting.peek();
  const answer = opened.peek();
  if (now === null || answer === null || saving.peek() === "sending") return;
  if (editing.peek() !== null) {
    say(t.openForm, "bad");
    return;
  }
  const [first] = check(now.now, gateBook.peek()!, coder.peek()!);
  if (first !== undefined) {
    saving.value = "failed";
    showRefusal();
    return;
  }
  saving.value = "sending";
  const { id } = now.now.report;
  try {
    const { coder: _, ...coding } = codingOf(now.now, coder.peek()!);
    // Work that was brought back may be older than what has been on screen since.
    const others = answer.codings.filter((entry) => entry.coding.coder !== coder.peek());
    const seen = [...new Set([...coding.seen, ...others.map(({ id }) => id)])];
    const { added } = await write<Written>("/api/codings", { ...coding, seen });
    forget(localStorage, key);
    answers.clear();
    handedIn.value = new Set([...handedIn.peek(), id]);
    if (sitting.peek() !== now) return;
    saving.value = "saved";
    const title = answer.report.title ?? texts.desk.queue.untitled;
    say(added ? t.savedNamed(title) : t.same, "good");
    await goOn(id);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    saving.value = "failed";
    if (error.status === 422) {
      refused.value = { of: now, findings: placed(now.now, error.findings) };
      showRefusal();
      return;
    }
    sayProblem(error, t.failedWhy);
  }
}

function showRefusal(): void {
  const { peek } = findings;
  const all = peek.call(findings);
  const first = all.find((one) => one.stop !== null)?.stop;
  if (first != null) stop.value = first;
  const elsewhere = all.filter((one) => one.stop === null).map(({ message }) => message);
  say([t.findings(all.length), ...elsewhere].join(" "), "bad");
}

/** The next report of the queue that is due, else the queue. */
async function goOn(id: string): Promise<void> {
  const next = await neighbour(id, 1);
  if (next === null || next === id) {
    goTo("queue", { id: null, left: null, right: null });
    say(t.lastReport, "good");
  } else goTo("report", { id: next, left: null, right: null });
}

/** To the report before or after this one, without saving; what was done is kept. */
export async function step(by: 1 | -1): Promise<void> {
  const id = opened.peek()?.report.id;
  if (id === undefined) return;
  const next = await neighbour(id, by);
  hush();
  if (next !== null) goTo("report", { id: next, left: null, right: null });
}
