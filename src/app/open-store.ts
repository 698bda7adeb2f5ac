/** Opens the store that the environment names: PostgreSQL where it says so, else a folder. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  type Log,
  openPostgresLog,
  openPostgresViews,
  openSqliteLog,
  openSqliteViews,
  StoreError,
  type Views,
} from "../store/index.js";

/** The settings: `QUIPU_DATABASE_URL`, an address of a PostgreSQL database; else `QUIPU_HOME`, a folder (`.quipu`). */
export type StoreSettings = {
  readonly QUIPU_DATABASE_URL?: string | undefined;
  readonly QUIPU_HOME?: string | undefined;
};

export type OpenStore = { readonly store: Log; readonly views: Views; close(): Promise<void> };

/** Makes the store where there is none. Throws a StoreError. */
export async function openStore(env: StoreSettings): Promise<OpenStore> {
  const store = await openLog(env);
  try {
    const url = env.QUIPU_DATABASE_URL;
    const views = url ? await openPostgresViews(url) : await openSqliteViews(homeOf(env));
    return {
      store,
      views,
      close: async () => {
        await Promise.all([views.close(), store.close()]);
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** The log alone. `older`: opens one of an older Quipu as it is, to migrate it. */
export async function openLog(env: StoreSettings, options: { readonly older?: boolean } = {}): Promise<Log> {
  const url = env.QUIPU_DATABASE_URL;
  return url ? openPostgresLog(url, options) : openSqliteLog(homeOf(env), options);
}

/** The views that may leave the machine. Each server makes them anew from the log, so they need no server of their own. */
export function openShielded(env: StoreSettings): Promise<Views> {
  return openSqliteViews(join(homeOf(env), "shielded"));
}

export function homeOf(env: StoreSettings): string {
  return env.QUIPU_HOME || ".quipu";
}

/** A mistyped folder is not to be made and then found to be empty. Throws a StoreError where there is no store. */
export function mustBeThere(env: StoreSettings): void {
  if (env.QUIPU_DATABASE_URL || existsSync(join(homeOf(env), "log.sqlite"))) return;
  throw new StoreError(
    "unreachable",
    `There is no store in "${homeOf(env)}". QUIPU_HOME says in which folder it is, QUIPU_DATABASE_URL in which database; \`quipu add\` makes one.`,
  );
}
