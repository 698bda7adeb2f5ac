/** What is said aloud and in the line at the foot: saved, refused, undone. */
import { signal } from "@preact/signals";
import type { Problem } from "../api/client.js";
import { texts } from "../texts/index.js";

export type Line = {
  readonly text: string;
  readonly kind: "good" | "bad" | "plain";
  /** The server knows nobody any more: with a way to sign in. */
  readonly signIn: boolean;
  readonly number: number;
};

export const line = signal<Line | null>(null);

let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows a line for a while; what went wrong stays until the next one. */
export function say(text: string, kind: Line["kind"] = "plain", signIn = false): void {
  line.value = { text, kind, signIn, number: (line.peek()?.number ?? 0) + 1 };
  clearTimeout(timer);
  if (kind !== "bad") timer = setTimeout(hush, 6000);
}

export function hush(): void {
  line.value = null;
}

/** Says that something was not written, why, and what to do. */
export function sayProblem({ status, title, detail, todo }: Problem, told: (why: string) => string): void {
  const isOut = status === 401;
  const why = isOut
    ? texts.desk.saved.signedOut
    : [status === 0 || detail === "" ? `${title}.` : detail, todo].join(" ");
  say(told(why), "bad", isOut);
}
