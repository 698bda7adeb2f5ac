/** Whether what a trigger tells happened, is planned, refused, denied …, from its grammar and its cues. */
import type { Actuality } from "../../../model/coding.js";
import type { ReasonCode } from "../../../model/why-codes.js";
import { ADJ, type View } from "../reading/view.js";
import type { Trigger } from "../triggers/triggers.js";
import { because, heard, noteHeard } from "../why/because.js";
import {
  beingEnded,
  ended,
  HELD,
  habitual,
  headline,
  held,
  opened,
  overYears,
  perfect,
  practice,
  recorded,
  reportedProgressive,
  SUSTAINED,
  simplePresent,
  since,
  toldAsPast,
} from "./actuality-aspect.js";
import {
  allegedAndDenied,
  asked,
  coordinated,
  counterfactual,
  drewCrowd,
  leftSays,
  modalBefore,
  modalRightBefore,
  modifiedBefore,
  nobody,
  prevented,
  rightSays,
  stillToCome,
  whoever,
} from "./actuality-clause.js";
import { comesAfter, ofKnown, ofNoun } from "./actuality-noun.js";
import { conditional, ofVerb } from "./actuality-verb.js";
import { announcedDone, heldAlready } from "./announced.js";
import { askedInVain } from "./asked-in-vain.js";
import { lookedBackOn } from "./came-before.js";
import { askedUndone, lookedInto } from "./demanded.js";
import { standing } from "./going-on.js";
import {
  amongWrongs,
  asMeans,
  asRepute,
  gerundInGeneral,
  inTale,
  ofAnyOne,
  ofKind,
  usedTo,
} from "./in-general.js";
import { orderedBefore, talkedOf, unlessTheyStop, votesSoon } from "./of-state.js";
import { deniedByPower, refuted } from "./refuted.js";
import { heldSince, standsSo } from "./state.js";
import { verbForm } from "./verb-form.js";

/** Values that say: this was no event of the past or present. */
export const UNREAL: ReadonlySet<Actuality> = new Set([
  "attempted",
  "planned",
  "called_for",
  "promised",
  "threatened",
  "refused",
  "denied",
  "hypothetical",
  "generic",
]);

/** When several apply, the first of these is taken. */
const PRECEDENCE: readonly Actuality[] = [
  "denied",
  "refused",
  "hypothetical",
  "threatened",
  "called_for",
  "promised",
  "planned",
  "attempted",
  "generic",
  "historical",
  "ongoing",
  "happened",
];

/** Types whose acts go on or recur. */
const CONTINUING = /^(PRO|VIO|REP|LAW\.DETAIN)/;

