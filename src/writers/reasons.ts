/** Prints why: the reasons of a coding under the values of its record, and those of what no event took. */
import type { EventRecord } from "../model/coding.js";
import type { Span } from "../model/span.js";
import type { Reason } from "../model/why.js";
import { dim, type Piece, plain } from "./page.js";
import { clip } from "./visible.js";

/** The lines of reasons that stand under a value: pieces of one line each. */
export type Lines = readonly (readonly Piece[])[];

const MOST_AGAINST = 4;
const LONGEST_SAYS = 220;
const LONGEST_QUOTE = 60;

/** The reasons of one event, handed out value by value; each is printed once. */
export class EventReasons {
  #left: Reason[];

  constructor(
    all: readonly Reason[],
    private readonly event: EventRecord,
  ) {
    this.#left = all.filter((one) => one.event === event.id);
  }

  /** Under a value with its own words: what speaks for these words. */
  of(field: string, words: Span | null): Lines {
    const here = this.#take((one) => one.field === field && one.verdict === "for" && same(one.words, words));
    return here.map((one) => this.#line(one));
  }

  /** Under the last value of a field: what is left of it, with the first few that speak against. */
  rest(...fields: string[]): Lines {
    const here = this.#take((one) => fields.includes(one.field)).filter((one) => this.#matters(one));
    const forIt = here.filter((one) => one.verdict === "for");
    const against = here.filter((one) => one.verdict === "against");
    const shown = against.filter((one) => this.#tells(one)).slice(0, MOST_AGAINST);
    const lines = [...forIt, ...shown].map((one) => this.#line(one));
    const more = against.length - shown.length;
    return more > 0 ? [...lines, [dim(`  … and ${more} more declined (--format json has them all)`)]] : lines;
  }

  /** Of tellings other than the first only what they gave to the event is told. */
  #matters({ telling, field, words, verdict }: Reason): boolean {
    if (this.#first(telling) || field === "mention") return true;
    const { date, places } = this.event;
    return verdict === "for" && (same(words, date.quote) || places.some(({ quote }) => same(words, quote)));
  }

  /** A case that would have told the same type, or no event, says little. */
  #tells({ code, given }: Reason): boolean {
    return code !== "type.failed" || (given.type !== this.event.type && given.type !== "no event");
  }

  #take(wanted: (one: Reason) => boolean): Reason[] {
    const taken = this.#left.filter(wanted);
    this.#left = this.#left.filter((one) => !wanted(one));
    return taken;
  }

  /** Read at the trigger of the event, or at none of its tellings. */
  #first(telling: Span | null): boolean {
    const { start, end } = this.event.trigger;
    return telling === null || (telling.start >= start && telling.end <= end);
  }

  #line(one: Reason): Piece[] {
    const { telling, words, verdict } = one;
    const plainly = this.#first(telling) || (verdict === "against" && same(telling, words));
    return [...line(one), ...(plainly ? [] : [dim("at"), quoted(telling!)])];
  }
}

/** What no event took, by its words, in the order of the text. */
export function restLines(all: readonly Reason[]): Lines {
  const lines: (readonly Piece[])[] = [];
  let before: Span | null = null;
  for (const one of all) {
    if (one.event !== null || one.code === "type.failed" || one.code === "place.not_entry") continue;
    if (one.verdict === "for" && one.field !== "figure") continue;
    const again = before !== null && same(before, one.words);
    before = one.words;
    const at = one.telling === null ? [] : [dim("at"), quoted(one.telling)];
    const words = one.words === null || again ? [] : [quoted(one.words, "plain")];
    lines.push([
      mark(one),
      ...words,
      dim(clip(one.says, LONGEST_SAYS)),
      ...one.cues.map((cue) => quoted(cue)),
      ...at,
    ]);
  }
  return lines;
}

function line(one: Reason): Piece[] {
  const against = one.verdict === "against";
  const says = clip(one.says, LONGEST_SAYS);
  const words = against && one.words !== null && one.field !== "type" ? [quoted(one.words)] : [];
  const cues = one.cues.filter((cue) => !same(cue, one.words)).map((cue) => quoted(cue));
  return [mark(one), ...words, against ? dim(says) : plain(says), ...cues];
}

function mark({ verdict }: Reason): Piece {
  return verdict === "for" ? { text: "+", style: "green" } : { text: "−", style: "red" };
}

function same(a: Span | null, b: Span | null): boolean {
  return a !== null && b !== null && a.start === b.start && a.end === b.end;
}

function quoted({ quote }: Span, style: "dim" | "plain" = "dim"): Piece {
  return { text: `«${clip(quote, LONGEST_QUOTE)}»`, style };
}
