/** The trained name tagger: its binary form, and the best label sequence of a sentence. */

import { CONTEXT_FEATURES, contextFeatures, type Prepared } from "./features.js";
import { BEFORE, LABELS, mayEnd, mayStart } from "./labels.js";
import type { PhraseTable } from "./lists.js";
import { at, type Word, wordOf } from "./words.js";

/**
 * `Key`: an open-addressed table of the hashes of the features, 0 = free, its length a power of two; `Row`: the row of
 * each, empty where the rows lie in the order of the table (see `inTableOrder`); `Weight`: `LABELS` weights a row; `Step`:
 * weights of label pairs (from × LABELS + to, and one entry of padding). `WordKey`/`WordClass`: word classes by hash of the
 * word, likewise a table.
 */
export type NameModel = {
  readonly Key: Int32Array;
  readonly Row: Int32Array;
  readonly Weight: Int8Array;
  readonly Step: Int16Array;
  readonly WordKey: Int32Array;
  readonly WordClass: Uint8Array;
};

const MAGIC = 0x32524e51; // "QNR2"

/** Bytes of a model: magic, counts, then the columns, widest first. */
export function writeModel(model: NameModel): Uint8Array {
  const rows = model.Row.length === 0 ? model.Key.length : model.Weight.length / LABELS;
  const head = Int32Array.of(MAGIC, LABELS, model.Key.length, model.WordKey.length, rows);
  const parts = [head, model.Key, model.Row, model.WordKey, model.Step, model.Weight, model.WordClass];
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
  const head = new Int32Array(buffer, byteOffset, 5);
  if (head[0] !== MAGIC || head[1] !== LABELS) {
    throw new Error("names.bin is not a name model of this version. Run `npm run train`.");
  }
  const [, , slots, words, rows] = head as unknown as [number, number, number, number, number];
  let offset = byteOffset + 20;
  const next = (length: number): number => {
    const from = offset;
    offset += length;
    return from;
  };
  const weights = rows * (rows === slots ? WORDS * 4 : LABELS);
  return {
    Key: new Int32Array(buffer, next(slots * 4), slots),
    Row: rows === slots ? new Int32Array(0) : new Int32Array(buffer, next(slots * 4), slots),
    WordKey: new Int32Array(buffer, next(words * 4), words),
    Step: new Int16Array(buffer, next((LABELS * LABELS + 1) * 2), LABELS * LABELS + 1),
    Weight: new Int8Array(buffer, next(weights), weights),
    WordClass: new Uint8Array(buffer, next(words), words),
  };
}

/** Slot of a key in an open-addressed table, or -1. */
export function slotOf(keys: Int32Array, key: number): number {
  const mask = keys.length - 1;
  for (let slot = key & mask; ; slot = (slot + 1) & mask) {
    const found = keys[slot]!;
    if (found === 0) return -1;
    if (found === key) return slot;
  }
}

/** A table of keys, at most two thirds full, with the place of each key in `keys`; 0 is no key. */
export function tableOf(keys: readonly number[]): { Key: Int32Array; Row: Int32Array } {
  let size = 1024;
  while (size * 2 < keys.length * 3) size *= 2;
  const Key = new Int32Array(size);
  const Row = new Int32Array(size);
  for (const [row, key] of keys.entries()) {
    let slot = key & (size - 1);
    while (Key[slot] !== 0) slot = (slot + 1) & (size - 1);
    Key[slot] = key;
    Row[slot] = row;
  }
  return { Key, Row };
}

/** Words of four weights in a row in the order of the table. */
const WORDS = Math.ceil(LABELS / 4);
/** What is added to such weights, so that none is negative. */
const ZERO = 128;
/** The first and the third of the four; of a sum of features each has 16 bits, room for 257 of them. */
const HALF = 0x00ff00ff;
/** Sums of a token: two for each word of weights, then how many features were added. */
const SUMS = 2 * WORDS + 1;

/**
 * The same model as the scorer reads it: its rows in the order of the table, one for each place, of `WORDS` words of four
 * weights and `ZERO`. Where a feature is looked for, its weights are too, so that memory is waited for once and not three
 * times, and they are added up two at a time.
 */
export function inTableOrder(model: NameModel): NameModel {
  if (model.Row.length === 0) return model;
  const { Key, Row } = model;
  const Weight = new Int8Array(Key.length * WORDS * 4);
  for (let slot = 0; slot < Key.length; slot++) {
    if (Key[slot] === 0) continue;
    const from = Row[slot]! * LABELS;
    const to = slot * WORDS * 4;
    for (let label = 0; label < LABELS; label++) Weight[to + label] = model.Weight[from + label]! + ZERO;
  }
  return { ...model, Row: new Int32Array(0), Weight };
}

/** Forms remembered at most; then the memory starts anew, so that it does not grow with the input. */
const REMEMBERED = 40_000;

/** A model made ready to score. */
export type Scorer = {
  lookup(form: string, norm: string, setting: number): Word;
  /** Writes the scores of the labels of the tokens `[first, last)` to `Score`, `LABELS` a token from `first * LABELS`. */
  score(doc: Prepared, first: number, last: number, Score: Int32Array): void;
  /** Adds the weights of a feature to the scores of token `i`. */
  add(feature: number, i: number, Score: Int32Array): void;
  /** Writes the best labels of the sentence `[first, last)`; cold tokens keep theirs, which should be 0. */
  decode(doc: Prepared, Score: Int32Array, first: number, last: number, Label: Uint8Array): void;
};

