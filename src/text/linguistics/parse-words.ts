/**
 * The first layer of the network, a window of three words. What it makes of a word depends on its form alone, so that the
 * products of a form are made once; the sums are of whole numbers and to the last bit what a product of the window gives.
 */
import { type Inputs, newInputs, readInput } from "./parse-inputs.js";
import type { ParseModel } from "./parse-model.js";
import type { SharedWord } from "./tokens-words.js";

/** Rows of words remembered. Where they are all taken, those that were needed once make room first. */
export const REMEMBERED = 6_000;

/** Row 0 holds zeros: what stands before the first word of a sentence and after the last. */
const NO_WORD = 0;

/** Places where the row of a word is looked for, by the number of the word; a power of two. */
const PLACES = 1 << 16;

/** The words met, and of each a row of every table: its inputs added up, and their products as each word of a window. */
export type WordRows = {
  /** Row of a word that was at a place last; `Word` says of which word a row is: its number, doubled, 1 more inside a sentence. */
  readonly At: Int32Array;
  readonly Word: Int32Array;
  /** 1 where a row was needed again, and the batch in which it was needed last. */
  readonly Again: Uint8Array;
  readonly Batch: Int32Array;
  batch: number;
  /** The row after the one that was given away last. */
  hand: number;
  readonly Sum: Float32Array;
  /** As the word before, the word itself and the word after. */
  readonly Part: readonly [before: Int32Array, itself: Int32Array, after: Int32Array];
  /** The rows that have no products yet, and room for their inputs and products, one below the other. */
  readonly Fresh: Int32Array;
  readonly FreshSum: Float32Array;
  readonly FreshPart: Int32Array;
  /** Of the words of a sentence and both its ends, the distance of the row in bytes from the head of its table. */
  readonly Row: Int32Array;
  /** Rows of the words of a batch. */
  readonly Found: Int32Array;
  /** Room for the inputs of one word. */
  readonly input: Inputs;
};

/** Rows for batches of at most `most` words in sentences of at most `longest`. */
export function newWordRows(
  kernel: ParseModel["kernel"],
  width: number,
  most: number,
  longest: number,
): WordRows {
  const whole = (): Int32Array => kernel.ints(REMEMBERED * width);
  return {
    At: new Int32Array(PLACES),
    Word: new Int32Array(REMEMBERED).fill(-1),
    Again: new Uint8Array(REMEMBERED),
    Batch: new Int32Array(REMEMBERED),
    batch: 0,
    hand: NO_WORD + 1,
    Sum: kernel.floats(REMEMBERED * width),
    Part: [whole(), whole(), whole()],
    Fresh: new Int32Array(most),
    FreshSum: kernel.floats(most * width),
    FreshPart: kernel.ints(most * width),
    Row: kernel.ints(longest + 2),
    Found: new Int32Array(most),
    input: newInputs(1),
  };
}

/**
 * Runs the first layer over the words from `start` on, in the sentences `[First[k], Last[k])` counted from there; the
 * network goes on from `Layer[1]`.
 */
export function firstLayer(
  model: ParseModel,
  words: readonly SharedWord[],
  start: number,
  First: Int32Array,
  Last: Int32Array,
): void {
  const { rows, size } = model;
  const { Found } = rows;
  const sentences = First.length;
  let fresh = 0;
  rows.batch++;
  for (let s = 0; s < sentences; s++)
    for (let t = First[s]!; t < Last[s]!; t++) {
      const word = words[start + t]!;
      const inside = t !== First[s];
      let row = knownRow(rows, word.id, inside);
      if (row === NO_WORD) {
        row = freeRow(rows, word.id, inside);
        rows.Fresh[fresh] = row;
        addInputs(model, word, !inside, row, fresh++);
      }
      Found[t] = row;
    }
  if (fresh > 0) multiply(model, fresh);
  for (let s = 0; s < sentences; s++) {
    const count = Last[s]! - First[s]!;
    for (let i = 0; i < count; i++) rows.Row[i + 1] = Found[First[s]! + i]! * size.width * 4;
    rows.Row[count + 1] = NO_WORD;
    join(model, First[s]!, count);
  }
}

