/** What makes two records the same record: ids that anybody can compute again from the content alone. */
import { createHash } from "node:crypto";
import type { Coding } from "./coding.js";
import type { Judgement } from "./judgement.js";

export { mentionId } from "./mention.js";

/** SHA-256 of a text as UTF-8, in hexadecimal: `Report.sha256`. */
export function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/**
 * JSON with the keys of every object in code-unit order and without white space, so that equal values give equal text.
 * `arrays: "sets"` also orders the members of every array: for records whose lists mean sets.
 * As in JSON, undefined members are left out and a number that is not finite is null.
 */
export function canonicalJson(value: unknown, arrays: "lists" | "sets" = "lists"): string {
  if (Array.isArray(value)) {
    const members = value.map((member) => canonicalJson(member, arrays));
    if (arrays === "sets") members.sort();
    return `[${members.join(",")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const row = value as Record<string, unknown>;
    const members = Object.keys(row)
      .filter((key) => row[key] !== undefined)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonicalJson(row[key], arrays)}`);
    return `{${members.join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}

/**
 * Id of a report that came without one: 20 hexadecimal digits of the hash of where it came from and what it says.
 * `source` is the slug of a source or the outlet, `url` the address; null where unknown.
 */
export function reportId(from: {
  readonly source?: string | null;
  readonly url?: string | null;
  readonly text: string;
}): string {
  return sha256(canonicalJson([from.source ?? null, from.url ?? null, from.text])).slice(0, 20);
}

/** Identity of a coding: SHA-256 in hexadecimal of its content. Neither the order of keys nor that of claims counts. */
export function codingId(coding: Coding): string {
  return sha256(canonicalJson(coding, "sets"));
}

/** Identity of a judgement, from everything but the id itself. */
export function judgementId(judgement: Omit<Judgement, "id">): string {
  const { coder, mentions, relation, reasons, from, answers } = judgement;
  return sha256(canonicalJson({ coder, mentions, relation, reasons, from, answers }, "sets"));
}

/** Freezes a plain value and everything in it, and returns it. Meant for JSON-shaped data: no cycles. */
export function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !ArrayBuffer.isView(value)) {
    for (const key of Object.keys(value)) freeze((value as Record<string, unknown>)[key]);
    Object.freeze(value);
  }
  return value;
}
