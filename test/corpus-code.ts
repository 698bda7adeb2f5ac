/** Codes a text as the command line would, for tests that start from words. */
import { loadCodebook } from "../src/codebook/index.js";
import { rulesCoder } from "../src/coders/index.js";
import type { Coding } from "../src/model/coding.js";
import { sha256 } from "../src/model/identity.js";
import type { Report } from "../src/model/report.js";

/** A report of this text; the language is English, what is not given is unknown. */
export function reportOf(text: string, about: Partial<Report> = {}): Report {
  const head = { id: "r", lang: "en", published: null, title: null, outlet: null, url: null };
  return { ...head, ...about, text, sha256: sha256(text) };
}

/** The rule coder's coding of a report under the codebook that ships. */
export function codingOf(report: Report): Coding {
  return rulesCoder.code(report, loadCodebook().id, []);
}
