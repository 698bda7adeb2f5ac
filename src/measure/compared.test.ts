import { describe, expect, test } from "vitest";
import { agreementOf } from "./agreement.js";
import { intervalsOf } from "./bootstrap.js";
import { byReport, type ComparableCoding, type ComparableEvent } from "./comparable.js";
import { confusionsOf } from "./confusions.js";
import { driftOf } from "./drift.js";
import { errorsOf } from "./errors.js";
import { compare, countsOfReport } from "./measure.js";

const LIMA = { role: "site", country: "PE", name: "Lima", lat: -12.05, lon: -77.04, precision: "G1" };
const CALLAO = { ...LIMA, name: "Callao", lat: -12.06, lon: -77.13 };
const CUSCO = { ...LIMA, name: "Cusco", lat: -13.52, lon: -71.97 };
const CAPITALS = new Map([["PE", { lat: -12.05, lon: -77.04 }]]);

function event(start: number, more: Partial<ComparableEvent> = {}): ComparableEvent {
  return {
    type: "PRO.DEMO",
    actuality: "happened",
    scope: "event",
    trigger: { start, end: start + 7, quote: "marched" } as NonNullable<ComparableEvent["trigger"]>,
    date: { start: "2022-01-10", end: "2022-01-10", precision: "D", edtf: "2022-01-10" },
    places: [LIMA],
    ...more,
  };
}

function coding(report: string, ...events: ComparableEvent[]): Map<string, ComparableCoding> {
  return byReport([{ report, events }]);
}

const both = (gold: ComparableEvent, coded: ComparableEvent) =>
  compare(coding("r", gold), coding("r", coded));

describe("how far off", () => {
  test("kilometres to the nearest site, days, and the log of sizes", () => {
    const crowd = (point: number) => ({ kind: "crowd_size", low: point, high: point, point });
    const found = errorsOf(
      both(
        event(0, { places: [LIMA, CUSCO], figures: [crowd(1000)] }),
        event(0, {
          places: [CALLAO],
          date: { start: "2022-01-13", end: "2022-01-13", precision: "D" },
          figures: [crowd(2000)],
        }),
      ),
    );
    expect(found).toMatchObject({ places: 1, within_25_km: 1, within_5_km: 0, days: 1, day_error_mean: 3 });
    expect(found.place_km_median).toBeCloseTo(9.9, 0);
    expect(found.size_log_error).toBeCloseTo(Math.log(2), 3);
    expect(found.within_a_day).toBe(0);
  });

  test("the share of days that two periods share", () => {
    const period = (start: string, end: string) => event(0, { date: { start, end, precision: "R" } });
    const found = errorsOf(both(period("2022-01-01", "2022-01-04"), period("2022-01-03", "2022-01-06")));
    expect(found.period_overlap).toBeCloseTo(2 / 6, 3);
    expect(found.days).toBe(0);
  });

  test("an event elsewhere, or of a whole country, that falls to the capital", () => {
    const country = { ...LIMA, name: "Peru", lat: null, lon: null, precision: "G6" };
    const rate = (gold: typeof LIMA | typeof country, coded: typeof LIMA) =>
      errorsOf(both(event(0, { places: [gold] }), event(0, { places: [coded] })), CAPITALS).capital_default;
    expect(rate(CUSCO, LIMA)).toBe(1);
    expect(rate(country, LIMA)).toBe(1);
    expect(rate(CUSCO, CUSCO)).toBe(0);
    expect(rate(LIMA, LIMA)).toBeNull();
  });
});

describe("agreement", () => {
  test("leaves out what only one coder gave, and tells who told of an event at all by report", () => {
    const gold = new Map([
      ...coding("a", event(0)),
      ...coding("b", event(0, { type: "PRO.BLOCK", date: null })),
      ...coding("c"),
    ]);
    const coded = new Map([
      ...coding("a", event(0)),
      ...coding("b", event(0, { type: "PRO.BLOCK" })),
      ...coding("c"),
    ]);
    const rows = Object.fromEntries(agreementOf(compare(gold, coded)).map((row) => [row.field, row]));
    expect(rows.told).toMatchObject({ units: 3, alpha: 1 });
    expect(rows.type).toMatchObject({ units: 2, alpha: 1, scale: "nominal" });
    expect(rows["first day"]).toMatchObject({ units: 1, alpha: null });
    expect(rows.demands).toBeUndefined();
  });

  test("counts sentences where the texts are known", () => {
    const text = "Dockers marched. Police watched. Nurses marched.";
    const gold = coding("a", event(8), event(40));
    const told = agreementOf(
      compare(gold, coding("a", event(8)), new Map([["a", { text, lang: "en" }]])),
    ).find(({ field }) => field === "told");
    expect(told).toMatchObject({ units: 3 });
    expect(told!.alpha).toBeLessThan(1);
  });

  test("sets of demands are compared as sets", () => {
    const demand = (...issues: string[]) => ({ demands: issues.map((issue) => ({ issue })) });
    const gold = [event(0, demand("wages", "hours")), event(30, demand("wages"))];
    const coded = [event(0, demand("hours", "wages")), event(30, demand("wages"))];
    const rows = agreementOf(compare(coding("r", ...gold), coding("r", ...coded)));
    expect(rows.find(({ field }) => field === "demands")).toMatchObject({ scale: "set", alpha: 1 });
  });
});

