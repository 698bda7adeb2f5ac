/** The names marked in the treebank for training: their form, and that every line of the file is read. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readMarks } from "../bench/names-treebank.js";

describe("marked names", () => {
  it("are read by document and sentence, words counted from 0", () => {
    const marks = readMarks("# a remark\n= weblog-1\n3 PER 1-2, LOC 7\n\n= email-2\n1 ORG 4\n");
    expect(marks.get("weblog-1")!.get(2)).toEqual([
      ["PER", 0, 1],
      ["LOC", 6, 6],
    ]);
    expect(marks.get("email-2")!.get(0)).toEqual([["ORG", 3, 3]]);
  });

  it("name the line that is not in their form", () => {
    expect(() => readMarks("= weblog-1\n1 PERSON 2")).toThrow(/Line 2/);
  });

  it("all have their words in order and apart", () => {
    const marks = readMarks(readFileSync(new URL("../bench/names-ewt.txt", import.meta.url), "utf8"));
    expect(marks.size).toBeGreaterThan(400);
    for (const sentences of marks.values()) {
      for (const names of sentences.values()) {
        let after = -1;
        for (const [, first, last] of names) {
          expect(first).toBeGreaterThan(after);
          expect(last).toBeGreaterThanOrEqual(first);
          after = last;
        }
      }
    }
  });
});
