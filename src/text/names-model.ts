/** The trained name tagger: its binary form, and the best label sequence of a sentence. */
import { at, CONTEXT_FEATURES, contextFeatures, type Prepared, type Word, wordOf } from "./names-features.js";
import { BEFORE, LABELS, mayEnd, mayStart } from "./names-labels.js";

/**
 * `Key`: hash of each feature; `Weight`: `LABELS` weights a feature, in steps of 1/scale; `Step`: weights of label pairs
 * (from × LABELS + to). `WordKey`/`WordClass`: word classes by hash of the word, keys ascending.
 */
export type NameModel = {
  readonly Key: Int32Array;
  readonly Weight: Int8Array;
  readonly Step: Int16Array;
  readonly WordKey: Int32Array;
  readonly WordClass: Uint8Array;
};

const MAGIC = 0x31524e51; // "QNR1"

/** Bytes of a model: magic, counts, then the columns, widest first. */
export function writeModel(model: NameModel): Uint8Array {
  const head = Int32Array.of(MAGIC, LABELS, model.Key.length, model.WordKey.length);
  const parts = [head, model.Key, model.WordKey, model.Step, model.Weight, model.WordClass];
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let offset = 0;
  for (const part of parts) {
    out.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), offset);
    offset += part.byteLength;
  }
  return out;
}

/** Reads what `writeModel` wrote. `bytes` must begin at a multiple of 4 of its buffer. Throws on anything else. */
export function readModel(bytes: Uint8Array): NameModel {
  const { buffer, byteOffset } = bytes;
  const head = new Int32Array(buffer, byteOffset, 4);
  if (head[0] !== MAGIC || head[1] !== LABELS)
    throw new Error("names.bin is not a name model of this version. Run `npm run train`.");
  const features = head[2]!;
  const words = head[3]!;
  let offset = byteOffset + 16;
  const Key = new Int32Array(buffer, offset, features);
  offset += features * 4;
  const WordKey = new Int32Array(buffer, offset, words);
  offset += words * 4;
  const Step = new Int16Array(buffer, offset, LABELS * LABELS + 1);
  offset += (LABELS * LABELS + 1) * 2;
  const Weight = new Int8Array(buffer, offset, features * LABELS);
  offset += features * LABELS;
  return { Key, Weight, Step, WordKey, WordClass: new Uint8Array(buffer, offset, words) };
}

/** Index from keys to their position, open-addressed. */
export function indexOf(keys: Int32Array): (key: number) => number {
  let size = 1024;
  while (size < keys.length * 2) size *= 2;
  const mask = size - 1;
  const Slot = new Int32Array(size);
  for (let i = 0; i < keys.length; i++) {
    let slot = keys[i]! & mask;
    while (Slot[slot] !== 0) slot = (slot + 1) & mask;
    Slot[slot] = i + 1;
  }
  return (key) => {
    for (let slot = key & mask; ; slot = (slot + 1) & mask) {
      const found = Slot[slot]!;
      if (found === 0) return -1;
      if (keys[found - 1] === key) return found - 1;
    }
  };
}

/** A word with the summed weights of its features at offsets -2 … 2 from the token to be labelled. */
type Scored = Word & { readonly scores: readonly Int32Array[] };

/** Forms remembered at most; then the memory starts anew, so that it does not grow with the input. */
const REMEMBERED = 40_000;

/** A model made ready to score. */
export type Scorer = {
  lookup(form: string, norm: string, setting: number): Word;
  /** Writes the scores of the labels of the tokens `[first, last)` to `Score`, `LABELS` a token from `first * LABELS`. */
  score(doc: Prepared, first: number, last: number, Score: Int32Array): void;
  /** Adds the weights of a feature to the scores of token `i`. */
  add(feature: number, i: number, Score: Int32Array): void;
  /** Writes the best labels of the sentence `[first, last)`. */
  decode(Score: Int32Array, first: number, last: number, Label: Uint8Array): void;
};