/** The row of a word, or `NO_WORD` where it has none. */
function knownRow(rows: WordRows, id: number, inside: boolean): number {
  const key = id * 2 + (inside ? 1 : 0);
  const row = rows.At[key & (PLACES - 1)]!;
  if (rows.Word[row] !== key) return NO_WORD;
  rows.Again[row] = 1;
  rows.Batch[row] = rows.batch;
  return row;
}

/** A row for a word, taken from one that nobody needed again since the hand last passed it, and nobody in this batch. */
function freeRow(rows: WordRows, id: number, inside: boolean): number {
  let row = rows.hand;
  while (rows.Again[row] === 1 || rows.Batch[row] === rows.batch) {
    rows.Again[row] = 0;
    if (++row === REMEMBERED) row = NO_WORD + 1;
  }
  rows.hand = row + 1 === REMEMBERED ? NO_WORD + 1 : row + 1;
  const key = id * 2 + (inside ? 1 : 0);
  rows.At[key & (PLACES - 1)] = row;
  rows.Word[row] = key;
  rows.Batch[row] = rows.batch;
  return row;
}

/** Adds up the inputs of a word in its row, and in the `fresh`-th row of those without products. */
function addInputs(model: ParseModel, word: SharedWord, opens: boolean, row: number, fresh: number): void {
  const { size, tables, rows, acts } = model;
  const { width, vector } = size;
  const { input, Sum, FreshSum } = rows;
  readInput(word.form, word.norm, opens, model.words, model.vectors, input, 0);
  const to = row * width;
  const { word: whole, suffix2, suffix3, suffix4, prefix3, shape } = tables;
  const [a, b, c] = [input.word[0]! * width, input.suffix2[0]! * width, input.suffix3[0]! * width];
  const [d, e, f] = [input.suffix4[0]! * width, input.prefix3[0]! * width, input.shape[0]! * width];
  // Table after table, each sum cut to 32 bits.
  for (let k = 0; k < width; k++) {
    let sum = Math.fround(whole.Rows[a + k]! * whole.scale);
    sum = Math.fround(sum + suffix2.Rows[b + k]! * suffix2.scale);
    sum = Math.fround(sum + suffix3.Rows[c + k]! * suffix3.scale);
    sum = Math.fround(sum + suffix4.Rows[d + k]! * suffix4.scale);
    sum = Math.fround(sum + prefix3.Rows[e + k]! * prefix3.scale);
    Sum[to + k] = sum + shape.Rows[f + k]! * shape.scale;
  }
  const from = input.Vector[0]! * vector;
  if (from >= 0) {
    acts.Vector.fill(0, 0, vector);
    for (let d = 0; d < vector; d++) acts.Vector[d] = model.Vector[from + d]! * model.vectorScale;
    model.product("vectors", acts.Vector, Sum.subarray(to), 1, vector, width);
  }
  for (let d = 0; d < width; d++) FreshSum[fresh * width + d] = Sum[to + d]!;
}

/** Makes the products of the fresh rows. */
function multiply({ rows, size, wholeProduct }: ParseModel, count: number): void {
  const { Fresh, FreshSum, FreshPart, Part } = rows;
  const { width } = size;
  for (let part = 0; part < Part.length; part++) {
    wholeProduct(part, FreshSum, FreshPart, count);
    const To = Part[part]!;
    for (let k = 0; k < count; k++) {
      const to = Fresh[k]! * width;
      for (let d = 0; d < width; d++) To[to + d] = FreshPart[k * width + d]!;
    }
  }
}

function join({ kernel, rows, size, p, acts, windowScale }: ParseModel, first: number, words: number): void {
  const [before, itself, after] = rows.Part;
  kernel.join(
    rows.Row.byteOffset,
    words,
    size.width,
    rows.Sum.byteOffset,
    before.byteOffset,
    itself.byteOffset,
    after.byteOffset,
    p.bias0!.byteOffset,
    acts.Layer[1]!.byteOffset + first * size.width * 4,
    windowScale,
  );
}
