/** Reads a plain text file: one file, one report. */
import { takeAll } from "./bytes.js";
import { compose, tooLong } from "./compose.js";
import { custodyOf } from "./custody.js";
import { binaryReason, decodeText, sniffEncoding } from "./decode.js";
import { BYTES_LIMIT, type Incoming, type Input, refused } from "./incoming.js";
import type { Reader, Reading } from "./reading.js";

export const plain: Reader = {
  format: "txt",
  extensions: ["txt", "text"],
  mediaTypes: ["text/plain"],
  looks: (_head, text) => text !== "",
  async *read(input, reading) {
    yield await readPlain(input, reading);
  },
};

/** The text stays as it is, line ends and blanks included; only a byte order mark is dropped. */
async function readPlain(input: Input, reading: Reading): Promise<Incoming> {
  const bytes = await takeAll(input.stream, BYTES_LIMIT);
  if (bytes === null) return tooLong(input.name, null);
  if (bytes.length === 0) return refused("file.empty", "The file is empty.", input.name);
  if (bytes.length > 1 && sniffEncoding(bytes) === "binary")
    return refused("file.binary", `It is not read: it is ${binaryReason(bytes)}.`, input.name);
  const { text, found } = decodeText(bytes, input.charset);
  return compose(
    { id: null, text, lang: null, published: null, title: null, outlet: null, url: null },
    { file: input.name, line: null, custody: custodyOf(input, reading, bytes), given: input.given },
    reading,
    found,
  );
}
