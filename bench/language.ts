/** Compares ways to tell the language of a text: accuracy on the English and Spanish corpora, and time to load. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { languageOf } from "../src/ingest/language.js";
import { SHARED } from "./machine.js";

type Detector = (text: string) => Promise<string | null> | string | null;
type Item = { readonly lang: string; readonly text: string };

const SAMPLE = 3_000;
const require = createRequire(import.meta.url);

/** How to get each detector; called in a process of its own, so that loading is measured cold. */
const DETECTORS: Readonly<Record<string, () => Promise<Detector>>> = {
  "function words, then eld (chosen)": async () => languageOf,
  "eld extrasmall": async () => eld((await import("eld/extrasmall")).eld),
  "eld small": async () => eld((await import("eld/small")).eld),
  "eld medium": async () => eld((await import("eld/medium")).eld),
  tinyld: async () => require("tinyld").detect,
  "tinyld light": async () => require("tinyld/light").detect,
  "tinyld heavy": async () => require("tinyld/heavy").detect,
};

function eld(detector: { detect(text: string): { language: string } }): Detector {
  return (text) => detector.detect(text).language;
}

/** Reports and single sentences of known language; null where the shared data are not there. */
function items(): ReadonlyMap<string, readonly Item[]> | null {
  if (!existsSync(SHARED)) return null;
  const rows = (path: string) =>
    readFileSync(SHARED + path, "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Record<string, string>);
  const sentences = (path: string, lang: string) =>
    [...readFileSync(SHARED + path, "utf8").matchAll(/^# text = (.*)$/gm)].map((match) => ({
      lang,
      text: match[1]!,
    }));
  const reports = ["gold/dev/reports.jsonl", "gold/more-reports.jsonl", "gold/negatives.jsonl"].flatMap(rows);
  return new Map<string, readonly Item[]>([
    ["reports", reports.map((row) => ({ lang: row.lang!, text: row.text! }))],
    [
      "titles of reports",
      reports.filter((row) => row.title).map((row) => ({ lang: row.lang!, text: row.title! })),
    ],
    [
      "news sentences, en",
      rows("corpora/glocon_sent/train.jsonl").map((row) => ({ lang: "en", text: row.sentence! })),
    ],
    [
      "news sentences, es",
      rows("corpora/plover_es_sentences/train.jsonl").map((row) => ({ lang: "es", text: row.text! })),
    ],
    ["web sentences, en", sentences("corpora/ud_en_ewt/dev.conllu", "en")],
    ["web sentences, es", sentences("corpora/ud_es_gsd/dev.conllu", "es")],
  ]);
}

async function measureOne(name: string): Promise<void> {
  const start = performance.now();
  const detect = await DETECTORS[name]!();
  await detect("The dockers marched to the square on Friday, and they were stopped by the police.");
  const load = performance.now() - start;
  const row: Record<string, string> = { detector: name, "load ms": load.toFixed(0) };
  let units = 0;
  const begun = performance.now();
  for (const [set, list] of items()!) {
    let right = 0;
    for (const { lang, text } of list) {
      const sample = text.slice(0, SAMPLE);
      units += sample.length;
      if ((await detect(sample)) === lang) right++;
    }
    row[set] = ((100 * right) / list.length).toFixed(2);
  }
  row["MB/s"] = (units / 1_000 / (performance.now() - begun)).toFixed(1);
  process.stdout.write(`${JSON.stringify(row)}\n`);
}

if (process.argv[2]) await measureOne(process.argv[2]);
else if (items() === null) console.log(`Skipped: ${SHARED} is not here.`);
else {
  const rows = Object.keys(DETECTORS).map((name) =>
    JSON.parse(execFileSync(process.execPath, [fileURLToPath(import.meta.url), name], { encoding: "utf8" })),
  );
  console.log(
    `Node ${process.version}; accuracy in percent; load = import and first detection in a new process.`,
  );
  console.table(rows);
}
