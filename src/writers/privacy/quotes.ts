/** How much of a report may be quoted: a few words each, and a share of the whole together. */
import type { Claim, Edition } from "../../model/edition.js";
import type { Span } from "../../model/span.js";
import type { PrivacyRules } from "./rules.js";

/** Stands at the end of a quote that was cut. A quote with it, or with a bracket, is no longer the words of the report. */
export const CUT = "…";

/** Whether the words stand so in the report, and were neither cut nor masked nor left out. */
export function isVerbatim(quote: string): boolean {
  return quote !== "" && !/[…[\]]/.test(quote);
}

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
let segmenter: Intl.Segmenter | null = null;

/** The first `most` words of a quote, and a sign that it was cut. Scripts without blanks are counted by their words too. */
export function capped(quote: string, most: number): string {
  if (most <= 0) return "";
  if (isShort(quote, most)) return quote;
  if (UNSPACED.test(quote)) {
    segmenter ??= new Intl.Segmenter("en", { granularity: "word" });
    let count = 0;
    for (const { index, isWordLike } of segmenter.segment(quote))
      if (isWordLike && ++count > most) return `${quote.slice(0, index).trimEnd()} ${CUT}`;
    return quote;
  }
  let count = 0;
  for (const match of quote.matchAll(/\S+/g))
    if (++count > most) return `${quote.slice(0, match.index).trimEnd()} ${CUT}`;
  return quote;
}

/** Whether a text of Latin, Greek, Cyrillic, Semitic or Indian letters alone has so few words. False: look closer. */
function isShort(quote: string, most: number): boolean {
  let count = 0;
  let isIn = false;
  for (let i = 0; i < quote.length; i++) {
    const code = quote.charCodeAt(i);
    // The scripts that put no blanks between words, and blanks of other kinds, come after.
    if (code >= 0x0e00 && !(code >= 0x2010 && code <= 0x2027)) return false;
    const isBlank = code === 32 || (code >= 9 && code <= 13) || code === 0xa0;
    if (!isBlank && !isIn && ++count > most) return false;
    isIn = !isBlank;
  }
  return true;
}

/** What is quoted first where not all can be: the trigger, the numbers, whose label it is, then the rest. */
const TURN: Readonly<Record<Claim["field"], 0 | 1 | 2>> = {
  type: 0,
  figure: 1,
  label: 1,
  exists: 2,
  actuality: 2,
  scope: 2,
  date: 2,
  place: 2,
  actor: 2,
  demand: 2,
  means: 2,
};

/** Which spans of which report may be quoted. */
export class Allowance {
  readonly #lengths = new Map<string, number>();
  readonly #granted = new Map<string, Map<number, number>>();
  readonly #used = new Map<string, number>();

  constructor(
    edition: Edition,
    private readonly rules: PrivacyRules,
  ) {
    const turns: Claim[][] = [[], [], []];
    for (const event of edition.events)
      for (const claim of event.claims) {
        turns[TURN[claim.field]]!.push(claim);
        if (!rules.lengths.has(claim.report))
          for (const { end } of spansIn(claim)) this.#reaches(claim.report, end);
      }
    for (const [report, length] of rules.lengths) this.#lengths.set(report, length);
    for (const turn of turns)
      for (const claim of turn) for (const span of spansIn(claim)) this.#grant(claim.report, span);
  }

  /** The words that may be shown of a span: cut to the cap, or none where the report's share is used up. */
  quote(report: string, span: Span): string {
    const end = this.#granted.get(report)?.get(span.start);
    return end === undefined || end < span.end ? "" : capped(span.quote, this.rules.quoteWords);
  }

  #reaches(report: string, end: number): void {
    if (end > (this.#lengths.get(report) ?? 0)) this.#lengths.set(report, end);
  }

  /** One span a start: a longer one at the same place counts only by what it adds. */
  #grant(report: string, span: Span): void {
    const granted = this.#granted.get(report) ?? new Map<number, number>();
    const before = granted.get(span.start) ?? span.start;
    if (before >= span.end) return;
    const shown = capped(span.quote, this.rules.quoteWords).length;
    const adds = Math.max(0, shown - (before - span.start));
    const used = this.#used.get(report) ?? 0;
    if (used + adds > Math.floor((this.#lengths.get(report) ?? 0) * this.rules.quoteShare)) return;
    this.#used.set(report, used + adds);
    granted.set(span.start, span.end);
    this.#granted.set(report, granted);
  }
}

/** Every span in a claim: its quotes, those of its value, and those of who says so. */
export function spansIn(claim: Claim): readonly Span[] {
  const { value, attribution } = claim;
  const spans: Span[] = [...claim.quotes];
  if (typeof value === "object" && value.quote !== null) spans.push(value.quote);
  if (claim.field === "demand")
    for (const span of [claim.value.claimant, claim.value.addressee])
      if (span !== undefined) spans.push(span);
  if (attribution.quote !== null) spans.push(attribution.quote);
  for (const { quote } of attribution.chain ?? []) if (quote !== null) spans.push(quote);
  return spans;
}
