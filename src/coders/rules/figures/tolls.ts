/** Whether a figure is told as the toll of a period, adding up, rather than as the count of one event. */

import { tokenAt } from "../reading/token-at.js";
import type { View } from "../reading/view.js";
import type { TimeAt } from "../sites/when.js";
import { addsUp, lasting } from "./adding-up.js";
import type { CountedFigure } from "./figures.js";
import { harmOf } from "./harm-kinds.js";

const phrases = new WeakMap<ReadonlySet<string>, readonly (readonly string[])[]>();

/** The entries of a list of cues as words in a row. */
function inWords(list: ReadonlySet<string>): readonly (readonly string[])[] {
  const known = phrases.get(list) ?? [...list].map((phrase) => phrase.split(" "));
  phrases.set(list, known);
  return known;
}

/** "since the election": told in the perfect, it is a period whatever the words after it. The token of the "since", or -1. */
function sinceThen(view: View, first: number, last: number): number {
  const { Norm, Lemma } = view.tokens;
  let perfect = false;
  let since = -1;
  for (let i = first; i < last; i++) {
    if (PERFECT.has(Norm[i]!)) perfect = true;
    // "those killed since", "brings the toll since the vote to 40"
    else if (view.cues.tollNouns!.has(Lemma[i]!)) perfect = true;
    if (Norm[i] === "since" && !comparedSince(view, i) && !nowOver(view, i)) since = i;
  }
  return since >= 0 && (perfect || (since > first && harmOf(view, since - 1) !== null)) ? since : -1;
}

/** "the deadliest since June", "the first march since": that is how long none was like it. */
function comparedSince(view: View, i: number): boolean {
  const { Norm } = view.tokens;
  for (let k = i - 1; k >= Math.max(0, i - 4); k--)
    if (
      UNLIKE.has(Norm[k]!) ||
      (Norm[k]!.length > 5 && Norm[k]!.endsWith("iest")) ||
      Norm[k]!.endsWith("gest")
    )
      return true;
  return false;
}

/** "have since been released", "had since recovered": what came of them, no count that goes on. */
function nowOver(view: View, i: number): boolean {
  if (!PERFECT.has(view.tokens.Norm[i - 1] ?? "")) return false;
  const verb = view.tokens.Norm[i + 1] === "been" ? i + 2 : i + 1;
  return view.verb(verb) && harmOf(view, verb) === null;
}
const UNLIKE = new Set(["worst", "most", "first", "only", "last", "highest", "lowest", "fewest"]);

const PERFECT = new Set(["have", "has", "had"]);

/** "so far", "to date": the first token of words that say that a toll has been adding up, or -1. */
export function soFar(view: View, sentence: number): number {
  const { tokens, analysis } = view;
  const [first, last] = [analysis.sentences.First[sentence]!, analysis.sentences.Last[sentence]!];
  const since = sinceThen(view, first, last);
  if (since >= 0) return since;
  const lists = ofLong(view, first, last) ? [view.cues.soFar!, view.cues.summedUp!] : [view.cues.soFar!];
  for (let i = first; i < last; i++)
    for (const list of lists)
      for (const words of inWords(list))
        if (
          words.every((word, k) => tokens.Norm[i + k] === word) &&
          !hoursOnly(view, i + words.length, last) &&
          !comparedSince(view, i)
        )
          return i;
  return -1;
}

/** Whether a sentence speaks of what has come about by now, or of what lasts. */
function ofLong(view: View, first: number, last: number): boolean {
  for (let i = first; i < last; i++) if (PERFECT.has(view.tokens.Norm[i]!) || lasting(view, i)) return true;
  return false;
}

/** "during the past few hours": no time for anything to add up. */
function hoursOnly({ tokens }: View, next: number, last: number): boolean {
  for (let i = next; i < last && i < next + 3; i++)
    if (SHORT.has(tokens.Norm[i]!)) return PAST.has(tokens.Norm[next - 1]!);
  return false;
}
const SHORT = new Set(["hours", "hour", "minutes", "night", "day"]);
const PAST = new Set(["past", "last"]);

