/** Runs the built command line in tests: arguments and input in, output and exit code out. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const CLI = fileURLToPath(new URL("../dist/src/app/cli.js", import.meta.url));

export type Run = {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** Findings, when called with `--json`. */
  findings(): Array<{
    code: string;
    message: string;
    file: string | null;
    line: number | null;
    report: string | null;
  }>;
};

/** Throws when the package has not been built. */
export function quipu(
  args: readonly string[],
  input: string | Buffer = "",
  env: Record<string, string> = {},
): Run {
  if (!existsSync(CLI))
    throw new Error("The command line is tested as it is built. Run `npm run build` first.");
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    input,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "", FORCE_COLOR: "", ...env },
    maxBuffer: 2 ** 28,
  });
  return {
    code: status,
    out: stdout,
    err: stderr,
    findings: () =>
      stderr
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
  };
}
