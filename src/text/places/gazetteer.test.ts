/** The gazetteer opens fast and knows names, variants, regions and hand-kept places. */
import { describe, expect, it } from "vitest";
import { gazetteer } from "./gazetteer.js";
import { hashes, KIND, keyOf, kilometres } from "./gazetteer-format.js";
import { liesIn } from "./gazetteer-relations.js";

const g = gazetteer();
const top = (name: string): number => g.find(keyOf(name))[0]?.row ?? -1;

describe("keys", () => {
  it("fold case, accents, apostrophes and hyphens", () => {
    expect(keyOf("Port-au-Prince")).toBe("port au prince");
    expect(keyOf("Nuku‘alofa")).toBe("nukualofa");
    expect(keyOf("São Tomé")).toBe("sao tome");
    expect(keyOf("Łódź")).toBe("lodz");
    expect(keyOf("The Hague")).toBe("hague");
    expect(keyOf("St. Louis")).toBe(keyOf("Saint Louis"));
  });

  it("hash to two numbers that differ", () => {
    const [a, b] = hashes("lima");
    expect([a, b]).not.toEqual(hashes("lime"));
    expect(a).not.toBe(b);
  });
});

describe("the gazetteer", () => {
  it("finds towns with their GeoNames id and regions", () => {
    const lima = g.find("lima").find(({ row }) => g.Kind[row] === KIND.town)!.row;
    expect(g.Id[lima]).toBe(3936456);
    expect(g.iso(lima)).toBe("PE");
    expect(g.Lat[lima]).toBeCloseTo(-12.04, 1);
    expect(g.Lon[lima]).toBeCloseTo(-77.03, 1);
  });

  it.each([
    ["Bombay", "Mumbai"],
    ["Calcutta", "Kolkata"],
    ["Kiev", "Kyiv"],
    ["Rangoon", "Yangon"],
    ["Peking", "Beijing"],
    ["Salonika", "Thessaloníki"],
    ["Saigon", "Ho Chi Minh City"],
  ])("knows that %s is %s", (other, main) => {
    expect(g.name(top(other))).toBe(main);
    expect(g.find(keyOf(other))[0]!.variant).toBe(true);
  });

  it.each([
    ["Las Bambas", "PE", 0],
    ["Tahrir Square", "EG", 0],
    ["Gaza Strip", "PS", 4],
    ["Mindanao", "PH", 5],
    ["Xinjiang", "CN", 4],
    ["Khayelitsha", "ZA", 1],
  ])("keeps %s by hand", (name, iso, digit) => {
    const rows = g.find(keyOf(name)).map(({ row }) => row);
    expect(rows.some((row) => g.iso(row) === iso && g.Precision[row] === digit)).toBe(true);
  });

  it("places regions in the middle of their towns", () => {
    const illinois = g.find("illinois").find(({ row }) => g.Kind[row] === KIND.admin1)!.row;
    expect(kilometres(g.Lat[illinois]!, g.Lon[illinois]!, 40, -89.25)).toBeLessThan(120);
    expect(liesIn(g, top("Peoria"), g.country("US"))).toBe(true);
    const peoria = g.find("peoria").find(({ row }) => g.admin1(row) === "Illinois")!.row;
    expect(liesIn(g, peoria, illinois)).toBe(true);
  });

  it("knows capitals and seats of parliament", () => {
    expect(g.name(g.capital(g.country("PE")))).toBe("Lima");
    expect(g.name(g.seat(g.country("ZA")))).toBe("Cape Town");
    expect(g.capital(g.country("IL"))).toBe(-1);
  });

  it("has every point on the globe and finds nothing for nonsense", () => {
    for (let row = 0; row < g.length; row++) {
      if (!(Math.abs(g.Lat[row]!) <= 90 && Math.abs(g.Lon[row]!) <= 180)) expect.fail(g.name(row));
    }
    expect(g.find("qqzzxx of nowhere")).toEqual([]);
  });
});
