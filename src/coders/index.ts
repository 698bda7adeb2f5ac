/** The list of coders, and the way to have a report coded. */
import type { Coding, Finding } from "../model/coding.js";
import type { Report } from "../model/report.js";
import { Why } from "../model/why.js";
import { analyse } from "../text/analyse.js";
import { codeWithRules, type Explained, explainWithRules, RULES_CODER } from "./rules/rules-coder.js";

export type Coder = {
  readonly id: string;
  /** Reads a report and returns its coding. Findings that the reader of the report made are passed on, before the coder's own. */
  code(report: Report, codebook: string, findings: readonly Finding[]): Coding | Promise<Coding>;
  /** The same coding with the reasons for every value, chosen or declined, where the coder has any. */
  explain?(report: Report, codebook: string, findings: readonly Finding[]): Explained;
};

/** The coders by name; `llm` needs an endpoint and is loaded from `llm/llm-coder.ts` when it is asked for. */
export const CODERS = ["rules", "llm"] as const;

export const rulesCoder = {
  id: RULES_CODER,
  code(report: Report, codebook: string, findings: readonly Finding[]): Coding {
    const { text, published, title, outlet } = report;
    return codeWithRules(report, analyse(text, { published, title, outlet }), codebook, findings);
  },
  explain(report: Report, codebook: string, findings: readonly Finding[]): Explained {
    const { text, published, title, outlet } = report;
    const why = new Why();
    const analysis = analyse(text, { published, title, outlet }, why);
    return explainWithRules(report, analysis, codebook, findings, why);
  },
} satisfies Coder;

export type { Explained };
