/** The file format of trained models: a line of JSON, then typed arrays one after the other, each at a multiple of 8. */
import { readFileSync } from "node:fs";

type Column = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float32Array;

const MAKERS = {
  Int8Array,
  Uint8Array,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
} as const;
type Maker = keyof typeof MAKERS;

export type ModelFile = {
  /** What is no array: labels, sizes, scales. */
  readonly meta: Record<string, unknown>;
  readonly arrays: Record<string, Column>;
};

/** The bytes of a model file; the same for the same content. */
export function packModel(file: ModelFile): Uint8Array {
  const columns = Object.entries(file.arrays);
  const head = JSON.stringify({
    meta: file.meta,
    arrays: columns.map(([name, column]) => [name, column.constructor.name, column.length]),
  });
  const start = aligned(Buffer.byteLength(head) + 1);
  let size = start;
  for (const [, column] of columns) size = aligned(size + column.byteLength);
  const bytes = new Uint8Array(size).fill(32, 0, start);
  Buffer.from(bytes.buffer).write(head);
  bytes[start - 1] = 10;
  let at = start;
  for (const [, column] of columns) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
    at = aligned(at + column.byteLength);
  }
  return bytes;
}

/** Reads a model file once; the arrays are views of the bytes read. Throws when the file is missing or cut short. */
export function readModel(path: string): ModelFile {
  const read = readFileSync(path);
  const bytes = read.byteOffset % 8 === 0 ? read : Buffer.from(new Uint8Array(read).buffer);
  const start = bytes.indexOf(10) + 1;
  const head = JSON.parse(bytes.toString("utf8", 0, start)) as {
    meta: Record<string, unknown>;
    arrays: Array<[string, Maker, number]>;
  };
  const arrays: Record<string, Column> = {};
  let at = start;
  for (const [name, maker, length] of head.arrays) {
    const column = new MAKERS[maker](bytes.buffer as ArrayBuffer, bytes.byteOffset + at, length);
    arrays[name] = column;
    at = aligned(at + column.byteLength);
  }
  return { meta: head.meta, arrays };
}

const aligned = (offset: number): number => (offset + 7) & ~7;
