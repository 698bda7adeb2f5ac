/** Who organises protests, where the words at them do not say: those who call the action, whose members act, who tell of it. */

import type { ReasonCode } from "../../../model/why-codes.js";
import { castAt } from "../actors/casting.js";
import { isBody, ORGANISING, unknownBody } from "../actors/organisers.js";
import type { Building } from "../merging/building.js";
import { PRON, type View } from "../reading/view.js";

const APART = new Set(["historical", "generic", "hypothetical"]);
const STOPPAGES = new Set(["PRO.STRIKE", "PRO.GENSTRIKE", "PRO.BOYCOTT"]);
/** Sentences after a telling in which "the action" and "their union" are still those of it. */
const AFTER = 2;
/** What a report calls a protest that it told before. */
const ACTIONS = new Set([
  "action",
  "protest",
  "demonstration",
  "march",
  "rally",
  "event",
  "strike",
  "stoppage",
  "shutdown",
  "walkout",
  "blockade",
  "sit-in",
  "vigil",
  "gathering",
  "campaign",
  "initiative",
  "mobilisation",
  "mobilization",
  "procession",
  "stayaway",
  "hartal",
  "bandh",
  "boycott",
  "uprising",
  "occupation",
  "parade",
  "picket",
  "movement",
]);
const BEGINNING = new Set(["launch", "initiate", "start", "begin", "stage", "declare", "arrange"]);
const THE = /^(the|this|that|their|its|these)$/;

/** Gives protests without an organiser the one that the report names for them. Linear in the length of the report. */
export function settleOrganisers(view: View, building: readonly Building[]): void {
  const open = building.filter(
    (b) => b.type.startsWith("PRO.") && b.type !== "PRO.RIOT" && !APART.has(b.actuality),
  );
  for (const b of open) {
    const add = (heads: readonly number[], by: ReasonCode): boolean => {
      for (const head of heads.slice(0, 3)) {
        if (b.actors.some((known) => known.head === head)) continue;
        const category = unknownBody(view, head);
        const cast = castAt(view, b.lead.trigger, { head, role: "organiser", by, category });
        if (cast) b.actors.push(cast);
      }
      return b.actors.some(({ role }) => role === "organiser");
    };
    if (add([], "actor.organising")) continue;
    const near = sentencesOf(view, b);
    // "The action was called by the union" is told of the protest right before it.
    if (
      add(
        near.flatMap((sentence) => callersIn(view, sentence)),
        "actor.organising",
      )
    )
      continue;
    // The one stoppage of a report is of the unions that haggle over pay in it.
    const alone = STOPPAGES.has(b.type) && open.filter(({ type }) => STOPPAGES.has(type)).length === 1;
    if (alone && add(hagglersIn(view), "actor.organising")) continue;
    if (add(near.flatMap((sentence) => bodiesIn(view, b, sentence)).slice(0, 1), "actor.organising"))
      continue;
    const teller = tellerOf(view, b);
    if (teller >= 0) add([teller], "actor.organising");
  }
}

/** The sentences that tell of a protest and those right after them in which no other begins. */
function sentencesOf(view: View, b: Building): readonly number[] {
  const told = new Set(b.cluster.drafts.map(({ trigger }) => trigger.sentence));
  const out = new Set(told);
  for (const sentence of told)
    for (let next = sentence + 1; next <= sentence + AFTER && next < view.analysis.sentences.length; next++)
      out.add(next);
  return [...out].sort((a, z) => a - z);
}

/** "The shutdown had been called by the front", "The federation launched the action", "the call was made by the union". */
function callersIn(view: View, sentence: number): number[] {
  const { tokens, analysis } = view;
  const out: number[] = [];
  if (analysis.sentences.Noise[sentence]) return out;
  for (let i = analysis.sentences.First[sentence]!; i < analysis.sentences.Last[sentence]!; i++) {
    const lemma = tokens.Lemma[i]!;
    if (!view.verb(i) || !(ORGANISING.has(lemma) || BEGINNING.has(lemma))) continue;
    const whats = view.passive(i) ? [view.child(i, "nsubj:pass")] : [view.child(i, "obj")];
    if (!whats.some((k) => k >= 0 && pointsBack(view, k))) continue;
    out.push(
      ...view
        .agents(i)
        .filter(
          (k) =>
            view.noun(k) && (unknownBody(view, k) || (view.classOf(k)?.person && !view.classOf(k)!.state)),
        ),
    );
  }
  return out;
}

/** "the action", "the protest", "it" */
function pointsBack(view: View, k: number): boolean {
  const { tokens } = view;
  if (tokens.Upos[k] === PRON) return /^(it|which|this)$/.test(tokens.Norm[k]!);
  return ACTIONS.has(tokens.Lemma[k]!) && view.children(k).some((c) => THE.test(tokens.Norm[c]!));
}

/** "Their union wants …", "…, the nurses' union said": the body of those who act, where it speaks or asks. */
function bodiesIn(view: View, b: Building, sentence: number): number[] {
  const { tokens, analysis } = view;
  const many = b.actors.some(({ role }) => role === "participant");
  const told = b.cluster.drafts.some(({ trigger }) => trigger.sentence === sentence);
  for (let i = analysis.sentences.First[sentence]!; i < analysis.sentences.Last[sentence]!; i++) {
    if (!view.noun(i) || !view.is(i, "nsubj") || !isBody(view, i)) continue;
    const verb = tokens.Lemma[tokens.Head[i]!]!;
    if (!view.cues.speech!.has(verb) && !WANTING.has(verb)) continue;
    const own = view.children(i).some((k) => tokens.Norm[k] === "their");
    const union = STOPPAGES.has(b.type) && view.classOf(i)!.category === "union";
    // Other unions than that of the strikers speak of a strike too; "the union" is theirs.
    const definite = tokens.Lemma[i] === "union" && view.children(i).some((k) => tokens.Norm[k] === "the");
    if ((many && own) || (union && (definite || (told && tokens.Lemma[i] !== "unionist")))) return [i];
  }
  return [];
}

/** What a union and an employer haggle over. */
const PAY =
  /^(rise|raise|increase|hike|offer|pay|wage|salary|allowance|bonus|deal|agreement|percent|%|settlement|proposal)$/;

/** "The Transport Union and the Drivers' Association have rejected a 5 percent rise": the bodies that ask for pay, the first of the report. */
function hagglersIn(view: View): number[] {
  const { tokens, analysis } = view;
  for (let i = 0; i < tokens.length; i++) {
    if (
      !view.cues.hagglingOverPay!.has(tokens.Lemma[i]!) ||
      !view.verb(i) ||
      analysis.sentences.Noise[tokens.Sentence[i]!]
    )
      continue;
    const object = view.child(i, "obj");
    const about = object >= 0 && [object, ...view.children(object)].some((k) => PAY.test(tokens.Lemma[k]!));
    const bodies = about ? view.agents(i).filter((k) => view.noun(k) && isBody(view, k)) : [];
    if (bodies.some((k) => view.classOf(k)!.category === "union"))
      return bodies.flatMap((k) => view.conjuncts(k));
  }
  return [];
}

const WANTING = new Set(["want", "demand", "seek", "call", "vow", "threaten", "ask", "plan", "reject"]);

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
