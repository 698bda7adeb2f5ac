/**
 * Which undated acts are taken to be of the day of what is told beside them. What is only referred to, and what the perfect
 * gives as the state of things, came about on a day that nobody tells.
 */
import { perfect, pluperfect, tensed } from "../actuality/actuality-aspect.js";
import type { Building } from "../merging/building.js";
import type { Draft } from "../merging/drafts.js";
import { saysWhich } from "../reading/clause-words.js";
import { upward } from "../reading/upward.js";
import type { View } from "../reading/view.js";
import type { Trigger } from "../triggers/triggers.js";

/** How near the day is told that an act without its own might take. */
export type Beside = "sentence" | "preceding" | "report";

/** Courts sit for a day; other acts of law lie about a report's day, before it and after. */
const OF_COURT = /^LAW\.(RULING|CONVICT)/;
/** Acts that are told as the news of the day in the perfect as well: "a curfew has been imposed". */
const DECREED = /^(REP\.(EMERGENCY|RESTRICT|CENSOR)|GOV|POL)/;
/** What the noun for these acts names is as a rule known before: "the killings", "charges of arson", "the ban". */
const REFERRED_TO = /^(LAW|VIO\.(KILL|HARASS|ATTACK|ARMED|ABDUCT)|REP\.(RESTRICT|OTHER|ARREST|LETHAL))/;
/** The lede gives its news in the perfect. */
const LEDE = 1;

/** Whether one of the tellings lets its event be dated by what stands beside it. */
export function ofTheDay(view: View, type: string, drafts: readonly Draft[], beside: Beside): boolean {
  if (type.startsWith("LAW") && beside === "report" && !OF_COURT.test(type)) return false;
  return drafts.some(({ trigger, definite, deed }) => {
    const { head, sentence } = trigger;
    const verb = tensedOver(view, head);
    if (deed || (saysWhich(view, head) && (view.passive(head) || REFERRED_TO.test(type)))) return false;
    if (!DECREED.test(type) && verb >= 0)
      if ((perfect(view, verb) && (sentence > LEDE || aside(view, head))) || pluperfect(view, verb))
        return false;
    if (!REFERRED_TO.test(type) || OF_COURT.test(type) || !view.noun(head)) return true;
    // "responded by firing live ammunition": what was fired is no name for the act.
    if (view.cues.rounds!.has(view.tokens.Lemma[head]!) || view.tokens.Lemma[head] === "ammunition")
      return true;
    return !definite && verb >= 0;
  });
}

/** "agreed to drop a levy that has sparked riots": told in a clause that says which levy is meant. */
function aside(view: View, head: number): boolean {
  return upward(view, head).some((i) => saysWhich(view, i));
}

/** The verb whose tense holds for a trigger: "arrests have been made", "had staged a march"; -1 where the noun has none. */
function tensedOver(view: View, head: number): number {
  const verb = tensed(view, head);
  if (verb >= 0 || !view.noun(head)) return verb;
  const up = view.tokens.Head[head]!;
  return up >= 0 && view.verb(up) && (view.is(head, "nsubj") || view.is(head, "obj")) ? up : -1;
}

/** Whether words stand in a clause that only says who or what is meant: "students convicted in March", "the men who fled on Friday". */
export function inPassing(view: View, { head }: Trigger): boolean {
  return upward(view, head).some(
    (i) =>
      saysWhich(view, i) ||
      (view.verb(i) && view.is(i, "acl") && view.passive(i) && view.tokens.Norm[i - 1] !== ","),
  );
}

/** "freed students arrested on Sunday", "two men arrested on Sunday appeared": the day is that of the arrest, which only says who is meant. */
function describes(view: View, i: number): boolean {
  return view.tokens.Deprel[i] === "acl" && view.passive(i);
}

/** The heads of the acts of law that are told. */
export function actsOfLaw(building: readonly Building[]): ReadonlySet<number> {
  return new Set(building.filter(({ type }) => type.startsWith("LAW.")).map(({ lead }) => lead.trigger.head));
}

/** Acts of law that are told only as what another is about: "students arrested on Sunday", "quashed terms handed down in May". */
export function dealtWith(
  view: View,
  { type, trigger: { head } }: Draft,
  acts: ReadonlySet<number>,
): boolean {
  if (!type.startsWith("LAW.")) return false;
  if (type === "LAW.DETAIN" && describes(view, head)) return true;
  return view.noun(head) && view.is(head, "obj") && acts.has(view.tokens.Head[head]!);
}
