/** The words that make events certain, possible or denied, as `predicates-build.ts` writes them, and how they are loaded. */
import { readFileSync } from "node:fs";
import { dataFile } from "../data.js";

/** What an event is worth where the words over or beside it hold, and where they are denied; -3 to 3. */
export type Worth = readonly [holds: number, denied: number];

export const MODAL_ACTS = ["will", "would", "can", "must"] as const;
export type ModalAct = (typeof MODAL_ACTS)[number];
/** Auxiliaries of one meaning; `perfect`: what they make of a perfect, where that is another. */
export type Modals = {
  readonly act: ModalAct;
  readonly holds: Worth;
  readonly perfect?: Worth;
  readonly words: readonly string[];
};

/** Words beside a noun, or before it, with what an event is worth at most. */
export const BESIDE_ACTS = ["planned", "threatened", "attempted", "possible", "denied"] as const;
export type Beside = {
  readonly act?: (typeof BESIDE_ACTS)[number];
  readonly worth: number;
  readonly words: readonly string[];
};

/** What a coder makes of an act under a word, in the order in which they are asked. */
export const ACTS = [
  "attempt",
  "threaten",
  "promise",
  "refuse",
  "call",
  "demand",
  "plan",
  "cancelled",
  "denied",
  "unable",
  "hypothetical",
  "ban",
] as const;
export type Act = (typeof ACTS)[number];

export const KINDS = ["verbs", "adjectives", "nouns"] as const;
type Kind = (typeof KINDS)[number];
/** Words over an event; `objects` where a verb says the same of an event that its object names. */
export type Embedder = {
  readonly says: string;
  readonly holds: Worth;
  readonly objects?: boolean;
  readonly words: ReadonlyArray<
    { readonly acts?: readonly Act[] } & Partial<Record<Kind, readonly string[]>>
  >;
};

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
const SHARES = ["adverbs", "nearly"] as const;

/** The keys of `languages/LANG/predicates.yaml` by what they hold. */
export const KEYS = {
  lists: [...SETS, "notEvents", "endings"],
  shares: SHARES,
  worths: ["marks", "plain"],
} as const;

/** `languages/LANG/predicates.yaml` as JSON. */
export type PredicateData = Readonly<
  Record<(typeof KEYS.lists)[number], readonly string[]> &
    Record<(typeof SHARES)[number], Readonly<Record<string, number>>> &
    Record<(typeof KEYS.worths)[number], Readonly<Record<string, Worth>>>
> & {
  readonly modals: readonly Modals[];
  readonly modifiers: readonly Beside[];
  readonly prepositions: readonly Beside[];
  readonly embedders: readonly Embedder[];
  readonly events: readonly string[];
};

export type Signature = { readonly holds: number; readonly denied: number; readonly objects: boolean };

/** The same, ready to be asked for one word. */
export type PredicateWords = Readonly<
  Record<(typeof SETS)[number], ReadonlySet<string>> &
    Record<(typeof SHARES)[number] | "modifiers" | "prepositions", ReadonlyMap<string, number>> &
    Record<Kind, ReadonlyMap<string, Signature>>
> & {
  readonly modals: ReadonlyMap<string, Modals>;
  readonly marks: ReadonlyMap<string, Worth>;
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
  const sets = {} as Record<(typeof SETS)[number], ReadonlySet<string>>;
  for (const list of SETS) sets[list] = new Set(data[list]);
  const [holds, denied] = data.plain.tooMuch!;
  return {
    ...sets,
    adverbs: new Map(Object.entries(data.adverbs)),
    nearly: new Map(Object.entries(data.nearly)),
    modals: new Map(data.modals.flatMap((group) => group.words.map((word) => [word, group]))),
    modifiers: worthOf(data.modifiers),
    prepositions: worthOf(data.prepositions),
    marks: new Map(Object.entries(data.marks)),
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

function worthOf(groups: readonly Beside[]): Map<string, number> {
  return new Map(groups.flatMap(({ worth, words }) => words.map((word) => [word, worth] as const)));
}

/** The first group that has the word is taken. */
function signatures(embedders: readonly Embedder[], kind: Kind): Map<string, Signature> {
  const found = new Map<string, Signature>();
  for (const { holds, objects = false, words } of embedders)
    for (const word of words.flatMap((part) => part[kind] ?? []))
      if (!found.has(word)) found.set(word, { holds: holds[0], denied: holds[1], objects });
  return found;
}
