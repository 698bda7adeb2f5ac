/** Writes down how a report came to hand: the bytes' hash, their type, the server's headers, when, and by what tool. */
import { createHash } from "node:crypto";
import type { Custody } from "../model/log.js";
import type { Input } from "./incoming.js";
import type { Reading } from "./reading.js";

/** SHA-256 of bytes, in hexadecimal. */
export function sha256Bytes(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** `bytes` are those that the report was read from: the whole file, or its line, row or record. `from`: see `memberName`. */
export function custodyOf(input: Input, reading: Reading, bytes: Uint8Array, from = input.name): Custody {
  return {
    acquired: input.acquired,
    source: reading.source?.slug ?? null,
    from,
    sha256: sha256Bytes(bytes),
    mediaType: input.mediaType,
    headers: input.headers,
    tool: reading.tool,
  };
}
