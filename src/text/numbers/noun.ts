/** Finds the noun that a quantity counts: by the parse or the tags where they are filled, else by the shape of the words. */
import { type Tokens, UPOS } from "../analysis.js";
import { glued, type Lexemes, SIGN, WORD } from "./lexemes.js";
import type { NumberWords } from "./words.js";

const NOUN = UPOS.indexOf("NOUN");
const PROPN = UPOS.indexOf("PROPN");
const VERB = UPOS.indexOf("VERB");
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
  if (L.Norm[at] === "," && at + 1 < L.length && words.set.plural_of.has(L.Norm[at + 1]!)) at++;
  // «"hundreds" of police»
  if (L.Norm[at] === '"' && at + 1 < L.length && words.set.plural_of.has(L.Norm[at + 1]!)) at++;
  const of = words.set.plural_of.has(L.Norm[at]!);
  if (of) {
    at++;
    if (at < L.length && words.set.np_openers.has(L.Norm[at]!)) at++;
    if (at >= L.length || L.Sentence[at] !== sentence) return NOTHING;
  }
  if ((L.Norm[at] === "-" && glued(L, at)) || words.set.strong.has(L.Norm[at]!)) return NOTHING;
  // "hundreds of others brought candles"
  if (L.Norm[at] === "others") return NOTHING;
  const tagged = tokens.Upos[L.Token[at]!] !== 0;
  if (!of && tagged && acts(tokens, L.Token[next - 1]!)) return NOTHING;
  const found =
    (!of && headNoun(L, next, tokens, words)) ||
    (tagged && byTags(L, at, sentence, tokens, words)) ||
    byShape(L, at, sentence, words, one && !of && !tagged);
  if (found < 0 || isNever(L.Norm[found]!, words)) return NOTHING;
  const token = L.Token[found]!;
  return { token, next: found + 1, lemma: lemmaOf(L, found, tokens, words) };
}

/** "Thousands held demonstrations": the number itself is who acts, and counts no noun behind the verb. */
const acts = (tokens: Tokens, number: number): boolean => {
  const verb = tokens.Head[number]!;
  return (tokens.Deprel[number] ?? "").startsWith("nsubj") && verb === number + 1 && finite(tokens, verb);
};

/** Predicates ("dead"), "others" and days are never what is counted. */
const isNever = (word: string, words: NumberWords): boolean =>
  words.set.not_counted.has(word) || isDateWord(word, words);

const isDateWord = (word: string, words: NumberWords): boolean =>
  words.set.months.has(word) || words.set.weekdays.has(word);

/** Past "more", "other" and the hyphen of "20-strong"; -1 where the sentence or the phrase ends. */
function skipTo(L: Lexemes, next: number, sentence: number, words: NumberWords): number {
  let at = next;
  while (at < L.length && L.Sentence[at] === sentence && words.set.noun_skips.has(L.Norm[at]!)) at++;
  // "two would-be robbers"
  if (L.Norm[at + 1] === "-" && glued(L, at + 1) && L.Norm[at] === "would") at += 3;
  if (at >= L.length || L.Sentence[at] !== sentence) return -1;
  return at;
}

/**
 * The head of the number in the parse, as a lexeme, where it is a noun behind it; 0 without a parse. Nouns that follow
 * at once belong to the compound ("two police officers") even where the parser hangs the number on its first part.
 */
function headNoun(L: Lexemes, next: number, tokens: Tokens, words: NumberWords): number {
  const token = L.Token[next - 1]!;
  const head = tokens.Head[token]!;
  const relation = tokens.Deprel[token] ?? "";
  if (!/^(?:nummod|amod|det)/.test(relation)) return 0;
  if (head <= token || head - token > REACH || !isNoun(tokens, head)) return 0;
  let at = next;
  while (at < L.length && L.Token[at]! < head) {
    if (stops(L, at, tokens, words) || isBreak(L, at)) return 0;
    at++;
  }
  if (L.Token[at] !== head) return 0;
  const sentence = L.Sentence[at]!;
  for (;;) {
    const then = L.Norm[at + 1] === "-" && glued(L, at + 1) ? at + 2 : at + 1;
    if (then >= L.length || L.Sentence[then] !== sentence || L.Kind[then] !== WORD) return at;
    const name = isNoun(tokens, L.Token[then]!) && (then > at + 1 || isPlural(L.Norm[then]!, words));
    const goesOn = name || tokens.Upos[L.Token[then]!] === NOUN;
    if (!goesOn || isNever(L.Norm[then]!, words)) return at;
    if (isPlural(L.Norm[at]!, words) && !isPlural(L.Norm[then]!, words)) return at;
    at = then;
  }
}

/** A word that ends the phrase; "US" in capitals is no "us". */
function stops(L: Lexemes, at: number, tokens: Tokens, words: NumberWords): boolean {
  if (!words.set.noun_stops.has(L.Norm[at]!)) return false;
  const token = L.Token[at]!;
  return !(tokens.Upos[token] === PROPN && /^\p{Lu}{2,}$/u.test(tokens.Form[token]!));
}

const isNoun = (tokens: Tokens, token: number): boolean =>
  tokens.Upos[token] === NOUN || tokens.Upos[token] === PROPN;

/** A sign that ends a phrase: any but hyphens and quotes. */
const isBreak = (L: Lexemes, at: number): boolean => L.Kind[at] === SIGN && !/^["'-]$/.test(L.Norm[at]!);

/** Last noun of the phrase by its tags; 0 where there is none. */
function byTags(L: Lexemes, from: number, sentence: number, tokens: Tokens, words: NumberWords): number {
  let noun = 0;
  for (let at = from; at < Math.min(L.length, from + REACH) && L.Sentence[at] === sentence; at++) {
    const word = L.Norm[at]!;
    if (/^["'-]$/.test(word)) continue;
    if (word === "'s") noun = 0;
    else if (stops(L, at, tokens, words) || isBreak(L, at)) break;
    else if (isNever(word, words)) {
      if (noun > 0) break;
    } else if (L.Kind[at] === WORD && isNoun(tokens, L.Token[at]!)) {
      // "thousands of pensioners sang", whatever the tag of the verb
      if (noun > 0 && isPlural(L.Norm[noun]!, words) && !isPlural(word, words)) break;
      noun = at;
    } else if (noun > 0 || !BEFORE_NOUN.has(tokens.Upos[L.Token[at]!]!) || finite(tokens, L.Token[at]!))
      break;
  }
  return noun;
}

/** "dozens chanted", but "striking teachers". */
const finite = (tokens: Tokens, token: number): boolean =>
  tokens.Upos[token] === VERB && tokens.Feats[token]!.includes("VerbForm=Fin");

/** First run of plural-looking words before a word that ends the phrase; with `one`, its last word. */
function byShape(L: Lexemes, from: number, sentence: number, words: NumberWords, one: boolean): number {
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

/** The noun that a hyphen ties to its number: "member" in "a four-member team"; null for other words. */
export function joinedNoun(L: Lexemes, next: number, tokens: Tokens, words: NumberWords): string | null {
  if (L.Norm[next] !== "-" || !glued(L, next) || !glued(L, next + 1)) return null;
  const at = next + 1;
  if (at >= L.length || L.Kind[at] !== WORD || words.set.noun_stops.has(L.Norm[at]!)) return null;
  return isNever(L.Norm[at]!, words) ? null : lemmaOf(L, at, tokens, words);
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
