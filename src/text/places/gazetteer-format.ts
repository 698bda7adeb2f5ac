/** How `gazetteer.bin` is laid out, and how a name becomes the key it is found by: shared by its writer and its reader. */

export const MAGIC = 0x51475a31;
/** Marks an absent country, admin region, capital or name. */
export const NONE8 = 0xff;
export const NONE16 = 0xffff;
export const NONE32 = 0xffffffff;
/** Set in a posting where the name is not the place's main name. */
export const VARIANT = 0x80000000;

/** What a row is. The digit of `Precision` says how fine, this says where it comes from. */
export const KIND = { country: 0, admin1: 1, admin2: 2, town: 3, region: 4, site: 5 } as const;

/** Flags of a row. `capital`: capital of its country; `seat1`: seat of a first-level region; `weak`: needs its country
 * named; `city`: a country that is one city. */
export const FLAG = { capital: 1, seat1: 2, weak: 4, city: 8 } as const;

/** Sections in file order: name and bytes an element. All start on a multiple of four. */
export const SECTIONS = [
  ["Lat", 4],
  ["Lon", 4],
  ["Population", 4],
  ["Id", 4],
  ["Name", 4],
  ["Admin1", 2],
  ["Admin2", 2],
  ["Radius", 2],
  ["Country", 1],
  ["Kind", 1],
  ["Precision", 1],
  ["Flags", 1],
  ["Iso", 1],
  ["Capital", 4],
  ["Seat", 4],
  ["Admin1Row", 4],
  ["Admin1Seat", 4],
  ["Admin2Name", 4],
  ["KeyA", 4],
  ["KeyB", 4],
  ["PostAt", 4],
  ["Post", 4],
  ["Slot", 4],
  ["StringAt", 4],
  ["Pool", 1],
] as const;

const WORDS: ReadonlyMap<string, string> = new Map([
  ["saint", "st"],
  ["sainte", "ste"],
  ["mount", "mt"],
  ["fort", "ft"],
  ["&", "and"],
]);
const LETTERS: Readonly<Record<string, string>> = {
  ø: "o",
  ł: "l",
  đ: "d",
  ı: "i",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
  ð: "d",
  ħ: "h",
  ŧ: "t",
  ə: "a",
};

const plain = /^[a-z0-9]+$/;

/** One word folded for comparison: lower case, without accents, full stops and apostrophes; hyphens and the like become spaces. */
export function foldWord(word: string): string {
  let folded = word.toLowerCase();
  if (!plain.test(folded)) {
    folded = folded
      .normalize("NFD")
      .replace(/[\p{M}.'’‘ʻʼ`´"]/gu, "")
      .replace(/[øłđıßæœþðħŧə]/g, (letter) => LETTERS[letter]!)
      .replace(/[^\p{L}\p{N}&]+/gu, " ")
      .trim();
  }
  return WORDS.get(folded) ?? folded;
}

/** The key of a whole name: its folded words, one space apart, without a leading "the". */
export function keyOf(name: string): string {
  const words: string[] = [];
  for (const part of name.split(/[\s\-‐‑–—/,]+/u)) {
    const folded = foldWord(part);
    if (folded !== "") words.push(folded);
  }
  if (words.length > 1 && words[0] === "the") words.shift();
  return words.join(" ");
}

/** Two independent 32-bit hashes of a key, FNV-1a and a multiplicative one; together they stand for the key. */
export function hashes(key: string): [number, number] {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (let i = 0; i < key.length; i++) {
    const code = key.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b);
    b ^= b >>> 13;
  }
  return [(a ^ (a >>> 16)) >>> 0, b >>> 0];
}

const DEGREE = Math.PI / 180;

/** Great-circle distance in kilometres (haversine, mean radius). */
export function kilometres(latA: number, lonA: number, latB: number, lonB: number): number {
  const h =
    Math.sin(((latB - latA) * DEGREE) / 2) ** 2 +
    Math.cos(latA * DEGREE) * Math.cos(latB * DEGREE) * Math.sin(((lonB - lonA) * DEGREE) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(h)));
}
