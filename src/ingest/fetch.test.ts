import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { folderForTests, pageOf, readThrough, zipOf } from "../../test/ingest-kit.js";
import { type FetchOptions, makeFetcher } from "./fetch.js";
import { allowedOf, checkIp, checkTarget, guardedLookup, RefusedAddress } from "./guard.js";
import { secondsOf } from "./request.js";

const { file } = folderForTests();
const AGENT = "quipu/test (reads news; test@example.org)";
const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of cleanUp.splice(0).reverse()) await end();
});

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A server of its own on this machine, and what it was asked. */
async function serve(routes: Record<string, Handler | string>) {
  const asked: IncomingMessage[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(request);
    const route = routes[request.url!] ?? (request.url === "/robots.txt" ? undefined : routes["*"]);
    if (route === undefined) response.writeHead(404).end();
    else if (typeof route === "string") response.writeHead(200, { "content-type": "text/html" }).end(route);
    else route(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanUp.push(() => new Promise((resolve) => server.closeAllConnections() ?? server.close(resolve)));
  const { port } = server.address() as AddressInfo;
  return { port, at: `http://127.0.0.1:${port}`, asked, paths: () => asked.map(({ url }) => url) };
}

/** A fetcher that may reach this machine at the port, and whose clock does not wait but counts. */
function fetcher(port: number | null, options: Partial<FetchOptions> = {}) {
  const slept: number[] = [];
  let now = 0;
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      slept.push(ms);
      now += ms;
    },
  };
  const allow = port === null ? [] : [`127.0.0.1:${port}`, `news.example:${port}`];
  const made = makeFetcher({ userAgent: AGENT, allow, clock, ...options });
  cleanUp.push(() => made.close());
  return { ...made, slept };
}

const PLAIN = { rate: 2, limit: 1_000_000 };

describe("what is refused", () => {
  test.each([
    "http://127.0.0.1/",
    "http://localhost/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://0/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[fe80::1]/",
    "http://[fd00:ec2::254]/",
    "http://[ff02::1]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://168.63.129.16/",
    "http://100.100.100.200/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://198.18.0.1/",
    "https://1.1.1.1:8080/",
    "https://user:secret@x.example/",
    "ftp://x.example/",
    "file:///etc/passwd",
    "gopher://x.example/",
  ])("%s", async (address) => {
    expect(await fetcher(null).get(address, PLAIN)).toMatchObject({ kind: "failed", code: "fetch.refused" });
  });

  test("a name that resolves to a private address, to any one of several, or to another the second time", async () => {
    let times = 0;
    const answers: Record<string, () => string[]> = {
      "public.example": () => ["93.184.215.14"],
      "inside.example": () => ["10.1.2.3"],
      "mixed.example": () => ["93.184.215.14", "127.0.0.1"],
      "mapped.example": () => ["::ffff:169.254.169.254"],
      "rebinding.example": () => (times++ === 0 ? ["93.184.215.14"] : ["127.0.0.1"]),
    };
    const lookup = guardedLookup(async (host) => answers[host]!(), []);
    const found = (host: string) =>
      new Promise((resolve) => lookup(host, { all: true }, (error, rows) => resolve(error ?? rows)));
    const pass = [{ address: "93.184.215.14", family: 4 }];
    expect(await found("public.example")).toEqual(pass);
    for (const host of ["inside.example", "mixed.example", "mapped.example"])
      expect(await found(host), host).toBeInstanceOf(RefusedAddress);
    // What the connection is given is what was checked: a second answer is checked anew.
    expect(await found("rebinding.example")).toEqual(pass);
    expect(await found("rebinding.example")).toBeInstanceOf(RefusedAddress);
    const one = fetcher(null, { resolve: async () => ["127.0.0.1"] });
    expect(await one.get("http://rebinding.example/", PLAIN)).toMatchObject({ code: "fetch.refused" });
  });

  test("a redirect to this machine, to metadata, to a name inside, or to another protocol", async () => {
    for (const target of [
      "http://127.0.0.2/",
      "http://169.254.169.254/",
      "http://inside.example/",
      "file:///etc/passwd",
      "http://[::1]:80/",
    ]) {
      const { port, at, paths } = await serve({
        "/go": (_, response) => response.writeHead(302, { location: target }).end(),
      });
      const one = fetcher(port, { resolve: async () => ["192.168.0.7"] });
      expect(await one.get(`${at}/go`, PLAIN), target).toMatchObject({
        kind: "failed",
        code: "fetch.refused",
      });
      expect(paths()).toEqual(["/robots.txt", "/go"]);
    }
  });

  test("a redirect of robots.txt to a place inside", async () => {
    const { port, at, paths } = await serve({
      "/robots.txt": (_, response) =>
        response.writeHead(301, { location: "http://10.0.0.1/robots.txt" }).end(),
      "/a": "never",
    });
    expect(await fetcher(port).get(`${at}/a`, PLAIN)).toMatchObject({ code: "fetch.refused" });
    expect(paths()).toEqual(["/robots.txt"]);
  });

  test("and nothing that the list allows: a range, a name, a port", () => {
    expect(() => checkIp("10.2.3.4", "10.2.3.4", allowedOf(["10.0.0.0/8"]))).not.toThrow();
    expect(() => checkIp("11.2.3.4", "x", allowedOf(["10.0.0.0/8"]))).not.toThrow();
    expect(() => checkIp("10.2.3.4", "desk.example", allowedOf(["desk.example"]))).not.toThrow();
    expect(() => checkTarget(new URL("http://x.example:8080/"), allowedOf(["x.example:8080"]))).not.toThrow();
    expect(() => checkTarget(new URL("http://y.example:8080/"), allowedOf(["x.example:8080"]))).toThrow(
      RefusedAddress,
    );
    expect(() => checkIp("192.168.0.1", "x", allowedOf(["10.0.0.0/8"]))).toThrow(RefusedAddress);
  });
});

