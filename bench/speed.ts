/** Speed of the rule coder beside a pipeline of compromise and chrono-node on the same texts, few and many; start-up; memory over 10,000 reports. */
// The settings under which `quipu code` runs; both sides of the race run under them.
import "../src/app/engine.js";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rulesCoder } from "../src/coders/index.js";
import { sentenceCuts } from "../src/measure/pair.js";
import type { Report } from "../src/model/report.js";
import { raceOverArchive } from "./archive.js";
import { CLI, keep, machine } from "./machine.js";
import { compromise, englishReports, type Pipeline, rates } from "./race.js";

const CODEBOOK = "protest@1.0.0";
const STARTS = 11;
const MANY = 10_000;
const EARLY = 2_000;

function countSentences(reports: readonly { readonly text: string }[]): number {
  let count = 0;
  for (const { text } of reports) {
    const cuts = sentenceCuts(text);
    for (let i = 1; i < cuts.length; i++) if (/\w/.test(text.slice(cuts[i - 1], cuts[i]))) count++;
  }
  return count;
}

async function compare(reports: readonly Report[]) {
  const plain = await compromise();
  const chrono = await import("chrono-node");
  const sentences = countSentences(reports);
  const quipu: Pipeline = (report) => rulesCoder.code(report, CODEBOOK, []);
  const others: Pipeline = (report) => {
    const dates = chrono.parse(report.text, new Date(report.published ?? "2020-01-01"));
    return [plain(report), dates];
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
  const reports = englishReports();
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
  const archive = process.argv.includes("--short") ? null : raceOverArchive(folder, countSentences);
  console.log(
    "an archive through the command line on one core, sentences in a second of the clock:",
    archive ?? "skipped (--short, no ../shared, or no taskset)",
  );
  keep("speed", { speed, archive, start_ms, memory: many });
} finally {
  rmSync(folder, { recursive: true });
}
