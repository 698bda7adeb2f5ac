/** A sum of riots and one riot: "riots across the country" is no telling of the stones thrown on Friday. */
import type { Draft } from "./drafts.js";

const SUMMED = new Set(["aggregate", "campaign"]);
/** Groups of rules whose words tell what a crowd did, at one place and time. */
const ACTS = new Set(["throw", "attack", "break-through", "arson", "deface", "occupy", "clash"]);

function sum({ scope, date }: Draft): boolean {
  return SUMMED.has(scope) && date?.precision !== "D";
}

function act({ scope, trigger, definite }: Draft): boolean {
  return scope === "event" && ACTS.has(trigger.group) && !trigger.case.mention && !definite;
}

/** Whether one side is a sum of riots over days or places, and the other an act of one crowd. */
export function sumAndAct(draft: Draft, told: readonly Draft[], type: string): boolean {
  if (draft.type !== "PRO.RIOT" || type !== "PRO.RIOT") return false;
  if (sum(draft)) return !draft.definite && told.some(act);
  return act(draft) && told.some(sum) && !told.some(act);
}

const FINE = new Set(["G0", "G1", "G2"]);

/** "Wednesday's violence at Bamako market": violence of a day and place of its own, which nothing else tells of. */
export function toldInPassing({ type, trigger, date, places }: Draft): boolean {
  const own = date?.precision === "D" && places.some(({ precision }) => FINE.has(precision));
  return type === "PRO.RIOT" && trigger.group === "violence" && own;
}
