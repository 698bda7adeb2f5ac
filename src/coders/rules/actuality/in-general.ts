/** Whether acts are named in a list of what is wrong in general: "abuses including arbitrary arrests and torture". */
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
