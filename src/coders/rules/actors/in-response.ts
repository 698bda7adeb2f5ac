/** Who takes part in a response of a state: who answers for it, and whom it is done to. */
import { lookedInto } from "../actuality/demanded.js";
import type { View } from "../reading/view.js";
import { inClass, parties } from "../triggers/conditions.js";
import { actors, undergoers } from "../triggers/sides.js";
import type { Trigger } from "../triggers/triggers.js";
import { labellers, nearest, tellers } from "./beside.js";
import { provokers, states } from "./casts.js";
import { FORCE, type Gathered, ofState } from "./gathered.js";
import { ofTheProtest } from "./harmed.js";
import { actingThrough, struckBeside, turnedOn } from "./struck.js";

/** Who, besides forces and government, may answer for a state's response. */
const ANSWERING = ["judiciary", "legislature", "foreign_state", "igo", "unknown"];

/** A person of whom the report tells no office: "Ana Rey". */
const privately = (view: View, h: number): boolean =>
  view.nameAt(h)?.type === "PER" && view.classOf(h)?.category === "unknown";

/** What people do together, and no people; a march that is broken up stands for those in it. */
const GATHERING = new Set(["gathering"]);
const MEETINGS = new Set(["gathering", "procession", "assembly", "congregation"]);

const CROWD = new Set(["crowd", "mob", "youth", "marcher", "striker"]);

/** Who answers for a state's response, and who undergoes it. */
export function inResponse(view: View, trigger: Trigger, { found, add, place }: Gathered): void {
  const { tokens } = view;
  const { head } = trigger;
  const police = (h: number): boolean => ofState(view, h);
  const sides = trigger.group === "clash" || trigger.case.also ? parties(view, trigger) : [];
  const spoken = trigger.type === "REP.STIGMA" ? labellers(view, trigger) : [];
  const agents = spoken.length > 0 ? spoken : sides.length > 0 ? sides.filter(police) : actors(view, trigger);
  add(
    agents.filter((h) => police(h) || (inClass(view, h, ANSWERING) && !privately(view, h))),
    "responder",
    sides.length > 0 ? "actor.side" : "actor.agent",
  );
  for (const f of states(view, agents)) place(f);
  // "killed by a police bullet": whose bullet it is.
  add(
    agents
      .filter((h) => view.noun(h) && view.classOf(h) === null)
      .flatMap((h) => view.children(h))
      .filter((k) => view.is(k, "compound") && police(k)),
    "responder",
    "actor.agent",
  );
  if (sides.length > 0)
    add(
      sides.filter((h) => !police(h)),
      "victim",
      "actor.side",
    );
  else
    add(
      undergoers(view, trigger).filter(
        (h) => !(trigger.type === "REP.RESTRICT" ? MEETINGS : GATHERING).has(tokens.Lemma[h]!),
      ),
      "victim",
      "actor.undergoer",
    );
  if (FORCE.has(trigger.type)) add(turnedOn(view, trigger), "victim", "actor.aimed");
  if (!found.some((f) => f.role === "victim" && view.classOf(f.head)))
    add(ofTheProtest(view, trigger, undergoers(view, trigger)), "victim", "actor.undergoer");
  // "raided the office of the rights centre": whose office it is.
  if (!found.some((f) => f.role === "victim" && view.classOf(f.head)))
    add(struckBeside(view, trigger), "victim", "actor.undergoer");
  add(actingThrough(view, trigger), "responder", "actor.agent");
  // "responded with tear gas", "police fired": the nominal stands under the act of its responder.
  // "ordered the release of students arrested on Monday": who orders did not arrest them.
  const described =
    (view.verb(head) && view.is(head, "acl") && view.passive(head)) || lookedInto(view, trigger);
  if (!agents.some(police) && !described) {
    let up = tokens.Head[head]!;
    for (let hop = 0; up >= 0 && hop < 3; hop++) {
      if (view.verb(up)) {
        add(view.agents(up).filter(police), "responder", "actor.carrier");
        break;
      }
      up = tokens.Head[up]!;
    }
  }
  if (!found.some((f) => f.role === "responder")) {
    // The only state forces that the sentence names: "… and tear gas was used by officers who …".
    const who = nearest(view, trigger, (i) => police(i) && view.classOf(i)!.category !== "government");
    if (who >= 0 && FORCE.has(trigger.type)) add([who], "responder", "actor.nearest");
  }
  if (trigger.type === "REP.ARREST" && !found.some((f) => f.role === "responder"))
    add(tellers(view, trigger), "responder", "actor.speaker");
  if (FORCE.has(trigger.type) && !found.some((f) => f.role === "victim"))
    add(provokers(view, trigger, police), "victim", "actor.provoking");
  if (FORCE.has(trigger.type) && !found.some((f) => f.role === "victim")) {
    const whom = nearest(
      view,
      trigger,
      (i) => view.classOf(i)?.protester === true || CROWD.has(tokens.Lemma[i]!),
    );
    if (whom >= 0) add([whom], "victim", "actor.nearest");
  }
}
