/** A sum and one act: "riots across the country" is no telling of the stones thrown on Friday, nor "marches in 20 cities" of one rally. */
import type { Draft } from "./drafts.js";

const SUMMED = new Set(["aggregate", "campaign"]);
/** Groups of rules whose words tell what a crowd did, at one place and time. */
const ACTS = new Set(["throw", "attack", "break-through", "arson", "deface", "occupy", "clash"]);
/** Groups of rules whose words are for people. */
const PEOPLE = new Set(["protesters", "protesting-people", "strikers"]);
const FINE = new Set(["G0", "G1", "G2"]);

/** "20,000 marchers" counts people, no marches. */
function sum({ scope, date, trigger }: Draft): boolean {
  return SUMMED.has(scope) && date?.precision !== "D" && !PEOPLE.has(trigger.group);
}

function riotous({ scope, trigger, definite }: Draft): boolean {
  return scope === "event" && ACTS.has(trigger.group) && !trigger.case.mention && !definite;
}

/** "On Friday 2,000 held a rally in the main square" */
function gathering({ scope, trigger, definite, brought, date, places }: Draft): boolean {
  const own = date?.precision === "D" || places.some(({ precision }) => FINE.has(precision));
  return scope === "event" && (brought || !trigger.case.loose) && !trigger.case.mention && !definite && own;
}

/** Whether one side is a sum over days or places, and the other an act of one crowd. */
export function sumAndAct(draft: Draft, told: readonly Draft[], type: string): boolean {
  if (draft.type !== type || (type !== "PRO.RIOT" && type !== "PRO.DEMO")) return false;
  const act = type === "PRO.RIOT" ? riotous : gathering;
  if (sum(draft)) return !draft.definite && told.some(act);
  return act(draft) && told.some(sum) && !told.some(act);
}

/** "Wednesday's violence at Bamako market": violence of a day and place of its own, which nothing else tells of. */
export function toldInPassing({ type, trigger, date, places, actuality }: Draft): boolean {
  const own = date?.precision === "D" && places.some(({ precision }) => FINE.has(precision));
  return type === "PRO.RIOT" && trigger.group === "violence" && own && actuality === "happened";
}
