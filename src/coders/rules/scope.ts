/** Whether the words at a trigger tell of one event or of many. */
import type { Actuality, EventDate, Scope } from "../../model/coding.js";
import type { Trigger } from "./triggers.js";
import type { View } from "./view.js";

/** So many acts under one count are told as a sum, not as one act. */
const MANY = 5;

function counted(view: View, trigger: Trigger): boolean {
  const quantity = view.quantityOf(trigger.head);
  return quantity !== null && (quantity.low ?? quantity.high ?? 0) >= MANY;
}

const PERIODS = new Set(["day", "week", "month", "year", "decade"]);

/** "months of roadblocks and strikes" */
export function ofPeriod(view: View, head: number): boolean {
  const { tokens } = view;
  let i = head;
  while (view.is(i, "conj") && view.noun(tokens.Head[i]!)) i = tokens.Head[i]!;
  const up = tokens.Head[i]!;
  return up >= 0 && view.is(i, "nmod") && tokens.Norm[up + 1] === "of" && PERIODS.has(tokens.Lemma[up]!);
}

/** Whether the words tell of one event, a sum, a series at one place, a campaign or a habit (domain: scope). */
export function scopeOf(view: View, trigger: Trigger, date: EventDate | null, actual: Actuality): Scope {
  if (actual === "generic") return "habitual";
  if (trigger.case.scope) return trigger.case.scope as Scope;
  if (trigger.type === "PRO.WAVE") return "campaign";
  const { tokens, cues } = view;
  const plural = view.noun(trigger.head) && tokens.Feats[trigger.head]!.includes("Number=Plur");
  if (trigger.type === "PRO.MIXED") return "aggregate";
  if (plural && (counted(view, trigger) || ofPeriod(view, trigger.head))) return "aggregate";
  if (date && (date.precision === "O" || date.precision === "I")) {
    return trigger.type === "PRO.STRIKE" ||
      trigger.type === "PRO.OCCUPY" ||
      trigger.type === "PRO.BLOCK" ||
      trigger.type === "PRO.HUNGER"
      ? "site_day_series"
      : plural || trigger.type.startsWith("VIO") || trigger.type.startsWith("REP")
        ? "aggregate"
        : "event";
  }
  if (plural && view.children(trigger.head).some((k) => cues.aggregate!.has(tokens.Lemma[k]!)))
    return "aggregate";
  return "event";
}
