/** `parquet`: the tidy table in columns, a row group at a time. */
import {
  type BasicType,
  ByteWriter,
  type ColumnSource,
  ParquetWriter,
  schemaFromColumnData,
} from "hyparquet-writer";
import type { Codebook } from "../model/codebook.js";
import type { Edition } from "../model/edition.js";
import type { Cell } from "./separated.js";
import { type Column, TIDY_COLUMNS, tidyRows } from "./tidy.js";
import type { Writer } from "./writer.js";

const GROUP = 10_000;
const TYPES: Readonly<Record<Column["type"], BasicType>> = {
  text: "STRING",
  count: "INT64",
  number: "DOUBLE",
};

export const parquetWriter: Writer = {
  id: "parquet",
  mediaType: "application/vnd.apache.parquet",
  extension: "parquet",
  write: (edition, { codebook }) => groups(edition, codebook),
};

/** The bytes of what was written since the last call; offsets in the file go on. */
class Drained extends ByteWriter {
  take(): Uint8Array {
    const bytes = this.getBytes().slice();
    // The library counts `offset` over the whole file and `index` in the buffer.
    this.index = 0;
    return bytes;
  }
}

async function* groups(edition: Edition, codebook: Codebook): AsyncGenerator<Uint8Array> {
  const sink = new Drained();
  const parquet = new ParquetWriter({
    writer: sink,
    schema: schemaFromColumnData({ columnData: columns([]) }),
    createdBy: "quipu",
  });
  let rows: (readonly Cell[])[] = [];
  const write = async () => {
    await parquet.write({ columnData: columns(rows), rowGroupSize: GROUP });
    rows = [];
    return sink.take();
  };
  for (const row of tidyRows(edition, codebook)) {
    rows.push(row);
    if (rows.length === GROUP) yield await write();
  }
  if (rows.length > 0) yield await write();
  await parquet.finish();
  yield sink.take();
}

function columns(rows: readonly (readonly Cell[])[]): ColumnSource[] {
  return TIDY_COLUMNS.map(({ name, type }, i) => ({
    name,
    type: TYPES[type],
    data: rows.map((row) => value(row[i] ?? null, type)),
    nullable: true,
  }));
}

function value(cell: Cell, type: Column["type"]): Cell | bigint {
  return type === "count" && typeof cell === "number" ? BigInt(Math.round(cell)) : cell;
}
