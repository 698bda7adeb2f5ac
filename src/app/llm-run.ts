/** A run of `quipu code` or `add` with `--coder llm`: reads the settings, asks before text leaves the machine, keeps count, estimates the cost. */
import { mkdirSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadCodebook } from "../codebook/index.js";
import { chatUrl, EndpointError } from "../coders/llm/endpoint.js";
import { LlmCoder } from "../coders/llm/llm-coder.js";
import { REJECTED } from "../coders/llm/notes.js";
import { complete } from "../ingest/complete.js";
import type { Hints, IncomingReport, InputFinding } from "../ingest/incoming.js";
import { readReports } from "../ingest/read.js";
import { FolderCache } from "./answer-cache.js";
import { type CodedReport, type CodeSettings, codeWith, failedReport } from "./code-report.js";
import { UsageError, wholeNumber } from "./options.js";
import { write } from "./output.js";
import { Slots } from "./slots.js";
import type { Talk } from "./talk.js";

export type LlmOptions = {
  readonly dryRun?: boolean;
  readonly send?: boolean;
  readonly concurrency?: string;
  readonly timeout?: string;
  readonly cache?: string;
  readonly price?: string;
};

/** What a million tokens cost, in any currency. */
type Price = { readonly input: number; readonly output: number };

const BACKOFF = { first: 500, most: 30_000 };

/** Throws a `UsageError` where the environment names no endpoint and model, or an option makes no sense. */
export function llmRun(
  options: LlmOptions,
  talk: Talk,
  environment: NodeJS.ProcessEnv = process.env,
): LlmRun {
  const { QUIPU_LLM_URL, QUIPU_LLM_MODEL, QUIPU_LLM_KEY, QUIPU_LLM_PRICE } = environment;
  const home = environment.QUIPU_HOME || ".quipu";
  const model = QUIPU_LLM_MODEL?.trim();
  if (!QUIPU_LLM_URL?.trim() || !model)
    throw new UsageError(
      `The model coder is off, and nothing was sent: ${QUIPU_LLM_URL?.trim() ? "QUIPU_LLM_MODEL is" : model ? "QUIPU_LLM_URL is" : "QUIPU_LLM_URL and QUIPU_LLM_MODEL are"} not set. Set the address of an OpenAI-compatible endpoint, such as http://localhost:11434/v1, and the name of its model.`,
    );
  const url = urlOf(QUIPU_LLM_URL.trim());
  const seconds = wholeNumber("--timeout", options.timeout ?? "900", 1, 86_400);
  const concurrency = wholeNumber("--concurrency", options.concurrency ?? "4", 1, 256);
  const price = priceOf(options.price ?? QUIPU_LLM_PRICE);
  const cache = new FolderCache(options.cache || join(home, "llm-cache"), (trouble, file) =>
    talk.tell({
      code: "llm.cache",
      message:
        trouble === "unreadable"
          ? `The kept answer ${file} is damaged and counts as not there.`
          : `The answer could not be kept in ${file}; a second run will ask for it again. Is the folder writable, the disk full?`,
    }),
  );
  const key = QUIPU_LLM_KEY?.trim() || null;
  const coder = new LlmCoder(
    { url, model, key, ms: seconds * 1000, backoff: BACKOFF },
    loadCodebook(),
    cache,
  );
  return new LlmRun(
    coder,
    { url, model, home, price, concurrency, send: options.send === true },
    cache.folder,
    talk,
  );
}

type RunSettings = {
  readonly url: URL;
  readonly model: string;
  readonly home: string;
  readonly price: Price | null;
  readonly concurrency: number;
  readonly send: boolean;
};

export class LlmRun {
  /** Name of the coder. */
  readonly id: string;
  readonly concurrency: number;
  readonly #slots: Slots;
  readonly #rejected = new Map<string, number>();
  #ended = false;
  #over = false;

  constructor(
    private readonly coder: LlmCoder,
    private readonly settings: RunSettings,
    private readonly folder: string,
    private readonly talk: Talk,
  ) {
    this.id = coder.id;
    this.concurrency = settings.concurrency;
    this.#slots = new Slots(settings.concurrency);
  }

