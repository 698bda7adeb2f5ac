/** Whether an act of state is told at all, or only asked for (C8). */
import type { Trigger } from "./triggers.js";
import { AUX, VERB, type View } from "./view.js";

/** True of what C8 calls demands: an act of state that is only asked for is no event of its own. */
export function onlyDemanded(view: View, trigger: Trigger): boolean {
  const family = trigger.type.slice(0, 3);
  if (family === "PRO" || family === "POL" || family === "VIO") return false;
  const { tokens, cues } = view;
  // "demand the resignation of …, her prosecution, new elections and the freeing of …": the whole list is demanded.
  if (view.noun(trigger.head)) {
    const first = view.analysis.sentences.First[trigger.sentence]!;
    for (let k = trigger.first - 1; k >= first; k--) {
      const upos = tokens.Upos[k]!;
      if (upos === VERB && (cues.demand!.has(tokens.Lemma[k]!) || tokens.Lemma[k] === "reject")) {
        if (tokens.Lemma[k] !== "reject" && !(tokens.Lemma[k] === "need" || tokens.Lemma[k] === "require"))
          return true;
        break;
      }
      if (
        upos === VERB ||
        upos === AUX ||
        tokens.Norm[k] === "who" ||
        tokens.Norm[k] === "which" ||
        tokens.Norm[k] === ";"
      )
        break;
    }
  }
  let i = trigger.head;
  for (let hop = 0; hop < 5; hop++) {
    const up = tokens.Head[i]!;
    // "the freeing of the leader, who was jailed": what a relative clause tells is told, not asked for.
    if (up < 0 || tokens.Deprel[i] === "acl:relcl") return false;
    const lemma = tokens.Lemma[up]!;
    if (cues.demand!.has(lemma)) {
      const preposition = view.preposition(i);
      if (view.is(i, "obj") || view.is(i, "xcomp") || view.is(i, "ccomp") || view.is(i, "advcl")) return true;
      if (
        (view.is(i, "obl") || view.is(i, "nmod")) &&
        (preposition === "for" || preposition === "of" || preposition === "to")
      )
        return true;
      if (view.is(i, "acl")) return true;
    }
    if (view.verb(up) && !view.is(up, "xcomp") && !view.is(up, "conj") && !view.is(up, "advcl")) return false;
    i = up;
  }
  return false;
}
