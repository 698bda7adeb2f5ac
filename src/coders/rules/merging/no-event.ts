/** Drafts that tell no event of their own: tolls of a period, acts that are only supposed. */
import type { Actuality } from "../../../model/coding.js";
import type { View } from "../reading/view.js";
import { verbSays } from "../triggers/embedders.js";
import type { Draft } from "./drafts.js";

/** "67 people have died in the unrest since December", "three were killed in the protests": a toll that nobody is said to have caused is no event. */
export function onlyToll(draft: Draft): boolean {
  const caused = draft.actors.some((a) => a.role === "perpetrator" || a.role === "responder");
  return draft.trigger.case.outcome === true && (draft.scope !== "event" || draft.inProtest) && !caused;
}

/** "any rally without a permit is illegal", "strikes could cost jobs": one that is only supposed, on no day, nowhere, by nobody. */
export function onlySupposed(view: View, draft: Draft): boolean {
  if (draft.date === null && OFFICE.test(draft.type) && onlyAwaited(view, draft)) return true;
  if (draft.actuality === "generic" && draft.type.startsWith("PRO") && underLaw(view, draft)) return true;
  return (
    draft.actuality === "hypothetical" &&
    /^(PRO|VIO|REP)/.test(draft.type) &&
    view.noun(draft.trigger.head) &&
    ofNoneInParticular(view, draft.trigger.head) &&
    draft.date === null &&
    draft.places.length === 0
  );
}

/** So many words up the ban stands over what it forbids. */
const BAN_UP = 3;

/** "a law that bans street protests": what a law forbids is a kind of act, of which none is told. */
function underLaw(view: View, { trigger }: Draft): boolean {
  const { tokens, cues } = view;
  for (let hop = 0, i = trigger.head; hop < BAN_UP; hop++) {
    i = tokens.Head[i]!;
    if (i < 0) return false;
    if (cues.banning!.has(tokens.Lemma[i]!)) return true;
  }
  return false;
}

/** Acts of state that others want of those in office. */
const OFFICE = /^(?:GOV\.(RESIGN|REMOVE|DISMISS|CONCEDE)|LAW\.)/;

/** "they will stay until the governor steps down", "on strike until the ministry meets their demands", "could force it to give in": what is waited for. */
function onlyAwaited(view: View, { actuality, type, trigger }: Draft): boolean {
  const { tokens, cues } = view;
  if (actuality === "hypothetical" && type === "GOV.CONCEDE") return true;
  const mark = view.child(trigger.head, "mark");
  if (mark < 0 || tokens.Norm[mark] === "if" || !cues.untilWords!.has(tokens.Norm[mark]!)) return false;
  // "until the jailed leaders are freed"
  const passive = view.child(trigger.head, "aux:pass");
  if (passive >= 0) {
    const finite = view.child(trigger.head, "aux");
    return tokens.Feats[finite >= 0 ? finite : passive]!.includes("Tense=Pres");
  }
  const present = type === "GOV.CONCEDE" && tokens.Feats[trigger.head]!.includes("Tense=Pres");
  return (
    actuality === "hypothetical" || (actuality === "ongoing" && present) || backshifted(view, trigger.head)
  );
}

const TO_COME = new Set<Actuality | null>(["planned", "promised", "threatened"]);

/** "said they would stay until the minister resigned", "vowed to stay until he resigned": past only by the tense of what is told. */
function backshifted(view: View, head: number): boolean {
  const { tokens } = view;
  const over = view.is(head, "advcl") ? tokens.Head[head]! : -1;
  if (over < 0) return false;
  if (TO_COME.has(verbSays(view, over))) return true;
  return view.children(over).some((k) => {
    if (view.is(k, "aux")) return tokens.Norm[k] === "would";
    return view.is(k, "mark") && tokens.Norm[k] === "to" && view.is(over, "xcomp");
  });
}

/** What is done to or by forces that only a participle says to be somewhere: "attacked police deployed in the area". */
const DONE_TO = /^(attack|pelt|stone|assault|ambush|hit|face|confront|fight|insult|jeer)$/;

/** "riot police guarding parliament fired tear gas": where the forces are says only which forces are meant. */
export function onlyWhich(view: View, { type, trigger, date }: Draft): boolean {
  if (type !== "MIL.DEPLOY" || date !== null || !view.verb(trigger.head)) return false;
  const { tokens } = view;
  const { head } = trigger;
  if (view.child(head, "nsubj", "nsubj:pass") >= 0 || view.child(head, "aux", "aux:pass") >= 0) return false;
  const up = tokens.Head[head]!;
  if (up < 0) return false;
  // "there are soldiers patrolling the streets": told for their own sake
  const over = tokens.Head[up]!;
  if (
    view
      .children(up)
      .concat(over >= 0 ? view.children(over) : [])
      .some((k) => view.is(k, "expl"))
  )
    return false;
  if (view.is(head, "xcomp")) return DONE_TO.test(tokens.Lemma[up]!);
  const bare = view.is(head, "acl") && tokens.Deprel[head] !== "acl:relcl";
  return (bare || view.is(head, "amod")) && view.child(up, "nummod") < 0;
}

/** "any rally", and "strikes" of which something is said. */
function ofNoneInParticular(view: View, i: number): boolean {
  const { tokens } = view;
  const det = view.child(i, "det");
  if (det >= 0) return tokens.Norm[det] === "any" || tokens.Norm[det] === "every";
  if (view.child(i, "amod") >= 0) return false;
  // "could not be disrupted by strike action"
  if (tokens.Deprel[i]!.startsWith("obl") && view.preposition(i) === "by") return true;
  // "no information about injuries or arrests"
  const either = view.is(i, "conj") && view.child(i, "nummod", "nmod:poss") < 0;
  return (tokens.Deprel[i] === "nsubj" || either) && tokens.Feats[i]!.includes("Number=Plur");
}
