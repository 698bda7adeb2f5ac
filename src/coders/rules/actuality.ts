/** Whether what a trigger tells happened, is planned, refused, denied …, from its grammar and its cues. */
import type { Actuality } from "../../model/coding.js";
import type { Trigger } from "./triggers.js";
import { ADJ, type View } from "./view.js";

/** Values that say: this was no event of the past or present. */
export const UNREAL: ReadonlySet<Actuality> = new Set([
  "attempted",
  "planned",
  "called_for",
  "promised",
  "threatened",
  "refused",
  "denied",
  "hypothetical",
  "generic",
]);

/** When several apply, the first of these is taken. */
const PRECEDENCE: readonly Actuality[] = [
  "denied",
  "refused",
  "hypothetical",
  "called_for",
  "threatened",
  "promised",
  "planned",
  "attempted",
  "generic",
  "historical",
  "ongoing",
  "happened",
];

const NEGATIONS = new Set(["not", "n't", "never", "nor", "neither"]);

function negated(view: View, i: number): boolean {
  return view.children(i).some((k) => NEGATIONS.has(view.tokens.Norm[k]!));
}

function hasMark(view: View, i: number, ...marks: string[]): boolean {
  return view
    .children(i)
    .some((k) => (view.is(k, "mark") || view.is(k, "advmod")) && marks.includes(view.tokens.Norm[k]!));
}