describe("politeness", () => {
  test("asks for robots.txt once, and leaves out what it disallows", async () => {
    const { port, at, paths } = await serve({
      "/robots.txt": (_, response) =>
        response.end("User-agent: *\nDisallow: /\n\nUser-agent: quipu\nDisallow: /private\nCrawl-delay: 7\n"),
      "/a": pageOf("A."),
      "/b": pageOf("B."),
    });
    const one = fetcher(port);
    expect(await one.get(`${at}/a`, PLAIN)).toMatchObject({ kind: "body" });
    expect(await one.get(`${at}/private/x`, PLAIN)).toMatchObject({ code: "fetch.robots" });
    expect(await one.get(`${at}/b`, PLAIN)).toMatchObject({ kind: "body" });
    expect(paths()).toEqual(["/robots.txt", "/a", "/b"]);
    expect(one.slept).toEqual([7_000, 7_000]);
  });

  test("takes a site whose robots.txt fails for one that allows nothing", async () => {
    const { port, at } = await serve({
      "/robots.txt": (_, response) => response.writeHead(500).end(),
      "/a": "A",
    });
    expect(await fetcher(port).get(`${at}/a`, PLAIN)).toMatchObject({ code: "fetch.robots" });
  });

  test("says that a site cannot be reached, and blames no robots.txt for it", async () => {
    const unknown = async () => {
      throw Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND" });
    };
    const gone = await fetcher(null, { resolve: unknown }).get("https://gone.example/feed", PLAIN);
    expect(gone).toMatchObject({
      code: "fetch.failed",
      message: expect.stringMatching(/name gone\.example\. Check/),
    });
    const { port, at } = await serve({});
    const closed = Number(new URL(at).port);
    const deaf = fetcher(port, { allow: ["127.0.0.1:1"] });
    expect(await deaf.get("http://127.0.0.1:1/feed", PLAIN)).toMatchObject({
      code: "fetch.failed",
      message: expect.stringMatching(/127\.0\.0\.1:1 takes no connection/),
    });
    expect(await fetcher(null).get(`http://news.example:${closed}/`, PLAIN)).toMatchObject({
      code: "fetch.refused",
      message: expect.stringContaining(`QUIPU_FETCH_ALLOW=news.example:${closed}`),
    });
  });

  test("asks a host for one thing at a time, with a pause, and says who it is", async () => {
    let open = 0;
    let most = 0;
    const { port, at, asked } = await serve({
      "*": (_, response) => {
        most = Math.max(most, ++open);
        setTimeout(() => {
          open--;
          response.end("A");
        }, 20);
      },
    });
    const one = fetcher(port);
    await Promise.all(["/1", "/2", "/3"].map((path) => one.get(at + path, PLAIN)));
    expect(most).toBe(1);
    expect(one.slept).toEqual([2_000, 2_000, 2_000]);
    expect(asked.map((request) => request.headers["user-agent"])).toEqual(Array(4).fill(AGENT));
  });

  test("asks again after a while, as long as the server says, and gives up in the end", async () => {
    let times = 0;
    const { port, at } = await serve({
      "/busy": (_, response) =>
        ++times === 1 ? response.writeHead(429, { "retry-after": "11" }).end() : response.end("A"),
      "/down": (_, response) => response.writeHead(503).end(),
      "/later": (_, response) => response.writeHead(503, { "retry-after": "99999" }).end(),
    });
    const one = fetcher(port);
    expect(await one.get(`${at}/busy`, PLAIN)).toMatchObject({ kind: "body" });
    expect(one.slept).toContain(11_000);
    expect(await one.get(`${at}/down`, PLAIN)).toMatchObject({
      code: "fetch.status",
      message: expect.stringContaining("503"),
    });
    expect(await one.get(`${at}/later`, PLAIN)).toMatchObject({
      message: expect.stringContaining("99999 seconds"),
    });
    expect(secondsOf("Thu, 04 Mar 2021 10:00:10 GMT", Date.parse("2021-03-04T10:00:00Z"))).toBe(10);
  });

  test("asks with what the server said the last time, and takes no for an answer", async () => {
    const { port, at, asked } = await serve({
      "/a": (request, response) =>
        request.headers["if-none-match"] === '"v1"'
          ? response.writeHead(304).end()
          : response
              .writeHead(200, { etag: '"v1"', "last-modified": "Thu, 04 Mar 2021 10:00:00 GMT" })
              .end("A"),
    });
    const first = await fetcher(port).get(`${at}/a`, PLAIN);
    if (first.kind !== "body") throw new Error(first.kind);
    const again = fetcher(port, { validators: () => first.validators });
    expect(await again.get(`${at}/a`, PLAIN)).toEqual({ kind: "unchanged" });
    expect(asked.at(-1)!.headers["if-modified-since"]).toBe("Thu, 04 Mar 2021 10:00:00 GMT");
  });
});

