/** Reads a plain text file: one file, one report. */
import { type ByteStream, takeAll } from "./bytes.js";
import { compose, tooLong } from "./compose.js";
import { binaryReason, decode, sniffEncoding } from "./decode.js";
import { BYTES_LIMIT, type Hints, type Incoming, refused } from "./incoming.js";

/** The text stays as it is, line ends and blanks included; only a byte order mark is dropped. */
export async function readPlain(stream: ByteStream, file: string, hints: Hints): Promise<Incoming> {
  const bytes = await takeAll(stream, BYTES_LIMIT);
  if (bytes === null) return tooLong(file, null);
  if (bytes.length === 0) return refused("file.empty", "The file is empty.", file);
  const encoding = bytes.length < 2 ? "utf-8" : sniffEncoding(bytes);
  if (encoding === "binary")
    return refused("file.binary", `It is not read: it is ${binaryReason(bytes)}.`, file);
  const { text, invalid } = decode(bytes, encoding);
  return compose(
    { id: null, text, lang: null, published: null, title: null, outlet: null, url: null },
    hints,
    file,
    null,
    invalid > 0 ? [invalidBytes(invalid, encoding)] : [],
  );
}

/** The finding for bytes that were replaced. */
export function invalidBytes(count: number, encoding: string): { code: string; message: string } {
  const bytes = count === 1 ? "1 byte is" : `${count.toLocaleString("en")} bytes are`;
  const message = `${bytes} not ${encoding.toUpperCase()} and became U+FFFD. If the text looks wrong, convert the file first (iconv -f WINDOWS-1252 -t UTF-8).`;
  return { code: "text.invalid_bytes", message };
}
