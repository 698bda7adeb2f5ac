/** Web Mercator: the world as a square from 0 to 1, x east, y south. Pure. */

/** Beyond it the square ends. */
export const LATITUDE_LIMIT = 85.051129;

export const mercatorX = (lon: number): number => (lon + 180) / 360;
export function mercatorY(lat: number): number {
  const sin = Math.sin((Math.max(-LATITUDE_LIMIT, Math.min(LATITUDE_LIMIT, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
}
export const longitude = (x: number): number => x * 360 - 180;
export const latitude = (y: number): number => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;

/** Size of the world in pixels at a zoom, as MapLibre counts zooms. */
export const worldSize = (zoom: number): number => 512 * 2 ** zoom;

/** What a kilometre at a latitude measures in the square. */
export const kilometre = (y: number): number =>
  1 / (40_075.017 * Math.max(0.05, Math.cos((latitude(y) * Math.PI) / 180)));
