/** What happens to a store when its process is killed, its disk is full, its folder closed, its server gone. */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { randomOf } from "../bench/edition-sample.js";
import { samplePair, samplePairs } from "../bench/log-sample.js";
import { type PostgresServer, postgresProgram, postgresServer } from "../bench/postgres-server.js";
import { killWriters } from "../bench/store-kill.js";
import { type Log, openPostgresLog, openSqliteLog, StoreError, verify } from "../src/store/index.js";
import { openSqlite } from "../src/store/sqlite.js";

const folder = mkdtempSync(join(tmpdir(), "quipu-trouble-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const here = postgresProgram() !== null;
if (!here) console.warn("PostgreSQL is not installed: what happens to it is not tested.");

async function findings(log: Log): Promise<string[]> {
  const found: string[] = [];
  await verify(log, { onFinding: ({ message }) => found.push(message) });
  return found;
}

async function listed<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** The error of a promise that must be rejected with words for a person. */
async function said(promise: Promise<unknown>): Promise<StoreError> {
  const error: unknown = await promise.then(
    () => null,
    (error) => error,
  );
  if (!(error instanceof StoreError)) throw new Error(`not in words: ${error}`);
  expect(error.message).toMatch(/^.{20,}\. .+\./s);
  return error;
}

describe("SQLite", () => {
  test("keeps all that was acknowledged when writers are killed", async () => {
    const killed = await killWriters(join(folder, "killed"), 10, 11);
    expect(killed).toMatchObject({ kills: 10, lost: 0, findings: 0 });
    expect(killed.acknowledged).toBeGreaterThan(0);
  }, 120_000);

  test("takes what two processes write at once, in one chain", async () => {
    await twoWriters(join(folder, "two"), openSqliteLog);
  }, 60_000);

  test("says that the disk is full, keeps what it had, and goes on when there is room", () => {
    // A limit on the size of files, set on the process from outside, as a full disk would come.
    const script = `
      import { execFileSync } from "node:child_process";
      import { openSqliteLog, verify } from "../src/store/index.js";
      import { samplePair } from "./log-sample.js";
      const limit = (size) => execFileSync("prlimit", ["--pid", String(process.pid), "--fsize=" + size + ":"]);
      const log = await openSqliteLog(${JSON.stringify(join(folder, "full"))});
      await log.add(samplePair(1));
      limit(400000);
      let n = 2, trouble = null;
      const more = "The looms stood still. ".repeat(3000);
      while (trouble === null && n < 1000) trouble = await log.add(samplePair(n++, more)).then(() => null, (error) => error);
      const during = await log.at();
      limit("unlimited");
      const [added] = await log.add(samplePair(n - 1, more));
      const found = [];
      await verify(log, { onFinding: (finding) => found.push(finding) });
      console.log(JSON.stringify({ n, trouble: trouble?.trouble, message: trouble?.message, during, added, found, at: await log.at() }));
      await log.close();`;
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        "--input-type=module",
        "-e",
        script
          .replaceAll("../src", distOf("src"))
          .replaceAll("./log-sample", `${distOf("bench")}/log-sample`),
      ],
      { encoding: "utf8" },
    );
    expect(stderr).toBe("");
    const { n, trouble, message, during, added, found, at } = JSON.parse(stdout);
    expect(trouble).toBe("full");
    expect(message).toMatch(/full.*Nothing of this batch was added/);
    expect(during).toBe(2 * (n - 2));
    expect(added).toMatchObject({ position: during + 1, known: false });
    expect([found, at]).toEqual([[], during + 2]);
  });

  test("says that its folder cannot be written to, or made", async () => {
    const home = join(folder, "file");
    mkdirSync(home);
    expect((await said(openSqliteLog(join(home, "a", "\0")))).trouble).toBe("readonly");
    const closed = join(folder, "closed");
    const log = await openSqliteLog(closed);
    await log.add(samplePair(1));
    await log.close();
    chmodSync(join(closed, "log.sqlite"), 0o400);
    chmodSync(closed, 0o500);
    await asNobody(closed, async () => {
      const reading = await openSqliteLog(closed);
      expect(await findings(reading)).toEqual([]);
      expect((await said(reading.add(samplePair(2)))).trouble).toBe("readonly");
      expect(await reading.at()).toBe(2);
      await reading.close();
      expect((await said(openSqliteLog(join(closed, "new")))).trouble).toBe("readonly");
    });
    chmodSync(closed, 0o700);
  });

  test("says that another process holds it, and goes on when that has ended", async () => {
    const home = join(folder, "busy");
    const log = await openSqliteLog(home, { patience: 200 });
    await log.add(samplePair(1));
    const other = openSqlite(join(home, "log.sqlite"), "full");
    other.exec("begin immediate");
    expect((await said(log.add(samplePair(2)))).trouble).toBe("busy");
    expect(await log.at()).toBe(2);
    other.exec("rollback");
    other.close();
    expect(await log.add(samplePair(2))).toMatchObject([{ position: 3 }, { position: 4 }]);
    await log.close();
  });

  test("says that its file was moved away, loses nothing of it, and goes on when it is back", async () => {
    const home = join(folder, "moved");
    const log = await openSqliteLog(home);
    await log.add(samplePair(1));
    renameSync(home, `${home}-away`);
    expect((await said(log.add(samplePair(2)))).trouble).toBe("gone");
    expect((await said(log.add(samplePair(2)))).trouble).toBe("gone");
    renameSync(`${home}-away`, home);
    expect(await log.add(samplePair(2))).toMatchObject([{ position: 3 }, { position: 4 }]);
    expect(await findings(log)).toEqual([]);
    await log.close();
  });

  test("any byte of its file that is changed is found, or holds nothing of the log", async () => {
    const home = join(folder, "flipped");
    const file = join(home, "log.sqlite");
    const log = await openSqliteLog(home);
    await log.add(samplePairs(1, 12));
    const rows = await listed(log.rows());
    await log.close();
    const good = readFileSync(file);
    const random = randomOf(5);
    let found = 0;
    for (let i = 0; i < 80; i++) {
      const bytes = Buffer.from(good);
      const at = Math.floor(random() * bytes.length);
      bytes[at] = bytes[at]! ^ (1 << Math.floor(random() * 8));
      writeFileSync(file, bytes);
      for (const end of ["-wal", "-shm"]) rmSync(file + end, { force: true });
      try {
        const changed = await openSqliteLog(home);
        try {
          if ((await findings(changed)).length > 0) found++;
          else expect(await listed(changed.rows()), `byte ${at}`).toEqual(rows);
        } finally {
          await changed.close();
        }
      } catch (error) {
        expect(error).toBeInstanceOf(StoreError);
        found++;
      }
    }
    expect(found).toBeGreaterThan(30);
  }, 60_000);

  test("says that its file is no database", async () => {
    const home = join(folder, "no-database");
    mkdirSync(home);
    execFileSync("sh", ["-c", `yes "only words" | head -c 20000 > "${home}/log.sqlite"`]);
    expect((await said(openSqliteLog(home))).trouble).toBe("damaged");
  });
});

