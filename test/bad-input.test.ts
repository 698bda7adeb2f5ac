/** Whatever stands in a text, the analysis and the coder give an answer: offsets are true, and the time grows with the length. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadCodebook } from "../src/codebook/index.js";
import { rulesCoder } from "../src/coders/index.js";
import { accept } from "../src/model/accept.js";
import { analyse } from "../src/text/analyse.js";
import type { Analysis, Stretch } from "../src/text/analysis.js";
import { codingOf, reportOf } from "./corpus-code.js";

const PUBLISHED = "2023-05-10";
const WORDS = [
  "Police",
  "marched",
  "in Lima",
  "on Monday",
  "20,000",
  "at least",
  "said",
  "tear gas",
  ".",
  ", ",
];

/** Bytes as they come, read as UTF-8 with U+FFFD for what is none. */
const bytes = fc
  .uint8Array({ minLength: 1, maxLength: 600 })
  .map((values) => new TextDecoder("utf-8").decode(values));

/** Words with pieces of some kind between and inside them. */
const among = (pieces: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...pieces), fc.boolean()), {
      minLength: 1,
      maxLength: 30,
    })
    .map((parts) =>
      parts
        .map(([word, piece, inside]) =>
          inside ? word.slice(0, 2) + piece + word.slice(2) : `${word} ${piece}`,
        )
        .join(""),
    );

const KINDS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  "random bytes decoded with replacement": bytes,
  "unpaired surrogates": among(["\ud83d", "\udc00", "\ud83d\ud83d", "\udc00\ud83d", "\ud83d\ude92"]),
  "marks of direction": among([
    "\u200e",
    "\u200f",
    "\u061c",
    "\u202a",
    "\u202e",
    "\u2066",
    "\u2069",
    "متظاهرون",
    "הפגנה",
  ]),
  "newlines of every kind": among([
    "\n",
    "\r",
    "\r\n",
    "\n\n\n",
    "\u2028",
    "\u2029",
    "\u0085",
    "\v",
    "\f",
    "\t",
  ]),
  "no blanks": fc
    .array(fc.constantFrom(...WORDS, "-", "/", "'", "’", "…", "é", "東京", "1", "%"), {
      minLength: 1,
      maxLength: 80,
    })
    .map((parts) => parts.join("").replaceAll(" ", "")),
  "marks that no word has": among([
    "\u0000",
    "\u0007",
    "\u200b",
    "\ufeff",
    "\u00ad",
    "\u0301\u0301\u0301",
    "\ufffd",
    "𝒳",
  ]),
};

/** Everything that was found lies in the text, tokens and sentences in order, and heads within their sentence. */
function expectTrue(text: string, { tokens, sentences, ...found }: Analysis): void {
  let end = 0;
  for (let i = 0; i < tokens.length; i++) {
    const [from, to] = [tokens.Start[i]!, tokens.End[i]!];
    if (!(end <= from && from < to && to <= text.length) || text.slice(from, to) !== tokens.Form[i])
      throw new Error(`token ${i} [${from}, ${to}) after ${end}: ${JSON.stringify(tokens.Form[i])}`);
    // A pair of surrogates is one character: no token ends within.
    if (/[\ud800-\udbff]$/.test(text.slice(0, to)) && /^[\udc00-\udfff]/.test(text.slice(to)))
      throw new Error(`token ${i} ends within a character`);
    end = to;
  }
  let last = 0;
  for (let s = 0; s < sentences.length; s++) {
    const [from, to] = [sentences.First[s]!, sentences.Last[s]!];
    if (from !== last || to <= from)
      throw new Error(`sentence ${s} has the tokens [${from}, ${to}) after ${last}`);
    if (sentences.Start[s]! > tokens.Start[from]! || sentences.End[s]! < tokens.End[to - 1]!)
      throw new Error(`sentence ${s} does not hold its tokens`);
    for (let i = from; i < to; i++) {
      const head = tokens.Head[i]!;
      if (tokens.Sentence[i] !== s || head === i || head >= to || (head >= 0 && head < from) || head < -1)
        throw new Error(`token ${i} of sentence ${s} has the head ${head}`);
    }
    last = to;
  }
  expect(last).toBe(tokens.length);
  const inside = (from: number, to: number): void => {
    if (!(0 <= from && from < to && to <= text.length)) throw new Error(`[${from}, ${to}) of ${text.length}`);
  };
  for (const list of [found.names, found.times, found.numbers, found.places, found.noise, found.predicates])
    for (const { start, end: to } of list) inside(start, to);
  for (const { source, cue, content } of found.attributions)
    for (const [from, to] of [...source, ...cue, ...content] as Stretch[]) inside(from, to);
  for (const { noun } of found.numbers) expect(noun).toBeLessThan(tokens.length);
  for (const { name, start, end: to } of found.places) expect(text.slice(start, to)).toBe(name);
}

