/** Acts of state by what stands over and under them: orders that are the act, force under a condition, elections still to come. */
import type { View } from "../reading/view.js";
import { negated } from "../triggers/embedders.js";
import { inClass } from "../triggers/sides.js";
import type { Trigger } from "../triggers/triggers.js";
import { ofVerb } from "./actuality-verb.js";
import { takenForNoun } from "./verb-form.js";

/** An order given in the past, or a vote, stands right over the act: "was ordered to remain in custody", "instructed her cabinet to drop the bill", "voted to lift his immunity". */
export function orderedBefore(view: View, { head, type }: Trigger): boolean {
  const { tokens, cues } = view;
  const up = tokens.Head[head]!;
  if (up < 0 || !view.verb(head) || !tokens.Feats[up]!.includes("Tense=Past") || negated(view, up))
    return false;
  if (type === "GOV.CONCEDE")
    return cues.bidding!.has(tokens.Lemma[up]!) && inClass(view, view.child(up, "nsubj"), ["government"]);
  if (tokens.Lemma[up] === "vote") return type.startsWith("REP.");
  return cues.lastingOrders!.has(tokens.Lemma[head]!) && tokens.Lemma[up] === "order";
}

/** "will intervene if there is new provocation" */
export function unlessTheyStop(view: View, i: number): boolean {
  const { tokens, cues } = view;
  const kids = view.children(i);
  return (
    kids.some((k) => view.is(k, "aux") && cues.willModals!.has(tokens.Norm[k]!)) &&
    kids.some(
      (k) => view.is(k, "advcl") && view.children(k).some((m) => cues.conditional!.has(tokens.Norm[m]!)),
    )
  );
}

/** "the country votes in an election on Sunday", "goes to the polls" */
export function votesSoon(view: View, i: number): boolean {
  const { tokens, cues } = view;
  const verb = view.verb(i) ? i : tokens.Head[i]!;
  if (verb < 0 || !cues.votingVerbs!.has(tokens.Lemma[verb]!)) return false;
  if (!view.verb(verb)) return takenForNoun(view, verb);
  const feats = tokens.Feats[verb]!;
  return (
    feats.includes("Tense=Pres") &&
    feats.includes("VerbForm=Fin") &&
    !view.children(verb).some((k) => view.is(k, "aux"))
  );
}

/** "threatened to boycott the election", "demand the delay of the vote": one that has not been held. */
export function talkedOf(view: View, i: number): boolean {
  const { tokens, cues } = view;
  const up = tokens.Head[i]!;
  if (!view.noun(i) || up < 0) return false;
  if (view.noun(up)) return view.is(i, "nmod") && cues.puttingOff!.has(tokens.Lemma[up]!);
  if (!view.is(i, "obj") || !cues.stayingOut!.has(tokens.Lemma[up]!)) return false;
  return ofVerb(view, up, 1).some((one) => one === "threatened" || one === "planned" || one === "promised");
}
