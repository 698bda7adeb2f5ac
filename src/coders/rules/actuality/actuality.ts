/** Whether what a trigger tells happened, is planned, refused, denied …: what is stated of it, and what its type makes of that. */
import type { Actuality } from "../../../model/coding.js";
import type { ReasonCode } from "../../../model/why-codes.js";
import { ADJ, type View } from "../reading/view.js";
import { negated } from "../triggers/embedders.js";
import type { Trigger } from "../triggers/triggers.js";
import { because } from "../why/because.js";
import {
  beingEnded,
  ended,
  HELD,
  headline,
  held,
  opened,
  perfect,
  reportedProgressive,
  SUSTAINED,
  simplePresent,
  since,
} from "./actuality-aspect.js";
import { comesAfter } from "./actuality-noun.js";
import { conditional } from "./actuality-verb.js";
import { announcedDone, heldAlready } from "./announced.js";
import { askedUndone } from "./demanded.js";
import { usedTo } from "./in-general.js";
import { orderedBefore, talkedOf, unlessTheyStop, votesSoon } from "./of-state.js";
import { heldSince, standsSo } from "./state.js";
import { CONTINUING, statedActuality } from "./stated.js";
import { verbForm } from "./verb-form.js";

/** Actuality of a trigger before its date is known. */
export function actuality(view: View, trigger: Trigger): Actuality {
  const by = (code: ReasonCode, value: Actuality) => because(view, trigger, code, value);
  const told = statedActuality(view, trigger);
  const threat = trigger.case.told === "threatened" && told === "planned";
  if (trigger.case.told !== undefined && (told === "happened" || told === "ongoing" || threat))
    return by("actuality.own_words", trigger.case.told);
  const plain = told === "denied" && trigger.case.omits ? by("actuality.left_undone", "happened") : told;
  // A headline tells the past in the present: "Protests resume", "Gunmen kill three".
  const value = plain === "ongoing" && headline(view, trigger) ? by("actuality.headline", "happened") : plain;
  const family = trigger.type.slice(0, 3);
  // "said he would not resign", "we will not go on strike": who says so will not do it.
  if (value === "denied" && WITHHELD.test(trigger.type) && willNot(view, trigger.head))
    return by("actuality.asked_in_vain", "refused");
  // "tried to break through the cordon": the trying is the riot.
  if (value === "attempted" && trigger.type === "PRO.RIOT" && STORMING.has(trigger.group))
    return by("actuality.tried_is_done", "happened");
  // "vowed to crush the rebels", "is ready to talk": the words that promise or threaten are the act.
  if (
    SPEECH.has(trigger.type) &&
    (SPOKEN.has(value) || (value === "hypothetical" && view.tokens.Upos[trigger.head] === ADJ)) &&
    saysSo(view, trigger)
  )
    return by("actuality.said_is_done", "happened");
  if (ANNOUNCED.has(value) && announcedDone(view, trigger)) return by("actuality.said_is_done", "happened");
  if ((value === "planned" || value === "hypothetical") && heldAlready(view, trigger))
    return by("actuality.known", "happened");
  if (value === "promised" && (family === "PRO" || family === "MIL" || inCourt(view, trigger)))
    return by("actuality.plan_of_act", "planned");
  if (
    value === "hypothetical" &&
    trigger.type === "LAW.PROSECUTE" &&
    view.tokens.Lemma[trigger.first] === "await" &&
    !conditional(view, trigger.head)
  )
    return by("actuality.own_words", "planned");
  // "a judge will decide whether to free them": that it will be decided is sure.
  if (value === "hypothetical" && trigger.type === "LAW.RULING" && verbForm(view, trigger.head) === "planned")
    return by("actuality.form", "planned");
  if (
    value === "happened" &&
    !headline(view, trigger) &&
    (standsSo(view, trigger) || heldSince(view, trigger))
  )
    return by("actuality.still_on", "ongoing");
  if ((value === "happened" || value === "ongoing") && askedUndone(view, trigger))
    return by("actuality.only_named", "presupposed");
  // "faces a charge of theft": that it stands tells that it was brought.
  if (value === "ongoing" && AT_ONCE.test(trigger.type)) return by("actuality.known", "happened");
  // "ordered the station to be taken off the air": the order of those in power is the act.
  if (value === "planned" && ORDERED.has(trigger.type) && orderedBefore(view, trigger))
    return by("actuality.by_order", "happened");
  if (value === "planned" && family === "REP" && view.verb(trigger.head) && conditional(view, trigger.head))
    return by("actuality.conditional", "threatened");
  // "we will intervene if they march": what a state holds over others.
  if (
    value === "hypothetical" &&
    family === "REP" &&
    view.verb(trigger.head) &&
    unlessTheyStop(view, trigger.head)
  )
    return by("actuality.conditional", "threatened");
  if (value === "happened" && trigger.type === "GOV.ELECTION" && votesSoon(view, trigger.head))
    return by("actuality.votes_soon", "planned");
  if (value === "happened" && trigger.type === "GOV.ELECTION" && talkedOf(view, trigger.head))
    return by("actuality.votes_soon", "planned");
  if (
    value === "happened" &&
    trigger.type === "GOV.ELECTION" &&
    !held(view, trigger.head) &&
    !comesAfter(view, trigger.head)
  )
    return by("actuality.only_named", "presupposed");
  if (
    value === "happened" &&
    trigger.type === "LAW.PROSECUTE" &&
    view.noun(trigger.head) &&
    view.quantityOf(trigger.head) === null
  )
    return by("actuality.only_named", "presupposed");
  if (
    value === "happened" &&
    trigger.type === "LAW.INVESTIGATE" &&
    view.noun(trigger.head) &&
    !opened(view, trigger)
  )
    return by("actuality.only_named", "presupposed");
  if (
    value === "ongoing" &&
    (family === "REP" || family === "LAW" || family === "VIO") &&
    trigger.sentence > 0 &&
    (simplePresent(view, trigger) || usedTo(view, trigger.head)) &&
    !view.cues.lasting!.has(view.tokens.Lemma[trigger.head]!)
  )
    return by("actuality.usual", "generic");
  if (
    value === "happened" &&
    trigger.type === "REP.EMERGENCY" &&
    !headline(view, trigger) &&
    eased(view, trigger.head)
  )
    return by("actuality.still_on", "ongoing");
  if (SUSTAINED.has(trigger.type) && value !== "ongoing" && beingEnded(view, trigger.head))
    return by("actuality.still_on", "ongoing");
  if (
    value === "happened" &&
    /^(REP\.EMERGENCY|LAW\.DETAIN|REP\.ARREST)$/.test(trigger.type) &&
    underNow(view, trigger.head)
  )
    return by("actuality.still_on", "ongoing");
  if (value === "happened" && SUSTAINED.has(trigger.type) && !ended(view, trigger))
    return by("actuality.still_on", "ongoing");
  if (
    value === "happened" &&
    HELD.has(trigger.type) &&
    (trigger.type !== "REP.OTHER" || view.cues.besieging!.has(view.tokens.Lemma[trigger.head]!)) &&
    view.verb(trigger.head) &&
    perfect(view, trigger.head) &&
    !view.passive(trigger.head)
  )
    return by("actuality.still_on", "ongoing");
  if (
    value === "happened" &&
    (reportedProgressive(view, trigger.head) ||
      beingDealtWith(view, trigger) ||
      atWork(view, trigger) ||
      (CONTINUING.test(trigger.type) && since(view, trigger)))
  )
    return by("actuality.still_on", "ongoing");
  return value;
}

