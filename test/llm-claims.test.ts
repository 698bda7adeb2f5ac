/** What a model claims is held against the report: quotes located, dates, places and numbers read again, the rest rejected and said. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadCodebook } from "../src/codebook/index.js";
import { LlmCoder } from "../src/coders/llm/llm-coder.js";
import { REJECTED } from "../src/coders/llm/notes.js";
import { EXAMPLE_REPLY, EXAMPLE_REPORT } from "../src/coders/llm/prompt-example.js";
import { accept } from "../src/model/accept.js";
import type { Coding } from "../src/model/coding.js";
import type { Report } from "../src/model/report.js";
import { awkwardText, change, pathsOf } from "./coding-sample.js";
import { alwaysSays, eventOf, replyOf, reportOf, TEXT } from "./llm-sample.js";

const codebook = loadCodebook();

/** A coder whose model says always the same. */
function coder(content: string): LlmCoder {
  const url = new URL("http://127.0.0.1:1/v1/chat/completions");
  const settings = { url, model: "m-1", key: null, ms: 1, backoff: { first: 1, most: 1 } };
  return new LlmCoder(settings, codebook, alwaysSays(content));
}

/** Codes a report, and holds the coding against the gate. */
async function code(by: LlmCoder, on: Report): Promise<Coding> {
  const coding = await by.code(on, codebook.id, []);
  expect(accept(coding, on, codebook)).toEqual([]);
  return coding;
}
const codes = ({ findings }: Coding) => findings.map((finding) => finding.code);
const one = async (more: Record<string, unknown>, text = TEXT) =>
  code(coder(replyOf([eventOf(more)])), reportOf(text));

test("the worked example of the prompt becomes a coding with every quote as it stands, dates, places and numbers read by the analysis", async () => {
  const by = coder(JSON.stringify(EXAMPLE_REPLY));
  const coding = await code(by, reportOf(EXAMPLE_REPORT));
  expect(coding.findings).toEqual([]);
  expect(coding).toMatchObject({ coder: by.id, codebook: codebook.id, seen: [], relations: [] });
  expect(by.id).toMatch(/^llm:m-1@prompt-[0-9a-f]{8}$/);
  expect(coding.events.map(({ type, trigger }) => [type, trigger.quote])).toEqual([
    ["PRO.DEMO", "marched"],
    ["REP.DISPERSE", "used pepper spray"],
    ["REP.ARREST", "were detained"],
    ["REP.STIGMA", "called"],
    ["POL.CALL", "has called"],
    ["PRO.STRIKE", "strike"],
  ]);
  const [march, spray, , label, call, strike] = coding.events;
  expect(march).toMatchObject({
    date: { start: "2019-05-13", end: "2019-05-13", precision: "D", quote: { quote: "Monday" } },
    places: [{ name: "Tampico", country: "MX", precision: "G1", role: "site" }],
    figures: [{ kind: "crowd_size", hedge: expect.stringMatching(/some/i), point: 400 }],
    demands: [{ issue: "wages" }],
    confidence: 1,
  });
  expect(march!.places[0]!.lat).toBeCloseTo(22.3, 0);
  expect(spray!.attribution).toMatchObject({ voice: "the nurses' union", evidentiality: "reported" });
  expect(label!.contested).toMatchObject([{ label: "saboteurs", speaker: "The health secretary" }]);
  expect(strike).toMatchObject({ actuality: "called_for", date: { start: "2019-05-17" } });
  expect(coding.links).toMatchObject([
    { from: spray!.id, to: march!.id, relation: "state_response_to", basis: "text" },
    { from: coding.events[2]!.id, to: march!.id, basis: "inferred", quote: null },
    { from: call!.id, to: strike!.id, relation: "call_for" },
  ]);
});

