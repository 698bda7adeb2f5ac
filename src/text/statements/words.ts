/** The words of saying of a language, as `build.ts` writes them, and how they are loaded. */
import { readFileSync } from "node:fs";
import { dataFile } from "../data.js";

export const LISTS = [
  "say",
  "clause",
  "any",
  "told",
  "nobody",
  "expected",
  "nouns",
  "light",
  "adjectives",
  "adverbs",
  "according",
  "alleging",
  "admitting",
  "telling",
] as const;
type List = (typeof LISTS)[number];

/** `languages/LANG/attributions.yaml` as JSON. */
export type AttributionData = Readonly<Record<List, readonly string[]>>;

/** The same as sets of lemmas; `verbs` holds every verb that can be a cue. */
export type AttributionWords = Readonly<Record<List | "verbs", ReadonlySet<string>>>;

const loaded = new Map<string, AttributionWords>();

export function attributionWords(lang: string): AttributionWords {
  let words = loaded.get(lang);
  if (!words) {
    const data = JSON.parse(readFileSync(dataFile(`${lang}/attributions.json`), "utf8")) as AttributionData;
    const sets = {} as Record<List, ReadonlySet<string>>;
    for (const list of LISTS) sets[list] = new Set(data[list]);
    const verbs = new Set([...data.say, ...data.clause, ...data.any, ...data.told, ...data.nobody]);
    words = { ...sets, verbs };
    loaded.set(lang, words);
  }
  return words;
}
