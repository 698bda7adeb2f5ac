/** Who suffered an act of violence, by those who are counted among its dead and injured: "fourteen civilians and five soldiers died". */

import { castAt } from "../actors/casting.js";
import { peopleFrom } from "../actors/listed.js";
import type { Cast } from "../actors/roles.js";
import type { Building } from "../merging/building.js";
import { tokenAt } from "../reading/token-at.js";
import type { View } from "../reading/view.js";
import { HARMS } from "./casualties.js";

const VIOLENT = new Set([
  "VIO.ARMED",
  "VIO.KILL",
  "VIO.ATTACK",
  "VIO.CLASH",
  "REP.LETHAL",
  "REP.FORCE",
  "REP.BEAT",
  "REP.DISPERSE",
]);
const MOST = 5;

/** Adds to acts of violence the people whom their figures of dead and injured count. Linear in the number of figures. */
export function settleVictims(view: View, building: readonly Building[]): void {
  settleNamed(view, building);
  for (const b of building) {
    if (!VIOLENT.has(b.type)) continue;
    const victims = () => b.actors.filter(({ role }) => role === "victim");
    for (const { kind, quote, stock } of b.figures) {
      if (stock || !HARMS.has(kind) || victims().length >= MOST) continue;
      const head = peopleIn(view, quote.start, quote.end);
      if (head < 0 || (b.type.startsWith("REP.") && view.classOf(head)!.state)) continue;
      const lemma = view.tokens.Lemma[head]!;
      const known = (b: { readonly head: number }) => b.head === head || view.tokens.Lemma[b.head] === lemma;
      // Of those who fought each other each side has its dead.
      const category = view.classOf(head)!.category;
      if (b.actors.some((actor) => actor.role === "participant" && actor.category === category)) continue;
      // "Three people died" says no more of those who are named.
      // "a mother and her three children": already told among those who suffered.
      const inside = ({ role, quote: words }: Cast) =>
        role === "victim" && words.start <= view.tokens.Start[head]! && view.tokens.Start[head]! < words.end;
      if (b.actors.some(known) || b.actors.some(inside) || (UNSAID.has(lemma) && victims().length > 0))
        continue;
      const cast = castAt(view, b.lead.trigger, { head, role: "victim", by: "actor.counted_among" });
      if (cast) b.actors.push(cast);
    }
  }
}

/** Sentences after an act in which those who suffered it are named. */
const NAMED_AFTER = 4;
const SUFFERERS = new Set([
  "victim",
  "dead",
  "body",
  "corpse",
  "deceased",
  "casualty",
  "hostage",
  "man",
  "woman",
  "person",
]);
const MOST_NAMED = 6;

/** "Three farmers were killed. The victims were identified as Ana Rey and Luz Paz": the names are those of who suffered the act told last. */
function settleNamed(view: View, building: readonly Building[]): void {
  const { tokens } = view;
  const acts = building.filter((b) => VIOLENT.has(b.type) || b.type === "VIO.ABDUCT");
  for (let i = 0; i < tokens.length && acts.length > 0; i++) {
    if (tokens.Lemma[i] !== "identify" || !view.verb(i)) continue;
    if (!view.patients(i).some((k) => SUFFERERS.has(tokens.Lemma[k]!))) continue;
    let as = i + 1;
    while (as < i + 4 && tokens.Norm[as] !== "as") as++;
    if (tokens.Norm[as] !== "as" || tokens.Sentence[as] !== tokens.Sentence[i]) continue;
    const told = (b: Building) =>
      Math.max(...b.cluster.drafts.map((d) => d.trigger.sentence).filter((s) => s <= tokens.Sentence[i]!));
    const [act] = acts
      .filter((b) => tokens.Sentence[i]! - told(b) <= NAMED_AFTER)
      .sort((a, b) => told(b) - told(a));
    if (!act) continue;
    for (const { head } of peopleFrom(view, as + 1).slice(0, MOST_NAMED)) {
      if (act.actors.some((actor) => view.nameAt(actor.head) === view.nameAt(head) && view.nameAt(head)))
        continue;
      const cast = castAt(view, act.lead.trigger, { head, role: "victim", by: "actor.counted_among" });
      if (cast) act.actors.push(cast);
    }
  }
}

const UNSAID = new Set([
  "people",
  "person",
  "man",
  "victim",
  "other",
  "body",
  "corpse",
  "dozen",
  "score",
  "hundred",
  "thousand",
]);

/** The last noun for people in the words of a figure, or -1. */
function peopleIn(view: View, start: number, end: number): number {
  const { tokens } = view;
  let found = -1;
  for (let i = tokenAt(view, start); i < tokens.length && tokens.Start[i]! < end; i++)
    if (view.noun(i) && view.classOf(i)?.person && !view.is(i, "compound")) found = i;
  return found;
}
