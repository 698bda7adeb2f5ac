/** Promises of who may do what: every route with every role, cookies and tokens, other sites and hosts, limits, private names. */
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Accounts } from "../src/app/http/accounts.js";
import { mayUse, ROLES, type Role } from "../src/app/http/roles.js";
import { ROUTE_IDS, ROUTES, type Route } from "../src/app/http/routes.js";
import { SignIns } from "../src/app/http/sign-ins.js";
import { posted, type Sample, sampleServer } from "./http-sample.js";

const PASSWORD = "correct horse battery";
const tokens = new Map<Role, string>();
let reading = "";
let sample: Sample;
let clock = Date.parse("2024-03-05T12:00:00Z");

beforeAll(async () => {
  const home = mkdtempSync(join(tmpdir(), "quipu-access-"));
  const web = join(home, "web");
  mkdirSync(join(web, "assets"), { recursive: true });
  writeFileSync(join(web, "index.html"), "<!doctype html><title>Quipu</title>");
  writeFileSync(join(web, "assets/index-4f2aB9xQ.js"), "export {}");
  writeFileSync(join(web, "notes.md"), "not for the web");
  symlinkSync("/etc/hostname", join(web, "assets/link.txt"));
  const accounts = new Accounts(home);
  for (const role of ROLES) {
    await accounts.add(role, role, role === "admin" ? null : PASSWORD, new Date(clock));
    tokens.set(role, accounts.addToken(role, "write", new Date(clock)));
  }
  reading = accounts.addToken("admin", "read", new Date(clock));
  sample = await sampleServer({ env: { QUIPU_HOME: home }, web, now: () => new Date(clock) });
}, 120_000);
afterAll(() => sample?.close());

const request = async (path: string, init: RequestInit = {}) => sample.server.request(path, init);
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const login = (name: string, password: string, headers: Record<string, string> = {}) =>
  request("/login", posted({ name, password }, headers));
/** The cookie of a sign-in as the browser sends it back. */
const cookieOf = (answer: Response) => ({ cookie: answer.headers.get("set-cookie")!.split(";")[0]! });

describe("every route with every role", () => {
  for (const id of ROUTE_IDS) {
    const { method, path, access }: Route = ROUTES[id];
    for (const role of [null, ...ROLES]) {
      const may = mayUse(role, access);
      test(`${method} ${path} is ${may ? "open" : "closed"} to ${role ?? "nobody in particular"}`, async () => {
        const headers: Record<string, string> = role === null ? {} : bearer(tokens.get(role)!);
        const init = method === "GET" ? { headers } : posted({}, headers);
        const answer = await request(path.replaceAll(/\{\w+\}/g, "x"), init);
        await answer.body?.cancel();
        if (may) expect([401, 403]).not.toContain(answer.status);
        else expect(answer.status).toBe(role === null ? 401 : 403);
      });
    }
  }

  test("the GIS service is for readers", async () => {
    for (const path of [
      "/ogc",
      "/ogc/api",
      "/ogc/conformance",
      "/ogc/collections",
      "/ogc/collections/events/items",
    ]) {
      expect([path, (await request(path)).status]).toEqual([path, 401]);
      expect((await request(path, { headers: bearer(tokens.get("reader")!) })).status).toBe(200);
    }
  });
});

describe("tokens", () => {
  test("that may read only do not write", async () => {
    expect((await request("/api/events", { headers: bearer(reading) })).status).toBe(200);
    expect((await request("/api/editions", posted({}, bearer(reading)))).status).toBe(403);
  });

  test("that are wrong are refused, even where nothing is needed but an account", async () => {
    const wrong = `${reading.slice(0, -1)}${reading.endsWith("A") ? "B" : "A"}`;
    for (const authorization of [`Bearer ${wrong}`, "Bearer", "Basic YTpi", ""])
      expect((await request("/api/events", { headers: { authorization } })).status).toBe(401);
  });

  test("and passwords stand in no file", () => {
    const file = readFileSync(sample.services.accounts!.path, "utf8");
    for (const secret of [...tokens.values(), reading, PASSWORD]) expect(file).not.toContain(secret);
    expect(file).toContain("$argon2id$");
    expect(statSync(sample.services.accounts!.path).mode & 0o777).toBe(0o600);
  });

  test("of an account that is removed stop working at once", async () => {
    const { accounts } = sample.services;
    await accounts!.add("guest", "reader", null, new Date(clock));
    const token = accounts!.addToken("guest", "read", new Date(clock));
    expect((await request("/api/events", { headers: bearer(token) })).status).toBe(200);
    accounts!.remove("guest");
    expect((await request("/api/events", { headers: bearer(token) })).status).toBe(401);
  });
});

