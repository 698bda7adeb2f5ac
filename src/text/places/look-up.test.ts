/** Places as somebody types them: whole names first, beginnings, other names, near countries before others. */
import { describe, expect, test } from "vitest";
import { lookUpPlaces } from "./look-up.js";

const told = async (words: string, near: readonly string[] = []) =>
  (await lookUpPlaces(words, { near })).map(({ name, kind, country }) => `${name} ${kind} ${country}`);

describe("looking a place up", () => {
  test("finds the whole name first, the largest first", async () => {
    const [first] = await lookUpPlaces("Lima");
    expect(first).toMatchObject({
      name: "Lima",
      kind: "town",
      seat: "country",
      country: "PE",
      geonameId: 3936456,
      precision: 1,
    });
    expect(first!.population).toBeGreaterThan(1_000_000);
    expect(first!.lat).toBeCloseTo(-12.04, 1);
  });

  test("finds a town and the regions of its name, and a country without a point", async () => {
    expect((await told("puno", ["PE"])).slice(0, 3)).toEqual([
      "Puno town PE",
      "Puno admin1 PE",
      "Provincia de Puno admin2 PE",
    ]);
    const [country] = await lookUpPlaces("peru");
    expect(country).toMatchObject({
      kind: "country",
      country: "PE",
      lat: null,
      lon: null,
      precision: 6,
      admin1: null,
    });
  });

  test("finds by other names, by beginnings, by a later word, without accents and case", async () => {
    expect((await told("bombay"))[0]).toBe("Mumbai town IN");
    expect((await told("ARÉQUIP"))[0]).toBe("Arequipa town PE");
    expect(await told("bambas")).toContain("Las Bambas site PE");
  });

  test("those of near countries come before larger ones elsewhere, and an outer name leaves only what lies in it", async () => {
    expect((await told("lima", ["US"]))[0]).toBe("Lima town US");
    expect((await told("lima"))[0]).toBe("Lima town PE");
    const inOhio = await told("Lima, Ohio");
    expect(inOhio[0]).toBe("Lima town US");
    expect(inOhio.every((one) => one.endsWith("US"))).toBe(true);
    expect((await told("puno, pe"))[0]).toBe("Puno town PE");
  });

  test("finds nothing for nothing, and nothing that is not there", async () => {
    expect(await told("")).toEqual([]);
    expect(await told(" , ")).toEqual([]);
    expect(await told("qqzzxxw")).toEqual([]);
  });

  test("never gives more than was asked for", async () => {
    expect(await lookUpPlaces("s", { limit: 5 })).toHaveLength(5);
  });
});
