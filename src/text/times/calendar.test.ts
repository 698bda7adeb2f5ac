/** The calendar against the one that ships with JavaScript. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addMonths,
  civil,
  dayOf,
  easter,
  iso,
  isoWeek,
  monthLength,
  parseIso,
  weekday,
  weekOf,
} from "./calendar.js";

const anyDay = fc.integer({ min: dayOf(1, 1, 1), max: dayOf(9999, 12, 31) });

describe("calendar", () => {
  it("agrees with Date on every day of the years 1 to 9999", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const date = new Date(day * 86_400_000);
        expect(iso(day)).toBe(date.toISOString().slice(0, 10));
        expect(weekday(day)).toBe(date.getUTCDay() || 7);
        const { year, month, day: d } = civil(day);
        expect(dayOf(year, month, d)).toBe(day);
        expect(parseIso(iso(day))).toBe(day);
      }),
    );
  });

  it("numbers weeks as ISO 8601 does", () => {
    expect(isoWeek(dayOf(2019, 1, 28))).toBe("2019-W05");
    expect(isoWeek(dayOf(2021, 1, 3))).toBe("2020-W53");
    expect(isoWeek(dayOf(2018, 12, 31))).toBe("2019-W01");
    fc.assert(
      fc.property(anyDay, (day) => {
        const { from, to } = weekOf(day);
        expect(weekday(from)).toBe(1);
        expect(to - from).toBe(6);
        expect(from <= day && day <= to).toBe(true);
      }),
    );
  });

  it("adds months and stays within them", () => {
    expect(iso(addMonths(dayOf(2023, 1, 31), 1))).toBe("2023-02-28");
    expect(iso(addMonths(dayOf(2024, 3, 31), -1))).toBe("2024-02-29");
    expect(iso(addMonths(dayOf(2023, 11, 15), 14))).toBe("2025-01-15");
    expect(monthLength(1900, 2)).toBe(28);
  });

  it("refuses what is no date", () => {
    for (const text of ["2023-02-29", "2023-13-01", "2023-00-10", "23-01-01", "2023-01-011", "x"]) {
      expect(parseIso(text), text).toBeNull();
    }
    expect(parseIso("2023-07-22T10:00:00Z")).toBe(dayOf(2023, 7, 22));
  });

  it("knows Easter", () => {
    expect([1961, 2010, 2013, 2019, 2022, 2024].map((year) => iso(easter(year)))).toEqual([
      "1961-04-02",
      "2010-04-04",
      "2013-03-31",
      "2019-04-21",
      "2022-04-17",
      "2024-03-31",
    ]);
  });
});
