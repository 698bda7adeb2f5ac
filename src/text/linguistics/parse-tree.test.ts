import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestTree } from "./parse-tree.js";

/** Sum of the scores of a tree, or null where the heads are no tree with one root. */
function value(Score: Float32Array, columns: number, heads: readonly number[]): number | null {
  const n = heads.length;
  if (heads.filter((head) => head < 0).length !== 1) return null;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    let word = i;
    for (let step = 0; word >= 0; step++) {
      if (step > n) return null;
      word = heads[word]!;
    }
    sum += Score[i * columns + (heads[i]! < 0 ? n : heads[i]!)]!;
  }
  return sum;
}

function best(Score: Float32Array, columns: number, n: number): number {
  let most = -Infinity;
  const heads: number[] = [];
  const fill = (i: number): void => {
    if (i === n) {
      const sum = value(Score, columns, heads);
      if (sum !== null && sum > most) most = sum;
      return;
    }
    for (let head = -1; head < n; head++) {
      if (head === i) continue;
      heads[i] = head;
      fill(i + 1);
    }
  };
  fill(0);
  return most;
}

describe("bestTree", () => {
  it("finds the best tree with one root", () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 5 })
          .chain((n) =>
            fc.tuple(
              fc.constant(n),
              fc.array(fc.integer({ min: -50, max: 50 }), { minLength: n * 8, maxLength: n * 8 }),
            ),
          ),
        ([n, scores]) => {
          const Score = Float32Array.from(scores);
          const Head = new Int32Array(n);
          bestTree(Score, n, 8, Head);
          const found = value(Score, 8, [...Head]);
          expect(found).not.toBeNull();
          expect(found).toBeCloseTo(best(Score, 8, n), 3);
        },
      ),
      { numRuns: 500 },
    );
  });
});
