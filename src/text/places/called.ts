/** Names that the words around them call a place, whatever the name tagger takes them for. */
import type { Name, Tokens } from "../analysis.js";
import type { PlaceWords } from "./words.js";

/** Tokens `[first, last)` of a name. */
type Run = { readonly first: number; readonly last: number };

/**
 * Whether the words call a name that was taken for a person or an organisation a place: by the noun behind or before it
 * ("the al-Wafi area", "the villages of Kafr Ruma"), in it ("Hadra Farms"), by the word that it opens with ("Jabal Zain"),
 * by a preposition or a verb of entering ("in Mir Ali"), or as the next of a list of places (`afterPlace`).
 */
export function isCalledPlace(
  tokens: Tokens,
  words: PlaceWords,
  type: Name["type"],
  { first, last }: Run,
  afterPlace: boolean,
): boolean {
  const norm = (i: number): string =>
    i >= 0 && i < tokens.length && tokens.Sentence[i] === tokens.Sentence[first] ? tokens.Norm[i]! : "";
  if (afterPlace || words.place_openers.has(norm(first))) return true;
  if (isKind(words, norm(last)) && !words.compound_tails.has(norm(last + 1))) return true;
  if (last - first > 1 && isKind(words, norm(last - 1))) return true;
  if (norm(first - 1) === "of" && (isKind(words, norm(first - 2)) || words.sides.has(norm(first - 2))))
    return true;
  if (type !== "PER" || words.possessive.has(norm(last))) return false;
  if (words.first_names.has(norm(first)) || words.surnames.has(norm(last - 1))) return false;
  return words.inside.has(norm(first - 1)) || words.entering.has(norm(first - 1));
}

const isKind = (words: PlaceWords, word: string): boolean =>
  words.towns.has(word) || words.regions.has(word) || words.parts.has(word) || words.place_kinds.has(word);
