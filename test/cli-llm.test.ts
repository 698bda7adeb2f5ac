/** `quipu code --coder llm` as a user meets it: off until set up, says where text goes, can be stopped, resumed and repeated. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { after, type FakeEndpoint, fails, fakeEndpoint, hangs, says } from "./fake-endpoint.js";
import { eventOf, replyOf } from "./llm-sample.js";

const CLI = fileURLToPath(new URL("../dist/src/app/cli.js", import.meta.url));
const marched = says(({ report }) =>
  replyOf([eventOf({ context: report.slice(0, 24), trigger: "marched" }), eventOf({ trigger: "rioted" })]),
);

let server: FakeEndpoint;
let home: string;
beforeAll(async () => {
  server = await fakeEndpoint(marched);
});
afterAll(() => server.close());
beforeEach(() => {
  server.clear();
  home = mkdtempSync(join(tmpdir(), "quipu-llm-"));
  return () => rmSync(home, { recursive: true });
});

type Ended = { readonly code: number | null; readonly out: string; readonly err: string };

/** Runs the built command line beside the server. */
function start(
  args: readonly string[],
  env: Record<string, string> = {},
  command = "code",
): { child: ChildProcess; ended: Promise<Ended> } {
  const set = {
    QUIPU_HOME: home,
    QUIPU_LLM_URL: server.url,
    QUIPU_LLM_MODEL: "m-1",
    QUIPU_LLM_KEY: "",
    QUIPU_LLM_PRICE: "",
  };
  const child = spawn(process.execPath, [CLI, command, ...args], {
    env: { ...process.env, NO_COLOR: "", FORCE_COLOR: "", ...set, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    err += chunk;
  });
  const ended = new Promise<Ended>((resolve) => child.once("close", (code) => resolve({ code, out, err })));
  return { child, ended };
}
const run = (args: readonly string[], env: Record<string, string> = {}) =>
  start(["--coder", "llm", ...args], env).ended;

function reports(count: number): string {
  const file = join(home, "reports.jsonl");
  const lines = Array.from({ length: count }, (_, i) =>
    JSON.stringify({
      id: `r${i}`,
      text: `Some ${i + 20} dockers marched in Oruro on Monday.`,
      published: "2021-03-05",
      lang: "en",
    }),
  );
  writeFileSync(file, `${lines.join("\n")}\n`);
  return file;
}
const idsOf = (out: string) =>
  out
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line).report.id);
const cached = () =>
  readdirSync(join(home, "llm-cache"), { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".json"),
  );

test("is off until an endpoint and a model are set, and for any other coder", async () => {
  const file = reports(1);
  for (const unset of [
    { QUIPU_LLM_URL: "" },
    { QUIPU_LLM_MODEL: "" },
    { QUIPU_LLM_URL: "ftp://x" },
    { QUIPU_LLM_URL: "http://me:pw@localhost" },
  ]) {
    const { code, out, err } = await run([file], unset);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/QUIPU_LLM_(?:URL|MODEL)/);
    expect(err).not.toContain("pw");
  }
  const { code } = await start([file, "--format", "ndjson"]).ended;
  expect(code).toBe(0);
  expect(server.asked).toHaveLength(0);
});

test.each([
  [["--dry-run"], /--dry-run is for the model coder/],
  [["--coder", "llm", "--workers", "2"], /--concurrency/],
  [["--coder", "llm", "--price", "cheap"], /0\.15\/0\.60/],
  [["--coder", "gpt"], /rules, rules-nursery, llm/],
])("%j makes no sense, and says what does", async (args, words) => {
  const { code, err } = await start([reports(1), ...args]).ended;
  expect(code).toBe(2);
  expect(err).toMatch(words);
});

test("text leaves for another host only when that was allowed, once for each host", async () => {
  const file = reports(1);
  // Not a loopback address, yet one that reaches the server here.
  const away = { QUIPU_LLM_URL: server.url.replace("127.0.0.1", "0.0.0.0") };
  const refused = await run([file], away);
  expect(refused.code).toBe(2);
  expect(refused.err).toMatch(/Nothing was sent\..* 0\.0\.0\.0:\d+ .*--send/);
  expect(server.asked).toHaveLength(0);
  const sent = await run([file, "--send"], away);
  expect(sent.err).toMatch(
    /^The text of the reports is sent to 0\.0\.0\.0:\d+, unencrypted \(model m-1\)\.\n/,
  );
  const again = await run([file, "--quiet"], away);
  expect(again.err).toMatch(/^The text of the reports is sent to 0\.0\.0\.0/);
  const other = await run([file], { QUIPU_LLM_URL: "https://api.example.org/v1" });
  expect(other.err).toContain("Nothing was sent");
  expect(server.asked).toHaveLength(1);
});

