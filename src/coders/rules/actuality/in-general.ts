/** Whether acts are told in general or as a tale: in a list of what is wrong, in the plot of a film. */
import { ADJ, type View } from "../reading/view.js";
import type { Trigger } from "../triggers/triggers.js";
import { headline, toThatEnd } from "./actuality-aspect.js";

/** So many words of the list may stand before the act, and so many between what it lists and its opening. */
const [LISTED, OPENING] = [24, 4];

/** "problems, including arbitrary arrests", "practices such as torture and kidnapping", "tactics like roadblocks". */
export function amongWrongs(view: View, { head, first, sentence }: Trigger): boolean {
  const { tokens, analysis, cues } = view;
  const kind = bareKind(view, head);
  if (kind && marred(view, head)) return true;
  if (!kind && !inBareList(view, head)) return false;
  const start = Math.max(analysis.sentences.First[sentence]!, first - LISTED);
  for (let k = first - 1; k >= start; k--) {
    const opens =
      cues.listing!.has(tokens.Norm[k]!) ||
      tokens.Norm[k] === ":" ||
      (tokens.Norm[k] === "as" && tokens.Norm[k - 1] === "such");
    if (!opens) {
      if (view.verb(k) && tokens.Feats[k]!.includes("VerbForm=Fin")) return false;
      continue;
    }
    for (let w = k - 1; w >= Math.max(start, k - OPENING); w--)
      if (cues.wrongs!.has(tokens.Lemma[w]!)) return true;
    return false;
  }
  return false;
}

/** So many words up the word is looked for that tells what a place is known for. */
const KNOWN_FOR = 5;

/** "courts marred by claims of torture and arbitrary arrests", "a state known for torture and secret trials". */
function marred(view: View, head: number): boolean {
  const { tokens, cues } = view;
  for (let hop = 0, i = head; hop < KNOWN_FOR; hop++) {
    const up = tokens.Head[i]!;
    if (up < 0) return false;
    const word = cues.marredBy!.has(tokens.Lemma[up]!) || cues.marredBy!.has(tokens.Norm[up]!);
    if (word) return view.is(i, "obl") || view.is(i, "nmod");
    if (!view.is(i, "conj") && !view.is(i, "nmod") && !view.is(i, "obl")) return false;
    i = up;
  }
  return false;
}

/** "surveillance, arrest, expulsion and detention": one of three or more nouns, each without any word of its own. */
function inBareList(view: View, head: number): boolean {
  const { tokens } = view;
  const top = view.is(head, "conj") ? tokens.Head[head]! : head;
  const list = [top, ...view.children(top).filter((k) => view.is(k, "conj"))];
  const bare = (i: number) =>
    view.noun(i) &&
    !view.children(i).some((k) => ["det", "nummod", "nmod:poss", "acl", "nmod"].some((r) => view.is(k, r)));
  return list.length > 2 && list.every(bare);
}

/** So many words up the plot of a tale is followed. */
const PLOT = 8;

/** "the film tells of a general who stages a coup", "her novel depicts a massacre": what happens in a tale. */
export function inTale(view: View, { head }: Trigger): boolean {
  const { tokens, cues } = view;
  for (let hop = 0, i = tokens.Head[head]!; hop < PLOT && i >= 0; hop++, i = tokens.Head[i]!) {
    if (!cues.telling!.has(tokens.Lemma[i]!)) continue;
    // "The novel tells of …", where the tagger takes the verb for a noun
    if (!view.verb(i) && i > 0 && cues.taleMakers!.has(tokens.Lemma[i - 1]!) && tokens.Norm[i]!.endsWith("s"))
      return true;
    if (!view.verb(i) || !tokens.Feats[i]!.includes("Tense=Pres")) continue;
    const subject = view.child(i, "nsubj");
    if (subject >= 0 && cues.taleMakers!.has(tokens.Lemma[subject]!)) return true;
  }
  return false;
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
  // The opening of a report tells its news in the present; "weeks of protests" are some that took place.
  if (headline(view, trigger) || cues.periods!.has(tokens.Lemma[i]!)) return false;
  // "after unrest this month"
  if (view.children(i).some((k) => view.is(k, "nmod:unmarked") && cues.periods!.has(tokens.Lemma[k]!)))
    return false;
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

/** "courts marred by allegations of torture", "prisons notorious for abuse": what something is known for, named without a number or an owner. */
export function asRepute(view: View, { head, type }: Trigger): boolean {
  const { tokens, cues } = view;
  if (!/^(?:REP|LAW|VIO)/.test(type) || !view.noun(head)) return false;
  if (view.child(head, "det", "nummod", "nmod:poss") >= 0) return false;
  for (let hop = 0, i = head; hop < HIGHEST; hop++) {
    const up = tokens.Head[i]!;
    if (up < 0 || !(view.is(i, "nmod") || view.is(i, "conj") || view.is(i, "obl"))) return false;
    if (cues.repute!.has(tokens.Lemma[up]!)) return true;
    if (!view.noun(up)) return false;
    i = up;
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

/** "use the law to stifle dissent": what a means is used for in the present is usual. */
export function usedTo(view: View, i: number): boolean {
  const up = view.tokens.Head[i]!;
  return up >= 0 && view.verb(i) && toThatEnd(view, i, up) && presentPredicate(view, up);
}
