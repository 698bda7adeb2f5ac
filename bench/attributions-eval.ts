/**
 * Measures attributions on PolNeAR: an attribution is right where its cue, source and content each overlap those of one
 * in the corpus (no source matches no source). `node dist/bench/attributions-eval.js [dev|train] [--misses] [--words]`.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Attribution, Stretch } from "../src/text/analysis.js";
import { linguistics } from "../src/text/linguistics/linguistics.js";
import { attributions } from "../src/text/statements/attributions.js";
import { CORPORA, jsonLines } from "./machine.js";

type Row = { id: string; text: string; attributions: Attribution[] };

export type AttributionCounts = Record<
  "texts" | "gold" | "found" | "right" | "cue" | "source" | "content",
  number
> & {
  milliseconds: number;
  sentences: number;
  /** By cue: in the corpus, found, right, found with the cue alone. */
  byCue: Map<string, [gold: number, found: number, right: number, cueOnly: number]>;
};

export const attributionsFile = (part = "dev"): string => `${CORPORA}polnear/${part}.jsonl`;

/** F1 of a count of attributions, in percent. */
export const attributionF1 = (count: AttributionCounts, hits: number): number =>
  (200 * hits) / (count.gold + count.found);

/** Counts the attributions of the texts of a file. `note` hears of every difference. */
export function scoreAttributions(path: string, note: (line: string) => void = () => {}): AttributionCounts {
  const count: AttributionCounts = {
    texts: 0,
    gold: 0,
    found: 0,
    right: 0,
    cue: 0,
    source: 0,
    content: 0,
    milliseconds: 0,
    sentences: 0,
    byCue: new Map(),
  };
  for (const row of jsonLines<Row>(path)) {
    const { tokens, sentences } = linguistics(row.text, "en");
    const start = performance.now();
    const found = attributions(row.text, tokens, sentences);
    count.milliseconds += performance.now() - start;
    count.sentences += sentences.length;
    count.texts++;
    compare(row, found, count, note);
  }
  return count;
}

function compare(
  row: Row,
  found: Attribution[],
  count: AttributionCounts,
  note: (line: string) => void,
): void {
  const gold = row.attributions.filter((a) => a.cue.length > 0 && a.content.length > 0);
  const words = (stretches: readonly Stretch[]): string =>
    stretches.map(([a, b]) => row.text.slice(a, b)).join(" … ");
  const tally = (a: Attribution): [number, number, number, number] => {
    const key = words(a.cue).toLowerCase();
    const old = count.byCue.get(key) ?? [0, 0, 0, 0];
    count.byCue.set(key, old);
    return old;
  };
  const show = (kind: string, a: Attribution): void =>
    note(
      `${kind} ${words(a.source)} | ${words(a.cue)} | ${words(a.content)}`
        .replaceAll("\n", " ")
        .slice(0, 300),
    );
  count.gold += gold.length;
  count.found += found.length;
  for (const a of found) tally(a)[1]++;
  const used = new Set<Attribution>();
  for (const g of gold) {
    tally(g)[0]++;
    const near = found.filter((a) => !used.has(a) && overlap(a.cue, g.cue));
    const right = near.find((a) => same(a.source, g.source) && overlap(a.content, g.content));
    const best = right ?? near[0];
    if (!right) {
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
  for (const a of found) if (!used.has(a)) show("EXTRA", a);
}

function same(a: readonly Stretch[], b: readonly Stretch[]): boolean {
  return a.length === 0 || b.length === 0 ? a.length === b.length : overlap(a, b);
}

function overlap(a: readonly Stretch[], b: readonly Stretch[]): boolean {
  return a.some(([s, e]) => b.some(([t, f]) => s < f && t < e));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const part = process.argv.includes("train") ? "train" : "dev";
  const path = attributionsFile(part);
  if (!existsSync(path)) {
    console.error(`${path} is not here: nothing measured.`);
    process.exit(2);
  }
  const count = scoreAttributions(path, process.argv.includes("--misses") ? console.log : undefined);
  const percent = (share: number, whole: number): string => ((100 * share) / whole).toFixed(1);
  const f1 = (hits: number): string => attributionF1(count, hits).toFixed(1);
  console.log(
    `${part}: ${count.texts} texts, ${count.gold} attributions, ${count.found} found | F1 ${f1(count.right)} ` +
      `(P ${percent(count.right, count.found)} R ${percent(count.right, count.gold)}), cue F1 ${f1(count.cue)}, of these ` +
      `source ${percent(count.source, count.cue)} %, content ${percent(count.content, count.cue)} % | ` +
      `${((1000 * count.milliseconds) / count.sentences).toFixed(1)} µs a sentence`,
  );
  if (process.argv.includes("--words"))
    for (const [cue, [gold, found, right, cueOnly]] of [...count.byCue]
      .sort((a, b) => b[1][1] - b[1][2] - a[1][1] + a[1][2])
      .slice(0, 150))
      console.log(`${cue}: in corpus ${gold}, found ${found}, right ${right}, cue alone ${cueOnly}`);
}
