/** Who is harmed, where a subject suffers, a list goes on, or the harm is told beside the act. */
import { PRON, type View } from "../reading/view.js";
import { dies } from "../triggers/context.js";
import { undergoers } from "../triggers/sides.js";
import { subjectBefore } from "../triggers/subject-before.js";
import type { Trigger } from "../triggers/triggers.js";
import { addListed, BODILY, oneSided } from "./attacks.js";
import { targeting } from "./casts.js";
import type { Gathered } from "./gathered.js";
import { harmedAbove, harmedToo, leftHarmed, settersBeside, strikersBeside } from "./harmed.js";
import { belongings, insideOf } from "./property.js";
import { rolesOf } from "./roles.js";

/** "was killed by River Front [RF] rebels", where the parse takes the rebels for those who are killed: a "by" stands between. */
export function byThem(view: View, verb: number, head: number): boolean {
  if (head < verb || !view.is(head, "nsubj:pass")) return false;
  return view.children(verb).some((k) => verb < k && k < head && view.preposition(k) === "by");
}

/** Completes those who are harmed, and who harmed them, where the words at the trigger do not say it outright. */
export function whoIsHarmed(view: View, trigger: Trigger, { found, add, place }: Gathered): void {
  const family = trigger.type.slice(0, 3);
  const roles = rolesOf(trigger.type);
  const { tokens } = view;
  const { head } = trigger;
  if (trigger.type === "VIO.ARSON" || (trigger.type === "VIO.ATTACK" && tokens.Lemma[head] !== "loot"))
    for (const f of belongings(view, undergoers(view, trigger))) place(f);
  // "opened fire on a bus carrying teachers", "threw a grenade at the home of an editor"
  if (family === "VIO" && !found.some((f) => f.role === "victim" && view.classOf(f.head)?.person))
    add(insideOf(view, undergoers(view, trigger)), "victim", "actor.undergoer");
  if (family === "VIO" && !found.some((f) => f.role === "victim" && view.classOf(f.head)?.person))
    add(targeting(view, trigger), "victim", "actor.aimed");
  // "Two men died", "the bank caught fire": the subject suffers it.
  const suffered = family === "VIO" && view.verb(head) && !view.passive(head);
  if (
    suffered &&
    (dies(view, trigger) ||
      view.cues.goneThrough!.has(tokens.Lemma[head]!) ||
      (tokens.Norm[trigger.last - 1] === "ablaze" && found.length < 2))
  )
    for (const f of found) if (f.role === "perpetrator") f.role = "victim";
  if (trigger.type === "VIO.ARSON" && !found.some((f) => f.role === "perpetrator" && view.classOf(f.head)))
    add(settersBeside(view, trigger), "perpetrator", "actor.agent");
  // "Six villagers died when herders attacked them"
  if (suffered && dies(view, trigger)) add(strikersBeside(view, trigger), "perpetrator", "actor.agent");
  if (
    (family === "VIO" || family === "REP") &&
    !found.some((f) => f.role === "victim" && view.classOf(f.head)?.person)
  )
    add(leftHarmed(view, trigger), "victim", "actor.harmed");
  if (/^VIO\.(?:ARMED|ATTACK|ARSON)$/.test(trigger.type))
    if (!found.some((f) => f.role === "victim" && view.noun(f.head)))
      add(harmedAbove(view, trigger), "victim", "actor.harmed");
  if (family === "VIO") add(harmedToo(view, trigger), "victim", "actor.harmed");
  // "the murder of Ana Rey, a judge, and of two nurses": those whom the parse leaves out of the list.
  const aimed = trigger.type === "VIO.ARMED" && view.noun(head) && oneSided(view, trigger);
  if ((aimed || BODILY.test(trigger.type)) && !(view.verb(head) && view.passive(head)))
    addListed(view, trigger, found, roles.patient);
  // "On 6 May, Ana Rey, mayor of Tal, was shot"
  if (
    (family === "REP" || family === "VIO") &&
    view.verb(head) &&
    view.passive(head) &&
    !undergoers(view, trigger).some(
      (h) => !byThem(view, head, h) && (view.classOf(h) !== null || tokens.Upos[h] === PRON),
    )
  ) {
    const before = subjectBefore(view, trigger);
    if (before >= 0) add(view.conjuncts(before), "victim", "actor.undergoer");
  }
  // "opened fire on demonstrators": whom it was aimed at may hang on a noun of the trigger.
  if (
    (family === "REP" || family === "VIO" || family === "LAW") &&
    !found.some((f) => f.role === "victim" && view.classOf(f.head) !== null)
  ) {
    for (let i = trigger.first; i < trigger.last; i++) {
      if (!view.noun(i)) continue;
      const against = view.children(i).filter((k) => k > i && view.preposition(k) === "against");
      add(
        [...(i === head ? [] : view.patients(i)), ...against.flatMap(view.conjuncts)].filter(
          (h) => view.classOf(h)?.person,
        ),
        "victim",
        "actor.aimed",
      );
    }
  }
}
