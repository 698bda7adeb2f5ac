/** The trained network as it ships: 16-bit weights, 8-bit tables, word vectors; read once and ready to run. */
import { dataFile } from "../data.js";
import { readModel } from "./model.js";
import { type Kernel, kernelOf } from "./model-wasm.js";
import { type HashIndex, hashIndex, TABLES, type TableName } from "./parse-inputs.js";
import {
  type Activations,
  LOGISTIC,
  type Loops,
  newActivations,
  newPairRoom,
  type PairRoom,
  type Parameters,
  type Product,
  parameterSizes,
  type Size,
} from "./parse-network.js";
import { newWordRows, type WordRows } from "./parse-words.js";

/** Most words that go through the network at once, and the longest stretch that is parsed as one sentence. */
export const MOST_WORDS = 256;
export const LONGEST_STRETCH = 200;

export type ParseModel = {
  readonly size: Size;
  /** `UPOS/XPOS/marker` (see `tag-feats.ts`). */
  readonly tags: readonly string[];
  readonly labels: readonly string[];
  readonly words: HashIndex;
  readonly vectors: HashIndex;
  /** Rows of the word vectors, each number times `vectorScale`. */
  readonly Vector: Int8Array;
  readonly vectorScale: number;
  readonly tables: Readonly<Record<TableName, { readonly Rows: Int8Array; readonly scale: number }>>;
  /** The forms seen before. */
  readonly rows: WordRows;
  readonly kernel: Kernel;
  readonly p: Parameters;
  readonly product: Product;
  /** Multiplies rows by one part of the first layer's matrix: what it has for the word before, the word itself, or the word after. */
  readonly wholeProduct: (part: number, input: Float32Array, out: Int32Array, rows: number) => void;
  /** What one step of such a product counts. */
  readonly windowScale: number;
  readonly loops: Loops;
  readonly acts: Activations;
  readonly room: PairRoom;
  /** Room for the relations of `MOST_WORDS` words. */
  readonly Hidden: Float32Array;
  readonly Logit: Float32Array;
  /** Addresses of the rows that the heads of words have in `acts.Parent`; the root's is `parentRoot`. */
  readonly ParentAt: Int32Array;
  /** Room for the highest tag or relation of each word. */
  readonly Highest: Int32Array;
};

/** Parameters that are multiplied by; the rest are added and stay floats. */
export function isMatrix(name: string): boolean {
  return /^(vectors|layer\d|word|head|pair|child|parent|label|tag)$/.test(name);
}

/** Steps of the 16-bit inputs: one is 1/256. */
const INPUT_SCALE = 256;

let english: ParseModel | null = null;

/** The English model, read once. Throws when the package has not been built. */
export function parseModel(): ParseModel {
  english ??= openModel(dataFile("en/parser.bin"), dataFile("en/vectors.bin"));
  return english;
}

/** Reads a model and its word vectors from files. */
export function openModel(modelPath: string, vectorPath: string): ParseModel {
  const { meta, arrays } = readModel(modelPath);
  const vectors = readModel(vectorPath);
  const size = meta.size as Size;
  const scales = meta.scales as Record<string, number>;
  if (!size.layers.startsWith("w"))
    throw new Error("The parser's first layer is no window. Run `npm run train`.");
  const kernel = kernelOf(24);
  const shorts: Record<string, Int16Array> = {};
  const p: Record<string, Float32Array> = {};
  for (const [name, length] of parameterSizes(size)) {
    if (isMatrix(name)) {
      shorts[name] = kernel.shorts(length);
      shorts[name].set(panels(arrays[name] as Int16Array, length / rowsOf(name, size)));
    } else {
      p[name] = kernel.floats(length);
      p[name].set(arrays[name] as Float32Array);
    }
  }
  const Narrow = kernel.shorts(MOST_WORDS * 3 * size.width);
  const product: Product = (name, input, out, rows, inner, columns, bias = null, again = false) => {
    if (!again) kernel.narrow(input.byteOffset, Narrow.byteOffset, rows, inner, INPUT_SCALE);
    const weight = shorts[name]!.byteOffset;
    const scale = scales[name]! / INPUT_SCALE;
    const from = bias?.byteOffset ?? 0;
    kernel.matmul16(Narrow.byteOffset, weight, out.byteOffset, rows, inner, columns, scale, from);
  };
  const square = size.width * size.width;
  const windowParts = [0, 1, 2].map((part) => {
    const Part = kernel.shorts(square);
    Part.set(panels((arrays.layer0 as Int16Array).slice(part * square, (part + 1) * square), size.width));
    return Part;
  });
  const wholeProduct: ParseModel["wholeProduct"] = (part, input, out, rows) => {
    kernel.narrow(input.byteOffset, Narrow.byteOffset, rows, size.width, INPUT_SCALE);
    const weight = windowParts[part]!.byteOffset;
    kernel.matmulWhole(Narrow.byteOffset, weight, out.byteOffset, rows, size.width, size.width);
  };
  const tables = Object.fromEntries(
    TABLES.map((name) => [
      name,
      { Rows: arrays[`table.${name}`] as Int8Array, scale: scales[`table.${name}`]! },
    ]),
  ) as Record<TableName, { Rows: Int8Array; scale: number }>;
  return {
    size,
    tags: meta.tags as string[],
    labels: meta.labels as string[],
    words: hashIndex(arrays.words as Uint32Array),
    vectors: hashIndex(vectors.arrays.words as Uint32Array),
    Vector: vectors.arrays.vectors as Int8Array,
    vectorScale: vectors.meta.scale as number,
    tables,
    rows: newWordRows(kernel, size.width, MOST_WORDS, LONGEST_STRETCH),
    kernel,
    p,
    product,
    wholeProduct,
    windowScale: scales.layer0! / INPUT_SCALE,
    loops: kernelLoops(kernel),
    acts: newActivations(kernel, size, MOST_WORDS),
    room: newPairRoom(kernel, size, LONGEST_STRETCH),
    Hidden: kernel.floats(MOST_WORDS * size.relation),
    Logit: kernel.floats(MOST_WORDS * size.labels),
    ParentAt: kernel.ints(MOST_WORDS),
    Highest: kernel.ints(MOST_WORDS),
  };
}

