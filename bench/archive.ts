/**
 * The command line over an archive: some thousands of different reports in one run, bound to one core, beside compromise and chrono-node in a
 * process of their own on the same core. `node archive.js --others FILE` is that process.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CLI, CORPORA, jsonLines, SHARED } from "./machine.js";
import { compromise } from "./race.js";

type Row = {
  readonly id: string | number;
  readonly text?: string;
  readonly lang?: string;
  readonly published?: string | null;
  readonly doc_date?: string | null;
  readonly date?: string | null;
};
export type Archived = { readonly id: string; readonly text: string; readonly published: string | null };

const FILES = [
  ...["gold/dev/reports", "gold/more-reports", "gold/negatives"].map((name) => `${SHARED}${name}.jsonl`),
  ...[
    "glocon_doc/train",
    "glocon_doc/dev",
    "india_police_events/train",
    "geo_lgl/all",
    "geo_geovirus/all",
    "ceha/train",
    "gva_incidents/train",
    "muc4/train",
  ].map((name) => `${CORPORA}${name}.jsonl`),
];
/** As many as are raced. */
const MANY = 3_000;

/** English reports of all the files at hand, each text once, in an order that mixes the files and stays the same. */
export function archive(): Archived[] {
  const found = new Map<string, Archived>();
  for (const path of FILES.filter((path) => existsSync(path)))
    for (const { id, text, lang = "en", published, doc_date, date } of jsonLines<Row>(path))
      if (text && lang === "en") {
        const day = /^\d{4}-\d\d-\d\d/.exec(published ?? doc_date ?? date ?? "")?.[0] ?? null;
        found.set(createHash("sha256").update(text).digest("hex"), { id: String(id), text, published: day });
      }
  return [...found.keys()]
    .sort()
    .slice(0, MANY)
    .map((key) => found.get(key)!);
}

/** Sentences in a second of the clock on one core, from the start of the process to its end; null where there are no texts or no `taskset`. */
export function raceOverArchive(
  folder: string,
  countSentences: (reports: readonly { readonly text: string }[]) => number,
) {
  const reports = archive();
  if (reports.length === 0 || spawnSync("taskset", ["--version"]).status !== 0) return null;
  const file = join(folder, "archive.jsonl");
  const lines = reports.map((report, i) =>
    JSON.stringify({ ...report, id: `${i}-${report.id}`, lang: "en" }),
  );
  writeFileSync(file, `${lines.join("\n")}\n`);
  const sentences = countSentences(reports);
  const rate = (command: readonly string[]): number => {
    const start = performance.now();
    const { status, stderr } = spawnSync("taskset", ["--cpu-list", "0", process.execPath, ...command], {
      maxBuffer: 2 ** 31,
      encoding: "utf8",
    });
    if (status === null || status > 1) throw new Error(`${command[0]} ended with ${status}: ${stderr}`);
    return Math.round((1000 * sentences) / (performance.now() - start));
  };
  const quipu = rate([CLI, "code", file, "--format", "ndjson", "--workers", "1", "--quiet"]);
  const others = rate([fileURLToPath(import.meta.url), "--others", file]);
  return {
    reports: reports.length,
    sentences,
    quipu,
    compromise_chrono: others,
    ratio: Number((quipu / others).toFixed(2)),
  };
}

async function runOthers(file: string): Promise<void> {
  const [plain, chrono] = [await compromise(), await import("chrono-node")];
  for (const line of readFileSync(file, "utf8").split("\n").filter(Boolean)) {
    const { text, published }: Archived = JSON.parse(line);
    const found = plain({
      id: "",
      text,
      sha256: "",
      lang: "en",
      published,
      title: null,
      outlet: null,
      url: null,
    });
    const dates = chrono.parse(text, new Date(published ?? "2020-01-01"));
    process.stdout.write(`${JSON.stringify([found, dates])}\n`);
  }
}

const at = process.argv.indexOf("--others");
if (at > 0) await runOthers(process.argv[at + 1]!);
