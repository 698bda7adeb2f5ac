import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Points } from "../../api/answers.js";
import { cluster, clusterRadius, pointColumns } from "./cluster.js";
import { latitude, longitude, mercatorX, mercatorY } from "./mercator.js";

const TYPES = ["PRO.DEMO", "REP.FORCE", "XXX.NEW"];

function points(rows: readonly (readonly [lon: number, lat: number, type: number])[]): Points {
  return {
    edition: 1,
    total: rows.length,
    count: rows.length,
    types: TYPES,
    kinds: [],
    columns: {
      id: rows.map((_, at) => `ev-${at}`),
      lon: rows.map(([lon]) => lon),
      lat: rows.map(([, lat]) => lat),
      day: rows.map(() => null),
      type: rows.map(([, , type]) => type),
      figure: rows.map(() => null),
      kind: rows.map(() => null),
      precision: rows.map(() => 1),
    },
  };
}

const rows = fc.array(
  fc.tuple(
    fc.double({ min: -180, max: 180, noNaN: true }),
    fc.double({ min: -89, max: 89, noNaN: true }),
    fc.nat(TYPES.length - 1),
  ),
);

describe("groups of points", () => {
  it("hold every point once, at every zoom, and lie among their points", () => {
    fc.assert(
      fc.property(rows, rows, fc.nat(12), (seen, unseen, zoom) => {
        const columns = pointColumns([
          [points(seen), "seen"],
          [points(unseen), "unseen"],
        ]);
        const groups = cluster(columns, zoom);
        expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(seen.length + unseen.length);
        expect(groups.reduce((sum, group) => sum + group.unseen, 0)).toBe(unseen.length);
        for (const { families, count, x, y, west, east, north, south } of groups) {
          expect(families.reduce((sum, n) => sum + n, 0)).toBe(count);
          expect(x).toBeGreaterThanOrEqual(west - 1e-9);
          expect(x).toBeLessThanOrEqual(east + 1e-9);
          expect(y).toBeGreaterThanOrEqual(north - 1e-9);
          expect(y).toBeLessThanOrEqual(south + 1e-9);
        }
      }),
    );
  });

  it("come apart as one comes nearer", () => {
    const columns = pointColumns([
      [
        points([
          [-77.03, -12.04, 0],
          [-76.9, -12.1, 1],
          [2.35, 48.85, 2],
        ]),
        "seen",
      ],
    ]);
    expect(cluster(columns, 1).map(({ count }) => count)).toEqual([2, 1]);
    expect(cluster(columns, 11)).toHaveLength(3);
    expect(cluster(columns, 1)[0]!.families).toEqual(new Uint32Array([1, 0, 1, 0, 0, 0, 0, 0]));
  });

  it("are made of 100,000 points within a few frames", () => {
    const many = Array.from(
      { length: 100_000 },
      (_, i) => [((i * 137.5) % 360) - 180, ((i * 61.8) % 160) - 80, i % 3] as const,
    );
    const columns = pointColumns([[points(many), "seen"]]);
    const start = performance.now();
    cluster(columns, 5);
    // Some 15 ms on a desk; room for a busy machine.
    expect(performance.now() - start).toBeLessThan(400);
  });

  it("grow with what is in them, but not without end", () => {
    expect(clusterRadius(1)).toBeLessThan(clusterRadius(2));
    expect(clusterRadius(100)).toBeLessThan(clusterRadius(10_000));
    expect(clusterRadius(1e9)).toBeLessThanOrEqual(26);
  });
});

it("Mercator goes there and back", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -180, max: 180, noNaN: true }),
      fc.double({ min: -85, max: 85, noNaN: true }),
      (lon, lat) => {
        expect(longitude(mercatorX(lon))).toBeCloseTo(lon, 6);
        expect(latitude(mercatorY(lat))).toBeCloseTo(lat, 6);
      },
    ),
  );
});
