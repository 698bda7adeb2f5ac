/** The words that tokens and sentences are split by: abbreviations, prefixes, contractions, units, domains. */
import { readFileSync } from "node:fs";
import { dataFile } from "../data.js";

export type TokenLexicon = {
  /** Every abbreviation with its last full stop, lower case, and whether it can end a sentence. */
  readonly abbreviations: ReadonlyMap<string, "before_name" | "before_number" | "months" | "hours" | "other">;
  /** What may follow an hour in the same sentence with a capital. */
  readonly afterHours: ReadonlySet<string>;
  readonly openers: ReadonlySet<string>;
  readonly prefixes: ReadonlySet<string>;
  /** A word written together, and the length of its first token. */
  readonly contractions: ReadonlyMap<string, number>;
  readonly units: ReadonlySet<string>;
  readonly domains: ReadonlySet<string>;
};

const KINDS = ["other", "hours", "months", "before_number", "before_name"] as const;

let english: TokenLexicon | null = null;

/** The English lexicon, read once. Throws when the package has not been built. */
export function tokenLexicon(): TokenLexicon {
  if (english === null) {
    const data = JSON.parse(readFileSync(dataFile("en/abbreviations.json"), "utf8"));
    const abbreviations = new Map<string, (typeof KINDS)[number]>();
    for (const kind of KINDS) for (const word of data[kind] as string[]) abbreviations.set(word, kind);
    english = {
      abbreviations,
      afterHours: new Set(data.after_hours as string[]),
      openers: new Set(data.openers as string[]),
      prefixes: new Set(data.prefixes as string[]),
      contractions: new Map(Object.entries(data.contractions as Record<string, number>)),
      units: new Set(data.units as string[]),
      domains: new Set(data.domains as string[]),
    };
  }
  return english;
}
