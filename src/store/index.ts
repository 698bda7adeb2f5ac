/** The store: the log in SQLite or PostgreSQL, its check, its backup, and the views of an edition. */
export { backup, restore } from "./backup.js";
export type { Log } from "./log.js";
export { openPostgresLog } from "./postgres.js";
export { openSqliteLog } from "./sqlite.js";
export * from "./store.js";
export { type LogFinding, type Verified, verify } from "./verify.js";
export { openPostgresViews } from "./view-postgres.js";
export { openSqliteViews } from "./view-sqlite.js";
