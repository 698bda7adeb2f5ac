import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { awkwardText } from "../../../test/coding-sample.js";
import { Words } from "./locate.js";

const at = (text: string, quote: string, choice = {}) => {
  const found = new Words(text).find(quote, choice);
  if (found) expect(text.slice(found.start, found.end)).toBe(found.quote);
  return found && [found.start, found.quote];
};

describe("a quote is found", () => {
  test.each([
    ["as it stands", "The crowd marched.", "marched", [10, "marched"]],
    ["with blanks around it", "The crowd marched.", "  marched\n", [10, "marched"]],
    ["over a line end", "They set up\n  a roadblock.", "set up a roadblock", [5, "set up\n  a roadblock"]],
    ["over a no-break space", "some 20\u00a0000 people", "20 000 people", [5, "20\u00a0000 people"]],
    ["with straight marks for curly ones", "He said “no more” today", '"no more"', [8, "“no more”"]],
    [
      "with an apostrophe of another kind",
      "the nurses’ union",
      "the nurses' union",
      [0, "the nurses’ union"],
    ],
    ["with a dash of another kind", "a two–day strike", "a two-day strike", [0, "a two–day strike"]],
    ["with dots for an ellipsis", "and so… they left", "so... they", [4, "so… they"]],
    ["in marks of the model's own", "The crowd marched.", '"marched"', [10, "marched"]],
    ["with letters composed otherwise", "in Ayacucho and Jaén they met", "Jae\u0301n", [16, "Jaén"]],
    ["over characters without a width", "a road\u00adblock", "roadblock", [2, "road\u00adblock"]],
    ["after astral characters", "🔥🔥 fire was set", "fire was set", [5, "fire was set"]],
  ])("%s", (_name, text, quote, expected) => {
    expect(at(text, quote)).toEqual(expected);
  });
});

describe("a quote is not found", () => {
  test.each([
    ["where it does not stand", "The crowd marched.", "rioted"],
    ["in other letters", "The crowd marched.", "the CROWD"],
    ["inside a word", "It came naturally.", "rally"],
    ["at the head of a word", "The protesters left.", "protest"],
    ["put together from what stands apart", "The crowd of miners marched.", "crowd marched"],
    ["shortened with dots", "The crowd of miners marched.", "The crowd ... marched"],
    ["where it is empty", "The crowd marched.", "  "],
    ["where only marks are left", "The crowd marched.", '""'],
    ["in half of a letter with an accent", "caf\u00e9", "cafe"],
    ["of enormous length", "a".repeat(5000), "a".repeat(4000)],
  ])("%s", (_name, text, quote) => {
    expect(at(text, quote)).toBeNull();
  });
});

describe("of several places", () => {
  const text = "Police fired. A man died. In Puno, police fired tear gas. Police fired again.";

  test("the words around it choose", () => {
    expect(at(text, "fired", { context: "police fired tear gas" })).toEqual([42, "fired"]);
    expect(at(text, "fired", { context: "Police fired again" })).toEqual([65, "fired"]);
  });

  test("words around it that do not stand there do not", () => {
    expect(at(text, "fired", { context: "the police fired rockets" })).toEqual([7, "fired"]);
  });

  test("the nearest is meant, in the same sentence before others", () => {
    const near = { start: 58, end: 64 };
    expect(at(text, "fired", { near })).toEqual([65, "fired"]);
    expect(at(text, "fired", { near, sentence: { start: 26, end: 57 } })).toEqual([42, "fired"]);
  });

  test("a place that is taken is passed over, but not against the words around it", () => {
    const taken = (place: { start: number }) => place.start === 7;
    expect(at(text, "fired", { taken })).toEqual([42, "fired"]);
    expect(at(text, "fired", { taken, context: "Police fired. A man" })).toBeNull();
  });
});

test("only the stretch that was shown is looked at, and offsets count from the start of the report", () => {
  const text = "They marched. Then they marched again.";
  const words = new Words(text, 14, text.length);
  expect(words.find("marched")).toEqual({ start: 24, end: 31, quote: "marched" });
  expect(words.find("They marched")).toBeNull();
});

test("whatever the text, what is found stands there, and what stands there as whole words is found", () => {
  fc.assert(
    fc.property(
      awkwardText,
      fc.nat(),
      fc.nat(),
      fc.string({ unit: "binary", maxLength: 4 }),
      (text, a, b, other) => {
        const start = a % text.length;
        const quote = text.slice(start, start + 1 + (b % (text.length - start)));
        for (const sought of [quote, other]) {
          const found = new Words(text).find(sought);
          if (found) expect(text.slice(found.start, found.end)).toBe(found.quote);
        }
        const inside = `${text} «»marched«» ${text}`;
        expect(new Words(inside).find("marched")?.start).toBe(inside.indexOf("marched"));
      },
    ),
  );
});

test("a long text and many quotes take time that grows with both and no faster", () => {
  const words = new Words("ab ".repeat(200_000));
  const begun = performance.now();
  for (let i = 0; i < 50; i++) words.find(`ab${" ab".repeat(i)}`, { near: { start: 300_000, end: 300_002 } });
  expect(performance.now() - begun).toBeLessThan(3000);
});
