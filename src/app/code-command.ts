/** `quipu code`: reads reports, codes them on one thread or several, prints the codings in the order of the input. */
import { CODERS } from "../coders/index.js";
import { type Hints, INPUT_FORMATS, type InputFinding, type InputFormat } from "../ingest/incoming.js";
import { readReports } from "../ingest/read.js";
import {
  type CodedReport,
  type CodeSettings,
  codeReport,
  FORMATS,
  type Format,
  failedReport,
} from "./code-report.js";
import type { LlmOptions, LlmRun } from "./llm-run.js";
import { oneOf, UsageError, wholeNumber } from "./options.js";
import { ordered } from "./ordered.js";
import { hasColour, write } from "./output.js";
import { Talk } from "./talk.js";
import { WorkerPool } from "./worker-pool.js";

export type CodeOptions = LlmOptions & {
  readonly coder?: string;
  readonly published?: string;
  readonly lang?: string;
  readonly outlet?: string;
  readonly url?: string;
  readonly inputFormat?: string;
  readonly format?: string;
  readonly workers?: string;
  readonly quiet?: boolean;
  readonly json?: boolean;
  readonly explain?: boolean;
  readonly coverage?: boolean;
};

/** Reports under way for each worker: enough that none waits for a slow neighbour's turn to be printed. */
const AHEAD = 8;
const MOST_WORKERS = 256;

type Outcome = CodedReport | { readonly unread: InputFinding } | { readonly ended: Error };

/** Exit code: 0 done; 1 done with findings; 2 nothing could be read. Throws a `UsageError` for options that make no sense. */
export async function codeCommand(files: readonly string[], options: CodeOptions): Promise<number> {
  const { json = false, quiet = false } = options;
  const workers = wholeNumber("--workers", options.workers ?? "1", 1, MOST_WORKERS);
  const settings = settingsOf(options);
  const hints = hintsOf(options, settings.today);
  const talk = new Talk({ json, quiet });
  const llm = await modelOf(options, talk, workers);
  if (llm && options.dryRun) return llm.dryRun(files, hints, settings);
  llm?.begin();
  const begun = performance.now();
  const pool =
    workers > 1
      ? new WorkerPool<unknown, CodedReport>(workers, new URL("./code-worker.js", import.meta.url), settings)
      : null;
  const onScreen = settings.format === "record" && process.stdout.isTTY === true;
  const printer = makePrinter(settings.format);
  const count = { reports: 0, events: 0, findings: 0 };
  const told = () => `${summary(count)}${llm ? llm.summary() : ""}`;
  let ended: Error | null = null;
  const outcomes = ordered(
    readReports(files, hints),
    llm ? llm.concurrency * AHEAD : pool ? workers * AHEAD : 1,
    async (incoming): Promise<Outcome> => {
      if (incoming.kind === "finding") return { unread: incoming.finding };
      if (llm) return llm.code(incoming, settings);
      if (pool === null) return codeReport(incoming, settings);
      try {
        return await pool.run(incoming);
      } catch (error) {
        return failedReport(incoming, error, settings);
      }
    },
  );
  try {
    for await (const outcome of outcomes) {
      if ("ended" in outcome) {
        ended = outcome.ended;
        break;
      }
      const findings = "unread" in outcome ? [outcome.unread] : outcome.findings;
      count.findings += findings.length;
      llm?.take(findings);
      if ("printed" in outcome) {
        count.reports++;
        count.events += outcome.events;
        await printer.add(outcome.printed);
      }
      // On a terminal the record itself shows the findings of its report.
      if ("unread" in outcome || !onScreen) for (const finding of findings) talk.finding(finding);
      talk.progress(() => `${told()}, ${rate(count.reports, begun)}`);
    }
  } finally {
    await pool?.close();
    llm?.end();
  }
  await printer.end();
  if (count.reports !== 1 || count.findings > 0 || llm) talk.close(told());
  if (ended) {
    talk.trouble(ended.message, "failed");
    return 2;
  }
  if (count.reports === 0) return count.findings > 0 ? 2 : 0;
  return count.findings > 0 ? 1 : 0;
}

/** The model coder, where it is asked for. It is loaded only then. */
export async function modelOf(options: CodeOptions, talk: Talk, workers: number): Promise<LlmRun | null> {
  if (oneOf("--coder", options.coder ?? "rules", CODERS) === "llm") {
    if (workers > 1)
      throw new UsageError(
        "--workers is for the rules. With --coder llm, --concurrency says how many requests go on at a time.",
      );
    if (options.explain)
      throw new UsageError("--explain gives the reasons of the rules. A model gives none; leave it out.");
    return (await import("./llm-run.js")).llmRun(options, talk);
  }
  for (const [name, option] of Object.entries(LLM_ONLY))
    if (options[name as keyof LlmOptions] !== undefined)
      throw new UsageError(`${option} is for the model coder. Add --coder llm, or leave it out.`);
  return null;
}

const LLM_ONLY = {
  dryRun: "--dry-run",
  send: "--send",
  concurrency: "--concurrency",
  timeout: "--timeout",
  cache: "--cache",
  price: "--price",
} as const satisfies Record<keyof LlmOptions, string>;

function settingsOf({ format, json, coder, explain = false, coverage = false }: CodeOptions): CodeSettings {
  const terminal = process.stdout.isTTY === true;
  const usual: Format = json ? "json" : terminal ? "record" : "ndjson";
  return {
    format: format === undefined ? usual : oneOf("--format", format, FORMATS),
    colour: hasColour(process.stdout),
    width: Math.min(120, Math.max(40, (terminal && process.stdout.columns) || 100)),
    today: new Date().toISOString().slice(0, 10),
    explain,
    coverage,
    nursery: coder === "rules-nursery",
  };
}

/** What the options say of the reports. Throws a `UsageError` for an input format that there is not. */
export function hintsOf(options: CodeOptions, today: string): Hints {
  const { published = null, lang = null, outlet = null, url = null, inputFormat } = options;
  const named = inputFormat === "ndjson" ? "jsonl" : inputFormat;
  const format: InputFormat | null =
    named === undefined ? null : oneOf("--input-format", named, INPUT_FORMATS);
  return { format, published, lang, outlet, url, today };
}

/** Prints codings as they come. `json`: one coding is printed as itself, several as an array. */
function makePrinter(format: Format): { add(printed: string): Promise<void>; end(): Promise<void> } {
  if (format !== "json") return { add: write, end: async () => {} };
  let first: string | null = null;
  let count = 0;
  return {
    async add(printed) {
      if (count++ === 0) first = printed;
      else {
        await write(first === null ? ",\n" : `[\n${first},\n`);
        first = null;
        await write(printed);
      }
    },
    async end() {
      await write(count === 0 ? "[]\n" : first === null ? "\n]\n" : `${first}\n`);
    },
  };
}

function summary(count: { reports: number; events: number; findings: number }): string {
  const some = (n: number, noun: string) => `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
  return `${some(count.reports, "report")}, ${some(count.events, "event")}, ${some(count.findings, "finding")}`;
}

function rate(reports: number, begun: number): string {
  return `${(reports / ((performance.now() - begun) / 1000)).toFixed(1)} reports/s`;
}
