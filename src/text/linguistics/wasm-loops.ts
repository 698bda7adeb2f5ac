/** The loops of the network between its products, in WebAssembly; each does to the last bit what its twin in JavaScript does. */
import {
  ADD,
  BITMASK,
  type Code,
  END,
  F_ADD,
  F_EQUAL,
  F_GREATER,
  F_MAX,
  F_MUL,
  float,
  GREATER,
  get,
  I_ADD,
  I32,
  int,
  LESS,
  load,
  loadInt,
  loop,
  MUL,
  NOT,
  SHIFT_RIGHT,
  STORE_INT,
  SUB,
  set,
  shuffle,
  simd,
  spread,
  step,
  store,
  TO_FLOAT,
  tee,
  V128,
  ZEROS_BELOW,
} from "./wasm-code.js";

const AND = simd(0x4e);
const INT_SPLAT = simd(0x11);
/** All bits of four lanes where a flag is 1, none where it is 0. */
const mask = (flag: Code): Code => [int(0), flag, SUB, INT_SPLAT];

export function windowCode(): Code {
  const [from, to, width, first, last, t, i, row, follows, goesOn] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const place = (part: number): Code => [get(to), get(i), ADD, get(width), int(part), MUL, ADD];
  return [
    [1, 5, I32],
    [get(width), int(4), MUL, set(width)],
    [get(to), get(first), get(width), MUL, int(3), MUL, ADD, set(to), get(first), set(t)],
    loop(
      [get(t), get(last), LESS],
      [
        [get(from), get(t), get(width), MUL, ADD, set(row), int(0), set(i)],
        [get(t), get(first), GREATER, set(follows), get(t), int(1), ADD, get(last), LESS, set(goesOn)],
        loop(
          [get(i), get(width), LESS],
          [
            [place(0), get(row), get(i), ADD, get(width), get(follows), MUL, SUB, load(0)],
            [mask(get(follows)), AND, store(0)],
            [place(1), get(row), get(i), ADD, load(0), store(0)],
            [place(2), get(row), get(i), ADD, get(width), get(goesOn), MUL, ADD, load(0)],
            [mask(get(goesOn)), AND, store(0)],
            step(i, int(16)),
          ],
        ),
        [step(t, int(1)), step(to, [get(width), int(3), MUL])],
      ],
    ),
    END,
  ];
}

/** What is positive of the four numbers at the address that is on the stack. */
const POSITIVE: Code = [load(0), spread(float(0)), F_MAX];

export function reluCode(): Code {
  const [values, count] = [0, 1];
  return [
    0,
    loop(
      [int(0), get(count), LESS],
      [get(values), get(values), POSITIVE, store(0), step(values, int(16)), step(count, int(-4))],
    ),
    END,
  ];
}

export function addReluCode(): Code {
  const [input, values, to, count] = [0, 1, 2, 3];
  return [
    0,
    loop(
      [int(0), get(count), LESS],
      [
        [get(to), get(input), load(0), get(values), POSITIVE, F_ADD, store(0)],
        [input, values, to].map((pointer) => step(pointer, int(16))),
        step(count, int(-4)),
      ],
    ),
    END,
  ];
}

/** Four by four numbers at a time: of four words the same four columns become four rows. */
export function transposeCode(): Code {
  const [from, width, to, stride, count, i, p, q] = [0, 1, 2, 3, 4, 5, 6, 7];
  const rows = [8, 9, 10, 11];
  const [low, high] = [12, 13];
  const [a, b, c, d] = rows as [number, number, number, number];
  const row = (order: readonly number[]): Code => [
    [get(q), get(low), get(high), shuffle(order), store(0), step(q, get(stride))],
  ];
  const half = (order: readonly number[]): Code => [
    [get(a), get(b), shuffle(order), set(low), get(c), get(d), shuffle(order), set(high)],
    [row([0, 1, 4, 5]), row([2, 3, 6, 7])],
  ];
  return [
    [2, 3, I32, 6, V128],
    loop(
      [int(0), get(count), LESS],
      [
        [int(0), set(i), get(to), set(q)],
        loop(
          [get(i), get(width), LESS],
          [
            [get(from), get(i), ADD, set(p)],
            rows.map((four, k) => [k > 0 ? step(p, get(width)) : [], get(p), load(0), set(four)]),
            [half([0, 4, 1, 5]), half([2, 6, 3, 7]), step(i, int(16))],
          ],
        ),
        [step(from, [get(width), int(4), MUL]), step(to, int(16)), step(count, int(-4))],
      ],
    ),
    END,
  ];
}

/** Copies a row again and again, from one number further left each time. */
export function slideCode(): Code {
  const [from, to, rows, columns, i] = [0, 1, 2, 3, 4];
  return [
    [1, 1, I32],
    [get(columns), int(4), MUL, set(columns)],
    loop(
      [int(0), get(rows), LESS],
      [
        [int(0), set(i)],
        loop(
          [get(i), get(columns), LESS],
          [get(to), get(from), get(i), ADD, load(0), store(0), step(to, int(16)), step(i, int(16))],
        ),
        [step(from, int(-4)), step(rows, int(-1))],
      ],
    ),
    END,
  ];
}

export function addPairsCode(): Code {
  const [rows, others, to, count, width, i, other] = [0, 1, 2, 3, 4, 5, 6];
  return [
    [1, 2, I32],
    [get(width), int(4), MUL, set(width)],
    loop(
      [int(0), get(count), LESS],
      [
        [int(0), set(i), get(others), loadInt(0), set(other)],
        loop(
          [get(i), get(width), LESS],
          [
            [get(to), get(rows), load(0), get(other), get(i), ADD, load(0), F_ADD],
            [spread(float(0)), F_MAX, store(0)],
            [step(rows, int(16)), step(to, int(16)), step(i, int(16))],
          ],
        ),
        [step(others, int(4)), step(count, int(-1))],
      ],
    ),
    END,
  ];
}

