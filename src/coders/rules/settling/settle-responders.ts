/** Who answers for a response of the state, and whom it struck, where the words at it do not say: police told of beside it, the crowd beside it. */
import { castAt } from "../actors/casting.js";
import type { Cast } from "../actors/roles.js";
import type { Building } from "../merging/building.js";
import type { View } from "../reading/view.js";

const APART = new Set(["hypothetical", "generic", "denied", "planned", "called_for"]);
const ARRESTS = new Set(["REP.ARREST", "LAW.DETAIN"]);
const MEASURES = new Set(["REP.EMERGENCY", "REP.RESTRICT"]);
const FORCE = new Set(["REP.DISPERSE", "REP.FORCE", "REP.BEAT"]);
/** Sentences before an arrest in which police that act are those who make it. */
const BACK = 2;
/** What those in power refuse or promise, they do as those who answer. */
const ANSWERED = new Set(["refused", "promised"]);
const OFFICES = new Set(["government", "legislature", "judiciary", "military", "party"]);

/** Gives arrests their police and force its crowd, by the events told beside them. Linear in the number of events. */
export function settleResponders(view: View, building: readonly Building[]): void {
  for (const b of building) {
    if ((b.type === "GOV.RESIGN" || b.type === "GOV.ELECTION") && ANSWERED.has(b.actuality))
      b.actors.forEach((cast, i) => {
        if (cast.role === "participant" && OFFICES.has(cast.category))
          b.actors[i] = { ...cast, role: "responder" };
      });
    if (APART.has(b.actuality)) continue;
    const has = (role: Cast["role"]) => b.actors.some((actor) => actor.role === role);
    const add = (head: number, role: Cast["role"], by: "actor.nearest" | "actor.provoking") => {
      if (head < 0 || b.actors.some((known) => known.head === head)) return;
      const cast = castAt(view, b.lead.trigger, { head, role, by });
      if (cast) b.actors.push(cast);
    };
    if (MEASURES.has(b.type) && !has("responder"))
      for (const head of imposersOf(view, b)) add(head, "responder", "actor.nearest");
    if (ARRESTS.has(b.type) && !has("responder"))
      add(policeBeside(view, b, building), "responder", "actor.nearest");
    if (FORCE.has(b.type) && !has("victim") && answers(view, b))
      for (const head of crowdBeside(view, b, building)) add(head, "victim", "actor.provoking");
  }
}

/** "The curfew began on Monday. The governor extended it": who does so in the sentences of a measure or right after one. */
function imposersOf(view: View, b: Building): number[] {
  const { tokens, analysis } = view;
  const told = b.cluster.drafts.map(({ trigger }) => trigger);
  for (const { sentence, first, last } of told) {
    const end = analysis.sentences.Last[Math.min(sentence + 1, analysis.sentences.length - 1)]!;
    const own = new Set(tokens.Lemma.slice(first, last));
    for (let i = analysis.sentences.First[sentence]!; i < end; i++) {
      if (!view.verb(i) || !view.cues.imposing!.has(tokens.Lemma[i]!)) continue;
      const object = view.passive(i) ? view.child(i, "nsubj:pass") : view.child(i, "obj");
      if (object < 0) continue;
      const definite = view.children(object).some((k) => /^(the|this|that)$/.test(tokens.Norm[k]!));
      const it = object >= last && tokens.Norm[object] === "it";
      if (!it && !(own.has(tokens.Lemma[object]!) && view.noun(object) && definite)) continue;
      const who = view.agents(i).filter((k) => view.noun(k) && OFFICES.has(view.classOf(k)?.category ?? ""));
      if (who.length > 0) return who;
    }
  }
  return [];
}

/** Police named in the sentence of an arrest, or acting in one of those right before it; or -1. */
function policeBeside(view: View, b: Building, building: readonly Building[]): number {
  const { tokens, analysis } = view;
  const { sentence, first, last } = b.lead.trigger;
  const victims = new Set(b.actors.filter(({ role }) => role === "victim").map(({ head }) => head));
  const police = (i: number) =>
    view.noun(i) &&
    view.classOf(i)?.category === "state_security" &&
    !view.is(i, "compound") &&
    !view.is(i, "nmod:poss") &&
    !victims.has(i);
  for (let i = analysis.sentences.First[sentence]!; i < analysis.sentences.Last[sentence]!; i++) {
    if (i >= first && i < last) continue;
    // "according to the police", "… involving police": not police who are struck.
    const struck = building.some(({ actors }) => actors.some((a) => a.head === i && a.role === "victim"));
    if (police(i) && !struck && !held(view, i)) return i;
  }
  for (let back = 1; back <= BACK && sentence >= back; back++) {
    const told = building.filter((o) =>
      o.cluster.drafts.some(({ trigger }) => trigger.sentence === sentence - back),
    );
    for (const { type, actors } of told)
      for (const { role, category, head } of actors)
        if (
          role === "responder" &&
          tokens.Lemma[head] !== "reinforcement" &&
          category === "state_security" &&
          tokens.Sentence[head] === sentence - back &&
          /^(REP|MIL|LAW)/.test(type)
        )
          return head;
  }
  return -1;
}

/** "six officers were hurt": police who suffer do not make arrests. */
function held(view: View, i: number): boolean {
  const up = view.tokens.Head[i]!;
  return up >= 0 && view.verb(up) && view.patients(up).includes(i);
}

/** "Police responded with tear gas": what was done before is what it answers. */
function answers(view: View, b: Building): boolean {
  const { tokens, analysis } = view;
  const { sentence } = b.lead.trigger;
  for (let i = analysis.sentences.First[sentence]!; i < analysis.sentences.Last[sentence]!; i++)
    if (view.verb(i) && view.cues.responding!.has(tokens.Lemma[i]!)) return true;
  return false;
}

/** The one named last of those who take part in the protest told in the sentence of a use of force, or right before it. */
function crowdBeside(view: View, b: Building, building: readonly Building[]): number[] {
  const { sentence } = b.lead.trigger;
  for (const near of [sentence, sentence - 1]) {
    const crowd = building
      .filter((o) => o.type.startsWith("PRO."))
      .flatMap((o) => o.actors)
      .filter(({ role, head }) => role === "participant" && view.tokens.Sentence[head] === near)
      .map(({ head }) => head);
    if (crowd.length > 0) return [Math.max(...crowd)];
  }
  return [];
}
