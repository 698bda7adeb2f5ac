/** The store: the log in SQLite or PostgreSQL, its check, its backup, and the views of an edition. */
export * from "./backup.js";
export type { Log } from "./log.js";
export { openPostgresLog } from "./postgres.js";
export { openSqliteLog } from "./sqlite.js";
export * from "./store.js";
export * from "./verify.js";