/** "the curfew has been eased", "extended the state of emergency", "a curfew, in force since May": it holds. */
function eased(view: View, i: number): boolean {
  const { tokens, cues } = view;
  if (!view.noun(i)) return false;
  const up = tokens.Head[i]!;
  const carried = up >= 0 && view.verb(up) && (view.is(i, "obj") || tokens.Deprel[i] === "nsubj:pass");
  if (carried && cues.easing!.has(tokens.Lemma[up]!) && !negated(view, up)) return true;
  return view
    .children(i)
    .some(
      (k) =>
        (view.is(k, "nmod") || view.is(k, "acl")) &&
        cues.inForce!.has(tokens.Lemma[k]!) &&
        view.preposition(k) === "in",
    );
}

/** Acts of courts and prosecutors that are over as soon as they are done. */
const AT_ONCE = /^LAW\.(?:CHARGE|CONVICT|RULING|RELEASE)/;

/** "a promise to appear in court": who goes before a court. */
function inCourt(view: View, { type, first, last }: Trigger): boolean {
  if (type !== "LAW.PROSECUTE") return false;
  for (let i = first; i < last; i++) if (view.cues.goesBefore!.has(view.tokens.Lemma[i]!)) return true;
  return false;
}

/** Acts that those who say so might do themselves. */
const WITHHELD = /^(?:PRO|GOV\.(?:RESIGN|CONCEDE)|MIL\.WITHDRAW|LAW\.RELEASE)/;

