/** `quipu text`: prints what the analysis sees of reports, or fills in the columns of a CoNLL-U file. */
import { readFileSync } from "node:fs";
import { complete } from "../ingest/complete.js";
import { readReports } from "../ingest/read.js";
import type { Report } from "../model/report.js";
import { analyse } from "../text/analyse.js";
import { annotateConllu } from "../text/linguistics/linguistics.js";
import { type CodeOptions, hintsOf } from "./code-command.js";
import { oneOf, UsageError } from "./options.js";
import { write } from "./output.js";
import { Talk } from "./talk.js";
import { analysisLine, analysisTable } from "./text-print.js";

export type TextOptions = CodeOptions & { readonly conllu?: string };

const FORMATS = ["table", "ndjson"] as const;

/** Exit codes as those of `quipu code`. Throws a `UsageError` for options that make no sense and for a CoNLL-U that cannot be read. */
export async function textCommand(files: readonly string[], options: TextOptions): Promise<number> {
  const { json = false, quiet = false } = options;
  if (options.conllu !== undefined) {
    if (files.length > 0)
      throw new UsageError("--conllu reads one file of its own: name no other files beside it.");
    await write(annotateConllu(conlluOf(options.conllu)));
    return 0;
  }
  const usual = process.stdout.isTTY === true && !json ? "table" : "ndjson";
  const format = options.format === undefined ? usual : oneOf("--format", options.format, FORMATS);
  const today = new Date().toISOString().slice(0, 10);
  const talk = new Talk({ json, quiet });
  const count = { reports: 0, findings: 0 };
  for await (const incoming of readReports(files, hintsOf(options, today))) {
    if (incoming.kind === "finding") {
      count.findings++;
      talk.finding(incoming.finding);
      continue;
    }
    const { report, findings, codable } = await complete(incoming, today);
    for (const finding of findings) talk.finding(finding);
    count.findings += findings.length;
    count.reports++;
    if (!codable) continue;
    const printed = printedOf(report, format);
    if (typeof printed === "string") await write(printed);
    else {
      count.findings++;
      talk.finding({ ...printed, file: incoming.file, line: incoming.line, report: report.id });
    }
    talk.progress(() => `${count.reports.toLocaleString("en")} reports`);
  }
  if (count.reports === 0) return count.findings > 0 ? 2 : 0;
  return count.findings > 0 ? 1 : 0;
}

/** What is printed of a report, or why nothing is: one report that fails stops no run. */
function printedOf(
  report: Report,
  format: (typeof FORMATS)[number],
): string | { code: string; message: string } {
  try {
    const { text, published, title, outlet } = report;
    const analysis = analyse(text, { published, title, outlet });
    return format === "ndjson" ? analysisLine(report.id, analysis) : analysisTable(analysis);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const message = `The analysis failed on this report (${why}). That is a fault of Quipu: please report it, with the text if you may.`;
    return { code: "analysis.failed", message };
  }
}

function conlluOf(path: string): string {
  try {
    return readFileSync(path === "-" ? 0 : path, "utf8");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`The CoNLL-U file "${path}" cannot be read (${why}). Check its name.`);
  }
}
