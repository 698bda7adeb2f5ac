/** What went wrong with the claims of a model, as findings: nothing is dropped or mended in silence. */
import type { Finding } from "../../model/coding.js";

/** Findings that mean: a claim was rejected, and is not in the coding. */
export const REJECTED: readonly string[] = [
  "llm.quote",
  "llm.value",
  "llm.trigger_taken",
  "llm.date_rejected",
  "llm.link",
  "llm.gate",
];

/** Collects findings about one report. */
export class Notes {
  readonly found: Finding[] = [];

  readonly note = (code: string, message: string, place: Finding["place"] = null): void => {
    this.found.push({ code, message, place: place && { start: place.start, end: place.end } });
  };
}

const LONGEST = 80;

/** Words of a model or a server as a message shows them: on one line, short. */
export function shown(value: unknown, most = LONGEST): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  const line = text.replace(/[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}
