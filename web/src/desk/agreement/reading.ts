/** What an alpha may be taken for. Bounds: Krippendorff's conventions. */

/** From here up conclusions may be drawn; from the second, tentative ones. */
export const GOOD = 0.8;
export const FAIR = 0.667;
/** Under so many cases a value moves too much to be settled. */
export const FEW = 50;

export type Reading = "none" | "few" | "good" | "fair" | "poor";

export function reading(alpha: number | null, units: number): Reading {
  if (alpha === null) return "none";
  if (units < FEW) return "few";
  return alpha >= GOOD ? "good" : alpha >= FAIR ? "fair" : "poor";
}
