/** `quipu verify`, `backup`, `restore` and `migrate`: the store as a whole. */
import { existsSync } from "node:fs";
import { backup, type Head, restore, verify } from "../store/index.js";
import { mustBeThere, openLog } from "./open-store.js";
import { UsageError } from "./options.js";
import { write } from "./output.js";
import { Talk } from "./talk.js";

export type StoreOptions = { readonly json?: boolean; readonly quiet?: boolean };

/** Exit code: 0 all is as it was written; 1 something is not. */
export async function verifyCommand(options: StoreOptions & { readonly head?: string }): Promise<number> {
  const { json = false, quiet = false } = options;
  const head = options.head === undefined ? null : headOf(options.head);
  mustBeThere(process.env);
  const talk = new Talk({ json, quiet, data: false });
  const log = await openLog(process.env);
  try {
    const found = await verify(log, {
      head,
      onFinding: ({ code, message }) =>
        talk.finding({ code, message, file: log.where, line: null, report: null }),
      onEntry: (entries) => talk.progress(() => `${entries.toLocaleString("en")} entries`),
    });
    talk.clear();
    const { entries, reports, codings, spans, findings } = found;
    const end = `${found.head.position}:${found.head.hash}`;
    await write(json ? `${JSON.stringify(found)}\n` : `${end}\n`);
    talk.close(
      `${entries} entries, ${reports} reports, ${codings} codings, ${spans} spans: ${findings === 0 ? "all as it was written" : `${findings} findings`}. Keep the line above: \`quipu verify --head\` holds a later log against it.`,
    );
    return findings === 0 ? 0 : 1;
  } finally {
    await log.close();
  }
}

export async function backupCommand(
  path: string,
  { json = false, quiet = false }: StoreOptions,
): Promise<number> {
  mustBeThere(process.env);
  const log = await openLog(process.env);
  try {
    const talk = new Talk({ json, quiet, data: false });
    const { position, hash } = await backup(log, path, { onEntry: shown(talk) });
    talk.clear();
    await told(json, { path, position, hash });
    talk.close(`${position} entries of ${log.where} are in ${path}. It holds the full texts: keep it safe.`);
    return 0;
  } finally {
    await log.close();
  }
}

export async function restoreCommand(
  path: string,
  { json = false, quiet = false }: StoreOptions,
): Promise<number> {
  if (!existsSync(path)) throw new UsageError(`There is no file "${path}".`);
  const log = await openLog(process.env);
  try {
    const talk = new Talk({ json, quiet, data: false });
    const { position, hash } = await restore(path, log, { onEntry: shown(talk) });
    talk.clear();
    await told(json, { path, position, hash });
    talk.close(`${position} entries of ${path} are in ${log.where}. \`quipu edition\` makes its views.`);
    return 0;
  } finally {
    await log.close();
  }
}

export async function migrateCommand({ json = false, quiet = false }: StoreOptions): Promise<number> {
  mustBeThere(process.env);
  const log = await openLog(process.env, { older: true });
  try {
    const steps = await log.migrate();
    await told(json, { steps });
    new Talk({ json, quiet }).close(
      steps.length === 0 ? `${log.where} is up to date.` : `${log.where} has taken: ${steps.join(", ")}.`,
    );
    return 0;
  } finally {
    await log.close();
  }
}

/** Progress of a backup or its return: entries, share, and the time that the rest will take at the speed so far. */
function shown(talk: Talk): (done: number, all: number) => void {
  const begun = performance.now();
  return (done, all) => talk.progress(() => entriesLeft(done, all, performance.now() - begun));
}

/** "1,200 of 4,000 entries, 30 %, 12 s left"; no time within the first second. `ms`: since the start. */
export function entriesLeft(done: number, all: number, ms: number): string {
  const left = Math.ceil(((ms / 1000) * (all - done)) / Math.max(1, done));
  const rest =
    ms < 1000 || done >= all ? "" : `, ${left < 90 ? `${left} s` : `${Math.ceil(left / 60)} min`} left`;
  return `${done.toLocaleString("en")} of ${all.toLocaleString("en")} entries, ${Math.floor((100 * done) / Math.max(1, all))} %${rest}`;
}

async function told(json: boolean, row: object): Promise<void> {
  if (json) await write(`${JSON.stringify(row)}\n`);
}

/** `POSITION:HASH`, as `quipu verify` prints it. */
function headOf(text: string): Head {
  const [, position, hash] = /^(\d{1,10}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (position === undefined || hash === undefined)
    throw new UsageError(`--head cannot be "${text}". Give POSITION:HASH as \`quipu verify\` printed it.`);
  return { position: Number(position), hash };
}
