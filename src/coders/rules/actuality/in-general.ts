/** Whether acts are told in general or as a tale: in a list of what is wrong, in the plot of a film. */
import type { View } from "../reading/view.js";
import type { Trigger } from "../triggers/triggers.js";
import { bareKind } from "./actuality-aspect.js";

/** So many words of the list may stand before the act, and so many between what it lists and its opening. */
const [LISTED, OPENING] = [24, 4];

/** "problems, including arbitrary arrests", "practices such as torture and kidnapping", "tactics like roadblocks". */
export function amongWrongs(view: View, { head, first, sentence }: Trigger): boolean {
  const { tokens, analysis, cues } = view;
  if (!bareKind(view, head)) return false;
  const start = Math.max(analysis.sentences.First[sentence]!, first - LISTED);
  for (let k = first - 1; k >= start; k--) {
    const opens =
      cues.listing!.has(tokens.Norm[k]!) || (tokens.Norm[k] === "as" && tokens.Norm[k - 1] === "such");
    if (!opens) {
      if (view.verb(k) && tokens.Feats[k]!.includes("VerbForm=Fin")) return false;
      continue;
    }
    for (let w = k - 1; w >= Math.max(start, k - OPENING); w--)
      if (cues.wrongs!.has(tokens.Lemma[w]!)) return true;
    return false;
  }
  return false;
}

/** So many words up the plot of a tale is followed. */
const PLOT = 8;

/** "the film tells of a general who stages a coup", "her novel depicts a massacre": what happens in a tale. */
export function inTale(view: View, { head }: Trigger): boolean {
  const { tokens, cues } = view;
  for (let hop = 0, i = tokens.Head[head]!; hop < PLOT && i >= 0; hop++, i = tokens.Head[i]!) {
    if (!cues.telling!.has(tokens.Lemma[i]!)) continue;
    // "The novel tells of …", where the tagger takes the verb for a noun
    if (!view.verb(i) && i > 0 && cues.taleMakers!.has(tokens.Lemma[i - 1]!) && tokens.Norm[i]!.endsWith("s"))
      return true;
    if (!view.verb(i) || !tokens.Feats[i]!.includes("Tense=Pres")) continue;
    const subject = view.child(i, "nsubj");
    if (subject >= 0 && cues.taleMakers!.has(tokens.Lemma[subject]!)) return true;
  }
  return false;
}