describe("claims", () => {
  test("an event whose words do not stand in the report is rejected, with its links, and the rest stays", async () => {
    const made = eventOf({
      trigger: "burned the town hall",
      context: "they burned the town hall",
      type: "PRO.RIOT",
    });
    const link = { from: 1, to: 2, relation: "reaction_to", quote: null };
    const coding = await code(coder(replyOf([made, eventOf()], { links: [link] })), reportOf(TEXT));
    expect(coding.events.map(({ type }) => type)).toEqual(["PRO.DEMO"]);
    expect(codes(coding)).toEqual(["llm.quote", "llm.link"]);
    expect(coding.findings[0]!.message).toContain("burned the town hall");
  });

  test("a hallucinated quote costs its claim only, and lowers the confidence", async () => {
    const coding = await one({
      actors: [
        { quote: "Miners", role: "participant", category: "workers", person: "none" },
        { quote: "hooded men", role: "perpetrator", category: "unknown", person: "none" },
      ],
    });
    expect(coding.events[0]!.actors.map(({ name }) => name)).toEqual(["Miners"]);
    expect(codes(coding)).toEqual(["llm.quote"]);
    expect(coding.events[0]!.confidence).toBeCloseTo(2 / 3, 2);
  });

  test("what is outside the value lists, or of another shape, is rejected and not guessed", async () => {
    const odd = replyOf([
      eventOf({ type: "PRO.PARTY" }),
      eventOf({
        actors: [{ quote: "Miners", role: "hero", category: "workers", person: "none" }],
        places: "Oruro",
      }),
      "an event",
    ]);
    const coding = await code(coder(odd), reportOf(TEXT));
    expect(coding.events).toMatchObject([{ type: "PRO.DEMO", actors: [], places: [] }]);
    expect(codes(coding)).toEqual(["llm.value", "llm.value", "llm.value", "llm.value"]);
  });

  test("two events with one trigger are one, and the second is told", async () => {
    const coding = await code(coder(replyOf([eventOf(), eventOf({ type: "PRO.VIGIL" })])), reportOf(TEXT));
    expect(coding.events.map(({ type }) => type)).toEqual(["PRO.DEMO"]);
    expect(codes(coding)).toEqual(["llm.trigger_taken"]);
  });

  const figure = (more: object) => ({
    figures: [
      {
        quote: "At least 300 people",
        kind: "crowd_size",
        value: 300,
        stock: false,
        group: null,
        said_by: null,
        ...more,
      },
    ],
  });

  test("a bound stays a bound, also where the model leaves the hedge out", async () => {
    const coding = await one(figure({ quote: "300 people", said_by: "police" }));
    expect(coding.events[0]!.figures).toMatchObject([
      { low: 300, high: null, said_by: "police", quote: { quote: "At least 300 people" } },
    ]);
    expect(coding.findings).toEqual([]);
  });

  test("a number that is not that of the words is told, and the words stand", async () => {
    const coding = await one(figure({ value: 200 }));
    expect(coding.events[0]!.figures).toMatchObject([{ low: 300, high: null, point: 300 }]);
    expect(codes(coding)).toEqual(["llm.figure_differs"]);
  });

  test("a number in words that say none has no bounds", async () => {
    const coding = await one(figure({ quote: "Miners", value: 5000 }));
    expect(coding.events[0]!.figures).toMatchObject([{ low: null, high: null, point: null }]);
    expect(codes(coding)).toEqual(["llm.figure_unread"]);
  });

  test("a cumulative figure leaves the event of one day", async () => {
    const date = { quote: "Monday", edtf: "2019-05-13" };
    const coding = await one({ ...figure({ stock: true }), date });
    expect(coding.events[0]!.figures).toEqual([]);
    expect(coding.figures).toMatchObject([{ stock: true, low: 300, population: null }]);
    expect(codes(coding)).toEqual(["llm.figure_moved"]);
  });

  test.each([
    ["the calendar reads the words", { quote: "on Monday", edtf: "2019-05-13" }, "2019-05-13", []],
    [
      "the calendar stands against the model",
      { quote: "Monday", edtf: "2019-05-06" },
      "2019-05-13",
      ["llm.date_differs"],
    ],
    ["no date without words", { quote: null, edtf: "2019-05-13" }, null, ["llm.date_rejected"]],
    [
      "no date from words that are not there",
      { quote: "last Sunday", edtf: "2019-05-12" },
      null,
      ["llm.quote"],
    ],
    ["no date that is none", { quote: "joined", edtf: "in spring" }, null, ["llm.date_rejected"]],
    [
      "the model's where the calendar reads none",
      { quote: "joined them", edtf: "2019-05" },
      "2019-05-01",
      [],
    ],
    [
      "nothing that happened after publication",
      { quote: "joined them", edtf: "2020-01-01" },
      null,
      ["llm.date_rejected"],
    ],
  ])("dates: %s", async (_name, date, start, found) => {
    const coding = await one({ date });
    expect(coding.events[0]!.date.start).toBe(start);
    expect(codes(coding)).toEqual(found);
  });

  test("a period ends with publication for what has happened", async () => {
    const coding = await one({ date: { quote: "joined them", edtf: "2019-05" } });
    expect(coding.events[0]!.date).toMatchObject({ end: "2019-05-14", edtf: "2019-05-01/2019-05-14" });
  });

  test("a place is where the gazetteer has it, and one that it lacks has no point", async () => {
    const coding = await one({
      places: [
        { quote: "Oruro", role: "site" },
        { quote: "joined", role: "extent" },
      ],
    });
    expect(coding.events[0]!.places).toMatchObject([
      { name: "Oruro", country: "BO", precision: "G1", role: "site" },
      { name: "joined", country: null, lat: null, lon: null, precision: "G9", role: "extent" },
    ]);
  });

  test("a speaker that cannot be found leaves the claim reported, not asserted", async () => {
    const coding = await one({ attribution: { quote: "the mayor", evidentiality: "alleged" } });
    expect(coding.events[0]!.attribution).toEqual({
      voice: "narrator",
      evidentiality: "alleged",
      quote: null,
    });
    expect(codes(coding)).toEqual(["llm.quote"]);
  });

  test("private persons are called by what they are, whatever the model says of them", async () => {
    const text = "A student, Rosa Quispe, was hit, teacher Luis Mamani said. Minister Ana Rojas resigned.";
    const actors = [
      { quote: "Rosa Quispe", role: "victim", category: "students", person: "public" },
      { quote: "teacher Luis Mamani", role: "speaker", category: "professionals", person: "private" },
      { quote: "Minister Ana Rojas", role: "subject", category: "government", person: "public" },
    ];
    const attribution = { quote: "teacher Luis Mamani", evidentiality: "reported" };
    const coding = await one(
      { trigger: "was hit", context: "was hit", type: "VIO.ATTACK", actors, attribution },
      text,
    );
    expect(coding.events[0]!.actors.map(({ name }) => name)).toEqual([
      "a victim",
      "a teacher",
      "Minister Ana Rojas",
    ]);
    expect(coding.events[0]!.attribution.voice).toBe("a private person");
  });
});

