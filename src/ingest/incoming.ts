/** What readers take and hand on: inputs as streams of bytes, reports in the order of the input, findings about the rest. */
import type { Custody } from "../model/log.js";
import type { Report } from "../model/report.js";
import type { ByteStream } from "./bytes.js";

/** Trouble with an input, with where it stands. `line` counts from 1; null for a file that is one report. */
export type InputFinding = {
  readonly code: string;
  /** What, why, and what to do. */
  readonly message: string;
  /** As the user named it, `-` for standard input, `ARCHIVE!/MEMBER` for a member; null when no file is to blame. */
  readonly file: string | null;
  readonly line: number | null;
  /** Id of the report, where there is one. */
  readonly report: string | null;
};

export type IncomingReport = {
  readonly kind: "report";
  readonly report: Report;
  readonly custody: Custody;
  readonly file: string;
  readonly line: number | null;
  /** Findings about a report that was read all the same. */
  readonly findings: readonly InputFinding[];
};

export type Incoming = IncomingReport | { readonly kind: "finding"; readonly finding: InputFinding };

export const INPUT_FORMATS = [
  "txt",
  "html",
  "jsonl",
  "csv",
  "feed",
  "sitemap",
  "eml",
  "warc",
  "zip",
  "gz",
] as const;
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

/** What an input says about one report, unchecked. */
export type Fields = {
  readonly id: string | null;
  readonly text: string;
  readonly lang: string | null;
  readonly published: string | null;
  readonly title: string | null;
  readonly outlet: string | null;
  readonly url: string | null;
};

/** What stands around a report and holds where it does not say otherwise: an archive's record, an item of a feed. */
export type Given = Partial<Omit<Fields, "text">>;

/** Bytes to be read, and what is known about them before anybody looks. */
export type Input = {
  /** As in `InputFinding.file`. */
  readonly name: string;
  readonly stream: ByteStream;
  /** A file that holds exactly these bytes, for readers that jump about (ZIP); null where they only flow. */
  readonly path: string | null;
  /** What the user or the name says; null: look into it. */
  readonly format: InputFormat | null;
  /** What a server or a mail says, without parameters, in lower case. */
  readonly mediaType: string | null;
  readonly charset: string | null;
  /** HTTP headers of the answer, where there was one. */
  readonly headers: Readonly<Record<string, string>> | null;
  readonly given: Given;
  /** When the bytes came to hand, ISO 8601 in UTC. */
  readonly acquired: string;
};

/** One text is one report: longer ones are refused (in UTF-16 units). */
export const TEXT_LIMIT = 5_000_000;
/** A line of JSONL, a row of a table, or a file that is one report, may have this many bytes. */
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

/** The name of a member of an archive or an item of a feed: `press.zip!/day1/a.html`. */
export function memberName(file: string, member: string): string {
  return `${file}!/${member}`;
}
