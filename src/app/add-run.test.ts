import { describe, expect, test } from "vitest";
import { folderForTests, HINTS } from "../../test/ingest-kit.js";
import type { IncomingReport, InputFinding } from "../ingest/incoming.js";
import { readSteps } from "../ingest/read.js";
import type { Milestone, Step } from "../ingest/reading.js";
import type { Coding } from "../model/coding.js";
import type { LogEntry } from "../model/log.js";
import type { Added, NewRecord } from "../store/store.js";
import { leftOf, underWay } from "./add-command.js";
import { type AddStore, addReports, type CodedForStore } from "./add-run.js";
import { linkStore } from "./link-store.js";
import { SourceMemory } from "./source-memory.js";

const { file, path } = folderForTests();

/** A log in memory. `failAfter`: transactions that succeed before one fails as a whole. */
function memoryStore(failAfter = Number.POSITIVE_INFINITY) {
  const entries: LogEntry[] = [];
  const idOf = (record: NewRecord) =>
    record.kind === "report" || record.kind === "judgement"
      ? record.record.id
      : `${(record.record as Coding).report.id} coding`;
  let transactions = 0;
  const store: AddStore & {
    readonly entries: LogEntry[];
    ids(kind: string): string[];
    transactions(): number;
  } = {
    entries,
    ids: (kind) => entries.filter((entry) => entry.kind === kind).map(({ id }) => id),
    transactions: () => transactions,
    async add(records) {
      if (transactions++ >= failAfter) throw new Error("the disk is full");
      return records.map((record): Added => {
        const known = entries.find((entry) => entry.kind === record.kind && entry.id === idOf(record));
        if (known) return { position: known.position, id: known.id, known: true, differs: false };
        const entry = {
          ...record,
          position: entries.length + 1,
          id: idOf(record),
          time: "",
          hash: "",
          previous: "",
        };
        entries.push(entry as LogEntry);
        return { position: entry.position, id: entry.id, known: false, differs: false };
      });
    },
    async *all(kind) {
      for (const entry of entries) if ([kind].flat().includes(entry.kind as never)) yield entry as never;
    },
    async report(id) {
      const found = entries.find((entry) => entry.kind === "report" && entry.id === id);
      return (found?.record as never) ?? null;
    },
  };
  return store;
}

/** A coder that finds one event in each report that speaks of a march, and none elsewhere. */
async function code({ report, findings }: IncomingReport): Promise<CodedForStore> {
  const { text, ...head } = report;
  const events = text.includes("march") ? [{ id: `${report.id}:0-1` }] : [];
  return {
    head,
    coding: { report: head, coder: "rules@0", codebook: "c@0", events } as unknown as Coding,
    findings,
  };
}

async function add(store: AddStore, steps: AsyncIterable<Step> | string[], memory = new SourceMemory(null)) {
  const findings: InputFinding[] = [];
  const counts = await addReports(Array.isArray(steps) ? readSteps(steps, { hints: HINTS }) : steps, {
    store,
    memory,
    code,
    ahead: 4,
    today: "2024-06-15",
    author: "quipu",
    onFinding: (finding) => findings.push(finding),
  });
  return { counts, findings };
}

const lines = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) =>
    JSON.stringify({ id: `r${from + i}`, text: `A march, number ${from + i}.` }),
  ).join("\n");

describe("reports into a store", () => {
  test("go in once with coding and custody, and not again", async () => {
    const store = memoryStore();
    const source = file("once.jsonl", `${lines(0, 3)}\n{"broken\n{"id":"x","text":"A quiet day."}\n`);
    const first = await add(store, [source]);
    expect(first.counts).toMatchObject({ fresh: 4, known: 0, refused: 1, events: 3, findings: 1 });
    expect(store.ids("report")).toEqual(["r0", "r1", "r2", "x"]);
    expect(store.ids("coding")).toHaveLength(4);
    expect(store.entries[0]).toMatchObject({
      kind: "report",
      author: "quipu",
      record: {
        id: "r0",
        text: "A march, number 0.",
        origin: "r0",
        replaces: null,
        custody: { from: source },
      },
    });
    expect(store.entries[1]).toMatchObject({ kind: "coding", author: "rules@0" });
    const again = await add(store, [source]);
    expect(again.counts).toMatchObject({ fresh: 0, known: 4, refused: 1, events: 0 });
    expect(store.entries).toHaveLength(8);
  });

  test("in batches; after a failure the run goes on where the last whole one ended, without doubles", async () => {
    const source = file("many.jsonl", lines(0, 230));
    const failing = memoryStore(2);
    await expect(add(failing, [source])).rejects.toThrow("the disk is full");
    expect(failing.ids("report")).toHaveLength(100);
    const rest = memoryStore();
    await rest.add(failing.entries as never);
    const { counts } = await add(rest, [source]);
    expect(counts).toMatchObject({ fresh: 130, known: 100 });
    expect(rest.ids("report")).toEqual(Array.from({ length: 230 }, (_, i) => `r${i}`));
    expect(new Set(rest.ids("coding")).size).toBe(230);
  });

  test("under a known id with another text replace the one before", async () => {
    const store = memoryStore();
    await add(store, [file("v1.jsonl", '{"id":"a","text":"A march of ten."}')]);
    const changed = file("v2.jsonl", '{"id":"a","text":"A march of twelve."}');
    expect((await add(store, [changed])).counts).toMatchObject({ fresh: 1, corrected: 1 });
    const [, second] = store.ids("report");
    expect(second).toMatch(/^a~[0-9a-f]{8}$/);
    expect(store.entries.find(({ id }) => id === second)!.record).toMatchObject({ replaces: "a" });
    expect((await add(store, [changed])).counts).toMatchObject({ fresh: 0, known: 1 });
  });

  test("at the address of a known one of the same outlet are its correction, of another outlet not", async () => {
    const store = memoryStore();
    const row = (text: string, outlet: string) =>
      JSON.stringify({ text, outlet, url: "https://x.example/1" });
    await add(store, [file("page1.jsonl", row("A march of ten.", "Post"))]);
    const { counts } = await add(store, [
      file(
        "page2.jsonl",
        `${row("A march of twelve.", "Post")}\n${row("A march of ten thousand.", "Gazette")}`,
      ),
    ]);
    expect(counts).toMatchObject({ fresh: 2, corrected: 1 });
    const replaced = store.entries
      .filter(({ kind }) => kind === "report")
      .map(({ record }) => (record as never as { replaces: string | null }).replaces);
    expect(replaced).toEqual([null, store.ids("report")[0], null]);
  });
});

