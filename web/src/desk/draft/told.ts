/** For tests: a small report, and a draft of it with three events. Written for these tests. */
import type { Codebook } from "../../../../src/model/codebook.js";
import type { EventRecord, FreeFigure, Relation } from "../../../../src/model/index.js";
import { mentionId } from "../../../../src/model/mention.js";
import { type Span, span } from "../../../../src/model/span.js";
import type { Draft } from "./draft.js";

export const TEXT =
  "🎈 At least 300 teachers marched through Arequipa on Friday to demand higher pay.\nPolice fired tear gas and arrested 12 people. The march ended at noon; a rally in Tacna is planned.";

export const words = (quote: string, from = 0): Span => {
  const start = TEXT.indexOf(quote, from);
  return span(TEXT, start, start + quote.length);
};

const event = (quote: string, type: string, more: Partial<EventRecord> = {}): EventRecord => {
  const trigger = words(quote);
  return {
    id: mentionId("r1", trigger),
    type,
    actuality: "happened",
    scope: "event",
    trigger,
    mentions: [],
    date: {
      edtf: "2024-01-12",
      start: "2024-01-12",
      end: "2024-01-12",
      precision: "D",
      rule: "weekday",
      quote: words("Friday"),
    },
    places: [],
    actors: [],
    figures: [],
    demands: [],
    means: [],
    attribution: { voice: "narrator", evidentiality: "asserted", quote: null },
    contested: [],
    confidence: 0.8,
    ...more,
  };
};

const MARCH = event("marched", "PRO.DEMO", {
  mentions: [words("The march"), words("rally")],
  actors: [{ name: "teachers", role: "participant", category: "professionals", quote: words("teachers") }],
  figures: [
    {
      kind: "crowd_size",
      low: 300,
      high: null,
      point: 300,
      hedge: "at least",
      stock: false,
      group: "teachers",
      said_by: null,
      quote: words("At least 300 teachers"),
    },
  ],
});
const GAS = event("fired", "REP.DISPERSE", { means: [{ means: "tear_gas", quote: words("tear gas") }] });
const ARREST = event("arrested", "REP.ARREST");

export const DRAFT: Draft = {
  report: {
    id: "r1",
    sha256: "a".repeat(64),
    lang: "en",
    published: "2024-01-13",
    title: "March",
    outlet: null,
    url: null,
  },
  text: TEXT,
  codebook: "protest@1.0.0",
  seen: ["c1"],
  known: [MARCH.id, GAS.id],
  events: [MARCH, GAS, ARREST],
  links: [{ from: GAS.id, to: MARCH.id, relation: "state_response_to", basis: "text", quote: null }],
  figures: [],
  relations: [],
  noise: [],
  checked: [],
  decided: [],
};

/** Only the codes count for the gate. */
export const CODEBOOK: Codebook = {
  id: "protest@1.0.0",
  types: new Map(
    ["PRO.DEMO", "PRO.STRIKE", "REP.DISPERSE", "REP.ARREST"].map((code) => [code, { code } as never]),
  ),
};

/** A number of no event, and a relation, in the same report. */
export const FREE: FreeFigure = {
  kind: "count",
  low: 12,
  high: 12,
  point: 12,
  hedge: null,
  stock: false,
  group: "people",
  said_by: null,
  population: null,
  quote: words("12 people"),
};
export const POST: Relation = {
  type: "led_by",
  subject: "Police",
  object: "12 people",
  status: "current",
  attribution: { voice: "narrator", evidentiality: "asserted", quote: null },
  subjectQuote: words("Police"),
  objectQuote: words("12 people"),
  quote: words("Police fired"),
};
