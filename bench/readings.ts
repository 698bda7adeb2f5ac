/**
 * Careful readers' codings of reports that the gold leaves uncoded (`bench/readings.jsonl`, a report a line): types, values and offsets
 * into the texts in `../shared`, none of their words. Rules are written from the ones that are not kept aside.
 */
import { existsSync } from "node:fs";
import { byReport, type ComparableCoding } from "../src/measure/comparable.js";
import { documents, type Line } from "./joined-tokens.js";
import { CORPORA, jsonLines, ROOT, SHARED } from "./machine.js";

type Reading = ComparableCoding & {
  readonly report: string;
  readonly kept: boolean;
  /** Where the report lies that is none of those beside the gold: its id is `CORPUS/ID` and it is in `CORPUS/FILE.jsonl`. */
  readonly corpus?: string;
  readonly file?: string;
  readonly published?: string | null;
  /** In which later drawing it was drawn from the corpora. */
  readonly drawn?: number;
  /** A second reading of a gold report, by a reader who had not seen the gold. */
  readonly again?: boolean;
};
type Row = { readonly id: string; readonly text: string; readonly lang: string };

export type Readings = {
  /** The reports as they lie in `../shared`, each once. */
  readonly reports: readonly Row[];
  readonly codings: ReadonlyMap<string, ComparableCoding>;
  /** Which part of the readings a report belongs to. */
  readonly parts: ReadonlyMap<string, Part>;
};

/** `aside` and `aside_later` are the reports that nobody reads who writes rules. */
export const PARTS = ["written_from", "of_corpora", "drawn_later", "aside", "aside_later"] as const;
export type Part = (typeof PARTS)[number];

function partOf({ kept, corpus, drawn }: Reading): Part {
  if (kept) return drawn === undefined ? "aside" : "aside_later";
  if (drawn !== undefined) return "drawn_later";
  return corpus === undefined ? "written_from" : "of_corpora";
}

/** Texts of a corpus by their ids; of one that keeps tokens only, put together from all its parts. */
function textsOf(corpus: string, file: string): ReadonlyMap<string, string> {
  if (corpus !== TOKENS)
    return new Map(
      jsonLines<Row>(`${CORPORA}${corpus}/${file}.jsonl`).map((row) => [String(row.id), row.text] as const),
    );
  return documents(["train", "dev"].flatMap((part) => jsonLines<Line>(`${CORPORA}${corpus}/${part}.jsonl`)));
}

const TOKENS = "ner_en_worldwide";

const all = (): Reading[] => jsonLines<Reading>(`${ROOT}bench/readings.jsonl`);

/** Readings of open gold reports by readers who had not seen the gold, by report. */
export const secondReadings = (): Map<string, ComparableCoding> =>
  byReport(all().filter(({ again }) => again));

export function readings(): Readings {
  const read = all().filter(({ again }) => !again);
  const codings = new Map(read.map((one) => [one.report, one] as const));
  const reports = new Map<string, Row>();
  for (const file of ["more-reports", "stories"])
    for (const row of jsonLines<Row>(`${SHARED}gold/${file}.jsonl`))
      if (codings.has(row.id)) reports.set(row.id, row);
  const others = read.filter(({ corpus }) => corpus !== undefined);
  for (const path of new Set(others.map(({ corpus, file }) => `${corpus}/${file}`))) {
    if (!existsSync(`${CORPORA}${path}.jsonl`)) continue;
    const [name, part] = path.split("/") as [string, string];
    const texts = textsOf(name, part);
    for (const { report, corpus, file, published = null } of others) {
      const text = texts.get(report.slice(report.indexOf("/") + 1));
      if (corpus === name && file === part && text !== undefined)
        reports.set(report, { id: report, text, lang: "en", ...(published ? { published } : {}) });
    }
  }
  return {
    reports: [...reports.values()],
    codings: new Map([...codings].filter(([id]) => reports.has(id))),
    parts: new Map(read.map((one) => [one.report, partOf(one)] as const)),
  };
}
