/** Scores a name tagger on annotated documents: exact spans and types. */
import { label, type NameTagger, namesFrom } from "../src/text/names.js";
import { type GoldDocument, tokeniseDocument } from "./names-corpus.js";

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
