import { describe, expect, test } from "vitest";
import { byFunctionWords, hasRules, languageOf } from "./language.js";

const ENGLISH =
  "The dockers marched to the town hall on Friday, and they said that their pay had not been raised.";

describe("the language of a text", () => {
  test("is told by function words alone where they decide", () => {
    expect(byFunctionWords(ENGLISH)).toBe("en");
    expect(
      byFunctionWords("Los mineros marcharon hasta la plaza y dijeron que sus salarios no han subido."),
    ).toBe("es");
    expect(byFunctionWords("Workers struck in Lima.")).toBeNull();
    expect(
      byFunctionWords("Die Hafenarbeiter zogen am Freitag zum Rathaus und forderten mehr Lohn für alle."),
    ).toBeNull();
  });

  test.each([
    ["en", ENGLISH],
    ["en", "Police arrested 20 protesters in Lima."],
    ["fr", "Des centaines de dockers ont manifesté vendredi devant la mairie du Havre."],
    ["pt", "Centenas de estivadores protestaram na sexta-feira em frente à câmara de Setúbal."],
    ["de", "Die Hafenarbeiter zogen am Freitag zum Rathaus und forderten mehr Lohn für alle."],
    ["ar", "تظاهر المئات من عمال الميناء يوم الجمعة أمام مبنى البلدية"],
  ])("is %s", async (lang, text) => {
    expect(await languageOf(text)).toBe(lang);
  });

  test("is unknown where there are no words", async () => {
    expect(await languageOf("1, 2, 3 … 4")).toBeNull();
    expect(await languageOf("(".repeat(1_000_000))).toBeNull();
  });
});

test("only languages whose rules ship can be coded", () => {
  expect(hasRules("en")).toBe(true);
  expect(hasRules("fr")).toBe(false);
  expect(hasRules("../en")).toBe(false);
});