export function scorer(model: NameModel, table: PhraseTable): Scorer {
  const { Key, Weight, Step } = inTableOrder(model);
  const Four = new Int32Array(Weight.buffer, Weight.byteOffset, Key.length * WORDS);
  const mask = Key.length - 1;
  const classes = (word: number): number => {
    const slot = slotOf(model.WordKey, word);
    return slot < 0 ? 0 : model.WordClass[slot]!;
  };
  const memory: Array<Map<string, Word>> = [new Map(), new Map(), new Map(), new Map()];
  const buffer = new Int32Array(CONTEXT_FEATURES);

  /** Place of a feature in the table, or -1. */
  const find = (feature: number): number => {
    let slot = feature & mask;
    for (let key = Key[slot]!; key !== feature; key = Key[slot]!) {
      if (key === 0) return -1;
      slot = (slot + 1) & mask;
    }
    return slot;
  };

  /** Adds the weights of a feature to the sums that begin at `from`. */
  const addTo = (feature: number, sums: Int32Array, from: number): void => {
    const slot = find(feature);
    if (slot < 0) return;
    for (let k = 0; k < WORDS; k++) {
      const four = Four[slot * WORDS + k]!;
      sums[from + 2 * k] = sums[from + 2 * k]! + (four & HALF);
      sums[from + 2 * k + 1] = sums[from + 2 * k + 1]! + ((four >>> 8) & HALF);
    }
    sums[from + SUMS - 1] = sums[from + SUMS - 1]! + 1;
  };

  const add = (feature: number, i: number, Score: Int32Array): void => {
    const slot = find(feature);
    if (slot < 0) return;
    for (let label = 0; label < LABELS; label++) {
      const four = Four[slot * WORDS + (label >> 2)]!;
      Score[i * LABELS + label] = Score[i * LABELS + label]! + ((four >>> (8 * (label & 3))) & 255) - ZERO;
    }
  };

  const addSteps = (Score: Int32Array, i: number, stride: number): void => {
    for (let label = 0; label < LABELS; label++) {
      Score[i * LABELS + label] = Score[i * LABELS + label]! + Step[label * stride]!;
    }
  };

  const scored = (word: Word): Word => {
    for (let offset = -2; offset <= 2; offset++) {
      const features = offset === 0 ? word.own : Math.abs(offset) === 1 ? word.near : word.far;
      for (const feature of features)
        addTo(offset === 0 ? feature : at(feature, offset), word.scores, (offset + 2) * SUMS);
    }
    return word;
  };

  const lookup = (form: string, norm: string, setting: number): Word => {
    const known = memory[setting]!;
    let word = known.get(form);
    if (word === undefined) {
      if (known.size >= REMEMBERED) known.clear();
      word = scored(wordOf(form, norm, setting, classes, table, 5 * SUMS));
      if (form.length < 64) known.set(form, word);
    }
    return word;
  };

  const sums = new Int32Array(SUMS);
  const score = (doc: Prepared, first: number, last: number, Score: Int32Array): void => {
    for (let i = first; i < last; i++) {
      if (doc.Hot[i] === 0) continue;
      const start = Math.max(first, i - 2);
      const stop = Math.min(last - 1, i + 2);
      sums.fill(0);
      for (let j = start; j <= stop; j++) {
        const { scores } = doc.Word[j]!;
        const part = (j - i + 2) * SUMS;
        for (let k = 0; k < SUMS; k++) sums[k] = sums[k]! + scores[part + k]!;
      }
      const n = contextFeatures(doc, i, first, last, buffer);
      for (let f = 0; f < n; f++) addTo(buffer[f]!, sums, 0);
      const zero = sums[SUMS - 1]! * ZERO;
      for (let label = 0; label < LABELS; label++) {
        const pair = sums[2 * (label >> 2) + (label & 1)]!;
        Score[i * LABELS + label] = ((label & 2) === 0 ? pair & 0xffff : pair >>> 16) - zero;
      }
      // A cold neighbour is outside every name: the steps from it and to it count.
      if (i > first && doc.Hot[i - 1] === 0) addSteps(Score, i, 1);
      if (i + 1 < last && doc.Hot[i + 1] === 0) addSteps(Score, i, LABELS);
    }
  };

  const decode = (doc: Prepared, Score: Int32Array, first: number, last: number, Label: Uint8Array): void => {
    let i = first;
    while (i < last) {
      if (doc.Hot[i] === 0) {
        i++;
        continue;
      }
      let end = i + 1;
      while (end < last && doc.Hot[end] !== 0) end++;
      viterbi(Score, Step, i, end, Label);
      i = end;
    }
  };
  return { lookup, score, add, decode };
}

const IMPOSSIBLE = -0x3fffffff;

/** The labels before each label, one after the other: those of label l are `Earlier[EarlierFirst[l] … EarlierFirst[l + 1])`. */
const Earlier = Int32Array.from(BEFORE.flat());
const EarlierFirst = Int32Array.from(
  { length: LABELS + 1 },
  (_, label) => BEFORE.slice(0, label).flat().length,
);

/** Room for the way back through the labels and for the sums of two tokens, used again for each sentence. */
let back = new Uint8Array(64 * LABELS);
const BEST: readonly [Int32Array, Int32Array] = [new Int32Array(LABELS), new Int32Array(LABELS)];

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
  if (back.length < length * LABELS) back = new Uint8Array(2 * length * LABELS);
  const Back = back;
  let [best, next] = BEST;
  for (let label = 0; label < LABELS; label++) {
    best[label] = mayStart(label) ? Score[first * LABELS + label]! : IMPOSSIBLE;
  }
  for (let i = 1; i < length; i++) {
    const from = (first + i) * LABELS;
    let top = IMPOSSIBLE;
    for (let label = 0; label < LABELS; label++) {
      let value = IMPOSSIBLE;
      let by = 0;
      for (let k = EarlierFirst[label]!; k < EarlierFirst[label + 1]!; k++) {
        const previous = Earlier[k]!;
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
