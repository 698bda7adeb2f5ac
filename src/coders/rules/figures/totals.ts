/** Numbers that a running total is brought to: "bringing the death toll to 40", "brought to nine the number of those in custody". */
import type { FigureKind } from "../../../model/coding.js";
import type { View } from "../reading/view.js";
import { harmOf } from "./harm-kinds.js";

/** What is counted in a total, and the noun of the count. */
export type Total = { readonly kind: FigureKind; readonly by: number };

/** How far before and behind its number the noun of a total stands. */
const REACH = 16;
/** How far behind that noun stands what it counts, and how many words may stand before it. */
const COUNTED = 10;
const OPENING = 3;

/** The total that the number whose phrase is the tokens `[first, next)` is brought to, or null. */
export function broughtTo(view: View, first: number, next: number): Total | null {
  const { tokens, analysis } = view;
  if (tokens.Norm[first - 1] !== "to") return null;
  const sentence = tokens.Sentence[first]!;
  const [start, end] = [analysis.sentences.First[sentence]!, analysis.sentences.Last[sentence]!];
  return behind(view, first - 1, next, end) ?? before(view, first - 1, start);
}

/** "raises to 384 the number of members murdered" */
function behind(view: View, to: number, next: number, end: number): Total | null {
  const { tokens, cues } = view;
  if (!cues.totalling!.has(tokens.Lemma[to - 1] ?? "")) return null;
  for (let i = next; i < end && i <= next + OPENING; i++)
    if (cues.tollNouns!.has(tokens.Lemma[i]!)) return totalAt(view, i, next, Math.min(end, i + COUNTED));
  return null;
}

/** "took the death toll in six weeks of unrest to 112", "raising the number of arrests to 40" */
function before(view: View, to: number, start: number): Total | null {
  const { tokens, cues } = view;
  for (let i = to - 1; i > start && i > to - REACH; i--) {
    if (tokens.Norm[i] === ";") return null;
    if (!cues.tollNouns!.has(tokens.Lemma[i]!)) continue;
    for (let k = i - 1; k >= start && k >= i - OPENING - 1; k--)
      if (cues.totalling!.has(tokens.Lemma[k]!)) return totalAt(view, i, k + 1, to);
    return null;
  }
  return null;
}

/** What the noun of a count at `noun` counts: the word of harm before it, or the first behind it. */
function totalAt(view: View, noun: number, from: number, until: number): Total | null {
  for (let i = noun - 1; i >= from; i--) {
    const kind = harmOf(view, i);
    if (kind) return { kind, by: noun };
  }
  for (let i = noun + 1; i < until; i++) {
    const kind = harmOf(view, i);
    if (kind) return { kind, by: noun };
  }
  return view.tokens.Lemma[noun] === "toll" ? { kind: "deaths", by: noun } : null;
}
