/** No title of an event says a word that judges (rule C6), whatever words the report has. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { loadCodebook } from "../src/codebook/index.js";
import { loadRules } from "../src/coders/rules/triggers/rule.js";
import { titleOf } from "../src/writers/title.js";
import { codingOf, reportOf } from "./corpus-code.js";
import { readCorpus } from "./corpus-format.js";

test("no title in the corpus has a label word", () => {
  const labels = [...loadRules().cues.labels!];
  const files = readdirSync("corpus").filter((name) => name === "labels.txt" || name === "violence.txt");
  const codes = new Set(loadCodebook().types.keys());
  let titles = 0;
  for (const file of files) {
    const { entries } = readCorpus(file, readFileSync(`corpus/${file}`, "utf8"), codes);
    for (const { text, published } of entries)
      for (const event of codingOf(reportOf(text, { published })).events) {
        const words = ` ${titleOf(event)
          .toLowerCase()
          .replace(/[^\p{L}-]+/gu, " ")} `;
        expect(
          labels.filter((label) => words.includes(` ${label} `)),
          titleOf(event),
        ).toEqual([]);
        titles++;
      }
  }
  expect(titles).toBeGreaterThan(20);
});
