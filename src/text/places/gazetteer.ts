/** The gazetteer at run time: opened on first use from one binary file, columns read in place, names found by hash. */
import { readFileSync } from "node:fs";
import { dataFile } from "../data.js";
import { hashes, MAGIC, NONE8, NONE16, NONE32, SECTIONS, VARIANT } from "./gazetteer-format.js";

/**
 * Columns by row: degrees, people (0 = unknown), GeoNames id (0 = none), `Kind` and `Flags` as in gazetteer-format,
 * `Precision` the digit of G0 to G7, `Radius` in km of countries and regions. Rows `0 … Countries - 1` are the countries.
 */
export type Gazetteer = {
  readonly length: number;
  readonly countries: number;
  readonly Lat: Float32Array;
  readonly Lon: Float32Array;
  readonly Population: Uint32Array;
  readonly Id: Uint32Array;
  readonly Kind: Uint8Array;
  readonly Precision: Uint8Array;
  readonly Flags: Uint8Array;
  readonly Radius: Uint16Array;
  /** Row of the country, 255 for none. */
  readonly Country: Uint8Array;
  /** Number of the first-level region, 65535 for none. */
  readonly Admin1: Uint16Array;
  readonly Admin2: Uint16Array;
  /** Row of a country's capital and of the town where its parliament sits, -1 for none. */
  capital(country: number): number;
  seat(country: number): number;
  /** Row of a first-level region, and of the town where it is governed (-1 for none). */
  admin1Row(admin1: number): number;
  admin1Seat(admin1: number): number;
  name(row: number): string;
  /** ISO 3166-1 alpha-2 of the country of a row, or null. */
  iso(row: number): string | null;
  /** Row of the country with this ISO code, or -1. */
  country(iso: string): number;
  /** Name of the first-level region of a row, or null. */
  admin1(row: number): string | null;
  admin2(row: number): string | null;
  /** Rows of the places with this key (see `keyOf`), the most populous first; empty when there is none. */
  find(key: string): readonly Found[];
};

export type Found = { readonly row: number; readonly variant: boolean };

let opened: Gazetteer | null = null;

/** The gazetteer, opened once. Throws when the package has not been built. */
export function gazetteer(): Gazetteer {
  opened ??= openGazetteer(readFileSync(dataFile("gazetteer.bin")));
  return opened;
}

const ARRAYS: Readonly<Record<string, typeof Uint8Array | typeof Uint16Array | typeof Uint32Array>> = {
  1: Uint8Array,
  2: Uint16Array,
  4: Uint32Array,
};
const NOTHING: readonly Found[] = [];

/** Reads the bytes that `packGazetteer` wrote. */
export function openGazetteer(bytes: Uint8Array): Gazetteer {
  const whole = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const header = new Uint32Array(whole.buffer, whole.byteOffset, 1 + SECTIONS.length);
  if (header[0] !== MAGIC)
    throw new Error("gazetteer.bin has another format. Run `npm run build` and try again.");
  const columns: Record<string, Uint8Array | Uint16Array | Uint32Array> = {};
  let at = whole.byteOffset + header.byteLength;
  SECTIONS.forEach(([name, size], i) => {
    const length = header[i + 1]!;
    columns[name] = new ARRAYS[size]!(whole.buffer as ArrayBuffer, at, length / size);
    at += Math.ceil(length / 4) * 4;
  });
  const u32 = (name: string): Uint32Array => columns[name] as Uint32Array;
  const f32 = (name: string): Float32Array => {
    const column = u32(name);
    return new Float32Array(column.buffer, column.byteOffset, column.length);
  };
  const Iso = Buffer.from(columns.Iso as Uint8Array).toString("latin1");
  const Country = columns.Country as Uint8Array;
  const Admin1 = columns.Admin1 as Uint16Array;
  const Admin2 = columns.Admin2 as Uint16Array;
  const Name = u32("Name");
  const Admin1Row = u32("Admin1Row");
  const Admin1Seat = u32("Admin1Seat");
  const Admin2Name = u32("Admin2Name");
  const Capital = u32("Capital");
  const Seat = u32("Seat");
  const KeyA = u32("KeyA");
  const KeyB = u32("KeyB");
  const PostAt = u32("PostAt");
  const Post = u32("Post");
  const Slot = u32("Slot");
  const StringAt = u32("StringAt");
  const Pool = columns.Pool as Uint8Array;
  const decoder = new TextDecoder();
  const decoded: Array<string | undefined> = new Array(StringAt.length - 1);
  const text = (i: number): string => {
    decoded[i] ??= decoder.decode(Pool.subarray(StringAt[i]!, StringAt[i + 1]!));
    return decoded[i];
  };
  const rowOf = (value: number): number => (value === NONE32 ? -1 : value);
  const isoOf = (country: number): string => Iso.slice(country * 2, country * 2 + 2);
  const byIso = new Map<string, number>();
  for (let i = 0; i * 2 < Iso.length; i++) byIso.set(isoOf(i), i);

  return {
    length: Name.length,
    countries: byIso.size,
    Lat: f32("Lat"),
    Lon: f32("Lon"),
    Population: u32("Population"),
    Id: u32("Id"),
    Kind: columns.Kind as Uint8Array,
    Precision: columns.Precision as Uint8Array,
    Flags: columns.Flags as Uint8Array,
    Radius: columns.Radius as Uint16Array,
    Country,
    Admin1,
    Admin2,
    capital: (country) => rowOf(Capital[country]!),
    seat: (country) => rowOf(Seat[country]!),
    admin1Row: (admin1) => Admin1Row[admin1]!,
    admin1Seat: (admin1) => rowOf(Admin1Seat[admin1]!),
    name: (row) => text(Name[row]!),
    iso: (row) => (Country[row] === NONE8 ? null : isoOf(Country[row]!)),
    country: (iso) => byIso.get(iso) ?? -1,
    admin1: (row) => (Admin1[row] === NONE16 ? null : text(Name[Admin1Row[Admin1[row]!]!]!)),
    admin2: (row) => (Admin2[row] === NONE16 ? null : text(Admin2Name[Admin2[row]!]!)),
    find(key) {
      const [a, b] = hashes(key);
      const mask = Slot.length - 1;
      for (let slot = a & mask; Slot[slot] !== 0; slot = (slot + 1) & mask) {
        const k = Slot[slot]! - 1;
        if (KeyA[k] !== a || KeyB[k] !== b) continue;
        const found: Found[] = [];
        for (let p = PostAt[k]!; p < PostAt[k + 1]!; p++) {
          const post = Post[p]!;
          found.push({ row: (post & ~VARIANT) >>> 0, variant: post >>> 31 === 1 });
        }
        return found;
      }
      return NOTHING;
    },
  };
}
