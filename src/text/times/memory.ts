/** What a text has told of so far: the times that later words reckon from, and the events that have a date. */
import type { Days } from "./calendar.js";
import type { Item } from "./link.js";
import { daysOfValue } from "./meaning.js";
import type { TenseCues } from "./tense.js";

/** A sentence as the memory sees it: its number, its atoms `[from, to)`, their tokens in lower case, which are function words. */
export type Stretch = {
  readonly number: number;
  readonly from: number;
  readonly to: number;
  readonly norm: (atom: number) => string;
  readonly isFunction: (atom: number) => boolean;
};

export type Memory = {
  /** The last stretch no longer than a week, than a month, and of any length. */
  day: Days | null;
  month: Days | null;
  year: Days | null;
  /** The last quarter told of, and in which sentence. */
  quarter: { readonly days: Days; readonly sentence: number } | null;
  readonly events: Map<string, Days>;
  /**
   * Those of them that are told of in a way that leaves no doubt: "the 3 May killing", "the killing of 3 May",
   * "killed on 3 May", not "charged with murder on 3 May".
   */
  readonly sure: Map<string, Days>;
};

export const emptyMemory = (): Memory => ({
  day: null,
  month: null,
  year: null,
  quarter: null,
  events: new Map(),
  sure: new Map(),
});

/** How many sentences a quarter holds as what "a year earlier" is compared with. */
const QUARTER_REACH = 12;

export function quarterTold({ quarter }: Memory, sentence: number): Days | null {
  return quarter && sentence - quarter.sentence <= QUARTER_REACH ? quarter.days : null;
}

const QUARTER = /^\d{4}-Q\d$/;
/** Rules that name the quarter of the year before: the next "a year earlier" means the same one. */
const YEAR_BACK = /^year-ago|\+quarter$/;
/** "the first nine months": no quarter is spoken of any more. */
const MONTHS = /^P[69]M$/;

/** Rules that look back from what is being told; the story goes on from where it was. */
const YEAR_AGO = /^ago \d{4}$/;
const BACKWARD = /^(earlier|previous|before-event|day-before|eve)\b/;

/** Takes a placed time as what later words reckon from, unless somebody only said so then, or what goes on only began then. */
export function rememberTime(
  memory: Memory,
  item: Item,
  { number, from, norm }: Stretch,
  cues: TenseCues,
): void {
  if (MONTHS.test(item.value)) memory.quarter = null;
  if (item.from === null || item.to === null || (item.type !== "DATE" && item.type !== "TIME")) return;
  if (YEAR_BACK.test(item.rule)) return;
  if (QUARTER.test(item.value)) memory.quarter = { days: { from: item.from, to: item.to }, sentence: number };
  if (BACKWARD.test(item.rule) || YEAR_AGO.test(`${item.rule} ${item.value}`)) return;
  if (item.precision === "U" || item.precision === "O" || item.value.endsWith("_REF")) return;
  let at = item.first - 1;
  while (at >= from && cues.on.has(norm(at))) at--;
  if (memory.day && at >= from && (cues.telling.has(norm(at)) || cues.beginning.has(norm(at)))) return;
  const days = { from: item.from, to: item.to };
  const length = days.to - days.from + 1;
  memory.year = days;
  if (length <= 31) memory.month = days;
  if (length <= 7) memory.day = days;
}

const SHORTEST = 4;

/** Notes the nouns beside a placed time as events that happened then: "last year's coup", "the vote of 3 May". */
export function rememberEvents(
  memory: Memory,
  item: Item,
  { from, to, norm, isFunction }: Stretch,
  cues: TenseCues,
): void {
  const days = daysOfValue(item.value.replace(/T.*/, ""));
  if (!days || item.type !== "DATE") return;
  const note = (atom: number, sure: boolean): void => {
    if (norm(atom).length < SHORTEST || isFunction(atom)) return;
    memory.events.set(norm(atom), days);
    if (sure) memory.sure.set(norm(atom), days);
  };
  for (let i = item.last; i < to && i < item.last + 4; i++) {
    if (i > item.last && isFunction(i)) break;
    note(i, true);
  }
  for (let i = item.first - 1, seen = 0; i >= from && seen < 2 && i > item.first - 5; i--) {
    if (isFunction(i)) continue;
    const told = cues.past.has(norm(i)) || [...cues.past_suffix].some((suffix) => norm(i).endsWith(suffix));
    note(i, told || (i === item.first - 2 && cues.of.has(norm(i + 1))));
    seen++;
  }
}

/** Words for one and the same event, by word: "the shooting" may be the slaying that was told of. */
export type Kin = ReadonlyMap<string, readonly string[]>;

/** The sets of words in `lines`, words apart by spaces. */
export function kinOf(lines: Iterable<string>): Kin {
  const kin = new Map<string, readonly string[]>();
  for (const line of lines) {
    const words = line.split(" ");
    for (const word of words) kin.set(word, words);
  }
  return kin;
}

/** When the event took place that one of the atoms `[first, last)` names; null where the text has not said. */
export function eventAmong(
  memory: Memory,
  first: number,
  last: number,
  stretch: Stretch,
  kin: Kin,
): Days | null {
  for (let i = first; i < Math.min(last, stretch.to); i++) {
    const days =
      memory.events.get(stretch.norm(i)) ?? (i > first ? kinDays(memory, stretch.norm(i), kin) : null);
    if (days) return days;
    if (i > first && stretch.isFunction(i)) return null;
  }
  return null;
}

/** The days of an event that is told of with another word, where all such words have the same days. */
function kinDays(memory: Memory, word: string, kin: Kin): Days | null {
  let found: Days | null = null;
  for (const other of kin.get(word) ?? []) {
    const days = memory.sure.get(other);
    if (!days) continue;
    if (found && (found.from !== days.from || found.to !== days.to)) return null;
    found = days;
  }
  return found;
}
