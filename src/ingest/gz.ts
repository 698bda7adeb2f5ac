/** Reads gzip, of one member or many: what is inside is read as if it had come alone. */
import { decoded } from "./content-coding.js";
import { formatOf } from "./formats.js";
import type { Input } from "./incoming.js";
import { refused } from "./incoming.js";
import type { Reader, Reading, Step } from "./reading.js";

export const gz: Reader = {
  format: "gz",
  extensions: ["gz"],
  mediaTypes: ["application/gzip", "application/x-gzip"],
  looks: (head) => head[0] === 0x1f && head[1] === 0x8b,
  read: readGzip,
};

async function* readGzip(input: Input, reading: Reading): AsyncGenerator<Step> {
  if (reading.depth >= reading.limits.nesting) {
    yield refused(
      "archive.nesting",
      `Archives more than ${reading.limits.nesting} deep in each other are not read.`,
      input.name,
    );
    return;
  }
  const inner = input.name.replace(/\.gz$/i, "");
  const stream = decoded(input.stream, "gzip", reading.budget)!;
  const member: Input = {
    ...input,
    stream,
    path: null,
    format: inner === input.name ? null : formatOf(inner),
    mediaType: null,
  };
  yield* reading.nested(member, { ...reading, depth: reading.depth + 1 });
}
