/** The list of events, page by page as it is read on. */
import { effect, signal } from "@preact/signals";
import type { EventPage, EventSummary } from "../api/answers.js";
import { Problem, read } from "../api/client.js";
import { address, query } from "./state.js";

const PAGE = 200;

type Listed = {
  /** Which selection and order it is of. */
  readonly of: string;
  readonly items: readonly EventSummary[];
  /** Null until the first page is there. */
  readonly total: number | null;
  readonly next: string | null;
  readonly problem: Problem | null;
};

const EMPTY = { items: [], total: null, next: null, problem: null } as const;
export const listed = signal<Listed>({ of: "", ...EMPTY });
/** Whether a page is under way. */
export const listing = signal(false);

let late = new AbortController();

async function readPage(of: string, cursor: string | null, before: Listed): Promise<void> {
  const { signal: mark } = late;
  listing.value = true;
  try {
    const rest = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const page = await read<EventPage>(`/api/events?${of}&limit=${PAGE}${rest}`, mark);
    if (mark.aborted) return;
    const items = cursor === null ? page.items : [...before.items, ...page.items];
    listed.value = { of, items, total: page.total, next: page.next, problem: null };
  } catch (error) {
    if (mark.aborted) return;
    if (!(error instanceof Problem)) throw error;
    listed.value = { ...before, of, problem: error };
  }
  listing.value = false;
}

effect(() => {
  const of = [query.value, `sort=${address.value.sort}`].filter((part) => part !== "").join("&");
  if (of === listed.peek().of) return;
  late.abort();
  late = new AbortController();
  const before = listed.peek();
  // What was there stays until the new selection is.
  listed.value = { ...before, of };
  void readPage(of, null, { ...before, of });
});

/** Reads on, where there is more and nothing is under way. */
export function readOn(): void {
  const now = listed.peek();
  if (listing.peek() || now.next === null || now.problem !== null) return;
  void readPage(now.of, now.next, now);
}

export function readAgain(): void {
  late.abort();
  late = new AbortController();
  void readPage(listed.peek().of, null, { ...listed.peek(), ...EMPTY });
}
