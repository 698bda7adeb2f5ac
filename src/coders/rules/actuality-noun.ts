/** What the modifiers of a noun and the words above it say about whether its event took place. */
import type { Actuality } from "../../model/coding.js";
import { cueOf, ofVerb } from "./actuality-verb.js";
import type { Trigger } from "./triggers.js";
import { ADJ, type View } from "./view.js";

/** Lists of cues, and what a word of each says of the event that it describes or governs; the first that holds is taken. */
type Says = readonly (readonly [string, Actuality])[];

/** "a planned march" */
const MODIFIED: Says = [
  ["plannedModifiers", "planned"],
  ["threatenedModifiers", "threatened"],
  ["attemptedModifiers", "attempted"],
  ["possibleModifiers", "hypothetical"],
];

/** "a coup plot" */
const COMPOUNDED: Says = [
  ["attemptCompounds", "attempted"],
  ["threatCompounds", "threatened"],
  ["planCompounds", "planned"],
];

/** "plans for a march" */
const EMBEDDED: Says = [
  ["callNouns", "called_for"],
  ["planNouns", "planned"],
  ["threatNouns", "threatened"],
  ["possibilityNouns", "hypothetical"],
  ["attemptNouns", "attempted"],
  ["banNouns", "hypothetical"],
];

export function ofNoun(view: View, trigger: Trigger): Actuality[] {
  const i = trigger.head;
  const { tokens, cues } = view;
  const out: Actuality[] = [];
  for (const k of view.children(i)) {
    const norm = tokens.Norm[k]!;
    const lemma = tokens.Lemma[k]!;
    const deprel = tokens.Deprel[k]!;
    if (deprel === "det" && (norm === "no" || norm === "any"))
      out.push(norm === "no" ? "denied" : "hypothetical");
    if (deprel === "amod" || deprel === "compound" || deprel === "advmod" || deprel === "nmod:poss") {
      const said = MODIFIED.find(([name]) => cues[name]!.has(norm));
      if (said) out.push(said[1]);
      else if (cues.ongoing!.has(lemma)) out.push("ongoing");
    }
    if (
      tokens.Deprel[k] === "acl:relcl" &&
      cues.plan!.has(lemma) &&
      lemma !== "organise" &&
      lemma !== "organize"
    )
      out.push("planned");
    if (
      view.is(k, "acl") &&
      (tokens.Norm[k] === "planned" || tokens.Norm[k] === "scheduled" || tokens.Norm[k] === "called")
    ) {
      out.push(tokens.Norm[k] === "called" ? "called_for" : "planned");
    }
  }
  // "a march planned for Monday", whatever the parse makes of it.
  const after = trigger.last;
  if (
    after + 1 < tokens.length &&
    view.cues.setFor!.has(tokens.Norm[after]!) &&
    (tokens.Norm[after + 1] === "for" || tokens.Norm[after + 1] === "on")
  )
    out.push("planned");
  const head = tokens.Head[i]!;
  if (head < 0) return out;
  const lemma = tokens.Lemma[head]!;
  const preposition = view.preposition(i);
  if (view.noun(head) && view.is(i, "compound")) {
    const said = COMPOUNDED.find(([name]) => cues[name]!.has(lemma));
    if (said) out.push(said[1]);
    return out;
  }
  if (view.noun(head) && view.is(i, "nmod")) {
    const said = EMBEDDED.find(([name]) => cues[name]!.has(lemma));
    if (said) out.push(said[1]);
    else if (view.is(i, "nmod") && depthVerb(view, head) >= 0) {
      const verb = depthVerb(view, head);
      const form = ofVerb(view, verb, 1).filter((a) => a !== "happened" && a !== "ongoing");
      if (view.is(head, "obj") || view.is(head, "nsubj")) out.push(...form);
    }
    return out;
  }
  if (tokens.Upos[head] === ADJ && view.is(i, "nsubj")) {
    const cue = cueOf(view, lemma);
    if (
      cue !== null &&
      view.children(head).some((k) => view.is(k, "xcomp") || view.is(k, "advcl") || view.is(k, "obl"))
    )
      out.push(cue);
    return out;
  }
  if (view.verb(head)) {
    const argument = view.is(i, "obj") || view.is(i, "nsubj") || view.is(i, "obl") || view.is(i, "xcomp");
    if (!argument) return out;
    const isSubject = tokens.Deprel[i] === "nsubj";
    const particle = view.child(head, "compound:prt");
    const off = particle >= 0 ? tokens.Norm[particle]! : "";
    // "called off": what was planned; "ruled out": what will not be; "put off": what is still to come.
    const phrasal =
      off === "off" && (lemma === "call" || lemma === "put")
        ? "planned"
        : off === "out" && lemma === "rule"
          ? "denied"
          : null;
    const cue = phrasal ?? (tokens.Feats[head]!.includes("Mood=Imp") ? "planned" : cueOf(view, lemma));
    const isTheme =
      view.is(i, "obj") ||
      tokens.Deprel[i] === "nsubj:pass" ||
      (view.is(i, "obl") &&
        (preposition === "for" ||
          preposition === "to" ||
          preposition === "from" ||
          ((preposition === "of" || preposition === "with" || preposition === "about") &&
            (cue === "threatened" || cue === "hypothetical"))));
    if (cue !== null && isTheme) {
      const done =
        cue === "planned" &&
        (lemma === "organise" ||
          lemma === "organize" ||
          (lemma === "announce" && trigger.type.startsWith("GOV")) ||
          (lemma === "order" && !trigger.type.startsWith("MIL")) ||
          lemma === "decide" ||
          lemma === "agree" ||
          (lemma === "approve" && !trigger.type.startsWith("MIL")) ||
          (lemma === "set" && view.child(head, "xcomp") < 0));
      if (cue === "called_for" && view.is(i, "obl") && preposition !== "for" && preposition !== "to")
        return out;
      if (cue === "attempted" && lemma === "want") out.push("hypothetical");
      else if (!done) out.push(cue);
    }
    if (cues.ongoing!.has(lemma) && (isSubject || isTheme)) out.push("ongoing");
    // What modality says of the verb holds for the act only where the verb merely carries it: "will stage a march".
    const carries =
      cues.carriers!.has(lemma) ||
      cues.causing!.has(lemma) ||
      cues.start!.has(lemma) ||
      cues.ongoing!.has(lemma) ||
      lemma === "take";
    const form = carries ? ofVerb(view, head, 1) : [];
    for (const one of form) {
      if (one === "happened" || one === "ongoing") {
        if (
          isSubject &&
          one === "ongoing" &&
          (cues.start!.has(lemma) || lemma === "take" || cues.ongoing!.has(lemma))
        )
          out.push("ongoing");
      } else if (one === "attempted" && lemma !== "hold" && lemma !== "stage") out.push("attempted");
      else if ((one === "denied" || one === "planned") && !(isSubject || isTheme)) continue;
      else out.push(one);
    }
  }
  return out;
}

export function depthVerb(view: View, i: number): number {
  const head = view.tokens.Head[i]!;
  return head >= 0 && view.verb(head) ? head : -1;
}

/** "ahead of Saturday's march" */
export function aheadOf(view: View, i: number): boolean {
  const { tokens } = view;
  for (const k of view.children(i)) {
    if (view.is(k, "case") && tokens.Norm[k] === "of" && k > 0 && tokens.Norm[k - 1] === "ahead") return true;
    if (view.is(k, "case") && tokens.Norm[k] === "ahead") return true;
  }
  return false;
}
