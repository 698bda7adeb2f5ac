/** The process in which an edition is made: opens what it needs, does the one job, tells how it goes, and ends. */
import { loadCodebook } from "../../codebook/index.js";
import { openShielded, openStore } from "../open-store.js";
import { renew } from "./renew.js";
import type { RenewMessage, RenewTask } from "./renew-process.js";

// Ctrl-C goes to both; the server waits for the job, and ends it by going away.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {});
process.on("disconnect", () => process.exit(1));

process.once("message", async (task: RenewTask) => {
  const last = await outcomeOf(task);
  // Ends once the message is on its way.
  process.send!(last, () => process.exit(0));
});

const say = (message: RenewMessage) => process.send!(message);

async function outcomeOf({ settings, now, publish, ...task }: RenewTask): Promise<RenewMessage> {
  const unreadable = new Set(task.unreadable);
  try {
    const { store, views, close } = await openStore(settings);
    try {
      const shielded = await openShielded(settings);
      try {
        const codebook = loadCodebook();
        const renewal = { store, views, shielded, codebook, now: () => new Date(now), unreadable, publish };
        const outcome = await renew(renewal, (news) => say({ kind: "progress", news }));
        return { kind: "done", outcome, unreadable: [...unreadable] };
      } finally {
        await shielded.close();
      }
    } finally {
      await close();
    }
  } catch (error) {
    const { message = String(error), stack = null } = error as Partial<Error>;
    return { kind: "failed", message, stack };
  }
}
