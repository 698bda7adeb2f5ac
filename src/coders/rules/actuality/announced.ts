/** Acts of state that are done by announcing them, and elections of which the words tell that they were held. */
import type { View } from "../reading/view.js";
import { negated } from "../triggers/embedders.js";
import type { Trigger } from "../triggers/triggers.js";
import { decided } from "./actuality-aspect.js";

/** "announced his resignation", "announced that her government will withdraw the bill". */
export function announcedDone(view: View, { head, type }: Trigger): boolean {
  const { tokens, cues } = view;
  const verb = tokens.Head[head]!;
  if (verb < 0 || !view.verb(verb) || !cues.announcing!.has(tokens.Lemma[verb]!)) return false;
  const plain = tokens.Feats[verb]!.includes("Tense=Past") && !negated(view, verb);
  const modal = view.children(verb).some((k) => view.is(k, "aux") && !/^(?:have|be)$/.test(tokens.Lemma[k]!));
  if (!plain || modal) return false;
  if (type === "GOV.RESIGN") return view.noun(head) && view.is(head, "obj");
  return type === "GOV.CONCEDE" && view.verb(head) && view.is(head, "ccomp") && !negated(view, head);
}

/** "to win elections which were held in June": whatever they were to bring, they were held. */
export function heldAlready(view: View, { head, type }: Trigger): boolean {
  const { tokens, cues } = view;
  if (type !== "GOV.ELECTION") return false;
  const noun = view.noun(head) ? head : view.child(head, "obj");
  if (noun < 0) return false;
  return view.children(noun).some((k) => {
    if (view.is(k, "acl:relcl") && decided(view, k)) return true;
    if (!view.is(k, "acl:relcl") || !cues.holding!.has(tokens.Lemma[k]!) || negated(view, k)) return false;
    const aux = view.children(k).filter((a) => view.is(a, "aux"));
    return aux.length > 0 && aux.every((a) => cues.pastForms!.has(tokens.Norm[a]!));
  });
}
