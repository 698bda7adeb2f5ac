/** Who first said it: reports that copy one text, and claims that rest on one source, are one origin. */
import type { Attribution } from "../model/coding.js";

const ARTICLE = /^(?:the|a|an|el|la|los|las)\s+/;

/** A source by its words, without article, case and outer punctuation. */
function source(words: string): string {
  return words
    .normalize("NFC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(ARTICLE, "");
}

/** The root of what is said: the source that the words name, else the origin of the report. */
export function rootOf(said: string | null, attribution: Attribution, origin: string): string {
  const words =
    said ?? (attribution.voice === "narrator" || attribution.voice === "caption" ? null : attribution.voice);
  const named = words === null ? "" : source(words);
  return named === "" ? `report ${origin}` : `source ${named}`;
}
