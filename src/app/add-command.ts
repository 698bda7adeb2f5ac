/** `quipu add`: reads reports from files, archives, addresses and sources, codes them, puts them into the store and links them. */
import { loadCodebook } from "../codebook/index.js";
import type { IncomingReport, InputFinding } from "../ingest/incoming.js";
import { readSteps } from "../ingest/read.js";
import type { Progress } from "../ingest/reading.js";
import type { Source } from "../ingest/source.js";
import { volumeFinding } from "../ingest/volume.js";
import { accept } from "../model/accept.js";
import type { Coding } from "../model/coding.js";
import { type AddCounts, addReports, type CodeOutcome } from "./add-run.js";
import { hintsOf, modelOf } from "./code-command.js";
import { type CodedReport, type CodeSettings, failedReport } from "./code-report.js";
import { type LinkCounts, linkStore } from "./link-store.js";
import type { LlmOptions, LlmRun } from "./llm-run.js";
import { newJudgements } from "./make-edition.js";
import { homeOf, openLog } from "./open-store.js";
import { UsageError, wholeNumber } from "./options.js";
import { write } from "./output.js";
import { SourceMemory } from "./source-memory.js";
import { Talk } from "./talk.js";
import { version } from "./version.js";
import { WorkerPool } from "./worker-pool.js";

export type AddOptions = Omit<LlmOptions, "dryRun"> & {
  readonly coder?: string;
  readonly published?: string;
  readonly lang?: string;
  readonly outlet?: string;
  readonly url?: string;
  readonly inputFormat?: string;
  readonly since?: string;
  readonly workers?: string;
  readonly quiet?: boolean;
  readonly json?: boolean;
};

/** Settings: where the store is, whom a site may write to, and what may be fetched beside the public web. */
export type AddSettings = Readonly<Record<string, string | undefined>>;

/** Reports under way for each worker. */
const AHEAD = 8;
const MOST_WORKERS = 256;
/** Findings that say that a report was not coded at all. */
const UNCODED = new Set(["lang.unknown", "lang.unsupported", "coder.failed"]);
/** Findings that say that a model did not answer on a report or a part of it: it is not stored, so that the next run asks again. */
const UNANSWERED = new Set(["llm.failed"]);

/** Exit code: 0 done; 1 done with findings; 2 nothing could be read. Throws a `UsageError` or a StoreError. */
export async function addCommand(
  inputs: readonly string[],
  options: AddOptions,
  settings: AddSettings = process.env,
): Promise<number> {
  const { json = false, quiet = false, since = null } = options;
  const workers = wholeNumber("--workers", options.workers ?? "1", 1, MOST_WORKERS);
  if (since !== null && !/^\d{4}-\d{2}-\d{2}$/.test(since))
    throw new UsageError(`--since cannot be "${since}". Give a day as YYYY-MM-DD.`);
  const today = new Date().toISOString().slice(0, 10);
  const hints = hintsOf(options, today);
  const talk = new Talk({ json, quiet, data: false });
  const llm = await modelOf(options, talk, workers);
  llm?.begin();
  const store = await openLog(settings);
  const memory = await SourceMemory.open(homeOf(settings), settings.QUIPU_DATABASE_URL ? store.where : null);
  const sources = new Map<string, Source>();
  const pool = llm
    ? null
    : new WorkerPool<unknown, CodedReport>(
        workers,
        new URL("./code-worker.js", import.meta.url),
        codeSettings(today),
      );
  const fetcher = await fetcherOf(settings, memory);
  const begun = performance.now();
  let at: (Progress & { readonly begun: number }) | null = null;
  try {
    const steps = readSteps(inputs, {
      hints,
      fetcher,
      since,
      tool: `quipu@${version()}`,
      skip: (address, named) => memory.read(address, named),
      onProgress: (now) => {
        at = { ...now, begun: at?.file === now.file ? at.begun : performance.now() };
      },
      onSource: (source) => {
        sources.set(source.slug, source);
        memory.came(source.slug, today, 0);
      },
    });
    let findings = 0;
    const counts = await addReports(steps, {
      store,
      memory,
      code: (incoming) => codeOn(llm ?? pool!, incoming, today),
      ahead: (llm?.concurrency ?? workers) * AHEAD,
      today,
      author: "quipu",
      onFinding: (finding) => {
        llm?.take([finding]);
        talk.finding(finding);
      },
      onReport: (now) => talk.progress(() => `${underWay(now, begun)}${leftOf(at)}`),
    });
    findings += counts.findings;
    for (const [slug, source] of sources) {
      const alarm = volumeFinding(source, memory.volume(slug)!, today, source.address);
      if (alarm === null) continue;
      findings++;
      talk.finding(alarm);
    }
    talk.progress(() => "Linking …");
    const links = await linkStore(store, newJudgements);
    if (json) await write(`${JSON.stringify({ ...counts, ...links, store: store.where })}\n`);
    talk.close(`${inWords(counts, links)}${llm ? ` By ${llm.id}${llm.summary()}.` : ""}`);
    const read = counts.fresh + counts.known + counts.unchanged;
    return findings === 0 ? 0 : read === 0 && counts.refused > 0 ? 2 : 1;
  } catch (error) {
    if (llm === null || !llm.isOver) throw error;
    talk.trouble(
      `${(error as Error).message} What was coded before is in the store; the same command goes on from there.`,
      "failed",
    );
    return 2;
  } finally {
    llm?.end();
    await pool?.close();
    await fetcher.close();
    await store.close();
  }
}

