/** Whether an act of state is told at all, or only asked for (C8). */

import { AUX, PUNCT, VERB, type View, wordsAt } from "../reading/view.js";
import { withParticle } from "../triggers/embedders.js";
import type { Trigger } from "../triggers/triggers.js";

/** True of what C8 calls demands: an act of state that is only asked for is no event of its own. */
export function onlyDemanded(view: View, trigger: Trigger): boolean {
  const by = demandOver(view, trigger);
  if (by >= 0) {
    const words = wordsAt(view, trigger.first, trigger.last);
    view.why?.note(view, "trigger.demanded", words, { type: trigger.type }, [wordsAt(view, by)]);
  }
  return by >= 0;
}

/** The word of asking that governs an act of state, or -1. */
function demandOver(view: View, trigger: Trigger): number {
  const family = trigger.type.slice(0, 3);
  if (family === "PRO" || family === "POL" || family === "VIO") return -1;
  const { tokens, cues } = view;
  // "demanded the delay of the June election": it has a day already.
  const over = tokens.Head[trigger.head]!;
  const put = over >= 0 && view.is(trigger.head, "nmod") && cues.puttingOff!.has(tokens.Lemma[over]!);
  if (trigger.type === "GOV.ELECTION" && (put || cues.datedBy!.has(view.preposition(trigger.head) ?? "")))
    return -1;
  if (undone(view, trigger) || lookedInto(view, trigger)) return -1;
  // "will decide whether to keep him in custody": only to be decided.
  const to = trigger.first - 1;
  if (family === "LAW" && tokens.Norm[to] === "to" && tokens.Norm[to - 1] === "whether") return to - 1;
  const due = heldDue(view, trigger);
  if (due >= 0) return due;
  const asked = askedToGo(view, trigger);
  if (asked >= 0) return asked;
  // "offered to call new elections": they are set a date, nobody is asked for them.
  // "dissolved parliament and called for fresh polls": who may do the one sets the day of the other.
  const convened = (k: number) =>
    tokens.Lemma[k] === "call" && (tokens.Norm[k + 1] !== "for" || dissolvesToo(view, k));
  // "demand the resignation of …, her prosecution, new elections and the freeing of …": the whole list is demanded.
  if (view.noun(trigger.head)) {
    const first = view.analysis.sentences.First[trigger.sentence]!;
    for (let k = trigger.first - 1; k >= first; k--) {
      const upos = tokens.Upos[k]!;
      if (
        upos === VERB &&
        !pressesAhead(view, k) &&
        (cues.demand!.has(tokens.Lemma[k]!) || tokens.Lemma[k] === "reject")
      ) {
        if (tokens.Lemma[k] === "want" && view.passive(k)) break;
        if (trigger.type === "GOV.ELECTION" && convened(k)) break;
        if (tokens.Lemma[k] !== "reject" && !(tokens.Lemma[k] === "need" || tokens.Lemma[k] === "require"))
          return k;
        break;
      }
      if (ofDemands(view, k)) return k;
      // "the release of arrested marchers and an inquiry": the participle leaves the list open.
      if (
        (upos === VERB && !view.is(k, "amod")) ||
        upos === AUX ||
        tokens.Norm[k] === "who" ||
        tokens.Norm[k] === "which" ||
        tokens.Norm[k] === ";"
      )
        break;
    }
  }
  let i = trigger.head;
  for (let hop = 0; hop < 5; hop++) {
    const up = tokens.Head[i]!;
    // "the freeing of the leader, who was jailed": what a relative clause tells is told, not asked for.
    if (up < 0 || tokens.Deprel[i] === "acl:relcl" || behindWho(view, i)) return -1;
    const lemma = tokens.Lemma[up]!;
    // "sought to dissolve Congress": who seeks to do it asks nobody for it.
    if (lemma === "seek" && view.is(i, "xcomp") && view.verb(i)) return -1;
    // "we suggest that the president resign": the bare form of the verb asks.
    const bare = view.is(i, "ccomp") && view.verb(i) && cues.wishing!.has(lemma) && bareForm(view, i);
    if (bare) return up;
    // "is wanted on five charges", "wanted for fraud": nobody asks for the charges.
    if (lemma === "want" && view.passive(up)) return -1;
    if (callsGrow(view, i, up) || callsFor(view, i)) return up;
    if (cues.demand!.has(lemma) && !pressesAhead(view, up)) {
      const preposition = view.preposition(i);
      if (trigger.type === "GOV.ELECTION" && (view.is(i, "obj") || view.is(i, "obl")) && convened(up))
        return -1;
      if (view.is(i, "obj") || view.is(i, "xcomp") || view.is(i, "ccomp") || view.is(i, "advcl")) return up;
      if (
        (view.is(i, "obl") || view.is(i, "nmod")) &&
        (preposition === "for" || preposition === "of" || preposition === "to")
      )
        return up;
      if (view.is(i, "acl")) return up;
    }
    if (view.verb(up) && !view.is(up, "xcomp") && !view.is(up, "conj") && !view.is(up, "advcl")) return -1;
    i = up;
  }
  return -1;
}

