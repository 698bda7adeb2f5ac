/** Makes the views of an edition. */
import { setImmediate as breathe } from "node:timers/promises";
import { CompiledQuery, type Kysely, sql } from "kysely";
import type { Edition, EditionEvent, EditionReport } from "../model/edition.js";
import { amountOf, columnsOf, plain, publicActors } from "./event-row.js";
import type { EditionHead } from "./store.js";
import type { Insert, ViewEngine } from "./view-engine.js";
import { VIEWS_VERSION, viewIndexes, viewTables } from "./view-tables.js";

/** Events between two pauses in which others may run. */
const STRIDE = 200;

/** Whether there are views of this version. */
export async function areCurrent({ at }: ViewEngine, db: Kysely<unknown>): Promise<boolean> {
  const schema = at.slice(0, -1);
  const tables = await db.introspection.getTables();
  if (!tables.some((table) => table.name === "edition_head" && (schema === "" || table.schema === schema)))
    return false;
  const { rows } = await sql<{
    version: number;
  }>`select version from ${sql.raw(`${at}edition_head`)}`.execute(db);
  return rows[0]?.version === VIEWS_VERSION;
}

/** Views that show nothing, where no other process has made some in the meantime. */
export async function makeEmpty(engine: ViewEngine): Promise<void> {
  await engine.replace(
    async (db, at) => {
      await run(db, [...viewTables(engine, at), ...viewIndexes(engine, at)]);
      await sql`insert into ${sql.raw(`${at}edition_head`)} values (1, ${sql.lit(VIEWS_VERSION)}, '', null)`.execute(
        db,
      );
    },
    (db) => areCurrent(engine, db),
  );
}

export async function fill(engine: ViewEngine, edition: Edition): Promise<void> {
  const { events, links, reports, stories, redirects, ...rest } = edition;
  const head: EditionHead = {
    ...rest,
    counts: { events: events.length, links: links.length, reports: reports.length },
  };
  const heads = new Map(reports.map((report) => [report.id, report]));
  const day = (event: EditionEvent) => event.date.value.start ?? "";
  const sorted = [...events].sort((a, b) => order(day(a), day(b)) || order(a.id, b.id));
  await engine.replace(async (db, at) => {
    await run(db, viewTables(engine, at));
    const into = new Inserter(db, engine, at);
    const types = new Set<string>();
    const facets = new Facets();
    const actors = actorNumbers(sorted);
    for (const [i, event] of sorted.entries()) {
      for (const insert of eventInserts(engine, i + 1, event, heads, facets)) await into.put(insert);
      for (const key of publicActors(event).keys())
        await into.put({ table: "event_actor", row: [i + 1, actors.get(key)!.number] });
      types.add(event.type.value);
      if (i % STRIDE === 0) await breathe();
    }
    for (const row of facets.rows()) await into.put({ table: "event_facet", row });
    for (const { number, name, category } of actors.values())
      await into.put({ table: "actor", row: [number, plain(name), category] });
    for (const type of types) await into.put({ table: "event_type", row: [type] });
    for (const [n, link] of links.entries())
      await into.put({ table: "event_link", row: [n + 1, link.from, link.to, JSON.stringify(link)] });
    for (const [n, report] of reports.entries())
      await into.put({ table: "edition_report", row: [n + 1, report.id, JSON.stringify(report)] });
    for (const [n, story] of stories.entries()) {
      await into.put({ table: "edition_story", row: [n + 1, JSON.stringify(story)] });
      for (const report of story.reports) await into.put({ table: "story_report", row: [report, n + 1] });
    }
    for (const [n, redirect] of redirects.entries())
      await into.put({ table: "edition_redirect", row: [n + 1, redirect.from, JSON.stringify(redirect)] });
    const built = `${edition.number} ${Date.now()} ${process.pid}`;
    await into.put({ table: "edition_head", row: [1, VIEWS_VERSION, built, JSON.stringify(head)] });
    await into.end();
    await run(db, viewIndexes(engine, at));
  });
}

