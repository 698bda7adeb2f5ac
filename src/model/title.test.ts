/** A title names places by the gazetteer: no demonym, no common noun, no words of a report. */
import { describe, expect, test } from "vitest";
import { placeAt } from "../../test/log-sample.js";
import { nounOfType, placeInTitle } from "./title.js";

describe("the place in a title", () => {
  test.each([
    ["a town by its name", [placeAt("Lima")], "Lima"],
    ["a demonym by its country", [placeAt("Peru", { name: "Peruvian" })], "Peru"],
    [
      "a building that the gazetteer lacks by its province",
      [placeAt("Lima", { name: "airport", precision: "G0", geonameId: null })],
      "Lima",
    ],
    [
      "a ministry too, big letters or not",
      [placeAt("Lima", { name: "Interior Ministry", precision: "G0", geonameId: null })],
      "Lima",
    ],
    [
      "the site before where somebody came from",
      [placeAt("Callao", { role: "participant_origin" }), placeAt("Huancavelica")],
      "Huancavelica",
    ],
    ["nothing where nothing is known", [], null],
  ])("%s", (_, places, said) => {
    expect(placeInTitle(places)).toBe(said);
  });
});

test("a type without a noun is named by its family, and an unknown family is an event", () => {
  expect([nounOfType("PRO.VIGIL"), nounOfType("REP.NEW"), nounOfType("NEW.NEW")]).toEqual([
    "Vigil",
    "State response",
    "Event",
  ]);
});
