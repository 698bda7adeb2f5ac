/** Promises of resolving and naming, on logs of any shape. */
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
import { check, PROPERTIES } from "../../test/resolve-properties.js";
import type { PublishedEdition } from "../model/log.js";
import { diff, edition, name, POLICIES, policyOf, published, type Records, resolve } from "./index.js";

const RUNS = 250;

describe("of any log", () => {
  test.each(Object.keys(PROPERTIES))("%s", (property) => {
    check({ resolve, name, POLICIES }, PROPERTIES[property]!, RUNS);
  });
});

const of = (codings: Records["codings"], judgements: Records["judgements"] = []): Records => ({
  reports: [...new Set(codings.map(({ record }) => record.report.id))].map((id) => reportEntry(id)),
  codings,
  judgements,
});
const interval = policyOf("interval")!;
const only = (records: Records, policy = interval) => {
  const { events } = resolve(records, policy);
  expect(events).toHaveLength(1);
  return events[0]!;
};

describe("within a report", () => {
  const machine = codingEntry("r1", [eventOf("r1", 0, { type: "PRO.RIOT" })]);

  test("overlapping mentions of several coders are one; a person is heard, the machine stands against", () => {
    const person = codingEntry("r1", [eventOf("r1", 2)], { coder: "human:ana" }, 200);
    const event = only(of([machine, person]));
    expect(event.type).toMatchObject({ value: "PRO.DEMO", rule: expect.stringContaining("a person") });
    expect(event.type.for).toHaveLength(1);
    expect(event.type.against).toHaveLength(1);
    expect(event.verification).toBe("reviewed");
  });

  test("a person who had others' codings on screen adjudicates and outranks a later person", () => {
    const ana = codingEntry("r1", [eventOf("r1", 0, { type: "PRO.VIGIL" })], { coder: "human:ana" }, 200);
    const judge = codingEntry(
      "r1",
      [eventOf("r1", 0, { type: "PRO.BLOCK" })],
      { coder: "human:eva", seen: [machine.id, ana.id] },
      300,
    );
    const ben = codingEntry("r1", [eventOf("r1", 0)], { coder: "human:ben" }, 400);
    const event = only(of([machine, ana, judge, ben]));
    expect(event.type.value).toBe("PRO.BLOCK");
    expect(event.type.against).toHaveLength(3);
    expect(event.verification).toBe("adjudicated");
  });

  test("a person who saw only machines is a person", () => {
    const model = codingEntry("r1", [eventOf("r1", 0)], { coder: "llm:m@p" }, 150);
    const ana = codingEntry(
      "r1",
      [eventOf("r1", 0)],
      { coder: "human:ana", seen: [machine.id, model.id] },
      200,
    );
    expect(only(of([machine, model, ana])).verification).toBe("reviewed");
  });

  test("a re-telling that both share ties events of one family only", () => {
    const again = { start: 100, end: 104, quote: "word" };
    const riot = codingEntry(
      "r1",
      [eventOf("r1", 0, { type: "PRO.RIOT", mentions: [again] })],
      { coder: "human:ana" },
      200,
    );
    const force = codingEntry("r1", [eventOf("r1", 40, { type: "REP.FORCE", mentions: [again] })]);
    const march = codingEntry("r1", [eventOf("r1", 40, { mentions: [again] })]);
    expect(resolve(of([riot, force]), interval).events).toHaveLength(2);
    expect(resolve(of([riot, march]), interval).events).toHaveLength(1);
  });

  test("a person's empty coding says that nothing is there; a machine's does not", () => {
    const emptied = (coder: string) => codingEntry("r1", [], { coder }, 200);
    expect(resolve(of([machine, emptied("human:ana")]), interval).events).toHaveLength(0);
    expect(resolve(of([machine, emptied("llm:m@p")]), interval).events).toHaveLength(1);
  });

  test("a coder of no known kind is a finding and counts for nothing", () => {
    const { events, findings } = resolve(
      of([machine, codingEntry("r1", [eventOf("r1", 40)], { coder: "parser9" })]),
      interval,
    );
    expect(events).toHaveLength(1);
    expect(findings.map(({ code }) => code)).toEqual(["edition.coder_unknown"]);
  });
});

