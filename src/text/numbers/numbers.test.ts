import { mkdirSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Quantity, Sentences, Tokens } from "../analysis.js";
import { UPOS, type Upos } from "../analysis.js";
import { sentences as cutSentences } from "../linguistics/sentences.js";
import { tokenise } from "../linguistics/tokens.js";
import { compileNumbers, readNumbers } from "./build.js";
import { numbers } from "./numbers.js";

type Parse = {
  readonly upos?: readonly Upos[];
  readonly heads?: readonly number[];
  readonly deprels?: readonly string[];
};

function columns(text: string, parse: Parse = {}): [Tokens, Sentences] {
  const raw = tokenise(text);
  const cut = cutSentences(text, raw);
  const Sentence = new Int32Array(raw.length);
  for (let s = 0; s < cut.length; s++) Sentence.fill(s, cut.First[s]!, cut.Last[s]!);
  const empty = new Array<string>(raw.length).fill("");
  const tokens: Tokens = {
    ...raw,
    Lemma: empty,
    Upos: Uint8Array.from({ length: raw.length }, (_, i) => UPOS.indexOf(parse.upos?.[i] ?? "X")),
    Feats: empty,
    Head: Int32Array.from({ length: raw.length }, (_, i) => parse.heads?.[i] ?? -1),
    Deprel: parse.deprels ?? empty,
    Sentence,
  };
  return [tokens, { ...cut, Noise: new Uint8Array(cut.length) }];
}

function find(
  text: string,
  parse: Parse = {},
  exclude: ReadonlyArray<{ start: number; end: number }> = [],
): Quantity[] {
  const [tokens, sentences] = columns(text, parse);
  return numbers(text, tokens, sentences, { exclude });
}

/** "words [low, high]" of each quantity. */
const bounds = (text: string): string[] =>
  find(text).map((q) => `${text.slice(q.start, q.end)} [${q.low}, ${q.high}]`);

