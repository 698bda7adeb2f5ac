/** How often somebody may do something: a bucket of tokens for each name, filled again over time. */

/** `limit` times at once, and again so many in `per` milliseconds. Holds at most `most` names; the longest unused go first. */
export class Rates {
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  constructor(
    readonly limit: number,
    readonly per: number,
    readonly most = 10_000,
  ) {}

  /** Takes one for each of the names: 0 if all may go on, else the seconds until they may, and then none is taken. */
  take(names: readonly string[], now: number): number {
    const buckets = names.map((name) => ({ name, tokens: this.#tokens(name, now) }));
    const least = Math.min(...buckets.map(({ tokens }) => tokens));
    if (least < 1) return Math.ceil((((1 - least) / this.limit) * this.per) / 1000);
    for (const { name, tokens } of buckets) {
      this.#buckets.delete(name);
      this.#buckets.set(name, { tokens: tokens - 1, at: now });
    }
    for (const name of this.#buckets.keys()) {
      if (this.#buckets.size <= this.most) break;
      this.#buckets.delete(name);
    }
    return 0;
  }

  /** Seconds until one can be taken for a name: 0 where one is left. Takes none. */
  wait(name: string, now: number): number {
    const tokens = this.#tokens(name, now);
    return tokens >= 1 ? 0 : Math.ceil((((1 - tokens) / this.limit) * this.per) / 1000);
  }

  /** How many are left for a name. */
  left(name: string, now: number): number {
    return Math.floor(this.#tokens(name, now));
  }

  /** Gives back what was taken for a name. */
  give(name: string, now: number): void {
    if (!this.#buckets.has(name)) return;
    const tokens = Math.min(this.limit, this.#tokens(name, now) + 1);
    this.#buckets.set(name, { tokens, at: now });
  }

  #tokens(name: string, now: number): number {
    const bucket = this.#buckets.get(name);
    if (bucket === undefined) return this.limit;
    return Math.min(this.limit, bucket.tokens + ((now - bucket.at) / this.per) * this.limit);
  }
}
