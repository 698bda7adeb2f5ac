/** Words of WebAssembly, to assemble functions of: what the kernel of `model-wasm.ts` and its loops need. */

/** Bytes of code, nested as the code is. */
export type Code = ReadonlyArray<number | Code>;

export const I32 = 0x7f;
export const F32 = 0x7d;
export const V128 = 0x7b;
export const END = 0x0b;

export const get = (local: number): Code => [0x20, local];
export const set = (local: number): Code => [0x21, local];
/** Sets a local and leaves the value on the stack. */
export const tee = (local: number): Code => [0x22, local];
export const int = (value: number): Code => [0x41, signed(value)];
export const float = (value: number): Code => [0x43, [...new Uint8Array(Float32Array.of(value).buffer)]];
export const ADD = 0x6a;
export const SUB = 0x6b;
export const MUL = 0x6c;
export const LESS = 0x48;
export const GREATER = 0x4a;
export const simd = (op: number): Code => [0xfd, unsigned(op)];
export const load = (offset: number): Code => [simd(0x00), 4, unsigned(offset)];
export const store = (offset: number): Code => [simd(0x0b), 4, unsigned(offset)];
/** Loads 32 bits into all four lanes. */
export const loadSplat = (offset: number): Code => [simd(0x09), 2, unsigned(offset)];
export const LOAD_SPLAT = loadSplat(0);
export const SPLAT = simd(0x13);
export const F_ADD = simd(0xe4);
export const F_SUB = simd(0xe5);
export const F_MUL = simd(0xe6);
export const F_MAX = simd(0xe9);
/** The second where it is greater, else the first: one instruction, where `F_MAX` also orders zeros and what is no number. */
export const F_GREATER = simd(0xeb);
export const F_EQUAL = simd(0x41);
export const F_DIV = simd(0xe7);
export const F_SQRT = simd(0xe3);
export const F_NEAREST = simd(0x6a);
export const TO_INT = simd(0xf8);
export const TO_FLOAT = simd(0xfa);
export const I_ADD = simd(0xae);
/** Products of eight 16-bit numbers, added up in pairs. */
export const DOT = simd(0xba);
export const NARROW = simd(0x85);
/** A bit of each of the four lanes, the sign, as a number. */
export const BITMASK = simd(0xa4);
/** The four lanes in another order. */
export const shuffle = (order: readonly number[]): Code => [
  simd(0x0d),
  order.flatMap((from) => [0, 1, 2, 3].map((byte) => 4 * from + byte)),
];
/** The number of zero bits below the lowest that is set. */
export const ZEROS_BELOW = 0x68;
export const NOT = 0x45;
export const SHIFT_RIGHT = 0x76;
/** 32 bits from an address and to one. */
export const loadInt = (offset: number): Code => [0x28, 2, signed(offset)];
export const STORE_INT: Code = [0x36, 2, 0];

/** `while (condition) body`. */
export const loop = (condition: Code, body: Code): Code => [
  [0x02, 0x40, 0x03, 0x40],
  [condition, 0x45, 0x0d, 1],
  [body, 0x0c, 0],
  [END, END],
];
/** `if (condition) body else other`. */
export const when = (condition: Code, body: Code, other: Code): Code => [
  [condition, 0x04, 0x40],
  [body, 0x05, other, END],
];
export const step = (local: number, by: Code): Code => [get(local), by, ADD, set(local)];
export const spread = (value: Code): Code => [value, SPLAT];

export const flat = (code: Code): number[] => (code as readonly unknown[]).flat(Infinity) as number[];

/** Code with its length in front. */
export function sized(code: Code): Code {
  const bytes = flat(code);
  return [unsigned(bytes.length), bytes];
}

export const text = (name: string): Code => [name.length, [...Buffer.from(name)]];

/** LEB128. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest & 127) | 128);
    rest >>>= 7;
  }
  return [...bytes, rest];
}

export function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 63 || rest < -64) {
    bytes.push((rest & 127) | 128);
    rest >>= 7;
  }
  return [...bytes, rest & 127];
}