export function scorer(model: NameModel): Scorer {
  const { Weight } = model;
  const find = indexOf(model.Key);
  const findWord = indexOf(model.WordKey);
  const classes = (word: number): number => {
    const found = findWord(word);
    return found < 0 ? 0 : model.WordClass[found]!;
  };
  const memory: Array<Map<string, Scored>> = [new Map(), new Map(), new Map(), new Map()];
  const buffer = new Int32Array(CONTEXT_FEATURES);

  const addRow = (feature: number, to: Int32Array, from: number): void => {
    const row = find(feature);
    if (row < 0) return;
    for (let label = 0, w = row * LABELS; label < LABELS; label++, w++)
      to[from + label] = to[from + label]! + Weight[w]!;
  };

  const scored = (word: Word): Scored => {
    const scores = [-2, -1, 0, 1, 2].map((offset) => {
      const sum = new Int32Array(LABELS);
      const features = offset === 0 ? word.own : Math.abs(offset) === 1 ? word.near : word.far;
      for (const feature of features) addRow(offset === 0 ? feature : at(feature, offset), sum, 0);
      return sum;
    });
    return { ...word, scores };
  };

  const lookup = (form: string, norm: string, setting: number): Word => {
    const known = memory[setting]!;
    let word = known.get(form);
    if (word === undefined) {
      if (known.size >= REMEMBERED) known.clear();
      word = scored(wordOf(form, norm, setting, classes));
      if (form.length < 64) known.set(form, word);
    }
    return word;
  };

  const score = (doc: Prepared, first: number, last: number, Score: Int32Array): void => {
    for (let i = first; i < last; i++) {
      const from = i * LABELS;
      for (let offset = -2; offset <= 2; offset++) {
        const j = i + offset;
        if (j < first || j >= last) continue;
        const part = (doc.Word[j] as Scored).scores[offset + 2]!;
        for (let label = 0; label < LABELS; label++)
          Score[from + label] = Score[from + label]! + part[label]!;
      }
      const n = contextFeatures(doc, i, first, last, buffer);
      for (let f = 0; f < n; f++) addRow(buffer[f]!, Score, from);
    }
  };

  const decode = (Score: Int32Array, first: number, last: number, Label: Uint8Array): void => {
    viterbi(Score, model.Step, first, last, Label);
  };
  return { lookup, score, add: (feature, i, Score) => addRow(feature, Score, i * LABELS), decode };
}

const IMPOSSIBLE = -0x3fffffff;

/** Best sequence by scores and label pairs, in time linear in the length. */
export function viterbi(
  Score: Int32Array,
  Step: Int16Array,
  first: number,
  last: number,
  Label: Uint8Array,
): void {
  const length = last - first;
  if (length <= 0) return;
  const Back = new Uint8Array(length * LABELS);
  let best = new Int32Array(LABELS);
  let next = new Int32Array(LABELS);
  for (let label = 0; label < LABELS; label++) {
    best[label] = mayStart(label) ? Score[first * LABELS + label]! : IMPOSSIBLE;
  }
  for (let i = 1; i < length; i++) {
    const from = (first + i) * LABELS;
    let top = IMPOSSIBLE;
    for (let label = 0; label < LABELS; label++) {
      let value = IMPOSSIBLE;
      let by = 0;
      for (const previous of BEFORE[label]!) {
        const sum = best[previous]! + Step[previous * LABELS + label]!;
        if (sum > value) {
          value = sum;
          by = previous;
        }
      }
      value += Score[from + label]!;
      next[label] = value;
      if (value > top) top = value;
      Back[i * LABELS + label] = by;
    }
    // Scores stay near zero, however long the sentence is.
    for (let label = 0; label < LABELS; label++) next[label] = Math.max(IMPOSSIBLE, next[label]! - top);
    [best, next] = [next, best];
  }
  let label = 0;
  let value = Number.NEGATIVE_INFINITY;
  for (let l = 0; l < LABELS; l++) {
    if (mayEnd(l) && best[l]! > value) {
      value = best[l]!;
      label = l;
    }
  }
  for (let i = length - 1; i >= 0; i--) {
    Label[first + i] = label;
    label = Back[i * LABELS + label]!;
  }
}
