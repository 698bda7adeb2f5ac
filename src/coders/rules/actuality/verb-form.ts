/** What the auxiliaries and the form of a verb say about its act: done, going on, to come, possible, denied. */
import type { Actuality } from "../../../model/coding.js";
import type { View } from "../reading/view.js";
import { negated } from "../triggers/embedders.js";
import { heard } from "../why/because.js";

export const PERFECT = new Set(["have", "has", "'ve"]);

/** A verb in the perfect or in the present: what it tells lasts. */
export function lasts(view: View, verb: number): boolean {
  const helped = view.children(verb).some((k) => PERFECT.has(view.tokens.Norm[k]!));
  return helped || verbForm(view, verb) === "ongoing";
}

function hasFiniteBe(view: View, i: number): boolean {
  return view
    .children(i)
    .some((k) => view.is(k, "aux") && view.tokens.Lemma[k] === "be" && view.tokens.Norm[k] !== "being");
}

/** What the auxiliaries and the form of a verb say about it; null where they say nothing (a bare participle). */
export function verbForm(view: View, i: number): Actuality | null {
  const form = formOf(view, i);
  if (view.why) hearForm(view, i, form);
  return form;
}

/** Keeps the words of a form: the verb, and the auxiliaries that decide. */
function hearForm(view: View, i: number, form: Actuality | null): void {
  if (form === null) return;
  heard(view, "actuality.form", i, form);
  for (const k of view.children(i))
    if (view.is(k, "aux") || view.is(k, "cop") || view.cues.negation!.has(view.tokens.Norm[k]!))
      heard(view, "actuality.form", k, form);
}

function formOf(view: View, i: number): Actuality | null {
  const { tokens, cues } = view;
  const feats = tokens.Feats[i]!;
  let have = false;
  let had = false;
  let be = "";
  let being = false;
  let modal: "will" | "would" | "can" | "must" | null = null;
  for (const k of view.children(i)) {
    if (!(view.is(k, "aux") || view.is(k, "cop"))) continue;
    const lemma = tokens.Lemma[k]!;
    const norm = tokens.Norm[k]!;
    if (cues.willModals!.has(norm) || lemma === "will" || lemma === "shall") modal = "will";
    else if (cues.wouldModals!.has(norm)) modal = "would";
    else if (cues.canModals!.has(norm)) modal = "can";
    else if (cues.mustModals!.has(norm)) modal = "must";
    if (lemma === "have") have = true;
    had ||= norm === "had";
    if (norm === "being") being = true;
    else if (lemma === "be") be = norm;
    if (lemma === "do" && (norm === "did" || norm === "does" || norm === "do")) have = true;
  }
  // "avoided being arrested"
  if (being && modal === null && !have && !hasFiniteBe(view, i)) return null;
  if (modal === "will") return negated(view, i) ? "denied" : "planned";
  // "would have marched": what did not come about; "would not have marched": what did.
  if (modal === "would" && have) return negated(view, i) ? "happened" : "hypothetical";
  if (modal === "would") return negated(view, i) ? "denied" : "planned";
  // "should not have been arrested": they were; "should have been arrested": they were not.
  if (modal === "must" && have && view.children(i).some((k) => cues.duty!.has(tokens.Norm[k]!)))
    return negated(view, i) ? "happened" : "denied";
  // "soldiers could be seen patrolling": somebody saw them.
  if (
    modal === "can" &&
    be &&
    !have &&
    cues.perceiving!.has(tokens.Lemma[i]!) &&
    view.passive(i) &&
    !negated(view, i)
  )
    return "happened";
  if (modal === "can" && !negated(view, i) && cameAtLast(view, i)) return "happened";
  if (modal !== null) return "hypothetical";
  if (negated(view, i)) return "denied";
  const passive = view.passive(i);
  const ing =
    tokens.Norm[i]!.endsWith("ing") &&
    (feats === "" || feats.includes("VerbForm=Part") || feats.includes("VerbForm=Ger"));
  // "had been marching when the police came"
  if (ing && have) return had ? "happened" : "ongoing";
  if (ing && be) return be === "was" || be === "were" ? "happened" : "ongoing";
  if (have) return "happened";
  // "are being rushed to the coast"
  if (being && passive && (be === "is" || be === "are")) return "ongoing";
  if (be && passive) return be === "is" || be === "are" ? (ing ? "ongoing" : "happened") : "happened";
  if (feats.includes("Tense=Past")) return "happened";
  if (feats.includes("Tense=Pres") && feats.includes("VerbForm=Fin") && !sawDone(view, i))
    return presentForm(tokens.Norm[i]!, tokens.Lemma[i]!) && !pastBySubject(view, i) ? "ongoing" : "happened";
  return null;
}

/** "Monday saw students march": a bare infinitive under a past verb of seeing, which the tagger takes for a present. */
function sawDone(view: View, i: number): boolean {
  const { tokens, cues } = view;
  const up = tokens.Head[i]!;
  if (up < 0 || !(view.is(i, "ccomp") || view.is(i, "xcomp")) || tokens.Norm[i] !== tokens.Lemma[i])
    return false;
  return cues.perceiving!.has(tokens.Lemma[up]!) && tokens.Feats[up]!.includes("Tense=Past");
}

/** "burns", "burn", but neither "burnt" nor "tore", whatever the tagger says of it. */
function presentForm(norm: string, lemma: string): boolean {
  return norm === lemma || norm.endsWith("s");
}

/** "The army quit its base": one who acts would have an -s in the present. */
function pastBySubject(view: View, i: number): boolean {
  const { tokens, cues } = view;
  if (!cues.bothTenses!.has(tokens.Norm[i]!)) return false;
  const subject = view.child(i, "nsubj");
  if (subject < 0 || view.conjuncts(subject).length > 1) return false;
  const feats = tokens.Feats[subject]!;
  return feats.includes("Number=Sing") && (feats.includes("Person=3") || view.noun(subject));
}

/** "Police brace for riots", "The report warns of war": a present verb that the tagger takes for the noun of a verbless sentence. */
export function takenForNoun(view: View, i: number): boolean {
  const { tokens } = view;
  if (!view.noun(i) || !view.is(i, "root") || i < 1 || view.noun(i + 1)) return false;
  const plural = tokens.Norm[i]!.endsWith("s") || tokens.Feats[i - 1]!.includes("Number=Plur");
  const before = view.noun(i - 1) || tokens.Norm[i - 1] === "chief";
  return (before && tokens.Head[i - 1] === i && plural) || tokens.Norm[i - 1] === "police";
}

const ONLY_BACK = 30;

/** "could finally be deployed", "it was only on Friday that the army could move in": so late, but it did. */
function cameAtLast(view: View, i: number): boolean {
  const { tokens, cues } = view;
  const could = view.children(i).some((k) => view.is(k, "aux") && tokens.Norm[k] === "could");
  if (!could) return false;
  if (view.children(i).some((k) => cues.atLast!.has(tokens.Norm[k]!))) return true;
  let that = false;
  for (let k = i - 1; k >= Math.max(1, i - ONLY_BACK) && tokens.Sentence[k] === tokens.Sentence[i]; k--) {
    if (tokens.Norm[k] === "that") that = true;
    if (
      that &&
      (tokens.Norm[k] === "only" || tokens.Norm[k] === "until") &&
      tokens.Sentence[k - 2] === tokens.Sentence[k]
    )
      return tokens.Lemma[k - 1] === "be" || tokens.Norm[k - 1] === "not";
  }
  return false;
}
