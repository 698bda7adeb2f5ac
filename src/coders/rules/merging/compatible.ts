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
  attack: [
    "VIO.ATTACK",
    "VIO.ARMED",
    "VIO.KILL",
    "VIO.ARSON",
    "REP.FORCE",
    "REP.BEAT",
    "PRO.RIOT",
    "VIO.CLASH",
  ],
  kill: ["VIO.KILL", "VIO.ARMED", "REP.LETHAL", "VIO.ATTACK", "VIO.ARSON", "VIO.CLASH"],
  arson: ["VIO.ARSON", "PRO.RIOT"],
  ruling: ["LAW.CONVICT", "LAW.RELEASE"],
};

/** Types that a telling may join. */
export function compatible(draft: Draft, type: string): boolean {
  if (draft.type === type) return true;
  const { case: rule, group } = draft.trigger;
  if (rule.loose || rule.mention || rule.outcome) {
    const list = LOOSE_FAMILIES[group];
    if (list?.includes(type)) return true;
    if (rule.outcome && VIOLENT.has(type)) return true;
  }
  return false;
}
