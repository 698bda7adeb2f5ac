/** The words that make events certain, possible or denied, as `predicates-build.ts` writes them, and how they are loaded. */
import { readFileSync } from "node:fs";
import { dataFile } from "../data.js";

/** What an event is worth where the words over or beside it hold, and where they are denied; -3 to 3. */
export type Worth = readonly [holds: number, denied: number];

/** Words over an event: verbs with their clauses, nouns with theirs; `objects` where a verb says the same of an event its object names. */
export type Embedder = {
  readonly name: string;
  readonly holds: Worth;
  readonly objects?: boolean;
  readonly verbs?: readonly string[];
  readonly adjectives?: readonly string[];
  readonly nouns?: readonly string[];
};

const WORTHS = ["modals", "modalPerfects", "marks", "plain"] as const;
const SHARES = ["adverbs", "nearly", "prepositions", "modifiers"] as const;
/** Lists that are asked for one word. */
const SETS = [
  "future",
  "negation",
  "only",
  "longer",
  "notTo",
  "tooMuch",
  "nobody",
  "noDeterminers",
  "anyDeterminers",
  "definite",
  "or",
  "light",
  "open",
  "which",
  "complementary",
  "themes",
  "aside",
  "carriers",
] as const;
const LISTS = [...SETS, "notEvents", "endings"] as const;

/** `languages/LANG/predicates.yaml` as JSON. */
export type PredicateData = Readonly<
  Record<(typeof WORTHS)[number], Readonly<Record<string, Worth>>> &
    Record<(typeof SHARES)[number], Readonly<Record<string, number>>> &
    Record<(typeof LISTS)[number], readonly string[]> & {
      embedders: readonly Embedder[];
      events: readonly string[];
    }
>;

export const KEYS = { worths: WORTHS, shares: SHARES, lists: LISTS } as const;

export type Signature = { readonly holds: number; readonly denied: number; readonly objects: boolean };

/** The same, ready to be asked for one word. */
export type PredicateWords = Readonly<
  Record<(typeof SETS)[number], ReadonlySet<string>> &
    Record<(typeof SHARES)[number], ReadonlyMap<string, number>> &
    Record<Exclude<(typeof WORTHS)[number], "plain">, ReadonlyMap<string, Worth>> &
    Record<"verbs" | "adjectives" | "nouns", ReadonlyMap<string, Signature>>
> & {
  readonly plain: Readonly<Record<string, Worth>>;
  /** "too tired to march" */
  readonly tooMuchTo: Signature;
  /** Whether a noun, by its lemma in lower case, names an event. */
  readonly event: (lemma: string) => boolean;
};

const loaded = new Map<string, PredicateWords>();

export function predicateWords(lang: string): PredicateWords {
  let words = loaded.get(lang);
  if (!words) {
    words = wordsOf(JSON.parse(readFileSync(dataFile(`${lang}/predicates.json`), "utf8")) as PredicateData);
    loaded.set(lang, words);
  }
  return words;
}

function wordsOf(data: PredicateData): PredicateWords {
  const nouns = signatures(data.embedders, "nouns");
  const events = new Set([...data.events, ...nouns.keys()]);
  const not = new Set(data.notEvents);
  const [holds, denied] = data.plain.tooMuch!;
  const sets = {} as Record<(typeof SETS)[number], ReadonlySet<string>>;
  for (const list of SETS) sets[list] = new Set(data[list]);
  const shares = {} as Record<(typeof SHARES)[number], ReadonlyMap<string, number>>;
  for (const list of SHARES) shares[list] = new Map(Object.entries(data[list]));
  const worths = {} as Record<(typeof WORTHS)[number], ReadonlyMap<string, Worth>>;
  for (const list of WORTHS) worths[list] = new Map(Object.entries(data[list]));
  return {
    ...sets,
    ...shares,
    ...worths,
    plain: data.plain,
    tooMuchTo: { holds, denied, objects: false },
    verbs: signatures(data.embedders, "verbs"),
    adjectives: signatures(data.embedders, "adjectives"),
    nouns,
    event: (lemma) => {
      if (events.has(lemma)) return true;
      if (lemma.length < SHORTEST) return false;
      return !not.has(lemma) && data.endings.some((ending) => lemma.endsWith(ending));
    },
  };
}

/** No ending is trusted in a word with fewer letters. */
const SHORTEST = 6;

/** The first group that has the word is taken. */
function signatures(
  embedders: readonly Embedder[],
  kind: "verbs" | "adjectives" | "nouns",
): Map<string, Signature> {
  const found = new Map<string, Signature>();
  for (const { holds, objects = false, ...words } of embedders)
    for (const word of words[kind] ?? [])
      if (!found.has(word)) found.set(word, { holds: holds[0], denied: holds[1], objects });
  return found;
}
