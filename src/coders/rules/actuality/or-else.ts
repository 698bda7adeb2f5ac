/** What is asked under a term and held over those who let it pass: "gave him until Friday to resign or face a strike". */
import { AUX, type View } from "../reading/view.js";
import type { Trigger } from "../triggers/triggers.js";

/** So many words lie between the giving and what is to be done. */
const TERM_REACH = 14;

/** "gave the mayor until Friday to step down", "was given ten days to leave office", "issued a 48-hour ultimatum to". */
export function givenTime(view: View, { first, head, sentence }: Trigger): boolean {
  const { tokens, analysis, cues } = view;
  const to = first - 1;
  if (!view.verb(head) || to < 1 || tokens.Norm[to] !== "to") return false;
  const start = Math.max(analysis.sentences.First[sentence]!, to - TERM_REACH);
  for (let k = to - 1, term = false; k >= start; k--) {
    if (cues.clauseOpeners!.has(tokens.Norm[k]!)) return false;
    term ||=
      tokens.Norm[k] === "until" ||
      cues.ultimatums!.has(tokens.Lemma[k]!) ||
      /^\d+-(?:hour|day)$/.test(tokens.Norm[k]!);
    if (view.verb(k) && cues.givingTime!.has(tokens.Lemma[k]!)) return term;
  }
  return false;
}

/** So many words of its phrase stand before the act. */
const PHRASE = 5;

/** "step down or face mass protests", "or else they will strike", "or risk a boycott". */
export function orFace(view: View, { first, sentence, type }: Trigger): boolean {
  const { tokens, analysis, cues } = view;
  const start = analysis.sentences.First[sentence]!;
  for (let k = first - 1; k > start && first - k <= PHRASE; k--) {
    const norm = tokens.Norm[k]!;
    if (cues.facing!.has(tokens.Lemma[k]!) && tokens.Norm[k - 1] === "or") return true;
    // "pay up or we will strike"
    if (cues.willModals!.has(norm) && tokens.Upos[k] === AUX && type.startsWith("PRO")) {
      for (let j = k - 1; j > start && k - j <= PHRASE; j--)
        if (
          tokens.Norm[j] === "or" &&
          (tokens.Norm[j + 1] === "else" || tokens.Norm[j + 1] === "we" || tokens.Norm[j + 1] === "they")
        )
          return true;
    }
    if (norm === "," || cues.clauseOpeners!.has(norm)) return false;
  }
  return false;
}
