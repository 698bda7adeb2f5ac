/** Who brings a protest about, by the verb over it: "the federation held a rally", "hosted by the mayor", "as the leaders had asked". */
import { PRON, type View } from "../reading/view.js";
import type { Trigger } from "../triggers/triggers.js";
import { nounAfter } from "../triggers/word-order.js";
import { isBody } from "./organisers.js";

/** Many who are one by their statutes: "farming bodies", "40 civic groups". */
const BODY =
  /^(body|organi[sz]ation|association|federation|confederation|union|party|alliance|coalition|network|committee|council|league|society|ngo|chamber|guild|syndicate|assembly|opposition|front)$/;

/** A body that decides what its members do, one or several. */
function decides(view: View, k: number): boolean {
  const noun = view.classOf(k);
  if (!view.noun(k) || !noun?.person || noun.state) return false;
  // A movement acts; it decides nothing.
  if (/^movement$/i.test(view.tokens.Lemma[k]!)) return false;
  return isBody(view, k) || BODY.test(view.tokens.Lemma[k]!.toLowerCase());
}

const people = (view: View, k: number): boolean =>
  view.noun(k) && view.classOf(k)?.person === true && !view.classOf(k)!.state;

/** "The federation held a rally", "the rally was hosted by a former mayor". */
export function holders(view: View, { head }: Trigger): number[] {
  const up = view.tokens.Head[head]!;
  if (!view.noun(head) || up < 0 || !view.verb(up) || !view.cues.holdingProtests!.has(view.tokens.Lemma[up]!))
    return [];
  if (view.is(head, "obj")) return view.agents(up).filter((k) => decides(view, k));
  if (!view.is(head, "nsubj") || !view.passive(up)) return [];
  const noForces = (k: number) => view.classOf(k)?.category !== "state_security";
  return view.agents(up).filter((k) => view.noun(k) && view.classOf(k)?.person && noForces(k));
}

/** "Grouped together by the front, growers marched": a participle with its "by" that opens the sentence of the act. */
export function gatherers(view: View, { sentence, first }: Trigger): number[] {
  const { tokens, analysis } = view;
  const opening = analysis.sentences.First[sentence]!;
  for (let i = opening; i < opening + 3 && i + 2 < first; i++) {
    if (!view.cues.gatheringOthers!.has(tokens.Lemma[i]!) || !view.verb(i)) continue;
    const by = tokens.Norm[i + 1] === "together" ? i + 2 : i + 1;
    if (tokens.Norm[by] !== "by") return [];
    const who = nounAfter(view, by + 1, first);
    return who >= 0 ? view.conjuncts(who).filter((k) => people(view, k)) : [];
  }
  return [];
}

/** "as the leaders of the front had asked": those at whose word it comes about. */
export function askers(view: View, { head }: Trigger): number[] {
  const { tokens } = view;
  const up = tokens.Head[head]!;
  const clauses = up >= 0 && view.verb(up) ? [head, up] : [head];
  return clauses
    .flatMap((at) => view.children(at))
    .filter(
      (k) =>
        k > head && view.is(k, "advcl") && view.verb(k) && view.cues.askingForActs!.has(tokens.Lemma[k]!),
    )
    .filter((k) => view.children(k).some((c) => view.is(c, "mark") && tokens.Norm[c] === "as"))
    .flatMap((k) => view.agents(k))
    .filter((k) => people(view, k));
}

const LEADER =
  /^(leader|organi[sz]er|convenor|convener|coordinator|co-ordinator|figurehead|initiator|instigator)$/;

/** "Ana Rey, leader of the protests", "who became the leader of the movement": whom an apposition or a "become" says to lead it. */
export function leadersOf(view: View, { head }: Trigger): number[] {
  const { tokens } = view;
  const office = tokens.Head[head]!;
  if (!view.noun(head) || office < 0 || !view.is(head, "nmod") || !LEADER.test(tokens.Lemma[office]!))
    return [];
  const up = tokens.Head[office]!;
  const named = up >= 0 && (view.is(office, "appos") || tokens.Deprel[office] === "nmod:desc");
  if (named) return [up];
  if (up >= 0 && view.verb(up) && /^(become|be|remain|emerge)$/.test(tokens.Lemma[up]!)) {
    const who = view.agents(up);
    // "a lawyer who became the leader": the name that the lawyer is set beside.
    return who.map((k) => (view.is(k, "appos") && tokens.Head[k]! >= 0 ? tokens.Head[k]! : k));
  }
  return [office];
}

const SPEAKER =
  /^(spokesman|spokeswoman|spokesperson|president|leader|chair|chairman|chairwoman|chairperson|secretary|organi[sz]er|convenor|official)$/;

/** "Union spokesman Rey said they would march": the voice of a body that tells what its people will do. */
export function speakers(view: View, { head }: Trigger): number[] {
  const { tokens } = view;
  let clause = head;
  for (let hop = 0; hop < 3 && clause >= 0 && !view.is(clause, "ccomp"); hop++) clause = tokens.Head[clause]!;
  const said = clause >= 0 ? tokens.Head[clause]! : -1;
  if (said < 0 || !view.verb(said) || !view.cues.speech!.has(tokens.Lemma[said]!)) return [];
  const subject = view.verb(clause) ? view.child(clause, "nsubj") : -1;
  const theirs =
    subject >= 0 &&
    (tokens.Upos[subject] === PRON
      ? /^(they|we)$/.test(tokens.Norm[subject]!)
      : view.children(subject).some((k) => /^(its|their|our)$/.test(tokens.Norm[k]!)));
  const ahead =
    view.verb(clause) && view.children(clause).some((k) => /^(will|would|['’]ll)$/.test(tokens.Norm[k]!));
  if (!theirs || !ahead) return [];
  return view.agents(said).filter((k) => {
    if (decides(view, k)) return true;
    const office = [k, ...view.children(k)].find((c) => SPEAKER.test(tokens.Lemma[c]!));
    const category = view.classOf(k)?.category ?? "unknown";
    return (
      office !== undefined &&
      /^(union|party|opposition|civil_society|students|workers|farmers|professionals)$/.test(category)
    );
  });
}
