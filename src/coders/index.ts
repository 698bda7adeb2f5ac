/** The list of coders that run on this machine, and the way to have a report coded. */
import type { Coding, Finding } from "../model/coding.js";
import type { Report } from "../model/report.js";
import { Why } from "../model/why.js";
import { analyse } from "../text/analyse.js";
import { codeWithRules, type Explained, explainWithRules, RULES_CODER } from "./rules/rules-coder.js";

export type Coder = {
  readonly id: string;
  /** Reads a report and returns its coding. Findings that the reader of the report made are passed on. */
  code(report: Report, codebook: string, findings: readonly Finding[]): Coding;
  /** The same coding with the reasons for every value, chosen or declined. */
  explain(report: Report, codebook: string, findings: readonly Finding[]): Explained;
};

export const rulesCoder: Coder = {
  id: RULES_CODER,
  code(report, codebook, findings) {
    const { text, published, title, outlet } = report;
    return codeWithRules(report, analyse(text, { published, title, outlet }), codebook, findings);
  },
  explain(report, codebook, findings) {
    const { text, published, title, outlet } = report;
    const why = new Why();
    const analysis = analyse(text, { published, title, outlet }, why);
    return explainWithRules(report, analysis, codebook, findings, why);
  },
};

export type { Explained };

export const coders: readonly Coder[] = [rulesCoder];
