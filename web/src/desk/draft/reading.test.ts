/** What a coder types or selects: dates as EDTF, numbers in words. */
import { describe, expect, test } from "vitest";
import { readEdtf, stepDay } from "./edtf.js";
import { guessFigure } from "./figure-words.js";

describe("dates as they are typed", () => {
  test.each([
    ["2024-02-29", "2024-02-29", "2024-02-29", "D"],
    ["2024-02", "2024-02-01", "2024-02-29", "M"],
    ["2024-02-XX", "2024-02-01", "2024-02-29", "M"],
    ["2023?", "2023-01-01", "2023-12-31", "Y"],
    ["2024-01-12/2024-01-14", "2024-01-12", "2024-01-14", "R"],
    ["2024-01-08/2024-01-14", "2024-01-08", "2024-01-14", "W"],
    ["2023-11/2024-02-03", "2023-11-01", "2024-02-03", "I"],
    ["2024-01-12/..", "2024-01-12", null, "O"],
    ["../2024", null, "2024-12-31", "O"],
    ["", null, null, "U"],
  ])("%s", (typed, start, end, precision) => {
    expect(readEdtf(typed)).toEqual({ edtf: typed, start, end, precision });
  });

  test.each(["2023-02-29", "2024-13", "2024-00-01", "12 May", "2024-05-03/2024-05-01", "../..", "a/b/c"])(
    "%s is none",
    (typed) => {
      expect(readEdtf(typed)).toBeNull();
    },
  );

  test("arrow keys step over the ends of months", () => {
    expect(stepDay("2024-03-01", -1)).toBe("2024-02-29");
    expect(stepDay("2024-03", 1)).toBeNull();
  });
});

describe("numbers in words", () => {
  test.each([
    ["At least 20,000 people", 20_000, null, 20_000, "at least"],
    ["twelve students", 12, 12, 12, null],
    ["Hundreds of teachers", 200, 999, null, null],
    ["tens of thousands", 20_000, 99_999, null, null],
    ["up to 1.5 million", 0, 1_500_000, 1_500_000, "up to"],
    ["people", null, null, null, null],
  ])("%s", (words, low, high, point, hedge) => {
    expect(guessFigure(words)).toEqual({ low, high, point, hedge });
  });
});
