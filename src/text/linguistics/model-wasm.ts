/** Matrix products in WebAssembly SIMD, assembled here byte by byte, with the memory that their operands live in. */

import {
  ADD,
  type Code,
  END,
  F_ADD,
  F_DIV,
  F_MUL,
  F_SQRT,
  F_SUB,
  F32,
  flat,
  float,
  get,
  I32,
  int,
  LESS,
  load,
  loop,
  MUL,
  set,
  sized,
  spread,
  step,
  store,
  text,
  unsigned,
  V128,
} from "./wasm-code.js";
import {
  addPairsCode,
  addReluCode,
  highestCode,
  joinCode,
  recurCode,
  reluCode,
  slideCode,
  transposeCode,
  windowCode,
} from "./wasm-loops.js";
import { matmul16Code, matmulCode, matmulWholeCode, narrowCode } from "./wasm-products.js";

// The types of Node leave WebAssembly out; this is what is used of it.
type Memory = { readonly buffer: ArrayBuffer };
type Wasm = {
  Memory: new (limits: { initial: number; maximum: number }) => Memory;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: Record<string, unknown> };
};

/** Memory of a fixed size and what can be done in it. Addresses are bytes, matrices lie row by row. */
export type Kernel = {
  /** A new array of `length` zeros in the memory. Throws a RangeError when the memory is full. */
  floats(length: number): Float32Array;
  shorts(length: number): Int16Array;
  ints(length: number): Int32Array;
  /** Adds the product of A (`m` x `k`) and B (`k` x `n`) to C (`m` x `n`); `n` divisible by 8. */
  matmul(a: number, b: number, c: number, m: number, k: number, n: number): void;
  /**
   * The product of A and B of 16-bit numbers, which counts `scale` a step, is added to C or, where there is one, to `bias`
   * and written to C. `k` is even. A is laid out as `narrow` writes it, B in panels of eight columns (see `panels`), so that
   * both are read in the order in which they lie. A sum of products must fit 32 bits.
   */
  matmul16(
    a: number,
    b: number,
    c: number,
    m: number,
    k: number,
    n: number,
    scale: number,
    bias: number,
  ): void;
  /** The plain sums of such a product, as whole numbers; nothing is added to what was in C. */
  matmulWhole(a: number, b: number, c: number, m: number, k: number, n: number): void;
  /** Writes where the highest number of each row is, the first where there are more; `columns` divisible by 4. */
  highest(scores: number, rows: number, columns: number, to: number): void;
  /**
   * A layer that looks through a window of three words, from products made before: of each word the row of `sums` plus what
   * is positive of `bias` and `scale` times the sum of its neighbours' rows and its own. `rows` holds the distance in bytes
   * of each word's row from the head of its tables, from the word before the first to that after the last.
   */
  join(
    rows: number,
    words: number,
    width: number,
    sums: number,
    before: number,
    itself: number,
    after: number,
    bias: number,
    out: number,
    scale: number,
  ): void;
  /**
   * Writes `rows` rows of `inner` floats (divisible by 8) times `scale` as 16-bit numbers, rounded, cut off at both ends.
   * Four rows at a time lie pair by pair beside each other; the rows that are left over lie one after the other.
   */
  narrow(from: number, to: number, rows: number, inner: number, scale: number): void;
  /** The rows `first … last` of a matrix of `width` columns, each between its neighbours; zeros beyond both ends. */
  window(from: number, to: number, width: number, first: number, last: number): void;
  /** Sets negative numbers to 0; `count` divisible by 4. */
  relu(values: number, count: number): void;
  /**
   * Writes `count` rows (rounded up to a multiple of 4) of `width` bytes (divisible by 16) as columns of a matrix with rows of
   * `stride` bytes.
   */
  transpose(from: number, width: number, to: number, stride: number, count: number): void;
  /** Writes `rows` rows of `columns` numbers (divisible by 4), the first from `from` on, each next from one number before. */
  slide(from: number, to: number, rows: number, columns: number): void;
  /** Writes what is positive of the sum of each of `count` rows and the row whose address `others` holds for it. */
  addPairs(rows: number, others: number, to: number, count: number, width: number): void;
  /** Writes `input` plus what is positive of `values`; `count` divisible by 4. */
  addRelu(input: number, values: number, to: number, count: number): void;
  /**
   * One side of a recurrent layer over `words` (see `recur` in parse-network.ts), reckoned in 64 bits. The first four
   * addresses are those of the first word, the next those of the weights and of the gate curve; `width` is the layer's,
   * half of which is even, in bytes; so is `step`, from one word to the next.
   */
  recur(
    gates: number,
    state: number,
    input: number,
    out: number,
    peep: number,
    curve: number,
    words: number,
    width: number,
    step: number,
  ): void;
  /**
   * One step of Adam (Kingma and Ba 2015; decay 0.9 and 0.98) on `count` numbers, divisible by 4: values, gradient, mean and
   * mean square lie at the four addresses. The gradient is multiplied by `scale` first and cleared afterwards.
   */
  adam(
    values: number,
    gradient: number,
    mean: number,
    square: number,
    count: number,
    rate: number,
    scale: number,
  ): void;
};

