/** What the form of a verb, its auxiliaries and the verbs above it say about whether its act took place. */
import type { Actuality } from "../../model/coding.js";
import { ADJ, type View } from "./view.js";

export function negated(view: View, i: number): boolean {
  return view.children(i).some((k) => view.cues.negation!.has(view.tokens.Norm[k]!));
}

export function hasMark(view: View, i: number, ...marks: string[]): boolean {
  return view
    .children(i)
    .some((k) => (view.is(k, "mark") || view.is(k, "advmod")) && marks.includes(view.tokens.Norm[k]!));
}

/** What the auxiliaries and the form of a verb say about it; null where they say nothing (a bare participle). */
export function verbForm(view: View, i: number): Actuality | null {
  const { tokens } = view;
  const feats = tokens.Feats[i]!;
  let have = false;
  let be = "";
  for (const k of view.children(i)) {
    if (!view.is(k, "aux")) continue;
    const lemma = tokens.Lemma[k]!;
    const norm = tokens.Norm[k]!;
    if (lemma === "will" || lemma === "shall" || norm === "'ll" || norm === "wo")
      return negated(view, i) ? "denied" : "planned";
    if (norm === "would" || norm === "'d") return negated(view, i) ? "denied" : "planned";
    if (norm === "could" || norm === "might" || norm === "may" || norm === "can") return "hypothetical";
    if (norm === "should" || norm === "must" || norm === "ought") return "hypothetical";
    if (lemma === "have") have = true;
    if (lemma === "be") be = norm;
    if (lemma === "do" && (norm === "did" || norm === "does" || norm === "do")) have = true;
  }
  if (negated(view, i)) return "denied";
  const passive = view.passive(i);
  const ing =
    tokens.Norm[i]!.endsWith("ing") &&
    (feats === "" || feats.includes("VerbForm=Part") || feats.includes("VerbForm=Ger"));
  if (ing && be) return be === "was" || be === "were" ? "happened" : "ongoing";
  if (ing && have) return "ongoing";
  if (have) return "happened";
  if (be && passive) return be === "is" || be === "are" ? (ing ? "ongoing" : "happened") : "happened";
  if (feats.includes("Tense=Past") && feats.includes("VerbForm=Fin")) return "happened";
  if (feats.includes("Tense=Past")) return "happened";
  if (feats.includes("Tense=Pres") && feats.includes("VerbForm=Fin")) return "ongoing";
  return null;
}

export function cueOf(view: View, lemma: string): Actuality | null {
  const { cues } = view;
  if (cues.attempt!.has(lemma)) return "attempted";
  if (cues.threaten!.has(lemma)) return "threatened";
  if (cues.promise!.has(lemma)) return "promised";
  if (cues.refuse!.has(lemma)) return "refused";
  if (cues.call!.has(lemma)) return "called_for";
  if (cues.demand!.has(lemma)) return "called_for";
  if (cues.plan!.has(lemma)) return "planned";
  if (cues.cancelled!.has(lemma)) return "planned";
  if (cues.denied!.has(lemma)) return "denied";
  if (cues.hypothetical!.has(lemma)) return "hypothetical";
  return null;
}

/** Actuality of a verb: its own form, or that of the verb whose infinitive or clause it is. */
export function ofVerb(view: View, i: number, depth: number): Actuality[] {
  const { tokens } = view;
  const out: Actuality[] = [];
  if (hasMark(view, i, "if", "unless", "whether", "lest")) out.push("hypothetical");
  const form = verbForm(view, i);
  const deprel = tokens.Deprel[i]!;
  const head = tokens.Head[i]!;
  const infinitive = view
    .children(i)
    .some((k) => tokens.Norm[k] === "to" && (view.is(k, "mark") || view.is(k, "aux")));
  if (infinitive && head < 0 && view.children(i).some((k) => view.is(k, "aux") && tokens.Lemma[k] === "be"))
    return ["planned"];
  if (infinitive && negated(view, i)) return ["refused"];
  if (infinitive && head >= 0) {
    const lemma = tokens.Lemma[head]!;
    const cue = cueOf(view, lemma);
    if (
      cue !== null &&
      (deprel === "xcomp" ||
        deprel === "ccomp" ||
        deprel === "acl" ||
        deprel === "advcl" ||
        deprel === "csubj")
    ) {
      const above = negated(view, head) && (cue === "attempted" || cue === "planned") ? "denied" : cue;
      // "were able to", "managed to", "tried to" in the past happened or were attempted; a plan is a plan in any tense.
      out.push(above);
      return out;
    }
    if (lemma === "be" || tokens.Upos[head] === ADJ) {
      out.push(cue ?? "planned");
      return out;
    }
    if (view.children(i).some((k) => view.is(k, "aux") && tokens.Lemma[k] === "be")) {
      out.push("planned");
      return out;
    }
    if (depth < 3 && view.verb(head)) {
      out.push(...ofVerb(view, head, depth + 1));
      return out;
    }
    out.push("planned");
    return out;
  }
  if (form !== null) out.push(form);
  if (
    form === "planned" &&
    view.children(i).some((k) => view.is(k, "advcl") && hasMark(view, k, "if", "unless"))
  )
    out.push("hypothetical");
  if (
    form === null &&
    head >= 0 &&
    depth < 3 &&
    (deprel === "conj" || deprel === "advcl" || deprel === "xcomp" || deprel === "acl" || deprel === "obl")
  ) {
    if (view.verb(head)) {
      // "prevented them from marching", "considered striking"
      const cue =
        tokens.Norm[i]!.endsWith("ing") && deprel !== "conj" ? cueOf(view, tokens.Lemma[head]!) : null;
      if (cue === "hypothetical" || cue === "planned" || cue === "refused") out.push(cue);
      else out.push(...ofVerb(view, head, depth + 1));
    }
  } else if (deprel === "conj" && head >= 0 && depth < 3 && view.verb(head)) {
    // "will march and rally": an auxiliary of the first verb holds for the second.
    const first = verbForm(view, head);
    if (first !== null && first !== "happened" && first !== "ongoing" && form !== "happened") out.push(first);
  }
  if ((deprel === "ccomp" || deprel === "parataxis" || deprel === "csubj") && head >= 0 && view.verb(head)) {
    const lemma = tokens.Lemma[head]!;
    if (view.cues.denied!.has(lemma) && !negated(view, head)) out.push("denied");
    else if ((lemma === "threaten" || lemma === "warn") && form === "planned") out.push("threatened");
    else if (view.cues.promise!.has(lemma) && form === "planned") out.push("promised");
    else if (
      lemma === "fear" ||
      lemma === "hope" ||
      lemma === "demand" ||
      lemma === "urge" ||
      lemma === "want"
    )
      out.push("hypothetical");
    else if (depth < 2 && hasMark(view, head, "if", "unless", "whether")) out.push("hypothetical");
  }
  return out;
}

/** A "would" that hangs on an "if", or on a threat. */
export function conditional(view: View, i: number): boolean {
  const { tokens } = view;
  if (!view.children(i).some((k) => view.is(k, "aux") && tokens.Norm[k] === "would")) return false;
  const sentence = tokens.Sentence[i]!;
  for (let k = view.analysis.sentences.First[sentence]!; k < view.analysis.sentences.Last[sentence]!; k++) {
    if (tokens.Norm[k] === "if" || view.cues.threaten!.has(tokens.Lemma[k]!)) return true;
  }
  return view.is(i, "ccomp");
}
