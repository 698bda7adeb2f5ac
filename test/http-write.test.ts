/** Promises of writing: who wrote it, the gate, the same thing twice, and the edition that comes of it. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Coding } from "../src/model/coding.js";
import { posted, type Sample, sampleServer } from "./http-sample.js";

let sample: Sample;
beforeAll(async () => {
  sample = await sampleServer();
}, 120_000);
afterAll(() => sample?.close());

// biome-ignore lint/suspicious/noExplicitAny: each test looks at an answer of its own.
const json = async (path: string): Promise<any> => (await sample.server.request(path)).json();
const post = async (path: string, body: unknown) => sample.server.request(path, posted(body));
const machineCoding = async (report: string): Promise<Coding> =>
  (await json(`/api/reports/${report}`)).codings[0].coding;

const RALLY = {
  text: "Bus drivers went on strike in Trujillo on Monday, February 26, 2024.",
  title: "Bus strike",
  published: "2024-02-27",
  outlet: "The Valley Post",
  lang: "en",
};

describe("a report", () => {
  test("is kept once, coded, and in the edition when its job is done", async () => {
    const before = (await json("/api/events?type=PRO.STRIKE")).total;
    const first = await post("/api/reports", RALLY);
    expect(first.status).toBe(201);
    const written = (await first.json()) as { id: string; job: string; added: boolean };
    expect(written.added).toBe(true);
    const stream = await (await sample.server.request(`/api/jobs/${written.job}/events`)).text();
    const states = [...stream.matchAll(/^data: (.+)$/gm)].map(([, data]) => JSON.parse(data!).state);
    expect(states.at(-1)).toBe("done");
    expect((await json("/api/events?type=PRO.STRIKE")).total).toBe(before + 1);
    expect((await json(`/api/reports/${written.id}`)).report.text).toBe(RALLY.text);

    const again = await post("/api/reports", RALLY);
    expect([again.status, await again.json()]).toEqual([200, { ...written, added: false, job: null }]);
  });

  test("with an id that another text has is a conflict, and nothing is kept", async () => {
    const at = await sample.services.store.at();
    const answer = await post("/api/reports", { ...RALLY, id: "valley-1" });
    expect(answer.status).toBe(409);
    expect(await sample.services.store.at()).toBe(at);
  });

  test("that cannot be kept is refused: no text, a day in the future, a field that nobody knows", async () => {
    for (const change of [{ text: " " }, { published: "2031-01-01" }, { titel: "x" }, { replaces: "none" }])
      expect((await post("/api/reports", { ...RALLY, ...change })).status).toBe(400);
  });
});

describe("a coding", () => {
  test("is written in the name of the account, replaces the machine's values and leaves it in the log", async () => {
    const coding = await machineCoding("valley-2");
    const { coder: _, ...mine } = { ...coding, seen: [] };
    const changed = { ...mine, events: [{ ...mine.events[0]!, type: "PRO.OCCUPY" }] };
    const answer = await post("/api/codings", changed);
    expect(answer.status).toBe(201);
    await sample.services.jobs.idle();
    const entries = (await json("/api/reports/valley-2")).codings;
    expect(entries.map(({ author }: { author: string }) => author)).toEqual(["rules@1.0.0", "human:local"]);
    const [event] = (await json("/api/events?source=The%20Valley%20Post&type=PRO.OCCUPY")).items;
    expect(event.verification).toBe("reviewed");
    const { type } = await json(`/api/events/${event.id}`);
    expect([type.value, type.for.length, type.against.length]).toEqual(["PRO.OCCUPY", 1, 1]);
    expect((await post("/api/codings", changed)).status).toBe(200);
  });

  test("in another's name is refused", async () => {
    const coding = await machineCoding("valley-2");
    expect((await post("/api/codings", { ...coding, seen: [] })).status).toBe(403);
  });

  test("with a fault is refused with the findings of the gate, and nothing is kept", async () => {
    const { coder: _, ...coding } = await machineCoding("valley-1");
    const [event] = coding.events;
    const at = await sample.services.store.at();
    const faults: [string, object][] = [
      [
        "span.mismatch",
        { ...coding, events: [{ ...event, trigger: { ...event!.trigger, quote: "danced" } }] },
      ],
      ["type.unknown", { ...coding, events: [{ ...event, type: "PRO.PARTY" }] }],
      ["seen.unknown", { ...coding, seen: ["none"] }],
    ];
    for (const [code, body] of faults) {
      const answer = await post("/api/codings", body);
      expect(answer.status).toBe(422);
      const { findings } = (await answer.json()) as { findings: { code: string; message: string }[] };
      expect(findings.map((finding) => finding.code)).toContain(code);
      expect(findings[0]!.message.length).toBeGreaterThan(20);
    }
    expect(await sample.services.store.at()).toBe(at);
  });

  test("of a report that nobody has is not found", async () => {
    const { coder: _, ...coding } = await machineCoding("valley-1");
    const report = { ...coding.report, id: "none" };
    expect((await post("/api/codings", { ...coding, report })).status).toBe(404);
  });

  test("with blind=1 those by others are hidden", async () => {
    const all = await json("/api/reports/valley-2/codings");
    const blind = await json("/api/reports/valley-2/codings?blind=1");
    expect([all.items.length, all.hidden]).toEqual([2, 0]);
    expect([blind.items.map(({ author }: { author: string }) => author), blind.hidden]).toEqual([
      ["human:local"],
      1,
    ]);
    expect((await json("/api/reports/valley-1?blind=1")).codings).toEqual([]);
  });

  test("moves its report to the end of the queue, and can be compared with the machine's", async () => {
    const { items } = await json("/api/reports?limit=500");
    expect(items.at(-1).report.id).toBe("valley-2");
    expect((await json("/api/reports?state=reviewed")).total).toBe(1);
    expect((await json("/api/reports?coder=human:local&outlet=The%20Valley%20Post&q=miners")).total).toBe(1);
    const agreement = await json("/api/agreement?a=rules@1.0.0&b=human:local");
    expect([agreement.reports, agreement.blind]).toEqual([1, 1]);
    expect(agreement.fields.find(({ field }: { field: string }) => field === "first day").units).toBe(1);
  });

  test("keeps every part of a value that the gate knows: who demands of whom, through which voices", async () => {
    const { coder: _, ...coding } = await machineCoding("coast-1");
    const [event, ...rest] = coding.events;
    const { quote } = event!.trigger;
    const demand = {
      issue: "wages",
      quote: event!.trigger,
      claimant: event!.trigger,
      addressee: event!.trigger,
    };
    const attribution = {
      voice: quote,
      evidentiality: "reported",
      quote: event!.trigger,
      chain: [
        { voice: "narrator", quote: null },
        { voice: quote, quote: event!.trigger },
      ],
    };
    const events = [{ ...event, demands: [demand], attribution }, ...rest];
    const answer = await post("/api/codings", { ...coding, events });
    expect(answer.status).toBe(201);
    const { id } = (await answer.json()) as { id: string };
    const kept = await sample.services.store.get("coding", id);
    expect(kept?.record.events[0]).toMatchObject({ demands: [demand], attribution });
    await sample.services.jobs.idle();
  });
});

describe("a judgement", () => {
  const march = "/api/events?type=PRO.DEMO&actuality=happened";
  const publish = async () => {
    await post("/api/editions", {});
    await sample.services.jobs.idle();
    expect((await json("/api/edition")).published).toBe(true);
  };

  test("parts what the linker brought together, and brings it together again; names of editions lead on", async () => {
    const [told] = (await json(march)).items;
    expect(told.reports).toBe(2);
    await publish();
    const mentions = (await json(`/api/events/${told.id}`)).mentions
      .filter(({ span }: { span: { quote: string } }) => span.quote === "marched")
      .map(({ id }: { id: string }) => id);
    expect(mentions).toHaveLength(2);
    const apart = { mentions, relation: "different_event", reasons: ["two marches in one town"] };
    expect((await post("/api/judgements", apart)).status).toBe(201);
    expect((await post("/api/judgements", { ...apart, mentions: [...mentions].reverse() })).status).toBe(200);
    await sample.services.jobs.idle();
    expect((await json("/api/edition")).published).toBe(false);
    const parts = (await json(march)).items;
    expect(parts.map(({ reports }: { reports: number }) => reports)).toEqual([1, 1]);
    expect(parts.map(({ id }: { id: string }) => id)).toContain(told.id);

    await publish();
    const together = { mentions, relation: "same_event", reasons: ["one march after all"] };
    expect((await post("/api/judgements", together)).status).toBe(201);
    await sample.services.jobs.idle();
    // Said, taken back and said again, word for word: the last word stands, and nothing is known and done with.
    expect((await post("/api/judgements", apart)).status).toBe(201);
    await sample.services.jobs.idle();
    expect((await json(march)).items).toHaveLength(2);
    expect((await post("/api/judgements", together)).status).toBe(201);
    expect((await post("/api/judgements", together)).status).toBe(200);
    await sample.services.jobs.idle();
    const [merged] = (await json(march)).items;
    const gone = parts.map(({ id }: { id: string }) => id).filter((id: string) => id !== merged.id);
    expect(gone).toHaveLength(1);
    for (const id of gone) {
      const moved = await sample.server.request(`/api/events/${id}`);
      expect([moved.status, moved.headers.get("location")]).toEqual([301, `/api/events/${merged.id}`]);
    }
    const { items } = await json("/api/judgements?state=settled");
    const [pair] = items.filter(({ coder }: { coder: string }) => coder === "human:local");
    expect(pair.relation).toBe("same_event");
    expect(pair.mentions.map(({ span }: { span: { quote: string } }) => span.quote)).toEqual([
      "marched",
      "marched",
    ]);
  });

  test("says which of two is the part, or is refused where that means nothing", async () => {
    const [told] = (await json(march)).items;
    const mentions = (await json(`/api/events/${told.id}`)).mentions
      .filter(({ span }: { span: { quote: string } }) => span.quote === "marched")
      .map(({ id }: { id: string }) => id);
    const bad = await post("/api/judgements", { mentions, relation: "same_event", from: mentions[0] });
    expect([bad.status, ((await bad.json()) as { detail: string }).detail]).toEqual([
      400,
      expect.stringContaining("part_of"),
    ]);
    expect(
      (await post("/api/judgements", { mentions, relation: "part_of", from: "nobody:1-2" })).status,
    ).toBe(400);
  });

  test("of mentions that nobody coded is not found", async () => {
    const answer = await post("/api/judgements", {
      mentions: ["valley-1:0-2", "coast-1:0-2"],
      relation: "same_event",
    });
    expect(answer.status).toBe(404);
  });
});

describe("an edition", () => {
  test("is published in a job, and its names are kept", async () => {
    const before = (await json("/api/events?limit=1000")).items.map(({ id }: { id: string }) => id);
    const answer = await post("/api/editions", { policy: "ccc-range@1" });
    expect([answer.status, answer.headers.get("location")?.startsWith("/api/jobs/j")]).toEqual([202, true]);
    await sample.services.jobs.idle();
    const edition = await json("/api/edition");
    expect([edition.published, edition.policy]).toEqual([true, "ccc-range@1"]);
    expect((await json("/api/editions")).items[0]).toMatchObject({
      policy: "ccc-range@1",
      author: "human:local",
    });
    const after = (await json("/api/events?limit=1000")).items.map(({ id }: { id: string }) => id);
    expect(after.sort()).toEqual(before.sort());
  });

  test("an event whose only coding says that it does not exist is withdrawn, and keeps its history", async () => {
    const [rally] = (await json("/api/events?actuality=planned")).items;
    const { coder: _, ...coding } = await machineCoding("lima-1");
    const events = coding.events.map((event) => ({ ...event, exists: false }));
    expect((await post("/api/codings", { ...coding, seen: [], events })).status).toBe(201);
    await sample.services.jobs.idle();
    expect((await sample.server.request(`/api/events/${rally.id}`)).status).toBe(410);
    expect((await json(`/api/events/${rally.id}/history`)).items.length).toBeGreaterThan(0);
  });

  test("under a policy that there is not is refused", async () => {
    expect((await post("/api/editions", { policy: "guess@1" })).status).toBe(400);
  });
});

test("the log holds who wrote what, and nothing but the four kinds was written", async () => {
  const authors = new Map<string, Set<string>>();
  for await (const { kind, author } of sample.services.store.all([
    "report",
    "coding",
    "judgement",
    "edition",
  ]))
    authors.set(kind, (authors.get(kind) ?? new Set()).add(author));
  expect(authors.get("coding")).toEqual(new Set(["rules@1.0.0", "human:local"]));
  expect(authors.get("judgement")).toEqual(new Set(["linker@1.0.0", "human:local"]));
  expect(authors.get("edition")).toEqual(new Set(["human:local"]));
});

test("a coding that goes back to an earlier one, word for word, stands again and is not written twice", async () => {
  const { coder: _, ...coding } = await machineCoding("valley-1");
  const [event] = coding.events;
  const of = (type: string) => ({ ...coding, seen: [], links: [], events: [{ ...event!, type }] });
  const at = await sample.services.store.at();
  const statuses: number[] = [];
  for (const type of ["PRO.VIGIL", "PRO.RIOT", "PRO.VIGIL", "PRO.VIGIL", "PRO.RIOT", "PRO.RIOT"])
    statuses.push((await post("/api/codings", of(type))).status);
  expect(statuses).toEqual([201, 201, 201, 200, 201, 200]);
  const back = await post("/api/codings", of("PRO.VIGIL"));
  expect(back.status).toBe(201);
  await sample.services.jobs.idle();
  const mine = [];
  for await (const entry of sample.services.store.all(["coding"], { after: at }))
    if (entry.kind === "coding") mine.push(entry);
  expect(mine.map(({ record }) => record.events[0]!.type)).toEqual([
    "PRO.VIGIL",
    "PRO.RIOT",
    "PRO.VIGIL",
    "PRO.RIOT",
    "PRO.VIGIL",
  ]);
  expect(mine.map(({ record }) => record.answers)).toEqual([
    undefined,
    undefined,
    mine[1]!.id,
    mine[2]!.id,
    mine[3]!.id,
  ]);
  const events = (await json("/api/events?limit=100")).items as { id: string; type: string }[];
  const types = [];
  for (const { id } of events) {
    const told = await json(`/api/events/${id}`);
    if (told.claims.some(({ mention }: { mention: string }) => mention === event!.id))
      types.push(told.type.value);
  }
  expect(types).toEqual(["PRO.VIGIL"]);
});