describe("across reports", () => {
  const three = ["r1", "r2", "r3"].map((id) => codingEntry(id, [eventOf(id, 0)]));
  const say = (
    a: string,
    b: string,
    relation: "same_event" | "different_event" | "part_of",
    coder: string,
    at = 1000,
  ) => judgementEntry(`${a}:0-4`, `${b}:0-4`, relation, coder, at);

  test("a chain does not join what is held apart, whoever comes first", () => {
    const linker = "linker@1.0.0";
    const { events } = resolve(
      of(three, [
        say("r1", "r2", "same_event", linker),
        say("r2", "r3", "same_event", linker),
        say("r1", "r3", "different_event", linker),
      ]),
      interval,
    );
    expect(events.map(({ mentions }) => mentions.map(({ report }) => report))).toEqual([
      ["r1", "r2"],
      ["r3"],
    ]);
  });

  test("a person's word outranks the linker's, and the newest of a coder the older", () => {
    const human = (relation: "same_event" | "different_event", at: number) =>
      say("r1", "r2", relation, "human:ana", at);
    const linked = say("r1", "r2", "same_event", "linker@1.0.0", 5000);
    expect(resolve(of(three, [linked, human("different_event", 1)]), interval).events).toHaveLength(3);
    expect(
      resolve(of(three, [human("same_event", 2), human("different_event", 1)]), interval).events,
    ).toHaveLength(2);
    const changed = say("r1", "r2", "different_event", "linker@1.1.0", 6000);
    expect(resolve(of(three, [linked, changed]), interval).events).toHaveLength(3);
  });

  test("persons who contradict each other leave a finding", () => {
    const { findings } = resolve(
      of(three, [
        say("r1", "r2", "same_event", "human:ana"),
        say("r2", "r3", "same_event", "human:ana"),
        say("r1", "r3", "different_event", "human:ben"),
      ]),
      interval,
    );
    expect(findings.map(({ code }) => code)).toEqual(["edition.judgement_contradicted"]);
  });

  test("a judgement outlives the coding it was made on, by its words", () => {
    const moved = codingEntry("r2", [eventOf("r2", 2)], { coder: "rules@2.0.0" }, 300);
    const { events } = resolve(of([...three, moved], [say("r1", "r2", "same_event", "human:ana")]), interval);
    expect(events).toHaveLength(2);
  });

  test("part_of becomes a link from the part to the whole, and holds apart", () => {
    const wave = codingEntry("r0", [eventOf("r0", 0, { type: "PRO.WAVE", scope: "campaign" })]);
    const { events, links } = resolve(
      of([wave, three[0]!], [say("r0", "r1", "part_of", "linker@1.0.0")]),
      interval,
    );
    expect(events).toHaveLength(2);
    expect(links).toMatchObject([{ from: "r1:0-4", to: "r0:0-4", relation: "part_of" }]);
  });

  test("which of two alike is the part is as the judgement says; without that the order of mentions is no answer of anybody", () => {
    const said = say("r1", "r2", "part_of", "human:ana");
    const stated = { ...said, record: { ...said.record, from: "r2:0-4" } };
    expect(resolve(of(three, [stated]), interval).links).toMatchObject([{ from: "r2:0-4", to: "r1:0-4" }]);
    const wave = codingEntry("r0", [eventOf("r0", 0, { type: "PRO.WAVE", scope: "campaign" })]);
    const wide = say("r0", "r1", "part_of", "human:ana");
    const against = { ...wide, record: { ...wide.record, from: "r0:0-4" } };
    expect(resolve(of([wave, three[0]!], [against]), interval).links).toMatchObject([
      { from: "r0:0-4", to: "r1:0-4" },
    ]);
  });

  test("a correction takes the place of what it corrects: its numbers, its reports, its chain; the name stays", () => {
    const killed = (id: string, n: number) =>
      codingEntry(id, [eventOf(id, 0, { figures: [figureOf(n, n, { kind: "deaths" })] })]);
    const codings = [killed("r1", 5), killed("r1~a", 4), killed("r1~b", 3)];
    const reports = [
      reportEntry("r1", {}, 1),
      reportEntry("r1~a", { replaces: "r1" }, 2),
      reportEntry("r1~b", { replaces: "r1~a" }, 3),
    ];
    const judgements = [
      say("r1", "r1~a", "same_event", "linker@1.0.0"),
      say("r1~a", "r1~b", "same_event", "linker@1.0.0"),
    ];
    const first = edition(
      { reports: reports.slice(0, 1), codings: codings.slice(0, 1), judgements: [] },
      { policy: interval, previous: null, at: 9 },
    );
    const previous = published(first.edition);
    const { edition: now } = edition({ reports, codings, judgements }, { policy: interval, previous, at: 9 });
    expect(now.events.map(({ id }) => id)).toEqual([previous.names[0]!.id]);
    expect(now.events[0]).toMatchObject({ figures: [{ low: 3, high: 3, conflict: false }], origins: 1 });
    expect(now.events[0]!.claims.every(({ report }) => report === "r1~b")).toBe(true);
    expect(now.events[0]).not.toHaveProperty("formerly");
    expect(now.reports.map(({ id }) => id)).toEqual(["r1~b"]);
    // What a correction tells no more is withdrawn, and a report replaces only what was there before it.
    const silent = codingEntry("r1~a", []);
    expect(
      resolve({ reports: reports.slice(0, 2), codings: [codings[0]!, silent], judgements: [] }, interval)
        .events,
    ).toEqual([]);
    const early = [reportEntry("r1", {}, 2), reportEntry("r1~a", { replaces: "r1" }, 1)];
    expect(resolve({ reports: early, codings: [codings[0]!], judgements: [] }, interval).events).toHaveLength(
      1,
    );
  });

  test("a correction of the day or the town keeps the name of the event, and takes none that others still tell", () => {
    const told = (id: string, about: Parameters<typeof eventOf>[2] = {}) =>
      codingEntry(id, [eventOf(id, 0, about)]);
    const moved = { date: day("2023-07-12"), places: [placeAt("Huancavelica")] };
    const reports = [reportEntry("r1", {}, 1), reportEntry("r1~a", { replaces: "r1" }, 2)];
    const options = { policy: interval, at: 9 };
    const first = published(
      edition(
        { reports: reports.slice(0, 1), codings: [told("r1")], judgements: [] },
        { ...options, previous: null },
      ).edition,
    );
    const then = (
      codings: ReturnType<typeof told>[],
      judgements: ReturnType<typeof say>[] = [],
      previous = first,
    ) => edition({ reports, codings, judgements }, { ...options, previous }).edition;
    const now = then([told("r1"), told("r1~a", moved)]);
    expect(now.events).toMatchObject([{ id: first.names[0]!.id, date: { value: { start: "2023-07-12" } } }]);
    expect(now.redirects).toEqual([]);
    // Another event than the one it told before has no heir.
    const other = then([told("r1"), told("r1~a", { ...moved, type: "VIO.ARSON" })]);
    expect(other.events[0]!.id).not.toBe(first.names[0]!.id);
    expect(other.redirects).toEqual([{ from: first.names[0]!.id, to: [], reason: "withdrawn" }]);
    // What a second report tells as well stays with that report.
    const same = [say("r1", "r2", "same_event", "linker@1.0.0")];
    const both = published(
      edition(
        { reports: reports.slice(0, 1), codings: [told("r1"), told("r2")], judgements: same },
        { ...options, previous: null },
      ).edition,
    );
    const parted = then([told("r1"), told("r1~a", moved), told("r2")], same, both);
    const kept = parted.events.find(({ mentions }) => mentions[0]!.report === "r2")!;
    expect(kept.id).toBe(both.names[0]!.id);
    expect(parted.events).toHaveLength(2);
  });

  test("ten papers that quote one source are one origin", () => {
    const quoted = ["r1", "r2", "r3"].map((id) =>
      codingEntry(id, [
        eventOf(id, 0, {
          attribution: {
            voice: id === "r1" ? "The police" : "police",
            evidentiality: "reported",
            quote: null,
          },
        }),
      ]),
    );
    const joined = [say("r1", "r2", "same_event", "human:ana"), say("r2", "r3", "same_event", "human:ana")];
    expect(only(of(quoted, joined)).origins).toBe(1);
    expect(only(of(three, joined)).origins).toBe(3);
  });
});

