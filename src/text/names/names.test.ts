/** Tests of the name finder: spans, types, documents, endless sentences. Needs `npm run build`. */
import { describe, expect, it } from "vitest";
import { linguistics } from "../linguistics/linguistics.js";
import { names } from "./names.js";

function find(text: string): string[] {
  const { tokens, sentences } = linguistics(text, "en");
  const found = names(text, tokens, sentences);
  for (const { start, end } of found) expect(end).toBeGreaterThan(start);
  return found.map(({ start, end, type }) => `${type} ${text.slice(start, end)}`);
}

describe("names", () => {
  it("finds people, organisations and places in news", () => {
    expect(
      find("President Ana Quispe met leaders of the National Union of Teachers in Arequipa on Monday."),
    ).toEqual(["PER Ana Quispe", "ORG National Union of Teachers", "LOC Arequipa"]);
  });

  it("knows companies from places where nothing around them tells", () => {
    expect(find("Workers of Carrefour and Home Depot walked out in Cajamarca.")).toEqual([
      "ORG Carrefour",
      "ORG Home Depot",
      "LOC Cajamarca",
    ]);
  });

  it("finds places in small letters and takes abbreviations for no names", () => {
    expect(find("i am flying from cusco to medellin next week")).toEqual(["LOC cusco", "LOC medellin"]);
    expect(find("The bank sent an RFP to three firms on a DVD.")).toEqual([]);
  });

  it("finds states as addresses have them, restaurants and halls", () => {
    expect(find("We moved from Akron, OH to Duluth, MN in May.")).toEqual([
      "LOC Akron",
      "LOC OH",
      "LOC Duluth",
      "LOC MN",
    ]);
    expect(find("Students met at the Burger King near City Hall in Tulsa.")).toEqual([
      "LOC Burger King",
      "LOC City Hall",
      "LOC Tulsa",
    ]);
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
    const texts = ["Lima and ".repeat(10_000), ...["x", "A", "-", "."].map((one) => one.repeat(300_000))];
    const read = texts.map((text) => ({ text, ...linguistics(text, "en") }));
    const begin = process.cpuUsage().user;
    for (const { text, tokens, sentences } of read) names(text, tokens, sentences);
    expect(process.cpuUsage().user - begin).toBeLessThan(4_000_000);
  });
});
