/** The log over a database: appends in one transaction, reads in pages. */
import type { Kysely, Transaction } from "kysely";
import type { LogEntry, LoggedReport, LogKind } from "../model/log.js";
import { follow, type Prepared, prepare, type Row, START } from "./chain.js";
import { type Migrations, migrate, newer, type Tables, versionOf } from "./schema.js";
import { type Added, type Head, type NewRecord, type Store, StoreError, type Stretch } from "./store.js";

/** An entry as it stands in the database; null where a column holds no text. */
export type StoredRow = { readonly [Column in keyof Row]: Row[Column] | null };

/** What a database must be told or asked in its own way. */
export type Database = {
  readonly db: Kysely<Tables>;
  /** Names the store in messages; never holds a password. */
  readonly where: string;
  readonly migrations: Migrations;
  /** Called first in each transaction that appends: none other appends until it ends. */
  lock(trx: Transaction<Tables>): Promise<void>;
  /** Called before and after each transaction that appends: throws where the database is no longer the one opened. */
  present(): Promise<void>;
  trouble(error: unknown): StoreError;
  /** Entries from `first` to `last`, every byte as it stands. */
  exact(first: number, last: number): Promise<readonly StoredRow[]>;
  /** What the database itself finds wrong with its files, in its words. */
  faults(): Promise<readonly string[]>;
  close(): Promise<void>;
};

const PAGE_ROWS = 500;
const PAGE_BYTES = 4_000_000;
const INSERT_ROWS = 250;
/** Below every position that the column can hold. */
const BEFORE_ALL = -2_147_483_648;

export class Log implements Store {
  readonly #database: Database;
  readonly #now: () => Date;

  constructor(database: Database, now: () => Date = () => new Date()) {
    this.#database = database;
    this.#now = now;
  }

  get where(): string {
    return this.#database.where;
  }

