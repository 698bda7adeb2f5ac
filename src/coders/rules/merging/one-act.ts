/** What the words at a trigger say of which act is meant: the means of another, one of several, a shooting that its victim lived through. */
import type { View } from "../reading/view.js";
import { sentenceHasCue } from "../triggers/context.js";
import type { Draft } from "./drafts.js";

/** So many words upwards the act is looked for that another is the means of. */
const MEANS_UP = 3;
const BY_MEANS = /^(with|by|using)$/;

/** "barricaded the road with burning tyres", "parked their lorries on the bridge, cutting off the port": the verb of the whole act, or -1. */
export function underAct(view: View, i: number): number {
  const { tokens } = view;
  let at = i;
  for (let hop = 0; hop < MEANS_UP && at >= 0; hop++) {
    const up = tokens.Head[at]!;
    if (up < 0) return -1;
    const mark = view.child(at, "mark");
    const opened = mark < 0 || BY_MEANS.test(tokens.Norm[mark]!);
    const clause = view.is(at, "advcl") && tokens.Norm[at]!.endsWith("ing") && opened;
    const means = view.is(at, "obl") && BY_MEANS.test(view.preposition(at) ?? "");
    if (clause || means) return view.verb(up) ? up : -1;
    // "barricaded the N2 with burning tyres": the parse may tie the means to what is blocked.
    if (view.is(at, "nmod") && view.preposition(at) === "with") {
      const verb = view.is(up, "obj") ? tokens.Head[up]! : -1;
      return verb >= 0 && view.verb(verb) ? verb : -1;
    }
    if (!view.is(at, "amod") && !view.is(at, "acl") && !view.is(at, "compound")) return -1;
    at = up;
  }
  return -1;
}

const COUNTED = new Set(["first", "second", "third", "fourth", "fifth", "latter", "former"]);

/** "the second attack": which of several; null where no such word stands before the noun. */
export function nthOf(view: View, { head, first, last }: Draft["trigger"]): string | null {
  // "won his first election": of a verb, what its own words count.
  const noun = view.noun(head) ? head : last - 1;
  if (noun < first || !view.noun(noun)) return null;
  const word = view.children(noun).find((k) => k < noun && COUNTED.has(view.tokens.Norm[k]!));
  return word === undefined ? null : view.tokens.Norm[word]!;
}

/** Verbs that leave it open whether somebody dies. */
const OPEN_ENDED = new Set(["shoot", "shooting", "gun"]);

/** "was shot seven times and is in a critical condition": an attack, where words near it tell of wounds and none of death. */
export function survived(view: View, draft: Draft): Draft {
  const { cues, analysis } = view;
  if (draft.type !== "VIO.KILL" || !OPEN_ENDED.has(draft.head)) return draft;
  const at = draft.trigger.sentence;
  const near = [at - 1, at, at + 1].filter((s) => s >= 0 && s < analysis.sentences.length);
  const hurt = near.some((s) => sentenceHasCue(view, s, cues.livedThrough!));
  const died = near.some((s) => sentenceHasCue(view, s, cues.dead!));
  return hurt && !died ? { ...draft, type: "VIO.ATTACK" } : draft;
}
