/** The highlighted words of a report: spans that may overlap, cut into pieces that do not. */
import type { Field } from "./action.js";
import { type Draft, isRejected } from "./draft.js";
import { freeStops, type Stop, stopsOf, wordsAt } from "./stops.js";

export type Mark = {
  readonly start: number;
  readonly end: number;
  /** Null: the value belongs to no event. */
  readonly event: string | null;
  readonly field: Field;
  readonly at: number;
  /** First part of the type of its event; blank where it belongs to none. */
  readonly family: string;
};

/**
 * Triggers of all events, every value of the event where the coder is (`active`), and what belongs to no event; noise is
 * not among them. `active` null: the coder is at what belongs to none; undefined: nowhere.
 */
export function marksOf(draft: Draft, active: string | null | undefined): readonly Mark[] {
  const of = (stop: Stop, family: string): readonly Mark[] => {
    const words = wordsAt(draft, stop);
    if (words === null) return [];
    const { start, end } = words;
    return [{ start, end, ...stop, family }];
  };
  const events = draft.events
    .filter((event) => !isRejected(event) || event.id === active)
    .flatMap((event) => {
      const stops = event.id === active ? stopsOf(draft, event) : stopsOf(draft, event).slice(0, 1);
      return stops.flatMap((stop) => of(stop, event.type.slice(0, 3)));
    });
  const free = freeStops(draft).flatMap((stop) => of(stop, ""));
  return [...events, ...free].sort((a, b) => a.start - b.start || b.end - a.end);
}

/** A stretch of text on which the same marks lie, the widest first. */
export type Piece = { readonly start: number; readonly end: number; readonly marks: readonly Mark[] };

/** Cuts `[start, end)` wherever a mark starts or ends. The pieces tile it. `marks` are in the order of `marksOf`. */
export function pieces(start: number, end: number, marks: readonly Mark[]): readonly Piece[] {
  const within = marks.filter((mark) => mark.start < end && mark.end > start);
  const cuts = new Set([start, end]);
  for (const mark of within) {
    cuts.add(Math.max(start, mark.start));
    cuts.add(Math.min(end, mark.end));
  }
  const edges = [...cuts].sort((a, b) => a - b);
  return edges.slice(0, -1).map((from, i) => {
    const to = edges[i + 1]!;
    const here = within.filter((mark) => mark.start <= from && mark.end >= to);
    return { start: from, end: to, marks: here.sort((a, b) => b.end - b.start - (a.end - a.start)) };
  });
}

/** A line of the report, without its line break. */
export type Line = { readonly start: number; readonly end: number };

/** Longer lines are cut at a space, so that no part of the page grows without bound. */
const LONGEST = 6000;
/** Lines are brought together into sections of about so many units, which are drawn only when they come into view. */
const SECTION = 12_000;

function lines(text: string): readonly Line[] {
  const found: Line[] = [];
  let start = 0;
  while (start <= text.length) {
    const stop = text.indexOf("\n", start);
    const end = stop < 0 ? text.length : stop;
    let from = start;
    while (end - from > LONGEST) {
      const space = text.lastIndexOf(" ", from + LONGEST);
      let to = space > from ? space + 1 : from + LONGEST;
      // Never between the two halves of one character.
      if (/[\ud800-\udbff]/.test(text[to - 1]!)) to--;
      found.push({ start: from, end: to });
      from = to;
    }
    found.push({ start: from, end });
    start = end + 1;
  }
  return found;
}

/** The lines of a text, in sections. */
export function sections(text: string): readonly (readonly Line[])[] {
  const all: Line[][] = [];
  let size = SECTION;
  for (const line of lines(text)) {
    if (size >= SECTION) {
      all.push([]);
      size = 0;
    }
    all.at(-1)!.push(line);
    size += line.end - line.start + 1;
  }
  return all;
}
