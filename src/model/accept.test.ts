/** The gate lets every sound coding through, whatever characters the report has, and stops every planted fault. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Changes,
  change,
  codingSample,
  GONE,
  type Loose,
  oneSample,
  smallCodebook,
} from "../../test/coding-sample.js";
import { accept } from "./accept.js";
import type { Coding } from "./coding.js";
import { ACCEPT_FINDINGS, type AcceptFinding } from "./finding-codes.js";
import { sha256 } from "./identity.js";
import type { Report } from "./report.js";

const codesOf = (coding: unknown, report: Report) =>
  accept(coding as Coding, report, smallCodebook).map(({ code }) => code);

/** Changes to the first event, with paths from there. */
const event = (changes: Changes): Changes =>
  Object.fromEntries(Object.entries(changes).map(([path, to]) => [`events.0.${path}`, to]));

const more = (quote: string) => `${quote}x`;
const beyond = (_: Loose, coding: Loose) => coding.beyond;

/** Each: the finding due, what is planted, and how. Every other part of the coding stays sound. */
const FAULTS: ReadonlyArray<[AcceptFinding, string, Changes]> = [
  ["shape.missing", "no events", { events: GONE }],
  ["shape.missing", "no trigger", event({ trigger: GONE })],
  ["shape.missing", "no attribution", event({ attribution: GONE })],
  ["shape.missing", "an actor without words", event({ "actors.0.quote": GONE, "actors.0.role": "victim" })],
  ["shape.type", "events as an object", { events: {} }],
  ["shape.type", "an event that is null", { "events.2": null }],
  ["shape.type", "an event that is text", { "events.2": "PRO.DEMO" }],
  ["shape.type", "an offset as text", event({ "trigger.start": String })],
  ["shape.type", "an offset with a fraction", event({ "trigger.end": (n: number) => n + 0.5 })],
  ["shape.type", "a quote that is no text", event({ "trigger.quote": 7 })],
  ["shape.type", "a bound as text", event({ "figures.0.high": "about 20" })],
  ["shape.type", "a bound that is not finite", event({ "figures.0.high": Number.POSITIVE_INFINITY })],
  ["shape.type", "a place without words", event({ "places.0.quote": null })],
  ["shape.type", "stock as text", event({ "figures.0.stock": "true" })],
  ["shape.type", "exists as a number", event({ exists: 0 })],
  ["shape.type", "an actor without a name", event({ "actors.0.name": "" })],
  ["shape.type", "seen with a number", { "seen.0": 1 }],
  [
    "span.empty",
    "an empty span",
    event({ "trigger.end": (_: Loose, c: Loose) => c.events[0].trigger.start }),
  ],
  ["span.empty", "a span that runs backwards", event({ "trigger.start": (n: number) => n + 1000 })],
  ["span.outside", "an end beyond the text", event({ "trigger.end": beyond })],
  ["span.outside", "a start before the text", event({ "mentions.0.start": -1 })],
  ["span.outside", "a finding that points beyond the text", { "findings.0.place.end": beyond }],
  ["span.outside", "a finding that points backwards", { "findings.0.place.start": 1 }],
  ["span.outside", "a finding that points before the text", { "findings.0.place.start": -1 }],
  ["span.mismatch", "a changed trigger", event({ "trigger.quote": more })],
  ["span.mismatch", "an empty quote", event({ "demands.0.quote.quote": "" })],
  ["span.mismatch", "a padded quote", event({ "places.0.quote.quote": (quote: string) => ` ${quote}` })],
  ["span.mismatch", "a changed mention", event({ "mentions.1.quote": more })],
  ["span.mismatch", "the words of a date", event({ "date.quote.quote": more })],
  ["span.mismatch", "the words of an actor", event({ "actors.0.quote.quote": more })],
  ["span.mismatch", "the words of a figure", event({ "figures.0.quote.quote": more })],
  ["span.mismatch", "the words of the means", event({ "means.0.quote.quote": more })],
  ["span.mismatch", "the words of an attribution", event({ "attribution.quote.quote": more })],
  ["span.mismatch", "the words of a label", event({ "contested.0.quote.quote": more })],
  ["span.mismatch", "the words of a link", { "links.0.quote.quote": more }],
  ["span.mismatch", "the words of a free figure", { "figures.0.quote.quote": more }],
  ["span.mismatch", "the words of a relation", { "relations.0.quote.quote": more }],
  ["span.mismatch", "the words of one side of a relation", { "relations.0.subjectQuote.quote": more }],
  ["span.mismatch", "the words of the other side", { "relations.0.objectQuote.quote": more }],
  ["relation.unknown", "parties in a relation that does not exist", { "relations.0.type": "likes" }],
  ["status.unknown", "a status that does not exist", { "relations.0.status": "soon" }],
  [
    "attribution.unquoted",
    "a relation said by someone without words",
    { "relations.0.attribution.voice": "police" },
  ],
  ["span.mismatch", "the words of noise", { "noise.0.quote": more }],
  ["report.id", "another report", { "report.id": "r2" }],
  ["report.sha256", "another text", { "report.sha256": sha256("other") }],
  ["report.published", "another day of publication", { "report.published": "2023-07-23" }],
  ["codebook.mismatch", "another version of the codebook", { codebook: "protest@0.9.0" }],
  ["id.mismatch", "an id of its own making", event({ id: "event-1" })],
  ["id.mismatch", "an id with something before it", event({ id: (id: string) => `x${id}` })],
  ["id.mismatch", "the id of another report", event({ id: (id: string) => id.replace("r1", "r2") })],
  ["id.duplicate", "the same event twice", { "events.2": (_: Loose, c: Loose) => c.events[0] }],
  ["type.unknown", "a code that does not exist", event({ type: "PRO.DEMONSTRATION" })],
  ["type.unknown", "a code in lower case", event({ type: "pro.demo" })],
  ["actuality.unknown", "an actuality that does not exist", event({ actuality: "occurred" })],
  ["scope.unknown", "a scope that does not exist", event({ scope: "national" })],
  ["precision.unknown", "a date precision that does not exist", event({ "date.precision": "H" })],
  ["precision.unknown", "a place precision that does not exist", event({ "places.0.precision": "G8" })],
  ["role.unknown", "an actor role that does not exist", event({ "actors.0.role": "protester" })],
  ["role.unknown", "a place role that does not exist", event({ "places.0.role": "venue" })],
  ["category.unknown", "a category that does not exist", event({ "actors.0.category": "terrorist" })],
  ["tier.unknown", "a tier that does not exist", event({ "actors.0.tier": "T4" })],
  ["sector.unknown", "a sector that does not exist", event({ "actors.0.sector": "GVT" })],
  ["inter.unknown", "an interaction code above eight", event({ "actors.0.inter": 9 })],
  [
    "attribution.chain",
    "a chain that ends with another",
    event({ "attribution.chain": [{ voice: "narrator", quote: null }] }),
  ],
  ["kind.unknown", "a figure kind that does not exist", event({ "figures.0.kind": "killed" })],
  ["kind.unknown", "a noise kind that does not exist", { "noise.0.kind": "advert" }],
  ["means.unknown", "means that do not exist", event({ "means.0.means": "gas" })],
  ["evidentiality.unknown", "one that does not exist", event({ "attribution.evidentiality": "sure" })],
  ["relation.unknown", "a relation that does not exist", { "links.0.relation": "causes" }],
  ["basis.unknown", "a basis that does not exist", { "links.0.basis": "guess" }],
  ["date.invalid", "a day that the calendar lacks", event({ "date.start": "2023-02-29" })],
  ["date.invalid", "a month where a day is due", event({ "date.end": "2023-07" })],
  ["date.invalid", "a day in another notation", event({ "date.start": "19/07/2023" })],
  ["date.invalid", "an impossible day of publication", { "report.published": "2023-13-01" }],
  ["date.inverted", "an end before the start", event({ "date.end": "2023-07-18", "date.precision": "R" })],
  ["date.precision", "two days as one", event({ "date.start": "2023-07-18" })],
  ["date.precision", "a day left open", event({ "date.end": null })],
  ["date.unexplained", "a date from nowhere", event({ "date.quote": null, "date.rule": "" })],
  [
    "date.future",
    "happened after publication",
    event({ actuality: "happened", "date.start": "2023-07-23", "date.end": "2023-07-23" }),
  ],
  [
    "date.future",
    "over after publication",
    event({
      actuality: "happened",
      "date.start": "2023-07-01",
      "date.end": "2023-07-31",
      "date.precision": "M",
    }),
  ],
  [
    "date.future",
    "ongoing from after publication",
    event({ actuality: "ongoing", "date.start": "2023-07-23", "date.end": null, "date.precision": "O" }),
  ],
  ["place.country", "a country by its name", event({ "places.0.country": "Peru" })],
  ["place.country", "a country in lower case", event({ "places.0.country": "pe" })],
  ["place.coordinates", "half a point", event({ "places.0.lon": null })],
  ["place.coordinates", "a latitude beyond the pole", event({ "places.0.lat": -97.04 })],
  ["place.coordinates", "a longitude beyond the date line", event({ "places.0.lon": 180.5 })],
  ["place.point", "a country on a point", event({ "places.0.precision": "G6" })],
  ["place.point", "a vague region on a point", event({ "places.0.precision": "G5" })],
  ["actor.unstated", "a perpetrator whose words are null", event({ "actors.1.quote": null })],
  ["actor.unstated", "a perpetrator without a quote", event({ "actors.1.quote": GONE })],
  [
    "figure.inverted",
    "a lower bound above the upper one",
    event({ "figures.0.low": 99, "figures.0.high": 24 }),
  ],
  ["figure.inverted", "the same in a free figure", { "figures.0.low": 99, "figures.0.high": 24 }],
  ["figure.negative", "minus three killed", event({ "figures.0.kind": "deaths", "figures.0.low": -3 })],
  ["figure.negative", "a negative point", event({ "figures.0.kind": "deaths", "figures.0.point": -1 })],
  [
    "figure.stock",
    "a toll of months at an event of one day",
    event({ actuality: "happened", scope: "event", "figures.0.stock": true }),
  ],
  ["attribution.unquoted", "a speaker without words", event({ "attribution.quote": null })],
  ["confidence.range", "a confidence above one", event({ confidence: 1.01 })],
  ["confidence.range", "a confidence below zero", event({ confidence: -0.01 })],
  ["link.dangling", "a link to nowhere", { "links.0.to": "r1:9999-10000" }],
  ["link.dangling", "a link from nowhere", { "links.0.from": "r1:9999-10000" }],
  ["link.dangling", "the event of a link taken out", { events: (events: Loose) => events.slice(0, 1) }],
  ["link.self", "a link to itself", { "links.0.to": (_: Loose, c: Loose) => c.links[0].from }],
];

