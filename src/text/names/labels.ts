/** The labels of the name tagger: outside, or the first, inner, last or only token of a name of one of four types. */
import type { NameType } from "../analysis.js";

export const NAME_TYPES: readonly NameType[] = ["PER", "ORG", "LOC", "MISC"];

/** Label 0 is outside; type t has B = 1+4t, I = 2+4t, L = 3+4t, U = 4+4t. */
export const LABELS = 1 + 4 * NAME_TYPES.length;
export const BEGIN = 1;
export const INNER = 2;
export const LAST = 3;
export const UNIT = 4;

/** Index into `NAME_TYPES`, or -1 for outside. */
export const typeOf = (label: number): number => (label === 0 ? -1 : (label - 1) >> 2);
/** BEGIN, INNER, LAST or UNIT, or 0 for outside. */
export const partOf = (label: number): number => (label === 0 ? 0 : ((label - 1) & 3) + 1);
export const labelOf = (type: number, part: number): number => 1 + 4 * type + part - 1;

const opens = (label: number): boolean => partOf(label) === BEGIN || partOf(label) === INNER;
const continues = (label: number): boolean => partOf(label) === INNER || partOf(label) === LAST;

/** May `to` follow `from`? */
export function follows(from: number, to: number): boolean {
  if (opens(from)) return continues(to) && typeOf(from) === typeOf(to);
  return !continues(to);
}
export const mayStart = (label: number): boolean => !continues(label);
export const mayEnd = (label: number): boolean => !opens(label);

/** For each label, the labels that may stand before it. */
export const BEFORE: ReadonlyArray<readonly number[]> = Array.from({ length: LABELS }, (_, to) =>
  Array.from({ length: LABELS }, (_, from) => from).filter((from) => follows(from, to)),
);
