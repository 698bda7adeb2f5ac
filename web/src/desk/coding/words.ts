/** Words of a text, one after the other, for walking through them by keys. Pure. */
export type Stretch = { readonly start: number; readonly end: number };

/** How far is looked for the next word. */
const REACH = 300;

const cutter = new Intl.Segmenter(undefined, { granularity: "word" });

function wordsIn(text: string, from: number, to: number): readonly Stretch[] {
  return [...cutter.segment(text.slice(from, to))]
    .filter(({ isWordLike }) => isWordLike === true)
    .map(({ index, segment }) => ({ start: from + index, end: from + index + segment.length }));
}

/** The first word that ends after `at`; null behind the last one. */
export function wordAfter(text: string, at: number): Stretch | null {
  for (let from = at; from < text.length; from += REACH) {
    // The end of a window may cut a word: it is looked at with more room.
    const found = wordsIn(text, from, Math.min(text.length, from + 2 * REACH)).find(({ end }) => end > at);
    if (found !== undefined) return found;
  }
  return null;
}

/** The last word that starts before `at`; null before the first one. */
export function wordBefore(text: string, at: number): Stretch | null {
  for (let to = at; to > 0; to -= REACH) {
    const from = Math.max(0, to - 2 * REACH);
    const words = wordsIn(text, from, to);
    const last = words.at(-1);
    if (last === undefined) continue;
    // The start of a window may cut its first word.
    if (last.start > from || from === 0) return last;
  }
  return null;
}

/** A stretch without white space at its ends and without half a character; null where nothing is left. */
export function trimmed(text: string, start: number, end: number): Stretch | null {
  let [from, to] = [Math.max(0, start), Math.min(text.length, end)];
  while (from < to && /\s/.test(text[from]!)) from++;
  while (to > from && /\s/.test(text[to - 1]!)) to--;
  if (from > 0 && from < to && /[\udc00-\udfff]/.test(text[from]!) && /[\ud800-\udbff]/.test(text[from - 1]!))
    from--;
  if (to > from && to < text.length && /[\ud800-\udbff]/.test(text[to - 1]!)) to++;
  return from < to ? { start: from, end: to } : null;
}

/** Where words stand, at or after `from`, else from the beginning, whatever their case; null where nowhere. */
export function findWords(text: string, words: string, from: number): Stretch | null {
  if (words === "") return null;
  const low = text.toLowerCase();
  // Some characters are longer in lower case: then only the same case is looked for.
  const hay = low.length === text.length ? low : text;
  const needle = hay === low ? words.toLowerCase() : words;
  const there = hay.indexOf(needle, from);
  const start = there >= 0 ? there : hay.indexOf(needle);
  return start < 0 ? null : { start, end: start + needle.length };
}

const isInWord = (text: string, at: number) =>
  at > 0 && at < text.length && /[\p{L}\p{N}]/u.test(text[at - 1]!) && /[\p{L}\p{N}]/u.test(text[at]!);

/** So many places are looked at. */
const MOST_PLACES = 500;

/**
 * All places where words stand, whatever their case: whole words first, then beginnings of words (taken to the end of the
 * word), each time those nearest to `near`. What begins within a word is none.
 */
export function wordsNear(text: string, words: string, near: number): readonly Stretch[] {
  const found: { readonly place: Stretch; readonly cut: boolean }[] = [];
  for (let from = 0; found.length < MOST_PLACES; ) {
    const place = words === "" ? null : findWords(text, words, from);
    if (place === null || place.start < from) break;
    from = place.start + 1;
    if (isInWord(text, place.start)) continue;
    const cut = isInWord(text, place.end);
    const end = cut ? (wordAfter(text, place.end)?.end ?? place.end) : place.end;
    found.push({ place: { start: place.start, end }, cut });
  }
  const far = ({ start }: Stretch) => Math.abs(start - near);
  return found
    .sort((a, b) => Number(a.cut) - Number(b.cut) || far(a.place) - far(b.place))
    .map(({ place }) => place);
}
