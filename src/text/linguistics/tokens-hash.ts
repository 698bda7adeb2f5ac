/** A 32-bit hash of a word or a part of it (FNV-1a, with its high bits folded into the low ones). */

/** Hash of `text.slice(from, to)`. */
export function hashOf(text: string, from = 0, to = text.length): number {
  let h = 0x811c9dc5;
  for (let i = from; i < to; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h ^ (h >>> 15);
}