test("codes in the order of the input, so many at a time, says what failed, and repeats for nothing", async () => {
  const file = reports(12);
  const slow = after(60, marched);
  server.next(
    after(150, marched),
    slow,
    slow,
    fails(400, { error: { message: "context length exceeded" } }),
    slow,
    slow,
    slow,
  );
  const first = await run([file, "--concurrency", "3", "--price", "1/2"]);
  expect(first.code).toBe(1);
  expect(idsOf(first.out)).toEqual(Array.from({ length: 12 }, (_, i) => `r${i}`));
  expect(server.busiest()).toBeLessThanOrEqual(3);
  expect(first.err).toMatch(
    /^The text of the reports goes to 127\.0\.0\.1:\d+ on this machine \(model m-1\)\.\n/,
  );
  expect(first.err.match(/\[llm\.quote\]/g)).toHaveLength(11);
  expect(first.err.match(/\[llm\.failed\]/g)).toHaveLength(1);
  expect(first.err).toMatch(
    /\n12 reports, 11 events, 12 findings; 11 answers from the model, 0 kept from before; [\d,]+ tokens in, [\d,]+ out, cost [\d.]+; 11 claims rejected, 11 for want of the quoted words\n$/,
  );
  const codings = first.out
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  expect(codings[1]).toMatchObject({
    coder: expect.stringMatching(/^llm:m-1@prompt-[0-9a-f]{8}$/),
    events: [{ type: "PRO.DEMO", trigger: { quote: "marched" } }],
    findings: [{ code: "llm.quote" }],
  });

  server.clear();
  const second = await run([file]);
  expect(server.asked).toHaveLength(1);
  expect(second.err).toMatch(/1 answer from the model, 11 kept from before/);
  server.clear();
  const third = await run([file, "--concurrency", "1"]);
  expect(server.asked).toHaveLength(0);
  expect(third.out).toBe(second.out);
});

test("says before a run what it would take, and sends nothing", async () => {
  const file = reports(3);
  const facts = JSON.parse((await run([file, "--dry-run", "--json"], { QUIPU_LLM_PRICE: "1/2" })).out);
  expect(facts).toMatchObject({
    endpoint: server.url.slice(7),
    reports: 3,
    requests: 3,
    cached: 0,
    price: { input: 1, output: 2 },
  });
  expect(facts.cost).toBeCloseTo((facts.tokens.input + 2 * facts.tokens.output) / 1e6, 4);
  const unpriced = await run([file, "--dry-run", "--format", "record"]);
  expect([unpriced.code, unpriced.err]).toEqual([0, ""]);
  expect(unpriced.out).toMatch(
    /requests +3\n.*tokens in +about [\d,]+\n[\s\S]*cost +unknown[\s\S]*Nothing was sent\.\n$/,
  );
  expect(server.asked).toHaveLength(0);
});

test("for programs, all talk is JSON lines", async () => {
  const { err } = await run([reports(2), "--json"]);
  const lines = err
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  expect(lines.map(({ code, report }) => [code, report])).toEqual([
    ["llm.sends", null],
    ["llm.quote", "r0"],
    ["llm.quote", "r1"],
  ]);
});

