/** Places in sentences of our own: what is found, where it is put, and what is left out or declined. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Place, Sentences, Tokens } from "../analysis.js";
import { sentences as cut } from "../linguistics/sentences.js";
import { tokenise } from "../linguistics/tokens.js";
import { type PlaceContext, places } from "./places.js";

const NO_CONTEXT: PlaceContext = { outlet: null, title: null, dateline: null };

function read(text: string): { tokens: Tokens; sentences: Sentences } {
  const raw = tokenise(text);
  const found = cut(text, raw);
  const n = raw.length;
  const Sentence = new Int32Array(n);
  for (let s = 0; s < found.length; s++) Sentence.fill(s, found.First[s]!, found.Last[s]!);
  const empty = new Array<string>(n).fill("");
  const rest = {
    Lemma: raw.Norm,
    Upos: new Uint8Array(n),
    Feats: empty,
    Head: new Int32Array(n),
    Deprel: empty,
  };
  return {
    tokens: { ...raw, ...rest, Sentence },
    sentences: { ...found, Noise: new Uint8Array(found.length) },
  };
}

function find(text: string, context: Partial<PlaceContext> = {}): Place[] {
  const { tokens, sentences } = read(text);
  return places(text, tokens, sentences, [], { ...NO_CONTEXT, ...context });
}

const named = (all: readonly Place[], name: string): Place | undefined =>
  all.find((place) => place.name === name);

describe("towns, regions, countries", () => {
  it("places a town with its GeoNames id, region and country", () => {
    const lima = named(find("Teachers marched in Lima on Monday."), "Lima")!;
    expect(lima).toMatchObject({
      country: "PE",
      geonameId: 3936456,
      precision: "G1",
      use: "place",
      declined: null,
    });
    expect(lima.lat).toBeCloseTo(-12.04, 1);
  });

  it("puts a street into the town of the report, whatever town its name recalls", () => {
    const text =
      "Thousands marched in Lima. Farmers from Puno, Ayacucho and Cusco came by bus. Police waited on Abancay Avenue.";
    expect(named(find(text), "Abancay Avenue")?.lat).toBeCloseTo(-12.04, 1);
  });

  it("reads a kind that stands before its name as a site of the town named, not as a town called Plaza", () => {
    const text = "In Cusco about 1,500 people marched to the Plaza de Armas on Thursday.";
    const plaza = named(find(text), "Plaza de Armas")!;
    expect(plaza).toMatchObject({ country: "PE", precision: "G0" });
    expect(plaza.lat).toBeCloseTo(-13.52, 1);
  });

  it("reads a town within the region named after it", () => {
    expect(named(find("The strike began in Peoria, Illinois."), "Peoria")!.admin1).toBe("Illinois");
    expect(named(find("The strike began in Peoria, Ariz., this week."), "Peoria")!.admin1).toBe("Arizona");
    expect(named(find("Nurses rallied in Birmingham, Ala."), "Birmingham")!.country).toBe("US");
  });

  it("gives a name one sense a document, by what else is named", () => {
    const all = find(
      "Police in Georgia said the march crossed Atlanta. Later it left Athens. Athens was calm.",
    );
    expect(all.filter(({ name }) => name === "Athens").map(({ admin1 }) => admin1)).toEqual([
      "Georgia",
      "Georgia",
    ]);
    expect(named(all, "Georgia")!.country).toBe("US");
    expect(named(find("Protesters in Tbilisi, Georgia, blocked Rustaveli Avenue."), "Georgia")!.country).toBe(
      "GE",
    );
  });

  it("tells a province from its town by the word after it", () => {
    expect(named(find("Clashes spread across Kandahar province."), "Kandahar")!.precision).toBe("G4");
    expect(named(find("Clashes spread across Kandahar."), "Kandahar")!.precision).toBe("G1");
  });

  it("marks places near or in a part of a town, and parts of countries", () => {
    expect(named(find("A convoy was stopped outside Rustenburg."), "Rustenburg")!.precision).toBe("G2");
    expect(named(find("Shops closed in central Nairobi."), "Nairobi")!.precision).toBe("G2");
    expect(named(find("Farmers blocked roads in northern Peru."), "Peru")!.precision).toBe("G5");
    const country = find("Farmers in Peru blocked roads. Others marched in the north.");
    expect(named(country, "north")).toMatchObject({ precision: "G5", country: "PE" });
    expect(named(country, "north")!.lat!).toBeGreaterThan(named(country, "Peru")!.lat!);
  });

  it.each([
    ["Bombay", "IN"],
    ["Burma", "MM"],
    ["Ivory Coast", "CI"],
    ["Swaziland", "SZ"],
    ["the DRC", "CD"],
    ["the UAE", "AE"],
    ["the U.S.", "US"],
  ])("knows %s", (name, iso) => {
    expect(find(`Workers went on strike in ${name} in March.`).map(({ country }) => country)).toEqual([iso]);
  });
});

describe("sites", () => {
  it("knows squares and mines by name", () => {
    expect(named(find("Crowds filled Tahrir Square."), "Tahrir Square")).toMatchObject({
      precision: "G0",
      country: "EG",
    });
    expect(named(find("Villagers blocked the road to Las Bambas."), "Las Bambas")!.country).toBe("PE");
  });

  it("puts a site in the town of its name, of its sentence, or of the document", () => {
    const own = named(find("A bomb went off at Jolo Cathedral in the Philippines."), "Jolo Cathedral")!;
    expect(own).toMatchObject({ precision: "G0", country: "PH", declined: null });
    const sentence = find("In Durban, students gathered outside the city hall.");
    expect(named(sentence, "city hall")).toMatchObject({ precision: "G0", admin1: "KwaZulu-Natal" });
    const document = find(
      "Students marched in Durban. They were met by guards. A crowd stood outside the town hall.",
    );
    expect(named(document, "town hall")!.admin1).toBe("KwaZulu-Natal");
  });

  it("puts a parliament at its seat", () => {
    const all = find("South Africa's unions met. Workers sang outside Parliament as South Africa waited.");
    expect(named(all, "Parliament")).toMatchObject({
      precision: "G0",
      country: "ZA",
      admin1: "Western Cape",
    });
  });

  it("declines a named site when no town is named", () => {
    const place = named(find("Dozens sat down at the Zembla Hospital."), "Zembla Hospital")!;
    expect(place).toMatchObject({ lat: null, lon: null, precision: "G0" });
    expect(place.declined).toMatch(/no town/);
  });
});

describe("references", () => {
  it("reads the capital and the country of the document", () => {
    const all = find(
      "Unrest in Peru went on. Marches shook the capital and roads were blocked across the country.",
    );
    expect(named(all, "capital")).toMatchObject({ precision: "G1", geonameId: 3936456 });
    expect(named(all, "country")).toMatchObject({ precision: "G6", country: "PE", use: "place" });
    expect(named(find("Rioters ran through the Greek capital."), "Greek capital")!.admin1).toBe("Attica");
  });

  it("never falls back to a capital where none is named", () => {
    expect(find("Unions in Peru called a strike.").map(({ precision }) => precision)).toEqual(["G6"]);
  });
});

describe("what is no place", () => {
  it.each([
    "Mr Jackson said the march would go on.",
    "Michael Jordan spoke to the crowd.",
    "Chelsea Hamilton and Paris Hilton joined the rally.",
    "It was nice of the police to read the statement in March.",
    "Reading the verdict, Judge Lincoln wept.",
  ])("finds none in: %s", (text) => {
    expect(find(text).filter(({ use }) => use === "place")).toEqual([]);
  });

  it("marks demonyms, governments and parts of organisations' names", () => {
    expect(named(find("Peruvian police fired tear gas."), "Peruvian")).toMatchObject({
      use: "demonym",
      country: "PE",
    });
    expect(named(find("Washington said the vote was unfair."), "Washington")!.use).toBe("metonym");
    expect(named(find("The South African Police Service denied it."), "South African")!.use).toMatch(
      /in_name|demonym/,
    );
    expect(named(find("A manager of Bank of America resigned."), "America")?.use ?? "in_name").toBe(
      "in_name",
    );
  });
});

describe("what the gazetteer lacks", () => {
  it("declines it, or puts it in the town that the words name", () => {
    const area = named(find("Shots were fired in the Qwertani area on Sunday."), "Qwertani area")!;
    expect(area).toMatchObject({ lat: null, precision: "G2", declined: "not in gazetteer" });
    const inTown = named(find("He was arrested at his home in Qwertani, Durban."), "Qwertani")!;
    expect(inTown).toMatchObject({ precision: "G2", country: "ZA", declined: null });
  });
});

describe("context", () => {
  it("listens to the dateline and to the outlet", () => {
    const text = "RICHMOND (Agency) - Residents of Richmond marched near Durban.";
    expect(find(text, { dateline: { start: 0, end: 8 } })[0]!.country).toBe("ZA");
    const local = "The council of Concord met on Monday. Concord has no stadium.";
    const hinted = find(local, { outlet: "https://www.concordmonitor.co.nz/news" });
    expect(hinted.every(({ country }) => country !== "AU")).toBe(true);
  });
});

describe("properties", () => {
  const word = fc.constantFrom(
    "Lima",
    "Paris",
    "in",
    "the",
    "of",
    "capital",
    "north",
    "Bank",
    "Square",
    ",",
    ".",
    "Georgia",
    "Mr",
    "Jackson",
    "outside",
    "parliament",
    "San",
    "José",
    "(",
    "'s",
    "U.S.",
    "Peruvian",
    "area",
    "country",
    "-",
    "said",
    "Ill.",
  );

  it("spans slice, points lie on the globe, what has no point says why, and the same text gives the same places", () => {
    const texts = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.array(word, { maxLength: 40 }).map((all) => all.join(" ")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const all = find(text);
        for (const place of all) {
          expect(place.start).toBeLessThan(place.end);
          expect(text.slice(place.start, place.end)).toBe(place.name);
          if (place.lat === null || place.lon === null) {
            expect(place.declined).toBeTruthy();
            expect(place.lat).toBe(place.lon);
          } else {
            expect(place.declined).toBeNull();
            expect(Math.abs(place.lat)).toBeLessThanOrEqual(90);
            expect(Math.abs(place.lon)).toBeLessThanOrEqual(180);
          }
        }
        expect(find(text)).toEqual(all);
      }),
      { numRuns: 300 },
    );
  });

  it.each([",", "'", "A ", "in Paris, ", "the capital ", "San José "])(
    "takes linear time on a long run of %j",
    (unit) => {
      const text = unit.repeat(Math.ceil(200_000 / unit.length));
      const began = performance.now();
      find(text);
      expect(performance.now() - began).toBeLessThan(5000);
    },
  );
});

describe("places that have no point, and states", () => {
  const REASONS =
    /^(?:not in gazetteer|ambiguous: more than one .+ fits|no town (?:or country )?named for this site|the gazetteer names no capital of this country)$/;

  it("says why there is none, with one of a few reasons, and only then", () => {
    const texts = [
      "They met in the village of Qorvasta and outside the Bela Hotel. The Palestinian capital was quiet.",
      "Clashes were reported in Springfield and near the Oro River. Police waited outside parliament.",
    ];
    for (const place of texts.flatMap((text) => find(text))) {
      expect(place.lat === null).toBe(place.declined !== null);
      if (place.declined !== null) expect(place.declined).toMatch(REASONS);
    }
  });

  it("reads a state after a comma as the state, not as the city of that name", () => {
    const state = named(find("The march began in Buffalo, New York, on Monday."), "New York")!;
    expect(state).toMatchObject({ precision: "G4", admin1: "New York" });
  });

  it("leaves a name without a point everywhere, once the words put it where no such place is known", () => {
    const all = find("Fire in Belgrade, Minn., on Friday. Police in Belgrade spoke of arson.");
    expect(all.filter((place) => place.name === "Belgrade").map((place) => place.declined)).toEqual([
      "not in gazetteer",
      "not in gazetteer",
    ]);
  });

  it("takes a name with a kind or a preposition of place as a place, whatever the name tagger calls it", () => {
    const text = "Troops entered the town of Musa Qorva on Friday.";
    const { tokens, sentences } = read(text);
    const person = { start: 27, end: 37, type: "PER" as const };
    expect(named(places(text, tokens, sentences, [person], NO_CONTEXT), "Musa Qorva")).toMatchObject({
      precision: "G1",
      declined: "not in gazetteer",
    });
  });

  it("places a country's capital that is named by the country alone", () => {
    expect(named(find("Hundreds marched in Peru's capital on Friday."), "Peru's capital")?.lat).toBeCloseTo(
      -12.04,
      1,
    );
  });
});
