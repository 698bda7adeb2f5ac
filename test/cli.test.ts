import { describe, expect, test } from "vitest";
import { quipu } from "./cli.js";

describe("quipu", () => {
  test("tells what it can do", () => {
    const { code, out } = quipu(["--help"]);
    expect(code).toBe(0);
    for (const name of [
      "demo",
      "code",
      "add",
      "serve",
      "edition",
      "export",
      "measure",
      "codebook",
      "text",
      "verify",
    ])
      expect(out).toMatch(new RegExp(`^ {2}${name}\\b`, "m"));
    expect(quipu([]).out).toBe(out);
    expect(quipu(["--version"]).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test.each([
    [["cod"], /Unknown command 'cod'.*Did you mean code\?/],
    [["code", "--formt", "json"], /Unknown option '--formt'.*Did you mean --format\?/],
    [["code", "--format", "xml", "-"], /--format cannot be "xml".*record, json, ndjson/],
    [["code", "--input-format", "doc", "-"], /--input-format cannot be "doc"/],
    [["code", "--workers", "0", "-"], /--workers cannot be "0".*from 1 to/],
    [["serve", "--port", "sea"], /--port cannot be "sea"/],
    [["demo", "--port", "sea"], /--port cannot be "sea"/],
    [["serve", "--host", "0.0.0.0"], /no accounts.*quipu account add/],
    [["measure", "nowhere"], /[Mm]issing required argument 'coded'/],
    [["measure", "nowhere", "either"], /no file or folder "nowhere"/],
    [["codebook", "show", "PRO.DEMOS"], /Did you mean PRO\.DEMO\?/],
  ])("%j cannot be done, and it says why and what to do", (args, message) => {
    const { code, out, err } = quipu(args);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n\s+at /);
  });

  test("says trouble in JSON to programs", () => {
    expect(quipu(["code", "--format", "xml", "--json", "-"]).findings()).toMatchObject([{ code: "usage" }]);
  });

  test("explains the codebook", () => {
    expect(quipu(["codebook"]).out).toContain("PRO.BLOCK");
    expect(JSON.parse(quipu(["codebook", "show", "PRO.BLOCK", "--json"]).out)).toMatchObject({
      code: "PRO.BLOCK",
    });
  });

  test("prints the records of reports of its own", () => {
    const { code, out, err } = quipu(["demo", "--format", "record"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^ ① .* PRO\./m);
    expect(out).toMatch(/when .*«.+»/);
    expect(err).toMatch(/These reports come with quipu[\s\S]*quipu codebook show/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: there must be no colour in a pipe
    expect(out).not.toMatch(/\x1b/);
  });
});
