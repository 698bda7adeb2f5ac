/** What the views need of a database, in its own way of keeping words and points. */
import type { Kysely, RawBuilder } from "kysely";
import type { EventColumns } from "./event-row.js";
import type { StoreError } from "./store.js";
import type { Matching, Range } from "./view-query.js";

/** A piece of SQL with its parameters. */
export type Piece = RawBuilder<unknown>;
export type Value = string | number | null;

/** A row that is to be put in. `values` are SQL for each column where a plain parameter does not do. */
export type Insert = {
  readonly table: string;
  readonly row: readonly Value[];
  readonly values?: readonly ((parameter: string) => string)[];
};

/** What to read for the events of a range: tables with the event as `e`, conditions, and the column to sort by. */
export type Selection = { readonly from: Piece; readonly where: readonly Piece[]; readonly key: Piece };

export type ViewEngine = {
  readonly db: Kysely<unknown>;
  /** Put before the name of each table that is read: nothing, or a schema and a dot. */
  readonly at: string;
  /** After `text`, where a column must sort by its bytes. */
  readonly exactText: string;
  /** Statements for the tables of words and points. */
  tables(at: string): readonly string[];
  indexes(at: string): readonly string[];
  /** The words and the point of an event. */
  inserts(n: number, columns: EventColumns): readonly Insert[];
  /** SQL for the values of a column of all rows as one JSON list. */
  list(column: string): string;
  /** Rows that go into one statement. */
  readonly rowsAtOnce: number;
  parameter(number: number): string;
  select(matching: Matching, range: Range): Promise<Selection>;
  /** Has everything made anew, unseen by readers until it is whole; nothing where `unless` says so when its turn has come. */
  replace(
    make: (db: Kysely<unknown>, at: string) => Promise<void>,
    unless?: (db: Kysely<unknown>) => Promise<boolean>,
  ): Promise<void>;
  trouble(error: unknown): StoreError;
  close(): Promise<void>;
};