describe("numbers", () => {
  it.each([
    ["Some 20,000 marched.", ["Some 20,000 [20000, 20000]"]],
    ["20 000 people came.", ["20 000 [20000, 20000]"]],
    ["About 1.5m people fled.", ["About 1.5m [1500000, 1500000]"]],
    ["They moved 2,5 million voters.", ["2,5 million [2500000, 2500000]"]],
    [
      "Twenty-one students and three hundred and five teachers came.",
      ["Twenty-one [21, 21]", "three hundred and five [305, 305]"],
    ],
    [
      "About a dozen guards and half a dozen dogs stood by.",
      ["About a dozen [12, 12]", "half a dozen [6, 6]"],
    ],
    ["A couple of trucks and two dozen cars burned.", ["A couple of [2, 2]", "two dozen [24, 24]"]],
    ["Several dozen youths threw stones.", ["Several dozen [36, 108]"]],
    ["Scores of shops closed and a handful of banks did.", ["Scores [40, 99]", "a handful [2, 9]"]],
    [
      "Dozens came, then hundreds, then thousands.",
      ["Dozens [24, 99]", "hundreds [200, 999]", "thousands [2000, 9999]"],
    ],
    ["Tens of thousands of nurses struck.", ["Tens of thousands [20000, 99999]"]],
    ["Hundreds of thousands marched.", ["Hundreds of thousands [200000, 999999]"]],
    ["Dozens or even hundreds of boats sailed.", ["Dozens or even hundreds [24, 999]"]],
    ["Several hundred thousands of farmers met.", ["Several hundred thousands [300000, 999000]"]],
    [
      "Several hundred farmers and several thousand miners met.",
      ["Several hundred [300, 999]", "several thousand [2000, 9999]"],
    ],
    ["A few hundred stayed; a few left.", ["A few hundred [200, 500]", "a few [2, 5]"]],
    ["A number of journalists were hurt.", ["A number [2, null]"]],
    ["Between 200 and 300 people blocked the bridge.", ["Between 200 and 300 [200, 300]"]],
    ["Between 2 and 3 million voted.", ["Between 2 and 3 million [2000000, 3000000]"]],
    ["The 20-30 men and 40 to 50 women sat down.", ["20-30 [20, 30]", "40 to 50 [40, 50]"]],
    ["Hundreds, possibly thousands, of nurses came.", ["Hundreds, possibly thousands [200, 9999]"]],
    ["One or two hundred nurses came.", ["One or two hundred [100, 200]"]],
    ["Two or three police cars came.", ["Two or three [2, 3]"]],
    ["One in four teachers walked out.", ["One in four [25, 25]"]],
    ["Two-thirds of the drivers agreed.", ["Two-thirds [66.67, 66.67]"]],
    ["71 percent of traders agree, 5.5% do not.", ["71 percent [70.5, 71.5]", "5.5% [5.45, 5.55]"]],
    ["More than 80 percent agree.", ["More than 80 percent [80, 100]"]],
    [
      "It cost $64.6 million and R1.2bn.",
      ["$64.6 million [64550000, 64650000]", "R1.2bn [1150000000, 1250000000]"],
    ],
    ["They want 500 euros, not Rs 5 lakh.", ["500 euros [500, 500]", "Rs 5 lakh [450000, 550000]"]],
    [
      "It was the third rally and the 21st march; 20 may return.",
      ["third [3, 3]", "21st [21, 21]", "20 [20, 20]"],
    ],
    ["Numbers ran into the thousands.", ["thousands [2000, 9999]"]],
    ["Twin bombings killed a single guard.", ["Twin [2, 2]", "single [1, 1]"]],
    ["1000s came.", ["1000s [2000, 9999]"]],
  ])("reads %j", (text, expected) => {
    expect(bounds(text)).toEqual(expected);
  });

  it.each([
    ["At least 20,000 people came.", 20000, null, "at least", ">"],
    ["No fewer than forty were held.", 40, null, "no fewer than", ">"],
    ["Well over 900 miners left.", 900, null, "well over", ">"],
    ["The toll exceeded 100.", 100, null, "exceeded", ">"],
    ["50 or more buses burned.", 50, null, "or more", ">"],
    ["50+ buses burned.", 50, null, "+", ">"],
    ["A crowd of 300 people or more sang.", 300, null, "or more", ">"],
    ["As many as 20 people hid.", null, 20, "as many as", "<"],
    ["Up to 300 people stayed.", null, 300, "up to", "<"],
    ["Fewer than ten shops opened.", null, 10, "fewer than", "<"],
    ["An estimated 400 people sat.", 400, 400, "an estimated", "~"],
    ["20-odd boys ran.", 20, 20, "-odd", "~"],
    ["Twenty or so boys ran.", 20, 20, "or so", "~"],
    ["Nearly 600 nurses rallied.", null, 600, "nearly", "<"],
    ["Exactly 12 stayed.", 12, 12, "exactly", "="],
  ])("keeps the hedge of %j", (text, low, high, hedge, change) => {
    expect(find(text)[0]).toMatchObject({ low, high, hedge, change });
  });

  it("takes a preposition for no hedge", () => {
    expect(find("Anger over two laws grew.")[0]).toMatchObject({ low: 2, high: 2, hedge: null });
    expect(find("They met over three days.")[0]).toMatchObject({
      low: 3,
      high: 3,
      hedge: null,
      kind: "duration",
    });
    expect(find("They had waited for over three days.")[0]).toMatchObject({
      low: 3,
      high: null,
      hedge: "over",
    });
  });

  it.each([
    ["It killed five and hurt 20 more.", 20],
    ["Another 8,000 crossed.", 8000],
    ["Around 20 more people were led out.", 20],
  ])("adds in %j", (text, value) => {
    expect(find(text).find((q) => q.additive)).toMatchObject({ value, additive: true });
  });

  it("tells rises from levels", () => {
    const [by] = find("The toll rose by 12 overnight.");
    expect(by).toMatchObject({ value: 12, additive: true, change: "+" });
    const levels = find("The toll rose from 12 to 20.");
    expect(levels.map((q) => [q.value, q.kind])).toEqual([
      [12, "cardinal"],
      [20, "cardinal"],
    ]);
  });

  it.each([
    ["No one was hurt.", "No one"],
    ["There were no casualties.", "no"],
    ["Not a single arrest was made.", "Not a single"],
  ])("states nothing in %j", (text, words) => {
    const [q] = find(text);
    expect(q).toMatchObject({ low: 0, high: 0, value: 0 });
    expect(text.slice(q!.start, q!.end)).toBe(words);
  });

  it("does not take silence for nothing", () => {
    expect(find("No one has claimed the attack. There were no reports of casualties.")).toEqual([]);
  });

  it.each([
    "In 2019 the march of May 4 began at 11:30 pm.",
    "On July 28 and 29, and on 23 April 2020, they met.",
    "They won 2-1 and lost 5–0.",
    "Section 144 of the code, Resolution 1325, Covid-19 and the G20.",
    "Call 0800 111 222 or visit 12/3/2020.",
    "1. They sang.",
    "No one knows which one of them it was; one another's friend.",
    "The 1960s protests and the Second World War.",
    "At 5 p.m. and at 1500 GMT they left.",
  ])("finds no quantity in %j", (text) => {
    expect(bounds(text)).toEqual([]);
  });

  it("passes over what the caller excludes", () => {
    const text = "For two weeks 40 people stayed.";
    expect(find(text, {}, [{ start: 4, end: 13 }]).map((q) => q.value)).toEqual([40]);
    const duration = { start: 4, end: 13, type: "DURATION" };
    expect(find(text, {}, [duration]).map((q) => q.kind)).toEqual(["duration", "cardinal"]);
  });

  it.each([
    ["At least 20,000 people came.", "people"],
    ["12 Palestinian civilians died.", "civilian"],
    ["Two union branch leaders spoke.", "leader"],
    ["Twenty members of the police came.", "member"],
    ["Hundreds of angry women and men came.", "woman"],
    ["One man died.", "man"],
    ["Three of the victims were named.", "victim"],
    ["14 of them were women.", null],
  ])("counts by the shape of words: %j", (text, noun) => {
    const [q] = find(text);
    expect(q!.counts).toBe(noun);
    expect(q!.noun >= 0).toBe(noun !== null);
  });

  it.each([
    "90 were wounded.",
    "It hurt three others.",
    "It left 20 dead.",
    "Killing five and wounding 110.",
  ])("counts people where only people are told of so: %j", (text) => {
    expect(find(text)[0]).toMatchObject({ counts: "people", unit: "people", noun: -1 });
  });

  it("counts by tags and by heads where they are filled", () => {
    const upos: Upos[] = ["NUM", "VERB", "NOUN", "NOUN", "VERB", "PUNCT"];
    const text = "Seven striking dock crew sang.";
    expect(find(text, { upos })[0]).toMatchObject({ counts: "crew", noun: 3 });
    const heads = [2, 2, 4, 2, -1, 4];
    const deprels = ["nummod", "amod", "compound", "nsubj", "root", "punct"];
    expect(find(text, { upos, heads, deprels })[0]).toMatchObject({ counts: "crew", noun: 3 });
    const far = "Forty nurses, doctors and cooks sang.";
    const tags: Upos[] = ["NUM", "NOUN", "PUNCT", "NOUN", "CCONJ", "NOUN", "VERB", "PUNCT"];
    expect(find(far, { upos: tags, heads: [3], deprels: ["nummod"] })[0]).toMatchObject({ noun: 1 });
  });

  it("is ordered, disjoint and exact on any text", () => {
    const word = fc.constantFrom(
      ..."at least about a dozen hundreds of two three hundred million 20 3,000 1.5 - – , . % $ € more or to between and one no people in 2019 May k m 3/4 ½ minus point dollars cents years old share per".split(
        " ",
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), fc.constantFrom(" ", ""), (list, gap) => {
        const text = list.join(gap);
        let last = 0;
        for (const q of find(text)) {
          expect(q.start).toBeGreaterThanOrEqual(last);
          expect(q.end).toBeGreaterThan(q.start);
          if (q.low !== null && q.high !== null) expect(q.low).toBeLessThanOrEqual(q.high);
          last = q.end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    "1",
    "a ",
    "1,",
    "1 ",
    "-",
    "one ",
    "hundred ",
    "and ",
    "1-",
    "$",
    "tens of ",
    ".1",
    "1/",
    "more than ",
  ])("is linear in lines of %j", (piece) => {
    const text = piece.repeat(200_000 / piece.length);
    const [tokens, sentences] = columns(text);
    const start = performance.now();
    numbers(text, tokens, sentences);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe("readNumbers", () => {
  const file = fileURLToPath(new URL("../../../languages/en/numbers.yaml", import.meta.url));
  const yaml = readFileSync(file, "utf8");

  it("refuses unknown and missing keys", () => {
    expect(() => readNumbers(`${yaml}\nfoo: [x]\n`, "f")).toThrow("unknown key `foo`");
    expect(() => readNumbers(yaml.replace(/^months:.*$/m, ""), "f")).toThrow("the key `months` is missing");
  });

  it("writes one file a language", () => {
    const out = `${mkdtempSync(`${tmpdir()}/quipu-`)}/`;
    mkdirSync(`${out}en`);
    compileNumbers(fileURLToPath(new URL("../../../", import.meta.url)), out);
    const data = JSON.parse(readFileSync(`${out}en/numbers.json`, "utf8"));
    expect(data.hedgeBefore.least[0].words).toEqual(["at", "the", "very", "least"]);
  });
});
