/** Who did it, where the words at the act do not say: those to whom it is ascribed, and those who say that they did it. */

import type { Building } from "./building.js";
import { castAt } from "./casting.js";
import type { View } from "./view.js";

const ACTS = new Set(["VIO.ARMED", "VIO.KILL", "VIO.ATTACK", "VIO.ARSON", "VIO.ABDUCT"]);
const DONE = new Set(["conduct", "commit", "stage", "perpetrate"]);
const ASCRIBED = new Set(["ascribe", "attribute", "blame"]);
/** Sentences after an act in which responsibility for it is still its own. */
const AFTER = 2;

/** Gives acts of violence without a perpetrator the one that the report names for them. Linear in the length of the report. */
export function settleDoers(view: View, building: readonly Building[]): void {
  const { tokens, analysis } = view;
  const acts = building.filter((b) => ACTS.has(b.type));
  if (acts.length === 0) return;
  for (let i = 0; i < tokens.length; i++) {
    const doer = view.verb(i) ? doerAt(view, i) : -1;
    if (doer < 0 || analysis.sentences.Noise[tokens.Sentence[i]!]) continue;
    const sentence = tokens.Sentence[i]!;
    const told = (b: Building) =>
      Math.max(...b.cluster.drafts.map((d) => d.trigger.sentence).filter((s) => s <= sentence));
    const near = acts.filter((b) => sentence - told(b) <= AFTER).sort((a, b) => told(b) - told(a))[0];
    if (!near || near.actors.some(({ role }) => role === "perpetrator")) continue;
    const cast = castAt(view, near.lead.trigger, { head: doer, role: "perpetrator", by: "actor.claimed" });
    if (cast) near.actors.push(cast);
  }
}

/** "no group" */
function nobody(view: View, k: number): boolean {
  return view.children(k).some((c) => /^(no|neither)$/.test(view.tokens.Norm[c]!));
}

/** The party that the verb at `i` makes the doer of an act told before: "conducted by", "ascribed to", "claimed responsibility"; or -1. */
function doerAt(view: View, i: number): number {
  const { tokens } = view;
  const lemma = tokens.Lemma[i]!;
  const object = view.child(i, "obj");
  if (object >= 0 && tokens.Lemma[object] === "responsibility" && (lemma === "claim" || lemma === "accept"))
    return view.agents(i).find((k) => view.noun(k) && !nobody(view, k)) ?? -1;
  const participle = tokens.Feats[i]!.includes("VerbForm=Part") && object < 0;
  if (!participle) return -1;
  const wanted = DONE.has(lemma) ? "by" : ASCRIBED.has(lemma) ? (lemma === "blame" ? "on" : "to") : null;
  if (wanted === null) return -1;
  const doer = view.children(i).find((k) => k > i && view.preposition(k) === wanted);
  const noun = doer === undefined ? null : view.classOf(doer);
  return noun?.armedNonState || noun?.category === "military" || noun?.category === "state_security"
    ? doer!
    : -1;
}
