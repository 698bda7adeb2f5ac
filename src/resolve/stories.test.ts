/** What the reports of a story say of the dead and injured is one number under the policy; nothing is merged by it. */
import { expect, test } from "vitest";
import { at, codingEntry, eventOf, figureOf, reportEntry } from "../../test/log-sample.js";
import type { FreeFigure } from "../model/coding.js";
import { edition, policyOf, resolve } from "./index.js";

const free = (kind: FreeFigure["kind"], number: number, start: number, about: Partial<FreeFigure> = {}) => ({
  ...figureOf(number, number, { kind, group: "people", quote: at(start) }),
  population: null,
  ...about,
});
const coded = (id: string, figures: FreeFigure[], position: number, events = [] as never[]) =>
  codingEntry(id, events, { figures }, position);
const stories = [{ reports: ["a", "b", "c"], ties: [{ reports: ["a", "b"] as const, reasons: ["alike"] }] }];
const reports = [reportEntry("a", {}, 1), reportEntry("b", {}, 2), reportEntry("c", {}, 3)];
const codings = [
  coded("a", [free("deaths", 2, 40), free("deaths", 9, 60)], 4),
  coded("b", [free("deaths", 3, 40), free("deaths", 80, 20, { stock: true })], 5),
  coded("c", [free("deaths", 3, 40), free("money", 500, 80)], 6),
];
const of = (policy: string, records = { reports, codings, judgements: [], stories }) =>
  resolve(records, policyOf(policy)!).stories;

test("the number that each report tells first is settled by the policy; later ones, tolls and money stay out", () => {
  const [story] = of("maverick-representative");
  expect(story!.figures).toHaveLength(1);
  expect(story!.figures[0]).toMatchObject({
    kind: "deaths",
    best: 3,
    conflict: true,
    inputs: ["a:40-44", "b:40-44", "c:40-44"],
    excluded: [{ claim: "a:60-64", reason: expect.stringContaining("another number first") }],
  });
  expect(story!.claims.map(({ id }) => id)).toEqual(["a:40-44", "a:60-64", "b:40-44", "c:40-44"]);
  expect(of("acled-conservative")[0]!.figures[0]!.best).toBe(2);
});

test("copies of one text are one origin in a story as in an event", () => {
  const copied = [
    reportEntry("a", {}, 1),
    reportEntry("b", { origin: "b" }, 2),
    reportEntry("c", { origin: "b" }, 3),
  ];
  const [story] = of("maverick-representative", { reports: copied, codings, judgements: [], stories });
  expect(story!.figures[0]).toMatchObject({ best: 2 });
});

test("a corrected report is in no story", () => {
  const corrected = [...reports, reportEntry("d", { replaces: "a" }, 7)];
  const [story] = of("acled-conservative", { reports: corrected, codings, judgements: [], stories });
  expect(story).toMatchObject({ reports: ["b", "c"], ties: [] });
  expect(story!.figures[0]!.best).toBe(3);
});

test("a story names the events of its reports and merges none of them", () => {
  const events = (id: string) => [eventOf(id, 0)];
  const told = {
    reports,
    codings: ["a", "b"].map((id, i) => codingEntry(id, events(id), {}, 4 + i)),
    judgements: [],
  };
  const options = { policy: policyOf("interval")!, previous: null, at: 6 };
  const made = edition({ ...told, stories }, options).edition;
  expect(made.events).toHaveLength(2);
  expect(made.stories[0]!.events).toEqual(made.events.map(({ id }) => id));
  expect({ ...made, stories: [] }).toEqual(edition(told, options).edition);
});
