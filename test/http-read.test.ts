/** Promises of the reading endpoints: answers fit the schemas; filters, pages, forms and caching do what is said. */
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { app } from "../src/app/http/app.js";
import { problemSchema } from "../src/app/http/problem.js";
import { ROUTE_IDS, ROUTES, type Route } from "../src/app/http/routes.js";
import { type Sample, sampleServer } from "./http-sample.js";

let sample: Sample;
let events: { id: string; type: string; start: string | null; figures: object[] }[];
beforeAll(async () => {
  sample = await sampleServer();
  events = (await json("/api/events")).items;
}, 120_000);
afterAll(() => sample?.close());

const get = async (path: string, headers: Record<string, string> = {}) =>
  sample.server.request(path, { headers });
// biome-ignore lint/suspicious/noExplicitAny: each test looks at an answer of its own.
const json = async (path: string): Promise<any> => (await get(path)).json();
const ids = async (query: string): Promise<string[]> =>
  (await json(`/api/events?${query}`)).items.map(({ id }: { id: string }) => id);
const problem = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await get(path, headers);
  expect(answer.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  return problemSchema.parse(await answer.json());
};

describe("every reading route", () => {
  for (const id of ROUTE_IDS) {
    const { method, path, answer }: Route = ROUTES[id];
    if (method !== "GET" || answer.schema === null) continue;
    test(`${path} answers what its schema says`, async () => {
      const known = path.startsWith("/api/events")
        ? events[0]!.id
        : path.startsWith("/api/jobs")
          ? "j1"
          : "valley-1";
      const response = await get(path.replace("{id}", known));
      expect(response.status).toBe(200);
      const body = await response.json();
      const read = answer.schema!.safeParse(body);
      expect(read.error?.issues ?? []).toEqual([]);
    });
  }
});

describe("the list of events", () => {
  test("has the events of the reports, newest first", () => {
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(["PRO.DEMO", "PRO.BLOCK", "REP.ARREST", "REP.DISPERSE"]),
    );
    const days = events.map(({ start }) => start);
    expect(days).toEqual([...days].sort().reverse());
  });

  test("every filter keeps some and leaves out others", async () => {
    const filters = [
      "bbox=-80,-14,-71,-10",
      "from=2024-02-01",
      "to=2024-01-31",
      "type=PRO",
      "type=REP.ARREST,PRO.BLOCK",
      "type=REP.ARREST&type=PRO.BLOCK",
      "actuality=planned",
      "actor=police",
      "q=blocked",
      "source=Coast%20News",
      "min_size=200",
      `id=${events[0]!.id},${events[1]!.id}`,
    ];
    for (const filter of filters) {
      const found = await ids(filter);
      expect([filter, found.length > 0 && found.length < events.length]).toEqual([filter, true]);
    }
    expect(await ids("country=PE")).toHaveLength(events.length);
    expect(await ids(`id=${events[1]!.id}`)).toEqual([events[1]!.id]);
    const [placed, unplaced] = [await ids("placed=1"), await ids("placed=0")];
    expect([...placed, ...unplaced].sort()).toEqual(events.map(({ id }) => id).sort());
    expect((await json("/api/points")).count).toBe(placed.length);
    expect(await ids("country=FR")).toEqual([]);
    expect(await ids("verification=adjudicated")).toEqual([]);
  });

  test("pages hold every event once, and name the next in the Link header", async () => {
    const seen: string[] = [];
    let path: string | null = "/api/events?limit=2&sort=date";
    while (path !== null) {
      const answer: Response = await get(path);
      const page = (await answer.json()) as { items: { id: string }[]; next: string | null; total: number };
      expect(page.total).toBe(events.length);
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ id }) => id));
      const link: string | undefined = /^<([^>]+)>; rel="next"$/.exec(answer.headers.get("link") ?? "")?.[1];
      expect(link === undefined).toBe(page.next === null);
      path = link ?? null;
    }
    expect([...seen].sort()).toEqual(events.map(({ id }) => id).sort());
  });

  test("CSV has a row an event, and no cell that a spreadsheet would compute", async () => {
    const answer = await get("/api/events", { accept: "text/csv" });
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const rows = parse(await answer.text(), { columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(events.length);
    expect(Object.values(rows[0]!).filter((cell) => /^[=+@]/.test(cell))).toEqual([]);
    const empty = await (await get("/api/events?format=csv&country=FR")).text();
    expect(empty.split("\r\n")[0]).toBe(Object.keys(rows[0]!).join(","));
  });

  test("GeoJSON has points where events have them; NDJSON a line an event", async () => {
    const collection = await json("/api/events?format=geojson");
    expect(collection.features).toHaveLength(events.length);
    expect(collection.features[0].geometry.coordinates).toEqual([-77.0282, -12.0432]);
    const lines = (await (await get("/api/events?format=ndjson&limit=3")).text()).trim().split("\n");
    expect(lines.map((line) => JSON.parse(line).id)).toEqual(events.slice(0, 3).map(({ id }) => id));
  });

  test("the form is chosen by the weights of Accept; one that is not there is a problem", async () => {
    const typeFor = async (accept: string) =>
      (await get("/api/events", { accept })).headers.get("content-type");
    expect(await typeFor("text/html, */*;q=0.1")).toContain("application/json");
    expect(await typeFor("text/csv;q=0.5, application/x-ndjson")).toContain("application/x-ndjson");
    expect(await typeFor("application/json;q=0, */*")).toContain("text/csv");
    for (const path of ["/api/events", "/api/facets", "/api/timeline", "/api/account"])
      expect([path, (await problem(path, { accept: "image/png" })).status]).toEqual([path, 406]);
    for (const accept of ["*/*", "application/*", "text/html, application/json;q=0.2"])
      expect((await get("/api/facets", { accept })).status).toBe(200);
  });
});

