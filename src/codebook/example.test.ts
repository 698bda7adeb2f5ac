/** Examples survive the way from guillemets to offsets and back. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readExample, writeExample } from "./example.js";

const plain = fc.string({ unit: "binary", maxLength: 20 }).map((text) => text.replaceAll(/[«»]/g, ""));

test("a marked sentence gives its text and the place of the trigger", () => {
  fc.assert(
    fc.property(plain, plain, plain, (before, trigger, after) => {
      const sentence = `${before}«${trigger}»${after}`;
      const example = readExample(sentence, "PRO.DEMO", "es");
      expect(example.text).toBe(before + trigger + after);
      expect(example.text.slice(example.start, example.end)).toBe(trigger);
      expect(example).toMatchObject({ trigger, instead: "PRO.DEMO", lang: "es" });
      if (trigger !== "") expect(writeExample(example)).toBe(sentence);
    }),
  );
});

describe("a sentence without exactly one trigger has none", () => {
  test.each([
    "Nobody marched.",
    "They «marched» and «sang».",
    "They »marched« on.",
    "They «marched on.",
    "They marched» on.",
    "They ««marched» on.",
    "",
  ])("%s", (sentence) => {
    expect(readExample(sentence)).toMatchObject({ trigger: "", start: 0, end: 0 });
    expect(readExample(sentence).text).not.toMatch(/[«»]/);
  });
});
