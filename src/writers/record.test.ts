import { describe, expect, test } from "vitest";
import type { Coding, EventRecord } from "../model/coding.js";
import { span } from "../model/span.js";
import { columns } from "./page.js";
import { type Look, record } from "./record.js";

const TEXT =
  "At least 3,000 dockers marched through Rotterdam on Thursday to demand better pay, the union said. " +
  "Police fired tear gas near the town hall, hurting dozens. The march was the third this year. " +
  "Ten people have died since the strikes began in January. A strike is planned for Monday. " +
  "The minister called the dockers “vandals”. Some 71 percent of residents back them.";

function words(quote: string) {
  const start = TEXT.indexOf(quote);
  return span(TEXT, start, start + quote.length);
}

const NOTHING = { mentions: [], places: [], actors: [], figures: [], demands: [], means: [], contested: [] };

const MARCH: EventRecord = {
  ...NOTHING,
  id: "harbour-1:23-30",
  type: "PRO.DEMO",
  actuality: "happened",
  scope: "event",
  trigger: words("marched"),
  mentions: [words("The march")],
  date: {
    edtf: "2021-03-04",
    start: "2021-03-04",
    end: "2021-03-04",
    precision: "D",
    rule: "weekday",
    quote: words("on Thursday"),
  },
  places: [
    {
      name: "Rotterdam",
      role: "site",
      country: "NL",
      admin1: "South Holland",
      admin2: null,
      lat: 51.9225,
      lon: 4.4792,
      precision: "G1",
      geonameId: 2747891,
      quote: words("Rotterdam"),
    },
  ],
  actors: [{ name: "dockers", role: "participant", category: "workers", quote: words("dockers") }],
  figures: [
    {
      kind: "crowd_size",
      low: 3000,
      high: null,
      point: 3000,
      hedge: "at least",
      stock: false,
      group: "protesters",
      said_by: "the union",
      quote: words("At least 3,000 dockers"),
    },
  ],
  demands: [{ issue: "wages", quote: words("better pay") }],
  attribution: { voice: "the union", evidentiality: "reported", quote: words("the union") },
  contested: [{ label: "“vandals”", speaker: "The minister", quote: words("“vandals”") }],
  confidence: 0.9,
};

const GAS: EventRecord = {
  ...NOTHING,
  id: "harbour-1:106-120",
  type: "REP.DISPERSE",
  actuality: "happened",
  scope: "event",
  trigger: words("fired tear gas"),
  date: {
    edtf: "2021-03",
    start: "2021-03-01",
    end: "2021-03-31",
    precision: "M",
    rule: "same as the march",
    quote: null,
  },
  places: [
    {
      name: "Netherlands",
      role: "extent",
      country: "NL",
      admin1: null,
      admin2: null,
      lat: null,
      lon: null,
      precision: "G6",
      geonameId: null,
      quote: words("town hall"),
    },
  ],
  actors: [{ name: "Police", role: "responder", category: "state_security", quote: words("Police") }],
  means: [{ means: "tear_gas", quote: words("tear gas") }],
  figures: [
    {
      kind: "injured",
      low: 24,
      high: 99,
      point: null,
      hedge: "dozens",
      stock: false,
      group: null,
      said_by: null,
      quote: words("dozens"),
    },
    {
      kind: "deaths",
      low: 10,
      high: 10,
      point: 10,
      hedge: null,
      stock: true,
      group: null,
      said_by: null,
      quote: words("Ten people"),
    },
  ],
  attribution: { voice: "narrator", evidentiality: "asserted", quote: null },
  confidence: 0.4,
};

const STRIKE: EventRecord = {
  ...NOTHING,
  id: "harbour-1:252-258",
  type: "PRO.STRIKE",
  actuality: "planned",
  scope: "campaign",
  trigger: words("A strike"),
  date: {
    edtf: "2021-01/..",
    start: "2021-01-01",
    end: null,
    precision: "O",
    rule: "since",
    quote: words("since the strikes began in January"),
  },
  attribution: { voice: "narrator", evidentiality: "alleged", quote: null },
  confidence: 0.9,
};

