/** Whether those who are asked for an act will not have it: "ignored calls to resign", "calls for her release went unheeded". */
import { ADJ, ADV, DET, type View } from "../reading/view.js";
import { negated } from "../triggers/embedders.js";
import type { Trigger } from "../triggers/triggers.js";

/** So many words lie between what is asked and the asking, between that and who spurns it, and behind the act. */
const [ASKED, OVER, BEHIND] = [8, 5, 7];

/** By the order of the words, since what hangs on "calls" is often parsed apart from it. */
export function askedInVain(view: View, { first, last, sentence, type }: Trigger): boolean {
  const { tokens, analysis, cues } = view;
  if (type.startsWith("POL")) return false;
  const start = Math.max(analysis.sentences.First[sentence]!, first - ASKED);
  for (let k = first - 1; k >= start; k--) {
    const lemma = tokens.Lemma[k]!;
    // "demands that she resign"
    if (cues.askings!.has(lemma) && cues.askingTakes!.has(tokens.Norm[k + 1] ?? ""))
      return spurned(view, k, start) || unheeded(view, last, analysis.sentences.Last[sentence]!);
    // "resisted pressure to call off the march"
    if (cues.cancelled!.has(lemma) || cues.phasal!.has(lemma) || cues.clauseOpeners!.has(tokens.Norm[k]!))
      if (tokens.Norm[k] !== "that") return false;
    if (view.verb(k) && tokens.Feats[k]!.includes("Tense=Past") && tokens.Feats[k]!.includes("VerbForm=Fin"))
      return false;
  }
  return false;
}

/** "rejected mounting calls", "brushed aside her demands", "defying pleas" */
function spurned(view: View, asking: number, start: number): boolean {
  const { tokens, cues } = view;
  for (let k = asking - 1; k >= Math.max(0, start - OVER, asking - OVER); k--) {
    if (tokens.Sentence[k] !== tokens.Sentence[asking] || tokens.Norm[k] === ",") return false;
    const lemma = tokens.Lemma[k]!;
    const two = `${lemma} ${tokens.Norm[k + 1]}`;
    if (cues.spurning!.has(lemma) || cues.spurning!.has(two)) return !negated(view, k);
    const small =
      tokens.Upos[k] === ADJ ||
      tokens.Upos[k] === ADV ||
      tokens.Upos[k] === DET ||
      cues.lightWords!.has(tokens.Norm[k]!) ||
      view.noun(k) ||
      /^(?:aside|away|off|down|out|and)$/.test(tokens.Norm[k]!) ||
      (tokens.Norm[k]!.endsWith("ing") && !view.verb(tokens.Head[k] ?? -1));
    if (!small) return false;
  }
  return false;
}

/** "fell on deaf ears", "went unheeded", "were ignored" */
function unheeded(view: View, last: number, end: number): boolean {
  const { tokens, cues } = view;
  let be = false;
  for (let k = last; k < Math.min(end, last + BEHIND); k++) {
    if (cues.clauseOpeners!.has(tokens.Norm[k]!) || tokens.Norm[k] === ",") return false;
    be ||= tokens.Lemma[k] === "be" || tokens.Lemma[k] === "go";
    if (tokens.Norm[k] === "deaf" || cues.unheeded!.has(tokens.Norm[k]!)) return true;
    if (be && view.verb(k) && cues.spurning!.has(tokens.Lemma[k]!)) return true;
  }
  return false;
}
