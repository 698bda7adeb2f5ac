import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packModel, readModel } from "./model.js";
import { kernelOf } from "./model-wasm.js";
import { kernelLoops, packMatrix, panels } from "./parse-model.js";
import { addRelu, recur, relu, window } from "./parse-network.js";

describe("model files", () => {
  it("come back as they were written", () => {
    const file = {
      meta: { tags: ["NOUN/NN/", "é"], scale: 0.5 },
      arrays: {
        A: Int8Array.of(-1, 2, 3),
        B: Float32Array.of(1.5, -2),
        C: Uint32Array.of(4e9),
        D: new Int32Array(0),
      },
    };
    const path = join(mkdtempSync(join(tmpdir(), "model-")), "x.bin");
    writeFileSync(path, packModel(file));
    expect(readModel(path)).toEqual(file);
    expect(packModel(file)).toEqual(packModel(file));
  });
});

describe("the matrix kernel", () => {
  it("adds the product to what is there, for any number of rows", () => {
    const kernel = kernelOf(1);
    for (const [m, k, n] of [
      [1, 3, 8],
      [4, 16, 16],
      [7, 5, 24],
    ] as const) {
      const [A, B, C] = [kernel.floats(m * k), kernel.floats(k * n), kernel.floats(m * n)];
      A.forEach((_, i) => {
        A[i] = Math.sin(i);
      });
      B.forEach((_, i) => {
        B[i] = Math.cos(i);
      });
      C.fill(1);
      kernel.matmul(A.byteOffset, B.byteOffset, C.byteOffset, m, k, n);
      for (let i = 0; i < m; i++) {
        for (let j = 0; j < n; j++) {
          let sum = 1;
          for (let p = 0; p < k; p++) sum += A[i * k + p]! * B[p * n + j]!;
          expect(C[i * n + j]).toBeCloseTo(sum, 4);
        }
      }
    }
  });

  it("multiplies 16-bit numbers in panels of columns", () => {
    const kernel = kernelOf(1);
    const [m, k, n] = [5, 16, 16];
    const [A, C] = [kernel.floats(m * k), kernel.floats(m * n)];
    const weights = Float32Array.from({ length: k * n }, (_, i) => Math.cos(i));
    for (let i = 0; i < m * k; i++) A[i] = Math.sin(i);
    const { Packed, scale } = packMatrix(weights, n);
    const [Narrow, B] = [kernel.shorts(m * k), kernel.shorts(k * n)];
    B.set(panels(Packed, n));
    kernel.narrow(A.byteOffset, Narrow.byteOffset, m, k, 256);
    kernel.matmul16(Narrow.byteOffset, B.byteOffset, C.byteOffset, m, k, n, scale / 256, 0);
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let p = 0; p < k; p++) sum += A[i * k + p]! * weights[p * n + j]!;
        expect(C[i * n + j]).toBeCloseTo(sum, 1);
      }
    }
    const [Bias, Twin] = [kernel.floats(n), kernel.floats(m * n).fill(9)];
    Bias.set(Float32Array.from(Bias, (_, j) => j));
    C.forEach((_, i) => {
      C[i] = i % n;
    });
    const [a, b, c] = [Narrow.byteOffset, B.byteOffset, C.byteOffset];
    kernel.matmul16(a, b, c, m, k, n, scale / 256, 0);
    kernel.matmul16(a, b, Twin.byteOffset, m, k, n, scale / 256, Bias.byteOffset);
    expect(Twin).toEqual(C);
  });

  it("runs the loops of the network as JavaScript does, to the last bit", () => {
    const kernel = kernelOf(1);
    const loops = kernelLoops(kernel);
    const [width, words] = [16, 9];
    const values = (rows: number, spread: number): Float32Array => {
      const array = kernel.floats(rows * width);
      array.set(Float32Array.from(array, (_, i) => spread * Math.sin(i * 1.7 + rows)));
      return array;
    };
    const twins = (rows: number): [Float32Array, Float32Array] => [values(rows, 0), values(rows, 0)];
    const input = values(words, 3);
    const peep = values(2, 2);
    const gates = values(words * 3, 7);
    for (const [first, last] of [
      [0, 1],
      [1, 6],
      [6, words],
    ] as const) {
      const [plain, fast] = twins(words * 3);
      window(input, plain, width, first, last);
      loops.window(input, fast, width, first, last);
      expect(fast).toEqual(plain);
      const [State, Other] = twins(words);
      const [Out, Fast] = twins(words);
      loops.recur(gates, Other, input, Fast, peep, width, first, last);
      recur(gates.slice(), State, input, Out, peep, width, first, last);
      expect(Fast).toEqual(Out);
      expect(Other).toEqual(State);
    }
    const [plain, fast] = twins(words);
    addRelu(input, gates.slice(), plain, words * width);
    loops.addRelu(input, gates, fast, words * width);
    expect(fast).toEqual(plain);
    const cut = input.slice();
    relu(cut, cut.length);
    loops.relu(input, input.length);
    expect(input).toEqual(cut);
  });

  it("turns rows into columns, slides a row to the right and adds rows to others", () => {
    const kernel = kernelOf(1);
    const [rows, width, stride] = [6, 8, 8];
    const From = kernel.floats(8 * width).map((_, i) => i) as Float32Array;
    const In = kernel.floats(From.length);
    In.set(From);
    const To = kernel.floats(width * stride);
    kernel.transpose(In.byteOffset, width * 4, To.byteOffset, stride * 4, rows);
    for (let d = 0; d < width; d++)
      for (let t = 0; t < rows; t++) expect(To[d * stride + t]).toBe(In[t * width + d]);
    kernel.slide(In.byteOffset + 8, To.byteOffset, 3, 4);
    expect([...To.subarray(0, 12)]).toEqual([2, 3, 4, 5, 1, 2, 3, 4, 0, 1, 2, 3]);
    const Other = kernel.floats(8);
    Other.set([-1, -2, 5, 0, -20, 1, 1, 1]);
    const At = kernel.ints(2);
    At.set([Other.byteOffset + 16, Other.byteOffset]);
    kernel.addPairs(In.byteOffset, At.byteOffset, To.byteOffset, 2, 4);
    expect([...To.subarray(0, 8)]).toEqual([0, 2, 3, 4, 3, 3, 11, 7]);
  });

  it("finds the first of the highest numbers of each row", () => {
    const kernel = kernelOf(1);
    const [Score, At] = [kernel.floats(3 * 8), kernel.ints(3)];
    Score.set([0, 3, -1, 3, 2, 0, 0, 1], 0);
    Score.set([-9, -8, -7, -6, -5, -4, -3, -2], 8);
    Score.set([5, -Infinity, 1, 1, 1, 1, 1, 4], 16);
    kernel.highest(Score.byteOffset, 3, 8, At.byteOffset);
    expect([...At]).toEqual([1, 7, 0]);
  });

  it("joins products of single words to what a product of the window gives, to the last bit", () => {
    const kernel = kernelOf(1);
    const [width, words] = [16, 5];
    const weights = Float32Array.from({ length: 3 * width * width }, (_, i) => Math.cos(i * 1.3));
    const { Packed, scale } = packMatrix(weights, width);
    const bias = kernel.floats(width);
    bias.forEach((_, d) => {
      bias[d] = Math.sin(d);
    });
    // Row 0 is that of no word.
    const Sum = kernel.floats((words + 1) * width);
    for (let i = width; i < Sum.length; i++) Sum[i] = 3 * Math.sin(i * 0.7);
    const Narrow = kernel.shorts((words + 1) * 3 * width);
    const B = kernel.shorts(3 * width * width);

    const Windows = kernel.floats(words * 3 * width);
    window(Sum.subarray(width), Windows, width, 0, words);
    const [State, Out] = [kernel.floats(words * width), kernel.floats(words * width)];
    B.set(panels(Packed, width));
    kernel.narrow(Windows.byteOffset, Narrow.byteOffset, words, 3 * width, 256);
    const [windows, matrix] = [Narrow.byteOffset, B.byteOffset];
    kernel.matmul16(windows, matrix, State.byteOffset, words, 3 * width, width, scale / 256, bias.byteOffset);
    addRelu(Sum.subarray(width), State, Out, words * width);

    kernel.narrow(Sum.byteOffset, Narrow.byteOffset, words + 1, width, 256);
    const parts = [0, 1, 2].map((part) => {
      const Part = kernel.ints((words + 1) * width);
      B.set(panels(Packed.slice(part * width * width, (part + 1) * width * width), width));
      kernel.matmulWhole(Narrow.byteOffset, B.byteOffset, Part.byteOffset, words + 1, width, width);
      return Part.byteOffset;
    }) as [number, number, number];
    const Row = kernel.ints(words + 2);
    for (let i = 1; i <= words; i++) Row[i] = i * width * 4;
    const Joined = kernel.floats(words * width);
    kernel.join(
      Row.byteOffset,
      words,
      width,
      Sum.byteOffset,
      ...parts,
      bias.byteOffset,
      Joined.byteOffset,
      scale / 256,
    );
    expect(Joined).toEqual(Out);
  });

  it("takes a step of Adam down the gradient and clears it", () => {
    const kernel = kernelOf(1);
    const [values, gradient, mean, square] = [1, 2, 3, 4].map(() => kernel.floats(4)) as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    gradient.set([1, -1, 2, 0]);
    kernel.adam(values.byteOffset, gradient.byteOffset, mean.byteOffset, square.byteOffset, 4, 0.1, 1);
    expect(values[0]).toBeLessThan(0);
    expect(values[1]).toBeGreaterThan(0);
    expect(values[3]).toBe(0);
    expect([...gradient]).toEqual([0, 0, 0, 0]);
    expect(square[2]).toBeCloseTo(0.08, 5);
  });
});
