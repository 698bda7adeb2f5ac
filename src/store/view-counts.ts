/** What is told of a selection as a whole, counted by the database: points, bins of time, facets, the network of actors. */
import { sql } from "kysely";
import type { FigureKind } from "../model/coding.js";
import type { Bin, EventQuery, Facets, Network, PointColumns } from "./store.js";
import type { Piece, ViewEngine } from "./view-engine.js";

/** Has a question asked in each stretch of the order in which events of the selection can lie. */
export type Within = (ask: (from: Piece, where: Piece) => Promise<void>) => Promise<void>;

const POINT_COLUMNS = {
  id: "e.id",
  // Whole numbers are written and read many times quicker.
  lat: "cast(round(e.lat * 10000) as integer)",
  lon: "cast(round(e.lon * 10000) as integer)",
  precision: "e.precision",
  type: "e.type",
  start: "e.start",
  figure: "e.figure",
  figureKind: "e.figure_kind",
} as const;
type PointColumn = keyof typeof POINT_COLUMNS;

export async function pointColumns({ db, list }: ViewEngine, within: Within): Promise<PointColumns> {
  const names = Object.keys(POINT_COLUMNS) as PointColumn[];
  const columns = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
    PointColumn,
    unknown[]
  >;
  const wanted = names.map((name) => `${list(POINT_COLUMNS[name])} as "${name}"`).join(", ");
  await within(async (from, where) => {
    const { rows } = await sql<Record<PointColumn, string>>`select ${sql.raw(wanted)} from ${from}
      where e.lat is not null and e.lon is not null and ${where}`.execute(db);
    for (const name of names) columns[name] = columns[name].concat(JSON.parse(rows[0]![name]));
  });
  const degrees = (of: unknown[]) => (of as number[]).map((parts) => parts / 10_000);
  return { ...columns, lat: degrees(columns.lat), lon: degrees(columns.lon) } as PointColumns;
}

/** How a day is written in SQL to be counted in bins; weeks are put together from days. */
const startIn = (bin: Bin): Piece =>
  bin === "day" || bin === "week" ? sql`e.start` : sql`substr(e.start, 1, ${sql.lit(BIN_LENGTH[bin])})`;

/** Length of the beginning of a day that names its bin; weeks are put together from days. */
const BIN_LENGTH: Readonly<Record<Bin, number>> = { day: 10, week: 10, month: 7, year: 4 };

/** Dated events by the beginning of their day, and type. */
export async function startCounts(
  { db }: ViewEngine,
  within: Within,
  bin: Bin,
): Promise<readonly { readonly start: string; readonly type: string; readonly count: number }[]> {
  const found: { start: string; type: string; count: number }[] = [];
  await within(async (from, where) => {
    const { rows } = await sql<{ start: string; type: string; count: number | string }>`
      select ${startIn(bin)} as start, e.type, count(*) as count from ${from}
      where e.start is not null and ${where} group by 1, 2`.execute(db);
    for (const row of rows) found.push({ ...row, count: Number(row.count) });
  });
  return found;
}

const SUMS = {
  events: "count(*)",
  open: "sum(case when a.high is null then 1 else 0 end)",
  conflicts: "sum(a.conflict)",
  low: "sum(coalesce(a.low, 0))",
  best: "sum(coalesce(a.amount, 0))",
  high: "sum(coalesce(a.high, a.amount))",
} as const;
type Sums = Readonly<Record<keyof typeof SUMS, number>>;

/** The numbers of each kind that events have, added up by the beginning of their day (null: undated). */
export async function figureSums(
  { db, at }: ViewEngine,
  within: Within,
  bin: Bin,
): Promise<readonly (Sums & { readonly start: string | null; readonly kind: FigureKind })[]> {
  const names = Object.keys(SUMS) as (keyof Sums)[];
  const wanted = sql.raw(names.map((name) => `${SUMS[name]} as "${name}"`).join(", "));
  const found: (Sums & { start: string | null; kind: FigureKind })[] = [];
  await within(async (from, where) => {
    const { rows } = await sql<
      Record<keyof Sums, number | string> & { start: string | null; kind: FigureKind }
    >`select ${startIn(bin)} as start, a.kind as kind, ${wanted} from ${from}
      join ${sql.raw(`${at}event_amount`)} a on a.n = e.n where ${where} group by 1, 2`.execute(db);
    for (const { start, kind, ...sums } of rows) {
      const read = Object.fromEntries(names.map((name) => [name, Number(sums[name])])) as Sums;
      found.push({ start, kind, ...read });
    }
  });
  return found;
}

const FACETS = ["type", "actuality", "country", "verification", "year"] as const;

