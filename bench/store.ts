/** The store at size: ingest in acknowledged transactions, a filtered query, a map and a timeline; writers killed 50 times. */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { type NewRecord, openSqliteLog, openSqliteViews, type Views, verify } from "../src/store/index.js";
import { randomOf, sampleEdition, TYPES, wordAt } from "./edition-sample.js";
import { samplePairs } from "./log-sample.js";
import { keep, machine } from "./machine.js";
import { postgresProgram, postgresServer } from "./postgres-server.js";
import { killWriters } from "./store-kill.js";

/** `--events N`: 100,000 where left out. `--no-kill` leaves the killing out. */
const EVENTS = Number(/--events[= ](\d+)/.exec(process.argv.join(" "))?.[1] ?? 100_000);
const BATCH = 100;
const QUERIES = 300;
const KILLS = 50;

const round = (n: number, digits = 1) => Number(n.toFixed(digits));
const seconds = (start: number) => (performance.now() - start) / 1000;
/** Processor time of this process: what a busy machine does not change. */
const processorMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const megabytes = (file: string) => Math.round(statSync(file).size / 2 ** 20);

/** Codings of an event each, 100 in a transaction; their reports come before, and are not counted. */
async function ingest(folder: string) {
  const log = await openSqliteLog(folder);
  const count = Math.min(EVENTS, 100_000);
  let [spent, processor] = [0, 0];
  for (let n = 0; n < count; n += BATCH) {
    const records = samplePairs(n, n + BATCH);
    const of = (kind: NewRecord["kind"]) => records.filter((record) => record.kind === kind);
    await log.add(of("report"));
    const [codings, start, before] = [of("coding"), performance.now(), processorMs()];
    await log.add(codings);
    spent += seconds(start);
    processor += (processorMs() - before) / 1000;
  }
  const start = performance.now();
  const { findings } = await verify(log, { onFinding: ({ message }) => console.error(message) });
  const verify_s = round(seconds(start));
  await log.close();
  return {
    events: count,
    events_per_s: Math.round(count / spent),
    events_per_processor_s: Math.round(count / processor),
    verify_s,
    findings,
    mb: megabytes(join(folder, "log.sqlite")),
  };
}

/** Box, dates, type and words together, the first 100 rows: places, times and words differ from query to query. */
async function queries(views: Views) {
  const random = randomOf(99);
  const [times, processor]: [number[], number[]] = [[], []];
  let rows = 0;
  for (let i = 0; i < QUERIES; i++) {
    const west = -80 + random() * 140;
    const south = -30 + random() * 30;
    const size = [2, 10, 40][i % 3]!;
    const year = 2000 + Math.floor(random() * 22);
    const query = {
      box: { west, south, east: west + size, north: Math.min(90, south + size) },
      from: `${year}-03-01`,
      to: `${year + 1 + (i % 4)}-03-01`,
      types: i % 2 === 0 ? ["PRO"] : [TYPES[i % TYPES.length]!],
      // From the most frequent word to a rare one.
      text: wordAt([0, 2, 10, 100][i % 4]!),
    };
    const [start, before] = [performance.now(), processorMs()];
    const page = await views.events(query, { limit: 100, order: i % 5 === 0 ? "newest" : "oldest" });
    times.push(performance.now() - start);
    processor.push(processorMs() - before);
    rows += page.events.length;
  }
  const at = (of: number[], share: number) =>
    round(of.toSorted((a, b) => a - b)[Math.floor(of.length * share)]!);
  const wall = { p50_ms: at(times, 0.5), p95_ms: at(times, 0.95), most_ms: at(times, 0.999) };
  const own = { p50_processor_ms: at(processor, 0.5), p95_processor_ms: at(processor, 0.95) };
  return { queries: QUERIES, rows, ...wall, ...own };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return Math.round(performance.now() - start);
}

async function view(folder: string) {
  const views = await openSqliteViews(folder);
  let start = performance.now();
  const edition = sampleEdition(EVENTS);
  console.log(`an edition of ${EVENTS} events made up in ${round(seconds(start))} s`);
  start = performance.now();
  await views.rebuild(edition);
  const rebuild_s = round(seconds(start));
  const filtered = await queries(views);
  const dated = { from: "2012-01-01", to: "2013-12-31" };
  const figures = {
    events: EVENTS,
    rebuild_s,
    mb: megabytes(join(folder, "views.sqlite")),
    filtered,
    all_points_ms: await timed(() => views.points({})),
    points_of_two_years_ms: await timed(() => views.points(dated)),
    timeline_by_month_ms: await timed(() => views.timeline({}, "month")),
    facets_ms: await timed(() => views.facets({})),
    facets_of_words_ms: await timed(() => views.facets({ text: wordAt(0) })),
    network_ms: await timed(() => views.network({}, 100)),
    network_of_two_years_ms: await timed(() => views.network(dated, 100)),
    count_of_words_ms: await timed(() => views.count({ text: wordAt(0) })),
    last_page_ms: await timed(() => views.events({ text: wordAt(3) }, { order: "newest" })),
  };
  await views.close();
  return figures;
}

async function kill(folder: string) {
  const sqlite = await killWriters(join(folder, "killed"), KILLS, 1);
  if (postgresProgram() === null) return { sqlite, postgres: null };
  const server = await postgresServer({ sync: true });
  try {
    return { sqlite, postgres: await killWriters(await server.database(), KILLS, 2) };
  } finally {
    await server.stop();
  }
}

const folder = mkdtempSync(join(tmpdir(), "quipu-bench-store-"));
try {
  console.log(machine(), "load:", loadavg()[0]);
  const log = await ingest(folder);
  console.log(`codings into SQLite, ${BATCH} a transaction, each acknowledged:`, log);
  const views = await view(folder);
  console.log("views in SQLite:", views);
  const killed = process.argv.includes("--no-kill") ? null : await kill(folder);
  console.log(`writers killed ${KILLS} times:`, killed ?? "left out");
  // Resolving and linking at size are measured here too, once the commands have them.
  keep(EVENTS === 100_000 ? "store" : `store-${EVENTS}`, { load: round(loadavg()[0]!), log, views, killed });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
