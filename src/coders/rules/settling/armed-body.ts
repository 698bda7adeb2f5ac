/** "The rebels", "the insurgents" of a report that names one armed group: they are that group. */
import type { ActorCategory } from "../../../model/coding.js";
import { castAt } from "../actors/casting.js";
import { identitiesOf } from "../actors/identities.js";
import type { Cast } from "../actors/roles.js";
import type { Building } from "../merging/building.js";
import { PROPN, type View } from "../reading/view.js";

/** Words for those who bear arms against a state that say nothing of whose they are. */
const FIGHTERS = new Set([
  "rebel",
  "guerrilla",
  "guerilla",
  "insurgent",
  "subversive",
  "terrorist",
  "militant",
  "commando",
  "fighter",
  "jihadist",
  "separatist",
  "group",
  "commando group",
  "column",
]);
const MOST_BODIES = 40;

/** A named armed group where it stands; `fighters`: the word for its people that it goes with ("ELN guerrillas"), else the name itself. */
type Body = { readonly key: string; readonly head: number; readonly fighters: boolean };

/** Whether a word names an armed group, by the lexicon or by those who fight for it ("FMLN guerrillas", "rebels of the ELN"). */
function bodiesOf(view: View): Body[] {
  const { tokens, analysis } = view;
  const who = identitiesOf(view);
  const out: Body[] = [];
  for (let i = 0; i < tokens.length && out.length < MOST_BODIES; i++) {
    if (tokens.Upos[i] !== PROPN || analysis.sentences.Noise[tokens.Sentence[i]!]) continue;
    const noun = view.classOf(i);
    if (view.nameAt(i)?.type === "PER" || view.nameAt(i)?.type === "LOC" || noun?.state) continue;
    const up = tokens.Head[i]!;
    const led = up >= 0 && (view.is(i, "compound") ? up > i : view.preposition(i) === "of");
    const fighters = led && FIGHTERS.has(tokens.Lemma[up]!) && tokens.Upos[up] !== PROPN;
    if (!fighters && !(noun?.armedNonState && noun.collective)) continue;
    out.push({ key: who(i)?.key ?? tokens.Norm[i]!, head: fighters ? up : i, fighters });
  }
  return out;
}

/** "the rebels", "urban guerrillas": a plural without any name of its own, and no others than those already told of. */
function nameless(view: View, { head, quote }: Cast): boolean {
  const { tokens } = view;
  if (!FIGHTERS.has(tokens.Lemma[head]!) || tokens.Upos[head] === PROPN) return false;
  if (!tokens.Feats[head]!.includes("Number=Plur") && !/^the\s/i.test(quote.quote)) return false;
  const [first] = view.phrase(head);
  for (let i = first; i < tokens.length && tokens.Start[i]! < quote.end; i++)
    if (
      tokens.Upos[i] === PROPN ||
      /^(other|another|unidentified|unknown|rival|ten|two|three|four)$/.test(tokens.Norm[i]!)
    )
      return false;
  return true;
}

/** Gives acts that nameless fighters did the one armed group that the report names. Linear in the length of the report. */
export function settleBodies(view: View, acts: readonly Building[]): void {
  const open = acts.filter((b) => b.actors.some((a) => a.role === "perpetrator" && nameless(view, a)));
  if (open.length === 0) return;
  const bodies = bodiesOf(view);
  const keys = new Set(bodies.map(({ key }) => key));
  if (keys.size !== 1) return;
  const best = bodies.find(({ fighters }) => fighters) ?? bodies[0]!;
  for (const b of open) {
    const known = b.actors.filter((a) => a.role === "perpetrator");
    if (known.some((a) => bodies.some(({ head }) => head === a.head))) continue;
    const at = b.actors.findIndex((a) => a.role === "perpetrator" && nameless(view, a));
    const cast = castAt(view, b.lead.trigger, { head: best.head, role: "perpetrator", by: "actor.claimed" });
    if (cast && cast.quote.quote.length > b.actors[at]!.quote.quote.length) b.actors[at] = cast;
  }
}

/** "Four guards died when rebels attacked their post": of people killed in the sentence of an armed attack, those who attacked. */
export function settleBeside(view: View, b: Building, acts: readonly Building[]): void {
  const named = ({ actors }: Building) =>
    actors.some(({ role }) => role === "perpetrator" || role === "participant");
  if (b.type !== "VIO.KILL" || named(b)) return;
  const armed = (category: ActorCategory) => category === "rebel" || category === "militia";
  if (b.actors.some(({ category }) => armed(category))) return;
  const { sentence } = b.lead.trigger;
  const beside = acts.find(
    (a) =>
      a !== b &&
      (a.type === "VIO.ARMED" || a.type === "VIO.ATTACK") &&
      a.actuality === b.actuality &&
      a.cluster.drafts.some(({ trigger }) => trigger.sentence === sentence) &&
      a.actors.some(({ role, category }) => role === "perpetrator" && armed(category)),
  );
  for (const { role, category, head } of beside?.actors ?? []) {
    if (role !== "perpetrator" || !armed(category) || view.tokens.Sentence[head] !== sentence) continue;
    const cast = castAt(view, b.lead.trigger, { head, role, by: "actor.agent" });
    if (cast) b.actors.push(cast);
  }
}
