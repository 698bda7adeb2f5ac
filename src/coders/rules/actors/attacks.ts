/** Attacks of one side on the other, and the people whom their words name one after the other. */
import type { ActorRole } from "../../../model/coding.js";
import type { View } from "../reading/view.js";
import type { Trigger } from "../triggers/triggers.js";
import type { Placed } from "./casting.js";
import { listedAfter } from "./listed.js";

/** Acts that one side does to the other: "an ambush", "the rebels and their allies attacked". */
const ONE_SIDED = new Set([
  "attack",
  "assault",
  "raid",
  "ambush",
  "bomb",
  "bombing",
  "dynamite",
  "grenade",
  "explosion",
  "explode",
  "blast",
  "blow",
  "detonate",
  "shelling",
  "bombardment",
  "airstrike",
  "kill",
  "insurgency",
  "rebellion",
  "insurrection",
  "revolt",
  "mutiny",
  "offensive",
  "incursion",
]);

export function oneSided({ tokens }: View, { first, last }: Trigger): boolean {
  let war = false;
  for (let i = first; i < last; i++) {
    if (ONE_SIDED.has(tokens.Lemma[i]!)) return true;
    if (tokens.Lemma[i] === "war") war = true;
  }
  // "began a war against the government"
  return war && (tokens.Norm[last - 1] === "against" || tokens.Norm[last] === "against");
}

/** "a Shining Path attack": of the words of one name the last speaks for it. */
export function oncePerName(view: View, heads: readonly number[]): number[] {
  return heads.filter((head, k) => {
    if (heads.includes(head + 1) && view.is(head, "compound") && view.is(head + 1, "compound")) return false;
    const name = view.nameAt(head);
    return name === null || !heads.slice(k + 1).some((other) => view.nameAt(other) === name);
  });
}

/** Acts that are done to people. */
export const BODILY = /^(?:VIO\.(?:KILL|ABDUCT|ATTACK)|REP\.LETHAL)$/;

/** Two heads of one noun phrase, or of one name. */
function sameWords(view: View, a: number, b: number): boolean {
  const [name, other] = [view.nameAt(a), view.nameAt(b)];
  if (name !== null && name === other) return true;
  const [first, last] = view.phrase(a);
  return first <= b && b < last;
}

/** Adds those whom the words behind the act list, and whom the parse leaves out. */
export function addListed(view: View, trigger: Trigger, found: Placed[], role: ActorRole): void {
  for (const { first, head } of listedAfter(view, trigger)) {
    // "…, witnesses and a priest said": the list has gone over to those who say so.
    if (view.is(head, "nsubj") && view.verb(view.tokens.Head[head]!) && view.tokens.Head[head]! > head) break;
    // "leftist leader Ana Rey": the parse may take a word before the name for the one who suffers.
    if (view.nameAt(head)?.type === "PER" && !found.some((f) => f.head === head)) {
      const part = found.findIndex(
        (f) => f.role === role && f.head >= first && f.head < head && view.nameAt(f.head) === null,
      );
      if (part >= 0) found.splice(part, 1);
    }
    if (!found.some((f) => sameWords(view, f.head, head)))
      found.push({ head, role: "victim", by: "actor.undergoer" });
  }
}
