/** A span: a half-open stretch of a report's text, and the words that stand there. */

export type Span = {
  readonly start: number;
  readonly end: number;
  readonly quote: string;
};

/** The only way to make a span from offsets. Throws a RangeError (our bug, not the input's) when they lie outside. */
export function span(text: string, start: number, end: number): Span {
  if (
    !(Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start < end && end <= text.length)
  ) {
    throw new RangeError(`span [${start}, ${end}) does not lie in a text of ${text.length} units`);
  }
  return Object.freeze({ start, end, quote: text.slice(start, end) });
}

export function overlaps(a: { start: number; end: number }, b: { start: number; end: number }): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Orders spans by where they start, the longer one first. */
export function byPosition(a: { start: number; end: number }, b: { start: number; end: number }): number {
  return a.start - b.start || b.end - a.end;
}