/** Everything about how a coding is printed is for `quipu code`; here it only has to be JSON. */
function codeSettings(today: string): CodeSettings {
  return { format: "ndjson", colour: false, width: 100, today };
}

async function codeOn(
  coder: WorkerPool<unknown, CodedReport> | LlmRun,
  incoming: IncomingReport,
  today: string,
): Promise<CodeOutcome> {
  const coded =
    coder instanceof WorkerPool
      ? await coder
          .run(incoming)
          .catch((error: unknown) => failedReport(incoming, error, codeSettings(today)))
      : await coder.code(incoming, codeSettings(today));
  if ("ended" in coded) return coded;
  if (coded.findings.some(({ code }) => UNANSWERED.has(code))) return { leftOut: coded.findings };
  const coding = JSON.parse(coded.printed) as Coding;
  if (coded.findings.some(({ code }) => UNCODED.has(code)))
    return { head: coding.report, coding: null, findings: coded.findings };
  const wrong = accept(coding, { ...coding.report, text: incoming.report.text }, loadCodebook());
  if (wrong.length === 0) return { head: coding.report, coding, findings: coded.findings };
  const { file, line, report } = incoming;
  const finding: InputFinding = {
    code: "coding.refused",
    message: `The coding does not pass the gate (${wrong[0]!.code}: ${wrong[0]!.message}) and is not stored; the report is. That is a fault of Quipu: please report it.`,
    file,
    line,
    report: report.id,
  };
  return { head: coding.report, coding: null, findings: [...coded.findings, finding] };
}

async function fetcherOf(settings: AddSettings, memory: SourceMemory) {
  const { makeFetcher } = await import("../ingest/fetch.js");
  const contact = settings.QUIPU_CONTACT?.replace(/[^\x20-\x7e]/g, "").trim() || "no contact given";
  return makeFetcher({
    userAgent: `quipu/${version()} (reads news for event records; ${contact})`,
    allow: settings.QUIPU_FETCH_ALLOW?.split(",").filter((entry) => entry.trim() !== "") ?? [],
    validators: (address) => memory.validators(address),
  });
}

function some(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** Reports that are in the store and their rate; of the first ones, which wait for each other, only that they are read. */
export function underWay({ fresh, known }: AddCounts, begun: number, now = performance.now()): string {
  const done = fresh + known;
  if (done === 0) return "Reading …";
  const rate = done / ((now - begun) / 1000);
  return `${some(done, "report")}, ${rate.toFixed(1)} reports/s`;
}

/** How much of a file is read and how long the rest will take, at the speed so far; nothing of a file that is read to its end. */
export function leftOf(at: (Progress & { readonly begun: number }) | null, now = performance.now()): string {
  if (at === null || at.total === null || at.bytes === 0 || at.bytes >= at.total) return "";
  const share = at.bytes / at.total;
  const seconds = ((now - at.begun) / 1000) * (1 / share - 1);
  const name = at.file.length > 30 ? `…${at.file.slice(-30)}` : at.file;
  const left =
    seconds < 1
      ? ""
      : seconds < 90
        ? `, ${Math.ceil(seconds)} s left`
        : `, ${Math.ceil(seconds / 60)} min left`;
  return `, ${Math.floor(share * 100)} % of ${name}${left}`;
}

/** What happened, and what to do next. */
export function inWords(counts: AddCounts, links: LinkCounts): string {
  const { fresh, known, corrected, refused, uncoded, unchanged, events } = counts;
  const parts = [
    `${some(fresh, "report")} new`,
    ...(corrected > 0
      ? [
          fresh === 1
            ? "a correction of an earlier one"
            : `${corrected.toLocaleString("en")} of them ${corrected === 1 ? "a correction of an earlier one" : "corrections of earlier ones"}`,
        ]
      : []),
    `${known.toLocaleString("en")} known`,
    `${refused.toLocaleString("en")} refused`,
    ...(uncoded > 0 ? [`${uncoded.toLocaleString("en")} stored without a coding`] : []),
    ...(unchanged > 0 ? [`${some(unchanged, "address").replace(/addresss$/, "addresses")} unchanged`] : []),
  ];
  const linked = [
    ...(links.merged > 0 ? [`${some(links.merged, "pair")} of tellings merged`] : []),
    ...(links.review > 0 ? [`${some(links.review, "pair")} waiting for review`] : []),
  ];
  const found =
    fresh > 0 || linked.length > 0 ? [` ${[`${some(events, "event")} found`, ...linked].join(", ")}.`] : [];
  return `${parts.join(", ")}.${found.join("")} ${nextStep(counts, links)}`;
}

function nextStep(counts: AddCounts, { review }: LinkCounts): string {
  if (counts.fresh === 0 && counts.refused > 0) return "Next: look at the findings above.";
  if (review > 0) return "Next: `quipu serve` to look at them and review, `quipu edition` to publish.";
  return "Next: `quipu serve` to look at them, `quipu edition` to publish.";
}
