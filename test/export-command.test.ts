/** Promises of `quipu export`: from a store to a file, with filters, findings and refusals of bad options. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ExportOptions, exportCommand } from "../src/app/export-command.js";
import { openLog } from "../src/app/open-store.js";
import type { Coding, EventRecord } from "../src/model/coding.js";
import { sha256 } from "../src/model/identity.js";
import type { LoggedReport } from "../src/model/log.js";
import { span } from "../src/model/span.js";
import { readCsv, readLines } from "./export-read.js";

const TEXT =
  "About 400 dockers marched through Callao on Tuesday. Police led away Ramiro Tasayco, a crane driver. " +
  "The union wants safer cranes, and says that it will ask again until it has them, however long that takes.";
const at = (words: string) => span(TEXT, TEXT.indexOf(words), TEXT.indexOf(words) + words.length);
const BARE = {
  mentions: [],
  places: [],
  actors: [],
  figures: [],
  demands: [],
  means: [],
  contested: [],
  confidence: 0.9,
};
const NARRATED = { voice: "narrator", evidentiality: "asserted", quote: null } as const;
const PLACE = {
  name: "Callao",
  role: "site",
  country: "PE",
  admin1: "Callao",
  admin2: null,
  lat: -12.05,
  lon: -77.13,
  precision: "G1",
  geonameId: null,
  quote: at("Callao"),
} as const;
const DATE = {
  edtf: "2024-05-07",
  start: "2024-05-07",
  end: "2024-05-07",
  precision: "D",
  rule: "weekday",
  quote: at("on Tuesday"),
} as const;

const event = (words: string, over: Partial<EventRecord>): EventRecord => {
  const trigger = at(words);
  return {
    ...BARE,
    id: `callao:${trigger.start}-${trigger.end}`,
    type: "PRO.DEMO",
    actuality: "happened",
    scope: "event",
    trigger,
    date: DATE,
    places: [PLACE],
    attribution: NARRATED,
    ...over,
  };
};

const MARCH = event("marched", {
  figures: [
    {
      kind: "crowd_size",
      low: 300,
      high: 500,
      point: 400,
      hedge: "about",
      stock: false,
      group: null,
      said_by: null,
      quote: at("About 400 dockers"),
    },
  ],
});
const ARREST = event("led away", {
  type: "REP.ARREST",
  actors: [
    { name: "Police", role: "responder", category: "state_security", quote: at("Police") },
    { name: "Ramiro Tasayco", role: "target", category: "workers", quote: at("Ramiro Tasayco") },
  ],
});

const REPORT: LoggedReport = {
  id: "callao",
  text: TEXT,
  sha256: sha256(TEXT),
  lang: "en",
  published: "2024-05-08",
  title: "Docker Ramiro Tasayco held",
  outlet: "Puerto",
  url: null,
  custody: null,
  replaces: null,
  origin: "callao",
} as LoggedReport;

const { id, sha256: hash, lang, published, title, outlet, url } = REPORT;
const CODING: Coding = {
  report: { id, sha256: hash, lang, published, title, outlet, url },
  coder: "rules@1.0.0",
  codebook: "protest@1.0.0",
  seen: [],
  events: [MARCH, ARREST],
  links: [{ from: ARREST.id, to: MARCH.id, relation: "state_response_to", basis: "text", quote: null }],
  figures: [],
  relations: [],
  noise: [],
  findings: [],
};

const home = mkdtempSync(join(tmpdir(), "quipu-export-"));
const out = join(home, "out");
const before = { home: process.env.QUIPU_HOME, url: process.env.QUIPU_DATABASE_URL };

beforeAll(async () => {
  process.env.QUIPU_HOME = home;
  delete process.env.QUIPU_DATABASE_URL;
  const log = await openLog(process.env);
  await log.add([
    { kind: "report", record: REPORT, author: "test" },
    { kind: "coding", record: CODING, author: "rules@1.0.0" },
  ]);
  await log.close();
});

afterAll(() => {
  for (const [name, value] of [
    ["QUIPU_HOME", before.home],
    ["QUIPU_DATABASE_URL", before.url],
  ] as const)
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  rmSync(home, { recursive: true });
});

const run = (options: Partial<ExportOptions>) =>
  exportCommand({ format: "csv", out, quiet: true, asOf: "2024-05-10", ...options });
const read = () => readFileSync(out, "utf8");

describe("quipu export", () => {
  test("writes the events of the store, without private names", async () => {
    expect(await run({})).toBe(0);
    expect(
      readCsv(read())
        .map(({ type }) => type)
        .sort(),
    ).toEqual(["PRO.DEMO", "REP.ARREST"]);
    expect(read()).not.toContain("Tasayco");
  });
  test("a response stands in the row of its protest, asked for or not", async () => {
    expect(await run({ format: "acled" })).toBe(0);
    const rows = readCsv(read());
    expect(rows.map((row) => row.sub_event_type)).toEqual(["Protest with intervention"]);
    expect(await run({ format: "acled", type: ["PRO"] })).toBe(0);
    expect(readCsv(read())).toEqual(rows);
  });
  test("filters by day, type and country", async () => {
    const types = async (options: Partial<ExportOptions>) => {
      await run(options);
      return readCsv(read())
        .map(({ type }) => type)
        .sort();
    };
    expect(await types({ type: ["rep"] })).toEqual(["REP.ARREST"]);
    expect(await types({ from: "2024-05-08" })).toEqual([]);
    expect(await types({ to: "2024-05-07", country: ["pe"] })).toEqual(["PRO.DEMO", "REP.ARREST"]);
    expect(await types({ country: ["CL"] })).toEqual([]);
  });
  test("findings go to a file, and the exit code says that there are some", async () => {
    const findings = join(home, "findings");
    expect(await run({ format: "plover", findings })).toBe(0);
    expect(readFileSync(findings, "utf8")).toBe("");
    expect(await run({ format: "ccc", findings, type: ["REP"] })).toBe(0);
    expect(readLines(readFileSync(findings, "utf8"))).toMatchObject([
      { code: "export.folded", format: "ccc" },
    ]);
    rmSync(findings);
  });
  test("a page has the text, a public page has not", async () => {
    await run({ format: "html" });
    expect(read()).toContain("safer cranes");
    await run({ format: "html", public: true });
    expect(read()).not.toContain("safer cranes");
    expect(read()).not.toContain("Tasayco");
  });
  test("a name is told where a file releases it with a reason", async () => {
    const file = join(home, "released");
    writeFileSync(file, "Ramiro Tasayco\tspoke for the dockers, agreed in writing\n");
    await run({ release: file });
    expect(read()).toContain("Ramiro Tasayco");
    writeFileSync(file, "Ramiro Tasayco\n");
    await expect(run({ release: file })).rejects.toThrow(/Line 1 .* reason/);
  });
  test("under another policy says so", async () => {
    await run({ policy: "acled-conservative" });
    expect(readCsv(read())[0]!.policy).toMatch(/^acled-conservative@/);
  });
  test.each([
    [{ format: "xml" }, /--format cannot be "xml"/],
    [{ policy: "best" }, /--policy cannot be "best"/],
    [{ from: "2024-02-30" }, /--from cannot be/],
    [{ type: ["PRO.DANCE"] }, /--type cannot be "PRO.DANCE"/],
    [{ country: ["PER"] }, /--country cannot be "PER"/],
    [{ quoteWords: "-1" }, /--quote-words cannot be/],
    [{ out: join(home, "no", "such", "folder") }, /cannot be written/],
  ] as const)("refuses %j", async (options, message) => {
    await expect(run(options as Partial<ExportOptions>)).rejects.toThrow(message);
  });
  test("leaves no half a file", async () => {
    expect(readdirSync(home).filter((name) => name.endsWith(".part"))).toEqual([]);
  });
  test("makes no store where there is none", async () => {
    process.env.QUIPU_HOME = join(home, "nowhere");
    await expect(run({})).rejects.toThrow(/There is no store/);
    expect(existsSync(join(home, "nowhere"))).toBe(false);
    process.env.QUIPU_HOME = home;
  });
});
