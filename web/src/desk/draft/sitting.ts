/** One sitting of a coder: the draft, and all that was done to it, so that it can be undone, kept and replayed. Pure. */
import type { Action } from "./action.js";
import { apply } from "./apply.js";
import type { Draft } from "./draft.js";

export type Sitting = {
  /** As it was when the report was opened. */
  readonly base: Draft;
  readonly now: Draft;
  /** What was done, oldest first, each with the draft before it. */
  readonly done: readonly { readonly action: Action; readonly before: Draft }[];
  /** What was undone, the last undone at the end. */
  readonly undone: readonly Action[];
};

export const sit = (base: Draft): Sitting => ({ base, now: base, done: [], undone: [] });

/** After an action; one that changes nothing is not kept. */
export function act(sitting: Sitting, action: Action): Sitting {
  const now = apply(sitting.now, action);
  if (now === sitting.now) return sitting;
  return { ...sitting, now, done: [...sitting.done, { action, before: sitting.now }], undone: [] };
}

export function undo(sitting: Sitting): Sitting {
  const last = sitting.done.at(-1);
  if (last === undefined) return sitting;
  return {
    ...sitting,
    now: last.before,
    done: sitting.done.slice(0, -1),
    undone: [...sitting.undone, last.action],
  };
}

export function redo(sitting: Sitting): Sitting {
  const action = sitting.undone.at(-1);
  if (action === undefined) return sitting;
  const { undone } = sitting;
  return { ...act({ ...sitting, undone: [] }, action), undone: undone.slice(0, -1) };
}

/** The sitting that a list of actions makes of a draft. */
export const replay = (base: Draft, actions: readonly Action[]): Sitting =>
  actions.reduce((sitting, action) => act(sitting, action), sit(base));

export const isTouched = ({ done }: Sitting): boolean => done.length > 0;
