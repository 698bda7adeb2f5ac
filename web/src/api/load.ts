/** Something that is loaded: what it is now, and what stands there meanwhile. */
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { Problem, read } from "./client.js";

/** `value` of a `loading` one is what was there before, so that a page need not go blank between two selections. */
export type Loaded<T> =
  | { readonly state: "loading"; readonly value: T | null }
  | { readonly state: "ready"; readonly value: T }
  | { readonly state: "failed"; readonly problem: Problem; readonly value: null }
  /** Nothing is wanted. */
  | { readonly state: "idle"; readonly value: null };

export type Loading<T> = ReadonlySignal<Loaded<T>> & { readonly again: () => void };

/**
 * Follows an address: loads it whenever it changes (null: nothing to load) and drops an answer that comes too late.
 * Lives as long as the page.
 */
export function load<T>(address: () => string | null): Loading<T> {
  const state = signal<Loaded<T>>({ state: "idle", value: null });
  const tries = signal(0);
  effect(() => {
    tries.value;
    const path = address();
    if (path === null) {
      state.value = { state: "idle", value: null };
      return;
    }
    const late = new AbortController();
    const before = state.peek().value;
    state.value = { state: "loading", value: before };
    read<T>(path, late.signal).then(
      (value) => {
        if (!late.signal.aborted) state.value = { state: "ready", value };
      },
      (error: unknown) => {
        if (late.signal.aborted) return;
        if (!(error instanceof Problem)) throw error;
        state.value = { state: "failed", problem: error, value: null };
      },
    );
    return () => late.abort();
  });
  return Object.assign(state, { again: () => void tries.value++ });
}
