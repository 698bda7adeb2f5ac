import { describe, expect, it } from "vitest";
import { settle } from "../../../fixtures/settled.js";
import { REPORTS, TOLD } from "../../../fixtures/told.js";
import { evidenceOf, figureLines, speaker, wordsOf } from "./evidence.js";

const march = settle("ev-arequipa-march", TOLD["ev-arequipa-march"]!);
const evidence = evidenceOf({ claims: march.claims, reports: REPORTS });

describe("the evidence of an event", () => {
  it("finds every claim for and against a value, with its report", () => {
    expect(evidence(march.type.for).map(({ report }) => report?.outlet)).toContain("The Valley Post");
    expect(evidence(march.type.against).map(({ claim }) => claim.value)).toEqual(["PRO.STRIKE"]);
    expect(evidence(["no such claim"])).toEqual([]);
  });

  it("lays out a number by who says it, from the lowest, and says why one was not compared", () => {
    const crowd = march.figures.find(({ kind }) => kind === "crowd_size")!;
    expect(figureLines(crowd, evidence).map((line) => [line.low, line.high, speaker(line)])).toEqual([
      [1080, 1320, "the police"],
      [2000, null, null],
      [2000, null, null],
      [3600, 4400, "the union"],
    ]);
    const [one, ...rest] = crowd.inputs;
    const without = {
      ...crowd,
      inputs: rest as never,
      excluded: [{ claim: one, reason: "counts two days" }],
    };
    expect(figureLines(without, evidence).at(-1)?.excluded).toBe("counts two days");
  });

  it("gives the words of a report in its own order, each of them once", () => {
    const [mention] = march.mentions;
    const pieces = wordsOf(march.claims, "valley-1", mention!.span);
    const text = REPORTS.find(({ id }) => id === "valley-1")!.text;
    for (const { text: words, start } of pieces) expect(text.slice(start, start + words.length)).toBe(words);
    expect(pieces.map(({ text }) => text).slice(0, 3)).toEqual([
      "On Friday",
      "some 4,000 teachers",
      "marched",
    ]);
    expect(pieces.map(({ gap }) => gap).slice(0, 3)).toEqual([false, false, false]);
    expect(pieces.filter(({ isTrigger }) => isTrigger).map(({ text }) => text)).toEqual(["marched"]);
  });
});
