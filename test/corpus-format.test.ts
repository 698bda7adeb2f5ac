/** The corpus can be written by hand: what is written is read as meant, and what is wrong is said with its line. */
import { describe, expect, test } from "vitest";
import { emptyCoding } from "../src/app/empty-coding.js";
import type { EventRecord } from "../src/model/coding.js";
import { failures } from "./corpus-check.js";
import { reportOf } from "./corpus-code.js";
import { readCorpus } from "./corpus-format.js";
import { showEvent } from "./corpus-show.js";
import { readBounds, readDays } from "./corpus-values.js";

const codes = new Set(["PRO.DEMO", "PRO.RIOT", "REP.DISPERSE", "POL.CALL"]);

const SAMPLE = `A preface that says what the file is about.

# A march {"published": "2023-05-10", "outlet": "Example Wire"}

At least 900 students marched in Quito on Monday.
Police fired tear gas.
==>
PRO.DEMO happened «marched» date 2023-05-08 «Monday» place «Quito» EC G1 crowd 900.. hedge «At least» flow
REP.DISPERSE|PRO.RIOT means tear_gas responds to PRO.DEMO «marched»
must not
figure deaths on PRO
perpetrator

# Nothing at all {"published": null, "nursery": true}
The sun shone.
==>
nothing
`;

const read = (content: string) => readCorpus("corpus/x.txt", content, codes);

describe("reading", () => {
  const { entries, faults } = read(SAMPLE);

  test("finds the entries and no fault", () => {
    expect(faults).toEqual([]);
    expect(entries.map((e) => [e.line, e.title, e.published, e.outlet, e.nursery])).toEqual([
      [3, "A march", "2023-05-10", "Example Wire", false],
      [14, "Nothing at all", null, null, true],
    ]);
  });

  test("keeps the report as it stands, without the blank lines around it", () => {
    expect(entries[0]!.text).toBe(
      "At least 900 students marched in Quito on Monday.\nPolice fired tear gas.",
    );
  });

  test("reads every field of a line", () => {
    const [first, second] = entries[0]!.must;
    expect(first).toMatchObject({
      line: 8,
      event: {
        types: ["PRO.DEMO"],
        actualities: ["happened"],
        words: ["marched"],
        fields: [
          { field: "date", start: "2023-05-08", end: "2023-05-08", words: "Monday" },
          { field: "place", origin: false, none: false, words: "Quito", country: "EC", precision: "G1" },
          { field: "figure", kind: "crowd_size", low: 900, high: null, hedge: "At least", stock: false },
        ],
      },
    });
    expect(second).toMatchObject({
      event: {
        types: ["REP.DISPERSE", "PRO.RIOT"],
        fields: [
          { field: "means", means: "tear_gas" },
          { field: "link", relation: "state_response_to", to: { types: ["PRO.DEMO"], words: ["marched"] } },
        ],
      },
    });
    expect(entries[0]!.mustNot.map((c) => c.what)).toEqual(["figure", "event"]);
  });
});

describe("a mistake is said with its line and what to do", () => {
  const entry = (claim: string) =>
    `# A march {"published": "2023-05-10"}\nStudents marched.\n==>\n${claim}\n`;

  test.each([
    [entry("PRO.DEM happened"), 4, "Did you mean PRO.DEMO?"],
    [entry("PRO.DEMO hapened"), 4, "Did you mean happened?"],
    [entry("PRO.DEMO «sang»"), 4, "does not hold the words «sang»"],
    [entry("PRO.DEMO «marched"), 4, "do not pair"],
    [entry("PRO.DEMO date Monday"), 4, '"Monday" is no date'],
    [entry("PRO.DEMO demand 5"), 4, "Write demand «words»"],
    [entry("nothing more"), 4, "left over"],
    [entry("figure people 5"), 4, "no kind of figure"],
    [entry(""), 1, "claims nothing"],
    ["# A march\nStudents marched.\n==>\nnothing\n", 1, "when the report was published"],
    ['# A march {"published": "2023-02-30"}\nX.\n==>\nnothing\n', 1, "day of publication"],
    ['# A march {"published": null, "place": 1}\nX.\n==>\nnothing\n', 1, 'no "place"'],
    ['# A march {"published": null\nX.\n==>\nnothing\n', 1, "no JSON"],
    ['# {"published": null}\nX.\n==>\nnothing\n', 1, "no title"],
    ['# A march {"published": null}\nStudents marched.\n', 1, "no line ==>"],
    ['# A march {"published": null}\n\n==>\nnothing\n', 1, "no report"],
  ])("%j", (content, line, message) => {
    const { entries, faults } = read(content);
    expect(entries).toEqual([]);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ file: "corpus/x.txt", line });
    expect(faults[0]!.message).toContain(message);
  });
});

