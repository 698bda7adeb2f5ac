import { expect, it } from "vitest";
import { LATITUDE_LIMIT } from "./mercator.js";
import { unwrappedRing } from "./unwrapped.js";

it("goes on past the date line and comes back", () => {
  const ring = [
    [170, 60],
    [179, 60],
    [-179, 65],
    [-170, 66],
    [179, 70],
    [170, 60],
  ];
  expect(unwrappedRing(ring)).toEqual([
    [170, 60],
    [179, 60],
    [181, 65],
    [190, 66],
    [179, 70],
    [170, 60],
  ]);
});

it("leaves other rings alone", () => {
  const ring = [
    [10, 0],
    [20, 0],
    [20, 10],
    [10, 0],
  ];
  expect(unwrappedRing(ring)).toEqual(ring);
});

it("closes a ring around a pole along the edge of the map", () => {
  const ring = [
    [-180, -70],
    [-90, -75],
    [0, -70],
    [90, -66],
    [179, -70],
    [-180, -70],
  ];
  const out = unwrappedRing(ring);
  expect(out.slice(-3)).toEqual([
    [180, -LATITUDE_LIMIT],
    [-180, -LATITUDE_LIMIT],
    [-180, -70],
  ]);
});
