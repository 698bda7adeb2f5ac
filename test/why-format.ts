/** Reads `corpus/why/*.txt`: short reports, each with the reasons that must be given for them. */
import type { Reason } from "../src/model/why.js";
import { REASON_CODES } from "../src/model/why-codes.js";

export type Claim = {
  readonly line: string;
  readonly not: boolean;
  /** Of no event. */
  readonly none: boolean;
  readonly code: string;
  readonly words: string | null;
  readonly by: string | null;
  readonly says: string | null;
};

export type WhyEntry = {
  readonly title: string;
  readonly published: string | null;
  readonly text: string;
  readonly claims: readonly Claim[];
};

const CLAIM = /^(not )?(none )?([a-z]+\.[a-z_]+)(?: «([^»]+)»)?(?: by «([^»]+)»)?(?: says (.+))?$/;

/** Throws an Error that names the entry and the line that cannot be read. */
export function readWhy(content: string): WhyEntry[] {
  return content
    .split(/^# /m)
    .slice(1)
    .map((part) => {
      const [heading = "", ...lines] = part.split("\n");
      const brace = heading.indexOf("{");
      const title = heading.slice(0, brace).trim();
      const { published } = JSON.parse(heading.slice(brace)) as { published: string | null };
      const [text = "", claims = ""] = lines.join("\n").split("\n==>\n");
      return {
        title,
        published,
        text,
        claims: claims
          .trim()
          .split("\n")
          .map((line) => claimOf(title, line)),
      };
    });
}

function claimOf(title: string, line: string): Claim {
  const parts = CLAIM.exec(line);
  const [, not, none, code = "", words = null, by = null, says = null] = parts ?? [];
  if (!parts) throw new Error(`${title}: the claim "${line}" cannot be read.`);
  if (!(REASON_CODES as readonly string[]).includes(code)) throw new Error(`${title}: "${code}" is no code.`);
  return { line, not: not !== undefined, none: none !== undefined, code, words, by, says };
}

/** Whether the claim holds of the reasons. */
export function holds(claim: Claim, reasons: readonly Reason[]): boolean {
  const found = reasons.some(
    (one) =>
      one.code === claim.code &&
      (!claim.none || one.event === null) &&
      (claim.words === null || one.words?.quote === claim.words) &&
      (claim.by === null || one.cues.some(({ quote }) => quote === claim.by)) &&
      (claim.says === null || one.says.includes(claim.says)),
  );
  return found !== claim.not;
}
