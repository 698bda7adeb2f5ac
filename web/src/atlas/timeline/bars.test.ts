import fc from "fast-check";
import { expect, it } from "vitest";
import { dayNumber } from "../days.js";
import { barPaths, bars, daysToPixels } from "./bars.js";

const timeline = (items: { start: string; families: Record<string, number> }[]) => ({
  edition: 1,
  by: "month" as const,
  undated: 0,
  items: items.map((item) => ({ ...item, count: Object.values(item.families).reduce((a, b) => a + b, 0) })),
});
const span = { first: dayNumber("2024-01-10"), last: dayNumber("2024-04-02") };

it("a bar for every stretch, empty ones too, and what was not seen apart", () => {
  const seen = timeline([{ start: "2024-01-01", families: { REP: 1, PRO: 2 } }]);
  const unseen = timeline([{ start: "2024-03-01", families: { PRO: 4 } }]);
  const made = bars(seen, unseen, span, "month");
  expect(made.map(({ above, below }) => [above, below])).toEqual([
    [3, 0],
    [0, 0],
    [0, 4],
    [0, 0],
  ]);
  expect(made[0]!.seen.map(({ family }) => family)).toEqual(["PRO", "REP"]);
});

it("bars stay within their frame, what was seen above the line and the rest below it", () => {
  const count = fc.nat(1000);
  fc.assert(
    fc.property(fc.array(fc.tuple(count, count, count), { minLength: 1, maxLength: 4 }), (counts) => {
      const months = ["2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"];
      const seen = timeline(
        counts.map(([a, b], at) => ({ start: months[at]!, families: { PRO: a, MIL: b } })),
      );
      const unseen = timeline(counts.map(([, , c], at) => ({ start: months[at]!, families: { PRO: c } })));
      const made = bars(seen, unseen, span, "month");
      const { x } = daysToPixels(made[0]!.start, made.at(-1)!.end, 400);
      const { paths } = barPaths(made, { width: 400, top: 4, line: 80, bottom: 100 }, x);
      for (const [key, path] of paths)
        for (const [, , top, , height] of path.matchAll(/M([\d.-]+) ([\d.-]+)h([\d.-]+)v([\d.-]+)/g)) {
          const [from, to] = [Number(top), Number(top) + Number(height)];
          if (key.startsWith("seen")) expect(from >= 2.9 && to <= 80.02).toBe(true);
          else expect(from >= 79.98 && to <= 100.52).toBe(true);
        }
    }),
  );
});

it("a place on the axis is the day it came from", () => {
  const { x, day } = daysToPixels(100, 465, 730);
  expect(day(x(200))).toBeCloseTo(200);
  expect(day(-50)).toBe(100);
  expect(day(9999)).toBe(465);
});
