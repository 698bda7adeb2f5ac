/** Whatever comes in from outside, the gate answers with findings that help, and never throws. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Changes,
  change,
  codingSample,
  GONE,
  oneSample,
  pathsOf,
  smallCodebook,
} from "../../test/coding-sample.js";
import { accept } from "./accept.js";
import type { Coding, Finding } from "./coding.js";
import { isDay, show } from "./gate.js";
import { sha256 } from "./identity.js";
import type { Report } from "./report.js";

const { report, coding } = oneSample();
const findingsOf = (value: unknown, of: Report = report): Finding[] =>
  accept(value as Coding, of, smallCodebook);
const codesOf = (value: unknown, of?: Report) => findingsOf(value, of).map(({ code }) => code);

const paths = pathsOf(coding);
const isMember = (path: string) => /\.\d+$/.test(path);

describe("untrusted shapes", () => {
  test.each(
    paths.filter((path) => !isMember(path) && path !== "events.0.exists" && path !== "events.1.exists"),
  )("missing %s is found", (path) => {
    expect(codesOf(change(coding, { [path]: GONE })).length).toBeGreaterThan(0);
  });

  test.each(paths)("a list in place of %s is found", (path) => {
    expect(codesOf(change(coding, { [path]: [[]] }))).toContain("shape.type");
  });

  test("anything at all in place of anything never throws", () => {
    const junk = fc.anything({ withNullPrototype: true, withBigInt: true });
    fc.assert(
      fc.property(codingSample, fc.nat(), junk, (one, n, value) => {
        const all = pathsOf(one.coding);
        const faulty = change(one.coding, { [all[n % all.length]!]: () => value });
        expect(Array.isArray(findingsOf(faulty, one.report))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test("anything at all in place of the coding never throws and never passes", () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (value) => {
        expect(codesOf(value).length).toBeGreaterThan(0);
      }),
    );
  });

  test("hostile quotes of a megabyte cost little", () => {
    const text = "a".repeat(1_000_000);
    const events = Array.from({ length: 50 }, (_, i) => {
      const trigger = { start: i, end: 900_000, quote: `b${"a".repeat(899_999 - i)}` };
      return { ...coding.events[0], trigger, type: text };
    });
    const start = performance.now();
    const codes = codesOf(change(coding, { events }), { ...report, text, sha256: sha256(text) });
    expect(performance.now() - start).toBeLessThan(1000);
    expect(codes.filter((code) => code === "span.mismatch").length).toBeGreaterThanOrEqual(50);
  });
});

describe("messages", () => {
  const first = (changes: Changes) => findingsOf(change(coding, changes))[0]!;

  test("name the nearest code", () => {
    expect(first({ "events.0.type": "PRO.DEMOS" }).message).toContain("Did you mean PRO.DEMO?");
    expect(first({ "events.0.type": "zzzzzzzzzzz" }).message).toContain("quipu codebook");
  });

  test("name the nearest value, or all of them", () => {
    expect(first({ "events.0.actuality": "happen" }).message).toContain("Did you mean happened?");
    expect(first({ "events.0.scope": "zzzzzzzzzzz" }).message).toContain("event, site_day_series, campaign");
  });

  test("say where the words do stand", () => {
    const text = "In Lima people marched.";
    const near = { ...report, text, sha256: sha256(text) };
    const events = [{ ...coding.events[1], id: "r1:0-7", trigger: { start: 0, end: 7, quote: "marched" } }];
    const { message } = findingsOf(change(coding, { events }), near).find(
      ({ code }) => code === "span.mismatch",
    )!;
    expect(message).toBe(
      'events[0].trigger: the quote "marched" is not what stands at [0, 7), "In Lima". A value counts only with its exact words. The words stand at [15, 22): correct the offsets.',
    );
  });

  test("of a value point at its words", () => {
    const { start, end } = coding.events[0]!.actors[0]!.quote;
    expect(first({ "events.0.actors.0.role": "protester" }).place).toEqual({ start, end });
  });

  test("show values short and on one line", () => {
    expect(show("a\r\n\u001b[31m")).toBe('"a\\r\\n\\u001b[31m"');
    expect(show("x".repeat(500)).length).toBeLessThan(70);
    expect(show(undefined)).toBe("undefined");
    expect(show([1])).toBe("a list");
    expect(show(Object.create(null))).toBe("a value of type object");
    expect(show(1n)).toBe("a value of type bigint");
  });
});

test.each([
  ["2024-02-29", true],
  ["2023-02-29", false],
  ["1900-02-29", false],
  ["2000-02-29", true],
  ["2023-00-10", false],
  ["2023-04-31", false],
  ["0001-01-01", true],
  ["2023-7-1", false],
  ["2023-07-01T00:00:00Z", false],
  [" 2023-07-01", false],
])("isDay(%s) is %s", (text, expected) => {
  expect(isDay(text)).toBe(expected);
});
