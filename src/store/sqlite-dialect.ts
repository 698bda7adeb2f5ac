/** Kysely on a database with the API of `node:sqlite`: one connection, a queue before it, transactions that take the write lock at once. */
import { setTimeout as sleep } from "node:timers/promises";
import type { DatabaseSyncInstance } from "@photostructure/sqlite";
import {
  CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryCompiler,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import { isBusy } from "./sqlite-trouble.js";

type Statement = ReturnType<DatabaseSyncInstance["prepare"]>;
const STATEMENTS = 200;

export type SqliteDialectOptions = {
  /** Called for each connection: once, and again after `forget`. */
  readonly open: () => DatabaseSyncInstance;
  /** How long a transaction waits for another process to finish its own, in milliseconds. */
  readonly patience: number;
};

export class SqliteDialect implements Dialect {
  readonly #driver: SqliteDriver;

  constructor(options: SqliteDialectOptions) {
    this.#driver = new SqliteDriver(options);
  }

  /** Closes the connection; the next query opens a new one. For a file that is no longer the one that was opened. */
  forget(): void {
    this.#driver.close();
  }

  createDriver(): Driver {
    return this.#driver;
  }

  createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }

  createQueryCompiler(): QueryCompiler {
    return new SqliteQueryCompiler();
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new SqliteIntrospector(db);
  }
}

/** SQLite takes tables back with the transaction that made them: a migration is done or not done. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class SqliteDriver implements Driver {
  #connection: SqliteConnection | null = null;
  /** Resolves when the connection is free. */
  #turn: Promise<void> = Promise.resolve();
  #release: () => void = () => {};

  constructor(private readonly options: SqliteDialectOptions) {}

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#turn;
    let release = () => {};
    this.#turn = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    try {
      this.#connection ??= new SqliteConnection(this.options.open());
    } catch (error) {
      release();
      throw error;
    }
    this.#release = release;
    return this.#connection;
  }

  /** Waits without stopping the process: a write lock of another process is asked for again and again. */
  async beginTransaction(connection: SqliteConnection): Promise<void> {
    const until = Date.now() + this.options.patience;
    for (let wait = 2; ; wait = Math.min(wait * 2, 50)) {
      try {
        await connection.executeQuery(CompiledQuery.raw("begin immediate"));
        return;
      } catch (error) {
        if (!isBusy(error) || Date.now() > until) throw error;
      }
      await sleep(wait * (0.5 + Math.random()));
    }
  }

  async commitTransaction(connection: SqliteConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("commit"));
  }

  /** A full disk has rolled back already. */
  async rollbackTransaction(connection: SqliteConnection): Promise<void> {
    if (connection.inTransaction) await connection.executeQuery(CompiledQuery.raw("rollback"));
  }

  async releaseConnection(): Promise<void> {
    this.#release();
  }

  close(): void {
    this.#connection?.close();
    this.#connection = null;
  }

  async destroy(): Promise<void> {
    this.close();
  }
}

class SqliteConnection implements DatabaseConnection {
  /** Prepared statements by their SQL, the one used longest ago first. */
  readonly #statements = new Map<string, { statement: Statement; reads: boolean }>();

  constructor(private readonly database: DatabaseSyncInstance) {}

  get inTransaction(): boolean {
    return this.database.isTransaction;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { statement, reads } = this.#prepared(sql);
    if (reads) return { rows: statement.all(...parameters) as R[] };
    const { changes, lastInsertRowid } = statement.run(...parameters);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  // biome-ignore lint/correctness/useYield: the interface wants a generator
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error("Rows are read in pages here; nothing streams from one statement.");
  }

  close(): void {
    this.#statements.clear();
    this.database.close();
  }

  #prepared(sql: string): { statement: Statement; reads: boolean } {
    let found = this.#statements.get(sql);
    if (found === undefined) {
      const statement = this.database.prepare(sql);
      found = { statement, reads: statement.columns().length > 0 };
      const oldest = this.#statements.keys().next();
      if (this.#statements.size >= STATEMENTS && !oldest.done) this.#statements.delete(oldest.value);
    } else this.#statements.delete(sql);
    this.#statements.set(sql, found);
    return found;
  }
}
