/** What a model learns of a sentence of the treebank: the tag of each word, and the sentence in other case. */
import type { ConlluSentence } from "../src/text/linguistics/conllu.js";
import type { Chance } from "./train-chance.js";

/** The tag of word `i`: `UPOS/XPOS/marker`, the marker telling apart verb forms that share a Penn tag. */
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

/** Now and then a sentence in capitals, in small letters or with a capital on every word, as headlines and wires have it. */
export function recase(forms: readonly string[], chance: Chance): string[] {
  const draw = chance.next();
  if (draw < 0.05) return forms.map((form) => form.toUpperCase());
  if (draw < 0.12) return forms.map((form) => form.toLowerCase());
  if (draw < 0.15) return forms.map((form) => form.charAt(0).toUpperCase() + form.slice(1));
  return [...forms];
}
