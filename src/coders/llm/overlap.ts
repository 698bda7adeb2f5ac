/** Which thing that the analysis found is meant by quoted words. */

type Range = { readonly start: number; readonly end: number };

/** The one that shares most characters with the quote, the first of equals; null where none shares any. */
export function mostIn<T extends Range>(found: readonly T[], quote: Range): T | null {
  let best: T | null = null;
  let most = 0;
  for (const one of found) {
    const shared = Math.min(one.end, quote.end) - Math.max(one.start, quote.start);
    if (shared > most) {
      most = shared;
      best = one;
    }
  }
  return best;
}
