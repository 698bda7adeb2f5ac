/** Reads dates as a coder types them: the subset of EDTF (ISO 8601-2) that codings use. */
import type { DatePrecision, EventDate } from "../../../../src/model/index.js";

export type ReadDate = Pick<EventDate, "edtf" | "start" | "end" | "precision">;

const DAY = 86_400_000;
const ONE = /^(\d{4})(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?[~?%]?$/;

type Stretch = { readonly start: string; readonly end: string; readonly unit: "D" | "M" | "Y" };

const iso = (time: number) => new Date(time).toISOString().slice(0, 10);

/** A day, month or year: its first and last day; null where it is none of the calendar. */
function stretch(text: string): Stretch | null {
  const match = ONE.exec(text);
  if (match === null) return null;
  const [, year, month, day] = match as unknown as [string, string, string?, string?];
  if (month === undefined || month === "XX")
    return day === undefined || day === "XX"
      ? { start: `${year}-01-01`, end: `${year}-12-31`, unit: "Y" }
      : null;
  if (Number(month) < 1 || Number(month) > 12) return null;
  const last = iso(Date.UTC(Number(year), Number(month), 0));
  if (day === undefined || day === "XX") return { start: `${year}-${month}-01`, end: last, unit: "M" };
  const whole = `${year}-${month}-${day}`;
  return day === "00" || whole > last ? null : { start: whole, end: whole, unit: "D" };
}

function precisionOf(start: Stretch, end: Stretch): DatePrecision {
  const days = Math.round((Date.parse(end.end) - Date.parse(start.start)) / DAY) + 1;
  if (days === 1) return "D";
  if (days <= 6) return "R";
  if (days === 7) return "W";
  return start.start.slice(0, 7) === end.end.slice(0, 7) ? "M" : "I";
}

/**
 * `2024-05-03`, `2024-05`, `2024`, `2024-05-XX`, `~` or `?` behind, `2024-05-03/2024-05-05`, `2024-05-03/..`, `../2024`; a
 * blank is a date that nobody knows. Null where the text is none of these, or runs backwards.
 */
export function readEdtf(text: string): ReadDate | null {
  const edtf = text.trim();
  if (edtf === "") return { edtf: "", start: null, end: null, precision: "U" };
  const ends = edtf.split("/");
  if (ends.length > 2) return null;
  if (ends.length === 1) {
    const one = stretch(edtf);
    return one && { edtf, start: one.start, end: one.end, precision: one.unit };
  }
  const [from, to] = ends.map((end) => (end === ".." || end === "" ? ".." : stretch(end)));
  if (from === null || to === null || from === undefined || to === undefined) return null;
  if (from === ".." && to === "..") return null;
  if (from === "..") return { edtf, start: null, end: (to as Stretch).end, precision: "O" };
  if (to === "..") return { edtf, start: (from as Stretch).start, end: null, precision: "O" };
  const [first, last] = [from as Stretch, to as Stretch];
  if (first.start > last.end) return null;
  return { edtf, start: first.start, end: last.end, precision: precisionOf(first, last) };
}

/** The day before or after: arrow keys step through days. Null where the text is no day. */
export function stepDay(text: string, by: number): string | null {
  const date = stretch(text.trim());
  return date?.unit === "D" ? iso(Date.parse(date.start) + by * DAY) : null;
}
