/** Who takes part in the only protest or the campaign of a report, where the words at it name nobody: the protesters of whom the report speaks. */

import { castAt } from "../actors/casting.js";
import type { Building } from "../merging/building.js";
import type { View } from "../reading/view.js";

const GATHERED = new Set([
  "PRO.DEMO",
  "PRO.WAVE",
  "PRO.OCCUPY",
  "PRO.BLOCK",
  "PRO.RIOT",
  "PRO.VIGIL",
  "PRO.MIXED",
]);
const CAMPAIGNS = new Set(["PRO.WAVE", "PRO.MIXED"]);
const APART = new Set(["historical", "generic", "hypothetical", "denied", "planned", "called_for"]);

/** Gives the one protest of a report that names nobody, and its campaign, its protesters: "protesters called for …". Linear in the length of the report. */
export function settleCrowd(view: View, building: readonly Building[]): void {
  const protests = building.filter(({ type }) => GATHERED.has(type));
  const open = protests.filter(
    (b) => (protests.length === 1 || CAMPAIGNS.has(b.type)) && !APART.has(b.actuality),
  );
  for (const b of open) {
    if (b.actors.some(({ role }) => role === "participant")) continue;
    // A series of strikes is theirs who struck, not theirs who marched.
    const marches = CAMPAIGNS.has(b.type) && !STOPPAGE.test(b.trigger.quote);
    const many = marches ? manyOf(view, building) : -1;
    const head = many >= 0 ? many : crowdOf(view);
    if (head < 0 || b.actors.some((known) => known.head === head)) continue;
    const cast = castAt(view, b.lead.trigger, { head, role: "participant", by: "actor.around" });
    if (cast) b.actors.push(cast);
  }
}

/** Those who march in the protests of the report: the many before the few, or -1. A campaign is theirs. */
function manyOf(view: View, building: readonly Building[]): number {
  const marching = building
    .filter((b) => MARCHES.has(b.type) && !APART.has(b.actuality))
    .flatMap((b) => b.actors)
    .filter(({ role, weak }) => role === "participant" && !weak);
  const most = marching.find(({ quote }) => MANY.test(quote.quote));
  const plain = marching.find(
    ({ head, quote }) => !FEW.test(quote.quote) && view.tokens.Feats[head]!.includes("Number=Plur"),
  );
  return (most ?? plain)?.head ?? -1;
}

const MARCHES = new Set(["PRO.DEMO", "PRO.OCCUPY", "PRO.BLOCK"]);
const STOPPAGE = /\b(strikes?|stoppages?|walkouts?)\b/i;
const MANY = /\b(thousands|millions|most|many|masses|crowds)\b/i;
const FEW =
  /\d|\b(hundreds?|dozens?|scores?|some|several|few|two|three|four|five|six|seven|eight|nine|ten|another|others?|group)\b/i;

/** The first word for protesters that acts in the report, or -1. */
function crowdOf(view: View): number {
  const { tokens, analysis } = view;
  for (let i = 0; i < tokens.length; i++) {
    if (!view.noun(i) || !view.is(i, "nsubj") || !view.classOf(i)?.protester) continue;
    if (!analysis.sentences.Noise[tokens.Sentence[i]!] && !/^counter/.test(tokens.Norm[i]!)) return i;
  }
  return -1;
}
