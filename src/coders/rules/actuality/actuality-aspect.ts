/** How an act lies in time: whether it goes on, has ended, is a practice, or is only presupposed. */

import { ADJ, type View } from "../reading/view.js";
import { negated } from "../triggers/embedders.js";
import type { Trigger } from "../triggers/triggers.js";

export const SUSTAINED = new Set(["PRO.STRIKE", "PRO.HUNGER"]);
export const HELD = new Set(["PRO.OCCUPY", "PRO.BLOCK", "REP.OTHER", "REP.EMERGENCY"]);

/** "have occupied": the state that the act brought about lasts. */
export function perfect(view: View, i: number): boolean {
  return view
    .children(i)
    .some((k) => view.is(k, "aux") && (view.tokens.Norm[k] === "have" || view.tokens.Norm[k] === "has"));
}

/** The verb whose tense holds for a trigger: its own, or that of the verb whose participle or object it is. */
function tensed(view: View, i: number): number {
  const { tokens, cues } = view;
  let at = i;
  for (let hop = 0; hop < 3 && at >= 0; hop++) {
    if (view.verb(at) && view.children(at).some((k) => view.is(k, "aux"))) return at;
    const up = tokens.Head[at]!;
    const follows =
      up >= 0 &&
      view.verb(up) &&
      (view.verb(at)
        ? ((view.is(at, "advcl") || view.is(at, "conj")) && tokens.Norm[at]!.endsWith("ing")) ||
          toThatEnd(view, at, up)
        : view.is(at, "obj") && cues.carriers!.has(tokens.Lemma[up]!));
    if (!follows) break;
    at = up;
  }
  return at >= 0 && view.verb(at) ? at : -1;
}

/** "has used thugs to beat protesters", "have taken to beating them": done by those means as often as they were used. */
function toThatEnd(view: View, at: number, up: number): boolean {
  const { tokens, cues } = view;
  return (
    (view.is(at, "advcl") || view.is(at, "xcomp")) &&
    tokens.Feats[at]!.includes("VerbForm=Inf") &&
    cues.usingUp!.has(tokens.Lemma[up]!)
  );
}

const SINCE = 14;

/** "Since the coup the army has killed hundreds": an active perfect with "since" tells what goes on; a passive counts what was done. */
export function since(view: View, trigger: Trigger): boolean {
  const { tokens, analysis } = view;
  const verb = tensed(view, trigger.head);
  if (verb < 0 || !perfect(view, verb) || view.passive(verb)) return false;
  const first = analysis.sentences.First[trigger.sentence]!;
  const last = Math.min(analysis.sentences.Last[trigger.sentence]!, trigger.last + SINCE);
  for (let k = first; k < last; k++) {
    if (tokens.Norm[k] === "since" && (k > verb || k - first < 3)) return true;
  }
  return false;
}

/** "said he was sending troops": under a verb of the past, the past progressive tells what went on as the words were spoken. */
export function reportedProgressive(view: View, i: number): boolean {
  const { tokens, cues } = view;
  if (!view.verb(i) || !tokens.Norm[i]!.endsWith("ing")) return false;
  const was = view.children(i).some((k) => view.is(k, "aux") && cues.pastBe!.has(tokens.Norm[k]!));
  const up = tokens.Head[i]!;
  if (!was || up < 0 || !(view.is(i, "ccomp") || view.is(i, "parataxis"))) return false;
  return (
    (cues.speech!.has(tokens.Lemma[up]!) || cues.perceiving!.has(tokens.Lemma[up]!)) &&
    tokens.Feats[up]!.includes("Tense=Past")
  );
}

/** "Gunmen kill a mayor By A. RUIZ LIMA (AP) — A mayor …": what stands before the agency is the headline. */
function agencyAfter(view: View, from: number, last: number): boolean {
  const { Norm } = view.tokens;
  for (let k = from; k + 2 < last; k++)
    if (Norm[k] === "(" && Norm[k + 2] === ")" && /^[-–—]+$/.test(Norm[k + 3] ?? "")) return true;
  return false;
}

/** Of so many words all but the small ones begin with a capital: "Gunmen Kill Mayor in Tema." */
const LONG_WORD = 4;
const LONGEST_TITLE = 18;

function titled(view: View, last: number): boolean {
  const { tokens, analysis } = view;
  if (last < LONG_WORD || last > LONGEST_TITLE) return false;
  for (let i = 0; i < last; i++) {
    const word = analysis.text.slice(tokens.Start[i]!, tokens.End[i]!);
    if (word.length >= LONG_WORD && /^\p{Ll}/u.test(word)) return false;
  }
  return true;
}

