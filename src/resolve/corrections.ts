/** Corrected reports: which one takes whose place, and what in it tells what the earlier one told. */
import type { LogEntry } from "../model/log.js";
import type { Telling } from "./tellings.js";

/** Reports that a later report of the log replaces, and the last one that does: corrected, and no longer what their outlet says. */
export function replacements(reports: readonly LogEntry<"report">[]): ReadonlyMap<string, string> {
  const positions = new Map(reports.map(({ id, position }) => [id, position]));
  const last = new Map<string, { id: string; position: number }>();
  for (const { id, position, record } of reports) {
    if (record.replaces === null || (positions.get(record.replaces) ?? position) >= position) continue;
    const known = last.get(record.replaces);
    if (known === undefined || position > known.position) last.set(record.replaces, { id, position });
  }
  return new Map([...last].map(([report, { id }]) => [report, id]));
}

/** A type and the words that name the event: what a correction of a day or a town leaves as it was. */
const wordsOf = ({ accounts }: Telling) =>
  `${accounts[0]!.event.type}\n${accounts[0]!.event.trigger.quote.toLowerCase()}`;

/**
 * For tellings of corrected reports the telling of the last correction that stands for each, by index: of one type and named
 * by the same words, in the order of the text, where both reports have as many of these. A telling that a coder rejected is
 * none. The rest has no heir.
 */
export function heirs(
  tellings: readonly Telling[],
  replaced: ReadonlyMap<string, string>,
): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  if (replaced.size === 0) return found;
  const byReport = new Map<string, Map<string, number[]>>();
  for (const [i, telling] of tellings.entries()) {
    if (!telling.exists) continue;
    const words = byReport.get(telling.report) ?? new Map<string, number[]>();
    byReport.set(telling.report, words);
    const key = wordsOf(telling);
    words.set(key, [...(words.get(key) ?? []), i]);
  }
  const inText = (list: readonly number[]) =>
    [...list].sort(
      (a, b) => tellings[a]!.accounts[0]!.event.trigger.start - tellings[b]!.accounts[0]!.event.trigger.start,
    );
  for (const report of replaced.keys()) {
    let last = report;
    for (let next = replaced.get(last); next !== undefined; next = replaced.get(last)) last = next;
    for (const [key, told] of byReport.get(report) ?? []) {
      const now = byReport.get(last)?.get(key) ?? [];
      if (now.length !== told.length) continue;
      const [before, after] = [inText(told), inText(now)];
      for (const [k, i] of before.entries()) found.set(i, after[k]!);
    }
  }
  return found;
}
