/** Whether a source gives as many reports as it should: a feed that has quietly died is a gap in the record. */
import type { InputFinding } from "./incoming.js";
import type { Source } from "./source.js";

/** What a source has given so far: reports for each day on which they came, and the first day of all. */
export type Volume = {
  readonly since: string;
  /** By day of arrival, `YYYY-MM-DD`; days without reports need not stand here. */
  readonly days: Readonly<Record<string, number>>;
};

const DAY = 86_400_000;
/** Days that are kept: more than any expectation looks back. */
const KEPT = 35;

/** The volume after `reports` more came on `today`; days long past are dropped. */
export function addVolume(volume: Volume | null, today: string, reports: number): Volume {
  const days = { ...volume?.days, [today]: (volume?.days[today] ?? 0) + reports };
  const oldest = before(today, KEPT);
  const kept = Object.entries(days).filter(([day]) => day >= oldest);
  return { since: volume?.since ?? today, days: Object.fromEntries(kept) };
}

/**
 * A finding when fewer reports came than the source expects, in the last whole day or the last seven, today not counted
 * unless it alone is enough. Nothing is said before the source has been read for that long.
 */
export function volumeFinding(
  source: Source,
  volume: Volume,
  today: string,
  file: string | null,
): InputFinding | null {
  if (source.expected === null) return null;
  const { per, least } = source.expected;
  const span = per === "day" ? 1 : 7;
  const first = before(today, span);
  if (volume.since > first) return null;
  let came = 0;
  for (const [day, count] of Object.entries(volume.days)) if (day >= first && day <= today) came += count;
  if (came >= least) return null;
  const window = per === "day" ? "since yesterday" : "in the last seven days";
  const message = `${source.name} gave ${count(came)} ${window}; at least ${count(least)} a ${per} are expected. Look whether its address or format has changed.`;
  return { code: "source.volume", message, file, line: null, report: null };
}

function count(reports: number): string {
  return reports === 1 ? "1 report" : `${reports.toLocaleString("en")} reports`;
}

function before(day: string, days: number): string {
  return new Date(Date.parse(day) - days * DAY).toISOString().slice(0, 10);
}
