/** Scores the linguistic model on a treebank with gold tokens: `node dist/bench/conllu-eval.js [FILE]`. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readConllu } from "../src/text/linguistics/conllu.js";
import { annotateConllu } from "../src/text/linguistics/linguistics.js";
import { DEV } from "./train-corpus.js";

export type Scores = {
  readonly words: number;
  readonly sentences: number;
  readonly upos: number;
  readonly feats: number;
  readonly lemma: number;
  readonly uas: number;
  readonly las: number;
  /** Per second, for everything: tags, trees, features, dictionary forms. */
  readonly sentencesPerSecond: number;
};

/** Shares of words right, punctuation counted, relations with their subtypes. `recase` changes the words before. */
export function score(text: string, recase: (form: string) => string = (form) => form): Scores {
  const gold = readConllu(text);
  const given = text.replace(/^(\d+\t)([^\t]+)/gm, (_, id: string, form: string) => id + recase(form));
  const before = performance.now();
  const found = readConllu(annotateConllu(given));
  const seconds = (performance.now() - before) / 1000;
  const right = { upos: 0, feats: 0, lemma: 0, uas: 0, las: 0 };
  let words = 0;
  gold.forEach((sentence, s) => {
    const other = found[s]!;
    sentence.form.forEach((_, i) => {
      words++;
      for (const column of ["upos", "feats", "lemma"] as const) {
        if (sentence[column][i] === other[column][i]) right[column]++;
      }
      if (sentence.head[i] !== other.head[i]) return;
      right.uas++;
      if (sentence.deprel[i] === other.deprel[i]) right.las++;
    });
  });
  const share = (count: number): number => Math.round((10000 * count) / words) / 100;
  return {
    words,
    sentences: gold.length,
    upos: share(right.upos),
    feats: share(right.feats),
    lemma: share(right.lemma),
    uas: share(right.uas),
    las: share(right.las),
    sentencesPerSecond: Math.round(gold.length / seconds),
  };
}

/** One line for a table: UPOS, UFeats, lemmas, UAS, LAS. */
export const scoreRow = (name: string, s: Scores): string =>
  `| ${name} | ${s.words} | ${[s.upos, s.feats, s.lemma, s.uas, s.las].map((x) => x.toFixed(2)).join(" | ")} |`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = readFileSync(process.argv[2] ?? DEV, "utf8");
  score(text);
  for (const [name, recase] of [
    ["as written", (form: string) => form],
    ["in capitals", (form: string) => form.toUpperCase()],
    ["in small letters", (form: string) => form.toLowerCase()],
  ] as const) {
    const scores = score(text, recase);
    console.log(scoreRow(name, scores), `${scores.sentencesPerSecond} sentences/s`);
  }
}