/** Changes after which a coding is as sound as before. */
const SOUND: ReadonlyArray<[string, Changes]> = [
  [
    "a plan after publication",
    event({ actuality: "planned", "date.start": "2023-07-28", "date.end": "2023-07-28" }),
  ],
  [
    "happened on the day of publication",
    event({ actuality: "happened", "date.start": "2023-07-22", "date.end": "2023-07-22" }),
  ],
  [
    "ongoing beyond publication",
    event({ actuality: "ongoing", "date.end": "2023-07-24", "date.precision": "R" }),
  ],
  ["a toll at a campaign", event({ actuality: "happened", scope: "campaign", "figures.0.stock": true })],
  ["a toll of a plan", event({ actuality: "planned", scope: "event", "figures.0.stock": true })],
  [
    "a toll at an event over months",
    event({
      actuality: "happened",
      scope: "event",
      "date.start": "2022-12-07",
      "date.precision": "I",
      "figures.0.stock": true,
    }),
  ],
  ["equal bounds", event({ "figures.0.low": 95, "figures.0.high": 95 })],
  ["none", event({ "figures.0.kind": "deaths", "figures.0.low": 0, "figures.0.high": 0 })],
  ["a loss of money", event({ "figures.0.kind": "money", "figures.0.low": -5, "figures.0.high": -5 })],
  ["a lower bound alone", event({ "figures.0.low": 20000, "figures.0.high": null })],
  ["a date by rule, without words", event({ "date.quote": null })],
  ["the poles and the date line", event({ "places.0.lat": -90, "places.0.lon": 180 })],
  ["a point at a province", event({ "places.0.precision": "G4" })],
  ["a finding about no place", { "findings.0.place": null }],
  ["an event rejected by a reviewer", event({ exists: false })],
  ["an event that says nothing about being rejected", event({ exists: GONE })],
  ["certainty", event({ confidence: 1 })],
  ["a coder who does not know the day of publication", { "report.published": null }],
];

