/** Finds the verbs of a headline in the present, which taggers take for nouns: "PM resigns", "Lawyers boycott courts". */
import type { Tokens } from "../../../text/analysis.js";
import { lemmaLexicon, lemmaOf } from "../../../text/linguistics/lemma.js";
import { type Lexicon, singular } from "../lexicon/lexicon-words.js";
import {
  ADJ,
  ADP,
  ADV,
  AUX,
  DET,
  type Draft,
  NOUN,
  NUM,
  namesPeople,
  objectHead,
  PROPN,
  VERB,
} from "./clause-words.js";

/** Beyond this no line is a headline. */
const LONGEST = 24;
const PRESENT = "Mood=Ind|Tense=Pres|VerbForm=Fin";
/** Words that open a clause behind the main one of a headline. */
const BEHIND = new Set(["as", "after", "while", "when", "before", "because"]);

/** A line of its own without the mark that ends a sentence. */
export function isHeadline(tokens: Tokens, first: number, last: number): boolean {
  return last - first <= LONGEST && !/[.!?:;,"”]/.test(tokens.Norm[last - 1] ?? ".");
}

/** The dictionary form of a present ("resigns", "boycott"), or null where the word is no verb. */
function presentLemma(tokens: Tokens, i: number): string | null {
  const { verbs } = lemmaLexicon();
  const norm = tokens.Norm[i]!;
  if (verbs.has(norm)) return norm;
  if (!norm.endsWith("s")) return null;
  const lemma = lemmaOf(lemmaLexicon(), tokens.Form[i]!, norm, "VERB", "VBZ", false, false);
  return lemma !== norm && verbs.has(lemma) ? lemma : null;
}

/** What tells verbs from nouns in a headline. `onlyVerbs`: lemmas whose form in -s is no plural. */
export type HeadlineWords = { readonly lexicon: Lexicon; readonly onlyVerbs: ReadonlySet<string> };

const nominal = (tag: number): boolean => tag === NOUN || tag === PROPN;
/** A noun phrase can begin with it. */
const opensPhrase = (tag: number): boolean => nominal(tag) || tag === ADJ || tag === DET || tag === NUM;

/** A present that stands where a verb can, whatever its tag: after a noun that can be its subject. */
function standsAsVerb(tokens: Tokens, i: number, first: number, last: number, words: HeadlineWords): boolean {
  const { Upos, Norm } = tokens;
  const { lexicon, onlyVerbs } = words;
  if (!nominal(Upos[i]!) && Upos[i] !== ADJ) return false;
  const before = Upos[i - 1] === ADV && i - 1 > first ? i - 2 : i - 1;
  const lemma = nominal(Upos[before]!) ? presentLemma(tokens, i) : null;
  if (lemma === null) return false;
  const next = i + 1 < last ? Upos[i + 1]! : -1;
  const [norm, owner] = [Norm[i]!, Norm[before]!];
  if (norm === lemma) {
    if (owner === "police") return opensPhrase(next);
    return namesPeople(lexicon, owner) && (opensPhrase(next) || next === ADP || next === ADV);
  }
  if (onlyVerbs.has(lemma)) return true;
  // "President sacks army chief": one that acts, and an object.
  return (
    opensPhrase(next) && singular(owner) === owner && (lexicon.nouns.has(owner) || lexicon.people.has(owner))
  );
}

/** The main verb of a headline, where the parse has none before the first comma or opener of a clause; or -1. */
export function headlineVerb(tokens: Tokens, first: number, last: number, words: HeadlineWords): number {
  for (let i = first + 1; i < last; i++) {
    if (
      BEHIND.has(tokens.Norm[i]!) ||
      tokens.Norm[i] === "," ||
      tokens.Upos[i] === VERB ||
      tokens.Upos[i] === AUX
    )
      return -1;
    if (standsAsVerb(tokens, i, first, last, words)) return i;
  }
  return -1;
}

/** Makes a verb of the word: a present with its dictionary form. */
export function makePresent({ Upos, Lemma, Feats }: Draft, tokens: Tokens, i: number): void {
  Lemma[i] = presentLemma(tokens, i)!;
  Upos[i] = VERB;
  Feats[i] = PRESENT;
}

/**
 * Verbs behind the main one: "…, block highway", "… as police clear camp". Each hangs on the main verb, with the noun before
 * it as its subject and the noun phrase behind it as its object.
 */
export function mendBehind(
  drafted: () => Draft,
  tokens: Tokens,
  first: number,
  last: number,
  words: HeadlineWords,
  times: Uint8Array,
): void {
  const main = mainOf(tokens, first, last);
  if (main < 0) return;
  let opened = -1;
  for (let i = main + 1; i < last; i++) {
    if (BEHIND.has(tokens.Norm[i]!)) opened = i;
    const listed = tokens.Norm[i - 1] === "," && plainAsMain(tokens, main, i) && followed(tokens, i, last);
    const clause = opened >= 0 && i - opened > 1 && standsAsVerb(tokens, i, opened + 1, last, words);
    if (!listed && !clause) continue;
    const draft = drafted();
    const object = objectHead(tokens, i, last, times);
    makePresent(draft, tokens, i);
    for (const k of clause ? [opened, i - 1, object] : [object]) if (k >= 0) draft.Head[k] = i;
    draft.Head[i] = main;
    draft.Deprel[i] = clause ? "advcl" : "conj";
    if (object >= 0) draft.Deprel[object] = "obj";
    if (!clause) continue;
    draft.Deprel[opened] = "mark";
    draft.Deprel[i - 1] = "nsubj";
    opened = -1;
  }
}

function mainOf(tokens: Tokens, first: number, last: number): number {
  for (let i = first; i < last; i++) if (tokens.Head[i]! < 0) return tokens.Upos[i] === VERB ? i : -1;
  return -1;
}

/** "Villagers protest …, block highway", "Union rejects offer, calls strike": in the same form as the main verb. */
function plainAsMain(tokens: Tokens, main: number, i: number): boolean {
  const lemma = presentLemma(tokens, i);
  if (lemma === null || tokens.Upos[i] === VERB || !tokens.Feats[main]!.includes("Tense=Pres")) return false;
  return (tokens.Norm[i] === lemma) === (tokens.Norm[main] === tokens.Lemma[main]);
}

function followed(tokens: Tokens, i: number, last: number): boolean {
  const next = i + 1 < last ? tokens.Upos[i + 1]! : -1;
  return opensPhrase(next) || next === ADP;
}
