/** A process that writes to a store until it is killed: it prints the ids of each batch as soon as it is acknowledged. */
import { writeSync } from "node:fs";
import { openPostgresLog, openSqliteLog } from "../src/store/index.js";
import { samplePairs } from "./log-sample.js";

const [where = "", from = "0"] = process.argv.slice(2);
const log = where.startsWith("postgresql:") ? await openPostgresLog(where) : await openSqliteLog(where);
// Texts of several pages of the database, so that a write can be torn.
const more = " The looms stood still.".repeat(400);
writeSync(1, "open\n");
for (let n = Number(from); ; n += 3) {
  const added = await log.add(
    samplePairs(n, n + 3).map((entry) =>
      entry.kind === "report" && n % 2 === 0 ? { ...entry, author: `ana${more}` } : entry,
    ),
  );
  writeSync(1, `${added.map(({ position, id }) => `${position} ${id}`).join("\n")}\n`);
}
