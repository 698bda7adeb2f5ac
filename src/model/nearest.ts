/** The known word that somebody probably meant, for messages about a word that nobody knows. */

/** Longer input is cut before it is compared, so that the cost stays bounded. */
const LONGEST = 64;

/** Damerau-free edit distance (Levenshtein 1966) of two short strings, in UTF-16 units. */
function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(change, above[j]! + 1, row[j - 1]! + 1));
    }
    above = row;
  }
  return above[b.length]!;
}

/** The closest of `known` to `word`, whatever the case, or null where none shares half of its letters. First one wins a tie. */
export function nearest(word: string, known: Iterable<string>): string | null {
  const asked = word.trim().slice(0, LONGEST).toUpperCase();
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const d = distance(asked, candidate.toUpperCase());
    if (d < least && d * 2 <= Math.max(asked.length, candidate.length)) {
      least = d;
      best = candidate;
    }
  }
  return best;
}
