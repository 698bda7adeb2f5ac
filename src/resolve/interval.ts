/** The policy `interval`: numbers that no claim's words contradict. */
import { boundsOf } from "./numbers.js";
import type { Bounds, Counted } from "./policy.js";

type Range = Counted & { readonly low: number; readonly high: number };

const rangesOf = (claims: readonly Counted[]): Range[] =>
  claims.map((claim) => ({ ...claim, ...boundsOf(claim.figure) }));

/** Whether the bounds of the claims share no number. */
export function conflicting(claims: readonly Counted[]): boolean {
  const ranges = rangesOf(claims);
  return Math.max(...ranges.map((r) => r.low)) > Math.min(...ranges.map((r) => r.high));
}

const finite = (n: number) => (Number.isFinite(n) ? n : null);

/** A number that stands for bounds where two are compared: their middle, or the one that there is. */
const middle = ({ low, high }: { low: number; high: number }) =>
  Number.isFinite(high) ? (low + high) / 2 : low;

/**
 * Intersects the bounds of all claims. Where they share no number: the intersection of the claims on which the most
 * origins agree, the others excluded as in conflict; where two such groups are as large, no bounds at all. Never a best.
 * Bounds: 0 from below and nothing from above are no bounds (null).
 */
export function interval(claims: readonly Counted[]): Bounds {
  const ranges = rangesOf(claims);
  // A largest group of claims that share a number shares the low bound of one of them.
  let groups: { at: number; members: Range[]; origins: number }[] = [];
  let most = 0;
  for (const at of [...new Set(ranges.map((r) => r.low))].sort((a, b) => a - b)) {
    const members = ranges.filter((r) => r.low <= at && at <= r.high);
    const origins =
      new Set(members.map((r) => r.origin)).size + (members.length === ranges.length ? ranges.length : 0);
    if (origins > most) [most, groups] = [origins, []];
    if (origins === most) groups.push({ at, members, origins });
  }
  const [group] = groups;
  const same = groups.every(
    ({ members }) =>
      members.length === group!.members.length && members.every((m) => group!.members.includes(m)),
  );
  if (!same)
    return {
      low: null,
      best: null,
      high: null,
      tieBreak: "conflict: as many origins hold to each of the numbers, so none is taken",
      excluded: [],
    };
  const members = group!.members;
  const agreed = {
    low: Math.max(...members.map((r) => r.low)),
    high: Math.min(...members.map((r) => r.high)),
  };
  const excluded = ranges
    .filter((range) => !members.includes(range))
    .map((range) => {
      const [a, b] = [middle(agreed), middle(range)];
      const ratio = a > 0 && b > 0 ? ` (log-ratio ${Math.abs(Math.log(a / b)).toFixed(2)})` : "";
      return { claim: range.claim, reason: `conflict: shares no number with what more origins say${ratio}` };
    });
  return {
    low: agreed.low === 0 && !members.some((r) => r.figure.low === 0) ? null : agreed.low,
    best: null,
    high: finite(agreed.high),
    tieBreak: null,
    excluded,
  };
}
