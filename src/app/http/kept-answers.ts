/** Answers that cost a walk through the edition, kept in memory as they were sent, until there is no more room. */
import { promisify } from "node:util";
import { gzip } from "node:zlib";

const compress = promisify(gzip);

export type KeptAnswer = { readonly plain: Uint8Array; readonly gzipped: Uint8Array };

/** What an answer takes beside its bytes, roughly. */
const OVERHEAD = 500;

/** The oldest go first when `limit` bytes are reached. Who asks while an answer is being made waits for the same one. */
export class KeptAnswers {
  readonly #answers = new Map<string, Promise<KeptAnswer>>();
  readonly #sizes = new Map<string, number>();
  #size = 0;

  constructor(readonly limit = 64 * 1024 * 1024) {}

  get(key: string, make: () => Promise<unknown>): Promise<KeptAnswer> {
    const found = this.#answers.get(key);
    if (found !== undefined) return found;
    const made = this.#make(key, make);
    this.#answers.set(key, made);
    made.catch(() => this.#forget(key));
    return made;
  }

  async #make(key: string, make: () => Promise<unknown>): Promise<KeptAnswer> {
    const plain = new TextEncoder().encode(JSON.stringify(await make()));
    const gzipped = await compress(plain, { level: 4 });
    const size = plain.length + gzipped.length + key.length + OVERHEAD;
    this.#sizes.set(key, size);
    this.#size += size;
    for (const oldest of this.#sizes.keys()) {
      if (this.#size <= this.limit) break;
      this.#forget(oldest);
    }
    return { plain, gzipped };
  }

  #forget(key: string): void {
    this.#answers.delete(key);
    this.#size -= this.#sizes.get(key) ?? 0;
    this.#sizes.delete(key);
  }
}
