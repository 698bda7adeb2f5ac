/** Finds towns whose names are written in other ways: "Sheikh Miskeen" for "Ash Shaykh Miskīn", within one country only. */
import type { Gazetteer } from "./gazetteer.js";
import { keyOf } from "./gazetteer-format.js";

/** Countries whose names reach Latin letters by more than one road. */
export const LOOSE_COUNTRIES: ReadonlySet<string> = new Set(
  (
    "AE AF AM AZ BD BG BH BY CN DZ EG EH ER ET GE GR IL IN IQ IR JO KG KH KR KW KZ LA LB LK LY MA MK MM MN MR NP OM PK PS QA RS RU SA " +
    "SD SO SS SY TD TH TJ TM TN UA UZ VN XK YE"
  ).split(" "),
);

/** Marks loose keys in the table of names. */
const MARK = "~";
const ARTICLES = /^(?:al|el|ar|as|ash|ad|an|at|az|ez|ed|es|esh|er|et|en|ath|adh|ul|il)(?= ) /;

const bare = (key: string): string =>
  key.replace(ARTICLES, "").replace(/ (?:al|el|ar|as|ash|ad|an|at|az|ez|ul|e|i) /g, " ");

/** Consonants of a key, those that are confused made one; null when too few are left to tell a name by. */
export function looseKey(key: string): string | null {
  const bones = bare(key)
    .replace(/ /g, "")
    .replace(/kh|gh|q|ck|ch|g|x|c/g, "k")
    .replace(/ph/g, "f")
    .replace(/sch|sh|zh|dh|th|ts|tz|dj|j|z/g, (m) => (m === "th" ? "t" : m === "dh" ? "d" : "s"))
    .replace(/w|v|b(?=u)/g, "v")
    .replace(/[aeiouyh]/g, "")
    .replace(/(.)\1+/g, "$1");
  return bones.length >= 3 ? MARK + bones : null;
}

/** Least likeness of two names, 0 to 1, by edits; more is asked of short names. */
const LIKE = 0.62;

/**
 * Row of the place in a country that a name may be another spelling of, or -1. Several fit: the one most alike, then
 * the most populous.
 */
export function findLoosely(g: Gazetteer, name: string, country: number): number {
  const key = keyOf(name);
  const loose = key.length >= 4 && key.length <= 40 ? looseKey(key) : null;
  if (loose === null || !LOOSE_COUNTRIES.has(g.iso(country) ?? "")) return -1;
  let best = -1;
  let most = LIKE;
  for (const { row } of g.find(loose)) {
    if (g.Country[row] !== country) continue;
    const like = likeness(bare(key), bare(keyOf(g.name(row))));
    if (like > most) {
      most = like;
      best = row;
    }
  }
  return best;
}

/** One less the edits between two short words as a share of the longer. */
function likeness(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
      row.push(Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + same));
    }
    above = row;
  }
  return 1 - above[b.length]! / Math.max(a.length, b.length, 1);
}
