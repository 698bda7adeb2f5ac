/** Tags, forms and small readings of a clause that the mending of parses shares. */
import { type Tokens, UPOS, type Upos } from "../../../text/analysis.js";
import { lemmaLexicon, lemmaOf } from "../../../text/linguistics/lemma.js";
import { type Lexicon, singular } from "../lexicon/lexicon-words.js";
import type { View } from "./view.js";

const code = (tag: Upos) => UPOS.indexOf(tag);
export const [VERB, NOUN, PROPN, ADJ, ADP, DET, NUM, PRON, AUX, ADV, PART] = (
  ["VERB", "NOUN", "PROPN", "ADJ", "ADP", "DET", "NUM", "PRON", "AUX", "ADV", "PART"] as const
).map(code) as [number, number, number, number, number, number, number, number, number, number, number];

/** Past forms that the tagger takes for nouns or prepositions, and their dictionary forms. */
export const SHORT_PAST: ReadonlyMap<string, string> = new Map(
  Object.entries({
    set: "set",
    cut: "cut",
    hit: "hit",
    put: "put",
    shut: "shut",
    beat: "beat",
    shot: "shoot",
    quit: "quit",
    held: "hold",
    let: "let",
    hurt: "hurt",
    burst: "burst",
    split: "split",
    fought: "fight",
    struck: "strike",
    met: "meet",
    led: "lead",
  }),
);

/** The columns of tokens that mending may change. */
export type Draft = {
  Head: Int32Array;
  Deprel: string[];
  Upos: Uint8Array;
  Lemma: string[];
  Feats: string[];
};

export const FINITE_PAST = "Mood=Ind|Tense=Past|VerbForm=Fin";

/** The dictionary form of a past form, whatever its tag. */
export function lemmaOfPast(tokens: Tokens, i: number): string {
  const norm = tokens.Norm[i]!;
  const short = SHORT_PAST.get(norm);
  if (short !== undefined) return short;
  if (tokens.Upos[i] === VERB || tokens.Upos[i] === AUX) return tokens.Lemma[i]!;
  return lemmaOf(lemmaLexicon(), tokens.Form[i]!, norm, "VERB", "VBD", false, false);
}

/** Words that open a clause of its own. */
export const OPENERS = new Set([
  "who",
  "which",
  "that",
  "whose",
  "whom",
  "when",
  "where",
  "while",
  "after",
  "because",
  "as",
  "if",
  "since",
  "before",
]);

/** The verb that an auxiliary belongs to, or -1. */
export function verbOf(tokens: Tokens, aux: number, last: number): number {
  for (let i = aux + 1; i < Math.min(last, aux + 4); i++) {
    if (tokens.Upos[i] === VERB || pastForm(tokens, i)) return i;
    if (tokens.Upos[i] !== AUX && tokens.Upos[i] !== ADV && tokens.Upos[i] !== PART) return -1;
  }
  return -1;
}

/** A form that may be the past of a verb, whatever its tag. */
export function pastForm(tokens: Tokens, i: number): boolean {
  const tag = tokens.Upos[i]!;
  const norm = tokens.Norm[i]!;
  if (tag === VERB) return tokens.Feats[i]!.includes("Tense=Past") || SHORT_PAST.has(norm);
  return (tag === ADJ && norm.endsWith("ed")) || ((tag === ADP || tag === NOUN) && SHORT_PAST.has(norm));
}

/** The head of the noun phrase that follows a verb without a preposition and is no date, or -1. */
export function objectHead(tokens: Tokens, i: number, last: number, times: Uint8Array): number {
  let at = i + 1;
  // "shot dead", "took away", "set fire to"
  for (let skip = 0; skip < 2 && at < last; skip++) {
    const particle = tokens.Deprel[at] === "compound:prt" || tokens.Norm[at] === "dead";
    if (!particle) break;
    at++;
  }
  let head = -1;
  for (; at < last && at < i + 10; at++) {
    const tag = tokens.Upos[at]!;
    if (times[at]) break;
    if (tag === NOUN || tag === PROPN || tag === PRON) head = at;
    else if (
      tag !== DET &&
      tag !== NUM &&
      tag !== ADJ &&
      tag !== PART &&
      tokens.Norm[at] !== "-" &&
      !(tag === ADV && at === i + 1)
    )
      break;
    if (tag === PRON && tokens.Deprel[at] !== "nmod:poss") break;
  }
  return head;
}

/** True where the chain of heads above `i` passes `top`. */
export function hangsOn(Head: Int32Array, i: number, top: number): boolean {
  for (let at = Head[i]!, hop = 0; at >= 0 && hop < 10_000; at = Head[at]!, hop++)
    if (at === top) return true;
  return false;
}

/** A word for people, in the singular or in the plural. */
export function ofPeople(lexicon: Lexicon, norm: string): boolean {
  const word = singular(norm);
  return (
    lexicon.nouns.has(word) ||
    lexicon.people.has(word) ||
    lexicon.protesters.has(word) ||
    lexicon.generic.has(word)
  );
}

/** The plural of a word for people. */
export function namesPeople(lexicon: Lexicon, norm: string): boolean {
  return singular(norm) !== norm && ofPeople(lexicon, norm);
}

/** The "when" or "after" that opens the clause of the verb at `i`, no other finite verb between; -1 where none does. */
export function openerBefore(tokens: Tokens, openers: ReadonlySet<string>, i: number): number {
  for (let k = i - 1; k >= 0 && i - k < 14 && tokens.Sentence[k] === tokens.Sentence[i]; k--) {
    if (tokens.Upos[k] === VERB && tokens.Feats[k]!.includes("VerbForm=Fin")) return -1;
    if (openers.has(tokens.Norm[k]!)) return k;
  }
  return -1;
}

/** "the students who were arrested": a clause that says which ones are meant; behind a comma it tells what they did next. */
export function saysWhich(view: View, verb: number): boolean {
  if (!view.is(verb, "acl:relcl")) return false;
  const { Norm } = view.tokens;
  const first = Math.min(verb, ...view.children(verb));
  return first > 0 && Norm[first] !== "," && Norm[first - 1] !== ",";
}
