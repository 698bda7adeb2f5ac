/** A report: one immutable text, and what is known about where it came from. */

export type Report = {
  /** Given by the input, else derived from source, address and text (see `reportId`). */
  readonly id: string;
  /** Exactly as it was given: never trimmed, never normalised. Every offset counts UTF-16 units of it. */
  readonly text: string;
  /** SHA-256 of the text as UTF-8, in hexadecimal. */
  readonly sha256: string;
  readonly lang: string | null;
  /** Day of publication, `YYYY-MM-DD`, or null where nobody knows it. */
  readonly published: string | null;
  readonly title: string | null;
  readonly outlet: string | null;
  readonly url: string | null;
};
