/**
 * Reads the pattern language of the time rules:
 *   word  <list>  <list:slot>  {macro}  ( a | b )  x?  slot=value
 *   ~  the next word touches the one before      !x  &x  the next word is not, is, in x (a word or <list>)
 *   [ ]  the quoted part (the rest is context)    @cap @small @start @end  the case of the next word, sentence bounds
 */
import { NUMERALS, type OP } from "./grammar.js";

type WordNode = { kind: "word"; word: string };
type CategoryNode = { kind: "category"; name: string; slot: string | null };
export type Node =
  | { kind: "sequence"; parts: Node[] }
  | { kind: "choice"; options: Node[] }
  | WordNode
  | CategoryNode
  | { kind: "numeral"; name: string; slot: string | null }
  | { kind: "look"; negative: boolean; target: WordNode | CategoryNode }
  | { kind: "assert"; what: keyof typeof OP }
  | { kind: "set"; slot: string; value: number };

const ASSERTIONS: Readonly<Record<string, keyof typeof OP>> = {
  "~": "GLUE",
  "[": "OPEN",
  "]": "CLOSE",
  "@cap": "CAPITAL",
  "@small": "SMALL",
  "@start": "START",
  "@end": "END",
};

/** Parses a pattern. Throws an Error that says what is wrong with it. */
export function parsePattern(pattern: string, macros: ReadonlyMap<string, string>, depth = 0): Node {
  if (depth > 12) throw new Error("macros go round in a circle");
  const words = pattern
    .replace(/([()|])/g, " $1 ")
    .split(/\s+/)
    .filter((w) => w !== "");
  let at = 0;
  const node = choice();
  if (at < words.length) throw new Error(`nothing is open for "${words[at]}"`);
  return node;

  function choice(): Node {
    const options: Node[] = [sequence()];
    while (words[at] === "|") {
      at++;
      options.push(sequence());
    }
    return options.length === 1 ? options[0]! : { kind: "choice", options };
  }

  function sequence(): Node {
    const parts: Node[] = [];
    while (at < words.length && words[at] !== "|" && words[at] !== ")") parts.push(item());
    return parts.length === 1 ? parts[0]! : { kind: "sequence", parts };
  }

  function item(): Node {
    let text = words[at++]!;
    let node: Node;
    if (text === "(") {
      node = choice();
      if (words[at++] !== ")") throw new Error('a ")" is missing');
      if (words[at] === "?") {
        at++;
        return optional(node);
      }
      return node;
    }
    const maybe = text.length > 1 && text.endsWith("?");
    if (maybe) text = text.slice(0, -1);
    node = leaf(text);
    return maybe ? optional(node) : node;
  }

  function leaf(text: string): Node {
    const assertion = ASSERTIONS[text];
    if (assertion) return { kind: "assert", what: assertion };
    if (text.length > 1 && (text[0] === "!" || text[0] === "&")) {
      const target = leaf(text.slice(1));
      if (target.kind !== "word" && target.kind !== "category")
        throw new Error(`"${text}" cannot look there`);
      return { kind: "look", negative: text[0] === "!", target };
    }
    if (text.startsWith("<") && text.endsWith(">")) {
      const [name, slot] = text.slice(1, -1).split(":") as [string, string | undefined];
      if ((NUMERALS as readonly string[]).includes(name))
        return { kind: "numeral", name, slot: slot ?? null };
      return { kind: "category", name, slot: slot ?? null };
    }
    if (text.startsWith("{") && text.endsWith("}")) {
      const body = macros.get(text.slice(1, -1));
      if (body === undefined) throw new Error(`there is no macro ${text}`);
      return parsePattern(body, macros, depth + 1);
    }
    const set = /^([a-z0-9]+)=(-?\d+)$/.exec(text);
    if (set) return { kind: "set", slot: set[1]!, value: Number(set[2]) };
    return { kind: "word", word: text };
  }
}

const optional = (node: Node): Node => ({ kind: "choice", options: [node, { kind: "sequence", parts: [] }] });