describe("signing in", () => {
  test("gives a cookie that scripts cannot read and other sites do not send", async () => {
    const answer = await login("coder", PASSWORD);
    expect(answer.status).toBe(204);
    const cookie = answer.headers.get("set-cookie")!;
    for (const part of ["__Host-quipu=", "HttpOnly", "Secure", "SameSite=Strict", "Path=/"])
      expect(cookie).toContain(part);
    expect(cookie).not.toContain("Domain");
  });

  test("lets writes through with the token of the account only", async () => {
    const cookie = cookieOf(await login("adjudicator", PASSWORD));
    const account = (await (await request("/api/account", { headers: cookie })).json()) as Record<
      string,
      string
    >;
    expect(account).toMatchObject({
      name: "adjudicator",
      coder: "human:adjudicator",
      role: "adjudicator",
      accounts: true,
    });
    expect((await request("/api/editions", posted({}, cookie))).status).toBe(403);
    expect((await request("/api/editions", posted({}, { ...cookie, "x-quipu-csrf": "guess" }))).status).toBe(
      403,
    );
    expect(
      (await request("/api/editions", posted({}, { ...cookie, "x-quipu-csrf": account.csrf! }))).status,
    ).toBe(202);
  });

  test("ends with signing out, and after half a day without a request", async () => {
    const cookie = cookieOf(await login("reader", PASSWORD));
    const { csrf } = (await (await request("/api/account", { headers: cookie })).json()) as { csrf: string };
    expect(
      (await request("/logout", { method: "POST", headers: { ...cookie, "x-quipu-csrf": csrf } })).status,
    ).toBe(204);
    expect((await request("/api/account", { headers: cookie })).status).toBe(401);
    const other = cookieOf(await login("reader", PASSWORD));
    clock += 13 * 3_600_000;
    expect((await request("/api/account", { headers: other })).status).toBe(401);
  });

  test("with a wrong password, an unknown name or an account without password says the same", async () => {
    const answers = [await login("reader", "x"), await login("nobody", PASSWORD), await login("admin", "")];
    const bodies = await Promise.all(answers.slice(0, 2).map((answer) => answer.text()));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 400]);
    expect(bodies[0]).toBe(bodies[1]);
  });

  test("by the form goes on to a page of this server only, and shows names as text", async () => {
    const form = (to: string, password = PASSWORD) =>
      request("/login", {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ name: "coder", password, to }),
      });
    expect((await form("/reports?state=coded")).headers.get("location")).toBe("/reports?state=coded");
    for (const to of ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
      expect((await form(to)).headers.get("location")).toBe("/");
    const page = await (
      await request(`/login?to=${encodeURIComponent('/"><script>alert(1)</script>')}`)
    ).text();
    expect(page).not.toContain("<script>");
    clock += 3_600_000;
  });

  test("outlives a restart, and stands in no file", async () => {
    const cookie = cookieOf(await login("reader", PASSWORD));
    const { csrf } = (await (await request("/api/account", { headers: cookie })).json()) as { csrf: string };
    const again = new SignIns(sample.home);
    const found = again.find(cookie.cookie.split("=")[1]!, clock);
    expect(found).toMatchObject({ name: "reader", csrf });
    const folder = join(sample.home, "sign-ins");
    for (const name of readdirSync(folder)) {
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
      const file = name + readFileSync(join(folder, name), "utf8");
      expect(file).not.toContain(cookie.cookie.split("=")[1]!);
      expect(file).not.toContain(csrf);
    }
    expect(again.find("../../accounts.json", clock)).toBeNull();
  });

  test("ends everywhere at once, by the account itself or when the account is made anew", async () => {
    const one = cookieOf(await login("reader", PASSWORD));
    const two = cookieOf(await login("reader", PASSWORD));
    const other = cookieOf(await login("coder", PASSWORD));
    const status = async (headers: Record<string, string>) =>
      (await request("/api/account", { headers })).status;
    const { csrf } = (await (await request("/api/account", { headers: one })).json()) as { csrf: string };
    const out = { method: "POST", headers: { ...one, "x-quipu-csrf": csrf } };
    expect((await request("/logout?everywhere=1", out)).status).toBe(204);
    expect([await status(one), await status(two), await status(other)]).toEqual([401, 401, 200]);
    const { accounts, signIns } = sample.services;
    await accounts!.add("gale", "reader", PASSWORD, new Date(clock));
    const old = cookieOf(await login("gale", PASSWORD));
    clock += 1000;
    accounts!.remove("gale");
    await accounts!.add("gale", "admin", `${PASSWORD} two`, new Date(clock));
    expect(await status(old)).toBe(401);
    expect(signIns.endAll("gale")).toBe(1);
    accounts!.remove("gale");
  });

  test("counts wrong tries only, for an account and an address together", async () => {
    const from = (remoteAddress: string, headers: Record<string, string> = {}, password = "wrong") =>
      sample.server.request("/login", posted({ name: "coder", password }, headers), {
        incoming: { socket: { remoteAddress } },
      });
    for (let i = 0; i < 15; i++) expect((await from("192.0.2.1", {}, PASSWORD)).status).toBe(204);
    for (let i = 0; i < 10; i++) expect((await from("192.0.2.1")).status).toBe(401);
    expect((await from("192.0.2.1", {}, PASSWORD)).status).toBe(429);
    // Its owner, elsewhere, is not kept out; a header that anybody can write changes nothing.
    expect((await from("192.0.2.2", {}, PASSWORD)).status).toBe(204);
    expect((await from("192.0.2.1", { "x-forwarded-for": "192.0.2.9" })).status).toBe(429);
    clock += 15 * 60_000;
  });

  test("is tried ten times and then not for a while", async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++) statuses.push((await login("reader", "wrong")).status);
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401));
    expect(statuses.slice(10)).toEqual([429, 429]);
    const answer = await login("reader", PASSWORD);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(10);
    clock += 15 * 60_000;
    expect((await login("reader", PASSWORD)).status).toBe(204);
  });
});

