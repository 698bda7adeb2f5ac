/** The server under load: requests a second and the slowest hundredth, on 100,000 made-up events in SQLite and PostgreSQL. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import autocannon from "autocannon";
import { openStore } from "../src/app/open-store.js";
import { FAMILIES } from "../src/model/codebook.js";
import type { Edition } from "../src/model/edition.js";
import { randomOf, sampleEdition, wordAt } from "./edition-sample.js";
import { keep } from "./machine.js";
import { postgresProgram, postgresServer } from "./postgres-server.js";

/** `--events N`: 100,000 where left out. */
const EVENTS = Number(/--events[= ](\d+)/.exec(process.argv.join(" "))?.[1] ?? 100_000);
const SECONDS = 8;
const CONNECTIONS = 10;

type Paths = Readonly<Record<string, (random: () => number) => string>>;

/** What is asked: another place, word or event each time, so that nothing is answered from a cache of the same question. */
function pathsOf(edition: Edition): Paths {
  const at = (random: () => number, n: number) => Math.floor(random() * n);
  return {
    list: (random) => `/api/events?limit=50&type=${FAMILIES[at(random, FAMILIES.length)]}`,
    box: (random) => {
      const [west, south] = [at(random, 300) - 150, at(random, 120) - 60];
      return `/api/events?limit=50&bbox=${west},${south},${west + 10},${south + 10}`;
    },
    event: (random) => `/api/events/${edition.events[at(random, edition.events.length)]!.id}`,
    text: (random) => `/api/events?limit=50&q=${encodeURIComponent(wordAt(at(random, 400)))}`,
  };
}

async function measured(env: Record<string, string>, paths: Paths) {
  const server = fork(new URL("http-serve.js", import.meta.url), { env: { ...process.env, ...env } });
  const [port] = (await once(server, "message")) as [number];
  const rows: Record<string, object> = {};
  for (const [name, path] of Object.entries(paths)) {
    const random = randomOf(7);
    const { requests, latency, errors, timeouts, non2xx } = await autocannon({
      url: `http://127.0.0.1:${port}`,
      connections: CONNECTIONS,
      duration: SECONDS,
      requests: [{ setupRequest: (request) => ({ ...request, path: path(random) }) }],
    });
    rows[name] = {
      requests_per_s: Math.round(requests.average),
      p50_ms: latency.p50,
      p99_ms: latency.p99,
      errors: errors + timeouts + non2xx,
    };
    console.log(name.padEnd(8), JSON.stringify(rows[name]));
  }
  const first: Record<string, number> = {};
  for (const path of ["/api/points", "/api/timeline", "/api/facets", "/api/actors"]) {
    const start = performance.now();
    await (await fetch(`http://127.0.0.1:${port}${path}`)).arrayBuffer();
    first[path.slice(5)] = Math.round(performance.now() - start);
  }
  console.log("first time, ms", JSON.stringify(first));
  server.kill();
  return { ...rows, first_time_ms: first };
}

const edition = sampleEdition(EVENTS);
const paths = pathsOf(edition);
const folder = mkdtempSync(join(tmpdir(), "quipu-bench-"));
const figures: Record<string, unknown> = {
  events: EVENTS,
  connections: CONNECTIONS,
  seconds: SECONDS,
  /** Of the machine before anything was asked: above its cores, others were at work too. */
  load_before: Math.round(loadavg()[0]! * 10) / 10,
};

async function on(name: string, env: Record<string, string>) {
  console.log(name);
  const { views, close } = await openStore(env);
  await views.rebuild(edition);
  await close();
  figures[name] = await measured(env, paths);
}

await on("sqlite", { QUIPU_HOME: join(folder, "sqlite") });
if (postgresProgram() === null) console.log("There is no PostgreSQL here: it is left out.");
else {
  const server = await postgresServer();
  await on("postgres", { QUIPU_HOME: join(folder, "postgres"), QUIPU_DATABASE_URL: await server.database() });
  await server.stop();
}
rmSync(folder, { recursive: true, force: true });
keep("http", figures);
process.exit(0);
