/** Which times beside a trigger are those of something else: another event, a clause on another noun, the word given, the deed. */
import type { Actuality } from "../../../model/coding.js";
import { perfect } from "../actuality/actuality-aspect.js";
import { verbForm } from "../actuality/verb-form.js";
import { upward, upwardFrom } from "../reading/upward.js";
import type { View } from "../reading/view.js";
import { verbSays, withParticle } from "../triggers/embedders.js";
import type { Trigger } from "../triggers/triggers.js";
import type { TimeAt } from "./when.js";

/** Whether a time that stands in the sentence of a trigger is that of something else. */
export function ofOther(view: View, trigger: Trigger, at: TimeAt, times: readonly TimeAt[]): boolean {
  return (
    asOf(view, trigger, at) ||
    restates(times, at) ||
    nightOf(times, at) ||
    reckonedFrom(view, trigger, at) ||
    ofEarlier(trigger, at) ||
    ofThenNotNow(view, trigger, at) ||
    ofAnother(view, trigger, at.head) ||
    ofCallingOff(view, trigger, at.head) ||
    ofWordGiven(view, trigger, at) ||
    ofOldDeed(view, trigger, at) ||
    ofClauseOn(view, trigger, at) ||
    ofOlderClause(view, trigger, at)
  );
}

/** "200 were still in jail as of Monday": the day of a count. A curfew as of Monday begins then. */
function asOf(view: View, { type }: Trigger, { time }: TimeAt): boolean {
  const { text } = view.analysis;
  return !IN_FORCE.test(type) && /\bas of $/i.test(text.slice(Math.max(0, time.start - 8), time.start));
}

const IN_FORCE = /^(REP\.(EMERGENCY|RESTRICT|CENSOR)|PRO\.(STRIKE|GENSTRIKE|HUNGER)|GOV|POL)/;

/** "in the wake of the Sunday bombings": the time belongs to the other event that it stands under. */
export function throughAnother(
  view: View,
  word: number,
  trigger: Trigger,
  others: readonly Trigger[],
): boolean {
  const path = upward(view, word);
  for (let k = 1; k < path.length && k < 6; k++) {
    const i = path[k]!;
    if (i >= trigger.first && i < trigger.last) return false;
    if (view.verb(i)) return false;
    if (others.some((other) => other.head === i && other.head !== trigger.head)) return true;
  }
  return false;
}

/** "the eve of the strike", "two days after the killing": a day that is reckoned from the event is another than its own. */
function reckonedFrom(view: View, trigger: Trigger, { time, head }: TimeAt): boolean {
  if (!time.rule.includes("+event") || time.rule.startsWith("since") || time.rule.startsWith("event-day"))
    return false;
  return view.noun(trigger.head) && trigger.first > head && upward(view, trigger.head).includes(head);
}

/** "The strike came a week after talks broke down": the day so long before is that of the talks. */
function ofEarlier(trigger: Trigger, { time, head }: TimeAt): boolean {
  return time.rule.endsWith("+converse") && trigger.last <= head;
}

/** "In 2021 the court shut the group, and its chairman is now on trial": what is so now is not of the time of the clause beside it. */
function ofThenNotNow(view: View, trigger: Trigger, { time, head }: TimeAt): boolean {
  const { tokens, cues } = view;
  if (head >= trigger.first) return false;
  const now = view
    .children(trigger.head)
    .find((k) => view.is(k, "advmod") && cues.nowadays!.has(tokens.Norm[k]!));
  return now !== undefined && tokens.Start[now]! > time.end && !upward(view, head).includes(trigger.head);
}

/** "Last Thursday seven were hurt and three held overnight": the night of the day told before it in the sentence. */
function nightOf(times: readonly TimeAt[], { time, sentence }: TimeAt): boolean {
  if (time.rule !== "overnight") return false;
  return times.some(
    (other) => other.sentence === sentence && other.time.end < time.start && other.time.precision === "D",
  );
}

/** "on March 18, four days before the attacks": the second time only says the first again. */
function restates(times: readonly TimeAt[], { time }: TimeAt): boolean {
  if (!time.rule.includes("+event")) return false;
  return times.some((other) => other.time.end < time.start && time.start - other.time.end <= 2);
}

