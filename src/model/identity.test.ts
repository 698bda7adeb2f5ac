/** Ids depend on the content alone: not on the order of keys or claims, and on every single value. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Coding } from "./coding.js";
import { canonicalJson, codingId, freeze, judgementId, mentionId, reportId, sha256 } from "./identity.js";
import type { Judgement } from "./judgement.js";

/** A value with the keys of its objects, and with `lists` also the members of its lists, in another order. */
function shuffle(value: unknown, seed: number, lists: boolean): unknown {
  const turn = <T>(items: T[]): T[] => items.map((_, i) => items[(i + seed) % items.length]!).reverse();
  if (Array.isArray(value)) {
    const members = value.map((member) => shuffle(member, seed, lists));
    return lists ? turn(members) : members;
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, shuffle(inner, seed, lists)]);
  return Object.fromEntries(turn(entries));
}

const json = fc.jsonValue({ maxDepth: 4 });

describe("sha256", () => {
  test("of the standard's own example", () => {
    expect(sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });
  test("counts the bytes of UTF-8", () => {
    expect(sha256("é")).toBe("4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c");
  });
});

describe("canonicalJson", () => {
  test("reads back as the same value", () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
  test("does not see the order of keys", () => {
    fc.assert(
      fc.property(json, fc.nat(9), (value, seed) => {
        expect(canonicalJson(shuffle(value, seed, false))).toBe(canonicalJson(value));
      }),
    );
  });
  test("sees the order of lists unless they are sets", () => {
    expect(canonicalJson([2, 1])).toBe("[2,1]");
    expect(canonicalJson([2, 1], "sets")).toBe("[1,2]");
    expect(canonicalJson({ b: [[2], [1]], a: null }, "sets")).toBe('{"a":null,"b":[[1],[2]]}');
  });
  test("keeps repeated members of a set", () => {
    expect(canonicalJson([1, 1], "sets")).not.toBe(canonicalJson([1], "sets"));
  });
  test("leaves out what is undefined", () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });
});

describe("reportId", () => {
  test("is twenty hexadecimal digits, the same every time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (text, url) => {
        const id = reportId({ source: "s", url, text });
        expect(id).toMatch(/^[0-9a-f]{20}$/);
        expect(reportId({ text, url, source: "s" })).toBe(id);
      }),
    );
  });
  test("differs with source, address and text, and with where one ends and the next begins", () => {
    const ids = [
      reportId({ text: "a" }),
      reportId({ text: "b" }),
      reportId({ text: "a", url: "b" }),
      reportId({ text: "a", source: "b" }),
      reportId({ text: "a", url: "bc", source: "d" }),
      reportId({ text: "a", url: "b", source: "cd" }),
      reportId({ text: "a\u00a0" }),
      reportId({ text: "a " }),
      reportId({ text: "\ud83d" }),
      reportId({ text: "\ufffd" }),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
  test("of a part that is unknown is that of null", () => {
    expect(reportId({ text: "a", url: null })).toBe(reportId({ text: "a" }));
  });
});

test("mentionId says where the trigger stands", () => {
  expect(mentionId("r1", { start: 108, end: 120 })).toBe("r1:108-120");
});

describe("codingId", () => {
  test("sees neither the order of keys nor that of claims", () => {
    fc.assert(
      fc.property(json, fc.nat(9), (value, seed) => {
        const coding = { coder: "rules@1.0.0", events: [value, { value }, [value, 1]] } as unknown as Coding;
        expect(codingId(shuffle(coding, seed, true) as Coding)).toBe(codingId(coding));
        expect(codingId(coding)).toMatch(/^[0-9a-f]{64}$/);
      }),
    );
  });
  test("differs for codings that differ", () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        const [left, right] = [a, b].map((value) => ({ events: value }) as unknown as Coding);
        expect(codingId(left!) === codingId(right!)).toBe(
          canonicalJson(left, "sets") === canonicalJson(right, "sets"),
        );
      }),
    );
  });
  test("stays what it was: a changed id breaks every store", () => {
    const coding = { coder: "human:ana", seen: [], events: [] } as unknown as Coding;
    expect(codingId(coding)).toBe(sha256('{"coder":"human:ana","events":[],"seen":[]}'));
  });
});

describe("judgementId", () => {
  const judgement: Omit<Judgement, "id"> = {
    coder: "human:ana",
    mentions: ["r1:0-5", "r2:8-13"],
    relation: "same_event",
    reasons: ["same place", "same day"],
  };
  test("does not count the id, the order of the two mentions or that of the reasons", () => {
    const same: Judgement = {
      ...judgement,
      id: "x",
      mentions: ["r2:8-13", "r1:0-5"],
      reasons: ["same day", "same place"],
    };
    expect(judgementId(same)).toBe(judgementId(judgement));
  });
  test.each([
    { coder: "human:bo" },
    { relation: "unsure" as const },
    { reasons: [] },
    { from: "a:0-4" },
    { answers: "0".repeat(64) },
    { mentions: ["r1:0-5", "r2:8-14"] as const },
  ])("counts %j", (change) => {
    expect(judgementId({ ...judgement, ...change })).not.toBe(judgementId(judgement));
  });
});

test("freeze freezes everything inside and returns it", () => {
  const value = { a: [{ b: { c: 1 } }], bytes: new Uint8Array(2) };
  expect(freeze(value)).toBe(value);
  for (const inner of [value, value.a, value.a[0], value.a[0]!.b]) expect(Object.isFrozen(inner)).toBe(true);
  const half = Object.freeze({ inner: { open: true } });
  expect(Object.isFrozen(freeze(half).inner)).toBe(true);
});
