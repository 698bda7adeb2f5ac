/** The clauses that tell of what a noun names: "the election in which …", "a march, where …". */
import type { View } from "../reading/view.js";
import type { Trigger } from "../triggers/triggers.js";

/** Words between a noun and the clause about it. */
export const REACH = 14;

/** The verbs of the clauses under the noun of the trigger, or behind an "in which" or "where", whatever the tree ties them to. */
export function clausesAbout(view: View, { head, last, sentence }: Trigger): number[] {
  const { tokens } = view;
  const out = view.children(head).filter((k) => view.is(k, "acl") && view.verb(k));
  for (let i = last; i < last + REACH && tokens.Sentence[i] === sentence; i++) {
    const opens =
      tokens.Norm[i] === "where" || (tokens.Norm[i] === "which" && /^(in|at)$/.test(tokens.Norm[i - 1]!));
    const verb = tokens.Head[i]!;
    if (opens && verb > i && view.verb(verb) && !out.includes(verb)) out.push(verb);
  }
  return out;
}
