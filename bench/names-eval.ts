/** Scores a name tagger on annotated documents: exact spans and types. Run by itself, it scores the tagger that ships. */
import { fileURLToPath, pathToFileURL } from "node:url";
import { englishTagger, label, type NameTagger, namesFrom } from "../src/text/names/names.js";
import { type GoldDocument, readCorpus, tokeniseDocument } from "./names-corpus.js";
import { recaseAll } from "./names-variants.js";

export type Score = { readonly tp: number; readonly fp: number; readonly fn: number };

export const f1 = ({ tp, fp, fn }: Score): number => (tp === 0 ? 0 : (200 * tp) / (2 * tp + fp + fn));

/** Counts by type, and over all types in `types` under "all". */
export function scoreNames(
  by: NameTagger,
  documents: readonly GoldDocument[],
  types: readonly string[],
  look: "first" | "second" = "second",
): Record<string, Score> {
  const out: Record<string, { tp: number; fp: number; fn: number }> = { all: { tp: 0, fp: 0, fn: 0 } };
  for (const type of types) out[type] = { tp: 0, fp: 0, fn: 0 };
  for (const document of documents) {
    const { tokens, sentences, spans } = tokeniseDocument(document);
    const labels = label(by, tokens, sentences);
    const found = new Set<string>();
    for (const { start, end, type } of namesFrom(tokens, labels[look]))
      if (types.includes(type)) found.add(`${start} ${end} ${type}`);
    const gold = new Set<string>();
    for (const { start, end, type } of spans) if (types.includes(type)) gold.add(`${start} ${end} ${type}`);
    const count = (key: string, what: "tp" | "fp" | "fn"): void => {
      out.all![what]++;
      out[key.split(" ")[2]!]![what]++;
    };
    for (const key of found) count(key, gold.has(key) ? "tp" : "fp");
    for (const key of gold) if (!found.has(key)) count(key, "fn");
  }
  return out;
}

export const SCORED_TYPES = ["PER", "ORG", "LOC"];

/** A row of a table: F1 over all types and for each, then precision and recall over all. */
export function scoreRow(name: string, score: Record<string, Score>): string {
  const cells = ["all", ...SCORED_TYPES].map((type) => f1(score[type]!).toFixed(1));
  const { tp, fp, fn } = score.all!;
  return `| ${name} | ${cells.join(" | ")} | ${((100 * tp) / (tp + fp)).toFixed(1)} | ${((100 * tp) / (tp + fn)).toFixed(1)} |`;
}

/** A document with its facilities taken for places. */
const facilitiesAsPlaces = (document: GoldDocument): GoldDocument => ({
  id: document.id,
  sentences: document.sentences.map(({ text, spans }) => ({
    text,
    spans: spans.map((span) => (span.type === "FAC" ? { ...span, type: "LOC" } : span)),
  })),
});

/** Rows for the worldwide newswire corpus in four readings. */
export function scoreRows(by: NameTagger, worldwide: readonly GoldDocument[]): string[] {
  const readings: ReadonlyArray<readonly [string, (document: GoldDocument) => GoldDocument]> = [
    ["worldwide dev (never learnt from)", (document) => document],
    ["… its facilities taken for places", facilitiesAsPlaces],
    ["… all in capitals", (document) => recaseAll(document, (text) => text.toUpperCase())],
    ["… all in small letters", (document) => recaseAll(document, (text) => text.toLowerCase())],
  ];
  return readings.map(([name, change]) =>
    scoreRow(name, scoreNames(by, worldwide.map(change), SCORED_TYPES)),
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const documents = readCorpus(`${root}../shared/corpora/`, "ner_en_worldwide", "dev");
  if (documents) console.log(scoreRows(englishTagger(), documents).join("\n"));
  else console.error("The corpus to score on is not here.");
}
