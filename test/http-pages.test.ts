/** Promises of the lists of the review desk: whoever pages through one while working on it sees every row once. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { judgementId } from "../src/model/identity.js";
import type { Coding, Judgement } from "../src/model/index.js";
import { posted, type Sample, sampleServer } from "./http-sample.js";

let sample: Sample;
let pairs: (readonly [string, string])[];

beforeAll(async () => {
  sample = await sampleServer();
  const ids: string[] = [];
  for await (const { record } of sample.services.store.all("coding"))
    ids.push(...record.events.map(({ id }) => id));
  ids.sort();
  pairs = ids.flatMap((a, i) => ids.slice(i + 1).map((b) => [a, b] as const)).slice(0, 18);
  const records = pairs.map((mentions): Judgement => {
    const content = {
      coder: "linker@0.0.1",
      mentions,
      relation: "unsure",
      reasons: ["cannot tell"],
    } as const;
    return { id: judgementId(content), ...content };
  });
  await sample.services.store.add(
    records.map((record) => ({ kind: "judgement", record, author: "linker@0.0.1" })),
  );
  // The linker has its say first.
  sample.services.jobs.start("refresh", sample.services.refresh);
  await sample.services.jobs.idle();
}, 120_000);
afterAll(() => sample?.close());

// biome-ignore lint/suspicious/noExplicitAny: each test looks at an answer of its own.
const json = async (path: string): Promise<any> => (await sample.server.request(path)).json();
const post = async (path: string, body: unknown) => sample.server.request(path, posted(body));

/** Pages through a list from its start; `work` does something with the rows of a page before the next one is read. */
async function paged<Row>(path: string, work: (rows: readonly Row[]) => Promise<void>): Promise<Row[]> {
  const seen: Row[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: { items: Row[]; next: string | null } = await json(
      `${path}${cursor === "" ? "" : `&cursor=${cursor}`}`,
    );
    seen.push(...page.items);
    await work(page.items);
    cursor = page.next;
  }
  return seen;
}

type Pair = { readonly mentions: readonly { readonly id: string }[] };
const named = ({ mentions }: Pair) => mentions.map(({ id }) => id).join(" ");

describe("pairs that wait", () => {
  test("are all seen once, though every page is judged before the next one is read", async () => {
    const before = (await json("/api/judgements?limit=1")).total;
    expect(before).toBeGreaterThan(10);
    const seen = await paged<Pair>("/api/judgements?limit=4", async (rows) => {
      for (const { mentions } of rows)
        expect(
          (
            await post("/api/judgements", {
              mentions: mentions.map(({ id }) => id),
              relation: "different_event",
            })
          ).status,
        ).toBe(201);
    });
    expect(seen).toHaveLength(before);
    expect(new Set(seen.map(named)).size).toBe(before);
    expect((await json("/api/judgements?limit=1")).total).toBe(0);
  });

  test("are found again among the decided, by whom and which way", async () => {
    const mentions = pairs[0]!;
    await post("/api/judgements", { mentions, relation: "part_of", from: mentions[1] });
    const all = await paged<Pair & { coder: string; relation: string; from: string | null }>(
      "/api/judgements?state=settled&limit=7",
      async () => {},
    );
    expect(all.find((row) => named(row) === mentions.join(" "))).toMatchObject({
      coder: "human:local",
      relation: "part_of",
      from: mentions[1],
    });
  });

  test("a cursor of another list is refused", async () => {
    const { next } = await json("/api/reports?limit=1");
    const answer = await sample.server.request(`/api/judgements?state=settled&cursor=${next}`);
    expect(answer.status).toBe(400);
  });
});

describe("the queue of reports", () => {
  test("passes none over while reports are handed in between its pages", async () => {
    const { total } = await json("/api/reports?limit=1");
    const seen = await paged<{ report: { id: string } }>("/api/reports?limit=2", async (rows) => {
      const { codings } = await json(`/api/reports/${rows[0]!.report.id}`);
      const { coder: _, ...coding } = codings[0].coding as Coding;
      await post("/api/codings", { ...coding, seen: [] });
    });
    const ids = seen.map(({ report }) => report.id);
    expect(new Set(ids).size).toBe(total);
  });
});
