/** Trigger rules as the coder reads them: word groups, and cases that decide the type. Compiled from `languages/<lang>/rules`. */
import { readFileSync } from "node:fs";
import type { Family } from "../../../model/codebook.js";
import type { Actuality } from "../../../model/coding.js";
import { dataFile } from "../../../text/data.js";
import type { Pattern } from "./pattern.js";

/** Conditions of a case; all that are given must hold. See docs/rules.md for what each one reads. */
export type When = Readonly<{
  agent?: readonly string[];
  noagent?: readonly string[];
  patient?: readonly string[];
  nopatient?: readonly string[];
  patientcategory?: readonly string[];
  nopatientcategory?: readonly string[];
  patientlemma?: readonly string[];
  parties?: readonly string[];
  lemma?: readonly string[];
  pos?: readonly string[];
  mod?: readonly string[];
  prep?: readonly string[];
  noprep?: readonly string[];
  prepclass?: readonly string[];
  noprepclass?: readonly string[];
  words?: readonly string[];
  nowords?: readonly string[];
  inphrase?: readonly string[];
  after?: readonly string[];
  said?: readonly string[];
  near?: readonly string[];
  nonear?: readonly string[];
  same?: readonly string[];
  doc?: readonly string[];
  nodoc?: readonly string[];
  object?: boolean;
  passive?: boolean;
  active?: boolean;
  agentless?: boolean;
  agentlemma?: readonly string[];
  inanimate?: boolean;
  abroad?: boolean;
  several?: boolean;
  owner?: readonly string[];
  plural?: boolean;
  definite?: boolean;
  wave?: boolean;
  number?: boolean;
  first?: boolean;
  noverb?: boolean;
  progressive?: boolean;
  since?: boolean;
  negated?: boolean;
  political?: boolean;
  purpose?: boolean;
  tried?: boolean;
  under?: readonly string[];
  ofplace?: boolean;
  ofyear?: boolean;
  placeafter?: boolean;
  single?: boolean;
  disaster?: boolean;
  toplace?: boolean;
  describes?: boolean;
  bare?: boolean;
}>;

/** Conditions as they stand in the rule: "agent: state; lemma: fire, use". Without any a case always holds. */
export function conditionsOf(when: When | undefined): string {
  const all = Object.entries(when ?? {}).map(
    ([name, value]) => `${name}: ${Array.isArray(value) ? value.join(", ") : value}`,
  );
  return all.length === 0 ? "always" : all.join("; ");
}

export type Case = Readonly<{
  when?: When;
  /** A type code; the name of another group, whose cases decide; or null: these words tell no event here. */
  type: string | null;
  /** A second event told by the same words: "clashed with police" tells a riot and the use of force. */
  also?: string;
  /** The words may re-tell an event of any type of the family: "the protest", "the violence". */
  loose?: boolean;
  /** The words never make an event of their own. */
  mention?: boolean;
  /** The event is only implied by a word for its participants. */
  implied?: boolean;
  /** The words tell the outcome of a violent event beside them. */
  outcome?: boolean;
  scope?: string;
  calls?: boolean;
  /** On trial: only the nursery coder reads it. */
  nursery?: true;
  /** The act is that something was left undone ("did not intervene"): the denial in the words is part of it. */
  omits?: boolean;
  /** What the words make of the act by themselves: "rejected the demands" tells that it is refused, "sought more troops" that it is called for. */
  told?: Actuality;
}>;

export type Group = Readonly<{
  id: string;
  family: Family;
  /** The rule file, where it is not named as its family. */
  file?: string;
  patterns: readonly Pattern[];
  cases: readonly Case[];
  /** On trial: only the nursery coder reads it. */
  nursery?: true;
}>;

export type Cues = Readonly<Record<string, ReadonlySet<string>>>;

/** A pattern that may begin with a word, and its group. Of each list of `needs`, numbers of words, one must follow later in the sentence. */
export type Beginning = {
  readonly group: Group;
  readonly pattern: Pattern;
  readonly needs: readonly Int32Array[];
};

/** A word of the patterns: its number, and the patterns that may begin with it. */
export type PatternWord = { readonly number: number; readonly beginnings: Beginning[] };

export type Rules = {
  readonly groups: ReadonlyMap<string, Group>;
  /** The words of the patterns. */
  readonly words: ReadonlyMap<string, PatternWord>;
  readonly cues: Cues;
};

const loaded = new Map<boolean, Rules>();

/** Reads the compiled rules once, with those of the nursery or without. Throws when the package has not been built. */
export function loadRules(nursery = false): Rules {
  const before = loaded.get(nursery);
  if (before) return before;
  const raw = JSON.parse(readFileSync(dataFile("en/rules.json"), "utf8")) as {
    groups: Group[];
    cues: Record<string, string[]>;
  };
  const read = ({ nursery: trial }: { nursery?: true }): boolean => nursery || !trial;
  const groups = raw.groups.filter(read).map((group) => ({ ...group, cases: group.cases.filter(read) }));
  const rules: Rules = {
    groups: new Map(groups.map((group) => [group.id, group])),
    words: wordsOf(groups),
    cues: Object.fromEntries(Object.entries(raw.cues).map(([name, words]) => [name, new Set(words)])),
  };
  loaded.set(nursery, rules);
  return rules;
}

/** The words of the patterns of groups, numbered. */
function wordsOf(groups: readonly Group[]): Map<string, PatternWord> {
  const words = new Map<string, PatternWord>();
  const wordOf = (word: string): PatternWord => {
    let known = words.get(word);
    if (!known) {
      known = { number: words.size, beginnings: [] };
      words.set(word, known);
    }
    return known;
  };
  for (const group of groups)
    for (const pattern of group.patterns) {
      const [first, ...rest] = pattern.elements;
      // Where the first word may be left out, the second may stand in its place.
      const needs = (first!.optional ? [] : rest)
        .filter(({ gap, optional }) => gap === 0 && !optional)
        .map(({ words: any }) => Int32Array.from(any, (word) => wordOf(word).number));
      for (const word of first!.words) wordOf(word).beginnings.push({ group, pattern, needs });
    }
  return words;
}