describe("limits", () => {
  test.each([
    ["a body that is too large", (response: ServerResponse) => response.end(Buffer.alloc(2_000_000))],
    [
      "a body that says that it is too large",
      (response: ServerResponse) =>
        response.writeHead(200, { "content-length": "5000000" }).end(Buffer.alloc(5_000_000)),
    ],
    [
      "a body that unpacks to too much",
      (response: ServerResponse) =>
        response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(50_000_000))),
    ],
    [
      "a packing that is none",
      (response: ServerResponse) => response.writeHead(200, { "content-encoding": "gzip" }).end("not packed"),
    ],
    [
      "a packing that nobody knows",
      (response: ServerResponse) => response.writeHead(200, { "content-encoding": "zork" }).end("A"),
    ],
    [
      "a connection that breaks",
      (response: ServerResponse) =>
        response.writeHead(200, { "content-length": "100" }).write("A", () => response.destroy()),
    ],
    ["silence", () => {}],
  ])("%s is a finding", async (_name, answer) => {
    const { port, at } = await serve({ "/a": (_, response) => void answer(response) });
    const one = fetcher(port, { patience: { silence: 300, page: 3_000 } });
    expect((await one.get(`${at}/a`, PLAIN)).kind).toBe("failed");
  });

  test("redirects in a circle come to an end", async () => {
    const { port, at, asked } = await serve({
      "/a": (_, response) => response.writeHead(302, { location: "/a" }).end(),
    });
    expect(await fetcher(port).get(`${at}/a`, PLAIN)).toMatchObject({ code: "fetch.redirects" });
    expect(asked.length).toBeLessThan(9);
  });
});

