/** Reads the dates that a model writes: a subset of EDTF (ISO 8601-2), as first and last day. */
import type { DatePrecision } from "../../model/coding.js";
import { dayOf, iso, monthOf, parseIso, validDate, yearOf } from "../../text/times/calendar.js";
import { precisionOf } from "../../text/times/meaning.js";

/** ISO days, inclusive; null = open. */
export type EdtfDays = {
  readonly start: string | null;
  readonly end: string | null;
  readonly precision: DatePrecision;
};

type Days = { readonly from: number; readonly to: number };

/**
 * Days of `2023-07-19`, `2023-07`, `2023`, `2023-07-XX`, `2023-07-19/2023-07-21`, `2022-12/..`, each side with `~` or `?`.
 * Null for anything else, for an interval that runs backwards, and where both sides are open.
 */
export function daysOfEdtf(edtf: string): EdtfDays | null {
  const sides = edtf.trim().split("/");
  if (sides.length > 2) return null;
  const [left, right] = sides.map((side) => (side === ".." || side === "" ? "open" : sideOf(side)));
  if (left === null || right === null || left === undefined) return null;
  if (right === undefined) return left === "open" ? null : closed(left);
  if (left === "open" && right === "open") return null;
  if (right === "open") return { start: iso((left as Days).from), end: null, precision: "O" };
  if (left === "open") return { start: null, end: iso(right.to), precision: "U" };
  if (left.from > right.to) return null;
  return closed({ from: left.from, to: right.to });
}

function closed(days: Days): EdtfDays {
  return { start: iso(days.from), end: iso(days.to), precision: precisionOf(days) };
}

function sideOf(side: string): Days | null {
  const match = /^(\d{4})(?:-(\d\d|XX)(?:-(\d\d|XX))?)?[~?%]?$/.exec(side);
  if (!match) return null;
  const year = Number(match[1]);
  if (year < 1) return null;
  const [month, day] = [match[2], match[3]];
  if (month === undefined || month === "XX") return day === undefined || day === "XX" ? yearOf(year) : null;
  if (!validDate(year, Number(month), 1)) return null;
  if (day === undefined || day === "XX") return monthOf(year, Number(month));
  return parseIso(`${match[1]}-${month}-${day}`) === null
    ? null
    : one(dayOf(year, Number(month), Number(day)));
}

const one = (day: number): Days => ({ from: day, to: day });
