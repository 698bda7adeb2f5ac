/** Who did it, where the words at the act do not say: those to whom it is ascribed, and those who say that they did it. */

import { castAt } from "../actors/casting.js";
import { identitiesOf } from "../actors/identities.js";
import type { Cast } from "../actors/roles.js";
import type { Building } from "../merging/building.js";
import type { View } from "../reading/view.js";

const ACTS = new Set(["VIO.ARMED", "VIO.KILL", "VIO.ATTACK", "VIO.ARSON", "VIO.ABDUCT"]);
const DONE = new Set(["conduct", "commit", "stage", "perpetrate"]);
const ASCRIBED = new Set(["ascribe", "attribute", "blame"]);
/** Sentences after an act in which responsibility for it is still its own. */
const AFTER = 2;

/** Verbs of striking a person, whose subject did it. */
const STRIKING = new Set([
  "attack",
  "shoot",
  "stab",
  "beat",
  "hit",
  "gun",
  "kill",
  "murder",
  "strangle",
  "ambush",
  "assault",
  "hack",
]);
const STRUCK_TYPES = new Set(["VIO.KILL", "VIO.ATTACK"]);

/**
 * "Rosa Vidal was murdered on Monday. Two men shot her as she left home": those who strike the one victim of an act that is told
 * before, named or by a pronoun, did it.
 */
function settleStrikers(view: View, building: readonly Building[]): void {
  const { tokens, analysis } = view;
  const open = building.filter(
    (b) =>
      STRUCK_TYPES.has(b.type) &&
      !b.actors.some(({ role }) => role === "perpetrator") &&
      b.actors.filter(({ role }) => role === "victim").length === 1,
  );
  if (open.length === 0) return;
  const who = identitiesOf(view);
  /** Of "union leader Ana Rey", that of the name. */
  const keyOf = ({ head, quote }: Cast): string | undefined => {
    for (let i = head; i < tokens.length && tokens.Start[i]! < quote.end; i++) {
      const key = who(i)?.key;
      if (key !== undefined) return key;
    }
    return undefined;
  };
  for (let i = 0; i < tokens.length; i++) {
    if (!view.verb(i) || !STRIKING.has(tokens.Lemma[i]!) || analysis.sentences.Noise[tokens.Sentence[i]!])
      continue;
    if (view.passive(i) || view.predicateAt(i)?.polarity === "negative") continue;
    const struck = view.patients(i);
    const doers = view
      .agents(i)
      .filter((k) => view.noun(k) && view.classOf(k)?.person && !view.classOf(k)!.state);
    if (struck.length === 0 || doers.length === 0) continue;
    for (const b of open) {
      if (b.actors.some(({ role }) => role === "perpetrator")) continue;
      const victim = b.actors.find(({ role }) => role === "victim")!;
      const told = b.cluster.drafts.some(
        ({ trigger }) => Math.abs(tokens.Sentence[i]! - trigger.sentence) <= AFTER,
      );
      const key = keyOf(victim);
      const same = struck.some(
        (k) =>
          (key !== undefined && who(k)?.key === key) ||
          (told &&
            (k === victim.head ||
              (single(view, victim.head) &&
                pointing(view, k) &&
                tokens.Lemma[k] === tokens.Lemma[victim.head]))),
      );
      if (!same || doers.some((k) => k === victim.head)) continue;
      for (const head of doers.slice(0, 2)) {
        const cast = castAt(view, b.lead.trigger, { head, role: "perpetrator", by: "actor.struck" });
        if (cast) b.actors.push(cast);
      }
    }
  }
}

function single(view: View, i: number): boolean {
  return !view.tokens.Feats[i]!.includes("Number=Plur") && view.classOf(i)?.collective === false;
}

/** "the boy" */
function pointing(view: View, i: number): boolean {
  return view.noun(i) && view.children(i).some((k) => /^(the|this|that)$/.test(view.tokens.Norm[k]!));
}

/** Gives acts of violence without a perpetrator the one that the report names for them. Linear in the length of the report. */
export function settleDoers(view: View, building: readonly Building[]): void {
  settleStrikers(view, building);
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