/** The loops of the network as the kernel runs them. */
export function kernelLoops(kernel: Kernel): Loops {
  const curve = kernel.floats(LOGISTIC.length);
  curve.set(LOGISTIC);
  return {
    window: (input, out, width, first, last) =>
      kernel.window(input.byteOffset, out.byteOffset, width, first, last),
    relu: (values, length) => kernel.relu(values.byteOffset, length),
    addRelu: (input, values, out, length) =>
      kernel.addRelu(input.byteOffset, values.byteOffset, out.byteOffset, length),
    recur: (Gate, State, input, out, peep, width, first, last) => {
      for (const side of [0, 1]) {
        const start = side === 0 ? first : last - 1;
        const half = (side * width) / 2;
        const at = (array: Float32Array, row: number): number => array.byteOffset + (row * width + half) * 4;
        kernel.recur(
          at(Gate, 3 * start),
          at(State, start),
          at(input, start),
          at(out, start),
          at(peep, 0),
          curve.byteOffset,
          last - first,
          width * 4,
          (side === 0 ? width : -width) * 4,
        );
      }
    },
  };
}

/** Rows of the matrix called `name`: how many numbers go into it. */
function rowsOf(name: string, { vector, width, arc, relation, layers }: Size): number {
  if (name === "vectors") return vector;
  if (name === "pair") return arc;
  if (name === "label") return relation;
  return name.startsWith("layer") && layers[Number(name.slice(5))] === "w" ? 3 * width : width;
}

/**
 * A matrix from `packMatrix` as `Kernel.matmul16` reads it: eight columns after another, and of each panel of eight the
 * pairs of rows from top to bottom.
 */
export function panels(Packed: Int16Array, columns: number): Int16Array {
  const Pair = new Int32Array(Packed.buffer, Packed.byteOffset, Packed.length / 2);
  const Out = new Int32Array(Pair.length);
  let at = 0;
  for (let column = 0; column < columns; column += 8)
    for (let from = column; from < Pair.length; from += columns)
      for (let k = 0; k < 8; k++) Out[at++] = Pair[from + k]!;
  return new Int16Array(Out.buffer);
}

/** A matrix of floats as 16-bit numbers in pairs of rows (see `Kernel.matmul16`), and what one step counts. */
export function packMatrix(values: Float32Array, columns: number): { Packed: Int16Array; scale: number } {
  // 11 bits and a sign: with inputs of up to 2^12 steps and 384 rows a sum stays below 2^31.
  const scale = largest(values) / 2047;
  const Packed = new Int16Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const row = Math.floor(i / columns);
    const column = i % columns;
    Packed[((row >> 1) * columns + column) * 2 + (row & 1)] = Math.round(values[i]! / scale);
  }
  return { Packed, scale };
}

/** Floats as 8-bit numbers, and what one step counts. */
export function packTable(values: Float32Array): { Rows: Int8Array; scale: number } {
  const scale = largest(values) / 127;
  return { Rows: Int8Array.from(values, (value) => Math.round(value / scale)), scale };
}

function largest(values: Float32Array): number {
  let most = 1e-9;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}
