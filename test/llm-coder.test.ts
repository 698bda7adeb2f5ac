/** The model coder against an endpoint that misbehaves: it tries again, gives up in time, says what failed, and loses nothing. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { loadCodebook } from "../src/codebook/index.js";
import type { AnswerCache } from "../src/coders/llm/ask.js";
import { chatUrl, EndpointError, retryAfter } from "../src/coders/llm/endpoint.js";
import { LlmCoder, type LlmSettings } from "../src/coders/llm/llm-coder.js";
import { accept } from "../src/model/accept.js";
import type { Coding } from "../src/model/coding.js";
import type { Report } from "../src/model/report.js";
import {
  breaksOff,
  type FakeEndpoint,
  fails,
  fakeEndpoint,
  hangs,
  says,
  saysAtOnce,
} from "./fake-endpoint.js";
import { eventOf, MemoryCache, replyOf, reportOf, TEXT } from "./llm-sample.js";

const codebook = loadCodebook();
let server: FakeEndpoint;
beforeAll(async () => {
  server = await fakeEndpoint(says(replyOf([])));
});
afterAll(() => server.close());
beforeEach(() => server.clear());

function coder(settings: Partial<LlmSettings> = {}, cache: AnswerCache = new MemoryCache()): LlmCoder {
  const usual = {
    url: chatUrl(server.url),
    model: "m-1",
    key: null,
    ms: 5_000,
    backoff: { first: 1, most: 4 },
  };
  return new LlmCoder({ ...usual, ...settings }, codebook, cache);
}

/** Codes a report, and holds the coding against the gate. */
async function code(by: LlmCoder, on: Report): Promise<Coding> {
  const coding = await by.code(on, codebook.id, []);
  expect(accept(coding, on, codebook)).toEqual([]);
  return coding;
}
const codes = ({ findings }: Coding) => findings.map((finding) => finding.code);

describe("a good answer", () => {
  test("comes of one request that asks for structure, without chance, and carries the key in its header only", async () => {
    await code(coder({ key: "secret-7", url: chatUrl(`${server.url}/v1`) }), reportOf(TEXT));
    expect(server.asked).toHaveLength(1);
    const [{ path, headers, body }] = server.asked as [(typeof server.asked)[0]];
    expect(path).toBe("/v1/chat/completions");
    expect(headers.authorization).toBe("Bearer secret-7");
    expect(JSON.stringify(body)).not.toContain("secret-7");
    expect(body).toMatchObject({ model: "m-1", temperature: 0, stream: true });
    expect(body.response_format).toMatchObject({ type: "json_schema", json_schema: { strict: true } });
    expect(body.messages.map((m: { role: string }) => m.role)).toEqual(["system", "user"]);
  });

  test("is read from one body too, after thinking aloud, and out of a code block", async () => {
    for (const said of [
      replyOf([eventOf()]),
      `<think>Is {this} one?</think>\n${replyOf([eventOf()])}`,
      `Here it is:\n\`\`\`json\n${replyOf([eventOf()])}\n\`\`\``,
    ]) {
      server.next(saysAtOnce(said));
      expect((await code(coder(), reportOf(TEXT))).events).toHaveLength(1);
    }
    expect(server.asked).toHaveLength(3);
  });

  test("that there is nothing is a coding without events", async () => {
    expect(await code(coder(), reportOf("The museum opens at nine."))).toMatchObject({
      events: [],
      findings: [],
    });
  });
});

