/** The views in SQLite: a file beside the log that may be deleted; words in FTS5, points and days in an R*Tree. */
import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { Kysely, sql } from "kysely";
import { dayNumber, type EventColumns } from "./event-row.js";
import { makeFolder, openSqlite } from "./sqlite.js";
import { SqliteDialect } from "./sqlite-dialect.js";
import { sqliteTrouble } from "./sqlite-trouble.js";
import type { EventQuery, Views } from "./store.js";
import type { Insert, Piece, Selection, ViewEngine } from "./view-engine.js";
import type { Matching, Range } from "./view-query.js";
import { openViews } from "./views.js";
import type { Wanted } from "./words.js";

export const VIEWS_FILE = "views.sqlite";

/** Up to so many events are looked at one by one; for more the words lead. */
const FEW = 2_000;
/** Before and after all days, in days since 1970; small enough for the R*Tree's 32-bit numbers. */
const NEVER = 4_000_000;
const PATIENCE = 60_000;

export async function openSqliteViews(folder: string): Promise<Views> {
  makeFolder(folder);
  const file = join(resolve(folder), VIEWS_FILE);
  try {
    return await openViews(engineOn(file));
  } catch (error) {
    const trouble = sqliteTrouble(error, file);
    if (trouble.trouble !== "damaged") throw trouble;
    // Nothing is lost with it: it is made again from the log.
    for (const end of ["", "-wal", "-shm"]) rmSync(file + end, { force: true });
    return openViews(engineOn(file));
  }
}

function engineOn(file: string): ViewEngine {
  const open = () => openSqlite(file, "normal");
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ patience: PATIENCE, open }) });
  return {
    db,
    at: "",
    exactText: "",
    tables: () => [
      "create table event_words (n integer primary key, words text not null, actors text not null)",
      `create virtual table event_search using fts5(words, actors, content='event_words', content_rowid='n',
        detail=column, columnsize=0, tokenize='ascii')`,
      "create virtual table event_box using rtree(n, west, east, south, north, first, last)",
    ],
    indexes: () => ["insert into event_search(event_search) values ('rebuild')", "analyze"],
    inserts: (n, columns) => [
      {
        table: "event_words",
        row: [n, ` ${columns.words.join(" ")} `, ` ${columns.actorWords.join(" ")} `],
      },
      ...boxOf(n, columns),
    ],
    list: (column) => `json_group_array(${column})`,
    rowsAtOnce: 1,
    parameter: () => "?",
    select: (matching, range) => select(db, matching, range),
    replace: async (make, unless) => {
      // A connection of its own: readers go on reading the old views.
      const dialect = new SqliteDialect({ patience: PATIENCE, open });
      const writer = new Kysely<unknown>({ dialect });
      try {
        await writer.transaction().execute(async (trx) => {
          if (await unless?.(trx)) return;
          const { rows } = await sql<{ name: string }>`select name from sqlite_schema
            where type = 'table' and sql like 'create%' and name not like 'event_search_%'
            and name not like 'event_box_%' and name not like 'sqlite_%'`.execute(trx);
          for (const { name } of rows) await sql`drop table ${sql.ref(name)}`.execute(trx);
          await make(trx, "");
        });
        await sql`pragma wal_checkpoint(truncate)`.execute(writer);
      } finally {
        await writer.destroy();
      }
    },
    trouble: (error) => sqliteTrouble(error, file),
    close: () => db.destroy(),
  };
}

function boxOf(n: number, { lat, lon, first, last }: EventColumns): Insert[] {
  if (lat === null || lon === null) return [];
  const days = first === null || last === null ? [-NEVER, -NEVER] : [dayNumber(first), dayNumber(last)];
  return [{ table: "event_box", row: [n, lon, lon, lat, lat, days[0]!, Math.max(...days)] }];
}

async function select(db: Kysely<unknown>, matching: Matching, range: Range): Promise<Selection> {
  const { words, actors } = matching;
  const where = [...matching.where];
  if (range.long) where.push(sql`e.long = 1`);
  const few = await candidates(db, matching, range);
  if (few !== null) {
    where.push(sql`e.n in (select value from json_each(${JSON.stringify(few)}))`);
    if (words === null && actors === null) return { from: sql`event e`, where, key: sql`e.n` };
    for (const wanted of words ?? []) where.push(holds("w.words", wanted));
    for (const wanted of actors ?? []) where.push(holds("w.actors", wanted));
    return { from: sql`event e join event_words w on w.n = e.n`, where, key: sql`e.n` };
  }
  if (words === null && actors === null) {
    where.push(sql`e.n between ${range.first} and ${range.last}`);
    return { from: sql`event e`, where, key: sql`e.n` };
  }
  const search = [
    ...(words === null ? [] : [searchFor("words", words)]),
    ...(actors === null ? [] : [searchFor("actors", actors)]),
  ].join(" AND ");
  where.push(
    sql`event_search match ${search}`,
    sql`event_search.rowid between ${range.first} and ${range.last}`,
  );
  // A cross join is taken in the order in which it is written: words first, in the order of events.
  const from = sql`event_search cross join event e on e.n = event_search.rowid`;
  return { from, where, key: sql`event_search.rowid` };
}

/** The events of a small box, or the long ones of a range; null where there are many. */
async function candidates(
  db: Kysely<unknown>,
  { box, from, to }: Matching,
  range: Range,
): Promise<readonly number[] | null> {
  const bounds: Piece[] = [];
  if (box !== null) {
    const days = sql`first <= ${to === null ? NEVER : dayNumber(to)} and last >= ${from === null ? -NEVER : dayNumber(from)}`;
    for (const { west, south, east, north } of halves(box))
      bounds.push(sql`select n from event_box where west <= ${east} and east >= ${west}
        and south <= ${north} and north >= ${south} and ${days}`);
  } else if (range.long && from !== null)
    bounds.push(sql`select n from event where long = 1 and last >= ${from}`);
  const found: number[] = [];
  for (const bound of bounds) {
    const { rows } = await sql<{ n: number }>`${bound} and n between ${range.first} and ${range.last}
      limit ${FEW + 1 - found.length}`.execute(db);
    for (const { n } of rows) found.push(n);
    if (found.length > FEW) return null;
  }
  return bounds.length === 0 ? null : found;
}

function halves(box: NonNullable<EventQuery["box"]>): NonNullable<EventQuery["box"]>[] {
  if (box.west <= box.east) return [box];
  return [
    { ...box, east: 180 },
    { ...box, west: -180 },
  ];
}

function holds(column: string, { word, beginning }: Wanted): Piece {
  return sql`instr(${sql.raw(column)}, ${beginning ? ` ${word}` : ` ${word} `}) > 0`;
}

/** Words hold letters and digits alone, so that quotes are enough. */
function searchFor(column: string, wanted: readonly Wanted[]): string {
  const words = wanted.map(({ word, beginning }) => `"${word}"${beginning ? " *" : ""}`);
  return `{${column}} : (${words.join(" AND ")})`;
}
