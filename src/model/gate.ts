/** The reading side of `accept()`: takes untrusted values one by one and notes what is wrong with each. Never throws. */
import type { Finding } from "./coding.js";
import type { AcceptFinding } from "./finding-codes.js";
import { nearest } from "./nearest.js";

/** The text under the claims, and what has been found wrong so far. */
export type Gate = { readonly text: string; readonly found: Finding[] };

/** Longer quotes are not looked for elsewhere in the text, so that a hostile one costs nothing. */
const LONGEST_SOUGHT = 1000;

export type Row = Readonly<Record<string, unknown>>;
export type Place = { readonly start: number; readonly end: number };

/** Notes a fault: where (`events[0].trigger`), what, why it matters, what to do. */
export function note(
  gate: Gate,
  code: AcceptFinding,
  path: string,
  message: string,
  place: Place | null = null,
) {
  gate.found.push({ code, message: `${path}: ${message}`, place });
}

/** A value as a message shows it: short, and safe for whatever it is. */
export function show(value: unknown): string {
  if (typeof value === "string") {
    return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}…` : value);
  }
  if (typeof value === "number" || typeof value === "boolean" || value == null) return String(value);
  return Array.isArray(value) ? "a list" : `a value of type ${typeof value}`;
}

function wrongType(gate: Gate, path: string, value: unknown, wanted: string, place: Place | null): void {
  if (value === undefined) {
    note(gate, "shape.missing", path, `is missing. Every coding has this field. Give ${wanted}.`, place);
  } else {
    const message = `is ${show(value)}, but has to be ${wanted}. Nothing is guessed from another type. Correct it.`;
    note(gate, "shape.type", path, message, place);
  }
}

/** The value as an object, or null after noting that it is none. */
export function readRow(gate: Gate, value: unknown, path: string, place: Place | null = null): Row | null {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Row;
  wrongType(gate, path, value, "an object", place);
  return null;
}

/** Calls `each` with every member of the list `row[key]` and its path. */
export function readList(
  gate: Gate,
  row: Row,
  key: string,
  path: string,
  each: (member: unknown, path: string) => void,
): void {
  const list = row[key];
  if (!Array.isArray(list)) wrongType(gate, `${path}${key}`, list, "a list", null);
  else for (let i = 0; i < list.length; i++) each(list[i], `${path}${key}[${i}]`);
}

/** A string; with `orNull` also null. Empty strings are faults unless `orEmpty`. Null after noting a fault. */
export function readText(
  gate: Gate,
  row: Row,
  key: string,
  path: string,
  place: Place | null = null,
  allow: { orNull?: boolean; orEmpty?: boolean } = {},
): string | null {
  const value = row[key];
  if (typeof value === "string" && (value !== "" || allow.orEmpty)) return value;
  if (value === null && allow.orNull) return null;
  const wanted = `${allow.orEmpty ? "text" : "text that is not empty"}${allow.orNull ? " or null" : ""}`;
  wrongType(gate, `${path}.${key}`, value, wanted, place);
  return null;
}

/** A finite number; with `orNull` also null. Null after noting a fault. */
export function readNumber(
  gate: Gate,
  row: Row,
  key: string,
  path: string,
  place: Place | null,
  allow: { orNull?: boolean } = {},
): number | null {
  const value = row[key];
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (value === null && allow.orNull) return null;
  wrongType(gate, `${path}.${key}`, value, allow.orNull ? "a number or null" : "a number", place);
  return null;
}

/** True or false, or null after noting a fault. */
export function readFlag(
  gate: Gate,
  row: Row,
  key: string,
  path: string,
  place: Place | null,
): boolean | null {
  const value = row[key];
  if (typeof value === "boolean") return value;
  wrongType(gate, `${path}.${key}`, value, "true or false", place);
  return null;
}

/** One of a closed list. A string outside the list is noted as `code`, with the nearest value that exists. */
export function readOneOf<T extends string>(
  gate: Gate,
  row: Row,
  key: string,
  path: string,
  list: readonly T[],
  code: AcceptFinding,
  place: Place | null,
): T | null {
  const value = row[key];
  if (typeof value !== "string") {
    wrongType(gate, `${path}.${key}`, value, "text", place);
    return null;
  }
  if ((list as readonly string[]).includes(value)) return value as T;
  const near = nearest(value, list);
  const advice = near === null ? `Use one of: ${list.join(", ")}.` : `Did you mean ${near}?`;
  const message = `${show(value)} is not in the value list, and an unknown value never falls to a default. ${advice}`;
  note(gate, code, `${path}.${key}`, message, place);
  return null;
}

/** A whole number, or null after noting a fault. */
export function readWhole(gate: Gate, row: Row, key: string, path: string): number | null {
  const value = row[key];
  if (Number.isInteger(value)) return value as number;
  wrongType(gate, `${path}.${key}`, value, "a whole number", null);
  return null;
}

/** A span whose words stand exactly where it says: its place, or null after noting a fault. */
export function readSpan(gate: Gate, value: unknown, path: string): Place | null {
  const row = readRow(gate, value, path);
  if (row === null) return null;
  const start = readWhole(gate, row, "start", path);
  const end = readWhole(gate, row, "end", path);
  if (typeof row.quote !== "string") wrongType(gate, `${path}.quote`, row.quote, "text", null);
  if (start === null || end === null || spanFault(gate, start, end, row.quote, path)) return null;
  return { start, end };
}

function spanFault(gate: Gate, start: number, end: number, quote: unknown, path: string): boolean {
  const { text } = gate;
  if (start >= end) {
    const message = `starts at ${start} and ends at ${end}, so no words stand in it. Every value needs words. Give the half-open offsets of its words.`;
    note(gate, "span.empty", path, message);
    return true;
  }
  if (start < 0 || end > text.length) {
    const message = `[${start}, ${end}) lies outside the report, which has ${text.length} UTF-16 units. Offsets count the text exactly as it was given. Correct them.`;
    note(gate, "span.outside", path, message);
    return true;
  }
  if (typeof quote !== "string") return true;
  if (text.slice(start, end) === quote) return false;
  const there = text.slice(start, end);
  const at = quote === "" || quote.length > LONGEST_SOUGHT ? -1 : text.indexOf(quote);
  const advice =
    at < 0
      ? "Copy the words as they stand in the report, character by character."
      : `The words stand at [${at}, ${at + quote.length}): correct the offsets.`;
  const message = `the quote ${show(quote)} is not what stands at [${start}, ${end}), ${show(there)}. A value counts only with its exact words. ${advice}`;
  note(gate, "span.mismatch", path, message, { start, end });
  return true;
}

/** `row[key]` as a span; null is allowed only with `orNull`. */
export function readQuote(
  gate: Gate,
  row: Row,
  key: string,
  path: string,
  allow: { orNull?: boolean } = {},
): Place | null {
  if (row[key] === null && allow.orNull) return null;
  return readSpan(gate, row[key], `${path}.${key}`);
}

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}