test("nor do they speak by name, where the reply says elsewhere who they are", async () => {
  const text = "Crowds marched, some 300 by the count of Rosa Quispe. Student Rosa Quispe was hit.";
  const figure = {
    quote: "some 300",
    kind: "crowd_size",
    value: 300,
    stock: false,
    group: null,
    said_by: "Rosa Quispe",
  };
  const march = eventOf({
    context: "Crowds marched",
    figures: [figure],
    attribution: { quote: "Rosa Quispe", evidentiality: "reported" },
  });
  const hit = eventOf({
    context: "Student Rosa Quispe was hit",
    trigger: "was hit",
    type: "VIO.ATTACK",
    actors: [{ quote: "Student Rosa Quispe", role: "victim", category: "students", person: "private" }],
  });
  const [first, second] = (await code(coder(replyOf([march, hit])), reportOf(text))).events;
  expect(first).toMatchObject({
    attribution: { voice: "a private person" },
    figures: [{ said_by: "a private person" }],
  });
  expect(second!.actors).toMatchObject([
    { name: "a student", tier: "T3", quote: { quote: "Student Rosa Quispe" } },
  ]);
});

test("a relation has the words of both sides, or is rejected", async () => {
  const text = "Crowds marched. The miners' union, led by Luis Mamani, called it a success.";
  const relation = {
    quote: "The miners' union, led by Luis Mamani",
    subject: "The miners' union",
    type: "led_by",
    object: "Luis Mamani",
    status: "current",
    attribution: { quote: null, evidentiality: "asserted" },
  };
  const relations = [relation, { ...relation, object: "Ana Rojas" }, { ...relation, type: "loves" }];
  const coding = await code(coder(replyOf([], { relations })), reportOf(text));
  expect(coding.relations).toMatchObject([
    { type: "led_by", subject: "The miners' union", object: "Luis Mamani" },
  ]);
  expect(codes(coding)).toEqual(["llm.quote", "llm.value"]);
});

