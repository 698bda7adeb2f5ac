/** Outlines across the date line: their longitudes go on past 180 instead of jumping to the other edge of the map. Pure. */
import type { Geometry, Position } from "geojson";
import { LATITUDE_LIMIT } from "./mercator.js";

/** A ring whose neighbours are never more than half the world apart; one around a pole is closed along the edge of the map. */
export function unwrappedRing(ring: readonly Position[]): Position[] {
  let shift = 0;
  const out = ring.map(([lon = 0, lat = 0], at) => {
    const before = ring[at - 1]?.[0] ?? lon;
    if (lon - before > 180) shift -= 360;
    else if (lon - before < -180) shift += 360;
    return [lon + shift, lat];
  });
  const [first, last] = [out[0], out.at(-1)];
  if (first === undefined || last === undefined || Math.abs(first[0]! - last[0]!) < 180) return out;
  const edge = (out.reduce((sum, [, lat]) => sum + lat!, 0) < 0 ? -1 : 1) * LATITUDE_LIMIT;
  return [...out, [last[0]!, edge], [first[0]!, edge], first];
}

/** The same for every ring of an area; other geometries as they are. */
export function unwrapped(geometry: Geometry): Geometry {
  if (geometry.type === "Polygon")
    return { ...geometry, coordinates: geometry.coordinates.map(unwrappedRing) };
  if (geometry.type === "MultiPolygon")
    return { ...geometry, coordinates: geometry.coordinates.map((rings) => rings.map(unwrappedRing)) };
  return geometry;
}
