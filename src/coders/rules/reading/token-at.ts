/** Which token stands at an offset, and which of a stretch of words governs the others. */
import type { Words } from "../../../model/why.js";
import type { View } from "./view.js";

/** Token at an offset, by binary search. */
export function tokenAt(view: View, offset: number): number {
  const { Start, End, length } = view.tokens;
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (End[middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  return length > 0 && Start[low]! <= offset + 1 ? low : Math.min(low, length - 1);
}

/** Of the words whose first token is `first`, the token whose head lies outside them; `first` where there is none. */
export function headFrom({ tokens }: View, first: number, { start, end }: Words): number {
  for (let k = first; k < tokens.length && tokens.Start[k]! < end; k++) {
    const up = tokens.Head[k]!;
    if (up < 0 || tokens.Start[up]! < start || tokens.Start[up]! >= end) return k;
  }
  return first;
}
