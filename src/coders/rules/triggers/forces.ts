/** Which noun phrases name forces of a state, or of those who keep the peace, that can be sent somewhere. */
import type { View } from "../reading/view.js";

/** "two companies of the reserve police", "peacekeepers", "tanks"; not an officer alone, a general or a junta. */
export function areForces(view: View, head: number): boolean {
  const { tokens, cues } = view;
  const lemma = tokens.Lemma[head]!;
  // "tanks of milk" hold something.
  if (cues.gearOfForces!.has(lemma) || cues.gearOfForces!.has(tokens.Norm[head]!))
    return tokens.Norm[head + 1] !== "of";
  if (cues.commandOfForces!.has(lemma)) return false;
  const noun = view.classOf(head);
  const body = cues.bodiesOfForces!.has(lemma);
  if (noun === null) return body && view.children(head).some((k) => ofForces(view, k));
  if (noun.category === "igo") return cues.peaceForces!.has(lemma) || body;
  if (noun.category !== "military" && noun.category !== "state_security")
    return body && view.children(head).some((k) => ofForces(view, k));
  return (
    noun.collective || body || tokens.Feats[head]!.includes("Number=Plur") || tokens.Norm[head]!.endsWith("s")
  );
}

/** "a company of soldiers", "army columns": a word beside the body is one for forces. */
function ofForces(view: View, k: number): boolean {
  const category = view.classOf(k)?.category;
  return category === "military" || category === "state_security";
}