export async function facetCounts(engine: ViewEngine, within: Within, query: EventQuery): Promise<Facets> {
  const { db, at } = engine;
  const byFacet = new Map<number, number>();
  const outlet = new Map<string, number>();
  const outlets = sql.raw(`${at}event_outlet`);
  const more = query.outlet === undefined ? sql`true` : sql`o.outlet = ${query.outlet}`;
  await within(async (from, where) => {
    const { rows } = await sql<Counted<number>>`select e.facet as value, count(*) as count from ${from}
      where ${where} group by e.facet`.execute(db);
    add(byFacet, rows);
    if (!isWhole(query))
      add(
        outlet,
        (
          await sql<Counted<string>>`select o.outlet as value, count(*) as count from ${from}
            join ${outlets} o on o.n = e.n where ${more} and ${where} group by o.outlet`.execute(db)
        ).rows,
      );
  });
  if (isWhole(query))
    add(
      outlet,
      (
        await sql<Counted<string>>`select outlet as value, count(*) as count from ${outlets}
          group by outlet`.execute(db)
      ).rows,
    );
  const { rows } = await sql<
    { facet: number } & Record<(typeof FACETS)[number], string | null>
  >`select * from ${sql.raw(`${at}event_facet`)}`.execute(db);
  const counts = Object.fromEntries(FACETS.map((name) => [name, new Map<string, number>()])) as Record<
    (typeof FACETS)[number],
    Map<string, number>
  >;
  let total = 0;
  for (const row of rows) {
    const count = byFacet.get(row.facet) ?? 0;
    if (count === 0) continue;
    total += count;
    for (const name of FACETS) {
      const value = row[name];
      if (value !== null) counts[name].set(value, (counts[name].get(value) ?? 0) + count);
    }
  }
  return { total, ...counts, outlet };
}

export async function actorNetwork(
  { db, at }: ViewEngine,
  within: Within,
  query: EventQuery,
  most: number,
): Promise<Network> {
  const [stands, names] = [sql.raw(`${at}event_actor`), sql.raw(`${at}actor`)];
  const events = new Map<number, number>();
  await within(async (from, where) => {
    const source = isWhole(query)
      ? sql`${stands} x`
      : sql`${from} join ${stands} x on x.n = e.n where ${where}`;
    const { rows } = await sql<Counted<number>>`select x.actor as value, count(*) as count
      from ${source} group by x.actor`.execute(db);
    add(events, rows);
  });
  // Actors are numbered in the order of their names.
  const shown = [...events].sort(([a, x], [b, y]) => y - x || a - b).slice(0, most);
  if (shown.length === 0) return { nodes: [], edges: [] };
  const place = new Map(shown.map(([actor], i) => [actor, i]));
  const some = sql.join([...place.keys()].map((actor) => sql.lit(actor)));
  const { rows } = await sql<{ actor: number; name: string; category: string }>`select actor, name, category
    from ${names} where actor in (${some})`.execute(db);
  const named = new Map(rows.map((row) => [row.actor, row]));
  const edges = new Map<string, { from: number; to: number; events: number }>();
  await within(async (from, where) => {
    const source = isWhole(query) ? sql`${stands} x` : sql`${from} join ${stands} x on x.n = e.n`;
    const { rows } = await sql<{ a: number; b: number; count: number | string }>`
      select x.actor as a, y.actor as b, count(*) as count from ${source}
      join ${stands} y on y.n = x.n and y.actor > x.actor
      where x.actor in (${some}) and y.actor in (${some}) and ${isWhole(query) ? sql`true` : where}
      group by x.actor, y.actor`.execute(db);
    for (const { a, b, count } of rows) {
      const edge = edges.get(`${a} ${b}`) ?? { from: place.get(a)!, to: place.get(b)!, events: 0 };
      edge.events += Number(count);
      edges.set(`${a} ${b}`, edge);
    }
  });
  return {
    nodes: shown.map(([actor, count]) => {
      const { name, category } = named.get(actor)!;
      return { name, category, events: count };
    }),
    edges: [...edges.values()].sort((a, b) => b.events - a.events || a.from - b.from || a.to - b.to),
  };
}

type Counted<Value> = { readonly value: Value; readonly count: number | string };

function add<Value>(to: Map<Value, number>, rows: readonly Counted<Value>[]): void {
  for (const { value, count } of rows) to.set(value, (to.get(value) ?? 0) + Number(count));
}

/** Whether nothing is asked: then the whole tables are counted, without looking at events. */
function isWhole(query: EventQuery): boolean {
  return Object.values(query).every((condition) => condition === undefined);
}
