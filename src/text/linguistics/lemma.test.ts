import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { lemmaLexicon, lemmaOf, lexiconOf } from "./lemma.js";

const hand = parse(readFileSync(new URL("../../../languages/en/lemmas.yaml", import.meta.url), "utf8"));
/** Without the words of the treebank: what the rules and the list written by hand can do alone. */
const rulesOnly = lexiconOf(hand, {});

const of = (form: string, upos: string, xpos: string): string =>
  lemmaOf(lemmaLexicon(), form, form.toLowerCase(), upos, xpos, false, true);

describe("lemmaOf", () => {
  it.each([
    [
      "marched VBD march",
      "protesting VBG protest",
      "killed VBN kill",
      "shot VBD shoot",
      "held VBN hold",
      "took VBD take",
    ],
    [
      "firing VBG fire",
      "hitting VBG hit",
      "stormed VBD storm",
      "besieged VBN besiege",
      "clashes VBZ clash",
      "rallied VBD rally",
    ],
    [
      "dying VBG die",
      "lying VBG lie",
      "was VBD be",
      "'ve VBP have",
      "wo MD will",
      "left VBD leave",
      "found VBD find",
    ],
    [
      "found VB found",
      "left VB left",
      "lay VB lay",
      "tear-gassed VBN tear-gas",
      "kidnapped VBN kidnap",
      "retook VBD retake",
    ],
    [
      "evacuated VBN evacuate",
      "treated VBN treat",
      "barricading VBG barricade",
      "hurled VBD hurl",
      "seizing VBG seize",
    ],
  ])("verbs: %s …", (...words) => {
    for (const word of words) {
      const [form, xpos, lemma] = word.split(" ") as [string, string, string];
      expect(of(form, "VERB", xpos), word).toBe(lemma);
    }
  });

  it("gets the endings of verbs right that no list has", () => {
    const words =
      "torched torch|lobbed lob|vandalised vandalise|surging surge|stabbing stab|ambushed ambush|shelling shell|pelted pelt|" +
      "detaining detain|convoked convoke|denounced denounce|quelling quell|ransacked ransack|dismantled dismantle|fluctuating fluctuate";
    for (const word of words.split("|")) {
      const [form, lemma] = word.split(" ") as [string, string];
      expect(lemmaOf(rulesOnly, form, form, "VERB", "VBG", false, true), word).toBe(lemma);
    }
  });

  it.each([
    ["women", "NOUN", "NNS", "woman"],
    ["protesters", "NOUN", "NNS", "protester"],
    ["clashes", "NOUN", "NNS", "clash"],
    ["cities", "NOUN", "NNS", "city"],
    ["policemen", "NOUN", "NNS", "policeman"],
    ["police", "NOUN", "NNS", "police"],
    ["people", "NOUN", "NNS", "people"],
    ["buses", "NOUN", "NNS", "bus"],
    ["crises", "NOUN", "NNS", "crisis"],
    ["bigger", "ADJ", "JJR", "big"],
    ["largest", "ADJ", "JJS", "large"],
    ["worst", "ADJ", "JJS", "bad"],
    ["20,000", "NUM", "CD", "20000"],
    ["n't", "PART", "RB", "not"],
    ["her", "PRON", "PRP", "she"],
    ["her", "PRON", "PRP$", "her"],
    ["Lima", "PROPN", "NNP", "Lima"],
    ["Peruvian", "ADJ", "JJ", "Peruvian"],
  ])("%s as %s %s is %s", (form, upos, xpos, lemma) => {
    expect(of(form, upos, xpos)).toBe(lemma);
  });

  it.each([
    ["LIMA", "PROPN", "NNP", "Lima"],
    ["NATO", "PROPN", "NNP", "NATO"],
    ["FBI", "PROPN", "NNP", "FBI"],
    ["MCDONALD", "PROPN", "NNP", "McDonald"],
    ["O'HIGGINS", "PROPN", "NNP", "O'Higgins"],
    ["BRZK", "PROPN", "NNP", "BRZK"],
    ["J.", "PROPN", "NNP", "J."],
    ["PUEBLOS", "PROPN", "NNPS", "Pueblo"],
    ["IRAQI", "ADJ", "JJ", "Iraqi"],
    ["BIGGER", "ADJ", "JJR", "big"],
    ["UNIONS", "NOUN", "NNS", "union"],
  ])("in a sentence of capitals %s as %s %s is %s", (form, upos, xpos, lemma) => {
    expect(lemmaOf(lemmaLexicon(), form, form.toLowerCase(), upos, xpos, false, false)).toBe(lemma);
  });

  it.each([
    ["nato", "PROPN", "NNP", "NATO"],
    ["lima", "PROPN", "NNP", "Lima"],
    ["www.roe.example", "PROPN", "NNP", "www.roe.example"],
    ["ana@roe.example", "PROPN", "NNP", "ana@roe.example"],
    ["iraqi", "ADJ", "JJ", "Iraqi"],
    ["1990s", "NOUN", "NNS", "1990s"],
    ["80's", "NOUN", "NNS", "80s"],
    ["s", "PART", "POS", "'s"],
  ])("in small letters %s as %s %s is %s", (form, upos, xpos, lemma) => {
    expect(of(form, upos, xpos)).toBe(lemma);
  });

  it("keeps the capitals of a name in a sentence that has small letters", () => {
    expect(of("MIRADOR", "PROPN", "NNP")).toBe("MIRADOR");
  });
});
