/** Who the words around a trigger name, beside its own subject and object: the nearest who fit, those in the trigger itself, those who tell. */
import type { ActorCategory } from "../../../model/coding.js";
import { UPOS } from "../../../text/analysis.js";
import { ADJ, AUX, DET, NUM, PRON, type View } from "../reading/view.js";
import { actors, inClass } from "../triggers/sides.js";
import type { Trigger } from "../triggers/triggers.js";

/**
 * "Police arrested six protesters at the march", "the arrest of six protesters", "six protesters were arrested": these are
 * told as those held, not as those who march.
 */
export function held(view: View, i: number): boolean {
  const { tokens, cues, analysis } = view;
  const arrest = (k: number) =>
    cues.arrested!.has(tokens.Lemma[k]!) || (view.verb(k) && HARMING.has(tokens.Lemma[k]!));
  const up = tokens.Head[i]!;
  if (up >= 0 && arrest(up) && view.patients(up).includes(i)) return true;
  const sentence = tokens.Sentence[i]!;
  const first = analysis.sentences.First[sentence]!;
  const last = analysis.sentences.Last[sentence]!;
  let k = i - 1;
  while (k >= first && ARTICLES.has(tokens.Upos[k]!)) k--;
  if (k > first && tokens.Norm[k] === "of") {
    k--;
    if (DEATHS.has(tokens.Lemma[k]!)) return true;
  }
  if (k >= first && arrest(k) && !(view.verb(k) && view.passive(k))) return true;
  k = i + 1;
  while (k < last && (tokens.Upos[k] === AUX || tokens.Lemma[k] === "be")) k++;
  return k > i + 1 && k < last && arrest(k) && view.verb(k);
}

const DEATHS = new Set(["killing", "death", "murder", "shooting", "beating"]);
const HARMING = new Set(["injure", "wound", "hurt", "kill"]);
const ARTICLES = new Set([DET, NUM, ADJ, UPOS.indexOf("ADV")]);

/** The noun of the sentence that fits, nearest to the trigger; subjects of verbs of saying are sources, not parties. */
export function nearest(view: View, trigger: Trigger, fits: (i: number) => boolean): number {
  const { First, Last } = view.analysis.sentences;
  let best = -1;
  for (let i = First[trigger.sentence]!; i < Last[trigger.sentence]!; i++) {
    if (!view.noun(i) || (i >= trigger.first && i < trigger.last)) continue;
    if (view.is(i, "compound") || view.is(i, "nmod:poss")) continue;
    const up = view.tokens.Head[i]!;
    // "six men, among them an officer": one of those it is done to.
    if (view.is(i, "appos") && up >= 0 && view.is(up, "nsubj:pass")) continue;
    if (up >= 0 && view.is(i, "nsubj") && view.cues.speech!.has(view.tokens.Lemma[up]!)) continue;
    if (!fits(i)) continue;
    if (best < 0 || Math.abs(i - trigger.head) < Math.abs(best - trigger.head)) best = i;
  }
  return best;
}

const ACTING = new Set(["workers", "students", "farmers", "union", "professionals"]);

/** "Striking miners", "counter-protesters": the noun for people in the trigger itself, whatever the parse makes its head; or -1. */
export function impliedBy(view: View, trigger: Trigger): number {
  const { first, last } = trigger;
  // "hunger strikers": the noun that the first describes.
  const up = view.tokens.Head[trigger.head]!;
  const head = view.is(trigger.head, "compound") && up > trigger.head && up < last ? up : trigger.head;
  const fits = (i: number) => {
    // "a picket of the mill" is no person, "pickets" are.
    if (view.tokens.Lemma[i] === "picket" && !view.tokens.Feats[i]!.includes("Number=Plur")) return false;
    // "the strike committee": the act is part of the name of those whom the class is of.
    if (view.is(i, "compound") && view.tokens.Head[i]! >= last) return false;
    const noun = view.noun(i) ? view.classOf(i) : null;
    return noun !== null && (noun.protester || ACTING.has(noun.category));
  };
  if (
    view.noun(head) &&
    view.tokens.Lemma[head] !== "picket" &&
    (trigger.case.implied ? view.classOf(head) !== null : fits(head) && view.classOf(head)!.protester)
  )
    return head;
  for (let i = last - 1; i >= first; i--) if (fits(i) && (i === last - 1 || trigger.case.implied)) return i;
  return trigger.case.implied ? head : -1;
}

/** "The mayor has been charged, prosecutors said": those of the courts who tell of a charge that nobody else is said to have brought. */
export function prosecutorsTelling(view: View, trigger: Trigger): number[] {
  return tellers(view, trigger, "judiciary");
}

/** "Police said twelve people had been arrested": the forces that tell of arrests which nobody else is said to have made. */
export function tellers(view: View, trigger: Trigger, of: ActorCategory = "state_security"): number[] {
  const { tokens, analysis } = view;
  if (actors(view, trigger).length > 0) return [];
  const end = analysis.sentences.Last[trigger.sentence]!;
  for (let i = analysis.sentences.First[trigger.sentence]!; i < end; i++) {
    if (!view.verb(i) || !SAYING.has(tokens.Lemma[i]!)) continue;
    const speaker = view.child(i, "nsubj");
    if (speaker >= 0 && view.classOf(speaker)?.category === of) return [speaker];
  }
  return [];
}

const SAYING = new Set(["say", "tell", "announce", "report", "confirm", "state", "add"]);

/** "the premier said that foreign services were behind the marches": those in power who speak, where the label is a noun of what they say. */
export function labellers(view: View, { first, last, head, sentence }: Trigger): number[] {
  if (view.verb(head)) return [];
  const { sentences } = view.analysis;
  for (let i = sentences.First[sentence]!; i < sentences.Last[sentence]!; i++) {
    if (!view.verb(i) || !view.cues.speech!.has(view.tokens.Lemma[i]!)) continue;
    const speakers = view
      .agents(i)
      .filter(
        (h) => (h < first || h >= last) && inClass(view, h, ["government", "state_security", "military"]),
      );
    if (speakers.length > 0) return speakers;
  }
  return [];
}

/** Not "their forces", "a general alert": words that name no force of their own. */
export function named(view: View, i: number): boolean {
  const owner = view.child(i, "nmod:poss");
  const general = view.is(i, "amod") || view.is(i, "compound");
  return !general && !(owner >= 0 && view.tokens.Upos[owner] === PRON);
}
