/** What the card says of each value: which claims say it, which say otherwise, and where their words stand. Pure. */
import type { Claim, EditionReport, SettledFigure, Span } from "../../../../src/model/index.js";
import type { EventAnswer } from "../../api/answers.js";

export type Said = {
  readonly claim: Claim;
  /** Null where the report is not among the answer's. */
  readonly report: EditionReport | null;
};

export type Evidence = (ids: readonly string[]) => readonly Said[];

/** Finds claims and their reports by the ids of claims; an id that is unknown is left out. */
export function evidenceOf({ claims, reports }: Pick<EventAnswer, "claims" | "reports">): Evidence {
  const byId = new Map(claims.map((claim) => [claim.id, claim] as const));
  const heads = new Map(reports.map((report) => [report.id, report] as const));
  return (ids) =>
    ids.flatMap((id) => {
      const claim = byId.get(id);
      return claim === undefined ? [] : [{ claim, report: heads.get(claim.report) ?? null }];
    });
}

/** One line of the comparison: who says which number, with which words. */
export type FigureLine = Said & {
  readonly low: number | null;
  readonly high: number | null;
  readonly point: number | null;
  /** Why it was not compared, or null where it was. */
  readonly excluded: string | null;
};

/** All claims about a number as lines, those that were compared first, each group from the lowest to the highest. */
export function figureLines(figure: SettledFigure, evidence: Evidence): readonly FigureLine[] {
  const lines = (ids: readonly string[], reason: (id: string) => string | null) =>
    evidence(ids)
      .flatMap(({ claim, report }) => {
        if (claim.field !== "figure") return [];
        const { low, high, point } = claim.value;
        return [{ claim, report, low, high, point, excluded: reason(claim.id) }];
      })
      .sort((a, b) => (a.low ?? a.high ?? 0) - (b.low ?? b.high ?? 0));
  const reasons = new Map(figure.excluded.map(({ claim, reason }) => [claim, reason] as const));
  return [
    ...lines(figure.inputs, () => null),
    ...lines([...reasons.keys()], (id) => reasons.get(id) ?? null),
  ];
}

/** Who says so: the source that the report names, or the report itself. */
export const speaker = ({ claim }: Said): string | null =>
  claim.attribution.voice === "narrator" ? null : claim.attribution.voice;

/** A piece of a report's words; `gap`: something stands between it and the piece before. */
export type Piece = {
  readonly text: string;
  readonly start: number;
  readonly gap: boolean;
  readonly isTrigger: boolean;
};

/**
 * The words of one report that its claims rest on, in the order of the text, overlapping ones joined: as much of the
 * story as may be shown. The words that name the event are a piece of their own wherever they stand apart.
 */
export function wordsOf(claims: readonly Claim[], report: string, trigger: Span): readonly Piece[] {
  const spans = claims
    .filter((claim) => claim.report === report)
    .flatMap(({ quotes }) => quotes)
    .concat(trigger)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const joined: { start: number; end: number; text: string }[] = [];
  for (const { start, end, quote } of spans) {
    const last = joined.at(-1);
    if (last === undefined || start > last.end) joined.push({ start, end, text: quote });
    else if (end > last.end) {
      last.text += quote.slice(last.end - start);
      last.end = end;
    }
  }
  return joined.map(({ start, end, text }, at) => ({
    text,
    start,
    gap: at > 0 && start > joined[at - 1]!.end + 1,
    isTrigger: start <= trigger.start && trigger.end <= end,
  }));
}