/** A time from "since" on, where that only says since when nothing was like it. */
function afterCompared(view: View, at: TimeAt): boolean {
  const { tokens, analysis } = view;
  const from = tokenAt(view, at.time.start);
  for (let i = from; i >= analysis.sentences.First[at.sentence]! && i > from - 8; i--)
    if (tokens.Norm[i] === "since") return comparedSince(view, i);
  return false;
}

/** "is now in custody": today is no period. */
const isNow = ({ analysis }: View, { time }: TimeAt): boolean =>
  NOW.has(analysis.text.slice(time.start, time.end).toLowerCase());
const NOW = new Set(["now", "currently", "presently", "nowadays", "today", "at present", "at the moment"]);

/** "over the past eight days", "in two weeks of clashes", "40 dead in three weeks", "between March and May" */
function along(view: View, at: TimeAt): boolean {
  const { tokens } = view;
  const start = tokenAt(view, at.time.start);
  if (at.time.type === "DATE")
    return (
      (at.time.precision === "I" || at.time.precision === "R") &&
      (RANGE.has(tokens.Norm[start]!) || RANGE.has(tokens.Norm[start - 1] ?? ""))
    );
  if (at.time.type !== "DURATION") return false;
  const days = at.time.days ?? (MANY_DAYS.has(tokens.Norm[start]!) ? WEEK : 0);
  if (days < 2) return false;
  let k = start - 1;
  while (k >= 0 && LEADING.has(tokens.Norm[k]!)) k--;
  const opens = tokens.Norm[k] ?? "";
  // "over three days of clashes": the count of what went on for these days.
  if (days < WEEK && tokens.Norm[tokenAt(view, at.time.end - 1) + 1] === "of") return false;
  if (opens === "over" || opens === "during" || tokens.Norm[start] === "over") return true;
  const next = tokenAt(view, at.time.end - 1) + 1;
  // "the worst clashes in two weeks": so long nothing was like it.
  if (tokens.Norm[next] !== "of")
    return opens === "in" && days >= WEEK && harmed(view, k) && !comparedSince(view, k);
  // "in three days of riots", "six weeks of protests that left 30 dead"
  let of = next + 1;
  while (of < next + 4 && !view.noun(of)) of++;
  return opens === "in" || (days >= WEEK && lasting(view, of));
}
const LEADING = new Set([
  "the",
  "past",
  "last",
  "these",
  "some",
  "nearly",
  "about",
  "just",
  "only",
  "at",
  "least",
]);
const MANY_DAYS = new Set(["weeks", "months", "years", "decades"]);
const RANGE = new Set(["between", "from"]);
const WEEK = 7;

/** A word of harm right before token `i`, or before the object between: "19 dead in", "killed 40 people in". */
function harmed(view: View, i: number): boolean {
  for (let k = i - 1; k >= 0 && k >= i - 4; k--) if (harmOf(view, k) !== null) return true;
  return false;
}

