/** The records of a WARC, one after another, and the pages in them. */
import { AsyncIterReader } from "warcio";
import { takeAll } from "./bytes.js";
import { webAddress } from "./compose.js";
import { decoded } from "./content-coding.js";
import { readPage } from "./html.js";
import { BYTES_LIMIT, type Incoming, type Input, memberName, refused } from "./incoming.js";
import type { Reading, Step } from "./reading.js";

/** Bytes of one line of a header, and lines of one header. */
const LARGEST = { line: 65_536, lines: 1_000 };
const CRLF2 = Buffer.from("\r\n\r\n");

type Headers = Readonly<Record<string, string>>;

/** One record at a time; after damage it goes on at the next record that it finds. */
export async function* readWarc(input: Input, reading: Reading): AsyncGenerator<Step> {
  const reader = new AsyncIterReader(asBuffers(input), null);
  let lost = 0;
  let number = 0;
  for (;;) {
    const line = await reader.readlineRaw(LARGEST.line);
    if (line === null) break;
    if (!isVersion(line)) {
      if (line.length > 2) lost += line.length;
      continue;
    }
    reading.budget.entry();
    number++;
    if (lost > 0) yield damaged(input.name, number, lost);
    lost = 0;
    const headers = await headersOf(reader);
    const length = Number(headers?.["content-length"]);
    if (headers === null || !Number.isSafeInteger(length) || length < 0) {
      yield refused(
        "warc.record",
        `Record ${number} has no header that can be read; the next records are read.`,
        input.name,
      );
      continue;
    }
    if (!isPage(headers)) await reader.skipSize(length);
    else yield* readRecord(await block(reader, length), length, headers, number, input, reading);
  }
  if (lost > 0) yield damaged(input.name, number, lost);
}

/** Records that hold a page: answers of servers, pages saved by themselves, and text taken out of pages (WET). */
function isPage(headers: Headers): boolean {
  return headers["warc-type"] === "response"
    ? /^application\/http\b/i.test(headers["content-type"] ?? "application/http")
    : headers["warc-type"] === "resource" && /^text\/html\b/i.test(headers["content-type"] ?? "");
}

async function block(reader: AsyncIterReader, length: number): Promise<Uint8Array | null> {
  if (length <= BYTES_LIMIT) return reader.readSize(length);
  await reader.skipSize(length);
  return null;
}

async function* readRecord(
  bytes: Uint8Array | null,
  length: number,
  headers: Headers,
  number: number,
  input: Input,
  reading: Reading,
): AsyncGenerator<Incoming> {
  const address = webAddress(headers["warc-target-uri"]?.replace(/^<|>$/g, ""));
  const name = memberName(input.name, address ?? `record ${number}`);
  if (bytes === null) {
    yield refused(
      "warc.record",
      `A record of more than ${BYTES_LIMIT.toLocaleString("en")} bytes is not read.`,
      name,
    );
    return;
  }
  if (bytes.length < length) {
    yield refused(
      "file.truncated",
      "The archive ends in the middle of this record. Get the file again.",
      name,
    );
    return;
  }
  const given = { url: address };
  const acquired = dateOf(headers["warc-date"]) ?? input.acquired;
  if (headers["warc-type"] === "resource") {
    yield await readPage(
      bytes,
      { ...input, name, given, acquired, mediaType: "text/html", charset: charsetOf(headers) },
      reading,
    );
    return;
  }
  const answer = answerOf(bytes);
  if (answer === null) {
    yield refused("warc.record", "The record holds no answer of a server that can be read.", name);
    return;
  }
  const mediaType = (answer.headers["content-type"] ?? "").split(";")[0]!.trim().toLowerCase();
  if (answer.status !== 200 || !/^(?:text\/html|application\/xhtml\+xml)$/.test(mediaType)) return;
  const page = {
    ...input,
    name,
    given,
    acquired,
    mediaType,
    charset: charsetOf(answer.headers),
    headers: answer.headers,
  };
  const whole = await plainBody(answer.body, answer.headers, reading).catch((error: Error) => error);
  if (!(whole instanceof Uint8Array)) {
    yield refused(
      "warc.record",
      `The page in the record cannot be unpacked (${whole?.message ?? "too large"}).`,
      name,
    );
    return;
  }
  yield await readPage(whole, page, reading);
}

async function plainBody(body: Uint8Array, headers: Headers, reading: Reading): Promise<Uint8Array | null> {
  const chunked = /^chunked$/i.test(headers["transfer-encoding"] ?? "");
  const whole = chunked ? await new AsyncIterReader([body], null, true).readFully() : body;
  const stream = decoded(onceBytes(whole), headers["content-encoding"] ?? null, reading.budget);
  return stream === null ? null : takeAll(stream, BYTES_LIMIT);
}

/** The parts of an HTTP answer. */
function answerOf(bytes: Uint8Array): { status: number; headers: Headers; body: Uint8Array } | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = buffer.indexOf(CRLF2);
  if (end < 0 || end > LARGEST.line * 4) return null;
  const [status = "", ...lines] = buffer.subarray(0, end).toString("latin1").split("\r\n");
  const code = /^HTTP\/\d(?:\.\d)? (\d{3})/.exec(status)?.[1];
  return code === undefined
    ? null
    : { status: Number(code), headers: pairs(lines), body: buffer.subarray(end + 4) };
}

/** The header of a record, names in small letters; null where it does not end. */
async function headersOf(reader: AsyncIterReader): Promise<Headers | null> {
  const lines: string[] = [];
  for (let i = 0; i < LARGEST.lines; i++) {
    const line = await reader.readlineRaw(LARGEST.line);
    if (line === null) return null;
    const text = Buffer.from(line).toString("utf8").trimEnd();
    if (text === "") return pairs(lines);
    lines.push(text);
  }
  return null;
}

function pairs(lines: readonly string[]): Headers {
  const headers: Record<string, string> = Object.create(null);
  for (const line of lines) {
    const colon = line.indexOf(":");
    if (colon > 0) headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  return { ...headers };
}

function charsetOf(headers: Headers): string | null {
  return /charset=["']?([\w-]{1,40})/i.exec(headers["content-type"] ?? "")?.[1] ?? null;
}

function dateOf(value: string | undefined): string | null {
  const time = Date.parse(value ?? "");
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

function isVersion(line: Uint8Array): boolean {
  return line.length < 20 && /^WARC\/\d\.\d\s*$/.test(Buffer.from(line).toString("latin1"));
}

function damaged(file: string, number: number, bytes: number): Incoming {
  const message = `${bytes.toLocaleString("en")} bytes before record ${number} belong to no record and are passed over: the archive is damaged there.`;
  return refused("warc.damaged", message, file);
}

/** The reader of lines cuts chunks over and over: with buffers that is no copying. */
async function* asBuffers({ stream }: Input): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

async function* onceBytes(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
