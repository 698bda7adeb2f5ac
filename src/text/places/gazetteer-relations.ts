/** How places of the gazetteer lie to each other. */
import type { Gazetteer } from "./gazetteer.js";
import { KIND, kilometres, NONE16 } from "./gazetteer-format.js";

/** Kilometres between two rows. */
export function distance(g: Gazetteer, a: number, b: number): number {
  return kilometres(g.Lat[a]!, g.Lon[a]!, g.Lat[b]!, g.Lon[b]!);
}

/** Whether the place of one row lies in that of another: by country, by region, or near enough for a town or a vague region. */
export function liesIn(g: Gazetteer, row: number, parent: number): boolean {
  if (row === parent) return false;
  if (g.Precision[parent] === 7) return distance(g, row, parent) < 2500;
  if (g.Country[row] !== g.Country[parent]) return false;
  switch (g.Kind[parent]) {
    case KIND.country:
      return g.Kind[row] !== KIND.country;
    case KIND.admin1:
      if (g.Kind[row] === KIND.admin1) return false;
      // Hand-kept places know their region only through the nearest town.
      return (
        g.Admin1[row] === g.Admin1[parent] ||
        (g.Kind[row] === KIND.site && distance(g, row, parent) < g.Radius[parent]! + 60)
      );
    case KIND.admin2:
      return g.Kind[row] !== KIND.admin2 && g.Admin2[row] === g.Admin2[parent] && g.Admin2[row] !== NONE16;
    case KIND.region:
      return g.Precision[row]! < g.Precision[parent]! && distance(g, row, parent) < 400;
    default:
      return (g.Kind[row] === KIND.town || g.Kind[row] === KIND.site) && distance(g, row, parent) < 50;
  }
}
