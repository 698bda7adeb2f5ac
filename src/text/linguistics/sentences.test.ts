import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sentences } from "./sentences.js";
import { tokenise } from "./tokens.js";

function cut(text: string): string[] {
  const found = sentences(text, tokenise(text));
  return Array.from(found.Start, (start, i) => text.slice(start, found.End[i]!));
}

describe("sentences", () => {
  it.each([
    ["They met Gen. Roe. He left.", ["They met Gen. Roe.", "He left."]],
    ["He lives in the U.S. The army came.", ["He lives in the U.S.", "The army came."]],
    ["The U.S. Army came at 5 p.m. Police ran.", ["The U.S. Army came at 5 p.m.", "Police ran."]],
    ["“We will win,” he said. “Who?” she asked.", ["“We will win,” he said.", "“Who?” she asked."]],
    ['"It is over." Then they left.', ['"It is over."', "Then they left."]],
    ["The crowd ran.The police fired.He fell.", ["The crowd ran.", "The police fired.", "He fell."]],
    ["Thousands march\n\nLIMA, Peru — They came.", ["Thousands march", "LIMA, Peru — They came."]],
    [
      "Miners block road\nThe miners came in the morning.",
      ["Miners block road", "The miners came in the morning."],
    ],
    ["The march ended. Sapa /aw/hdw", ["The march ended.", "Sapa /aw/hdw"]],
    [
      "The talks go on, Sapa /aw/hdw Another story began.",
      ["The talks go on, Sapa /aw/hdw", "Another story began."],
    ],
    [
      "they came at dawn. police shot at them. two died.",
      ["they came at dawn.", "police shot at them.", "two died."],
    ],
    ["He waited... and left... Then it rained.", ["He waited... and left...", "Then it rained."]],
    ["It rose by 3.5 percent to No. 5. Nobody cared!", ["It rose by 3.5 percent to No. 5.", "Nobody cared!"]],
    ["J. P. Roe and Ana B. Cruz spoke.", ["J. P. Roe and Ana B. Cruz spoke."]],
    ["Yahoo! said so. (He agreed.) They left.", ["Yahoo! said so.", "(He agreed.)", "They left."]],
    ["where did he go? nobody knew", ["where did he go?", "nobody knew"]],
    ["It is on at last! come and see it.", ["It is on at last!", "come and see it."]],
    ["Write to ana...@roe.example now.", ["Write to ana...@roe.example now."]],
    ["The file is at old.marches.list today.", ["The file is at old.marches.list today."]],
    ["(The march began.)” Then rain fell.", ["(The march began.)”", "Then rain fell."]],
    ["They met at 5 p.m. Ana Cruz spoke first.", ["They met at 5 p.m.", "Ana Cruz spoke first."]],
    ["They met at 5 p.m. Friday in Lima.", ["They met at 5 p.m. Friday in Lima."]],
    ["It begins at 9 a.m. Lima time on Monday.", ["It begins at 9 a.m. Lima time on Monday."]],
    ["Ana Cruz 11/02/2009 10:15 AM Please call me", ["Ana Cruz 11/02/2009 10:15 AM", "Please call me"]],
    ["Ana <ana@roe.org> Please call me", ["Ana <ana@roe.org>", "Please call me"]],
    ["http://roe.example/one http://roe.example/two", ["http://roe.example/one", "http://roe.example/two"]],
    ["we are on our way :-) Save us a seat", ["we are on our way :-)", "Save us a seat"]],
  ])("%j", (text, expected) => {
    expect(cut(text)).toEqual(expected);
  });

  it("keeps wrapped lines together", () => {
    const text =
      "The protesters came from all over the country and they\nmarched to the square where the police were waiting for\nPresident Roe and\nhis men to speak. Nobody\nwas hurt.";
    expect(cut(text)).toHaveLength(2);
  });

  it("keeps wrapped lines together where all is in capitals", () => {
    const text =
      "   SANTA ROSA, 3 MAY 90 -- THE MAYOR OF SANTA ROSA SAID THAT ABOUT 20\nFARMERS WERE TAKEN FROM THEIR HOUSES BY ARMED MEN OF THE\nNATIONAL RIVER FRONT (NRF) ON SUNDAY NIGHT.  NOBODY WAS\nHURT.";
    expect(cut(text)).toHaveLength(2);
  });

  it("ends headlines in capitals with their line", () => {
    expect(cut("MINERS MARCH\nPOLICE LOOK ON AS TRAFFIC STOPS\nTALKS FAIL")).toHaveLength(3);
  });

  it("puts every token into exactly one sentence, whatever the text", () => {
    const piece = fc.constantFrom(
      "A",
      "b",
      ".",
      "?",
      "!",
      '"',
      "”",
      "“",
      ")",
      "(",
      " ",
      "\n",
      "\r\n",
      "\n\n",
      "Mr.",
      "U.S.",
      "The",
      "he",
      "/aw/hdw",
      "-",
      "5",
      "…",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join("");
        const tokens = tokenise(text);
        const found = sentences(text, tokens);
        let token = 0;
        for (let i = 0; i < found.length; i++) {
          expect(found.First[i]).toBe(token);
          expect(found.Last[i]!).toBeGreaterThan(token);
          token = found.Last[i]!;
          expect(found.Start[i]).toBe(tokens.Start[found.First[i]!]);
          expect(found.End[i]).toBe(tokens.End[token - 1]);
          expect(text.slice(found.Start[i]!, found.End[i]!)).not.toMatch(/\n[^\S\n]*\n/);
        }
        expect(token).toBe(tokens.length);
      }),
      { numRuns: 1000 },
    );
  });

  it("takes a megabyte of one sign in its stride", () => {
    for (const sign of ["a ", ". ", '"', "\n", "A.\n", "/a", ") ", "- "]) {
      const text = sign.repeat(1_000_000 / sign.length);
      const tokens = tokenise(text);
      const before = performance.now();
      sentences(text, tokens);
      expect(performance.now() - before, sign).toBeLessThan(1000);
    }
  });
});
