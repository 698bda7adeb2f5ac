/** The tag that a model learns for a word of the treebank. */
import type { ConlluSentence } from "../src/text/conllu.js";

/** The tag that the model learns for word `i`. */
export function goldTag(sentence: ConlluSentence, i: number): string {
  const xpos = sentence.xpos[i]!;
  const feats = sentence.feats[i]!;
  const upos = sentence.upos[i]!;
  let marker = "";
  if (upos === "VERB" || upos === "AUX") {
    if (xpos === "VB") marker = feats.includes("Mood=Imp") ? "Imp" : feats.includes("Mood=Sub") ? "Sub" : "";
    else if (xpos === "VBN") marker = feats.includes("Voice=Pass") ? "Pass" : "";
    else if (xpos === "VBG") marker = feats.includes("VerbForm=Ger") ? "Ger" : "";
  }
  return `${upos}/${xpos}/${marker}`;
}
