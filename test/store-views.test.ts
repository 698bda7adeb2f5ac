/** Views of an edition, on SQLite and on PostgreSQL, beside a search that looks at every event. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { COUNTRIES, randomOf, sampleEdition, TYPES, wordAt } from "../bench/edition-sample.js";
import { type PostgresServer, postgresProgram, postgresServer } from "../bench/postgres-server.js";
import type { EditionEvent } from "../src/model/edition.js";
import {
  type EventQuery,
  type Facets,
  type FigureSum,
  type Network,
  openPostgresViews,
  openSqliteViews,
  type Page,
  type Views,
} from "../src/store/index.js";

const folder = mkdtempSync(join(tmpdir(), "quipu-views-"));
let server: PostgresServer | null = null;
const here = postgresProgram() !== null;
if (!here) console.warn("PostgreSQL is not installed: its half of the views' contract is skipped.");

beforeAll(async () => {
  if (here) server = await postgresServer();
}, 60_000);
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

const plain = (text: string) =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();

/** Says slowly and plainly whether an event is meant. */
function meant(event: EditionEvent, query: EventQuery): boolean {
  const {
    box,
    from,
    to,
    types,
    actualities,
    actors,
    text,
    outlet,
    verification,
    country,
    figure,
    placed,
    ids,
  } = query;
  const { start, end } = event.date.value;
  const site = event.places[0]?.value ?? null;
  const report = reportOf.get(event.mentions[0]!.report)!;
  const names = event.actors.map(({ value }) => value.name);
  const words = (texts: string[]) => plain(texts.join(" ")).split(/[^a-z0-9]+/);
  const holds = (texts: string[], search: string) =>
    plain(search)
      .split(" ")
      .filter((wanted) => wanted !== "")
      .every((wanted) =>
        words(texts).some((word) =>
          wanted.endsWith("*") ? word.startsWith(wanted.slice(0, -1)) : word === wanted,
        ),
      );
  if (box !== undefined) {
    if (site === null || site.lat === null || site.lon === null) return false;
    if (site.lat < box.south || site.lat > box.north) return false;
    const inside =
      box.west <= box.east
        ? site.lon >= box.west && site.lon <= box.east
        : site.lon >= box.west || site.lon <= box.east;
    if (!inside) return false;
  }
  if (from !== undefined && to !== undefined && from > to) return false;
  if ((from ?? to) !== undefined && start === null && end === null) return false;
  if (from !== undefined && end !== null && end < from) return false;
  if (to !== undefined && start !== null && start > to) return false;
  if (types !== undefined && !types.some((type) => `${event.type.value}.`.startsWith(`${type}.`)))
    return false;
  if (actualities !== undefined && !actualities.includes(event.actuality.value)) return false;
  if (actors !== undefined && !holds(names, actors)) return false;
  const all = [event.mentions[0]!.span.quote, ...names, site?.name ?? "", report.title ?? ""];
  if (text !== undefined && !holds(all, text)) return false;
  if (outlet !== undefined && report.outlet !== outlet) return false;
  if (verification !== undefined && event.verification !== verification) return false;
  if (country !== undefined && (site?.country ?? null) !== country) return false;
  if (placed !== undefined && (site?.lat != null && site.lon !== null) !== placed) return false;
  if (ids !== undefined && !ids.includes(event.id)) return false;
  if (figure !== undefined)
    if (
      !event.figures.some(
        ({ kind, stock, best, low }) => kind === figure.kind && !stock && (best ?? low ?? -1) >= figure.least,
      )
    )
      return false;
  return true;
}

