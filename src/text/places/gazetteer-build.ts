/** Compiles the gazetteer into `gazetteer.bin`, and the words for places of each language into `places-LANG.json`. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";
import {
  FLAG,
  hashes,
  KIND,
  keyOf,
  MAGIC,
  NONE8,
  NONE16,
  NONE32,
  SECTIONS,
  VARIANT,
} from "./gazetteer-format.js";
import { LOOSE_COUNTRIES, looseKey } from "./gazetteer-loose.js";
import { type Row, readSources, type Sources } from "./gazetteer-sources.js";
import { compileWords, type WordsYaml } from "./words.js";

type Section = (typeof SECTIONS)[number][0];

/** The build step: reads GeoNames' packages, `places/` and `languages/` under `root`; writes into the folder `out`. */
export function compileGazetteer(root: string, out: string): void {
  const sources = readSources(root);
  const display = new Map<string, string>();
  for (const lang of readdirSync(`${root}languages/`).sort()) {
    const file = `${root}languages/${lang}/places.yaml`;
    if (!existsSync(file)) continue;
    const words = parse(readFileSync(file, "utf8")) as WordsYaml;
    writeFileSync(`${out}places-${lang}.json`, JSON.stringify(compileWords(words)));
    for (const [code, country] of Object.entries(words.countries)) {
      if (lang === "en" || !display.has(code)) display.set(code, country.names[0]!);
    }
  }
  writeFileSync(`${out}gazetteer.bin`, packGazetteer(sources, display));
}

/** The bytes of `gazetteer.bin`. `display`: names of countries to show, by ISO code. */
export function packGazetteer(sources: Sources, display: ReadonlyMap<string, string>): Uint8Array {
  const { rows, countries } = sources;
  const n = rows.length;
  const codes = [...countries.keys()];
  const countryAt = new Map(codes.map((code, i) => [code, i]));
  const admin1At = indexOf(rows, KIND.admin1, (row) => row.admin1!);
  const admin2At = indexOf(rows, KIND.admin2, (row) => row.admin2!);
  const strings = new Strings();

  const Lat = new Float32Array(n);
  const Lon = new Float32Array(n);
  const Population = new Uint32Array(n);
  const Id = new Uint32Array(n);
  const Name = new Uint32Array(n);
  const Admin1 = new Uint16Array(n).fill(NONE16);
  const Admin2 = new Uint16Array(n).fill(NONE16);
  const Radius = new Uint16Array(n);
  const Country = new Uint8Array(n).fill(NONE8);
  const Kind = new Uint8Array(n);
  const Precision = new Uint8Array(n);
  const Flags = new Uint8Array(n);
  const Capital = new Uint32Array(codes.length).fill(NONE32);
  const Seat = new Uint32Array(codes.length).fill(NONE32);
  const Admin1Row = new Uint32Array(admin1At.size);
  const Admin1Seat = new Uint32Array(admin1At.size).fill(NONE32);
  const Admin2Name = new Uint32Array(admin2At.size);

  rows.forEach((row, i) => {
    const name = row.kind === KIND.country ? (display.get(row.names[0]!) ?? row.names[0]!) : shown(row);
    Lat[i] = row.lat;
    Lon[i] = row.lon;
    Population[i] = row.population;
    Id[i] = row.id;
    Name[i] = strings.add(name);
    Radius[i] = Math.min(row.radius, NONE16);
    Kind[i] = row.kind;
    Precision[i] = row.precision;
    Flags[i] = row.flags;
    if (row.country !== null) Country[i] = countryAt.get(row.country) ?? NONE8;
    if (row.admin1 !== null) Admin1[i] = admin1At.get(row.admin1) ?? NONE16;
    if (row.admin2 !== null) Admin2[i] = admin2At.get(row.admin2) ?? NONE16;
    if (row.kind === KIND.admin1) Admin1Row[admin1At.get(row.admin1!)!] = i;
    if (row.kind === KIND.admin2) Admin2Name[admin2At.get(row.admin2!)!] = Name[i]!;
  });
  rows.forEach((row, i) => {
    if (row.kind !== KIND.town || Admin1[i] === NONE16 || (row.flags & (FLAG.capital | FLAG.seat1)) === 0)
      return;
    const known = Admin1Seat[Admin1[i]!]!;
    if (known === NONE32 || rows[known]!.population < row.population) Admin1Seat[Admin1[i]!] = i;
  });
  codes.forEach((code, c) => {
    const country = countries.get(code)!;
    Capital[c] = townNamed(rows, code, country.capital);
    if (Capital[c] !== NONE32) Flags[Capital[c]!]! |= FLAG.capital;
    Seat[c] = country.seat ? townNamed(rows, code, country.seat) : Capital[c]!;
  });

  const { KeyA, KeyB, PostAt, Post, Slot } = indexNames(rows);
  const { StringAt, Pool } = strings.pack();
  const Iso = Buffer.from(codes.join(""), "latin1");
  const parts: Record<Section, ArrayBufferView> = {
    Lat,
    Lon,
    Population,
    Id,
    Name,
    Admin1,
    Admin2,
    Radius,
    Country,
    Kind,
    Precision,
    Flags,
    Iso,
    Capital,
    Seat,
    Admin1Row,
    Admin1Seat,
    Admin2Name,
    KeyA,
    KeyB,
    PostAt,
    Post,
    Slot,
    StringAt,
    Pool,
  };
  return assemble(parts);
}

