/** For tests of the readers: writes files, reads them, and makes archives by hand, whole and hostile ones. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import { afterAll } from "vitest";
import type { Hints, IncomingReport, InputFinding } from "../src/ingest/incoming.js";
import { type RunOptions, readSteps } from "../src/ingest/read.js";
import type { Milestone, Step } from "../src/ingest/reading.js";

export const HINTS: Hints = {
  format: null,
  published: null,
  lang: null,
  outlet: null,
  url: null,
  today: "2024-06-15",
};

/** A folder for the files of one test file, taken away at its end. */
export function folderForTests(): { path: string; file(name: string, content: string | Uint8Array): string } {
  const path = mkdtempSync(join(tmpdir(), "quipu-ingest-"));
  afterAll(() => rmSync(path, { recursive: true }));
  return {
    path,
    file(name, content) {
      const at = join(path, name);
      mkdirSync(dirname(at), { recursive: true });
      writeFileSync(at, content);
      return at;
    },
  };
}

export type Outcome = {
  readonly steps: readonly Step[];
  readonly reports: readonly IncomingReport[];
  /** Findings of the input and of its reports. */
  readonly findings: readonly InputFinding[];
  readonly codes: readonly string[];
  readonly milestones: readonly Milestone[];
};

export async function readThrough(
  inputs: string | readonly string[],
  options: Partial<RunOptions> = {},
): Promise<Outcome> {
  const steps: Step[] = [];
  for await (const step of readSteps([inputs].flat(), { hints: HINTS, ...options })) steps.push(step);
  const reports = steps.filter((step) => step.kind === "report");
  const findings = steps.flatMap((step) =>
    step.kind === "finding" ? [step.finding] : step.kind === "report" ? step.findings : [],
  );
  return {
    steps,
    reports,
    findings,
    codes: findings.map(({ code }) => code),
    milestones: steps.filter((step) => step.kind === "read"),
  };
}

export type ZipMember = {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Said in the archive instead of the true size. */
  readonly claims?: number;
  readonly encrypted?: boolean;
  /** Bytes that stand there instead of the packed content. */
  readonly packed?: Uint8Array;
};

/** A ZIP archive, written by hand so that it can lie. */
export function zipOf(members: readonly ZipMember[]): Buffer {
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const { name, content, claims, encrypted = false, packed: given } of members) {
    const bytes = Buffer.from(content as string);
    const packed = given ?? deflateRawSync(bytes);
    const names = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800 | (encrypted ? 1 : 0), 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claims ?? bytes.length, 18);
    common.writeUInt16LE(names.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, names, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    entries.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), common, tail, names]));
    bodies.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, directory, end]);
}

/** One record of a WARC. */
export function warcRecord(
  type: string,
  address: string,
  block: string | Uint8Array,
  contentType = "application/http; msgtype=response",
): Buffer {
  const bytes = Buffer.from(block as string);
  const header = [
    "WARC/1.0",
    `WARC-Type: ${type}`,
    `WARC-Target-URI: ${address}`,
    "WARC-Date: 2021-03-04T12:00:00Z",
    `WARC-Record-ID: <urn:uuid:${address.length}>`,
    `Content-Type: ${contentType}`,
    `Content-Length: ${bytes.length}`,
  ].join("\r\n");
  return Buffer.concat([Buffer.from(`${header}\r\n\r\n`), bytes, Buffer.from("\r\n\r\n")]);
}

/** An answer of a server as it stands in a WARC. */
export function httpAnswer(body: string | Uint8Array, headers: Record<string, string> = {}): Buffer {
  const lines = Object.entries({ "Content-Type": "text/html; charset=utf-8", ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return Buffer.concat([
    Buffer.from(`HTTP/1.1 200 OK\r\n${lines.join("")}\r\n`),
    Buffer.from(body as string),
  ]);
}

/** A page with an article of these words. */
export function pageOf(words: string, head = ""): string {
  return `<!doctype html><html lang="en"><head><title>Page</title>${head}</head><body><article><h1>Page</h1><p>${words}</p></article></body></html>`;
}