test("writes are limited for each account, and the answers say how much is left", async () => {
  const first = await request("/api/judgements", posted({}, bearer(tokens.get("adjudicator")!)));
  expect(first.headers.get("ratelimit-policy")).toBe('"writes";q=300;w=60');
  expect(first.headers.get("ratelimit")).toMatch(/^"writes";r=29\d;t=0$/);
  const headers = bearer(tokens.get("coder")!);
  let refused = 0;
  for (let i = 0; i < 310; i++)
    if ((await request("/api/judgements", posted({}, headers))).status === 429) refused++;
  expect(refused).toBeGreaterThan(5);
  expect((await request("/api/judgements", posted({}, bearer(tokens.get("admin")!)))).status).toBe(400);
  clock += 60_000;
});

describe("another site", () => {
  test("cannot have a browser read or write, but its links may be followed", async () => {
    const token = bearer(tokens.get("admin")!);
    const evil = { ...token, host: "localhost", origin: "https://evil.example" };
    expect((await request("/api/editions", posted({}, evil))).status).toBe(403);
    expect((await request("/api/events", { headers: evil })).status).toBe(403);
    expect((await request("/api/editions", posted({}, { ...token, origin: "null" }))).status).toBe(403);
    const image = { ...token, "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" };
    expect((await request("/api/events", { headers: image })).status).toBe(403);
    const link = { ...token, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
    expect((await request("/", { headers: link })).status).toBe(200);
    const own = { ...token, host: "localhost:8484", origin: "http://localhost:8484" };
    expect((await request("/api/events", { headers: own })).status).toBe(200);
  });

  test("cannot pass as this one by its name (DNS rebinding)", async () => {
    for (const host of [
      "evil.example",
      "evil.example:8484",
      "localhost.evil.example",
      "127.0.0.1@evil.example",
      "a/b",
    ]) {
      const answer = await request("/api/health", { headers: { host } });
      expect([host, answer.status]).toEqual([host, 421]);
    }
    for (const host of ["localhost", "127.0.0.1:9", "[::1]:8484"])
      expect((await request("/api/health", { headers: { host } })).status).toBe(200);
  });
});

describe("every answer", () => {
  test("forbids what is inline, framed or from elsewhere; errors too", async () => {
    for (const path of ["/api/health", "/api/none", "/login", "/", "/assets/index-4f2aB9xQ.js"]) {
      const { headers } = await request(path);
      const policy = headers.get("content-security-policy")!;
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain("unsafe");
      expect(policy).not.toContain("http");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("access-control-allow-origin")).toBeNull();
      expect(headers.get("cache-control")).not.toBeNull();
    }
  });
});

