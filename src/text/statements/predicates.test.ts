/** Tense, polarity and factuality of predicates in sentences written for the purpose. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Predicate } from "../analysis.js";
import { linguistics } from "../linguistics/linguistics.js";
import { predicates } from "./predicates.js";
import { readPredicates } from "./predicates-build.js";
import { treeOf } from "./tree.js";

function read(text: string): Predicate[] {
  const { tokens, sentences } = linguistics(text, "en");
  return predicates(tokens, sentences, treeOf(tokens));
}

function at(text: string, word: string): Predicate {
  const start = text.indexOf(word);
  const found = read(text).find((p) => p.start === start);
  if (!found) throw new Error(`no predicate «${word}»`);
  return found;
}

/** What a value says, coarsely. */
function says({ factuality }: Predicate): string {
  if (factuality >= 2.3) return "happened";
  if (factuality >= 0.5) return "may be";
  return factuality <= -1 ? "did not" : "open";
}

describe("predicates", () => {
  const cases: ReadonlyArray<
    readonly [text: string, word: string, says: string, tense: string, polarity: string]
  > = [
    ["Dockers marched through the port.", "marched", "happened", "past", "positive"],
    ["The dockers did not march.", "march", "did not", "past", "negative"],
    ["The dockers have marched.", "marched", "happened", "past", "positive"],
    ["Workers are blocking the road.", "blocking", "happened", "present", "positive"],
    ["Nurses will march on Monday.", "march", "happened", "future", "positive"],
    ["Police failed to stop the march.", "stop", "did not", "none", "negative"],
    ["Officers managed to disperse the crowd.", "disperse", "happened", "none", "positive"],
    ["The miners refused to return to work.", "return", "did not", "none", "negative"],
    ["The union plans to strike on Friday.", "strike", "may be", "none", "positive"],
    ["The minister denied that soldiers had fired.", "fired", "did not", "past", "negative"],
    ["The bishop did not deny that the priest had fled.", "fled", "may be", "past", "positive"],
    ["The governor knew that the guards had beaten the prisoners.", "beaten", "happened", "past", "positive"],
    [
      "The governor did not know that the guards had beaten the prisoners.",
      "beaten",
      "happened",
      "past",
      "positive",
    ],
    ["If the talks fail, drivers may strike.", "fail", "may be", "present", "unknown"],
    ["He asked whether the workers struck.", "struck", "may be", "past", "unknown"],
    ["Will the teachers strike?", "strike", "may be", "future", "unknown"],
    ["Police prevented the marchers from reaching the square.", "reaching", "did not", "none", "negative"],
    ["No one was arrested.", "arrested", "did not", "past", "negative"],
    ["The council has yet to approve the plan.", "approve", "did not", "none", "negative"],
    ["The crowd was too small to block the bridge.", "block", "did not", "none", "negative"],
    ["She no longer works at the mine.", "works", "did not", "present", "negative"],
    ["The band marched not only on Friday.", "marched", "happened", "past", "positive"],
    [
      "The mayor cannot change the fact that guards beat the prisoners.",
      "beat",
      "happened",
      "past",
      "positive",
    ],
    ["Farmers did not march or strike.", "strike", "did not", "past", "negative"],
    ["The students called for a strike.", "strike", "may be", "none", "positive"],
    ["There was no strike.", "strike", "did not", "none", "negative"],
    ["A planned march was called off.", "march", "may be", "none", "positive"],
  ];
  for (const [text, word, ...wanted] of cases)
    it(`${text} ${word}`, () => {
      const found = at(text, word);
      expect([says(found), found.tense, found.polarity]).toEqual(wanted);
    });

  it("grades what is to come, what may come, and what is wished for", () => {
    const value = (text: string): number => at(text, "march").factuality;
    const falling = [
      "The nurses will march.",
      "The nurses would march.",
      "The nurses may march.",
      "If the nurses march, the mayor will resign.",
      "The nurses may not march.",
      "The nurses will not march.",
    ].map(value);
    expect(falling).toEqual([...falling].sort((a, b) => b - a));
    expect(new Set(falling).size).toBe(falling.length);
  });

  it("names events by nouns, and no people or things", () => {
    const text = "The strike at the station and the closure of the hospital angered the population.";
    expect(read(text).map((p) => text.slice(p.start, p.end))).toEqual(["strike", "closure", "angered"]);
  });

  it("keeps to the scale, one row a token, in reading order", () => {
    const text = "He denied that he never refused to deny that she failed to stop doubting it. Did he not?";
    const rows = read(text);
    expect(rows.map((p) => p.token)).toEqual([...new Set(rows.map((p) => p.token))].sort((a, b) => a - b));
    for (const { factuality } of rows) expect(Math.abs(factuality)).toBeLessThanOrEqual(3);
  });

  it("takes time in proportion to the text", () => {
    const time = (n: number): number => {
      const { tokens, sentences } = linguistics(`He ${"hoped to try to ".repeat(n)} leave`, "en");
      const tree = treeOf(tokens);
      return Math.min(
        ...Array.from({ length: 5 }, () => {
          const start = performance.now();
          predicates(tokens, sentences, tree);
          return performance.now() - start;
        }),
      );
    };
    time(200);
    expect(time(8000)).toBeLessThan(20 * Math.max(5, time(1000)));
  });
});

describe("the word lists", () => {
  it("names a key that is unknown, missing or out of range", () => {
    expect(() => readPredicates("modal: {will: [2, -2]}", "x.yaml")).toThrow("x.yaml: unknown key `modal`.");
    const yaml = readFileSync("languages/en/predicates.yaml", "utf8");
    expect(() => readPredicates(yaml.replace("holds: [2.6,", "holds: [5,"), "x.yaml")).toThrow(
      "`modals` is to be",
    );
    expect(() => readPredicates(yaml.replace("acts: [plan]", "acts: [plans]"), "x.yaml")).toThrow(
      "`embedders` is to be",
    );
    expect(() => readPredicates(yaml.replace("negation:", "#"), "x.yaml")).toThrow(
      "`negation` is to be a list of words.",
    );
  });
});
