/**
 * Scores the rule coder on the English gold reports, all, open and held-out, and on the readings of further reports; counts false
 * alarms on reports without events.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadCodebook } from "../src/codebook/index.js";
import { rulesCoder } from "../src/coders/index.js";
import { byReport, type ComparableCoding, familyOf } from "../src/measure/comparable.js";
import { compare, type Figures, measure } from "../src/measure/measure.js";
import { sha256 } from "../src/model/identity.js";
import { CLI, keep, ROOT, SHARED } from "./machine.js";
import { PARTS, type Part, readings, secondReadings } from "./readings.js";
import { type HandMade, measureSeed } from "./seed.js";

const CORE = new Set(["PRO", "REP", "VIO"]);

type Row = { readonly id: string; readonly text: string; readonly lang: string };

function rows(path: string): Row[] {
  const lines = readFileSync(path, "utf8").split("\n");
  return lines.filter((line) => line.trim() !== "").map((line) => JSON.parse(line));
}

/** The codings of a file of reports, as the command line prints them. */
function coded(path: string): Map<string, ComparableCoding> {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [CLI, "code", path, "--format", "ndjson", "--workers", "2", "--json"],
    {
      encoding: "utf8",
      maxBuffer: 2 ** 30,
    },
  );
  if (status === 2 || status === null)
    throw new Error(`quipu code failed on ${path}: ${stderr.slice(0, 2000)}`);
  const failed = stderr.split("\n").filter((line) => line.includes('"coder.failed"'));
  if (failed.length > 0) console.log(`! ${failed.length} reports failed; the first: ${failed[0]}`);
  return byReport(
    stdout
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
  );
}

function gold(folder: string): Map<string, ComparableCoding> {
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return byReport(names.sort().map((name) => JSON.parse(readFileSync(folder + name, "utf8"))));
}

/** What is told of five folds beside the whole. */
const FOLDED = ["core_event_f1", "record_f1", "figure_f1", "actor_f1"] as const;

/** The reports cut into five by a hash of their ids, so that a fold stays the same when reports are added. */
function foldsOf(ids: readonly string[]): Set<string>[] {
  const folds = Array.from({ length: 5 }, () => new Set<string>());
  for (const id of ids) folds[Number.parseInt(sha256(id).slice(0, 8), 16) % 5]!.add(id);
  return folds.filter((fold) => fold.size > 0);
}

/** Mean and standard deviation (of a sample) of what the folds gave. */
function spreadOf(given: readonly (number | null)[]) {
  const values = given.filter((value) => value !== null);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const round = (n: number): number => Number(n.toFixed(3));
  return {
    mean: round(mean),
    deviation: round(Math.sqrt(squares / Math.max(1, values.length - 1))),
    values: values.map(round),
  };
}

/** The share of reports without events in which one of a core family was coded. */
function falseAlarms(
  lang: string | null,
  codings: ReadonlyMap<string, ComparableCoding>,
  reports: readonly Row[],
) {
  const asked = reports.filter((report) => lang === null || report.lang === lang);
  const alarmed = asked.filter(({ id }) =>
    codings.get(id)?.events.some((event) => CORE.has(familyOf(event))),
  );
  return {
    reports: asked.length,
    alarmed: alarmed.length,
    share: Number((alarmed.length / asked.length).toFixed(3)),
  };
}

