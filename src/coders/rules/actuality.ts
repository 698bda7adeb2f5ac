/** Whether what a trigger tells happened, is planned, refused, denied …, from its grammar and its cues. */
import type { Actuality } from "../../model/coding.js";
import {
  beingEnded,
  ended,
  HELD,
  habitual,
  headline,
  held,
  ofKind,
  opened,
  overYears,
  perfect,
  practice,
  recorded,
  reportedProgressive,
  SUSTAINED,
  simplePresent,
  since,
} from "./actuality-aspect.js";
import {
  allegedAndDenied,
  asked,
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
} from "./actuality-clause.js";
import { ofNoun } from "./actuality-noun.js";
import { conditional, ofVerb } from "./actuality-verb.js";
import type { Trigger } from "./triggers.js";
import { ADJ, type View } from "./view.js";

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
  "called_for",
  "threatened",
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
  const plain = plainActuality(view, trigger);
  // A headline tells the past in the present: "Protests resume", "Gunmen kill three".
  const value = plain === "ongoing" && headline(view, trigger) ? "happened" : plain;
  const family = trigger.type.slice(0, 3);
  if (value === "promised" && (family === "PRO" || family === "MIL")) return "planned";
  if (value === "planned" && family === "REP" && view.verb(trigger.head) && conditional(view, trigger.head))
    return "threatened";
  if (value === "happened" && trigger.type === "GOV.ELECTION" && !held(view, trigger.head))
    return "presupposed";
  if (value === "happened" && trigger.type === "LAW.PROSECUTE" && view.noun(trigger.head))
    return "presupposed";
  if (
    value === "happened" &&
    trigger.type === "LAW.INVESTIGATE" &&
    view.noun(trigger.head) &&
    !opened(view, trigger)
  )
    return "presupposed";
  if (
    value === "ongoing" &&
    (family === "REP" || family === "LAW" || family === "VIO") &&
    simplePresent(view, trigger) &&
    !view.cues.lasting!.has(view.tokens.Lemma[trigger.head]!)
  )
    return "generic";
  if (SUSTAINED.has(trigger.type) && value !== "ongoing" && beingEnded(view, trigger.head)) return "ongoing";
  if (value === "happened" && SUSTAINED.has(trigger.type) && !ended(view, trigger)) return "ongoing";
  if (
    value === "happened" &&
    HELD.has(trigger.type) &&
    view.verb(trigger.head) &&
    perfect(view, trigger.head) &&
    !view.passive(trigger.head)
  )
    return "ongoing";
  if (
    value === "happened" &&
    (reportedProgressive(view, trigger.head) || (CONTINUING.test(trigger.type) && since(view, trigger)))
  )
    return "ongoing";
  return value;
}

/** "despite threats and intimidation" */
function despite(view: View, i: number): boolean {
  const first = view.is(i, "conj") ? view.tokens.Head[i]! : i;
  return view.preposition(first) === "despite";
}

function plainActuality(view: View, trigger: Trigger): Actuality {
  const { tokens, cues } = view;
  const found = view.verb(trigger.head) ? ofVerb(view, trigger.head, 0) : ofNoun(view, trigger);
  for (let i = trigger.first; i < trigger.last; i++) {
    if (i === trigger.head) continue;
    if (view.cues.negation!.has(tokens.Norm[i]!)) found.push("denied");
  }
  const { head } = trigger;
  if (drewCrowd(view, trigger)) return "happened";
  if (prevented(view, trigger) || counterfactual(view, trigger)) return "hypothetical";
  if (nobody(view, trigger)) return "denied";
  if (stillToCome(view, trigger)) return "hypothetical";
  if (practice(view, trigger)) found.push("generic");
  if (view.noun(head) && despite(view, head)) return "presupposed";
  if (tokens.Deprel[head] === "amod" && !view.noun(head) && !tokens.Norm[head]!.endsWith("ing"))
    return "presupposed";
  const above = tokens.Head[head]!;
  if (
    above >= 0 &&
    view.is(head, "nsubj") &&
    tokens.Upos[above] === ADJ &&
    cues.generic!.has(tokens.Lemma[above]!)
  )
    found.push("generic");
  if (allegedAndDenied(view, head)) found.push("denied");
  if (recorded(view, trigger) || ofKind(view, trigger)) found.push("generic");
  if ((trigger.type === "PRO.MIXED" || CONTINUING.test(trigger.type)) && overYears(view, trigger))
    found.push("generic");
  // "pledged to withdraw": the promise is part of the trigger.
  if (trigger.last - trigger.first > 1 && cues.promise!.has(tokens.Lemma[trigger.first]!))
    found.push("promised");
  const aside =
    above >= 0 && view.verb(above) ? view.children(above).filter((k) => view.is(k, "advmod")) : [];
  const generic = [...view.children(trigger.head), trigger.head, ...aside].some((k) =>
    cues.generic!.has(tokens.Lemma[k]!),
  );
  if ((generic || habitual(view, trigger)) && !found.some((a) => UNREAL.has(a))) found.push("generic");
  if (!found.some((a) => UNREAL.has(a))) {
    const said =
      modifiedBefore(view, trigger) ??
      leftSays(view, trigger) ??
      rightSays(view, trigger) ??
      modalBefore(view, trigger) ??
      modalRightBefore(view, trigger);
    if (said !== null) found.push(said);
    else if (asked(view, trigger)) found.push("hypothetical");
  }
  for (const value of PRECEDENCE) if (found.includes(value)) return value;
  return "happened";
}
