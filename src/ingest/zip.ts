/** Reads ZIP: each member that has a known format is read as if it had come alone. Nothing is ever written to a member's path. */
import type { Entry, ZipFile } from "yauzl";
import { OverLimit, unpacked } from "./budget.js";
import { formatOf, isReadable, knownExtensions } from "./formats.js";
import { type Incoming, type Input, memberName, refused } from "./incoming.js";
import type { Reader, Reading, Step } from "./reading.js";
import { spool } from "./spool.js";

export const zip: Reader = {
  format: "zip",
  extensions: ["zip"],
  mediaTypes: ["application/zip", "application/x-zip-compressed"],
  looks: (head) => head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5),
  read: readZip,
};

/** Members that only Office files and e-books have. */
const OFFICE = new Set(["[Content_Types].xml", "mimetype", "META-INF/container.xml"]);

async function* readZip(input: Input, reading: Reading): AsyncGenerator<Step> {
  if (reading.depth >= reading.limits.nesting) {
    yield refused(
      "archive.nesting",
      `Archives more than ${reading.limits.nesting} deep in each other are not read.`,
      input.name,
    );
    return;
  }
  const spooled = input.path === null ? await spool(input.stream, reading.limits.spool) : null;
  const yauzl = await import("yauzl");
  let archive: ZipFile | null = null;
  try {
    archive = await yauzl.openPromise(spooled?.path ?? input.path!, {
      autoClose: false,
      strictFileNames: true,
    });
    yield* members(archive, input, { ...reading, depth: reading.depth + 1 });
  } catch (error) {
    if (error instanceof OverLimit) throw error;
    yield refused(
      "archive.unreadable",
      `The archive cannot be read any further (${reasonOf(error)}).`,
      input.name,
    );
  } finally {
    archive?.close();
    await spooled?.dispose();
  }
}

async function* members(archive: ZipFile, input: Input, reading: Reading): AsyncGenerator<Step> {
  let passed = 0;
  let read = 0;
  for await (const entry of archive.eachEntry()) {
    reading.budget.entry();
    const name = memberName(input.name, entry.fileName);
    if (OFFICE.has(entry.fileName) && read === 0) {
      yield refused(
        "file.binary",
        "It is not read: it is an Office file or an e-book. Extract its text first.",
        input.name,
      );
      return;
    }
    if (/(?:^|\/)(?:\.|__MACOSX\/)|\/$/.test(entry.fileName)) continue;
    if (!isReadable(entry.fileName)) passed++;
    else {
      read++;
      yield* member(archive, entry, { ...input, name }, reading);
    }
  }
  if (passed > 0 || read === 0) {
    const files = passed === 1 ? "1 member is" : `${passed} members are`;
    yield refused(
      "archive.passed_over",
      `${files} passed over: no known extension (${knownExtensions()}).`,
      input.name,
    );
  }
}

async function* member(archive: ZipFile, entry: Entry, input: Input, reading: Reading): AsyncGenerator<Step> {
  const { ratio, free } = reading.limits;
  const refuse = (why: string): Incoming =>
    refused("archive.member", `The member is not read: ${why}.`, input.name);
  if (entry.isEncrypted()) yield refuse("it is encrypted. Unpack it first");
  else if (entry.uncompressedSize > free && entry.uncompressedSize > ratio * entry.compressedSize)
    yield refuse(`it would unpack to more than ${ratio} times its size`);
  else {
    let stream: Awaited<ReturnType<ZipFile["openReadStreamPromise"]>>;
    try {
      stream = await archive.openReadStreamPromise(entry);
    } catch (error) {
      yield refuse(reasonOf(error));
      return;
    }
    try {
      yield* reading.nested(
        {
          ...input,
          stream: unpacked(stream, () => Math.max(entry.compressedSize, 1), reading.budget),
          path: null,
          format: formatOf(entry.fileName),
          mediaType: null,
        },
        reading,
      );
    } finally {
      stream.destroy();
    }
  }
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll(/\p{Cc}/gu, " ").slice(0, 120);
}
