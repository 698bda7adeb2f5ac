/** Speed and memory of the whole analysis beside compromise and wink-nlp. With a name as its argument, prints the peak memory of one alone. */
import { spawnSync } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { analyse } from "../src/text/analyse.js";
import { compromise, documents, englishReports, type Pipeline, rates, wink } from "./race.js";

const HERE = fileURLToPath(import.meta.url);

export type TextSpeed = {
  readonly reports: number;
  readonly tokens: number;
  /** Tokens, as Quipu counts them, in a second of processor time. */
  readonly tokensPerSecond: Each;
  /** Memory that the kept results of all reports hold, by token. */
  readonly bytesPerToken: Each;
  /** Most memory a process took that read all reports once, in MB. */
  readonly peak: Each;
};
type Each = { readonly quipu: number; readonly compromise: number; readonly wink: number };

const quipu = ({ text, published, title, outlet }: Parameters<Pipeline>[0]) =>
  analyse(text, { published, title, outlet });

export async function textSpeed(): Promise<TextSpeed> {
  const reports = englishReports();
  const tokens = reports.reduce((sum, report) => sum + quipu(report).tokens.length, 0);
  const [ours = 0, plain = 0, light = 0] = rates(reports, tokens, [quipu, await compromise(), await wink()]);
  const kept = await documents();
  const held = async (pipeline: Pipeline): Promise<number> =>
    Math.round((await weigh(() => reports.map(pipeline))) / tokens);
  return {
    reports: reports.length,
    tokens,
    tokensPerSecond: { quipu: ours, compromise: plain, wink: light },
    bytesPerToken: {
      quipu: await held(quipu),
      compromise: await held(kept.compromise),
      wink: await held(kept.wink),
    },
    peak: { quipu: peakOf("quipu"), compromise: peakOf("compromise"), wink: peakOf("wink") },
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

function peakOf(name: keyof Each): number {
  const { stdout, stderr, status } = spawnSync(process.execPath, [HERE, name], { encoding: "utf8" });
  if (status !== 0) throw new Error(`The peak of ${name} was not measured: ${stderr.slice(0, 2000)}`);
  return Number(stdout);
}

if (process.argv[1] === HERE) {
  const name = process.argv[2];
  const pipeline = name === "compromise" ? await compromise() : name === "wink" ? await wink() : quipu;
  for (const report of englishReports()) pipeline(report);
  console.log(Math.round(process.resourceUsage().maxRSS / 1024));
}
