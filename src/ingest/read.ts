/** Reads all that the user names: files, folders, patterns, addresses, sources; finds the format of each, keeps ids apart. */
import { createReadStream, type ReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { Budget, LIMITS, type Limits } from "./budget.js";
import { type ByteStream, peek } from "./bytes.js";
import { clip } from "./compose.js";
import { codeOf, expand, type InputFile } from "./files.js";
import { type Fetcher, readAddress } from "./follow.js";
import { type Hints, type Incoming, type IncomingReport, refused } from "./incoming.js";
import { KnownIds } from "./known-ids.js";
import { readInput } from "./read-input.js";
import type { Milestone, Progress, Reading, Step } from "./reading.js";
import type { Source } from "./source.js";

const CHUNK = 256 * 1024;

export type RunOptions = {
  readonly hints: Hints;
  /** Null: nothing is fetched, addresses are findings. */
  readonly fetcher?: Fetcher | null;
  readonly since?: string | null;
  readonly limits?: Limits;
  readonly tool?: string;
  readonly skip?: Reading["skip"];
  /** Called as bytes of an input are read. */
  readonly onProgress?: (progress: Progress) => void;
  /** Called with each source file that is read, before its reports. */
  readonly onSource?: (source: Source) => void;
};

/**
 * The reports of all inputs in order, streaming. Never throws for what an input holds: that is a finding. A report that
 * comes twice is passed over; an id that comes twice with different texts is made two.
 */
export async function* readReports(inputs: readonly string[], hints: Hints): AsyncGenerator<Incoming> {
  for await (const step of readSteps(inputs, { hints })) if (step.kind !== "read") yield step;
}

/** The same, with addresses and sources where there is a fetcher, and a milestone after each address. */
export async function* readSteps(inputs: readonly string[], options: RunOptions): AsyncGenerator<Step> {
  const known = new KnownIds();
  for (const input of inputs)
    for await (const step of readArgument(input, null, options))
      yield step.kind === "report" ? apart(step, known) : step;
}

async function* readArgument(
  argument: string,
  source: Source | null,
  options: RunOptions,
): AsyncGenerator<Step> {
  if (/^https?:\/\//i.test(argument)) {
    const reading = readingOf(source, options);
    const format = options.hints.format ?? source?.format ?? formatOfKind(source);
    if (reading.follow) yield* reading.follow(argument, {}, format, reading);
    else
      yield refused(
        "address.not_fetched",
        "Addresses are not fetched here. Use `quipu add`, or save the page and name the file.",
        argument,
      );
    return;
  }
  for (const file of await expand(argument, options.hints.format ?? source?.format ?? null)) {
    if ("kind" in file) yield file;
    else if (source === null && /\.ya?ml$/i.test(file.path)) yield* readSourceFile(file.path, options);
    else yield* readFile(file, source, options);
  }
}

async function* readSourceFile(path: string, options: RunOptions): AsyncGenerator<Step> {
  const { readSource } = await import("./source.js");
  const { source, wrong } = await readSource(path);
  for (const fault of wrong) yield refused("source.invalid", `The source is not read: ${fault}.`, path);
  if (source === null) return;
  options.onSource?.(source);
  const local = !/^https?:\/\//i.test(source.address);
  yield* readArgument(local ? resolve(dirname(path), source.address) : source.address, source, options);
}

async function* readFile(file: InputFile, source: Source | null, options: RunOptions): AsyncGenerator<Step> {
  const { path, format } = file;
  const total = path === "-" ? null : await sizeOf(path);
  const stream: ByteStream = path === "-" ? process.stdin : createReadStream(path, { highWaterMark: CHUNK });
  try {
    const { head, rest } = await peek(watched(stream, path, total, options), 8192);
    if (head.length === 0) {
      const message = path === "-" ? "Nothing came in on standard input." : "The file is empty.";
      yield refused("file.empty", message, path);
      return;
    }
    const input = {
      name: path,
      stream: rest,
      path: path === "-" ? null : path,
      format,
      mediaType: null,
      charset: source?.charset ?? null,
      headers: null,
      given: {},
      acquired: new Date().toISOString(),
    };
    yield* readInput(input, readingOf(source, options));
  } catch (error) {
    yield refused("file.unreadable", `It cannot be read any further (${codeOf(error)}).`, path);
  } finally {
    if (path !== "-") (stream as ReadStream).destroy();
  }
}

function readingOf(source: Source | null, options: RunOptions): Reading {
  const limits = options.limits ?? LIMITS;
  return {
    hints: options.hints,
    source,
    since: options.since ?? null,
    tool: options.tool ?? "quipu",
    limits,
    budget: new Budget(limits),
    depth: 0,
    nested: readInput,
    follow: options.fetcher ? readAddress(options.fetcher, readInput) : null,
    skip: options.skip ?? (() => false),
  };
}

function formatOfKind(source: Source | null): "feed" | "sitemap" | null {
  return source?.kind === "feed" || source?.kind === "sitemap" ? source.kind : null;
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch {
    return null;
  }
}

async function* watched(
  stream: ByteStream,
  file: string,
  total: number | null,
  { onProgress }: RunOptions,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    onProgress?.({ file, bytes, total });
    yield chunk;
  }
}

function apart(incoming: IncomingReport, known: KnownIds): Incoming | Milestone {
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
