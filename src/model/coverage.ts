/** What of a report its coding holds, and what was left over. */
import type { Span } from "./span.js";

/** A judgement that is seen, located and not coded: a word that judges, a prescription, a forecast, an intent put to others. */
export const EVALUATION_KINDS = [
  "label",
  "judgement",
  "prescription",
  "prediction",
  "imputed_intent",
] as const;
export type EvaluationKind = (typeof EVALUATION_KINDS)[number];
export type Evaluation = Span & { readonly kind: EvaluationKind };

/**
 * Why a sentence is in no record: it has a word that may tell an event (`event_word`), a number that no figure or time holds
 * (`number`), or neither, and tells of what lies behind (`background`).
 */
export const LEFT_OVER = ["event_word", "number", "background"] as const;
export type LeftOver = Span & { readonly why: (typeof LEFT_OVER)[number]; readonly words: readonly Span[] };

/** `covered` of `of`, as counts. */
export type Share = { readonly covered: number; readonly of: number };

export type Coverage = {
  /** Sentences that end in a record, an evaluation or noise. */
  readonly sentences: Share;
  /** Number words that lie in a figure or a time. */
  readonly numbers: Share;
  readonly evaluations: readonly Evaluation[];
  /** Numbers in no figure or time, wherever they stand. */
  readonly uncoded: readonly Span[];
  /** Sentences in no record, in reading order. */
  readonly left: readonly LeftOver[];
};
