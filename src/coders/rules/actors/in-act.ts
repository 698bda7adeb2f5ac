/** Who takes part in acts of law, of office, of politics, in violence without arms and in what armies do in peace. */
import type { View } from "../reading/view.js";
import { inClass } from "../triggers/conditions.js";
import { actors, undergoers } from "../triggers/sides.js";
import type { Trigger } from "../triggers/triggers.js";
import { alongWith, courtAt, dealtWith, forWhom, ruledOn } from "./before-court.js";
import { prosecutorsTelling, tellers } from "./beside.js";
import {
  addressed,
  bearers,
  exercising,
  handedOver,
  removed,
  senders,
  states,
  threatened,
  threateners,
  tried,
} from "./casts.js";
import { confined, unmarkedPassive } from "./confined.js";
import { contenders, leaving, leavingToo, receiving } from "./elected.js";
import type { Gathered } from "./gathered.js";
import { rolesOf } from "./roles.js";

/** "a local government election", "the rebel attack": a word that describes the noun right behind it. */
const describes = (view: View, h: number): boolean => view.is(h, "compound") || view.is(h, "amod");

/** Who holds, charges and tries nobody: beside the noun of such an act ("over the arrest of") they do something else. */
const NO_LAW = new Set(
  "party opposition civilians residents students workers farmers journalists professionals union business women religious ethnic prisoners migrants unknown".split(
    " ",
  ),
);

/** "the trial of Ana Rey and others": a noun of people itself, or whom it is of. */
function ofIt(view: View, i: number): number[] {
  if (view.classOf(i)?.person) return [i];
  return view.children(i).filter((k) => view.preposition(k) === "of" && view.classOf(k)?.person);
}

/** "The president ordered his government to drop the plan": who has it done. */
function ordering(view: View, { type, head }: Trigger): readonly number[] {
  const { tokens, cues } = view;
  const up = tokens.Head[head]!;
  // "Authorities ordered his arrest", "a judge ordered four months of detention"
  let over = head;
  while (over >= 0 && view.noun(over) && view.is(over, "nmod")) over = tokens.Head[over]!;
  const by = over >= 0 && view.noun(over) && view.is(over, "obj") ? tokens.Head[over]! : -1;
  if (type === "LAW.DETAIN" && view.noun(head) && by >= 0 && cues.ordering!.has(tokens.Lemma[by]!))
    return view.agents(by);
  const told =
    type === "GOV.CONCEDE" &&
    up >= 0 &&
    up < head &&
    ["xcomp", "advcl", "ccomp"].some((r) => view.is(head, r));
  return told && cues.ordering!.has(tokens.Lemma[up]!) && !view.passive(up) ? view.agents(up) : [];
}