describe.skipIf(!here)("PostgreSQL", () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await postgresServer();
  }, 60_000);
  afterAll(() => server?.stop(), 60_000);

  test("keeps all that was acknowledged when writers are killed", async () => {
    const killed = await killWriters(await server.database(), 10, 12);
    expect(killed).toMatchObject({ kills: 10, lost: 0, findings: 0 });
    expect(killed.acknowledged).toBeGreaterThan(0);
  }, 120_000);

  test("takes what two processes write at once, in one chain", async () => {
    await twoWriters(await server.database(), openPostgresLog);
  }, 60_000);

  test("that crashes while it is written to loses nothing acknowledged, and the next call works again", async () => {
    const log = await openPostgresLog(await server.database(), { patience: 3000 });
    const acknowledged: string[] = [];
    let trouble: unknown = null;
    const writing = (async () => {
      for (let n = 0; trouble === null; n++)
        await log.add(samplePairs(3 * n, 3 * n + 3)).then(
          (added) => acknowledged.push(...added.map(({ id }) => id)),
          (error) => {
            trouble = error;
          },
        );
    })();
    while (acknowledged.length < 60) await new Promise((resolve) => setTimeout(resolve, 5));
    await server.crash();
    await writing;
    expect((await said(Promise.reject(trouble))).trouble).toBe("unreachable");
    expect((await said(log.at())).trouble).toBe("unreachable");
    await server.start();
    const next = await log.add(samplePairs(0, 3));
    expect(next.every(({ known }) => known)).toBe(true);
    const there = new Set<string>();
    for await (const { id } of log.all(["report", "coding"])) there.add(id);
    expect(acknowledged.filter((id) => !there.has(id))).toEqual([]);
    expect(await findings(log)).toEqual([]);
    expect(await log.add(samplePair(100_000))).toMatchObject([{ known: false }, { known: false }]);
    await log.close();
  }, 60_000);

  test("says that a lock is held too long", async () => {
    const url = await server.database();
    const [log, other] = [await openPostgresLog(url, { patience: 300 }), await openPostgresLog(url)];
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const end = { position: 0, hash: "0".repeat(64) };
    async function* slowly() {
      await held;
      yield* [];
    }
    const taking = other.take(slowly(), end, () => new StoreError("failed", ""));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await said(log.add(samplePair(1)))).trouble).toBe("busy");
    release();
    await taking;
    expect(await log.add(samplePair(1))).toMatchObject([{ position: 1 }, { position: 2 }]);
    await Promise.all([log.close(), other.close()]);
  });

  test("says that it may not be written to, can be read, and goes on when it may", async () => {
    const url = await server.database();
    const name = new URL(url).pathname.slice(1);
    const first = await openPostgresLog(url);
    await first.add(samplePair(1));
    await first.close();
    await asked(url, `alter database ${name} set default_transaction_read_only = on`);
    const closed = await openPostgresLog(url);
    expect((await said(closed.add(samplePair(2)))).trouble).toBe("readonly");
    expect(await closed.at()).toBe(2);
    expect(await findings(closed)).toEqual([]);
    await closed.close();
    await asked(url, "set default_transaction_read_only = off", `alter database ${name} reset all`);
    const open = await openPostgresLog(url);
    expect(await open.add(samplePair(2))).toMatchObject([{ position: 3 }, { position: 4 }]);
    await open.close();
  });

  test("says that its disk is full, keeps what it had, and goes on when there is room", async () => {
    const url = await server.database();
    const log = await openPostgresLog(url);
    await log.add(samplePair(1));
    // The server's own error for a full disk, from within its transaction: filling one takes rights that tests do not have.
    await asked(
      url,
      `create function full_disk() returns trigger language plpgsql as $$
         begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$;
       create trigger full_disk before insert on log for each row when (new.kind = 'coding') execute function full_disk()`,
    );
    const error = await said(log.add(samplePairs(2, 5)));
    expect(error.trouble).toBe("full");
    expect(error.message).toMatch(/no room.*Nothing of this batch was added/);
    expect(await log.at()).toBe(2);
    await asked(url, "drop trigger full_disk on log");
    expect((await log.add(samplePair(2)))[0]).toMatchObject({ position: 3, known: false });
    expect(await findings(log)).toEqual([]);
    await log.close();
  });

  test("says that there is no such server, database or address, and never the password", async () => {
    const url = await server.database();
    const secret = "hush-hush";
    for (const wrong of [
      `postgresql://quipu:${secret}@127.0.0.1:1/store`,
      url.replace(/store_\d+/, "nobodys").replace("quipu@", `quipu:${secret}@`),
      `mysql://quipu:${secret}@localhost/store`,
      `${secret} is no address`,
    ]) {
      const error = await said(openPostgresLog(wrong, { patience: 2000 }));
      expect(error.trouble).toBe("unreachable");
      expect(error.message).not.toContain(secret);
    }
  });
});

