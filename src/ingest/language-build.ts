/** The build step of the word lists that tell languages apart: one list per language, from YAML to one JSON file. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";

/** Name of the compiled lists in the data folder. */
export const FUNCTION_WORDS_FILE = "function-words.json";

/** Writes `out/function-words.json` from `languages/LANG/function-words.yaml` under the root of the package. */
export function compileFunctionWords(root: string, out: string): void {
  const folder = `${root}languages/`;
  const lists: Record<string, string[]> = {};
  for (const lang of readdirSync(folder).sort()) {
    const file = `${folder}${lang}/function-words.yaml`;
    if (existsSync(file)) lists[lang] = parse(readFileSync(file, "utf8")).words;
  }
  writeFileSync(out + FUNCTION_WORDS_FILE, JSON.stringify(lists));
}
