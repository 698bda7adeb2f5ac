/** Promises over a real socket: size, time and form of requests, streams that end with their readers, and the commands. */
import { execFile, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { app } from "../src/app/http/app.js";
import { Problem } from "../src/app/http/problem.js";
import { LIMITS, type Running, serve } from "../src/app/http/serve.js";
import { isLoopbackHost } from "../src/app/serve-command.js";
import { quipu } from "./cli.js";
import { type Sample, sampleServer } from "./http-sample.js";

const MEGABYTE = 1024 * 1024;
let sample: Sample;
let running: Running;
beforeAll(async () => {
  sample = await sampleServer();
  const limits = { ...LIMITS, headersMs: 400, requestMs: 1500, idleMs: 400 };
  running = await serve(sample.server, { host: "127.0.0.1", port: 0 }, limits);
}, 120_000);
afterAll(async () => {
  await running?.close();
  await sample?.close();
});

const open = () => connect(running.port, "127.0.0.1");
/** All that comes until the other side closes, and the milliseconds that took. */
function untilClosed(socket: Socket): Promise<{ text: string; ms: number }> {
  const began = Date.now();
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk;
  });
  return new Promise((resolve) => {
    socket.on("error", () => {});
    socket.on("close", () => resolve({ text, ms: Date.now() - began }));
  });
}

describe("a request", () => {
  test("whose body is larger than 10 MB is refused while it streams in", async () => {
    let sent = 0;
    const own = await serve(sample.server, { host: "127.0.0.1", port: 0 });
    const answer = await new Promise<{ status: number; body: string }>((resolve, reject) => {
      const sending = httpRequest(
        {
          port: running.port,
          method: "POST",
          path: "/api/reports",
          headers: { "content-type": "application/json" },
        },
        (response) => {
          let body = "";
          response.on("data", (chunk) => {
            body += chunk;
          });
          response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
          response.on("error", reject);
        },
      );
      sending.on("error", reject);
      const chunk = Buffer.alloc(MEGABYTE, " ");
      const next = () => {
        if (sending.destroyed || sent >= 200 * MEGABYTE) return;
        sent += chunk.length;
        sending.write(chunk, () => setTimeout(next, 5));
      };
      next();
    });
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.body).type).toBe("/problems/too-large");
    expect(sent).toBeLessThan(60 * MEGABYTE);
    await own.close();
  });

  test("that says it will be too large is refused before it is sent", async () => {
    const socket = open();
    socket.write(
      `POST /api/reports HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${11 * MEGABYTE}\r\n\r\n{`,
    );
    const { text } = await untilClosed(socket);
    expect(text).toContain("HTTP/1.1 413");
  });

  test("whose headers never end is closed in time", async () => {
    const socket = open();
    socket.write("GET /api/health HTTP/1.1\r\nHost: localhost\r\n");
    const drip = setInterval(() => socket.write("X-Slow: 1\r\n"), 100);
    const { text, ms } = await untilClosed(socket);
    clearInterval(drip);
    expect(ms).toBeLessThan(4000);
    expect(text).toMatch(/^(?:HTTP\/1.1 408|$)/);
  });

  test("whose body never ends is closed in time", async () => {
    const socket = open();
    socket.write(
      "POST /api/reports HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
    );
    const drip = setInterval(() => socket.write("1\r\n \r\n"), 100);
    const { ms } = await untilClosed(socket);
    clearInterval(drip);
    expect(ms).toBeLessThan(6000);
  });

  test("with endless headers, or that is none, gets 4xx and nothing else", async () => {
    for (const [sent, status] of [
      [`GET / HTTP/1.1\r\nHost: localhost\r\nX: ${"a".repeat(20_000)}\r\n\r\n`, /^HTTP\/1.1 431/],
      ["nonsense\r\n\r\n", /^HTTP\/1.1 400/],
      ["GET / HTTP/1.1\r\n\r\n", /^HTTP\/1.1 400/],
      [
        "POST /api/reports HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
        /^HTTP\/1.1 400/,
      ],
    ] as const) {
      const socket = open();
      socket.write(sent);
      expect((await untilClosed(socket)).text).toMatch(status);
    }
  });

  test("for a path with dots and null bytes finds no file", async () => {
    for (const path of [
      "/../../etc/passwd",
      "/%2e%2e/%2e%2e/etc/passwd",
      "/%00",
      "//etc/passwd",
      "/..%5c..%5cetc",
    ]) {
      const socket = open();
      socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
      const { text } = await untilClosed(socket);
      expect([path, /^HTTP\/1.1 (?:400|404|503)/.test(text)]).toEqual([path, true]);
      expect(text).not.toContain("root:");
    }
  });
});

