/** Speed of the rule coder beside a pipeline of compromise and chrono-node on the same texts; start-up; memory over 10,000 reports. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rulesCoder } from "../src/coders/index.js";
import { sentenceCuts } from "../src/measure/pair.js";
import { sha256 } from "../src/model/identity.js";
import type { Report } from "../src/model/report.js";
import { CLI, keep, machine, ROOT, SHARED } from "./machine.js";

const CODEBOOK = "protest@1.0.0";
const ROUNDS = 3;
const STARTS = 11;
const MANY = 10_000;
const EARLY = 2_000;

/** English reports: the gold's and the uncoded ones where they are at hand, else those that come with the package. */
function texts(): Report[] {
  const files = ["gold/dev/reports.jsonl", "gold/more-reports.jsonl"].map((path) => SHARED + path);
  const found = existsSync(files[0]!) ? files : [`${ROOT}dist/data/sample/reports.jsonl`];
  const rows = found.flatMap((path) =>
    readFileSync(path, "utf8")
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
  );
  return rows
    .filter((row) => row.lang === "en")
    .map(({ id, text, published = null, title = null, outlet = null, url = null }) => ({
      id,
      text,
      sha256: sha256(text),
      lang: "en",
      published,
      title,
      outlet,
      url,
    }));
}

function countSentences(reports: readonly Report[]): number {
  let count = 0;
  for (const { text } of reports) {
    const cuts = sentenceCuts(text);
    for (let i = 1; i < cuts.length; i++) if (/\w/.test(text.slice(cuts[i - 1], cuts[i]))) count++;
  }
  return count;
}

type Pipeline = (report: Report) => unknown;

/**
 * Sentences in a second of processor time, of each pipeline the best of three rounds after one to warm up. The rounds
 * alternate, and processor time is counted, so that a busy machine is unjust to neither.
 */
function rates(reports: readonly Report[], sentences: number, pipelines: readonly Pipeline[]): number[] {
  const best = pipelines.map(() => 0);
  for (let round = 0; round <= ROUNDS; round++)
    for (const [i, pipeline] of pipelines.entries()) {
      const start = process.cpuUsage();
      for (const report of reports) pipeline(report);
      const { user, system } = process.cpuUsage(start);
      if (round > 0) best[i] = Math.max(best[i]!, (sentences * 1e6) / (user + system));
    }
  return best.map(Math.round);
}

async function compare(reports: readonly Report[]) {
  const nlp = (await import("compromise")).default;
  const chrono = await import("chrono-node");
  const sentences = countSentences(reports);
  const quipu: Pipeline = (report) => rulesCoder.code(report, CODEBOOK, []);
  const others: Pipeline = ({ text, published }) => {
    const doc = nlp(text);
    const dates = chrono.parse(text, new Date(published ?? "2020-01-01"));
    const names = [doc.people(), doc.places(), doc.organizations(), doc.numbers()].map((found) =>
      found.json(),
    );
    return [doc.json(), names, dates];
  };
  const [ours = 0, theirs = 0] = rates(reports, sentences, [quipu, others]);
  return {
    reports: reports.length,
    sentences,
    quipu: ours,
    compromise_chrono: theirs,
    ratio: Number((ours / theirs).toFixed(2)),
  };
}

/** Milliseconds from the call of the command to its end for one short report; the median of eleven. */
function startUp(folder: string): { plain: number; language_given: number } {
  const file = join(folder, "one.txt");
  writeFileSync(
    file,
    "Some 3,000 dockers marched through Rotterdam on Thursday to demand better pay, and the police were watching them.\n",
  );
  const median = (options: string[]): number => {
    const times = Array.from({ length: STARTS }, () => {
      const start = performance.now();
      const { status } = spawnSync(process.execPath, [
        CLI,
        "code",
        file,
        "--published",
        "2021-03-05",
        "--format",
        "ndjson",
        ...options,
      ]);
      if (status === null || status > 1) throw new Error(`quipu code ended with ${status}`);
      return performance.now() - start;
    });
    return Math.round(times.sort((a, b) => a - b)[STARTS >> 1]!);
  };
  return { plain: median([]), language_given: median(["--lang", "en"]) };
}

/** Resident memory (MB) of `quipu code` when it has printed 2,000 and 10,000 codings, and how long the whole took. */
async function memory(reports: readonly Report[], folder: string) {
  const file = join(folder, "many.jsonl");
  const lines = Array.from({ length: MANY }, (_, i) => {
    const { text, published } = reports[i % reports.length]!;
    return JSON.stringify({ id: `r${i}`, text: text.slice(0, 600), published, lang: "en" });
  });
  writeFileSync(file, `${lines.join("\n")}\n`);
  const start = performance.now();
  const child = spawn(process.execPath, [CLI, "code", file, "--format", "ndjson", "--quiet"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const resident = (): number => {
    const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  };
  let printed = 0;
  let [early, late] = [0, 0];
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    for (const byte of chunk) if (byte === 10) printed++;
    if (early === 0 && printed >= EARLY) early = resident();
    if (printed < MANY && printed > MANY - 200) late = resident();
  }
  return {
    reports: printed,
    mb_at_2000: early,
    mb_at_10000: late,
    seconds: Math.round((performance.now() - start) / 1000),
  };
}

const folder = mkdtempSync(join(tmpdir(), "quipu-speed-"));
try {
  const reports = texts();
  console.log(machine());
  const speed = await compare(reports);
  console.log("sentences in a second of processor time, raw text in, coding out:", speed);
  const start_ms = startUp(folder);
  console.log("one report through the command line, ms (median of 11):", start_ms);
  const many =
    existsSync("/proc/self/status") && !process.argv.includes("--short")
      ? await memory(reports, folder)
      : null;
  console.log("10,000 reports through the command line:", many ?? "skipped (--short, or no /proc)");
  keep("speed", { speed, start_ms, memory: many });
} finally {
  rmSync(folder, { recursive: true });
}
