/** Sources, cues and contents in sentences written for the purpose. */
import { describe, expect, it } from "vitest";
import type { Stretch } from "../analysis.js";
import { linguistics } from "../linguistics/linguistics.js";
import { attributions } from "./attributions.js";
import { readAttributions } from "./build.js";

function read(text: string): string[] {
  const { tokens, sentences } = linguistics(text, "en");
  const words = (stretches: readonly Stretch[]): string =>
    stretches.map(([start, end]) => text.slice(start, end)).join(" … ");
  return attributions(text, tokens, sentences).map(
    (a) => `${words(a.source)} | ${words(a.cue)} | ${words(a.content)}`,
  );
}

describe("attributions", () => {
  const cases: ReadonlyArray<readonly [text: string, ...wanted: string[]]> = [
    ["The mayor said that the bridge had been closed.", "The mayor | said | that the bridge had been closed"],
    ["Two miners were killed on Friday, police said.", "police | said | Two miners were killed on Friday"],
    ["“We will not leave,” said Marta Quispe.", "Marta Quispe | said | “We will not leave,”"],
    ["According to the union, 300 workers walked out.", "the union | According to | 300 workers walked out"],
    ["300 workers walked out, according to the union.", "the union | according to | 300 workers walked out"],
    ["The court was told that the officer had fired first.", " | told | that the officer had fired first"],
    [
      "The minister rejected the claim that soldiers had fired.",
      "The minister | rejected | the claim that soldiers had fired",
    ],
    [
      "She repeated the governor's claim that the march was illegal.",
      "She | repeated | the governor's claim that the march was illegal",
      "the governor | claim | that the march was illegal",
    ],
    [
      "The road was closed after the storm hit in June, according to The Courier.",
      "The Courier | according to | The road was closed after the storm hit in June",
    ],
    [
      "According to Sergeant Ana Ruiz, the dead are five miners and a nurse.",
      "Sergeant Ana Ruiz | According to | the dead are five miners and a nurse",
    ],
    [
      "About 4,000 people marched through Turku, organisers said, in the largest rally of the year.",
      "organisers | said | About 4,000 people marched through Turku",
    ],
    [
      "The company said drivers who joined the march would face a fine.",
      "The company | said | drivers who joined the march would face a fine",
    ],
    [
      "Three days of fighting in the hills ended on Tuesday with six men left dead, the hospital said.",
      "the hospital | said | Three days of fighting in the hills ended on Tuesday with six men left dead",
    ],
    ["Union leader Zabir Mahad claimed 190 were dead.", "Union leader Zabir Mahad | claimed | 190 were dead"],
    ["The bishop criticised the arrests.", "The bishop | criticised | the arrests"],
    ["The road was open on Monday."],
  ];
  for (const [text, ...wanted] of cases) it(text, () => expect(read(text)).toEqual(wanted));

  it("takes in the whole of a quotation that goes on in the next sentence", () => {
    expect(read("The teacher said: “The school is closed. Nobody was hurt.” Then she left.")).toEqual([
      "The teacher | said | “The school is closed. Nobody was hurt.”",
    ]);
  });

  it("reads no attribution within a quotation, and none of the narrator's own", () => {
    expect(read("I think that the strike will end.")).toEqual([]);
    expect(read("“They say that it is over,” the driver said.")).toHaveLength(1);
  });

  it("counts offsets in UTF-16 units", () => {
    const plain = read("The mayor said that the bridge had been closed.");
    expect(read("😀 😀\n\nThe mayor said that the bridge had been closed.")).toEqual(plain);
  });

  it("keeps cue and source out of the content, and every stretch within the text", () => {
    const text = "“The dam,” the engineer said on Monday, “is safe.” Villagers, reportedly, were told to go.";
    const { tokens, sentences } = linguistics(text, "en");
    for (const { source, cue, content } of attributions(text, tokens, sentences)) {
      for (const [start, end] of content) {
        expect(start >= 0 && start < end && end <= text.length).toBe(true);
        for (const [from, to] of [...source, ...cue]) expect(start >= to || end <= from).toBe(true);
      }
    }
  });

  it("takes time in proportion to the text", () => {
    const time = (n: number): number => {
      const text = `He ${"said and ".repeat(n)} left “`;
      const { tokens, sentences } = linguistics(text, "en");
      return Math.min(
        ...Array.from({ length: 5 }, () => {
          const start = performance.now();
          attributions(text, tokens, sentences);
          return performance.now() - start;
        }),
      );
    };
    time(200);
    expect(time(8000)).toBeLessThan(20 * Math.max(5, time(1000)));
  });
});

describe("the word lists", () => {
  it("names a key that is unknown or missing", () => {
    expect(() => readAttributions("sayy: [say]", "x.yaml")).toThrow("x.yaml: unknown key `sayy`.");
    expect(() => readAttributions("say: [say]", "x.yaml")).toThrow("`clause` is to be a list of words");
  });
});
