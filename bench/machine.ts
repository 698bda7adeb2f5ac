/** Where a benchmark ran, and where its inputs and outputs lie. */
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { fileURLToPath } from "node:url";

/** The root of the package, seen from `dist/bench/`. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** Other people's texts and data, beside the repository; often not there. */
export const SHARED = fileURLToPath(new URL("../../../shared/", import.meta.url));
/** Corpora that other people annotated. */
export const CORPORA = `${SHARED}corpora/`;
/** The command line as it is built. */
export const CLI = `${ROOT}dist/src/app/cli.js`;

/** The day, the machine and the runtime, for figures that are kept. */
export function machine(): Record<string, string | number> {
  const [cpu] = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: cpu?.model ?? "unknown",
    cores: cpus().length,
    memory_gb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
}

/** The values of a file with one JSON value a line. */
export function jsonLines<T>(path: string): T[] {
  const lines = readFileSync(path, "utf8").split("\n");
  return lines.filter((line) => line.trim() !== "").map((line) => JSON.parse(line) as T);
}

/** Half of a corpus that a text belongs to, by its id alone (FNV-1a): rules are written on 0 and reported on both. */
export function halfOf(id: string): 0 | 1 {
  let hash = 2166136261;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 16777619);
  return ((hash >>> 16) & 1) as 0 | 1;
}

/** Keeps figures in `bench/NAME.json` where the command line has `--write`. */
export function keep(name: string, figures: unknown): void {
  if (!process.argv.includes("--write")) return;
  const path = `${ROOT}bench/${name}.json`;
  writeFileSync(path, `${JSON.stringify({ ...machine(), ...(figures as object) }, null, 2)}\n`);
  console.log(`\nWritten to bench/${name}.json.`);
}
