/** The linguistic columns fit each other, whatever the text. */
import { describe, expect, test } from "vitest";
import { UPOS } from "./analysis.js";
import { linguistics } from "./linguistics.js";

describe("a sentence without end", () => {
  const words = 5_000;
  const { tokens, sentences } = linguistics("word ".repeat(words), "en");

  test("is one sentence with every token in it", () => {
    expect(sentences.length).toBe(1);
    expect(tokens.length).toBe(words);
    expect(tokens.Sentence.every((s) => s === 0)).toBe(true);
  });

  test("is analysed for its first 2,000 tokens; the rest stands alone", () => {
    expect(UPOS[tokens.Upos[1_999]!]).not.toBe("X");
    for (const i of [2_000, words - 1]) {
      expect(UPOS[tokens.Upos[i]!]).toBe("X");
      expect(tokens.Head[i]).toBe(-1);
      expect(tokens.Deprel[i]).toBe("root");
      expect(tokens.Lemma[i]).toBe("word");
      expect(tokens.Feats[i]).toBe("");
    }
  });
});
