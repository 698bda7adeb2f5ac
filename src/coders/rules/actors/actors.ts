/** Who takes part in an event, in which role: only whom the words name (an unstated perpetrator stays unknown). */
import type { View } from "../reading/view.js";
import { inClass } from "../triggers/conditions.js";
import type { Trigger } from "../triggers/triggers.js";
import { castAt, type Placed } from "./casting.js";
import { ANSWERS, gathered } from "./gathered.js";
import { inAct } from "./in-act.js";
import { inDeployment, inFight } from "./in-fight.js";
import { inProtest } from "./in-protest.js";
import { inResponse } from "./in-response.js";
import { joined } from "./joined.js";
import { besides } from "./listed.js";
import type { Cast } from "./roles.js";
import { byThem, whoIsHarmed } from "./who-is-harmed.js";

/** All actors that the words at one trigger name, in reading order. */
export function actorsOf(view: View, trigger: Trigger): Cast[] {
  const { type, head } = trigger;
  const so = gathered(view);
  const { found } = so;
  if (type.startsWith("PRO")) inProtest(view, trigger, so);
  else if (type.startsWith("REP")) inResponse(view, trigger, so);
  else if (type === "VIO.ARMED" || type === "VIO.CLASH") inFight(view, trigger, so);
  else if (type === "MIL.DEPLOY") inDeployment(view, trigger, so);
  else inAct(view, trigger, so);
  whoIsHarmed(view, trigger, so);
  for (let k = found.length - 1; k >= 0; k--)
    if (found[k]!.role === "victim" && byThem(view, head, found[k]!.head)) found.splice(k, 1);
  for (const { head: many, role } of [...found])
    for (const one of besides(view, many))
      if (!found.some((f) => f.head === one)) found.push({ head: one, role, by: "actor.agent" });
  // Forces that use force are not those it is used on.
  const struck = (f: Placed) =>
    !(
      f.role === "victim" &&
      ANSWERS.has(trigger.type) &&
      inClass(view, f.head, ["state_security", "military"])
    );
  return joined(
    view,
    found
      .filter(struck)
      .sort((a, b) => a.head - b.head)
      .map((f) => castAt(view, trigger, f))
      .filter((a): a is Cast => a !== null),
  );
}