describe("what is remembered of addresses", () => {
  const milestone = (address: string): Milestone => ({
    kind: "read",
    address,
    etag: '"1"',
    lastModified: null,
    named: "2024-06-14",
    unchanged: false,
  });
  async function* steps(count: number): AsyncGenerator<Step> {
    for await (const step of readSteps([file("named.jsonl", lines(0, count))], { hints: HINTS })) yield step;
    yield milestone("https://x.example/feed");
  }

  test("is remembered only when all that they gave is in the store", async () => {
    const memory = new SourceMemory(null);
    await expect(add(memoryStore(1), steps(60), memory)).rejects.toThrow();
    expect(memory.validators("https://x.example/feed")).toBeNull();
    await add(memoryStore(), steps(60), memory);
    expect(memory.validators("https://x.example/feed")).toMatchObject({ etag: '"1"' });
    expect(memory.read("https://x.example/feed", "2024-06-14")).toBe(true);
    expect(memory.read("https://x.example/feed", "2024-06-15")).toBe(false);
    expect(memory.read("https://x.example/other", null)).toBe(false);
  });

  test("lasts from run to run", async () => {
    const memory = await SourceMemory.open(path);
    memory.visited(milestone("https://x.example/a"));
    memory.came("post", "2024-06-15", 3);
    await memory.save(true);
    const again = await SourceMemory.open(path);
    expect(again.validators("https://x.example/a")).toMatchObject({ etag: '"1"' });
    expect(again.volume("post")).toEqual({ since: "2024-06-15", days: { "2024-06-15": 3 } });
  });

  test("is of one store: what one was given another is not held to have", async () => {
    const memory = await SourceMemory.open(path, "db.example/quipu");
    expect(memory.volume("post")).toBeNull();
    memory.visited(milestone("https://x.example/b"));
    await memory.save(true);
    expect((await SourceMemory.open(path)).validators("https://x.example/b")).toBeNull();
    expect((await SourceMemory.open(path, "db.example/other")).validators("https://x.example/b")).toBeNull();
    const again = await SourceMemory.open(path, "db.example/quipu");
    expect(again.validators("https://x.example/b")).toMatchObject({ etag: '"1"' });
  });
});

test("linking adds what the log does not hold yet, and counts what was added", async () => {
  const store = memoryStore();
  const judgement = (n: number, relation: string) => ({
    id: `j${n}`,
    coder: "linker@0",
    mentions: ["a", "b"],
    relation,
    reasons: [],
  });
  const judge = () =>
    [judgement(1, "same_event"), judgement(2, "unsure"), judgement(3, "part_of")] as never[];
  expect(await linkStore(store, judge)).toEqual({ merged: 1, review: 1, related: 1 });
  expect(await linkStore(store, judge)).toEqual({ merged: 0, review: 0, related: 0 });
  expect(store.ids("judgement")).toEqual(["j1", "j2", "j3"]);
});

test("the time left is told from the bytes read so far", () => {
  expect(leftOf({ file: "press.zip", bytes: 25, total: 100, begun: 0 }, 10_000)).toBe(
    ", 25 % of press.zip, 30 s left",
  );
  expect(leftOf({ file: "press.zip", bytes: 1, total: 100, begun: 0 }, 10_000)).toBe(
    ", 1 % of press.zip, 17 min left",
  );
  expect(leftOf(null)).toBe("");
  expect(leftOf({ file: "press.zip", bytes: 100, total: 100, begun: 0 }, 10_000)).toBe("");
  const counts = { fresh: 0, known: 0 } as never;
  expect(underWay(counts, 0, 1000)).toBe("Reading …");
  expect(underWay({ fresh: 40, known: 60 } as never, 0, 4000)).toBe("100 reports, 25.0 reports/s");
});
