/** Which time expression of a report dates an event, and what to do where none does. */
import type { Actuality, EventDate } from "../../../model/coding.js";
import { span } from "../../../model/span.js";
import type { ReasonCode } from "../../../model/why-codes.js";
import type { Time } from "../../../text/analysis.js";
import { perfect } from "../actuality/actuality-aspect.js";
import { verbForm } from "../actuality/verb-form.js";
import { headFrom } from "../reading/token-at.js";
import type { View } from "../reading/view.js";
import { verbSays, withParticle } from "../triggers/embedders.js";
import type { Trigger } from "../triggers/triggers.js";
import { atThatTime, comparison, ranksIn, recordFrom, whenAfter } from "./compared.js";

/** Time expressions with the token that governs each and the sentence it stands in. */
export type TimeAt = { readonly time: Time; readonly head: number; readonly sentence: number };

export function locateTimes(view: View): TimeAt[] {
  const { tokens, analysis } = view;
  const out: TimeAt[] = [];
  let i = 0;
  for (const time of analysis.times) {
    // The date of a dateline says when the report was filed.
    if (analysis.noise.some((n) => n.start < time.end && time.start < n.end)) {
      view.why?.note(view, "date.furniture", time);
      continue;
    }
    while (i < tokens.length && tokens.End[i]! <= time.start) i++;
    const head = headFrom(view, i, time);
    if (head < tokens.length) out.push({ time, head, sentence: tokens.Sentence[head]! });
  }
  return out;
}

/** Ends the rule of a time whose day hangs on one assumed for publication, which nobody knows. */
export const ASSUMED = "+assumed day";

export const UNDATED: EventDate = Object.freeze({
  edtf: "",
  start: null,
  end: null,
  precision: "U",
  rule: "no date in the report",
  quote: null,
});

export function asDate(text: string, time: Time): EventDate {
  return {
    edtf: time.edtf,
    start: time.from,
    end: time.to,
    precision: time.precision,
    rule: time.rule,
    quote: span(text, time.start, time.end),
  };
}

/** Path from a token to the root, itself first. */
function upward(view: View, i: number): number[] {
  const out: number[] = [];
  for (let k = i; k >= 0 && out.length < 40; k = view.tokens.Head[k]!) out.push(k);
  return out;
}

/**
 * The same for a time or place. "They went on strike five weeks ago demanding more pay": what stands between a verb and a
 * participle after it belongs to the verb, even where the parse ties it to the participle.
 */
export function upwardFrom(view: View, word: number): number[] {
  const { Head, Feats, Norm } = view.tokens;
  const next = Head[word]!;
  // "The rebels on Monday said members were beaten": no arc leaps over the verb that governs where it ends.
  if (next > word + 1) {
    const path = upward(view, next);
    for (let i = word + 1; i < next; i++)
      if (view.verb(i) && path.includes(i)) return [word, ...upward(view, i)];
  }
  const tied =
    next > word &&
    (view.is(next, "advcl") || view.is(next, "acl")) &&
    Feats[next]!.includes("VerbForm=Part") &&
    Head[next]! < word;
  for (let i = word - 1; tied && i > Head[next]!; i--) if (Norm[i] === ",") return upward(view, word);
  return tied ? [word, ...upward(view, Head[next]!)] : upward(view, word);
}

/** True where the step from `lower` to its head leaves the clause of a speech verb: what is said is not when it was said. */
function said(view: View, i: number): boolean {
  return view.cues.speech!.has(view.tokens.Lemma[i]!);
}

/** Acts that are done by saying so: "announced on Monday that the tax will be dropped" drops it on Monday. */
const BY_WORD = /^(?:GOV\.(?:CONCEDE|DECIDE|SPEND)|POL\.(?:PROMISE|RENEGE)|REP\.(?:RESTRICT|EMERGENCY))$/;

function givenByWord({ tokens }: View, { type, head }: Trigger): boolean {
  return BY_WORD.test(type) && !tokens.Feats[head]!.includes("Tense=Past");
}

/** What is said, decided or ruled of an event has not the day of that event: "banned Saturday's march". */
const ABOUT = /^(?:POL|LAW|GOV)\.|^REP\.RESTRICT$/;

/** The word owns a noun that the trigger is about: "condemned Monday's attack", "an inquiry into Tuesday's shooting". */
function ofObject(view: View, trigger: Trigger, word: number): boolean {
  const owned = view.tokens.Head[word]!;
  if (!ABOUT.test(trigger.type) || !view.is(word, "nmod:poss") || owned < trigger.last) return false;
  return ["obj", "obl", "nmod", "advcl", "xcomp"].some((relation) => view.is(owned, relation));
}

