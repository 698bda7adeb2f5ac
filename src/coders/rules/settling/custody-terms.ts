/** How long somebody is or shall be held: "remanded for two weeks", "spent 90 days in pretrial detention". */
import type { Building } from "../merging/building.js";
import { around, type Telling } from "../merging/tellings.js";
import { tokenAt } from "../reading/token-at.js";
import type { View } from "../reading/view.js";

/** What tells that somebody is held, or says for how long. */
const HOLDS = /^(?:LAW\.(?:DETAIN|RULING|RELEASE)|REP\.ARREST)$/;
/** From so many days on it is a punishment, not custody. */
const YEAR = 365;
/** So far from the length stand the words of custody. */
const NEAR = 7;
const OPENS = new Set(["for", "by", "of", "after", "to", "another", "a"]);

/** The event of arrest or of a court that a length of time `[start, end)` of `days` tells the custody of, or null. */
export function heldFor(
  view: View,
  { start, end, days, sentence }: { start: number; end: number; days: number; sentence: number },
  tellings: readonly Telling[],
): Building | null {
  if (days >= YEAR) return null;
  const { tokens } = view;
  const [first, last] = [tokenAt(view, start), tokenAt(view, end - 1)];
  if (!ofCustody(view, first, last)) return null;
  let best: Building | null = null;
  let nearest = Number.POSITIVE_INFINITY;
  for (const { of: b, draft } of around(tellings, sentence)) {
    const { trigger } = draft;
    if (trigger.sentence !== sentence || draft.type !== b.type || !HOLDS.test(b.type)) continue;
    const far = Math.abs(trigger.head - first);
    if (far < nearest) [best, nearest] = [b, far];
  }
  return tokens.Sentence[last] === sentence ? best : null;
}

/** "for 30 days" behind a verb of holding, "by a month" behind one of prolonging, "a two-month detention", "90 days in custody". */
function ofCustody(view: View, first: number, last: number): boolean {
  const { tokens, cues } = view;
  const here = (i: number) => tokens.Sentence[i] === tokens.Sentence[first];
  const custody = (i: number) => cues.jails!.has(tokens.Lemma[i] ?? "");
  for (let i = last + 1; i <= last + 4 && here(i); i++) {
    if (custody(i)) return true;
    if (/^[.,;:]$/.test(tokens.Norm[i]!) || view.verb(i)) break;
  }
  let before = first - 1;
  while (before > 0 && cues.lengthHedges!.has(tokens.Norm[before]!)) before--;
  if (!OPENS.has(tokens.Norm[before] ?? "")) return false;
  for (let i = before - 1; i > before - NEAR && i >= 0 && here(i); i--) {
    if (tokens.Norm[i] === ";") return false;
    if (cues.held!.has(tokens.Norm[i]!) && view.verb(i)) return true;
    if (custody(i)) return true;
    if (cues.punishing!.has(tokens.Lemma[i]!)) return false;
  }
  return false;
}
