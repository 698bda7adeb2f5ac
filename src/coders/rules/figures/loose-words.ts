/** Vague words that stand for a number: "several", "a number of". */
import type { Quantity } from "../../../text/analysis.js";

/** The vague word at the start of a number, as its hedge; null for others. `loose`: such words, in lower case. */
export function looseWord(
  text: string,
  { vague, start, end }: Quantity,
  loose: ReadonlySet<string>,
): string | null {
  if (!vague) return null;
  const words = text.slice(start, end).toLowerCase().split(/\s+/);
  for (let many = Math.min(3, words.length); many > 0; many--) {
    const opening = words.slice(0, many).join(" ");
    if (loose.has(opening)) return opening;
  }
  return null;
}
