/** The decision table of linking, and what must hold of any set of mentions. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { day, eventOf, figureOf, placeAt } from "../../test/log-sample.js";
import type { EventRecord } from "../model/coding.js";
import { decide } from "./decide.js";
import { agencyOf, type LinkMention, reportOrigins, tableLinker } from "./index.js";
import { nameIn } from "./names.js";
import { profileOf } from "./profile.js";

const mention = (
  report: string,
  about: Partial<EventRecord> = {},
  start = 0,
  published: string | null = "2023-07-20",
): LinkMention => {
  const event = eventOf(report, start, about);
  return { id: event.id, report, published, event };
};
const relation = (a: Partial<EventRecord>, b: Partial<EventRecord>) =>
  decide(profileOf(mention("a", a)), profileOf(mention("b", b))).relation;
const called = (quote: string): Partial<EventRecord> => ({ trigger: { start: 0, end: 4, quote } });
const actor = (role: "participant" | "victim" | "organiser", category: "students" | "women", name = "x") =>
  ({ name, role, category, quote: { start: 0, end: 4, quote: "word" } }) as const;
const vague = (start: string, rule = "weekday-past") => ({ date: { ...day(start), rule } });

describe("the decision table", () => {
  test.each<[string, Partial<EventRecord>, Partial<EventRecord>, string | null]>([
    ["all the same", {}, {}, "same_event"],
    ["happened and ongoing", {}, { actuality: "ongoing" }, "same_event"],
    ["presupposed and happened", {}, { actuality: "presupposed" }, "same_event"],
    ["a day apart, both absolute", {}, { date: day("2023-07-20") }, "unsure"],
    ["a day apart, one a weekday", {}, vague("2023-07-20"), "unsure"],
    ["four days apart in another form", {}, { date: day("2023-07-23"), type: "PRO.BLOCK" }, null],
    [
      "a month that holds the day",
      {},
      { date: { ...day("2023-07-01", "2023-07-31"), precision: "M" } },
      "unsure",
    ],
    ["a near suburb in the same district", {}, { places: [placeAt("Callao")] }, "unsure"],
    ["part of the town", {}, { places: [placeAt("downtown Lima")] }, "unsure"],
    ["the country that holds the town", {}, { places: [placeAt("Peru")] }, "unsure"],
    ["another province", {}, { places: [placeAt("Huancavelica")] }, null],
    ["no place", {}, { places: [] }, null],
    ["a march and a mixture", {}, { type: "PRO.MIXED" }, "unsure"],
    ["a march and an occupation", {}, { type: "PRO.OCCUPY" }, "unsure"],
    ["a march and tear gas", {}, { type: "REP.DISPERSE" }, null],
    ["a mixture on the day after", vague("2023-07-19"), { type: "PRO.MIXED", ...vague("2023-07-20") }, null],
    ["a plan and what came about", { actuality: "called_for" }, {}, "realises"],
    ["a threat and what came about", { actuality: "threatened" }, {}, null],
    [
      "a campaign and an event in it",
      { scope: "campaign", date: day("2023-07-17", "2023-07-22") },
      {},
      "part_of",
    ],
    [
      "an aggregate of the country and an event in it",
      { scope: "aggregate", places: [placeAt("Peru")] },
      {},
      "part_of",
    ],
    ["different ordinals", called("the Second March"), called("the Third March"), "different_event"],
    [
      "one name, and a place near",
      called("Third Takeover of Lima"),
      { ...called("Takeover of Lima"), places: [placeAt("downtown Lima")] },
      "same_event",
    ],
    [
      "opposite sides",
      { actors: [actor("participant", "students"), actor("victim", "women")] },
      { actors: [actor("participant", "women"), actor("victim", "students")] },
      "different_event",
    ],
    [
      "sizes far apart",
      { figures: [figureOf(100, 100)] },
      { figures: [figureOf(20000, null)] },
      "same_event",
    ],
  ])("%s", (_, a, b, expected) => {
    expect(relation(a, b)).toBe(expected);
    expect(relation(b, a)).toBe(expected);
  });

  test("a facility that stands at its town's point is in the town; two facilities are two", () => {
    const plaza = (name: string) => ({
      places: [placeAt("Lima", { name, precision: "G0", geonameId: null })],
    });
    expect(relation({}, plaza("Plaza San Martín"))).toBe("same_event");
    expect(relation(plaza("Plaza San Martín"), plaza("Plaza de Armas"))).toBe("unsure");
  });

  test("reasons say what each test found, sizes are a flag", () => {
    const [judged] = tableLinker.judge([
      mention("a", { figures: [figureOf(100, 100)] }),
      mention("b", { figures: [figureOf(20000, null)] }),
    ]);
    expect(judged!.reasons).toEqual([
      "date same: the dates share a day",
      "place same: both in Lima",
      "form same: both PRO.DEMO",
      "actuality same: both happened",
      "scope same: scope of both is event",
      "actors tolerated: one names no side",
      "size flagged: 100 and 20000",
    ]);
  });
});

test("names of events are their capitalised words, ordinals apart", () => {
  expect(nameIn("the Third Takeover of Lima")).toEqual({ name: "takeover of lima", ordinal: 3 });
  expect(nameIn("a march")).toEqual({ name: null, ordinal: null });
  expect(nameIn("la segunda Marcha de los Cuatro Suyos")).toEqual({
    name: "marcha de los cuatro suyos",
    ordinal: 2,
  });
});

const judge = (mentions: readonly LinkMention[]) => [...tableLinker.judge(mentions)];
const said = (mentions: readonly LinkMention[]) =>
  judge(mentions).map(({ mentions: ids, relation: r }) => [...ids, r]);

describe("clusters", () => {
  test("a chain does not drag two different events together", () => {
    const place = (name: string) => ({
      places: [placeAt("Lima", { name, precision: "G0", geonameId: null })],
    });
    const chain = [
      mention("a", place("Plaza San Martín")),
      mention("b"),
      mention("c", place("Plaza de Armas")),
    ];
    expect(said(chain)).toEqual([
      ["a:0-4", "b:0-4", "same_event"],
      ["a:0-4", "c:0-4", "unsure"],
    ]);
  });

  test("copies of one telling are one event where no town is named; what is only alike goes to review, once", () => {
    const told = (figure: string) => ({
      places: [placeAt("downtown Lima")],
      figures: [{ ...figureOf(400, 400), quote: { start: 30, end: 30 + figure.length, quote: figure } }],
    });
    const words = "some four hundred bakers and their apprentices";
    expect(said([mention("a", told(words)), mention("b", told(words)), mention("c", told("400"))])).toEqual([
      ["a:0-4", "b:0-4", "same_event"],
      ["a:0-4", "c:0-4", "unsure"],
    ]);
    expect(judge([mention("a", told(words)), mention("b", told(words))])[0]!.reasons).toContain(
      "words same: both tell it in the same words",
    );
    const undated = { ...day("2023-07-19"), start: null, end: null };
    expect(said(["a", "b"].map((id) => mention(id, { ...told(words), date: undated })))).toEqual([]);
    expect(said(["a", "b"].map((id) => mention(id, told("400"))))).toEqual([["a:0-4", "b:0-4", "unsure"]]);
  });

  test("two mentions of one report never merge, not by way of another report either", () => {
    const judgements = judge([mention("a"), mention("a", {}, 40), mention("b")]);
    expect(judgements.map(({ mentions }) => mentions)).toEqual([["a:0-4", "b:0-4"]]);
  });

  const mentions = fc.array(
    fc.record({
      report: fc.constantFrom("a", "b", "c", "d", "e"),
      start: fc.constantFrom(0, 20, 40),
      type: fc.constantFrom("PRO.DEMO", "PRO.MIXED", "REP.FORCE"),
      date: fc.constantFrom("2023-07-18", "2023-07-19", "2023-07-20"),
      place: fc.constantFrom("Lima", "downtown Lima", "Callao", "Huancavelica", "Peru"),
      scope: fc.constantFrom("event", "event", "aggregate"),
      quote: fc.constantFrom("march", "Second March", "Third March"),
    }),
    { maxLength: 10 },
  );
  const built = (rows: typeof mentions extends fc.Arbitrary<infer T> ? T : never) => {
    const all = rows.map(({ report, start, type, date, place, scope, quote }) =>
      mention(report, {
        ...vague(date),
        type,
        places: [placeAt(place)],
        scope: scope as "event",
        trigger: { start, end: start + 4, quote },
        id: `${report}:${start}-${start + 4}`,
      }),
    );
    return [...new Map(all.map((one) => [one.event.id, { ...one, id: one.event.id }])).values()];
  };

  test("any order gives the same judgements, once a pair, and never within a report", () => {
    fc.assert(
      fc.property(mentions, fc.nat(), (rows, seed) => {
        const all = built(rows);
        const judgements = judge(all);
        const shuffled = [...all].sort(
          (a, b) =>
            (Math.imul(a.id.charCodeAt(0) + a.event.trigger.start, seed | 1) >>> 0) -
            (Math.imul(b.id.charCodeAt(0) + b.event.trigger.start, seed | 1) >>> 0),
        );
        expect(judge(shuffled)).toEqual(judgements);
        expect(new Set(judgements.map(({ mentions: ids }) => ids.join())).size).toBe(judgements.length);
        for (const {
          mentions: [a, b],
          reasons,
        } of judgements) {
          expect(a < b).toBe(true);
          expect(a.split(":")[0]).not.toBe(b.split(":")[0]);
          expect(reasons.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("every two of one cluster may stand beside each other", () => {
    fc.assert(
      fc.property(mentions, (rows) => {
        const all = built(rows);
        const byId = new Map(all.map((one) => [one.id, one]));
        const root = new Map(all.map(({ id }) => [id, id]));
        const find = (id: string): string => (root.get(id) === id ? id : find(root.get(id)!));
        for (const {
          mentions: [a, b],
          relation: r,
        } of judge(all))
          if (r === "same_event") root.set(find(a), find(b));
        for (const a of all)
          for (const b of all)
            if (a.id < b.id && find(a.id) === find(b.id)) {
              expect(a.report).not.toBe(b.report);
              expect(decide(profileOf(byId.get(a.id)!), profileOf(byId.get(b.id)!)).relation).toBe(
                "same_event",
              );
            }
      }),
      { numRuns: 300 },
    );
  });

  test("an unrelated mention changes no judgement on the others", () => {
    fc.assert(
      fc.property(mentions, (rows) => {
        const all = built(rows);
        const far = mention("z", {
          places: [placeAt("Quito", { country: "EC", geonameId: 99, lat: -0.2, lon: -78.5 })],
        });
        expect(judge([far, ...all])).toEqual(judge(all));
      }),
      { numRuns: 100 },
    );
  });

  test("four thousand differing mentions of one place and day cost no square", () => {
    const many = Array.from({ length: 4000 }, (_, i) =>
      mention(`r${i}`, { actors: [actor("organiser", "students", `group ${i}`)] }),
    );
    const start = process.cpuUsage();
    expect(judge(many).length).toBeGreaterThan(0);
    const { user } = process.cpuUsage(start);
    expect(user / 1e6).toBeLessThan(20);
  });
});

describe("origins", () => {
  test.each([
    ["LIMA, July 19 (Reuters) - Thousands marched.", "reuters"],
    ["Lima (AFP) – Miles de personas marcharon.", "afp"],
    ["LIMA, AP — Crowds filled the square.", "ap"],
    ["Crowds filled the square. (With reporting by EFE)", null],
    ["Crowds filled the square. (EFE)", "efe"],
    ["Crowds filled the square (about 200 people).", null],
  ])("%s", (text, agency) => {
    expect(agencyOf(null, text)).toBe(agency);
  });

  test("an agency's reports and their copies are one origin, whoever prints them", () => {
    const body = Array.from({ length: 80 }, (_, i) => `word${i}`).join(" ");
    const reports = [
      { id: "1", outlet: "The Daily", text: `${body}` },
      { id: "2", outlet: "The Courier", text: `${body} (Reuters)` },
      { id: "3", outlet: "Reuters", text: "Another text altogether, on other things." },
      { id: "4", outlet: "The Daily", text: "A report of its own." },
    ];
    expect([...reportOrigins(reports).values()]).toEqual([
      "agency:reuters",
      "agency:reuters",
      "agency:reuters",
      "4",
    ]);
  });
});
