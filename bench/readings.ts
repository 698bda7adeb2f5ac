/**
 * Careful readers' codings of reports that the gold leaves uncoded (`bench/readings.jsonl`, a report a line): types, values and offsets
 * into the texts in `../shared`, none of their words. Rules are written from the ones that are not kept aside.
 */
import type { ComparableCoding } from "../src/measure/comparable.js";
import { jsonLines, ROOT, SHARED } from "./machine.js";

type Reading = ComparableCoding & { readonly report: string; readonly kept: boolean };
type Row = { readonly id: string; readonly text: string; readonly lang: string };

export type Readings = {
  /** The reports as they lie in `../shared`, each once. */
  readonly reports: readonly Row[];
  readonly codings: ReadonlyMap<string, ComparableCoding>;
  /** Reports that nobody reads who writes rules. */
  readonly kept: ReadonlySet<string>;
};

export function readings(): Readings {
  const read = jsonLines<Reading>(`${ROOT}bench/readings.jsonl`);
  const codings = new Map(read.map((one) => [one.report, one] as const));
  const reports = new Map<string, Row>();
  for (const file of ["more-reports", "stories"])
    for (const row of jsonLines<Row>(`${SHARED}gold/${file}.jsonl`))
      if (codings.has(row.id)) reports.set(row.id, row);
  return {
    reports: [...reports.values()],
    codings,
    kept: new Set(read.filter(({ kept }) => kept).map(({ report }) => report)),
  };
}
