/** The views in PostgreSQL: a schema of their own that may be dropped; words as a tsvector, points in an ordinary index. */
import { Kysely, PostgresDialect, sql } from "kysely";
import { openPool, placeOf } from "./postgres.js";
import { postgresTrouble } from "./postgres-trouble.js";
import type { Views } from "./store.js";
import type { Selection, ViewEngine } from "./view-engine.js";
import type { Matching, Range } from "./view-query.js";
import { openViews } from "./views.js";
import type { Wanted } from "./words.js";

const SCHEMA = "quipu_views";
/** The advisory lock of those who make views. */
const LOCK = 0x71697076;
const PATIENCE = 60_000;

export async function openPostgresViews(url: string): Promise<Views> {
  const where = placeOf(url);
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: openPool(url, PATIENCE) }) });
  try {
    return await openViews(engineOn(db, where));
  } catch (error) {
    await db.destroy();
    throw postgresTrouble(error, where);
  }
}

function engineOn(db: Kysely<unknown>, where: string): ViewEngine {
  return {
    db,
    at: `${SCHEMA}.`,
    exactText: 'collate "C"',
    tables: (at) => [
      `create table ${at}event_words (n integer primary key, words tsvector not null, actors tsvector not null)`,
    ],
    indexes: (at) => [
      `create index event_words_words on ${at}event_words using gin (words)`,
      `create index event_words_actors on ${at}event_words using gin (actors)`,
      `create index event_by_point on ${at}event (lat, lon)`,
      ...["event", "event_words", "event_outlet", "event_amount", "event_actor"].map(
        (table) => `analyze ${at}${table}`,
      ),
    ],
    inserts: (n, { words, actorWords }) => [
      {
        table: "event_words",
        row: [n, words.join(" "), actorWords.join(" ")],
        values: [(parameter) => `${parameter}::integer`, vector, vector],
      },
    ],
    list: (column) => `coalesce(json_agg(${column}), '[]')::text`,
    rowsAtOnce: 200,
    parameter: (number) => `$${number}`,
    select: async (matching, range) => select(matching, range),
    replace: async (make, unless) => {
      const draft = `${SCHEMA}_new`;
      await db.transaction().execute(async (trx) => {
        await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(trx);
        if (await unless?.(trx)) return;
        await sql`drop schema if exists ${sql.ref(draft)} cascade`.execute(trx);
        await sql`create schema ${sql.ref(draft)}`.execute(trx);
        await make(trx, `${draft}.`);
        await sql`drop schema if exists ${sql.ref(SCHEMA)} cascade`.execute(trx);
        await sql`alter schema ${sql.ref(draft)} rename to ${sql.ref(SCHEMA)}`.execute(trx);
      });
    },
    trouble: (error) => postgresTrouble(error, where),
    close: () => db.destroy(),
  };
}

/** Words hold letters and digits alone, so that blanks part them and nothing is read as anything else. */
function vector(parameter: string): string {
  return `array_to_tsvector(string_to_array(${parameter}::text, ' '))`;
}

function select({ where: conditions, words, actors }: Matching, range: Range): Selection {
  const where = [...conditions, sql`e.n between ${range.first} and ${range.last}`];
  if (range.long) where.push(sql`e.long = 1`);
  const event = sql`${sql.raw(SCHEMA)}.event e`;
  if (words === null && actors === null) return { from: event, where, key: sql`e.n` };
  if (words !== null) where.push(sql`w.words @@ ${searchFor(words)}::tsquery`);
  if (actors !== null) where.push(sql`w.actors @@ ${searchFor(actors)}::tsquery`);
  const from = sql`${event} join ${sql.raw(SCHEMA)}.event_words w on w.n = e.n`;
  return { from, where, key: sql`e.n` };
}

function searchFor(wanted: readonly Wanted[]): string {
  return wanted.map(({ word, beginning }) => `'${word}'${beginning ? ":*" : ""}`).join(" & ");
}
