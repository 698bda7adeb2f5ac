/** The thread in which an edition is made: opens what it needs, does the one job, tells how it goes, and ends. */
import { parentPort, workerData } from "node:worker_threads";
import { loadCodebook } from "../../codebook/index.js";
import { openShielded, openStore } from "../open-store.js";
import { renew } from "./renew.js";
import type { RenewMessage, RenewTask } from "./renew-thread.js";

const { settings, now, publish, ...task } = workerData as RenewTask;
const say = (message: RenewMessage) => parentPort!.postMessage(message);
const unreadable = new Set(task.unreadable);

try {
  const { store, views, close } = await openStore(settings);
  try {
    const shielded = await openShielded(settings);
    try {
      const codebook = loadCodebook();
      const renewal = { store, views, shielded, codebook, now: () => new Date(now), unreadable, publish };
      const outcome = await renew(renewal, (news) => say({ kind: "progress", news }));
      say({ kind: "done", outcome, unreadable: [...unreadable] });
    } finally {
      await shielded.close();
    }
  } finally {
    await close();
  }
} catch (error) {
  const { message = String(error), stack = null } = error as Partial<Error>;
  say({ kind: "failed", message, stack });
}
