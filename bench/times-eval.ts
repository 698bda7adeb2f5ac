/**
 * Measures time expressions on a TimeML corpus: detection F1 (spans overlap; spans equal) and value F1 (as in
 * TempEval-3: overlapping pairs whose TIMEX3 value is right). `node dist/bench/times-eval.js [dev|train] [--misses]`.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Timex } from "../src/text/analysis.js";
import { linguistics } from "../src/text/linguistics/linguistics.js";
import { times } from "../src/text/times/times.js";
import { CORPORA, jsonLines } from "./machine.js";
import { plainTokens } from "./places-plain.js";

type Gold = { start: number; end: number; type: string; value: string; text: string };
export type TimeText = { id: string; dct: string; text: string; timex3: Gold[] };
type Found = Timex & { readonly rule: string };

/** Counts of expressions: in the gold, found, and of the pairs that overlap, with equal spans, types and values. */
export type TimeCounts = Record<"gold" | "found" | "overlap" | "strict" | "type" | "value", number>;

/** F1 of a count of pairs. */
export const timeF1 = (count: TimeCounts, hits: number): number => (200 * hits) / (count.gold + count.found);

/** Counts what `times` finds in texts. `note` hears of every difference; `untagged` leaves tags and heads away. */
export function scoreTimes(
  rows: readonly TimeText[],
  note: (line: string) => void = () => {},
  untagged = false,
): TimeCounts {
  const count = { gold: 0, found: 0, overlap: 0, strict: 0, value: 0, type: 0 };
  for (const { text, dct, timex3 } of rows) {
    const day = dct.slice(0, 10);
    const { tokens, sentences } = untagged ? plainTokens(text) : linguistics(text, "en");
    const shown = (start: number, end: number, before: number): string =>
      `${text.slice(Math.max(0, start - before), start)}«${text.slice(start, end)}»${text.slice(end, end + 60)}`.replaceAll(
        "\n",
        " ",
      );
    const found: Found[] = times(text, tokens, sentences, day).flatMap(({ timex, rule }) =>
      timex.map((part) => ({ ...part, rule })),
    );
    count.gold += timex3.length;
    count.found += found.length;
    const used = new Set<Found>();
    for (const gold of timex3) {
      const best = found
        .filter((t) => !used.has(t) && t.start < gold.end && gold.start < t.end)
        .sort((a, b) => overlap(b, gold) - overlap(a, gold))[0];
      const context = shown(gold.start, gold.end, 130);
      if (!best) {
        note(`MISSED ${day} ${gold.type} ${gold.value} ${context}`);
        continue;
      }
      used.add(best);
      count.overlap++;
      if (best.start === gold.start && best.end === gold.end) count.strict++;
      else note(`SPAN   ${text.slice(best.start, best.end)} | ${context}`);
      if (best.type === gold.type) count.type++;
      if (best.value === gold.value) count.value++;
      else note(`VALUE  ${day} ${best.value} (${best.rule}) for ${gold.value} ${context}`);
    }
    for (const t of found) if (!used.has(t)) note(`EXTRA  ${t.rule} ${t.value} ${shown(t.start, t.end, 40)}`);
  }
  return count;
}

function overlap(t: Timex, gold: Gold): number {
  return Math.min(t.end, gold.end) - Math.max(t.start, gold.start);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const part = process.argv.find((a) => a === "train" || a === "dev") ?? "dev";
  const path = `${CORPORA}tempeval3_en/${part}.jsonl`;
  if (!existsSync(path)) {
    console.error(`${path} is not here: nothing measured.`);
    process.exit(2);
  }
  const rows = jsonLines<TimeText>(path);
  const note = process.argv.includes("--misses") ? console.log : undefined;
  const count = scoreTimes(rows, note, process.argv.includes("--untagged"));
  const f1 = (hits: number): string => timeF1(count, hits).toFixed(1);
  console.log(
    `${part}: ${rows.length} texts, ${count.gold} times, ${count.found} found | detection F1 ${f1(count.overlap)} ` +
      `(P ${((100 * count.overlap) / count.found).toFixed(1)} R ${((100 * count.overlap) / count.gold).toFixed(1)}), ` +
      `strict F1 ${f1(count.strict)}, type F1 ${f1(count.type)}, value F1 ${f1(count.value)}`,
  );
}
