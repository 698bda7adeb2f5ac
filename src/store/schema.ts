/** The tables of the log, and the steps that brought them about. */
import { type Kysely, type Migration, Migrator, sql } from "kysely";
import type { Row } from "./chain.js";
import { START } from "./chain.js";
import { StoreError } from "./store.js";

export type Tables = {
  log: Row;
  /** One row: where the log ends, written with the entries in one transaction. */
  log_head: { one: number; position: number; hash: string };
};

export type Migrations = Readonly<Record<string, Migration>>;

/** In order of their names. One that has been released never changes; a change of the tables is a new one. */
export const migrationsOn = (database: "sqlite" | "postgres"): Migrations => ({
  "0001-log": {
    async up(db: Kysely<unknown>) {
      const strict = database === "sqlite" ? sql` strict` : sql``;
      // The record comes last, so that the columns before it are read without it.
      await sql`create table log (
        position integer primary key, kind text not null, id text not null, author text not null,
        time text not null, previous text not null, hash text not null, bytes integer not null,
        record text not null, unique (kind, id))${strict}`.execute(db);
      await sql`create index log_by_kind on log (kind, position, bytes)`.execute(db);
      await sql`create table log_head (
        one integer primary key check (one = 1), position integer not null, hash text not null)${strict}`.execute(
        db,
      );
      await sql`insert into log_head values (1, ${START.position}, ${START.hash})`.execute(db);
    },
  },
});

const TABLES = { migrationTableName: "quipu_migration", migrationLockTableName: "quipu_migration_lock" };

export type Version = {
  /** Steps taken and steps to take, by name. `unknown`: taken by a newer Quipu. */
  readonly done: readonly string[];
  readonly pending: readonly string[];
  readonly unknown: readonly string[];
};

export async function versionOf(db: Kysely<Tables>, migrations: Migrations): Promise<Version> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  const kept = tables.some(({ name }) => name === TABLES.migrationTableName)
    ? await sql<{ name: string }>`select name from quipu_migration order by name`.execute(db)
    : { rows: [] };
  const done = kept.rows.map(({ name }) => name);
  const names = Object.keys(migrations).sort();
  return {
    done,
    pending: names.filter((name) => !done.includes(name)),
    unknown: done.filter((name) => !names.includes(name)),
  };
}

/** Takes the steps that are to be taken, each in a transaction; returns their names. */
export async function migrate(db: Kysely<Tables>, migrations: Migrations): Promise<readonly string[]> {
  const provider = { getMigrations: async () => ({ ...migrations }) };
  const { error, results = [] } = await new Migrator({ db, provider, ...TABLES }).migrateToLatest();
  if (error !== undefined) throw error;
  return results.filter(({ status }) => status === "Success").map(({ migrationName }) => migrationName);
}

/** Makes the tables of a fresh store; refuses one that is older or newer than this Quipu. */
export async function ready(db: Kysely<Tables>, where: string, migrations: Migrations): Promise<void> {
  const { done, pending, unknown } = await versionOf(db, migrations);
  if (unknown.length > 0) throw newer(where, unknown);
  if (pending.length === 0) return;
  if (done.length > 0)
    throw new StoreError(
      "older",
      `The store in ${where} was made by an older Quipu; it lacks ${pending.join(", ")}. Make a backup with the Quipu that made it, then run \`quipu migrate\`.`,
    );
  await migrate(db, migrations);
}

export function newer(where: string, unknown: readonly string[]): StoreError {
  return new StoreError(
    "newer",
    `The store in ${where} was made by a newer Quipu; this one does not know ${unknown.join(", ")}. Nothing was touched. Use the newer Quipu.`,
  );
}