test("days", () => {
  expect(readDays("2023-05")).toEqual({ start: "2023-05-01", end: "2023-05-31" });
  expect(readDays("1977")).toEqual({ start: "1977-01-01", end: "1977-12-31" });
  expect(readDays("2022-12/..")).toEqual({ start: "2022-12-01", end: null });
  expect(readDays("2022-12/?")).toEqual({ start: "2022-12-01", end: undefined });
  expect(readDays("2023-07-28/2023-07-29")).toEqual({ start: "2023-07-28", end: "2023-07-29" });
  expect(readDays("unknown")).toEqual({ start: null, end: null });
  for (const wrong of ["", "Monday", "2023-13", "2023-02-29", "1/2/3"]) expect(readDays(wrong)).toBeNull();
});

test("bounds", () => {
  expect(readBounds("20000..")).toEqual({ low: 20000, high: null });
  expect(readBounds("..500")).toEqual({ low: null, high: 500 });
  expect(readBounds("200..999")).toEqual({ low: 200, high: 999 });
  expect(readBounds("300")).toEqual({ low: 300, high: 300 });
  for (const wrong of ["", "..", "many", "3-4"]) expect(readBounds(wrong)).toBeNull();
});

describe("checking", () => {
  const report = reportOf("Students marched in Quito on Monday. Nurses marched in Loja.", {
    published: "2023-05-10",
  });
  const day = "2023-05-08";
  const marched: EventRecord = {
    id: "r:9-16",
    type: "PRO.DEMO",
    actuality: "happened",
    scope: "event",
    trigger: { start: 9, end: 16, quote: "marched" },
    date: { edtf: day, start: day, end: day, precision: "D", rule: "weekday", quote: null },
    attribution: { voice: "narrator", evidentiality: "asserted", quote: null },
    confidence: 1,
    ...{ mentions: [], places: [], actors: [], figures: [], demands: [], means: [], contested: [] },
  };
  const coding = { ...emptyCoding(report, "human:ana", "protest@1.0.0", []), events: [marched] };

  function check(claims: string) {
    const head = '# T {"published": "2023-05-10"}';
    const { entries, faults } = read(`${head}\n${report.text}\n==>\n${claims}`);
    expect(faults).toEqual([]);
    return failures(entries[0]!, coding);
  }

  test("what is asked for is found, what is not asked for is free", () => {
    expect(check("PRO.DEMO happened «Students marched» date 2023-05-08 participant none")).toEqual([]);
    expect(check("must not\nPRO.RIOT\nPRO.DEMO planned\nperpetrator")).toEqual([]);
  });

  test("two claims need two events", () => {
    expect(check("PRO.DEMO\nPRO.DEMO")).toHaveLength(1);
    expect(check("PRO.DEMO\nPRO.DEMO")[0]).toContain("another line has already");
  });

  test("a miss names the line, the nearest event and what differs", () => {
    const [message] = check("PRO.RIOT planned «Students marched» date 2023-05-09");
    expect(message).toContain("corpus/x.txt:4");
    expect(message).toContain("PRO.RIOT planned");
    expect(message).toContain(showEvent(marched, coding));
    expect(message).toContain("differs:  type, actuality, date");
  });

  test.each([
    "nothing",
    "must not\nPRO",
    "must not\nevent happened date 2023-05",
    "must not\nanything else",
    "figure deaths 3",
    "noise «Nurses»",
    "PRO.DEMO «Nurses marched»",
    "PRO.DEMO participant",
    "PRO.DEMO responds to PRO.RIOT",
  ])("fails on %j", (claims) => {
    expect(check(claims)).toHaveLength(1);
  });
});
