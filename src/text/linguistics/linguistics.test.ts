/** The linguistic columns fit each other, whatever the text. */
import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { UPOS } from "../analysis.js";
import { readConllu } from "./conllu.js";
import { annotateConllu, linguistics } from "./linguistics.js";

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

describe("linguistics", () => {
  it("finds who did what to whom", () => {
    const { tokens } = linguistics("Soldiers shot three protesters in Lima on Wednesday.", "en");
    const at = (form: string): number => tokens.Form.indexOf(form);
    const shot = at("shot");
    expect(tokens.Lemma[shot]).toBe("shoot");
    expect(UPOS[tokens.Upos[shot]!]).toBe("VERB");
    expect(tokens.Feats[shot]).toContain("Tense=Past");
    expect(tokens.Head[shot]).toBe(-1);
    expect([tokens.Head[at("Soldiers")], tokens.Deprel[at("Soldiers")]]).toEqual([shot, "nsubj"]);
    expect([tokens.Head[at("protesters")], tokens.Deprel[at("protesters")]]).toEqual([shot, "obj"]);
    expect(tokens.Lemma[at("protesters")]).toBe("protester");
    expect(UPOS[tokens.Upos[at("Lima")]!]).toBe("PROPN");
  });

  it("parses what follows a dateline as if nothing stood before it", () => {
    const line = "LUSAKA, 3 May - ";
    const plain = linguistics("Soldiers shot three protesters.", "en").tokens;
    const { tokens, sentences } = linguistics(`${line}Soldiers shot three protesters.`, "en", [line.length]);
    const before = tokens.length - plain.length;
    expect(sentences.length).toBe(1);
    expect(Array.from(tokens.Head).slice(before)).toEqual(
      Array.from(plain.Head, (h) => (h < 0 ? h : h + before)),
    );
    expect(tokens.Deprel.slice(before)).toEqual(plain.Deprel);
    expect(Array.from(tokens.Head).filter((h) => h < 0)).toHaveLength(1);
  });

  it("takes a bare noun before a verb for its subject", () => {
    for (const [text, verb, subject, object] of [
      ["Police shot two men.", "shot", "Police", "men"],
      ["Police arrested twelve people at the rally.", "arrested", "Police", "people"],
      ["Mob torches police station in Bihar", "torches", "Mob", "station"],
    ] as const) {
      const { tokens } = linguistics(text, "en");
      const at = (form: string): number => tokens.Form.indexOf(form);
      expect([text, UPOS[tokens.Upos[at(verb)]!], tokens.Head[at(verb)]]).toEqual([text, "VERB", -1]);
      expect([text, tokens.Head[at(subject)], tokens.Deprel[at(subject)]]).toEqual([text, at(verb), "nsubj"]);
      expect([text, tokens.Head[at(object)], tokens.Deprel[at(object)]]).toEqual([text, at(verb), "obj"]);
    }
  });

  it("tells the passive", () => {
    const { tokens } = linguistics("Two men were killed by soldiers.", "en");
    const killed = tokens.Form.indexOf("killed");
    expect(tokens.Feats[killed]).toContain("Voice=Pass");
    expect(tokens.Deprel[tokens.Form.indexOf("men")]).toBe("nsubj:pass");
    expect(tokens.Deprel[tokens.Form.indexOf("soldiers")]).toBe("obl:agent");
  });

  it("keeps heads inside their sentence, without cycles, whatever the text", () => {
    const piece = fc.constantFrom(
      "the",
      "men",
      "March",
      "killed",
      "by",
      ",",
      ". ",
      "\n\n",
      "“",
      "20,000",
      "ü",
      "👩‍🌾",
      "n't",
      " ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join(" ");
        const { tokens, sentences } = linguistics(text, "en");
        for (const column of [
          tokens.Form,
          tokens.Lemma,
          tokens.Upos,
          tokens.Feats,
          tokens.Head,
          tokens.Deprel,
        ]) {
          expect(column.length).toBe(tokens.length);
        }
        for (let i = 0; i < tokens.length; i++) {
          const s = tokens.Sentence[i]!;
          let steps = 0;
          for (let word = i; word >= 0; word = tokens.Head[word]!) {
            expect(tokens.Sentence[word]).toBe(s);
            expect(++steps).toBeLessThanOrEqual(tokens.length);
          }
          expect(tokens.Deprel[i] === "root").toBe(tokens.Head[i] === -1);
        }
        for (let s = 0; s < sentences.length; s++) expect(sentences.Noise[s]).toBe(0);
      }),
      { numRuns: 100 },
    );
  });

  it("gives the same columns for the same text, alone or in company", () => {
    const one = "Thousands marched on the capital.";
    const alone = linguistics(one, "en").tokens;
    const twice = linguistics(`${one}\n\n${one}`, "en").tokens;
    expect(twice.Deprel).toEqual([...alone.Deprel, ...alone.Deprel]);
    expect(twice.Lemma).toEqual([...alone.Lemma, ...alone.Lemma]);
  });

  it("takes a quarter of a million words without a full stop in its stride", () => {
    const before = performance.now();
    linguistics("they marched and ".repeat(80_000), "en");
    expect(performance.now() - before).toBeLessThan(10_000);
  });

  it("predicts for given tokens and leaves the rest of a CoNLL-U text alone", () => {
    const given =
      "# text = They don't.\n1\tThey\t_\t_\t_\t_\t_\t_\t_\t_\n2\tdo\t_\t_\t_\t_\t_\t_\t_\tA=b\n3\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n\n";
    const lines = annotateConllu(given).split("\n");
    expect(lines[0]).toBe("# text = They don't.");
    expect(lines[3]!.split("\t")[2]).toBe("not");
    expect(lines[2]!.split("\t")[9]).toBe("A=b");
  });
});

const DEV = new URL("../../../../shared/corpora/ud_en_ewt/dev.conllu", import.meta.url);

describe.skipIf(!existsSync(DEV))("on the treebank's development part (skipped where it is absent)", () => {
  it("is as good as the model's README says, within half a point", () => {
    const text = readFileSync(DEV, "utf8");
    const gold = readConllu(text);
    const found = readConllu(annotateConllu(text));
    let [words, upos, uas, las] = [0, 0, 0, 0];
    gold.forEach((sentence, s) => {
      sentence.form.forEach((_, i) => {
        const other = found[s]!;
        words++;
        if (sentence.upos[i] === other.upos[i]) upos++;
        if (sentence.head[i] !== other.head[i]) return;
        uas++;
        if (sentence.deprel[i] === other.deprel[i]) las++;
      });
    });
    expect(upos / words).toBeGreaterThan(0.953);
    expect(uas / words).toBeGreaterThan(0.865);
    expect(las / words).toBeGreaterThan(0.833);
  });
});