const CODING: Coding = {
  report: {
    id: "harbour-1",
    sha256: "0".repeat(64),
    lang: "en",
    published: "2021-03-05",
    title: "Dockers march through Rotterdam",
    outlet: "The Harbour Post",
    url: null,
  },
  coder: "rules@1.0.0",
  codebook: "protest@1.0.0",
  seen: [],
  events: [STRIKE, GAS, MARCH],
  links: [{ from: GAS.id, to: MARCH.id, relation: "state_response_to", basis: "text", quote: null }],
  figures: [
    {
      kind: "poll_share",
      low: 70.5,
      high: 71.5,
      point: 71,
      hedge: null,
      stock: false,
      group: null,
      said_by: null,
      population: "residents",
      quote: words("71 percent of residents"),
    },
  ],
  relations: [],
  noise: [],
  findings: [
    { code: "date.unresolved", message: "No words say which Monday is meant. Check the date.", place: null },
  ],
};

const LABELS: Record<string, string> = {
  "PRO.DEMO": "demonstration, march, rally, gathering",
  "REP.DISPERSE": "dispersal / crowd control",
  "PRO.STRIKE": "limited strike",
};

function look(settings: Partial<Look> = {}): Look {
  return { colour: false, width: 100, label: (code) => LABELS[code] ?? null, ...settings };
}

describe("the record", () => {
  test("tells each event in the order of the text, each value with its words", () => {
    expect(record(CODING, look())).toMatchSnapshot();
  });

  test("keeps to the width of the terminal", () => {
    for (const width of [40, 60, 80]) {
      const text = record(CODING, look({ width }));
      expect(Math.max(...text.split("\n").map(columns))).toBeLessThanOrEqual(width);
      expect(text.replace(/\s+/g, "")).toBe(record(CODING, look()).replace(/\s+/g, ""));
    }
  });

  test("says the same with colour", () => {
    const coloured = record(CODING, look({ colour: true }));
    expect(coloured).toContain("\x1b[");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes are what is taken out
    expect(coloured.replace(/\x1b\[\d+m/g, "")).toBe(record(CODING, look()));
  });

  test("says so when there is nothing to tell", () => {
    const empty = record({ ...CODING, events: [], links: [], figures: [], findings: [] }, look());
    expect(empty).toBe(
      "Dockers march through Rotterdam\nThe Harbour Post · published 5 March 2021 · en · harbour-1\n No event of the codebook is told in this report.\n\n",
    );
  });

  test("does not say so of a report that was not read", () => {
    const findings = [{ code: "lang.unsupported", message: "The report is in German.", place: null }];
    const unread = record({ ...CODING, events: [], links: [], figures: [], findings }, look());
    expect(unread).toContain("\n Not coded: see below.\n");
    expect(unread).not.toContain("No event");
  });

  test("lets nothing of the report's text act on the terminal", () => {
    const evil = "\x1b]0;owned\x07\x1b[2J\u202eevil\r\nline\u009b1m";
    const quote = { start: 0, end: evil.length, quote: evil };
    const event: EventRecord = {
      ...MARCH,
      id: evil,
      type: "PRO.DEMO",
      trigger: quote,
      mentions: [quote],
      date: { ...MARCH.date, rule: evil, quote: null },
      places: [{ ...MARCH.places[0]!, name: evil, admin1: evil, country: "\x1b", quote }],
      actors: [{ ...MARCH.actors[0]!, name: evil, quote }],
      figures: [{ ...MARCH.figures[0]!, hedge: evil, group: evil, said_by: evil, quote }],
      demands: [{ issue: evil, quote }],
      attribution: { voice: evil, evidentiality: "reported", quote },
      contested: [{ label: evil, speaker: evil, quote }],
    };
    const text = record(
      {
        ...CODING,
        report: { ...CODING.report, id: evil, title: evil, outlet: evil, url: evil, lang: evil },
        events: [event],
        links: [{ from: evil, to: evil + evil, relation: "part_of", basis: "text", quote }],
        figures: [{ ...CODING.figures[0]!, population: evil, quote }],
        findings: [{ code: "x", message: evil, place: null }],
      },
      look(),
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
    expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]/);
  });

  test("is quick with long words and long quotes", () => {
    const long = "x".repeat(1_000_000);
    const start = performance.now();
    record(
      { ...CODING, events: [{ ...MARCH, trigger: { start: 0, end: long.length, quote: long } }] },
      look(),
    );
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
