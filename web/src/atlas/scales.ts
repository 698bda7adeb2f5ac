/** Scales of the charts: amounts on a logarithm, so that 20 and 20,000 can be read side by side. Pure. */

/** Maps an amount of at least 0 to 0..1: 0 stands at 0, `most` at 1, with the logarithm of one more between. */
export function logScale(most: number): (amount: number) => number {
  const top = Math.log1p(Math.max(most, 1));
  return (amount) => Math.min(1, Math.log1p(Math.max(0, amount)) / top);
}

/** 1, 10, 100 … up to `most`, and 0. */
export function logTicks(most: number): readonly number[] {
  const ticks = [0];
  for (let at = 1; at <= most; at *= 10) ticks.push(at);
  return ticks.length > 5 ? ticks.filter((_, at) => at === 0 || (ticks.length - 1 - at) % 2 === 0) : ticks;
}

/** The next of 1, 2, 5, 10, 20 … that is at least `amount`. */
export function niceCeil(amount: number): number {
  if (amount <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(amount));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= amount - 1e-9);
  return (step ?? 10) * power;
}

type Range = { readonly low: number | null; readonly high: number | null };

/** A top for an axis on which ranges are drawn: an open range is drawn as an arrow, so it needs room beyond its bound. */
export function topOf(ranges: readonly Range[]): number {
  const ends = ranges.flatMap(({ low, high }) => [high ?? (low ?? 0) * 1.5]);
  return niceCeil(Math.max(1, ...ends));
}

/** Where a range stands on an axis from 0 to `top`, as shares of its length; `open` on the side that has no bound. */
export function placeRange({ low, high }: Range, scale: (amount: number) => number) {
  const from = low === null ? 0 : scale(low);
  const to = high === null ? 1 : scale(high);
  return { from, to: Math.max(from, to), openLow: low === null, openHigh: high === null };
}

export type Axis = { readonly scale: (amount: number) => number; readonly ticks: readonly number[] };

/** Even steps from 0 to a top that is 1, 2 or 5 times a power of ten. */
function linearTicks(top: number): readonly number[] {
  const step = niceCeil(top / 5);
  return Array.from({ length: Math.floor(top / step + 1e-9) + 1 }, (_, at) => at * step);
}

/** An axis for a few ranges: even, so that lengths can be compared; on a logarithm only where the bounds lie too far apart for that. */
export function axisFor(ranges: readonly Range[]): Axis {
  const top = topOf(ranges);
  const bounds = ranges
    .flatMap(({ low, high }) => [low, high])
    .filter((bound) => bound !== null && bound > 0);
  const least = bounds.reduce((a: number, b) => Math.min(a, b!), top);
  if (least * 40 < top) return { scale: logScale(top), ticks: logTicks(top) };
  return { scale: (amount) => Math.max(0, Math.min(1, amount / top)), ticks: linearTicks(top) };
}
