/** Of what was only called for, the clause behind the noun that tells that it came about. */
import type { View } from "../reading/view.js";
import { negated, verbSays } from "../triggers/embedders.js";
import { verbForm } from "./verb-form.js";

/** "called a strike in which 30,000 miners took part", "… that paralysed the port": the verb that tells that it came about, or -1. */
export function cameAbout(view: View, i: number): number {
  const { tokens, cues } = view;
  const verb = view.children(i).find((k) => k > i && tokens.Deprel[k] === "acl:relcl") ?? -1;
  if (verb < 0 || !view.verb(verb) || view.passive(verb) || negated(view, verb)) return -1;
  const lemma = tokens.Lemma[verb]!;
  if (!cues.crowdVerbs!.has(lemma) && !cues.crowdDrawing!.has(lemma) && !cues.halting!.has(lemma)) return -1;
  return verbForm(view, verb) === "happened" && verbSays(view, verb) === null ? verb : -1;
}