/** Different values of what facets count, numbered as they come. */
class Facets {
  readonly #known = new Map<string, number>();

  of(values: readonly (string | null)[]): number {
    const key = JSON.stringify(values);
    const number = this.#known.get(key) ?? this.#known.size + 1;
    this.#known.set(key, number);
    return number;
  }

  *rows(): Generator<(string | number | null)[]> {
    for (const [key, number] of this.#known) yield [number, ...(JSON.parse(key) as (string | null)[])];
  }
}

type Numbered = { readonly number: number; readonly name: string; readonly category: string };

/** The public actors of an edition, numbered in order, each under the spelling that comes first. */
function actorNumbers(events: readonly EditionEvent[]): ReadonlyMap<string, Numbered> {
  const found = new Map<string, { readonly name: string; readonly category: string }>();
  for (const event of events)
    for (const [key, actor] of publicActors(event)) if (!found.has(key)) found.set(key, actor);
  const ordered = [...found].sort(([a], [b]) => order(a, b));
  return new Map(ordered.map(([key, { name, category }], i) => [key, { number: i + 1, name, category }]));
}

function eventInserts(
  engine: ViewEngine,
  n: number,
  event: EditionEvent,
  reports: ReadonlyMap<string, EditionReport>,
  facets: Facets,
): readonly Insert[] {
  const columns = columnsOf(event, reports);
  const { id, day, first, last, long, type, actuality, verification, country } = columns;
  const { lat, lon, precision, figure, figureKind, outlets, amounts, row } = columns;
  const sorting = [n, id, day, first, last, long];
  const kinds = [type, actuality, verification, country];
  const mapped = [lat, lon, precision, row.start, figure, figureKind];
  const facet = facets.of([type, actuality, country, verification, row.start?.slice(0, 4) ?? null]);
  return [
    { table: "event", row: [...sorting, ...kinds, ...mapped, facet] },
    { table: "event_whole", row: [n, JSON.stringify(row), JSON.stringify(event)] },
    ...outlets.map((outlet) => ({ table: "event_outlet", row: [n, outlet] })),
    ...amounts.map((figure) => {
      const { kind, low, high, conflict } = figure;
      return { table: "event_amount", row: [n, kind, amountOf(figure), low, high, conflict ? 1 : 0] };
    }),
    ...engine.inserts(n, columns),
  ];
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

async function run(db: Kysely<unknown>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement));
}

/** Gathers rows and puts them in, many a statement where that is quicker. */
class Inserter {
  readonly #waiting = new Map<string, Insert[]>();

  constructor(
    private readonly db: Kysely<unknown>,
    private readonly engine: ViewEngine,
    private readonly at: string,
  ) {}

  async put(insert: Insert): Promise<void> {
    let waiting = this.#waiting.get(insert.table);
    if (waiting === undefined) {
      waiting = [];
      this.#waiting.set(insert.table, waiting);
    }
    if (waiting.push(insert) >= this.engine.rowsAtOnce) await this.#write(insert.table, waiting);
  }

  async end(): Promise<void> {
    for (const [table, waiting] of this.#waiting) await this.#write(table, waiting);
  }

  async #write(table: string, waiting: Insert[]): Promise<void> {
    const rows = waiting.splice(0);
    if (rows.length === 0) return;
    let number = 0;
    const values = rows.map(({ row, values }) => {
      const parameters = row.map((_, i) => {
        const parameter = this.engine.parameter(++number);
        return values?.[i]?.(parameter) ?? parameter;
      });
      return `(${parameters.join(",")})`;
    });
    const statement = `insert into ${this.at}${table} values ${values.join(",")}`;
    await this.db.executeQuery(
      CompiledQuery.raw(
        statement,
        rows.flatMap(({ row }) => row),
      ),
    );
  }
}
