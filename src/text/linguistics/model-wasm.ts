/** Matrix products in WebAssembly SIMD, assembled here byte by byte, with the memory that their operands live in. */

import {
  ADD,
  type Code,
  DOT,
  END,
  F_ADD,
  F_DIV,
  F_MUL,
  F_NEAREST,
  F_SQRT,
  F_SUB,
  F32,
  flat,
  float,
  get,
  I_ADD,
  I32,
  int,
  LESS,
  LOAD_SPLAT,
  load,
  loop,
  MUL,
  NARROW,
  set,
  sized,
  spread,
  step,
  store,
  TO_FLOAT,
  TO_INT,
  text,
  unsigned,
  V128,
} from "./wasm-code.js";
import {
  addPairsCode,
  addReluCode,
  biasRowsCode,
  highestCode,
  joinCode,
  recurCode,
  reluCode,
  slideCode,
  transposeCode,
  windowCode,
} from "./wasm-loops.js";

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
  matmul(a: number, b: number, c: number, m: number, k: number, n: number, scale?: number): void;
  /**
   * The same with A and B of 16-bit numbers, a product of which counts `scale`; `k` even. B is laid out in panels of eight
   * columns (see `panels`), so that it is read in the order in which it lies. A sum of products must fit 32 bits.
   */
  matmul16(a: number, b: number, c: number, m: number, k: number, n: number, scale: number): void;
  /** The plain sums of such a product, as whole numbers; nothing is added to what was in C. */
  matmulWhole(a: number, b: number, c: number, m: number, k: number, n: number, scale?: number): void;
  /** Writes `bias`, of `columns` numbers (divisible by 4), on every row of `out`. */
  biasRows(bias: number, out: number, rows: number, columns: number): void;
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
  /** Writes `count` floats (divisible by 8) times `scale` as 16-bit numbers, rounded, cut off at both ends. */
  narrow(from: number, to: number, count: number, scale: number): void;
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

// Parameters and locals of the products.
const [A, B, C, M, K, N, SCALE] = [0, 1, 2, 3, 4, 5, 6];
const [ROW, COLUMN, LAST, PB, NB, KB, BLOCKS] = [7, 8, 9, 10, 11, 12, 13];
const PA = 14;
const PC = 18;
const [W0, W1, S] = [22, 23, 24];
const SUM = 25;
const ROWS = 4;
/** Bytes of a pair of rows in a panel of B. */
const PANEL = 32;

/** What is multiplied: floats, or 16-bit numbers, a product of which is scaled and added or is written whole. */
type Kind = "floats" | "scaled" | "whole";

/** The rows `ROW … ROW + rows` of C, eight columns at a time. */
function block(rows: number, kind: Kind): Code {
  const short = kind !== "floats";
  const each = Array.from({ length: rows }, (_, r) => r);
  const product: Code = short ? [DOT, I_ADD] : [F_MUL, F_ADD];
  const next = (pointer: number, stride: number): Code =>
    each.slice(1).map((r) => [get(pointer + r - 1), get(stride), ADD, set(pointer + r)]);
  const sums = each.flatMap((r) => [0, 1].map((half) => ({ r, half, sum: SUM + 2 * r + half })));
  const inner: Code = [
    [get(PB), load(0), set(W0), get(PB), load(16), set(W1)],
    each.map((r) => [
      [get(PA + r), LOAD_SPLAT, set(S), step(PA + r, int(4))],
      [get(SUM + 2 * r), get(S), get(W0), product, set(SUM + 2 * r)],
      [get(SUM + 2 * r + 1), get(S), get(W1), product, set(SUM + 2 * r + 1)],
    ]),
    step(PB, short ? int(PANEL) : get(NB)),
  ];
  const columns: Code = [
    [get(C), get(ROW), get(NB), MUL, ADD, get(COLUMN), int(4), MUL, ADD, set(PC), next(PC, NB)],
    [get(A), get(ROW), get(KB), MUL, ADD, set(PA), next(PA, KB)],
    [get(B), get(COLUMN), int(4), MUL, short ? [get(K), MUL] : [], ADD, set(PB)],
    sums.map(({ r, half, sum }) =>
      short ? [spread(float(0)), set(sum)] : [get(PC + r), load(16 * half), set(sum)],
    ),
    [get(PA), get(KB), ADD, set(LAST), loop([get(PA), get(LAST), LESS], inner)],
    sums.map(({ r, half, sum }) => {
      const scaled: Code = [
        get(sum),
        TO_FLOAT,
        spread(get(SCALE)),
        F_MUL,
        get(PC + r),
        load(16 * half),
        F_ADD,
      ];
      return [get(PC + r), kind === "scaled" ? scaled : get(sum), store(16 * half)];
    }),
    step(COLUMN, int(8)),
  ];
  return [int(0), set(COLUMN), loop([get(COLUMN), get(N), LESS], columns)];
}

/** A product: four rows at a time, then one. `K` becomes the number of steps: rows of B, or pairs of them. */
function matmulCode(kind: Kind): Code {
  const short = kind !== "floats";
  return [
    [2, W0 - ROW, I32, SUM - W0 + 2 * ROWS, V128],
    [get(N), int(4), MUL, set(NB), get(K), int(short ? 2 : 4), MUL, set(KB)],
    short ? [get(K), int(1), 0x75, set(K)] : [],
    [get(M), int(1 - ROWS), ADD, set(BLOCKS)],
    loop([get(ROW), get(BLOCKS), LESS], [block(ROWS, kind), step(ROW, int(ROWS))]),
    loop([get(ROW), get(M), LESS], [block(1, kind), step(ROW, int(1))]),
    END,
  ];
}

function narrowCode(): Code {
  const [from, to, count, scale] = [0, 1, 2, 3];
  const four = (offset: number): Code => [
    get(from),
    load(offset),
    spread(get(scale)),
    F_MUL,
    F_NEAREST,
    TO_INT,
  ];
  return [
    0,
    loop(
      [int(0), get(count), LESS],
      [
        [get(to), four(0), four(16), NARROW, store(0)],
        [step(from, int(32)), step(to, int(16)), step(count, int(-8))],
      ],
    ),
    END,
  ];
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

/** What the module exports: parameters and code. All products take `SCALE`, though only one reads it. */
const FUNCTIONS: ReadonlyArray<{ name: string; parameters: number[]; code: () => Code }> = [
  { name: "matmul", parameters: [I32, I32, I32, I32, I32, I32, F32], code: () => matmulCode("floats") },
  { name: "matmul16", parameters: [I32, I32, I32, I32, I32, I32, F32], code: () => matmulCode("scaled") },
  { name: "matmulWhole", parameters: [I32, I32, I32, I32, I32, I32, F32], code: () => matmulCode("whole") },
  { name: "biasRows", parameters: Array(4).fill(I32), code: biasRowsCode },
  { name: "highest", parameters: Array(4).fill(I32), code: highestCode },
  { name: "join", parameters: [...Array(9).fill(I32), F32], code: joinCode },
  { name: "narrow", parameters: [I32, I32, I32, F32], code: narrowCode },
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
