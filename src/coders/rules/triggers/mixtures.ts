/** Forms of protest that one count does not split. */
import { type View, wordsAt } from "../reading/view.js";
import type { Trigger } from "./triggers.js";

/** C5: two forms joined by "and" in the plural, "95 demonstrations and roadblocks", are one count that stays unsplit. */
export function mixtures(view: View, all: readonly Trigger[]): Trigger[] {
  const { tokens } = view;
  const form = (t: Trigger | undefined): t is Trigger =>
    t?.type.startsWith("PRO.") === true && view.noun(t.head) && tokens.Feats[t.head]!.includes("Number=Plur");
  const out: Trigger[] = [];
  for (let i = 0; i < all.length; i++) {
    const here = all[i]!;
    const next = all[i + 1];
    const joined =
      form(here) &&
      form(next) &&
      next.sentence === here.sentence &&
      tokens.Head[next.head] === here.head &&
      view.is(next.head, "conj");
    // "12 marches and 30 roadblocks" are two counts, "sporadic roadblocks and local strikes" two forms.
    const apart = joined && view.child(next.head, "nummod", "amod", "det") >= 0;
    if (joined && !apart && next.last - here.first <= 6 && next.type !== here.type) {
      const mixed: Trigger = {
        ...here,
        last: next.last,
        type: "PRO.MIXED",
        group: "mixed",
        case: { type: "PRO.MIXED", scope: "aggregate" },
      };
      out.push(mixed);
      view.why?.note(mixed, "type.mixed", wordsAt(view, mixed.first, mixed.last), {
        type: here.type,
        also: next.type,
      });
      i++;
    } else out.push(here);
  }
  return out;
}
