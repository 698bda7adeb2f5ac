/** Writes data to standard output: waits while the reader is slow, and ends quietly when the reader has gone. */
import { once } from "node:events";

/** Call once before the first write. A closed pipe (`quipu code … | head`) is no error; a full disk is. */
export function endWithReader(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    process.stderr.write(
      `quipu: Standard output takes no more (${error.code ?? error.message}). Is the disk full?\n`,
    );
    process.exit(2);
  });
  process.stderr.on("error", () => process.exit(2));
}

/** Resolves when more may be written. */
export async function write(text: string): Promise<void> {
  if (text !== "" && !process.stdout.write(text)) await once(process.stdout, "drain");
}

/** Whether a stream may be coloured: a terminal that does not refuse it (https://no-color.org). */
export function hasColour(stream: { readonly isTTY?: boolean }): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  return Boolean(FORCE_COLOR) || (stream.isTTY === true && TERM !== "dumb");
}
