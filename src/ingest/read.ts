/** Reads all that the user names: finds the format of each input, reads it, and keeps ids apart. */
import { createReadStream } from "node:fs";
import { asUtf8, type ByteStream, peek } from "./bytes.js";
import { clip } from "./compose.js";
import { binaryReason, decode, sniffEncoding } from "./decode.js";
import { readHtml } from "./html.js";
import type { Hints, Incoming, IncomingReport, InputFormat } from "./incoming.js";
import { refused } from "./incoming.js";
import { readJsonl } from "./jsonl.js";
import { KnownIds } from "./known-ids.js";
import { readPlain } from "./plain.js";
import { codeOf, expand, type Source } from "./sources.js";

const HEAD = 8192;
const CHUNK = 256 * 1024;

/**
 * The reports of all inputs in order, streaming. Never throws for what an input holds: that is a finding. A report that
 * comes twice is passed over; an id that comes twice with different texts is made two.
 */
export async function* readReports(inputs: readonly string[], hints: Hints): AsyncGenerator<Incoming> {
  const known = new KnownIds();
  for (const input of inputs)
    for (const source of await expand(input, hints.format)) {
      if ("kind" in source) yield source;
      else
        for await (const incoming of readSource(source, hints))
          yield incoming.kind === "report" ? apart(incoming, known) : incoming;
    }
}

async function* readSource(source: Source, hints: Hints): AsyncGenerator<Incoming> {
  const stream: ByteStream =
    source.path === "-" ? process.stdin : createReadStream(source.path, { highWaterMark: CHUNK });
  try {
    const { head, rest } = await peek(stream, HEAD);
    if (head.length === 0) {
      yield refused(
        "file.empty",
        source.path === "-" ? "Nothing came in on standard input." : "The file is empty.",
        source.path,
      );
      return;
    }
    const format = source.format ?? sniffFormat(head);
    if (format === "txt") yield await readPlain(rest, source.path, hints);
    else if (format === "html") yield await readHtml(rest, source.path, hints);
    else yield* readRecords(head, rest, source.path, hints);
  } catch (error) {
    yield refused("file.unreadable", `It cannot be read any further (${codeOf(error)}).`, source.path);
  }
}

async function* readRecords(
  head: Uint8Array,
  rest: ByteStream,
  file: string,
  hints: Hints,
): AsyncGenerator<Incoming> {
  const encoding = sniffEncoding(head);
  if (encoding === "binary")
    yield refused("file.binary", `It is not read: it is ${binaryReason(head)}.`, file);
  else yield* readJsonl(encoding === "utf-8" ? rest : asUtf8(rest, encoding), file, hints);
}

/** What an input without a telling extension looks like. */
export function sniffFormat(head: Uint8Array): InputFormat {
  const encoding = sniffEncoding(head);
  if (encoding === "binary") return "txt";
  const start = decode(head, encoding).text.trimStart().slice(0, 2048);
  if (/^\{\s*["}]/.test(start)) return "jsonl";
  return start.startsWith("<") && /<(?:!doctype html|html|head|body|article|div|p)[\s>]/i.test(start)
    ? "html"
    : "txt";
}

function apart(incoming: IncomingReport, known: KnownIds): Incoming {
  const { report, file, line } = incoming;
  const seen = known.add(report.id, report.sha256);
  if (seen === "new") return incoming;
  if (seen === "same_text") {
    const message = `The report "${clip(report.id)}" came before with the same text; it is coded once.`;
    return { kind: "finding", finding: { code: "report.repeated", message, file, line, report: report.id } };
  }
  const id = `${report.id}~${report.sha256.slice(0, 8)}`;
  if (known.add(id, report.sha256) !== "new") {
    const message = `The report "${clip(id)}" came before with the same text; it is coded once.`;
    return { kind: "finding", finding: { code: "report.repeated", message, file, line, report: id } };
  }
  const message = `The id "${clip(report.id)}" came before with another text; this report is coded as "${clip(id)}". Give each report an id of its own.`;
  const findings = [...incoming.findings, { code: "id.repeated", message, file, line, report: id }];
  return { ...incoming, report: Object.freeze({ ...report, id }), findings };
}
