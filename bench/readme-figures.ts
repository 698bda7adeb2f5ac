/** Rewrites what the documents have from Quipu itself: figures of `bench/*.json`, records of sample reports, lists of values. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { codeReport } from "../src/app/code-report.js";
import { SAMPLE_FILE } from "../src/app/sample.js";
import { loadCodebook, VALUE_LISTS, type ValueListName } from "../src/codebook/index.js";
import { readReports } from "../src/ingest/read.js";
import type { Figures } from "../src/measure/measure.js";
import { ACCEPT_FINDINGS } from "../src/model/finding-codes.js";
import { dataFile } from "../src/text/data.js";
import { PARTS, type Part } from "./readings.js";

/** Where the figures came from, as `bench/machine.ts` notes it. */
type Machine = { date: string; cpu: string; cores: number; node: string };
type Alarms = { reports: number; alarmed: number; share: number };
type Gold = Machine & {
  english_gold: Record<"all" | "open" | "held_out", Figures>;
  readings: Record<Part, Figures>;
  negatives: Record<"en" | "all", Alarms>;
};
type Race = { reports: number; sentences: number; quipu: number; compromise_chrono: number; ratio: number };
type Speed = Machine & {
  speed: Race;
  archive?: Race | null;
  start_ms: { plain: number; language_given: number };
  memory: { reports: number; mb_at_2000: number; mb_at_10000: number; seconds: number } | null;
};

/** `<!-- kind:name -->` or `<!-- kind:name/part -->`, what stands there, `<!-- end -->`. */
const BLOCK = /<!-- (\w+):([\w-]+(?:\/\w+)?) -->\n[\s\S]*?<!-- end -->/g;

/** The root of the package, from `bench/` and from `dist/bench/`. */
const ROOT = [new URL("../", import.meta.url), new URL("../../", import.meta.url)]
  .map((url) => fileURLToPath(url))
  .find((path) => existsSync(`${path}package.json`))!;

/** The documents that may hold blocks, as paths from the root. */
export function documents(): string[] {
  const inside = (folder: string) =>
    readdirSync(ROOT + folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".md"))
      .map((name) => `${folder}/${name}`);
  return [...readdirSync(ROOT).filter((name) => name.endsWith(".md")), ...inside("docs"), ...inside("bench")];
}

/** The document with every block as it should be now. Throws for a block that nobody knows how to make. */
export async function filled(document: string): Promise<string> {
  const parts: string[] = [];
  let from = 0;
  for (const match of document.matchAll(BLOCK)) {
    const [, kind, name] = match;
    const content = await made(kind!, name!);
    parts.push(document.slice(from, match.index), `<!-- ${kind}:${name} -->\n${content}\n<!-- end -->`);
    from = match.index + match[0].length;
  }
  return parts.join("") + document.slice(from);
}

async function made(kind: string, name: string): Promise<string> {
  if (kind === "record") return await recordOf(name);
  if (kind === "why") return await reasonsOf(name);
  if (kind === "values" && name in VALUE_LISTS) return valueTable(name as ValueListName);
  const make = TABLES[`${kind}:${name}`];
  if (make === undefined) throw new Error(`Nobody knows how to make the block ${kind}:${name}.`);
  return make();
}

const TABLES: Readonly<Record<string, () => string>> = {
  "figures:gold": () => goldTable(BRIEF, false),
  "figures:gold-all": () => goldTable(Object.keys(WORDS) as Row[], true),
  "figures:readings": readingsTable,
  "figures:speed": speedTable,
  "findings:gate": gateTable,
};

/** One event of a bundled report with its reasons. `name`: the report's id, a slash, and a word of the event's trigger. */
async function reasonsOf(name: string): Promise<string> {
  const [id = "", word = ""] = name.split("/");
  const events = (await printedOf(id, true)).split("\n\n");
  const found = events.find((event) => new RegExp(`^ +words +«${word}`, "m").test(event));
  if (found === undefined) throw new Error(`No event of ${id} is told by «${word}».`);
  return `\`\`\`text\n${found}\n\`\`\``;
}

/** The record of one of the bundled reports, as `quipu demo` prints it into a pipe. */
async function recordOf(id: string): Promise<string> {
  return `\`\`\`text\n${(await printedOf(id, false)).trimEnd()}\n\`\`\``;
}

async function printedOf(id: string, explain: boolean): Promise<string> {
  const today = "2030-01-01";
  const hints = { format: null, published: null, lang: null, outlet: null, url: null, today };
  for await (const incoming of readReports([dataFile(SAMPLE_FILE)], hints)) {
    if (incoming.kind !== "report" || incoming.report.id !== id) continue;
    const settings = { format: "record", colour: false, width: 100, today, explain } as const;
    return (await codeReport(incoming, settings)).printed;
  }
  throw new Error(`No bundled report is called ${id}.`);
}

function valueTable(name: ValueListName): string {
  const notes = loadCodebook().guidance.values[name];
  const rows = VALUE_LISTS[name].map((value) => notes.find((note) => note.value === value)!);
  return [
    "| value | means |",
    "|---|---|",
    ...rows.map((note) => `| \`${note.value}\` | ${note.meaning} |`),
  ].join("\n");
}

