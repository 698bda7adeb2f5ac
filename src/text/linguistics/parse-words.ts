/**
 * The first layer of the network, a window of three words. What it makes of a word depends on its form alone, so that the
 * products of a form are made once; the sums are of whole numbers and to the last bit what a product of the window gives.
 */
import { type Inputs, newInputs, readInput, TABLES } from "./parse-inputs.js";
import type { ParseModel } from "./parse-model.js";

/** Rows of forms remembered at most; then the memory starts anew, so that it does not grow with the input. */
export const REMEMBERED = 6_000;

/** Row 0 holds zeros: what stands before the first word of a sentence and after the last. */
const NO_WORD = 0;

/** The forms met, and of each a row of every table: its inputs added up, and their products as each word of a window. */
export type WordRows = {
  /** Row of a form at the head of a sentence and inside one. */
  readonly opening: Map<string, number>;
  readonly inside: Map<string, number>;
  /** Rows taken. */
  used: number;
  readonly Sum: Float32Array;
  /** As the word before, the word itself and the word after. */
  readonly Part: readonly [before: Int32Array, itself: Int32Array, after: Int32Array];
  /** Of the words of a sentence and both its ends, the distance of the row in bytes from the head of its table. */
  readonly Row: Int32Array;
  /** Room for the inputs of one word. */
  readonly input: Inputs;
};

export function newWordRows(kernel: ParseModel["kernel"], width: number, longest: number): WordRows {
  const whole = (): Int32Array => kernel.ints(REMEMBERED * width);
  return {
    opening: new Map(),
    inside: new Map(),
    used: 1,
    Sum: kernel.floats(REMEMBERED * width),
    Part: [whole(), whole(), whole()],
    Row: kernel.ints(longest + 2),
    input: newInputs(1),
  };
}

/**
 * Runs the first layer over the words from `start` on, in the sentences `[First[k], Last[k])` counted from there; the
 * network goes on from `Layer[1]`.
 */
export function firstLayer(
  model: ParseModel,
  forms: readonly string[],
  norms: readonly string[],
  start: number,
  First: Int32Array,
  Last: Int32Array,
): void {
  const { rows, size } = model;
  const sentences = First.length;
  if (rows.used + Last[sentences - 1]! > REMEMBERED) forget(rows);
  const fresh = rows.used;
  const Found = new Int32Array(Last[sentences - 1]!);
  for (let s = 0; s < sentences; s++)
    for (let t = First[s]!; t < Last[s]!; t++)
      Found[t] = rowOf(model, forms[start + t]!, norms[start + t]!, t === First[s]);
  if (rows.used > fresh) multiply(model, fresh, rows.used - fresh);
  for (let s = 0; s < sentences; s++) {
    const words = Last[s]! - First[s]!;
    for (let i = 0; i < words; i++) rows.Row[i + 1] = Found[First[s]! + i]! * size.width * 4;
    rows.Row[words + 1] = NO_WORD;
    join(model, First[s]!, words);
  }
}

function forget(rows: WordRows): void {
  rows.opening.clear();
  rows.inside.clear();
  rows.used = 1;
}

/** The row of a word; a new one holds its inputs, but no products yet. */
function rowOf(model: ParseModel, form: string, norm: string, opens: boolean): number {
  const { rows } = model;
  const memory = opens ? rows.opening : rows.inside;
  const known = memory.get(form);
  if (known !== undefined) return known;
  const row = rows.used++;
  addInputs(model, form, norm, opens, row);
  if (form.length < 64) memory.set(form, row);
  return row;
}

function addInputs(model: ParseModel, form: string, norm: string, opens: boolean, row: number): void {
  const { size, tables, rows, acts } = model;
  const { width, vector } = size;
  readInput(form, norm, opens, model.words, model.vectors, rows.input, 0);
  const to = row * width;
  rows.Sum.fill(0, to, to + width);
  for (const name of TABLES) {
    const { Rows, scale } = tables[name];
    const from = rows.input[name][0]! * width;
    for (let d = 0; d < width; d++) rows.Sum[to + d]! += Rows[from + d]! * scale;
  }
  const from = rows.input.Vector[0]! * vector;
  if (from < 0) return;
  acts.Vector.fill(0, 0, vector);
  for (let d = 0; d < vector; d++) acts.Vector[d] = model.Vector[from + d]! * model.vectorScale;
  model.product("vectors", acts.Vector, rows.Sum.subarray(to), 1, vector, width);
}

/** Makes the products of the rows from `first` on, few at a time, as there is room for. */
function multiply(model: ParseModel, first: number, count: number): void {
  const { rows, size, wholeProduct } = model;
  const from = first * size.width;
  for (const [part, Out] of rows.Part.entries())
    wholeProduct(part, rows.Sum.subarray(from), Out.subarray(from), count);
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
