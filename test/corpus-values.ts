/** How dates and bounds are written in a corpus line. */

/** A day, null for "open or unknown", or `undefined` where a `?` leaves that side unasked. */
export type Day = string | null | undefined;

/** First and last day of `2023`, `2023-05` or `2023-05-08`; null where it is no day of the calendar. */
function readPeriod(text: string): readonly [string, string] | null {
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text);
  if (!match) return null;
  const [, year, month, day] = match;
  const first = `${year}-${month ?? "01"}-${day ?? "01"}`;
  const date = new Date(`${first}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== first) return null;
  if (day !== undefined) return [first, first];
  const next = new Date(Date.UTC(Number(year), month === undefined ? 12 : Number(month), 1));
  return [first, new Date(next.getTime() - 86_400_000).toISOString().slice(0, 10)];
}

/** One side of an interval: `..` is open, `?` is not asked for. */
function readSide(text: string, side: 0 | 1): { readonly day: Day } | null {
  if (text === "..") return { day: null };
  if (text === "?") return { day: undefined };
  const period = readPeriod(text);
  return period && { day: period[side] };
}

/** `2023-05-08`, `2023-05`, `2023-05-08/2023-05-10`, `2022-12/..`, `2022-12/?` or `unknown`, as start and end. */
export function readDays(text: string): { readonly start: Day; readonly end: Day } | null {
  if (text === "unknown") return { start: null, end: null };
  const [from, to, more] = text.split("/");
  if (more !== undefined) return null;
  const start = readSide(from!, 0);
  const end = readSide(to ?? from!, 1);
  return start && end && { start: start.day, end: end.day };
}

/** `20000..` (at least), `..500` (at most), `200..999`, `300` (exactly), as bounds; null where it is none of these. */
export function readBounds(
  text: string,
): { readonly low: number | null; readonly high: number | null } | null {
  const match = /^(\d+(?:\.\d+)?)?(\.\.)?(\d+(?:\.\d+)?)?$/.exec(text);
  if (!match || text === "" || text === "..") return null;
  const [, low, range, high] = match;
  if (range === undefined) return low === undefined ? null : { low: Number(low), high: Number(low) };
  return { low: low === undefined ? null : Number(low), high: high === undefined ? null : Number(high) };
}