/** A query that holds each condition now and then. */
function someQuery(random: () => number): EventQuery {
  const of = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const day = () => `${2000 + Math.floor(random() * 25)}-0${1 + Math.floor(random() * 9)}-15`;
  const west = -180 + random() * 360;
  const south = -40 + random() * 40;
  const wide = random() < 0.5 ? 60 : 5;
  const east = west + wide > 180 ? west + wide - 360 : west + wide;
  const parts: readonly (() => EventQuery)[] = [
    () => ({ box: { west, south, east, north: Math.min(90, south + wide) } }),
    () => ({ from: day() }),
    () => ({ to: day() }),
    () => ({ types: [of(TYPES), of(["PRO", "REP", "PR", "PRO.DEMO.X"])] }),
    () => ({ actualities: ["planned"] }),
    () => ({ actors: of(["weavers", "WEAV*", "nandu federacion", "students police", "farmers  the"]) }),
    () => ({
      text: of([wordAt(0), wordAt(3), `${wordAt(0)} ${wordAt(1)}`, "ka*", "ro* weavers", wordAt(20)]),
    }),
    () => ({ outlet: of(["The Loom", "La Voz", "Nobody's"]) }),
    () => ({ verification: "reviewed" }),
    () => ({ country: of([null, ...COUNTRIES]) }),
    () => ({ placed: random() < 0.5 }),
    () => ({ ids: ["never", ...edition.events.map(({ id }) => id).filter(() => random() < 0.5)] }),
    () => ({ figure: { kind: of(["crowd_size", "arrested"]), least: of([0, 100, 5000]) } }),
  ];
  const share = of([0.1, 0.2, 0.35]);
  return Object.assign({}, ...parts.filter(() => random() < share).map((part) => part())) as EventQuery;
}

async function pages(views: Views, query: EventQuery, page: Page): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null | undefined;
  do {
    const { events, next } = await views.events(query, cursor ? { ...page, cursor } : page);
    ids.push(...events.map(({ id }) => id));
    cursor = next;
  } while (cursor !== null);
  return ids;
}

async function listed<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

