/** A worker thread of `quipu code`: takes reports, gives back what is printed of them. */
import { parentPort, workerData } from "node:worker_threads";
import type { IncomingReport } from "../ingest/incoming.js";
import { type CodeSettings, codeReport } from "./code-report.js";

parentPort!.on("message", async (incoming: IncomingReport) => {
  parentPort!.postMessage(await codeReport(incoming, workerData as CodeSettings));
});
