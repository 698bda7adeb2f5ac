/**
 * Krippendorff's alpha: how far two or more coders agree beyond chance, for values of any scale. 1 is full agreement, 0 what
 * chance would give, below 0 worse than chance. Method: Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011);
 * sets by MASI (Passonneau, "Measuring Agreement on Set-valued Items", 2006).
 */

export const SCALES = ["nominal", "ordinal", "interval", "ratio", "set"] as const;
/** How two values differ. `ordinal`: numbers that only rank. `ratio`: numbers above or at 0 with a true zero. `set`: arrays of names. */
export type Scale = (typeof SCALES)[number];

/** A value of a unit: a name, a number, or a set of names. */
export type Rating = string | number | readonly string[];

/** Values of one unit, one for each coder who gave one; the order is of no account. */
export type Unit = readonly Rating[];

/** Ratings as the sums need them: each value once, with how often it occurs. */
type Value = { readonly value: Rating; count: number };

/**
 * Alpha of `units`; null where fewer than two values can be compared, or all values are one and the same (then nothing
 * could have differed, and agreement says nothing). Units with fewer than two values are left out.
 */
export function alpha(units: readonly Unit[], scale: Scale): number | null {
  const comparable = units.filter((unit) => unit.length > 1);
  const values = valuesOf(comparable);
  if (values.size < 2) return null;
  const list = [...values.values()];
  if (scale === "ordinal" || scale === "interval" || scale === "ratio")
    list.sort((a, b) => (a.value as number) - (b.value as number));
  const difference = differenceOf(list, scale);
  const index = new Map(list.map(({ value }, i) => [keyOf(value), i]));
  const total = list.reduce((sum, { count }) => sum + count, 0);

  let observed = 0;
  for (const unit of comparable) {
    const at = unit.map((rating) => index.get(keyOf(rating))!);
    let sum = 0;
    for (let i = 0; i < at.length; i++)
      for (let j = 0; j < at.length; j++) if (i !== j) sum += difference(at[i]!, at[j]!);
    observed += sum / (at.length - 1);
  }
  let expected = 0;
  for (let i = 0; i < list.length; i++)
    for (let j = i + 1; j < list.length; j++)
      expected += 2 * list[i]!.count * list[j]!.count * difference(i, j);
  return expected === 0 ? null : 1 - ((total - 1) * observed) / expected;
}

function valuesOf(units: readonly Unit[]): Map<string, Value> {
  const values = new Map<string, Value>();
  for (const unit of units)
    for (const rating of unit) {
      const key = keyOf(rating);
      const found = values.get(key);
      if (found === undefined) values.set(key, { value: rating, count: 1 });
      else found.count++;
    }
  return values;
}

function keyOf(rating: Rating): string {
  return typeof rating === "object" ? JSON.stringify([...new Set(rating)].sort()) : `${rating}`;
}

/** The difference of the values at two indices of `list` (sorted where they are numbers), by the scale. */
function differenceOf(list: readonly Value[], scale: Scale): (i: number, j: number) => number {
  const number = (i: number): number => list[i]!.value as number;
  switch (scale) {
    case "nominal":
      return (i, j) => (i === j ? 0 : 1);
    case "interval":
      return (i, j) => (number(i) - number(j)) ** 2;
    case "ratio":
      return (i, j) => (i === j ? 0 : ((number(i) - number(j)) / (number(i) + number(j))) ** 2);
    case "set":
      return (i, j) => masi(list[i]!.value as readonly string[], list[j]!.value as readonly string[]);
    case "ordinal": {
      // What lies between two ranks: all values from the one to the other, the two ends by half.
      const below = [0];
      for (const { count } of list) below.push(below.at(-1)! + count);
      return (i, j) => {
        if (i === j) return 0;
        const [a, b] = i < j ? [i, j] : [j, i];
        return (below[b + 1]! - below[a]! - (list[a]!.count + list[b]!.count) / 2) ** 2;
      };
    }
  }
}

/**
 * Distance of two sets, 0 (equal) to 1 (nothing shared): one minus what they share of all they hold, times 1 for equal sets,
 * 2/3 where one holds the other, 1/3 where they overlap, 0 where they do not. Two empty sets are equal.
 */
export function masi(a: readonly string[], b: readonly string[]): number {
  const [left, right] = [new Set(a), new Set(b)];
  const shared = [...left].filter((name) => right.has(name)).length;
  const all = left.size + right.size - shared;
  if (all === 0 || shared === all) return 0;
  const nested = shared === left.size || shared === right.size;
  const monotone = shared === 0 ? 0 : nested ? 2 / 3 : 1 / 3;
  return 1 - (shared / all) * monotone;
}
