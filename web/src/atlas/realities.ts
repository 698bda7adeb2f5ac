/** Which kinds of actuality were seen to take place: what is only announced, denied or told in general must never look like it. */
import type { Actuality } from "../../../src/model/index.js";
import { texts } from "../texts/index.js";

const SEEN: Readonly<Record<Actuality, boolean>> = {
  happened: true,
  ongoing: true,
  attempted: true,
  historical: true,
  presupposed: true,
  planned: false,
  called_for: false,
  promised: false,
  threatened: false,
  hypothetical: false,
  refused: false,
  denied: false,
  generic: false,
};

/** `seen`: told to have taken place or to be going on. `unseen`: announced, denied, supposed or in general. */
export type Reality = "seen" | "unseen";

export const realityOf = (actuality: Actuality): Reality => (SEEN[actuality] ? "seen" : "unseen");

/** The actualities of a reality that a filter lets through ("" of the filter: all); null where none is left. */
export function within(reality: Reality, chosen: readonly Actuality[]): readonly Actuality[] | null {
  const all = Object.keys(texts.actualities) as Actuality[];
  const left = (chosen.length === 0 ? all : chosen).filter((actuality) => realityOf(actuality) === reality);
  return left.length === 0 ? null : left;
}
