/** Days as whole numbers since 1970-01-01 (UTC), and the stretches that a timeline counts in. Pure. */

export type Bin = "day" | "week" | "month" | "year";

const MS = 86_400_000;

export const dayNumber = (iso: string): number => Math.round(Date.parse(`${iso}T00:00:00Z`) / MS);
export const isoDay = (day: number): string => new Date(day * MS).toISOString().slice(0, 10);

/** First day of the stretch that a day lies in; weeks start on Monday. */
export function binStart(day: number, by: Bin): number {
  if (by === "day") return day;
  // 1970-01-01 was a Thursday.
  if (by === "week") return day - ((((day + 3) % 7) + 7) % 7);
  const date = new Date(day * MS);
  return Date.UTC(date.getUTCFullYear(), by === "month" ? date.getUTCMonth() : 0, 1) / MS;
}

/** First day of the stretch after the one that starts on `start`. */
export function nextBin(start: number, by: Bin): number {
  if (by === "day") return start + 1;
  if (by === "week") return start + 7;
  const date = new Date(start * MS);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return (by === "month" ? Date.UTC(year, month + 1, 1) : Date.UTC(year + 1, 0, 1)) / MS;
}

/** The finest stretches that still make bars one can see: at most some 170 of them over `days` days. */
export function binFor(days: number): Bin {
  if (days <= 120) return "day";
  if (days <= 1200) return "week";
  return days <= 5000 ? "month" : "year";
}

/** Every stretch from the one that `first` lies in to the one that `last` lies in. */
export function bins(first: number, last: number, by: Bin): readonly number[] {
  const starts: number[] = [];
  for (let at = binStart(first, by); at <= last; at = nextBin(at, by)) starts.push(at);
  return starts;
}

/** Days for the ticks of an axis, at most `most`: months, quarters, half-years or years, whichever fits. */
export function dayTicks(first: number, last: number, most: number): readonly number[] {
  for (const months of [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200]) {
    const start = new Date(first * MS);
    const from = Math.floor(start.getUTCMonth() / Math.min(months, 12)) * Math.min(months, 12);
    const span = Math.max(1, months / 12);
    const year = Math.floor(start.getUTCFullYear() / span) * span;
    const ticks: number[] = [];
    for (let i = 0; ticks.length <= most; i++) {
      const tick = Date.UTC(year, from + i * months, 1) / MS;
      if (tick > last) break;
      if (tick >= first) ticks.push(tick);
    }
    if (ticks.length <= most) return ticks;
  }
  return [];
}
