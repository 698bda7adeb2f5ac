/** What an export is: a pure writer of a shielded edition, and a second channel for what it could not express. */
import type { Codebook } from "../model/codebook.js";
import type { ShieldedEdition } from "./privacy/shield.js";

/** What the user should know of one event: that it has no row, or why it has this one. */
export type ExportFinding = {
  readonly code:
    | "export.refused"
    | "export.candidates"
    | "export.folded"
    | "export.unknown_type"
    | "export.no_text";
  /** What, why, and where there is something, what to do. */
  readonly message: string;
  /** Id of the event, or of the report where the text of one is missing. */
  readonly about: string;
};

export type WriteContext = {
  /** For labels and crosswalks. */
  readonly codebook: Codebook;
  /** The text of a report, or null where it is not at hand. Asked for by html and annotations only, one report at a time. */
  text(report: string): Promise<string | null>;
  /** Whether words of a report tell a name that is withheld. */
  hides(words: string): boolean;
  /** Called for each finding, in the order of the events. */
  found(finding: ExportFinding): void;
  /** The edition that the events are chosen from: a protest is also told by responses that nobody asked for. */
  readonly whole: ShieldedEdition;
  /** For a page that others will see: no text of reports beyond the short quotes. */
  readonly public: boolean;
};

/** Writes an edition in one format. The same edition and context give the same bytes. */
export type Writer = {
  /** The name behind `--format`. */
  readonly id: string;
  readonly mediaType: string;
  /** Of file names, without the dot. */
  readonly extension: string;
  write(edition: ShieldedEdition, context: WriteContext): AsyncIterable<Uint8Array>;
};
