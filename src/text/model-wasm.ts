/** A matrix product in WebAssembly SIMD, written out as bytes here, with the memory that its operands live in. */

// The types of Node leave WebAssembly out; this is what is used of it.
type Memory = { readonly buffer: ArrayBuffer };
type Wasm = {
  Memory: new (limits: { initial: number; maximum: number }) => Memory;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: Record<string, unknown> };
};

/** Memory of a fixed size and the product of matrices that lie in it. Addresses are bytes, divisible by 16. */
export type Kernel = {
  /** A new array of `length` zeros in the memory. Throws a RangeError when the memory is full. */
  floats(length: number): Float32Array;
  /** Adds the product of A (`m` x `k`) and B (`k` x `n`) to C (`m` x `n`), all row by row; `n` divisible by 8. */
  matmul(a: number, b: number, c: number, m: number, k: number, n: number): void;
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
  const instance = new Instance(new Module(moduleBytes(pages)), { env: { memory } });
  let used = 16;
  return {
    floats(length) {
      const array = new Float32Array(memory.buffer, used, length);
      used = (used + length * 4 + 15) & ~15;
      return array;
    },
    matmul: instance.exports.matmul as Kernel["matmul"],
    adam: instance.exports.adam as Kernel["adam"],
  };
}

const I32 = 0x7f;
const F32 = 0x7d;
const V128 = 0x7b;
const ROWS = 4;

// Parameters and locals of the function.
const [A, B, C, M, K, N] = [0, 1, 2, 3, 4, 5];
const [ROW, COLUMN, STEP, PB, NB, KB, X] = [6, 7, 8, 9, 10, 11, 12];
const PA = 13;
const PC = 17;
const [W0, W1, S] = [21, 22, 23];
const SUM = 24;

const get = (local: number): number[] => [0x20, local];
const set = (local: number): number[] => [0x21, local];
const int = (value: number): number[] => [0x41, ...signed(value)];
const float = (value: number): number[] => [0x43, ...new Uint8Array(Float32Array.of(value).buffer)];
const ADD = [0x6a];
const MUL = [0x6c];
const LESS = [0x48];
const load = (offset: number): number[] => [0xfd, 0x00, 0x04, ...unsigned(offset)];
const splat = [0xfd, 0x09, 0x02, 0x00];
const store = (offset: number): number[] => [0xfd, 0x0b, 0x04, ...unsigned(offset)];
const VMUL = [0xfd, ...unsigned(0xe6)];
const VADD = [0xfd, ...unsigned(0xe4)];
const VSUB = [0xfd, ...unsigned(0xe5)];
const VDIV = [0xfd, ...unsigned(0xe7)];
const VSQRT = [0xfd, ...unsigned(0xe3)];

/** `while (condition) body`. */
const loop = (condition: number[], body: number[]): number[] => [
  0x02,
  0x40,
  0x03,
  0x40,
  ...condition,
  0x45,
  0x0d,
  0x01,
  ...body,
  0x0c,
  0x00,
  0x0b,
  0x0b,
];
const step = (local: number, by: number[]): number[] => [...get(local), ...by, ...ADD, ...set(local)];

/** The rows `ROW … ROW + rows` of C, eight columns at a time. */
function block(rows: number): number[] {
  const code: number[] = [];
  const each = Array.from({ length: rows }, (_, r) => r);
  const inner = [
    ...get(PB),
    ...load(0),
    ...set(W0),
    ...get(PB),
    ...load(16),
    ...set(W1),
    ...each.flatMap((r) => [
      ...get(PA + r),
      ...splat,
      ...set(S),
      ...get(SUM + 2 * r),
      ...get(S),
      ...get(W0),
      ...VMUL,
      ...VADD,
      ...set(SUM + 2 * r),
      ...get(SUM + 2 * r + 1),
      ...get(S),
      ...get(W1),
      ...VMUL,
      ...VADD,
      ...set(SUM + 2 * r + 1),
      ...step(PA + r, int(4)),
    ]),
    ...step(PB, get(NB)),
    ...step(STEP, int(1)),
  ];
  code.push(...int(0), ...set(COLUMN));
  code.push(
    ...loop(
      [...get(COLUMN), ...get(N), ...LESS],
      [
        // Where the rows of C and A and the columns of B start.
        ...get(C),
        ...get(ROW),
        ...get(N),
        ...MUL,
        ...get(COLUMN),
        ...ADD,
        ...int(4),
        ...MUL,
        ...ADD,
        ...set(PC),
        ...each.slice(1).flatMap((r) => [...get(PC + r - 1), ...get(NB), ...ADD, ...set(PC + r)]),
        ...get(A),
        ...get(ROW),
        ...get(KB),
        ...MUL,
        ...ADD,
        ...set(PA),
        ...each.slice(1).flatMap((r) => [...get(PA + r - 1), ...get(KB), ...ADD, ...set(PA + r)]),
        ...get(B),
        ...get(COLUMN),
        ...int(4),
        ...MUL,
        ...ADD,
        ...set(PB),
        ...each.flatMap((r) => [
          ...get(PC + r),
          ...load(0),
          ...set(SUM + 2 * r),
          ...get(PC + r),
          ...load(16),
          ...set(SUM + 2 * r + 1),
        ]),
        ...int(0),
        ...set(STEP),
        ...loop([...get(STEP), ...get(K), ...LESS], inner),
        ...each.flatMap((r) => [
          ...get(PC + r),
          ...get(SUM + 2 * r),
          ...store(0),
          ...get(PC + r),
          ...get(SUM + 2 * r + 1),
          ...store(16),
        ]),
        ...step(COLUMN, int(8)),
      ],
    ),
  );
  return code;
}

