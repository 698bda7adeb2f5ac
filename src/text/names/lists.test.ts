/** Tests of the phrase table of the name lists. */
import { describe, expect, it } from "vitest";
import { buildPhraseTable, EMPTY_PHRASE, extendByToken, LISTS, PREFIX, phraseBits } from "./lists.js";

const table = buildPhraseTable({ country: "Peru, Guinea-Bissau, Côte d'Ivoire, U.S.", city: "New York" });
const bits = (...tokens: string[]): number => phraseBits(table, tokens.reduce(extendByToken, EMPTY_PHRASE));
const country = 1 << LISTS.indexOf("country");

describe("phrases", () => {
  it("are found however the tokeniser cut them", () => {
    expect(bits("peru")).toBe(country);
    expect(bits("guinea-bissau")).toBe(country);
    expect(bits("guinea", "-", "bissau")).toBe(country);
    expect(bits("côte", "d'ivoire")).toBe(country);
    expect(bits("côte", "d'", "ivoire")).toBe(country);
    expect(bits("u.s.")).toBe(country);
  });

  it("are known by their beginnings and not by their ends", () => {
    expect(bits("new")).toBe(PREFIX);
    expect(bits("york")).toBe(0);
    expect(bits("new", "york") & (1 << LISTS.indexOf("city"))).not.toBe(0);
  });

  it("refuse a list that nobody reads", () => {
    expect(() => buildPhraseTable({ planets: "Mars" })).toThrow(/planets/);
  });
});