function run(): void {
  const reportsPath = `${SHARED}gold/dev/reports.jsonl`;
  const negativesPath = `${SHARED}gold/negatives.jsonl`;
  if (!existsSync(reportsPath)) {
    console.log(`bench:gold is skipped: ${SHARED}gold is not here.`);
    return;
  }
  const lines = readFileSync(`${ROOT}bench/held-out.txt`, "utf8").split("\n");
  const heldOut = new Set(
    lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#")),
  );
  const reports = new Map(rows(reportsPath).map(({ id, text, lang }) => [id, { text, lang }] as const));
  const [golds, codings] = [gold(`${SHARED}gold/dev/codings/`), coded(reportsPath)];
  const part = (wanted: (id: string) => boolean): Figures =>
    measure(compare(new Map([...golds].filter(([id]) => wanted(id))), codings, reports, "en")).figures;
  const parts = {
    all: part(() => true),
    open: part((id) => !heldOut.has(id)),
    held_out: part((id) => heldOut.has(id)),
  };
  print("English gold reports", parts);
  const again = secondReadings();
  const twice = new Map([...golds].filter(([id]) => again.has(id)));
  const second = { second_reader: measure(compare(twice, again, reports, "en")).figures };
  print("A second reader of open gold reports against the gold", second);
  const further = scoredReadings();
  print("Readings of further English reports (bench/README.md)", further);

  const folds = foldsOf([...golds.keys()]).map((ids) => part((id) => ids.has(id)));
  console.log("\nOver five folds of the reports (what that is worth: bench/README.md):");
  const spread = Object.fromEntries(FOLDED.map((name) => [name, spreadOf(folds.map((f) => f[name]))]));
  for (const [name, { mean, deviation, values }] of Object.entries(spread))
    console.log(
      `${name.padEnd(18)}${shown(mean)}  ± ${deviation.toFixed(3)}  (${values.map((v) => v.toFixed(3)).join(" ")})`,
    );

  const [negatives, codedNegatives] = [rows(negativesPath), coded(negativesPath)];
  const alarms = {
    en: falseAlarms("en", codedNegatives, negatives),
    all: falseAlarms(null, codedNegatives, negatives),
  };
  console.log("\nReports without events in which a PRO, REP or VIO event was coded:");
  for (const [name, { reports: n, alarmed, share }] of Object.entries(alarms))
    console.log(`${name.padEnd(18)}${shown(share)}  (${alarmed} of ${n})`);
  const seed = scoredSeed();
  keep("gold", {
    english_gold: parts,
    ...second,
    readings: further,
    five_folds: spread,
    negatives: alarms,
    ...(seed ? { seed } : {}),
  });
}

/** A column for each part, a line for each figure. */
function print<Part extends string>(title: string, parts: Readonly<Record<Part, Figures>>): void {
  const columns = Object.entries<Figures>(parts);
  console.log(`\n${title}:`);
  console.log("".padEnd(18) + columns.map(([name]) => name.padStart(14)).join(""));
  for (const name of Object.keys(columns[0]![1]) as (keyof Figures)[])
    console.log(name.padEnd(18) + columns.map(([, figures]) => shown(figures[name]).padStart(14)).join(""));
}

/** The coder on reports that careful readers coded beside the gold: those that rules were written from, and those kept aside. */
function scoredReadings() {
  const { reports, codings, parts } = readings();
  const folder = mkdtempSync(join(tmpdir(), "quipu-readings-"));
  try {
    const file = join(folder, "reports.jsonl");
    writeFileSync(file, reports.map((report) => `${JSON.stringify(report)}\n`).join(""));
    const found = coded(file);
    const texts = new Map(reports.map(({ id, text, lang }) => [id, { text, lang }] as const));
    const figures = PARTS.map((part) => {
      const wanted = new Map([...codings].filter(([id]) => parts.get(id) === part));
      return [part, measure(compare(wanted, found, texts, "en")).figures] as const;
    });
    return Object.fromEntries(figures) as Record<Part, Figures>;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The seed report against its hand-made record, printed; null where it is not here. */
function scoredSeed() {
  const folder = `${SHARED}seed/`;
  if (!existsSync(`${folder}sample-gold.json`)) return null;
  const text = readFileSync(`${folder}sample-report.txt`, "utf8");
  const about = { id: "seed", lang: "en", published: "2023-07-22", title: text.split("\n")[2] ?? null };
  const report = { ...about, outlet: null, url: null, text, sha256: sha256(text) };
  const record: HandMade = JSON.parse(readFileSync(`${folder}sample-gold.json`, "utf8"));
  const { events, figures, demands, ...rest } = measureSeed(
    rulesCoder.code(report, loadCodebook().id, []),
    text,
    record,
  );
  console.log("\nThe seed report, against its hand-made record:");
  for (const [name, { found, of, recall }] of Object.entries({ events, figures, demands }))
    console.log(`${`${name} found`.padEnd(18)}${shown(recall)}  (${found} of ${of})`);
  for (const [name, value] of Object.entries(rest))
    console.log(`${`${name} right`.padEnd(18)}${shown(value)}  of those found`);
  if (process.argv.includes("--missed"))
    for (const { missed } of [events, figures, demands])
      for (const one of missed) console.log(`  missed ${one}`);
  return { events: events.recall, figures: figures.recall, demands: demands.recall, ...rest };
}

function shown(value: number | null): string {
  if (value === null) return "–".padStart(10);
  return (Number.isInteger(value) && value > 1 ? String(value) : value.toFixed(3)).padStart(10);
}

run();