/** "pressed ahead with the plan": nobody is asked for anything. */
function pressesAhead(view: View, k: number): boolean {
  return view.cues.pressingAhead!.has(withParticle(view, k));
}

/** So many words before a call for polls the end of the parliament may stand. */
const DISSOLVED_BACK = 10;

/** "will dissolve the assembly and call for polls" */
export function dissolvesToo({ tokens }: View, call: number): boolean {
  for (let k = call - 1; k >= Math.max(0, call - DISSOLVED_BACK); k--) {
    if (tokens.Sentence[k] !== tokens.Sentence[call] || tokens.Norm[k] === ";") return false;
    if (tokens.Lemma[k] === "dissolve") return true;
  }
  return false;
}

/** "renewed calls for the withdrawal of the troops", whatever the parse ties the phrase to. */
function callsFor(view: View, i: number): boolean {
  const { tokens, cues } = view;
  const by = view.child(i, "case");
  return (
    by > 0 && tokens.Norm[by] === "for" && view.noun(by - 1) && cues.askingNouns!.has(tokens.Lemma[by - 1]!)
  );
}

/** "Calls are growing for the resignation of the mayor": the noun of asking stands before its verb. */
function callsGrow(view: View, i: number, verb: number): boolean {
  if (!view.verb(verb) || view.preposition(i) !== "for" || !view.is(i, "obl")) return false;
  const subject = view.child(verb, "nsubj");
  return subject >= 0 && view.noun(subject) && view.cues.askingNouns!.has(view.tokens.Lemma[subject]!);
}

/** "demand the repeal of the pardon", "urged the court to reverse the ruling": what is to be undone was done. */
export function undone(view: View, { type, head }: Trigger): boolean {
  if (!UNDOABLE.test(type) || !view.noun(head)) return false;
  const up = view.tokens.Head[head]!;
  if (up < 0 || !view.cues.undoing!.has(view.tokens.Lemma[up]!)) return false;
  return view.verb(up) ? view.is(head, "obj") : view.is(head, "nmod") && view.preposition(head) === "of";
}

/** So many words up from what is to be undone the asking may stand. */
const ASKED_UP = 5;

/** "demand the repeal of the pardon": it is only spoken of as what was done before. */
export function askedUndone(view: View, trigger: Trigger): boolean {
  if (!undone(view, trigger) && !ofThoseToBeFreed(view, trigger) && !askedToStop(view, trigger)) return false;
  const { tokens, cues } = view;
  for (let hop = 0, i = tokens.Head[trigger.head]!; hop < ASKED_UP && i >= 0; hop++, i = tokens.Head[i]!)
    if (cues.demand!.has(tokens.Lemma[i]!) || cues.callNouns!.has(tokens.Lemma[i]!)) return true;
  // "Their demands include …": all that follows is demanded, whatever the parse ties it to.
  const first = view.analysis.sentences.First[trigger.sentence]!;
  for (let k = trigger.first - 1; k > first; k--) if (ofDemands(view, k)) return true;
  return false;
}

/** "the release of those who were detained": whom a demand is about is told by what was done to them before. */
function ofThoseToBeFreed(view: View, { type, head }: Trigger): boolean {
  const { tokens, cues } = view;
  if (!TAKEN.test(type) || !view.verb(head) || !view.passive(head)) return false;
  let opener = head - 1;
  while (opener > 0 && /^(?:aux|advmod)/.test(tokens.Deprel[opener]!)) opener--;
  if (tokens.Norm[opener] !== "who" || !view.noun(opener - 1)) return false;
  for (let hop = 0, i = opener - 1; hop < INTO && i >= 0; hop++, i = tokens.Head[i]!) {
    const lemma = tokens.Lemma[i]!;
    if (cues["demand-release"]!.has(lemma) || cues.undoing!.has(lemma)) return true;
    if (view.verb(i)) return false;
  }
  return false;
}
const TAKEN = /^(?:REP\.ARREST|LAW\.(?:DETAIN|CHARGE|CONVICT))$/;

/** "that the government cease calling them terrorists", "to stop calling them so": what is to end was done before. */
function askedToStop(view: View, { type, head }: Trigger): boolean {
  const up = view.tokens.Head[head]!;
  return type === "REP.STIGMA" && up >= 0 && up < head && view.cues.leavingOff!.has(view.tokens.Lemma[up]!);
}

