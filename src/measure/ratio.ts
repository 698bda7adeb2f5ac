/** Shares and F1, rounded as the gold's own scorer rounds them. */

/** A share, or null where there is nothing to share. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : round3(part / whole);
}

/** 2·tp / (gold + coded): the harmonic mean of precision and recall; 0 where nothing agrees. */
export function f1(agreed: number, gold: number, coded: number): number {
  return agreed === 0 ? 0 : round3((2 * agreed) / (gold + coded));
}

/** Three decimals; of two equally near the even one (as Python's `round`). */
export function round3(value: number): number {
  const isTie = Number.isInteger(value * 16) && !Number.isInteger(value * 8);
  if (!isTie) return Number(value.toFixed(3));
  const below = Math.floor(value * 1000);
  return (below % 2 === 0 ? below : below + 1) / 1000;
}
