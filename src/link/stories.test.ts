/** Reports of one happening are found, those of another are not, whatever their order, and it costs no square. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { daysNamed, marksOf } from "./marks.js";
import { type StoryReport, storiesOf } from "./stories.js";

const report = (id: string, published: string | null, text: string): StoryReport => ({
  id,
  title: null,
  text,
  published,
  lang: "en",
});

const A = report(
  "a",
  "2016-05-02",
  "Two men were shot outside the Blue Heron bar on Kettle Street in Marlow late Saturday, Sheriff Dana Orrick said. Both were taken to Saint Brendan hospital. Officers closed Kettle Street for 5 hours.",
);
const B = report(
  "b",
  "2016-05-03",
  "The Marlow sheriff is looking for a driver after a shooting at the Blue Heron on Saturday. Witnesses on Kettle Street heard 11 shots. A spokesman for Saint Brendan said that one of the wounded has gone home.",
);
/** The same town and street, and another day. */
const C = report(
  "c",
  "2016-05-06",
  "A baker on Kettle Street in Marlow was robbed on Thursday. Nobody was hurt, Sheriff Dana Orrick said. The thief took 300 dollars and fled towards Union Park.",
);
const D = report(
  "d",
  "2016-05-02",
  "Farmers from Ostrava Valley blocked Route 14 near Pellworth with 60 tractors on Saturday. Minister Ilse Brandt called on them to go home.",
);

const reportsOf = (all: readonly StoryReport[]) => storiesOf(all).map(({ reports }) => reports);

describe("stories", () => {
  test("reports of one happening are one story; the same street on another day, and other news of the day, are not in it", () => {
    expect(reportsOf([A, B, C, D])).toEqual([["a", "b"]]);
  });

  test("order does not count, and an unrelated report changes nothing", () => {
    const all = [A, B, C, D];
    const first = storiesOf(all);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 4 }), (shuffled) => {
        expect(storiesOf(shuffled)).toEqual(first);
      }),
    );
    expect(reportsOf([A, B])).toEqual([["a", "b"]]);
  });

  test("copies published more than a week apart, or on a day that nobody knows, are no story", () => {
    expect(reportsOf([A, { ...A, id: "e", published: "2016-05-09" }])).toHaveLength(1);
    expect(reportsOf([A, { ...A, id: "e", published: "2016-05-10" }])).toEqual([]);
    expect(reportsOf([A, { ...A, id: "e", published: null }])).toEqual([]);
  });

  test("two lines that share next to nothing are like nothing", () => {
    const line = (id: string) => report(id, "2016-05-02", "Marlow: 5 hurt.");
    expect(reportsOf([line("x"), line("y")])).toEqual([]);
  });

  test("no two reports of a story are unlike, whatever ties them to a third", () => {
    const both = report("z", "2016-05-02", `${A.text} ${D.text}`);
    for (const story of reportsOf([A, both, D]))
      expect(story).not.toEqual(expect.arrayContaining(["a", "d"]));
  });

  test("each report is tied with reasons, and they name nobody", () => {
    const [story] = storiesOf([A, B]);
    expect(story!.ties).toHaveLength(1);
    const { reports, reasons } = story!.ties[0]!;
    expect(reports).toEqual(["a", "b"]);
    expect(reasons.slice(1)).toEqual(["published 1 day apart", "both name the same day"]);
    expect(reasons.join(" ")).toMatch(/^\d+ names and numbers are in both/);
    expect(reasons.join(" ")).not.toMatch(/Orrick|Kettle|Marlow/i);
  });

  test("thousands of reports of one day that share their names cost no square", () => {
    const word = (n: number) => `W${n.toString(36)}x`;
    const many = Array.from({ length: 4000 }, (_, i) =>
      report(
        `r${i}`,
        "2016-05-02",
        Array.from({ length: 40 }, (_, k) => word(k < 20 ? k : (i * 31 + k * 7) % 5000)).join(" and "),
      ),
    );
    const start = process.cpuUsage();
    storiesOf(many);
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(20);
  });
});

describe("marks", () => {
  test("are names and numbers, not words that stand in lower case too, nor those of a headline alone", () => {
    const marks = marksOf(
      "Man Hurt In Rose Lane\nThe man, 31, was hit in Rose Lane. Rose Lane's shops were open.",
    );
    expect([...marks].filter(([, count]) => count > 0)).toEqual([
      ["rose", 2],
      ["lane", 2],
      ["the", 1],
      ["31", 1],
    ]);
  });

  test("weekdays are the last ones up to publication, in the words of the language", () => {
    const day = (iso: string) => Date.parse(iso) / 86_400_000;
    // 2016-05-02 was a Monday.
    expect([...daysNamed("On Saturday and Monday", day("2016-05-02"), "en")]).toEqual([
      day("2016-04-30"),
      day("2016-05-02"),
    ]);
    expect([...daysNamed("el sábado pasado", day("2016-05-02"), "es")]).toEqual([day("2016-04-30")]);
    expect([...daysNamed("On Saturday", day("2016-05-02"), null)]).toEqual([]);
  });
});
