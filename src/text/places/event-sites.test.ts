/** Where events took place, in sentences of our own: chosen apart from the places that are merely named. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyse } from "../analyse.js";
import { eventSites, siteFinder } from "./event-sites.js";
import { whereabouts } from "./whereabouts.js";
import { placeWords } from "./words.js";

/** The names of the places found for the event of the first word that reads `verb`. */
function sites(text: string, verb: string): string[] {
  const analysis = analyse(text, { published: null, title: null, outlet: null });
  const head = analysis.tokens.Norm.indexOf(verb);
  expect(head).toBeGreaterThanOrEqual(0);
  return siteFinder(analysis)({ first: head, last: head + 1, head }).map(([start, end]) =>
    text.slice(start, end),
  );
}

describe("the place of an event", () => {
  it("is the narrowest of the names that say it together", () => {
    expect(sites("Police shot two students in Arequipa, Peru.", "shot")).toEqual(["Arequipa"]);
    expect(sites("A bomb exploded in the Cusco town of Sicuani on Monday.", "exploded")).toEqual(["Sicuani"]);
    expect(sites("Teachers marched in Juliaca in southern Peru.", "marched")).toEqual(["Juliaca"]);
  });

  it("is all of a list", () => {
    expect(sites("Farmers protested in Puno, Cusco and Arequipa.", "protested")).toEqual([
      "Puno",
      "Cusco",
      "Arequipa",
    ]);
  });

  it("is what a town is taken, entered or shelled as", () => {
    expect(sites("Rebels captured Gondar before dawn.", "captured")).toEqual(["Gondar"]);
    expect(sites("Mosul was shelled on Friday.", "shelled")).toEqual(["Mosul"]);
  });

  it("is the place that a relative clause hangs on", () => {
    expect(sites("They drove to Huancayo, where three people were killed.", "killed")).toEqual(["Huancayo"]);
  });

  it("is neither where people come from, nor who acts, nor what an event is about", () => {
    expect(sites("Miners from Potosi marched for three days.", "marched")).toEqual([]);
    expect(sites("Israel captured two men on Sunday.", "captured")).toEqual([]);
    expect(sites("Students demonstrated against the occupation of Iraq.", "demonstrated")).toEqual([]);
  });

  it("is unknown where the sentence names no place", () => {
    expect(sites("Four soldiers were killed on Tuesday.", "killed")).toEqual([]);
  });

  it("is found for a name that no list knows, where the words call it a place", () => {
    expect(sites("Gunmen stormed the village of Abu Wadeera on Friday.", "stormed")).toEqual(["Abu Wadeera"]);
  });

  it("is found for names that only the words around them call places", () => {
    expect(sites("Gunmen killed six people in the al-Wahda area on Friday.", "killed")).toEqual(["al-Wahda"]);
    expect(sites("Troops stormed the villages of Jabal Zain and Tal Hamra.", "stormed")).toEqual([
      "Jabal Zain",
      "Tal Hamra",
    ]);
    expect(sites("Troops arrested Jamal Haddad and Karim Saleh on Friday.", "arrested")).toEqual([]);
  });

  it("is all of a row of towns, also where no country or region is among them", () => {
    expect(sites("Nurses marched in Rome, Naples, Milan and Turin on Friday.", "marched")).toEqual([
      "Rome",
      "Naples",
      "Milan",
      "Turin",
    ]);
  });

  it("is the town of a building, but a square or a camp by itself", () => {
    expect(sites("Students rallied outside the Peruvian embassy in Quito.", "rallied")).toEqual(["Quito"]);
    expect(sites("Students rallied on Trafalgar Square in London.", "rallied")).toEqual(["Trafalgar Square"]);
  });

  it("stays the town where a country and its region follow it", () => {
    expect(sites("Police shot two men in Gujrat, a town in Pakistan's Punjab province.", "shot")).toEqual([
      "Gujrat",
    ]);
  });

  it("is where the blast was that killed, and not where its source or another journey was", () => {
    expect(sites("A wave of bombings across Iraq on Monday killed thirty people.", "killed")).toEqual([
      "Iraq",
    ]);
    expect(sites("Nurses in Arequipa protested on Friday.", "protested")).toEqual(["Arequipa"]);
    expect(sites("According to an official in Lima, two men were shot.", "shot")).toEqual([]);
  });

  it("never leaves the sentence, whatever the text", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("Lima", "in", ",", ".", "killed", "Peru", "'s", "and", "town of")),
        (parts) => {
          const text = parts.join(" ");
          const { tokens, names, places } = analyse(text, { published: null, title: null, outlet: null });
          const words = placeWords("en");
          const all = whereabouts(tokens, words, names, places);
          for (let head = 0; head < tokens.length; head++) {
            for (const { named } of eventSites(tokens, words, all, { first: head, last: head + 1, head })) {
              expect(tokens.Sentence[named.head]).toBe(tokens.Sentence[head]);
            }
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});
