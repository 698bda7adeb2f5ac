/** The parse of a report the way a coder asks it: who acts, on whom, under what verb, in which clause. */

import type { Why, Words } from "../../../model/why.js";
import {
  type Analysis,
  type Name,
  type Predicate,
  type Quantity,
  type Tokens,
  UPOS,
} from "../../../text/analysis.js";
import type { Lexicon, NounClass } from "../lexicon/lexicon.js";
import type { Cues } from "../triggers/rule.js";

export const NOUN = UPOS.indexOf("NOUN");
export const PROPN = UPOS.indexOf("PROPN");
export const PRON = UPOS.indexOf("PRON");
export const VERB = UPOS.indexOf("VERB");
export const PUNCT = UPOS.indexOf("PUNCT");
export const AUX = UPOS.indexOf("AUX");
export const ADJ = UPOS.indexOf("ADJ");
export const NUM = UPOS.indexOf("NUM");
export const DET = UPOS.indexOf("DET");
export const ADP = UPOS.indexOf("ADP");
export const ADV = UPOS.indexOf("ADV");

export type View = {
  readonly analysis: Analysis;
  readonly tokens: Tokens;
  readonly lexicon: Lexicon;
  readonly cues: Cues;
  /** Takes the reasons of what is decided; null where nobody asks for them. */
  readonly why: Why | null;
  children(i: number): readonly number[];
  /** First child by one of these relations (a relation matches its subtypes too), or -1. */
  child(i: number, relation: string, other?: string, third?: string): number;
  is(i: number, relation: string): boolean;
  passive(i: number): boolean;
  noun(i: number): boolean;
  verb(i: number): boolean;
  /** The preposition of a nominal, or null. */
  preposition(i: number): string | null;
  /** Heads of the noun phrases that act in the trigger at `i`. */
  agents(i: number): readonly number[];
  /** Heads of the noun phrases that the trigger at `i` acts on. */
  patients(i: number): readonly number[];
  classOf(i: number): NounClass | null;
  /** The class of a name is not from its own words but from what the report said of it before. */
  recalled(i: number): boolean;
  /** `[first, last)` tokens of the short noun phrase headed by `i`: modifiers, compounds, and an "of" phrase. */
  phrase(i: number): [number, number];
  /** The name that token `i` is part of. */
  nameAt(i: number): Name | null;
  /** The quantity that counts the noun at `i`: the last, where there are several. */
  quantityOf(i: number): Quantity | null;
  /** What the analysis says of the predicate at `i`; null where it sees none. */
  predicateAt(i: number): Predicate | null;
  /** Heads of the conjuncts of `i`, itself first. */
  conjuncts(i: number): number[];
};

/** The words of the tokens `[first, last)`. */
export function wordsAt({ tokens }: View, first: number, last = first + 1): Words {
  return { start: tokens.Start[first]!, end: tokens.End[last - 1]! };
}
