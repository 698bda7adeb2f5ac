/** Fetches an address and reads what comes, as a file is read. */
import type { Fetcher } from "./fetch.js";
import { formatOf } from "./formats.js";
import { type Input, refused } from "./incoming.js";
import type { Reading, Step } from "./reading.js";

export type { Fetcher } from "./fetch.js";

/** Seconds between two requests where no source says otherwise. */
const RATE = 2;

/** The way to the net for `Reading.follow`. `read` reads what comes. */
export function readAddress(
  fetcher: Fetcher,
  read: (input: Input, reading: Reading) => AsyncIterable<Step>,
): NonNullable<Reading["follow"]> {
  return async function* (address, given, format, reading) {
    const { source, limits } = reading;
    const limit = source?.kind === "archive" ? limits.spool : limits.page;
    const fetched = await fetcher.get(address, { rate: source?.rate ?? RATE, limit });
    const named = given.published ?? null;
    if (fetched.kind === "failed") {
      yield refused(fetched.code, fetched.message, address);
      return;
    }
    if (fetched.kind === "unchanged") {
      yield { kind: "read", address, etag: null, lastModified: null, named, unchanged: true };
      return;
    }
    try {
      yield* read(
        {
          name: address,
          stream: fetched.stream(),
          path: fetched.path,
          format: format ?? packedFormat(fetched.address, fetched.mediaType),
          mediaType: fetched.mediaType,
          charset: fetched.charset ?? source?.charset ?? null,
          headers: fetched.headers,
          given: { ...given, url: fetched.address },
          acquired: fetched.acquired,
        },
        reading,
      );
    } finally {
      await fetched.dispose();
    }
    yield { kind: "read", address, ...fetched.validators, named, unchanged: false };
  };
}

/** What the end of the address says, where the server says nothing of use. */
function packedFormat(address: string, mediaType: string | null): ReturnType<typeof formatOf> {
  const vague = mediaType === null || /^(?:text\/plain|application\/octet-stream)$/.test(mediaType);
  const format = vague ? formatOf(new URL(address).pathname) : null;
  return format === "gz" || format === "zip" || format === "html" ? null : format;
}
