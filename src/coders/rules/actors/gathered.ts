/** Those whom the words at a trigger name, while they are gathered: each once, in the role it was found in first. */
import type { ActorRole } from "../../../model/coding.js";
import type { ReasonCode } from "../../../model/why-codes.js";
import type { View } from "../reading/view.js";
import { inClass } from "../triggers/conditions.js";
import type { Placed } from "./casting.js";

export type Gathered = {
  readonly found: Placed[];
  /** Adds those that are not there yet. */
  add(heads: readonly number[], role: ActorRole, by: ReasonCode): void;
  /** Adds one with a category of its own; it takes the place of one that the lexicon does not know. */
  place(one: Placed): void;
};

export function gathered(view: View): Gathered {
  const found: Placed[] = [];
  return {
    found,
    add: (heads, role, by) => {
      for (const head of heads) if (!found.some((f) => f.head === head)) found.push({ head, role, by });
    },
    place: (one) => {
      const at = found.findIndex((f) => f.head === one.head);
      if (at < 0) found.push(one);
      else if (view.classOf(one.head) === null) found[at] = one;
    },
  };
}

/** Forces and bodies of a state, and the forces of the bodies of states. */
export const ofState = (view: View, h: number): boolean =>
  inClass(view, h, ["state"]) ||
  (view.classOf(h)?.category === "igo" &&
    /^(troop|peacekeeper|soldier|force|police)$/.test(view.tokens.Lemma[h]!));

/** A company, not its people: it is struck. */
export function isFirm(view: View, head: number): boolean {
  const noun = view.classOf(head);
  return noun?.category === "business" && noun.collective;
}

/** Force used on a crowd: who used it and on whom is read from the whole sentence. */
export const FORCE = new Set(["REP.DISPERSE", "REP.BEAT", "REP.FORCE"]);
export const ANSWERS = new Set([...FORCE, "REP.LETHAL"]);
