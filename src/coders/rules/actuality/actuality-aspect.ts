/** How an act lies in time: whether it goes on, has ended, is a practice, or is only presupposed. */

import { PUNCT, VERB, type View } from "../reading/view.js";
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

/** "had been arrested": done before what is told beside it. */
export function pluperfect(view: View, i: number): boolean {
  return view.children(i).some((k) => view.is(k, "aux") && view.tokens.Norm[k] === "had");
}

/** The verb whose tense holds for a trigger: its own, or that of the verb whose participle or object it is. */
export function tensed(view: View, i: number): number {
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
export function toThatEnd(view: View, at: number, up: number): boolean {
  const { tokens, cues } = view;
  return (
    (view.is(at, "advcl") || view.is(at, "xcomp")) &&
    tokens.Feats[at]!.includes("VerbForm=Inf") &&
    cues.usingUp!.has(tokens.Lemma[up]!)
  );
}

const SINCE = 14;

/** So many words behind a "for" a length of time ends: "for more than two weeks". */
const LENGTH = 5;

/** "Since the coup the army has killed hundreds", "have rallied for two weeks": an active perfect with "since" or "for" so long tells what goes on; a passive counts what was done. */
export function since(view: View, trigger: Trigger): boolean {
  const { tokens, analysis } = view;
  const verb = tensed(view, trigger.head);
  if (verb < 0 || !perfect(view, verb) || view.passive(verb)) return false;
  const first = analysis.sentences.First[trigger.sentence]!;
  const last = Math.min(analysis.sentences.Last[trigger.sentence]!, trigger.last + SINCE);
  for (let k = first; k < last; k++) {
    if (tokens.Norm[k] === "since" && (k > verb || k - first < 3)) return true;
    if (tokens.Norm[k] === "for" && k > verb && forSoLong(view, k, last)) return true;
  }
  return false;
}

/** A number of days or weeks stands behind a "for": "for the past two weeks", "for days". */
function forSoLong({ tokens, cues }: View, at: number, last: number): boolean {
  for (let k = at + 1; k < Math.min(last, at + 1 + LENGTH); k++) {
    if (cues.periods!.has(tokens.Lemma[k]!))
      return tokens.Norm[k]!.endsWith("s") || cues.onePeriod!.has(tokens.Norm[k - 1]!);
    if (tokens.Upos[k] === PUNCT || tokens.Upos[k] === VERB) return false;
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
  const verbs = ["open", "launch", "begin", "start", "order", "conduct", "announce", "carry"];
  const begun = (i: number) => verbs.includes(tokens.Lemma[i]!);
  if (trigger.last - trigger.first > 1 || (head >= 0 && begun(head))) return true;
  // "an inquiry conducted by the ombudsman"
  return view.children(trigger.head).some((k) => tokens.Deprel[k] === "acl" && view.passive(k) && begun(k));
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
    (view.cues.holding!.has(tokens.Lemma[head]!) || (tokens.Lemma[head] === "follow" && view.is(i, "obj"))) &&
    tokens.Feats[head]!.includes("Tense=Past")
  )
    return true;
  if (view.children(i).some((k) => view.cues.disputedVotes!.has(tokens.Norm[k]!))) return true;
  // "a defeated candidate in the election"
  if (head >= 0 && view.children(head).some((k) => k < head && view.cues.outcomes!.has(tokens.Norm[k]!)))
    return true;
  return view
    .children(i)
    .some((k) => view.is(k, "acl") && (view.cues.holding!.has(tokens.Lemma[k]!) || decided(view, k)));
}

/** "in which the president was re-elected", "which the opposition lost": what came of a vote tells that it was held. */
export function decided(view: View, i: number): boolean {
  const { tokens, cues } = view;
  return view.verb(i) && cues.winning!.has(tokens.Lemma[i]!) && toldAsPast(view, i) && !negated(view, i);
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
  if (backAtWork(view, trigger)) return true;
  return view
    .children(trigger.head)
    .some(
      (k) =>
        /^(one|two|three|\d+)-(day|hour)$/.test(tokens.Norm[k]!) || view.cues.ended!.has(tokens.Norm[k]!),
    );
}

/** "before returning to work", "went back to work after a strike", "resumed work": who strikes no more. */
function backAtWork({ tokens, analysis, cues }: View, { sentence }: Trigger): boolean {
  const last = analysis.sentences.Last[sentence]!;
  for (let i = analysis.sentences.First[sentence]!; i + 1 < last; i++) {
    if (!cues.returning!.has(tokens.Lemma[i]!)) continue;
    const done = tokens.Feats[i]!.includes("Tense=Past") || tokens.Norm[i]!.endsWith("ing");
    if (!done || /^(?:not|to|n't)$/.test(tokens.Norm[i - 1] ?? "")) continue;
    for (let k = i + 1; k < Math.min(last, i + 4); k++)
      if (cues.workPlaces!.has(tokens.Lemma[k]!)) return true;
  }
  return false;
}

/** How far before a "years" its "for" may stand: "for more than 20 years". */
const LONGEST_SPAN = 6;

/** "for years there have been strikes and protests", "for more than 20 years the firm has used thugs": what recurs over the years. */
export function overYears(view: View, trigger: Trigger): boolean {
  const { tokens, analysis, cues } = view;
  const verb = tensed(view, trigger.head);
  // "for years the group has held a march"
  const one = view.noun(trigger.head) && !tokens.Feats[trigger.head]!.includes("Number=Plur");
  if (
    one &&
    !(verb >= 0 && perfect(view, verb) && view.children(trigger.head).some((k) => tokens.Norm[k] === "a"))
  )
    return false;
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
  // "honour those shot by soldiers in 1971 every May": a participle tells of what was done once.
  const { head } = trigger;
  const bare = view.verb(head) && !tokens.Norm[head]!.endsWith("ing") && view.child(head, "aux") < 0;
  const feats = tokens.Feats[head]!;
  if (bare && feats.includes("Tense=Past") && feats.includes("VerbForm=Part")) return false;
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
