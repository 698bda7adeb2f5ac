import { describe, expect, it } from "vitest";
import { analyse } from "../../../text/analyse.js";
import { UPOS } from "../../../text/analysis.js";
import { loadLexicon } from "../lexicon/lexicon.js";
import { straighten } from "./straighten.js";

const analysed = (text: string) => analyse(text, { published: "2023-05-10", title: null, outlet: null });

/** "word relation<head" for the words asked for. */
function arcs(text: string, ...words: string[]): string[] {
  const { tokens } = straighten(analysed(text), WORDS);
  return words.map((word) => {
    const i = tokens.Form.indexOf(word);
    const head = tokens.Head[i]!;
    return `${word} ${tokens.Deprel[i]}<${head < 0 ? "" : tokens.Form[head]}`;
  });
}

const WORDS = { lexicon: loadLexicon(), onlyVerbs: new Set(["resign"]) };

describe("straighten", () => {
  it("makes the participle with an object the verb of a sentence that has none", () => {
    expect(arcs("Gunmen shot dead a village elder near Gao on Tuesday.", "Gunmen", "shot", "elder")).toEqual([
      "Gunmen nsubj<shot",
      "shot root<",
      "elder obj<shot",
    ]);
  });

  it("gives a participle at the head of a sentence back to its noun", () => {
    expect(
      arcs("Masked men intimidated voters in Samarra on Sunday.", "men", "intimidated", "voters"),
    ).toEqual(["men nsubj<intimidated", "intimidated root<", "voters obj<intimidated"]);
  });

  it("takes the first of joined nouns for the subject", () => {
    expect(arcs("Students and teachers marched in Oaxaca on Monday.", "Students", "marched")).toEqual([
      "Students nsubj<marched",
      "marched root<",
    ]);
  });

  it("gives the verb its dictionary form", () => {
    const { tokens } = straighten(analysed("Gunmen shot dead a village elder near Gao."), WORDS);
    expect(tokens.Lemma[1]).toBe("shoot");
    expect(UPOS[tokens.Upos[1]!]).toBe("VERB");
  });

  it("takes the only verb of a sentence for its past, where the tagger has a participle", () => {
    const { tokens } = straighten(analysed("Police arrested twelve people at the rally."), WORDS);
    expect(tokens.Feats[1]).toContain("VerbForm=Fin");
    expect(tokens.Deprel[3]).toBe("obj");
    expect(tokens.Head[3]).toBe(1);
  });

  it.each([
    "Police have arrested twelve people at the rally.",
    "Twelve people arrested at rally",
    "The women who threw stones were taken away.",
    "",
    "a",
    ". . . . . .",
  ])("hands back the same analysis where nothing needs mending: %s", (text) => {
    const analysis = analysed(text);
    expect(straighten(analysis, WORDS)).toBe(analysis);
  });

  it("keeps every head inside its sentence and every sentence with one root", () => {
    const text =
      "Gunmen shot dead an elder. Masked men beat a voter. Shares rallied on Monday. Climate activists sat down on the road.";
    const { tokens, sentences } = straighten(analysed(text), WORDS);
    for (let s = 0; s < sentences.length; s++) {
      let roots = 0;
      for (let i = sentences.First[s]!; i < sentences.Last[s]!; i++) {
        const head = tokens.Head[i]!;
        if (head < 0) roots++;
        else expect(tokens.Sentence[head]).toBe(s);
      }
      expect(roots).toBe(1);
    }
  });
});
