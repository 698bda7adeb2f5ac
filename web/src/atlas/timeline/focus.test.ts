import fc from "fast-check";
import { expect, it } from "vitest";
import { dayNumber, isoDay } from "../days.js";
import { focusOf } from "./focus.js";

const months = (counts: Record<string, number>) =>
  Object.entries(counts).map(([start, count]) => ({ start, count, families: { PRO: count } }));

it("looks past a strike of 1977 that a report remembers, and says that it is there", () => {
  const items = months({ "1977-07-01": 1, "2023-06-01": 20, "2023-07-01": 50 });
  expect(focusOf(items, false)).toEqual({
    first: dayNumber("2023-06-01"),
    last: dayNumber("2023-07-01") + 31,
    earlier: 1,
    later: 0,
  });
  expect(focusOf(items, true)).toMatchObject({ first: dayNumber("1977-07-01"), earlier: 0 });
});

it("does not cut a few events off a span that is no shorter for it", () => {
  const items = months({ "2023-01-01": 1, "2023-02-01": 40, "2023-03-01": 50 });
  expect(focusOf(items, false)).toMatchObject({ first: dayNumber("2023-01-01"), earlier: 0, later: 0 });
  expect(focusOf([], false)).toBeNull();
});

it("looks past the few years that half a hundred events remember between them", () => {
  const items = months({
    "1977-07-01": 1,
    "2009-06-01": 1,
    "2022-12-01": 1,
    "2023-07-01": 30,
    "2023-09-01": 24,
  });
  expect(focusOf(items, false)).toMatchObject({ first: dayNumber("2023-07-01"), earlier: 3, later: 0 });
});

it("never leaves more than three in a hundred out of sight at either end, or of few events three", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(20_000), fc.integer({ min: 1, max: 99 })), { minLength: 1 }),
      (given) => {
        const byStart = new Map(
          given.map(([day, count]) => [isoDay(day).slice(0, 8) + "01", count] as const),
        );
        const items = months(Object.fromEntries([...byStart].sort()));
        const total = items.reduce((sum, { count }) => sum + count, 0);
        const { first, last, earlier, later } = focusOf(items, false)!;
        expect(Math.max(earlier, later)).toBeLessThanOrEqual(
          Math.max(total * 0.03, Math.min(3, total * 0.08)),
        );
        const seen = items.filter(({ start }) => dayNumber(start) >= first && dayNumber(start) <= last);
        expect(seen.reduce((sum, { count }) => sum + count, 0)).toBe(total - earlier - later);
      },
    ),
  );
});
