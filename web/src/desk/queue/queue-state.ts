/** The queue of reports, page by page as it is read on; kept while a report is open, so that there is a next one. */
import { computed, effect, signal } from "@preact/signals";
import { Problem, read } from "../../api/client.js";
import type { Listed, QueueRow, ReportState } from "../../api/desk-answers.js";
import { load } from "../../api/load.js";
import { here, queueQuery } from "../address.js";

const PAGE = 100;

type Queue = Listed<QueueRow> & {
  readonly of: string | null;
  readonly ready: boolean;
  readonly problem: Problem | null;
};

const EMPTY: Queue = { of: null, ready: false, total: 0, items: [], next: null, problem: null };
export const queue = signal<Queue>(EMPTY);
/** The report that the list stands at. */
export const at = signal<string | null>(null);
/** Reports that were handed in since the list was read. */
export const handedIn = signal<ReadonlySet<string>>(new Set());

let late = new AbortController();
let reading: Promise<void> = Promise.resolve();

async function readPage(of: string, cursor: string | null): Promise<void> {
  const mark = late.signal;
  try {
    const query = new URLSearchParams(of);
    query.set("limit", String(PAGE));
    if (cursor !== null) query.set("cursor", cursor);
    const page = await read<Listed<QueueRow>>(`/api/reports?${query}`, mark);
    if (mark.aborted) return;
    const before = cursor === null ? [] : queue.peek().items;
    const known = new Set(before.map(({ report }) => report.id));
    const items = [...before, ...page.items.filter(({ report }) => !known.has(report.id))];
    queue.value = { of, ready: true, total: page.total, items, next: page.next, problem: null };
  } catch (error) {
    if (mark.aborted) return;
    if (!(error instanceof Problem)) throw error;
    queue.value = { ...queue.peek(), of, ready: true, problem: error };
  }
}

/** Reads the list anew. */
export function readQueue(): Promise<void> {
  late.abort();
  late = new AbortController();
  handedIn.value = new Set();
  reading = readPage(queueQuery.peek(), null);
  counts.again();
  return reading;
}

export function readOn(): Promise<void> {
  const { next, of, problem } = queue.peek();
  if (next === null || of === null || problem !== null) return reading;
  const now = queue.peek();
  reading = reading.then(() => (queue.peek() === now ? readPage(of, next) : undefined));
  return reading;
}

const counted = signal(0);
const count = (state: ReportState) =>
  load<Listed<QueueRow>>(() => {
    counted.value;
    const query = new URLSearchParams(queueQuery.value);
    query.set("state", state);
    query.set("limit", "1");
    return here.value.place === "queue" ? `/api/reports?${query}` : null;
  });
const totals = { uncoded: count("uncoded"), coded: count("coded"), reviewed: count("reviewed") };

/** How many reports of the selection stand where, whatever state is chosen. */
export const counts = Object.assign(
  computed(() => ({
    uncoded: totals.uncoded.value.value?.total ?? null,
    coded: totals.coded.value.value?.total ?? null,
    reviewed: totals.reviewed.value.value?.total ?? null,
  })),
  { again: () => void counted.value++ },
);

effect(() => {
  const { place } = here.value;
  const of = queueQuery.value;
  if (place !== "queue" && place !== "report" && place !== "compare") return;
  if (queue.peek().of === of) return;
  queue.value = { ...queue.peek(), of };
  void readQueue();
});

/**
 * The report after (`by` 1) or before (-1) one. After it, those that somebody has reviewed or that were handed in are passed
 * over, unless they were asked for. Null where there is none.
 */
export async function neighbour(id: string, by: 1 | -1): Promise<string | null> {
  await reading;
  const wantsReviewed = (new URLSearchParams(queueQuery.peek()).get("state") ?? "").includes("reviewed");
  const isDue = ({ report, state }: QueueRow) =>
    !handedIn.peek().has(report.id) && (state !== "reviewed" || wantsReviewed);
  for (;;) {
    const { items, next } = queue.peek();
    const from = items.findIndex(({ report }) => report.id === id);
    if (by < 0) return from > 0 ? items[from - 1]!.report.id : null;
    const due = items.slice(from + 1).find(isDue);
    if (due !== undefined) return due.report.id;
    if (next === null) return items.find(isDue)?.report.id ?? null;
    await readOn();
    if (queue.peek().items.length === items.length) return null;
  }
}
