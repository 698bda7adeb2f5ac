/** Makes its part of `words.json`: the features that a tag has, and those of words that differ from their tag's. */
import type { ConlluSentence } from "../src/text/linguistics/conllu.js";
import { normalise } from "../src/text/linguistics/tokens-chars.js";
import { goldTag } from "./train-tags.js";

export type FeatLists = { byTag: Record<string, string>; byWord: Record<string, string> };

/** Features that say how a word was spelt; they are not predicted. */
const SPELLING = /\|?(Typo|Style|CorrectForm)=\w+/g;

export function featLists(sentences: readonly ConlluSentence[]): FeatLists {
  const tags = new Map<string, Map<string, number>>();
  const words = new Map<string, Map<string, number>>();
  for (const s of sentences) {
    s.form.forEach((form, i) => {
      const tag = goldTag(s, i);
      const feats = s.feats[i]!.replace(SPELLING, "").replace(/^\|/, "");
      count(tags, tag, feats);
      count(words, `${normalise(form)}/${tag}`, feats);
    });
  }
  const byTag: Record<string, string> = {};
  for (const tag of [...tags.keys()].sort()) byTag[tag] = top(tags.get(tag)!)[0];
  const byWord: Record<string, string> = {};
  for (const key of [...words.keys()].sort()) {
    const tag = key.split("/").slice(-3).join("/");
    const [feats, times] = top(words.get(key)!);
    if (feats !== byTag[tag] && (times > 1 || /^(PRON|DET|NUM|ADV|AUX)/.test(tag))) byWord[key] = feats;
  }
  return { byTag, byWord };
}

function count(table: Map<string, Map<string, number>>, key: string, value: string): void {
  const row = table.get(key) ?? new Map<string, number>();
  row.set(value, (row.get(value) ?? 0) + 1);
  table.set(key, row);
}

function top(row: Map<string, number>): [string, number] {
  return [...row].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]!;
}
