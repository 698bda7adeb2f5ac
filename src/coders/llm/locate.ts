/** Finds the words that a model quotes in the report itself: exactly, else but for white space, quotation marks and dashes. */
import { type Span, span } from "../../model/span.js";

type Range = { readonly start: number; readonly end: number };

/** How to choose between several places where the words stand. */
export type Choice = {
  /** Words around the quote, copied too. */
  readonly context?: string;
  /** The nearest to here is meant, in the same sentence before others. */
  readonly near?: Range;
  readonly sentence?: Range | null;
  /** Places that are taken already. */
  readonly taken?: (place: Range) => boolean;
};

/** Longer quotes are no quotes. */
const LONGEST = 2_000;
/** Places of one quote that are looked at. */
const MOST_PLACES = 500;
const MOST_KNOWN = 2_000;
/** Farther than any place within a sentence. */
const OTHER_SENTENCE = 1e7;

/** Marks that are written in several ways, each with the one that stands for all. */
const ALIKE = new Map<string, string>([
  ...[..."‘’‚‛′`´"].map((mark) => [mark, "'"] as const),
  ...[..."“”„‟«»″"].map((mark) => [mark, '"'] as const),
  ...[..."‐‑‒–—―−"].map((mark) => [mark, "-"] as const),
  ["…", "..."],
]);
const BLANK = /[\s\p{Cc}]/u;
/** Characters without a width: joiners, byte order marks, soft hyphens. */
const UNSEEN = /[\u00ad\u200b-\u200d\u2060\ufeff]/;
const IN_WORD = /[\p{L}\p{N}\p{M}]/u;

/** A text with marks, blanks and composed letters made alike, and for each of its units the stretch it came from. */
type Folded = { readonly text: string; readonly Start: Int32Array; readonly End: Int32Array };

function fold(text: string): Folded {
  const out: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let blank = false;
  for (let i = 0; i < text.length; ) {
    const point = text.codePointAt(i)!;
    const char = String.fromCodePoint(point);
    const next = i + char.length;
    if (UNSEEN.test(char)) {
      i = next;
      continue;
    }
    if (BLANK.test(char)) {
      if (blank) ends[ends.length - 1] = next;
      else {
        out.push(" ");
        starts.push(i);
        ends.push(next);
      }
      blank = true;
      i = next;
      continue;
    }
    blank = false;
    const alike = point < 0x60 ? char : (ALIKE.get(char) ?? (point < 0x80 ? char : folded(char, point)));
    for (let k = 0; k < alike.length; k++) {
      out.push(alike[k]!);
      starts.push(i);
      ends.push(next);
    }
    i = next;
  }
  return { text: out.join(""), Start: Int32Array.from(starts), End: Int32Array.from(ends) };
}

function folded(char: string, point: number): string {
  return point >= 0xd800 && point <= 0xdfff ? "\ufffd" : char.normalize("NFD");
}

/** The words of a stretch of a report. Quotes are looked for there and nowhere else; spans count from the start of the report. */
export class Words {
  readonly #text: string;
  readonly #part: string;
  #folded: Folded | null = null;
  /** Places by quote: the same words are looked for again and again. */
  readonly #known = new Map<string, readonly Range[]>();

  constructor(
    text: string,
    private readonly from = 0,
    to = text.length,
  ) {
    this.#text = text;
    this.#part = text.slice(from, to);
  }

  /** The span of the quote, or null where it does not stand there as whole words. The span holds the report's own characters. */
  find(quote: string, choice: Choice = {}): Span | null {
    const found = this.#places(quote);
    if (found.length === 0) return null;
    const best = this.#choose(found, choice);
    return best && span(this.#text, best.start, best.end);
  }

  #choose(found: readonly Range[], { context, near, sentence, taken }: Choice): Range | null {
    const free = taken ? found.filter((place) => !taken(place)) : found;
    if (free.length < 2 && (near !== undefined || context === undefined)) return free[0] ?? null;
    const around = context === undefined ? [] : this.#places(context);
    const inside = insideOf(found, around);
    if (inside.length > 0) {
      const freeInside = inside.filter((place) => free.includes(place));
      // The words around it decide: where they are taken, no other place is meant.
      return freeInside[0] ?? null;
    }
    if (near === undefined) return free[0] ?? null;
    let best: Range | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const place of free) {
      const away = Math.max(place.start - near.end, near.start - place.end, 0);
      const outside = sentence && !(sentence.start <= place.start && place.end <= sentence.end);
      const cost = away + (outside ? OTHER_SENTENCE : 0);
      if (cost < least) {
        least = cost;
        best = place;
      }
    }
    return best;
  }

  /** Where the words stand, in reading order: as they are written or, where they do not, but for marks and blanks. */
  #places(quote: string): readonly Range[] {
    const sought = quote.trim();
    if (sought === "" || sought.length > LONGEST) return [];
    const known = this.#known.get(sought);
    if (known) return known;
    const found = this.#search(sought);
    if (this.#known.size < MOST_KNOWN) this.#known.set(sought, found);
    return found;
  }

  #search(sought: string): Range[] {
    const exact = this.#exact(sought);
    if (exact.length > 0) return exact;
    const alike = fold(sought).text.trim();
    const found = this.#alike(alike);
    if (found.length > 0) return found;
    // `"marched"` with marks of the model's own around it.
    const bare = alike
      .replace(/^["']+/, "")
      .replace(/["']+$/, "")
      .trim();
    return bare === alike ? [] : this.#alike(bare);
  }

  #exact(sought: string): Range[] {
    const out: Range[] = [];
    for (let at = this.#part.indexOf(sought); at >= 0; at = this.#part.indexOf(sought, at + 1)) {
      this.#keep(out, at, at + sought.length);
      if (out.length >= MOST_PLACES) break;
    }
    return out;
  }

  #alike(sought: string): Range[] {
    if (sought === "") return [];
    this.#folded ??= fold(this.#part);
    const { text, Start, End } = this.#folded;
    const out: Range[] = [];
    for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) {
      const last = at + sought.length - 1;
      // A match that begins or ends within one character of the report is none.
      if (at > 0 && Start[at] === Start[at - 1]) continue;
      if (last + 1 < text.length && Start[last + 1] === Start[last]) continue;
      this.#keep(out, Start[at]!, End[last]!);
      if (out.length >= MOST_PLACES) break;
    }
    return out;
  }

  /** Only whole words: "rally" does not stand in "naturally". */
  #keep(out: Range[], start: number, end: number): void {
    const part = this.#part;
    if (IN_WORD.test(before(part, start)) && IN_WORD.test(after(part, start))) return;
    if (IN_WORD.test(before(part, end)) && IN_WORD.test(after(part, end))) return;
    out.push({ start: this.from + start, end: this.from + end });
  }
}

/** Those of some places that lie inside one of others. Both lists are in reading order, as places of one quote each. */
function insideOf(found: readonly Range[], around: readonly Range[]): Range[] {
  const out: Range[] = [];
  let next = 0;
  for (const place of found) {
    while (next < around.length && around[next]!.start <= place.start) next++;
    const last = around[next - 1];
    if (last && place.end <= last.end) out.push(place);
  }
  return out;
}

/** The character that ends at an offset, whole also where it has two units. */
function before(text: string, at: number): string {
  if (at <= 0) return "";
  const low = text.charCodeAt(at - 1);
  return low >= 0xdc00 && low <= 0xdfff && at > 1 ? text.slice(at - 2, at) : text[at - 1]!;
}

function after(text: string, at: number): string {
  const point = text.codePointAt(at);
  return point === undefined ? "" : String.fromCodePoint(point);
}