describe("what is read from the net", () => {
  test("a feed, whose items name pages, gives the pages where the source wants them whole", async () => {
    const { port, at, paths } = await serve({
      "/feed": (_, response) =>
        response
          .writeHead(200, { "content-type": "application/rss+xml" })
          .end(
            `<rss version="2.0"><channel><title>Harbour Post</title><item><title>March</title><link>${at}/march</link><description>Short.</description><pubDate>Thu, 04 Mar 2021 10:00:00 +0100</pubDate></item></channel></rss>`,
          ),
      "/march": (_, response) =>
        response
          .writeHead(200, {
            "content-type": "text/html; charset=iso-8859-1",
            "set-cookie": "a=b",
            etag: '"m"',
          })
          .end(Buffer.from(pageOf("Huelga en Potos\xed, dijeron sesenta mineros."), "latin1")),
    });
    const { get, close } = fetcher(port);
    const short = await readThrough(`${at}/feed`, { fetcher: { get, close } });
    expect(short.reports.map(({ report }) => report.text)).toEqual(["Short."]);
    const path = file(
      "post.yaml",
      `slug: post\nname: The Post\nkind: feed\naddress: ${at}/feed\nwhole: true\nlanguage: es\n`,
    );
    const { reports, milestones } = await readThrough(path, { fetcher: { get, close } });
    expect(reports.map(({ report }) => report)).toMatchObject([
      {
        published: "2021-03-04",
        outlet: "The Post",
        lang: "es",
        url: `${at}/march`,
        text: expect.stringContaining("Potosí"),
      },
    ]);
    expect(reports[0]!.custody).toMatchObject({
      source: "post",
      from: `${at}/march`,
      mediaType: "text/html",
    });
    expect(reports[0]!.custody.headers).toMatchObject({ etag: '"m"' });
    expect(reports[0]!.custody.headers).not.toHaveProperty("set-cookie");
    expect(milestones.map(({ address, etag }) => [address, etag])).toEqual([
      [`${at}/march`, '"m"'],
      [`${at}/feed`, null],
    ]);
    expect(paths()).toEqual(["/robots.txt", "/feed", "/feed", "/march"]);
  });

  test("an index of sitemaps, packed, gives the pages of its own site that are not read yet", async () => {
    const xml = (body: string) => `<?xml version="1.0"?>${body}`;
    const { port, at, paths } = await serve({
      "/sitemap.xml": (_, response) =>
        response.end(xml(`<sitemapindex><sitemap><loc>${at}/one.xml.gz</loc></sitemap></sitemapindex>`)),
      "/one.xml.gz": (_, response) =>
        response.writeHead(200, { "content-type": "application/octet-stream" }).end(
          gzipSync(
            xml(
              `<urlset xmlns:news="n"><url><loc>${at}/new</loc><news:news><news:publication_date>2021-03-04</news:publication_date><news:title>March &amp; vigil</news:title></news:news></url>
               <url><loc>${at}/known</loc></url><url><loc>${at}/old</loc><lastmod>2019-01-01</lastmod></url><url><loc>https://elsewhere.example/x</loc></url></urlset>`,
            ),
          ),
        ),
      "/new": pageOf("Sixty nurses marched to the ministry.")
        .replace("<title>Page</title>", "")
        .replace("<h1>Page</h1>", ""),
    });
    const { reports, codes } = await readThrough(`${at}/sitemap.xml`, {
      fetcher: fetcher(port),
      since: "2020-01-01",
      skip: (address) => address.endsWith("/known"),
    });
    expect(reports.map(({ report }) => [report.title, report.published])).toEqual([
      ["March & vigil", "2021-03-04"],
    ]);
    expect(codes).toEqual(["sitemap.other_site"]);
    expect(paths()).toEqual(["/robots.txt", "/sitemap.xml", "/one.xml.gz", "/new"]);
  });

  test("a ZIP and a page that is missing: the one is read, the other a finding", async () => {
    const { port, at } = await serve({
      "/press.zip": (_, response) =>
        response
          .writeHead(200, { "content-type": "application/zip" })
          .end(zipOf([{ name: "a.txt", content: "A march." }])),
    });
    const { reports, codes } = await readThrough([`${at}/press.zip`, `${at}/gone`], {
      fetcher: fetcher(port),
    });
    expect(reports.map((one) => one.file)).toEqual([`${at}/press.zip!/a.txt`]);
    expect(codes).toEqual(["fetch.absent"]);
  });
});
