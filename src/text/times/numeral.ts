/** Reads the figures and number words inside time expressions, under the guards that keep out parts of other figures. */
import type { Atoms } from "./atoms.js";
import { type Grammar, NONE, NUMERALS } from "./grammar.js";

/** What reads a numeral of a kind (its place in NUMERALS) at an atom: how many atoms it takes, 0 for none. */
export type NumeralReader = {
  read(kind: number, i: number, to: number): number;
  /** The value that the last successful `read` found. */
  value: number;
};

const LEFT = "-–—/('\"[,:";
const LETTER = /[a-z]/i;

export function numeralReader(text: string, atoms: Atoms, grammar: Grammar): NumeralReader {
  const { Start, End, Value, Digits, Word } = atoms;
  const column = (name: string): number => grammar.category(name) * grammar.wordCount;
  const numbers = column("number");
  const ordinals = column("ordinal");
  const suffixes = column("suffix");
  const hyphen = grammar.words.get("-");
  const reader: NumeralReader = { read, value: 0 };
  return reader;

  function read(kind: number, i: number, to: number): number {
    if (i >= to) return 0;
    const value = Value[i]!;
    const digits = Digits[i]!;
    const name = NUMERALS[kind]!;
    if (value < 0)
      return name === "n" ? spelled(i, to) : name === "ord" ? take(listed(ordinals, i, to), 1) : 0;
    const when = (ok: boolean): number => (ok ? take(value, 1) : 0);
    switch (name) {
      case "int":
        return when(digits > 0 && digits <= 4);
      case "year":
        return when(digits === 4 && value >= 1000 && value <= 2199 && opens(i) && closes(i, to, true));
      case "yy":
        return when(digits === 2);
      case "hour":
        return when(digits > 0 && digits <= 2 && value <= 24 && opens(i));
      case "min":
        return when(digits === 2 && value < 60);
      case "hhmm":
        return when(digits === 4 && value % 100 < 60 && value <= 2400 && opens(i));
      case "mm":
        return when(digits > 0 && digits <= 2 && value >= 1 && value <= 12);
      case "dd":
        if (!isDay(i) || !opens(i)) return 0;
        return suffixed(i, to) ? take(value, 2) : when(closes(i, to, false));
      case "nth":
        return isDay(i) && opens(i) && suffixed(i, to) ? take(value, 2) : 0;
      case "ord":
        return digits > 0 && digits <= 2 && opens(i) && suffixed(i, to) ? take(value, 2) : 0;
      case "n":
        return opens(i) ? quantity(i, to) : 0;
    }
  }

  function take(value: number, length: number): number {
    if (value === NONE) return 0;
    reader.value = value;
    return length;
  }

  /** "20", "2.5", "2 1/2"; "20,000" too. */
  function quantity(i: number, to: number): number {
    const value = Value[i]!;
    if (glued(i + 1, to) && glued(i + 2, to) && text[Start[i + 1]!] === "." && Value[i + 2]! >= 0) {
      return take(value + Value[i + 2]! / 10 ** Digits[i + 2]!, 3);
    }
    const half = Digits[i + 1] === 1 && glued(i + 2, to) && text[Start[i + 2]!] === "/" && glued(i + 3, to);
    if (half && Digits[i + 3] === 1 && Value[i + 3]! > 0)
      return take(value + Value[i + 1]! / Value[i + 3]!, 4);
    return closes(i, to, false) ? take(value, 1) : 0;
  }

  /** "three", "twenty-five", "two hundred", "two dozen". */
  function spelled(i: number, to: number): number {
    let value = listed(numbers, i, to);
    if (value === NONE) return 0;
    let length = 1;
    if (value >= 20 && value < 100 && value % 10 === 0) {
      const gap = i + 1 < to && Word[i + 1] === hyphen ? 2 : 1;
      const units = listed(numbers, i + gap, to);
      if (units >= 1 && units <= 9) {
        value += units;
        length += gap;
      }
    }
    const scale = listed(numbers, i + length, to);
    return scale >= 100 || scale === 12 ? take(value * scale, length + 1) : take(value, length);
  }

  function listed(from: number, i: number, to: number): number {
    const word = i < to ? Word[i]! : -1;
    return word < 0 ? NONE : grammar.values[from + word]!;
  }

  function isDay(i: number): boolean {
    return Digits[i]! > 0 && Digits[i]! <= 2 && Value[i]! >= 1 && Value[i]! <= 31;
  }

  function glued(i: number, to: number): boolean {
    return i < to && Start[i] === End[i - 1];
  }

  /** Nothing but a bracket, quotation mark or dash touches the figure from the left. */
  function opens(i: number): boolean {
    if (i === 0 || End[i - 1] !== Start[i]) return true;
    const sign = text[Start[i]! - 1]!;
    return LEFT.includes(sign) || (sign > "\u2010" && sign < "\u2020");
  }

  /** No decimals, per cent sign or letter touches it from the right (the "s" of "1990s" may). */
  function closes(i: number, to: number, plural: boolean): boolean {
    if (!glued(i + 1, to)) return true;
    const sign = text[Start[i + 1]!]!;
    if (sign === "." || sign === ",") return !(glued(i + 2, to) && Value[i + 2]! >= 0);
    if (sign === "%" || sign === "°") return false;
    return !LETTER.test(sign) || (plural && sign.toLowerCase() === "s");
  }

  function suffixed(i: number, to: number): boolean {
    return glued(i + 1, to) && listed(suffixes, i + 1, to) !== NONE;
  }
}