/** The body of `matmul`: four rows at a time, then one. */
function matmulCode(): number[] {
  return [
    ...[0x02, ...unsigned(W0 - ROW), I32, ...unsigned(SUM - W0 + 2 * ROWS), V128],
    ...[...get(N), ...int(4), ...MUL, ...set(NB)],
    ...[...get(K), ...int(4), ...MUL, ...set(KB)],
    ...[...get(M), ...int(-(ROWS - 1)), ...ADD, ...set(X)],
    ...loop([...get(ROW), ...get(X), ...LESS], [...block(ROWS), ...step(ROW, int(ROWS))]),
    ...loop([...get(ROW), ...get(M), ...LESS], [...block(1), ...step(ROW, int(1))]),
    0x0b,
  ];
}

/** The body of `adam`: locals 0 to 6 are its parameters. */
function adamCode(): number[] {
  const [values, gradient, mean, square, count, rate, scale, i, d, m, v] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  const spread = (value: number[]): number[] => [...value, 0xfd, 0x13];
  const at = (array: number): number[] => [...get(array), ...get(i), ...ADD];
  const running = (array: number, decay: number, fresh: number[]): number[] => [
    ...[...at(array), ...load(0), ...spread(float(decay)), ...VMUL],
    ...[...fresh, ...spread(float(1 - decay)), ...VMUL, ...VADD],
  ];
  return [
    ...[0x02, 0x01, I32, 0x03, V128],
    ...[...get(count), ...int(4), ...MUL, ...set(count)],
    ...loop(
      [...get(i), ...get(count), ...LESS],
      [
        ...[...at(gradient), ...load(0), ...spread(get(scale)), ...VMUL, ...set(d)],
        ...[...running(mean, 0.9, get(d)), ...set(m)],
        ...[...running(square, 0.98, [...get(d), ...get(d), ...VMUL]), ...set(v)],
        ...[...at(mean), ...get(m), ...store(0), ...at(square), ...get(v), ...store(0)],
        ...[...at(values), ...at(values), ...load(0), ...get(m), ...spread(get(rate)), ...VMUL],
        ...[...get(v), ...VSQRT, ...spread(float(1e-8)), ...VADD, ...VDIV, ...VSUB, ...store(0)],
        ...[...at(gradient), ...spread(float(0)), ...store(0)],
        ...step(i, int(16)),
      ],
    ),
    0x0b,
  ];
}

function moduleBytes(pages: number): Uint8Array {
  const bodies = [matmulCode(), adamCode()].flatMap((code) => [...unsigned(code.length), ...code]);
  const types = [
    [0x60, 0x06, I32, I32, I32, I32, I32, I32, 0x00],
    [0x60, 0x07, I32, I32, I32, I32, I32, F32, F32, 0x00],
  ];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [0x02, ...types.flat()]),
    ...section(2, [
      0x01,
      ...text("env"),
      ...text("memory"),
      0x02,
      0x01,
      ...unsigned(pages),
      ...unsigned(pages),
    ]),
    ...section(3, [0x02, 0x00, 0x01]),
    ...section(7, [0x02, ...text("matmul"), 0x00, 0x00, ...text("adam"), 0x00, 0x01]),
    ...section(10, [0x02, ...bodies]),
  ]);
}

const section = (id: number, content: number[]): number[] => [id, ...unsigned(content.length), ...content];

const text = (name: string): number[] => [name.length, ...Buffer.from(name)];

/** LEB128. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest & 127) | 128);
    rest >>>= 7;
  }
  return [...bytes, rest];
}

function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 63 || rest < -64) {
    bytes.push((rest & 127) | 128);
    rest >>= 7;
  }
  return [...bytes, rest & 127];
}
