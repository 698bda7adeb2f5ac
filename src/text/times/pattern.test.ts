/** The pattern language says what is wrong with a pattern. */
import { describe, expect, it } from "vitest";
import { waysOf } from "./candidates.js";
import { OP } from "./grammar.js";
import { parsePattern } from "./pattern.js";

const none = new Map<string, string>();

describe("parsePattern", () => {
  it("reads words, lists, options, choices, captures and macros", () => {
    const macros = new Map([["year", ",? <year>"]]);
    expect(parsePattern("( last dir=-1 | next ) <month> {year}", macros)).toEqual({
      kind: "sequence",
      parts: [
        {
          kind: "choice",
          options: [
            {
              kind: "sequence",
              parts: [
                { kind: "word", word: "last" },
                { kind: "set", slot: "dir", value: -1 },
              ],
            },
            { kind: "word", word: "next" },
          ],
        },
        { kind: "category", name: "month", slot: null },
        {
          kind: "sequence",
          parts: [
            {
              kind: "choice",
              options: [
                { kind: "word", word: "," },
                { kind: "sequence", parts: [] },
              ],
            },
            { kind: "numeral", name: "year", slot: null },
          ],
        },
      ],
    });
  });

  it("says what is wrong", () => {
    expect(() => parsePattern("( a | b", none)).toThrow('a ")" is missing');
    expect(() => parsePattern("a )", none)).toThrow('nothing is open for ")"');
    expect(() => parsePattern("{nowhere}", none)).toThrow("there is no macro {nowhere}");
    expect(() => parsePattern("!<year>", none)).toThrow("cannot look there");
    expect(() => parsePattern("{a}", new Map([["a", "{a}"]]))).toThrow("round in a circle");
  });
});

describe("waysOf", () => {
  it("tells what the first two atoms of a program can be", () => {
    // word 1, then word 2 or the end.
    const code = [OP.WORD, 1, 0, OP.SPLIT, 6, 9, OP.WORD, 2, 0, OP.MATCH, 0, 0];
    expect(waysOf(code, 0)).toEqual([[[OP.WORD, 1], 1, [[OP.WORD, 2]]]]);
  });
});
