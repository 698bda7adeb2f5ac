/** Records of a log for tests: reports with a coding each, texts of our own. */
import type { Coding, EventRecord } from "../src/model/coding.js";
import { sha256 } from "../src/model/identity.js";
import type { LoggedReport } from "../src/model/log.js";
import { span } from "../src/model/span.js";
import type { NewRecord } from "../src/store/store.js";

/** A report whose text differs by `n`, and holds what is hard to keep: a NUL, a lone surrogate, U+2028, no end of line. */
export function sampleReport(n: number, more = ""): LoggedReport {
  const text = `Some ${n} weavers marched in Ocaña\u2028on Friday.\u0000 \ud800 🧵\r\nThe \\ police "watched".${more}`;
  return {
    id: `report-${n}`,
    text,
    sha256: sha256(text),
    lang: "en",
    published: "2024-05-04",
    title: `Weavers march, day ${n}`,
    outlet: "The Loom",
    url: null,
    custody: null,
    replaces: null,
    origin: `report-${n}`,
  };
}

export function sampleCoding(report: LoggedReport): Coding {
  const { id, sha256, lang, published, title, outlet, url, text } = report;
  const at = (words: string) => span(text, text.indexOf(words), text.indexOf(words) + words.length);
  const trigger = at("marched");
  const event: EventRecord = {
    id: `${id}:${trigger.start}-${trigger.end}`,
    type: "PRO.DEMO",
    actuality: "happened",
    scope: "event",
    trigger,
    mentions: [],
    date: {
      edtf: "2024-05-03",
      start: "2024-05-03",
      end: "2024-05-03",
      precision: "D",
      rule: "weekday",
      quote: at("Friday"),
    },
    places: [],
    actors: [{ name: "weavers", role: "participant", category: "workers", quote: at("weavers") }],
    figures: [],
    demands: [],
    means: [],
    attribution: { voice: "narrator", evidentiality: "asserted", quote: null },
    contested: [],
    confidence: 0.8,
  };
  return {
    report: { id, sha256, lang, published, title, outlet, url },
    coder: "rules@1.0.0",
    codebook: "protest@1.0.0",
    seen: [],
    events: [event],
    links: [],
    figures: [],
    relations: [],
    noise: [],
    findings: [],
  };
}

/** Report and coding `n`, for `add`. */
export function samplePair(n: number, more = ""): NewRecord[] {
  const report = sampleReport(n, more);
  return [
    { kind: "report", record: report, author: "ana" },
    { kind: "coding", record: sampleCoding(report), author: "rules@1.0.0" },
  ];
}

export function samplePairs(from: number, to: number): NewRecord[] {
  return Array.from({ length: to - from }, (_, i) => samplePair(from + i)).flat();
}
