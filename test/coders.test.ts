/** The contract of a coder, for each of them: sound codings, the same every time; and what one claims, another can say in its own way. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadCodebook } from "../src/codebook/index.js";
import { CODERS, type Coder, nurseryCoder, rulesCoder } from "../src/coders/index.js";
import { LlmCoder } from "../src/coders/llm/llm-coder.js";
import { ISSUES } from "../src/coders/llm/reply.js";
import { accept } from "../src/model/accept.js";
import type { Coding, EventRecord, Figure, Relation } from "../src/model/coding.js";
import type { Report } from "../src/model/report.js";
import type { Span } from "../src/model/span.js";
import { alwaysSays, reportOf } from "./llm-sample.js";

const codebook = loadCodebook();
const reports: Report[] = readFileSync(new URL("../corpus/sample/reports.jsonl", import.meta.url), "utf8")
  .split("\n")
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Report)
  .map(({ text, ...about }) => reportOf(text, about));

/** Ten words or so around a span, as they stand. */
function around({ start, end }: Span, text: string): string {
  const before = text.slice(Math.max(0, start - 40), start).replace(/^\S*\s/, "");
  return before + text.slice(start, end) + text.slice(end, end + 40).replace(/\s\S*$/, "");
}

function figureSaid({ quote, kind, point, stock, group, said_by }: Figure) {
  return { quote: quote.quote, kind, value: point, stock, group, said_by };
}

/** What a model would answer that claims what a coding claims. */
function said({ events, links, figures, relations }: Coding, text: string): string {
  const number = (id: string) => events.findIndex((event) => event.id === id) + 1;
  return JSON.stringify({
    events: events.map((event) => ({
      context: around(event.trigger, text),
      trigger: event.trigger.quote,
      type: event.type,
      actuality: event.actuality,
      scope: event.scope,
      mentions: event.mentions.map(({ quote }) => quote),
      date: { quote: event.date.quote?.quote ?? null, edtf: event.date.quote ? event.date.edtf : null },
      places: event.places.map(({ quote, role }) => ({ quote: quote.quote, role })),
      actors: event.actors.map(({ quote, role, category }) => ({
        quote: quote.quote,
        role,
        category,
        person: "public",
      })),
      figures: event.figures.map(figureSaid),
      demands: event.demands.map(({ quote, issue }) => ({ quote: quote.quote, issue })),
      means: event.means.map(({ quote, means }) => ({ quote: quote.quote, means })),
      attribution: {
        quote: event.attribution.quote?.quote ?? null,
        evidentiality: event.attribution.evidentiality,
      },
      contested: [],
    })),
    links: links.map(({ from, to, relation }) => ({
      from: number(from),
      to: number(to),
      relation,
      quote: null,
    })),
    figures: figures.map((figure) => ({ ...figureSaid(figure), population: figure.population })),
    relations: relations.map(({ quote, subjectQuote, objectQuote, type, status, attribution }) => ({
      quote: quote.quote,
      subject: subjectQuote.quote,
      object: objectQuote.quote,
      type,
      status,
      attribution: { quote: attribution.quote?.quote ?? null, evidentiality: attribution.evidentiality },
    })),
  });
}

/** The model coder with a model that has read the rules' coding. */
function llmFor(report: Report): Coder {
  const settings = {
    url: new URL("http://127.0.0.1:1/"),
    model: "m-1",
    key: null,
    ms: 1,
    backoff: { first: 1, most: 1 },
  };
  const content = said(rulesCoder.code(report, codebook.id, []), report.text);
  return new LlmCoder(settings, codebook, alwaysSays(content));
}

const makers: Record<(typeof CODERS)[number], (report: Report) => Coder> = {
  rules: () => rulesCoder,
  "rules-nursery": () => nurseryCoder,
  llm: llmFor,
};

describe.each(CODERS)("the coder %s", (name) => {
  const coded = Promise.all(
    reports.map(
      async (report) => [report, await makers[name](report).code(report, codebook.id, [])] as const,
    ),
  );

  test("makes codings that the gate accepts", async () => {
    for (const [report, coding] of await coded) expect(accept(coding, report, codebook)).toEqual([]);
  });

  test("names itself and the codebook, and codes blind", async () => {
    for (const [report, coding] of await coded) {
      expect(coding).toMatchObject({ coder: makers[name](report).id, codebook: codebook.id, seen: [] });
      expect(Object.keys(coding.report)).not.toContain("text");
    }
  });

  test("gives the same bytes again", async () => {
    const [report, coding] = (await coded)[0]!;
    expect(JSON.stringify(await makers[name](report).code(report, codebook.id, []))).toBe(
      JSON.stringify(coding),
    );
  });

  test("finds nothing where there is nothing", async () => {
    const nothing = reportOf("The museum of clocks opens at nine and closes at five.");
    expect(await makers[name](nothing).code(nothing, codebook.id, [])).toMatchObject({
      events: [],
      findings: [],
    });
  });
});

test("what the rules claim and a model says comes to the same events, days, places and numbers", async () => {
  const facts = ({ type, actuality, scope, trigger, places, figures, demands, means }: EventRecord) => ({
    type,
    actuality,
    scope,
    trigger,
    places: places.map(({ name, country, lat, lon, precision }) => ({ name, country, lat, lon, precision })),
    figures: figures.map(({ kind, low, high, hedge, stock }) => ({ kind, low, high, hedge, stock })),
    demands: demands.map(({ issue }) => issue),
    means: means.map(({ means: used }) => used),
  });
  for (const report of reports) {
    const rules = rulesCoder.code(report, codebook.id, []);
    const model = await llmFor(report).code(report, codebook.id, []);
    // "the biggest turnout" and "a reporter" are one to the rules; the reader of numbers, which checks a model, finds none in them.
    const ones = rules.figures.filter(({ low, high }) => low === 1 && high === 1);
    const unnumbered = ones.map(({ quote }) => quote.start);
    const unexpected = model.findings.filter(
      ({ code, place }) =>
        code !== "llm.date_differs" &&
        !(code === "llm.figure_unread" && unnumbered.includes(place?.start ?? -1)),
    );
    expect(unexpected).toEqual([]);
    const byStart = [...rules.events].sort(
      (a, b) => a.trigger.start - b.trigger.start || a.trigger.end - b.trigger.end,
    );
    expect(model.events.map(facts)).toEqual(byStart.map(facts));
    for (const [i, { date }] of model.events.entries())
      if (byStart[i]!.date.quote) expect(date.start ?? "").toBe(byStart[i]!.date.start ?? "");
    expect(model.links).toHaveLength(rules.links.length);
    const sides = ({ type, subject, object }: Relation) => [type, subject, object];
    expect(model.relations.map(sides)).toEqual(rules.relations.map(sides));
    expect(model.noise).toEqual(rules.noise);
  }
});

test("the issues of a demand are those that the rules know", () => {
  const known = new Set(
    reports
      .flatMap((report) => rulesCoder.code(report, codebook.id, []).events)
      .flatMap(({ demands }) => demands.map(({ issue }) => issue)),
  );
  expect([...known].filter((issue) => !(ISSUES as readonly string[]).includes(issue))).toEqual([]);
});
