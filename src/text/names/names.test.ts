/** Tests of the name finder: spans, types, documents, endless sentences. Needs `npm run build`. */
import { describe, expect, it } from "vitest";
import type { Sentences, Tokens } from "../analysis.js";
import { sentences } from "../linguistics/sentences.js";
import { tokenise } from "../linguistics/tokens.js";
import { names } from "./names.js";

function find(text: string): string[] {
  const tokens = tokenise(text);
  const found = names(text, tokens as unknown as Tokens, sentences(text, tokens) as unknown as Sentences);
  for (const { start, end } of found) expect(end).toBeGreaterThan(start);
  return found.map(({ start, end, type }) => `${type} ${text.slice(start, end)}`);
}

describe("names", () => {
  it("finds people, organisations and places in news", () => {
    expect(
      find("President Ana Quispe met leaders of the National Union of Teachers in Arequipa on Monday."),
    ).toEqual(["PER Ana Quispe", "ORG National Union of Teachers", "LOC Arequipa"]);
  });

  it("calls nationalities MISC and leaves weekdays and months alone", () => {
    expect(find("Peruvian police said on Tuesday that the march in Lima in March was peaceful.")).toEqual([
      "MISC Peruvian",
      "LOC Lima",
    ]);
  });

  it("leaves titles outside the name", () => {
    expect(find("Mr Otieno said that Dr Mary Wanjiru had left.")).toEqual(["PER Otieno", "PER Mary Wanjiru"]);
  });

  it("finds nothing where nothing is named", () => {
    expect(find("The minister has not said whether he will attend. Nobody knows.")).toEqual([]);
  });

  it("gives the same answer twice", () => {
    const text = "Kenya's Interior Ministry denied it. The ministry, said Kamau, was wrong.";
    expect(find(text)).toEqual(find(text));
  });

  it("takes an empty text and an endless sentence", () => {
    expect(find("")).toEqual([]);
    const begin = process.cpuUsage().user;
    find("Lima and ".repeat(10_000));
    for (const one of ["x", "A", "-", "."]) find(one.repeat(300_000));
    expect(process.cpuUsage().user - begin).toBeLessThan(4_000_000);
  });
});
