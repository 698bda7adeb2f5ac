/**
 * Measures time expressions on a TimeML corpus: detection F1 (spans overlap; spans equal) and value F1 (as in
 * TempEval-3: overlapping pairs whose TIMEX3 value is right). `node dist/bench/times-eval.js [dev|train] [--misses]`.
 */
import { existsSync, readFileSync } from "node:fs";
import type { Time } from "../src/text/analysis.js";
import { linguistics } from "../src/text/linguistics/linguistics.js";
import { sentences as sentencesOf } from "../src/text/linguistics/sentences.js";
import { tokenise } from "../src/text/linguistics/tokens.js";
import { times } from "../src/text/times/times.js";

type Timex = { start: number; end: number; type: string; value: string; text: string };
type Row = { id: string; dct: string; text: string; timex3: Timex[] };

const part = process.argv.find((a) => a === "train" || a === "dev") ?? "dev";
const misses = process.argv.includes("--misses");
const path = `../shared/corpora/tempeval3_en/${part}.jsonl`;
if (!existsSync(path)) {
  console.error(`${path} is not here: nothing measured.`);
  process.exit(2);
}
const rows = readFileSync(path, "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as Row);

const count = { gold: 0, found: 0, overlap: 0, strict: 0, value: 0, type: 0 };
for (const row of rows) {
  const { tokens, sentences } = read(row.text);
  const found = times(row.text, tokens, sentences, row.dct.slice(0, 10));
  count.gold += row.timex3.length;
  count.found += found.length;
  const used = new Set<Time>();
  for (const gold of row.timex3) {
    const best = found
      .filter((t) => !used.has(t) && t.start < gold.end && gold.start < t.end)
      .sort((a, b) => overlap(b, gold) - overlap(a, gold))[0];
    const context = (start: number, end: number): string =>
      `${row.text.slice(Math.max(0, start - 130), start)}«${row.text.slice(start, end)}»${row.text.slice(end, end + 60)}`.replaceAll(
        "\n",
        " ",
      );
    if (!best) {
      if (misses)
        console.log(
          `MISSED ${row.dct.slice(0, 10)} ${gold.type} ${gold.value} ${context(gold.start, gold.end)}`,
        );
      continue;
    }
    used.add(best);
    count.overlap++;
    if (best.start === gold.start && best.end === gold.end) count.strict++;
    else if (misses)
      console.log(`SPAN   ${row.text.slice(best.start, best.end)} | ${context(gold.start, gold.end)}`);
    if (best.type === gold.type) count.type++;
    if (best.value === gold.value) count.value++;
    else if (misses) {
      console.log(
        `VALUE  ${row.dct.slice(0, 10)} ${best.value} (${best.rule}) for ${gold.value} ${context(gold.start, gold.end)}`,
      );
    }
  }
  if (misses) {
    for (const t of found) {
      if (used.has(t)) continue;
      console.log(
        `EXTRA  ${t.rule} ${t.value} ${row.text.slice(Math.max(0, t.start - 40), t.start)}«${row.text.slice(t.start, t.end)}»${row.text.slice(t.end, t.end + 60)}`.replaceAll(
          "\n",
          " ",
        ),
      );
    }
  }
}

function overlap(t: Time, gold: Timex): number {
  return Math.min(t.end, gold.end) - Math.max(t.start, gold.start);
}

const f1 = (hits: number): string => ((200 * hits) / (count.gold + count.found)).toFixed(1);
console.log(
  `${part}: ${rows.length} texts, ${count.gold} times, ${count.found} found | detection F1 ${f1(count.overlap)} ` +
    `(P ${((100 * count.overlap) / count.found).toFixed(1)} R ${((100 * count.overlap) / count.gold).toFixed(1)}), ` +
    `strict F1 ${f1(count.strict)}, type F1 ${f1(count.type)}, value F1 ${f1(count.value)}`,
);

/** Tokens and sentences, with tags unless `--untagged` asks for the words alone. */
function read(text: string) {
  if (!process.argv.includes("--untagged")) return linguistics(text, "en");
  const tokens = tokenise(text);
  return { tokens, sentences: sentencesOf(text, tokens) };
}
