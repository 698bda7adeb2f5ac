/** Walking through words by keys, and what is selected: whole characters, no white space at the ends. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findWords, trimmed, wordAfter, wordBefore, wordsNear } from "./words.js";

describe("words", () => {
  const TEXT = "At least 20,000 people; اعتقلت الشرطة 12 متظاهرا. 警察が12人を逮捕した。 Ende.";

  test("are walked through from one end to the other and back", () => {
    const forth: string[] = [];
    for (let word = wordAfter(TEXT, 0); word !== null; word = wordAfter(TEXT, word.end))
      forth.push(TEXT.slice(word.start, word.end));
    const back: string[] = [];
    for (let word = wordBefore(TEXT, TEXT.length); word !== null; word = wordBefore(TEXT, word.start))
      back.unshift(TEXT.slice(word.start, word.end));
    expect(forth).toEqual(back);
    expect(forth.slice(0, 4)).toEqual(["At", "least", "20,000", "people"]);
    expect(forth).toContain("الشرطة");
    expect(forth.at(-1)).toBe("Ende");
  });

  test("are found over long gaps", () => {
    const far = `one${" ".repeat(2000)}two`;
    expect(wordAfter(far, 3)).toEqual({ start: 2003, end: 2006 });
    expect(wordBefore(far, 2003)).toEqual({ start: 0, end: 3 });
  });

  test("selections hold whole characters and no white space at their ends", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.nat(40), fc.nat(40), (text, a, b) => {
        const cut = trimmed(text, a, b);
        if (cut === null) return;
        const quote = text.slice(cut.start, cut.end);
        expect(quote).toBe(quote.trim());
        expect(/^[\udc00-\udfff]|[\ud800-\udbff]$/.test(quote)).toBe(false);
      }),
    );
  });

  test("are found whatever their case, on from where one is, and round again", () => {
    expect(findWords("March on. The march.", "march", 1)).toEqual({ start: 14, end: 19 });
    expect(findWords("March on. The march.", "MARCH", 15)).toEqual({ start: 0, end: 5 });
    expect(findWords("İstanbul march", "march", 0)).toEqual({ start: 9, end: 14 });
    expect(findWords("a", "b", 0)).toBeNull();
  });

  test("are found near a place: whole words first, beginnings taken to the end of the word, no ends of words", () => {
    const text = "Peruvians in Peru. Alberto Otárola spoke; Otárola left. In Peru, again.";
    const at = (words: string, near: number) =>
      wordsNear(text, words, near).map(({ start, end }) => [start, text.slice(start, end)]);
    expect(at("peru", 70)).toEqual([
      [59, "Peru"],
      [13, "Peru"],
      [0, "Peruvians"],
    ]);
    expect(at("alberto o", 0)).toEqual([[19, "Alberto Otárola"]]);
    expect(at("otárola", 42).map(([start]) => start)).toEqual([42, 27]);
    expect(at("rola", 0)).toEqual([]);
    expect(at("", 0)).toEqual([]);
  });
});
