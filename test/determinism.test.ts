/** The same report gives the same coding to the byte, and any text whatever gives a sound one. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadCodebook } from "../src/codebook/index.js";
import { accept } from "../src/model/accept.js";
import type { Report } from "../src/model/report.js";
import { awkwardText } from "./coding-sample.js";
import { codingOf, reportOf } from "./corpus-code.js";

const file = fileURLToPath(new URL("../corpus/sample/reports.jsonl", import.meta.url));
const samples: readonly Report[] = readFileSync(file, "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line))
  .map(({ text, ...about }) => reportOf(text, about));

const json = (report: Report): string => JSON.stringify(codingOf(report));

/** A stretch of one of the sample reports, cut wherever it falls: through words, figures and dates. */
const stretch: fc.Arbitrary<string> = fc
  .tuple(fc.nat(samples.length - 1), fc.nat(), fc.integer({ min: 1, max: 400 }))
  .map(([n, from, length]) => {
    const { text } = samples[n]!;
    const start = from % text.length;
    return text.slice(start, start + length);
  });

const separator = fc.constantFrom(
  "",
  " ",
  "\n",
  "\n\n",
  "\r\n",
  " — ",
  "\u00a0",
  ". ",
  ", ",
  "”",
  "\u2028",
  " 🚒 ",
);

/** Stretches of sample reports joined anyhow, with some awkward characters between. */
const splice: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.oneof({ weight: 6, arbitrary: stretch }, awkwardText), separator), {
    minLength: 1,
    maxLength: 8,
  })
  .map((pieces) => pieces.flat().join(""));

/** Words that rules look for, in any order. */
const jumble: fc.Arbitrary<string> = fc
  .array(
    fc.constantFrom(
      ...[
        "Police",
        "protesters",
        "marched",
        "strike",
        "killed",
        "on Monday",
        "in Lima",
        "at least",
        "20,000",
        "since",
      ],
      ...[
        "will",
        "not",
        "said",
        "called for",
        "by",
        "and",
        ",",
        ".",
        "\n\n",
        "two",
        "last December",
        "until June 15",
      ],
      ...[
        "the",
        "a",
        "fire",
        "tear gas",
        "banned",
        "no",
        "resign",
        "30 February",
        "July 19, 1977",
        "tomorrow",
        "1.",
        "(",
      ],
    ),
    { minLength: 1, maxLength: 60 },
  )
  .map((words) => words.join(" "));

const day = fc.constantFrom("2023-07-22", "2024-02-29", "1999-12-31", "2023-01-01", null);

function sound(text: string, published: string | null): void {
  const report = reportOf(text, { published });
  const coding = codingOf(report);
  expect(accept(coding, report, loadCodebook())).toEqual([]);
  expect(JSON.parse(JSON.stringify(coding))).toEqual(coding);
}

describe("the same report, the same bytes", () => {
  const once = samples.map(json);

  test("coded again", () => {
    expect(samples.map(json)).toEqual(once);
  });

  test("coded in another order", () => {
    expect([...samples].reverse().map(json).reverse()).toEqual(once);
  });

  test("coded after any other text", () => {
    fc.assert(
      fc.property(splice, fc.nat(samples.length - 1), (text, n) => {
        codingOf(reportOf(text, { published: "2001-02-03" }));
        expect(json(samples[n]!)).toBe(once[n]!);
      }),
      { numRuns: 30 },
    );
  });

  test("coded from a frozen report, which stays as it was", () => {
    for (const [n, report] of samples.entries()) {
      const before = JSON.stringify(report);
      expect(json(Object.freeze({ ...report }))).toBe(once[n]!);
      expect(JSON.stringify(report)).toBe(before);
    }
  });
});

describe("any text gives a sound coding", () => {
  test.each([
    ["awkward characters", awkwardText, 200],
    ["any string of UTF-16", fc.string({ unit: "binary", maxLength: 200 }), 200],
    ["pieces of reports", splice, 150],
    ["words that rules look for", jumble, 300],
  ] as const)("%s", (_, texts, numRuns) => {
    fc.assert(fc.property(texts, day, sound), { numRuns });
  });

  test.each(["", " ", "\n", "\ufeff", "\ud83d", "a", "."])("%j", (text) => {
    sound(text, "2023-07-22");
    sound(text, null);
  });
});
