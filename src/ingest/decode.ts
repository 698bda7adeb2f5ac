/** Turns the bytes of an input into text: finds the encoding, and counts what does not fit it. */
import { isUtf8 } from "node:buffer";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "binary";

/** `invalid`: how many bytes did not fit the encoding and stand as U+FFFD in `text`. */
export type Decoded = { readonly text: string; readonly invalid: number };

const MAGIC: ReadonlyArray<{ name: string; bytes: readonly number[] }> = [
  { name: "a PDF", bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { name: "a ZIP or Office file", bytes: [0x50, 0x4b, 0x03, 0x04] },
  { name: "a gzip file", bytes: [0x1f, 0x8b] },
  { name: "a PNG image", bytes: [0x89, 0x50, 0x4e, 0x47] },
  { name: "a JPEG image", bytes: [0xff, 0xd8, 0xff] },
];

/** What the first bytes say. Without a byte order mark, NUL bytes mean that it is no text. */
export function sniffEncoding(head: Uint8Array): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return head[2] === 0 && head[3] === 0 ? "binary" : "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  if (MAGIC.some((magic) => startsWith(head, magic.bytes))) return "binary";
  return head.includes(0) ? "binary" : "utf-8";
}

/** Why these bytes are no text, in words that continue "is not read: it is …". */
export function binaryReason(head: Uint8Array): string {
  const magic = MAGIC.find((candidate) => startsWith(head, candidate.bytes));
  if (magic) return `${magic.name}. Extract its text first`;
  return "binary (it holds NUL bytes), or UTF-16 without a byte order mark. If it is text, convert it to UTF-8 first (iconv -f UTF-16LE -t UTF-8)";
}

/** Decodes a whole input. The byte order mark is dropped; nothing else is changed. */
export function decode(bytes: Uint8Array, encoding: Exclude<Encoding, "binary">): Decoded {
  const text = new TextDecoder(encoding).decode(bytes);
  if (encoding === "utf-8") return { text, invalid: isUtf8(bytes) ? 0 : invalidUtf8(bytes) };
  return { text, invalid: countReplaced(text) * 2 };
}

/** Counts the bytes that belong to no well-formed UTF-8 sequence (Unicode 15, table 3-7). */
export function invalidUtf8(bytes: Uint8Array): number {
  let invalid = 0;
  let i = 0;
  while (i < bytes.length) {
    const length = sequenceAt(bytes, i);
    if (length === 0) invalid++;
    i += length || 1;
  }
  return invalid;
}

function sequenceAt(bytes: Uint8Array, i: number): number {
  const first = bytes[i]!;
  if (first < 0x80) return 1;
  const length =
    first >= 0xc2 && first <= 0xdf
      ? 2
      : first >= 0xe0 && first <= 0xef
        ? 3
        : 0xf0 <= first && first <= 0xf4
          ? 4
          : 0;
  if (length === 0 || i + length > bytes.length) return 0;
  const second = bytes[i + 1]!;
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (let k = 2; k < length; k++) if ((bytes[i + k]! & 0xc0) !== 0x80) return 0;
  return length;
}

function countReplaced(text: string): number {
  let count = 0;
  for (let i = text.indexOf("\ufffd"); i >= 0; i = text.indexOf("\ufffd", i + 1)) count++;
  return count;
}

function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((value, i) => bytes[i] === value);
}
