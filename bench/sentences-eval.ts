/** Scores the cut into sentences on raw text: `node dist/bench/sentences-eval.js [FILE.conllu | FILE.jsonl]`. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sentences } from "../src/text/linguistics/sentences.js";
import { tokenise } from "../src/text/linguistics/tokens.js";
import { CORPORA, jsonLines } from "./machine.js";
import { joinTokens } from "./names-corpus.js";
import { DEV } from "./train-corpus.js";

/** First and one past the last character of a sentence. */
export type Cut = readonly [start: number, end: number];
export type RawDocument = { readonly text: string; readonly gold: readonly Cut[] };
export type CutScore = Record<"gold" | "found" | "right" | "f1", number>;

/**
 * The documents of a CoNLL-U text as they were before they were cut: a blank line between paragraphs, a space between
 * sentences but where the last word says `SpaceAfter=No`.
 */
export function rawDocuments(conllu: string): RawDocument[] {
  const out: Array<{ text: string; gold: Cut[] }> = [];
  let glued = false;
  for (const block of conllu.split(/\r?\n(?:\r?\n)+/)) {
    const lines = block.split(/\r?\n/);
    const text = lines.find((line) => line.startsWith("# text = "))?.slice(9);
    if (text === undefined) continue;
    if (out.length === 0 || lines.some((line) => line.startsWith("# newdoc")))
      out.push({ text: "", gold: [] });
    const document = out.at(-1)!;
    if (document.text !== "") {
      const paragraph = lines.some((line) => line.startsWith("# newpar"));
      document.text += paragraph ? "\n\n" : glued ? "" : " ";
    }
    const start = document.text.length;
    document.text += text.trim();
    document.gold.push([start, document.text.length]);
    glued = endsGlued(lines);
  }
  return out;
}

/** Whether nothing stands after the last word; of a contraction, the line of the whole says so. */
function endsGlued(lines: readonly string[]): boolean {
  const rows = lines.filter((line) => /^\d+(?:-\d+)?\t/.test(line)).map((line) => line.split("\t"));
  const last = rows.at(-1)?.[0];
  const whole = rows.find(([id]) => last !== undefined && id!.endsWith(`-${last}`));
  return (whole ?? rows.at(-1))?.[9]?.includes("SpaceAfter=No") ?? false;
}

/** A document cut into sentences of tokens. */
type TokenisedDocument = { readonly sentences: ReadonlyArray<{ readonly tokens: readonly string[] }> };

/**
 * News whose corpus keeps tokens only, as running text: a space between sentences, and a blank line after one without a
 * closing mark, which was a headline or a dateline on a line of its own. What the corpus cut inside figures, hours and
 * addresses is joined again.
 */
export function newsDocuments(documents: readonly TokenisedDocument[]): RawDocument[] {
  return documents.map((document) => {
    let text = "";
    const gold: Cut[] = [];
    for (const { tokens } of document.sentences) {
      if (text !== "") text += /[.!?]["'”’)\]]*$/.test(text) ? " " : "\n\n";
      const start = text.length;
      text += joinTokens(rejoined(tokens)).text.replace(/(?<=[.!?]) (?=["']+$)/, "");
      gold.push([start, text.length]);
    }
    return { text, gold };
  });
}

/** The tokens with "5 . 9", "p . m ." and "quipu . com" whole again. */
function rejoined(tokens: readonly string[]): string[] {
  const out: string[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const [before, mark, after] = [out.at(-1) ?? "", tokens[i]!, tokens[i + 1] ?? ""];
    const figure = /^[.,:]$/.test(mark) && /\d$/.test(before) && /^\d/.test(after);
    const address = mark === "." && /\p{L}$/u.test(before) && /^(?:com|org|net)$/.test(after);
    const hour = mark === "." && /^[ap]$/.test(before) && after === "m";
    if (figure || address || hour) {
      out[out.length - 1] = before + mark + after;
      i++;
      if (hour && tokens[i + 1] === ".") {
        out[out.length - 1] += ".";
        i++;
      }
    } else out.push(/^(?:``|'')$/.test(mark) ? '"' : mark);
  }
  return out;
}

/** A sentence is right where both its ends are. */
export function scoreCuts(
  documents: readonly RawDocument[],
  cut: (text: string) => readonly Cut[] = ourCuts,
): CutScore {
  const count = { gold: 0, found: 0, right: 0 };
  for (const { text, gold } of documents) {
    const found = new Set(cut(text).map(String));
    count.gold += gold.length;
    count.found += found.size;
    for (const sentence of gold) if (found.has(String(sentence))) count.right++;
  }
  return { ...count, f1: (200 * count.right) / Math.max(1, count.gold + count.found) };
}

function ourCuts(text: string): Cut[] {
  const { Start, End } = sentences(text, tokenise(text));
  return Array.from(Start, (start, s) => [start, End[s]!]);
}

export const NEWS = `${CORPORA}ecbplus/dev.jsonl`;
export const newsCuts = (path = NEWS): CutScore =>
  scoreCuts(newsDocuments(jsonLines<TokenisedDocument>(path)));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = process.argv[2] ?? DEV;
  const tell = (name: string, { gold, found, right, f1 }: CutScore): void =>
    console.log(`${name}: ${gold} sentences, ${found} found, ${right} right: F1 ${f1.toFixed(1)}`);
  if (!existsSync(path)) console.log(`${path} is not here: nothing measured.`);
  else if (path.endsWith(".jsonl")) tell(path, newsCuts(path));
  else tell(path, scoreCuts(rawDocuments(readFileSync(path, "utf8"))));
  if (process.argv[2] === undefined && existsSync(NEWS)) tell(NEWS, newsCuts());
}
