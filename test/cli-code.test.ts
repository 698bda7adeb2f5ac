import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { loadCodebook } from "../src/codebook/index.js";
import { accept } from "../src/model/accept.js";
import type { Coding } from "../src/model/coding.js";
import { quipu } from "./cli.js";
import { reportOf } from "./corpus-code.js";

const folder = mkdtempSync(join(tmpdir(), "quipu-cli-"));
afterAll(() => rmSync(folder, { recursive: true }));

const TEXT =
  "At least 3,000 dockers marched through Rotterdam on Thursday to demand better pay.\n\n" +
  "Police fired tear gas near the town hall and arrested 12 protesters.\n";
const REPORT = { id: "dock-1", text: TEXT, published: "2021-03-05", outlet: "The Harbour Post", lang: "en" };

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe("quipu code", () => {
  test("prints a coding a line into a pipe, every quote as it stands in the text", () => {
    const { code, out, err } = quipu(["code", "-"], `${JSON.stringify(REPORT)}\n`);
    expect([code, err]).toEqual([0, ""]);
    const coding = JSON.parse(out);
    expect(coding.report).toMatchObject({
      id: "dock-1",
      published: "2021-03-05",
      lang: "en",
      outlet: "The Harbour Post",
    });
    expect(Object.keys(coding)).toEqual(
      "report coder codebook seen events links figures relations noise findings".split(" "),
    );
    expect(coding.events.map((event: { type: string }) => event.type)).toContain("PRO.DEMO");
    for (const { trigger } of coding.events)
      expect(TEXT.slice(trigger.start, trigger.end)).toBe(trigger.quote);
  });

  test("prints one coding as JSON, several as an array, and the record when asked", () => {
    const plain = file("plain.txt", TEXT);
    const options = ["--published", "2021-03-05", "--lang", "en", "--outlet", "The Harbour Post"];
    const one = JSON.parse(quipu(["code", plain, "--format", "json", ...options]).out);
    expect(one.report).toMatchObject({ published: "2021-03-05", outlet: "The Harbour Post" });
    const two = file(
      "two.jsonl",
      `${JSON.stringify(REPORT)}\n${JSON.stringify({ ...REPORT, id: "dock-2" })}\n`,
    );
    const several = JSON.parse(quipu(["code", two, "--json"]).out);
    expect(several.map((coding: { report: { id: string } }) => coding.report.id)).toEqual([
      "dock-1",
      "dock-2",
    ]);
    expect(quipu(["code", plain, "--format", "record", ...options]).out).toMatch(
      /① Demonstration.*PRO\.DEMO[\s\S]*«marched»/,
    );
  });

  test("colours the record only where it may", () => {
    const plain = file("colour.txt", TEXT);
    const args = ["code", plain, "--format", "record", "--published", "2021-03-05"];
    expect(quipu(args, "", { FORCE_COLOR: "1" }).out).toContain("\x1b[");
    expect(quipu(args, "", { FORCE_COLOR: "1", NO_COLOR: "1" }).out).not.toContain("\x1b[");
  });

  test("says why, under the values and as JSON, and codes the same with and without", () => {
    const input = `${JSON.stringify(REPORT)}\n`;
    const lines = (...args: string[]) => quipu(["code", "-", ...args], input).out;
    const page = lines("--explain", "--format", "record");
    expect(page).toMatch(/when .*«Thursday»\n +\+ This time hangs on the trigger; rule weekday-past/);
    expect(page).toMatch(/\+ PRO\.DEMO by rule demonstrate \(PRO\.yaml\), case \d+/);
    expect(page).toMatch(/Declined, or taken by no event\n/);
    const values = (text: string) =>
      text.split("\n").filter((line) => !/^ +([+−…]|… and)|^ {15,}|Declined|none$/.test(line) && line !== "");
    for (const line of values(lines("--format", "record"))) expect(page).toContain(line);
    const { why, ...coding } = JSON.parse(lines("--explain"));
    expect(`${JSON.stringify(coding)}\n`).toBe(lines());
    expect(accept({ ...coding, why } as Coding, reportOf(TEXT, REPORT), loadCodebook())).toEqual([]);
    const day = why.find((one: { code: string }) => one.code === "date.own");
    expect(day).toMatchObject({ field: "date", verdict: "for", words: { quote: "Thursday" } });
    expect(day.event).toBe(coding.events[0].id);
    expect(JSON.parse(lines("--explain", "--format", "json")).why).toEqual(why);
    expect(quipu(["code", "-", "--explain", "--workers", "2"], input).out).toBe(lines("--explain"));
    const coloured = quipu(["code", "-", "--explain", "--format", "record"], input, { FORCE_COLOR: "1" }).out;
    expect(coloured).toContain("\x1b[32m+\x1b[39m");
    expect(coloured).toContain("\x1b[31m−\x1b[39m");
  });

  test("says what it could not read, with file and line, and goes on", () => {
    const mixed = file(
      "mixed.jsonl",
      `${JSON.stringify(REPORT)}\n{"id":"broken\n{"id":"no text"}\n${JSON.stringify({ ...REPORT, id: "dock-9" })}\n`,
    );
    const run = quipu([
      "code",
      file("empty.txt", ""),
      join(folder, "gone.txt"),
      mixed,
      "--json",
      "--format",
      "ndjson",
    ]);
    expect(run.code).toBe(1);
    expect(
      run.out
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line).report.id),
    ).toEqual(["dock-1", "dock-9"]);
    expect(
      run.findings().map(({ code, file: path, line }) => [code, path?.slice(folder.length + 1), line]),
    ).toEqual([
      ["file.empty", "empty.txt", null],
      ["file.missing", "gone.txt", null],
      ["line.not_json", "mixed.jsonl", 2],
      ["record.no_text", "mixed.jsonl", 3],
    ]);
    const talk = quipu(["code", mixed]).err;
    expect(talk).toMatch(/mixed\.jsonl:2: .*not JSON.*\[line\.not_json\]\n/);
    expect(talk).toMatch(/2 reports, \d+ events, 2 findings\n$/);
  });

  test.each([
    ["nothing", "", "file.empty"],
    ["a binary file", Buffer.from([1, 0, 2, 0, 255, 0]), "file.binary"],
    ["50 MB of text", Buffer.alloc(50_000_000, "A march. "), "text.too_long"],
    ["a JSONL of broken lines", '{"id":\n{"text":}\n', "line.not_json"],
  ])("cannot do anything with %s", (_name, input, finding) => {
    const run = quipu(["code", "-", "--json"], input);
    expect(run.code).toBe(2);
    expect(run.out).toBe("[]\n");
    expect(run.findings()[0]).toMatchObject({ code: finding, file: "-" });
  });

  test("reads text that is not UTF-8, and says how much of it was lost", () => {
    const broken = Buffer.concat([Buffer.from(TEXT), Buffer.from([0xe9, 0xff])]);
    const run = quipu(["code", "-", "--published", "2021-03-05", "--format", "ndjson", "--json"], broken);
    expect(run.code).toBe(1);
    expect(run.findings()).toMatchObject([
      { code: "text.invalid_bytes", message: expect.stringMatching(/^2 bytes/) },
    ]);
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(TEXT, "utf16le")]);
    const events = JSON.parse(quipu(["code", "-", "--published", "2021-03-05"], wide).out).events;
    expect(events).toEqual(JSON.parse(quipu(["code", "-", "--published", "2021-03-05"], TEXT).out).events);
  });

  test("leaves scripts out of a page", () => {
    const page = `<html lang="en"><head><title>Dockers</title><meta property="article:published_time" content="2021-03-05"></head>
      <body><script>document.write("Soldiers shot 900 protesters in Oslo.")</script><p>${TEXT}</p></body></html>`;
    const { out } = quipu(["code", file("page.html", page)]);
    expect(JSON.parse(out).report).toMatchObject({ published: "2021-03-05", title: "Dockers" });
    expect(out).toContain("Rotterdam");
    expect(out).not.toContain("Oslo");
  });

  test("does not code a language that it has no rules for", () => {
    const text =
      "Hunderte Hafenarbeiter zogen am Freitag durch Bremen, und die Polizei nahm zwölf von ihnen fest.";
    const run = quipu(["code", "-", "--format", "ndjson", "--json"], text);
    expect(run.code).toBe(1);
    expect(JSON.parse(run.out)).toMatchObject({
      events: [],
      report: { lang: "de" },
      findings: [{ code: "lang.unsupported" }],
    });
    expect(run.findings()).toMatchObject([
      { code: "lang.unsupported", message: expect.stringContaining("German") },
    ]);
  });

  test.each(["2999-01-01", "1066-10-14", "yesterday"])(
    "takes the publication day %s for unknown, and says so",
    (day) => {
      const run = quipu(["code", "-", "--published", day, "--format", "ndjson", "--json"], TEXT);
      expect(run.code).toBe(1);
      expect(run.findings().map(({ code }) => code)).toEqual(["published.unusable", "published.unknown"]);
      expect(JSON.parse(run.out).report.published).toBeNull();
    },
  );

  test.each(["a", ".", "(", "7", " x"])(
    "is done with a megabyte of %j within seconds",
    (unit) => {
      const run = quipu(
        ["code", "-", "--lang", "en", "--published", "2021-03-05"],
        unit.repeat(1_000_000 / unit.length),
      );
      expect(run.code).toBe(0);
    },
    60_000,
  );

  test("keeps still when asked", () => {
    const run = quipu(
      ["code", "-", "--quiet"],
      `${JSON.stringify(REPORT)}\n${JSON.stringify({ ...REPORT, id: "dock-2" })}\n`,
    );
    expect([run.code, run.err]).toEqual([0, ""]);
  });
});
