/** Whether words behind a trigger say where: "rolled into Gao", "guarding the pipeline", "are being sent there". */
import { isA } from "../lexicon/lexicon.js";
import { AUX, PUNCT, type View } from "../reading/view.js";
import type { Match } from "./match.js";

const REACH = 10;
const ADVERBS = new Set([
  "there",
  "here",
  "nationwide",
  "countrywide",
  "overseas",
  "abroad",
  "ashore",
  "onshore",
]);
const STOPS = new Set([";", ":", "because", "while", "but", "which", "who", "whose"]);

/** A place by its name, or a noun of the ground, in the clause behind the words or in a phrase that opens it. */
export function tellsPlace(view: View, { first, last, sentence }: Match): boolean {
  const { tokens, analysis } = view;
  const end = Math.min(analysis.sentences.Last[sentence]!, last + REACH);
  for (let i = last; i < end; i++) {
    if (STOPS.has(tokens.Norm[i]!)) break;
    if (view.verb(i) && tokens.Feats[i]!.includes("VerbForm=Fin") && i > last) break;
    if (ADVERBS.has(tokens.Norm[i]!) || isGround(view, i)) return true;
  }
  // "In Jos, soldiers fanned out"
  const opening = analysis.sentences.First[sentence]!;
  if (view.preposition(opening) === null && tokens.Upos[opening] === PUNCT) return false;
  for (let i = opening; i < Math.min(first, opening + 7); i++) {
    if (view.verb(i) || tokens.Upos[i] === AUX) break;
    if (tokens.Norm[i] === ",") return false;
    if (tokens.Norm[i + 1] === "," && isGround(view, i)) return true;
  }
  return false;
}

function isGround(view: View, i: number): boolean {
  const { tokens, analysis, cues, lexicon } = view;
  if (view.noun(i)) {
    const lemma = tokens.Lemma[i]!;
    if (cues.groundsOfForces!.has(lemma) || isA(lexicon, "premises", lemma) || isA(lexicon, "passage", lemma))
      return true;
    if (view.nameAt(i)?.type === "LOC") return true;
  }
  const at = tokens.Start[i]!;
  return analysis.places.some(({ use, start, end }) => use === "place" && start <= at && at < end);
}
