/** What readers hand on: reports in the order of the input, and findings about what could not be read. */
import type { Report } from "../model/report.js";

/** Trouble with an input, with where it stands. `line` counts from 1; null for a file that is one report. */
export type InputFinding = {
  readonly code: string;
  /** What, why, and what to do. */
  readonly message: string;
  /** The file as the user named it, `-` for standard input, null when no file is to blame. */
  readonly file: string | null;
  readonly line: number | null;
  /** Id of the report, where there is one. */
  readonly report: string | null;
};

export type IncomingReport = {
  readonly kind: "report";
  readonly report: Report;
  readonly file: string;
  readonly line: number | null;
  /** Findings about a report that was read all the same. */
  readonly findings: readonly InputFinding[];
};

export type Incoming = IncomingReport | { readonly kind: "finding"; readonly finding: InputFinding };

export const INPUT_FORMATS = ["txt", "html", "jsonl"] as const;
export type InputFormat = (typeof INPUT_FORMATS)[number];

/** What the user says about every report of the input; each overrides what the input itself says. */
export type Hints = {
  readonly format: InputFormat | null;
  readonly published: string | null;
  readonly lang: string | null;
  readonly outlet: string | null;
  readonly url: string | null;
  /** Today as `YYYY-MM-DD`: a report is not published after tomorrow. */
  readonly today: string;
};

/** One text is one report: longer ones are refused (in UTF-16 units). */
export const TEXT_LIMIT = 5_000_000;
/** A line of JSONL, or a file that is one report, may have this many bytes. */
export const BYTES_LIMIT = 20_000_000;

/** A finding that stands alone: nothing came of this input. */
export function refused(
  code: string,
  message: string,
  file: string | null,
  line: number | null = null,
): Incoming {
  return { kind: "finding", finding: { code, message, file, line, report: null } };
}
