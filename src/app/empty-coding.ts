/** The coding of a report that could not be coded: no events, and findings that say why. */
import type { Coding, Finding } from "../model/coding.js";
import type { Report } from "../model/report.js";

export function emptyCoding(
  report: Report,
  coder: string,
  codebook: string,
  findings: readonly Finding[],
): Coding {
  const { text: _text, ...head } = report;
  return {
    report: head,
    coder,
    codebook,
    seen: [],
    events: [],
    links: [],
    figures: [],
    relations: [],
    noise: [],
    findings,
  };
}
