/** Rules by which the dates and places that reports give become one. */
import { DATE_PRECISIONS, type EventDate, type EventPlace, PLACE_PRECISIONS } from "../model/coding.js";
import { dateKey, placeKey } from "./claims.js";
import { type Chosen, modes, plural, type Said } from "./policy.js";
import { order } from "./standing.js";

const fineness = ({ precision }: EventDate) => DATE_PRECISIONS.indexOf(precision);
const placing = ({ precision }: EventPlace) => PLACE_PRECISIONS.indexOf(precision);

/** The date that the most origins give; of equals the most precise, then the earliest. A date nobody knows yields to any other. */
export function mostSaidDate(said: readonly Said<EventDate>[]): Chosen<EventDate> {
  const known = said.filter(({ value }) => value.start !== null || value.end !== null);
  const from = known.length > 0 ? known : said;
  const { keys, origins } = modes(from.map(({ value, origin }) => ({ key: dateKey(value), origin })));
  const best = from
    .filter(({ value }) => keys.includes(dateKey(value)))
    .reduce((a, b) =>
      (fineness(b.value) - fineness(a.value) || order(dateKey(b.value), dateKey(a.value))) < 0 ? b : a,
    );
  const tie =
    keys.length > 1
      ? `; ${keys.length} dates said as often, the most precise and then the earliest taken`
      : "";
  return { value: best.value, rule: `said by ${plural(origins, "origin")}, more than any other date${tie}` };
}

/** The site that the most origins give; of equals the most precise. */
export function mostSaidPlace(said: readonly Said<EventPlace>[]): Chosen<EventPlace> {
  const { keys, origins } = modes(said.map(({ value, origin }) => ({ key: placeKey(value), origin })));
  const best = said
    .filter(({ value }) => keys.includes(placeKey(value)))
    .reduce((a, b) =>
      (placing(b.value) - placing(a.value) || order(placeKey(b.value), placeKey(a.value))) < 0 ? b : a,
    );
  const tie = keys.length > 1 ? `; ${keys.length} places said as often, the most precise taken` : "";
  return { value: best.value, rule: `said by ${plural(origins, "origin")}, more than any other place${tie}` };
}

const days = (start: string, end: string) => (Date.parse(end) - Date.parse(start)) / 86_400_000 + 1;

/** What the precision of an interval is, by its length. */
function precisionOf(start: string, end: string): EventDate["precision"] {
  const length = days(start, end);
  if (length === 1) return "D";
  if (length <= 6) return "R";
  if (length === 7) return "W";
  return start.slice(0, 7) === end.slice(0, 7)
    ? "M"
    : start.slice(0, 4) === end.slice(0, 4) && length > 360
      ? "Y"
      : "I";
}

function between(said: readonly Said<EventDate>[], start: string, end: string, rule: string): EventDate {
  const same = said.find(({ value }) => value.start === start && value.end === end);
  if (same) return same.value;
  const edtf = start === end ? start : `${start}/${end}`;
  return { edtf, start, end, precision: precisionOf(start, end), rule, quote: null };
}

const bounded = (said: readonly Said<EventDate>[]) =>
  said.flatMap(({ value: { start, end } }) => (start !== null && end !== null ? [{ start, end }] : []));
const least = (dates: readonly string[]) => [...dates].sort()[0]!;
const greatest = (dates: readonly string[]) => [...dates].sort().at(-1)!;

/** MAVERICK, conservative: the earliest start and the latest end. */
export function widestDate(said: readonly Said<EventDate>[]): Chosen<EventDate> {
  const dates = bounded(said);
  if (dates.length === 0) return mostSaidDate(said);
  const value = between(said, least(dates.map((d) => d.start)), greatest(dates.map((d) => d.end)), "widest");
  return { value, rule: "from the earliest start to the latest end" };
}

/** MAVERICK, informative: the latest start and the earliest end; where that leaves no day, the date most said. */
export function narrowestDate(said: readonly Said<EventDate>[]): Chosen<EventDate> {
  const dates = bounded(said);
  if (dates.length === 0) return mostSaidDate(said);
  const start = greatest(dates.map((d) => d.start));
  const end = least(dates.map((d) => d.end));
  if (start <= end)
    return {
      value: between(said, start, end, "narrowest"),
      rule: "from the latest start to the earliest end",
    };
  const { value, rule } = mostSaidDate(said);
  return { value, rule: `the latest start comes after the earliest end, so the date most said: ${rule}` };
}

function byPrecision(said: readonly Said<EventPlace>[], sign: 1 | -1): Said<EventPlace>[] {
  const index = said.map(({ value }) => placing(value) * sign);
  const end = Math.min(...index);
  return said.filter((_, i) => index[i] === end);
}

/** MAVERICK, conservative: the least precise place; of equals the one most said. */
export function leastPrecisePlace(said: readonly Said<EventPlace>[]): Chosen<EventPlace> {
  const { value } = mostSaidPlace(byPrecision(said, -1));
  return { value, rule: `the least precise place (${value.precision})` };
}

/** MAVERICK, informative: the most precise place; of equals the one most said. */
export function mostPrecisePlace(said: readonly Said<EventPlace>[]): Chosen<EventPlace> {
  const { value } = mostSaidPlace(byPrecision(said, 1));
  return { value, rule: `the most precise place (${value.precision})` };
}
