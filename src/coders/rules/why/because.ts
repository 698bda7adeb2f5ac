/** Notes of the rule coder: what decided, at the trigger that it decided about. Nothing is noted unless reasons are asked for. */
import type { Actuality } from "../../../model/coding.js";
import type { Words } from "../../../model/why.js";
import type { ReasonCode } from "../../../model/why-codes.js";
import { type View, wordsAt } from "../reading/view.js";
import type { Match } from "../triggers/match.js";

/** Gives the value back, and notes why it was taken. */
export function because<T extends string>(
  view: View,
  trigger: Match,
  code: ReasonCode,
  value: T,
  cues: readonly Words[] = [],
): T {
  view.why?.note(trigger, code, wordsAt(view, trigger.first, trigger.last), { value }, cues);
  return value;
}

/** Gives a finding back, and keeps the words that made it until it is known whether they decide. */
export function heard<T extends Actuality | null>(view: View, list: string, i: number, says: T): T {
  if (says !== null) view.why?.hear(list, says, wordsAt(view, i));
  return says;
}

/** Notes the words that made the actuality that was taken, and those that spoke for another. */
export function noteHeard(view: View, trigger: Match, value: Actuality, found: readonly Actuality[]): void {
  const { why } = view;
  if (why === null) return;
  const all = why.takeHeard();
  const words = wordsAt(view, trigger.first, trigger.last);
  const deciding = all.filter(({ says }) => says === value);
  for (const list of new Set(deciding.map((one) => one.list))) {
    const code = list.startsWith("actuality.") ? (list as ReasonCode) : "actuality.cue";
    const cues = deciding.filter((one) => one.list === list).map((one) => one.words);
    why.note(
      trigger,
      code,
      words,
      { value, list },
      cues.sort((a, b) => a.start - b.start),
    );
  }
  if (deciding.length === 0) {
    const above = view.tokens.Head[trigger.head]!;
    if (found.includes(value)) {
      why.note(trigger, "actuality.clause", words, { value }, above >= 0 ? [wordsAt(view, above)] : []);
    } else why.note(trigger, "actuality.plain", words, { value });
  }
  for (const { list, says, words: cue } of all) {
    if (says === value || !found.includes(says as Actuality)) continue;
    const named = list.startsWith("actuality.") ? "" : list;
    why.note(trigger, "actuality.outweighed", words, { value, other: says, list: named }, [cue]);
  }
}
