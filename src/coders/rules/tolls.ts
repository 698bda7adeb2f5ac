/** Whether a figure is told as the toll of a period, adding up, rather than as the count of one event. */
import { harmOf } from "./counted-words.js";
import type { CountedFigure } from "./figures.js";
import { tokenAt } from "./token-at.js";
import type { View } from "./view.js";
import type { TimeAt } from "./when.js";

const phrases = new WeakMap<ReadonlySet<string>, readonly (readonly string[])[]>();

/** The entries of a list of cues as words in a row. */
function inWords(list: ReadonlySet<string>): readonly (readonly string[])[] {
  const known = phrases.get(list) ?? [...list].map((phrase) => phrase.split(" "));
  phrases.set(list, known);
  return known;
}

/** "since the election": told in the perfect, it is a period whatever the words after it. */
function sinceThen(view: View, first: number, last: number): boolean {
  const { Norm, Lemma } = view.tokens;
  let perfect = false;
  let since = -1;
  for (let i = first; i < last; i++) {
    if (PERFECT.has(Norm[i]!)) perfect = true;
    // "those killed since", "brings the toll since the vote to 40"
    else if (view.cues.tollNouns!.has(Lemma[i]!)) perfect = true;
    if (Norm[i] === "since" && !comparedSince(view, i)) since = i;
  }
  return since >= 0 && (perfect || (since > first && harmOf(view, since - 1) !== null));
}

/** "the deadliest since June", "the first march since": that is how long none was like it. */
function comparedSince(view: View, i: number): boolean {
  const { Norm } = view.tokens;
  for (let k = i - 1; k >= Math.max(0, i - 3); k--)
    if (
      UNLIKE.has(Norm[k]!) ||
      (Norm[k]!.length > 5 && Norm[k]!.endsWith("iest")) ||
      Norm[k]!.endsWith("gest")
    )
      return true;
  return false;
}
const UNLIKE = new Set(["worst", "most", "first", "only", "last", "highest", "lowest", "fewest"]);

const PERFECT = new Set(["have", "has", "had"]);

/** "so far", "to date": the words of a toll that has been adding up. */
function soFar(view: View, sentence: number): boolean {
  const { tokens, analysis } = view;
  if (sinceThen(view, analysis.sentences.First[sentence]!, analysis.sentences.Last[sentence]!)) return true;
  for (let i = analysis.sentences.First[sentence]!; i < analysis.sentences.Last[sentence]!; i++) {
    if (inWords(view.cues.soFar!).some((words) => words.every((word, k) => tokens.Norm[i + k] === word)))
      return true;
  }
  return false;
}

/** A time from "since" on, where that only says since when nothing was like it. */
function afterCompared(view: View, at: TimeAt): boolean {
  const { tokens, analysis } = view;
  const from = tokenAt(view, at.time.start);
  for (let i = from; i >= analysis.sentences.First[at.sentence]! && i > from - 8; i--)
    if (tokens.Norm[i] === "since") return comparedSince(view, i);
  return false;
}

/** "over the past eight days", "in two weeks of clashes" */
function along(view: View, at: TimeAt): boolean {
  const { tokens } = view;
  if (at.time.type !== "DURATION" || (at.time.days ?? 0) < 2) return false;
  let k = tokenAt(view, at.time.start) - 1;
  while (k >= 0 && ["the", "past", "last", "these", "some", "nearly", "about"].includes(tokens.Norm[k]!)) k--;
  const opens = tokens.Norm[k] ?? "";
  if (opens === "over" || opens === "during") return true;
  const next = tokenAt(view, at.time.end - 1) + 1;
  if (tokens.Norm[next] !== "of") return false;
  // "in three days of riots", "six weeks of protests that left 30 dead"
  let of = next + 1;
  while (of < next + 4 && !view.noun(of)) of++;
  return opens === "in" || ((at.time.days ?? 0) >= 7 && lasting(view, of));
}

/** What lasts, or many events: those who "have died in the violence" died in all of it. */
function lasting(view: View, i: number): boolean {
  const { Lemma, Feats } = view.tokens;
  if (!view.noun(i)) return false;
  if (view.cues.longNouns!.has(Lemma[i]!)) return true;
  return Feats[i]!.includes("Number=Plur") && view.cues.eventNouns!.has(Lemma[i]!);
}

/** "has died", "have been wounded": a perfect right before token `i`. */
function perfect(view: View, i: number, from: number): boolean {
  for (let k = i - 1; k >= from; k--)
    if (view.tokens.Norm[k] === "have" || view.tokens.Norm[k] === "has") return true;
  return false;
}

