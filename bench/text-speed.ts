/** Speed and memory of the whole analysis beside compromise. With a name as its argument, prints the peak memory of one alone. */
import { spawnSync } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { analyse } from "../src/text/analyse.js";
import { compromise, englishReports, type Pipeline, rates } from "./race.js";

const HERE = fileURLToPath(import.meta.url);

export type TextSpeed = {
  readonly reports: number;
  readonly tokens: number;
  /** Tokens, as Quipu counts them, in a second of processor time. */
  readonly tokensPerSecond: Pair;
  /** Memory that the kept results of all reports hold, by token. */
  readonly bytesPerToken: Pair;
  /** Most memory a process took that read all reports once, in MB. */
  readonly peak: Pair;
};
type Pair = { readonly quipu: number; readonly compromise: number };

const quipu = ({ text, published, title, outlet }: Parameters<Pipeline>[0]) =>
  analyse(text, { published, title, outlet });

export async function textSpeed(): Promise<TextSpeed> {
  const reports = englishReports();
  const tokens = reports.reduce((sum, report) => sum + quipu(report).tokens.length, 0);
  const [ours = 0, theirs = 0] = rates(reports, tokens, [quipu, await compromise()]);
  const nlp = (await import("compromise")).default;
  const held = async (pipeline: Pipeline): Promise<number> =>
    Math.round((await weigh(() => reports.map(pipeline))) / tokens);
  return {
    reports: reports.length,
    tokens,
    tokensPerSecond: { quipu: ours, compromise: theirs },
    bytesPerToken: { quipu: await held(quipu), compromise: await held(({ text }) => nlp(text)) },
    peak: { quipu: peakOf("quipu"), compromise: peakOf("compromise") },
  };
}

/** Bytes that stay while what was made is kept: the most of five rounds, as in the others the rest of the last one is freed. */
async function weigh(make: () => unknown): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const taken = async (): Promise<number> => {
    // Buffers are given back a little after their owners are collected.
    for (let i = 0; i < 3; i++) {
      collect();
      await setTimeout(50);
    }
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  let most = 0;
  for (let round = 0; round < 5; round++) {
    const before = await taken();
    const kept = [make()];
    most = Math.max(most, (await taken()) - before);
    kept.length = 0;
  }
  return most;
}

function peakOf(name: keyof Pair): number {
  const { stdout, stderr, status } = spawnSync(process.execPath, [HERE, name], { encoding: "utf8" });
  if (status !== 0) throw new Error(`The peak of ${name} was not measured: ${stderr.slice(0, 2000)}`);
  return Number(stdout);
}

if (process.argv[1] === HERE) {
  const pipeline = process.argv[2] === "compromise" ? await compromise() : quipu;
  for (const report of englishReports()) pipeline(report);
  console.log(Math.round(process.resourceUsage().maxRSS / 1024));
}