function gateTable(): string {
  const rows = Object.entries(ACCEPT_FINDINGS).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`);
  return ["| code | means |", "|---|---|", ...rows].join("\n");
}

function kept<T>(name: string): T | null {
  const path = `${ROOT}bench/${name}.json`;
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as T) : null;
}

type Row = Exclude<keyof Figures, "reports">;
const WORDS: Readonly<Record<Row, string>> = {
  gold_events: "events in the gold",
  coded_events: "events coded",
  document_f1: "reports that tell of protest or violence at all, F1",
  event_p: "events, precision",
  event_r: "events, recall",
  event_f1: "events, F1",
  core_event_f1: "events of PRO, VIO and REP, F1",
  type_acc: "of the events found: type right",
  actuality_acc: "of the events found: actuality right",
  scope_acc: "of the events found: scope right",
  date_acc: "of the events found: date right (both ends)",
  day_acc: "of the events found with a known day: day right",
  place_acc: "of the events found with a place: within 25 km",
  figure_f1: "figures with both bounds, F1",
  actor_f1: "actors with their roles, F1",
  hedge_acc: "of the figures found: hedge kept",
  false_happened: "of what did not happen: told as happened",
  agent_invention: "of events without a stated perpetrator: one invented",
  stock_as_flow: "of cumulative tolls: told as of one event",
  record_p: "all facts, precision",
  record_r: "all facts, recall",
  record_f1: "all facts of the record, F1",
};
const BRIEF: readonly Row[] = [
  "document_f1",
  "event_f1",
  "type_acc",
  "day_acc",
  "place_acc",
  "false_happened",
  "agent_invention",
  "record_f1",
];

const HEADS: Readonly<Record<Part, string>> = {
  written_from: "beside the gold, rules were written from",
  of_corpora: "of the corpora, rules were written from",
  drawn_later: "of the corpora, drawn later, rules were written from",
  aside: "kept aside, beside the gold",
  aside_later: "kept aside, of the corpora, drawn later",
};

/** The figures of reports that careful readers coded beside the gold. */
function readingsTable(): string {
  const gold = kept<Gold>("gold");
  if (gold === null) return notYet("gold");
  const columns = PARTS.map((part) => [HEADS[part], gold.readings[part]] as const);
  return [
    `| | ${columns.map(([head, { reports }]) => `${head} (${reports} reports)`).join(" | ")} |`,
    `|---|${"--:|".repeat(columns.length)}`,
    ...BRIEF.map((row) => `| ${WORDS[row]} | ${columns.map(([, part]) => shown(part[row])).join(" | ")} |`),
    "",
    `Measured ${gold.date}.`,
  ].join("\n");
}

function goldTable(rows: readonly Row[], withAll: boolean): string {
  const gold = kept<Gold>("gold");
  if (gold === null) return notYet("gold");
  const { open, held_out, all } = gold.english_gold;
  const parts = withAll ? { open, "held out": held_out, all } : { open, "held out": held_out };
  const { en } = gold.negatives;
  return [
    `| | ${Object.entries(parts)
      .map(([name, { reports }]) => `${name} (${reports} reports)`)
      .join(" | ")} |`,
    `|---|${"--:|".repeat(Object.keys(parts).length)}`,
    ...rows.map(
      (row) =>
        `| ${WORDS[row]} | ${Object.values(parts)
          .map((part) => shown(part[row]))
          .join(" | ")} |`,
    ),
    "",
    `False alarms: a protest, violent act or act of repression was coded in ${en.alarmed} of ${en.reports} English reports that tell of none. Measured ${gold.date}.`,
  ].join("\n");
}

function speedTable(): string {
  const figures = kept<Speed>("speed");
  if (figures === null) return notYet("speed");
  const { speed, archive = null, start_ms, memory, date, cpu, cores, node } = figures;
  const rows = [
    ["quipu, text in, coding out", `${count(speed.quipu)} sentences/s on one core`],
    [
      "compromise and chrono-node on the same texts (names, numbers and dates, no events)",
      `${count(speed.compromise_chrono)} sentences/s`,
    ],
    ...(archive === null
      ? []
      : [
          [
            `\`quipu code\` over an archive of ${count(archive.reports)} reports (${count(archive.sentences)} sentences), start to end`,
            `${count(archive.quipu)} sentences/s on one core`,
          ],
          [
            "compromise and chrono-node over the same archive",
            `${count(archive.compromise_chrono)} sentences/s`,
          ],
        ]),
    ["one short report through the command line, start to end", `${start_ms.plain} ms`],
    ...(memory === null
      ? []
      : [
          [
            `memory while coding ${count(memory.reports)} reports, after 2,000 and at the end`,
            `${memory.mb_at_2000} and ${memory.mb_at_10000} MB`,
          ],
        ]),
  ];
  return [
    "| | |",
    "|---|--:|",
    ...rows.map((row) => `| ${row.join(" | ")} |`),
    "",
    `${count(speed.reports)} reports, ${count(speed.sentences)} sentences; ${cpu}, ${cores} cores, Node ${node}, ${date}.`,
  ].join("\n");
}

function notYet(name: string): string {
  return `Not measured yet: \`npm run bench:${name} -- --write\` fills this in.`;
}

function shown(value: number | null): string {
  if (value === null) return "–";
  return Number.isInteger(value) && value > 1 ? count(value) : value.toFixed(2);
}

function count(value: number): string {
  return value.toLocaleString("en");
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  for (const name of documents()) {
    const before = readFileSync(ROOT + name, "utf8");
    const after = await filled(before);
    if (after === before) continue;
    writeFileSync(ROOT + name, after);
    console.log(`Rewritten: ${name}`);
  }