describe("numbers", () => {
  const toll = (id: string, n: number, published: string) =>
    codingEntry(
      id,
      [eventOf(id, 0, { figures: [figureOf(n, null, { kind: "deaths", stock: true, hedge: "at least" })] })],
      { published },
    );

  test("tolls as of two days stand side by side and are never one", () => {
    const records = of(
      [toll("r1", 49, "2023-07-20"), toll("r2", 70, "2023-07-25")],
      [judgementEntry("r1:0-4", "r2:0-4", "same_event", "human:ana")],
    );
    for (const policy of POLICIES) {
      const tolls = only(records, policy).figures;
      expect(tolls.map(({ inputs }) => inputs.length)).toEqual([1, 1]);
      expect(tolls.every(({ stock }) => stock)).toBe(true);
    }
  });

  const words = (low: number, high: number | null) =>
    only(of([codingEntry("r1", [eventOf("r1", 0, { figures: [figureOf(low, high)] })])]), interval);
  const bestOf = (policy: string, low: number, high: number) =>
    only(of([codingEntry("r1", [eventOf("r1", 0, { figures: [figureOf(low, high)] })])]), policyOf(policy)!)
      .figures[0]!;

  test.each([
    ["acled-conservative", 24, 99, 12],
    ["acled-conservative", 200, 999, 100],
    ["acled-conservative", 20000, 99999, 10000],
    ["ccc-range", 200, 999, 200],
    ["ccc-range", 24, 99, null],
    ["countlove-floor", 24, 99, 20],
    ["countlove-floor", 200, 999, 100],
    ["ucdp-3", 200, 999, null],
    ["maverick-informative", 200, 999, 200],
  ])("under %s the word for %i to %i is %s", (policy, low, high, best) => {
    expect(bestOf(policy, low, high).best).toBe(best);
  });

  test("dozens stay words under ccc-range, with the reason", () => {
    expect(bestOf("ccc-range", 24, 99).excluded[0]!.reason).toBe('the policy gives no number to "dozens"');
    expect(words(24, 99).figures[0]).toMatchObject({ low: 24, high: 99, conflict: false });
  });

  test("two origins with numbers apart are a conflict without bounds", () => {
    const coded = (id: string, n: number) => codingEntry(id, [eventOf(id, 0, { figures: [figureOf(n, n)] })]);
    const event = only(
      of([coded("r1", 50), coded("r2", 90)], [judgementEntry("r1:0-4", "r2:0-4", "same_event", "human:ana")]),
    );
    expect(event.figures).toMatchObject([{ low: null, best: null, high: null, conflict: true }]);
    expect(event.figures[0]!.inputs).toHaveLength(2);
  });
});

