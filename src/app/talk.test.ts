/** Progress is shown where somebody looks, and where it does not run into data. */
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
