/** What is said aloud and in the line at the foot: saved, refused, undone. */
import { signal } from "@preact/signals";

export type Line = {
  readonly text: string;
  readonly kind: "good" | "bad" | "plain";
  readonly number: number;
};

export const line = signal<Line | null>(null);

let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows a line for a while; what went wrong stays until the next one. */
export function say(text: string, kind: Line["kind"] = "plain"): void {
  line.value = { text, kind, number: (line.peek()?.number ?? 0) + 1 };
  clearTimeout(timer);
  if (kind !== "bad") timer = setTimeout(hush, 6000);
}

export function hush(): void {
  line.value = null;
}
