/** One request at a time to a host, and a pause between two. */

export type Clock = { now(): number; sleep(milliseconds: number): Promise<void> };

export const CLOCK: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();
  readonly #ended = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  /** Does the work when the host's earlier work is done and `pause` milliseconds have gone by since. */
  take<T>(host: string, pause: number, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(host) ?? Promise.resolve();
    const turn = before.then(async () => {
      const ended = this.#ended.get(host);
      const wait = ended === undefined ? 0 : ended + pause - this.clock.now();
      if (wait > 0) await this.clock.sleep(wait);
      try {
        return await work();
      } finally {
        this.#ended.set(host, this.clock.now());
      }
    });
    this.#last.set(
      host,
      turn.catch(() => {}),
    );
    return turn;
  }
}
