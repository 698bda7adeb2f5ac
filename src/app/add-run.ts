/** The run of `quipu add`: reports are read, coded side by side, and put into the store in batches, each whole or not at all. */
import type { IncomingReport, InputFinding } from "../ingest/incoming.js";
import type { Milestone, Step } from "../ingest/reading.js";
import type { Coding } from "../model/coding.js";
import type { LoggedReport } from "../model/log.js";
import type { Added, NewRecord, Store } from "../store/store.js";
import { ordered } from "./ordered.js";
import type { SourceMemory } from "./source-memory.js";
import { StoredReports } from "./stored-reports.js";

export type AddStore = Pick<Store, "add" | "all" | "report">;

/** A report as its coder leaves it: with what it found of it, and its coding, or null where it could not be coded. */
export type CodedForStore = {
  readonly head: Coding["report"];
  readonly coding: Coding | null;
  readonly findings: readonly InputFinding[];
};

/** What became of a report: coded; left out, to be tried again by the next run; or nothing more can be coded in this run. */
export type CodeOutcome =
  | CodedForStore
  | { readonly leftOut: readonly InputFinding[] }
  | { readonly ended: Error };

export type AddParts = {
  readonly store: AddStore;
  readonly memory: SourceMemory;
  /** Must not reject. */
  readonly code: (incoming: IncomingReport) => Promise<CodeOutcome>;
  /** Reports under way at a time. */
  readonly ahead: number;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Who adds the reports, for the log: an account or `quipu`. */
  readonly author: string;
  readonly onFinding: (finding: InputFinding) => void;
  /** After each report. */
  readonly onReport?: (counts: AddCounts) => void;
};

/** `refused`: inputs of which nothing came. `uncoded`: new reports that no rules fit. */
export type AddCounts = {
  readonly fresh: number;
  readonly known: number;
  readonly corrected: number;
  readonly refused: number;
  readonly uncoded: number;
  readonly unchanged: number;
  readonly events: number;
  readonly findings: number;
};

type Outcome =
  | { readonly kind: "finding"; readonly finding: InputFinding }
  | { readonly kind: "read"; readonly milestone: Milestone }
  | { readonly kind: "known"; readonly findings: readonly InputFinding[] }
  | { readonly kind: "leftOut"; readonly findings: readonly InputFinding[] }
  | { readonly kind: "ended"; readonly error: Error }
  | {
      readonly kind: "coded";
      readonly incoming: IncomingReport;
      readonly replaces: string | null;
      readonly coded: CodedForStore;
    };

/** Reports in one transaction, and how long one may wait for the others, in milliseconds. */
const BATCH = { reports: 50, wait: 2_000 };
/** Findings that say that nothing came of an input; the others tell of reports that came all the same. */
const NOT_REFUSED =
  /^(?:report\.repeated|folder\.passed_over|archive\.passed_over|feed\.malformed|sitemap\.(?:other_site|too_large)|warc\.damaged)$/;

/**
 * Takes all steps in. What is in the store is passed over by id and text, so that a run that was broken off at any point
 * can be made again. A text that comes under a known id, or at the address of a known report of the same source, replaces
 * that one and is a new report. Where coding ends early, what was coded before is stored, and then its error is thrown.
 */
export async function addReports(steps: AsyncIterable<Step>, parts: AddParts): Promise<AddCounts> {
  const counts = {
    fresh: 0,
    known: 0,
    corrected: 0,
    refused: 0,
    uncoded: 0,
    unchanged: 0,
    events: 0,
    findings: 0,
  };
  const stored = new StoredReports(parts.store);
  let batch: Outcome[] = [];
  let begun = 0;

  const note = (finding: InputFinding) => {
    counts.findings++;
    parts.onFinding(finding);
  };
  const flush = async () => {
    const took = batch;
    batch = [];
    await commit(took, parts, counts);
  };

  const outcomes = ordered(admitted(steps, stored), parts.ahead, async (step): Promise<Outcome> => {
    if (step.kind !== "admitted") return step;
    const { incoming, replaces } = step;
    const coded = await parts.code(incoming);
    if ("ended" in coded) return { kind: "ended", error: coded.ended };
    if ("leftOut" in coded) return { kind: "leftOut", findings: coded.leftOut };
    return { kind: "coded", incoming, replaces, coded };
  });
  let ended: Error | null = null;
  for await (const outcome of outcomes) {
    if (outcome.kind === "ended") {
      ended = outcome.error;
      break;
    }
    if (outcome.kind === "leftOut") {
      counts.refused++;
      for (const finding of outcome.findings) note(finding);
    } else if (outcome.kind === "finding") {
      if (!NOT_REFUSED.test(outcome.finding.code)) counts.refused++;
      note(outcome.finding);
    } else if (outcome.kind === "known") {
      counts.known++;
      for (const finding of outcome.findings) if (finding.code === "id.repeated") note(finding);
    } else {
      if (outcome.kind === "coded") for (const finding of outcome.coded.findings) note(finding);
      else if (outcome.milestone.unchanged) counts.unchanged++;
      if (batch.length === 0) begun = Date.now();
      batch.push(outcome);
    }
    if (batch.length >= BATCH.reports || (batch.length > 0 && Date.now() - begun > BATCH.wait)) await flush();
    parts.onReport?.(counts);
  }
  await flush();
  await parts.memory.save(true);
  if (ended !== null) throw ended;
  return counts;
}

type Admitted = {
  readonly kind: "admitted";
  readonly incoming: IncomingReport;
  readonly replaces: string | null;
};

/** Reports that are not in the store yet, under the id that they will have there; the rest as it is. */
async function* admitted(
  steps: AsyncIterable<Step>,
  stored: StoredReports,
): AsyncGenerator<Admitted | Exclude<Outcome, { kind: "coded" }>> {
  for await (const step of steps) {
    if (step.kind === "finding") yield step;
    else if (step.kind === "read") yield { kind: "read", milestone: step };
    else {
      const place = await stored.placeOf(step);
      if (place === null) yield { kind: "known", findings: step.findings };
      else
        yield {
          kind: "admitted",
          incoming: { ...step, report: { ...step.report, id: place.id } },
          replaces: place.replaces,
        };
    }
  }
}

/** One transaction; only when it is on disk are the counts raised and the visits remembered. */
async function commit(
  batch: readonly Outcome[],
  { store, memory, author, today }: AddParts,
  counts: { -readonly [Name in keyof AddCounts]: number },
): Promise<void> {
  const coded = batch.filter((outcome) => outcome.kind === "coded");
  const records = coded.flatMap(({ incoming, replaces, coded: { head, coding } }): NewRecord[] => {
    const record: LoggedReport = {
      ...head,
      text: incoming.report.text,
      custody: incoming.custody,
      replaces,
      origin: head.id,
    };
    const report: NewRecord = { kind: "report", record, author };
    return coding === null ? [report] : [report, { kind: "coding", record: coding, author: coding.coder }];
  });
  const added: readonly Added[] = records.length > 0 ? await store.add(records) : [];
  const fresh = new Set(added.filter(({ known }) => !known).map(({ id }) => id));
  for (const {
    incoming,
    replaces,
    coded: { head, coding },
  } of coded) {
    if (!fresh.has(head.id)) {
      counts.known++;
      continue;
    }
    counts.fresh++;
    if (replaces !== null) counts.corrected++;
    if (coding === null) counts.uncoded++;
    counts.events += coding?.events.length ?? 0;
    if (incoming.custody.source !== null) memory.came(incoming.custody.source, today, 1);
  }
  for (const outcome of batch) if (outcome.kind === "read") memory.visited(outcome.milestone);
  await memory.save();
}