describe("trouble on the way", () => {
  const good = says(replyOf([eventOf()]));
  test.each([
    ["a stream that ends in the middle", breaksOff(replyOf([eventOf()]), "ends")],
    ["a connection that drops", breaksOff(replyOf([eventOf()]), "drops")],
    ["a server that fails", fails(500)],
    ["a gateway that fails", fails(502, "<html>Bad gateway</html>")],
    ["a rate limit", fails(429, {}, { "retry-after": "0" })],
    ["a rate limit in milliseconds", fails(429, {}, { "retry-after-ms": "3" })],
    ["a body that is cut off", fails(200, '{"choices":[{"message":')],
    ["an error with status 200", fails(200, { error: { code: 503, message: "overloaded" } })],
  ])("%s is tried again", async (_name, act) => {
    server.next(act, good);
    const coding = await code(coder(), reportOf(TEXT));
    expect(coding.events).toHaveLength(1);
    expect(coding.findings).toEqual([]);
    expect(server.asked).toHaveLength(2);
  });

  test("what never works fails this report, as a finding, after a few tries", async () => {
    const by = coder();
    server.next(good, ...Array.from({ length: 9 }, () => fails(500)));
    await code(by, reportOf(TEXT));
    const coding = await code(by, reportOf(`${TEXT} More.`));
    expect(coding.events).toEqual([]);
    expect(codes(coding)).toEqual(["llm.failed"]);
    expect(coding.findings[0]).toMatchObject({
      message: expect.stringMatching(/5 tries failed.*status 500/),
      place: { start: 0, end: TEXT.length + 6 },
    });
    expect(server.asked).toHaveLength(6);
  });

  test("an endpoint that hangs is given up in time, and one that never answered ends the run", async () => {
    const by = coder({ ms: 800 });
    await code(by, reportOf(TEXT));
    server.next(hangs, hangs, hangs, hangs, hangs, hangs);
    const begun = Date.now();
    expect(codes(await code(by, reportOf(`${TEXT} More.`)))).toEqual(["llm.failed"]);
    expect(Date.now() - begun).toBeLessThan(3_000);
    await expect(coder({ ms: 100 }).code(reportOf(TEXT), codebook.id, [])).rejects.toThrow(
      /No answer came from/,
    );
  });

  test("a server that asks to wait longer than there is time is not waited for", async () => {
    server.next(fails(429, {}, { "retry-after": "3600" }));
    const coding = await code(coder(), reportOf(TEXT));
    expect(coding.findings[0]!.message).toContain("asks to wait 3600 s");
  });

  test("an answer that is no JSON is told back once, and then mended or a finding", async () => {
    server.next(says('{"events":[{"trig'), good);
    expect((await code(coder(), reportOf(TEXT))).events).toHaveLength(1);
    const { messages } = server.asked[1]!.body;
    expect(messages.map((m: { role: string }) => m.role)).toEqual(["system", "user", "assistant", "user"]);
    expect(messages[3].content).toMatch(/cannot be used: The answer is not JSON/);

    server.asked.length = 0;
    server.next(says("I cannot."), says("I still cannot."));
    const coding = await code(coder(), reportOf(TEXT));
    expect(codes(coding)).toEqual(["llm.failed"]);
    expect(server.asked).toHaveLength(2);
  });

  test("faults of an answer are told back, and the better answer is taken", async () => {
    server.next(says(replyOf([eventOf({ type: "PRO.PARTY" })])), good);
    const coding = await code(coder(), reportOf(TEXT));
    expect([coding.events.length, coding.findings]).toEqual([1, []]);
    expect(server.asked[1]!.body.messages[3].content).toContain("events.0.type");
  });

  test("an answer cut off at the server's limit says what to do", async () => {
    const cut = saysAtOnce('{"events":[', "length");
    server.next(cut, cut);
    const coding = await code(coder(), reportOf(TEXT));
    expect(coding.findings[0]!.message).toMatch(/cut off.*32,000/);
  });

  test("a model that refuses is not asked again", async () => {
    server.next(saysAtOnce("", "content_filter"));
    const coding = await code(coder(), reportOf(TEXT));
    expect(coding.findings[0]!.message).toContain("refuses to answer");
    expect(server.asked).toHaveLength(1);
  });

  test("less is asked of a server that cannot do all, and that is remembered", async () => {
    const by = coder();
    const refuse = (message: string) => fails(400, { error: { message } });
    server.next(
      refuse("Unsupported parameter: stream_options"),
      refuse("temperature does not support 0 with this model"),
      refuse("response_format json_schema is not supported"),
      refuse("response_format is not supported"),
      good,
      good,
    );
    expect((await code(by, reportOf(TEXT))).events).toHaveLength(1);
    await code(by, reportOf(`${TEXT} More.`));
    const sent = server.asked.map(({ body }) => [
      body.response_format?.type ?? null,
      "temperature" in body,
      "stream_options" in body,
      body.messages[0].content.includes("JSON SCHEMA"),
    ]);
    expect(sent).toEqual([
      ["json_schema", true, true, false],
      ["json_schema", true, false, false],
      ["json_schema", false, false, false],
      ["json_object", false, false, true],
      [null, false, false, true],
      [null, false, false, true],
    ]);
  });

  test("a server without a system role gets one message", async () => {
    server.next(fails(400, { error: { message: "System role not supported" } }), good);
    expect((await code(coder(), reportOf(TEXT))).events).toHaveLength(1);
    expect(server.asked[1]!.body.messages.map((m: { role: string }) => m.role)).toEqual(["user"]);
  });

  test.each([
    [
      "a wrong key",
      fails(401, { error: { message: "Incorrect API key provided: secret-7." } }),
      /QUIPU_LLM_KEY/,
    ],
    ["an unknown model", fails(404, { error: { message: 'model "m-1" not found' } }), /QUIPU_LLM_MODEL/],
    ["no credit", fails(429, { error: { message: "x", code: "insufficient_quota" } }), /credit/],
    ["a redirect", fails(307, "", { location: "http://elsewhere.example/" }), /sends requests on/],
    [
      "a page",
      (r: { writeHead(s: number, h: object): void; end(t: string): void }) => {
        r.writeHead(200, { "content-type": "text/html" });
        r.end("<html>Welcome</html>");
      },
      /no chat endpoint/,
    ],
  ])("%s ends the run", async (_name, act, words) => {
    server.next(act as Parameters<FakeEndpoint["next"]>[0]);
    const failed = await coder({ key: "secret-7" })
      .code(reportOf(TEXT), codebook.id, [])
      .catch((e: unknown) => e);
    expect(failed).toBeInstanceOf(EndpointError);
    expect((failed as Error).message).toMatch(words);
    expect((failed as Error).message).not.toContain("secret-7");
    expect(server.asked).toHaveLength(1);
  });

  test("nobody at the address ends the run", async () => {
    const gone = await fakeEndpoint(hangs);
    await gone.close();
    const failed = coder({ url: chatUrl(gone.url) }).code(reportOf(TEXT), codebook.id, []);
    await expect(failed).rejects.toThrow(/Nothing answers at http:\/\/127/);
  });

  test("a prompt that the server cuts in silence is a finding", async () => {
    server.next(says(replyOf([eventOf()]), 4096));
    expect(codes(await code(coder(), reportOf(TEXT)))).toEqual(["llm.prompt_cut"]);
  });

  test("a model that never ends is stopped", async () => {
    const flood = says("x".repeat(500_000));
    server.next(...Array.from({ length: 5 }, () => flood));
    expect(codes(await code(coder(), reportOf(TEXT)))).toEqual(["llm.failed"]);
  });
});