/** Header: magic, then the length in bytes of each section; then the sections, each padded to four bytes. */
function assemble(parts: Record<Section, ArrayBufferView>): Uint8Array {
  const header = new Uint32Array(1 + SECTIONS.length);
  header[0] = MAGIC;
  const chunks: Uint8Array[] = [];
  SECTIONS.forEach(([name], i) => {
    const part = parts[name];
    header[i + 1] = part.byteLength;
    chunks.push(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
    chunks.push(new Uint8Array((4 - (part.byteLength % 4)) % 4));
  });
  return Buffer.concat([new Uint8Array(header.buffer), ...chunks]);
}

/** Hash table from the keys of all names to rows, the most populous first. Countries are found through the languages. */
function indexNames(rows: readonly Row[]): Record<"KeyA" | "KeyB" | "PostAt" | "Post" | "Slot", Uint32Array> {
  const postings = new Map<string, Map<number, boolean>>();
  const post = (key: string, row: number, variant: boolean): void => {
    const mine = postings.get(key) ?? new Map<number, boolean>();
    if (!postings.has(key)) postings.set(key, mine);
    if (!mine.has(row)) mine.set(row, variant);
  };
  rows.forEach((row, i) => {
    if (row.kind === KIND.country) return;
    row.names.forEach((name, rank) => {
      const key = keyOf(name);
      if (key.length >= 2) post(key, i, rank > 0);
    });
    const loose =
      LOOSE_COUNTRIES.has(row.country ?? "") && row.kind !== KIND.admin2
        ? looseKey(keyOf(row.names[0]!))
        : null;
    if (loose !== null) post(loose, i, true);
  });
  const keys = [...postings.keys()];
  const KeyA = new Uint32Array(keys.length);
  const KeyB = new Uint32Array(keys.length);
  const PostAt = new Uint32Array(keys.length + 1);
  const Post: number[] = [];
  let size = 1;
  while (size < keys.length * 2) size *= 2;
  const Slot = new Uint32Array(size);
  const pairs = new Map<string, string>();
  keys.forEach((key, k) => {
    const [a, b] = hashes(key);
    if (pairs.has(`${a} ${b}`))
      throw new Error(`two names share both hashes: ${key}, ${pairs.get(`${a} ${b}`)}`);
    pairs.set(`${a} ${b}`, key);
    KeyA[k] = a;
    KeyB[k] = b;
    PostAt[k] = Post.length;
    const sorted = [...postings.get(key)!].sort(
      ([p], [q]) => rows[q]!.population - rows[p]!.population || p - q,
    );
    for (const [row, variant] of sorted) Post.push(variant ? (row | VARIANT) >>> 0 : row);
    let at = a & (size - 1);
    while (Slot[at] !== 0) at = (at + 1) & (size - 1);
    Slot[at] = k + 1;
  });
  PostAt[keys.length] = Post.length;
  return { KeyA, KeyB, PostAt, Post: Uint32Array.from(Post), Slot };
}

/** The name to show: GeoNames' main name, a province's without that word. */
function shown(row: Row): string {
  const bare = row.names[1];
  const main = row.names[0]!;
  return row.kind === KIND.admin1 && bare !== undefined && main.startsWith(bare) && !/ State$/.test(main)
    ? bare
    : main;
}

function indexOf(rows: readonly Row[], kind: number, code: (row: Row) => string): Map<string, number> {
  const at = new Map<string, number>();
  for (const row of rows) if (row.kind === kind) at.set(code(row), at.size);
  return at;
}

function townNamed(rows: readonly Row[], country: string, name: string | undefined): number {
  const key = name === undefined ? null : keyOf(name);
  let best = NONE32;
  rows.forEach((row, i) => {
    if (row.kind !== KIND.town || row.country !== country) return;
    const fits =
      key === null ? (row.flags & FLAG.capital) !== 0 : row.names.some((other) => keyOf(other) === key);
    if (fits && (best === NONE32 || rows[best]!.population < row.population)) best = i;
  });
  if (key !== null && best === NONE32)
    throw new Error(`places/countries.yaml: no town "${name}" in ${country}`);
  return best;
}

class Strings {
  private readonly at = new Map<string, number>();

  add(text: string): number {
    const known = this.at.get(text);
    if (known !== undefined) return known;
    this.at.set(text, this.at.size);
    return this.at.size - 1;
  }

  pack(): { StringAt: Uint32Array; Pool: Uint8Array } {
    const StringAt = new Uint32Array(this.at.size + 1);
    const chunks: Buffer[] = [];
    let total = 0;
    let i = 0;
    for (const text of this.at.keys()) {
      const bytes = Buffer.from(text, "utf8");
      StringAt[i++] = total;
      total += bytes.length;
      chunks.push(bytes);
    }
    StringAt[i] = total;
    return { StringAt, Pool: Buffer.concat(chunks) };
  }
}
