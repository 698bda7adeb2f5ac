/** Whether a figure is told as the toll of a period, adding up, rather than as the count of one event. */
import { harmOf } from "./counted-words.js";
import type { CountedFigure } from "./figures.js";
import { tokenAt } from "./token-at.js";
import type { View } from "./view.js";
import type { TimeAt } from "./when.js";

const SO_FAR: readonly (readonly string[])[] = [
  ["so", "far"],
  ["this", "year"],
  ["in", "the", "past"],
  ["over", "the", "last"],
  ["in", "the", "last"],
  ["during", "the", "past"],
  ["in", "recent", "weeks"],
  ["in", "recent", "days"],
  ["to", "date"],
  ["in", "total"],
  ["in", "all"],
  ["over", "the", "past"],
  ["in", "recent", "months"],
  ["in", "recent", "years"],
];

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
    if (SO_FAR.some((words) => words.every((word, k) => tokens.Norm[i + k] === word))) return true;
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
  return opens === "in" && tokens.Norm[next] === "of";
}

/** Nouns of what lasts: those who "have died in the violence" died in all of it. */
const LONG = new Set([
  "violence",
  "unrest",
  "conflict",
  "war",
  "crackdown",
  "turmoil",
  "insurgency",
  "uprising",
  "repression",
]);

/**
 * "Nine have died and dozens have been hurt in the unrest", "the toll has risen to 40": told as adding up, with no
 * day beside it.
 */
function addsUp(view: View, counted: CountedFigure, times: readonly TimeAt[]): boolean {
  const { tokens, analysis, cues } = view;
  const { sentence, by } = counted;
  if (times.some((at) => at.sentence === sentence && at.time.precision === "D")) return false;
  const [first, last] = [analysis.sentences.First[sentence]!, analysis.sentences.Last[sentence]!];
  const perfect = (i: number, from = Math.max(first, i - 4)) => {
    for (let k = i - 1; k >= from; k--)
      if (tokens.Norm[k] === "have" || tokens.Norm[k] === "has") return true;
    return false;
  };
  if (tokens.Lemma[by] === "toll" || cues.tollNouns!.has(tokens.Lemma[by]!)) {
    for (let i = by + 1; i < last; i++) if (cues.tollVerbs!.has(tokens.Lemma[i]!) && perfect(i)) return true;
    return false;
  }
  // "the protests have left 40 dead", "violence that has killed 40"
  for (let i = by - 1; i >= first && i > by - LONG_BEFORE; i--) {
    if (LONG.has(tokens.Lemma[i]!) || manyEvents(view, i)) return perfect(by, i);
  }
  if (!perfect(by)) return false;
  // "a total of 40 people have been killed"
  for (let i = first; i < by; i++) if (tokens.Norm[i] === "total" && tokens.Norm[i + 1] === "of") return true;
  for (let i = by + 1; i < last; i++) {
    if (!LONG.has(tokens.Lemma[i]!) && !manyEvents(view, i)) continue;
    for (let k = i - 1; k > by && k > i - 5; k--)
      if (tokens.Norm[k] === "in" || tokens.Norm[k] === "during") return true;
  }
  return false;
}

/** How far before the word of harm the noun of what lasts stands. */
const LONG_BEFORE = 8;

const manyEvents = (view: View, i: number): boolean =>
  view.noun(i) &&
  view.tokens.Feats[i]!.includes("Number=Plur") &&
  view.cues.eventNouns!.has(view.tokens.Lemma[i]!);

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
