/** The views of an edition: made in one go, read by queries. */
import { sql } from "kysely";
import type { Edition, EditionEvent, EditionReport, EventLink, Redirect } from "../model/edition.js";
import type { Story } from "../model/story.js";
import { dayNumber } from "./event-row.js";
import {
  type Bin,
  type EditionHead,
  type EventPage,
  type EventQuery,
  type EventRow,
  type Facets,
  type FigureSum,
  type FoundEvent,
  type FoundStory,
  type Network,
  type Page,
  type PointColumns,
  StoreError,
  type TimelineCount,
  type Views,
} from "./store.js";
import { areCurrent, fill, makeEmpty } from "./view-build.js";
import {
  actorNetwork,
  facetCounts,
  figureSums,
  pointColumns,
  startCounts,
  type Within,
} from "./view-counts.js";
import type { Piece, ViewEngine } from "./view-engine.js";
import { cursorAt, cursorText, matchingOf, pageOf, type Range, rangesOf } from "./view-query.js";

const WHOLE_AT_ONCE = 200;
/** How often a question is asked again because a new edition came in between. */
const TRIES = 5;

/** Opens views; where there are none, or those of another version, they are made empty. */
export async function openViews(engine: ViewEngine): Promise<Views> {
  if (!(await areCurrent(engine, engine.db))) await makeEmpty(engine);
  return new EventViews(engine);
}

const NO_SUM = { events: 0, open: 0, conflicts: 0, low: 0, best: 0, high: 0 };

class EventViews implements Views {
  readonly #engine: ViewEngine;

  constructor(engine: ViewEngine) {
    this.#engine = engine;
  }

  async rebuild(edition: Edition): Promise<void> {
    await this.#asking(() => fill(this.#engine, edition));
  }

  async edition(): Promise<EditionHead | null> {
    const { rows } = await this.#asking(() =>
      sql<{ head: string | null }>`select head from ${this.#table("edition_head")}`.execute(this.#engine.db),
    );
    const head = rows[0]?.head ?? null;
    return head === null ? null : (JSON.parse(head) as EditionHead);
  }

