/**
 * Careful readers' codings of reports that the gold leaves uncoded (`bench/readings.jsonl`, a report a line): types, values and offsets
 * into the texts in `../shared`, none of their words. Rules are written from the ones that are not kept aside.
 */
import { existsSync } from "node:fs";
import type { ComparableCoding } from "../src/measure/comparable.js";
import { CORPORA, jsonLines, ROOT, SHARED } from "./machine.js";

type Reading = ComparableCoding & {
  readonly report: string;
  readonly kept: boolean;
  /** Where the report lies that is none of those beside the gold: its id is `CORPUS/ID` and it is in `CORPUS/FILE.jsonl`. */
  readonly corpus?: string;
  readonly file?: string;
  readonly published?: string | null;
};
type Row = { readonly id: string; readonly text: string; readonly lang: string };

export type Readings = {
  /** The reports as they lie in `../shared`, each once. */
  readonly reports: readonly Row[];
  readonly codings: ReadonlyMap<string, ComparableCoding>;
  /** Reports that nobody reads who writes rules. */
  readonly kept: ReadonlySet<string>;
  /** Reports of the corpora, opened after the ones beside the gold. */
  readonly ofCorpora: ReadonlySet<string>;
};

export function readings(): Readings {
  const read = jsonLines<Reading>(`${ROOT}bench/readings.jsonl`);
  const codings = new Map(read.map((one) => [one.report, one] as const));
  const reports = new Map<string, Row>();
  for (const file of ["more-reports", "stories"])
    for (const row of jsonLines<Row>(`${SHARED}gold/${file}.jsonl`))
      if (codings.has(row.id)) reports.set(row.id, row);
  const others = read.filter(({ corpus }) => corpus !== undefined);
  for (const path of new Set(others.map(({ corpus, file }) => `${corpus}/${file}.jsonl`)))
    if (existsSync(CORPORA + path)) {
      const texts = new Map(jsonLines<Row>(CORPORA + path).map((row) => [String(row.id), row.text] as const));
      for (const { report, corpus, file, published = null } of others) {
        const text = texts.get(report.slice(report.indexOf("/") + 1));
        if (`${corpus}/${file}.jsonl` === path && text !== undefined)
          reports.set(report, { id: report, text, lang: "en", ...(published ? { published } : {}) });
      }
    }
  return {
    reports: [...reports.values()],
    codings: new Map([...codings].filter(([id]) => reports.has(id))),
    kept: new Set(read.filter(({ kept }) => kept).map(({ report }) => report)),
    ofCorpora: new Set(others.map(({ report }) => report)),
  };
}
