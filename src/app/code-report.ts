/** Codes one report from an input to what is printed of it: the same work in the main thread and in a worker. */
import { loadCodebook } from "../codebook/index.js";
import { coverageOf } from "../coders/coverage.js";
import { type Coder, type Explained, nurseryCoder, rulesCoder } from "../coders/index.js";
import { complete } from "../ingest/complete.js";
import type { IncomingReport, InputFinding } from "../ingest/incoming.js";
import type { Coding, Finding } from "../model/coding.js";
import type { Coverage } from "../model/coverage.js";
import { analyse } from "../text/analyse.js";
import { coverageLines } from "../writers/coverage.js";
import { type Look, record } from "../writers/record.js";
import { emptyCoding } from "./empty-coding.js";

export const FORMATS = ["record", "json", "ndjson"] as const;
export type Format = (typeof FORMATS)[number];

/** How codings are printed, and what day it is. Plain, so that it can be handed to a worker. */
export type CodeSettings = {
  readonly format: Format;
  readonly colour: boolean;
  readonly width: number;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Say why each value was chosen or declined. */
  readonly explain?: boolean;
  /** Say what of the report the coding holds, and what was left over. */
  readonly coverage?: boolean;
  /** Read the rules on trial as well. */
  readonly nursery?: boolean;
};

/** One report, coded and printed. */
export type CodedReport = {
  /** The coding as it is printed; for `json` without a line end. */
  readonly printed: string;
  readonly events: number;
  readonly findings: readonly InputFinding[];
};

const coderOf = ({ nursery }: CodeSettings): Coder => (nursery ? nurseryCoder : rulesCoder);

/** Never rejects for what a report holds: a failure of the coder is a finding of that report. */
export async function codeReport(incoming: IncomingReport, settings: CodeSettings): Promise<CodedReport> {
  try {
    return await codeWith(coderOf(settings), incoming, settings);
  } catch (error) {
    return failedReport(incoming, error, settings);
  }
}

/** The same with any coder. Rejects with what the coder throws. */
export async function codeWith(
  coder: Coder,
  incoming: IncomingReport,
  settings: CodeSettings,
): Promise<CodedReport> {
  const { report, findings, codable } = await complete(incoming, settings.today);
  const inside = findings.map(inCoding);
  const { id } = loadCodebook();
  const coding = codable
    ? settings.explain && coder.explain
      ? coder.explain(report, id, inside)
      : await coder.code(report, id, inside)
    : emptyCoding(report, coder.id, id, inside);
  const { file, line } = incoming;
  const own = coding.findings
    .slice(inside.length)
    .map(({ code, message }) => ({ code, message, file, line, report: report.id }));
  if (!settings.coverage) return print(coding, [...findings, ...own], settings);
  const { text, published, title, outlet } = report;
  const coverage = codable ? coverageOf(coding, analyse(text, { published, title, outlet })) : null;
  return print(coverage ? { ...coding, coverage } : coding, [...findings, ...own], settings);
}

/** What is printed of a report whose coding came to an unexpected end: no events, and a finding. */
export function failedReport(
  incoming: IncomingReport,
  error: unknown,
  settings: CodeSettings,
  coder: Coder = coderOf(settings),
): CodedReport {
  const { report, file, line } = incoming;
  const why = error instanceof Error ? error.message : String(error);
  const message = `The coder failed on this report (${why}). That is a fault of Quipu: please report it, with the text if you may.`;
  const findings = [...incoming.findings, { code: "coder.failed", message, file, line, report: report.id }];
  const coding = emptyCoding(report, coder.id, loadCodebook().id, findings.map(inCoding));
  return print(coding, findings, settings);
}

/** A coding with what was asked for beside it. */
type Printable = Coding & { readonly why?: Explained["why"]; readonly coverage?: Coverage };

function print(coding: Printable, findings: readonly InputFinding[], settings: CodeSettings): CodedReport {
  const look: Look = { ...settings, label: (code) => loadCodebook().types.get(code)?.label ?? null };
  return { printed: printed(coding, settings.format, look), events: coding.events.length, findings };
}

function printed(coding: Printable, format: Format, look: Look): string {
  if (format === "record")
    return (
      record(coding, look, coding.why ?? []) + (coding.coverage ? coverageLines(coding.coverage, look) : "")
    );
  return format === "json" ? JSON.stringify(coding, null, 2) : `${JSON.stringify(coding)}\n`;
}

function inCoding({ code, message }: InputFinding): Finding {
  return { code, message, place: null };
}
