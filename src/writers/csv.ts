/** `csv`: the tidy table, one row an event. */
import { encoded } from "./chunks.js";
import { csv } from "./separated.js";
import { TIDY_COLUMNS, tidyRows } from "./tidy.js";
import type { Writer } from "./writer.js";

export const csvWriter: Writer = {
  id: "csv",
  mediaType: "text/csv; charset=utf-8; header=present",
  extension: "csv",
  write: (edition, { codebook }) =>
    encoded(
      csv(
        TIDY_COLUMNS.map(({ name }) => name),
        tidyRows(edition, codebook),
      ),
    ),
};
