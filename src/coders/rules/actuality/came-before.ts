/** Which events are told only as what others answer to, were set off by or look back on: they came before, on no day told. */

import type { Time } from "../../../text/analysis.js";
import type { View } from "../reading/view.js";
import type { Trigger } from "../triggers/triggers.js";

/** Families whose acts set others off. A march that led to clashes is of their day. */
const SETTING_OFF = /^(REP|VIO|LAW|GOV)/;

/** Acts of state that are told to say since when: "two weeks after she took office following the resignation of". */
const OF_STATE = /^(GOV|LAW)/;
const AFTERWARDS = new Set(["after", "following"]);
const LENGTHS = new Set(["day", "week", "month", "year"]);
const SINCE = new Set(["after", "since"]);

const DEED = /^VIO/;
const OF_DEED = new Set(["of", "with", "for", "over"]);

/** The first of the nouns that the trigger is joined to by "and". */
function firstOf(view: View, i: number): number {
  return view.is(i, "conj") ? view.tokens.Head[i]! : i;
}

/** "at the scene of the shooting", "the results of the elections", "since the killing": that it took place is taken for known. */
export function lookedBackOn(view: View, i: number): boolean {
  const { tokens, cues } = view;
  if (!view.noun(i)) return false;
  const first = firstOf(view, i);
  const preposition = view.preposition(first);
  if (preposition === "since") return true;
  const over = tokens.Head[first]!;
  if (preposition === "of" && over >= 0 && view.noun(over) && cues.lookingBack!.has(tokens.Lemma[over]!))
    return true;
  // "As word of the killings spread", where the parse takes "spread" for a noun
  const of = view.phrase(i)[0] - 1;
  return of > 0 && tokens.Norm[of] === "of" && cues.lookingBack!.has(tokens.Lemma[of - 1]!);
}

/** "the scene of a massacre in 1989": a year long past is that of what the scene saw. */
export function sceneOf(view: View, i: number): boolean {
  const over = view.tokens.Head[firstOf(view, i)]!;
  return over >= 0 && view.noun(over) && view.cues.scenes!.has(view.tokens.Lemma[over]!);
}

/** "In August the square was the scene of an attack": the time of such a clause is that of the attack. */
export function wasSceneOf(view: View, i: number): boolean {
  return sceneOf(view, i) && view.child(view.tokens.Head[firstOf(view, i)]!, "cop") >= 0;
}

const HELD_DEED = /^(VIO|PRO\.RIOT)/;
const FOR_DEED = new Set(["of", "with", "for", "over", "in connection with", "in"]);

/** "was arrested for setting fire to the house", "accused of the killing": the deed that somebody is held for was told before. */
export function heldFor(view: View, { type, head }: Trigger): boolean {
  const { tokens, cues } = view;
  const by = tokens.Head[head]!;
  if (!HELD_DEED.test(type) || by < 0 || !view.verb(by)) return false;
  if (!cues.judgingDeeds!.has(tokens.Lemma[by]!) && !cues.holdingFor!.has(tokens.Lemma[by]!)) return false;
  if (!view.verb(head)) return FOR_DEED.has(view.preposition(head) ?? "");
  const mark = view.child(head, "mark");
  return tokens.Norm[head]!.endsWith("ing") && mark >= 0 && FOR_DEED.has(tokens.Norm[mark]!);
}

/** "riots sparked by the killing", "a protest against the arrest", "to mark the massacre", and all that is looked back on. */
export function cameBefore(view: View, { type, head }: Trigger): boolean {
  const { tokens, cues } = view;
  if (!SETTING_OFF.test(type)) return false;
  // "convicted on Tuesday of killing a guard": the deed is older than what the law makes of it.
  const judge = tokens.Head[head]!;
  if (DEED.test(type) && judge >= 0 && view.verb(judge) && cues.judgingDeeds!.has(tokens.Lemma[judge]!)) {
    const gerund = view.verb(head) && tokens.Norm[head]!.endsWith("ing");
    if (gerund || OF_DEED.has(view.preposition(head) ?? "")) return true;
  }
  if (view.verb(head)) {
    const mark = view.child(head, "mark");
    // "withdrew on Monday, two weeks after rebels attacked": a length of time lies between.
    if (mark > 0 && AFTERWARDS.has(tokens.Norm[mark]!) && LENGTHS.has(tokens.Lemma[mark - 1]!)) return true;
    return mark >= 0 && OF_STATE.test(type) && SINCE.has(tokens.Norm[mark]!);
  }
  if (!view.noun(head)) return false;
  if (lookedBackOn(view, head)) return true;
  const first = firstOf(view, head);
  const over = tokens.Head[first]!;
  if (over < 0) return false;
  const preposition = view.preposition(first);
  const lemma = tokens.Lemma[over]!;
  const after = view.children(first).some((k) => view.is(k, "case") && AFTERWARDS.has(tokens.Norm[k]!));
  if (after && OF_STATE.test(type)) return true;
  if (view.verb(over)) {
    if (cues.settingOff!.has(lemma))
      return preposition === "by" || (tokens.Deprel[first] === "nsubj" && !view.passive(over));
    if (view.is(first, "obj")) return cues.marking!.has(lemma);
  }
  return cues.outcry!.has(lemma) && cues.outcryTakes!.has(preposition ?? "");
}

const BEFORE_YEAR = new Set([",", "in", "of"]);

/** "after the last election, in 2000": a year or month right behind the noun is its own. */
export function yearBehind(
  { tokens, noun }: View,
  { head, last }: Trigger,
  { start, precision }: Pick<Time, "start" | "precision">,
): boolean {
  if (!noun(head) || (precision !== "Y" && precision !== "M") || tokens.Start[last]! > start) return false;
  let i = last;
  while (i < tokens.length && tokens.Start[i]! < start && BEFORE_YEAR.has(tokens.Norm[i]!)) i++;
  return tokens.Start[i] === start && i > last;
}
