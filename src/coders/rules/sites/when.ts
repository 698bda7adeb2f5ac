/** Which time expression of a report dates an event, and what to do where none does. */
import type { EventDate } from "../../../model/coding.js";
import { span } from "../../../model/span.js";
import type { ReasonCode } from "../../../model/why-codes.js";
import type { Time } from "../../../text/analysis.js";
import { saysWhich } from "../reading/clause-words.js";
import { headFrom } from "../reading/token-at.js";
import { upward, upwardFrom } from "../reading/upward.js";
import { ADJ, type View } from "../reading/view.js";
import type { Trigger } from "../triggers/triggers.js";
import { atThatTime, comparison, ranksIn, recordFrom, whenAfter } from "./compared.js";
import { ofCalledAct, ofOther, throughAnother } from "./of-others.js";
import { reckonedDay } from "./reckoned.js";

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

/** True for a speech verb: what is said is not when it was said, but by those who are there ("a correspondent reported Wednesday"). */
function said(view: View, i: number): boolean {
  const { Lemma } = view.tokens;
  if (!view.cues.speech!.has(Lemma[i]!)) return false;
  const who = view.child(i, "nsubj");
  return who < 0 || !view.cues.onTheSpot!.has(Lemma[who]!);
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
  // "praised on Tuesday a march in which 300 took part": a clause on a noun has times of its own.
  if (above.slice(0, above.indexOf(meet)).some((i) => saysWhich(view, i)))
    return trigger.type.startsWith("PRO") ? 2 : 3;
  for (const i of between) if (said(view, i) && view.verb(i) && !givenByWord(view, trigger)) return 9;
  return tokens.Head[word] === meet || steps.length <= 2 ? 1 : 3;
}

/** "the 1977 strike that led to the fall of the junta": told in a clause on the noun that the time stands before, what came of it was then. */
function cameOf(view: View, { head }: Trigger, { time }: TimeAt): boolean {
  const { Head, Upos, Norm, Start, End } = view.tokens;
  const clause = upward(view, head).find((i) => saysWhich(view, i));
  if (clause === undefined || Head[clause]! >= head) return false;
  let k = Head[clause]! - 1;
  while (k >= 0 && Start[k]! >= time.end && (Upos[k] === ADJ || Norm[k] === ",")) k--;
  return k >= 0 && End[k]! === time.end;
}

/** The same for what dates or sites: "attacks that took place on Friday" are of the time and place in their clause. */
export function nearness(view: View, trigger: Trigger, word: number): number {
  const near = closeness(view, trigger, word);
  const { head } = trigger;
  if (near !== 2 || !view.noun(head)) return near;
  const { Head, Norm } = view.tokens;
  const clause = upwardFrom(view, word).find((i) => Head[i] === head && view.is(i, "acl:relcl"));
  const who = clause === undefined ? -1 : view.child(clause, "nsubj");
  return who >= 0 && RELATIVE.has(Norm[who]!) ? 0 : near;
}

const RELATIVE = new Set(["that", "which", "who"]);

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

/** "On Thursday the president repeated his stance on the unrest": the time is that of the words spoken. */
function spokenOf(view: View, { head }: Trigger, time: number): boolean {
  const verb = view.tokens.Head[time]!;
  if (verb < 0 || !view.verb(verb) || !view.noun(head) || !said(view, verb)) return false;
  return !view.is(head, "nsubj") && SPOKEN_OF.has(view.preposition(head) ?? "");
}

const SPOKEN_OF = new Set(["about", "on", "over", "of", "for"]);

/** "On Monday, about three months later, a jury indicted him": a length reckoned into the days to come dates nothing that was done. */
function cannotBe({ tokens, analysis, verb }: View, { head }: Trigger, time: Time): boolean {
  const { published } = analysis;
  if (
    published === null ||
    time.from === null ||
    time.from <= published ||
    !/^(?:later|earlier|after)/.test(time.rule)
  )
    return false;
  return (
    verb(head) && tokens.Feats[head]!.includes("Tense=Past") && tokens.Feats[head]!.includes("VerbForm=Fin")
  );
}

/** "agreed on Monday to drop the tax, which has sparked riots": a perfect takes no day from another clause. */
function perfectOn({ tokens, children, verb, is, analysis }: View, { head }: Trigger, time: Time): boolean {
  if (time.precision !== "D" || time.from === null || time.rule.startsWith("since+")) return false;
  if (analysis.published !== null && time.from >= analysis.published) return false;
  const over = verb(head) ? head : tokens.Head[head]!;
  if (over < 0 || !verb(over) || (over !== head && !is(head, "obj") && !is(head, "nsubj"))) return false;
  return children(over).some((k) => is(k, "aux") && (tokens.Norm[k] === "has" || tokens.Norm[k] === "have"));
}

