import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { quipu } from "./cli.js";

const folder = mkdtempSync(join(tmpdir(), "quipu-measure-"));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);

const TEXT = "Dockers marched through Rotterdam on Thursday. Police arrested 12 protesters.";

beforeAll(() => {
  const reports = ["a", "b"].map((id) =>
    JSON.stringify({ id, text: TEXT, published: "2021-03-05", lang: "en" }),
  );
  writeFileSync(at("reports.jsonl"), `${reports.join("\n")}\n`);
  writeFileSync(at("coded.ndjson"), quipu(["code", at("reports.jsonl")]).out);
  writeFileSync(at("first.ndjson"), `${quipu(["code", at("reports.jsonl")]).out.split("\n")[0]}\n`);
  mkdirSync(at("gold"));
  const [a, b] = quipu(["code", at("reports.jsonl")])
    .out.trim()
    .split("\n");
  writeFileSync(at("gold/a.json"), JSON.stringify(JSON.parse(a!), null, 1));
  writeFileSync(at("gold/b.json"), b!);
});

test("finds that codings agree with themselves, in a table and in JSON", () => {
  const { code, out } = quipu([
    "measure",
    at("gold"),
    at("coded.ndjson"),
    "--reports",
    at("reports.jsonl"),
    "--lang",
    "en",
  ]);
  expect(code).toBe(0);
  expect(out).toMatch(/^record_f1 +1\.000 +\[1\.000, 1\.000\]$/m);
  expect(out).toMatch(/^PRO\.DEMO +1\.000 +1\.000 +1\.000 +2 +2 +2$/m);
  const figures = JSON.parse(quipu(["measure", at("gold"), at("coded.ndjson"), "--json"]).out);
  expect(figures).toMatchObject({ reports: 2, record_f1: 1, fields: { type: { p: 1, r: 1 } } });
});

test("says which reports are missing, and that they count", () => {
  const run = quipu(["measure", at("gold"), at("first.ndjson"), "--json"]);
  expect(run.code).toBe(1);
  expect(run.findings()).toMatchObject([
    { code: "measure.not_coded", message: expect.stringMatching(/^1 of 2/) },
  ]);
  expect(JSON.parse(run.out).event_r).toBe(0.5);
});

test("says what is no coding", () => {
  expect(quipu(["measure", at("gold"), at("reports.jsonl")])).toMatchObject({
    code: 2,
    err: expect.stringContaining("no file of codings"),
  });
  expect(quipu(["measure", at("gold"), at("coded.ndjson"), "--lang", "en"]).err).toContain(
    "--lang needs --reports",
  );
});

test("gives errors, agreement, intervals and confusions beside the figures", () => {
  const run = quipu(["measure", at("gold"), at("coded.ndjson"), "--reports", at("reports.jsonl"), "--json"]);
  expect(JSON.parse(run.out)).toMatchObject({
    record_f1: 1,
    intervals: { event_f1: [1, 1] },
    errors: { day_error_mean: 0 },
    agreement: expect.arrayContaining([
      expect.objectContaining({ field: "told", scale: "nominal", units: 4 }),
    ]),
    confusions: [],
  });
  expect(quipu(["measure", at("gold"), at("coded.ndjson")]).out).toContain("Krippendorff");
});

test("--drift shows in words what changed, and nothing where nothing did", () => {
  const same = quipu(["measure", "--drift", at("gold"), at("coded.ndjson")]);
  expect(same).toMatchObject({ code: 0, out: expect.stringContaining("0 altered in 0 reports") });
  const [line] = quipu(["code", at("reports.jsonl")]).out.split("\n");
  const changed = JSON.parse(line!);
  changed.events[0].actuality = "planned";
  writeFileSync(at("changed.ndjson"), JSON.stringify(changed));
  writeFileSync(at("one.ndjson"), line!);
  const drift = quipu(["measure", "--drift", at("one.ndjson"), at("changed.ndjson")]);
  expect(drift.code).toBe(1);
  expect(drift.out).toMatch(/~ PRO\.DEMO «marched»\n +actuality +happened\n +→ planned/);
});

test("chooses among several coders of one report, and asks where it must", () => {
  const [line] = quipu(["code", at("reports.jsonl")]).out.split("\n");
  const by = (coder: string, type: string) => {
    const coding = JSON.parse(line!);
    return JSON.stringify({ ...coding, coder, events: [{ ...coding.events[0], type }] });
  };
  writeFileSync(at("two.ndjson"), `${by("human:ana", "PRO.DEMO")}\n${by("human:ben", "PRO.BLOCK")}\n`);
  const coders = ["--gold-coder", "human:ana", "--coder", "human:ben", "--json"];
  const found = quipu(["measure", at("two.ndjson"), at("two.ndjson"), ...coders]);
  expect(JSON.parse(found.out)).toMatchObject({
    confusions: [{ field: "type", gold: "PRO.DEMO", coded: "PRO.BLOCK", events: 1 }],
  });
  const asked = quipu(["measure", at("two.ndjson"), at("two.ndjson")]);
  expect(asked).toMatchObject({ code: 2, err: expect.stringContaining("human:ana, human:ben") });
  const none = quipu(["measure", at("two.ndjson"), at("two.ndjson"), "--gold-coder", "human:eva"]);
  expect(none).toMatchObject({ code: 2, err: expect.stringContaining('no coding by "human:eva"') });
});
