/** The log in a folder: one SQLite database, each acknowledged transaction synced to the disk. */
import { existsSync, mkdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { DatabaseSync, type DatabaseSyncInstance } from "@photostructure/sqlite";
import { Kysely, sql } from "kysely";
import type { Row } from "./chain.js";
import { Log, type StoredRow } from "./log.js";
import { type Migrations, migrationsOn, ready, type Tables } from "./schema.js";
import { SqliteDialect } from "./sqlite-dialect.js";
import { sqliteTrouble } from "./sqlite-trouble.js";
import { StoreError } from "./store.js";

export const LOG_FILE = "log.sqlite";

export type OpenOptions = {
  /** How long a write waits for that of another process, in milliseconds; 15 seconds where left out. */
  readonly patience?: number;
  /** Opens an older store as it is, to migrate it. */
  readonly older?: boolean;
  readonly migrations?: Migrations;
  readonly now?: () => Date;
};

const PATIENCE = 15_000;

/** Opens the log in a folder, and makes folder and log where there is none. Throws a StoreError. */
export async function openSqliteLog(folder: string, options: OpenOptions = {}): Promise<Log> {
  const { patience = PATIENCE, older = false, migrations = migrationsOn("sqlite"), now } = options;
  const file = join(resolve(folder), LOG_FILE);
  makeFolder(folder);
  let opened: { ino: number; dev: number } | null = null;
  const dialect = new SqliteDialect({
    patience,
    open: () => {
      if (opened !== null && !existsSync(file)) throw gone(file);
      const database = openSqlite(file, "full");
      const { ino, dev } = statSync(file);
      opened = { ino, dev };
      return database;
    },
  });
  const db = new Kysely<Tables>({ dialect });
  try {
    if (older) await db.connection().execute(async () => {});
    else await ready(db, `"${folder}"`, migrations);
  } catch (error) {
    await db.destroy();
    throw sqliteTrouble(error, file);
  }
  return new Log(
    {
      db,
      where: `"${folder}"`,
      migrations,
      lock: async () => {},
      present: async () => {
        const found = statSync(file, { throwIfNoEntry: false });
        if (opened === null || (found?.ino === opened.ino && found.dev === opened.dev)) return;
        dialect.forget();
        throw gone(file);
      },
      trouble: (error) => sqliteTrouble(error, file),
      exact: (first, last) => exact(db, first, last),
      faults: async () => {
        const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check(20)`.execute(db);
        return rows.map((row) => row.integrity_check).filter((line) => line !== "ok");
      },
      close: () => db.destroy(),
    },
    now,
  );
}

/** Opens a database with a write-ahead log. `full`: a commit is on the disk when it returns; `normal`: at the next checkpoint. */
export function openSqlite(file: string, synchronous: "full" | "normal"): DatabaseSyncInstance {
  const database = new DatabaseSync(file, { timeout: 100 });
  try {
    // A fresh file is locked for a moment by each process that turns it to a write-ahead log.
    if (database.prepare("pragma journal_mode").get().journal_mode !== "wal") {
      database.exec("pragma busy_timeout = 5000");
      database.exec("pragma journal_mode = wal");
      database.exec("pragma busy_timeout = 100");
    }
    database.exec(`pragma synchronous = ${synchronous}`);
    database.exec("pragma trusted_schema = off");
    database.exec("pragma cache_size = -16000");
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Reports are people's words: the folder is made for its owner alone. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StoreError(
      "readonly",
      `The folder "${folder}" cannot be made (${(error as Error).message}). Set QUIPU_HOME to a folder of your own.`,
      { cause: error },
    );
  }
}

function gone(file: string): StoreError {
  return new StoreError(
    "gone",
    `"${file}" was moved, replaced or deleted while it was open. What was being added may be lost with it. Put it back, then add it again.`,
  );
}

/** Text is compared byte by byte, so it is taken as bytes: what is no UTF-8 is null. */
async function exact(db: Kysely<Tables>, first: number, last: number): Promise<readonly StoredRow[]> {
  const { rows } = await sql<Record<keyof Row, Uint8Array | number | null>>`
    select position, bytes, cast(kind as blob) kind, cast(id as blob) id, cast(author as blob) author,
      cast(time as blob) time, cast(previous as blob) previous, cast(hash as blob) hash, cast(record as blob) record
    from log where position between ${first} and ${last} order by position`.execute(db);
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const text = (value: Uint8Array | number | null) => {
    if (typeof value === "number" || value === null) return value;
    try {
      return decoder.decode(value);
    } catch {
      return null;
    }
  };
  return rows.map(
    (row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, text(value)])) as StoredRow,
  );
}
