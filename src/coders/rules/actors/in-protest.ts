/** Who takes part in a protest: participants, organisers, targets, and those a riot strikes. */
import type { View } from "../reading/view.js";
import { parties } from "../triggers/conditions.js";
import { actors, undergoers } from "../triggers/sides.js";
import type { Trigger } from "../triggers/triggers.js";
import { governing } from "./aimed.js";
import { held, impliedBy, nearest } from "./beside.js";
import { companions, comprised, duringBy, mobilised } from "./casts.js";
import { type Gathered, isFirm, ofState } from "./gathered.js";
import { withDoing } from "./harmed.js";
import { organisers, unknownBody } from "./organisers.js";
import { ownersOf, struckIn } from "./property.js";
import { rolesOf } from "./roles.js";
import { targets } from "./targets.js";

const ENTERING = new Set(["storm", "enter", "break", "breach", "invade", "overrun", "push", "force"]);

/** "tried to storm parliament", "broke into the palace" */
function entering({ tokens, verb }: View, { head }: Trigger): boolean {
  return verb(head) && ENTERING.has(tokens.Lemma[head]!);
}

/** Whose work a strike stops. */
const AT_WORK = new Set(["workers", "professionals", "farmers", "students", "journalists"]);

/** "a commuter rail strike": whom the work is for. */
const served = (view: View, h: number): boolean =>
  view.is(h, "compound") && /^(residents|civilians)$/.test(view.classOf(h)?.category ?? "");

const STRIKES = new Set(["PRO.STRIKE", "PRO.GENSTRIKE"]);

/** Who protests, who organises it and whom it is aimed at. */
export function inProtest(view: View, trigger: Trigger, { found, add, place }: Gathered): void {
  const roles = rolesOf(trigger.type);
  const { tokens } = view;
  const { head } = trigger;
  const police = (h: number): boolean => ofState(view, h);
  const organising = organisers(view, trigger);
  for (const who of organising)
    if (!found.some((f) => f.head === who))
      found.push({ head: who, role: "organiser", by: "actor.organiser", category: unknownBody(view, who) });
  if (trigger.case.also || trigger.group === "clash" || trigger.group === "riot") {
    const sides = parties(view, trigger);
    add(
      [...sides, ...comprised(view, trigger)].filter((h) => !police(h)),
      "participant",
      "actor.side",
    );
    // "Marchers clashed with police": in "police fought battles with marchers" and "clashes with police" nobody is said to suffer.
    const doers = view.agents(head);
    if (view.verb(head))
      add(
        sides.filter((h) => police(h) && !doers.includes(h)),
        "victim",
        "actor.side",
      );
  } else {
    // "protesters led by the mayor": the "by" of a word for people is no act of theirs.
    const acting = trigger.case.implied ? view.agents(head) : actors(view, trigger);
    add(
      [
        ...acting,
        ...mobilised(view, trigger),
        ...comprised(view, trigger),
        ...companions(view, trigger, acting),
      ].filter((h) =>
        // "The hunger strikers demanded": strikers, no hunger.
        view.is(h, "compound") && h >= trigger.first && tokens.Head[h]! < trigger.last
          ? false
          : STRIKES.has(trigger.type)
            ? !isFirm(view, h) && (!police(h) || view.is(h, "nsubj")) && !served(view, h)
            : !police(h),
      ),
      trigger.case.implied ? "participant" : roles.agent,
      "actor.agent",
    );
    const patients = undergoers(view, trigger);
    // A house that is stormed is where they go; who is struck suffers it.
    if (trigger.type === "PRO.RIOT") {
      for (const f of struckIn(view, patients, entering(view, trigger))) place(f);
    } else if (trigger.type === "PRO.OCCUPY" || trigger.type === "PRO.BLOCK")
      add(
        patients.flatMap((h) => (view.classOf(h)?.person ? [h] : ownersOf(view, h))),
        "target",
        "actor.undergoer",
      );
  }
  // "organisers rallied thousands"
  for (const f of found)
    if (f.role === "participant" && /^organi[sz]er$/.test(tokens.Lemma[f.head]!)) f.role = "organiser";
  if (trigger.type === "PRO.RIOT" && !found.some((f) => f.role === "participant" && view.classOf(f.head)))
    add(withDoing(view, trigger), "participant", "actor.side");
  const implied = impliedBy(view, trigger);
  if (implied >= 0 && !held(view, implied)) add([implied], "participant", "actor.implied");
  for (const who of targets(view, trigger))
    if (!found.some((f) => f.head === who))
      found.push({ head: who, role: "target", by: "actor.target", category: governing(view, who) });
  // "Protesters taking part in the march": the nearest who act in its sentence; of strikes the trigger must name them.
  const nobody = !found.some((f) => f.role === "participant" || f.role === "organiser");
  if (nobody && !trigger.case.mention && !STRIKES.has(trigger.type)) {
    const who = nearest(
      view,
      trigger,
      (i) => view.classOf(i)?.protester === true && view.is(i, "nsubj") && !held(view, i),
    );
    if (who >= 0) add([who], "participant", "actor.nearest");
  }
  // "Nurses stayed at home on the first day of a strike": those at work who act in its sentence.
  if (nobody && !trigger.case.mention && STRIKES.has(trigger.type) && view.noun(head)) {
    const who = nearest(
      view,
      trigger,
      (i) => AT_WORK.has(view.classOf(i)?.category ?? "") && view.is(i, "nsubj") && !held(view, i),
    );
    if (who >= 0) add([who], "participant", "actor.nearest");
  }
  if (nobody && !STRIKES.has(trigger.type) && !trigger.case.mention)
    add(duringBy(view, trigger), "participant", "actor.nearest");
}