const UNDOABLE =
  /^(?:LAW\.(?:RELEASE|RULING|CONVICT|CHARGE)|GOV\.(?:DISMISS|REMOVE)|REP\.(?:RESTRICT|EMERGENCY))$/;

/** So many nouns lie between an act and the inquiry into it. */
const INTO = 4;

/** "demanded an inquiry into the use of force": what is to be looked into took place. */
export function lookedInto(view: View, { type, head }: Trigger): boolean {
  const { tokens, cues } = view;
  if (!/^REP/.test(type) || !view.noun(head)) return false;
  for (let hop = 0, i = head; hop < INTO; hop++) {
    const up = tokens.Head[i]!;
    if (up < 0 || !/^(?:nmod|conj|obl|obj)/.test(tokens.Deprel[i]!)) return false;
    // "demanded an inquiry into the use …", whatever the parse ties the use to
    const before = view.phrase(i)[0] - 2;
    if (cues.lookedInto!.has(tokens.Lemma[up]!) || cues.lookedInto!.has(tokens.Lemma[before] ?? ""))
      return true;
    // "must investigate the use of force"
    if (view.verb(up)) return cues.lookingInto!.has(tokens.Lemma[up]!);
    i = up;
  }
  return false;
}

/** "Their demands include an inquiry", "among the demands are the release", "the five demands: elections": what is listed is only asked for. */
function ofDemands(view: View, k: number): boolean {
  const { tokens, cues } = view;
  if (tokens.Norm[k] === ":") return cues.demandNouns!.has(tokens.Norm[k - 1] ?? "");
  const listing = cues.listingVerbs!.has(tokens.Lemma[k]!);
  if (!listing && tokens.Lemma[k] !== "be") return false;
  const first = view.analysis.sentences.First[tokens.Sentence[k]!]!;
  for (let i = k - 1; i >= Math.max(first, k - DEMANDS_BACK); i--) {
    if (tokens.Upos[i] === VERB || tokens.Upos[i] === PUNCT) return false;
    if (!cues.demandNouns!.has(tokens.Norm[i]!)) continue;
    return listing || i === k - 1 || view.preposition(i) === "among";
  }
  return false;
}

/** So many words before the verb the demands are named. */
const DEMANDS_BACK = 8;

const DUE = /^(?:GOV\.(?:RESIGN|REMOVE|DISMISS|CONCEDE)$|LAW\.|REP\.)/;
const DUTY = new Set(["must", "should", "ought"]);

/** "the authorities must free her", "he should resign": held to be due, and not told. "Should have resigned" is no such thing. */
function heldDue(view: View, { type, head }: Trigger): number {
  if (!view.verb(head)) return -1;
  if (!DUE.test(type)) return type.startsWith("GOV") ? subjunctive(view, head) : -1;
  const { tokens } = view;
  const auxiliaries = view.children(head).filter((k) => view.is(k, "aux"));
  if (auxiliaries.some((k) => tokens.Lemma[k] === "have")) return -1;
  return auxiliaries.find((k) => DUTY.has(tokens.Norm[k]!)) ?? subjunctive(view, head);
}

/** "that the council be dissolved", "that they be identified and punished": the bare "be" under a subject asks. The "be", or -1. */
function subjunctive(view: View, head: number): number {
  const { Norm, Upos, Sentence, Head } = view.tokens;
  const be = view.children(head).find((k) => Norm[k] === "be" && k < head) ?? -1;
  if (be < 0) return view.is(head, "conj") && view.verb(Head[head]!) ? subjunctive(view, Head[head]!) : -1;
  let before = be - 1;
  while (before >= 0 && view.is(before, "advmod")) before--;
  if (before < 0 || Sentence[before] !== Sentence[be]) return -1;
  const bare = Norm[before] !== "to" && Upos[before] !== AUX;
  return bare && view.child(head, "nsubj", "nsubj:pass") >= 0 ? be : -1;
}

/** "that the president resign": neither "resigns" nor "resigned", with no auxiliary. */
function bareForm(view: View, i: number): boolean {
  const { tokens } = view;
  return (
    tokens.Norm[i] === tokens.Lemma[i] &&
    view.child(i, "aux") < 0 &&
    view.child(i, "nsubj") >= 0 &&
    !tokens.Feats[view.child(i, "nsubj")]!.includes("Number=Plur")
  );
}

