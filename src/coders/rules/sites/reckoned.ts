/** Days that are reckoned from a day told beside them: "on 3 May, two days after the killing", "a day after police shot a man". */
import type { Time } from "../../../text/analysis.js";
import { upward } from "../reading/upward.js";
import type { View } from "../reading/view.js";
import type { Trigger } from "../triggers/triggers.js";
import type { TimeAt } from "./when.js";

/** The rule of a length of time whose event no words have dated before. */
const STEP = /^(after|before)-event/;
const DATED = /\+event$/;
/** So few characters lie between a day and a length that reckons from it: "on 3 May, two days after". */
const BESIDE = 2;
const DAYS = /^P(\d{1,2})D$/;
const STEPS = new Set(["after", "before"]);
const DAY = 86_400_000;

/** The day of the event that a length of time leads to, from the one day that the sentence names; null where none does. */
export function reckonedDay(view: View, trigger: Trigger, times: readonly TimeAt[]): TimeAt | null {
  const step = times.find((at) => leadsTo(view, trigger, at));
  if (step === undefined) return null;
  const days = Number(DAYS.exec(step.time.value)![1]);
  let anchor: Time | null = null;
  for (const { time, head, sentence } of times) {
    if (sentence !== trigger.sentence || time.precision !== "D" || time.from === null) continue;
    if (!beside(time, step.time) && verbOver(view, head) !== verbOver(view, step.head)) continue;
    if (anchor !== null) return null;
    anchor = time;
  }
  if (anchor === null || (DATED.test(step.time.rule) && !beside(anchor, step.time))) return null;
  const sign = step.time.rule.startsWith("after") ? -1 : 1;
  const day = new Date(Date.parse(anchor.from!) + sign * days * DAY).toISOString().slice(0, 10);
  const { start, end } = step.time;
  const rule = `${anchor.rule}+${sign < 0 ? "days-after" : "days-before"}`;
  return { ...step, time: { ...anchor, value: day, edtf: day, from: day, to: day, rule, start, end } };
}

/** "two days after the killing", "a day after police shot": the word behind the length belongs to the trigger or its subject. */
function leadsTo(view: View, trigger: Trigger, { time, head, sentence }: TimeAt): boolean {
  if (sentence !== trigger.sentence || trigger.first <= head || !STEP.test(time.rule)) return false;
  if (!DAYS.test(time.value)) return false;
  const { Head, Norm, Sentence } = view.tokens;
  const word = STEPS.has(Norm[head]!) ? head : head + 1;
  if (Sentence[word] !== sentence || !(view.is(word, "case") || view.is(word, "mark"))) return false;
  const of = Head[word]!;
  return (of >= trigger.first && of < trigger.last) || (view.is(of, "nsubj") && Head[of] === trigger.head);
}

const beside = (day: Time, step: Time): boolean => step.start >= day.end && step.start - day.end <= BESIDE;

function verbOver(view: View, i: number): number {
  return upward(view, i).find((k, n) => n > 0 && view.verb(k)) ?? -1;
}
