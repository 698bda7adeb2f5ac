/** Worker threads that each do one task at a time. A worker that dies fails its task only; another takes its place. */
import { Worker } from "node:worker_threads";

type Task<I, O> = { readonly input: I; resolve(output: O): void; reject(error: unknown): void };

/** Inputs, outputs and `data` (handed to each worker at its start) must survive structured cloning. */
export class WorkerPool<I, O> {
  readonly #idle: Worker[] = [];
  readonly #all = new Set<Worker>();
  readonly #waiting: Task<I, O>[] = [];

  constructor(
    private readonly size: number,
    private readonly entry: URL,
    private readonly data: unknown,
  ) {}

  /** Does the task when a worker is free. Rejects when the worker dies over it. */
  run(input: I): Promise<O> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ input, resolve, reject });
      this.#next();
    });
  }

  async close(): Promise<void> {
    await Promise.all([...this.#all].map((worker) => worker.terminate()));
  }

  #next(): void {
    if (this.#waiting.length === 0) return;
    const worker = this.#idle.pop() ?? (this.#all.size < this.size ? this.#start() : null);
    if (worker === null) return;
    const { input, resolve, reject } = this.#waiting.shift()!;
    const free = (): void => {
      worker.off("message", done);
      worker.off("error", failed);
    };
    const done = (output: O): void => {
      free();
      this.#idle.push(worker);
      resolve(output);
      this.#next();
    };
    const failed = (error: unknown): void => {
      free();
      this.#all.delete(worker);
      reject(error);
      this.#next();
    };
    worker.on("message", done);
    worker.on("error", failed);
    worker.postMessage(input);
  }

  #start(): Worker {
    const worker = new Worker(this.entry, { workerData: this.data });
    this.#all.add(worker);
    return worker;
  }
}
