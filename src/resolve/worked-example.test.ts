/** The worked example of the domain's design, 4.7: six reports on one march in Lima, number by number. Sentences are our own. */
import { describe, expect, test } from "vitest";
import {
  codingEntry,
  day,
  eventOf,
  figureOf,
  judgementEntry,
  placeAt,
  reportEntry,
} from "../../test/log-sample.js";
import type { EventRecord, Figure } from "../model/coding.js";
import { policyOf, resolve, sizeCategory } from "./index.js";

type Row = {
  readonly id: string;
  readonly figure: Figure;
  readonly places: EventRecord["places"];
  readonly date?: EventRecord["date"];
};

const rows: readonly Row[] = [
  { id: "a-narrator", figure: figureOf(20000, null, { hedge: "at least" }), places: [placeAt("Lima")] },
  {
    id: "b-ministry",
    figure: figureOf(21000, 21000, { hedge: "about", said_by: "the Interior Ministry" }),
    places: [placeAt("downtown Lima")],
  },
  {
    id: "c-minister",
    figure: figureOf(6000, 6000, { hedge: "around", said_by: "the Interior minister" }),
    places: [placeAt("Lima")],
  },
  {
    id: "d-two-days",
    figure: figureOf(20000, null, { hedge: "more than" }),
    places: [placeAt("Peru")],
    date: day("2023-07-19", "2023-07-20"),
  },
  { id: "e-country", figure: figureOf(20000, 99999), places: [placeAt("Peru")] },
  { id: "f-unclear", figure: figureOf(30000, 30000, { said_by: "estimated" }), places: [] },
];

const mention = (id: string) => `${id}:0-4`;
const records = {
  reports: rows.map(({ id }) => reportEntry(id)),
  codings: rows.map(({ id, figure, places, date }) =>
    codingEntry(id, [eventOf(id, 0, { figures: [figure], places, ...(date ? { date } : {}) })]),
  ),
  judgements: rows
    .slice(1)
    .map(({ id }) => judgementEntry(mention("a-narrator"), mention(id), "same_event", "human:ana")),
};

function crowd(policy: string) {
  const { events } = resolve(records, policyOf(policy)!);
  expect(events).toHaveLength(1);
  const figures = events[0]!.figures.filter(({ kind }) => kind === "crowd_size");
  expect(figures).toHaveLength(1);
  return figures[0]!;
}

const reportsOf = (claims: readonly string[]) => claims.map((id) => id.split(":")[1]).sort();

describe("the march in Lima on 19 July 2023", () => {
  test.each([
    ["acled-conservative", { low: 6000, best: 6000, high: null }],
    ["ccc-range", { low: 6000, best: 13500, high: 21000 }],
    ["countlove-floor", { low: null, best: 6000, high: null }],
    ["ucdp-3", { low: 6000, best: 6000, high: 21000 }],
    ["maverick-conservative", { low: 6000, best: 6000, high: 6000 }],
    ["maverick-informative", { low: 21000, best: 21000, high: 21000 }],
    ["maverick-representative", { low: 6000, best: 6000, high: 6000 }],
    ["interval", { low: 20000, best: null, high: 22050 }],
  ])("under %s", (policy, numbers) => {
    expect(crowd(policy)).toMatchObject({ ...numbers, conflict: true, stock: false, group: null });
  });

  test("three reports count over something else and are excluded, each with its reason", () => {
    for (const policy of ["acled-conservative", "interval"]) {
      const excluded = crowd(policy).excluded.filter(({ reason }) => reason.startsWith("not comparable"));
      expect(reportsOf(excluded.map(({ claim }) => claim))).toEqual(["d-two-days", "e-country", "f-unclear"]);
      expect(excluded.map(({ reason }) => reason).sort()).toEqual([
        "not comparable: it counts over Peru, the others over Lima",
        "not comparable: it counts over Peru, the others over Lima",
        "not comparable: its report does not make clear where it counts",
      ]);
    }
  });

  test("the middle of CCC's range is category 4", () => {
    expect(sizeCategory(crowd("ccc-range").best!)).toBe(4);
  });

  test("three numbers said once each: the representative one is the smallest, and says so", () => {
    expect(crowd("maverick-representative").tieBreak).toBe(
      "3 numbers are given by 1 origin each: the smallest is taken",
    );
  });

  test("the minister's number is in conflict by its log-ratio, and is kept", () => {
    const figure = crowd("interval");
    const conflict = figure.excluded.find(({ reason }) => reason.startsWith("conflict"))!;
    expect(conflict.claim).toContain("c-minister");
    expect(conflict.reason).toContain("log-ratio 1.25");
  });

  test("without the conflict the words leave the ministry's number", () => {
    const two = { ...records, judgements: records.judgements.slice(0, 1) };
    const event = resolve(two, policyOf("interval")!).events.find(
      ({ key }) => key === mention("a-narrator"),
    )!;
    expect(event.figures).toMatchObject([{ low: 20000, best: null, high: 22050, conflict: false }]);
  });
});
