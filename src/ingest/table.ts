/** Reads CSV and TSV: a row is a report; streaming, one row in memory. Finds the columns by their usual names. */
import { Readable } from "node:stream";
import { asUtf8, type ByteStream, peek } from "./bytes.js";
import { clip, compose, webAddress } from "./compose.js";
import { custodyOf } from "./custody.js";
import { binaryReason, decodeText, sniffEncoding } from "./decode.js";
import { BYTES_LIMIT, type Fields, type Incoming, type Input, refused } from "./incoming.js";
import type { Reader, Reading } from "./reading.js";
import { type Columns, findColumns, TABLE_FIELDS, type TableField } from "./table-columns.js";

export const table: Reader = {
  format: "csv",
  extensions: ["csv", "tsv", "tab"],
  mediaTypes: ["text/csv", "text/tab-separated-values", "application/csv"],
  looks: (_head, text) => {
    const header = firstLine(text);
    return (
      header !== "" &&
      findColumns(header.split(delimiterOf(header)).map(bare), {}).columns.text !== undefined &&
      header.includes(delimiterOf(header))
    );
  },
  read: readTable,
};

/** How much is looked at to find the delimiter. */
const HEAD = 65_536;
const UTF8_MARK = [0xef, 0xbb, 0xbf];

/** What csv-parse gives for a row when it is asked for the row as it stands and for counts. */
type Row = {
  readonly record: readonly string[];
  readonly raw: string;
  readonly info: { readonly lines: number };
};

/**
 * The bytes go through the parser as Latin-1, one character a byte, so that none is lost and each cell is decoded by itself:
 * tables put together from several files mix encodings.
 */
async function* readTable(input: Input, reading: Reading): AsyncGenerator<Incoming> {
  const { head, rest } = await peek(input.stream, HEAD);
  const encoding = sniffEncoding(head);
  if (encoding === "binary") {
    yield refused("file.binary", `It is not read: it is ${binaryReason(head)}.`, input.name);
    return;
  }
  const bytes = encoding === "utf-8" ? withoutMark(rest) : asUtf8(rest, encoding);
  const wide = encoding === "utf-8" ? head : Buffer.from(new TextDecoder(encoding).decode(head));
  const skipped: Incoming[] = [];
  const rows = await parsed(
    bytes,
    delimiterOf(firstLine(Buffer.from(wide).toString("latin1"))),
    (line, why) => {
      skipped.push(
        refused(
          "row.unreadable",
          `The row cannot be read (${why}). The next rows are read.`,
          input.name,
          line,
        ),
      );
    },
  );
  let columns: Columns | null = null;
  let line = 1;
  let count = 0;
  try {
    for await (const { record, raw, info } of rows as AsyncIterable<Row>) {
      yield* skipped.splice(0);
      const at = line;
      line = info.lines + 1;
      if (columns === null) {
        const header = record.map((cell) => decodeCell(cell, input.charset).text);
        const found = findColumns(header, reading.source?.columns ?? {});
        columns = found.columns;
        if (columns.text === undefined || found.missing.length > 0) {
          yield refused("table.columns", withoutColumns(header, found.missing), input.name, at);
          return;
        }
        continue;
      }
      count++;
      yield readRow(record, columns, Buffer.from(raw, "latin1"), input, reading, at);
    }
  } catch (error) {
    const why = error instanceof Error ? error.message.split("\n")[0]! : String(error);
    if (!/^CSV_/.test((error as { code?: string }).code ?? "")) throw error;
    yield refused(
      "row.unreadable",
      `From here on the table cannot be read (${clip(why)}). Look for a quotation mark that is not closed.`,
      input.name,
      line,
    );
    return;
  }
  yield* skipped;
  if (columns === null || count === 0)
    yield refused("file.empty", "The table holds no row below its header.", input.name);
}

async function parsed(
  bytes: ByteStream,
  delimiter: string,
  onSkip: (line: number, why: string) => void,
): Promise<AsyncIterable<unknown>> {
  const { parse } = await import("csv-parse");
  const parser = parse({
    encoding: "latin1",
    delimiter,
    raw: true,
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: BYTES_LIMIT,
    on_skip: (error) => {
      onSkip((error as { lines?: number } | undefined)?.lines ?? 0, error?.message.slice(0, 80) ?? "");
      return undefined;
    },
  });
  const source = Readable.from(bytes, { objectMode: false });
  source.on("error", (error) => parser.destroy(error));
  return source.pipe(parser);
}

function readRow(
  record: readonly string[],
  columns: Columns,
  raw: Uint8Array,
  input: Input,
  reading: Reading,
  line: number,
): Incoming {
  const found = new Map<string, { code: string; message: string }>();
  const cell = (field: TableField): string | null => {
    const at = columns[field];
    const value = at === undefined ? undefined : record[at];
    if (value === undefined || value.trim() === "") return null;
    const decoded = decodeCell(value, input.charset);
    for (const finding of decoded.found) found.set(finding.code, finding);
    return decoded.text;
  };
  const values = Object.fromEntries(TABLE_FIELDS.map((field) => [field, cell(field)])) as Fields;
  const fields = { ...values, text: values.text ?? "", url: webAddress(values.url) };
  const origin = { file: input.name, line, custody: custodyOf(input, reading, raw), given: input.given };
  return compose(fields, origin, reading, [...found.values()]);
}

function decodeCell(cell: string, charset: string | null): ReturnType<typeof decodeText> {
  return decodeText(Buffer.from(cell, "latin1"), charset);
}

function withoutColumns(header: readonly string[], missing: readonly string[]): string {
  const has = header
    .slice(0, 12)
    .map((name) => `"${clip(name)}"`)
    .join(", ");
  const lacks =
    missing.length > 0
      ? `The table has no column ${missing.map((name) => `"${clip(name)}"`).join(", ")}`
      : "No column of the table is known to hold the text";
  return `${lacks}; its first row is ${has}. Name the column "text", or say in a source file which it is (columns: {text: …}).`;
}

/** The delimiter that stands most often in the first row, outside quotation marks; a comma where none does. */
export function delimiterOf(line: string): string {
  const outside = line.replaceAll(/"[^"]*"/g, "");
  const counts = [",", ";", "\t", "|"].map((sign) => ({ sign, count: outside.split(sign).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).sign;
}

function firstLine(text: string): string {
  const end = text.search(/[\r\n]/);
  return end < 0 ? text : text.slice(0, end);
}

function bare(cell: string): string {
  return cell.replaceAll('"', "");
}

async function* withoutMark(stream: ByteStream): AsyncGenerator<Uint8Array> {
  let first = true;
  for await (const chunk of stream) {
    const marked = first && UTF8_MARK.every((byte, i) => chunk[i] === byte);
    first = false;
    yield marked ? chunk.subarray(3) : chunk;
  }
}