function expectSound(text: string): void {
  const report = reportOf(text, { published: PUBLISHED });
  const coding = codingOf(report);
  expect(accept(coding, report, loadCodebook())).toEqual([]);
}

const ABOUT = { published: PUBLISHED, title: null, outlet: null };

for (const [kind, texts] of Object.entries(KINDS)) {
  describe(kind, () => {
    test("the analysis is true to the text", () => {
      fc.assert(
        fc.property(texts, (text) => expectTrue(text, analyse(text, ABOUT))),
        { numRuns: 100 },
      );
    });

    test("the coding is sound, and so are its reasons", () => {
      fc.assert(
        fc.property(texts, (text) => {
          expectSound(text);
          const { why } = rulesCoder.explain(reportOf(text, { published: PUBLISHED }), "protest@1.0.0", []);
          for (const { words, cues } of why)
            for (const at of words ? [words, ...cues] : cues)
              expect(text.slice(at.start, at.end)).toBe(at.quote);
        }),
        { numRuns: 40 },
      );
    });
  });
}

/** The same numbers every time. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function drawn(length: number, from: readonly string[]): string {
  const next = random(length);
  let text = "";
  while (text.length < length) text += from[Math.floor(next() * from.length)]!;
  return text.slice(0, length);
}

const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];
const BYTES = Array.from({ length: 256 }, (_, byte) => byte);

/** Texts of any length. */
const LONG: Readonly<Record<string, (length: number) => string>> = {
  "letters without a blank": (length) => drawn(length, LETTERS),
  "signs and figures without a blank": (length) =>
    drawn(length, [...LETTERS, ..."ABC0123456789.,;:-_/'’\"“”()@#%&+*éß東"]),
  newlines: (length) => drawn(length, ["\n", "\n", "\r\n", "\u2028", "\n\n"]),
  "newlines between letters": (length) => drawn(length, ["a\n", "Lima\n", "\n\n", ". \n"]),
  "random bytes decoded": (length) => {
    const next = random(7);
    const values = Uint8Array.from({ length: length * 2 }, () => BYTES[Math.floor(next() * 256)]!);
    return new TextDecoder("utf-8").decode(values).slice(0, length);
  },
  "unpaired surrogates": (length) => drawn(length, ["\ud83d", "\udc00", "\ud83da", " \udc00"]),
  "marks of direction": (length) => drawn(length, ["\u200f", "\u202e", "\u2066", "\u2069", "a", " "]),
};

/** Seconds of processor time. */
function spent(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** How long each is: as much as a second or two of work. What is one token to the unit is shorter. */
const SIZES: Readonly<Record<string, number>> = {
  "letters without a blank": 1_000_000,
  "signs and figures without a blank": 300_000,
  newlines: 100_000,
  "newlines between letters": 100_000,
  "random bytes decoded": 200_000,
  "unpaired surrogates": 200_000,
  "marks of direction": 200_000,
};

describe("long and odd", () => {
  for (const [kind, make] of Object.entries(LONG)) {
    const size = SIZES[kind]!;
    test(`${size.toLocaleString("en")} units: ${kind}`, () => {
      const text = make(size);
      expectTrue(text, analyse(text, ABOUT));
      expectSound(make(size / 10));
      // Four times the text may take about four times as long; the square would take sixteen times.
      const whole = make(size / 5);
      const quarter = make(size / 20);
      const short = Math.min(...[0, 1].map(() => spent(() => expectSound(quarter))));
      expect(spent(() => expectSound(whole)) / Math.max(0.05, short)).toBeLessThan(10);
    }, 240_000);
  }
});
