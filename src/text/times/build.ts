/** Compiles `languages/<lang>/time/*.yaml` (words, cues, rules) into `dist/data/<lang>/times.json`. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";
import { waysOf } from "./candidates.js";
import { type GrammarData, NAMED, NUMERALS, OP, type Rule, SLOTS } from "./grammar.js";
import { type Node, parsePattern } from "./pattern.js";

type Lists = Record<string, Record<string, string[]> | string[]>;
type RuleSource = {
  id: string;
  make: string;
  with?: Record<string, number | string>;
  pattern: string | string[];
  examples?: unknown[];
};
type RuleFile = { macros?: Record<string, string>; rules?: RuleSource[] };

/** The build step: every language folder that has a `time` folder. */
export function compileTimes(root: string, out: string): void {
  for (const lang of readdirSync(`${root}languages`).sort()) {
    const folder = `${root}languages/${lang}/time/`;
    if (!existsSync(folder)) continue;
    mkdirSync(`${out}${lang}`, { recursive: true });
    writeFileSync(`${out}${lang}/times.json`, JSON.stringify(compileGrammar(folder)));
  }
}

/** Compiles one folder. Throws an Error that names the rule where a pattern is wrong. */
export function compileGrammar(folder: string): GrammarData {
  const read = (name: string): unknown => parse(readFileSync(folder + name, "utf8"));
  const lists = read("words.yaml") as Lists;
  const cues = read("cues.yaml") as Record<string, string[]>;
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".yaml") && name !== "words.yaml" && name !== "cues.yaml")
    .sort()
    .map((name) => read(name) as RuleFile);
  const words: string[] = [];
  const index = new Map<string, number>();
  const word = (text: string): number => {
    let id = index.get(text);
    if (id === undefined) {
      id = words.push(text) - 1;
      index.set(text, id);
    }
    return id;
  };
  const categories = Object.keys(lists);
  const values = categories.map((name) => valuesOf(name, lists[name]!, word));
  const macros = new Map(files.flatMap((file) => Object.entries(file.macros ?? {})));
  const code: number[] = [];
  const rules: Rule[] = [];
  const firstWord = new Map<number, Set<number>>();
  const firstNumber = new Set<number>();
  const wordsOf = (c: number): number[] => values[c]!.filter((_, i) => i % 2 === 0);
  for (const source of files.flatMap((file) => file.rules ?? [])) {
    for (const pattern of [source.pattern].flat()) {
      try {
        const node = parsePattern(pattern, macros);
        const rule = rules.length;
        const start = code.length;
        emit(node, code, word, categories);
        code.push(OP.MATCH, 0, 0);
        const ways = waysOf(code, start);
        rules.push({ id: source.id, make: source.make, with: source.with ?? {}, start, ways });
        const first = firstOf(node);
        if (first.empty) throw new Error("it can match nothing");
        for (const leaf of first.leaves) {
          const starts: number[] = [];
          if (leaf.kind === "word") starts.push(word(leaf.word));
          if (leaf.kind === "category") starts.push(...wordsOf(categoryOf(leaf.name, categories)));
          if (leaf.kind === "numeral") {
            firstNumber.add(rule);
            const spelled = leaf.name === "n" ? "number" : leaf.name === "ord" ? "ordinal" : null;
            if (spelled) starts.push(...wordsOf(categoryOf(spelled, categories)));
          }
          for (const start of starts) firstWord.set(start, (firstWord.get(start) ?? new Set()).add(rule));
        }
      } catch (error) {
        throw new Error(`time rule ${source.id}, pattern "${pattern}": ${(error as Error).message}`);
      }
    }
  }
  return {
    words,
    categories,
    values,
    rules,
    code,
    firstWord: Object.fromEntries([...firstWord].map(([w, set]) => [w, [...set]])),
    firstNumber: [...firstNumber],
    cues,
  };
}

