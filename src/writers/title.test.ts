/** A title is made of the type, the gazetteer's place, the day and the size, and of no other word of the report. */
import { describe, expect, test } from "vitest";
import type { EventRecord } from "../model/coding.js";
import { titleOf } from "./title.js";

const at = (quote: string) => ({ start: 0, end: quote.length, quote });
const place = {
  name: "Lima",
  role: "site",
  country: "PE",
  admin1: "Lima",
  admin2: null,
  lat: -12,
  lon: -77,
  precision: "G1",
  geonameId: 3936456,
  quote: at("Lima"),
} as const;
const crowd = {
  kind: "crowd_size",
  low: 20000,
  high: null,
  point: null,
  hedge: "at least",
  stock: false,
  group: null,
  said_by: null,
  quote: at("at least 20,000"),
} as const;
const EVENT: EventRecord = {
  id: "r:0-6",
  type: "PRO.DEMO",
  actuality: "happened",
  scope: "event",
  trigger: at("marched"),
  mentions: [],
  date: { edtf: "2023-07-19", start: "2023-07-19", end: "2023-07-19", precision: "D", rule: "", quote: null },
  places: [place],
  actors: [],
  figures: [crowd],
  demands: [],
  means: [],
  attribution: { voice: "narrator", evidentiality: "asserted", quote: null },
  contested: [],
  confidence: 0.9,
};

describe("a title", () => {
  test("says form, place, day and size", () => {
    expect(titleOf(EVENT)).toBe("March in Lima, 19 July 2023, at least 20,000");
  });
  test("says what did not happen", () => {
    expect(titleOf({ ...EVENT, type: "PRO.STRIKE", actuality: "refused", figures: [], places: [] })).toBe(
      "Strike (refused), 19 July 2023",
    );
  });
  test("has no toll of a period", () => {
    const toll = { ...crowd, kind: "deaths", low: 70, stock: true } as const;
    expect(titleOf({ ...EVENT, type: "REP.LETHAL", figures: [toll] })).toBe(
      "Lethal force by the state in Lima, 19 July 2023",
    );
  });
  test("takes no words of the report that name a place the gazetteer lacks", () => {
    const words = { ...place, name: "the terrorist camp", geonameId: null, precision: "G0" } as const;
    expect(titleOf({ ...EVENT, places: [words] })).toContain("in Lima,");
    expect(titleOf({ ...EVENT, places: [{ ...words, admin1: null }] })).toContain("in Peru,");
  });
  test("names an unknown type by its family", () => {
    expect(titleOf({ ...EVENT, type: "POL.NEW", figures: [] })).toMatch(/^Political act in Lima/);
  });
});