/** The opening line of a report without a full stop, or with a capital on every word. */
export function headline(view: View, trigger: Trigger): boolean {
  const { tokens, analysis } = view;
  if (trigger.sentence > 1) return false;
  const last = analysis.sentences.Last[trigger.sentence]! - 1;
  if (trigger.sentence === 0 && agencyAfter(view, trigger.last, last)) return true;
  if (trigger.sentence === 0 && titled(view, last)) return true;
  const alone = trigger.sentence > 0 && analysis.sentences.length === trigger.sentence + 1;
  return !alone && !/[.!?:;"”]/.test(tokens.Norm[last] ?? ".");
}

/** "opened an inquiry", "a case of murder had been opened" */
export function opened(view: View, trigger: Trigger): boolean {
  const { tokens } = view;
  const head = tokens.Head[trigger.head]!;
  const verbs = ["open", "launch", "begin", "start", "order", "conduct", "announce"];
  return trigger.last - trigger.first > 1 || (head >= 0 && verbs.includes(tokens.Lemma[head]!));
}

/** "police detain activists": a plain present in running text tells what is usual; in a headline, what has just happened. */
export function simplePresent(view: View, trigger: Trigger): boolean {
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
    view.cues.bothTenses!.has(norm) ||
    !(norm === lemma || norm === `${lemma}s` || norm === `${lemma}es` || norm.endsWith("ies"))
  )
    return false;
  if (!tokens.Feats[i]!.includes("Tense=Pres") || !tokens.Feats[i]!.includes("VerbForm=Fin")) return false;
  const last = analysis.sentences.Last[trigger.sentence]! - 1;
  return trigger.sentence > 0 || /[.!?]/.test(tokens.Norm[last] ?? "");
}

/** "held elections", "won the vote": the words tell that an election took place; a bare "the election" only presupposes one. */
export function held(view: View, i: number): boolean {
  if (view.verb(i)) return true;
  const { tokens } = view;
  const head = tokens.Head[i]!;
  if (
    head >= 0 &&
    view.verb(head) &&
    view.cues.holding!.has(tokens.Lemma[head]!) &&
    tokens.Feats[head]!.includes("Tense=Past")
  )
    return true;
  return view.children(i).some((k) => view.is(k, "acl") && view.cues.holding!.has(tokens.Lemma[k]!));
}