/**
 * "Nine have died and dozens have been hurt in the unrest", "the toll has risen to 40", "brings to 40 the number of dead",
 * "the war killed 3,000": told as adding up, with no day beside it.
 */
function addsUp(view: View, counted: CountedFigure, times: readonly TimeAt[]): boolean {
  const { tokens, analysis, cues } = view;
  const { sentence, by } = counted;
  if (times.some((at) => at.sentence === sentence && at.time.precision === "D")) return false;
  const [first, last] = [analysis.sentences.First[sentence]!, analysis.sentences.Last[sentence]!];
  const near = Math.max(first, by - 4);
  if (total(view, counted, first, last)) return true;
  if (tokens.Lemma[by] === "toll" || cues.tollNouns!.has(tokens.Lemma[by]!)) {
    for (let i = by + 1; i < last; i++)
      if (cues.tollVerbs!.has(tokens.Lemma[i]!) && perfect(view, i, Math.max(first, i - 4))) return true;
    return false;
  }
  // "the protests have left 40 dead", "violence that has killed 40", "the war left 3,000 dead"
  for (let i = by - 1; i >= first && i > by - LONG_BEFORE; i--) {
    if (lasting(view, i))
      return perfect(view, by, i) || (large(counted) && cues.longNouns!.has(tokens.Lemma[i]!));
  }
  const many = perfect(view, by, near);
  if (many && uprooted(counted)) return true;
  if (many && large(counted) && view.verb(by) && !view.passive(by) && HARMS.has(counted.figure.kind)) {
    // "the rebels have killed more than 300 people": those who have done so have done it over time.
    if (view.agents(by).some((i) => view.classOf(i) !== null)) return true;
  }
  // "a total of 40 people have been killed"
  if (many)
    for (let i = first; i < by; i++)
      if (tokens.Norm[i] === "total" && tokens.Norm[i + 1] === "of") return true;
  if (!many && !large(counted)) return false;
  for (let i = by + 1; i < last; i++) {
    if (!(many ? lasting(view, i) : cues.longNouns!.has(tokens.Lemma[i]!))) continue;
    for (let k = i - 1; k > by && k > i - LONG_BEFORE; k--)
      if (tokens.Norm[k] === "in" || tokens.Norm[k] === "during") return true;
  }
  return false;
}

const HARMS: ReadonlySet<string> = new Set(["deaths", "displaced", "missing"]);
/** From this number on those killed by "the war" or by "the rebels" are no count of one event. */
const LARGE = 100;
const large = ({ figure }: CountedFigure) => (figure.low ?? figure.high ?? 0) >= LARGE;
/** So many who "have fled" are all who have fled until now. */
const uprooted = ({ figure }: CountedFigure) =>
  figure.kind === "displaced" && (figure.low ?? figure.high ?? 0) >= 1000;

/** "bringing the number of dead to 40", "takes to 40 the total of those killed": unless it is the count of one event. */
function total(view: View, { token, quantity }: CountedFigure, first: number, last: number): boolean {
  const { tokens, cues } = view;
  const start = tokenAt(view, quantity.start);
  if (tokens.Norm[start - 1] !== "to") return false;
  for (let i = start - 2; i >= first && i > start - REACH; i--) {
    if (!cues.totalling!.has(tokens.Lemma[i]!)) continue;
    let counts = false;
    for (let k = i + 1; k < last && k < token + REACH; k++) {
      if (cues.tollNouns!.has(tokens.Lemma[k]!)) counts = true;
      // "bringing the toll from the blast to 12"
      if (counts && cues.eventNouns!.has(tokens.Lemma[k]!) && !lasting(view, k)) return false;
    }
    return counts;
  }
  return false;
}

const REACH = 12;
/** How far from the word of harm the noun of what lasts stands. */
const LONG_BEFORE = 8;

/** For every figure of a report whether its words make it a toll of a period. */
export function tollsOf(view: View, times: readonly TimeAt[]): (counted: CountedFigure) => boolean {
  const sinces = new Set(
    times
      .filter((at) => (at.time.precision === "O" && !afterCompared(view, at)) || along(view, at))
      .map((at) => at.sentence),
  );
  return (counted) =>
    counted.figure.kind !== "crowd_size" &&
    (sinces.has(counted.sentence) || soFar(view, counted.sentence) || addsUp(view, counted, times));
}