describe("caching", () => {
  test("the same question has the same ETag and is answered with 304; another has another", async () => {
    const first = await get("/api/events?type=PRO");
    const etag = first.headers.get("etag")!;
    expect((await get("/api/events?type=PRO", { "if-none-match": etag })).status).toBe(304);
    expect((await get("/api/events?type=REP", { "if-none-match": etag })).status).toBe(200);
    expect(
      (
        await get("/api/points", {
          "if-none-match": `"x", ${(await get("/api/points")).headers.get("etag")}`,
        })
      ).status,
    ).toBe(304);
  });

  test("points come compressed where gzip is taken, and are the same", async () => {
    const plain = await json("/api/points");
    const zipped = await get("/api/points", { "accept-encoding": "gzip" });
    expect(zipped.headers.get("content-encoding")).toBe("gzip");
    expect(JSON.parse(gunzipSync(Buffer.from(await zipped.arrayBuffer())).toString())).toEqual(plain);
    const lengths = Object.values(plain.columns).map((column) => (column as unknown[]).length);
    expect(new Set(lengths)).toEqual(new Set([plain.count]));
  });
});

describe("one event", () => {
  test("has for every value the claims that say it, and the reports of the claims", async () => {
    const event = await json(`/api/events/${events.find(({ type }) => type === "REP.ARREST")!.id}`);
    const claims = new Map(event.claims.map((claim: { id: string }) => [claim.id, claim]));
    for (const value of [event.type, event.actuality, event.date, ...event.places, ...event.actors])
      for (const id of value.for) expect(claims.has(id)).toBe(true);
    const reports = new Set(event.reports.map(({ id }: { id: string }) => id));
    for (const claim of event.claims) {
      expect(reports.has(claim.report)).toBe(true);
      const { report } = await json(`/api/reports/${claim.report}`);
      for (const { start, end, quote } of claim.quotes) expect(report.text.slice(start, end)).toBe(quote);
    }
  });

  test("that no edition had is 404, and says where to look", async () => {
    const missing = await problem("/api/events/ev-none");
    expect([missing.status, missing.type]).toEqual([404, "/problems/not-found"]);
    expect(missing.todo).toContain("/api/events");
  });

  test("whose name went to several is answered with 300 and all of them", async () => {
    const redirect = { from: "ev-old", to: ["ev-a", "ev-b"], reason: "split" } as const;
    const views = Object.create(sample.services.views, {
      event: { value: async () => ({ found: "redirect", redirect }) },
      edition: { value: () => sample.services.views.edition() },
    });
    const answer = await app({ ...sample.services, views }).request("/api/events/ev-old");
    expect(answer.status).toBe(300);
    expect(await answer.json()).toMatchObject({
      reason: "split",
      to: ["/api/events/ev-a", "/api/events/ev-b"],
    });
  });

  test("has a history: its report and the coding that told it", async () => {
    const { items } = await json(`/api/events/${events[0]!.id}/history`);
    expect(items.map(({ kind }: { kind: string }) => kind)).toEqual(["report", "coding"]);
  });
});

