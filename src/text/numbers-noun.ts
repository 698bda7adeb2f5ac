/** Finds the noun that a quantity counts: by the parse or the tags where they are filled, else by the shape of the words. */
import { type Tokens, UPOS } from "./analysis.js";
import { glued, type Lexemes, WORD } from "./numbers-lexemes.js";
import type { NumberWords } from "./numbers-words.js";

const NOUN = UPOS.indexOf("NOUN");
const PROPN = UPOS.indexOf("PROPN");
const BEFORE_NOUN: ReadonlySet<number> = new Set(
  (["ADJ", "DET", "NUM", "ADV", "VERB", "PART", "SYM"] as const).map((tag) => UPOS.indexOf(tag)),
);

/** How many words a counted noun may stand behind its number. */
const REACH = 8;

/** The counted noun: its token, the lexeme after it, and its lemma; token -1 where nothing is named. */
export type Counted = { readonly token: number; readonly next: number; readonly lemma: string | null };
const NOTHING: Counted = { token: -1, next: -1, lemma: null };

/**
 * The noun counted by a quantity whose last lexeme is `next - 1`. `one`: the number is one, so the noun is singular.
 */
export function countedNoun(
  L: Lexemes,
  next: number,
  tokens: Tokens,
  words: NumberWords,
  one: boolean,
): Counted {
  const sentence = L.Sentence[next - 1]!;
  let at = skipTo(L, next, sentence, words);
  if (at < 0) return NOTHING;
  const of = words.set.plural_of.has(L.Norm[at]!);
  if (of) {
    at++;
    if (at < L.length && words.set.np_openers.has(L.Norm[at]!)) at++;
    if (at >= L.length || L.Sentence[at] !== sentence) return NOTHING;
  }
  const tagged = tokens.Upos[L.Token[at]!] !== 0;
  const found =
    (!of && headNoun(L, next, tokens)) ||
    (tagged ? byTags : byShape)(L, at, sentence, tokens, words, one && !of);
  if (found < 0 || words.set.not_counted.has(L.Norm[found]!) || isDateWord(L.Norm[found]!, words))
    return NOTHING;
  const token = L.Token[found]!;
  return { token, next: found + 1, lemma: lemmaOf(L, found, tokens, words) };
}

const isDateWord = (word: string, words: NumberWords): boolean =>
  words.set.months.has(word) || words.set.weekdays.has(word);

/** Past "more", "other" and the hyphen of "20-strong"; -1 where the sentence or the phrase ends. */
function skipTo(L: Lexemes, next: number, sentence: number, words: NumberWords): number {
  let at = next;
  while (at < L.length && L.Sentence[at] === sentence && words.set.noun_skips.has(L.Norm[at]!)) at++;
  if (at >= L.length || L.Sentence[at] !== sentence) return -1;
  return at;
}

/** The head of the number in the parse, as a lexeme, where it is a noun behind it; 0 without a parse. */
function headNoun(L: Lexemes, next: number, tokens: Tokens): number {
  const token = L.Token[next - 1]!;
  const head = tokens.Head[token]!;
  const relation = tokens.Deprel[token] ?? "";
  if (!relation.startsWith("nummod") && !relation.startsWith("amod") && !relation.startsWith("det")) return 0;
  if (head <= token || head - token > REACH) return 0;
  const tag = tokens.Upos[head]!;
  if (tag !== NOUN && tag !== PROPN) return 0;
  let at = next;
  while (at < L.length && L.Token[at]! < head) at++;
  return L.Token[at] === head ? at : 0;
}

function byTags(L: Lexemes, from: number, sentence: number, tokens: Tokens, words: NumberWords): number {
  let noun = -1;
  for (let at = from; at < Math.min(L.length, from + REACH) && L.Sentence[at] === sentence; at++) {
    const tag = tokens.Upos[L.Token[at]!]!;
    const word = L.Norm[at]!;
    if ((tag === NOUN || tag === PROPN) && !isDateWord(word, words)) noun = at;
    else if (word === "-" || word === '"') continue;
    else if (word === "'s" || word === "'") noun = -1;
    else if (noun >= 0 || !BEFORE_NOUN.has(tag)) break;
    else if (words.set.auxiliaries.has(word)) break;
  }
  return noun;
}

/** First run of plural-looking words before a word that ends the phrase; with `one`, its last word. */
function byShape(
  L: Lexemes,
  from: number,
  sentence: number,
  _tokens: Tokens,
  words: NumberWords,
  one: boolean,
): number {
  let noun = -1;
  let last = -1;
  for (let at = from; at < Math.min(L.length, from + REACH) && L.Sentence[at] === sentence; at++) {
    const word = L.Norm[at]!;
    if (word === "-" && glued(L, at)) continue;
    if (word === '"' || word === "'") continue;
    if (L.Kind[at] !== WORD || words.set.noun_stops.has(word)) break;
    if (word === "'s") {
      noun = -1;
      continue;
    }
    if (words.set.not_counted.has(word) || isDateWord(word, words)) {
      if (last >= 0) break;
      continue;
    }
    if (one && last >= 0 && word.endsWith("ing")) break;
    if (isPlural(word, words)) noun = at;
    else if (noun >= 0) break;
    else if (/(?:ed|ing|ly)$/.test(word) && at === from && !hasNounBehind(L, at + 1, sentence, words)) break;
    last = at;
  }
  if (noun >= 0 && !one) return noun;
  return one ? last : -1;
}

function hasNounBehind(L: Lexemes, at: number, sentence: number, words: NumberWords): boolean {
  return (
    at < L.length &&
    L.Sentence[at] === sentence &&
    L.Kind[at] === WORD &&
    !words.set.noun_stops.has(L.Norm[at]!) &&
    !isDateWord(L.Norm[at]!, words)
  );
}

/** True for a word that looks like a plural noun. */
export function isPlural(word: string, words: NumberWords): boolean {
  if (words.set.plural_nouns.has(word)) return true;
  return word.length > 3 && word.endsWith("s") && !/(?:ss|us|is|'s|ous)$/.test(word);
}

function lemmaOf(L: Lexemes, at: number, tokens: Tokens, words: NumberWords): string {
  const token = L.Token[at]!;
  const lemma = tokens.Lemma[token];
  const whole = L.Start[at] === tokens.Start[token] && L.End[at] === tokens.End[token];
  return lemma && whole ? lemma.toLowerCase() : singular(L.Norm[at]!, words);
}

function singular(word: string, words: NumberWords): string {
  const known = words.singulars[word];
  if (known) return known;
  if (!isPlural(word, words) || words.set.plural_nouns.has(word)) return word;
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ches|shes|sses|xes|zes)$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}
