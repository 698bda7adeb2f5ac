/** Whether others have coded the report since it was opened: nothing is overwritten, but whoever codes should know. */
import { computed, signal } from "@preact/signals";
import { Problem, read } from "../../api/client.js";
import type { CodingEntry } from "../../api/desk-answers.js";
import { opened } from "./coding-state.js";

/** Milliseconds between two looks while the page is seen. */
const EVERY = 60_000;

type CodingsAnswer = { readonly items: readonly CodingEntry[]; readonly hidden: number };

const inLog = signal<{ readonly report: string; readonly codings: number } | null>(null);

/** How many codings have come in since the report was opened. */
export const cameIn = computed(() => {
  const [now, answer] = [inLog.value, opened.value];
  if (answer === null || now === null || now.report !== answer.report.id) return 0;
  return Math.max(0, now.codings - answer.codings.length - answer.hidden);
});

/** Only counted: what others have said is not read here, so that blind stays blind. */
export async function lookForOthers(report: string): Promise<void> {
  try {
    const { items, hidden } = await read<CodingsAnswer>(
      `/api/reports/${encodeURIComponent(report)}/codings?blind=1`,
    );
    inLog.value = { report, codings: items.length + hidden };
  } catch (error) {
    // Saving will say what is wrong with the server; this is only a look.
    if (!(error instanceof Problem)) throw error;
  }
}

/** Looks now and then, and whenever the page is come back to; returns what ends it. */
export function watchOthers(report: string): () => void {
  const look = () => {
    if (document.visibilityState === "visible") void lookForOthers(report);
  };
  const timer = setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
  window.addEventListener("focus", look);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", look);
    window.removeEventListener("focus", look);
  };
}