/**
 * How closely a word of the sentence (a time, a place) belongs to a trigger: 0 governed by it, 1 by the verb above it,
 * 2 by a word below it, 3 elsewhere in the sentence, 9 governed by the verb of saying or by another clause's verb.
 */
export function closeness(view: View, trigger: Trigger, word: number): number {
  const { tokens } = view;
  const path = upwardFrom(view, word);
  if (ofObject(view, trigger, word)) return 6;
  const inTrigger = (i: number) => i >= trigger.first && i < trigger.last;
  if (path.some(inTrigger)) {
    // Below the trigger: 0 where no other verb stands between.
    const at = path.findIndex(inTrigger);
    for (let k = 1; k < at; k++) {
      if (!view.verb(path[k]!)) continue;
      return said(view, path[k]!) ? 9 : 2;
    }
    return 0;
  }
  // "freed the jailed editors on Monday": when they were jailed is not said.
  const described =
    tokens.Deprel[trigger.head] === "amod" && tokens.Feats[trigger.head]!.includes("Tense=Past");
  if (described && trigger.last - trigger.first === 1) return 9;
  const above = upward(view, trigger.head);
  const meet = path.find((i) => above.includes(i));
  if (meet === undefined) return 9;
  const steps = path.slice(1, path.indexOf(meet) + 1);
  // Another verb between the word and the meeting point governs it instead.
  for (const i of steps.slice(0, -1)) if (view.verb(i)) return 6;
  if (path.indexOf(meet) === 0) return 3;
  if (said(view, meet) && view.verb(meet) && !givenByWord(view, trigger)) {
    const under = above[above.indexOf(meet) - 1];
    if (
      under !== undefined &&
      (view.is(under, "ccomp") || view.is(under, "parataxis") || view.is(under, "xcomp"))
    )
      return 9;
  }
  const between = above.slice(1, above.indexOf(meet));
  for (const i of between) if (said(view, i) && view.verb(i) && !givenByWord(view, trigger)) return 9;
  return tokens.Head[word] === meet || steps.length <= 2 ? 1 : 3;
}

/**
 * Whether a time is that of an answer to the event: "ministers condemned on Monday the killing", "vowed on Monday to act
 * after clashes". The event came before, nobody says when.
 */
export function answers(view: View, trigger: Trigger, word: number): boolean {
  if (!view.noun(trigger.head)) return false;
  const [path, above] = [upwardFrom(view, word), upward(view, trigger.head)];
  const meet = path.find((i) => above.includes(i));
  if (meet === undefined || !view.verb(meet) || path.some((i) => i >= trigger.first && i < trigger.last))
    return false;
  const under = above[above.indexOf(meet) - 1];
  if (under === undefined) return false;
  const aboutIt = view.is(under, "obj") || view.preposition(under) !== null;
  if (aboutIt && view.cues.reacting!.has(view.tokens.Lemma[meet]!)) return true;
  const subject = view.is(under, "advcl") && view.is(trigger.head, "nsubj");
  const mark = subject ? view.child(under, "mark") : -1;
  if (mark >= 0) return AFTERMATH.has(view.tokens.Norm[mark]!);
  return AFTERMATH.has(view.preposition(trigger.head) ?? "");
}

const AFTERMATH = new Set(["after", "following"]);

/** "in anticipation of the renewed protests, Congress approved …": the day of the clause is not that of what it mentions. */
function aside(view: View, trigger: Trigger): boolean {
  if (!trigger.case.loose || !view.noun(trigger.head)) return false;
  return (
    view.is(trigger.head, "nmod") ||
    (view.is(trigger.head, "obl") &&
      !view.cues.carriers!.has(view.tokens.Lemma[view.tokens.Head[trigger.head]!]!))
  );
}