/** Two processes write to one store until each has had batches acknowledged; all of them are there, in one chain. */
async function twoWriters(where: string, open: (where: string) => Promise<Log>): Promise<void> {
  await (await open(where)).close();
  const writers = [0, 5_000_000].map((from) => {
    const child = spawn(process.execPath, [join(distOf("bench"), "store-writer.js"), where, `${from}`], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const writer = { child, said: "", ended: once(child.stdout, "close") };
    child.stdout.on("data", (chunk: Buffer) => {
      writer.said += chunk;
    });
    return writer;
  });
  const until = Date.now() + 30_000;
  while (writers.some(({ said }) => said.split("\n").length < 26) && Date.now() < until)
    await new Promise((resolve) => setTimeout(resolve, 10));
  for (const { child } of writers) child.kill("SIGKILL");
  await Promise.all(writers.map(({ ended }) => ended));
  const log = await open(where);
  const there = new Map<string, number>();
  for await (const { id, position } of log.all(["report", "coding"])) there.set(id, position);
  for (const { said } of writers) {
    const acknowledged = said.slice(0, said.lastIndexOf("\n")).split("\n").slice(1);
    expect(acknowledged.length).toBeGreaterThan(20);
    for (const line of acknowledged) {
      const [position, id] = line.split(" ");
      expect(there.get(id!)).toBe(Number(position));
    }
  }
  expect(await findings(log)).toEqual([]);
  await log.close();
}

/** Has the server do something, as somebody beside the store. */
async function asked(url: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const sql of statements) await client.query(sql);
  } finally {
    await client.end();
  }
}

function distOf(part: string): string {
  const path = new URL(`../dist/${part}`, import.meta.url).pathname;
  if (!existsSync(path)) throw new Error("This is tested as it is built. Run `npm run build` first.");
  return path;
}

/** Does something in a folder as somebody who is not the superuser, who may write anywhere. */
async function asNobody<T>(home: string, work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work();
  chmodSync(folder, 0o755);
  execFileSync("chown", ["-R", "65534", home]);
  process.seteuid?.(65534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}
