import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readNoise } from "./build.js";
import { noise } from "./noise.js";

const BODY = "Hundreds of dock workers blocked the main gate of the port on Monday, a union leader said.";

/** "kind: words" of each span. */
const marks = (text: string): string[] => noise(text).map((n) => `${n.kind}: ${text.slice(n.start, n.end)}`);

describe("noise", () => {
  it.each([
    ["English", "site_furniture"],
    ["Español", "site_furniture"],
    ["Loading...", "site_furniture"],
    ["Share", "site_furniture"],
    ["Advertisement", "site_furniture"],
    ["Facebook Twitter Linkedin Mail", "site_furniture"],
    ["Share this: Facebook", "site_furniture"],
    ["This site uses cookies to improve your visit.", "site_furniture"],
    ["Sign up for our daily newsletter", "site_furniture"],
    ["Posted 2/3/2009 11:11 PM", "site_furniture"],
    ["UPDATED: TUESDAY, MARCH 12, 2013, 9:36 AM", "site_furniture"],
    ["July 22, 2023", "site_furniture"],
    ["12 Comments", "site_furniture"],
    ["* * * * *", "site_furniture"],
    ["Read more", "navigation"],
    ["Related articles", "navigation"],
    ["READ MORE: Why the port stood still", "navigation"],
    ["https://news.example/port-strike", "navigation"],
    ["desk@news.example", "navigation"],
    ["By Ana Roe", "byline"],
    ["By ANA ROE and Tom Diaz", "byline"],
    ["Reporting by Ana Roe; editing by Tom Diaz", "byline"],
    ["© 2023 Harbour Media Group.", "copyright"],
    ["Copyright 2023 Harbour TV. All rights reserved.", "copyright"],
    ["Workers at the gate. Image: Ana Roe (flickr).", "photo_credit"],
    ["Workers at the gate of the port, May 2, 2023 [Photo: Tom Diaz]", "photo_credit"],
    ["Police stand by. (AP Photo/Ana Roe)", "photo_credit"],
    ["Photo by Tom Diaz", "photo_credit"],
  ])("marks the line %j", (line, kind) => {
    expect(marks(`${BODY}\n\n${line}\n\n${BODY}`)).toEqual([`${kind}: ${line}`]);
  });

  it("marks links behind the last sentence of a line", () => {
    expect(marks("The port stayed shut on Monday. Related stories: Two hurt in riots March banned")).toEqual([
      "navigation: Related stories: Two hurt in riots March banned",
    ]);
    expect(marks("They talked of related stories: of riots and strikes.")).toEqual([]);
  });

  it.each([
    "More workers joined the march.",
    "By Monday, the workers had blocked three gates.",
    "Police said 12 people were hurt.",
    "People demand new elections.",
    "The workers shared a video of the march.",
    "Related unions walked out as well.",
    "Protesters follow the march on Facebook pages run by the union, she said, and more groups will follow.",
    "UPDATE - more gates shut",
    "Two dead",
    "Police: four held after march",
  ])("leaves the line %j", (line) => {
    expect(marks(`${BODY}\n\n${line}\n\n${BODY}`)).toEqual([]);
  });

  it.each([
    ["LIMA, July 20 (Reuters) - Workers met.", "LIMA, July 20 (Reuters) -"],
    ["RIO DE JANEIRO, Brazil (AP) — Workers met.", "RIO DE JANEIRO, Brazil (AP) —"],
    ["YANGON, July 25 (Reuters): Workers met.", "YANGON, July 25 (Reuters):"],
    ["MANILA — Workers met.", "MANILA —"],
    ["Istanbul (dpa) - Workers met.", "Istanbul (dpa) -"],
    ["Colombo, Sri Lanka – Workers met.", "Colombo, Sri Lanka –"],
    ["Harbour News, 23 April - Workers met.", "Harbour News, 23 April -"],
    ["pune/nashik: workers met.", "pune/nashik:"],
    ["KUWAIT: Workers met.", "KUWAIT:"],
    ["LIMA (PERU), 7 MAY 90 (RADIO MAR) -- Workers met.", "LIMA (PERU), 7 MAY 90 (RADIO MAR) --"],
    ["LIMA, 7 May 90 (ANA) -- Workers met.", "LIMA, 7 May 90 (ANA) --"],
  ])("finds the dateline of %j", (text, dateline) => {
    expect(marks(text)).toEqual([`dateline: ${dateline}`]);
  });

  it("finds the byline and the title before a dateline on one line", () => {
    expect(marks("Ana Roe DURBAN, March 6 (ANA) - Workers met.")).toEqual([
      "byline: Ana Roe",
      "dateline: DURBAN, March 6 (ANA) -",
    ]);
    expect(marks("By ANA ROE CAPE TOWN, South Africa (AP) — Workers met.")).toEqual([
      "byline: By ANA ROE",
      "dateline: CAPE TOWN, South Africa (AP) —",
    ]);
    expect(marks("Port shut after long dispute. BANTAM — Workers met.")).toEqual(["dateline: BANTAM —"]);
  });

  it("finds agency codes behind the last sentence", () => {
    expect(marks(`${BODY} Sapa /aw/hdw`)).toEqual(["agency_code: Sapa /aw/hdw"]);
    expect(marks(`${BODY} - Reuters`)).toEqual(["agency_code: - Reuters"]);
    expect(marks(`${BODY} (KUNA)`)).toEqual(["agency_code: (KUNA)"]);
    expect(marks(`${BODY} Sapa-AFP /kd`)).toEqual(["agency_code: Sapa-AFP /kd"]);
  });

  it("marks only the credit behind a long paragraph", () => {
    const long = `${BODY} ${BODY} ${BODY} ${BODY}`;
    expect(marks(`${long} (Photo: Harbour TV)`)).toEqual(["photo_credit: (Photo: Harbour TV)"]);
  });

  it("follows a list of sources until prose comes again", () => {
    const list = ['Ana Roe. "Port shut" — Harbour News, July 3, 2019', "Tom Diaz, Harbour Post"];
    const text = `${BODY}\n\nSources\n\n${list.join("\n")}\n\n${BODY}`;
    expect(marks(text)).toEqual(["navigation: Sources", ...list.map((line) => `navigation: ${line}`)]);
  });

  it("is ordered, disjoint and exact on any text", () => {
    const piece = fc.constantFrom(
      ...[
        "English\n",
        "LIMA, July 2 (AP) — ",
        "By Ana Roe\n",
        "Sources\n",
        "[Photo: X]",
        "Sapa /a/b ",
        " - Reuters",
        "\n",
        BODY,
        "© 2020 X\n",
        "Image: X.",
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (list) => {
        let last = 0;
        for (const span of noise(list.join(""))) {
          expect(span.start).toBeGreaterThanOrEqual(last);
          expect(span.end).toBeGreaterThan(span.start);
          last = span.end;
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    "a",
    "A",
    " ",
    "\n",
    "A ",
    "-",
    "(",
    "[",
    ".",
    "Ab ",
    "Sapa /",
    "© ",
    "A\n",
    "By A\n",
    "1 ",
    "AB, ",
    "Photo: ",
  ])("is linear in lines of %j", (piece) => {
    const text = piece.repeat(1_000_000 / piece.length);
    const start = performance.now();
    noise(text);
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

describe("readNoise", () => {
  const yaml = readFileSync(
    fileURLToPath(new URL("../../../languages/en/noise.yaml", import.meta.url)),
    "utf8",
  );

  it("refuses unknown keys, missing keys and broken patterns", () => {
    expect(() => readNoise(`${yaml}\nfoo: [x]\n`, "f")).toThrow("unknown key `foo`");
    expect(() => readNoise(yaml.replace(/^lists:.*$/m, ""), "f")).toThrow("the key `lists` is missing");
    expect(() =>
      readNoise(yaml.replace("^credits:", "credits:").replace(/^credits:$/m, "credits:\n  - '('"), "f"),
    ).toThrow("does not compile");
  });
});
