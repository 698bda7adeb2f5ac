/** The list of coders that run on this machine, and the way to have a report coded. */
import type { Coding, Finding } from "../model/coding.js";
import type { Report } from "../model/report.js";
import { analyse } from "../text/analyse.js";
import { codeWithRules, RULES_CODER } from "./rules/rules-coder.js";

export type Coder = {
  readonly id: string;
  /** Reads a report and returns its coding. Findings that the reader of the report made are passed on. */
  code(report: Report, codebook: string, findings: readonly Finding[]): Coding;
};

export const rulesCoder: Coder = {
  id: RULES_CODER,
  code(report, codebook, findings) {
    const { text, published, title, outlet } = report;
    return codeWithRules(report, analyse(text, { published, title, outlet }), codebook, findings);
  },
};

export const coders: readonly Coder[] = [rulesCoder];
