/** Who organises protests, where the words at them do not say: the organisers who tell of them ("march organiser Ana Rey said …"). */

import { castAt } from "../actors/casting.js";
import type { Building } from "../merging/building.js";
import type { View } from "../reading/view.js";

const APART = new Set(["historical", "generic", "hypothetical"]);

/** Gives protests without an organiser the one that speaks of them in their own sentences. Linear in the length of the report. */
export function settleOrganisers(view: View, building: readonly Building[]): void {
  for (const b of building) {
    if (!b.type.startsWith("PRO.") || b.type === "PRO.RIOT" || APART.has(b.actuality)) continue;
    if (b.actors.some(({ role }) => role === "organiser")) continue;
    const head = tellerOf(view, b);
    if (head < 0 || b.actors.some((known) => known.head === head)) continue;
    const cast = castAt(view, b.lead.trigger, { head, role: "organiser", by: "actor.organising" });
    if (cast) b.actors.push(cast);
  }
}

/** "Organisers put the crowd at 5,000", "march organiser Ana Rey": in a sentence that tells of the protest; or -1. */
function tellerOf(view: View, b: Building): number {
  const { tokens, analysis } = view;
  for (const { trigger } of b.cluster.drafts) {
    const end = analysis.sentences.Last[trigger.sentence]!;
    for (let i = analysis.sentences.First[trigger.sentence]!; i < end; i++) {
      if (!view.noun(i) || !/^organi[sz]er$/.test(tokens.Lemma[i]!)) continue;
      const named = tokens.Deprel[i] === "nmod:desc" ? tokens.Head[i]! : -1;
      return named >= 0 ? named : i;
    }
  }
  return -1;
}
