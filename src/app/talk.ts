/** What a command says to its user on standard error: findings, progress, and a closing line. */
import pc from "picocolors";
import type { InputFinding } from "../ingest/incoming.js";
import { clip, visible } from "../writers/visible.js";
import { hasColour } from "./output.js";

export type TalkOptions = {
  /** Findings as JSON lines, and nothing else. */
  readonly json: boolean;
  /** No progress and no closing line; findings stay. */
  readonly quiet: boolean;
  /** Whether data go to standard output while the work goes on (usual); where not, progress is shown on a plain terminal too. */
  readonly data?: boolean;
};

const REDRAW_MS = 100;

/** Findings that whole archives share and one option mends: told of the first few reports, then counted. `--json` tells each. */
const SHARED = new Set(["published.unknown"]);
const TOLD = 3;

export class Talk {
  readonly #json: boolean;
  readonly #quiet: boolean;
  readonly #colours = pc.createColors(hasColour(process.stderr));
  /** Progress is for a terminal that does not show data at the same time. */
  readonly #live: boolean;
  #drawn = 0;
  #shown = false;
  /** How often each shared finding came. */
  readonly #came = new Map<string, number>();

  constructor({ json, quiet, data = true }: TalkOptions) {
    this.#json = json;
    this.#quiet = quiet || json;
    this.#live = !this.#quiet && process.stderr.isTTY === true && !(data && process.stdout.isTTY === true);
  }

  finding(finding: InputFinding): void {
    this.clear();
    if (this.#json) {
      process.stderr.write(`${JSON.stringify(finding)}\n`);
      return;
    }
    const { bold, dim, yellow } = this.#colours;
    const { code, message, file, line, report } = finding;
    if (SHARED.has(code)) {
      const came = (this.#came.get(code) ?? 0) + 1;
      this.#came.set(code, came);
      if (came > TOLD) return;
    }
    const where = [file === "-" ? "standard input" : file, line].filter((part) => part !== null).join(":");
    const about = report !== null && line !== null ? ` (report ${clip(report, 80)})` : "";
    process.stderr.write(
      `${yellow("!")} ${bold(visible(where))}${visible(about)}: ${visible(message)} ${dim(`[${code}]`)}\n`,
    );
  }

  /** Says of how many reports more a shared finding holds. */
  #countRest(): void {
    const { dim, yellow } = this.#colours;
    for (const [code, came] of this.#came)
      if (came > TOLD)
        process.stderr.write(
          `${yellow("!")} The same of ${came - TOLD} more ${came === TOLD + 1 ? "report" : "reports"}; --json names each. ${dim(`[${code}]`)}\n`,
        );
    this.#came.clear();
  }

  /** Says plainly what could not be done, why, and what to do. */
  trouble(message: string, code = "usage"): void {
    this.clear();
    this.#countRest();
    const text = this.#json
      ? JSON.stringify({ code, message, file: null, line: null, report: null })
      : `${this.#colours.red("quipu:")} ${visible(message)}`;
    process.stderr.write(`${text}\n`);
  }

  /** Says something that the user must know and that is no finding; `--quiet` does not silence it. */
  tell({ code, message }: { readonly code: string; readonly message: string }): void {
    this.clear();
    const row = { code, message, file: null, line: null, report: null };
    process.stderr.write(`${this.#json ? JSON.stringify(row) : visible(message)}\n`);
  }

  progress(line: () => string): void {
    if (!this.#live || Date.now() - this.#drawn < REDRAW_MS) return;
    this.#drawn = Date.now();
    this.#shown = true;
    process.stderr.write(`\r\x1b[K${line()}`);
  }

  clear(): void {
    if (this.#shown) process.stderr.write("\r\x1b[K");
    this.#shown = false;
  }

  /** The closing line. */
  close(message: string): void {
    this.clear();
    this.#countRest();
    if (!this.#quiet) process.stderr.write(`${this.#colours.dim(message)}\n`);
  }
}
