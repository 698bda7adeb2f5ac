/** Progress is shown where somebody looks, and where it does not run into data; what holds of a whole archive is not said of each report. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { Talk } from "./talk.js";

const before = { out: process.stdout.isTTY, err: process.stderr.isTTY };
afterEach(() => {
  vi.restoreAllMocks();
  Object.assign(process.stdout, { isTTY: before.out });
  Object.assign(process.stderr, { isTTY: before.err });
});

function shown(
  terminal: { out: boolean; err: boolean },
  options: { quiet?: boolean; json?: boolean; data?: boolean },
) {
  Object.assign(process.stdout, { isTTY: terminal.out });
  Object.assign(process.stderr, { isTTY: terminal.err });
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  new Talk({ json: false, quiet: false, ...options }).progress(() => "half of it");
  return write.mock.calls.some(([text]) => String(text).includes("half of it"));
}

describe("progress", () => {
  test.each([
    ["a terminal, no data on it", { out: true, err: true }, { data: false }, true],
    ["a terminal that shows the data", { out: true, err: true }, {}, false],
    ["data into a pipe, talk on a terminal", { out: false, err: true }, {}, true],
    ["all in a pipe", { out: false, err: false }, { data: false }, false],
    ["a terminal that is to be quiet", { out: true, err: true }, { data: false, quiet: true }, false],
    ["a terminal that a program reads", { out: true, err: true }, { data: false, json: true }, false],
  ] as const)("%s", (_, terminal, options, expected) => {
    expect(shown(terminal, options)).toBe(expected);
  });
});

describe("a finding that many reports share", () => {
  const told = (json: boolean, code: string): string[] => {
    const write = vi.spyOn(process.stderr, "write").mockReturnValue(true).mockClear();
    const talk = new Talk({ json, quiet: true });
    for (let line = 1; line <= 10; line++)
      talk.finding({ code, message: "No day.", file: "a.jsonl", line, report: `r${line}` });
    talk.close("10 reports");
    return write.mock.calls.map(([text]) => String(text));
  };

  test("is told of the first three, then counted", () => {
    const lines = told(false, "published.unknown");
    expect(lines).toHaveLength(4);
    expect(lines[2]).toContain("r3");
    expect(lines[3]).toContain("The same of 7 more reports");
  });

  test("is told of each to a program, and so is every report that could not be read", () => {
    expect(told(true, "published.unknown")).toHaveLength(10);
    expect(told(false, "report.unreadable")).toHaveLength(10);
  });
});
