/** Which rules can match at all, told from the first two atoms: most words begin many rules and end none of them. */
import { type Grammar, type GrammarData, NONE, NUMERALS, OP, type Way } from "./grammar.js";

/** Looks up rules by their first two atoms; what was looked up once is remembered. */
export function candidateIndex(data: GrammarData, values: Int32Array): Grammar["candidates"] {
  const figure = data.words.length;
  const known = new Map<number, readonly number[]>();
  const numbers = data.categories.indexOf("number");
  const ordinals = data.categories.indexOf("ordinal");
  const hyphen = data.words.indexOf("-");
  const isIn = (category: number, word: number): boolean =>
    word < figure && values[category * figure + word] !== NONE;
  /** A number may still go on ("twenty-five", "2.5", "24th"): the second atom then rules out nothing. */
  const goesOn = (first: number, second: number): boolean =>
    first === figure ? second === figure + 2 : second === hyphen || isIn(numbers, second);

  return (first, second) => {
    const key = first * (figure + 3) + second;
    let found = known.get(key);
    if (!found) {
      const rules = first === figure ? data.firstNumber : (data.firstWord[first] ?? []);
      found = rules.filter((rule) => data.rules[rule]!.ways.some((way) => fits(way, first, second)));
      known.set(key, found);
    }
    return found;
  };

  function fits([read, over, next]: Way, first: number, second: number): boolean {
    if (!accepts(read[0], read[1], first)) return false;
    if (over === 1 || (read[0] === OP.NUMERAL && goesOn(first, second))) return true;
    for (const [op, operand] of next) if (accepts(op, operand, second)) return true;
    return false;
  }

  function accepts(op: number, operand: number, symbol: number): boolean {
    if (op === OP.WORD) return operand === symbol;
    if (op === OP.CATEGORY) return isIn(operand, symbol);
    if (symbol >= figure) return symbol === figure;
    const kind = NUMERALS[operand];
    return kind === "n" ? isIn(numbers, symbol) : kind === "ord" && isIn(ordinals, symbol);
  }
}

/** The beginnings of the rule whose program starts at `start`. Looks ahead and glue are taken to hold. */
export function waysOf(code: readonly number[], start: number): Way[] {
  return readsFrom(code, start).reads.map((pc) => {
    const { reads, over } = readsFrom(code, pc + 3);
    const next = new Map(
      reads.map((at) => [`${code[at]} ${code[at + 1]}`, [code[at]!, code[at + 1]!] as const]),
    );
    return [[code[pc]!, code[pc + 1]!], over ? 1 : 0, [...next.values()]];
  });
}

/** The instructions that read the next atom, reachable from a place in a program, and whether its end is. */
function readsFrom(code: readonly number[], from: number): { reads: number[]; over: boolean } {
  const reads: number[] = [];
  let over = false;
  const todo = [from];
  const seen = new Set<number>();
  while (todo.length > 0) {
    const pc = todo.pop()!;
    if (seen.has(pc)) continue;
    seen.add(pc);
    const op = code[pc];
    if (op === OP.MATCH) over = true;
    else if (op === OP.WORD || op === OP.CATEGORY || op === OP.NUMERAL) reads.push(pc);
    else if (op === OP.SPLIT) todo.push(code[pc + 2]!, code[pc + 1]!);
    else if (op === OP.JUMP) todo.push(code[pc + 1]!);
    else todo.push(pc + 3);
  }
  return { reads, over };
}