/** What the auxiliaries and the form of a verb say about it; null where they say nothing (a bare participle). */
function verbForm(view: View, i: number): Actuality | null {
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

function cueOf(view: View, lemma: string): Actuality | null {
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
function ofVerb(view: View, i: number, depth: number): Actuality[] {
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

const SET_FOR = new Set(["planned", "scheduled", "slated", "due", "set", "called"]);

function ofNoun(view: View, trigger: Trigger): Actuality[] {
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
      if (
        norm === "planned" ||
        norm === "proposed" ||
        norm === "upcoming" ||
        norm === "scheduled" ||
        norm === "forthcoming"
      )
        out.push("planned");
      else if (norm === "threatened" || norm === "looming") out.push("threatened");
      else if (norm === "attempted" || norm === "failed" || norm === "foiled" || norm === "thwarted")
        out.push("attempted");
      else if (
        norm === "possible" ||
        norm === "potential" ||
        norm === "imminent" ||
        norm === "further" ||
        norm === "future"
      ) {
        if (norm !== "further") out.push("hypothetical");
      } else if (cues.ongoing!.has(lemma)) out.push("ongoing");
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
    SET_FOR.has(tokens.Norm[after]!) &&
    (tokens.Norm[after + 1] === "for" || tokens.Norm[after + 1] === "on")
  )
    out.push("planned");
  const head = tokens.Head[i]!;
  if (head < 0) return out;
  const lemma = tokens.Lemma[head]!;
  const preposition = view.preposition(i);
  if (view.noun(head) && view.is(i, "compound")) {
    if (lemma === "attempt" || lemma === "bid" || lemma === "plot") out.push("attempted");
    else if (lemma === "threat") out.push("threatened");
    else if (lemma === "plan" || lemma === "ballot" || lemma === "notice") out.push("planned");
    return out;
  }
  if (view.noun(head) && view.is(i, "nmod")) {
    if (lemma === "notice" || lemma === "ballot") out.push("planned");
    else if (lemma === "call" || lemma === "demand" || lemma === "appeal") out.push("called_for");
    else if (
      lemma === "plan" ||
      lemma === "preparation" ||
      lemma === "permission" ||
      lemma === "application" ||
      lemma === "proposal"
    )
      out.push("planned");
    else if (lemma === "threat" || lemma === "warning") out.push("threatened");
    else if (
      lemma === "possibility" ||
      lemma === "fear" ||
      lemma === "risk" ||
      lemma === "prospect" ||
      lemma === "likelihood" ||
      lemma === "rumour" ||
      lemma === "idea"
    )
      out.push("hypothetical");
    else if (lemma === "attempt") out.push("attempted");
    else if (lemma === "ban" || lemma === "prohibition") out.push("hypothetical");
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

function depthVerb(view: View, i: number): number {
  const head = view.tokens.Head[i]!;
  return head >= 0 && view.verb(head) ? head : -1;
}

const SUSTAINED = new Set(["PRO.STRIKE", "PRO.HUNGER"]);
const HELD = new Set(["PRO.OCCUPY", "PRO.BLOCK", "REP.OTHER", "REP.EMERGENCY"]);

/** "have occupied": the state that the act brought about lasts. */
function perfect(view: View, i: number): boolean {
  return view
    .children(i)
    .some((k) => view.is(k, "aux") && (view.tokens.Norm[k] === "have" || view.tokens.Norm[k] === "has"));
}

/** The opening line of a report without a full stop. */
function headline(view: View, trigger: Trigger): boolean {
  const { tokens, analysis } = view;
  if (trigger.sentence > 1) return false;
  const last = analysis.sentences.Last[trigger.sentence]! - 1;
  return analysis.sentences.length > 2 && !/[.!?:;"”]/.test(tokens.Norm[last] ?? ".");
}

/** Actuality of a trigger before its date is known. */
export function actuality(view: View, trigger: Trigger): Actuality {
  const plain = plainActuality(view, trigger);
  // A headline tells the past in the present: "Protests resume", "Gunmen kill three".
  const value = plain === "ongoing" && headline(view, trigger) ? "happened" : plain;
  const family = trigger.type.slice(0, 3);
  if (value === "promised" && (family === "PRO" || family === "MIL")) return "planned";
  if (value === "planned" && family === "REP" && view.verb(trigger.head) && conditional(view, trigger.head))
    return "threatened";
  if (value === "happened" && trigger.type === "GOV.ELECTION" && !held(view, trigger.head))
    return "presupposed";
  if (value === "happened" && trigger.type === "LAW.PROSECUTE" && view.noun(trigger.head))
    return "presupposed";
  if (
    value === "happened" &&
    trigger.type === "LAW.INVESTIGATE" &&
    view.noun(trigger.head) &&
    !opened(view, trigger)
  )
    return "presupposed";
  if (
    value === "ongoing" &&
    (family === "REP" || family === "LAW" || family === "VIO") &&
    simplePresent(view, trigger)
  )
    return "generic";
  if (SUSTAINED.has(trigger.type) && value !== "ongoing" && beingEnded(view, trigger.head)) return "ongoing";
  if (value === "happened" && SUSTAINED.has(trigger.type) && !ended(view, trigger)) return "ongoing";
  if (
    value === "happened" &&
    HELD.has(trigger.type) &&
    view.verb(trigger.head) &&
    perfect(view, trigger.head)
  )
    return "ongoing";
  return value;
}

/** "opened an inquiry", "a case of murder had been opened" */
function opened(view: View, trigger: Trigger): boolean {
  const { tokens } = view;
  const head = tokens.Head[trigger.head]!;
  const verbs = ["open", "launch", "begin", "start", "order", "conduct", "announce"];
  return trigger.last - trigger.first > 1 || (head >= 0 && verbs.includes(tokens.Lemma[head]!));
}

const BOTH_TENSES = new Set([
  "set",
  "cut",
  "hit",
  "put",
  "shut",
  "beat",
  "quit",
  "burst",
  "hurt",
  "let",
  "split",
  "spread",
  "cast",
]);

/** "police detain activists": a plain present in running text tells what is usual; in a headline, what has just happened. */
function simplePresent(view: View, trigger: Trigger): boolean {
  const { tokens, analysis } = view;
  const i = trigger.head;
  if (!view.verb(i)) return false;
  const last0 = analysis.sentences.Last[trigger.sentence]! - 1;
  const running = trigger.sentence > 0 || /[.!?]/.test(tokens.Norm[last0] ?? "");
  const aux = view.children(i).filter((k) => view.is(k, "aux"));
  if (aux.length === 1 && tokens.Norm[aux[0]!] === "are" && view.passive(i) && trigger.type !== "LAW.CHARGE")
    return running;
  if (aux.length > 0) return false;
  // "set", "cut", "shot": forms that are past as well, or past only.
  const norm = tokens.Norm[i]!;
  const lemma = tokens.Lemma[i]!;
  if (
    BOTH_TENSES.has(norm) ||
    !(norm === lemma || norm === `${lemma}s` || norm === `${lemma}es` || norm.endsWith("ies"))
  )
    return false;
  if (!tokens.Feats[i]!.includes("Tense=Pres") || !tokens.Feats[i]!.includes("VerbForm=Fin")) return false;
  const last = analysis.sentences.Last[trigger.sentence]! - 1;
  return trigger.sentence > 0 || /[.!?]/.test(tokens.Norm[last] ?? "");
}

const HOLDING = new Set([
  "hold",
  "win",
  "lose",
  "take",
  "conduct",
  "contest",
  "defeat",
  "vote",
  "see",
  "go",
  "elect",
  "rig",
  "reject",
]);

/** "held elections", "won the vote": the words tell that an election took place; a bare "the election" only presupposes one. */
function held(view: View, i: number): boolean {
  if (view.verb(i)) return true;
  const { tokens } = view;
  const head = tokens.Head[i]!;
  if (
    head >= 0 &&
    view.verb(head) &&
    HOLDING.has(tokens.Lemma[head]!) &&
    tokens.Feats[head]!.includes("Tense=Past")
  )
    return true;
  return view.children(i).some((k) => view.is(k, "acl") && HOLDING.has(tokens.Lemma[k]!));
}

const ENDED = new Set([
  "end",
  "call",
  "suspend",
  "resolve",
  "over",
  "avert",
  "conclude",
  "after",
  "following",
  "yesterday",
]);
const ENDING_VERBS = new Set(["end", "suspend", "conclude"]);

/** "agreed to end their strike": what is to be ended goes on. */
function beingEnded(view: View, i: number): boolean {
  const head = view.tokens.Head[i]!;
  return (
    view.noun(i) &&
    head >= 0 &&
    view.verb(head) &&
    view.is(i, "obj") &&
    view.cues.ending!.has(view.tokens.Lemma[head]!) &&
    !view.tokens.Feats[head]!.includes("Tense=Past")
  );
}

/** "the strike ended", "a one-day strike", "struck on Monday for a day". */
function ended(view: View, trigger: Trigger): boolean {
  const { tokens } = view;
  const head = tokens.Head[trigger.head]!;
  if (head >= 0 && ENDING_VERBS.has(tokens.Lemma[head]!) && tokens.Feats[head]!.includes("Tense=Past"))
    return true;
  return view
    .children(trigger.head)
    .some((k) => /^(one|two|three|\d+)-(day|hour)$/.test(tokens.Norm[k]!) || ENDED.has(tokens.Norm[k]!));
}

/** A "would" that hangs on an "if", or on a threat. */
function conditional(view: View, i: number): boolean {
  const { tokens } = view;
  if (!view.children(i).some((k) => view.is(k, "aux") && tokens.Norm[k] === "would")) return false;
  const sentence = tokens.Sentence[i]!;
  for (let k = view.analysis.sentences.First[sentence]!; k < view.analysis.sentences.Last[sentence]!; k++) {
    if (tokens.Norm[k] === "if" || view.cues.threaten!.has(tokens.Lemma[k]!)) return true;
  }
  return view.is(i, "ccomp");
}

const YEARS = new Set(["year", "decade", "generation", "century"]);

/** "for years there have been strikes and protests" */
function overYears(view: View, trigger: Trigger): boolean {
  const { tokens, analysis } = view;
  for (let i = analysis.sentences.First[trigger.sentence]!; i < trigger.first; i++) {
    if (tokens.Norm[i] === "for" && i + 1 < tokens.length && YEARS.has(tokens.Lemma[i + 1]!)) return true;
  }
  return false;
}

const NOBODY = new Set(["nobody", "none", "no-one"]);

/** "no protesters were arrested", "nobody was killed" */
function nobody(view: View, trigger: Trigger): boolean {
  const { tokens } = view;
  if (!view.verb(trigger.head)) return false;
  return view.children(trigger.head).some((k) => {
    if (!(view.is(k, "nsubj") || view.is(k, "obj"))) return false;
    if (NOBODY.has(tokens.Norm[k]!)) return true;
    return view.children(k).some((c) => tokens.Norm[c] === "no" && view.is(c, "det"));
  });
}

const MEANS_OF = new Set(["by", "of", "for", "including", "like", "as"]);
const STATE_ACTS = /^(REP|LAW|VIO)/;

/** "a record of jailing critics", "condemned for beating detainees": acts named as a practice, without number or day. */
function practice(view: View, trigger: Trigger): boolean {
  const { tokens } = view;
  const i = trigger.head;
  if (!STATE_ACTS.test(trigger.type) || !view.verb(i) || !tokens.Norm[i]!.endsWith("ing")) return false;
  if (view.children(i).some((k) => view.is(k, "aux"))) return false;
  const before = trigger.first > 0 ? tokens.Norm[trigger.first - 1]! : "";
  if (!MEANS_OF.has(before)) return false;
  const patients = view.patients(i);
  return (
    patients.length > 0 &&
    patients.every(
      (p) =>
        tokens.Feats[p]!.includes("Number=Plur") && view.child(p, "nummod") < 0 && view.child(p, "det") < 0,
    )
  );
}

/** "ahead of Saturday's march" */
function aheadOf(view: View, i: number): boolean {
  const { tokens } = view;
  for (const k of view.children(i)) {
    if (view.is(k, "case") && tokens.Norm[k] === "of" && k > 0 && tokens.Norm[k - 1] === "ahead") return true;
    if (view.is(k, "case") && tokens.Norm[k] === "ahead") return true;
  }
  return false;
}

/** "kept the opposition from taking to the streets", "hinted at the use of force" */
function prevented(view: View, trigger: Trigger): boolean {
  const { tokens, analysis, cues } = view;
  const first = Math.max(analysis.sentences.First[trigger.sentence]!, trigger.first - 9);
  const before = trigger.first - 1;
  if (before <= first) return false;
  const from = tokens.Norm[before] === "from" && tokens.Norm[trigger.first]!.endsWith("ing");
  for (let i = before; i >= first; i--) {
    if (from && cues.preventing!.has(tokens.Lemma[i]!)) return true;
    if (view.noun(trigger.head) && tokens.Lemma[i] === "hint" && view.verb(i)) return true;
    if (i < before && tokens.Norm[i] === ",") return false;
  }
  return false;
}

/** "was accused of killings, allegations that it denies" */
function allegedAndDenied(view: View, head: number): boolean {
  const { tokens, analysis } = view;
  let i = head;
  let accused = false;
  for (let hop = 0; hop < 5; hop++) {
    i = tokens.Head[i]!;
    if (i < 0) break;
    const lemma = tokens.Lemma[i]!;
    if (lemma === "accuse" || lemma === "allegation" || lemma === "accusation" || lemma === "deny")
      accused = true;
  }
  if (!accused) return false;
  const sentence = tokens.Sentence[head]!;
  for (let k = analysis.sentences.First[sentence]!; k < analysis.sentences.Last[sentence]!; k++)
    if (view.cues.denied!.has(tokens.Lemma[k]!)) return true;
  return false;
}

function plainActuality(view: View, trigger: Trigger): Actuality {
  const { tokens, cues } = view;
  const found = view.verb(trigger.head) ? ofVerb(view, trigger.head, 0) : ofNoun(view, trigger);
  for (let i = trigger.first; i < trigger.last; i++) {
    if (i === trigger.head) continue;
    if (NEGATIONS.has(tokens.Norm[i]!)) found.push("denied");
  }
  const { head } = trigger;
  if (prevented(view, trigger)) return "hypothetical";
  if (nobody(view, trigger)) return "denied";
  if (practice(view, trigger)) found.push("generic");
  if (view.noun(head) && aheadOf(view, head)) found.push("planned");
  if (view.noun(head) && view.preposition(head) === "despite") return "presupposed";
  if (tokens.Deprel[head] === "amod" && !view.noun(head) && !tokens.Norm[head]!.endsWith("ing"))
    return "presupposed";
  const above = tokens.Head[head]!;
  if (
    above >= 0 &&
    view.is(head, "nsubj") &&
    tokens.Upos[above] === ADJ &&
    cues.generic!.has(tokens.Lemma[above]!)
  )
    found.push("generic");
  if (allegedAndDenied(view, head)) found.push("denied");
  if (trigger.type === "PRO.MIXED" && overYears(view, trigger)) found.push("generic");
  // "pledged to withdraw": the promise is part of the trigger.
  if (trigger.last - trigger.first > 1 && cues.promise!.has(tokens.Lemma[trigger.first]!))
    found.push("promised");
  const aside =
    above >= 0 && view.verb(above) ? view.children(above).filter((k) => view.is(k, "advmod")) : [];
  const generic = [...view.children(trigger.head), trigger.head, ...aside].some((k) =>
    cues.generic!.has(tokens.Lemma[k]!),
  );
  if (generic && !found.some((a) => UNREAL.has(a))) found.push("generic");
  for (const value of PRECEDENCE) if (found.includes(value)) return value;
  return "happened";
}