describe("whatever a model says", () => {
  const junk = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      "",
      "Miners",
      "marched",
      "PRO.DEMO",
      -1,
      2,
      1e300,
      true,
      [],
      {},
      [null],
      "2019-13-45",
    ),
    fc.string({ unit: "binary", maxLength: 6 }),
    fc.json({ maxDepth: 2 }).map((text) => JSON.parse(text) as unknown),
  );
  const paths = pathsOf(EXAMPLE_REPLY);

  test("the coding passes the gate, and what is not in it is a finding", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...paths), junk), { minLength: 1, maxLength: 4 }),
        async (changes) => {
          let reply = structuredClone(EXAMPLE_REPLY) as unknown;
          // A path may be gone after the change before it.
          for (const [path, value] of changes) {
            try {
              reply = change(reply, { [path]: value });
            } catch {}
          }
          if (!Array.isArray((reply as { events: unknown }).events)) return;
          const coding = await code(coder(JSON.stringify(reply)), reportOf(EXAMPLE_REPORT));
          const told =
            coding.events.length + coding.findings.filter(({ code }) => REJECTED.includes(code)).length;
          expect(told).toBeGreaterThanOrEqual((reply as { events: unknown[] }).events.length);
        },
      ),
      { numRuns: 30 },
    );
  });

  test("any words of any report, quoted as they stand, are found", async () => {
    await fc.assert(
      fc.asyncProperty(awkwardText, awkwardText, async (before, after) => {
        const text = `${before} Crowds marched. ${after}`;
        const coding = await code(coder(replyOf([eventOf({ context: "Crowds marched" })])), reportOf(text));
        expect(coding.events.map(({ trigger }) => trigger.start)).toEqual([
          text.indexOf("Crowds marched") + 7,
        ]);
      }),
      { numRuns: 10 },
    );
  });
});

test("events come in the order of the report, whatever the order of the reply", async () => {
  const died = eventOf({ trigger: "died", context: "A guard died.", type: "VIO.ATTACK" });
  const { events } = await code(coder(replyOf([died, eventOf()])), reportOf(TEXT));
  expect(events.map(({ trigger }) => trigger.quote)).toEqual(["marched", "died"]);
});

test("findings that the reader of the report made come first", async () => {
  const given = { code: "published.unknown", message: "No day.", place: null };
  const coding = await coder(replyOf([eventOf({ trigger: "rioted" })])).code(reportOf(TEXT), codebook.id, [
    given,
  ]);
  expect(codes(coding)).toEqual(["published.unknown", "llm.quote"]);
});

test("an answer that is made to take long is done in seconds, and what is too much is told", async () => {
  const text = "ab ab. ".repeat(2_000);
  const many = Array.from({ length: 3_000 }, () => "ab");
  const events = Array.from({ length: 500 }, () =>
    eventOf({ trigger: "ab", context: "ab ab", mentions: [] }),
  );
  const hostile = replyOf(
    [...events.slice(1), eventOf({ trigger: "ab", context: "ab", mentions: many })].reverse(),
  );
  const begun = performance.now();
  const coding = await code(coder(hostile), reportOf(text));
  expect(performance.now() - begun).toBeLessThan(15_000);
  expect(codes(coding)).toContain("llm.value");
});
