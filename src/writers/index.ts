/** The exports, one line each, and the only way to them: through the privacy rules. */
import type { Edition, EditionEvent } from "../model/edition.js";
import { acledWriter } from "./acled/acled.js";
import { annotationsWriter } from "./annotations.js";
import { cccWriter } from "./ccc.js";
import { csvWriter } from "./csv.js";
import { ftmWriter } from "./ftm.js";
import { gdeltWriter } from "./gdelt.js";
import { geojsonWriter } from "./geojson.js";
import { htmlWriter } from "./html/html.js";
import { jsonlWriter } from "./jsonl.js";
import { parquetWriter } from "./parquet.js";
import { ploverWriter } from "./plover.js";
import type { PrivacyRules } from "./privacy/rules.js";
import { type ShieldedEdition, shield } from "./privacy/shield.js";
import { provWriter } from "./prov.js";
import type { WriteContext, Writer } from "./writer.js";

export const WRITERS: readonly Writer[] = [
  acledWriter,
  cccWriter,
  ploverWriter,
  gdeltWriter,
  csvWriter,
  geojsonWriter,
  parquetWriter,
  jsonlWriter,
  ftmWriter,
  annotationsWriter,
  provWriter,
  htmlWriter,
];

/** The writer behind a `--format`, or null. */
export function writerOf(id: string): Writer | null {
  return WRITERS.find((writer) => writer.id === id) ?? null;
}

/** What the caller of an export has to know; `text` takes the ids of the edition as it was given. */
export type ExportContext = Omit<WriteContext, "hides" | "whole"> & {
  /** Which events are asked for, all where left out. The others still say what was done in answer to these. */
  wanted?(event: EditionEvent): boolean;
};

/** The bytes of an edition in a format, after the privacy rules. */
export function exportEdition(
  writer: Writer,
  source: Edition,
  rules: PrivacyRules,
  context: ExportContext,
): AsyncIterable<Uint8Array> {
  const { edition: whole, hides, renamed } = shield(source, rules);
  const original = new Map([...renamed].map(([from, to]) => [to, from]));
  const { wanted } = context;
  return writer.write(wanted === undefined ? whole : selected(source, whole, wanted), {
    codebook: context.codebook,
    public: context.public,
    found: (finding) => context.found(finding),
    hides,
    whole,
    text: (report) => context.text(original.get(report) ?? report),
  });
}

/** The part of an edition that is asked for, with the reports that tell it. Asked of the events as they are in the store. */
function selected(
  source: Edition,
  whole: ShieldedEdition,
  wanted: (event: EditionEvent) => boolean,
): ShieldedEdition {
  const events = whole.events.filter((_, i) => wanted(source.events[i]!));
  const told = new Set(events.flatMap(({ mentions }) => mentions.map(({ report }) => report)));
  return { ...whole, events, reports: whole.reports.filter(({ id }) => told.has(id)) };
}
