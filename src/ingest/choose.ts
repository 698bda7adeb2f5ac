/** Finds the reader of an input: by what the user says, by its first bytes, by what the server says, by its look. */
import { decode, sniffEncoding } from "./decode.js";
import { looksInside } from "./formats.js";
import type { Input, InputFormat } from "./incoming.js";
import { READERS } from "./readers.js";
import type { Reader } from "./reading.js";

/** Formats whose first bytes are like no other's, so that they go before what a server says. */
const SURE: readonly InputFormat[] = ["zip", "gz", "warc", "feed", "sitemap"];
/** Formats that any text may pass for: not enough for a file that calls itself XML or JSON. */
const VAGUE: readonly InputFormat[] = ["html", "txt"];

/** The reader, or null where the name promises a format (XML, JSON) and none looks right. */
export function chooseReader(head: Uint8Array, input: Input): Reader | null {
  const named = READERS.find((reader) => reader.format === input.format);
  if (named) return named;
  const text = beginning(head);
  const looking = READERS.filter((reader) => reader.looks(head, text));
  const sure = looking.find((reader) => SURE.includes(reader.format));
  if (sure) return sure;
  const said = READERS.find((reader) => reader.mediaTypes.includes(input.mediaType ?? ""));
  if (said && said.format !== "txt") return said;
  const found = looking[0] ?? READERS.find((reader) => reader.format === "txt")!;
  return looksInside(input.name) && VAGUE.includes(found.format) ? null : found;
}

/** The first 2,048 characters, or "" for what is no text. */
function beginning(head: Uint8Array): string {
  const encoding = sniffEncoding(head);
  return encoding === "binary" ? "" : decode(head, encoding).text.trimStart().slice(0, 2048);
}