test("MAVERICK's policies settle dates and places: widest and least precise, narrowest and most precise", () => {
  const coded = (id: string, date: ReturnType<typeof day>, place: string) =>
    codingEntry(id, [eventOf(id, 0, { date, places: [placeAt(place)] })]);
  const records = of(
    [
      coded("r1", day("2023-07-19", "2023-07-21"), "Lima"),
      coded("r2", day("2023-07-18", "2023-07-20"), "Peru"),
    ],
    [judgementEntry("r1:0-4", "r2:0-4", "same_event", "human:ana")],
  );
  const settled = (policy: string) => {
    const { date, places } = only(records, policyOf(policy)!);
    return [date.value.edtf, places[0]!.value.name];
  };
  expect(settled("maverick-conservative")).toEqual(["2023-07-18/2023-07-21", "Peru"]);
  expect(settled("maverick-informative")).toEqual(["2023-07-19/2023-07-20", "Lima"]);
});

describe("names", () => {
  const make = (
    codings: Records["codings"],
    judgements: Records["judgements"],
    previous: PublishedEdition | null,
  ) => edition(of(codings, judgements), { policy: interval, previous, at: 1 }).edition;
  const two = ["r1", "r2"].map((id) => codingEntry(id, [eventOf(id, 0)]));
  const same = judgementEntry("r1:0-4", "r2:0-4", "same_event", "human:ana");
  const id = (edited: ReturnType<typeof make>, i = 0) =>
    edited.events.find(({ mentions }) => mentions[0]!.report === `r${i + 1}`)!.id;

  test("are ev- and a hash of the first mention", () => {
    expect(id(make(two, [], null))).toMatch(/^ev-[0-9a-f]{16}$/);
  });

  test("merged: one survives, the other redirects to it", () => {
    const apart = make(two, [], null);
    const one = make(two, [same], published(apart));
    expect(one.events).toHaveLength(1);
    expect([id(apart, 0), id(apart, 1)]).toContain(one.events[0]!.id);
    expect(one.redirects).toMatchObject([{ to: [one.events[0]!.id], reason: "merged" }]);
  });

  test("split into equal parts: the name goes to neither and redirects to both", () => {
    const one = make(two, [same], null);
    const apart = make(two, [], published(one));
    expect(apart.redirects).toEqual([
      { from: one.events[0]!.id, to: apart.events.map((e) => e.id).sort(), reason: "split" },
    ]);
    expect(apart.events.map((e) => e.id)).not.toContain(one.events[0]!.id);
  });

  test("withdrawn: a redirect to nothing, and the name is taken again where the event is told again", () => {
    const first = make(two, [], null);
    const gone = make(two.slice(1), [], published(first));
    expect(gone.redirects).toEqual([{ from: id(first), to: [], reason: "withdrawn" }]);
    const back = make(two, [], published(gone));
    expect(back.redirects).toEqual([]);
    expect(id(back)).toBe(id(first));
  });
});

