import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Bin, binFor, binStart, bins, dayNumber, dayTicks, isoDay, nextBin } from "./days.js";

const day = fc.integer({ min: -40_000, max: 40_000 });
const by = fc.constantFrom<Bin>("day", "week", "month", "year");

describe("stretches of time", () => {
  it("hold each day once: starts are starts, and the next begins where one ends", () => {
    fc.assert(
      fc.property(day, by, (at, by) => {
        const start = binStart(at, by);
        expect(start).toBeLessThanOrEqual(at);
        expect(nextBin(start, by)).toBeGreaterThan(at);
        expect(binStart(start, by)).toBe(start);
        expect(binStart(nextBin(start, by), by)).toBe(nextBin(start, by));
      }),
    );
  });

  it("start weeks on Monday and months on the first", () => {
    expect(isoDay(binStart(dayNumber("2024-05-05"), "week"))).toBe("2024-04-29");
    expect(isoDay(binStart(dayNumber("1969-12-30"), "week"))).toBe("1969-12-29");
    expect(isoDay(nextBin(dayNumber("2024-02-01"), "month"))).toBe("2024-03-01");
  });

  it("are never more than can be seen, up to five centuries", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 180_000 }), (span) => {
        expect(bins(0, span, binFor(span)).length).toBeLessThanOrEqual(500);
      }),
    );
  });
});

it("ticks lie within, on the first of a month, and are few", () => {
  fc.assert(
    fc.property(
      day,
      fc.integer({ min: 60, max: 60_000 }),
      fc.integer({ min: 3, max: 12 }),
      (first, span, most) => {
        const ticks = dayTicks(first, first + span, most);
        expect(ticks.length).toBeLessThanOrEqual(most);
        for (const tick of ticks) {
          expect(tick).toBeGreaterThanOrEqual(first);
          expect(tick).toBeLessThanOrEqual(first + span);
          expect(isoDay(tick).slice(8)).toBe("01");
        }
      },
    ),
  );
});