  /** Says where the text goes; throws a `UsageError` where it would leave the machine and nobody has said that it may. */
  begin(): void {
    const { url, model, home, send } = this.settings;
    const local = isLoopback(url.hostname);
    if (!local) allow(url, model, home, send);
    const open = url.protocol === "http:" && !local ? ", unencrypted" : "";
    this.talk.tell({
      code: "llm.sends",
      message: local
        ? `The text of the reports goes to ${url.host} on this machine (model ${model}).`
        : `The text of the reports is sent to ${url.host}${open} (model ${model}).`,
    });
    process.once("exit", this.#atExit);
  }

  readonly #atExit = (code: number): void => {
    if (code !== 130 || this.#ended) return;
    const { asked } = this.coder.tally;
    const message = `Interrupted. ${some(asked, "answer")} of this run ${asked === 1 ? "is" : "are"} kept in ${this.folder}; the same command goes on from there.\n`;
    try {
      writeSync(2, message);
    } catch {
      // Nobody listens any more.
    }
  };

  /** Whether the endpoint could not be used any more. */
  get isOver(): boolean {
    return this.#over;
  }

  end(): void {
    this.#ended = true;
    process.off("exit", this.#atExit);
    this.coder.stop();
  }

  /** Never rejects. `ended`: the endpoint cannot be used, for this report or any other. */
  code(incoming: IncomingReport, settings: CodeSettings): Promise<CodedReport | { readonly ended: Error }> {
    return this.#slots.run(async () => {
      if (this.#ended) return { ended: new Error("stopped") };
      try {
        return await codeWith(this.coder, incoming, settings);
      } catch (error) {
        if (error instanceof EndpointError || this.#ended) {
          this.#over = true;
          return { ended: error as Error };
        }
        return failedReport(incoming, error, settings, this.coder);
      }
    });
  }

  take(findings: readonly InputFinding[]): void {
    for (const { code } of findings)
      if (REJECTED.includes(code)) this.#rejected.set(code, (this.#rejected.get(code) ?? 0) + 1);
  }

  /** The end of a closing line: answers, tokens, cost, and claims that were rejected. */
  summary(): string {
    const { asked, cached, elsewhere, input, output } = this.coder.tally;
    const { price } = this.settings;
    const rejected = [...this.#rejected.values()].reduce((sum, n) => sum + n, 0);
    const quotes = this.#rejected.get("llm.quote") ?? 0;
    return [
      `; ${some(asked, "answer")} from the model, ${whole(cached)} kept from before`,
      elsewhere > 0 ? ` (${whole(elsewhere)} of them made at another endpoint)` : "",
      `; ${some(input, "token")} in, ${whole(output)} out`,
      price ? `, cost ${money(costOf(price, input, output))}` : "",
      rejected > 0 ? `; ${some(rejected, "claim")} rejected` : "",
      quotes > 0 ? `, ${whole(quotes)} for want of the quoted words` : "",
    ].join("");
  }

  /** Says what a run would take, and sends nothing. Exit code as that of the run. */
  async dryRun(files: readonly string[], hints: Hints, { format, today }: CodeSettings): Promise<number> {
    const { url, price } = this.settings;
    const count = { reports: 0, notCoded: 0, findings: 0 };
    const sum = { requests: 0, cached: 0, input: 0, output: 0 };
    for await (const incoming of readReports(files, hints)) {
      const read = incoming.kind === "finding" ? null : await complete(incoming, today);
      const findings = incoming.kind === "finding" ? [incoming.finding] : read!.findings;
      for (const finding of findings) this.talk.finding(finding);
      count.findings += findings.length;
      if (read === null) continue;
      count.reports++;
      if (!read.codable) {
        count.notCoded++;
        continue;
      }
      const estimate = await this.coder.estimate(read.report);
      for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += estimate[key];
      this.talk.progress(() => `${some(count.reports, "report")}, about ${some(sum.input, "token")} in`);
    }
    this.talk.clear();
    const cost = price && costOf(price, sum.input, sum.output);
    const facts = {
      coder: this.coder.id,
      endpoint: url.host,
      reports: count.reports,
      not_coded: count.notCoded,
      cached: sum.cached,
      requests: sum.requests,
      tokens: { input: sum.input, output: sum.output },
      cost: cost === null ? null : Math.round(cost * 1e4) / 1e4,
      price,
    };
    await write(
      format === "record" ? described(facts) : `${JSON.stringify(facts, null, format === "json" ? 2 : 0)}\n`,
    );
    if (count.reports === 0) return count.findings > 0 ? 2 : 0;
    return count.findings > 0 ? 1 : 0;
  }
}

type Facts = {
  readonly coder: string;
  readonly endpoint: string;
  readonly reports: number;
  readonly not_coded: number;
  readonly cached: number;
  readonly requests: number;
  readonly tokens: { readonly input: number; readonly output: number };
  readonly cost: number | null;
  readonly price: Price | null;
};

function described({
  coder,
  endpoint,
  reports,
  not_coded,
  cached,
  requests,
  tokens,
  cost,
  price,
}: Facts): string {
  const line = (name: string, value: string) => `${name.padEnd(18)}${value}\n`;
  return [
    line("coder", coder),
    line("endpoint", endpoint),
    line("reports", `${whole(reports)}${not_coded > 0 ? `, ${whole(not_coded)} of them not coded` : ""}`),
    line(
      "requests",
      `${whole(requests)}${cached > 0 ? `, and ${some(cached, "answer")} kept from before` : ""}`,
    ),
    line("tokens in", `about ${whole(tokens.input)}`),
    line("tokens out", `about ${whole(tokens.output)} if every report is full of events`),
    line(
      "cost",
      price === null
        ? "unknown: give --price IN/OUT, for a million tokens"
        : `about ${money(cost!)}, at ${price.input} in and ${price.output} out for a million tokens`,
    ),
    "Nothing was sent.\n",
  ].join("");
}

function urlOf(base: string): URL {
  let url: URL | null = null;
  try {
    url = chatUrl(base);
  } catch {
    // Said below.
  }
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new UsageError(
      `QUIPU_LLM_URL is no web address: "${base.replace(/\/\/[^/]*@/, "//…@")}". Give one such as http://localhost:11434/v1.`,
    );
  if (url.username !== "" || url.password !== "")
    throw new UsageError(
      "QUIPU_LLM_URL holds a name or password. Put the key into QUIPU_LLM_KEY instead; it is never printed.",
    );
  return url;
}

/** Whether a host is this machine by its address. */
export function isLoopback(hostname: string): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i.test(hostname);
}

/** Text may leave for hosts that the user has allowed; `--send` allows one for good. */
function allow(url: URL, model: string, home: string, send: boolean): void {
  const file = join(home, "llm-hosts.json");
  const known = hostsIn(file);
  if (known.includes(url.host)) return;
  if (!send)
    throw new UsageError(
      `Nothing was sent. The model coder would send the text of every report to ${url.host} (model ${model}). If it may, add --send to the command; that is remembered for ${url.host} in ${file}.`,
    );
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ hosts: [...known, url.host] }, null, 1)}\n`);
}

function hostsIn(file: string): string[] {
  try {
    const { hosts } = JSON.parse(readFileSync(file, "utf8")) as { hosts?: unknown };
    return Array.isArray(hosts) ? hosts.filter((host): host is string => typeof host === "string") : [];
  } catch {
    return [];
  }
}

function priceOf(text: string | undefined): Price | null {
  if (text === undefined || text.trim() === "") return null;
  const match = /^\s*(\d+(?:\.\d+)?)\s*\/\s*(\d+(?:\.\d+)?)\s*$/.exec(text);
  if (!match)
    throw new UsageError(
      `The price cannot be "${text}". Give that of a million tokens in and out, such as 0.15/0.60.`,
    );
  return { input: Number(match[1]), output: Number(match[2]) };
}

const costOf = ({ input, output }: Price, tokensIn: number, tokensOut: number): number =>
  (tokensIn * input + tokensOut * output) / 1e6;

const money = (cost: number): string => (cost < 1 ? cost.toFixed(4) : cost.toFixed(2));
const whole = (n: number): string => n.toLocaleString("en");
const some = (n: number, noun: string): string => `${whole(n)} ${noun}${n === 1 ? "" : "s"}`;
