/** From a query to conditions on the columns of an event. */
import { type Kysely, sql } from "kysely";
import { dayNumber, LONG_DAYS, plain } from "./event-row.js";
import { type EventQuery, type Page, StoreError } from "./store.js";
import type { Piece } from "./view-engine.js";
import { type Wanted, wantedWords } from "./words.js";

/** Events from `first` to `last` of the order, both included; `long`: those that last more than a month alone. */
export type Range = { readonly first: number; readonly last: number; readonly long: boolean };

/** A query, checked and taken apart. */
export type Matching = {
  readonly box: NonNullable<EventQuery["box"]> | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly words: readonly Wanted[] | null;
  readonly actors: readonly Wanted[] | null;
  /** Conditions on the row `e` and what hangs on it. */
  readonly where: readonly Piece[];
  /** Nothing can match. */
  readonly none: boolean;
};

export async function matchingOf(db: Kysely<unknown>, at: string, query: EventQuery): Promise<Matching> {
  const { box = null, types, actualities, outlet, verification, country, placed, ids, figure } = query;
  const from = day("from", query.from);
  const to = day("to", query.to);
  const where: Piece[] = [];
  const words = wantedWords(query.text);
  const actors = wantedWords(query.actors);
  let none = words?.length === 0 || actors?.length === 0 || (from !== null && to !== null && from > to);
  const oneOf = (column: string, values: readonly string[]) => {
    if (values.length === 0) none = true;
    else where.push(sql`${sql.raw(column)} in (${sql.join(values)})`);
  };
  if (types !== undefined) oneOf("e.type", await knownTypes(db, at, types));
  if (actualities !== undefined) oneOf("e.actuality", actualities);
  if (ids !== undefined) oneOf("e.id", ids.map(plain));
  if (placed !== undefined)
    where.push(
      placed ? sql`(e.lat is not null and e.lon is not null)` : sql`(e.lat is null or e.lon is null)`,
    );
  if (verification !== undefined) where.push(sql`e.verification = ${verification}`);
  if (country === null) where.push(sql`e.country is null`);
  else if (country !== undefined) where.push(sql`e.country = ${plain(country).toUpperCase()}`);
  if (from !== null) where.push(sql`e.last >= ${from}`);
  if (to !== null) where.push(sql`e.first <= ${to}`);
  if (box !== null) where.push(...inBox(box));
  if (outlet !== undefined)
    where.push(
      sql`exists (select 1 from ${sql.raw(`${at}event_outlet`)} o where o.n = e.n and o.outlet = ${plain(outlet)})`,
    );
  if (figure !== undefined) {
    if (!Number.isFinite(figure.least)) throw bad(`A figure cannot be at least ${figure.least}.`);
    where.push(
      sql`exists (select 1 from ${sql.raw(`${at}event_amount`)} a
        where a.n = e.n and a.kind = ${figure.kind} and a.amount >= ${figure.least})`,
    );
  }
  return { box, from, to, words, actors, where, none };
}

/**
 * The parts of the order in which matching events can lie, oldest first: long events that began before, then all that
 * began at most a month before the first day wanted.
 */
export async function rangesOf(db: Kysely<unknown>, at: string, { from, to }: Matching): Promise<Range[]> {
  const events = sql.raw(`${at}event`);
  const { rows } = await sql<{ first: number | null; last: number | null }>`select
    ${from === null ? sql`1` : sql`(select n from ${events} where day >= ${monthBefore(from)} order by day, n limit 1)`} as first,
    ${
      to === null
        ? sql`(select max(n) from ${events})`
        : sql`(select n from ${events} where day <= ${to} order by day desc, n desc limit 1)`
    } as last`.execute(db);
  const last = rows[0]?.last ?? 0;
  const first = rows[0]?.first ?? last + 1;
  const ranges: Range[] = [];
  if (first > 1 && last > 0) ranges.push({ first: 1, last: Math.min(first - 1, last), long: true });
  if (first <= last) ranges.push({ first, last, long: false });
  return ranges;
}

/** What `next` of a page means: the events after this one in the order. */
export type Cursor = { readonly day: string; readonly id: string };

export function cursorText(order: string, { day, id }: Cursor): string {
  return Buffer.from(JSON.stringify([order, day, id])).toString("base64url");
}

export function pageOf(page: Page): { limit: number; order: "oldest" | "newest"; cursor: Cursor | null } {
  const { limit = 100, order = "oldest", cursor } = page;
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= 1000))
    throw bad(`A page cannot have ${limit} events. Ask for 1 to 1000.`);
  if (order !== "oldest" && order !== "newest")
    throw bad(`Events cannot be ordered by ${JSON.stringify(order)}. Use oldest or newest.`);
  if (cursor === undefined) return { limit, order, cursor: null };
  try {
    const [kept, day, id] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown[];
    if (kept === order && typeof day === "string" && typeof id === "string")
      return { limit, order, cursor: { day: plain(day), id: plain(id) } };
  } catch {
    // Told below.
  }
  throw bad(
    "The cursor is none of this query and order. Take it from `next` of the page before, or leave it out.",
  );
}

/** Where the cursor stands: the number of its event, or of the last one before where it is gone (0: before all). */
export async function cursorAt(
  db: Kysely<unknown>,
  at: string,
  { day, id }: Cursor,
): Promise<{ n: number; there: boolean }> {
  const events = sql.raw(`${at}event`);
  // Events of one day are few enough to look through; their order is that of their numbers.
  const sameDay = await sql<{ n: number; id: string }>`select n, id from ${events}
    where day = ${day} order by day, n`.execute(db);
  const before = sameDay.rows.filter((row) => row.id <= id).at(-1);
  if (before !== undefined) return { n: before.n, there: before.id === id };
  const earlier = await sql<{ n: number }>`select n from ${events} where day < ${day}
    order by day desc, n desc limit 1`.execute(db);
  return { n: earlier.rows[0]?.n ?? 0, there: false };
}

async function knownTypes(db: Kysely<unknown>, at: string, wanted: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ type: string }>`select type from ${sql.raw(`${at}event_type`)}`.execute(db);
  return rows
    .map(({ type }) => type)
    .filter((type) => wanted.some((one) => type === one || type.startsWith(`${one}.`)));
}

function inBox({ west, south, east, north }: NonNullable<EventQuery["box"]>): Piece[] {
  if (!(Math.abs(west) <= 180 && Math.abs(east) <= 180 && south >= -90 && south <= north && north <= 90))
    throw bad(
      `[${west}, ${south}, ${east}, ${north}] is no box. Give west, south, east, north in degrees: longitudes from -180 to 180, latitudes from -90 to 90.`,
    );
  return [
    sql`e.lat between ${south} and ${north}`,
    west <= east ? sql`e.lon between ${west} and ${east}` : sql`(e.lon >= ${west} or e.lon <= ${east})`,
  ];
}

function day(name: string, value: string | undefined): string | null {
  if (value === undefined) return null;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(dayNumber(value)))
    throw bad(`"${name}" cannot be ${JSON.stringify(value)}. Give a day as YYYY-MM-DD.`);
  return value;
}

function monthBefore(from: string): string {
  const day = new Date((dayNumber(from) - LONG_DAYS) * 86_400_000).toISOString();
  return /^\d/.test(day) ? day.slice(0, 10) : "0000-01-01";
}

function bad(message: string): StoreError {
  return new StoreError("bad_query", message);
}
