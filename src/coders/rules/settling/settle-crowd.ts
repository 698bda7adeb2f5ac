/** Who takes part in the only protest of a report, where the words at it name nobody: the protesters of whom the report speaks. */

import { castAt } from "../actors/casting.js";
import type { Building } from "../merging/building.js";
import type { View } from "../reading/view.js";

const GATHERED = new Set(["PRO.DEMO", "PRO.WAVE", "PRO.OCCUPY", "PRO.BLOCK", "PRO.RIOT", "PRO.VIGIL"]);
const APART = new Set(["historical", "generic", "hypothetical", "denied", "planned", "called_for"]);

/** Gives the one protest of a report that names nobody its protesters: "protesters called for …". Linear in the length of the report. */
export function settleCrowd(view: View, building: readonly Building[]): void {
  const protests = building.filter(({ type }) => GATHERED.has(type));
  const [only] = protests;
  if (only === undefined || protests.length > 1 || APART.has(only.actuality)) return;
  if (only.actors.some(({ role }) => role === "participant")) return;
  const head = crowdOf(view);
  if (head < 0 || only.actors.some((known) => known.head === head)) return;
  const cast = castAt(view, only.lead.trigger, { head, role: "participant", by: "actor.around" });
  if (cast) only.actors.push(cast);
}

/** The first word for protesters that acts in the report, or -1. */
function crowdOf(view: View): number {
  const { tokens, analysis } = view;
  for (let i = 0; i < tokens.length; i++) {
    if (!view.noun(i) || !view.is(i, "nsubj") || !view.classOf(i)?.protester) continue;
    if (!analysis.sentences.Noise[tokens.Sentence[i]!] && !/^counter/.test(tokens.Norm[i]!)) return i;
  }
  return -1;
}