const OFFICE = /^GOV\.(RESIGN|REMOVE|DISMISS)$/;
/** So many words back the asking may stand: "calls for the prime minister and his government to stand down". */
const ASKED_BACK = 16;
/** So many words before an election is the verb that sets its date. */
const CALLED_BACK = 4;
const BETWEEN = new Set(["please", "now", "immediately", "also", "either", "both", "finally", "and", "or"]);

/**
 * "calls for the premier and his government to stand down", "gave the mayor a week to resign", "pressure grew on him to go":
 * an office is asked to be given up, by the order of the words, whatever the parse ties the act to. The word of asking, or -1.
 */
function askedToGo(view: View, trigger: Trigger): number {
  const { tokens, cues } = view;
  const first = view.analysis.sentences.First[trigger.sentence]!;
  let k = trigger.first - 1;
  // "wants the officers who fired to be charged"
  if (DUE.test(trigger.type) && tokens.Norm[k] === "be" && tokens.Norm[k - 1] === "to")
    return wanted(view, k - 2, first);
  // "calls for the premier to quit and call new elections"
  if (trigger.type === "GOV.ELECTION") {
    while (k > first && tokens.Lemma[k] !== "call" && k > trigger.first - CALLED_BACK) k--;
    if (tokens.Lemma[k] !== "call") return -1;
    k--;
  } else if (!OFFICE.test(trigger.type)) return -1;
  // "to go and resign", "to please step down"
  while (
    k > first &&
    (BETWEEN.has(tokens.Norm[k]!) || (tokens.Upos[k] === VERB && tokens.Norm[k + 1] === "and"))
  )
    k--;
  if (k <= first || tokens.Norm[k] !== "to") return -1;
  k = overAside(view, k, first);
  let term = false;
  for (let hop = 0; hop < ASKED_BACK && --k >= first; hop++) {
    const lemma = tokens.Lemma[k]!;
    if (cues.clauseOpeners!.has(tokens.Norm[k]!)) return -1;
    if (view.noun(k)) {
      // "ignored the calls to resign": an answer to them is told.
      if (cues.callNouns!.has(lemma)) return answered(view, k) ? -1 : k;
      if (cues.ultimatums!.has(lemma)) term = true;
      if (lemma === "ultimatum") return k;
    } else if (tokens.Upos[k] === VERB) {
      if (cues.demand!.has(lemma) || cues.askingToGo!.has(lemma)) return lemma === "seek" ? -1 : k;
      if (lemma === "give" && term) return k;
      if (!cues.pressureMounts!.has(lemma)) return -1;
    }
  }
  return -1;
}

/** From `k` backwards over those spoken of and what "who" tells of them, to who wants it; -1 where nobody does. */
function wanted(view: View, k: number, first: number): number {
  const { Norm, Lemma, Upos } = view.tokens;
  for (let hop = 0; hop < ASKED_BACK && k >= first; hop++, k--) {
    if (Upos[k] === AUX) return -1;
    if (Upos[k] !== VERB) continue;
    if (view.cues.demand!.has(Lemma[k]!)) return k;
    let opener = k - 1;
    while (opener >= first && k - opener < RELATIVE && Norm[opener] !== "who" && Norm[opener] !== "which")
      opener--;
    if (opener < first || k - opener >= RELATIVE) return -1;
    k = opener;
  }
  return -1;
}
/** So many words before the verb of a relative clause "who" may stand. */
const RELATIVE = 5;

/** How far back an aside may open. */
const ASIDE = 18;

/** "asked the mayor, who took office in May, to resign": from the word behind an aside, where the aside opens; else `k` itself. */
function overAside(view: View, k: number, first: number): number {
  const { tokens, cues } = view;
  if (tokens.Norm[k - 1] !== ",") return k;
  let open = -1;
  for (let i = k - 2; i > first && k - i < ASIDE; i--) {
    if (tokens.Norm[i] !== ",") continue;
    // "if she cannot govern, and has no will to govern": the first of the commas opens it.
    if (cues.asideOpeners!.has(tokens.Norm[i + 1]!)) open = i;
  }
  return open < 0 ? k : open;
}

/** The noun of asking is what somebody turns down or gives in to. */
function answered(view: View, noun: number): boolean {
  const up = view.tokens.Head[noun]!;
  return (
    up >= 0 && view.verb(up) && view.is(noun, "obj") && view.cues.callAnswered!.has(view.tokens.Lemma[up]!)
  );
}

/** "demanded action against the guards who killed": a clause of its own by its words, whatever the parse ties it to. */
function behindWho(view: View, i: number): boolean {
  const subject = view.verb(i) ? view.child(i, "nsubj", "nsubj:pass") : -1;
  return subject > 0 && view.tokens.Norm[subject] === "who" && view.noun(subject - 1);
}
