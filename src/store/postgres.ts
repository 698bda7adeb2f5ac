/** The log in PostgreSQL 15 or newer: one writer at a time by an advisory lock, so that positions have no gaps. */
import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { Log } from "./log.js";
import { postgresTrouble } from "./postgres-trouble.js";
import { migrationsOn, ready, type Tables } from "./schema.js";
import type { OpenOptions } from "./sqlite.js";
import { StoreError } from "./store.js";

/** "quipu" in ASCII: the advisory lock of those who append. */
const LOCK = 0x71697075;
const OLDEST = 150_000;

/** Opens the log in a database, and makes its tables where there are none. Throws a StoreError. */
export async function openPostgresLog(url: string, options: OpenOptions = {}): Promise<Log> {
  const { patience = 15_000, older = false, migrations = migrationsOn("postgres"), now } = options;
  const where = placeOf(url);
  const pool = openPool(url, patience);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await checkServer(db, where);
    if (!older) await ready(db, where, migrations);
  } catch (error) {
    await db.destroy();
    throw postgresTrouble(error, where);
  }
  return new Log(
    {
      db,
      where,
      migrations,
      // Whatever the server's default: an acknowledged entry is on its disk.
      lock: async (trx) => {
        await sql`select set_config('lock_timeout', ${`${patience}ms`}, true), set_config('synchronous_commit',
          case current_setting('synchronous_commit') when 'off' then 'on' when 'local' then 'local'
          else current_setting('synchronous_commit') end, true)`.execute(trx);
        await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(trx);
      },
      present: async () => {},
      trouble: (error) => postgresTrouble(error, where),
      exact: (first, last) =>
        db
          .selectFrom("log")
          .selectAll()
          .where("position", ">=", first)
          .where("position", "<=", last)
          .orderBy("position")
          .execute(),
      // PostgreSQL checks its pages as it reads them (data checksums); it has no check to ask for.
      faults: async () => [],
      close: () => db.destroy(),
    },
    now,
  );
}

/** A small pool that outlives broken connections: the next query gets a new one. */
export function openPool(url: string, patience: number): pg.Pool {
  let pool: pg.Pool;
  try {
    pool = new pg.Pool({
      connectionString: url,
      max: 5,
      connectionTimeoutMillis: patience,
      idle_in_transaction_session_timeout: 120_000,
      application_name: "quipu",
      keepAlive: true,
    });
  } catch (error) {
    throw postgresTrouble(error, placeOf(url));
  }
  // A connection that breaks is replaced when it is needed, and the query on it is told; without these listeners, for idle
  // and for busy connections, it would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** Host, port and database of an address, without the user and never with a password. */
export function placeOf(url: string): string {
  let address: URL;
  try {
    address = new URL(url);
  } catch {
    throw unreadable();
  }
  if (!/^postgres(ql)?:$/.test(address.protocol)) throw unreadable();
  const host = address.searchParams.get("host") ?? decodeURIComponent(address.hostname);
  const port = address.port === "" ? "" : `:${address.port}`;
  return `PostgreSQL on ${host || "this machine"}${port}, database "${decodeURIComponent(address.pathname.slice(1))}"`;
}

function unreadable(): StoreError {
  return new StoreError(
    "unreachable",
    "QUIPU_DATABASE_URL is no address of a PostgreSQL database. Write it as postgresql://USER:PASSWORD@HOST:PORT/DATABASE.",
  );
}

async function checkServer(db: Kysely<Tables>, where: string): Promise<void> {
  const { rows } = await sql<{
    version: string;
    encoding: string;
  }>`select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding`.execute(
    db,
  );
  const [row] = rows;
  if (row === undefined || Number(row.version) < OLDEST)
    throw new StoreError(
      "unreachable",
      `${where} is older than PostgreSQL 15 (${row?.version ?? "it does not say"}). Use 15 or newer.`,
    );
  if (row.encoding !== "UTF8")
    throw new StoreError(
      "unreachable",
      `${where} keeps text as ${row.encoding}, which lacks letters of reports. Make the database anew with encoding UTF8.`,
    );
}
