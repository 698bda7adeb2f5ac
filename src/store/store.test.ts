/** What every store promises, on SQLite and on PostgreSQL. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { samplePair, samplePairs, sampleReport } from "../../bench/log-sample.js";
import { type PostgresServer, postgresProgram, postgresServer } from "../../bench/postgres-server.js";
import { codingId, judgementId } from "../model/identity.js";
import type { Judgement } from "../model/judgement.js";
import { backup, restore } from "./backup.js";
import type { Log } from "./log.js";
import { openPostgresLog } from "./postgres.js";
import { migrationsOn } from "./schema.js";
import { LOG_FILE, type OpenOptions, openSqlite, openSqliteLog } from "./sqlite.js";
import type { Head, NewRecord, StoreError } from "./store.js";
import { type LogFinding, type Verified, verify } from "./verify.js";

const folder = mkdtempSync(join(tmpdir(), "quipu-store-"));
let server: PostgresServer | null = null;
const here = postgresProgram() !== null;
if (!here) console.warn("PostgreSQL is not installed: its half of the store's contract is skipped.");

beforeAll(async () => {
  if (here) server = await postgresServer();
}, 60_000);
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

/** One store, and a way to reach behind its back. */
type Place = {
  open(options?: OpenOptions): Promise<Log>;
  /** Runs SQL as somebody who tampers. */
  tamper(sql: string): Promise<void>;
};

let count = 0;
function sqlitePlace(): Place {
  const home = join(folder, `sqlite-${++count}`);
  return {
    open: (options) => openSqliteLog(home, options),
    tamper: async (sql) => {
      const database = openSqlite(join(home, LOG_FILE), "full");
      database.exec(sql);
      database.close();
    },
  };
}

async function postgresPlace(): Promise<Place> {
  const url = await server!.database();
  return {
    open: (options) => openPostgresLog(url, options),
    tamper: async (sql) => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query(sql);
      await client.end();
    },
  };
}

const STORES: readonly (readonly [string, boolean, () => Place | Promise<Place>])[] = [
  ["SQLite", true, sqlitePlace],
  ["PostgreSQL", here, postgresPlace],
];

async function listed<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

async function checked(log: Log, head?: Head): Promise<Verified & { list: LogFinding[] }> {
  const list: LogFinding[] = [];
  const verified = await verify(log, { head: head ?? null, onFinding: (finding) => list.push(finding) });
  return { ...verified, list };
}

const judgement = (n: number): NewRecord => {
  const content: Omit<Judgement, "id"> = {
    coder: "human:ana",
    mentions: [`report-${n}:16-23`, `report-${n + 1}:16-23`],
    relation: "same_event",
    reasons: ["one town, one day"],
  };
  return { kind: "judgement", record: { id: judgementId(content), ...content }, author: "ana" };
};

const trouble = (name: StoreError["trouble"]) =>
  expect.objectContaining({ name: "StoreError", trouble: name });

