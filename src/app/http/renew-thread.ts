/** Has an edition made in a thread of its own, so that the server goes on answering. A thread that dies is a failed job in words. */
import { Worker } from "node:worker_threads";
import type { StoreSettings } from "../open-store.js";
import type { Progress, Work } from "./jobs.js";
import type { Renewal } from "./renew.js";

type Outcome = Awaited<ReturnType<Work>>;

/** What the thread is started with. It opens the store, the views and the shielded views itself. */
export type RenewTask = {
  readonly settings: StoreSettings;
  /** ISO 8601: what the job takes for now. */
  readonly now: string;
  readonly unreadable: readonly string[];
  readonly publish: Renewal["publish"];
};

/** What the thread says. `unreadable`: all reports that the rules cannot read, as far as is known. */
export type RenewMessage =
  | { readonly kind: "progress"; readonly news: Parameters<Progress>[0] }
  | { readonly kind: "done"; readonly outcome: Outcome; readonly unreadable: readonly string[] }
  | { readonly kind: "failed"; readonly message: string; readonly stack: string | null };

/** Resolves with the outcome, and calls `unreadable` before that. Rejects with an Error that says what happened. `entry`: the file of the thread. */
export function renewInThread(
  entry: URL,
  task: RenewTask,
  progress: Progress,
  unreadable: (ids: readonly string[]) => void,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(entry, { workerData: task });
    const failed = (error: Error) => {
      reject(error);
      void worker.terminate();
    };
    worker.on("message", (message: RenewMessage) => {
      if (message.kind === "progress") progress(message.news);
      else if (message.kind === "failed")
        failed(Object.assign(new Error(message.message), { stack: message.stack ?? message.message }));
      else {
        unreadable(message.unreadable);
        resolve(message.outcome);
      }
    });
    worker.on("error", (error: unknown) => failed(diedOf(error)));
    // After a message that ended it this says nothing more.
    worker.on("exit", (code) =>
      failed(new Error(`The job ended in the middle (its thread stopped with ${code}). ${AGAIN}`)),
    );
  });
}

const AGAIN = "What it had written to the log is kept, and the views are as they were. Start it again.";

function diedOf(error: unknown): Error {
  const { code, message } = error as Partial<NodeJS.ErrnoException>;
  if (code === "ERR_WORKER_OUT_OF_MEMORY")
    return new Error(
      `The job needed more memory than it may have. Start Quipu with NODE_OPTIONS=--max-old-space-size=8000 (megabytes), or more. ${AGAIN}`,
      { cause: error },
    );
  return new Error(`The job failed (${message ?? String(error)}). ${AGAIN}`, { cause: error });
}
