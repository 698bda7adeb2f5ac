/** Of whom a verb of asking, shouting or blaming asks something: "urged the mayor to", "demanded that the minister resign". */

import { antecedentOf } from "../reading/antecedents.js";
import { PRON, type View } from "../reading/view.js";
import { aimable, namedIn } from "./aimed.js";

/** What is asked to be done to somebody, whoever it is: "demanded the rector's resignation", "the death penalty for the killers". */
const UNDOING = new Set([
  "resignation",
  "removal",
  "ouster",
  "ousting",
  "dismissal",
  "sacking",
  "departure",
  "impeachment",
  "arrest",
  "prosecution",
  "trial",
  "execution",
  "hanging",
  "punishment",
  "penalty",
  "sentence",
  "conviction",
  "extradition",
  "downfall",
  "recall",
  "expulsion",
  "exit",
  "suspension",
]);

/** "the resignation of the rector", "the rector's dismissal", "capital punishment for the killers": who is to go or to be punished. */
function undone(view: View, k: number): number[] {
  if (!UNDOING.has(view.tokens.Lemma[k]!)) return [];
  return view
    .children(k)
    .filter((c) => view.is(c, "nmod") && /^(of|for|['’]s?|)$/.test(view.preposition(c) ?? ""))
    .flatMap((c) => view.conjuncts(c))
    .map((c) => meant(view, c))
    .filter((c) => view.noun(c) && view.classOf(c)?.person);
}

export function asks({ cues }: View, lemma: string): boolean {
  return (
    cues.askedOf!.has(lemma) ||
    cues.askedFor!.has(lemma) ||
    cues.shoutedAt!.has(lemma) ||
    cues.decried!.has(lemma)
  );
}

/** The persons and bodies in what hangs on a verb of asking. */
export function ofWhom(view: View, verb: number): number[] {
  const { tokens } = view;
  const lemma = tokens.Lemma[verb]!;
  const out: number[] = [];
  const persons: number[] = [];
  for (const k of view.children(verb)) {
    if (k < verb) continue;
    const preposition = view.preposition(k);
    if (view.verb(k)) {
      // "demanded that the mayor come out", "want the government to resign"
      const clause = view.is(k, "ccomp") || view.is(k, "xcomp");
      if (!clause || !view.cues.askedFor!.has(lemma)) continue;
      const wanted =
        view.is(k, "xcomp") && view.cues.wantedGone!.has(tokens.Lemma[k]!) ? view.child(k, "obj") : -1;
      if (wanted >= 0) out.push(...view.conjuncts(wanted).flatMap((c) => namedIn(view, c)));
      const subject = meant(view, view.child(k, "nsubj"));
      if (subject >= 0 && aimable(view, subject)) out.push(subject);
      else if (view.child(k, "nsubj:pass") >= 0) out.push(...namedIn(view, view.child(k, "nsubj:pass")));
    } else if (view.cues.shoutedAt!.has(lemma)) {
      if (preposition === "at" || preposition === "against") out.push(...namedIn(view, k));
    } else if (view.cues.decried!.has(lemma)) {
      const aimed =
        (view.is(k, "obl") || view.is(k, "nmod")) && view.cues.outcryTakes!.has(preposition ?? "");
      if (view.is(k, "obj") || aimed) out.push(...view.conjuncts(k).flatMap((c) => namedIn(view, c)));
    } else if (view.cues.askedOf!.has(lemma)) {
      if (view.is(k, "obj") && aimable(view, k)) out.push(k);
    } else if (view.is(k, "obj") || ((view.is(k, "obl") || view.is(k, "nmod")) && preposition === "for")) {
      persons.push(...view.conjuncts(k).flatMap((c) => undone(view, c)));
      // "demanded a constituent assembly": what is to be made is not asked.
      const named = view.conjuncts(k).filter((c) => !(view.classOf(c) && indefinite(view, c)));
      out.push(...named.flatMap((c) => namedIn(view, c)));
    } else if (preposition === "on" && aimable(view, k)) out.push(k);
    // "demanded changes in the policy of the government"
    else if (view.is(k, "obl") && /^(in|to|from)$/.test(preposition ?? "") && view.child(verb, "obj") >= 0)
      out.push(...namedIn(view, k));
  }
  if (persons.length > 0) return persons;
  return [...new Set(out.flatMap((k) => view.conjuncts(k)))].filter(
    (k) => aimable(view, k) || out.includes(k),
  );
}

function indefinite(view: View, k: number): boolean {
  return view.children(k).some((c) => c < k && /^(an?|new|another)$/.test(view.tokens.Norm[c]!));
}

/** "The minister was booed", "hecklers interrupted the mayor": who is shouted down at a protest. */
export function heckled(view: View, verb: number): number[] {
  if (!view.cues.heckled!.has(view.tokens.Lemma[verb]!)) return [];
  return view.patients(verb).filter((k) => view.noun(k) && aimable(view, k));
}

/** "outside the mayor's office, demanding that he resign": whom a pronoun stands for; whose office it is, if it was named last. */
function meant(view: View, i: number): number {
  const { tokens, analysis } = view;
  if (i < 0 || tokens.Upos[i] !== PRON) return i;
  const one = /^(he|she)$/.test(tokens.Norm[i]!);
  // An owner is no antecedent elsewhere; of those who are asked to do something it is the likeliest.
  for (let k = i - 1; one && k >= analysis.sentences.First[tokens.Sentence[i]!]!; k--)
    if (view.noun(k) && aimable(view, k) && !view.classOf(k)!.collective) return k;
  const { noun, is, classOf } = view;
  return antecedentOf({ tokens, sentences: analysis.sentences, noun, is, classOf }, i);
}
