/** Which profiles are compared at all: those of one country, type group, place and time, in near-linear time. */
import type { Profile } from "./profile.js";

/** Degrees of latitude of a cell: no two places nearer than 50 km lie further apart than in neighbouring cells. */
const CELL = 0.5;
/** Days before and after within which dates may still be one. */
const DAYS = 3;
/** A date longer than this stands in no day's block, but in its months'. */
const LONGEST = 7;
/** So many profiles of one block are compared with a new one. */
const MOST = 64;
/** So many sums, campaigns or coarse mentions stand for all alike of an area and time. */
const MOST_COARSE = 4;

const FINE = new Set(["G0", "G1", "G2", "G3"]);

type Blocks = Map<string, number[]>;

function put(blocks: Blocks, key: string, i: number): void {
  const block = blocks.get(key);
  if (block) block.push(i);
  else blocks.set(key, [i]);
}

const band = (lat: number) => Math.floor(lat / CELL);
/** Width in degrees of the cells of a band of latitude: at least 50 km. */
const width = (row: number) =>
  CELL / Math.max(0.02, Math.cos((Math.min(89, Math.abs(row) * CELL + CELL) * Math.PI) / 180));
const column = (row: number, lon: number) => Math.floor(lon / width(row));

/** The cells in which a place nearer than 50 km may lie, its own included. */
function cellsAround(lat: number, lon: number): string[] {
  const cells: string[] = [];
  for (const row of [band(lat) - 1, band(lat), band(lat) + 1]) {
    const at = column(row, lon);
    for (const col of [at - 1, at, at + 1]) cells.push(`${row},${col}`);
  }
  return cells;
}

/** Where a profile stands and looks: cells where it has a point, else the names of its place. */
function areas({ place }: Profile): { stands: string; looks: readonly string[] } | null {
  if (place === null || place.country === null) return null;
  if (place.lat !== null && place.lon !== null && FINE.has(place.precision)) {
    const row = band(place.lat);
    return { stands: `${row},${column(row, place.lon)}`, looks: cellsAround(place.lat, place.lon) };
  }
  const named = `${place.admin1 ?? ""} ${place.name.toLowerCase()}`;
  return { stands: named, looks: [named] };
}

/** Areas that hold a place: its district, province and country, each a block of coarse mentions. */
function holders({ place }: Profile): string[] {
  if (place === null) return [];
  const { country, admin1, admin2 } = place;
  return [
    `${country}`,
    ...(admin1 === null ? [] : [`${country}/${admin1}`]),
    ...(admin1 === null || admin2 === null ? [] : [`${country}/${admin1}/${admin2}`]),
  ];
}

/** The area that a coarse place is, or null for a town or a place that holds nothing. */
function held({ place }: Profile): string | null {
  if (place === null || place.country === null) return null;
  const { country, admin1, admin2, precision } = place;
  if (precision === "G6") return country;
  if (precision === "G4" && admin1 !== null) return `${country}/${admin1}`;
  return precision === "G3" && admin1 !== null && admin2 !== null ? `${country}/${admin1}/${admin2}` : null;
}

const daysOf = ({ start, end }: Profile): readonly [number, number] | null =>
  start !== null && end !== null && end - start < LONGEST ? [start, end] : null;

/** Months that a date touches, at most three years of them. */
function monthsOf({ start, end }: Profile): string[] {
  if (start === null || end === null) return [];
  const months: string[] = [];
  for (let day = start; day <= end && months.length < 36; day += 28)
    months.push(new Date(day * 86_400_000).toISOString().slice(0, 7));
  const last = new Date(end * 86_400_000).toISOString().slice(0, 7);
  if (months.length < 36 && months.at(-1) !== last) months.push(last);
  return months;
}

/** Order in which profiles go through the blocks: long before short, coarse before fine, sums before events, then by key. */
export function inOrder(a: Profile, b: Profile): number {
  const lasts = (p: Profile) => (daysOf(p) === null ? 0 : 1);
  const fineness = (p: Profile) => 9 - Number(p.place?.precision.slice(1) ?? 9);
  const single = (p: Profile) => (p.scope === "event" ? 1 : 0);
  return (
    lasts(a) - lasts(b) ||
    fineness(a) - fineness(b) ||
    single(a) - single(b) ||
    (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
  );
}

/**
 * Pairs of profiles worth a look, each once, the lower place first. `profiles` come in a fixed order, what is coarse before
 * what is fine. A block of more than 64 is cut down to the same place and type, and there the first 64 stand for the rest,
 * so a place and day that thousands of differing mentions name costs 64 comparisons a mention and no more. What no block
 * holds together is told apart without a look.
 */
export function* candidates(profiles: readonly Profile[]): Generator<readonly [number, number]> {
  const near: Blocks = new Map();
  const full = new Map<string, Blocks>();
  const coarse: Blocks = new Map();
  const lasting: Blocks = new Map();
  const named: Blocks = new Map();
  for (const [i, profile] of profiles.entries()) {
    const found = new Set<number>();
    const look = (members: readonly number[]) => {
      for (const j of members) found.add(j);
    };
    const area = areas(profile);
    const days = daysOf(profile);
    const head = `${profile.place?.country ?? ""}|${profile.group}`;
    if (area !== null && days !== null) {
      for (const cell of area.looks)
        for (let day = days[0] - DAYS; day <= days[1] + DAYS; day++) {
          const key = `${head}|${cell}|${day}`;
          const block = near.get(key);
          if (block === undefined) continue;
          look(block.length <= MOST ? block : (full.get(key)?.get(detail(profile)) ?? []));
        }
      for (let day = days[0]; day <= days[1]; day++) {
        const key = `${head}|${area.stands}|${day}`;
        put(near, key, i);
        const details = full.get(key) ?? new Map<string, number[]>();
        full.set(key, details);
        if ((details.get(detail(profile))?.length ?? 0) < MOST) put(details, detail(profile), i);
      }
    }
    // What lasts stands in its months: it may hold what happened on a day in its area.
    const own = held(profile);
    for (const month of area === null ? [] : monthsOf(profile)) {
      for (const where of [area!.stands, ...holders(profile)])
        look((lasting.get(`${profile.group}|${where}|${month}`) ?? []).slice(0, MOST_COARSE));
      if (days === null) put(lasting, `${profile.group}|${own ?? area!.stands}|${month}`, i);
    }
    if (days !== null) {
      for (let day = days[0]; day <= days[1]; day++) {
        for (const holder of holders(profile))
          look((coarse.get(`${profile.group}|${holder}|${day}`) ?? []).slice(0, MOST_COARSE));
        if (own !== null) put(coarse, `${profile.group}|${own}|${day}`, i);
      }
    }
    if (profile.name !== null) {
      const key = `${head}|${profile.name}`;
      look((named.get(key) ?? []).slice(0, MOST));
      put(named, key, i);
    }
    found.delete(i);
    for (const j of found) yield [j, i];
  }
}

const detail = ({ type, place }: Profile) => `${type}|${place?.geonameId ?? ""}|${place?.name ?? ""}`;
