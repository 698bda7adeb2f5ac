/** Kills a writing process at random moments, and looks whether all that it acknowledged is there. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { openPostgresLog, openSqliteLog, verify } from "../src/store/index.js";
import { randomOf } from "./edition-sample.js";

export type Killed = {
  readonly kills: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly findings: number;
};

/** The compiled writer, from `dist/bench/` or from the source. */
const WRITER = [
  fileURLToPath(new URL("./store-writer.js", import.meta.url)),
  fileURLToPath(new URL("../dist/bench/store-writer.js", import.meta.url)),
].find((path) => existsSync(path));

/** Kills writers of one store `kills` times, each a random while after its store is open; the store grows on. */
export async function killWriters(where: string, kills: number, seed: number): Promise<Killed> {
  if (WRITER === undefined) throw new Error("The writer is run as it is built. Run `npm run build` first.");
  const random = randomOf(seed);
  const acknowledged = new Map<string, number>();
  let [lost, findings] = [0, 0];
  for (let kill = 0; kill < kills; kill++) {
    const child = spawn(process.execPath, [WRITER, where, String(kill * 1_000_000)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let said = "";
    const opened = new Promise<void>((resolve, reject) => {
      child.stdout.on("data", (chunk: Buffer) => {
        said += chunk;
        resolve();
      });
      child.once("exit", () => reject(new Error("The writer ended by itself.")));
    });
    const ended = once(child.stdout, "close");
    await opened;
    // In the first write, or some while after up to four were acknowledged: a busy machine does not make the test empty.
    const batches = Math.floor(random() * 5);
    const until = Date.now() + 10_000;
    while (said.split("\n").length - 2 < 6 * batches && Date.now() < until) await sleep(2);
    await sleep(random() * 60);
    child.kill("SIGKILL");
    await ended;
    // A last line without its end was not printed whole.
    for (const line of said.slice(0, said.lastIndexOf("\n")).split("\n").slice(1)) {
      const [position = "", id = ""] = line.split(" ");
      acknowledged.set(id, Number(position));
    }
    const log = where.startsWith("postgresql:") ? await openPostgresLog(where) : await openSqliteLog(where);
    try {
      const there = new Map<string, number>();
      for await (const { id, position } of log.all(["report", "coding"])) there.set(id, position);
      for (const [id, position] of acknowledged) if (there.get(id) !== position) lost++;
      // Batches hold three reports and three codings: none may be there in part.
      if (there.size % 6 !== 0) lost++;
      findings += (await verify(log, { onFinding: ({ message }) => console.error(message) })).findings;
    } finally {
      await log.close();
    }
  }
  return { kills, acknowledged: acknowledged.size, lost, findings };
}
