/** Reads an example as people write it, one sentence with its trigger in guillemets. */
import type { Example } from "../model/codebook.js";

/**
 * `"Thousands «marched» through Quito."` as text without guillemets and the place of the trigger in it.
 * A sentence without exactly one pair of guillemets gives an empty trigger at [0, 0), which `checkCodebook` reports.
 */
export function readExample(sentence: string, instead: string | null = null, lang = "en"): Example {
  const start = sentence.indexOf("«");
  const close = sentence.indexOf("»");
  const text = sentence.replaceAll(/[«»]/g, "");
  const marks = sentence.length - text.length;
  if (start < 0 || close < start || marks !== 2)
    return { text, trigger: "", start: 0, end: 0, instead, lang };
  return { text, trigger: sentence.slice(start + 1, close), start, end: close - 1, instead, lang };
}

/** The example with its guillemets again. */
export function writeExample({ text, start, end }: Example): string {
  return `${text.slice(0, start)}«${text.slice(start, end)}»${text.slice(end)}`;
}
