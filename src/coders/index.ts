/** The list of coders, and the way to have a report coded. */
import type { Coding, Finding } from "../model/coding.js";
import type { Report } from "../model/report.js";
import { Why } from "../model/why.js";
import { analyse } from "../text/analyse.js";
import {
  codeWithRules,
  type Explained,
  explainWithRules,
  NURSERY_CODER,
  RULES_CODER,
} from "./rules/rules-coder.js";

export type Coder = {
  readonly id: string;
  /** Reads a report and returns its coding. Findings that the reader of the report made are passed on, before the coder's own. */
  code(report: Report, codebook: string, findings: readonly Finding[]): Coding | Promise<Coding>;
  /** The same coding with the reasons for every value, chosen or declined, where the coder has any. */
  explain?(report: Report, codebook: string, findings: readonly Finding[]): Explained;
};

/** The coders by name; `llm` needs an endpoint and is loaded from `llm/llm-coder.ts` when it is asked for. */
export const CODERS = ["rules", "rules-nursery", "llm"] as const;

const ruleCoder = (id: string, nursery: boolean) =>
  ({
    id,
    code(report: Report, codebook: string, findings: readonly Finding[]): Coding {
      const { text, published, title, outlet } = report;
      return codeWithRules(report, analyse(text, { published, title, outlet }), codebook, findings, nursery);
    },
    explain(report: Report, codebook: string, findings: readonly Finding[]): Explained {
      const { text, published, title, outlet } = report;
      const why = new Why();
      const analysis = analyse(text, { published, title, outlet }, why);
      return explainWithRules(report, analysis, codebook, findings, why, nursery);
    },
  }) satisfies Coder;

export const rulesCoder = ruleCoder(RULES_CODER, false);

/** The rules with those on trial (docs/rules.md, The nursery). */
export const nurseryCoder = ruleCoder(NURSERY_CODER, true);

export type { Explained };