test("values taken for another, the most frequent first", () => {
  const gold = coding("r", event(0), event(30), event(60, { actuality: "planned" }));
  const coded = coding(
    "r",
    event(0, { type: "PRO.BLOCK" }),
    event(30, { type: "PRO.BLOCK" }),
    event(60, { type: "PRO.DEMO" }),
  );
  expect(confusionsOf(compare(gold, coded))).toEqual([
    { field: "type", gold: "PRO.DEMO", coded: "PRO.BLOCK", events: 2 },
    { field: "actuality", gold: "planned", coded: "happened", events: 1 },
  ]);
});

describe("intervals", () => {
  const counts = (right: number, wrong: number) =>
    [...Array(right + wrong).keys()].flatMap((i) =>
      compare(coding(`${i}`, event(0)), coding(`${i}`, ...(i < right ? [event(0)] : []))).map(countsOfReport),
    );

  test("hold the figure, narrow with more reports, and are the same every time", () => {
    const few = intervalsOf(counts(6, 4));
    const many = intervalsOf(counts(120, 80));
    expect(few.event_r![0]).toBeLessThan(0.6);
    expect(few.event_r![1]).toBeGreaterThan(0.6);
    expect(many.event_r![1] - many.event_r![0]).toBeLessThan((few.event_r![1] - few.event_r![0]) / 2);
    expect(intervalsOf(counts(6, 4))).toEqual(few);
  });

  test("come out near those of the binomial distribution", () => {
    // 160 of 200: standard error .0283, so .745 to .855.
    const [low, high] = intervalsOf(counts(160, 40)).event_r!;
    expect(low).toBeCloseTo(0.745, 1);
    expect(high).toBeCloseTo(0.855, 1);
  });

  test("are not given for one report, nor for plain counts", () => {
    expect(intervalsOf(counts(1, 0))).toEqual({});
    expect(intervalsOf(counts(2, 0))).not.toHaveProperty("gold_events");
  });
});

describe("drift", () => {
  test("nothing changed", () => {
    expect(driftOf(coding("r", event(0)), coding("r", event(0)))).toMatchObject({ altered: 0, changes: [] });
  });

  test("an event altered, one gone, one new, with their words", () => {
    const before = coding("r", event(0), event(30, { type: "REP.ARREST" }));
    const after = coding("r", event(0, { actuality: "planned" }), event(60, { type: "VIO.ARSON" }));
    const drift = driftOf(before, after);
    expect(drift).toMatchObject({ gone: 1, new: 1, altered: 1, events: { before: 2, after: 2 } });
    expect(drift.changes[0]!.events).toEqual([
      {
        change: "altered",
        event: "PRO.DEMO «marched»",
        start: 0,
        fields: [{ field: "actuality", before: "happened", after: "planned" }],
      },
      { change: "gone", event: "REP.ARREST «marched»", start: 30, fields: [] },
      { change: "new", event: "VIO.ARSON «marched»", start: 60, fields: [] },
    ]);
    expect(drift.fields).toEqual([{ field: "actuality", events: 1 }]);
  });

  test("an event whose trigger moved within its words is the same event", () => {
    const drift = driftOf(coding("r", event(0)), coding("r", event(3)));
    expect(drift).toMatchObject({ gone: 0, new: 0 });
  });

  test("the order of a list is no change, its content is", () => {
    const places = (...list: (typeof LIMA)[]) => coding("r", event(0, { places: list }));
    expect(driftOf(places(LIMA, CUSCO), places(CUSCO, LIMA)).changes).toEqual([]);
    expect(driftOf(places(LIMA), places(CUSCO)).changes[0]!.events[0]!.fields).toEqual([
      { field: "places", before: "site Lima G1", after: "site Cusco G1" },
    ]);
  });

  test("a report that only one side has", () => {
    expect(driftOf(coding("a", event(0)), new Map())).toMatchObject({ reports: 1, gone: 1 });
  });
});

test("types that a short guide leaves out count where the gold has them", () => {
  const warned = event(0, { type: "POL.WARN" });
  const counted = (...gold: ComparableEvent[]) =>
    compare(coding("r", ...gold), coding("r", event(0), event(30, { type: "POL.WARN" })))[0]!.codeds.length;
  expect(counted(event(0))).toBe(1);
  expect(counted(event(0), warned)).toBe(2);
});
