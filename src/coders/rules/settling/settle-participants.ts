/** Who took part in protests, by the sentences after their tellings: "They were joined by nurses", "About 200 people attended". */

import type { ReasonCode } from "../../../model/why-codes.js";
import { castAt } from "../actors/casting.js";
import type { Building } from "../merging/building.js";
import { PRON, type View } from "../reading/view.js";

const APART = new Set(["historical", "generic", "hypothetical", "denied", "refused"]);
/** Verbs of those who come to a protest, which need no object to say so. */
const ATTENDING = new Set(["attend", "participate", "turn", "gather", "assemble", "march"]);
const BACK = /^(they|them|it|this|the|that|their)$/;
const MOST = 3;

/** Adds to protests those whom the sentence after a telling brings in. Linear in the length of the report. */
export function settleParticipants(view: View, building: readonly Building[]): void {
  for (const b of building) {
    if (!b.type.startsWith("PRO.") || APART.has(b.actuality)) continue;
    const told = new Set(b.cluster.drafts.map(({ trigger }) => trigger.sentence));
    const others = new Set(
      building.flatMap((o) => (o === b ? [] : o.cluster.drafts.map((d) => d.trigger.sentence))),
    );
    const add = (heads: readonly number[], by: ReasonCode) => {
      for (const head of heads) {
        const taking = b.actors.filter(({ role }) => role === "participant");
        if (taking.length >= MOST || b.actors.some((known) => sameWords(view, known.head, head))) continue;
        const cast = castAt(view, b.lead.trigger, { head, role: "participant", by });
        if (cast) b.actors.push(cast);
      }
    };
    for (const sentence of told) {
      const next = sentence + 1;
      if (next >= view.analysis.sentences.length || told.has(next) || others.has(next)) continue;
      add(joinersIn(view, next), "actor.around");
      if (!b.actors.some(({ role }) => role === "participant")) add(comersIn(view, next), "actor.around");
    }
  }
  settleThey(view, building);
}

/** "They threw stones", "some of them sat down on the road", "several burned tyres": some of those told of before. */
const SOME = /^(?:they|some|several|others|many|most|few|dozens|hundreds|thousands)$/;
/** So many sentences back those whom such a word means took part in something. */
const SINCE = 4;

/** Gives a protest told of "some" or of "they" those who took part in the one told right before it. */
function settleThey(view: View, building: readonly Building[]): void {
  for (const [n, b] of building.entries()) {
    if (!b.type.startsWith("PRO.") || APART.has(b.actuality)) continue;
    if (b.actors.some(({ role }) => role === "participant") || !ofThem(view, b)) continue;
    const { sentence } = b.lead.trigger;
    const before = building
      .slice(0, n)
      .findLast(
        (one) =>
          one.type.startsWith("PRO.") &&
          !APART.has(one.actuality) &&
          sentence - one.lead.trigger.sentence <= SINCE &&
          one.actors.some(({ role }) => role === "participant"),
      );
    for (const { head, role } of before?.actors ?? []) {
      if (role !== "participant") continue;
      const cast = castAt(view, b.lead.trigger, { head, role, by: "actor.around" });
      if (cast) b.actors.push(cast);
    }
  }
}

/** The subject of a telling is "they", "some of them", "others". */
function ofThem(view: View, { cluster }: Building): boolean {
  const { tokens } = view;
  return cluster.drafts.some(({ trigger }) => {
    for (let i = trigger.head, hop = 0; i >= 0 && hop < 3; hop++) {
      const subject = view.verb(i) ? view.child(i, "nsubj") : -1;
      if (subject >= 0) return SOME.test(tokens.Norm[subject]!) && !counted(view, subject);
      if (!view.is(i, "conj") && !view.is(i, "xcomp")) return false;
      i = tokens.Head[i]!;
    }
    return false;
  });
}

/** "some of the police", "thousands of nurses" say of whom. */
function counted(view: View, subject: number): boolean {
  const { tokens } = view;
  return view
    .children(subject)
    .some((k) => view.is(k, "nmod") && !/^(?:them|those|these)$/.test(tokens.Norm[k]!));
}

function sameWords(view: View, a: number, b: number): boolean {
  return (
    a === b || (view.tokens.Lemma[a] === view.tokens.Lemma[b] && view.tokens.Norm[a] === view.tokens.Norm[b])
  );
}

/** People who are no forces of the state. */
const people = (view: View, k: number): boolean =>
  view.noun(k) && view.classOf(k)?.person === true && !view.classOf(k)!.state;

/** "They were joined by nurses and a priest", "Nurses joined them", "Shopkeepers joined the march". */
function joinersIn(view: View, sentence: number): number[] {
  const { tokens, analysis } = view;
  for (let i = analysis.sentences.First[sentence]!; i < analysis.sentences.Last[sentence]!; i++) {
    if (tokens.Lemma[i] !== "join" || !view.verb(i)) continue;
    const met = view.passive(i) ? view.child(i, "nsubj:pass", "nsubj") : view.child(i, "obj");
    if (met < 0 || !back(view, met)) continue;
    const [first, last] = [
      view.passive(i) ? i : analysis.sentences.First[sentence]!,
      analysis.sentences.Last[sentence]!,
    ];
    return view.agents(i).filter((k) => k >= first && k < last && people(view, k));
  }
  return [];
}

/** "they", "the marchers", "the protest": words that point back to a protest told before, or to those in it. */
function back(view: View, k: number): boolean {
  const { tokens } = view;
  if (tokens.Upos[k] === PRON) return BACK.test(tokens.Norm[k]!);
  const definite = view.children(k).some((c) => BACK.test(tokens.Norm[c]!));
  return definite && (view.classOf(k)?.protester === true || view.cues.eventNouns!.has(tokens.Lemma[k]!));
}

/** "About 150 people attended.", "Some 2,000 took part." */
function comersIn(view: View, sentence: number): number[] {
  const { tokens, analysis } = view;
  for (let i = analysis.sentences.First[sentence]!; i < analysis.sentences.Last[sentence]!; i++) {
    if (!view.verb(i) || view.passive(i)) continue;
    const part = tokens.Lemma[i] === "take" && tokens.Lemma[i + 1] === "part";
    if (!part && !ATTENDING.has(tokens.Lemma[i]!)) continue;
    // "attended classes" is no protest.
    const object = part ? -1 : view.child(i, "obj");
    if (object >= 0 && !back(view, object)) continue;
    if (tokens.Lemma[i] === "turn" && !/^(out|up)$/.test(tokens.Norm[i + 1] ?? "")) continue;
    return view.agents(i).filter((k) => people(view, k));
  }
  return [];
}
