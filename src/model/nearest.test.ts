/** Suggestions are close, or there are none. */
import { expect, test } from "vitest";
import { nearest } from "./nearest.js";

const codes = ["PRO.DEMO", "PRO.RIOT", "REP.DISPERSE"];

test.each([
  ["PRO.DEMOS", "PRO.DEMO"],
  ["pro.demo", "PRO.DEMO"],
  [" PRO.ROIT ", "PRO.RIOT"],
  ["REP.DISPERS", "REP.DISPERSE"],
  ["", null],
  ["qqqqqqqqqqqq", null],
  ["x".repeat(100_000), null],
])("%s", (asked, expected) => {
  expect(nearest(asked, codes)).toBe(expected);
});

test("the first of equals wins", () => {
  expect(nearest("ab", ["ax", "ay"])).toBe("ax");
});
