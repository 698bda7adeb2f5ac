/** Who is speaking: the standing of a coder, and which of its codings count. */
import type { Coding, Finding } from "../model/coding.js";
import type { LogEntry } from "../model/log.js";

/** From the one who outranks all others down. A person adjudicates who had codings of others on screen, a person's among them. */
export const STANDINGS = ["adjudicated", "person", "model", "rules"] as const;
export type Standing = (typeof STANDINGS)[number];

/** A coding that no newer one of the same coder on the same report supersedes. */
export type CurrentCoding = {
  readonly id: string;
  readonly position: number;
  readonly coding: Coding;
  readonly standing: Standing;
};

/** The coder without its version: `rules@1.1.0` and `rules@1.0.0` are one, and so are two prompts of one model. */
export function coderName(coder: string): string {
  const at = coder.startsWith("human:") ? -1 : coder.lastIndexOf("@");
  return at < 0 ? coder : coder.slice(0, at);
}

/** Person, model or rules by the coder's name alone; null where the name is of none of these kinds. */
export function kindOf(coder: string): "person" | "model" | "rules" | null {
  if (coder.startsWith("human:")) return "person";
  if (coder.startsWith("llm:")) return "model";
  return coderName(coder) === "rules" ? "rules" : null;
}

function standingOf(coding: Coding, coderOf: ReadonlyMap<string, string>): Standing | null {
  const kind = kindOf(coding.coder);
  if (kind !== "person") return kind;
  const own = coderName(coding.coder);
  const others = new Set<string>();
  for (const id of coding.seen) {
    const coder = coderOf.get(id);
    if (coder !== undefined && coderName(coder) !== own) others.add(coderName(coder));
  }
  const persons = [...others].some((name) => kindOf(name) === "person");
  return others.size >= 2 && persons ? "adjudicated" : "person";
}

/**
 * The current codings of each report, the ranking one first: by standing in the order of `rank`, then the newest.
 * A coding by a coder of no known kind is left out and is a finding.
 */
export function currentCodings(
  entries: readonly LogEntry<"coding">[],
  rank: readonly Standing[],
): {
  readonly byReport: ReadonlyMap<string, readonly CurrentCoding[]>;
  readonly findings: readonly Finding[];
} {
  const coderOf = new Map(entries.map(({ id, record }) => [id, record.coder]));
  const newest = new Map<string, Map<string, LogEntry<"coding">>>();
  const unknown = new Set<string>();
  for (const entry of entries) {
    const { coder, report } = entry.record;
    if (kindOf(coder) === null) {
      unknown.add(coder);
      continue;
    }
    const ofReport = newest.get(report.id) ?? new Map<string, LogEntry<"coding">>();
    newest.set(report.id, ofReport);
    const name = coderName(coder);
    const other = ofReport.get(name);
    if (other === undefined || isNewer(entry, other)) ofReport.set(name, entry);
  }
  const byReport = new Map<string, CurrentCoding[]>();
  for (const [report, ofReport] of newest) {
    const codings = [...ofReport.values()].map(({ id, position, record }) => ({
      id,
      position,
      coding: record,
      standing: standingOf(record, coderOf)!,
    }));
    codings.sort(
      (a, b) =>
        rank.indexOf(a.standing) - rank.indexOf(b.standing) || b.position - a.position || order(a.id, b.id),
    );
    byReport.set(report, codings);
  }
  const findings = [...unknown].sort().map((coder) => ({
    code: "edition.coder_unknown",
    message: `Codings by "${coder}" are left out: nobody can say whom this coder outranks. Coders are rules@VERSION, llm:MODEL@PROMPT and human:NAME.`,
    place: null,
  }));
  return { byReport, findings };
}

/** Later in the log; of two at one place, as no log has, the one with the greater id, so that order never counts. */
export function isNewer(a: { position: number; id: string }, b: { position: number; id: string }): boolean {
  return a.position > b.position || (a.position === b.position && a.id > b.id);
}

/** Code-unit order, the same everywhere. */
export function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
