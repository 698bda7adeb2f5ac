/** What the grammar and the cues around an act state of it: that it happened, is planned, refused, denied … */
import type { Actuality } from "../../../model/coding.js";
import type { ReasonCode } from "../../../model/why-codes.js";
import { ADJ, DET, type View } from "../reading/view.js";
import type { Trigger } from "../triggers/triggers.js";
import { because, heard, noteHeard } from "../why/because.js";
import { habitual, overYears, practice, recorded, toldAsPast } from "./actuality-aspect.js";
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
import { ofVerb } from "./actuality-verb.js";
import { askedInVain } from "./asked-in-vain.js";
import { lookedBackOn } from "./came-before.js";
import { lookedInto } from "./demanded.js";
import { standing } from "./going-on.js";
import { amongWrongs, asMeans, asRepute, gerundInGeneral, inTale, ofAnyOne, ofKind } from "./in-general.js";
import { givenTime, orFace } from "./or-else.js";
import { deniedByPower, refuted } from "./refuted.js";

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
export const CONTINUING = /^(PRO|VIO|REP|LAW\.DETAIN)/;

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

/** "refused to meet them, let alone to step down", "not a march, much less a riot". */
function letAlone(view: View, { first }: Trigger): boolean {
  const { Norm, Upos } = view.tokens;
  let k = first - 1;
  while (k > 1 && (Norm[k] === "to" || Upos[k] === DET || Upos[k] === ADJ)) k--;
  const two = `${Norm[k - 1]} ${Norm[k]}`;
  return two === "let alone" || two === "much less" || two === "still less" || two === "never mind";
}

/** "nearly set a train on fire", "almost lynched the driver": it did not come to that. */
function allBut(view: View, { type, first, head }: Trigger): boolean {
  const { Norm, Feats } = view.tokens;
  const before = Norm[first - 1] ?? "";
  if (first !== head || !view.verb(head) || !/^(?:VIO|PRO)/.test(type)) return false;
  return (before === "nearly" || before === "almost") && Feats[head]!.includes("Tense=Past");
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

/** What the words of an act and those around it state, whatever its type makes of that. */
export function statedActuality(view: View, trigger: Trigger): Actuality {
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
  const goesOff = trigger.type === "VIO.ARMED" && view.cues.detonating!.has(tokens.Lemma[trigger.last - 1]!);
  for (let i = trigger.first; i < trigger.last; i++) {
    // "a bomb failed to explode", "the device did not go off": it was tried.
    const fails = tokens.Lemma[i] === "fail" && tokens.Norm[i + 1] === "to";
    if (goesOff && (fails || view.cues.negation!.has(tokens.Norm[i]!)))
      return by("actuality.own_words", "attempted");
    if (i === head) continue;
    if (view.cues.negation!.has(tokens.Norm[i]!)) add("actuality.own_words", i, "denied");
  }
  if (drewCrowd(view, trigger)) return by("actuality.crowd", "happened");
  if (awaitsLeave(view, trigger)) return by("actuality.leave", "planned");
  if (prevented(view, trigger)) return by("actuality.prevented", "hypothetical");
  if (counterfactual(view, trigger)) return by("actuality.counterfactual", "hypothetical");
  if (askedInVain(view, trigger)) return by("actuality.asked_in_vain", "refused");
  if (givenTime(view, trigger)) return by("actuality.ultimatum", "called_for");
  if (orFace(view, trigger)) return by("actuality.ultimatum", "threatened");
  if (allBut(view, trigger)) return by("actuality.own_words", "attempted");
  if (letAlone(view, trigger)) return by("actuality.nobody", "denied");
  if (nobody(view, trigger)) return by("actuality.nobody", "denied");
  if (stillToCome(view, trigger)) return by("actuality.to_come", "hypothetical");
  if (practice(view, trigger)) add("actuality.practice", head, "generic");
  if (lookedBackOn(view, head) && SETTLED.test(trigger.type) && !refuted(view, trigger))
    return by("actuality.known", "happened");
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