/** "After the bombing of a market in Kano on Tuesday, …": all times of the phrase that opens a sentence are its event's. */
export function opensWith(view: View, trigger: Trigger, { head, time }: TimeAt): boolean {
  const { tokens, analysis } = view;
  if (!view.noun(trigger.head) || head < trigger.last) return false;
  const first = analysis.sentences.First[trigger.sentence]!;
  if (trigger.first - first > OPENING_WORDS) return false;
  let i = first;
  for (; i < tokens.length && tokens.Norm[i] !== ","; i++)
    if (i !== trigger.head && view.verb(i)) return false;
  const opener = `${tokens.Norm[first]} ${tokens.Norm[first + 1]}`;
  const opens = AFTERMATH.has(tokens.Norm[first]!) || opener === "in the";
  return (
    opens &&
    tokens.Start[i] !== undefined &&
    time.end <= tokens.Start[i]! &&
    tokens.Sentence[i] === trigger.sentence
  );
}

/** So many words may stand before the event in a phrase that opens a sentence. */
const OPENING_WORDS = 9;

/** A day told right beside a month or a week that holds it says which: "next month on 2 August", "this week, on Monday". */
function finer(times: readonly TimeAt[], best: TimeAt): TimeAt {
  if (best.time.precision === "D" || best.time.from === null || best.time.to === null) return best;
  const { from, to, start, end } = best.time;
  return (
    times.find(
      ({ time, sentence }) =>
        sentence === best.sentence &&
        time.precision === "D" &&
        time.from !== null &&
        time.from >= from! &&
        time.from <= to! &&
        (Math.abs(time.start - end) <= NEXT_TO || Math.abs(start - time.end) <= NEXT_TO),
    ) ?? best
  );
}

/** So few characters lie between a month and the day that it holds. */
const NEXT_TO = 5;

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
  if (atFirst(view, at)) return "date.vague";
  if (
    !time.rule.startsWith("since+") ||
    (recordFrom(view, trigger) && upward(view, at.head).includes(trigger.head)) ||
    whenAfter(view, trigger, time)
  )
    return null;
  return comparison(view, at) ? "date.compares" : null;
}

/** "originally slated for 6 May, will now take place on 20 May": the day that was set first holds no more. */
function atFirst({ tokens, cues, noun, verb }: View, { head, sentence }: TimeAt): boolean {
  for (let k = head - 1; k >= 0 && head - k <= AT_FIRST && tokens.Sentence[k] === sentence; k--) {
    if (cues.originally!.has(tokens.Norm[k]!)) return true;
    if (tokens.Norm[k] === "," || (noun(k) && !verb(k))) return false;
  }
  return false;
}

/** So many words lie between "originally" and the day. */
const AT_FIRST = 5;

/** So much farther is the time of an answer than one that is the event's own. */
const ANSWER = 24;

/** The time expression that dates a trigger within its own sentence, or null. */
export function ownTime(
  view: View,
  trigger: Trigger,
  times: readonly TimeAt[],
  others: readonly Trigger[],
): { at: TimeAt; cost: number; reckoned?: boolean } | null {
  const reckoned = reckonedDay(view, trigger, times);
  if (reckoned) {
    view.why?.note(trigger, "date.own", reckoned.time, { ...timeGiven(view, reckoned.time), near: 0 });
    return { at: reckoned, cost: 0, reckoned: true };
  }
  let best: TimeAt | null = null;
  let bestCost = Number.POSITIVE_INFINITY;
  let bestNear = 9;
  const { why } = view;
  for (const at of times) {
    if (at.sentence !== trigger.sentence) continue;
    const { time } = at;
    const then = atThatTime(view, trigger, time);
    const called = ofCalledAct(view, trigger, at, others);
    if (cannotBe(view, trigger, time)) {
      why?.note(trigger, "date.not_of_past", time, { rule: time.rule });
      continue;
    }
    const by = then ? null : (notDating(view, trigger, at) ?? (called ? "date.call" : null));
    const theirs = by !== null || ofOther(view, trigger, at, times);
    let near = theirs ? 9 : then ? 0 : nearness(view, trigger, at.head);
    if (near > 0 && near < 9 && spokenOf(view, trigger, at.head)) near = 9;
    if (near > 1 && near < 9 && perfectOn(view, trigger, time)) near = 9;
    const came = near > 1 && by === null && cameOf(view, trigger, at);
    if (came) near = 1;
    else if (near > 0 && opensWith(view, trigger, at)) near = 0;
    if (near >= 9 || (near > 1 && aside(view, trigger))) {
      why?.note(trigger, by ?? (near >= 9 ? "date.saying" : "date.aside"), time, { rule: time.rule });
      continue;
    }
    if (
      near > 0 &&
      !came &&
      !time.rule.startsWith("since+") &&
      throughAnother(view, at.head, trigger, others)
    )
      near = 6;
    const distance = Math.abs(at.head - trigger.head);
    let cost = near * 12 + distance;
    // "announced a march for Friday": what is set for a day is dated by it, not by the day of the announcement.
    if (view.noun(trigger.head) && near <= 3 && view.preposition(at.head) === "for") cost -= 20;
    if (near > 0 && answers(view, trigger, at.head)) cost += ANSWER;
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
  if (best) best = finer(times, best);
  if (why && best)
    why.note(trigger, "date.own", best.time, { ...timeGiven(view, best.time), near: bestNear });
  return best ? { at: best, cost: bestCost } : null;
}
