/** What the network is told of each word: its vector, and rows of learned tables for the word and its spelling. */
import { isLower, isUpper } from "./tokens-chars.js";
import { hashOf } from "./tokens-hash.js";

/** The learned tables and their rows; `word` has as many rows as there are known words, and row 0 for the others. */
export const TABLES = ["word", "suffix2", "suffix3", "suffix4", "prefix3", "shape"] as const;
export type TableName = (typeof TABLES)[number];
export const TABLE_ROWS: Readonly<Record<Exclude<TableName, "word">, number>> = {
  suffix2: 1024,
  suffix3: 4096,
  suffix4: 8192,
  prefix3: 4096,
  shape: 256,
};

/** Finds the row of a 32-bit hash. */
export type HashIndex = { readonly mask: number; readonly Key: Uint32Array; readonly Row: Int32Array };

/** An index of `keys`: the row of `keys[i]` is `i`. */
export function hashIndex(keys: Uint32Array): HashIndex {
  let size = 16;
  while (size < keys.length * 2) size *= 2;
  const index = { mask: size - 1, Key: new Uint32Array(size), Row: new Int32Array(size).fill(-1) };
  for (let i = 0; i < keys.length; i++) {
    let at = keys[i]! & index.mask;
    while (index.Row[at]! >= 0) at = (at + 1) & index.mask;
    index.Key[at] = keys[i]!;
    index.Row[at] = i;
  }
  return index;
}

/** Row of `key`, or -1. */
export function rowOf(index: HashIndex, key: number): number {
  let at = key & index.mask;
  while (index.Row[at]! >= 0) {
    if (index.Key[at] === key) return index.Row[at]!;
    at = (at + 1) & index.mask;
  }
  return -1;
}

/** Table rows of words, one column a table; `Vector` is the row of the word vectors, -1 for none. */
export type Inputs = Readonly<Record<TableName | "Vector", Int32Array>>;

/** What identifies a word in the indexes: the hash of its normal form (of its last 40 characters). */
export const wordKey = (norm: string): number => hashOf(norm, Math.max(0, norm.length - 40)) >>> 0;

/** The inputs of `count` words; `opens` tells which of them open a sentence. */
export function inputsOf(
  forms: readonly string[],
  norms: readonly string[],
  first: number,
  count: number,
  opens: (i: number) => boolean,
  words: HashIndex,
  vectors: HashIndex,
): Inputs {
  const inputs = newInputs(count);
  for (let t = 0; t < count; t++)
    readInput(forms[first + t]!, norms[first + t]!, opens(first + t), words, vectors, inputs, t);
  return inputs;
}

export function newInputs(count: number): Inputs {
  const column = (): Int32Array => new Int32Array(count);
  return {
    word: column(),
    suffix2: column(),
    suffix3: column(),
    suffix4: column(),
    prefix3: column(),
    shape: column(),
    Vector: column(),
  };
}

/** Writes the inputs of one word to entry `t`. */
export function readInput(
  form: string,
  norm: string,
  opens: boolean,
  words: HashIndex,
  vectors: HashIndex,
  inputs: Inputs,
  t: number,
): void {
  const from = (letters: number): number => Math.max(0, norm.length - letters);
  const key = wordKey(norm);
  inputs.word[t] = rowOf(words, key) + 1;
  inputs.Vector[t] = rowOf(vectors, key);
  inputs.suffix2[t] = hashOf(norm, from(2)) & (TABLE_ROWS.suffix2 - 1);
  inputs.suffix3[t] = hashOf(norm, from(3)) & (TABLE_ROWS.suffix3 - 1);
  inputs.suffix4[t] = hashOf(norm, from(4)) & (TABLE_ROWS.suffix4 - 1);
  inputs.prefix3[t] = hashOf(norm, 0, Math.min(3, norm.length)) & (TABLE_ROWS.prefix3 - 1);
  inputs.shape[t] = (shapeOf(form) & 127) | (opens ? 128 : 0);
}

/** Bits: 1 first letter capital, 2 other capitals, 4 small letters, 8 digits, 16 hyphen, 32 full stop, 64 other signs. */
function shapeOf(form: string): number {
  let shape = 0;
  const length = Math.min(form.length, 30);
  for (let i = 0; i < length; i++) {
    const code = form.charCodeAt(i);
    if (isUpper(code)) shape |= i === 0 ? 1 : 2;
    else if (isLower(code)) shape |= 4;
    else if (code >= 48 && code <= 57) shape |= 8;
    else if (code === 45) shape |= 16;
    else if (code === 46) shape |= 32;
    else shape |= 64;
  }
  return shape;
}