  async events(query: EventQuery, page: Page = {}): Promise<EventPage> {
    const { limit, order, cursor } = pageOf(page);
    return this.#steady(async () => {
      const { db, at } = this.#engine;
      const found = cursor === null ? null : await cursorAt(db, at, cursor);
      const rows: { n: number; line: string }[] = [];
      await this.#within(query, order, async (from, where, key, range) => {
        if (found !== null)
          where.push(
            order === "oldest"
              ? sql`${key} > ${found.n}`
              : sql`${key} < ${found.there ? found.n : found.n + 1}`,
          );
        if (found !== null && (order === "oldest" ? range.last <= found.n : range.first > found.n))
          return true;
        const numbers = await sql<{
          n: number;
        }>`select e.n as n from ${from} where ${sql.join(where, sql` and `)}
          order by ${key} ${sql.raw(order === "oldest" ? "asc" : "desc")} limit ${limit + 1 - rows.length}`.execute(
          db,
        );
        rows.push(...(await this.#lines(numbers.rows.map(({ n }) => n))));
        return rows.length <= limit;
      });
      const shown = rows.slice(0, limit).map(({ line }) => JSON.parse(line) as EventRow);
      const last = shown.at(-1);
      const next =
        rows.length > limit && last !== undefined
          ? cursorText(order, { day: last.start ?? "", id: last.id })
          : null;
      return page.total === true
        ? { events: shown, next, total: await this.count(query) }
        : { events: shown, next };
    });
  }

  count(query: EventQuery): Promise<number> {
    return this.#steady(async () => {
      let count = 0;
      await this.#within(query, "oldest", async (from, where) => {
        const { rows } = await sql<{ count: number | string }>`select count(*) as count from ${from}
          where ${sql.join(where, sql` and `)}`.execute(this.#engine.db);
        count += Number(rows[0]!.count);
        return true;
      });
      return count;
    });
  }

  event(id: string): Promise<FoundEvent | null> {
    return this.#steady(async () => {
      const { db } = this.#engine;
      const whole = await sql<{ event: string }>`select w.event from ${this.#table("event")} e
        join ${this.#table("event_whole")} w on w.n = e.n where e.id = ${id}`.execute(db);
      if (whole.rows[0] === undefined) {
        const gone = await sql<{ redirect: string }>`select redirect from ${this.#table("edition_redirect")}
          where source = ${id}`.execute(db);
        if (gone.rows[0] === undefined) return null;
        return { found: "redirect", redirect: JSON.parse(gone.rows[0].redirect) as Redirect };
      }
      const event = JSON.parse(whole.rows[0].event) as EditionEvent;
      const links = await sql<{ link: string }>`select link from ${this.#table("event_link")}
        where source = ${id} or target = ${id} order by n`.execute(db);
      const ids = [...new Set(event.mentions.map(({ report }) => report))];
      return {
        found: "event",
        event,
        links: links.rows.map(({ link }) => JSON.parse(link) as EventLink),
        reports: await this.#reportsOf(ids),
        stories: await this.#storiesOf(ids),
      };
    });
  }

  async #reportsOf(ids: readonly string[]): Promise<EditionReport[]> {
    if (ids.length === 0) return [];
    const { rows } = await sql<{ report: string }>`select report from ${this.#table("edition_report")}
      where id in (${sql.join(ids)}) order by n`.execute(this.#engine.db);
    return rows.map(({ report }) => JSON.parse(report) as EditionReport);
  }

  /** The stories of an event's reports, each with its other reports, the first published first. */
  async #storiesOf(ids: readonly string[]): Promise<FoundStory[]> {
    if (ids.length === 0) return [];
    const { rows } = await sql<{ story: string }>`select story from ${this.#table("edition_story")}
      where n in (select n from ${this.#table("story_report")} where report in (${sql.join(ids)}))
      order by n`.execute(this.#engine.db);
    const own = new Set(ids);
    const stories = rows.map(({ story }) => JSON.parse(story) as Story);
    const others = stories.flatMap(({ reports }) => reports).filter((id) => !own.has(id));
    const heads = new Map((await this.#reportsOf(others)).map((report) => [report.id, report]));
    return stories
      .map((story) => ({ ...story, others: story.reports.flatMap((id) => heads.get(id) ?? []) }))
      .filter((story) => story.others.length > 0);
  }

  points(query: EventQuery): Promise<PointColumns> {
    return this.#steady(() => pointColumns(this.#engine, this.#every(query)));
  }

  facets(query: EventQuery): Promise<Facets> {
    return this.#steady(() => facetCounts(this.#engine, this.#every(query), query));
  }

  network(query: EventQuery, most: number): Promise<Network> {
    return this.#steady(() => actorNetwork(this.#engine, this.#every(query), query, most));
  }

  timeline(query: EventQuery, bin: Bin): Promise<readonly TimelineCount[]> {
    return this.#steady(async () => {
      const counts = new Map<string, number>();
      for (const { start, type, count } of await startCounts(this.#engine, this.#every(query), bin)) {
        const key = `${binOf(start, bin)} ${type.split(".")[0]}`;
        counts.set(key, (counts.get(key) ?? 0) + count);
      }
      return [...counts]
        .sort(([a], [b]) => order(a, b))
        .map(([key, count]) => {
          const [name = "", family = ""] = key.split(" ");
          return { bin: name, family, count };
        });
    });
  }

  figures(query: EventQuery, bin: Bin): Promise<readonly FigureSum[]> {
    return this.#steady(async () => {
      const sums = new Map<string, FigureSum>();
      for (const { start, kind, ...row } of await figureSums(this.#engine, this.#every(query), bin)) {
        const name = start === null ? null : binOf(start, bin);
        const key = `${kind} ${name ?? ""}`;
        const before = sums.get(key) ?? NO_SUM;
        const sum = (part: keyof typeof NO_SUM) => before[part] + row[part];
        sums.set(key, {
          kind,
          bin: name,
          events: sum("events"),
          open: sum("open"),
          conflicts: sum("conflicts"),
          low: sum("low"),
          best: sum("best"),
          high: sum("high"),
        });
      }
      return [...sums].sort(([a], [b]) => order(a, b)).map(([, sum]) => sum);
    });
  }

  async *all(query: EventQuery = {}): AsyncGenerator<EditionEvent> {
    const built = await this.#built();
    for (let after = 0; ; ) {
      const numbers: number[] = [];
      const { db } = this.#engine;
      await this.#asking(() =>
        this.#within(query, "oldest", async (from, where, key, range) => {
          if (range.last <= after) return true;
          where.push(sql`${key} > ${after}`);
          const { rows } = await sql<{
            n: number;
          }>`select e.n as n from ${from} where ${sql.join(where, sql` and `)}
            order by ${key} limit ${WHOLE_AT_ONCE - numbers.length}`.execute(db);
          for (const { n } of rows) numbers.push(n);
          return numbers.length < WHOLE_AT_ONCE;
        }),
      );
      if (numbers.length === 0) return;
      const { rows } = await this.#asking(() =>
        sql<{ event: string }>`select event from ${this.#table("event_whole")}
          where n in (${sql.join(numbers)}) order by n`.execute(db),
      );
      if ((await this.#built()) !== built)
        throw new StoreError(
          "busy",
          "A new edition was put in place while the old one was read. What was read is no whole selection of either. Start again.",
        );
      for (const { event } of rows) yield JSON.parse(event) as EditionEvent;
      after = numbers.at(-1)!;
    }
  }

  links(): AsyncGenerator<EventLink> {
    return this.#listed<EventLink>("event_link", "link");
  }

  reports(): AsyncGenerator<EditionReport> {
    return this.#listed<EditionReport>("edition_report", "report");
  }

  redirects(): AsyncGenerator<Redirect> {
    return this.#listed<Redirect>("edition_redirect", "redirect");
  }

  async close(): Promise<void> {
    await this.#engine.close();
  }

  async *#listed<T>(table: string, column: string): AsyncGenerator<T> {
    for (let after = 0; ; ) {
      const { rows } = await this.#asking(() =>
        sql<{ n: number; value: string }>`select n, ${sql.ref(column)} as value from ${this.#table(table)}
          where n > ${after} order by n limit 500`.execute(this.#engine.db),
      );
      if (rows.length === 0) return;
      for (const { value } of rows) yield JSON.parse(value) as T;
      after = rows.at(-1)!.n;
    }
  }

  /** Goes through the ranges in which events can match, in order, until `read` says that it is enough. */
  async #within(
    query: EventQuery,
    order: "oldest" | "newest",
    read: (from: Piece, where: Piece[], key: Piece, range: Range) => Promise<boolean>,
  ): Promise<void> {
    const { db, at } = this.#engine;
    const matching = await matchingOf(db, at, query);
    if (matching.none) return;
    const ranges = await rangesOf(db, at, matching);
    for (const range of order === "oldest" ? ranges : ranges.reverse()) {
      const { from, where, key } = await this.#engine.select(matching, range);
      if (!(await read(from, [...where], key, range))) return;
    }
  }

  #every(query: EventQuery): Within {
    return (ask) =>
      this.#within(query, "oldest", async (from, where) => {
        await ask(from, sql`${sql.join(where, sql` and `)}`);
        return true;
      });
  }

  async #lines(numbers: readonly number[]): Promise<{ n: number; line: string }[]> {
    if (numbers.length === 0) return [];
    const { rows } = await sql<{ n: number; line: string }>`select n, line from ${this.#table("event_whole")}
      where n in (${sql.join(numbers)})`.execute(this.#engine.db);
    const place = new Map(numbers.map((n, i) => [n, i]));
    return rows.sort((a, b) => place.get(a.n)! - place.get(b.n)!);
  }

  #table(name: string): Piece {
    return sql.raw(`${this.#engine.at}${name}`);
  }

  async #built(): Promise<string> {
    const { rows } = await this.#asking(() =>
      sql<{ built: string }>`select built from ${this.#table("edition_head")}`.execute(this.#engine.db),
    );
    return rows[0]?.built ?? "";
  }

  /** Answers from one edition: what takes several queries is asked again where a new edition came between them. */
  async #steady<T>(work: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      const before = await this.#built();
      const result = await this.#asking(work);
      if (tries >= TRIES || (await this.#built()) === before) return result;
    }
  }

  async #asking<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw this.#engine.trouble(error);
    }
  }
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function binOf(day: string, bin: Bin): string {
  switch (bin) {
    case "day":
      return day;
    case "week": {
      const number = dayNumber(day);
      // Day 0 of 1970 was a Thursday.
      const monday = number - ((((number + 3) % 7) + 7) % 7);
      return new Date(monday * 86_400_000).toISOString().slice(0, 10);
    }
    case "month":
      return day.slice(0, 7);
    case "year":
      return day.slice(0, 4);
    default:
      throw new StoreError(
        "bad_query",
        `A timeline has no bins of ${JSON.stringify(bin as string)}. Use day, week, month or year.`,
      );
  }
}
