/** Whether an act is told as a state that lasts: "remain occupied", "are barricaded", "has been under house arrest since June". */
import type { View } from "../reading/view.js";
import type { Trigger } from "../triggers/triggers.js";

/** Acts that bring about a state of premises, of a road, of a person. */
const OF_PLACES = /^(?:PRO\.(?:OCCUPY|BLOCK)|REP\.RESTRICT)$/;
const OF_PERSONS = /^(?:LAW\.DETAIN|REP\.ARREST)$/;
/** So many words behind a state its "since" may stand. */
const REACH = 8;

function present(view: View, i: number): boolean {
  return view.tokens.Feats[i]!.includes("Tense=Pres") && view.tokens.Feats[i]!.includes("VerbForm=Fin");
}

/** "is still occupied", "remain occupied", "lie blocked", "are under occupation" */
export function standsSo(view: View, trigger: Trigger): boolean {
  if (trigger.type === "LAW.PROSECUTE") return isOn(view, trigger.head);
  const person = OF_PERSONS.test(trigger.type);
  if (!person && !OF_PLACES.test(trigger.type)) return false;
  const { tokens, cues } = view;
  let { head } = trigger;
  // "the port is blocked", where the words of the act begin with what is blocked
  if (!view.verb(head) && view.verb(trigger.last - 1)) head = trigger.last - 1;
  const helpers = view.children(head).filter((k) => view.is(k, "aux") || view.is(k, "cop"));
  const is = helpers.length === 1 && tokens.Lemma[helpers[0]!] === "be" && present(view, helpers[0]!);
  if (!view.verb(head) && person) return false;
  if (!view.verb(head))
    return view.preposition(head) === "under" && (is || remains(view, tokens.Head[head]!));
  if (!view.passive(head) && !tokens.Feats[head]!.includes("VerbForm=Part")) return false;
  if (is && !person) return !cues.onceOnly!.has(tokens.Norm[head + 1] ?? "");
  return helpers.length === 0 && view.is(head, "xcomp") && remains(view, tokens.Head[head]!);
}

/** "is on trial" */
function isOn(view: View, head: number): boolean {
  if (view.verb(head) || view.preposition(head) !== "on") return false;
  return view.children(head).some((k) => view.is(k, "cop") && present(view, k));
}

function remains(view: View, i: number): boolean {
  return i >= 0 && view.cues.remaining!.has(view.tokens.Lemma[i]!) && present(view, i);
}

/** "has been in custody since May", "have been held without charge since Sunday"; but "40 have been arrested since Sunday" counts. */
export function heldSince(view: View, { type, head, first, last, sentence }: Trigger): boolean {
  if (!OF_PERSONS.test(type)) return false;
  const { tokens, cues, analysis } = view;
  // "a suspect currently in custody"
  if (!view.verb(head) && cues.nowadays!.has(tokens.Norm[first - 1] ?? "") && tokens.Norm[first] === "in")
    return true;
  const kids = view.children(head);
  const has = kids.some((k) => view.is(k, "aux") && (tokens.Norm[k] === "has" || tokens.Norm[k] === "have"));
  const been = kids.some((k) => tokens.Norm[k] === "been");
  if (!has || !been || (view.verb(head) && !cues.keptIn!.has(tokens.Lemma[head]!))) return false;
  const end = Math.min(analysis.sentences.Last[sentence]!, last + REACH);
  for (let k = last; k < end; k++) if (tokens.Norm[k] === "since") return true;
  return false;
}
