/** The pairs of mentions to be judged, page by page as they are gone through, and what is said of them. */
import { batch, computed, signal } from "@preact/signals";
import { Problem, read, write } from "../../api/client.js";
import type { Listed, PairRow, Written } from "../../api/desk-answers.js";
import { texts } from "../../texts/index.js";
import { say, sayProblem } from "../say.js";
import { coder } from "../session.js";
import { VERDICTS, type Verdict } from "./verdicts.js";

const t = texts.desk.merge;
const PAGE = 50;
/** The next page is read when so few pairs are left of this one. */
const AHEAD = 10;

/** Which pairs: those that wait, or those of which somebody (a person, or a machine that was sure) has said. */
export const PAIR_STATES = ["unsure", "settled"] as const;
export type PairState = (typeof PAIR_STATES)[number];

type Pairs = {
  readonly state: PairState;
  readonly items: readonly PairRow[];
  readonly total: number;
  readonly next: string | null;
};

export const pairs = signal<Pairs | null>(null);
export const trouble = signal<Problem | null>(null);
export const at = signal(0);
export const pair = computed((): PairRow | null => pairs.value?.items[at.value] ?? null);
/** What was said here, by pair. */
export const said = signal<ReadonlyMap<string, Verdict>>(new Map());

let late = new AbortController();
let readsOn = false;
/** Where the coder wanted to go while the page with it was on its way. */
let wanted = -1;

async function page(state: PairState, cursor: string | null): Promise<Listed<PairRow>> {
  const query = new URLSearchParams({ state, limit: String(PAGE) });
  if (cursor !== null) query.set("cursor", cursor);
  return read<Listed<PairRow>>(`/api/judgements?${query}`, late.signal);
}

/** Opens the pairs in a state: where one left off, if anything is left there. */
export function openPairs(state: PairState): void {
  const now = pairs.peek();
  const isOpen = now?.state === state && trouble.peek() === null;
  if (isOpen && (now.next !== null || now.items.some(({ id }) => !said.peek().has(id)))) return;
  void readPairs(state);
}

/** Reads the first page of the pairs in a state. */
export async function readPairs(state: PairState): Promise<void> {
  late.abort();
  late = new AbortController();
  const mark = late.signal;
  wanted = -1;
  batch(() => {
    pairs.value = null;
    trouble.value = null;
    at.value = 0;
    said.value = new Map();
  });
  try {
    const { items, total, next } = await page(state, null);
    if (!mark.aborted) pairs.value = { state, items, total, next };
  } catch (error) {
    if (mark.aborted) return;
    if (!(error instanceof Problem)) throw error;
    trouble.value = error;
  }
}

/** The page behind what is there; where it fails it is tried again with the next step. */
async function readOn(): Promise<void> {
  const now = pairs.peek();
  if (now === null || now.next === null || readsOn) return;
  const mark = late.signal;
  readsOn = true;
  try {
    const { items, next } = await page(now.state, now.next);
    if (mark.aborted) return;
    const known = new Set(now.items.map(({ mentions }) => mentions.map(({ id }) => id).join(" ")));
    const fresh = items.filter(({ mentions }) => !known.has(mentions.map(({ id }) => id).join(" ")));
    // What was judged here has left the server's list and stays in ours: the total is that of the start.
    pairs.value = { ...now, items: [...now.items, ...fresh], next };
    if (wanted > at.peek()) at.value = Math.min(wanted, pairs.peek()!.items.length - 1);
    wanted = -1;
  } catch (error) {
    if (mark.aborted) return;
    if (!(error instanceof Problem)) throw error;
    sayProblem(error, t.notAll);
  } finally {
    readsOn = false;
  }
}

export function step(by: number): void {
  const now = pairs.peek();
  if (now === null) return;
  const last = now.items.length - 1;
  const to = Math.max(0, Math.min(last, at.peek() + by));
  wanted = at.peek() + by > last && now.next !== null ? Math.max(wanted, last) + by : -1;
  at.value = to;
  if (to >= now.items.length - AHEAD) void readOn();
}

/** Says what a pair is, as one more entry of the log, and goes on. */
export async function judge(verdict: Verdict, why: string): Promise<void> {
  const one = pair.peek();
  if (one === null) return;
  try {
    const reasons = why.trim() === "" ? [] : [why.trim()];
    const mentions = one.mentions.map(({ id }) => id);
    const { relation, from } = verdict;
    const directed = from === undefined ? {} : { from: mentions[from] };
    await write<Written>("/api/judgements", { mentions, relation, reasons, ...directed });
    said.value = new Map([...said.peek(), [one.id, verdict]]);
    const isLast = pairs.peek()?.next === null && at.peek() === pairs.peek()!.items.length - 1;
    say(isLast ? `${t.said(verdict.label)} ${t.last}` : t.said(verdict.label), "good");
    step(1);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    sayProblem(error, t.failed);
  }
}

/** What the log says of a pair: by whom, and which way where that is known. */
export function standing({ relation, from, mentions, coder: by }: PairRow): {
  readonly label: string;
  readonly by: string;
} {
  const side = mentions.findIndex(({ id }) => id === from);
  const known = VERDICTS.find((one) => one.relation === relation && (one.from ?? -1) === side);
  return { label: known?.label ?? t.relations[relation], by: by === coder.value ? t.you : by };
}
