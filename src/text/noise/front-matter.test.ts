import { describe, expect, it } from "vitest";
import { frontMatter } from "./front-matter.js";

const BODY =
  "Hundreds of dock workers blocked the main gate of the port on Monday, a union leader said in the town.";

describe("frontMatter", () => {
  it("reads title, date, dateline and outlet where they are printed", () => {
    const text = `English\n\nWorkers shut the port of Lima\n\nPublished: July 22, 2023\n\nLIMA, Peru, July 22 (Reuters) - ${BODY}\n\n© 2023 Harbour Media Group.`;
    const found = frontMatter(text);
    expect(found.title).toBe("Workers shut the port of Lima");
    expect(found.published?.date).toBe("2023-07-22");
    expect(text.slice(found.published!.start, found.published!.end)).toBe("July 22, 2023");
    expect(text.slice(found.dateline!.place!.start, found.dateline!.place!.end)).toBe("LIMA");
    expect(text.slice(found.dateline!.region!.start, found.dateline!.region!.end)).toBe("Peru");
    expect(text.slice(found.dateline!.agency!.start, found.dateline!.agency!.end)).toBe("Reuters");
    expect(found.outlet?.name).toBe("Harbour Media Group");
    expect(text.slice(found.outlet!.start, found.outlet!.end)).toBe("Harbour Media Group");
  });

  it.each([
    ["Posted 2/3/2009 11:11 PM", "2009-02-03"],
    ["PUBLISHED: WEDNESDAY, MARCH 13, 2013, 2:29 PM", "2013-03-13"],
    ["First published on 23rd April 2020", "2020-04-23"],
    ["UPDATED: 19:14 GMT, 12 April 2013", "2013-04-12"],
    ["Friday, 6 May 2022", "2022-05-06"],
    ["2022-05-06", "2022-05-06"],
    ["Date: 25/12/2021", "2021-12-25"],
    ["Date: 25-12-2021", "2021-12-25"],
    ["Fri, 6 May 2022", "2022-05-06"],
    ["Thu May 6, 2022 12:01pm EST", "2022-05-06"],
    ["May 6, 2022|By ANA PAZ", "2022-05-06"],
    ["By Ana Paz - 6th May 2022", "2022-05-06"],
    ["Page last updated at 10:45 GMT, Friday, 6 May 2022", "2022-05-06"],
    ["6 May 2022 Last updated at 10:45 GMT", "2022-05-06"],
    ["Larissa: May 6, 2022, 10:45 IST", "2022-05-06"],
    ["6 May 2022 | 10:45 | HARBOUR Agency", "2022-05-06"],
    ["The Harbour Guardian, Friday 6 May 2022", "2022-05-06"],
    ["May 6, 2022 @ 10:45", "2022-05-06"],
    ["Submitted by admin on Fri, 05/26/2022 - 10:45", "2022-05-26"],
  ])("reads the date of %j", (line, date) => {
    expect(frontMatter(`${line}\n\n${BODY}`).published?.date).toBe(date);
  });

  it("prefers the first publication to an update", () => {
    const text = `UPDATED: March 14, 2013\nPUBLISHED: March 13, 2013\n\n${BODY}`;
    expect(frontMatter(text).published?.date).toBe("2013-03-13");
  });

  it.each([
    "Date: 2/3/2009",
    "They met on July 22, 2023.",
    "Published 30 February 2021",
    "LIMA, July 22 (AP) - They met.",
    "Remembering July 22, 2011",
    "Harbour Square, July 22, 2011",
    "The march of July 22, 2011: what came of it",
    "July 22, 2011: a day that the port remembers",
  ])("does not guess a date from %j", (line) => {
    expect(frontMatter(`${line}\n\n${BODY}`).published).toBeNull();
  });

  it("takes the date of a dateline with its year", () => {
    expect(frontMatter(`LIMA, July 22, 2023 (AP) - ${BODY}`).published?.date).toBe("2023-07-22");
  });

  it("has no title where the first line is a sentence or the only line", () => {
    expect(frontMatter(`${BODY}\n\n${BODY}`).title).toBeNull();
    expect(frontMatter("Workers shut the port").title).toBeNull();
    expect(frontMatter("").title).toBeNull();
  });

  it("names the service that stands for the town in a dateline", () => {
    const text = `Harbour News, 23 April - ${BODY}`;
    expect(frontMatter(text)).toMatchObject({ outlet: { name: "Harbour News" }, dateline: { place: null } });
  });
});