describe("the files of the web build", () => {
  test("are those of the list, and nothing beside them", async () => {
    const script = await request("/assets/index-4f2aB9xQ.js");
    expect([script.status, script.headers.get("cache-control")]).toEqual([
      200,
      "public, max-age=31536000, immutable",
    ]);
    for (const path of ["/events/ev-1", "/", "/reports"])
      expect(await (await request(path)).text()).toContain("<title>Quipu</title>");
    for (const path of [
      "/notes.md",
      "/assets/link.txt",
      "/assets/none.js",
      "/../accounts.json",
      "/%2e%2e/accounts.json",
      "/assets/..%2f..%2faccounts.json",
      "/assets/%5c..%5c..%5caccounts.json",
      "/accounts.json",
      "/etc/passwd.txt",
    ]) {
      const answer = await request(path);
      expect([path, answer.status]).toEqual([path, 404]);
    }
  });
});

describe("readers", () => {
  test("see the edition as it may leave: no private name, no long quote; coders see the words", async () => {
    const as = async (role: Role, path: string) =>
      (await request(path, { headers: bearer(tokens.get(role)!) })).text();
    for (const path of ["/api/events", "/api/points", "/api/facets", "/api/actors", "/api/events?format=csv"])
      expect(await as("reader", path)).not.toContain("Rosa");
    const { items } = JSON.parse(await as("reader", "/api/events")) as { items: { id: string }[] };
    for (const { id } of items) {
      const { claims } = JSON.parse(await as("reader", `/api/events/${id}`)) as {
        claims: { quotes: { quote: string }[] }[];
      };
      for (const { quotes } of claims)
        for (const { quote } of quotes)
          expect(quote.split(/\s+/).filter((word) => word !== "…").length).toBeLessThanOrEqual(10);
    }
    expect((await request("/api/reports/lima-1", { headers: bearer(tokens.get("reader")!) })).status).toBe(
      403,
    );
    expect(await as("coder", "/api/reports/lima-1")).toContain("Rosa Quispe");
  });

  test("and coders never share a kept answer", async () => {
    const etags = await Promise.all(
      (["reader", "coder"] as const).map(async (role) =>
        (await request("/api/points", { headers: bearer(tokens.get(role)!) })).headers.get("etag"),
      ),
    );
    expect(etags[0]).not.toBe(etags[1]);
  });
});

describe("the file of accounts", () => {
  const home = mkdtempSync(join(tmpdir(), "quipu-accounts-"));
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  test("is not read when others can read it", () => {
    writeFileSync(join(home, "accounts.json"), '{"version":1,"accounts":[]}', { mode: 0o600 });
    expect(new Accounts(home).all()).toEqual([]);
    chmodSync(join(home, "accounts.json"), 0o644);
    expect(() => new Accounts(home).all()).toThrow(/chmod 600/);
  });

  test("takes no short password, no odd name, and no name twice", async () => {
    const accounts = new Accounts(join(home, "new"));
    const now = new Date(clock);
    await expect(accounts.add("ana", "coder", "short", now)).rejects.toThrow(/at least 10/);
    await expect(accounts.add("Ana B", "coder", PASSWORD, now)).rejects.toThrow(/small letters/);
    await accounts.add("ana", "coder", PASSWORD, now);
    await expect(accounts.add("ana", "reader", PASSWORD, now)).rejects.toThrow(/already/);
    expect(() => accounts.remove("ben")).toThrow(/no account/);
    expect(() => accounts.removeToken("ana", "x")).toThrow(/no token/);
  });
});
