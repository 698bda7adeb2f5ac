/** Whether two tellings can be of one day. */
import type { EventDate } from "../../../model/coding.js";
import { ASSUMED } from "../sites/when.js";

const OF_A_MONTH = /month-day/;

/** "on Saturday", "on 6 December": in which year the December was nobody knows, so the two may be one day. */
function incomparable(a: string, b: string): boolean {
  return a.includes(ASSUMED) && b.includes(ASSUMED) && OF_A_MONTH.test(a) !== OF_A_MONTH.test(b);
}

/** The two share no day. */
export function disjoint(a: EventDate, b: EventDate): boolean {
  if (incomparable(a.rule, b.rule)) return false;
  if (a.end !== null && b.start !== null && a.end < b.start) return true;
  return b.end !== null && a.start !== null && b.end < a.start;
}