test.each([
  ["http://localhost:11434", "http://localhost:11434/v1/chat/completions"],
  ["http://localhost:11434/", "http://localhost:11434/v1/chat/completions"],
  ["https://api.example.org/v1/", "https://api.example.org/v1/chat/completions"],
  ["https://api.example.org/api/v2", "https://api.example.org/api/v2/chat/completions"],
  ["https://api.example.org/v1/chat/completions", "https://api.example.org/v1/chat/completions"],
  ["https://api.example.org/v1?version=3", "https://api.example.org/v1/chat/completions?version=3"],
])("the address %s means %s", (base, address) => {
  expect(chatUrl(base).href).toBe(address);
});

test.each([
  [{}, null],
  [{ "retry-after": "2" }, 2000],
  [{ "retry-after": "0.5" }, 500],
  [{ "retry-after-ms": "20", "retry-after": "9" }, 20],
  [{ "retry-after": "Thu, 01 Jan 1970 00:00:05 GMT" }, 4000],
  [{ "retry-after": "Thu, 01 Jan 1970 00:00:00 GMT" }, 0],
  [{ "retry-after": "soon" }, null],
])("%j asks to wait %j ms", (headers, ms) => {
  expect(retryAfter(new Headers(headers as Record<string, string>), 1000)).toBe(ms);
});

