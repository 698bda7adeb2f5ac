/** ACLED's tag for the size of a crowd: "crowd size=around 3,000", "=between 200 and 300", "=hundreds", "=no report". */
import type { Figure } from "../../model/coding.js";
import type { EditionEvent } from "../../model/edition.js";
import { flow } from "../edition-index.js";

/** What words without a number come to: lowest and highest. */
const WORDS: readonly (readonly [word: string, low: number, high: number])[] = [
  ["dozens", 24, 99],
  ["hundreds", 200, 999],
  ["thousands", 2_000, 9_999],
  ["tens of thousands", 20_000, 99_999],
  ["hundreds of thousands", 200_000, 999_999],
];

export function crowdTag(event: EditionEvent): string {
  const claims = event.claims.flatMap((claim) =>
    claim.field === "figure" && claim.value.kind === "crowd_size" && !claim.value.stock ? [claim.value] : [],
  );
  const [only] = claims;
  return `crowd size=${claims.length === 1 && only !== undefined ? oneClaim(only) : settled(event)}`;
}

function oneClaim({ low, high, point, hedge }: Figure): string {
  const word = WORDS.find(([, from, to]) => point === null && low === from && high === to)?.[0];
  if (word !== undefined) return word;
  if (point !== null) {
    if (low !== null && high === null) return `at least ${amount(point)}`;
    if (low === null && high !== null) return `up to ${amount(point)}`;
    return hedge === null ? amount(point) : `around ${amount(point)}`;
  }
  return between(low, high) ?? "no report";
}

function settled(event: EditionEvent): string {
  const size = flow(event, "crowd_size");
  if (size === null) return "no report";
  return between(size.low, size.high) ?? (size.best === null ? "no report" : `around ${amount(size.best)}`);
}

function between(low: number | null, high: number | null): string | null {
  if (low !== null && high !== null)
    return low === high ? amount(low) : `between ${amount(low)} and ${amount(high)}`;
  if (low !== null) return `at least ${amount(low)}`;
  return high === null ? null : `up to ${amount(high)}`;
}

function amount(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: 0 });
}