/** "in the wake of the Sunday bombings": the time belongs to the other event that it stands under. */
function throughAnother(view: View, word: number, trigger: Trigger, others: readonly Trigger[]): boolean {
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
  return (
    (cues.cancelled!.has(lemma) && !cues.phasal!.has(lemma)) || cues.cancelled!.has(withParticle(view, up))
  );
}

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
  if (!/^(LAW|REP)/.test(trigger.type) || !published || !time.from || head < trigger.last) return false;
  if (Date.parse(published) - Date.parse(time.from) < YEAR) return false;
  const { Lemma, Feats } = view.tokens;
  for (let i = trigger.head + 1; i < head; i++)
    if (view.cues.suspecting!.has(Lemma[i]!) && Feats[i]!.includes("VerbForm=Part")) return true;
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
function ofCalledAct(view: View, trigger: Trigger, { head }: TimeAt, others: readonly Trigger[]): boolean {
  if (!trigger.case.calls || head < trigger.last) return false;
  if (view.preposition(head) === "for") return true;
  return others.some(
    (other) => other.sentence === trigger.sentence && other.head >= trigger.last && other.head < head,
  );
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

/** What a time says by itself, and the rule that resolved it. */
function timeGiven({ analysis }: View, { rule, value, edtf, precision }: Time) {
  const published = analysis.published ?? "an unknown day";
  return rule.endsWith(ASSUMED)
    ? { rule, value: "an unknown day", edtf: "", precision: "U", published: "an unknown day" }
    : { rule, value, edtf, precision, published };
}

/** Why a time dates nothing, whatever it stands beside; null where it may. */
function notDating(view: View, trigger: Trigger, at: TimeAt): ReasonCode | null {
  const { time } = at;
  if (time.type === "SET") return "date.set";
  if (time.precision === "U" || time.rule === "now") return "date.vague";
  if (ranksIn(view, at)) return "date.compares";
  if (
    !time.rule.startsWith("since+") ||
    (recordFrom(view, trigger) && upward(view, at.head).includes(trigger.head)) ||
    whenAfter(view, trigger, time)
  )
    return null;
  return comparison(view, at) ? "date.compares" : null;
}

/** The time expression that dates a trigger within its own sentence, or null. */
export function ownTime(
  view: View,
  trigger: Trigger,
  times: readonly TimeAt[],
  others: readonly Trigger[],
): { at: TimeAt; cost: number } | null {
  let best: TimeAt | null = null;
  let bestCost = Number.POSITIVE_INFINITY;
  let bestNear = 9;
  const { why } = view;
  for (const at of times) {
    if (at.sentence !== trigger.sentence) continue;
    const { time } = at;
    const then = atThatTime(view, trigger, time);
    const called = ofCalledAct(view, trigger, at, others);
    const by = then ? null : (notDating(view, trigger, at) ?? (called ? "date.call" : null));
    const theirs =
      by !== null ||
      restates(times, at) ||
      nightOf(times, at) ||
      reckonedFrom(view, trigger, at) ||
      ofAnother(view, trigger, at.head) ||
      ofCallingOff(view, trigger, at.head) ||
      ofWordGiven(view, trigger, at) ||
      ofOldDeed(view, trigger, at) ||
      ofOlderClause(view, trigger, at);
    let near = theirs ? 9 : then ? 0 : closeness(view, trigger, at.head);
    if (near >= 9 || (near > 1 && aside(view, trigger))) {
      why?.note(trigger, by ?? (near >= 9 ? "date.saying" : "date.aside"), time, { rule: time.rule });
      continue;
    }
    if (near > 0 && !time.rule.startsWith("since+") && throughAnother(view, at.head, trigger, others))
      near = 6;
    const distance = Math.abs(at.head - trigger.head);
    let cost = near * 12 + distance;
    // "announced a march for Friday": what is set for a day is dated by it, not by the day of the announcement.
    if (view.noun(trigger.head) && near <= 3 && view.preposition(at.head) === "for") cost -= 20;
    // A time that stands closer to another trigger's own words is that trigger's.
    if (near >= 3 && !time.rule.startsWith("since+")) {
      const rival = others.some(
        (other) =>
          other.head !== trigger.head &&
          other.sentence === trigger.sentence &&
          Math.abs(at.head - other.head) < distance &&
          closeness(view, other, at.head) < near,
      );
      if (rival) cost += 40;
    }
    const taken = cost < bestCost && cost < 62;
    const loser = taken ? best : at;
    if (why && loser)
      why.note(trigger, cost < 62 ? "date.farther" : "date.far", loser.time, { rule: loser.time.rule });
    if (taken) {
      bestCost = cost;
      best = at;
      bestNear = near;
    }
  }
  if (why && best)
    why.note(trigger, "date.own", best.time, { ...timeGiven(view, best.time), near: bestNear });
  return best ? { at: best, cost: bestCost } : null;
}
