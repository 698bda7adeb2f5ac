/** Whom a response of the state strikes where its verb has no person for its object: "fired to disperse a mob", "cancelled the status of six NGOs". */
import type { View } from "../reading/view.js";
import { dies } from "../triggers/context.js";
import { undergoers } from "../triggers/sides.js";
import type { Trigger } from "../triggers/triggers.js";
import { nounAfter } from "../triggers/word-order.js";
import { keepersOf } from "./property.js";

const CROWD = /^(mob|crowd|youth|protester|protestor|demonstrator|marcher|striker|rioter|agitator)$/;
/** Acts by which the state takes from people what is theirs. */
const TAKEN = new Set(["REP.OTHER", "REP.RESTRICT", "REP.CENSOR"]);

/** Those whom the words beside a response name as struck; empty where they name nobody. */
export function struckBeside(view: View, trigger: Trigger): number[] {
  const { tokens } = view;
  const people = (k: number) => view.noun(k) && view.classOf(k)?.person === true && !view.classOf(k)!.state;
  // "died in police custody"
  if (view.verb(trigger.head) && !view.passive(trigger.head) && dies(view, trigger))
    return view.agents(trigger.head).filter(people);
  if (TAKEN.has(trigger.type)) {
    const things = [...undergoers(view, trigger)];
    for (let i = trigger.first; i < trigger.last; i++) if (view.noun(i)) things.push(i);
    return keepersOf(view, things)
      .flatMap((k) => view.conjuncts(k))
      .filter(people);
  }
  const purpose = view
    .children(trigger.head)
    .filter((k) => k > trigger.head && view.verb(k) && view.cues.endsOfForce!.has(tokens.Lemma[k]!))
    .flatMap((k) => view.patients(k))
    .filter(people);
  if (purpose.length > 0) return purpose;
  // "police fired ten rounds as a mob attacked them"
  if (trigger.type !== "REP.LETHAL" || !fires(view, trigger)) return [];
  const { First, Last } = view.analysis.sentences;
  for (let i = First[trigger.sentence]!; i < Last[trigger.sentence]!; i++)
    if (people(i) && CROWD.test(tokens.Lemma[i]!) && view.is(i, "nsubj")) return [i];
  return [];
}

function fires({ tokens }: View, { first, last }: Trigger): boolean {
  for (let i = first; i < last; i++)
    if (/^(fire|firing|shot|volley|round|bullet)$/.test(tokens.Lemma[i]!)) return true;
  return false;
}

const BEHIND = 8;
const AT = new Set(["at", "on", "into", "against", "towards", "toward"]);

/** "Tear gas was fired at farmers", "used water cannon against students": at whom the means of a response are turned. */
export function turnedOn(view: View, { head, last, sentence }: Trigger): number[] {
  const up = view.tokens.Head[head]!;
  if (!view.noun(head) || up < 0 || !view.verb(up)) return [];
  if (!view.is(head, "nsubj:pass") && !view.is(head, "obj")) return [];
  // "used water cannon on Tuesday against migrants": whatever the tree ties the "against" to.
  const end = view.analysis.sentences.Last[sentence]!;
  for (let i = last; i < Math.min(end, last + BEHIND) && !view.verb(i); i++)
    if (view.tokens.Norm[i] === "against") {
      const whom = nounAfter(view, i + 1, end);
      if (whom >= 0 && view.classOf(whom)?.person && !view.classOf(whom)!.state) return view.conjuncts(whom);
    }
  return view
    .children(up)
    .filter((k) => k > up && view.is(k, "obl") && AT.has(view.preposition(k) ?? ""))
    .flatMap((k) => view.conjuncts(k))
    .filter((k) => view.noun(k) && view.classOf(k)?.person && !view.classOf(k)!.state);
}

/** "The government, through the ministry of the interior, cancelled": the body by which it acts. */
export function actingThrough(view: View, { head }: Trigger): number[] {
  const up = view.tokens.Head[head]!;
  return [head, up]
    .filter((i) => i >= 0 && view.verb(i))
    .flatMap((i) => view.children(i))
    .filter((k) => /^(through|via)$/.test(view.preposition(k) ?? "") && view.noun(k))
    .filter((k) => view.classOf(k)?.state === true || view.classOf(k)?.category === "government");
}
