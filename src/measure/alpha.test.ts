import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alpha, masi, SCALES, type Unit } from "./alpha.js";

/** Rows are coders, columns units, "." nothing given, as the published examples print them. */
function units(...coders: string[]): Unit[] {
  const rows = coders.map((row) => row.split(" "));
  return rows[0]!.map((_, unit) => rows.map((row) => row[unit]!).filter((value) => value !== "."));
}
const numbers = (list: Unit[]): Unit[] => list.map((unit) => unit.map(Number));

describe("Krippendorff's published examples (2011)", () => {
  test("A: two coders, yes and no", () => {
    const found = alpha(units("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"), "nominal");
    expect(found).toBeCloseTo(0.095, 3);
  });

  test("B: two coders, names", () => {
    const found = alpha(units("a a b b d c c c e d d a", "b a b b b c c c e d d d"), "nominal");
    expect(found).toBeCloseTo(0.692, 3);
  });

  const FOUR = numbers(
    units(
      "1 2 3 3 2 1 4 1 2 . . .",
      "1 2 3 3 2 2 4 1 2 5 . 3",
      ". 3 3 3 2 3 4 2 2 5 1 .",
      "1 2 3 3 2 4 4 1 2 5 1 .",
    ),
  );
  test.each([
    ["nominal", 0.743],
    ["ordinal", 0.815],
    ["interval", 0.849],
    ["ratio", 0.797],
  ] as const)("C: four coders with gaps, %s", (scale, published) => {
    expect(alpha(FOUR, scale)).toBeCloseTo(published, 3);
  });
});

describe("sets", () => {
  test("MASI weighs what is shared by how the sets lie (Passonneau 2006)", () => {
    expect(masi(["a", "b"], ["b", "a"])).toBe(0);
    expect(masi(["a", "b", "c"], ["a", "b"])).toBeCloseTo(1 - (2 / 3) * (2 / 3), 10);
    expect(masi(["a", "b"], ["b", "c"])).toBeCloseTo(1 - (1 / 3) * (1 / 3), 10);
    expect(masi(["a"], ["b"])).toBe(1);
    expect(masi([], ["a"])).toBe(1);
    expect(masi([], [])).toBe(0);
  });

  test("alpha of sets, worked by hand", () => {
    // Observed: 2 · 5/9 over 4 values. Expected over the pairs of {wages}, {wages, hours} twice, {hours}: see the sum.
    const [one, both, other] = [["wages"], ["wages", "hours"], ["hours"]];
    const near = 1 - (1 / 2) * (2 / 3);
    const expected = (2 * (1 * 2 * near + 1 * 1 * 1 + 2 * 1 * near)) / (4 * 3);
    const observed = (2 * near + 2 * near) / 4;
    expect(
      alpha(
        [
          [one, both],
          [both, other],
        ],
        "set",
      ),
    ).toBeCloseTo(1 - observed / expected, 10);
  });
});

describe("alpha", () => {
  test("says nothing where nothing could differ", () => {
    expect(alpha([], "nominal")).toBeNull();
    expect(alpha([["a"], ["b"]], "nominal")).toBeNull();
    expect(alpha([["a", "a"]], "nominal")).toBeNull();
    expect(alpha([[["x"], ["x"]]], "set")).toBeNull();
  });

  const rating = fc.integer({ min: 1, max: 5 });
  const anyUnits = fc.array(fc.array(rating, { maxLength: 4 }), { minLength: 1, maxLength: 12 });

  test("heeds neither the order of units nor that of coders, and is 1 exactly where all agree", () => {
    fc.assert(
      fc.property(anyUnits, fc.constantFrom(...SCALES), (list, scale) => {
        const shown = scale === "set" ? list.map((unit) => unit.map((n) => [`${n}`])) : list;
        const found = alpha(shown, scale);
        const turned = alpha([...shown].reverse().map((unit) => [...unit].reverse()) as Unit[], scale);
        if (found === null) return turned === null;
        const agreed = list.every((unit) => unit.length < 2 || new Set(unit).size === 1);
        return Math.abs(found - turned!) < 1e-9 && found <= 1 && agreed === found > 1 - 1e-12;
      }),
    );
  });
});
