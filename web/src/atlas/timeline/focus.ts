/** Where the timeline looks at first: at most of the events, not at decades in which a report merely remembers one. Pure. */
import type { Timeline } from "../../api/answers.js";
import { dayNumber } from "../days.js";

export type Focus = {
  readonly first: number;
  readonly last: number;
  /** Events before the first day and after the last: left out of sight, not out of the selection. */
  readonly earlier: number;
  readonly later: number;
};

const MONTH = 31;
/** Up to this share of the events may be out of sight at each end, and only where that makes the span half as long or less. */
const OUTLYING = 0.03;
/** Of few events these may be, as long as they are a small part: three per cent of 50 would be one. */
const FEW = { events: 3, share: 0.08 };

/** Null where nothing is dated. `items` are months, oldest first. */
export function focusOf(items: Timeline["items"], whole: boolean): Focus | null {
  if (items.length === 0) return null;
  const day = (at: number) => dayNumber(items[at]!.start);
  const all = { first: day(0), last: day(items.length - 1) + MONTH, earlier: 0, later: 0 };
  const total = items.reduce((sum, { count }) => sum + count, 0);
  const room = Math.max(total * OUTLYING, Math.min(FEW.events, total * FEW.share));
  let [from, to, earlier, later] = [0, items.length - 1, 0, 0];
  while (from < to && earlier + items[from]!.count <= room) earlier += items[from++]!.count;
  while (to > from && later + items[to]!.count <= room) later += items[to--]!.count;
  const near = { first: day(from), last: day(to) + MONTH, earlier, later };
  return whole || (near.last - near.first) * 2 > all.last - all.first ? all : near;
}