/** "will not resign", "would not march": a modal of the will, denied, in the active. */
function willNot(view: View, i: number): boolean {
  const { Norm } = view.tokens;
  const modal = Norm[i - 2] ?? "";
  if (
    !view.verb(i) &&
    view.cues.negation!.has(Norm[i - 1] ?? "") &&
    (view.cues.willModals!.has(modal) || view.cues.wouldModals!.has(modal))
  )
    return true;
  const verb = view.verb(i) ? i : view.tokens.Head[i]!;
  if (verb < 0 || !view.verb(verb) || view.passive(verb)) return false;
  const aux = view.children(verb).filter((k) => view.is(k, "aux"));
  const { cues, tokens } = view;
  const will = aux.some(
    (k) => cues.willModals!.has(tokens.Norm[k]!) || cues.wouldModals!.has(tokens.Norm[k]!),
  );
  const subject = view.child(verb, "nsubj");
  const own = subject === i || (subject >= 0 && view.noun(subject) && !view.classOf(subject)?.person);
  return will && !own && aux.every((k) => tokens.Lemma[k] !== "have");
}

/** "was being investigated", "were being held": a report tells so of what the law does meanwhile. */
function beingDealtWith(view: View, { type, head }: Trigger): boolean {
  if (!/^LAW\.(INVESTIGATE|DETAIN|PROSECUTE)|^REP\.ARREST/.test(type) || !view.verb(head)) return false;
  const aux = view.children(head).map((k) => view.tokens.Norm[k]!);
  // "was hurt while being arrested": in a report of what is past.
  const meanwhile = aux.includes("while") || aux.includes("after") || aux.includes("before");
  return aux.includes("being") && !aux.includes("had") && !meanwhile;
}

/** "troops patrolling the market", "police are stationed at the crossing": forces that are there as the report tells of them. */
function atWork(view: View, trigger: Trigger): boolean {
  if (trigger.type !== "MIL.DEPLOY" || headline(view, trigger)) return false;
  const { Norm, Feats } = view.tokens;
  const { first, last, head } = trigger;
  if (view.verb(head) && view.passive(head)) {
    const be = view.child(head, "aux:pass");
    return be >= 0 && Feats[be]!.includes("Tense=Pres") && view.child(head, "aux") < 0;
  }
  for (let i = first; i < last; i++)
    if (view.verb(i) && Norm[i]!.endsWith("ing") && view.child(i, "aux") < 0) return true;
  return false;
}

/** What the words of an act that is announced would else be read as: "will withdraw", "was withdrawing". */
const ANNOUNCED = new Set<Actuality>(["planned", "promised", "ongoing", "happened"]);

/** Acts that are done by the order to do them. */
const ORDERED = new Set([
  "REP.CENSOR",
  "REP.RESTRICT",
  "REP.OTHER",
  "LAW.DETAIN",
  "REP.ARREST",
  "GOV.CONCEDE",
]);

/** Acts that are done by saying so, and what their own words would else be read as. */
const SPEECH = new Set(["POL.PROMISE", "POL.THREAT"]);
const SPOKEN = new Set<Actuality>(["promised", "threatened", "planned", "attempted"]);

/** The words of the trigger promise or threaten, under no modal ("may promise") and no other act ("plans to threaten"). */
function saysSo(view: View, { head }: Trigger): boolean {
  const { Head, Lemma } = view.tokens;
  const modal = view.children(head).some((k) => view.is(k, "aux") && !/^(?:have|be|do)$/.test(Lemma[k]!));
  return (
    !modal && (Head[head]! < 0 || view.is(head, "root") || view.is(head, "ccomp") || view.is(head, "conj"))
  );
}

/** Rules of acts of a riot that are done as soon as they are tried. */
const STORMING = new Set(["occupy", "break-through"]);

/** "the town is under curfew", "remains under emergency rule" */
function underNow(view: View, i: number): boolean {
  if (!view.noun(i) || view.preposition(i) !== "under") return false;
  const up = view.tokens.Head[i]!;
  const verbs = up >= 0 && view.verb(up) ? [up] : view.children(i).filter((k) => view.is(k, "cop"));
  return verbs.some((k) => {
    const [lemma, feats] = [view.tokens.Lemma[k]!, view.tokens.Feats[k]!];
    return (lemma === "be" || lemma === "remain" || lemma === "stay") && feats.includes("Tense=Pres");
  });
}
