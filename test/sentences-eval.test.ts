/** The measure of the cut into sentences: raw text from CoNLL-U, and what counts as right. */
import { expect, test } from "vitest";
import { newsDocuments, rawDocuments, scoreCuts } from "../bench/sentences-eval.js";

const word = (id: string, form: string, misc = "_"): string =>
  [id, form, "_", "_", "_", "_", "_", "_", "_", misc].join("\t");

const CONLLU = [
  "# newdoc id = a\n# newpar id = a-1\n# text = Rain fell.",
  `${word("1", "Rain")}\n${word("2", "fell", "SpaceAfter=No")}\n${word("3", ".")}\n`,
  "# text = Nobody didn't",
  `${word("1", "Nobody")}\n${word("2-3", "didn't", "SpaceAfter=No")}\n${word("2", "did")}\n${word("3", "n't")}\n`,
  "# text = (they stayed)",
  `${word("1", "(")}\n`,
  "# newpar id = a-2\n# text = Then sun.",
  `${word("1", "Then")}\n`,
  "# newdoc id = b\n# text = Another day",
  `${word("1", "Another")}\n`,
].join("\n");

test("raw text has the spaces and paragraphs that the treebank tells of", () => {
  const documents = rawDocuments(CONLLU);
  expect(documents.map(({ text }) => text)).toEqual([
    "Rain fell. Nobody didn't(they stayed)\n\nThen sun.",
    "Another day",
  ]);
  const [{ text, gold }] = documents as [(typeof documents)[0]];
  expect(gold.map(([start, end]) => text.slice(start, end))).toEqual([
    "Rain fell.",
    "Nobody didn't",
    "(they stayed)",
    "Then sun.",
  ]);
});

test("news kept as tokens becomes running text, headlines on lines of their own", () => {
  const sentences = [
    "Miners block road",
    "A quake of 5 . 9 hit at 8 : 30 p . m . on Monday .",
    "`` Go , '' he said .",
    "See quipu . com now .",
  ].map((line) => ({ tokens: line.split(" ") }));
  const [document] = newsDocuments([{ sentences }]);
  expect(document!.text).toBe(
    'Miners block road\n\nA quake of 5.9 hit at 8:30 p.m. on Monday. "Go," he said. See quipu.com now.',
  );
  expect(document!.gold.map(([start, end]) => document!.text.slice(start, end).split(" ")[0])).toEqual([
    "Miners",
    "A",
    '"Go,"',
    "See",
  ]);
  expect(scoreCuts([document!]).f1).toBe(100);
});

test("a sentence is right where both its ends are", () => {
  const documents = [
    {
      text: "One. Two. Three.",
      gold: [
        [0, 4],
        [5, 9],
        [10, 16],
      ],
    },
  ] as const;
  const score = scoreCuts(documents, () => [
    [0, 4],
    [5, 16],
  ]);
  expect(score).toEqual({ gold: 3, found: 2, right: 1, f1: 40 });
  expect(scoreCuts(documents).f1).toBe(100);
});

test("nothing to cut scores nothing", () => {
  expect(scoreCuts([])).toEqual({ gold: 0, found: 0, right: 0, f1: 0 });
});
