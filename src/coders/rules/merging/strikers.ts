/** Whether two strikes are those of different trades: "rubbish collectors" and "health workers". */
import type { View } from "../reading/view.js";
import type { Draft } from "./drafts.js";

const TRADES = new Set(["workers", "professionals"]);

/** The nouns that name the trades of those who strike; of "health workers" the word before the last counts. */
function trades(view: View, { actors }: Draft): string[] {
  const { tokens, cues } = view;
  const out: string[] = [];
  for (const { role, head, category } of actors) {
    if (role !== "participant" || !TRADES.has(category) || head < 0 || !view.noun(head)) continue;
    const lemma = tokens.Lemma[head]!;
    if (!cues.anyWorker!.has(lemma)) out.push(lemma);
    else if (view.is(head - 1, "compound") && tokens.Head[head - 1] === head)
      out.push(tokens.Lemma[head - 1]!);
  }
  return out;
}

/** Both tellings name trades, and none in common; words that point back are told of those named before. */
export function otherStrikers(view: View, draft: Draft, told: readonly Draft[]): boolean {
  if (draft.type !== "PRO.STRIKE" || draft.definite || draft.trigger.case.mention) return false;
  const here = trades(view, draft);
  if (here.length === 0) return false;
  const there = told.flatMap((one) => trades(view, one));
  return there.length > 0 && !here.some((trade) => there.includes(trade));
}
