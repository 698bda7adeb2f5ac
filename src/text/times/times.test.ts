/** Times across sentences, without a publication date, and on any text at all. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sentences } from "../linguistics/sentences.js";
import { tokenise } from "../linguistics/tokens.js";
import { parseIso } from "./calendar.js";
import { daysNamed, times } from "./times.js";

const read = (text: string, published: string | null = "2023-07-22") => {
  const tokens = tokenise(text);
  return times(text, tokens, sentences(text, tokens), published);
};
const brief = (text: string, published?: string | null) =>
  read(text, published).map((t) => `${text.slice(t.start, t.end)}: ${t.from}..${t.to} ${t.precision}`);

describe("times", () => {
  it("resolves weekdays by the tense around them", () => {
    expect(brief("Police arrested ten people on Thursday, and the union will march on Thursday.")).toEqual([
      "Thursday: 2023-07-20..2023-07-20 D",
      "Thursday: 2023-07-27..2023-07-27 D",
    ]);
    expect(brief("The two are expected to appear in court on Monday.")).toEqual([
      "Monday: 2023-07-24..2023-07-24 D",
    ]);
  });

  it("takes a weekday named on that weekday as the day of publication", () => {
    expect(brief("Miners marched on Wednesday.", "2013-07-17")).toEqual([
      "Wednesday: 2013-07-17..2013-07-17 D",
    ]);
  });

  it("marks a weekday that disagrees with its date", () => {
    expect(read("They met on Monday, July 19, 1977.")[0]!.rule).toBe(
      "weekday+month-day-year+weekday-mismatch",
    );
    expect(brief("They met on Tuesday 19 July.")).toEqual(["Tuesday 19 July: 2022-07-19..2022-07-19 D"]);
  });

  it("opens and closes intervals", () => {
    expect(brief("Shops have been shut since Tuesday.")).toEqual(["Tuesday: 2023-07-18..null O"]);
    expect(brief("It has gone on since the protests began in June.")).toEqual(["June: 2023-06-01..null O"]);
    expect(brief("They must leave by tomorrow.")).toEqual(["tomorrow: null..2023-07-23 I"]);
    expect(brief("They must leave by 2025.")).toEqual(["2025: null..2025-12-31 Y"]);
    expect(brief("They struck from 5 May to 10 June.")).toEqual([
      "5 May to 10 June: 2023-05-05..2023-06-10 I",
    ]);
    expect(brief("They struck from Monday until Wednesday.")).toEqual([
      "Monday until Wednesday: 2023-07-17..2023-07-19 R",
    ]);
  });

  it("keeps what the words name beside what since makes of it", () => {
    const [time] = read("Many have been held since the February 2021 coup.");
    expect(time).toMatchObject({ from: "2021-02-01", to: null, precision: "O", edtf: "2021-02/.." });
    expect(daysNamed(time!)).toEqual({ from: "2021-02-01", to: "2021-02-28" });
  });

  it("knows an event by another word for it, where the words for it agree on the day", () => {
    expect(
      brief("The 3 May killing of a nurse shook Wari. Threats were sent ten days before the shooting."),
    ).toContain("ten days before: 2023-04-23..2023-04-23 D");
    expect(
      brief("The coup of February 2021 failed. In the weeks before the takeover, tanks were moved."),
    ).toContain("weeks before: 2020-12-14..2021-01-31 I");
    expect(
      brief("The 3 May killing and the 9 June murder are not solved. They met ten days before the shooting."),
    ).toContain("ten days before: null..null U");
    expect(brief("He was charged with murder on 9 June. They met ten days before the shooting.")).toContain(
      "ten days before: null..null U",
    );
  });

  it("reckons from the last day told of, not from the day somebody spoke", () => {
    expect(
      brief("He was shot on Sunday, police said on Tuesday. The next day a crowd gathered.").at(-1),
    ).toBe("The next day: 2023-07-17..2023-07-17 D");
  });

  it("reckons from an event that the text has dated", () => {
    expect(
      brief("The army seized power in a coup last year. Hundreds have died since the coup.").at(-1),
    ).toBe("the coup: 2022-01-01..null O");
  });

  it("gives TIMEX3 what it marks, beside the days meant", () => {
    const text =
      "The vote was on May 3, 2023. Two days after the vote they struck from 8 May to 10 May. Since then it is calm.";
    expect(
      read(text).map((t) => [
        t.edtf,
        ...t.timex.map((x) => `${text.slice(x.start, x.end)} ${x.type} ${x.value}`),
      ]),
    ).toEqual([
      ["2023-05-03", "May 3, 2023 DATE 2023-05-03"],
      ["2023-05-05", "Two days DURATION P2D"],
      ["2023-05-08/2023-05-10", "8 May DATE 2023-05-08", "10 May DATE 2023-05-10"],
      ["2023-05-08/.."],
    ]);
  });

  it("compares a quarter with the same quarter of the year before, and keeps doing so", () => {
    const text = "Sales rose in the first quarter from a year earlier. A year earlier they had fallen.";
    expect(read(text).map((t) => t.value)).toEqual(["2023-Q1", "2022-Q1", "2022-Q1"]);
  });

  it("looks forward from what is still to be done, or was granted until then", () => {
    expect(brief("He said that rules to be published on Monday are strict.")).toEqual([
      "Monday: 2023-07-24..2023-07-24 D",
    ]);
    expect(brief("The judge gave them until Monday.")).toEqual(["Monday: null..2023-07-24 I"]);
    expect(brief("The judge has given them until midnight on Monday.").at(-1)).toBe(
      "Monday: 2023-07-24..2023-07-24 D",
    );
    expect(brief("The fine is payable on Monday.")).toEqual(["Monday: 2023-07-24..2023-07-24 D"]);
  });

  it("puts a time of day on the day beside it", () => {
    const text = "He was shot at about 9.30pm on Sunday.";
    expect(read(text).map((t) => [text.slice(t.start, t.end), t.type, t.value])).toEqual([
      ["about 9.30pm", "TIME", "2023-07-16T21:30"],
      ["Sunday", "DATE", "2023-07-16"],
    ]);
  });

  it("leaves open what needs a publication date when there is none", () => {
    const [, weekday, lastWeek] = read(
      "On 19 July they met. On Sunday they left. Last week they rested.",
      null,
    );
    expect(read("They met on 19 July 2013.", null)[0]).toMatchObject({
      from: "2013-07-19",
      to: "2013-07-19",
      precision: "D",
    });
    expect(read("They met on 19 July.", null)[0]!.edtf).toBe("XXXX-07-19");
    for (const time of [weekday, lastWeek])
      expect(time).toMatchObject({ from: null, to: null, precision: "U" });
    expect(weekday!.rule).toContain("no publication date");
  });

  it("reckons from the full date of the opening where there is no publication date", () => {
    const days = (text: string) => read(text, null).map(({ from, to }) => [from, to]);
    expect(days("No shop opened on Thursday, 4 October 2012. Traders had struck on Wednesday.")[1]).toEqual([
      "2012-10-03",
      "2012-10-03",
    ]);
    expect(days("Crowds met on Saturday, 13 December 2008. A boy was shot eight days ago.")[1]).toEqual([
      "2008-12-05",
      "2008-12-05",
    ]);
    // Filed about that day, so that the Friday after a Thursday is the next day.
    expect(days("No shop opened on Thursday, 4 October 2012. On Friday they did.")[1]).toEqual([
      "2012-10-05",
      "2012-10-05",
    ]);
    // What opens with the past is not of that day.
    expect(
      days("On 3 May 1998 a mill burned. A march on 6 May 2018 recalled it. On Friday it rained.")[2],
    ).toEqual([null, null]);
  });

  it("reads texts without capitals", () => {
    expect(
      brief("two men were killed on tuesday. meanwhile, on monday evening a student died.", "2002-03-19"),
    ).toEqual(["tuesday: 2002-03-19..2002-03-19 D", "monday evening: 2002-03-18..2002-03-18 D"]);
  });

  it("takes no verb, count or name for a date", () => {
    for (const text of [
      "They may march again.",
      "Some 2,000 people and 1 500 workers came.",
      "The second minute hand fell.",
      "A 22-year-old man read it.",
      "Theresa May spoke of the March for Life.",
    ]) {
      expect(brief(text), text).toEqual([]);
    }
  });
});

describe("times of any text", () => {
  const words =
    "on since until by from to between and the a last next this early late mid- Monday Friday Sunday's May March July 19 24 2013 1977 2000 24/03/2013 2013-07-19 30 Feb. 9.30 pm week month year days weeks months ago later earlier before after three few several two hundred half an hour noon midnight today yesterday tomorrow night morning weekend 1990s '90s century quarter Easter Christmas eve of coup , . - ( ) will was said 99999999999999999999 0 00 31 29 every daily now recently past coming following same day";
  const wordy = fc
    .array(fc.constantFrom(...words.split(" ")), { maxLength: 40 })
    .map((list) => list.join(" "));
  const published = fc.option(
    fc
      .integer({ min: 1, max: 9998 })
      .chain((y) =>
        fc.constantFrom("01-01", "02-28", "07-22", "12-31").map((d) => `${String(y).padStart(4, "0")}-${d}`),
      ),
  );

  it("never throws, and gives ordered spans, valid dates and from ≤ to", () => {
    fc.assert(
      fc.property(
        fc.oneof(wordy, wordy, fc.string({ maxLength: 80 }), fc.string({ unit: "binary", maxLength: 80 })),
        published,
        (text, day) => {
          let end = 0;
          for (const time of read(text, day)) {
            expect(time.start).toBeGreaterThanOrEqual(end);
            expect(time.end).toBeGreaterThan(time.start);
            expect(time.end).toBeLessThanOrEqual(text.length);
            expect(text.slice(time.start, time.end).trim()).toBe(text.slice(time.start, time.end));
            end = time.end;
            for (const side of [time.from, time.to]) if (side !== null) expect(parseIso(side)).not.toBeNull();
            if (time.from !== null && time.to !== null)
              expect(time.from <= time.to, JSON.stringify(time)).toBe(true);
            expect(time.value).not.toMatch(/NaN|undefined/);
            expect(time.edtf).not.toBe("");
            if (time.precision === "D")
              expect(time.from === null || time.to === null || time.from === time.to).toBe(true);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  it("takes linear time on one thing over and over", () => {
    const units = [
      "a",
      "1",
      "-",
      " ",
      ",",
      "1 ",
      "May ",
      "the ",
      "Monday ",
      "since ",
      "19.",
      "1/",
      "two ",
      "on , ",
    ];
    for (const unit of units) {
      // Eight times the text: eight times the time, or 64 times where it grows with the square.
      const short = Math.max(5, spent(unit, 10_000));
      expect(spent(unit, 80_000) / short, unit).toBeLessThan(30);
    }
  }, 120_000);
});

/** Milliseconds for a text of one unit repeated, the better of two runs. */
function spent(unit: string, length: number): number {
  const text = unit.repeat(Math.floor(length / unit.length));
  const tokens = tokenise(text);
  const bounds = sentences(text, tokens);
  const run = (): number => {
    const start = performance.now();
    times(text, tokens, bounds, "2023-07-22");
    return performance.now() - start;
  };
  return Math.min(run(), run());
}
