/** Where the modifiers of a noun stand: the words before it, and the nouns that follow it by a preposition. */
import { type Tokens, UPOS } from "../../../text/analysis.js";

/** The dependents of a token, in reading order. */
export type Children = (i: number) => readonly number[];

const [NOUN, PROPN, ADJ, NUM, DET, X] = (["NOUN", "PROPN", "ADJ", "NUM", "DET", "X"] as const).map((tag) =>
  UPOS.indexOf(tag),
);
const RUN = new Set([NOUN, PROPN, ADJ, NUM, X]);
const LINKS = new Set(["of", "for", "from", "with", "at", "in", "within"]);
const DEPTH = 4;
/** Modifiers looked at, at most: a real noun phrase has fewer, a broken parse may have thousands. */
const MANY = 8;

/** The words before a head that modify it, nearest first, with the words that modify those. */
export function before(tokens: Tokens, children: Children, i: number): readonly number[] {
  let known = modifiers.get(children);
  if (!known) {
    known = new Array(tokens.length);
    modifiers.set(children, known);
  }
  const found = known[i] ?? findBefore(tokens, children, i);
  known[i] = found;
  return found;
}

const modifiers = new WeakMap<Children, Array<readonly number[] | undefined>>();

function findBefore(tokens: Tokens, children: Children, i: number): readonly number[] {
  if (tokens.Deprel[i] === "") return runBefore(tokens, i);
  const found: number[] = [];
  const collect = (of: number, depth: number): void => {
    const kids = children(of);
    for (let n = kids.length - 1; n >= 0; n--) {
      const j = kids[n]!;
      if (j >= of || !isModifier(tokens.Deprel[j]!)) continue;
      if (found.length === MANY) return;
      found.push(j);
      if (depth < DEPTH && tokens.Deprel[j]!.startsWith("compound")) collect(j, depth + 1);
    }
  };
  collect(i, 0);
  return found.sort((a, b) => b - a);
}

function runBefore(tokens: Tokens, i: number): number[] {
  const found: number[] = [];
  for (let j = i - 1; j >= 0 && found.length < 4 && tokens.Sentence[j] === tokens.Sentence[i]; j--) {
    if (/^(?:-|'s|’s|'|’)$/.test(tokens.Norm[j]!)) continue;
    if (!RUN.has(tokens.Upos[j]!)) break;
    found.push(j);
  }
  return found;
}

/** The heads of what follows by a preposition: "members of the union", "spokesman for the ministry". */
export function linked(tokens: Tokens, children: Children, i: number): number[] {
  if (tokens.Deprel[i] !== "")
    return children(i)
      .filter((j) => j > i && tokens.Deprel[j]!.startsWith("nmod"))
      .slice(0, MANY)
      .filter((j) => LINKS.has(linkOf(tokens, children, j)));
  if (!LINKS.has(tokens.Norm[i + 1] ?? "")) return [];
  let head = -1;
  for (let j = i + 2; j < tokens.length && tokens.Sentence[j] === tokens.Sentence[i]; j++) {
    const tag = tokens.Upos[j]!;
    if (tag === NOUN || tag === PROPN || tag === X) head = j;
    else if (tag !== DET && tag !== ADJ && tag !== NUM && !/^(?:-|'s|’s)$/.test(tokens.Norm[j]!)) break;
  }
  return head < 0 ? [] : [head];
}

/** The preposition by which noun `j` follows, in lower case; "" where there is none. */
export function linkOf(tokens: Tokens, children: Children, j: number): string {
  if (tokens.Deprel[j] === "") {
    for (let k = j - 1; k >= 0 && j - k < 8; k--) if (LINKS.has(tokens.Norm[k]!)) return tokens.Norm[k]!;
    return "";
  }
  const mark = children(j).find((k) => k < j && tokens.Deprel[k] === "case");
  return mark === undefined ? "" : tokens.Norm[mark]!;
}

function isModifier(deprel: string): boolean {
  return /^(?:compound|amod|nmod|flat|appos|nummod$)/.test(deprel);
}
