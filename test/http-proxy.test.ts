/** Promises of a server behind a reverse proxy that speaks TLS: where browsers are, what they are told, whose headers are believed. */
import { mkdtempSync } from "node:fs";
import { request as ask, createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Accounts } from "../src/app/http/accounts.js";
import { proxiesOf } from "../src/app/http/proxies.js";
import { type Running, serve } from "../src/app/http/serve.js";
import { type Sample, sampleServer } from "./http-sample.js";

const PASSWORD = "correct horse battery";
const PUBLIC = "https://quipu.example.org";
const lines: string[] = [];
let sample: Sample;
let running: Running;
let proxy: Server;
/** Whom the proxy takes the other end of its connection for: on one machine all are 127.0.0.1. */
let visitor = "203.0.113.7";

beforeAll(async () => {
  const home = mkdtempSync(join(tmpdir(), "quipu-proxy-"));
  await new Accounts(home).add("ana", "coder", PASSWORD, new Date(0));
  sample = await sampleServer({
    env: { QUIPU_HOME: home, QUIPU_TRUSTED_PROXIES: "127.0.0.1, 10.0.0.0/8" },
    publicUrl: PUBLIC,
    log: (line) => lines.push(line),
  });
  running = await serve(sample.server, { host: "127.0.0.1", port: 0 });
  // What nginx does with `proxy_set_header Host $host` and `X-Forwarded-For $proxy_add_x_forwarded_for`.
  proxy = createServer((incoming, outgoing) => {
    const before = incoming.headers["x-forwarded-for"];
    const headers = {
      ...incoming.headers,
      host: "quipu.example.org",
      "x-forwarded-for": before === undefined ? visitor : `${before}, ${visitor}`,
      "x-forwarded-proto": "https",
    };
    const { method, url: path } = incoming;
    const on = { port: running.port, host: "127.0.0.1", method, path, headers };
    const passed = ask(on as object, (answer: IncomingMessage) => {
      outgoing.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
}, 120_000);
afterAll(async () => {
  proxy?.closeAllConnections();
  proxy?.close();
  await running?.close();
  await sample?.close();
});

const through = (path: string, init: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}${path}`, init);
const login = (password: string, headers: Record<string, string> = {}) =>
  through("/login", {
    method: "POST",
    headers: { "content-type": "application/json", origin: PUBLIC, ...headers },
    body: JSON.stringify({ name: "ana", password }),
  });

describe("behind a proxy", () => {
  test("cookies are for https alone, browsers are told to stay there, and addresses are those outside", async () => {
    const answer = await login(PASSWORD);
    expect(answer.status).toBe(204);
    expect(answer.headers.get("set-cookie")).toMatch(/^__Host-quipu=.*Secure/);
    expect(answer.headers.get("strict-transport-security")).toContain("max-age=");
    const cookie = answer.headers.get("set-cookie")!.split(";")[0]!;
    const landing = await (await through("/ogc", { headers: { cookie, accept: "application/json" } })).text();
    expect(landing).toContain(`${PUBLIC}/ogc`);
    expect(landing).not.toContain("127.0.0.1");
  });

  test("wrong passwords count for the visitor, not for the proxy and not for what a visitor claims to be", async () => {
    const forged = { "x-forwarded-for": "198.51.100.1" };
    for (let i = 0; i < 10; i++) expect((await login("wrong", forged)).status).toBe(401);
    expect((await login(PASSWORD, { "x-forwarded-for": "198.51.100.2" })).status).toBe(429);
    expect(lines.at(-1)).toContain('"ana" from 203.0.113.7');
    visitor = "203.0.113.8";
    expect((await login(PASSWORD)).status).toBe(204);
    // A second proxy of ours, inside, is passed over.
    visitor = "203.0.113.7, 10.1.2.3";
    expect((await login(PASSWORD)).status).toBe(429);
  });

  test("requests for the inner address, or from another site, are refused", async () => {
    const evil = await through("/api/health", { headers: { origin: "https://evil.example" } });
    expect(evil.status).toBe(403);
    const inner = await fetch(`http://127.0.0.1:${running.port}/api/health`, {
      headers: { origin: PUBLIC },
    });
    expect(inner.status).toBe(200);
  });

  test("what is no address among the proxies is said at the start", () => {
    expect(proxiesOf(undefined)).toEqual([]);
    expect(() => proxiesOf("127.0.0.1, proxy.example")).toThrow(/"proxy.example" is no address/);
    expect(proxiesOf("::1,10.0.0.0/8")).toHaveLength(2);
  });
});