  async add(records: readonly NewRecord[]): Promise<readonly Added[]> {
    const prepared = records.map(prepare);
    if (prepared.length === 0) return [];
    return this.#writing(async (trx) => {
      let head = await this.#end(trx);
      const known = await this.#known(trx, prepared);
      const time = this.#now().toISOString();
      const rows: Row[] = [];
      const added: Added[] = [];
      for (const entry of prepared) {
        const { kind, id } = entry;
        const before = known.get(`${kind} ${id}`);
        if (before !== undefined) {
          const differs = before.record !== null && !sameContent(kind, before.record, entry.record);
          added.push({ position: before.position, id, known: true, differs });
          continue;
        }
        const row = follow(head, { ...entry, time });
        head = row;
        rows.push(row);
        known.set(`${kind} ${id}`, row);
        added.push({ position: row.position, id, known: false, differs: false });
      }
      await this.#append(trx, rows, head);
      return added;
    });
  }

  /**
   * Takes entries as they stood in another log, in one transaction, into an empty one. Throws, and takes none, where they
   * do not follow each other or do not end at `end`.
   */
  async take(entries: AsyncIterable<Row>, end: Head, broken: (entry: Row) => StoreError): Promise<void> {
    await this.#writing(async (trx) => {
      let head = await this.#end(trx);
      if (head.position > 0)
        throw new StoreError(
          "not_empty",
          `The store in ${this.where} holds ${head.position} entries. A backup is restored into an empty store only: set QUIPU_HOME or QUIPU_DATABASE_URL to a new one.`,
        );
      let rows: Row[] = [];
      let bytes = 0;
      for await (const entry of entries) {
        const row = follow(head, entry);
        if (row.position !== entry.position || row.hash !== entry.hash) throw broken(entry);
        head = row;
        rows.push(row);
        bytes += row.bytes;
        if (bytes < PAGE_BYTES && rows.length < INSERT_ROWS) continue;
        await this.#append(trx, rows, head);
        rows = [];
        bytes = 0;
      }
      await this.#append(trx, rows, head);
      if (head.position !== end.position || head.hash !== end.hash)
        throw new StoreError(
          "bad_backup",
          `The backup ends at entry ${head.position}, and says that it ends at ${end.position} (${end.hash}): it is cut off or was changed. Nothing was restored. Take another copy of it.`,
        );
    });
  }

  async *all<Kind extends LogKind>(
    kind: Kind | readonly Kind[],
    { after = 0, until = 2_147_483_647 }: Stretch = {},
  ): AsyncGenerator<LogEntry<Kind>> {
    const kinds: readonly LogKind[] = typeof kind === "string" ? [kind] : (kind as readonly Kind[]);
    if (kinds.length === 0) return;
    for (let from = after; ; ) {
      const page = await this.#page(from, until, kinds);
      if (page === null) return;
      const rows = await this.#reading((db) =>
        db
          .selectFrom("log")
          .selectAll()
          .where("kind", "in", kinds)
          .where("position", ">=", page.first)
          .where("position", "<=", page.last)
          .orderBy("position")
          .execute(),
      );
      for (const row of rows) yield entryOf(row, this.where) as LogEntry<Kind>;
      from = page.last;
    }
  }

  /** Every entry as it stands in the database, in order of positions: for checking and copying. */
  async *rows({ after = BEFORE_ALL, until = 2_147_483_647 }: Stretch = {}): AsyncGenerator<StoredRow> {
    for (let from = after; ; ) {
      const page = await this.#page(from, until, null);
      if (page === null) return;
      yield* await this.#reading(() => this.#database.exact(page.first, page.last));
      from = page.last;
    }
  }

  async get<Kind extends LogKind>(kind: Kind, id: string): Promise<LogEntry<Kind> | null> {
    const row = await this.#reading((db) =>
      db
        .selectFrom("log")
        .selectAll()
        .where("kind", "=", kind as LogKind)
        .where("id", "=", id)
        .executeTakeFirst(),
    );
    return row === undefined ? null : (entryOf(row, this.where) as LogEntry<Kind>);
  }

  async report(id: string): Promise<LoggedReport | null> {
    return (await this.get("report", id))?.record ?? null;
  }

  async at(): Promise<number> {
    return (await this.head()).position;
  }

  /** Where the log ends, by its entries. */
  head(): Promise<Head> {
    return this.#reading(lastEntry);
  }

  /** Where the log ends, by the record that is kept of it beside the entries. */
  recordedHead(): Promise<Head | null> {
    return this.#reading(headRecord);
  }

  faults(): Promise<readonly string[]> {
    return this.#reading(() => this.#database.faults());
  }

  /** Brings the tables of an older store up to date; returns the steps taken. */
  async migrate(): Promise<readonly string[]> {
    return this.#reading(async (db) => {
      const { unknown } = await versionOf(db, this.#database.migrations);
      if (unknown.length > 0) throw newer(this.where, unknown);
      return migrate(db, this.#database.migrations);
    });
  }

  async close(): Promise<void> {
    await this.#database.close();
  }

  /** Sizes first, records then: no page holds many megabytes unless one record does. */
  async #page(
    after: number,
    until: number,
    kinds: readonly LogKind[] | null,
  ): Promise<{ first: number; last: number } | null> {
    const sizes = await this.#reading((db) => {
      let query = db.selectFrom("log").select(["position", "bytes"]);
      if (kinds !== null) query = query.where("kind", "in", kinds);
      return query
        .where("position", ">", after)
        .where("position", "<=", until)
        .orderBy("position")
        .limit(PAGE_ROWS)
        .execute();
    });
    if (sizes.length === 0) return null;
    let last = 0;
    for (let sum = sizes[0]!.bytes; last + 1 < sizes.length; last++) {
      sum += sizes[last + 1]!.bytes;
      if (!(sum <= PAGE_BYTES)) break;
    }
    return { first: sizes[0]!.position, last: sizes[last]!.position };
  }

  async #end(trx: Transaction<Tables>): Promise<Head> {
    const [last, recorded] = [await lastEntry(trx), await headRecord(trx)];
    if (recorded?.position === last.position && recorded.hash === last.hash) return last;
    throw new StoreError(
      "damaged",
      `The log in ${this.where} ends at entry ${last.position}, and its record of the end says ${recorded?.position ?? "nothing"}: somebody changed it. Nothing was added. Run \`quipu verify\`, and restore a backup into a new store.`,
    );
  }

  /** Where records stand that are there already; their content only where the id does not come from it. */
  async #known(
    trx: Transaction<Tables>,
    prepared: readonly Prepared[],
  ): Promise<Map<string, { position: number; record: string | null }>> {
    const known = new Map<string, { position: number; record: string | null }>();
    const kinds = new Set(prepared.map(({ kind }) => kind));
    for (const kind of kinds) {
      const ids = prepared.filter((entry) => entry.kind === kind).map(({ id }) => id);
      for (let i = 0; i < ids.length; i += INSERT_ROWS) {
        const rows = await trx
          .selectFrom("log")
          .select(["id", "position"])
          .where("kind", "=", kind)
          .where("id", "in", ids.slice(i, i + INSERT_ROWS))
          .execute();
        for (const { id, position } of rows) {
          const record = kind === "coding" || kind === "judgement" ? null : await recordAt(trx, position);
          known.set(`${kind} ${id}`, { position, record });
        }
      }
    }
    return known;
  }

  async #append(trx: Transaction<Tables>, rows: readonly Row[], { position, hash }: Head): Promise<void> {
    if (rows.length === 0) return;
    for (let i = 0; i < rows.length; i += INSERT_ROWS)
      await trx
        .insertInto("log")
        .values(rows.slice(i, i + INSERT_ROWS))
        .execute();
    await trx.updateTable("log_head").set({ position, hash }).execute();
  }

  async #writing<T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
    const { db } = this.#database;
    return this.#reading(async () => {
      await this.#database.present();
      const result = await db.transaction().execute(async (trx) => {
        await this.#database.lock(trx);
        return work(trx);
      });
      await this.#database.present();
      return result;
    });
  }

  async #reading<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
    try {
      return await work(this.#database.db);
    } catch (error) {
      throw this.#database.trouble(error);
    }
  }
}

async function lastEntry(db: Kysely<Tables>): Promise<Head> {
  const last = await db
    .selectFrom("log")
    .select(["position", "hash"])
    .orderBy("position", "desc")
    .limit(1)
    .executeTakeFirst();
  return last ?? START;
}

async function headRecord(db: Kysely<Tables>): Promise<Head | null> {
  return (await db.selectFrom("log_head").select(["position", "hash"]).executeTakeFirst()) ?? null;
}

async function recordAt(db: Kysely<Tables>, position: number): Promise<string | null> {
  const row = await db.selectFrom("log").select("record").where("position", "=", position).executeTakeFirst();
  return row?.record ?? null;
}

/** A report is the same while its text is: how and when it was acquired may differ. */
function sameContent(kind: LogKind, before: string, now: string): boolean {
  if (before === now) return true;
  if (kind !== "report") return false;
  return (JSON.parse(before) as LoggedReport).sha256 === (JSON.parse(now) as LoggedReport).sha256;
}

function entryOf({ bytes, record, ...row }: Row, where: string): LogEntry {
  try {
    return { ...row, record: JSON.parse(record) } as LogEntry;
  } catch (error) {
    throw new StoreError(
      "damaged",
      `Entry ${row.position} of the log in ${where} cannot be read: it was changed. Run \`quipu verify\`, and restore a backup into a new store.`,
      { cause: error },
    );
  }
}
