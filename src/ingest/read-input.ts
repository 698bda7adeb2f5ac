/** Reads one input, whatever it is: the same for a file, an answer from the net and a member of an archive. */
import { OverLimit } from "./budget.js";
import { peek } from "./bytes.js";
import { chooseReader } from "./choose.js";
import { codeOf } from "./files.js";
import { type Incoming, type Input, refused } from "./incoming.js";
import type { Reading, Step } from "./reading.js";

/** How much of an input is looked at to find its format. */
const HEAD = 8192;

/** Never throws for what the input holds, except `OverLimit` out of a member that uses up the limits of the whole. */
export async function* readInput(input: Input, reading: Reading): AsyncGenerator<Step> {
  try {
    const { head, rest } = await peek(input.stream, HEAD);
    if (head.length === 0) {
      yield refused("file.empty", "The file is empty.", input.name);
      return;
    }
    const reader = chooseReader(head, input);
    if (reader === null)
      yield refused(
        "format.unknown",
        "It is neither a feed nor a sitemap nor JSONL. Say what it is with --input-format.",
        input.name,
      );
    else yield* reader.read({ ...input, stream: rest }, reading);
  } catch (error) {
    if (error instanceof OverLimit && error.whole && reading.depth > 0) throw error;
    yield trouble(error, input.name);
  }
}

/** What went wrong with a stream, in words. */
function trouble(error: unknown, file: string): Incoming {
  if (error instanceof OverLimit)
    return refused("archive.limit", `It is not read any further: ${error.message}.`, file);
  const code = codeOf(error);
  if (code === "Z_BUF_ERROR" || code === "ERR_STREAM_PREMATURE_CLOSE")
    return refused(
      "file.truncated",
      "It ends before its end: the file is cut off. What came before was read. Get it again.",
      file,
    );
  if (/^Z_|^ERR_BROTLI|^ERR__ERROR/.test(code))
    return refused(
      "archive.unreadable",
      `It cannot be unpacked any further (${code}). What came before was read.`,
      file,
    );
  return refused("file.unreadable", `It cannot be read any further (${code}).`, file);
}
