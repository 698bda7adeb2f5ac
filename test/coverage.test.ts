/** Coverage: every sentence ends in a record, an evaluation or noise, or is left over with a reason. */
import { describe, expect, test } from "vitest";
import { coverageOf } from "../src/coders/coverage.js";
import { analyse } from "../src/text/analyse.js";
import { codingOf, reportOf } from "./corpus-code.js";

const TEXT = [
  "About 400 nurses marched in Lusaka on Monday.",
  "The minister must listen to them.",
  "The river is long and brown.",
  "Its bridges are older than 1234567 that were counted.",
  "A strike of another kind, an incident at best, was on the lips of the old.",
].join("\n\n");

function covered(text: string) {
  const report = reportOf(text, { published: "2023-05-10" });
  return coverageOf(codingOf(report), analyse(text, { published: "2023-05-10", title: null, outlet: null }));
}

describe("coverage", () => {
  const coverage = covered(TEXT);
  const leftOver = (words: string) => coverage.left.find(({ quote }) => quote.includes(words));

  test("a coded sentence is not left over, nor is an evaluation", () => {
    expect(leftOver("marched")).toBeUndefined();
    expect(leftOver("listen")).toBeUndefined();
    expect(coverage.evaluations).toContainEqual(
      expect.objectContaining({ kind: "prescription", quote: "must" }),
    );
  });
  test("a sentence of which nothing is kept says that it is background", () => {
    expect(leftOver("river")?.why).toBe("background");
  });
  test("the shares are those of what is listed", () => {
    const { sentences, numbers, left, uncoded } = coverage;
    expect(sentences.of - sentences.covered).toBe(left.length);
    expect(numbers.of - numbers.covered).toBe(uncoded.length);
  });
  test("every span stands in the text", () => {
    for (const { start, end, quote } of [...coverage.left, ...coverage.evaluations, ...coverage.uncoded])
      expect(TEXT.slice(start, end)).toBe(quote);
  });
  test("a coding with nothing in it leaves everything over", () => {
    const report = reportOf(TEXT, { published: "2023-05-10" });
    const empty = { ...codingOf(report), events: [], figures: [], relations: [] };
    const { left } = coverageOf(empty, analyse(TEXT, { published: "2023-05-10", title: null, outlet: null }));
    expect(left.find(({ quote }) => quote.includes("marched"))?.why).toBe("event_word");
    expect(left.find(({ quote }) => quote.includes("1234567"))?.why).toBe("number");
    expect(left.some(({ why, quote }) => why === "event_word" && quote.includes("strike"))).toBe(true);
  });
});
