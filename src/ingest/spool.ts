/** Lays a stream down in a file of its own, for readers that jump about, and takes the file away again. */
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { OverLimit } from "./budget.js";
import type { ByteStream } from "./bytes.js";

export type Spooled = { readonly path: string; readonly size: number; dispose(): Promise<void> };

/** Throws `OverLimit` for a stream of more than `limit` bytes. Only the user who runs the program can read the file. */
export async function spool(stream: ByteStream, limit: number): Promise<Spooled> {
  const folder = await mkdtemp(join(tmpdir(), "quipu-"));
  const path = join(folder, "bytes");
  const dispose = () => rm(folder, { recursive: true, force: true });
  let size = 0;
  const counted = (async function* () {
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > limit) throw new OverLimit(`it has more than ${limit.toLocaleString("en")} bytes`, false);
      yield chunk;
    }
  })();
  try {
    await pipeline(Readable.from(counted, { objectMode: false }), createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    await dispose();
    throw error;
  }
  return { path, size, dispose };
}

/** Bytes taken in: in memory while they are few, else in a file. */
export type Held = {
  readonly path: string | null;
  readonly size: number;
  /** The bytes from the beginning, as often as one likes. */
  stream(): ByteStream;
  dispose(): Promise<void>;
};

const IN_MEMORY = 8_000_000;

/** Takes a stream in. Throws `OverLimit` for more than `limit` bytes. */
export async function hold(stream: ByteStream, limit: number): Promise<Held> {
  const iterator = stream[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let next = await iterator.next();
  for (; !next.done && size + next.value.length <= Math.min(limit, IN_MEMORY); next = await iterator.next()) {
    chunks.push(next.value);
    size += next.value.length;
  }
  if (next.done)
    return {
      path: null,
      size,
      stream: async function* () {
        yield* chunks;
      },
      dispose: async () => {},
    };
  const pending = next.value;
  const spooled = await spool(
    (async function* () {
      try {
        yield* chunks;
        yield pending;
        for (let more = await iterator.next(); !more.done; more = await iterator.next()) yield more.value;
      } finally {
        await iterator.return?.();
      }
    })(),
    limit,
  );
  const { path, dispose } = spooled;
  return { path, size: spooled.size, stream: () => createReadStream(path), dispose };
}
