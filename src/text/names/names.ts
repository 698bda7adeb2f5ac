/** Finds the names of people, organisations, places and other things in a text. */
import { readFileSync } from "node:fs";
import type { Name, Sentences, Tokens } from "../analysis.js";
import { dataFile } from "../data.js";
import { countVotes, VOTE_FEATURES, votesOn } from "./document.js";
import { type NameSentences, type NameTokens, type Prepared, prepare } from "./features.js";
import { BEGIN, LABELS, LAST, NAME_TYPES, partOf, typeOf, UNIT } from "./labels.js";
import type { PhraseTable } from "./lists.js";
import { readModel, type Scorer, scorer } from "./model.js";

/** A model with its word lists, ready to tag. */
export type NameTagger = { readonly scorer: Scorer; readonly table: PhraseTable };

/** Sentences are scored in stretches of at most this many tokens, so that one endless sentence costs no more memory. */
const STRETCH = 400;

let tagger: NameTagger | null = null;

/** Table of phrases as `compileNames` wrote it: keys, then bits. */
export function readPhraseTable(bytes: Uint8Array): PhraseTable {
  const all = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  return { Key: all.subarray(0, all.length / 2), Bits: all.subarray(all.length / 2) };
}

/** A file as bytes that begin at a multiple of 4 of their buffer, so that columns of numbers can lie over them. */
function bytesOf(path: string): Uint8Array {
  const bytes = readFileSync(path);
  return bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
}

/** The English tagger that ships, loaded when first asked for. */
export function englishTagger(): NameTagger {
  if (tagger === null) {
    const table = readPhraseTable(bytesOf(dataFile("en/names-lists.bin")));
    tagger = { scorer: scorer(readModel(bytesOf(dataFile("en/names.bin"))), table), table };
  }
  return tagger;
}

type Stretch = { readonly length: number; readonly First: Int32Array; readonly Last: Int32Array };

/** The sentences, cut where they are longer than a stretch. */
function stretches(sentences: NameSentences): Stretch {
  const First: number[] = [];
  const Last: number[] = [];
  for (let s = 0; s < sentences.length; s++) {
    const last = sentences.Last[s]!;
    for (let first = sentences.First[s]!; first < last; first += STRETCH) {
      First.push(first);
      Last.push(Math.min(last, first + STRETCH));
    }
  }
  return { length: First.length, First: Int32Array.from(First), Last: Int32Array.from(Last) };
}

/** Labels of all tokens after the first look and after the second; `doc` is what both saw. */
export function label(
  by: NameTagger,
  tokens: NameTokens,
  sentences: NameSentences,
): { doc: Prepared; first: Uint8Array; second: Uint8Array } {
  const cut = stretches(sentences);
  const doc = prepare(tokens, cut, by.table, by.scorer.lookup);
  const Score = new Int32Array(tokens.length * LABELS);
  const first = new Uint8Array(tokens.length);
  for (let s = 0; s < cut.length; s++) {
    by.scorer.score(doc, cut.First[s]!, cut.Last[s]!, Score);
    by.scorer.decode(doc, Score, cut.First[s]!, cut.Last[s]!, first);
  }
  const votes = countVotes(doc, first);
  const second = first.slice();
  const features = new Int32Array(VOTE_FEATURES);
  for (let s = 0; s < cut.length; s++) {
    let changed = false;
    for (let i = cut.First[s]!; i < cut.Last[s]!; i++) {
      const n = votesOn(doc, votes, first, i, features);
      for (let f = 0; f < n; f++) by.scorer.add(features[f]!, i, Score);
      if (n > 0) changed = true;
    }
    if (changed) by.scorer.decode(doc, Score, cut.First[s]!, cut.Last[s]!, second);
  }
  return { doc, first, second };
}

/** Arabic articles as they are written before a name, with the last letter like the name's first or not. */
const ARTICLE = /^(?:al|el|ul|as|ad|an|ar|at|ash|az)$/;

/** Where a name that opens at token `i` begins: "al-Wahda" has its article. */
function withArticle({ Norm, Start, End }: NameTokens, i: number): number {
  const joined = Norm[i - 1] === "-" && End[i - 2] === Start[i - 1] && End[i - 1] === Start[i];
  return joined && ARTICLE.test(Norm[i - 2]!) ? i - 2 : i;
}

/** Names from labels, in reading order. */
export function namesFrom(tokens: NameTokens, Label: Uint8Array): Name[] {
  const names: Name[] = [];
  let open = 0;
  for (let i = 0; i < tokens.length; i++) {
    const part = partOf(Label[i]!);
    if (part === BEGIN || part === UNIT) open = withArticle(tokens, i);
    if (part === UNIT || part === LAST) {
      names.push({ start: tokens.Start[open]!, end: tokens.End[i]!, type: NAME_TYPES[typeOf(Label[i]!)]! });
    }
  }
  return names;
}

/**
 * Names in a text, in reading order, never overlapping. Offsets are those of the first and last token of the name.
 * MISC holds nationalities and creeds ("Peruvian"), works, events and products.
 */
export function names(_text: string, tokens: Tokens, sentences: Sentences): Name[] {
  return namesFrom(tokens, label(englishTagger(), tokens, sentences).second);
}
