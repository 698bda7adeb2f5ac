/** The train part of the treebank with the names that `names-ewt.txt` marks in it. */
import { existsSync, readFileSync } from "node:fs";
import type { GoldDocument, GoldSentence, GoldSpan } from "./names-corpus.js";

type TreeWord = { readonly start: number; readonly end: number };
type TreeSentence = { readonly text: string; readonly words: readonly TreeWord[] };
type TreeDocument = { readonly id: string; readonly sentences: readonly TreeSentence[] };

/** Documents of a CoNLL-U file: the text of each sentence and the place of each word in it. */
function readTreebank(path: string): TreeDocument[] {
  const out: Array<{ id: string; sentences: TreeSentence[] }> = [];
  if (!existsSync(path)) return out;
  for (const block of readFileSync(path, "utf8").split("\n\n")) {
    const lines = block.split("\n");
    const id = lines.find((line) => line.startsWith("# newdoc id = "));
    if (id) out.push({ id: id.slice(14), sentences: [] });
    const text = lines.find((line) => line.startsWith("# text = "))?.slice(9);
    if (text === undefined) continue;
    const words: TreeWord[] = [];
    let from = 0;
    for (const line of lines) {
      if (!/^\d+\t/.test(line)) continue;
      const form = line.split("\t")[1]!;
      const start = text.indexOf(form, from);
      // Words of a contraction that is written otherwise have no place of their own.
      if (start >= 0) from = start + form.length;
      words.push({ start: start < 0 ? from : start, end: from });
    }
    out.at(-1)?.sentences.push({ text, words });
  }
  return out;
}

/** Names by document and sentence (from 0): type, first and last word (from 0). */
export type Marks = ReadonlyMap<
  string,
  ReadonlyMap<number, ReadonlyArray<readonly [string, number, number]>>
>;

/** Reads `names-ewt.txt`. Throws with the line where one is not as its head says. */
export function readMarks(text: string): Marks {
  const out = new Map<string, Map<number, Array<[string, number, number]>>>();
  let document = new Map<number, Array<[string, number, number]>>();
  text.split("\n").forEach((line, at) => {
    if (line === "" || line.startsWith("#")) return;
    if (line.startsWith("= ")) {
      document = new Map();
      out.set(line.slice(2), document);
      return;
    }
    const sentence = /^(\d+) (.*)$/.exec(line);
    const names = (sentence?.[2] ?? "")
      .split(", ")
      .map((name) => /^(PER|ORG|LOC|MISC) (\d+)(?:-(\d+))?$/.exec(name));
    if (!sentence || names.includes(null))
      throw new Error(`Line ${at + 1} of the marked names is not "SENTENCE TYPE FIRST-LAST, …": ${line}`);
    document.set(
      Number(sentence[1]) - 1,
      names.map((name) => [name![1]!, Number(name![2]) - 1, Number(name![3] ?? name![2]) - 1]),
    );
  });
  return out;
}

/** The documents of the treebank with their names; those of no other document are found in them. */
export function markedTreebank(conllu: string, marks: string): GoldDocument[] {
  const named = readMarks(readFileSync(marks, "utf8"));
  return readTreebank(conllu).map(({ id, sentences }) => ({
    id: `tree-${id}`,
    sentences: sentences.map(({ text, words }, s): GoldSentence => {
      const spans: GoldSpan[] = (named.get(id)?.get(s) ?? []).flatMap(([type, first, last]) => {
        const start = words[first]?.start;
        const end = words[last]?.end;
        return start === undefined || end === undefined || end <= start ? [] : [{ start, end, type }];
      });
      return { text, spans };
    }),
  }));
}