export function highestCode(): Code {
  const [scores, rows, columns, to, end, at, which, most] = [0, 1, 2, 3, 4, 5, 6, 7];
  const greater = (value: Code): Code => [get(most), value, F_GREATER, set(most)];
  return [
    [2, 3, I32, 1, V128],
    loop(
      [int(0), get(rows), LESS],
      [
        [get(scores), get(columns), int(4), MUL, ADD, set(end), get(scores), set(at)],
        [get(scores), load(0), set(most)],
        loop([get(at), get(end), LESS], [greater([get(at), load(0)]), step(at, int(16))]),
        greater([get(most), get(most), shuffle([2, 3, 0, 1])]),
        greater([get(most), get(most), shuffle([1, 0, 3, 2])]),
        [get(scores), set(at)],
        loop(
          [get(at), load(0), get(most), F_EQUAL, BITMASK, tee(which), NOT, [get(at), get(end), LESS], 0x71],
          step(at, int(16)),
        ),
        [get(to), get(at), get(scores), SUB, int(2), SHIFT_RIGHT, get(which), ZEROS_BELOW, ADD, STORE_INT],
        [get(end), set(scores), step(to, int(4)), step(rows, int(-1))],
      ],
    ),
    END,
  ];
}

export function joinCode(): Code {
  const [rows, words, width, sums, before, itself, after, bias, out, scale, i] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
  ];
  const [left, here, right] = [11, 12, 13];
  const four = (table: number, row: number): Code => [get(table), get(row), ADD, get(i), ADD, load(0)];
  return [
    [1, 4, I32],
    [get(width), int(4), MUL, set(width)],
    loop(
      [int(0), get(words), LESS],
      [
        [
          get(rows),
          loadInt(0),
          set(left),
          get(rows),
          loadInt(4),
          set(here),
          get(rows),
          loadInt(8),
          set(right),
        ],
        [int(0), set(i)],
        loop(
          [get(i), get(width), LESS],
          [
            [get(out), four(sums, here)],
            [four(before, left), four(itself, here), I_ADD, four(after, right), I_ADD, TO_FLOAT],
            [spread(get(scale)), F_MUL, get(bias), get(i), ADD, load(0), F_ADD],
            [spread(float(0)), F_MAX, F_ADD, store(0)],
            [step(out, int(16)), step(i, int(16))],
          ],
        ),
        [step(rows, int(4)), step(words, int(-1))],
      ],
    ),
    END,
  ];
}

const D_ADD = simd(0xf0);
const D_SUB = simd(0xf1);
const D_MUL = simd(0xf2);
/** A number in both lanes of 64 bits. */
const both = (value: number): Code => [
  [0x44, [...new Uint8Array(Float64Array.of(value).buffer)]],
  simd(0x14),
];
/** Two floats from the address on the stack, as numbers of 64 bits, and back. */
const LOAD_TWO: Code = [simd(0x5d), 2, 0, simd(0x5f)];
const STORE_TWO: Code = [simd(0x5e), simd(0x5b), 2, 0, 0];
const lane = (vector: number, which: number): Code => [get(vector), simd(0x1b), which];

export function recurCode(): Code {
  const [gates, state, input, out, peep, curve, words, width, stride, t, u, before] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
  ];
  const [c, f, r, next, index] = [12, 13, 14, 15, 16];
  const two = (array: number, rows = 0): Code => [
    [get(array), get(u), ADD, get(width), int(rows), MUL, ADD],
    LOAD_TWO,
  ];
  /** Looks two numbers up on the gate curve (see `gate`). */
  const gate = (value: Code): Code => [
    [value, both(128), D_MUL, both(1024.5), D_ADD, simd(0xfc)],
    [int(2048), INT_SPLAT, simd(0xb6), int(0), INT_SPLAT, simd(0xb8), int(2), simd(0xab), set(index)],
    [get(curve), lane(index, 1), ADD, get(curve), lane(index, 0), ADD, simd(0x5c), 2, 0],
    [simd(0x56), 2, 0, 1, simd(0x5f)],
  ];
  const gateOf = (which: number): Code =>
    gate([two(gates, 1 + which), two(peep, which), get(c), D_MUL, D_ADD]);
  /** `share` of the first and the rest of the second. */
  const mixed = (share: number, first: Code, second: Code): Code => [
    [get(share), first, D_MUL, both(1), get(share), D_SUB, second, D_MUL, D_ADD],
  ];
  return [
    [2, 3, I32, 5, V128],
    [get(state), set(before)],
    loop(
      [get(t), get(words), LESS],
      [
        [int(0), set(u)],
        loop(
          [get(u), int(2), MUL, get(width), LESS],
          [
            [two(before), mask([get(t), int(0), GREATER]), AND, set(c)],
            [gateOf(0), set(f), gateOf(1), set(r)],
            [mixed(f, get(c), two(gates)), set(next)],
            [get(state), get(u), ADD, get(next), STORE_TWO],
            [get(out), get(u), ADD, mixed(r, get(next), two(input)), STORE_TWO],
            step(u, int(8)),
          ],
        ),
        [get(state), set(before), step(t, int(1)), step(gates, [get(stride), int(3), MUL])],
        [state, input, out].map((pointer) => step(pointer, get(stride))),
      ],
    ),
    END,
  ];
}
