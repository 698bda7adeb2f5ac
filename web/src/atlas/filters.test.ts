import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { texts } from "../texts/index.js";
import { type Filters, filterCount, filterQuery, NO_FILTERS, readAddress, writeAddress } from "./filters.js";

const day = fc
  .date({ min: new Date("1900-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const words = fc
  .string({ minLength: 1, maxLength: 40, unit: "grapheme" })
  .map((text) => text.trim())
  .filter((text) => text !== "" && text.length <= 200);
const degrees = (limit: number) => fc.integer({ min: -limit * 1000, max: limit * 1000 }).map((n) => n / 1000);
const nullable = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

const filters: fc.Arbitrary<Filters> = fc.record({
  bbox: nullable(
    fc
      .tuple(degrees(180), degrees(90), degrees(180), degrees(90))
      .map(([w, a, e, b]) => [w, Math.min(a, b), e, Math.max(a, b)] as const),
  ),
  from: nullable(day),
  to: nullable(day),
  type: fc.uniqueArray(fc.constantFrom("PRO", "PRO.DEMO", "REP", "LAW.CHARGE")),
  actuality: fc.uniqueArray(
    fc.constantFrom(...(Object.keys(texts.actualities) as Filters["actuality"][number][])),
  ),
  actor: nullable(words),
  q: nullable(words),
  source: nullable(words),
  country: nullable(fc.constantFrom("PE", "FR", "none")),
  verification: nullable(fc.constantFrom("machine" as const, "reviewed" as const)),
  placed: nullable(fc.boolean()),
  min_size: nullable(fc.nat(1_000_000)),
});

describe("the address bar", () => {
  it("gives back every selection that was written into it", () => {
    fc.assert(
      fc.property(
        filters,
        nullable(words),
        fc.constantFrom("-date" as const, "date" as const),
        fc.constantFrom("figures" as const, "actors" as const, "unplaced" as const),
        (filters, event, sort, panel) => {
          const address = { filters, event, sort, panel };
          expect(readAddress(writeAddress(address))).toEqual({ ...address, invalid: [] });
        },
      ),
    );
  });

  it("is empty where nothing is selected", () => {
    expect(writeAddress({ filters: NO_FILTERS, event: null, sort: "-date", panel: "figures" })).toBe("");
  });

  it("leaves out what is no filter, and says so", () => {
    const { filters, invalid } = readAddress("from=2024-02-30&type=<b>&bbox=1,2,3&color=red&country=PE&q=");
    expect(filters).toEqual({ ...NO_FILTERS, country: "PE" });
    expect(invalid).toEqual(["from", "type", "bbox", "color", "q"]);
  });

  it("never throws, whatever stands in it", () => {
    fc.assert(
      fc.property(fc.string(), (query) => {
        readAddress(query);
      }),
    );
  });

  it("is short and can be read", () => {
    expect(
      filterQuery({ ...NO_FILTERS, type: ["PRO", "REP.FORCE"], q: "tear gas", from: "2024-05-01" }),
    ).toBe("from=2024-05-01&type=PRO,REP.FORCE&q=tear+gas");
  });
});

it("counts a stretch of time as one filter", () => {
  expect(filterCount({ ...NO_FILTERS, from: "2024-01-01", to: "2024-02-01", q: "gas" })).toBe(2);
  expect(filterCount({ ...NO_FILTERS, to: "2024-02-01" })).toBe(1);
});
