/** The log: what is appended and never changed. Everything else can be computed from it again. */
import type { Coding } from "./coding.js";
import type { Redirect } from "./edition.js";
import type { Judgement } from "./judgement.js";
import type { Report } from "./report.js";

/** How a report came to hand, so that it can stand as evidence (Berkeley Protocol, custody). */
export type Custody = {
  /** When it was acquired, ISO 8601 in UTC. */
  readonly acquired: string;
  /** Slug of the source, or null for a file given by hand. */
  readonly source: string | null;
  /** Name of the file or address that it was read from, member of an archive included. */
  readonly from: string;
  /** SHA-256 of the bytes as they came. */
  readonly sha256: string;
  readonly mediaType: string | null;
  /** HTTP headers of the answer, where there was one. */
  readonly headers: Readonly<Record<string, string>> | null;
  readonly tool: string;
};

export type LoggedReport = Report & {
  readonly custody: Custody | null;
  /** The report that this one corrects, or null. */
  readonly replaces: string | null;
  /** The first report with the same text or nearly the same (shingles); itself where it is the first. */
  readonly origin: string;
};

/** What a published edition promises: which mentions each name stands for, and where earlier names went. */
export type PublishedEdition = {
  readonly number: number;
  readonly previous: number | null;
  readonly policy: string;
  readonly at: number;
  readonly names: readonly { readonly id: string; readonly mentions: readonly string[] }[];
  readonly redirects: readonly Redirect[];
};

export type LogRecord =
  | { readonly kind: "report"; readonly record: LoggedReport }
  | { readonly kind: "coding"; readonly record: Coding }
  | { readonly kind: "judgement"; readonly record: Judgement }
  | { readonly kind: "edition"; readonly record: PublishedEdition };
export type LogKind = LogRecord["kind"];

/** A record in its place in the log. */
export type LogEntry<Kind extends LogKind = LogKind> = Extract<LogRecord, { readonly kind: Kind }> & {
  /** 1, 2, 3 …: no gaps. */
  readonly position: number;
  /** Identity of the record: report id, `codingId`, judgement id, edition number. */
  readonly id: string;
  /** Who wrote it: a coder's name or an account. */
  readonly author: string;
  /** When it was written, ISO 8601 in UTC. */
  readonly time: string;
  /** SHA-256 over the previous entry's hash and everything above and in the record. */
  readonly hash: string;
  readonly previous: string;
};
