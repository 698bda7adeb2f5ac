/** Makes words of a report safe for a terminal: nothing in them can move the cursor, colour the screen or reverse the line. */

/** Control characters and direction overrides become a blank; the rest stays. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069]+/gu, " ");
}

/** The words on one line, cut in the middle where they are longer than `most` characters. */
export function clip(text: string, most: number): string {
  const line = visible(text).replace(/\s+/gu, " ").trim();
  if (line.length <= most) return line;
  const half = Math.floor((most - 3) / 2);
  return `${line.slice(0, half).trimEnd()} … ${line.slice(-half).trimStart()}`;
}
