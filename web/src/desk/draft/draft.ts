/** The draft: what a coder is about to claim about one report, as a value. Nothing in it is ever changed in place. */
import type {
  Coding,
  EventRecord,
  FreeFigure,
  Link,
  Noise,
  Relation,
  ReportHead,
  Span,
} from "../../../../src/model/index.js";
import type { Field } from "./action.js";

export type Draft = {
  readonly report: ReportHead;
  /** Exactly as it was given. */
  readonly text: string;
  readonly codebook: string;
  /** Ids of the codings of others that were on screen: empty means blind. */
  readonly seen: readonly string[];
  /** Ids of events that stand in a coding that was on screen: they are rejected, never dropped. */
  readonly known: readonly string[];
  /** In the order of the report. */
  readonly events: readonly EventRecord[];
  readonly links: readonly Link[];
  readonly figures: readonly FreeFigure[];
  readonly relations: readonly Relation[];
  readonly noise: readonly Noise[];
  /** Ids of the events that the coder has gone through. */
  readonly checked: readonly string[];
  /** When two codings are settled: what was decided of each dispute. */
  readonly decided: readonly Decision[];
};

/** Whose value of a field an adjudicator took. `event` null: of what stands beside the events; then `own` is all that either has. */
export type Decision = {
  readonly event: string | null;
  readonly field: Field;
  readonly side: "left" | "right" | "own";
};

/** A coding as it stands in the log, with its id. */
export type LoggedCoding = { readonly id: string; readonly author: string; readonly coding: Coding };

const inOrder = (events: readonly EventRecord[]): readonly EventRecord[] =>
  [...events].sort((a, b) => a.trigger.start - b.trigger.start || a.trigger.end - b.trigger.end);

/** Sorts the events of a draft by where they are told. */
export const sorted = (draft: Draft): Draft => ({ ...draft, events: inOrder(draft.events) });

const isPerson = (coder: string) => coder.startsWith("human:");

/**
 * The coding that a draft starts from: the coder's own last one, else the last by another person, else the last one; null
 * where there is none.
 */
export function startingPoint(codings: readonly LoggedCoding[], coder: string): LoggedCoding | null {
  const own = codings.filter((entry) => entry.coding.coder === coder);
  const persons = codings.filter((entry) => isPerson(entry.coding.coder));
  return own.at(-1) ?? persons.at(-1) ?? codings.at(-1) ?? null;
}

/** The newest coding of each coder, oldest first. */
export function latestOfEach(codings: readonly LoggedCoding[]): readonly LoggedCoding[] {
  const last = new Map<string, LoggedCoding>();
  for (const entry of codings) {
    last.delete(entry.coding.coder);
    last.set(entry.coding.coder, entry);
  }
  return [...last.values()];
}

export type Opened = {
  readonly report: ReportHead & { readonly text: string };
  /** Those on screen. */
  readonly codings: readonly LoggedCoding[];
  readonly codebook: string;
  /** Who codes: `human:ana`. */
  readonly coder: string;
};

/** A fresh draft of a report. What an earlier coding of one's own had seen has been seen. */
export function draftOf({ report, codings, codebook, coder }: Opened): Draft {
  const from = startingPoint(codings, coder)?.coding ?? null;
  const own = codings.filter((entry) => entry.coding.coder === coder);
  const others = codings.filter((entry) => entry.coding.coder !== coder).map(({ id }) => id);
  const seen = [...new Set([...own.flatMap(({ coding }) => coding.seen), ...others])];
  const { id, sha256, lang, published, title, outlet, url } = report;
  return sorted({
    report: { id, sha256, lang, published, title, outlet, url },
    text: report.text,
    codebook,
    seen,
    known: [...new Set(codings.flatMap(({ coding }) => coding.events.map((event) => event.id)))],
    events: from?.events ?? [],
    links: from?.links ?? [],
    figures: from?.figures ?? [],
    relations: from?.relations ?? [],
    noise: from?.noise ?? [],
    checked: [],
    decided: [],
  });
}

/** The coding that a finished draft is, in the name of `coder`. A person stands by what is handed in: confidence 1. */
export function codingOf(draft: Draft, coder: string): Coding {
  const { report, codebook, seen, links, figures, relations, noise } = draft;
  const events = draft.events.map((event) => ({ ...event, confidence: 1 }));
  return { report, coder, codebook, seen, events, links, figures, relations, noise, findings: [] };
}

export const isRejected = (event: EventRecord): boolean => event.exists === false;

/** Whether every span in a value holds the words that stand there. */
export function slices(text: string, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.every((member) => slices(text, member));
  const { start, end, quote } = value as Partial<Span>;
  if (typeof start === "number" && typeof end === "number" && typeof quote === "string")
    return start >= 0 && start < end && end <= text.length && text.slice(start, end) === quote;
  return Object.values(value).every((member) => slices(text, member));
}
