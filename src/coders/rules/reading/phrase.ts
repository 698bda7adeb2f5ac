/** The short noun phrase of a head: its modifiers, compounds, and an "of" or "from" phrase. */
import type { Tokens } from "../../../text/analysis.js";
import type { Cues } from "../triggers/rule.js";
import { ADP } from "./view.js";

/** What is asked of the parse. */
export type PhraseParse = {
  readonly tokens: Tokens;
  readonly cues: Cues;
  children(i: number): readonly number[];
  is(i: number, relation: string): boolean;
  preposition(i: number): string | null;
};

const INSIDE = new Set([
  "det",
  "amod",
  "compound",
  "nummod",
  "flat",
  "nmod:poss",
  "advmod",
  "case",
  "goeswith",
  "det:predet",
  "fixed",
]);
const DEEPEST = 6;
/** How far behind the head an "of" phrase may begin. */
const REACH = 8;

/** `[first, last)` tokens of the noun phrase headed by `i`. */
export function phraseOf(
  { tokens, cues, children, is, preposition }: PhraseParse,
  i: number,
): [number, number] {
  let first = i;
  let last = i + 1;
  const owned = (c: number, k: number): boolean =>
    is(c, "nmod") && (preposition(c) === "of" || preposition(c) === "from") && c > k && c - i < REACH;
  const visit = (k: number, depth: number) => {
    if (depth > DEEPEST) return;
    for (const c of children(k)) {
      const deprel = tokens.Deprel[c]!;
      if (!INSIDE.has(deprel) && !owned(c, k)) continue;
      if (deprel === "case" && k === i) continue;
      if (deprel === "advmod" && c > k) continue;
      if (c < first) first = c;
      if (c + 1 > last) last = c + 1;
      visit(c, depth + 1);
    }
  };
  visit(i, 0);
  // "spoke of more than 300 marchers": a preposition that the parse ties to the number is no part of the phrase.
  while (first < i && (cues.leading!.has(tokens.Norm[first]!) || cues.mostly!.has(tokens.Norm[first]!)))
    first++;
  // "apparently by rebels"
  for (let k = i - 1; k > first; k--) if (tokens.Norm[k] === "by" && tokens.Upos[k] === ADP) first = k + 1;
  return [first, last];
}
