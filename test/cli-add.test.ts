/** Promises of `quipu add`: into a store on the disk, again without doubles, killed at any moment, from a server. */
import { spawn } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { quipu } from "./cli.js";
import { folderForTests, zipOf } from "./ingest-kit.js";

const { file, path } = folderForTests();
const CLI = fileURLToPath(new URL("../dist/src/app/cli.js", import.meta.url));
const MARCH =
  "Some sixty nurses marched to the ministry in Lima on Monday to demand better pay. Police watched.";

function add(home: string, ...args: string[]) {
  const run = quipu(["add", ...args, "--json"], "", { QUIPU_HOME: join(path, home), QUIPU_DATABASE_URL: "" });
  return { ...run, counts: run.out === "" ? null : JSON.parse(run.out) };
}

test("adds a folder with an archive, says in words what came of it, and adds nothing the second time", () => {
  file("press/a.txt", MARCH);
  file(
    "press/b.csv",
    `id,body,date\nrow,"In Quito, hundreds of students rallied on Friday, police said.",2021-03-06\nbad,,2021-03-06\n`,
  );
  file(
    "press/c.zip",
    zipOf([
      { name: "c.txt", content: "About 200 miners blocked the road to Oruro on Tuesday, the union said." },
    ]),
  );
  const first = add("one", join(path, "press"), "--published", "2021-03-09", "--lang", "en");
  expect(first.code).toBe(1);
  expect(first.findings().map(({ code }) => code)).toEqual(["text.empty"]);
  expect(first.counts).toMatchObject({ fresh: 3, known: 0, refused: 1 });
  expect(first.counts.events).toBeGreaterThanOrEqual(3);
  const again = add("one", join(path, "press"), "--published", "2021-03-09", "--lang", "en");
  expect(again.counts).toMatchObject({ fresh: 0, known: 3, events: 0, merged: 0 });
  const talk = quipu(["add", join(path, "press")], "", {
    QUIPU_HOME: join(path, "one"),
    QUIPU_DATABASE_URL: "",
  });
  expect(talk.err).toMatch(/0 reports new, 3 known, 1 refused\. Next: /);
});

test("merges two tellings of one event, and says so", () => {
  file(
    "two.jsonl",
    [1, 2]
      .map((n) =>
        JSON.stringify({
          id: `t${n}`,
          outlet: `Paper ${n}`,
          published: "2021-03-09",
          lang: "en",
          text: `${MARCH} ${"It rained. ".repeat(n)}`,
        }),
      )
      .join("\n"),
  );
  expect(add("two", join(path, "two.jsonl")).counts).toMatchObject({ fresh: 2, merged: expect.any(Number) });
  expect(
    quipu(["verify", "--json"], "", { QUIPU_HOME: join(path, "two"), QUIPU_DATABASE_URL: "" }).code,
  ).toBe(0);
});

test("killed at any moment and run again has every report once, and a log that holds", async () => {
  const reports = Array.from({ length: 400 }, (_, n) =>
    JSON.stringify({
      id: `k${n}`,
      published: "2021-03-09",
      lang: "en",
      text: `${MARCH.replace("sixty", String(n + 10))}`,
    }),
  );
  const source = file("killed.jsonl", reports.join("\n"));
  const env = { ...process.env, QUIPU_HOME: join(path, "killed"), QUIPU_DATABASE_URL: "" };
  const written = () =>
    statSync(join(path, "killed", "log.sqlite-wal"), { throwIfNoEntry: false })?.size ?? 0;
  for (const least of [300_000, 900_000]) {
    const child = spawn(process.execPath, [CLI, "add", source, "--quiet"], { env, stdio: "ignore" });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    const before = written();
    while (child.exitCode === null && written() < before + least)
      await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill("SIGKILL");
    await ended;
  }
  const { counts, code } = add("killed", source);
  expect(code).toBe(0);
  expect(counts.fresh + counts.known).toBe(400);
  expect(counts.known).toBeGreaterThan(0);
  const verified = JSON.parse(quipu(["verify", "--json"], "", env as never).out);
  expect(verified).toMatchObject({ reports: 400, codings: 400, findings: 0 });
}, 240_000);