/** A kernel with `megabytes` of memory. */
export function kernelOf(megabytes: number): Kernel {
  const { Memory, Module, Instance } = (globalThis as unknown as { WebAssembly: Wasm }).WebAssembly;
  const pages = megabytes * 16;
  const memory = new Memory({ initial: pages, maximum: pages });
  const { exports } = new Instance(new Module(moduleBytes(pages)), { env: { memory } });
  let used = 16;
  const take = (bytes: number): number => {
    const at = used;
    used = (used + bytes + 15) & ~15;
    return at;
  };
  return {
    floats: (length) => new Float32Array(memory.buffer, take(length * 4), length),
    shorts: (length) => new Int16Array(memory.buffer, take(length * 2), length),
    ints: (length) => new Int32Array(memory.buffer, take(length * 4), length),
    ...(exports as Omit<Kernel, "floats" | "shorts" | "ints">),
  };
}

function adamCode(): Code {
  const [values, gradient, mean, square, count, rate, scale, i, d, m, v] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  const at = (array: number): Code => [get(array), get(i), ADD];
  const running = (array: number, decay: number, fresh: Code): Code => [
    [at(array), load(0), spread(float(decay)), F_MUL],
    [fresh, spread(float(1 - decay)), F_MUL, F_ADD],
  ];
  return [
    [2, 1, I32, 3, V128],
    [get(count), int(4), MUL, set(count)],
    loop(
      [get(i), get(count), LESS],
      [
        [at(gradient), load(0), spread(get(scale)), F_MUL, set(d)],
        [running(mean, 0.9, get(d)), set(m)],
        [running(square, 0.98, [get(d), get(d), F_MUL]), set(v)],
        [at(mean), get(m), store(0), at(square), get(v), store(0)],
        [at(values), at(values), load(0), get(m), spread(get(rate)), F_MUL],
        [get(v), F_SQRT, spread(float(1e-8)), F_ADD, F_DIV, F_SUB, store(0)],
        [at(gradient), spread(float(0)), store(0)],
        step(i, int(16)),
      ],
    ),
    END,
  ];
}

/** What the module exports: parameters and code. */
const FUNCTIONS: ReadonlyArray<{ name: string; parameters: number[]; code: () => Code }> = [
  { name: "matmul", parameters: Array(6).fill(I32), code: matmulCode },
  { name: "matmul16", parameters: [...Array(6).fill(I32), F32, I32], code: matmul16Code },
  { name: "matmulWhole", parameters: Array(6).fill(I32), code: matmulWholeCode },
  { name: "highest", parameters: Array(4).fill(I32), code: highestCode },
  { name: "join", parameters: [...Array(9).fill(I32), F32], code: joinCode },
  { name: "narrow", parameters: [I32, I32, I32, I32, F32], code: narrowCode },
  { name: "window", parameters: Array(5).fill(I32), code: windowCode },
  { name: "relu", parameters: Array(2).fill(I32), code: reluCode },
  { name: "addRelu", parameters: Array(4).fill(I32), code: addReluCode },
  { name: "recur", parameters: Array(9).fill(I32), code: recurCode },
  { name: "transpose", parameters: Array(5).fill(I32), code: transposeCode },
  { name: "slide", parameters: Array(4).fill(I32), code: slideCode },
  { name: "addPairs", parameters: Array(5).fill(I32), code: addPairsCode },
  { name: "adam", parameters: [I32, I32, I32, I32, I32, F32, F32], code: adamCode },
];

function moduleBytes(pages: number): Uint8Array {
  const count = FUNCTIONS.length;
  const types = FUNCTIONS.map(({ parameters }) => [0x60, parameters.length, parameters, 0]);
  const exported = FUNCTIONS.map(({ name }, i) => [text(name), 0, i]);
  const bodies = FUNCTIONS.map(({ code }) => sized(code()));
  const limits = [unsigned(pages), unsigned(pages)];
  const module: Code = [
    [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    [1, sized([count, types])],
    [2, sized([1, text("env"), text("memory"), 2, 1, limits])],
    [3, sized([count, FUNCTIONS.map((_, i) => i)])],
    [7, sized([count, exported])],
    [10, sized([count, bodies])],
  ];
  return Uint8Array.from(flat(module));
}
