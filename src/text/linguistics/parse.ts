/** Tags and parses sentences with the trained network, many words at a time. */
import { LONGEST_STRETCH, MOST_WORDS, type ParseModel, parseModel } from "./parse-model.js";
import { arcScores, forward } from "./parse-network.js";
import { bestTree } from "./parse-tree.js";
import { firstLayer } from "./parse-words.js";
import type { SharedWord } from "./tokens-words.js";

/** Tags and trees of a text's tokens; one entry a token. */
export type Prediction = {
  /** Index into `tags`, the `UPOS/XPOS/marker` names. */
  readonly Tag: Uint8Array;
  readonly tags: readonly string[];
  /** Index of the head in the same columns, -1 for a root. */
  readonly Head: Int32Array;
  /** Index into `labels`. */
  readonly Label: Uint8Array;
  readonly labels: readonly string[];
};

/**
 * Tags and parses the sentences `[First[k], Last[k])` of a text. A sentence of more than `LONGEST_STRETCH` tokens is cut
 * and each stretch gets its own root, so that time stays linear. Tokens in no sentence get tag 0, head -1 and label 0.
 */
export function predict(
  words: readonly SharedWord[],
  First: Int32Array,
  Last: Int32Array,
  model: ParseModel = parseModel(),
): Prediction {
  const prediction = {
    Tag: new Uint8Array(words.length),
    tags: model.tags,
    Head: new Int32Array(words.length).fill(-1),
    Label: new Uint8Array(words.length),
    labels: model.labels,
  };
  let batch: Stretch[] = [];
  let count = 0;
  const flush = (): void => {
    if (count > 0) predictBatch(model, words, batch, count, prediction);
    batch = [];
    count = 0;
  };
  for (let s = 0; s < First.length; s++) {
    for (let from = First[s]!; from < Last[s]!; from += LONGEST_STRETCH) {
      const to = Math.min(Last[s]!, from + LONGEST_STRETCH);
      const follows = batch.at(-1)?.to === from;
      if (!follows || count + to - from > MOST_WORDS) flush();
      batch.push({ from, to });
      count += to - from;
    }
  }
  flush();
  return prediction;
}

/** Tokens that follow one another and are parsed as one sentence. */
type Stretch = { readonly from: number; readonly to: number };

/** Predicts stretches that follow one another. */
function predictBatch(
  model: ParseModel,
  all: readonly SharedWord[],
  batch: readonly Stretch[],
  words: number,
  into: Prediction,
): void {
  const { size, acts, p, kernel, room, product, loops, Hidden, Logit, ParentAt, Highest } = model;
  const start = batch[0]!.from;
  const First = Int32Array.from(batch, (stretch) => stretch.from - start);
  const Last = Int32Array.from(batch, (stretch) => stretch.to - start);
  firstLayer(model, all, start, First, Last);
  forward(product, size, p, acts, First, Last, batch.length, undefined, loops, 1);
  bar(acts.Tag, words, size.tags, model.tags.length);
  kernel.highest(acts.Tag.byteOffset, words, size.tags, Highest.byteOffset);
  for (let t = 0; t < words; t++) into.Tag[start + t] = Highest[t]!;
  const Heads = new Int32Array(LONGEST_STRETCH);
  for (let s = 0; s < batch.length; s++) {
    const first = First[s]!;
    const length = Last[s]! - first;
    const columns = arcScores(kernel, size, p, acts, room, first, first + length);
    bestTree(room.Score, length, columns, Heads);
    for (let i = 0; i < length; i++) {
      const head = Heads[i]! < 0 ? -1 : first + Heads[i]!;
      into.Head[start + first + i] = head < 0 ? -1 : start + head;
      ParentAt[first + i] =
        head < 0 ? p.parentRoot!.byteOffset : acts.Parent.byteOffset + head * size.relation * 4;
    }
  }
  kernel.addPairs(acts.Child.byteOffset, ParentAt.byteOffset, Hidden.byteOffset, words, size.relation);
  product("label", Hidden, Logit, words, size.relation, size.labels, p.labelBias!);
  const root = model.labels.indexOf("root");
  bar(Logit, words, size.labels, model.labels.length);
  if (root >= 0) for (let t = 0; t < words; t++) Logit[t * size.labels + root] = -Infinity;
  kernel.highest(Logit.byteOffset, words, size.labels, Highest.byteOffset);
  for (let t = 0; t < words; t++) into.Label[start + t] = into.Head[start + t]! < 0 ? root : Highest[t]!;
}

/** Lets no column from `from` on be the highest: those that only fill a row up. */
function bar(scores: Float32Array, rows: number, columns: number, from: number): void {
  for (let t = 0; t < rows; t++)
    for (let column = from; column < columns; column++) scores[t * columns + column] = -Infinity;
}