describe("a run that ends early", () => {
  test("keeps its answers when interrupted, says so, and goes on from there", async () => {
    const file = reports(4);
    server.next(marched, marched, hangs, hangs);
    const { child, ended } = start(["--coder", "llm", file, "--concurrency", "1"]);
    await until(() => server.asked.length === 3);
    child.kill("SIGINT");
    const { code, err } = await ended;
    expect(code).toBe(130);
    expect(err).toMatch(
      /Interrupted\. 2 answers of this run are kept in .*llm-cache; the same command goes on from there\.\n$/,
    );
    expect(cached()).toHaveLength(2);
    server.clear();
    expect(idsOf((await run([file])).out)).toEqual(["r0", "r1", "r2", "r3"]);
    expect(server.asked).toHaveLength(2);
  });

  test("because of a wrong key prints no key anywhere, and what came before stays", async () => {
    const file = reports(4);
    server.next(marched, fails(401, { error: { message: "Incorrect API key: secret-7" } }));
    const { code, out, err } = await run([file, "--concurrency", "1"], { QUIPU_LLM_KEY: "secret-7" });
    expect(code).toBe(2);
    expect(idsOf(out)).toEqual(["r0"]);
    expect(err).toMatch(/refuses access.*QUIPU_LLM_KEY/);
    expect(server.asked).toHaveLength(2);
    const kept = cached().map((name) => readFileSync(join(home, "llm-cache", name), "utf8"));
    expect(out + err + kept.join("")).not.toContain("secret-7");
  });

  test("and an answer that was damaged since is told, and asked for again", async () => {
    const file = reports(1);
    await run([file]);
    const [name] = cached();
    const path = join(home, "llm-cache", name!);
    writeFileSync(path, readFileSync(path, "utf8").replace("marched", "rioted!"));
    const { err, out } = await run([file]);
    expect(err).toContain(`${path} is damaged`);
    expect(JSON.parse(out).events).toHaveLength(1);
    expect(server.asked).toHaveLength(2);
    expect(existsSync(path)).toBe(true);
  });
});

async function until(met: () => boolean): Promise<void> {
  while (!met()) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe("quipu add", () => {
  const add = (file: string, args: readonly string[] = [], env: Record<string, string> = {}) =>
    start([file, "--coder", "llm", "--concurrency", "1", ...args], env, "add").ended;
  const stored = async () => {
    const { out } = await start(["--format", "json"], {}, "edition").ended;
    return JSON.parse(out) as {
      reports: { id: string }[];
      events: { claims: { coder: string; report: string }[] }[];
    };
  };

  test("puts reports into the store with the codings of the model, and asks for none twice", async () => {
    const file = reports(3);
    const first = await add(file);
    expect(first.err).toMatch(
      /3 reports new.*3 events found.* By llm:m-1@prompt-[0-9a-f]{8}; 3 answers from the model/,
    );
    const { reports: kept, events } = await stored();
    expect(kept.map(({ id }) => id)).toEqual(["r0", "r1", "r2"]);
    expect(new Set(events.flatMap(({ claims }) => claims.map(({ coder }) => coder.slice(0, 7))))).toEqual(
      new Set(["llm:m-1"]),
    );
    server.clear();
    const again = await add(file);
    expect([again.code, server.asked.length]).toEqual([0, 0]);
    expect(again.err).toContain("0 reports new, 3 known");
  });

  test("leaves out a report on which the model fails, and asks again when the command is repeated", async () => {
    const file = reports(3);
    server.next(marched, fails(400, { error: { message: "context length exceeded" } }));
    const first = await add(file);
    expect(first.code).toBe(1);
    expect(first.err).toMatch(/2 reports new, 0 known, 1 refused/);
    expect((await stored()).reports).toHaveLength(2);
    const second = await add(file);
    expect(second.err).toMatch(/1 report new, 2 known, 0 refused/);
    expect((await stored()).reports).toHaveLength(3);
  });

  test("keeps what was coded when the endpoint will not answer any more, and goes on from there", async () => {
    const file = reports(3);
    server.next(marched, fails(401, { error: { message: "no such key" } }));
    const first = await add(file);
    expect(first.code).toBe(2);
    expect(first.err).toContain(
      "What was coded before is in the store; the same command goes on from there.",
    );
    expect((await stored()).reports.map(({ id }) => id)).toEqual(["r0"]);
    server.clear();
    const second = await add(file);
    expect(second.err).toMatch(/2 reports new, 1 known/);
  });

  test("sends nothing where no model is set up, or text would leave the machine unasked", async () => {
    const file = reports(1);
    expect(await add(file, [], { QUIPU_LLM_URL: "" })).toMatchObject({ code: 2 });
    const away = await add(file, [], { QUIPU_LLM_URL: server.url.replace("127.0.0.1", "0.0.0.0") });
    expect([away.code, away.err]).toEqual([2, expect.stringMatching(/Nothing was sent/)]);
    expect(server.asked).toHaveLength(0);
    expect(existsSync(join(home, "log.sqlite"))).toBe(false);
  });
});
