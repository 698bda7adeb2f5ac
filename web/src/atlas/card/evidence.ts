/** What the card says of each value: which claims say it, which say otherwise, and where their words stand. Pure. */
import type { Claim, EditionReport, SettledFigure } from "../../../../src/model/index.js";
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
