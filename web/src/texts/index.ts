/** The words of the pages in the language of the reader. A second language is one file of the type `Texts` and one entry here. */
import { en, type Texts } from "./en.js";

export type { Texts };

const LANGUAGES: Readonly<Record<string, Texts>> = { en };

/** The first of the wanted languages that there are texts for; English where there is none. */
export function choose(wanted: readonly string[]): string {
  return wanted.map((tag) => tag.split("-")[0]!).find((tag) => tag in LANGUAGES) ?? "en";
}

const language = choose(globalThis.navigator?.languages ?? []);
export const texts: Texts = LANGUAGES[language]!;

/** For `Intl`: the reader's own variety of the language of the texts (`en-GB`), so that dates look as at home. */
export const locale: string =
  (globalThis.navigator?.languages ?? []).find((tag) => tag.split("-")[0] === language) ?? language;
