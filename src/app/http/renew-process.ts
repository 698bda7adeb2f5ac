/** Has an edition made in a process of its own, so that the server goes on answering. A process that dies is a failed job in words. */
import { fork } from "node:child_process";
import { constants, setPriority } from "node:os";
import { fileURLToPath } from "node:url";
import type { StoreSettings } from "../open-store.js";
import type { Progress, Work } from "./jobs.js";
import type { Renewal } from "./renew.js";

type Outcome = Awaited<ReturnType<Work>>;

/** What the process is told to do. It opens the store, the views and the shielded views itself. */
export type RenewTask = {
  readonly settings: StoreSettings;
  /** ISO 8601: what the job takes for now. */
  readonly now: string;
  readonly unreadable: readonly string[];
  readonly publish: Renewal["publish"];
};

/** What the process says. `unreadable`: all reports that the rules cannot read, as far as is known. */
export type RenewMessage =
  | { readonly kind: "progress"; readonly news: Parameters<Progress>[0] }
  | { readonly kind: "done"; readonly outcome: Outcome; readonly unreadable: readonly string[] }
  | { readonly kind: "failed"; readonly message: string; readonly stack: string | null };

/** Resolves with the outcome, and calls `unreadable` before that. Rejects with an Error that says what happened. `entry`: the file of the process. */
export function renewInProcess(
  entry: URL,
  task: RenewTask,
  progress: Progress,
  unreadable: (ids: readonly string[]) => void,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    // What it writes goes where the server's own lines go; the task, which may hold a password, goes by message.
    const worker = fork(fileURLToPath(entry), {
      execArgv: process.execArgv.filter((option) => option.startsWith("--max-old-space-size")),
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    let isOver = false;
    const failed = (error: Error) => {
      isOver = true;
      reject(error);
      worker.kill("SIGKILL");
    };
    worker.on("message", (message: RenewMessage) => {
      if (message.kind === "progress") progress(message.news);
      else if (message.kind === "failed")
        failed(Object.assign(new Error(message.message), { stack: message.stack ?? message.message }));
      else {
        isOver = true;
        unreadable(message.unreadable);
        resolve(message.outcome);
      }
    });
    worker.on("error", (error) => failed(new Error(`The job could not be started (${error.message}).`)));
    worker.on("exit", (code, signal) => {
      if (!isOver) failed(diedOf(code, signal));
    });
    worker.send(task, (error) => {
      if (error !== null && !isOver) failed(new Error(`The job could not be started (${error.message}).`));
    });
    giveWay(worker.pid);
  });
}

/** Whoever asks the server comes first. */
function giveWay(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It is over already, or may not: then it is as urgent as the server.
  }
}

const AGAIN = "What it had written to the log is kept, and the views are as they were. Start it again.";

/** Node ends itself by SIGABRT where memory runs out; a shell between would make 134 of it. */
function diedOf(code: number | null, signal: NodeJS.Signals | null): Error {
  if (signal === "SIGABRT" || code === 134)
    return new Error(
      `The job needed more memory than it may have. Start Quipu with NODE_OPTIONS=--max-old-space-size=8000 (megabytes), or more. ${AGAIN}`,
    );
  return new Error(`The job ended in the middle (its process stopped with ${signal ?? code}). ${AGAIN}`);
}
