/**
 * Measures attributions on PolNeAR: an attribution is right where its cue, source and content each overlap those of one
 * in the corpus (no source matches no source). `node dist/bench/attributions-eval.js [dev|train] [--misses] [--words]`.
 */
import { existsSync, readFileSync } from "node:fs";
import type { Attribution, Stretch } from "../src/text/analysis.js";
import { linguistics } from "../src/text/linguistics/linguistics.js";
import { attributions } from "../src/text/statements/attributions.js";

type Row = { id: string; text: string; attributions: Attribution[] };

const part = process.argv.find((a) => a === "train" || a === "dev") ?? "dev";
const misses = process.argv.includes("--misses");
const path = `../shared/corpora/polnear/${part}.jsonl`;
if (!existsSync(path)) {
  console.error(`${path} is not here: nothing measured.`);
  process.exit(2);
}
const rows = readFileSync(path, "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as Row);

const count = { gold: 0, found: 0, right: 0, cue: 0, source: 0, content: 0 };
/** By cue: in the corpus, found, right, found with the cue alone. */
const byCue = new Map<string, [number, number, number, number]>();
let milliseconds = 0;
let sentenceCount = 0;
for (const row of rows) {
  const { tokens, sentences } = linguistics(row.text, "en");
  const start = performance.now();
  const found = attributions(row.text, tokens, sentences);
  milliseconds += performance.now() - start;
  sentenceCount += sentences.length;
  const gold = row.attributions.filter((a) => a.cue.length > 0 && a.content.length > 0);
  const words = (stretches: readonly Stretch[]): string =>
    stretches.map(([a, b]) => row.text.slice(a, b)).join(" … ");
  const tally = (a: Attribution): [number, number, number, number] => {
    const key = words(a.cue).toLowerCase();
    const old = byCue.get(key) ?? [0, 0, 0, 0];
    byCue.set(key, old);
    return old;
  };
  count.gold += gold.length;
  count.found += found.length;
  for (const a of found) tally(a)[1]++;
  const used = new Set<Attribution>();
  for (const g of gold) {
    tally(g)[0]++;
    const near = found.filter((a) => !used.has(a) && overlap(a.cue, g.cue));
    const right = near.find((a) => same(a.source, g.source) && overlap(a.content, g.content));
    const best = right ?? near[0];
    const show = (kind: string, a: Attribution): void =>
      console.log(
        `${kind} ${words(a.source)} | ${words(a.cue)} | ${words(a.content)}`
          .replaceAll("\n", " ")
          .slice(0, 300),
      );
    if (misses && !right) {
      show("GOLD ", g);
      if (best) show("  got", best);
    }
    if (!best) continue;
    used.add(best);
    count.cue++;
    if (same(best.source, g.source)) count.source++;
    if (overlap(best.content, g.content)) count.content++;
    if (right) {
      count.right++;
      tally(right)[2]++;
    } else tally(best)[3]++;
  }
  if (misses)
    for (const a of found)
      if (!used.has(a))
        console.log(
          `EXTRA ${words(a.source)} | ${words(a.cue)} | ${words(a.content)}`
            .replaceAll("\n", " ")
            .slice(0, 300),
        );
}

function same(a: readonly Stretch[], b: readonly Stretch[]): boolean {
  return a.length === 0 || b.length === 0 ? a.length === b.length : overlap(a, b);
}

function overlap(a: readonly Stretch[], b: readonly Stretch[]): boolean {
  return a.some(([s, e]) => b.some(([t, f]) => s < f && t < e));
}

const percent = (part: number, whole: number): string => ((100 * part) / whole).toFixed(1);
const f1 = (hits: number): string => percent(2 * hits, count.gold + count.found);
console.log(
  `${part}: ${rows.length} texts, ${count.gold} attributions, ${count.found} found | F1 ${f1(count.right)} ` +
    `(P ${percent(count.right, count.found)} R ${percent(count.right, count.gold)}), cue F1 ${f1(count.cue)}, of these ` +
    `source ${percent(count.source, count.cue)} %, content ${percent(count.content, count.cue)} % | ` +
    `${((1000 * milliseconds) / sentenceCount).toFixed(1)} µs a sentence`,
);
if (process.argv.includes("--words"))
  for (const [cue, [gold, found, right, cueOnly]] of [...byCue]
    .sort((a, b) => b[1][1] - b[1][2] - a[1][1] + a[1][2])
    .slice(0, 150))
    console.log(`${cue}: in corpus ${gold}, found ${found}, right ${right}, cue alone ${cueOnly}`);