/** "agreed to end their strike": what is to be ended goes on. */
export function beingEnded(view: View, i: number): boolean {
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
export function ended(view: View, trigger: Trigger): boolean {
  const { tokens } = view;
  const head = tokens.Head[trigger.head]!;
  if (
    head >= 0 &&
    view.cues.endingVerbs!.has(tokens.Lemma[head]!) &&
    tokens.Feats[head]!.includes("Tense=Past")
  )
    return true;
  return view
    .children(trigger.head)
    .some(
      (k) =>
        /^(one|two|three|\d+)-(day|hour)$/.test(tokens.Norm[k]!) || view.cues.ended!.has(tokens.Norm[k]!),
    );
}

/** How far before a "years" its "for" may stand: "for more than 20 years". */
const LONGEST_SPAN = 6;

/** "for years there have been strikes and protests", "for more than 20 years the firm has used thugs": what recurs over the years. */
export function overYears(view: View, trigger: Trigger): boolean {
  const { tokens, analysis, cues } = view;
  if (!tokens.Feats[trigger.head]!.includes("Number=Plur") && view.noun(trigger.head)) return false;
  const verb = tensed(view, trigger.head);
  if (view.verb(trigger.head) && (verb < 0 || !perfect(view, verb))) return false;
  const first = analysis.sentences.First[trigger.sentence]!;
  const last = analysis.sentences.Last[trigger.sentence]!;
  for (let i = first; i < last; i++) {
    if (tokens.Norm[i] !== "for") continue;
    const end = Math.min(last, i + LONGEST_SPAN);
    for (let k = i + 1; k < end && tokens.Norm[k] !== "the"; k++)
      if (cues.longTimes!.has(tokens.Lemma[k]!)) return true;
  }
  return false;
}

/** "a history of torture", "a culture of police violence": no one act. */
export function recorded(view: View, trigger: Trigger): boolean {
  const { tokens, cues } = view;
  const { head } = trigger;
  const up = tokens.Head[head]!;
  if (!view.noun(head) || up < 0 || !view.is(head, "nmod") || view.preposition(head) !== "of") return false;
  return cues.practiceNouns!.has(tokens.Lemma[up]!) && view.child(head, "det", "nummod") < 0;
}

const STATE_ACTS = /^(REP|LAW|VIO)/;

/** "a record of jailing critics", "condemned for beating detainees": acts named as a practice, without number or day. */
export function practice(view: View, trigger: Trigger): boolean {
  const { tokens } = view;
  const i = trigger.head;
  if (!STATE_ACTS.test(trigger.type) || !view.verb(i) || !tokens.Norm[i]!.endsWith("ing")) return false;
  if (view.children(i).some((k) => view.is(k, "aux"))) return false;
  const before = trigger.first > 0 ? tokens.Norm[trigger.first - 1]! : "";
  if (!view.cues.meansOf!.has(before)) return false;
  // "a record of using force"
  const over = trigger.first > 1 ? tokens.Lemma[trigger.first - 2]! : "";
  if (before === "of" && view.cues.practiceNouns!.has(over)) return true;
  // "reacted by beating students": one answer, told once
  const verb = tokens.Head[i]!;
  if (before === "by" && verb >= 0 && view.cues.answering!.has(tokens.Lemma[verb]!) && toldAsPast(view, verb))
    return false;
  const patients = view.patients(i);
  return (
    patients.length > 0 &&
    patients.every(
      (p) =>
        tokens.Feats[p]!.includes("Number=Plur") && view.child(p, "nummod") < 0 && view.child(p, "det") < 0,
    )
  );
}

/** "the unions march every May", "marches are held each year": in the present, what recurs. */
export function habitual(view: View, trigger: Trigger): boolean {
  const { tokens, analysis, cues } = view;
  let recurs = false;
  const end = analysis.sentences.Last[trigger.sentence]!;
  for (let k = analysis.sentences.First[trigger.sentence]!; k < end; k++) {
    if (cues.recurring!.has(tokens.Norm[k]!) && !view.noun(k)) recurs = true;
    if (!view.verb(k)) continue;
    const past = tokens.Feats[k]!.includes("Tense=Past") && tokens.Feats[k]!.includes("VerbForm=Fin");
    if (past || perfect(view, k)) return false;
  }
  return recurs;
}

/** How far up a governing predicate is looked for. */
const HIGHEST = 5;

/** A plural or mass noun without article, number, owner or a word that makes instances of it: "strikes", not "recent strikes". */
export function bareKind(view: View, i: number): boolean {
  const { tokens, cues } = view;
  if (!view.noun(i)) return false;
  const plural = tokens.Feats[i]!.includes("Number=Plur") || cues.massActs!.has(tokens.Lemma[i]!);
  if (!plural || view.quantityOf(i) !== null) return false;
  return !view
    .children(i)
    .some(
      (k) =>
        view.is(k, "nummod") ||
        view.is(k, "nmod:poss") ||
        view.is(k, "acl") ||
        (view.is(k, "det") && !cues.fewWords!.has(tokens.Norm[k]!)) ||
        cues.instances!.has(tokens.Lemma[k]!),
    );
}

/** A predicate in the simple present: "is rare", "tells of". */
function presentPredicate(view: View, i: number): boolean {
  const { tokens } = view;
  const present = (k: number) =>
    tokens.Feats[k]!.includes("Tense=Pres") && tokens.Feats[k]!.includes("VerbForm=Fin");
  const helpers = view.children(i).filter((k) => view.is(k, "aux") || view.is(k, "cop"));
  if (!view.verb(i)) return helpers.length === 1 && view.is(helpers[0]!, "cop") && present(helpers[0]!);
  return helpers.length === 0 && present(i);
}

/**
 * "strikes are a regular feature of life", "the film tells of riots", "officers are trained in the use of tear gas": a kind of act,
 * named without a time in a sentence about what is so, is no act that took place.
 */
export function ofKind(view: View, trigger: Trigger): boolean {
  const { tokens, cues } = view;
  let i = trigger.head;
  if (!bareKind(view, i)) return false;
  // The opening of a report tells its news in the present.
  if (headline(view, trigger)) return false;
  let subject = false;
  for (let hop = 0; hop < HIGHEST; hop++) {
    const up = tokens.Head[i]!;
    if (up < 0) return view.children(i).some((k) => view.is(k, "cop")) && presentPredicate(view, i);
    if (hop > 0 && !view.is(i, "nmod") && !view.is(i, "conj") && !view.is(i, "obl")) return false;
    subject = view.is(i, "nsubj");
    i = up;
    const copular = view.children(i).some((k) => view.is(k, "cop"));
    if (copular) return presentPredicate(view, i);
    if (!view.verb(i)) {
      if (!view.noun(i) || subject) return false;
      continue;
    }
    const lemma = tokens.Lemma[i]!;
    const tells = cues.ongoing!.has(lemma) || cues.start!.has(lemma) || cues.carriers!.has(lemma);
    if (tells || cues.speech!.has(lemma)) return false;
    if (cues.training!.has(lemma)) return true;
    return !subject && presentPredicate(view, i);
  }
  return false;
}

/** How far behind an act "as a tactic" may stand, and how far up the law that names it. */
const [BEHIND, UP] = [4, 6];

/** "used arbitrary arrest as a weapon", "a law that covers any protest by students": what is named as a means, or by a law. */
export function asMeans(view: View, { head, last, sentence }: Trigger): boolean {
  const { tokens, cues, analysis } = view;
  if (!view.noun(head) || view.child(head, "det", "nummod", "nmod:poss") >= 0) return false;
  const end = Math.min(analysis.sentences.Last[sentence]!, last + BEHIND);
  for (let k = last; k + 2 < end + 2 && k + 2 < tokens.length; k++)
    if (
      tokens.Norm[k] === "as" &&
      cues.anyOne!.has(tokens.Norm[k + 1]!) &&
      cues.meansNouns!.has(tokens.Lemma[k + 2]!)
    )
      return true;
  for (let hop = 0, i = head; hop < UP && i >= 0; hop++, i = tokens.Head[i]!) {
    if (!view.verb(i)) continue;
    const subject = view.child(i, "nsubj");
    if (subject < 0) continue;
    return cues.lawNouns!.has(tokens.Lemma[subject]!) && presentPredicate(view, i);
  }
  return false;
}

/** "demonstrating is no crime", "rallying should not be punished": a gerund that something is said about in general. */
export function gerundInGeneral(view: View, trigger: Trigger): boolean {
  const { tokens, cues } = view;
  const i = trigger.head;
  const up = tokens.Head[i]!;
  if (up < 0 || !tokens.Norm[i]!.endsWith("ing") || !(view.is(i, "nsubj") || view.is(i, "csubj")))
    return false;
  if (view.children(i).some((k) => view.is(k, "det") || view.is(k, "aux") || view.is(k, "nmod")))
    return false;
  if (!view.verb(up)) return presentPredicate(view, up);
  const modal = view
    .children(up)
    .some((k) => cues.mustModals!.has(tokens.Norm[k]!) || cues.canModals!.has(tokens.Norm[k]!));
  return modal || (cues.entailing!.has(tokens.Lemma[up]!) && tokens.Feats[up]!.includes("Tense=Pres"));
}

/** "a strike means lost wages", "a rally is a right": what is said of any one of them. */
export function ofAnyOne(view: View, trigger: Trigger): boolean {
  const { tokens, cues } = view;
  const i = trigger.head;
  if (!view.noun(i) || headline(view, trigger)) return false;
  if (!view.children(i).some((k) => view.is(k, "det") && cues.anyOne!.has(tokens.Norm[k]!))) return false;
  const up = tokens.Head[i]!;
  if (up < 0) return false;
  if (view.verb(up))
    return view.is(i, "nsubj") && cues.entailing!.has(tokens.Lemma[up]!) && presentPredicate(view, up);
  // "a curfew is in force": of this one
  const the = view.child(up, "det");
  if (the >= 0 && tokens.Norm[the] === "the") return false;
  if (!view.is(i, "nsubj") || !presentPredicate(view, up)) return false;
  // "a strike is lawful", but "a strike is under way"
  const rated =
    tokens.Upos[up] === ADJ && !cues.underWay!.has(tokens.Norm[up]!) && !cues.ongoing!.has(tokens.Lemma[up]!);
  return rated || (view.noun(up) && view.preposition(up) === null);
}

/** The form of the verb tells of the past: "marched", "were marching", "have marched". */
export function toldAsPast(view: View, i: number): boolean {
  const { tokens } = view;
  const past = (k: number) => tokens.Feats[k]!.includes("Tense=Past");
  const aux = view.children(i).filter((k) => view.is(k, "aux"));
  if (aux.length === 0) return past(i) && tokens.Feats[i]!.includes("VerbForm=Fin");
  return aux.some(past) || aux.some((k) => tokens.Lemma[k] === "have");
}

/** "held protests", "protests broke out", "vigils have gone on": a verb of the past says of the noun that it took place. */
export function toldAsDone(view: View, i: number): boolean {
  const { tokens, cues } = view;
  const up = tokens.Head[i]!;
  if (!view.noun(i) || up < 0 || !view.verb(up) || negated(view, up)) return false;
  const lemma = tokens.Lemma[up]!;
  if (tokens.Deprel[i] === "nsubj:pass" && lemma === "report") return true;
  if (!toldAsPast(view, up)) return false;
  if (view.is(i, "obj")) return HOLDING.has(lemma);
  return view.is(i, "nsubj") && (cues.start!.has(lemma) || HOLDING.has(lemma) || lemma === "go");
}

const HOLDING = new Set(["hold", "stage", "carry", "report", "conduct", "organise", "organize", "mount"]);
