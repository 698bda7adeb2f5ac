/** Which token stands at an offset. */
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
