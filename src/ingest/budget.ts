/** Limits for archives: how much may come out of one, so that a few bytes cannot fill a machine. */
import type { ByteStream } from "./bytes.js";

export type Limits = {
  /** Bytes out for each byte in. Press packs 4 to 12 times; the densest honest table about 60. */
  readonly ratio: number;
  /** Bytes that may come out whatever the ratio: small files pack well. */
  readonly free: number;
  /** Members of all archives of one input. */
  readonly entries: number;
  /** Archives inside archives. */
  readonly nesting: number;
  /** Bytes that come out of all archives of one input. */
  readonly bytes: number;
  /** Bytes of a ZIP that has to be laid down in a file before it can be read. */
  readonly spool: number;
  /** Bytes of a page, feed or sitemap from the net. */
  readonly page: number;
};

export const LIMITS: Limits = Object.freeze({
  ratio: 200,
  free: 10_000_000,
  entries: 1_000_000,
  nesting: 3,
  bytes: 100_000_000_000,
  spool: 4_000_000_000,
  page: 20_000_000,
});

/** Something went over a limit; the message continues "is not read any further: ". */
export class OverLimit extends Error {
  /** `whole`: the limit is one of the whole input, not of one member, so nothing more of it is read. */
  constructor(
    message: string,
    readonly whole: boolean,
  ) {
    super(message);
  }
}

/** What one input has used up, with all archives in it. */
export class Budget {
  #entries = 0;
  #bytes = 0;

  constructor(readonly limits: Limits) {}

  entry(): void {
    if (++this.#entries > this.limits.entries)
      throw new OverLimit(`it has more than ${this.limits.entries.toLocaleString("en")} members`, true);
  }

  bytes(count: number): void {
    this.#bytes += count;
    if (this.#bytes > this.limits.bytes)
      throw new OverLimit(`more than ${this.limits.bytes.toLocaleString("en")} bytes come out of it`, true);
  }
}

/** The same stream, stopped with `OverLimit` when more comes out than `packed()` bytes in allow. */
export async function* unpacked(
  stream: ByteStream,
  packed: () => number,
  budget: Budget,
): AsyncGenerator<Uint8Array> {
  const { free, ratio } = budget.limits;
  let out = 0;
  for await (const chunk of stream) {
    out += chunk.length;
    budget.bytes(chunk.length);
    if (out > free && out > ratio * packed())
      throw new OverLimit(`it unpacks to more than ${ratio} times its size`, false);
    yield chunk;
  }
}