/** Actuality of a trigger before its date is known. */
export function actuality(view: View, trigger: Trigger): Actuality {
  const by = (code: ReasonCode, value: Actuality) => because(view, trigger, code, value);
  const told = plainActuality(view, trigger);
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
  // "a judge will decide whether to free them": that it will be decided is sure.
  if (value === "hypothetical" && trigger.type === "LAW.RULING" && verbForm(view, trigger.head) === "planned")
    return by("actuality.form", "planned");
  if (value === "happened" && askedUndone(view, trigger)) return by("actuality.only_named", "presupposed");
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
  if (SUSTAINED.has(trigger.type) && value !== "ongoing" && beingEnded(view, trigger.head))
    return by("actuality.still_on", "ongoing");
  if (
    value === "happened" &&
    /^(REP\.EMERGENCY|LAW\.DETAIN|REP\.ARREST)$/.test(trigger.type) &&
    underNow(view, trigger.head)
  )
    return by("actuality.still_on", "ongoing");
  if (
    value === "happened" &&
    !headline(view, trigger) &&
    (standsSo(view, trigger) || heldSince(view, trigger))
  )
    return by("actuality.still_on", "ongoing");
  if (value === "happened" && SUSTAINED.has(trigger.type) && !ended(view, trigger))
    return by("actuality.still_on", "ongoing");
  if (
    value === "happened" &&
    HELD.has(trigger.type) &&
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
const ORDERED = new Set(["REP.CENSOR", "REP.RESTRICT", "LAW.DETAIN", "REP.ARREST", "GOV.CONCEDE"]);

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

const CERTAIN = 3;
/** Values of factuality under which nothing is told to have happened, and under which it is told not to have. */
const [DOUBTFUL, FALSE] = [0.5, -1];

/** What the analysis of the whole sentence says where no word near the act does: "no word of arrests". */
function unlikely(view: View, i: number): Actuality | null {
  const value = view.predicateAt(i)?.factuality ?? CERTAIN;
  if (value <= FALSE) return "denied";
  if (value >= DOUBTFUL || !view.noun(i)) return null;
  // "threw stones, sparking riots": what an act set off came about as the act did.
  const over = view.tokens.Head[i]!;
  const setOff = over >= 0 && view.cues.settingOff!.has(view.tokens.Lemma[over]!);
  if (setOff && view.is(i, "obj") && view.tokens.Norm[over]!.endsWith("ing")) return null;
  // "prevent injuries in such clashes" speaks of an event already known.
  const known = view.children(i).some((k) => view.is(k, "det") || view.tokens.Norm[k] === "such");
  return known ? null : "hypothetical";
}

/** "striking miners are set to lose their jobs": what becomes of those who strike says nothing of the strike. */
function strikers(view: View, { head, first, last, type }: Trigger): boolean {
  const whole = last - first > 1 && view.tokens.Norm[first]!.endsWith("ing") && head > first;
  return whole && type === "PRO.STRIKE" && view.classOf(head)?.person === true;
}

/** So many steps up to the permit. */
const UP_TO_PERMIT = 4;

/** "denied a permit for the rally", "an application to march": what leave is asked for is planned, whether it is given or not. */
function awaitsLeave(view: View, { head, type }: Trigger): boolean {
  const { tokens, cues } = view;
  if (!type.startsWith("PRO.")) return false;
  const leave = (i: number): boolean => i >= 0 && view.noun(i) && cues.permits!.has(tokens.Lemma[i]!);
  const link = view.children(head).find((k) => tokens.Deprel[k] === "case" || tokens.Deprel[k] === "mark");
  if (link !== undefined && link < head && leave(link - 1)) return true;
  for (let hop = 0, i = head; hop < UP_TO_PERMIT; hop++) {
    const up = tokens.Head[i]!;
    if (up < 0 || !/^(?:nmod|acl|obl|conj|xcomp|obj)/.test(tokens.Deprel[i]!)) return false;
    if (up < head && leave(up)) return true;
    i = up;
  }
  return false;
}

/** What a scene, a result or an anniversary makes known. */
const SETTLED = /^(VIO|REP|GOV\.ELECTION)/;

/** "despite threats and intimidation" */
function despite(view: View, i: number): boolean {
  const first = view.is(i, "conj") ? view.tokens.Head[i]! : i;
  return view.preposition(first) === "despite";
}

function plainActuality(view: View, trigger: Trigger): Actuality {
  const { tokens, cues } = view;
  const { head } = trigger;
  view.why?.takeHeard();
  const known = !view.verb(head) && comesAfter(view, head);
  const found = known
    ? ofKnown(view, trigger)
    : view.verb(head)
      ? ofVerb(view, head, 0)
      : strikers(view, trigger)
        ? []
        : ofNoun(view, trigger);
  const add = (code: ReasonCode, i: number, value: Actuality) => found.push(heard(view, code, i, value));
  const by = (code: ReasonCode, value: Actuality) => because(view, trigger, code, value);
  for (let i = trigger.first; i < trigger.last; i++) {
    if (i === head) continue;
    if (view.cues.negation!.has(tokens.Norm[i]!)) add("actuality.own_words", i, "denied");
  }
  if (drewCrowd(view, trigger)) return by("actuality.crowd", "happened");
  if (awaitsLeave(view, trigger)) return by("actuality.leave", "planned");
  if (prevented(view, trigger)) return by("actuality.prevented", "hypothetical");
  if (counterfactual(view, trigger)) return by("actuality.counterfactual", "hypothetical");
  if (askedInVain(view, trigger)) return by("actuality.asked_in_vain", "refused");
  if (nobody(view, trigger)) return by("actuality.nobody", "denied");
  if (stillToCome(view, trigger)) return by("actuality.to_come", "hypothetical");
  if (practice(view, trigger)) add("actuality.practice", head, "generic");
  if (lookedBackOn(view, head) && SETTLED.test(trigger.type)) return by("actuality.known", "happened");
  if (lookedInto(view, trigger)) return by("actuality.known", "presupposed");
  if (view.noun(head) && despite(view, head)) return by("actuality.despite", "presupposed");
  if (tokens.Deprel[head] === "amod" && !view.noun(head) && !tokens.Norm[head]!.endsWith("ing"))
    return by("actuality.participle", "presupposed");
  const above = tokens.Head[head]!;
  if (
    above >= 0 &&
    view.is(head, "nsubj") &&
    tokens.Upos[above] === ADJ &&
    cues.generic!.has(tokens.Lemma[above]!)
  )
    add("actuality.rated", above, "generic");
  if (allegedAndDenied(view, head) || refuted(view, trigger) || deniedByPower(view, trigger))
    add("actuality.disputed", head, "denied");
  if (
    recorded(view, trigger) ||
    ofKind(view, trigger) ||
    ofAnyOne(view, trigger) ||
    asMeans(view, trigger) ||
    gerundInGeneral(view, trigger) ||
    whoever(view, trigger) ||
    amongWrongs(view, trigger) ||
    asRepute(view, trigger) ||
    inTale(view, trigger)
  )
    add("actuality.kind", head, "generic");
  if ((trigger.type === "PRO.MIXED" || CONTINUING.test(trigger.type)) && overYears(view, trigger))
    add("actuality.over_years", head, "generic");
  // "pledged to withdraw": the promise is part of the trigger.
  if (trigger.last - trigger.first > 1 && cues.promise!.has(tokens.Lemma[trigger.first]!))
    add("actuality.own_words", trigger.first, "promised");
  // "was due in court on Monday"
  if (trigger.type === "LAW.PROSECUTE" && cues.dueFirst!.has(tokens.Norm[trigger.first]!))
    add("actuality.own_words", trigger.first, "planned");
  const aside =
    above >= 0 && view.verb(above) ? view.children(above).filter((k) => view.is(k, "advmod")) : [];
  // "tend to march"
  const over = above >= 0 && view.is(head, "xcomp") ? [above] : [];
  const shared = sharedAdverbs(view, head);
  const generic = [...view.children(trigger.head), trigger.head, ...aside, ...over, ...shared].find((k) =>
    cues.generic!.has(tokens.Lemma[k]!),
  );
  // "took to the streets, sometimes clashing with police": of one march
  const along =
    (view.is(head, "advcl") || view.is(head, "parataxis")) &&
    tokens.Norm[head]!.endsWith("ing") &&
    above >= 0 &&
    toldAsPast(view, above);
  if (((generic !== undefined && !along) || habitual(view, trigger)) && !found.some((a) => UNREAL.has(a)))
    add("actuality.habit", generic ?? head, "generic");
  if (!known && !found.some((a) => UNREAL.has(a))) {
    const said = aroundSays(view, trigger);
    if (said !== null) found.push(said);
  }
  // "Will teachers strike?" asks, whatever "will" makes of it.
  if (!known && !found.some((a) => UNREAL.has(a) && a !== "planned") && asked(view, trigger))
    add("actuality.asked", head, "hypothetical");
  const stands = standing(view, trigger);
  if (stands !== null) found.push(heard(view, stands === "ongoing" ? "goingOn" : "onTheCards", head, stands));
  const stated = (): Actuality | undefined =>
    PRECEDENCE.find((one) => one !== "happened" && found.includes(one));
  if (!known && stated() === undefined) {
    const doubted = unlikely(view, head);
    if (doubted !== null) add("actuality.factuality", head, doubted);
  }
  // "foiled an assassination attempt": what was kept from success was tried.
  const tried = trigger.last - trigger.first > 1 && cues.attemptNouns!.has(tokens.Lemma[trigger.last - 1]!);
  if (tried && above >= 0 && cues.preventable!.has(tokens.Lemma[above]!) && stated() === "hypothetical")
    found.splice(0, found.length, heard(view, "attemptNouns", trigger.last - 1, "attempted"));
  const value = stated() ?? "happened";
  noteHeard(view, trigger, value, found);
  return value;
}

/** "have been regularly detained, beaten and tried": the adverbs before the first of several verbs belong to all of them. */
function sharedAdverbs(view: View, head: number): number[] {
  const { tokens } = view;
  let first = head;
  for (let hop = 0; hop < LISTED && view.verb(first) && view.is(first, "conj"); hop++)
    first = tokens.Head[first]!;
  if (first === head || first < 0 || !view.verb(first) || view.child(head, "nsubj", "aux") >= 0) return [];
  return view.children(first).filter((k) => k < first && view.is(k, "advmod"));
}

const LISTED = 4;

/** What stands around the act says of it, where the parse ties nothing to it. */
function aroundSays(view: View, trigger: Trigger): Actuality | null {
  const by = (code: ReasonCode, value: Actuality | null) => heard(view, code, trigger.head, value);
  return (
    by("actuality.modifier", modifiedBefore(view, trigger)) ??
    by("actuality.before", leftSays(view, trigger)) ??
    by("actuality.after", rightSays(view, trigger)) ??
    by("actuality.modal", modalBefore(view, trigger)) ??
    by("actuality.modal", modalRightBefore(view, trigger)) ??
    by("actuality.coordinated", coordinated(view, trigger))
  );
}
