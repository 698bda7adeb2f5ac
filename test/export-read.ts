/** Writes the sample edition in a format and reads it back with a client of that format: rows or objects by event. */
import { parse } from "csv-parse/sync";
import { parquetReadObjects } from "hyparquet";
import { loadCodebook } from "../src/codebook/load.js";
import type { Edition } from "../src/model/edition.js";
import { GDELT_COLUMNS } from "../src/writers/gdelt.js";
import { exportEdition, writerOf } from "../src/writers/index.js";
import { PRIVACY_DEFAULTS, type PrivacyRules } from "../src/writers/privacy/rules.js";
import type { ExportFinding } from "../src/writers/writer.js";
import { sampleEdition, TEXTS } from "./export-edition.js";

/** The day after the reports: the march of 2 April is still to come. Lengths as if the reports went on for a while. */
export const RULES: PrivacyRules = {
  ...PRIVACY_DEFAULTS,
  today: "2024-03-18",
  lengths: new Map(Object.entries(TEXTS).map(([id, text]) => [id, 4 * text.length])),
};

export type Written = {
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly findings: readonly ExportFinding[];
};

export async function written(
  format: string,
  over: Partial<{
    edition: Edition;
    rules: PrivacyRules;
    public: boolean;
    texts: Readonly<Record<string, string>>;
  }> = {},
): Promise<Written> {
  const writer = writerOf(format);
  if (writer === null) throw new Error(`no writer "${format}"`);
  const { edition = sampleEdition(), rules = RULES, texts = TEXTS } = over;
  const findings: ExportFinding[] = [];
  const chunks: Uint8Array[] = [];
  const context = {
    codebook: loadCodebook(),
    public: over.public ?? true,
    text: async (id: string) => texts[id] ?? null,
    found: (finding: ExportFinding) => findings.push(finding),
  };
  for await (const chunk of exportEdition(writer, edition, rules, context)) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  return { bytes, text: bytes.toString("utf8"), findings };
}

export type Row = Readonly<Record<string, unknown>>;

export function readCsv(text: string): Row[] {
  return parse(text, { columns: true, relax_column_count: false });
}

export function readGdelt(text: string): Row[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) =>
      Object.fromEntries(line.split("\t").map((cell, i) => [GDELT_COLUMNS[i] ?? `extra ${i}`, cell])),
    );
}

export async function readParquet(bytes: Uint8Array): Promise<Row[]> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  return parquetReadObjects({ file });
}

export function readLines(text: string): Row[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}
