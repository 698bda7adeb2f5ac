import fc from "fast-check";
import { expect, it } from "vitest";
import { axisFor, logScale, logTicks, niceCeil, placeRange, topOf } from "./scales.js";

const amount = fc.nat(10_000_000);

it("more is never further left", () => {
  fc.assert(
    fc.property(amount, amount, amount, (a, b, most) => {
      const scale = logScale(most);
      expect(scale(Math.min(a, b))).toBeLessThanOrEqual(scale(Math.max(a, b)));
      expect(scale(0)).toBe(0);
      expect(scale(Math.max(1, most))).toBeCloseTo(1);
    }),
  );
});

it("the top of an axis is above all bounds, and above the start of what has no bound", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ low: fc.option(amount, { nil: null }), high: fc.option(amount, { nil: null }) })),
      (ranges) => {
        const top = topOf(ranges);
        for (const { low, high } of ranges) {
          if (high !== null) expect(top).toBeGreaterThanOrEqual(high);
          if (high === null && low !== null) expect(top).toBeGreaterThanOrEqual(low);
        }
      },
    ),
  );
});

it("ticks are few and round", () => {
  expect(logTicks(500)).toEqual([0, 1, 10, 100]);
  expect(logTicks(10_000_000).length).toBeLessThanOrEqual(6);
  expect([niceCeil(0), niceCeil(3), niceCeil(50), niceCeil(51), niceCeil(21_000)]).toEqual([
    1, 5, 50, 100, 50_000,
  ]);
});

it("a range without an upper bound runs to the end of the axis, and says that it is open", () => {
  const scale = logScale(1000);
  expect(placeRange({ low: 0, high: null }, scale)).toEqual({
    from: 0,
    to: 1,
    openLow: false,
    openHigh: true,
  });
  expect(placeRange({ low: null, high: 1000 }, scale)).toEqual({
    from: 0,
    to: 1,
    openLow: true,
    openHigh: false,
  });
});

it("an axis is even unless its bounds lie far apart, and holds its ticks", () => {
  expect(axisFor([{ low: 1080, high: 4400 }]).ticks).toEqual([0, 1000, 2000, 3000, 4000, 5000]);
  expect(axisFor([{ low: 20, high: 20_000 }]).ticks).toContain(100);
  fc.assert(
    fc.property(
      fc.array(fc.record({ low: fc.option(amount, { nil: null }), high: fc.option(amount, { nil: null }) })),
      (ranges) => {
        const { scale, ticks } = axisFor(ranges);
        expect(ticks.length).toBeLessThanOrEqual(7);
        for (const tick of ticks) expect(scale(tick)).toBeLessThanOrEqual(1);
        expect(new Set(ticks.map(scale)).size).toBe(ticks.length);
      },
    ),
  );
});
