/** Reads JSONL: an object a line, streaming; a broken line is a finding and the rest goes on. */
import { asUtf8, lines, peek } from "./bytes.js";
import { compose } from "./compose.js";
import { custodyOf } from "./custody.js";
import { binaryReason, decode, invalidBytes, sniffEncoding } from "./decode.js";
import { BYTES_LIMIT, type Incoming, type Input, refused } from "./incoming.js";
import type { Reader, Reading } from "./reading.js";

const OPTIONAL = ["lang", "published", "title", "outlet", "url"] as const;

export const jsonl: Reader = {
  format: "jsonl",
  extensions: ["jsonl", "ndjson"],
  mediaTypes: ["application/jsonl", "application/x-ndjson"],
  looks: (_head, text) => /^\{\s*["}]/.test(text),
  read: readJsonl,
};

/** Memory holds one line. */
async function* readJsonl(input: Input, reading: Reading): AsyncGenerator<Incoming> {
  const { head, rest } = await peek(input.stream, 4);
  const encoding = sniffEncoding(head);
  if (encoding === "binary") {
    yield refused("file.binary", `It is not read: it is ${binaryReason(head)}.`, input.name);
    return;
  }
  let filled = 0;
  for await (const { number, bytes } of lines(
    encoding === "utf-8" ? rest : asUtf8(rest, encoding),
    BYTES_LIMIT,
  )) {
    if (bytes === null) {
      filled++;
      const limit = BYTES_LIMIT.toLocaleString("en");
      const message = `A line of more than ${limit} bytes is not read. Split the report.`;
      yield refused("line.too_long", message, input.name, number);
      continue;
    }
    const { text, invalid } = decode(bytes, "utf-8");
    if (text.trim() === "") continue;
    filled++;
    yield readLine(text, invalid, input, reading, number, bytes);
  }
  if (filled === 0) yield refused("file.empty", "The file holds no line with anything on it.", input.name);
}

function readLine(
  source: string,
  invalid: number,
  input: Input,
  reading: Reading,
  line: number,
  bytes: Uint8Array,
): Incoming {
  const file = input.name;
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    const why = error instanceof Error ? printable(error.message) : "";
    const message = `The line is not JSON (${why}). Each line must hold one whole object such as {"id": "1", "text": "…"}.`;
    return refused("line.not_json", message, file, line);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const message = `The line holds ${Array.isArray(value) ? "an array" : "a bare value"}, not an object such as {"id": "1", "text": "…"}.`;
    return refused("line.not_object", message, file, line);
  }
  const record = value as Record<string, unknown>;
  if (typeof record.text !== "string") {
    const has = Object.keys(record).slice(0, 8).map(printable).join(", ") || "no fields";
    const message = `The object has no "text" that is a string (it has ${has}). Put the report's words in "text".`;
    return refused("record.no_text", message, file, line);
  }
  const found = invalid > 0 ? [invalidBytes(invalid, "utf-8")] : [];
  const optional: Record<string, string | null> = {};
  for (const name of OPTIONAL) {
    const field = record[name];
    optional[name] = typeof field === "string" && field.trim() !== "" ? field : null;
    if (field !== undefined && field !== null && typeof field !== "string")
      found.push({ code: "record.odd_field", message: `"${name}" is not a string and is ignored.` });
  }
  const id = idOf(record.id);
  if (record.id !== undefined && record.id !== null && id === null)
    found.push({
      code: "record.odd_field",
      message: `"id" is neither a string nor a number; an id is made up.`,
    });
  const { lang = null, published = null, title = null, outlet = null, url = null } = optional;
  const origin = { file, line, custody: custodyOf(input, reading, bytes), given: input.given };
  return compose({ id, text: record.text, lang, published, title, outlet, url }, origin, reading, found);
}

function idOf(value: unknown): string | null {
  if (typeof value === "string" && value.trim() !== "") return value;
  return typeof value === "number" ? String(value) : null;
}

/** JSON.parse quotes the input in its messages: keep that short, and free of control characters. */
function printable(message: string): string {
  const clean = message.replace(/\p{Cc}+/gu, " ");
  return clean.length > 120 ? `${clean.slice(0, 120)}…` : clean;
}
