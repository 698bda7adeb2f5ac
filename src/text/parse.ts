/** Parses tagged sentences into Universal Dependencies, greedily, with the trained linear model. Linear time. */
import { dataFile } from "./data.js";
import { readModel } from "./model.js";
import { PARSE_FEATURES, parseFeatures } from "./parse-features.js";
import { allowed, apply, finished, LEFT, parseState, reset, SHIFT } from "./parse-state.js";
import { type Sparse, scoreSparse } from "./perceptron.js";
import { sparseOf, tagModel, tagSentence } from "./tag.js";
import { wordHashes } from "./tag-features.js";

export type ParseModel = {
  readonly labels: readonly string[];
  /** Class `c` is the move `Move[c]` with the label `Label[c]`. */
  readonly Move: Uint8Array;
  readonly Label: Uint8Array;
  readonly weights: Sparse;
};

let english: ParseModel | null = null;

/** The English parser, read once. Throws when the package has not been built. */
export function parseModel(): ParseModel {
  if (english === null) {
    const { meta, arrays } = readModel(dataFile("en/parser.bin"));
    english = {
      labels: meta.labels as string[],
      Move: arrays.Move as Uint8Array,
      Label: arrays.Label as Uint8Array,
      weights: { ...sparseOf(meta, arrays) },
    };
  }
  return english;
}

const state = parseState();
const features = new Int32Array(PARSE_FEATURES);

/**
 * Writes head (index into the same columns, -1 for the root) and label (index into `model.labels`) of each token of
 * `[first, last)`, at most `LONGEST_SENTENCE` of them.
 */
export function parseSentence(
  model: ParseModel,
  Word: Int32Array,
  Tag: Uint8Array,
  first: number,
  last: number,
  Head: Int32Array,
  Label: Uint8Array,
): void {
  reset(state, last - first);
  const scores = new Int32Array(model.weights.classes);
  while (!finished(state)) {
    const count = parseFeatures(state, Word, Tag, first, features);
    scoreSparse(model.weights, features, count, scores);
    const best = bestAllowed(model, scores);
    apply(state, model.Move[best]!, model.Label[best]!);
  }
  for (let i = 0; i < state.size; i++) {
    const head = state.Head[i]!;
    Head[first + i] = head < 0 ? -1 : first + head;
    Label[first + i] = state.Label[i]!;
  }

  function bestAllowed(parser: ParseModel, Score: Int32Array): number {
    const may = [allowed(state, SHIFT), allowed(state, LEFT), allowed(state, 2)];
    let best = -1;
    for (let c = 0; c < Score.length; c++) {
      if (may[parser.Move[c]!] && (best < 0 || Score[c]! > Score[best]!)) best = c;
    }
    return best;
  }
}

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

/** Longest stretch that is parsed at once; a longer sentence is cut, so that time stays linear. */
const LONGEST_STRETCH = 200;

/** Tags and parses the sentences `[First[k], Last[k])` of a text. */
export function predict(
  forms: readonly string[],
  norms: readonly string[],
  First: Int32Array,
  Last: Int32Array,
): Prediction {
  const tagger = tagModel();
  const parser = parseModel();
  const words = wordHashes(forms, norms);
  const Tag = new Uint8Array(forms.length);
  const Head = new Int32Array(forms.length).fill(-1);
  const Label = new Uint8Array(forms.length);
  for (let s = 0; s < First.length; s++) {
    for (let from = First[s]!; from < Last[s]!; from += LONGEST_STRETCH) {
      const to = Math.min(Last[s]!, from + LONGEST_STRETCH);
      tagSentence(tagger, words, from, to, Tag);
      parseSentence(parser, words.Word, Tag, from, to, Head, Label);
    }
  }
  return { Tag, tags: tagger.tags, Head, Label, labels: parser.labels };
}
