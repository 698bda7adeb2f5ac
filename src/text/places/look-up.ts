/** Looks places up as somebody types them: whole names, other names, beginnings; for people, who choose, not for the coder. */
import { setImmediate } from "node:timers/promises";
import { type Gazetteer, gazetteer } from "./gazetteer.js";
import { FLAG, KIND, keyOf } from "./gazetteer-format.js";

export const PLACE_KINDS = ["country", "admin1", "admin2", "town", "region", "site"] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** A row of the gazetteer. `lat` and `lon` are null where the row is too coarse for a point (G5 and above); 0 people: not known. */
export type PlaceHit = {
  readonly name: string;
  readonly kind: PlaceKind;
  /** Capital of its country, or seat of its first-level region. */
  readonly seat: "country" | "admin1" | null;
  readonly country: string | null;
  readonly admin1: string | null;
  readonly admin2: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  /** The digit of G0 to G7. */
  readonly precision: number;
  /** GeoNames id, or null where the row is of another source. */
  readonly geonameId: number | null;
  readonly population: number;
};

/** All names in one string, a line each, so that a search is one pass of the engine's own `indexOf`. */
type Names = { readonly text: string; readonly Start: Uint32Array };

/** Rows that are folded before others get their turn. */
const AT_ONCE = 2048;
/** So many names that fit are looked at. */
const MOST = 20_000;
/** Finest precision without a point. */
const POINTLESS = 5;

let folding: Promise<Names> | null = null;

/** Folded once, in slices, so that a server goes on answering: about a second in all. */
async function foldNames(g: Gazetteer): Promise<Names> {
  const Start = new Uint32Array(g.length);
  const parts: string[] = [];
  let at = 1;
  for (let row = 0; row < g.length; row++) {
    if (row % AT_ONCE === 0) await setImmediate();
    const key = keyOf(g.name(row));
    Start[row] = at;
    at += key.length + 1;
    parts.push(key);
  }
  return { text: `\n${parts.join("\n")}\n`, Start };
}

function rowAt(Start: Uint32Array, at: number): number {
  let [low, high] = [0, Start.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (Start[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

const WORTH = { same: 4, other: 2.5, beginning: 1, word: 0 } as const;

/** Rows whose name is, begins with, or has a word that begins with `key`; what it is worth to be so. */
function rowsOf(g: Gazetteer, { text, Start }: Names, key: string): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const put = (row: number, worth: number) => {
    if (worth > (found.get(row) ?? -1)) found.set(row, worth);
  };
  for (const { row, variant } of g.find(key)) put(row, variant ? WORTH.other : WORTH.same);
  for (const [before, worth] of [
    ["\n", WORTH.beginning],
    [" ", WORTH.word],
  ] as const) {
    const needle = before + key;
    let left = MOST;
    for (let at = text.indexOf(needle); at >= 0 && left > 0; at = text.indexOf(needle, at + 1)) {
      left--;
      const isWhole = before === "\n" && text[at + needle.length] === "\n";
      put(rowAt(Start, at + 1), isWhole ? WORTH.same : worth);
    }
  }
  return found;
}

const KINDS_WORTH: Readonly<Record<number, number>> = { [KIND.country]: 3, [KIND.town]: 1 };
const NEAR = 3;

function hitOf(g: Gazetteer, row: number): PlaceHit {
  const precision = g.Precision[row]!;
  const hasPoint = precision < POINTLESS;
  const [flags, id] = [g.Flags[row]!, g.Id[row]!];
  const degrees = (value: number) => (hasPoint ? Math.round(value * 10_000) / 10_000 : null);
  return {
    name: g.name(row),
    kind: PLACE_KINDS[g.Kind[row]!]!,
    seat: flags & FLAG.capital ? "country" : flags & FLAG.seat1 ? "admin1" : null,
    country: g.iso(row),
    admin1: g.Kind[row] === KIND.country ? null : g.admin1(row),
    admin2: g.Kind[row] === KIND.country ? null : g.admin2(row),
    lat: degrees(g.Lat[row]!),
    lon: degrees(g.Lon[row]!),
    precision,
    geonameId: id === 0 ? null : id,
    population: g.Population[row]!,
  };
}

/**
 * The places that `words` may mean, the likeliest first: by how well the name fits, by people, those of the countries
 * `near` (ISO codes) before others. Behind a comma stand names of what they lie in: "Puno, Peru". A town and the regions of
 * its name are all there.
 */
export async function lookUpPlaces(
  words: string,
  { near = [], limit = 12 }: { readonly near?: readonly string[]; readonly limit?: number } = {},
): Promise<readonly PlaceHit[]> {
  const [name = "", ...outer] = words.split(/[,\n]/).map(keyOf);
  if (name === "") return [];
  const g = gazetteer();
  folding ??= foldNames(g);
  const rows = rowsOf(g, await folding, name);
  const around = (row: number): string[] => {
    const iso = g.iso(row);
    const country = iso === null ? "" : g.name(g.country(iso));
    return [iso ?? "", country, g.admin1(row) ?? "", g.admin2(row) ?? ""].map(keyOf);
  };
  const within = outer.filter((key) => key !== "");
  const worth = (row: number, fit: number) =>
    fit +
    Math.log10(g.Population[row]! + 10) +
    (KINDS_WORTH[g.Kind[row]!] ?? 0) +
    (near.includes(g.iso(row) ?? "") ? NEAR : 0);
  return [...rows]
    .filter(([row]) => {
      const names = within.length === 0 ? [] : around(row);
      return within.every((key) => names.some((one) => one.startsWith(key)));
    })
    .map(([row, fit]) => ({ row, worth: worth(row, fit) }))
    .sort((a, b) => b.worth - a.worth || a.row - b.row)
    .slice(0, limit)
    .map(({ row }) => hitOf(g, row));
}