describe("sound codings", () => {
  test("pass, whatever characters the report has, before and after a round trip through JSON", () => {
    fc.assert(
      fc.property(codingSample, ({ report, coding }) => {
        expect(accept(coding, report, smallCodebook)).toEqual([]);
        expect(codesOf(JSON.parse(JSON.stringify(coding)), report)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test("pass with nothing to code", () => {
    const about = { lang: null, published: null, title: null, outlet: null, url: null };
    const head = { id: "r", sha256: sha256(""), ...about };
    const none = { events: [], links: [], figures: [], relations: [], noise: [], findings: [], seen: [] };
    const coding = { report: head, coder: "rules@1.0.0", codebook: smallCodebook.id, ...none };
    expect(accept(coding, { ...head, text: "" }, smallCodebook)).toEqual([]);
  });

  test.each(SOUND)("%s", (_, changes) => {
    fc.assert(
      fc.property(codingSample, ({ report, coding }) => {
        expect(codesOf(change(coding, changes), report)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  test("have the last words of the text", () => {
    const { report, coding } = oneSample();
    const end = report.text.length;
    expect(codesOf(change(coding, { "findings.0.place": { start: end, end } }), report)).toEqual([]);
  });
});

describe("planted faults", () => {
  test.each(FAULTS)("%s: %s", (code, _, changes) => {
    fc.assert(
      fc.property(codingSample, ({ report, coding }) => {
        const faulty = change({ ...coding, beyond: report.text.length + 1 }, changes);
        const findings = accept(faulty, report, smallCodebook);
        expect(findings.map((finding) => finding.code)).toContain(code);
        for (const { message, place } of findings) {
          expect(message).toMatch(/^[\w.[\]]+: .+\. .*[.?]$/s);
          if (place) expect(report.text.slice(place.start, place.end)).not.toBe("");
        }
      }),
      { numRuns: 40 },
    );
  });

  test("cover every finding that the gate can make", () => {
    expect(new Set(FAULTS.map(([code]) => code))).toEqual(new Set(Object.keys(ACCEPT_FINDINGS)));
  });

  test("of shifted offsets, unless the same words stand there too: then the id is wrong", () => {
    fc.assert(
      fc.property(codingSample, fc.integer({ min: -5, max: 5 }), ({ report, coding }, by) => {
        const { start, end, quote } = coding.events[0]!.trigger;
        const moved = { start: start + by, end: end + by, quote };
        const codes = codesOf(change(coding, { "events.0.trigger": moved }), report);
        if (by === 0) expect(codes).toEqual([]);
        else if (moved.start < 0 || moved.end > report.text.length) expect(codes).toContain("span.outside");
        else if (report.text.slice(moved.start, moved.end) === quote) expect(codes).toEqual(["id.mismatch"]);
        else expect(codes).toContain("span.mismatch");
      }),
      { numRuns: 500 },
    );
  });

  test("after a day of publication that only the coding knows", () => {
    const { report, coding } = oneSample();
    const faulty = change(
      coding,
      event({ actuality: "happened", "date.start": "2023-07-23", "date.end": "2023-07-23" }),
    );
    expect(codesOf(faulty, { ...report, published: null })).toEqual(["date.future"]);
    expect(codesOf(change(faulty, { "report.published": null }), { ...report, published: null })).toEqual([]);
  });
});
