/** The codebook's own examples through the analysis and the trigger stage: reached, or listed in `known-misses.json`. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadCodebook } from "../src/codebook/index.js";
import { loadLexicon } from "../src/coders/rules/lexicon/lexicon.js";
import { makeView } from "../src/coders/rules/reading/make-view.js";
import { straighten } from "../src/coders/rules/reading/straighten.js";
import { loadRules } from "../src/coders/rules/triggers/rule.js";
import { triggers } from "../src/coders/rules/triggers/triggers.js";
import type { Example } from "../src/model/codebook.js";
import { analyse } from "../src/text/analyse.js";

/** Type code → sentences that the coder does not yet read as the codebook does. The list may only shrink. */
const known = JSON.parse(readFileSync(new URL("known-misses.json", import.meta.url), "utf8")) as Record<
  string,
  string[]
>;

/** The types that the coder tells of the words of a sentence, where its triggers overlap the example's. */
function told({ text, start, end }: Pick<Example, "text" | "start" | "end">): string[] {
  const lexicon = loadLexicon();
  const rules = loadRules();
  const analysis = analyse(text, { published: "2023-05-10", title: null, outlet: null });
  const seen = makeView(
    straighten(analysis, { lexicon, onlyVerbs: rules.cues.onlyVerbs! }),
    lexicon,
    rules.cues,
  );
  const { Start, End } = seen.tokens;
  return triggers(seen, rules)
    .filter((t) => t.case.mention !== true && Start[t.first]! < end && start < End[t.last - 1]!)
    .map((t) => t.type);
}

/** A case of the codebook, held against the list of known misses. */
function check(code: string, text: string, reached: boolean): void {
  const listed = known[code]?.includes(text) === true;
  if (listed && reached) expect.fail(`reached now: take it out of known-misses.json under ${code}: ${text}`);
  if (!listed) expect(reached, text).toBe(true);
}

for (const [code, type] of loadCodebook().types) {
  describe(code, () => {
    for (const example of type.examples) {
      test(`is ${code}: ${example.text}`, () => {
        check(code, example.text, told(example).includes(code));
      });
    }
    for (const example of type.counterExamples) {
      test(`is not ${code}: ${example.text}`, () => {
        check(code, example.text, !told(example).includes(code));
      });
    }
  });
}

test("every known miss is a sentence of the codebook", () => {
  const sentences = new Set(
    [...loadCodebook().types].flatMap(([code, { examples, counterExamples }]) =>
      [...examples, ...counterExamples].map(({ text }) => `${code} ${text}`),
    ),
  );
  const strangers = Object.entries(known).flatMap(([code, texts]) =>
    texts.filter((text) => !sentences.has(`${code} ${text}`)),
  );
  expect(strangers).toEqual([]);
});
