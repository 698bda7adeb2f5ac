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

  it("are gathered from several sources", () => {
    const both = buildPhraseTable({ city: "Lima" }, { town: "Lima", abbreviation: "RFP" });
    const of = (word: string): number => phraseBits(both, extendByToken(EMPTY_PHRASE, word));
    expect(of("lima")).toBe((1 << LISTS.indexOf("city")) | (1 << LISTS.indexOf("town")));
    expect(of("rfp")).toBe(1 << LISTS.indexOf("abbreviation"));
    expect(1 << (LISTS.length - 1)).toBeLessThan(PREFIX);
  });

  it("refuse a list that nobody reads", () => {
    expect(() => buildPhraseTable({ planets: "Mars" })).toThrow(/planets/);
  });
});
