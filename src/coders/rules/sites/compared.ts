/** What measures and ranks: times and events that a record is told from, which date nothing else. */
import type { Time } from "../../../text/analysis.js";
import type { View } from "../reading/view.js";
import type { Trigger } from "../triggers/triggers.js";
import type { TimeAt } from "./when.js";

const SUPERLATIVES = new Set([
  "first",
  "worst",
  "biggest",
  "largest",
  "deadliest",
  "longest",
  "highest",
  "most",
  "greatest",
  "bloodiest",
  "latest",
  "only",
]);

/** "the worst violence since 1991": the year measures, it does not date. */
export function comparison(view: View, at: TimeAt): boolean {
  const { tokens, analysis } = view;
  const bottom = Math.max(analysis.sentences.First[at.sentence]!, at.head - 12);
  for (let i = at.head - 1; i >= bottom; i--) {
    if (SUPERLATIVES.has(tokens.Norm[i]!) || tokens.Feats[i]!.includes("Degree=Sup"))
      return tokens.Norm[i] !== "least";
    const infinitive = tokens.Feats[i]!.includes("VerbForm=Inf");
    if (view.verb(i) && !infinitive && i < at.head - 3) return false;
  }
  return false;
}

/** "the third this year", "the fifth attack this month", "the deadliest attack this year": the period is that of a count. */
export function ranksIn(view: View, { head, time }: TimeAt): boolean {
  const { tokens, analysis } = view;
  if (time.precision === "D" || !/^this /i.test(analysis.text.slice(time.start, time.end))) return false;
  let i = head;
  while (i > 0 && tokens.End[i - 1]! > time.start) i--;
  for (let n = 0; i > 1 && n < RANKED && tokens.Sentence[i - 1] === tokens.Sentence[head]; n++, i--) {
    const [the, word] = [tokens.Norm[i - 2]!, tokens.Norm[i - 1]!];
    if (view.verb(i - 1) || word === ",") return false;
    if (
      the === "the" &&
      (view.cues.countedOrdinals!.has(word) || tokens.Feats[i - 1]!.includes("Degree=Sup"))
    )
      return true;
  }
  return false;
}

const RANKED = 7;

/** "the deadliest attack since a bombing in 2018": the event that a record is measured from. */
export function recordFrom(view: View, { head }: Trigger): boolean {
  if (!view.noun(head)) return false;
  const { Norm, Sentence } = view.tokens;
  const first = view.phrase(head)[0];
  if (Norm[first - 1] !== "since" && view.preposition(head) !== "since") return false;
  for (let k = first - 1; k > first - FAR && k >= 0 && Sentence[k] === Sentence[head]; k--)
    if (SUPERLATIVES.has(Norm[k]!) || view.tokens.Feats[k]!.includes("Degree=Sup")) return true;
  return false;
}

/** How far before it the word of the record stands. */
const FAR = 14;

/** A "when" between a time and the trigger, a comma at most before it. */
export function whenAfter(view: View, trigger: Trigger, time: Time): boolean {
  const { tokens } = view;
  for (let i = trigger.first - 1; i > 0 && tokens.Start[i]! >= time.end; i--)
    if (tokens.Norm[i] === "when") return tokens.End[i - 1]! <= time.end + 1;
  return false;
}

/** "since an assault in August, with officials reporting at the time 150 killed": what follows "at the time" is of that time. */
export function atThatTime(view: View, trigger: Trigger, time: Time): boolean {
  const { tokens } = view;
  for (let i = trigger.first - 1; i > 1 && tokens.Start[i]! >= time.end; i--)
    if (tokens.Norm[i] === "time" && tokens.Norm[i - 1] === "the" && tokens.Norm[i - 2] === "at") return true;
  return false;
}
