/** Tables as text: CSV by RFC 4180 and tab-separated rows, safe to open in a spreadsheet. */
import { stringify } from "csv-stringify/sync";

/** A number stays a number; null is an empty cell. */
export type Cell = string | number | null;

const BATCH = 200;
/** What a spreadsheet takes for the start of a formula, the wide forms of East Asian keyboards too. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

/** A text that would start a formula gets an apostrophe before it, as csv-stringify does it. */
function harmless(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** CSV in batches of rows: a header, CRLF, every text in quotes, numbers bare. */
export function* csv(header: readonly string[], rows: Iterable<readonly Cell[]>): Generator<string> {
  const print = (batch: readonly (readonly Cell[])[]) =>
    stringify([...batch.map((row) => [...row])], {
      record_delimiter: "\r\n",
      quoted_string: true,
      escape_formulas: true,
    });
  yield print([header]);
  yield* inBatches(rows, print);
}

/** Tab-separated, no header, no quotes: tabs and line breaks inside a cell become blanks. */
export function* tabs(rows: Iterable<readonly Cell[]>): Generator<string> {
  const cell = (value: Cell) =>
    value === null
      ? ""
      : typeof value === "number"
        ? String(value)
        : harmless(value.replace(/[\t\r\n]+/g, " "));
  for (const row of rows) yield `${row.map(cell).join("\t")}\n`;
}

function* inBatches(
  rows: Iterable<readonly Cell[]>,
  print: (batch: readonly (readonly Cell[])[]) => string,
): Generator<string> {
  let batch: (readonly Cell[])[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield print(batch);
    batch = [];
  }
  if (batch.length > 0) yield print(batch);
}
