/** Weighs columns against objects for tokens: bytes and time to build, and to hand to a worker. Backs docs/decisions/0009-columns-and-rows.md. */
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { SAMPLE_FILE } from "../src/app/sample.js";
import { dataFile } from "../src/text/data.js";

const TOKENS = 500_000;

/** Start and end of the words and marks of the bundled reports, over and over. */
function cuts(): Array<readonly [start: number, end: number]> {
  const lines = readFileSync(dataFile(SAMPLE_FILE), "utf8").split("\n").filter(Boolean);
  const text = lines.map((line) => (JSON.parse(line) as { text: string }).text).join("\n");
  const found = [...text.matchAll(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu)];
  return found.map((match) => [match.index, match.index + match[0].length] as const);
}

type Token = { start: number; end: number; upos: number; head: number; sentence: number };

function asObjects(words: ReturnType<typeof cuts>): Token[] {
  const out: Token[] = [];
  for (let i = 0; i < TOKENS; i++) {
    const [start, end] = words[i % words.length]!;
    out.push({ start, end, upos: i % 17, head: i - 1, sentence: i >> 5 });
  }
  return out;
}

function asColumns(words: ReturnType<typeof cuts>) {
  const columns = {
    Start: new Int32Array(TOKENS),
    End: new Int32Array(TOKENS),
    Upos: new Uint8Array(TOKENS),
    Head: new Int32Array(TOKENS),
    Sentence: new Int32Array(TOKENS),
  };
  for (let i = 0; i < TOKENS; i++) {
    const [start, end] = words[i % words.length]!;
    columns.Start[i] = start;
    columns.End[i] = end;
    columns.Upos[i] = i % 17;
    columns.Head[i] = i - 1;
    columns.Sentence[i] = i >> 5;
  }
  return columns;
}

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

function held(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Bytes a token (the most of five rounds: in the others the rest of the last round is freed), and milliseconds (the least). */
function weigh<T>(make: () => T, hand: (made: T) => unknown) {
  const [build, pass]: [number[], number[]] = [[], []];
  let bytes = 0;
  for (let round = 0; round < 5; round++) {
    const before = held();
    let start = performance.now();
    const made = make();
    build.push(performance.now() - start);
    bytes = Math.max(bytes, (held() - before) / TOKENS);
    start = performance.now();
    hand(made);
    pass.push(performance.now() - start);
  }
  return {
    "bytes a token": Math.round(bytes),
    "build, ms": Number(Math.min(...build).toFixed(1)),
    "hand to a worker, ms": Number(Math.min(...pass).toFixed(2)),
  };
}

const words = cuts();
console.log(`${TOKENS.toLocaleString("en")} tokens, Node ${process.version}`);
console.table({
  objects: weigh(
    () => asObjects(words),
    (tokens) => structuredClone(tokens),
  ),
  columns: weigh(
    () => asColumns(words),
    (columns) =>
      structuredClone(columns, { transfer: Object.values(columns).map((column) => column.buffer) }),
  ),
});