test("reads a source from a server, asks only for what is new the second time, and says who asks", async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers["if-none-match"] ?? ""}`.trim());
    if (request.url !== "/feed") response.writeHead(404).end();
    else if (request.headers["if-none-match"] === '"1"') response.writeHead(304).end();
    else
      response
        .writeHead(200, { etag: '"1"', "content-type": "application/rss+xml" })
        .end(
          `<rss version="2.0"><channel><title>T</title><item><title>March</title><link>https://x.example/1</link><description>${MARCH}</description><pubDate>Tue, 09 Mar 2021 10:00:00 +0000</pubDate></item></channel></rss>`,
        );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const source = file(
    "post.yaml",
    `slug: post\nname: The Post\nkind: feed\naddress: http://127.0.0.1:${port}/feed\nlanguage: en\nrate: 0.2\n`,
  );
  const run = async (allow: string) => {
    const child = spawn(process.execPath, [CLI, "add", source, "--json"], {
      env: {
        ...process.env,
        QUIPU_HOME: join(path, "net"),
        QUIPU_DATABASE_URL: "",
        QUIPU_FETCH_ALLOW: allow,
      },
    });
    let [out, err] = ["", ""];
    child.stdout.on("data", (data) => (out += data));
    child.stderr.on("data", (data) => (err += data));
    await new Promise((resolve) => child.once("close", resolve));
    return { out, err };
  };
  try {
    expect((await run("")).err).toContain("fetch.refused");
    expect(JSON.parse((await run(`127.0.0.1:${port}`)).out)).toMatchObject({ fresh: 1, unchanged: 0 });
    expect(JSON.parse((await run(`127.0.0.1:${port}`)).out)).toMatchObject({ fresh: 0, unchanged: 1 });
    expect(asked).toEqual(["/robots.txt", "/feed", "/robots.txt", '/feed "1"']);
  } finally {
    server.close();
  }
}, 120_000);

test("an alarm where a source gives fewer reports than it should, and --since for feeds", async () => {
  const item = (n: number, day: string) =>
    `<item><title>March ${n}</title><link>https://x.example/${n}</link><description>${MARCH.replace("sixty", `${n}`)}</description><pubDate>${day} Mar 2021 10:00:00 +0000</pubDate></item>`;
  const server = createServer((request, response) => {
    if (request.url !== "/feed") response.writeHead(404).end();
    else
      response
        .writeHead(200, { "content-type": "application/rss+xml" })
        .end(
          `<rss version="2.0"><channel><title>T</title>${item(11, "Mon, 01")}${item(12, "Tue, 09")}</channel></rss>`,
        );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const source = file(
    "quiet.yaml",
    `slug: quiet\nname: The Quiet Post\nkind: feed\naddress: http://127.0.0.1:${port}/feed\nlanguage: en\nrate: 0.2\nexpected: {per: week, least: 20}\n`,
  );
  const home = join(path, "quiet");
  const run = async (...args: string[]) => {
    const child = spawn(process.execPath, [CLI, "add", source, "--json", ...args], {
      env: {
        ...process.env,
        QUIPU_HOME: home,
        QUIPU_DATABASE_URL: "",
        QUIPU_FETCH_ALLOW: `127.0.0.1:${port}`,
      },
    });
    let [out, err] = ["", ""];
    child.stdout.on("data", (data) => (out += data));
    child.stderr.on("data", (data) => (err += data));
    const code = await new Promise((resolve) => child.once("close", resolve));
    return { code, counts: JSON.parse(out), err };
  };
  try {
    // A source that is read for the first time has not been silent.
    expect(await run("--since", "2021-03-05")).toMatchObject({ code: 0, counts: { fresh: 1 }, err: "" });
    expect(await run()).toMatchObject({ code: 0, counts: { fresh: 1, known: 1 } });
    const memory = JSON.parse(readFileSync(join(home, "sources.json"), "utf8"));
    memory.volumes.quiet.since = "2021-01-01";
    writeFileSync(join(home, "sources.json"), JSON.stringify(memory));
    const late = await run();
    expect([late.code, late.counts]).toMatchObject([1, { fresh: 0, known: 2, refused: 0 }]);
    expect(JSON.parse(late.err)).toMatchObject({
      code: "source.volume",
      message: expect.stringMatching(
        /The Quiet Post gave 2 reports in the last seven days; at least 20 reports a week/,
      ),
    });
  } finally {
    server.close();
  }
}, 120_000);
