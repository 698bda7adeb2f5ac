import { describe, expect, it } from "vitest";
import { countries } from "./basemap.js";
import { largeTowns } from "./towns.js";

describe("the basemap", () => {
  const { countries: outlines } = countries().objects as unknown as {
    countries: { geometries: readonly { id: string }[] };
  };
  const ids = outlines.geometries.map((geometry) => geometry.id);

  it("knows the code of every country but a disputed glacier", () => {
    expect(ids.filter((id) => id === "")).toHaveLength(1);
    expect(ids).toEqual(expect.arrayContaining(["PE", "FR", "DE", "CD", "CG", "KR", "KP", "US", "GB", "SS"]));
  });

  it("gives no code twice but where ISO has one for two outlines", () => {
    const twice = ids.filter((id, at) => id !== "" && ids.indexOf(id) !== at).sort();
    expect(twice).toEqual(["AU", "AU", "CY", "SO"]);
  });

  it("has the capitals first, each where it is", () => {
    const towns = largeTowns();
    expect(towns.find(([name]) => name === "Lima")).toEqual([
      "Lima",
      expect.closeTo(-77.03, 1),
      expect.closeTo(-12.04, 1),
      0,
    ]);
    expect(towns.map((town) => town[3])).toEqual(towns.map((town) => town[3]).sort());
    expect(towns.length).toBeGreaterThan(2000);
  });
});
