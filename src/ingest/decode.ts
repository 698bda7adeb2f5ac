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

/**
 * Decodes bytes whose encoding is at best declared (by a server, a page, a source). What is well-formed UTF-8 is UTF-8,
 * whatever was declared: no other text looks like it. Else the declared character set holds; else what looks like a
 * Western text in Windows-1252 is read as that, and `found` says so; else UTF-8 with U+FFFD for what does not fit.
 */
export function decodeText(
  bytes: Uint8Array,
  declared: string | null,
): { readonly text: string; readonly found: ReadonlyArray<{ code: string; message: string }> } {
  const sniffed = sniffEncoding(bytes.subarray(0, 4));
  const wide = sniffed === "utf-16le" || sniffed === "utf-16be";
  const stated = declared === null || /^utf-?8$/i.test(declared) ? null : decoderOf(declared);
  if (wide || (isUtf8(bytes) && !STATEFUL.test(stated?.encoding ?? ""))) {
    const { text, invalid } = decode(bytes, wide ? sniffed : "utf-8");
    return { text, found: invalid > 0 ? [invalidBytes(invalid, sniffed)] : [] };
  }
  if (stated) return { text: stated.encoding === WESTERN ? western(bytes) : stated.decode(bytes), found: [] };
  if (looksWestern(bytes)) return { text: western(bytes), found: [ASSUMED] };
  const { text, invalid } = decode(bytes, "utf-8");
  return { text, found: [invalidBytes(invalid, "utf-8")] };
}

/** What browsers read for ISO 8859-1 and ASCII too (WHATWG Encoding). */
const WESTERN = "windows-1252";
/** 0x80 to 0x9F; the blanks are bytes that it lacks. */
const WESTERN_SIGNS = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

/** Windows-1252. Not `TextDecoder`: that of Node 20 reads ISO 8859-1 and makes control characters of quotes and dashes. */
function western(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString("latin1")
    .replaceAll(/[\x80-\x9f]/g, (sign) => WESTERN_SIGNS[sign.charCodeAt(0) - 0x80]!);
}

/** Character sets whose text looks like well-formed UTF-8, so that only a declaration tells. */
const STATEFUL = /^(?:iso-2022|utf-16|replacement)/;

const ASSUMED = {
  code: "text.assumed_encoding",
  message:
    "The text is not UTF-8 and does not say what it is; it was read as Windows-1252. If letters look wrong, convert the file first (iconv), or name the charset in the source.",
};

function decoderOf(label: string): InstanceType<typeof TextDecoder> | null {
  try {
    return new TextDecoder(label.trim());
  } catch {
    return null;
  }
}

/**
 * Whether bytes that are no UTF-8 look like Windows-1252: no byte that it lacks, no well-formed UTF-8 letter among them,
 * and each accented letter beside a plain one, as in the languages of Western Europe.
 */
export function looksWestern(bytes: Uint8Array): boolean {
  let high = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte < 0x80) continue;
    if (sequenceAt(bytes, i) > 0) return false;
    if (byte === 0x81 || byte === 0x8d || byte === 0x8f || byte === 0x90 || byte === 0x9d) return false;
    if (byte >= 0xc0) {
      if (byte === 0xd7 || byte === 0xf7 || byte === 0xff) return false;
      if (!isPlainLetter(bytes[i - 1]) && !isPlainLetter(bytes[i + 1])) return false;
      high++;
    } else if (!PUNCTUATION.has(byte)) return false;
    else high++;
  }
  return high > 0;
}

/** Of 0x80 to 0xBF in Windows-1252: quotes, dashes, dots, signs of money and what else stands in news. */
const PUNCTUATION = new Set([
  0x80, 0x82, 0x84, 0x85, 0x8a, 0x8c, 0x8e, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x9a, 0x9c, 0x9e, 0xa0,
  0xa1, 0xa3, 0xa7, 0xa9, 0xaa, 0xab, 0xad, 0xae, 0xb0, 0xb2, 0xb4, 0xb7, 0xba, 0xbb, 0xbd, 0xbf,
]);

function isPlainLetter(byte: number | undefined): boolean {
  return byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a && byte < 0x80;
}

/** The finding for bytes that were replaced. */
export function invalidBytes(count: number, encoding: string): { code: string; message: string } {
  const bytes = count === 1 ? "1 byte is" : `${count.toLocaleString("en")} bytes are`;
  const message = `${bytes} not ${encoding.toUpperCase()} and became U+FFFD. If the text looks wrong, convert the file first (iconv -f WINDOWS-1252 -t UTF-8).`;
  return { code: "text.invalid_bytes", message };
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
