/** Streams of bytes: look at the beginning, take the whole up to a limit, or go line by line. */

export type ByteStream = AsyncIterable<Uint8Array>;

/** The first bytes of a stream (at least `least`, unless it ends before), and the stream as if nobody had looked. */
export async function peek(
  stream: ByteStream,
  least: number,
): Promise<{ head: Uint8Array; rest: ByteStream }> {
  const iterator = stream[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let line = false;
  while (size < least && !line) {
    const next = await iterator.next();
    if (next.done) break;
    chunks.push(next.value);
    size += next.value.length;
    line = next.value.includes(0x0a);
  }
  const head = Buffer.concat(chunks);
  return { head, rest: continued(head, iterator) };
}

async function* continued(head: Uint8Array, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}

/** All bytes of a stream, or null when there are more than `limit`; then the rest is not read. */
export async function takeAll(stream: ByteStream, limit: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** One line without its end; `bytes` is null for a line of more than the limit. */
export type Line = { readonly number: number; readonly bytes: Uint8Array | null };

/** The lines of a stream, one at a time: memory holds one line and one chunk. */
export async function* lines(stream: ByteStream, limit: number): AsyncGenerator<Line> {
  let parts: Uint8Array[] = [];
  let size = 0;
  let number = 1;
  const finish = (): Line => {
    const line = size > limit ? null : withoutReturn(Buffer.concat(parts));
    parts = [];
    size = 0;
    return { number: number++, bytes: line };
  };
  const add = (part: Uint8Array): void => {
    size += part.length;
    if (size > limit) parts = [];
    else parts.push(part);
  };
  for await (const chunk of stream) {
    let from = 0;
    for (let at = chunk.indexOf(0x0a); at >= 0; at = chunk.indexOf(0x0a, from)) {
      add(chunk.subarray(from, at));
      yield finish();
      from = at + 1;
    }
    if (from < chunk.length) add(chunk.subarray(from));
  }
  if (size > 0) yield finish();
}

function withoutReturn(line: Uint8Array): Uint8Array {
  return line.length > 0 && line[line.length - 1] === 0x0d ? line.subarray(0, -1) : line;
}

/** The same text in UTF-8, whatever Unicode encoding the stream has; a byte order mark is dropped. */
export async function* asUtf8(
  stream: ByteStream,
  encoding: "utf-16le" | "utf-16be",
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of stream) yield Buffer.from(decoder.decode(chunk, { stream: true }), "utf8");
  yield Buffer.from(decoder.decode(), "utf8");
}
