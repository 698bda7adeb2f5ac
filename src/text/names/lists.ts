/** The phrase table of the name lists: which lists a run of tokens stands in, found by hashes alone. */

/**
 * The lists of `languages/<lang>/names.yaml`, `names-more.yaml` and `names-people.yaml`, and the towns of the gazetteer's
 * source, in the order of their bits.
 */
export const LISTS = [
  "country",
  "region",
  "city",
  "demonym",
  "given",
  "surname",
  "organisation",
  "organisation_head",
  "place_head",
  "place_start",
  "title",
  "title_lower",
  "place_lower",
  "time",
  "particle",
  "other",
  "organisation_more",
  "given_more",
  "surname_more",
  "town",
  "abbreviation",
  "venue",
  "venue_head",
  "business_head",
  "state_code",
] as const;
export type ListName = (typeof LISTS)[number];

/** Bit of an entry whose tokens begin a longer phrase. */
export const PREFIX = 1 << 30;
/** Longest phrase looked for, in tokens. */
export const LONGEST_PHRASE = 6;

const SEED = 0x811c9dc5 | 0;

/** One step of the hash of a phrase: the hash so far and the next word's. */
export function extend(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

/** Hash of nothing, from which every phrase begins. */
export const EMPTY_PHRASE = SEED;

/**
 * Hash of a token as part of a phrase, continuing `hash`: its letters in lower case, full stops dropped, hyphens and
 * apostrophes read as gaps between words, so that a phrase matches however the tokeniser cut it.
 */
export function extendByToken(hash: number, norm: string): number {
  let word = SEED;
  let open = false;
  let out = hash;
  for (let i = 0; i < norm.length; i++) {
    const code = norm.charCodeAt(i);
    if (code === 46) continue;
    if (code === 45 || code === 39 || code === 0x2010 || code === 0x2011 || code === 0x2019) {
      if (open) out = extend(out, word);
      word = SEED;
      open = false;
      continue;
    }
    word = Math.imul(word ^ code, 0x01000193);
    open = true;
  }
  return open ? extend(out, word) : out;
}

/** Open-addressed table from phrase hash to bits of lists; `size` is a power of two, key 0 is free. */
export type PhraseTable = { readonly Key: Int32Array; readonly Bits: Int32Array };

/** Bits of a phrase, 0 where it is in no list and begins none. */
export function phraseBits(table: PhraseTable, hash: number): number {
  const mask = table.Key.length - 1;
  const key = hash === 0 ? 1 : hash;
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const found = table.Key[slot]!;
    if (found === key) return table.Bits[slot]!;
    if (found === 0) return 0;
  }
}

/** Compiles the lists into a table. Unknown list names are an error: they would never be read. */
export function buildPhraseTable(...sources: ReadonlyArray<Readonly<Record<string, string>>>): PhraseTable {
  const bits = new Map<number, number>();
  const add = (hash: number, flags: number): void => {
    bits.set(hash, (bits.get(hash) ?? 0) | flags);
  };
  for (const [name, value] of sources.flatMap((lists) => Object.entries(lists))) {
    const list = LISTS.indexOf(name as ListName);
    if (list < 0)
      throw new Error(`names.yaml has an unknown list "${name}". Lists are: ${LISTS.join(", ")}.`);
    for (const phrase of value.split(",")) {
      const words = phrase
        .trim()
        .toLowerCase()
        .split(/[\s'’-]+/)
        .filter(Boolean);
      if (words.length === 0 || words.length > LONGEST_PHRASE) continue;
      let hash = EMPTY_PHRASE;
      for (let i = 0; i < words.length; i++) {
        hash = extendByToken(hash, words[i]!);
        add(hash, i === words.length - 1 ? 1 << list : PREFIX);
      }
    }
  }
  let size = 1024;
  while (size < bits.size * 2) size *= 2;
  const Key = new Int32Array(size);
  const Bits = new Int32Array(size);
  for (const [hash, flags] of bits) {
    let slot = hash & (size - 1);
    while (Key[slot] !== 0) slot = (slot + 1) & (size - 1);
    Key[slot] = hash === 0 ? 1 : hash;
    Bits[slot] = flags;
  }
  return { Key, Bits };
}
