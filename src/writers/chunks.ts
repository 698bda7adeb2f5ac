/** Gathers short strings into chunks of bytes, so that a long export is few writes and little memory. */

const CHUNK = 64 * 1024;

/** UTF-8, in chunks of about 64 KiB. An unpaired surrogate becomes U+FFFD, as everywhere in UTF-8. */
export async function* encoded(
  strings: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let waiting: string[] = [];
  let length = 0;
  for await (const text of strings) {
    waiting.push(text);
    length += text.length;
    if (length < CHUNK) continue;
    yield encoder.encode(waiting.join(""));
    waiting = [];
    length = 0;
  }
  if (length > 0) yield encoder.encode(waiting.join(""));
}

/** A JSON array or a member list, one value a line: `head`, the values with commas between them, `tail`. */
export function* listed(head: string, values: Iterable<string>, tail: string): Generator<string> {
  yield head;
  let first = true;
  for (const value of values) {
    yield first ? `\n${value}` : `,\n${value}`;
    first = false;
  }
  yield tail;
}
