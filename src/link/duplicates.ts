/** Near-duplicate texts: word shingles, MinHash and locality-sensitive hashing (Broder 1997; Leskovec, Rajaraman and Ullman, ch. 3). */

/** Words a shingle, and the Jaccard similarity from which two texts are one origin (domain, independence of sources). */
const SHINGLE = 5;
const SAME = 0.8;
/**
 * Bands of rows: two texts of similarity s share a band with chance 1 - (1 - s^5)^25, which is 0.99995 at 0.8 and 0.05 at
 * 0.29.
 */
const BANDS = 25;
const ROWS = 5;
const HASHES = BANDS * ROWS;
/** So many texts of one bucket are compared; a bucket beyond holds what is boilerplate to all of them. */
const MOST_COMPARED = 16;

const WORD = /[\p{L}\p{N}]+/gu;

/** FNV-1a over UTF-16 units, started from what came before. */
function fold(hash: number, word: string): number {
  let h = hash;
  for (let i = 0; i < word.length; i++) h = Math.imul(h ^ word.charCodeAt(i), 16777619);
  return Math.imul(h ^ 32, 16777619);
}

/** Spreads the bits of a 32-bit number (murmur3's finaliser). */
function mix(n: number): number {
  let h = n;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

const SEEDS = Uint32Array.from({ length: HASHES }, (_, i) => mix(i + 1));

/** The distinct shingles of a text as sorted 32-bit hashes: five words in a row, whatever the case and punctuation; of a shorter text all words. */
export function shinglesOf(text: string): Uint32Array {
  const words = text.normalize("NFC").toLowerCase().match(WORD) ?? [];
  const found = new Set<number>();
  for (let i = 0; i < Math.max(1, words.length - SHINGLE + 1); i++) {
    let hash = 2166136261;
    for (let k = i; k < Math.min(words.length, i + SHINGLE); k++) hash = fold(hash, words[k]!);
    found.add(mix(hash));
  }
  if (words.length === 0) found.clear();
  return Uint32Array.from(found).sort();
}

/** Shared among all members of two sorted sets: 1 where they are equal, 0 where one is empty. */
export function jaccard(a: Uint32Array, b: Uint32Array): number {
  if (a.length === 0 || b.length === 0) return 0;
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [x, y] = [a[i]!, b[j]!];
    if (x === y) shared++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return shared / (a.length + b.length - shared);
}

/** The least value of each of 125 hash functions over the shingles. */
function minima(shingles: Uint32Array): Uint32Array {
  const least = new Uint32Array(HASHES).fill(0xffffffff);
  for (const shingle of shingles)
    for (let h = 0; h < HASHES; h++) {
      const value = Math.imul(shingle ^ SEEDS[h]!, 0x9e3779b1) >>> 0;
      if (value < least[h]!) least[h] = value;
    }
  return least;
}

/** Remembers texts and says which earlier one a text copies. Memory: the shingles of each first text, 4 bytes a word. */
export class Duplicates {
  readonly #buckets = new Map<number, string[]>();
  readonly #shingles = new Map<string, Uint32Array>();

  /**
   * The origin of a text: the id of the first text with which it shares at least 80 % of all shingles of the two, else its
   * own id. A copy is compared with first texts only, so a chain of small changes does not drift. A text of no words is its
   * own origin. Cost: linear in the text.
   */
  originOf(id: string, text: string): string {
    const shingles = shinglesOf(text);
    if (shingles.length === 0) return id;
    const least = minima(shingles);
    const keys: number[] = [];
    let best: string | null = null;
    let most = SAME;
    const seen = new Set<string>();
    for (let band = 0; band < BANDS; band++) {
      let key = band + 1;
      for (let row = 0; row < ROWS; row++) key = mix(key ^ least[band * ROWS + row]!) + band;
      keys.push(key);
      for (const other of this.#buckets.get(key) ?? []) {
        if (seen.has(other)) continue;
        seen.add(other);
        const likeness = jaccard(shingles, this.#shingles.get(other)!);
        if (likeness > most || (likeness === most && best === null)) [best, most] = [other, likeness];
      }
    }
    if (best !== null) return best;
    this.#shingles.set(id, shingles);
    for (const key of keys) {
      const bucket = this.#buckets.get(key);
      if (bucket === undefined) this.#buckets.set(key, [id]);
      else if (bucket.length < MOST_COMPARED) bucket.push(id);
    }
    return id;
  }
}

/** The origin of each text, by id, the first of each group of near-duplicates in the order given. */
export function originsOf(
  texts: Iterable<{ readonly id: string; readonly text: string }>,
): Map<string, string> {
  const known = new Duplicates();
  const origins = new Map<string, string>();
  for (const { id, text } of texts) origins.set(id, known.originOf(id, text));
  return origins;
}