for (const [name, there, place] of STORES)
  describe.skipIf(!there)(`the log on ${name}`, () => {
    test("gives back what was added, in order, every unit of every text", async () => {
      const log = await (await place()).open();
      expect([await log.at(), (await log.head()).hash]).toEqual([0, "0".repeat(64)]);
      const records = [...samplePairs(1, 4), judgement(1)];
      const added = await log.add(records);
      expect(added.map(({ position, known }) => [position, known])).toEqual(
        records.map((_, i) => [i + 1, false]),
      );
      expect(await log.at()).toBe(7);
      const reports = await listed(log.all("report"));
      expect(reports.map(({ record }) => record)).toEqual([1, 2, 3].map((n) => sampleReport(n)));
      expect(reports.map(({ position }) => position)).toEqual([1, 3, 5]);
      expect(reports[0]).toMatchObject({ kind: "report", id: "report-1", author: "ana" });
      const [coding] = await listed(log.all("coding"));
      expect(coding!.id).toBe(codingId(coding!.record));
      expect((await log.get("judgement", added[6]!.id))?.record).toEqual(records[6]!.record);
      expect(await log.get("coding", "report-1")).toBeNull();
      expect((await log.report("report-2"))?.text).toBe(sampleReport(2).text);
      expect(await log.report("nobody's")).toBeNull();
      await log.close();
    });

    test("reads a stretch, and several kinds in one order", async () => {
      const log = await (await place()).open();
      await log.add([...samplePairs(1, 6), judgement(1)]);
      const positions = async (...given: Parameters<Log["all"]>) =>
        (await listed(log.all(...given))).map(({ position }) => position);
      expect(await positions("report", { after: 3 })).toEqual([5, 7, 9]);
      expect(await positions("report", { after: 3, until: 7 })).toEqual([5, 7]);
      expect(await positions(["coding", "judgement"])).toEqual([2, 4, 6, 8, 10, 11]);
      expect(await positions([])).toEqual([]);
      await log.close();
    });

    test("takes a record once: by kind and id, in one batch or two", async () => {
      const log = await (await place()).open();
      const [report, coding] = samplePair(1);
      const first = await log.add([report!, coding!, report!]);
      expect(first.map(({ known, position }) => [known, position])).toEqual([
        [false, 1],
        [false, 2],
        [true, 1],
      ]);
      const again = await log.add([...samplePair(2), coding!]);
      expect(again.map(({ known, position }) => [known, position])).toEqual([
        [false, 3],
        [false, 4],
        [true, 2],
      ]);
      expect(await log.at()).toBe(4);
      expect(await log.add([])).toEqual([]);
      await log.close();
    });

    test("tells a known id with another text from a report that came twice", async () => {
      const log = await (await place()).open();
      await log.add([{ kind: "report", record: sampleReport(1), author: "ana" }]);
      const twice = { ...sampleReport(1), outlet: "Another" };
      const other = { ...sampleReport(1, " More."), id: "report-1" };
      const added = await log.add([
        { kind: "report", record: twice, author: "ana" },
        { kind: "report", record: other, author: "ana" },
      ]);
      expect(added).toEqual([
        { position: 1, id: "report-1", known: true, differs: false },
        { position: 1, id: "report-1", known: true, differs: true },
      ]);
      expect((await log.report("report-1"))?.text).toBe(sampleReport(1).text);
      await log.close();
    });

    test("refuses a record that contradicts itself, and the batch with it", async () => {
      const log = await (await place()).open();
      const wrong: NewRecord[] = [
        { kind: "report", record: { ...sampleReport(2), text: "other words" }, author: "ana" },
        { kind: "report", record: { ...sampleReport(2), id: "a\0b" }, author: "ana" },
        { kind: "report", record: sampleReport(2), author: "" },
        {
          kind: "judgement",
          record: { ...(judgement(1).record as Judgement), id: "made-up" },
          author: "ana",
        },
      ];
      for (const record of wrong)
        await expect(log.add([...samplePair(1), record])).rejects.toEqual(trouble("bad_record"));
      expect(await log.at()).toBe(0);
      await log.close();
    });

    test("keeps what it has when it is closed and opened", async () => {
      const where = await place();
      const log = await where.open();
      await log.add(samplePairs(1, 3));
      const head = await log.head();
      await log.close();
      const again = await where.open();
      expect(await again.head()).toEqual(head);
      await again.add(samplePairs(3, 5));
      expect((await checked(again)).list).toEqual([]);
      await again.close();
    });

    test("keeps the chain when several write at once", async () => {
      const where = await place();
      const logs = await Promise.all([where.open(), where.open(), where.open()]);
      await Promise.all(
        logs.flatMap((log, i) =>
          Array.from({ length: 10 }, (_, j) => log.add([...samplePair(j), ...samplePair(100 * i + j)])),
        ),
      );
      const verified = await checked(logs[0]!);
      expect(verified).toMatchObject({ entries: 60, reports: 30, codings: 30, list: [] });
      await Promise.all(logs.map((log) => log.close()));
    });

    test("reads large reports in pages, while others are added", async () => {
      const log = await (await place()).open();
      const more = "The looms stood still. ".repeat(45_000);
      for (let n = 0; n < 12; n++) await log.add(samplePair(n, more));
      const seen: string[] = [];
      for await (const { id, record } of log.all("report")) {
        expect(record.text.length).toBeGreaterThan(1_000_000);
        if (seen.push(id) === 3) await log.add(samplePair(12, more));
      }
      expect(seen).toEqual(Array.from({ length: 13 }, (_, n) => `report-${n}`));
      await log.close();
    });

    describe("verify", () => {
      /** A hash with another first digit. */
      const otherFirst = (hash: string) =>
        `case substr(${hash}, 1, 1) when '0' then '1' else '0' end || substr(${hash}, 2)`;
      const COLUMNS: readonly (readonly [string, string])[] = [
        ["position", "update log set position = 99 where position = 3"],
        ["kind", "update log set kind = 'coding' where position = 3"],
        ["id", "update log set id = 'report-9' where position = 3"],
        ["author", "update log set author = 'eve' where position = 3"],
        ["time", "update log set time = replace(time, '2', '1') where position = 3"],
        ["previous", `update log set previous = ${otherFirst("previous")} where position = 3`],
        ["hash", `update log set hash = ${otherFirst("hash")} where position = 3`],
        ["bytes", "update log set bytes = bytes + 1 where position = 3"],
        [
          "a letter of the text",
          "update log set record = replace(record, 'weavers', 'Weavers') where position = 3",
        ],
        ["white space of the record", "update log set record = record || ' ' where position = 3"],
        ["one missing", "delete from log where position = 3"],
        ["the first missing", "delete from log where position = 1"],
        ["the last missing", "delete from log where position = 6"],
        ["the record of the end", `update log_head set hash = ${otherFirst("hash")}`],
        ["the record of the end missing", "delete from log_head"],
        [
          "two exchanged",
          "update log set position = 100 where position = 3; update log set position = 3 where position = 5; update log set position = 5 where position = 100",
        ],
        [
          "one put in",
          "insert into log select 7, kind, 'new', author, time, hash, hash, bytes, record from log where position = 6",
        ],
      ];
      test.each(COLUMNS)("finds a change: %s", async (_, sql) => {
        const where = await place();
        const log = await where.open();
        await log.add(samplePairs(1, 4));
        expect((await checked(log)).list).toEqual([]);
        await where.tamper(sql);
        const { list, findings } = await checked(log);
        expect(list.length).toBeGreaterThan(0);
        expect(findings).toBe(list.length);
        await log.close();
      });

      test("finds a log written anew, by a head that was published", async () => {
        const [where, other] = [await place(), await place()];
        const log = await where.open();
        await log.add(samplePairs(1, 4));
        const head = await log.head();
        await log.add(samplePairs(4, 5));
        expect((await checked(log, head)).list).toEqual([]);
        const anew = await other.open();
        await anew.add(samplePairs(2, 6));
        expect((await checked(anew)).list).toEqual([]);
        expect((await checked(anew, head)).list).toMatchObject([{ code: "log.changed", position: 6 }]);
        const shorter = await (await place()).open();
        await shorter.add(samplePairs(1, 3));
        expect((await checked(shorter, head)).list).toMatchObject([{ code: "log.truncated" }]);
        await Promise.all([log.close(), anew.close(), shorter.close()]);
      });

      test("finds a span that does not quote its report, and a report that is missing", async () => {
        const log = await (await place()).open();
        const [report, coding] = samplePair(1);
        if (coding?.kind !== "coding") throw new Error("no coding");
        const [event] = coding.record.events;
        const shifted = { ...event!, trigger: { ...event!.trigger, start: 17, end: 24 } };
        await log.add([
          report!,
          { ...coding, record: { ...coding.record, events: [shifted] } },
          samplePair(2)[1]!,
        ]);
        expect((await checked(log)).list).toMatchObject([
          { code: "log.span", position: 2 },
          { code: "log.report", position: 3 },
        ]);
        await log.close();
      });

      test("and nothing is added to a log that was changed at its end", async () => {
        const where = await place();
        const log = await where.open();
        await log.add(samplePairs(1, 4));
        await where.tamper("delete from log where position = 6");
        await expect(log.add(samplePair(9))).rejects.toEqual(trouble("damaged"));
        await log.close();
      });
    });

    describe("backup", () => {
      test("comes back whole on either database", async () => {
        const log = await (await place()).open();
        await log.add([...samplePairs(1, 300), judgement(1)]);
        const path = join(folder, `${name}-${++count}.ndjson.gz`);
        const done: string[] = [];
        const onEntry = (some: number, all: number) => done.push(`${some}/${all}`);
        expect(await backup(log, path, { onEntry })).toEqual(await log.head());
        const all = await log.at();
        expect([done.length, done.at(0), done.at(-1)]).toEqual([all, `1/${all}`, `${all}/${all}`]);
        const entries = await listed(log.rows());
        for (const [, present, target] of STORES.filter((store) => store[1])) {
          expect(present).toBe(true);
          const copy = await (await target()).open();
          done.length = 0;
          expect(await restore(path, copy, { onEntry })).toEqual(await log.head());
          expect([done.length, done.at(-1)]).toEqual([all, `${all}/${all}`]);
          expect(await listed(copy.rows())).toEqual(entries);
          expect((await checked(copy)).list).toEqual([]);
          await copy.add(samplePair(1000));
          await copy.close();
        }
        await expect(restore(path, log)).rejects.toEqual(trouble("not_empty"));
        await expect(backup(log, path)).rejects.toEqual(trouble("bad_backup"));
        await log.close();
      });

      test("that was changed, cut or put together otherwise is not restored at all", async () => {
        const log = await (await place()).open();
        await log.add(samplePairs(1, 4));
        const path = join(folder, `${name}-${++count}.ndjson.gz`);
        await backup(log, path);
        const good = readFileSync(path);
        const lines = gunzipSync(good).toString().split("\n").slice(0, -1);
        const put = (...changed: string[]) => gzipSync(`${changed.join("\n")}\n`);
        const [manifest = "", one = "", two = "", ...rest] = lines;
        const bad = [
          good.subarray(0, good.length - 20),
          good.subarray(0, good.length >> 1),
          Buffer.from("not a backup"),
          gzipSync(""),
          put(one, two, ...rest),
          put(manifest.replace('"format":1', '"format":2'), one, two, ...rest),
          put(manifest, two, one, ...rest),
          put(manifest, one, ...rest),
          put(manifest, one, two, ...rest.slice(0, -1)),
          put(manifest, one.replace("weavers", "Weavers"), two, ...rest),
          put(manifest, one, two, ...rest, one),
        ];
        const copy = await (await place()).open();
        for (const bytes of bad) {
          writeFileSync(path, bytes);
          await expect(restore(path, copy)).rejects.toEqual(trouble("bad_backup"));
          expect(await copy.at()).toBe(0);
        }
        await expect(restore(`${path}.none`, copy)).rejects.toEqual(trouble("bad_backup"));
        writeFileSync(path, good);
        await restore(path, copy);
        expect((await checked(copy)).list).toEqual([]);
        await Promise.all([log.close(), copy.close()]);
      });

      test("is not made of a log that was changed", async () => {
        const where = await place();
        const log = await where.open();
        await log.add(samplePairs(1, 4));
        await where.tamper("update log set author = 'eve' where position = 3");
        const path = join(folder, `${name}-${++count}.ndjson.gz`);
        await expect(backup(log, path)).rejects.toEqual(trouble("damaged"));
        expect(() => readFileSync(path)).toThrow();
        await log.close();
      });
    });

    describe("versions", () => {
      const now = migrationsOn(name === "SQLite" ? "sqlite" : "postgres");
      const later = { ...now, "0002-more": { up: async () => {} } };

      test("a newer store is refused in words", async () => {
        const where = await place();
        await (await where.open({ migrations: later })).close();
        await expect(where.open()).rejects.toEqual(trouble("newer"));
        const log = await where.open({ older: true });
        await expect(log.migrate()).rejects.toEqual(trouble("newer"));
        await log.close();
      });

      test("an older one is migrated when that is asked for", async () => {
        const where = await place();
        const first = await where.open();
        await first.add(samplePair(1));
        await first.close();
        await expect(where.open({ migrations: later })).rejects.toEqual(trouble("older"));
        const older = await where.open({ migrations: later, older: true });
        expect(await older.migrate()).toEqual(["0002-more"]);
        expect(await older.migrate()).toEqual([]);
        await older.close();
        const log = await where.open({ migrations: later });
        expect((await log.add(samplePair(1))).map(({ known }) => known)).toEqual([true, true]);
        await log.close();
      });
    });
  });