/** For every figure of a report whether its words make it a toll of a period. */
export function tollsOf(
  view: View,
  times: readonly TimeAt[],
  figures: readonly CountedFigure[],
): (counted: CountedFigure) => boolean {
  const sinces = new Map<number, number>();
  for (const at of times)
    if ((at.time.precision === "O" && !isNow(view, at) && !afterCompared(view, at)) || along(view, at))
      sinces.set(at.sentence, at.head);
  const bySentence = new Map<number, CountedFigure[]>();
  for (const one of figures) {
    const there = bySentence.get(one.sentence);
    if (there) there.push(one);
    else bySentence.set(one.sentence, [one]);
  }
  const marks = new Map<number, number>();
  const markOf = (sentence: number): number => {
    const known = marks.get(sentence);
    if (known !== undefined) return known;
    const mark = sinces.get(sentence) ?? soFar(view, sentence);
    marks.set(sentence, mark);
    return mark;
  };
  const tolls = new Set<CountedFigure>();
  let last: CountedFigure | null = null;
  const decide = (counted: CountedFigure): boolean => {
    const { figure, sentence } = counted;
    if (figure.kind === "crowd_size" || figure.high === 0) return false;
    const mark = markOf(sentence);
    const others = bySentence.get(sentence) ?? [];
    if (others.some((other) => partOfDay(view, counted, other, times))) return true;
    if (
      mark >= 0 &&
      !sinceThis(view, counted, mark) &&
      !others.some((other) => outgrows(counted, other, mark))
    )
      return true;
    return addsUp(view, counted, times) || (last !== null && tolls.has(last) && alike(view, last, counted));
  };
  return (counted) => {
    const toll = decide(counted);
    if (toll) tolls.add(counted);
    last = counted;
    return toll;
  };
}

/** "is wanted since the two were shot", "so far has not said why he killed two": told in the clause that the word of time opens. */
function sinceThis({ tokens, verb }: View, { token, by }: CountedFigure, mark: number): boolean {
  if (mark > token || mark > by || !verb(by)) return false;
  if (tokens.Norm[mark] === "since") {
    for (let i = mark + 1; i < by; i++)
      if (tokens.Norm[i] === "," || tokens.Norm[i] === "has" || tokens.Norm[i] === "have") return false;
    return true;
  }
  if (tokens.Norm[mark] !== "so") return false;
  for (let i = mark + 2; i < Math.min(token, mark + 2 + DENIED_REACH); i++)
    if (/^(?:not|n['’]t|no|never)$/.test(tokens.Norm[i]!)) return true;
  return false;
}
const DENIED_REACH = 8;

/** "dozens have been killed and hundreds arrested": the second shares the verb of the first. */
function alike(view: View, last: CountedFigure, counted: CountedFigure): boolean {
  if (last.sentence !== counted.sentence || last.figure.kind === counted.figure.kind) return false;
  const { tokens } = view;
  for (let i = last.token + 1; i < Math.max(counted.token, counted.by); i++)
    if (OWN_VERB.has(tokens.Norm[i]!) || tokens.Norm[i] === ";") return false;
  return true;
}
const OWN_VERB = new Set([
  "was",
  "were",
  "is",
  "are",
  "that",
  "who",
  "which",
  "when",
  "while",
  "after",
  "where",
]);

/** "20 have been shot dead, including three on Monday": where a part has the day, the whole is no count of that day. */
function partOfDay(view: View, one: CountedFigure, part: CountedFigure, times: readonly TimeAt[]): boolean {
  if (part.figure.kind !== one.figure.kind || part.token <= one.token) return false;
  if (!view.cues.including!.has(view.tokens.Norm[tokenAt(view, part.quantity.start) - 1] ?? "")) return false;
  const end = part.token + PART_DAY;
  const on = (at: TimeAt): boolean => at.time.precision === "D" && at.head > part.token && at.head <= end;
  const ofAll = (at: TimeAt): boolean => at.time.precision === "D" && at.head < part.token;
  const there = times.filter((at) => at.sentence === one.sentence);
  return there.some(on) && !there.some(ofAll);
}
/** How far behind the number of a part its day stands. */
const PART_DAY = 5;

/** "killed two on Monday, dozens so far": the words of a toll are the larger figure's that stands nearer to them. */
function outgrows(one: CountedFigure, other: CountedFigure, mark: number): boolean {
  if (other === one || other.figure.kind !== one.figure.kind || other.token < one.token) return false;
  const larger = (other.figure.low ?? 0) > (one.figure.high ?? one.figure.low ?? 0);
  return larger && Math.abs(other.token - mark) < Math.abs(one.token - mark);
}
