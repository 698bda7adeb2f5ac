/** Unpacks what servers pack: gzip, deflate and brotli, stopped where more comes out than a few bytes may hold. */
import { pipeline, Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { type Budget, unpacked } from "./budget.js";
import type { ByteStream } from "./bytes.js";

const DECODERS = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
} as const;

/** What this program says that it can read. */
export const ACCEPTED_CODINGS = "gzip, deflate, br";

/** The stream as it was before it was packed; null for a coding that is not known. */
export function decoded(stream: ByteStream, coding: string | null, budget: Budget): ByteStream | null {
  const name = coding?.trim().toLowerCase() ?? "";
  if (name === "" || name === "identity") return stream;
  if (!Object.hasOwn(DECODERS, name)) return null;
  let packed = 0;
  const counted = (async function* () {
    for await (const chunk of stream) {
      packed += chunk.length;
      yield chunk;
    }
  })();
  const decoder = DECODERS[name as keyof typeof DECODERS]();
  pipeline(Readable.from(counted, { objectMode: false }), decoder, () => {});
  return unpacked(decoder, () => packed, budget);
}
