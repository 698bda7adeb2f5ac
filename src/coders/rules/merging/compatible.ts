/** Which words may tell an event of another type again: "the violence" of a riot, "the protest" of a march. */
import type { Draft } from "./drafts.js";

const VIOLENT = new Set([
  "VIO.ARMED",
  "REP.LETHAL",
  "VIO.ARSON",
  "VIO.ATTACK",
  "VIO.CLASH",
  "PRO.RIOT",
  "VIO.KILL",
  "REP.FORCE",
  "REP.DISPERSE",
  "REP.BEAT",
]);
const PROTESTS = [
  ...["PRO.DEMO", "PRO.WAVE", "PRO.STRIKE", "PRO.GENSTRIKE", "PRO.OCCUPY", "PRO.BLOCK", "PRO.RIOT"],
  ...["PRO.HUNGER", "PRO.VIGIL"],
];
const VIOLENCE = [
  ...["PRO.RIOT", "VIO.CLASH", "VIO.ARSON", "VIO.ATTACK", "VIO.ARMED"],
  ...["REP.LETHAL", "VIO.KILL"],
];
const ATTACKS = [
  ...["VIO.ATTACK", "VIO.ARMED", "VIO.KILL", "VIO.ARSON", "VIO.CLASH"],
  ...["REP.FORCE", "REP.BEAT", "PRO.RIOT"],
];
const KILLINGS = ["VIO.KILL", "VIO.ARMED", "REP.LETHAL", "VIO.ATTACK", "VIO.ARSON", "VIO.CLASH"];
const LOOSE_FAMILIES: Readonly<Record<string, readonly string[]>> = {
  protest: [...PROTESTS, "PRO.MIXED"],
  protesters: PROTESTS,
  "protesting-people": PROTESTS,
  agitation: ["PRO.GENSTRIKE", "PRO.STRIKE", "PRO.WAVE", "PRO.HUNGER", "PRO.OCCUPY"],
  gather: ["PRO.DEMO", "PRO.VIGIL", "PRO.OCCUPY"],
  violence: [...VIOLENCE, "PRO.WAVE"],
  communal: VIOLENCE,
  riot: ["PRO.RIOT", "VIO.CLASH"],
  clash: ["PRO.RIOT", "VIO.CLASH", "VIO.ARMED", "REP.FORCE"],
  throw: ["PRO.RIOT"],
  "break-through": ["PRO.RIOT", "PRO.OCCUPY"],
  attack: ATTACKS,
  "fall-upon": ATTACKS,
  rough: ATTACKS,
  "rain-of-fire": ["VIO.ARMED", "VIO.ATTACK", "VIO.KILL", "REP.LETHAL"],
  "each-other": ["VIO.CLASH", "VIO.ARMED", "VIO.KILL", "PRO.RIOT"],
  brandish: ["VIO.HARASS", "VIO.ATTACK", "VIO.CLASH"],
  "held-for-ransom": ["VIO.ABDUCT"],
  mined: ["VIO.ARMED"],
  kill: KILLINGS,
  "killed-otherwise": KILLINGS,
  arson: ["VIO.ARSON", "PRO.RIOT"],
  ruling: ["LAW.CONVICT", "LAW.RELEASE"],
};

/** Types that a telling may join. */
export function compatible(draft: Draft, type: string): boolean {
  if (draft.type === type) return true;
  // "a girl whose killing by soldiers set off riots": what somebody is told to have done before is none of what it set off.
  if (type === "PRO.RIOT" && draft.type === "VIO.KILL" && draft.trigger.case.outcome && doneBy(draft))
    return false;
  const { case: rule, group } = draft.trigger;
  if (rule.loose || rule.mention || rule.outcome) {
    const list = LOOSE_FAMILIES[group];
    if (list?.includes(type)) return true;
    if (rule.outcome && VIOLENT.has(type)) return true;
  }
  return false;
}

const doneBy = ({ actors }: Draft): boolean =>
  actors.some(({ role }) => role === "perpetrator" || role === "responder");
