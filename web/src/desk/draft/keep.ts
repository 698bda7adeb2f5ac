/** Unsaved work, kept in the browser after every step: a tab that crashes loses nothing. */
import type { Action } from "./action.js";
import type { Draft } from "./draft.js";
import { replay, type Sitting } from "./sitting.js";

/** What is written down: where the sitting began, without the text, and all that was done. */
type Kept = {
  readonly form: 1;
  readonly base: Omit<Draft, "text">;
  readonly actions: readonly Action[];
  /** When, in milliseconds since 1970. */
  readonly time: number;
};

export type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Kept apart by who codes, which report, and whether blind. */
export const keyOf = (coder: string, report: string, mode: string): string =>
  `quipu.draft.${JSON.stringify([coder, report, mode])}`;

/** Writes a sitting down; false where the browser does not let it (full, forbidden). One without steps is taken away. */
export function keep(shelf: Shelf, key: string, { base, done }: Sitting, time: number): boolean {
  try {
    if (done.length === 0) {
      shelf.removeItem(key);
      return true;
    }
    const { text: _, ...rest } = base;
    const kept: Kept = { form: 1, base: rest, actions: done.map(({ action }) => action), time };
    shelf.setItem(key, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

export function forget(shelf: Shelf, key: string): void {
  try {
    shelf.removeItem(key);
  } catch {
    // A browser that forbids storage has kept nothing.
  }
}

/** The sitting that was kept of a report with this text, and when; null where there is none that fits. */
export function restore(
  shelf: Shelf,
  key: string,
  report: { readonly sha256: string; readonly text: string },
): { readonly sitting: Sitting; readonly time: number } | null {
  try {
    const kept = JSON.parse(shelf.getItem(key) ?? "null") as Kept | null;
    if (kept === null || kept.form !== 1 || kept.base.report.sha256 !== report.sha256) return null;
    const sitting = replay({ ...kept.base, text: report.text }, kept.actions);
    return sitting.done.length === 0 ? null : { sitting, time: kept.time };
  } catch {
    // What cannot be read is not ours, or of an older program.
    return null;
  }
}
