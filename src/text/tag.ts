/** Tags tokens with part of speech and verb form, left to right, with the trained linear model. */
import { dataFile } from "./data.js";
import { readModel } from "./model.js";
import { type Sparse, scoreSparse } from "./perceptron.js";
import { TAG_FEATURES, tagFeatures, type WordHashes } from "./tag-features.js";

export type TagModel = {
  /** `UPOS/XPOS/marker`: the marker tells apart what English treebank tags do not (infinitive and imperative, passive and active participle, gerund). */
  readonly tags: readonly string[];
  readonly weights: Sparse;
};

let english: TagModel | null = null;

/** The English tagger, read once. Throws when the package has not been built. */
export function tagModel(): TagModel {
  if (english === null) {
    const file = readModel(dataFile("en/tagger.bin"));
    english = { tags: file.meta.tags as string[], weights: sparseOf(file.meta, file.arrays) };
  }
  return english;
}

export function sparseOf(meta: Record<string, unknown>, arrays: Record<string, unknown>): Sparse {
  return {
    classes: meta.classes as number,
    mask: meta.mask as number,
    Offset: arrays.Offset as Uint32Array,
    Class: arrays.Class as Uint8Array,
    Value: arrays.Value as Int8Array,
  };
}

/** Writes the tag (an index into `model.tags`) of each token of the sentence `[first, last)` into `Tag`. */
export function tagSentence(
  model: TagModel,
  words: WordHashes,
  first: number,
  last: number,
  Tag: Uint8Array,
): void {
  const features = new Int32Array(TAG_FEATURES);
  const scores = new Int32Array(model.weights.classes);
  let before1 = -1;
  let before2 = -1;
  for (let i = first; i < last; i++) {
    const count = tagFeatures(words, i, first, last, before1, before2, features);
    scoreSparse(model.weights, features, count, scores);
    let best = 0;
    for (let c = 1; c < scores.length; c++) if (scores[c]! > scores[best]!) best = c;
    Tag[i] = best;
    before2 = before1;
    before1 = best;
  }
}
