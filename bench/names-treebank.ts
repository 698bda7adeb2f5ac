/** Names for the train part of the treebank, which has none: a teacher's guesses, held to the parts of speech there. */
import { existsSync, readFileSync } from "node:fs";
import { prepare } from "../src/text/names/features.js";
import { LABELS, typeOf } from "../src/text/names/labels.js";
import { LISTS } from "../src/text/names/lists.js";
import { type NameTagger, namesFrom } from "../src/text/names/names.js";
import { type GoldDocument, type GoldSentence, tokeniseDocument } from "./names-corpus.js";

type TreeWord = {
  readonly start: number;
  readonly end: number;
  readonly upos: string;
  readonly flat: boolean;
};
export type TreeSentence = { readonly text: string; readonly words: readonly TreeWord[] };
export type TreeDocument = { readonly id: string; readonly sentences: readonly TreeSentence[] };

/** Documents of a CoNLL-U file: the text of each sentence, and the part of speech and place of each word. */
export function readTreebank(path: string): TreeDocument[] {
  const out: Array<{ id: string; sentences: TreeSentence[] }> = [];
  if (!existsSync(path)) return out;
  for (const block of readFileSync(path, "utf8").split("\n\n")) {
    const lines = block.split("\n");
    const id = lines.find((line) => line.startsWith("# newdoc id = "));
    if (id) out.push({ id: id.slice(14), sentences: [] });
    const text = lines.find((line) => line.startsWith("# text = "))?.slice(9);
    if (text === undefined) continue;
    const words: TreeWord[] = [];
    const flat = new Set<string>();
    const rows = lines.filter((line) => /^\d+\t/.test(line)).map((line) => line.split("\t"));
    for (const row of rows) if (row[7] === "flat") flat.add(row[0]!).add(row[6]!);
    let from = 0;
    for (const row of rows) {
      const start = text.indexOf(row[1]!, from);
      if (start < 0) continue;
      from = start + row[1]!.length;
      words.push({ start, end: from, upos: row[3]!, flat: flat.has(row[0]!) });
    }
    out.at(-1)?.sentences.push({ text, words });
  }
  return out;
}

/** How much a part of speech weighs against the teacher, in steps of the model. */
export type Trust = { readonly proper: number; readonly common: number; readonly flat: number };

const bit = (list: (typeof LISTS)[number]): number => 1 << LISTS.indexOf(list);
const NO_NAME = bit("time") | bit("title");
const PERSON = 0;

/** The treebank's documents with names as the teacher sees them once it knows the parts of speech. */
export function teach(teacher: NameTagger, documents: readonly TreeDocument[], trust: Trust): GoldDocument[] {
  return documents.map((document) => {
    const tokenised = tokeniseDocument({
      id: document.id,
      sentences: document.sentences.map(({ text }) => ({ text, spans: [] })),
    });
    const { tokens, sentences } = tokenised;
    const { scorer, table } = teacher;
    const doc = prepare(tokens, sentences, table, scorer.lookup);
    const Score = new Int32Array(tokens.length * LABELS);
    const Label = new Uint8Array(tokens.length);
    let base = 0;
    const out: GoldSentence[] = [];
    const bases: number[] = [];
    for (let s = 0; s < sentences.length; s++) {
      const first = sentences.First[s]!;
      const last = sentences.Last[s]!;
      scorer.score(doc, first, last, Score);
      const { words, text } = document.sentences[s]!;
      let w = 0;
      for (let i = first; i < last; i++) {
        const start = tokens.Start[i]! - base;
        while (w + 1 < words.length && words[w]!.end <= start) w++;
        const word = words[w];
        if (!word || word.start > start || word.end <= start) continue;
        const proper = word.upos === "PROPN" && (doc.Bits[i]! & NO_NAME) === 0;
        const common = word.upos !== "PROPN" && (doc.Bits[i]! & bit("demonym")) === 0;
        if (proper) Score[i * LABELS] = Score[i * LABELS]! - trust.proper;
        if (common) Score[i * LABELS] = Score[i * LABELS]! + trust.common;
        if (!word.flat || !proper) continue;
        for (let l = 1; l < LABELS; l++) {
          if (typeOf(l) === PERSON) Score[i * LABELS + l] = Score[i * LABELS + l]! + trust.flat;
        }
      }
      scorer.decode(doc, Score, first, last, Label);
      bases.push(base);
      out.push({ text, spans: [] });
      base += text.length + 1;
    }
    const spans = namesFrom(tokens, Label);
    let n = 0;
    return {
      id: `tree-${document.id}`,
      sentences: out.map(({ text }, s) => {
        const own = [];
        for (; n < spans.length && spans[n]!.start < bases[s]! + text.length; n++) {
          const { start, end, type } = spans[n]!;
          own.push({ start: start - bases[s]!, end: end - bases[s]!, type });
        }
        return { text, spans: own };
      }),
    };
  });
}