describe("answers that are kept", () => {
  const good = says(({ report }) => replyOf([eventOf({ context: report.slice(0, 20), trigger: "marched" })]));

  test("are not asked for again, and give the same coding", async () => {
    const cache = new MemoryCache();
    server.next(good);
    const first = await code(coder({}, cache), reportOf(TEXT));
    const second = coder({}, cache);
    expect(await code(second, reportOf(TEXT))).toEqual(first);
    expect(server.asked).toHaveLength(1);
    expect(second.tally).toMatchObject({ asked: 0, cached: 1, input: 0, output: 0 });
    expect(JSON.stringify([...cache.kept.values()])).not.toContain("At least 300 people joined");
  });

  test("hold for one model, prompt, day of publication and text, and for nothing else", async () => {
    const cache = new MemoryCache();
    await code(coder({}, cache), reportOf(TEXT));
    await code(coder({ model: "m-2" }, cache), reportOf(TEXT));
    await code(coder({}, cache), reportOf(`${TEXT} `));
    await code(coder({}, cache), reportOf(TEXT, { published: "2019-05-15" }));
    expect([server.asked.length, cache.kept.size]).toEqual([4, 4]);
    await code(coder({}, cache), reportOf(TEXT, { id: "another", outlet: "another" }));
    expect(server.asked).toHaveLength(4);
  });

  test("are those that could be used: the rest is asked for again", async () => {
    const cache = new MemoryCache();
    server.next(says("no"), says("no"));
    expect(codes(await code(coder({}, cache), reportOf(TEXT)))).toEqual(["llm.failed"]);
    expect(cache.kept.size).toBe(0);
    server.next(good);
    const later = await code(coder({}, cache), reportOf(TEXT));
    expect([later.events.length, later.findings]).toEqual([1, []]);
  });

  test("of another endpoint are told apart in the count", async () => {
    const cache = new MemoryCache();
    await code(coder({}, cache), reportOf(TEXT));
    const elsewhere = coder({ url: chatUrl("http://127.0.0.1:1") }, cache);
    await code(elsewhere, reportOf(TEXT));
    expect(elsewhere.tally).toMatchObject({ cached: 1, elsewhere: 1 });
  });

  test("make an estimate cheaper, and an estimate asks nobody", async () => {
    const by = coder();
    const before = await by.estimate(reportOf(TEXT));
    expect(before).toMatchObject({ requests: 1, cached: 0 });
    expect(before.input).toBeGreaterThan(8_000);
    expect(server.asked).toHaveLength(0);
    await code(by, reportOf(TEXT));
    expect(await by.estimate(reportOf(TEXT))).toEqual({ requests: 0, cached: 1, input: 0, output: 0 });
  });
});

describe("a long report", () => {
  const LONG = Array.from(
    { length: 9 },
    (_, i) => `Miners of pit ${i} marched through Oruro on Monday.`,
  ).join("\n\n");
  /** Codes each march that it is shown, those before the part too. */
  const eager = says(({ user }) =>
    replyOf(
      [...user.matchAll(/Miners of pit \d marched/g)].map(([context]) =>
        eventOf({ context, trigger: "marched" }),
      ),
    ),
  );

  test("is read in parts, and each event is coded once", async () => {
    server.next(...Array.from({ length: 9 }, () => eager));
    const coding = await code(coder({ partLength: 160 }), reportOf(LONG));
    expect(server.asked.length).toBeGreaterThan(2);
    expect(server.asked[1]!.user).toContain("<before ");
    expect(coding.events).toHaveLength(9);
    expect(coding.findings).toEqual([]);
  });

  test("keeps its other parts where one fails, and is completed by a second run", async () => {
    const cache = new MemoryCache();
    server.next(eager, says("no"), says("no"), ...Array.from({ length: 9 }, () => eager));
    const first = await code(coder({ partLength: 160 }, cache), reportOf(LONG));
    expect(codes(first)).toEqual(["llm.failed"]);
    expect(first.events.length).toBeGreaterThan(4);
    server.clear();
    server.next(eager);
    const second = await code(coder({ partLength: 160 }, cache), reportOf(LONG));
    expect([second.events.length, second.findings, server.asked.length]).toEqual([9, [], 1]);
  });
});
