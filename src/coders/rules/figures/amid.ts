/** What those harmed came to harm in: "killed in the protests", "the unrest has left 40 dead". */
import { ADP, AUX, type View } from "../reading/view.js";

const WITHIN = new Set(["in", "during", "amid", "amidst", "at", "throughout", "over", "since", "from"]);
/** So many words behind the word of harm it is looked for, where the tree does not say. */
const REACH = 9;
/** So many arcs upwards stands the verb of "left 40 people dead". */
const UP = 3;

/** Whether a noun names an act, or what lasts, in which people come to harm. */
function happening({ tokens, cues }: View, i: number): boolean {
  const lemma = tokens.Lemma[i]!;
  return (
    cues.eventNouns!.has(lemma) ||
    cues.longNouns!.has(lemma) ||
    cues.crowdOf!.has(lemma) ||
    cues.suddenNouns!.has(lemma)
  );
}

/** Whether a noun names a protest: "the demonstrations". */
export const ofProtest = ({ tokens, cues }: View, i: number): boolean =>
  cues.protestNouns!.has(tokens.Lemma[i]!);

/** Whether a noun names one act that is over at once: "the attack", "an ambush". */
export function ofOneAct({ tokens, cues }: View, i: number): boolean {
  const sudden = cues.suddenNouns!.has(tokens.Lemma[i]!) || cues.onceActs!.has(tokens.Lemma[i]!);
  return sudden && !tokens.Feats[i]!.includes("Number=Plur");
}

/** The noun that the word of harm at token `by` is placed in, or that is its subject; -1 where no words say so. */
export function amid(view: View, by: number): number {
  const { tokens } = view;
  let at = by;
  for (let hop = 0; at >= 0 && hop < UP; at = tokens.Head[at]!, hop++) {
    for (const k of view.children(at)) {
      // "in three weeks of protests", "ten days of protests left 22 dead"
      const lasted = view.noun(k) && PERIODS.has(tokens.Lemma[k]!) ? lastingOf(view, k) : -1;
      const claims = view.is(k, "nsubj") && view.cues.claiming!.has(tokens.Lemma[at]!) && !view.passive(at);
      if (lasted >= 0 && (claims || (view.is(k, "obl") && WITHIN.has(view.preposition(k) ?? ""))))
        return lasted;
      const counted =
        view.is(k, "nsubj") && view.cues.tollNouns!.has(tokens.Lemma[k]!) ? countedIn(view, k) : -1;
      if (counted >= 0) return counted;
      if (!view.noun(k) || !happening(view, k)) continue;
      if ((view.is(k, "obl") || view.is(k, "nmod")) && WITHIN.has(view.preposition(k) ?? "")) return k;
      if (view.is(k, "nsubj") && !view.passive(at) && view.cues.claiming!.has(tokens.Lemma[at]!)) return k;
    }
    if (view.verb(at)) break;
  }
  return behind(view, by);
}

/** "The number of victims during the clashes has risen to 40": what a count is one of, or -1. */
function countedIn(view: View, toll: number, hops = 2): number {
  for (const k of view.children(toll)) {
    if (!view.noun(k) || !view.is(k, "nmod") || k < toll) continue;
    const preposition = view.preposition(k) ?? "";
    if (happening(view, k) && (WITHIN.has(preposition) || preposition === "of")) return k;
    const further = hops > 1 ? countedIn(view, k, hops - 1) : -1;
    if (further >= 0) return further;
  }
  return -1;
}

const PERIODS = new Set(["day", "night", "week", "month", "year"]);

/** The noun of what happens in "weeks of protests", or -1. */
function lastingOf(view: View, period: number): number {
  const of = view.children(period).find((k) => view.is(k, "nmod") && view.preposition(k) === "of");
  return of !== undefined && happening(view, of) ? of : -1;
}

/** The same by the order of the words: "were injured in often violent clashes". */
function behind(view: View, by: number): number {
  const { tokens } = view;
  let within = false;
  for (let i = by + 1; i < by + REACH && tokens.Sentence[i] === tokens.Sentence[by]; i++) {
    if (tokens.Upos[i] === ADP) {
      if (within) return -1;
      within = WITHIN.has(tokens.Norm[i]!);
    } else if (tokens.Upos[i] === AUX || /^[.,;:]$/.test(tokens.Norm[i]!)) return -1;
    else if (within && view.noun(i) && !view.noun(i + 1)) return happening(view, i) ? i : -1;
    else if (view.verb(i) && !tokens.Norm[i]!.endsWith("ing")) return -1;
  }
  return -1;
}

/** Whether the harm that the word at token `by` tells came about in a protest, told of people not told of before. */
export function toldInProtest(view: View, by: number): boolean {
  const noun = amid(view, by);
  if (noun < 0 || !ofProtest(view, noun)) return false;
  const known = (k: number): boolean =>
    view.children(k).some((det) => view.is(det, "det") && POINTERS.has(view.tokens.Norm[det]!));
  return !view.patients(by).some(known);
}
const POINTERS = new Set(["the", "these", "those"]);