test("the timeline, the facets and the network count the same events", async () => {
  const { items, undated } = await json("/api/timeline?by=year");
  expect(items.reduce((sum: number, { count }: { count: number }) => sum + count, 0) + undated).toBe(
    events.length,
  );
  const months = (await json("/api/timeline")).items.map(({ start }: { start: string }) => start);
  expect(months).toEqual(["2024-01-01", "2024-02-01", "2024-03-01"]);
  const facets = await json("/api/facets");
  for (const name of ["family", "type", "actuality", "country", "verification"])
    expect(facets[name].reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(
      events.length,
    );
  expect(facets.source.map(({ value }: { value: string }) => value)).toContain("Coast News");
  const { nodes, edges } = await json("/api/actors");
  for (const { from, to } of edges) expect(nodes[from] && nodes[to] && from !== to).toBeTruthy();
  expect(JSON.stringify(nodes)).not.toContain("Rosa");
});

test("numbers of people are added up over the selection, and are those of its events", async () => {
  type Row = { figures: { kind: string; stock: boolean; low: number | null; best: number | null }[] };
  const { kinds } = await json("/api/figures?by=month");
  for (const kind of ["crowd_size", "arrested"]) {
    const own = (events as unknown as Row[]).flatMap(({ figures }) => {
      const all = figures.filter((one) => one.kind === kind && !one.stock);
      return all.length === 0 ? [] : [Math.max(...all.map(({ best, low }) => best ?? low ?? 0))];
    });
    const found = kinds.find((one: { kind: string }) => one.kind === kind);
    expect([kind, found.events, found.best]).toEqual([kind, own.length, own.reduce((a, b) => a + b, 0)]);
    expect(found.items.reduce((sum: number, { events }: { events: number }) => sum + events, 0)).toBe(
      found.events - found.undated,
    );
    expect(found.low).toBeLessThanOrEqual(found.high);
  }
  expect((await json("/api/figures?type=LAW")).kinds).toEqual([]);
});

test("an outlet is found by the beginnings of its words, with the events of the selection", async () => {
  const all = await json("/api/sources");
  expect(all.total).toBe(all.items.length);
  expect((await json("/api/sources?name=val%20POST")).items).toEqual([
    all.items.find(({ value }: { value: string }) => value === "The Valley Post"),
  ]);
  expect((await json("/api/sources?name=alley")).items).toEqual([]);
  expect((await json("/api/sources?limit=1")).total).toBe(all.total);
  const [blocked] = (await json("/api/sources?type=PRO.BLOCK")).items;
  expect(blocked).toMatchObject({ value: "The Valley Post", count: 1 });
});

test("one event is taken away in every form of the exports", async () => {
  const march = (await json("/api/events?type=PRO.DEMO&actuality=happened")).items[0].id;
  const forms = (await json("/api/export")).items as { id: string }[];
  expect(forms.length).toBeGreaterThan(8);
  for (const { id } of forms) {
    const answer = await get(`/api/export/${id}?id=${march}`);
    expect([id, answer.status]).toEqual([id, 200]);
    expect(answer.headers.get("content-disposition")).toContain(`filename="${march}-${id}.`);
    expect([id, (await answer.arrayBuffer()).byteLength > 40]).toEqual([id, true]);
  }
  const rows = parse(await (await get(`/api/export/csv?id=${march}`)).text(), { columns: true });
  expect(rows).toHaveLength(1);
});

describe("what cannot be understood", () => {
  const wrong: [string, number, RegExp][] = [
    ["/api/events?typ=PRO", 400, /Did you mean "type"/],
    ["/api/events?type=PRO.DEMOS", 400, /Did you mean "PRO.DEMO"/],
    ["/api/events?from=yesterday", 400, /openapi/],
    ["/api/events?from=2024-02-01&to=2024-01-01", 400, /Swap/],
    ["/api/events?bbox=1,2,3", 400, /openapi/],
    ["/api/events?bbox=-190,0,0,10", 400, /degrees/],
    ["/api/events?limit=0", 400, /openapi/],
    ["/api/events?limit=5&limit=6", 400, /once/],
    ["/api/events?cursor=nonsense", 400, /cursor/],
    ["/api/health?x=1", 400, /none/],
    ["/api/export/xlsx", 404, /There are/],
    ["/api/reports/none", 404, /reports/],
    ["/api/reports?cursor=nonsense", 400, /without/],
    ["/api/agreement?a=human:x&b=human:y", 400, /Choose/],
    ["/api/places?q=Lima&near=peru", 400, /openapi/],
    ["/api/jobs/j99", 404, /jobs/],
    ["/api/nothing", 404, /openapi/],
  ];
  for (const [path, status, todo] of wrong)
    test(`${path} is a problem that says what to do`, async () => {
      const answer = await problem(path);
      expect(answer.status).toBe(status);
      expect(answer.todo).toMatch(todo);
      expect(answer.detail.length).toBeGreaterThan(10);
    });

  test("another method is 405 and names those there are", async () => {
    const answer = await sample.server.request("/api/events", { method: "DELETE" });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
    const asked = await sample.server.request("/api/reports", { method: "OPTIONS" });
    expect([asked.status, asked.headers.get("allow")]).toEqual([204, "GET, HEAD, POST, OPTIONS"]);
    expect(asked.headers.get("access-control-allow-origin")).toBeNull();
    expect((await sample.server.request("/api/none", { method: "OPTIONS" })).status).toBe(404);
  });

  test("HEAD has the headers of GET and no body, and leaves no stream open", async () => {
    const [head, whole] = [
      await sample.server.request("/api/events?limit=2", { method: "HEAD" }),
      await get("/api/events?limit=2"),
    ];
    for (const name of ["etag", "link", "content-type"])
      expect(head.headers.get(name)).toBe(whole.headers.get(name));
    expect(await head.text()).toBe("");
    // More than may watch at once.
    for (let i = 0; i < 250; i++) {
      const { status } = await sample.server.request("/api/jobs/j1/events", { method: "HEAD" });
      expect(status).toBe(200);
    }
    expect((await get("/api/jobs/j1/events")).status).toBe(200);
  });
});

describe("looking places up", () => {
  test("gives what a coder needs to choose, and codings can hold: those of near countries first", async () => {
    const [first] = (await json("/api/places?q=lima")).items;
    expect(first).toMatchObject({
      name: "Lima",
      kind: "town",
      country: "PE",
      precision: "G1",
      geonameId: 3936456,
    });
    expect(
      (await json("/api/places?q=lima&near=US,CA&limit=3")).items.map(
        (one: { country: string }) => one.country,
      )[0],
    ).toBe("US");
    expect((await json("/api/places?q=lima&limit=3")).items).toHaveLength(3);
    expect((await json("/api/places")).items).toEqual([]);
  });
});
