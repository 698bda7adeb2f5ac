/** Tells in which language a text is: by its function words where they decide, else by a model that is loaded only then. */
import { existsSync, readFileSync } from "node:fs";
import { dataFile } from "../text/data.js";

/** How much of a text is looked at: the head of a report tells its language. */
const SAMPLE = 3_000;
/** Fewer words than this decide nothing. */
const FEWEST_WORDS = 8;
/** The share of words that are function words of one language, and by how much it must lead. */
const ENOUGH = 0.2;
const LEAD = 3;
/** In a text as short as this, a language that can be coded wins if it scores nearly as much as the best. */
const SHORT = 100;
const NEARLY = 0.9;

let lists: ReadonlyMap<string, ReadonlySet<string>> | null = null;

/** ISO 639-1 code of the language of a text, or null where there are too few words to tell. */
export async function languageOf(text: string): Promise<string | null> {
  const sample = text.slice(0, SAMPLE);
  return byFunctionWords(sample) ?? (await byModel(sample));
}

/** True where reports in the language can be coded: its rules ship with the package. */
export function hasRules(lang: string): boolean {
  return /^[a-z]{2,3}$/.test(lang) && existsSync(dataFile(`${lang}/rules.json`));
}

/** The language whose function words the text is full of, or null where none stands out. */
export function byFunctionWords(sample: string): string | null {
  lists ??= new Map(
    Object.entries(
      JSON.parse(readFileSync(dataFile("function-words.json"), "utf8")) as Record<string, string[]>,
    ).map(([lang, words]) => [lang, new Set(words)]),
  );
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.length < FEWEST_WORDS) return null;
  const shares = [...lists].map(([lang, list]) => ({
    lang,
    share: words.reduce((sum, word) => sum + (list.has(word) ? 1 : 0), 0) / words.length,
  }));
  const [best, second] = shares.sort((a, b) => b.share - a.share);
  return best && best.share >= ENOUGH && best.share >= LEAD * (second?.share ?? 0) ? best.lang : null;
}

async function byModel(sample: string): Promise<string | null> {
  if (!/\p{L}\P{L}*\p{L}/u.test(sample)) return null;
  const { eld } = await import("eld/extrasmall");
  const found = eld.detect(sample);
  if (sample.length > SHORT) return found.language || null;
  const scores = Object.entries(found.getScores());
  const enough = NEARLY * Math.max(...scores.map(([, score]) => score));
  const near = scores.find(([lang, score]) => score >= enough && hasRules(lang));
  return near?.[0] ?? (found.language || null);
}
