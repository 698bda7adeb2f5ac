/** One string for each word: all texts share those of their words, so that none is copied, hashed or read letter by letter twice. */
import { normalise } from "./tokens-chars.js";

/** A form as it stands in texts and its normal form, each the one string that there is of it. */
export type SharedWord = {
  readonly form: string;
  readonly norm: string;
  /** Another number for every word remembered. */
  readonly id: number;
  /** What was found out about the word under each tag that it was given, so that it is found out once. */
  readonly readings: Reading[];
};

/** A word under a tag. `way`: the tag and how the word stands, as one number (see `linguistics.ts`). */
export type Reading = { readonly way: number; readonly lemma: string; readonly feats: string };

/** Words remembered at most, and the longest; then the memory starts anew, so that it does not grow with the input. */
const REMEMBERED = 20_000;
const LONGEST = 40;

const words = new Map<string, SharedWord>();
let met = 0;

/** The shared strings of a form. A longer form than words have keeps its own. */
export function sharedWord(form: string): SharedWord {
  const known = words.get(form);
  if (known !== undefined) return known;
  if (form.length > LONGEST) return { form, norm: normalise(form), id: met++, readings: [] };
  if (words.size >= REMEMBERED) words.clear();
  const own = asName(form);
  const norm = normalise(own);
  const word = { form: own, norm: norm === own ? own : asName(norm), id: met++, readings: [] };
  words.set(own, word);
  return word;
}

/**
 * The string as the engine keeps names of properties: there is one of each, two of them are equal where their addresses are,
 * and it does not hold on to the text that it was cut from.
 */
function asName(word: string): string {
  const named: Record<string, boolean> = Object.create(null);
  named[word] = true;
  return Object.keys(named)[0]!;
}
