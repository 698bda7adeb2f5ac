/** The chain of the log: each entry's hash covers the hash before it and everything that the entry says. */
import { createHash } from "node:crypto";
import { canonicalJson, codingId, judgementId, sha256 } from "../model/identity.js";
import type { LogKind, LogRecord } from "../model/log.js";
import { type Head, type NewRecord, StoreError } from "./store.js";

/** What stands before the first entry. */
export const START: Head = { position: 0, hash: "0".repeat(64) };

/** An entry as it is kept: plain columns, the record as canonical JSON. */
export type Row = {
  readonly position: number;
  readonly kind: LogKind;
  readonly id: string;
  readonly author: string;
  readonly time: string;
  readonly record: string;
  /** Length of `record` in UTF-8, so that a reader can tell how much it takes before it takes it. */
  readonly bytes: number;
  readonly previous: string;
  readonly hash: string;
};

/**
 * SHA-256 in hexadecimal of the previous hash followed by the canonical JSON of position, kind, id, author, time and record.
 * `record` is canonical JSON already and stands in it as it is, so that every byte of it counts.
 */
export function entryHash(row: Omit<Row, "hash" | "bytes">): string {
  const { author, id, kind, position, time } = row;
  return createHash("sha256")
    .update(row.previous)
    .update(`${canonicalJson({ author, id, kind, position }).slice(0, -1)},"record":`)
    .update(row.record)
    .update(`,"time":${JSON.stringify(time)}}`)
    .digest("hex");
}

/** The entry that follows `head`. */
export function follow(head: Head, entry: Pick<Row, "kind" | "id" | "author" | "time" | "record">): Row {
  const { kind, id, author, time, record } = entry;
  const row = { position: head.position + 1, kind, id, author, time, record, previous: head.hash };
  return { ...row, bytes: Buffer.byteLength(record), hash: entryHash(row) };
}

/** Identity of a record. Throws a StoreError where the record contradicts the identity it states. */
export function recordId({ kind, record }: LogRecord): string {
  switch (kind) {
    case "report":
      if (sha256(record.text) !== record.sha256)
        throw bad(`The report ${record.id} states a SHA-256 that is not that of its text.`);
      return checked(record.id);
    case "coding":
      return codingId(record);
    case "judgement":
      if (judgementId(record) !== record.id)
        throw bad(`The judgement ${record.id} states an id that does not come from its content.`);
      return record.id;
    case "edition":
      if (!(Number.isSafeInteger(record.number) && record.number > 0))
        throw bad(`${record.number} is no number of an edition: they count 1, 2, 3 …`);
      return String(record.number);
    default:
      throw bad(`The log takes no record of the kind ${JSON.stringify((kind as string) ?? null)}.`);
  }
}

/** A record with its identity, ready to be appended. */
export type Prepared = Pick<Row, "kind" | "id" | "author" | "record">;

export function prepare(entry: NewRecord): Prepared {
  return {
    kind: entry.kind,
    id: recordId(entry),
    author: checked(entry.author),
    record: canonicalJson(entry.record),
  };
}

/** Ids and authors are columns: what no database can keep as text is refused. */
function checked(name: string): string {
  if (name === "" || /[\0\p{Surrogate}]/u.test(name))
    throw bad(`${JSON.stringify(name)} cannot be the name of a record or an author: it must be text.`);
  return name;
}

const bad = (what: string) =>
  new StoreError("bad_record", `${what} Nothing of this batch was added. Correct it and add it again.`);
