/** Runs every measurement of the analysis, one after the other: parse, names, times, numbers, places. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const PARTS = [
  "conllu-eval",
  "names-eval",
  "times-eval",
  "gold-times",
  "numbers-eval",
  "places-eval",
  "gold-places",
];

for (const part of PARTS) {
  const script = fileURLToPath(new URL(`./${part}.js`, import.meta.url));
  if (!existsSync(script)) continue;
  process.stdout.write(`\n== ${part}\n`);
  const { status } = spawnSync(process.execPath, [script], { stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}
