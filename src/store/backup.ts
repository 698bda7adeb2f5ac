/** A backup: the whole log in one file, a JSON object a line, gzipped; restored into an empty store of either kind. */
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { z } from "zod";
import { entryHash, type Row, START } from "./chain.js";
import type { Log } from "./log.js";
import { type Head, StoreError } from "./store.js";

/** The first line of a backup. */
const Manifest = z.strictObject({
  quipu: z.literal("backup"),
  format: z.literal(1),
  made: z.string(),
  entries: z.number().int().nonnegative(),
  head: z.strictObject({ position: z.number().int().nonnegative(), hash: z.string().length(64) }),
});

const Entry = z.strictObject({
  position: z.number().int().positive(),
  kind: z.enum(["report", "coding", "judgement", "edition"]),
  id: z.string(),
  author: z.string(),
  time: z.string(),
  previous: z.string(),
  hash: z.string(),
  /** The record as it is kept: JSON in a string, so that every byte comes back. */
  record: z.string(),
});

export type BackupOptions = {
  readonly now?: () => Date;
  /** After each entry: how many are done, and how many there are. */
  readonly onEntry?: (done: number, all: number) => void;
};

/** Writes the log as it is now, checking its chain on the way; returns its head. Throws a StoreError, and leaves no file then. */
export async function backup(
  log: Log,
  path: string,
  { now = () => new Date(), onEntry = () => {} }: BackupOptions = {},
): Promise<Head> {
  if (existsSync(path))
    throw new StoreError(
      "bad_backup",
      `"${path}" is there already. Name a new file; backups are not overwritten.`,
    );
  const head = await log.head();
  const draft = `${path}.part`;
  try {
    const manifest = {
      quipu: "backup",
      format: 1,
      made: now().toISOString(),
      entries: head.position,
      head,
    } satisfies z.input<typeof Manifest>;
    await pipeline(
      Readable.from(lines(log, manifest, onEntry)),
      createGzip(),
      createWriteStream(draft, { mode: 0o600, flush: true }),
    );
    await rename(draft, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(draft, { force: true });
    if (error instanceof StoreError) throw error;
    throw new StoreError(
      "bad_backup",
      `The backup "${path}" could not be written (${(error as Error).message}). Is there room, and is the folder yours?`,
      { cause: error },
    );
  }
  return head;
}

async function* lines(
  log: Log,
  manifest: z.input<typeof Manifest>,
  onEntry: NonNullable<BackupOptions["onEntry"]>,
): AsyncGenerator<string> {
  yield `${JSON.stringify(manifest)}\n`;
  let last: Head = START;
  for await (const row of log.rows({ until: manifest.head.position })) {
    const { bytes, ...entry } = row as Row;
    if (
      Object.values(row).includes(null) ||
      entry.position !== last.position + 1 ||
      entry.previous !== last.hash ||
      entryHash(entry) !== entry.hash
    )
      throw new StoreError(
        "damaged",
        `Entry ${row.position} of the log in ${log.where} is not as it was written. No backup was made, so that no good one is replaced by it. \`quipu verify\` says more.`,
      );
    last = entry;
    yield `${JSON.stringify(entry)}\n`;
    onEntry(entry.position, manifest.entries);
  }
}

/** Reads a backup into an empty store, all or nothing, verifying the chain; returns its head. Throws a StoreError. */
export async function restore(
  path: string,
  log: Log,
  { onEntry = () => {} }: Pick<BackupOptions, "onEntry"> = {},
): Promise<Head> {
  const input = createReadStream(path);
  const gunzip = createGunzip();
  const reading = pipeline(input, gunzip).catch((error) => gunzip.destroy(error));
  try {
    const all = splitLines(gunzip);
    const first = await all.next();
    const manifest = parse(Manifest, first.done ? "" : first.value);
    if (manifest === null)
      throw broken(path, "its first line is no manifest of a Quipu backup that this version reads");
    await log.take(
      entries(path, all, (done) => onEntry(done, manifest.entries)),
      manifest.head,
      (entry) =>
        broken(
          path,
          `entry ${entry.position} does not follow the one before it: it was changed or is out of order`,
        ),
    );
    return manifest.head;
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw broken(path, (error as Error).message, error);
  } finally {
    input.destroy();
    gunzip.destroy();
    await reading;
  }
}

async function* entries(
  path: string,
  all: AsyncIterable<string>,
  onEntry: (done: number) => void,
): AsyncGenerator<Row> {
  try {
    for await (const line of all) {
      const entry = parse(Entry, line);
      if (entry === null) throw broken(path, `a line of it is no entry: ${line.slice(0, 60)}`);
      yield { ...entry, bytes: Buffer.byteLength(entry.record) };
      onEntry(entry.position);
    }
  } catch (error) {
    // Told from trouble of the store that takes the entries.
    throw error instanceof StoreError ? error : broken(path, (error as Error).message, error);
  }
}

function parse<T>(schema: z.ZodType<T>, line: string): T | null {
  try {
    const { data } = schema.safeParse(JSON.parse(line));
    return data ?? null;
  } catch {
    return null;
  }
}

/** Lines end at a newline and nowhere else: readers of lines that also end them at U+2028 would cut texts. */
async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let started: Buffer[] = [];
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      yield Buffer.concat([...started, chunk.subarray(from, at)]).toString();
      started = [];
      from = at + 1;
    }
    if (from < chunk.length) started.push(chunk.subarray(from));
  }
  if (started.length > 0) yield Buffer.concat(started).toString();
}

function broken(path: string, why: string, cause?: unknown): StoreError {
  return new StoreError(
    "bad_backup",
    `"${path}" cannot be restored: ${why}. Nothing was restored. Take another copy of it, or an earlier backup.`,
    { cause },
  );
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync().catch(() => {});
  await handle.close();
}