test("a difference is told in words, with the claims that made it", () => {
  const told = (report: string, figure: ReturnType<typeof figureOf>) =>
    codingEntry(report, [eventOf(report, 0, { figures: [figure] })]);
  const first = told("r1", figureOf(20000, null, { hedge: "at least" }));
  const policy = policyOf("ccc-range")!;
  const before = edition(of([first]), { policy, previous: null, at: 1 }).edition;
  const more = of(
    [first, told("r2", figureOf(6000, 6000))],
    [judgementEntry("r1:0-4", "r2:0-4", "same_event", "human:ana")],
  );
  const after = edition(more, { policy, previous: published(before), at: 2 }).edition;
  expect(diff(before, after).map(({ words }) => words)).toEqual([
    "The demonstration in Lima on 19 July 2023: crowd was 20,000, now 6,000 to 20,000 (best 13,000), because «word» of report r2 by rules@1.0.0 was added.",
  ]);
  expect(diff(after, after)).toEqual([]);
});

test("diagnostics count events in which codings disagree", () => {
  const coded = (id: string, n: number, start: string) =>
    codingEntry(id, [eventOf(id, 0, { date: day(start), figures: [figureOf(n, n)] })]);
  const records = of(
    [coded("r1", 100, "2023-07-19"), coded("r2", 200, "2023-07-20")],
    [judgementEntry("r1:0-4", "r2:0-4", "same_event", "human:ana")],
  );
  const { fields } = edition(records, { policy: interval, previous: null, at: 1 }).edition.diagnostics;
  const row = (field: string) => fields.find((one) => one.field === field);
  expect(row("type")).toMatchObject({ comparable: 1, disagreement: 0 });
  expect(row("date")).toMatchObject({ comparable: 1, disagreement: 1, meanRange: 1 });
  expect(row("figure")).toMatchObject({
    comparable: 1,
    disagreement: 1,
    meanRange: expect.closeTo(Math.LN2, 3),
  });
});