/** Who acts, and who undergoes the act, by the roles of its type. */
export function inAct(view: View, trigger: Trigger, { found, add, place }: Gathered): void {
  const family = trigger.type.slice(0, 3);
  const roles = rolesOf(trigger.type);
  const { tokens } = view;
  const { head } = trigger;
  // A parliament or court that removes a president does so by its office.
  const lawful = (h: number) =>
    trigger.type === "GOV.REMOVE" && inClass(view, h, ["legislature", "judiciary"]);
  const giving = ordering(view, trigger);
  const all = (giving.length > 0 ? giving : actors(view, trigger))
    // "the local government election": the word says what is elected.
    .filter((h) => trigger.type !== "GOV.ELECTION" || tokens.Head[h] !== head || !describes(view, h))
    .flatMap((h) => senders(view, h));
  const acting = trigger.type === "MIL.EXERCISE" ? exercising(view, trigger, all) : all;
  if (trigger.type === "MIL.AID") {
    const { givers, getters } = handedOver(view, trigger);
    for (const f of [...states(view, getters, "recipient"), ...states(view, givers)]) place(f);
    add(getters, "recipient", "actor.undergoer");
    add(givers, "responder", "actor.agent");
  }
  add(acting.filter(lawful), "responder", "actor.office");
  if (trigger.type === "LAW.DETAIN") add(confined(view, trigger), "victim", "actor.undergoer");
  if (family === "LAW" && (tried(view, trigger) || unmarkedPassive(view, trigger))) {
    add(acting, "victim", "actor.undergoer");
    for (let i = trigger.first; i < trigger.last; i++)
      if (view.noun(i) && view.classOf(i)?.category === "judiciary") add([i], "responder", "actor.agent");
  }
  if (family === "LAW" && !view.verb(head)) add(dealtWith(view, trigger), "victim", "actor.undergoer");
  if (/^(?:LAW|POL|MIL)|^GOV\.CONCEDE/.test(trigger.type))
    for (const f of states(view, acting, family === "POL" ? "actor" : "responder"))
      if (!found.some(({ head: known, role }) => known === f.head && role === "recipient")) place(f);
  if (family === "POL" && trigger.type !== "POL.CALL") {
    const others = [...undergoers(view, trigger), ...addressed(view, trigger)].filter(
      (h) => !acting.includes(h),
    );
    for (const f of states(view, others, "third_party")) place(f);
    add(others, "third_party", "actor.undergoer");
  }
  if (trigger.type === "VIO.HARASS") {
    add(threateners(view, trigger), "perpetrator", "actor.agent");
    add(threatened(view, trigger), "victim", "actor.undergoer");
  }
  // "the trial of Ana Rey and other conspirators begins": those in the words of the act itself undergo it.
  const inside =
    family === "LAW"
      ? acting.filter(
          (h) => h > trigger.first && h < trigger.last && NO_LAW.has(view.classOf(h)?.category ?? "unknown"),
        )
      : [];
  if (trigger.type !== "LAW.INVESTIGATE" && trigger.type !== "LAW.RULING")
    add(
      inside.flatMap((h) => (view.is(h, "conj") ? [...ofIt(view, tokens.Head[h]!), h] : [h])),
      roles.patient,
      "actor.undergoer",
    );
  add(
    family === "LAW" && view.noun(head)
      ? acting.filter((h) => !NO_LAW.has(view.classOf(h)?.category ?? ""))
      : acting,
    roles.agent,
    "actor.agent",
  );
  if (trigger.type === "GOV.ELECTION") add(contenders(view, trigger), "participant", "actor.agent");
  if (trigger.type === "GOV.RESIGN") {
    const receivers = receiving(view, trigger);
    for (let k = found.length - 1; k >= 0; k--) if (receivers.includes(found[k]!.head)) found.splice(k, 1);
    add(receivers, "responder", "actor.undergoer");
    add(leavingToo(view, trigger), "participant", "actor.agent");
  }
  if (trigger.type === "GOV.RESIGN" && !found.some((f) => f.role === "participant" && view.classOf(f.head)))
    for (const h of leaving(view, trigger))
      place({
        head: h,
        role: "participant",
        by: "actor.agent",
        category: view.classOf(h)?.category ?? "unknown",
      });
  if (family === "VIO") add(bearers(view, acting), "perpetrator", "actor.agent");
  if (trigger.type !== "GOV.RESIGN") add(undergoers(view, trigger), roles.patient, "actor.undergoer");
  if (family === "LAW") {
    add(alongWith(view, trigger), "victim", "actor.undergoer");
    add(ruledOn(view, trigger), "victim", "actor.undergoer");
    if (trigger.type !== "LAW.INVESTIGATE" && !found.some((f) => f.role === "victim"))
      add(forWhom(view, trigger), "victim", "actor.aimed");
    if (trigger.type === "LAW.CHARGE" && !found.some((f) => f.role === "responder"))
      add(prosecutorsTelling(view, trigger), "responder", "actor.speaker");
    if (/^LAW\.(?:CONVICT|CHARGE|PROSECUTE)$/.test(trigger.type))
      add(courtAt(view, trigger), "responder", "actor.agent");
  }
  if (trigger.type === "GOV.REMOVE" && !found.some((f) => f.role === "victim"))
    add(removed(view, trigger), "victim", "actor.undergoer");
  if (trigger.type === "LAW.DETAIN" && !found.some((f) => f.role === "responder"))
    add(tellers(view, trigger), "responder", "actor.speaker");
}
