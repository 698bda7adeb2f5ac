/** The products of matrices in WebAssembly: floats for training, 16-bit numbers for the finished model. */
import {
  ADD,
  type Code,
  DOT,
  END,
  F_ADD,
  F_MUL,
  F_NEAREST,
  float,
  GREATER,
  get,
  I_ADD,
  I32,
  int,
  LESS,
  LOAD_SPLAT,
  load,
  loadSplat,
  loop,
  MUL,
  NARROW,
  set,
  shuffle,
  spread,
  step,
  store,
  TO_FLOAT,
  TO_INT,
  V128,
  when,
} from "./wasm-code.js";

/** Rows that are multiplied at a time. */
const ROWS = 4;
/** Bytes of a pair of rows in a panel of B. */
const PANEL = 32;

/** Parameters of the products; those of 16-bit numbers have `SCALE` and `BIAS` too. */
const [A, B, C, M, K, N, SCALE, BIAS] = [0, 1, 2, 3, 4, 5, 6, 7];
const each = (rows: number): number[] => Array.from({ length: rows }, (_, r) => r);

/** Four rows at a time, then one. */
const blocks = (row: number, block: (rows: number) => Code): Code => [
  loop([get(row), get(M), int(1 - ROWS), ADD, LESS], [block(ROWS), step(row, int(ROWS))]),
  loop([get(row), get(M), LESS], [block(1), step(row, int(1))]),
];

/** Eight columns at a time. */
const panelsOf = (column: number, panel: Code): Code => [
  int(0),
  set(column),
  loop([get(column), get(N), LESS], [panel, step(column, int(8))]),
];

export function matmulCode(): Code {
  const [row, column, last, pb, nb, kb, pa, pc] = [6, 7, 8, 9, 10, 11, 12, 12 + ROWS];
  const [w0, w1, s, sum] = [20, 21, 22, 23];
  const block = (rows: number): Code => {
    const next = (pointer: number, stride: number): Code =>
      each(rows)
        .slice(1)
        .map((r) => [get(pointer + r - 1), get(stride), ADD, set(pointer + r)]);
    const sums = each(rows).flatMap((r) => [0, 1].map((half) => ({ r, half, at: sum + 2 * r + half })));
    const inner: Code = [
      [get(pb), load(0), set(w0), get(pb), load(16), set(w1)],
      each(rows).map((r) => [
        [get(pa + r), LOAD_SPLAT, set(s), step(pa + r, int(4))],
        [get(sum + 2 * r), get(s), get(w0), F_MUL, F_ADD, set(sum + 2 * r)],
        [get(sum + 2 * r + 1), get(s), get(w1), F_MUL, F_ADD, set(sum + 2 * r + 1)],
      ]),
      step(pb, get(nb)),
    ];
    return panelsOf(column, [
      [get(C), get(row), get(nb), MUL, ADD, get(column), int(4), MUL, ADD, set(pc), next(pc, nb)],
      [get(A), get(row), get(kb), MUL, ADD, set(pa), next(pa, kb)],
      [get(B), get(column), int(4), MUL, ADD, set(pb)],
      sums.map(({ r, half, at }) => [get(pc + r), load(16 * half), set(at)]),
      [get(pa), get(kb), ADD, set(last), loop([get(pa), get(last), LESS], inner)],
      sums.map(({ r, half, at }) => [get(pc + r), get(at), store(16 * half)]),
    ]);
  };
  return [
    [2, w0 - row, I32, 3 + 2 * ROWS, V128],
    [get(N), int(4), MUL, set(nb), get(K), int(4), MUL, set(kb)],
    blocks(row, block),
    END,
  ];
}

