import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tokenise } from "./tokens.js";

const cut = (text: string): string => tokenise(text).Form.join(" ");

describe("tokenise", () => {
  it.each([
    ["They don't, can't and won't go; it's Peru's.", "They do n't , ca n't and wo n't go ; it 's Peru 's ."],
    ["the workers’ union wouldn’t", "the workers ’ union would n’t"],
    ["20,000 people, 1.5m, $64.6, US$5m, 20%", "20,000 people , 1.5 m , $ 64.6 , US$ 5 m , 20 %"],
    ["at 9.30pm on 24/03 or 10.15 a.m. on 2001-03-05", "at 9.30 pm on 24/03 or 10.15 a.m. on 2001-03-05"],
    ["anti-riot police, rubber-coated, 13-year-old", "anti-riot police , rubber - coated , 13 - year - old"],
    ["5-10 of the 10th in the 1990s", "5 - 10 of the 10th in the 1990s"],
    ["Gen. J. P. Roe of the U.S.-led No. 5 Co.", "Gen. J. P. Roe of the U.S. - led No. 5 Co."],
    ["The crowd ran.The police fired.", "The crowd ran . The police fired ."],
    [
      "see www.example.org/a_b?c=1, or ana.lopez@example.org.",
      "see www.example.org/a_b?c=1 , or ana.lopez@example.org .",
    ],
    ["He left… and...then — gone—“yes!?”", "He left … and ... then — gone — “ yes !? ”"],
    ['(a (b)) "" |||||||| now $$$ ))))', '( a ( b ) ) " " |||||||| now $ $ $ ))))'],
    ["Lima\u00a020\u00a0marchers", "Lima 20 marchers"],
    [
      "#StopTheMine @ana AT&T d'Ivoire O'Brien o'clock '90s",
      "#StopTheMine @ana AT&T d'Ivoire O'Brien o'clock '90s",
    ],
    ["They cannot say they dont know", "They can not say they do nt know"],
    ["No. He will go to no. 7.", "No . He will go to no. 7 ."],
  ])("%s", (text, expected) => {
    expect(cut(text)).toBe(expected);
  });

  it("unifies quotes, dashes and case in Norm only", () => {
    const tokens = tokenise("“Don’t” — NOW");
    expect(tokens.Norm).toEqual(['"', "do", "n't", '"', "-", "now"]);
    expect(tokens.Form).toEqual(["“", "Do", "n’t", "”", "—", "NOW"]);
  });

  const piece = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 6 }),
    fc.string({ unit: "binary", maxLength: 4 }),
    fc.constantFrom(
      "\u00a0",
      "\r\n",
      "\n\n",
      "’s",
      "n’t",
      "“",
      "”",
      "a.b",
      "U.S.",
      "Gen.",
      "1,000",
      "9.30pm",
      "e\u0301",
      "\u200d",
      "👩‍🌾",
      "-",
      "@",
      "www.x",
      "...",
      "'",
      "can",
      "not",
      "\ud83d",
      "$5m",
      "5-10-3",
      "/a/b",
      "ü",
      "I",
      ".",
      "…",
    ),
  );

  it("slices exactly, ascends and covers all but white space, whatever the text", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join("");
        const tokens = tokenise(text);
        let end = 0;
        for (let i = 0; i < tokens.length; i++) {
          expect(tokens.Start[i]!).toBeGreaterThanOrEqual(end);
          expect(tokens.End[i]!).toBeGreaterThan(tokens.Start[i]!);
          expect(text.slice(end, tokens.Start[i]!)).toMatch(/^[\s\u200b]*$/);
          end = tokens.End[i]!;
          expect(text.slice(tokens.Start[i]!, end)).toBe(tokens.Form[i]!);
          expect(tokens.Form[i]!).not.toMatch(/[\s\u200b]/);
        }
        expect(text.slice(end)).toMatch(/^[\s\u200b]*$/);
      }),
      { numRuns: 2000 },
    );
  });

  it("takes a megabyte of one sign in its stride", () => {
    for (const sign of ["a", ".", "'", "-", "1", "a.b", "1-", "a@", "A. ", "/", "😀\u200d", "’s", "www."]) {
      const text = sign.repeat(1_000_000 / sign.length);
      const before = performance.now();
      tokenise(text);
      expect(performance.now() - before, sign).toBeLessThan(2000);
    }
  });
});
