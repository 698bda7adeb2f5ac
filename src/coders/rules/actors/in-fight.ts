/** Who takes part in an armed attack, a clash or a deployment of forces. */
import { ADJ, type View } from "../reading/view.js";
import { inClass, parties } from "../triggers/conditions.js";
import { actors, undergoers } from "../triggers/sides.js";
import type { Trigger } from "../triggers/triggers.js";
import { afterBy } from "../triggers/word-order.js";
import { statesAtArms, statesInFight } from "./at-arms.js";
import { oncePerName, oneSided } from "./attacks.js";
import { named } from "./beside.js";
import { bearers, insideBy, senders, states } from "./casts.js";
import type { Gathered } from "./gathered.js";
import { groundTakers } from "./harmed.js";

/** The sides of a fight, or who attacks whom with arms. */
export function inFight(view: View, trigger: Trigger, { found, add, place }: Gathered): void {
  const { head } = trigger;
  const hit = undergoers(view, trigger);
  const sides = [...new Set(parties(view, trigger).flatMap((h) => senders(view, h)))];
  if (trigger.type === "VIO.ARMED" && oneSided(view, trigger)) {
    const doers = oncePerName(
      view,
      sides.filter((h) => !hit.includes(h)),
    );
    add([...doers, ...bearers(view, doers)], "perpetrator", "actor.agent");
  } else {
    const one = trigger.type === "VIO.ARMED" ? "perpetrator" : "participant";
    add(sides, sides.length > 1 ? "participant" : one, sides.length > 1 ? "actor.side" : "actor.agent");
  }
  if (sides.length === 0) {
    const ground = groundTakers(view, trigger);
    add(ground, ground.length > 1 ? "participant" : "perpetrator", "actor.side");
    add(insideBy(view, trigger), "perpetrator", "actor.agent");
    // "the shelling of a market on Thursday by the front"
    const by = view.noun(head) ? afterBy(view, trigger) : -1;
    if (by >= 0 && found.length === 0) add(view.conjuncts(by), "perpetrator", "actor.agent");
  }
  if (trigger.type === "VIO.ARMED") {
    const several = !oneSided(view, trigger) && sides.length > 1;
    for (const f of statesInFight(view, sides, several ? "participant" : "perpetrator")) place(f);
    const doing = found.some((f) => f.role !== "victim" && view.classOf(f.head) !== null);
    if (!doing) for (const f of statesAtArms(view, trigger, actors(view, trigger))) place(f);
  }
  add(hit, "victim", "actor.undergoer");
}

/** The forces that are sent, and who sends them. */
export function inDeployment(view: View, trigger: Trigger, { found, add, place }: Gathered): void {
  const { tokens } = view;
  const forces = (h: number) =>
    inClass(view, h, ["state_security", "military", "igo"]) && !view.is(h, "amod") && tokens.Upos[h] !== ADJ;
  const sent = undergoers(view, trigger).filter((h) => forces(h) && named(view, h));
  const all = [...actors(view, trigger), ...sent];
  add(all.filter(forces), "responder", "actor.forces");
  for (const f of states(view, actors(view, trigger))) place(f);
  add(
    actors(view, trigger).filter((h) => !forces(h) && !view.is(h, "amod")),
    "organiser",
    "actor.agent",
  );
  for (let i = trigger.first; i < trigger.last; i++)
    if (view.noun(i) && forces(i) && named(view, i) && !found.some((f) => f.role === "responder"))
      add([i], "responder", "actor.forces");
}
