import { expect, test } from "vitest";
import { KnownIds } from "./known-ids.js";

test("knows every id again after growing, and whether its text was the same", () => {
  const known = new KnownIds();
  const hash = (i: number) => (i * 2_654_435_761).toString(16).padStart(8, "0").slice(0, 8);
  for (let i = 0; i < 20_000; i++) expect(known.add(`report ${i}`, hash(i))).toBe("new");
  for (let i = 0; i < 20_000; i++) expect(known.add(`report ${i}`, hash(i))).toBe("same_text");
  expect(known.add("report 7", "ffffffff")).toBe("other_text");
});
