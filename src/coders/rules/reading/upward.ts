/** The way from a word up the parse to the root of its sentence. */
import type { View } from "./view.js";

/** Path from a token to the root, itself first. */
export function upward(view: View, i: number): number[] {
  const out: number[] = [];
  for (let k = i; k >= 0 && out.length < 40; k = view.tokens.Head[k]!) out.push(k);
  return out;
}

/**
 * The same for a time or place. "They went on strike five weeks ago demanding more pay": what stands between a verb and a
 * participle after it belongs to the verb, even where the parse ties it to the participle.
 */
export function upwardFrom(view: View, word: number): number[] {
  const { Head, Feats, Norm } = view.tokens;
  const next = Head[word]!;
  // "The rebels on Monday said members were beaten": no arc leaps over the verb that governs where it ends.
  if (next > word + 1) {
    const path = upward(view, next);
    for (let i = word + 1; i < next; i++)
      if (view.verb(i) && path.includes(i)) return [word, ...upward(view, i)];
  }
  const tied =
    next > word &&
    (view.is(next, "advcl") || view.is(next, "acl")) &&
    Feats[next]!.includes("VerbForm=Part") &&
    Head[next]! < word;
  for (let i = word - 1; tied && i > Head[next]!; i--) if (Norm[i] === ",") return upward(view, word);
  return tied ? [word, ...upward(view, Head[next]!)] : upward(view, word);
}