const ELSEWHEN = new Set(["before", "after", "following", "until", "till", "ahead", "over", "despite"]);
/** Acts of law are told with the deed that they are about: "convicted of killing his wife in May 2005". */
const ABOUT_A_DEED = /^LAW\.(CHARGE|PROSECUTE|CONVICT|RULING)/;

/** "the march was called off on Tuesday", "on Tuesday called off a march": the day is that of the calling off. */
function ofCallingOff(view: View, trigger: Trigger, word: number): boolean {
  const { tokens, cues } = view;
  const up = tokens.Head[trigger.head]!;
  if (up < 0 || !view.verb(up) || view.preposition(word) === "for") return false;
  if (upward(view, word).find((i) => view.verb(i)) !== up || inPhrase(view, trigger.head, word)) return false;
  const lemma = tokens.Lemma[up]!;
  // "was postponed until Friday": that is when it is to be held now.
  const off = cues.puttingOffVerbs!.has(lemma) || cues.puttingOffVerbs!.has(withParticle(view, up));
  if (off && SET_ANEW.has(view.preposition(word) ?? "")) return false;
  return (
    (cues.cancelled!.has(lemma) && !cues.phasal!.has(lemma)) || cues.cancelled!.has(withParticle(view, up))
  );
}

const SET_ANEW = new Set(["until", "till", "to"]);
const TO_COME = new Set<Actuality | null>(["planned", "called_for", "promised", "threatened"]);

/** "agreed on Monday to free them", "on Monday threatened to march": the day that has passed is that of the word given. */
function ofWordGiven(view: View, trigger: Trigger, { head, time }: TimeAt): boolean {
  const { Head, Feats, Norm, End } = view.tokens;
  const given = Head[trigger.head]!;
  if (given < 0 || !view.verb(given) || !view.verb(trigger.head) || time.rule.includes("-future"))
    return false;
  const to = view.children(trigger.head).find((k) => Norm[k] === "to" && view.is(k, "mark"));
  if (to === undefined || End[to]! <= time.end || !/Tense=Past/.test(Feats[given]!)) return false;
  return upward(view, head).find((i) => view.verb(i)) === given && TO_COME.has(verbSays(view, given));
}

/** "arrested two men wanted for a killing three years ago": a time so long before is that of the deed. */
function ofOldDeed(view: View, trigger: Trigger, { head, time }: TimeAt): boolean {
  const { published } = view.analysis;
  if (!/^(LAW|REP)/.test(trigger.type) || !published || !time.from) return false;
  if (Date.parse(published) - Date.parse(time.from) < YEAR) return false;
  const { Lemma, Feats } = view.tokens;
  for (let i = trigger.head + 1; i < head; i++)
    if (view.cues.suspecting!.has(Lemma[i]!) && Feats[i]!.includes("VerbForm=Part")) return true;
  return trigger.type.startsWith("LAW") && underDeed(view, trigger, head);
}

/**
 * "charged over the killing of farmers in Dabeiba in 2006", "a suspect in the 2016 attack was arrested": the word stands in the phrase of
 * a deed that an act of law is about. A bare "jailed for murder in 2015" names no deed.
 */
export function underDeed(view: View, trigger: Trigger, word: number): boolean {
  const deed = (i: number): boolean =>
    view.noun(i) &&
    view.cues.crimes!.has(view.tokens.Lemma[i]!) &&
    (view.child(i, "det") >= 0 || view.child(i, "nmod:poss") >= 0) &&
    !view.is(i, "nsubj");
  if (upwardFrom(view, word).some((i) => i !== word && (i < trigger.first || i >= trigger.last) && deed(i)))
    return true;
  for (let i = trigger.last; i < word; i++) if (deed(i)) return true;
  return false;
}

const YEAR = 365 * 86_400_000;

/** "have been jailed for joining a movement that began in 2019": what goes on or has just been done is not of so long ago. */
function ofOlderClause(view: View, trigger: Trigger, { head, time }: TimeAt): boolean {
  const { published } = view.analysis;
  if (!published || !time.to || !view.verb(trigger.head) || time.precision === "O") return false;
  if (Date.parse(published) - Date.parse(time.to) < YEAR) return false;
  const path = upwardFrom(view, head);
  const at = path.findIndex((i) => i >= trigger.first && i < trigger.last);
  if (at < 1 || !path.slice(1, at).some((i) => view.verb(i))) return false;
  const up = view.tokens.Head[trigger.head]!;
  if (view.tokens.Norm[trigger.head]!.endsWith("ing") && verbForm(view, trigger.head) === "ongoing")
    return true;
  const over = view.is(trigger.head, "xcomp") ? verbForm(view, up) : null;
  const being = view.children(trigger.head).some((k) => view.tokens.Norm[k] === "being");
  return over === "ongoing" || being || perfect(view, trigger.head);
}