function tally(values: readonly (string | null)[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function countedSlowly(events: readonly EditionEvent[], { outlet }: EventQuery): Facets {
  return {
    total: events.length,
    type: tally(events.map(({ type }) => type.value)),
    actuality: tally(events.map(({ actuality }) => actuality.value)),
    country: tally(events.map(({ places }) => places[0]?.value.country ?? null)),
    verification: tally(events.map(({ verification }) => verification)),
    year: tally(events.map(({ date }) => date.value.start?.slice(0, 4) ?? null)),
    outlet: tally(
      events
        .map(({ mentions }) => reportOf.get(mentions[0]!.report)!.outlet)
        .filter((one) => outlet === undefined || one === outlet),
    ),
  };
}

/** What `figures` adds up, in whole years, event by event. */
function sumsSlowly(events: readonly EditionEvent[]): FigureSum[] {
  const sums = new Map<string, FigureSum>();
  for (const { date, figures } of events)
    for (const kind of new Set(figures.map(({ kind }) => kind))) {
      const size = ({ best, low }: (typeof figures)[number]) => best ?? low ?? -1;
      const own = figures.filter(
        (one) => one.kind === kind && !one.stock && (one.high !== null || size(one) >= 0),
      );
      const [most] = own.sort((a, b) => size(b) - size(a));
      if (most === undefined) continue;
      const bin = date.value.start?.slice(0, 4) ?? null;
      const key = `${kind} ${bin ?? ""}`;
      const sum = sums.get(key) ?? { kind, bin, events: 0, open: 0, conflicts: 0, low: 0, best: 0, high: 0 };
      sums.set(key, {
        ...sum,
        events: sum.events + 1,
        open: sum.open + (most.high === null ? 1 : 0),
        conflicts: sum.conflicts + (most.conflict ? 1 : 0),
        low: sum.low + (most.low ?? 0),
        best: sum.best + Math.max(0, size(most)),
        high: sum.high + (most.high ?? size(most)),
      });
    }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}

function networkSlowly(events: readonly EditionEvent[], most: number): Network {
  const named = new Map<string, { name: string; category: string }>();
  const stands = events.map(({ actors }) => {
    const own = actors.map(({ value }) => value).filter(({ tier }) => tier !== undefined);
    for (const { name, category } of own) named.set(`${category} ${name.toLowerCase()}`, { name, category });
    return [...new Set(own.map(({ name, category }) => `${category} ${name.toLowerCase()}`))].sort();
  });
  const counts = [...tally(stands.flat())].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const shown = counts.slice(0, most).map(([key]) => key);
  const pairs = tally(
    stands.flatMap((keys) => {
      const places = keys.filter((key) => shown.includes(key)).map((key) => shown.indexOf(key));
      return places.flatMap((from, i) => places.slice(i + 1).map((to) => `${from} ${to}`));
    }),
  );
  return {
    nodes: counts.slice(0, most).map(([key, events]) => ({ ...named.get(key)!, events })),
    edges: [...pairs]
      .map(([pair, events]) => ({ from: Number(pair.split(" ")[0]), to: Number(pair.split(" ")[1]), events }))
      .sort((a, b) => b.events - a.events || a.from - b.from || a.to - b.to),
  };
}

const bad = expect.objectContaining({ name: "StoreError", trouble: "bad_query" });
const edition = sampleEdition(1000);
const reportOf = new Map(edition.reports.map((report) => [report.id, report]));
let count = 0;

const VIEWS: readonly (readonly [string, boolean, () => Promise<() => Promise<Views>>])[] = [
  [
    "SQLite",
    true,
    async () => {
      const home = join(folder, `home-${++count}`);
      return () => openSqliteViews(home);
    },
  ],
  [
    "PostgreSQL",
    here,
    async () => {
      const url = await server!.database();
      return () => openPostgresViews(url);
    },
  ],
];

for (const [name, there, place] of VIEWS)
  describe.skipIf(!there)(`views on ${name}`, () => {
    let views: Views;
    beforeAll(async () => {
      views = await (await place())();
      await views.rebuild(edition);
    }, 60_000);
    afterAll(() => views?.close());

    test("answer nothing before the first edition", async () => {
      const empty = await (await place())();
      expect(await empty.edition()).toBeNull();
      expect(await empty.events({ text: "weavers", from: "2020-01-01" }, { total: true })).toEqual({
        events: [],
        next: null,
        total: 0,
      });
      expect(await empty.event("ev-0")).toBeNull();
      expect((await empty.points({ box: { west: -10, south: -10, east: 10, north: 10 } })).id).toEqual([]);
      expect(await empty.facets({})).toMatchObject({ total: 0, outlet: new Map() });
      expect(await empty.network({}, 10)).toEqual({ nodes: [], edges: [] });
      expect(await empty.timeline({}, "year")).toEqual([]);
      expect(await empty.figures({}, "year")).toEqual([]);
      expect(await listed(empty.all())).toEqual([]);
      await empty.rebuild(sampleEdition(0));
      expect((await empty.edition())?.counts).toMatchObject({ events: 0 });
      await empty.close();
    });

    test("find what a search through all events finds, in order, forwards and backwards", async () => {
      const random = randomOf(7);
      let hits = 0;
      for (let i = 0; i < 100; i++) {
        const query = someQuery(random);
        const ids = edition.events.filter((event) => meant(event, query)).map(({ id }) => id);
        hits += ids.length > 0 && ids.length < edition.events.length ? 1 : 0;
        const about = JSON.stringify(query);
        const limit = 20 + Math.floor(random() * 400);
        expect(await pages(views, query, { limit }), about).toEqual(ids);
        expect(await pages(views, query, { limit, order: "newest" }), about).toEqual(ids.toReversed());
        expect(await views.count(query), about).toBe(ids.length);
        expect(
          (await listed(views.all(query))).map(({ id }) => id),
          about,
        ).toEqual(ids);
        const placed = new Set(
          ids.filter((id) => edition.events.find((event) => event.id === id)!.places[0]),
        );
        expect(new Set((await views.points(query)).id), about).toEqual(placed);
        const chosen = edition.events.filter(({ id }) => ids.includes(id));
        expect(await views.facets(query), about).toEqual(countedSlowly(chosen, query));
        expect(await views.figures(query, "year"), about).toEqual(sumsSlowly(chosen));
        expect(await views.network(query, 4), about).toEqual(networkSlowly(chosen, 4));
      }
      expect(hits).toBeGreaterThan(50);
    }, 120_000);

    test("give each event whole, with its links and reports; or where its name went", async () => {
      const [first, second] = edition.events;
      const found = await views.event(first!.id);
      if (found?.found !== "event") throw new Error("not found");
      expect(found.event).toEqual(first);
      expect(found.links).toEqual(edition.links);
      expect(found.reports.map(({ id }) => id)).toEqual([first!.mentions[0]!.report]);
      expect(await views.event(second!.id)).toMatchObject({ links: edition.links });
      expect(await views.event("ev-gone")).toEqual({ found: "redirect", redirect: edition.redirects[0] });
      expect(await views.event("never")).toBeNull();
      expect(await listed(views.all())).toEqual(edition.events);
      expect(await listed(views.links())).toEqual(edition.links);
      expect(await listed(views.reports())).toEqual(edition.reports);
      expect(await listed(views.redirects())).toEqual(edition.redirects);
      const { events, links, reports, stories: _, redirects, ...head } = edition;
      const counts = { events: events.length, links: links.length, reports: reports.length };
      expect(await views.edition()).toEqual({ ...head, counts });
    });

    test("show an event in a row and as a point", async () => {
      const event = edition.events.findLast(
        ({ places, figures }) =>
          places.length > 0 && figures.some(({ best, stock }) => best !== null && !stock),
      )!;
      const [site, figure] = [event.places[0]!.value, event.figures[0]!];
      const { events } = await views.events({}, { limit: 1000, order: "newest" });
      expect(events.find(({ id }) => id === event.id)).toMatchObject({
        type: event.type.value,
        start: event.date.value.start,
        place: { name: site.name, country: site.country, lat: site.lat, lon: site.lon },
        actors: event.actors.map(({ value }) => value.name),
        figures: [{ kind: figure.kind, best: figure.best }],
        quote: event.mentions[0]!.span.quote,
        reports: 1,
      });
      const points = await views.points({});
      const at = points.id.indexOf(event.id);
      const point = Object.fromEntries(Object.entries(points).map(([name, column]) => [name, column[at]]));
      expect(new Set(Object.values(points).map((column) => column.length)).size).toBe(1);
      expect(point).toEqual({
        id: event.id,
        lat: expect.closeTo(site.lat!, 3),
        lon: expect.closeTo(site.lon!, 3),
        precision: site.precision,
        type: event.type.value,
        start: event.date.value.start,
        figure: figure.best,
        figureKind: figure.kind,
      });
    });

    test.each(["day", "week", "month", "year"] as const)("count by family and %s", async (bin) => {
      const counts = await views.timeline({ types: ["PRO"], from: "2010-01-01" }, bin);
      const dated = edition.events.filter(
        (event) => event.date.value.start !== null && meant(event, { types: ["PRO"], from: "2010-01-01" }),
      );
      expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(dated.length);
      expect(counts.map(({ bin }) => bin)).toEqual(counts.map(({ bin }) => bin).sort());
      for (const { bin: name, family, count } of counts.slice(0, 20)) {
        expect(family).toBe("PRO");
        const inBin = dated.filter(({ date: { value } }) => {
          const days = (Date.parse(value.start!) - Date.parse(name)) / 86_400_000;
          if (bin === "week") return days >= 0 && days < 7 && new Date(name).getUTCDay() === 1;
          return value.start!.startsWith(name);
        });
        expect(count).toBe(inBin.length);
      }
    });

    test("go on with a page while a new edition comes, and never mix two in one answer", async () => {
      const open = await place();
      const [writer, reader] = [await open(), await open()];
      await writer.rebuild(edition);
      const { events, next } = await reader.events({}, { limit: 50 });
      const reading = reader.all()[Symbol.asyncIterator]();
      for (let i = 0; i < 150; i++) await reading.next();
      const smaller = {
        ...edition,
        number: 2,
        events: edition.events.filter((_, i) => i % 2 === 0 && i !== 48),
      };
      await writer.rebuild(smaller);
      expect((await reader.edition())?.number).toBe(2);
      const page = await reader.events({}, { limit: 50, cursor: next! });
      const seen = new Set(events.map(({ id }) => id));
      expect(page.events.map(({ id }) => id)).toEqual(
        smaller.events
          .filter(({ id }) => !seen.has(id))
          .slice(0, 50)
          .map(({ id }) => id),
      );
      await expect(listed({ [Symbol.asyncIterator]: () => reading })).rejects.toMatchObject({
        trouble: "busy",
      });
      await Promise.all([writer.close(), reader.close()]);
    });

    test("give an event the stories of its reports that have others, and the head of an edition none", async () => {
      const open = await place();
      const made = sampleEdition(20, 5);
      const [a, b, c] = [...new Set(made.events.map(({ mentions }) => mentions[0]!.report))];
      const teller = made.events.find(({ mentions }) => mentions[0]!.report === a)!;
      const story = (id: string, reports: readonly string[]) => ({
        id,
        reports,
        ties: [],
        events: [],
        figures: [],
        claims: [],
      });
      const first = await open();
      const stories = [story("st-1", [c!, a!]), story("st-2", [b!, c!]), story("st-3", [a!])];
      await first.rebuild({ ...made, stories });
      await first.close();
      const again = await open();
      expect(await again.event(teller.id)).toMatchObject({ stories: [{ id: "st-1", others: [{ id: c }] }] });
      expect(await again.edition()).not.toHaveProperty("stories");
      await again.rebuild(made);
      expect(await again.event(teller.id)).toMatchObject({ stories: [] });
      await again.close();
    });

    test("are found as they were when they are opened again", async () => {
      const open = await place();
      const first = await open();
      await first.rebuild(sampleEdition(20, 5));
      await first.close();
      const again = await Promise.all([open(), open()]);
      for (const views of again) expect((await views.edition())?.number).toBe(5);
      await Promise.all(again.map((views) => views.close()));
    });

    test("refuse what makes no sense, and are not fooled by quotes and signs", async () => {
      for (const query of [
        { from: "yesterday" },
        { to: "2020-13-45" },
        { box: { west: -200, south: 0, east: 1, north: 1 } },
        { box: { west: 0, south: 1, east: 1, north: 0 } },
        { figure: { kind: "deaths", least: Number.NaN } },
      ] satisfies EventQuery[])
        await expect(views.count(query)).rejects.toEqual(bad);
      for (const page of [{ limit: 0 }, { limit: 1001 }, { limit: 1.5 }, { cursor: "x" }, { cursor: "W10" }])
        await expect(views.events({}, page)).rejects.toEqual(bad);
      const { next } = await views.events({}, { limit: 5 });
      await expect(views.events({}, { cursor: next!, order: "newest" })).rejects.toEqual(bad);
      for (const text of [
        '"',
        "'; drop table event; --",
        "a OR b) NEAR",
        "*",
        "weavers\0",
        "\ud800",
        "{words} : x",
      ])
        expect(await views.count({ text, actors: text, outlet: text, country: text })).toBe(0);
      expect(await views.count({ types: [] })).toBe(0);
      expect(await views.count({ text: "  " })).toBe(edition.events.length);
    });
  });

test("views on SQLite that are damaged are made anew", async () => {
  const home = join(folder, "damaged");
  const views = await openSqliteViews(home);
  await views.rebuild(sampleEdition(5));
  await views.close();
  writeFileSync(join(home, "views.sqlite"), "no database at all, only words".repeat(50));
  const again = await openSqliteViews(home);
  expect(await again.edition()).toBeNull();
  await again.close();
});
