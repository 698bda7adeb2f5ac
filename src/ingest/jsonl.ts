/** Reads JSONL: an object a line, streaming; a broken line is a finding and the rest goes on. */
import { type ByteStream, lines } from "./bytes.js";
import { compose } from "./compose.js";
import { decode } from "./decode.js";
import { BYTES_LIMIT, type Hints, type Incoming, refused } from "./incoming.js";
import { invalidBytes } from "./plain.js";

const OPTIONAL = ["lang", "published", "title", "outlet", "url"] as const;

/** `stream` is UTF-8. Memory holds one line. */
export async function* readJsonl(stream: ByteStream, file: string, hints: Hints): AsyncGenerator<Incoming> {
  let filled = 0;
  for await (const { number, bytes } of lines(stream, BYTES_LIMIT)) {
    if (bytes === null) {
      filled++;
      const limit = BYTES_LIMIT.toLocaleString("en");
      yield refused(
        "line.too_long",
        `A line of more than ${limit} bytes is not read. Split the report.`,
        file,
        number,
      );
      continue;
    }
    const { text, invalid } = decode(bytes, "utf-8");
    if (text.trim() === "") continue;
    filled++;
    yield readLine(text, invalid, file, number, hints);
  }
  if (filled === 0) yield refused("file.empty", "The file holds no line with anything on it.", file);
}

function readLine(source: string, invalid: number, file: string, line: number, hints: Hints): Incoming {
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
  return compose({ id, text: record.text, lang, published, title, outlet, url }, hints, file, line, found);
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