/** A product of 16-bit numbers, scaled and added to what is there or to a bias; or written as it is. */
function shortCode(whole: boolean): Code {
  const first = whole ? SCALE : BIAS + 1;
  const [row, column, last, pb, nb] = [first, first + 1, first + 2, first + 3, first + 4];
  const [kb, pa, pc, px, xb] = [first + 5, first + 6, first + 7, first + 8, first + 9];
  const [w0, w1, s, sum] = [first + 10, first + 11, first + 12, first + 13];
  const block = (rows: number): Code => {
    const inner: Code = [
      [get(pb), load(0), set(w0), get(pb), load(16), set(w1)],
      each(rows).map((r) => [
        [get(pa), loadSplat(4 * r), set(s)],
        [get(sum + 2 * r), get(s), get(w0), DOT, I_ADD, set(sum + 2 * r)],
        [get(sum + 2 * r + 1), get(s), get(w1), DOT, I_ADD, set(sum + 2 * r + 1)],
      ]),
      [step(pa, int(4 * rows)), step(pb, int(PANEL))],
    ];
    const value = (r: number, half: number): Code =>
      whole
        ? get(sum + 2 * r + half)
        : [
            [get(px), load(16 * half), get(sum + 2 * r + half), TO_FLOAT],
            [spread(get(SCALE)), F_MUL, F_ADD],
          ];
    return panelsOf(column, [
      [get(A), get(row), get(kb), MUL, ADD, set(pa), get(pa), get(kb), int(rows), MUL, ADD, set(last)],
      [get(B), get(column), get(kb), MUL, ADD, set(pb)],
      each(2 * rows).map((k) => [spread(float(0)), set(sum + k)]),
      loop([get(pa), get(last), LESS], inner),
      [get(C), get(row), get(nb), MUL, ADD, get(column), int(4), MUL, ADD, set(pc)],
      whole ? [] : [when(get(BIAS), [get(BIAS), get(column), int(4), MUL, ADD, set(px)], [get(pc), set(px)])],
      each(rows).map((r) => [
        [0, 1].map((half) => [get(pc), value(r, half), store(16 * half)]),
        [step(pc, get(nb)), whole ? [] : step(px, get(xb))],
      ]),
    ]);
  };
  return [
    [2, 10, I32, 3 + 2 * ROWS, V128],
    [get(N), int(4), MUL, set(nb), get(K), int(2), MUL, set(kb)],
    whole ? [] : when(get(BIAS), [], [get(nb), set(xb)]),
    blocks(row, block),
    END,
  ];
}

export const matmul16Code = (): Code => shortCode(false);
export const matmulWholeCode = (): Code => shortCode(true);

export function narrowCode(): Code {
  const [from, to, rows, inner, scale, i, p] = [0, 1, 2, 3, 4, 5, 6];
  const [a, b, c, d, low, high] = [10, 11, 12, 13, 14, 15];
  const four = (pointer: number, offset: number): Code => [
    [get(pointer), load(offset), spread(get(scale)), F_MUL],
    [F_NEAREST, TO_INT],
  ];
  const eight = (pointer: number): Code => [four(pointer, 0), four(pointer, 16), NARROW];
  /** Two pairs of each of the four rows. */
  const pairs = (order: readonly number[], offset: number): Code => [
    [get(a), get(b), shuffle(order), set(low), get(c), get(d), shuffle(order), set(high)],
    [get(to), get(low), get(high), shuffle([0, 1, 4, 5]), store(offset)],
    [get(to), get(low), get(high), shuffle([2, 3, 6, 7]), store(offset + 16)],
  ];
  return [
    [2, 1 + ROWS, I32, 6, V128],
    [get(inner), int(4), MUL, set(inner)],
    loop(
      [get(rows), int(ROWS - 1), GREATER],
      [
        [get(from), set(p), int(0), set(i)],
        each(ROWS)
          .slice(1)
          .map((r) => [get(p + r - 1), get(inner), ADD, set(p + r)]),
        loop(
          [get(i), get(inner), LESS],
          [
            [a, b, c, d].map((eights, r) => [eight(p + r), set(eights)]),
            [pairs([0, 4, 1, 5], 0), pairs([2, 6, 3, 7], 32)],
            [each(ROWS).map((r) => step(p + r, int(32))), step(i, int(32)), step(to, int(64))],
          ],
        ),
        [get(p + ROWS - 1), set(from), step(rows, int(-ROWS))],
      ],
    ),
    [get(rows), get(inner), MUL, set(rows)],
    loop(
      [int(0), get(rows), LESS],
      [
        [get(to), eight(from), store(0)],
        [step(from, int(32)), step(to, int(16)), step(rows, int(-32))],
      ],
    ),
    END,
  ];
}