/** "called a rally for Sunday", "urged people to march on Friday": what stands behind the act called for is its day, not the call's. */
export function ofCalledAct(
  view: View,
  trigger: Trigger,
  { head }: TimeAt,
  others: readonly Trigger[],
): boolean {
  if (!trigger.case.calls || head < trigger.last) return false;
  if (view.preposition(head) === "for") return true;
  // "the strike called by the union on Friday was total"
  const named = view.is(trigger.head, "acl") ? view.tokens.Head[trigger.head]! : -1;
  if (others.some((other) => other.head === named)) return true;
  return others.some(
    (other) => other.sentence === trigger.sentence && other.head >= trigger.last && other.head < head,
  );
}

/** "quashed the terms handed down in March", "freed men who were held last week": the time is that of the clause on another noun. */
function ofClauseOn(view: View, trigger: Trigger, { head }: TimeAt): boolean {
  const { Head, Feats, Lemma, Norm } = view.tokens;
  const path = upwardFrom(view, head);
  const at = path.findIndex((i) => i >= trigger.first && i < trigger.last);
  for (const i of path.slice(1, Math.max(1, at))) {
    if (!view.verb(i)) continue;
    // "quashed terms handed down in March", where the parse makes "terms" the subject.
    const bare =
      view.is(i, "advcl") && i > trigger.last && view.child(i, "mark") < 0 && view.child(i, "aux") < 0;
    const noun = bare ? view.child(i, "nsubj") : Head[i]!;
    if (bare ? !objectOf(view, trigger, noun, i) : !view.is(i, "acl")) continue;
    if ((noun >= trigger.first && noun < trigger.last) || head < i) return false;
    // "clashes between herders and farmers which began on Friday": what begins is the event, wherever the parse ties the clause.
    if (view.cues.start!.has(Lemma[i]!)) return false;
    return !Norm[i]!.endsWith("ing") && Feats[i]!.includes("Tense=Past");
  }
  return false;
}

/** Whether a noun stands right behind the trigger, as its object does: no comma and no "when" or "as" before it. */
function objectOf(view: View, trigger: Trigger, noun: number, verb: number): boolean {
  if (noun < trigger.last) return false;
  for (let i = trigger.last; i < noun; i++)
    if (view.tokens.Norm[i] === "," || view.tokens.Head[i] === verb) return false;
  return true;
}

function inPhrase(view: View, i: number, word: number): boolean {
  const [first, last] = view.phrase(i);
  return word >= first && word < last;
}

/** "clashes ahead of the October 29 vote", "protests over the election of last month": the time is that of the other thing. */
function ofAnother(view: View, trigger: Trigger, word: number): boolean {
  const { tokens } = view;
  const path = upward(view, word);
  // "The unrest followed a march last week": the week is that of the march.
  const verb = tokens.Head[trigger.head]!;
  if (verb >= 0 && word > verb && tokens.Lemma[verb] === "follow" && !view.passive(verb))
    if (view.is(trigger.head, "nsubj") && view.child(verb, "obj") >= 0) return true;
  const at = path.findIndex((i) => i >= trigger.first && i < trigger.last);
  for (const i of path.slice(1, Math.max(1, at))) {
    if (view.verb(i)) return ABOUT_A_DEED.test(trigger.type) && tokens.Norm[i]!.endsWith("ing");
    if (view.noun(i) && ELSEWHEN.has(opening(view, i))) return true;
  }
  return false;
}

/** The word that opens the phrase of a noun from outside: its preposition, "ahead" of "ahead of". */
function opening(view: View, i: number): string {
  const { Norm } = view.tokens;
  const own = view.child(i, "case");
  const at = own >= 0 ? own : view.phrase(i)[0] - 1;
  return at > 0 && Norm[at] === "of" ? Norm[at - 1]! : (Norm[at] ?? "");
}
