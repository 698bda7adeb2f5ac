/** Who suffered an act of violence, by those who are counted among its dead and injured: "fourteen civilians and five soldiers died". */

import { castAt } from "../actors/casting.js";
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
const MOST = 3;

/** Adds to acts of violence the people whom their figures of dead and injured count. Linear in the number of figures. */
export function settleVictims(view: View, building: readonly Building[]): void {
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
      if (b.actors.some(known) || (UNSAID.has(lemma) && victims().length > 0)) continue;
      const cast = castAt(view, b.lead.trigger, { head, role: "victim", by: "actor.counted_among" });
      if (cast) b.actors.push(cast);
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
