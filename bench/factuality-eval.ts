/**
 * Measures the factuality of predicates on the UW set and on MEANTIME (sentences, -3 to 3): Pearson's r and mean absolute
 * error over the whole analysis. A target that no predicate overlaps counts as certain. No value was learnt from these texts.
 * `node dist/bench/factuality-eval.js [dev|train] [--misses]`.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { analyse } from "../src/text/analyse.js";
import { CORPORA, jsonLines } from "./machine.js";

type Row = {
  readonly text: string;
  readonly targets: ReadonlyArray<{
    readonly span1: readonly [first: number, last: number];
    readonly label: number;
  }>;
};

export type FactualityScores = {
  readonly targets: number;
  /** Targets with a predicate, in percent. */
  readonly covered: number;
  readonly r: number;
  /** Mean absolute error. */
  readonly error: number;
};

export const factualityFile = (corpus: string, part = "dev"): string => `${CORPORA}${corpus}/${part}.jsonl`;

/** Scores the sentences of a file; `note` hears of every target that is off by more than 1.5. */
export function scoreFactuality(path: string, note: (line: string) => void = () => {}): FactualityScores {
  const found: number[] = [];
  const gold: number[] = [];
  let covered = 0;
  for (const { text, targets } of jsonLines<Row>(path)) {
    const { predicates } = analyse(text, { published: null, title: null, outlet: null });
    const words = wordsOf(text);
    for (const { span1, label } of targets) {
      const start = words[span1[0]]![0];
      const end = words[span1[1] - 1]![1];
      const predicate = predicates.find((p) => p.start < end && p.end > start);
      if (predicate) covered++;
      const value = predicate?.factuality ?? 3;
      found.push(value);
      gold.push(label);
      if (Math.abs(value - label) > 1.5)
        note(`${value} for ${label}: ${text.slice(0, start)}«${text.slice(start, end)}»${text.slice(end)}`);
    }
  }
  const off = found.reduce((sum, value, i) => sum + Math.abs(value - gold[i]!), 0);
  return {
    targets: gold.length,
    covered: (100 * covered) / gold.length,
    r: pearson(found, gold),
    error: off / gold.length,
  };
}

/** Offsets of the words of a text whose words stand between single blanks. */
function wordsOf(text: string): Array<readonly [start: number, end: number]> {
  let at = 0;
  return text.split(" ").map((word) => {
    const start = at;
    at += word.length + 1;
    return [start, start + word.length];
  });
}

function pearson(a: readonly number[], b: readonly number[]): number {
  const mean = (list: readonly number[]): number => list.reduce((sum, x) => sum + x, 0) / list.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [both, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    both += (a[i]! - ma) * (b[i]! - mb);
    aa += (a[i]! - ma) ** 2;
    bb += (b[i]! - mb) ** 2;
  }
  return both / Math.sqrt(aa * bb);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const part = process.argv.includes("train") ? "train" : "dev";
  for (const corpus of ["factuality_uw", "factuality_meantime"]) {
    const path = factualityFile(corpus, part);
    if (!existsSync(path)) {
      console.error(`${path} is not here: nothing measured.`);
      process.exitCode = 2;
      continue;
    }
    const { targets, covered, r, error } = scoreFactuality(
      path,
      process.argv.includes("--misses") ? console.log : undefined,
    );
    console.log(
      `${corpus} ${part}: ${targets} targets, ${covered.toFixed(1)} % with a predicate | r ${r.toFixed(3)}, mean absolute error ${error.toFixed(3)}`,
    );
  }
}
