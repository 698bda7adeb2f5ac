/** Where an export goes: standard output, or a file that is there whole or not at all. */
import { once } from "node:events";
import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { Writer } from "../writers/writer.js";
import { UsageError } from "./options.js";

export type Sink = {
  write(chunk: Uint8Array): Promise<void>;
  done(): Promise<void>;
  /** What was written so far is taken away, where that can be done. */
  drop(): Promise<void>;
};

/** Throws a UsageError where the place cannot take the format. */
export async function openSink(out: string | undefined, writer: Writer): Promise<Sink> {
  if (out !== undefined && out !== "-") return fileSink(out);
  if (writer.id === "parquet" && process.stdout.isTTY)
    throw new UsageError("Parquet is no text: name a file with --out, or pipe it.");
  return {
    write: async (chunk) => {
      if (!process.stdout.write(chunk)) await once(process.stdout, "drain");
    },
    done: async () => {},
    drop: async () => {},
  };
}

async function fileSink(path: string): Promise<Sink> {
  const draft = `${path}.${process.pid}.part`;
  const file = await open(draft, "wx").catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `"${path}" cannot be written (${error.code ?? error.message}). Is the folder "${dirname(path)}" there?`,
    );
  });
  return {
    write: async (chunk) => {
      await file.writeFile(chunk);
    },
    done: async () => {
      await file.sync();
      await file.close();
      await rename(draft, path);
    },
    drop: async () => {
      await file.close().catch(() => {});
      await rm(draft, { force: true });
    },
  };
}
