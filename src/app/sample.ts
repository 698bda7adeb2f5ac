/** The build step of the bundled reports: copies them to where `quipu demo` finds them. */
import { copyFileSync, existsSync, mkdirSync } from "node:fs";

/** Name of the bundled reports in the data folder. */
export const SAMPLE_FILE = "sample/reports.jsonl";

/** Copies `corpus/sample/reports.jsonl` under the root of the package to `out/sample/`. */
export function copySample(root: string, out: string): void {
  const source = `${root}corpus/${SAMPLE_FILE}`;
  if (!existsSync(source)) return;
  mkdirSync(`${out}sample`, { recursive: true });
  copyFileSync(source, out + SAMPLE_FILE);
}
