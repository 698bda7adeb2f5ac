/** Near-duplicates are found, others are not, and it costs no square. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Duplicates, jaccard, originsOf, shinglesOf } from "./duplicates.js";

/** A text of random words, the same for a seed. */
function textOf(seed: number, words = 200): string {
  let state = seed * 2654435761 + 1;
  return Array.from({ length: words }, () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
    return `w${(state >>> 8) % 5000}`;
  }).join(" ");
}

describe("shingles", () => {
  test("are whatever the case, the punctuation and the white space", () => {
    expect(shinglesOf("They marched, in Lima, on a Sunday.")).toEqual(
      shinglesOf("they  MARCHED in Lima — on a\nSunday"),
    );
  });

  test("Jaccard is exact against sets", () => {
    const numbers = fc.uniqueArray(fc.nat(60), { minLength: 1 });
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const shared = a.filter((n) => b.includes(n)).length;
        const sorted = (list: number[]) => Uint32Array.from(list).sort();
        expect(jaccard(sorted(a), sorted(b))).toBeCloseTo(shared / new Set([...a, ...b]).size);
      }),
    );
  });
});

describe("origins", () => {
  test("a copy under another headline is its first text's; another text is its own", () => {
    const text = textOf(1);
    const origins = originsOf([
      { id: "a", text },
      { id: "b", text: `Another headline. ${text}` },
      { id: "c", text: textOf(2) },
      { id: "d", text: "" },
      { id: "e", text: "" },
    ]);
    expect([...origins]).toEqual([
      ["a", "a"],
      ["b", "a"],
      ["c", "c"],
      ["d", "d"],
      ["e", "e"],
    ]);
  });

  test("similarity from 0.8 is found, below it is not, whatever the texts", () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.integer({ min: 0, max: 80 }), (seed, cut) => {
        const [first, second] = [
          textOf(seed),
          `${textOf(seed).split(" ").slice(cut).join(" ")} ${textOf(seed + 20_000, cut)}`,
        ];
        const likeness = jaccard(shinglesOf(first), shinglesOf(second));
        const known = new Duplicates();
        known.originOf("a", first);
        expect(known.originOf("b", second)).toBe(likeness >= 0.8 ? "a" : "b");
      }),
      { numRuns: 300 },
    );
  });

  test("three thousand texts with one boilerplate cost little", () => {
    const boilerplate = textOf(7, 60);
    const start = performance.now();
    const origins = originsOf(
      (function* () {
        for (let i = 0; i < 3_000; i++) yield { id: `${i}`, text: `${boilerplate} ${textOf(i + 100, 60)}` };
      })(),
    );
    expect(new Set(origins.values()).size).toBe(3_000);
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});
