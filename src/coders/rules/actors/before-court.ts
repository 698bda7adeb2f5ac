/** Whom an act of law is about where they are no plain object of it, and before which court: "arrested on charges of fraud", "is due in court". */
import { antecedentOf } from "../reading/antecedents.js";
import type { View } from "../reading/view.js";
import type { Trigger } from "../triggers/triggers.js";
import { nounAfter } from "../triggers/word-order.js";

/** So many words up from the charges the verb is looked for whose subject they are against. */
const CHARGED_UP = 3;
const WITH = new Set(["along", "together", "alongside"]);
/** Acts that are told by what those are who undergo them: "is free", "were back in court". */
const SAID_OF = /^LAW\.(?:RELEASE|PROSECUTE|CHARGE|CONVICT)/;
const AT = new Set(["in", "at", "before"]);

/** "She is free on bail", "the accused was due in court", "was arrested on charges of fraud": those whom the words of the act only imply. */
export function dealtWith(view: View, { type, head, first, last }: Trigger): readonly number[] {
  const { tokens, analysis, noun, is, classOf } = view;
  const person = (i: number) => classOf(i)?.person === true;
  for (let at = first; at < last && SAID_OF.test(type); at++) {
    const own = view.verb(at) ? -1 : view.child(at, "nsubj");
    if (own < 0 || own >= first || tokens.Norm[own] === "it") continue;
    const who = antecedentOf({ tokens, sentences: analysis.sentences, noun, is, classOf }, own);
    if (person(who)) return view.conjuncts(who);
  }
  if (type !== "LAW.CHARGE" || view.verb(head)) return [];
  for (let hop = 0, i = head; hop < CHARGED_UP; hop++) {
    const up = tokens.Head[i]!;
    if (up < 0 || (!is(i, "obl") && !is(i, "nmod") && !is(i, "conj"))) return [];
    if (view.verb(up)) return view.passive(up) ? view.patients(up).filter(person) : [];
    i = up;
  }
  return [];
}

/** "was arrested along with five others": who else undergoes it. */
export function alongWith(view: View, { head }: Trigger): number[] {
  if (!view.verb(head)) return [];
  return view
    .children(head)
    .filter((k) => view.is(k, "obl") && beside(view, k) && view.classOf(k)?.person)
    .flatMap((k) => view.conjuncts(k));
}

/** "along with her sons", "together on Monday with two aides" */
function beside(view: View, k: number): boolean {
  if (WITH.has(view.preposition(k) ?? "")) return true;
  const by = view.children(k).find((c) => c < k && view.tokens.Norm[c] === "with");
  return by !== undefined && by > 0 && WITH.has(view.tokens.Norm[by - 1]!);
}

/** "was sentenced in the Durban High Court", "pleaded guilty before a judge": the court that does it. */
export function courtAt(view: View, { head }: Trigger): number[] {
  if (!view.verb(head)) return [];
  return view
    .children(head)
    .filter((k) => view.is(k, "obl") && AT.has(view.preposition(k) ?? ""))
    .filter((k) => view.classOf(k)?.category === "judiciary");
}

const SOUGHT = 6;

/** "seeks life terms for 18 officers", "four months of detention for the ex-minister": for whom something of the law is meant. */
export function forWhom(view: View, { last, sentence }: Trigger): number[] {
  const { tokens, analysis } = view;
  const end = analysis.sentences.Last[sentence]!;
  for (let i = last; i < Math.min(end, last + SOUGHT); i++) {
    if (view.verb(i) || /^[,;]$/.test(tokens.Norm[i]!)) return [];
    if (tokens.Norm[i] !== "for") continue;
    const whom = nounAfter(view, i + 1, end);
    const noun = whom < 0 ? null : view.classOf(whom);
    return noun?.person && !noun.collective && noun.category !== "judiciary" ? view.conjuncts(whom) : [];
  }
  return [];
}

const KEPT = /^(?:custody|jail|prison|detention|bail|remand|arrest|bars|trial|asylum|gaol|cells?)$/;

/** "ruled that eight supporters should stay in custody", "whether to keep the five in jail": of whom the court decides that they are held. */
export function ruledOn(view: View, { head, type }: Trigger): number[] {
  if (type !== "LAW.RULING" || !view.verb(head)) return [];
  const { tokens } = view;
  return view
    .children(head)
    .filter((k) => k > head && view.verb(k) && /^(?:ccomp|xcomp|advcl)$/.test(tokens.Deprel[k]!))
    .filter(
      (k) =>
        view.cues.dealtWithAtLaw!.has(tokens.Lemma[k]!) ||
        view.children(k).some((c) => view.noun(c) && KEPT.test(tokens.Norm[c]!)),
    )
    .flatMap((k) => {
      const dealt = view.patients(k);
      return dealt.length > 0 ? [...dealt] : [...view.agents(k)];
    })
    .filter((k) => k !== head && !view.classOf(k)?.state && view.classOf(k)?.category !== "judiciary");
}