test("a reader that goes away ends the stream behind it", async () => {
  let isEnded = false;
  let read = 0;
  async function* rows() {
    try {
      for (;;) {
        read++;
        yield { id: `e${read}`.padEnd(1000) };
      }
    } finally {
      isEnded = true;
    }
  }
  const shielded = Object.create(sample.services.shielded, {
    edition: { value: () => sample.services.shielded.edition() },
    events: { value: async () => ({ events: [(await rows().next()).value], next: "more" }) },
  });
  const download = { id: "endless", mediaType: "text/plain", extension: "txt", write: () => lines(rows()) };
  async function* lines(source: AsyncIterable<{ id: string }>) {
    for await (const { id } of source) yield new TextEncoder().encode(id);
  }
  const own = await serve(app({ ...sample.services, shielded, downloads: [download] }), {
    host: "127.0.0.1",
    port: 0,
  });
  const response = await fetch(`http://127.0.0.1:${own.port}/api/export/endless`);
  const reader = response.body!.getReader();
  await reader.read();
  await reader.cancel();
  for (let i = 0; i < 50 && !isEnded; i++) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(isEnded).toBe(true);
  await own.close();
});

test("a job that is watched over a socket is told to its end", async () => {
  const job = sample.services.jobs.start("refresh", async (progress) => {
    for (let done = 1; done <= 3; done++) {
      progress({ done, total: 3 });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return { edition: 1, findings: [] };
  });
  const response = await fetch(`http://127.0.0.1:${running.port}/api/jobs/${job.id}/events`);
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const text = await response.text();
  expect(text).toContain('"done":3');
  expect(text.trim().split("\n").at(-1)).toContain('"state":"done"');
});

test("a fault of ours is 500 without its words, and a line in the log", async () => {
  const lines: string[] = [];
  const views = Object.create(sample.services.views, {
    edition: {
      value: () => {
        throw new Error("secret path");
      },
    },
  });
  const answer = await app({ ...sample.services, views, log: (line) => lines.push(line) }).request(
    "/api/edition",
  );
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain("secret");
  expect(lines.join()).toContain("secret path");
  expect(new Problem("failed", "a", "b").body().status).toBe(500);
});

describe("the commands", () => {
  const home = mkdtempSync(join(tmpdir(), "quipu-serve-"));
  afterAll(() => rmSync(home, { recursive: true, force: true }));
  const env = { QUIPU_HOME: home };

  test("only loopback addresses are taken for loopback", () => {
    for (const host of ["127.0.0.1", "127.1.2.3", "::1", "localhost", "::ffff:127.0.0.1"])
      expect(isLoopbackHost(host)).toBe(true);
    for (const host of [
      "0.0.0.0",
      "::",
      "192.168.0.1",
      "example.org",
      "localhost.example.org",
      "127.0.0.1.example.org",
      "1",
    ])
      expect(isLoopbackHost(host)).toBe(false);
  });

  test("quipu serve refuses to be reached from elsewhere without accounts", () => {
    for (const args of [
      ["--host", "0.0.0.0"],
      ["--host", "::"],
      ["--url", "https://quipu.example.org"],
    ]) {
      const { code, err } = quipu(["serve", "--port", "0", ...args], "", env);
      expect([code, /accounts/.test(err)]).toEqual([2, true]);
    }
  });

  test("quipu account adds, lists, gives tokens, takes them back and removes", () => {
    expect(quipu(["account", "add", "ana", "--role", "coder"], "correct horse battery\n", env).code).toBe(0);
    expect(statSync(join(home, "accounts.json")).mode & 0o777).toBe(0o600);
    expect(quipu(["account", "add", "ben"], "correct horse battery\n", env).err).toContain("--role");
    expect(quipu(["account", "add", "ben", "--role", "boss"], "x\n", env).err).toContain("adjudicator");
    const token = quipu(["account", "token", "ana", "--scope", "write"], "", env);
    expect(token.out).toMatch(/^quipu_[\w-]{43}\n$/);
    expect(quipu(["account", "add", "cleo", "--role", "reader", "--no-password"], "", env).code).toBe(0);
    const idle = quipu(["account", "token", "cleo", "--scope", "write"], "", env);
    expect([idle.code, idle.out, /cleo is a reader/.test(idle.err)]).toEqual([2, "", true]);
    expect(quipu(["account", "token", "cleo"], "", env).code).toBe(0);
    const [row] = JSON.parse(quipu(["account", "list", "--json"], "", env).out);
    expect(row).toMatchObject({ name: "ana", role: "coder", password: true });
    expect(JSON.stringify(row)).not.toContain("argon2");
    expect(quipu(["account", "revoke", "ana", row.tokens[0].id], "", env).code).toBe(0);
    expect(quipu(["account", "remove", "ana"], "", env).code).toBe(0);
    expect(quipu(["account", "remove", "ana"], "", env).code).toBe(2);
  });

  test("quipu serve says where it is, answers, and ends well when told to", async () => {
    const cli = fileURLToPath(new URL("../dist/src/app/cli.js", import.meta.url));
    const child = spawn(process.execPath, [cli, "serve", "--port", "0"], { env: { ...process.env, ...env } });
    let err = "";
    const address = await new Promise<string>((resolve, reject) => {
      child.stderr.on("data", (chunk) => {
        err += chunk;
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(err)?.[0];
        if (found !== undefined) resolve(found);
      });
      child.on("exit", () => reject(new Error(err)));
    });
    const health = (await (await fetch(`${address}/api/health`)).json()) as { state: string };
    expect(health.state).toBe("ok");
    const taken = quipu(["serve", "--port", new URL(address).port], "", env);
    expect([taken.code, /--port/.test(taken.err)]).toEqual([2, true]);
    const code = new Promise((resolve) => child.on("exit", resolve));
    child.kill("SIGTERM");
    expect(await code).toBe(0);
  });
});

const HAS_GDAL = spawnSync("ogrinfo", ["--version"]).status === 0;
if (!HAS_GDAL && process.env.CI !== "true")
  console.log("ogrinfo is not installed: GDAL is not tried on /ogc.");

describe.skipIf(!HAS_GDAL && process.env.CI !== "true")("GDAL", () => {
  const ogrinfo = async (...args: string[]) => {
    const address = `OAPIF:http://127.0.0.1:${gdal.port}/ogc`;
    return (await promisify(execFile)("ogrinfo", ["-ro", ...args, address, "events"], { timeout: 60_000 }))
      .stdout;
  };
  let gdal: Running;
  beforeAll(async () => {
    gdal = await serve(sample.server, { host: "127.0.0.1", port: 0 });
  });
  afterAll(() => gdal?.close());
  const counted = (text: string) => Number(/Feature Count: (\d+)/.exec(text)?.[1]);
  const ids = (text: string) => [...text.matchAll(/^ {2}id \(String\) = (.+)$/gm)].map((match) => match[1]);

  test("opens /ogc as it is, with the fields and every event over pages", async () => {
    const { total } = (await (await fetch(`http://127.0.0.1:${running.port}/api/events`)).json()) as {
      total: number;
    };
    const summary = await ogrinfo("-al", "-so");
    expect(summary).toContain("Geometry: Point");
    expect(summary).toMatch(/WGS 84/);
    for (const field of ["type: String", "start: Date", "crowd_size_low: Integer", "confidence: Real"])
      expect(summary).toContain(field);
    expect(counted(summary)).toBe(total);
    const paged = await ogrinfo("-al", "-oo", "PAGE_SIZE=2");
    expect(new Set(ids(paged)).size).toBe(total);
  });

  test("filters by box and by time on the server", async () => {
    const lima = await ogrinfo("-al", "-spat", "-78", "-13", "-76", "-11");
    expect(lima).toContain("place (String) = Lima");
    expect(lima).not.toContain("Arequipa");
    const february = await ogrinfo("-al", "-where", "start >= '2024/02/01' AND start <= '2024/02/28'");
    expect(february).toContain("PRO.BLOCK");
    expect(february).not.toContain("REP.ARREST");
  });
});