/** Word–value pairs of a list. A plain list gives every word the value 1. */
function valuesOf(
  name: string,
  list: Record<string, string[]> | string[],
  word: (w: string) => number,
): number[] {
  if (Array.isArray(list)) return list.flatMap((text) => [word(String(text)), 1]);
  const keys = Object.keys(list);
  const named = Object.values<readonly string[]>(NAMED).find((names) => keys.every((k) => names.includes(k)));
  return Object.entries(list).flatMap(([key, texts]) => {
    const value = named ? named.indexOf(key) : Number(key);
    if (!Number.isInteger(value) || value < 0) throw new Error(`time words: ${name} has no value "${key}"`);
    return texts.flatMap((text) => [word(String(text)), value]);
  });
}

function categoryOf(name: string, categories: readonly string[]): number {
  const c = categories.indexOf(name);
  if (c < 0) throw new Error(`there is no word list "${name}"`);
  return c;
}

function slotOf(name: string | null): number {
  if (name === null) return -1;
  const slot = (SLOTS as readonly string[]).indexOf(name);
  if (slot < 0) throw new Error(`there is no slot "${name}"`);
  return slot;
}

function emit(
  node: Node,
  code: number[],
  word: (text: string) => number,
  categories: readonly string[],
): void {
  switch (node.kind) {
    case "sequence":
      for (const part of node.parts) emit(part, code, word, categories);
      return;
    case "choice": {
      const jumps: number[] = [];
      node.options.forEach((option, i) => {
        if (i === node.options.length - 1) {
          emit(option, code, word, categories);
          return;
        }
        const split = code.push(OP.SPLIT, 0, 0) - 3;
        code[split + 1] = code.length;
        emit(option, code, word, categories);
        jumps.push(code.push(OP.JUMP, 0, 0) - 3);
        code[split + 2] = code.length;
      });
      for (const jump of jumps) code[jump + 1] = code.length;
      return;
    }
    case "word":
      code.push(OP.WORD, word(node.word), 0);
      return;
    case "category": {
      const slot = node.slot ?? ((SLOTS as readonly string[]).includes(node.name) ? node.name : null);
      code.push(OP.CATEGORY, categoryOf(node.name, categories), slotOf(slot));
      return;
    }
    case "numeral":
      code.push(
        OP.NUMERAL,
        NUMERALS.indexOf(node.name as (typeof NUMERALS)[number]),
        slotOf(node.slot ?? ((SLOTS as readonly string[]).includes(node.name) ? node.name : null)),
      );
      return;
    case "look": {
      const { target, negative } = node;
      if (target.kind === "word") code.push(negative ? OP.NOT_WORD : OP.IS_WORD, word(target.word), 0);
      else {
        code.push(negative ? OP.NOT_CATEGORY : OP.IS_CATEGORY, categoryOf(target.name, categories), 0);
      }
      return;
    }
    case "assert":
      code.push(OP[node.what], 0, 0);
      return;
    case "set":
      code.push(OP.SET, slotOf(node.slot), node.value);
  }
}

type Leaf = Extract<Node, { kind: "word" | "category" | "numeral" }>;

/** The leaves that a match can begin with, and whether it can be empty. */
function firstOf(node: Node): { leaves: Leaf[]; empty: boolean } {
  if (node.kind === "word" || node.kind === "category" || node.kind === "numeral") {
    return { leaves: [node], empty: false };
  }
  if (node.kind === "sequence") {
    const leaves: Leaf[] = [];
    for (const part of node.parts) {
      const first = firstOf(part);
      leaves.push(...first.leaves);
      if (!first.empty) return { leaves, empty: false };
    }
    return { leaves, empty: true };
  }
  if (node.kind === "choice") {
    const firsts = node.options.map(firstOf);
    return { leaves: firsts.flatMap((f) => f.leaves), empty: firsts.some((f) => f.empty) };
  }
  return { leaves: [], empty: true };
}
