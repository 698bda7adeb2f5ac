/** Whether an act of state is told at all, or only asked for (C8). */

import { AUX, VERB, type View, wordsAt } from "../reading/view.js";
import type { Trigger } from "../triggers/triggers.js";

/** True of what C8 calls demands: an act of state that is only asked for is no event of its own. */
export function onlyDemanded(view: View, trigger: Trigger): boolean {
  const by = demandOver(view, trigger);
  if (by >= 0) {
    const words = wordsAt(view, trigger.first, trigger.last);
    view.why?.note(view, "trigger.demanded", words, { type: trigger.type }, [wordsAt(view, by)]);
  }
  return by >= 0;
}

/** The word of asking that governs an act of state, or -1. */
function demandOver(view: View, trigger: Trigger): number {
  const family = trigger.type.slice(0, 3);
  if (family === "PRO" || family === "POL" || family === "VIO") return -1;
  const { tokens, cues } = view;
  // "demand the resignation of …, her prosecution, new elections and the freeing of …": the whole list is demanded.
  if (view.noun(trigger.head)) {
    const first = view.analysis.sentences.First[trigger.sentence]!;
    for (let k = trigger.first - 1; k >= first; k--) {
      const upos = tokens.Upos[k]!;
      if (upos === VERB && (cues.demand!.has(tokens.Lemma[k]!) || tokens.Lemma[k] === "reject")) {
        if (tokens.Lemma[k] !== "reject" && !(tokens.Lemma[k] === "need" || tokens.Lemma[k] === "require"))
          return k;
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
    if (up < 0 || tokens.Deprel[i] === "acl:relcl" || behindWho(view, i)) return -1;
    const lemma = tokens.Lemma[up]!;
    // "sought to dissolve Congress": who seeks to do it asks nobody for it.
    if (lemma === "seek" && view.is(i, "xcomp") && view.verb(i)) return -1;
    if (cues.demand!.has(lemma)) {
      const preposition = view.preposition(i);
      if (view.is(i, "obj") || view.is(i, "xcomp") || view.is(i, "ccomp") || view.is(i, "advcl")) return up;
      if (
        (view.is(i, "obl") || view.is(i, "nmod")) &&
        (preposition === "for" || preposition === "of" || preposition === "to")
      )
        return up;
      if (view.is(i, "acl")) return up;
    }
    if (view.verb(up) && !view.is(up, "xcomp") && !view.is(up, "conj") && !view.is(up, "advcl")) return -1;
    i = up;
  }
  return -1;
}

/** "demanded action against the guards who killed": a clause of its own by its words, whatever the parse ties it to. */
function behindWho(view: View, i: number): boolean {
  const subject = view.verb(i) ? view.child(i, "nsubj", "nsubj:pass") : -1;
  return subject > 0 && view.tokens.Norm[subject] === "who" && view.noun(subject - 1);
}
