/** Walking through words by keys, and what is selected: whole characters, no white space at the ends. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findWords, trimmed, wordAfter, wordBefore } from "./words.js";

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
});
