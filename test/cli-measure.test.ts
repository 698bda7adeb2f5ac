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
  expect(out).toMatch(/^record_f1 +1\.000$/m);
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
