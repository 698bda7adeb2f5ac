/** Small logs for the tests of whatever resolves or links: reports of one sentence, codings with what a test names. */
import type { Coding, EventPlace, EventRecord, Figure } from "../src/model/coding.js";
import { codingId, judgementId, mentionId, sha256 } from "../src/model/identity.js";
import type { Judgement } from "../src/model/judgement.js";
import type { LogEntry, LoggedReport } from "../src/model/log.js";

const TEXT = "word ".repeat(200);

export function reportEntry(id: string, about: Partial<LoggedReport> = {}, position = 1): LogEntry<"report"> {
  const record: LoggedReport = {
    id,
    text: TEXT,
    sha256: sha256(TEXT),
    lang: "en",
    published: "2023-07-20",
    title: null,
    outlet: null,
    url: null,
    custody: null,
    replaces: null,
    origin: id,
    ...about,
  };
  return {
    kind: "report",
    record,
    position,
    id,
    author: "ingest",
    time: "2023-08-01T00:00:00Z",
    hash: "",
    previous: "",
  };
}

export const at = (start: number, length = 4) => ({
  start,
  end: start + length,
  quote: TEXT.slice(start, start + length),
});

const POINTS: Readonly<Record<string, [number, number, number]>> = {
  Lima: [-12.043, -77.028, 3936456],
  "downtown Lima": [-12.046, -77.031, 1],
  Huancavelica: [-12.787, -74.973, 2],
  Callao: [-12.05, -77.1, 3],
};

export function placeAt(name: string, about: Partial<EventPlace> = {}, start = 10): EventPlace {
  const point = POINTS[name];
  return {
    name,
    role: "site",
    country: "PE",
    admin1: point ? (name === "Huancavelica" ? "Huancavelica" : "Lima") : null,
    admin2: null,
    lat: point?.[0] ?? null,
    lon: point?.[1] ?? null,
    precision: name === "Peru" ? "G6" : name.startsWith("downtown") ? "G2" : "G1",
    geonameId: point?.[2] ?? null,
    quote: at(start),
    ...about,
  };
}

export const day = (start: string, end = start): EventRecord["date"] => ({
  edtf: start === end ? start : `${start}/${end}`,
  start,
  end,
  precision: start === end ? "D" : "R",
  rule: "month-day-year",
  quote: at(20),
});

export function figureOf(low: number | null, high: number | null, about: Partial<Figure> = {}): Figure {
  return {
    kind: "crowd_size",
    low,
    high,
    point: low !== null && (high === null || high === low) ? low : null,
    hedge: null,
    stock: false,
    group: "people",
    said_by: null,
    quote: at(30),
    ...about,
  };
}

export function eventOf(report: string, start: number, about: Partial<EventRecord> = {}): EventRecord {
  const trigger = at(start);
  return {
    id: mentionId(report, trigger),
    type: "PRO.DEMO",
    actuality: "happened",
    scope: "event",
    trigger,
    mentions: [],
    date: day("2023-07-19"),
    places: [placeAt("Lima")],
    actors: [],
    figures: [],
    demands: [],
    means: [],
    attribution: { voice: "narrator", evidentiality: "asserted", quote: null },
    contested: [],
    confidence: 0.8,
    ...about,
  };
}

export function codingEntry(
  report: string,
  events: readonly EventRecord[],
  about: Partial<Coding> & { readonly published?: string | null } = {},
  position = 100,
): LogEntry<"coding"> {
  const { published = "2023-07-20", ...rest } = about;
  const record: Coding = {
    report: { id: report, sha256: sha256(TEXT), lang: "en", published, title: null, outlet: null, url: null },
    coder: "rules@1.0.0",
    codebook: "protest@1.0.0",
    seen: [],
    events,
    links: [],
    figures: [],
    relations: [],
    noise: [],
    findings: [],
    ...rest,
  };
  return {
    kind: "coding",
    record,
    position,
    id: codingId(record),
    author: record.coder,
    time: "2023-08-01T00:00:00Z",
    hash: "",
    previous: "",
  };
}

export function judgementEntry(
  a: string,
  b: string,
  relation: Judgement["relation"] = "same_event",
  coder = "linker@1.0.0",
  position = 1000,
): LogEntry<"judgement"> {
  const mentions: [string, string] = a < b ? [a, b] : [b, a];
  const bare = { coder, mentions, relation, reasons: ["test"] };
  const record: Judgement = { ...bare, id: judgementId(bare) };
  return {
    kind: "judgement",
    record,
    position,
    id: record.id,
    author: coder,
    time: "2023-08-01T00:00:00Z",
    hash: "",
    previous: "",
  };
}
