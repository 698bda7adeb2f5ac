/** Promises of the process in which editions are made: the server answers meanwhile, and a process that dies is a failed job. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { sampleCoding, sampleReport } from "../bench/log-sample.js";
import { app } from "../src/app/http/app.js";
import { openServices } from "../src/app/http/open-services.js";
import { serve } from "../src/app/http/serve.js";
import { renewEntry as builtEntry } from "../src/app/serve-command.js";
import { RULES_CODER } from "../src/coders/rules/rules-coder.js";
import type { NewRecord } from "../src/store/index.js";

/** `QUIPU_TEST_EVENTS=20000` for the size that is promised; fewer take less of everybody's time. */
const EVENTS = Number(process.env.QUIPU_TEST_EVENTS ?? 2000);

const entry = builtEntry();
if (entry === null) console.warn("Nothing is built: the process that makes editions is not tried.");

const homes: string[] = [];
afterAll(() => {
  for (const home of homes) rmSync(home, { recursive: true, force: true });
});

async function serverOn(renewEntry: URL | null) {
  const home = mkdtempSync(join(tmpdir(), "quipu-job-"));
  homes.push(home);
  const { services, close } = await openServices({
    isLoopback: true,
    publicUrl: null,
    env: { QUIPU_HOME: home },
    web: join(home, "web"),
    version: "1.2.3",
    renewEntry,
    log: () => {},
  });
  const running = await serve(app(services), { host: "127.0.0.1", port: 0 });
  const end = async () => {
    await running.close();
    await close();
  };
  return { services, address: `http://127.0.0.1:${running.port}`, end };
}

const SCHEDULED = `/proc/self/task/${process.pid}/schedstat`;
const canTell = existsSync(SCHEDULED);
/** How long this thread could have run and did not, because others had the processors (Linux; else 0). */
const queuedMs = (): number => (canTell ? Number(readFileSync(SCHEDULED, "utf8").split(" ")[1]) / 1e6 : 0);

/** A report and a coding of one event on a day of its own. */
function recordsOf(n: number): NewRecord[] {
  const report = sampleReport(n);
  const { events, ...coding } = sampleCoding(report);
  const day = new Date(Date.UTC(1950, 0, 1 + n)).toISOString().slice(0, 10);
  const dated = events.map((event) => ({
    ...event,
    date: { ...event.date, start: day, end: day, edtf: day },
  }));
  return [
    { kind: "report", record: report, author: "ana" },
    { kind: "coding", record: { ...coding, coder: RULES_CODER, events: dated }, author: RULES_CODER },
  ];
}

test.skipIf(entry === null)(
  `the server answers while an edition of ${EVENTS} events is made`,
  async () => {
    const { services, address, end } = await serverOn(entry);
    for (let n = 0; n < EVENTS; n += 500)
      await services.store.add(Array.from({ length: 500 }, (_, i) => recordsOf(n + i)).flat());
    const steps = new Set<string | null>();
    const job = services.jobs.start("refresh", services.refresh);
    services.jobs.watch(job.id, ({ step }) => steps.add(step));
    const waits: number[] = [];
    /** The same without what the machine let this thread wait for a processor. */
    const own: number[] = [];
    const health = async () => {
      const [start, queued] = [performance.now(), queuedMs()];
      expect((await fetch(`${address}/api/health`)).status).toBe(200);
      waits.push(performance.now() - start);
      own.push(waits.at(-1)! - (queuedMs() - queued));
    };
    while (services.jobs.get(job.id)!.ended === null) {
      await health();
      await sleep(10);
    }
    const done = services.jobs.get(job.id)!;
    expect(done).toMatchObject({ state: "done", edition: 1, findings: [] });
    // The views that this process has open show what the other one made.
    expect((await services.views.edition())?.counts.events).toBe(EVENTS);
    expect((await services.shielded.edition())?.counts.events).toBe(EVENTS);
    for (const step of ["coding", "linking", "making the edition", "writing the views"])
      expect(steps).toContain(step);
    for (const all of [waits, own]) all.sort((a, b) => a - b);
    const slowest = (all: number[]) => all.slice(-3).map((ms) => ms.toFixed(1));
    console.log(
      `${waits.length} answers, median ${waits[waits.length >> 1]!.toFixed(1)} ms, slowest ${slowest(waits)} ms; without waiting for a processor ${slowest(own)} ms`,
    );
    // What the server does itself, or waits for of the other process, never takes long, however busy the machine is.
    if (canTell) {
      expect(own[Math.floor(own.length * 0.99)]).toBeLessThan(100);
      expect(own.at(-1)).toBeLessThan(300);
    }
    // On a machine that is busy with other things single answers are late; half of them never are.
    expect(waits[waits.length >> 1]).toBeLessThan(100);
    // In the process of the server there would be a handful.
    expect(waits.length).toBeGreaterThan(10);
    await end();
  },
  600_000,
);

/** A process that does something else. */
function code(text: string): URL {
  const home = mkdtempSync(join(tmpdir(), "quipu-job-"));
  homes.push(home);
  const file = join(home, "worker.mjs");
  writeFileSync(file, text);
  return pathToFileURL(file);
}

test.each([
  ["throws", "process.send({ kind: 'failed', message: 'the loom broke', stack: null })", "the loom broke"],
  ["fails before it has said anything", "throw new Error('no loom')", "ended in the middle"],
  ["is killed", "process.kill(process.pid, 'SIGKILL')", "SIGKILL"],
  ["ends in the middle", "process.exit(3)", "ended in the middle"],
  // As Node says it; to fill the memory indeed takes gigabytes from everybody.
  ["needs too much memory", "process.abort()", "more memory"],
])(
  "a process that %s is a failed job, and the server goes on",
  async (_, text, words) => {
    const { services, address, end } = await serverOn(code(text));
    const job = services.jobs.start("refresh", services.refresh);
    await services.jobs.idle();
    const { state, findings } = services.jobs.get(job.id)!;
    expect(state).toBe("failed");
    expect(findings[0]?.message).toContain(words);
    expect((await fetch(`${address}/api/health`)).status).toBe(200);
    await end();
  },
  120_000,
);
