/** Cuts a long report into parts that a model reads one by one. */

/** A stretch of the report whose events are asked for, and the stretches that are shown with it to understand it. */
export type Part = {
  readonly start: number;
  readonly end: number;
  /** Where what stands before it, and is shown too, begins; `start` where nothing is. */
  readonly before: number;
};

/** Longest part, in UTF-16 units: with the prompt, well within a context of 32,000 tokens. Nearly every report is one part. */
export const PART_LENGTH = 24_000;
/** How much of what stands before a part is shown with it. */
const BEFORE = 1_500;
/** How far back from the limit an end of a paragraph or sentence is looked for. */
const SEARCH = 4_000;

/** The parts of a text in order. Together they hold all of it, and none holds what another does. */
export function partsOf(text: string, length = PART_LENGTH): Part[] {
  const parts: Part[] = [];
  for (let start = 0; start < text.length; ) {
    const end = text.length - start <= length ? text.length : cutAt(text, start, length);
    parts.push({ start, end, before: start <= BEFORE ? 0 : wordAt(text, start - BEFORE, start) });
    start = end;
  }
  return parts;
}

/** The last end of a paragraph before the limit, else of a sentence, else of a word, else the limit. */
function cutAt(text: string, start: number, length: number): number {
  const limit = start + length;
  const from = Math.max(start + 1, limit - Math.min(SEARCH, length >> 1));
  const tail = text.slice(from, limit);
  for (const end of [/\n\s*\n/g, /[.!?]["'”’)]?\s/g, /\n/g, /\s/g]) {
    const last = [...tail.matchAll(end)].at(-1);
    if (last) return from + last.index + last[0].length;
  }
  const unit = text.charCodeAt(limit);
  return unit >= 0xdc00 && unit <= 0xdfff ? limit - 1 : limit;
}

/** The start of the first whole word from an offset on, at most `end`. */
function wordAt(text: string, offset: number, end: number): number {
  const blank = text.slice(offset, end).search(/\s/);
  return blank < 0 ? end : offset + blank + 1;
}
