/** Cuts tokens into the words, figures and signs that time expressions are made of: "9.30pm" is 9 . 30 pm. */
import type { Grammar } from "./grammar.js";

/** What the reading of times needs of the tokens; tags and arcs are used where they are there. */
export type TimeTokens = {
  readonly length: number;
  readonly Start: Int32Array;
  readonly End: Int32Array;
  readonly Form: readonly string[];
  readonly Norm: readonly string[];
  readonly Upos?: Uint8Array;
  readonly Feats?: readonly string[];
};

/** Columns, one entry an atom. Offsets are those of the text. */
export type Atoms = {
  readonly length: number;
  readonly Start: Int32Array;
  readonly End: Int32Array;
  readonly Token: Int32Array;
  /** Number of the word in the grammar's vocabulary, -1 where it has none. */
  readonly Word: Int32Array;
  /** Value of a figure; -1 for anything else. */
  readonly Value: Float64Array;
  /** How many digits a plain figure has; 0 for "2,000" and for words. */
  readonly Digits: Uint8Array;
  /** 1 where the atom begins with a capital letter. */
  readonly Capital: Uint8Array;
  /** 1 where the case of words tells nothing in this text (all small, all capitals). */
  readonly caseless: boolean;
};

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isLetter = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 0xc0 && !(code >= 0x2000 && code <= 0x206f));
const DOT = 46;
const COMMA = 44;

/** Atoms of a whole text, in one pass. */
export function atomise(tokens: TimeTokens, grammar: Grammar): Atoms {
  const room = Math.max(16, tokens.length + (tokens.length >> 2));
  let Start = new Int32Array(room);
  let End = new Int32Array(room);
  let Token = new Int32Array(room);
  let Word = new Int32Array(room);
  let Value = new Float64Array(room);
  let Digits = new Uint8Array(room);
  let Capital = new Uint8Array(room);
  let length = 0;
  let capitals = 0;
  let smalls = 0;
  const words = grammar.words;

  const push = (start: number, end: number, token: number, word: number, value: number, digits: number) => {
    if (length === Start.length) {
      const grow = <T extends Int32Array | Float64Array | Uint8Array>(old: T, fresh: T): T => {
        fresh.set(old as never);
        return fresh;
      };
      const size = length * 2;
      Start = grow(Start, new Int32Array(size));
      End = grow(End, new Int32Array(size));
      Token = grow(Token, new Int32Array(size));
      Word = grow(Word, new Int32Array(size));
      Value = grow(Value, new Float64Array(size));
      Digits = grow(Digits, new Uint8Array(size));
      Capital = grow(Capital, new Uint8Array(size));
    }
    Start[length] = start;
    End[length] = end;
    Token[length] = token;
    Word[length] = word;
    Value[length] = value;
    Digits[length] = digits;
    length++;
  };

  for (let t = 0; t < tokens.length; t++) {
    const norm = tokens.Norm[t]!;
    const start = tokens.Start[t]!;
    const end = tokens.End[t]!;
    const form = tokens.Form[t]!;
    const first = form.charCodeAt(0);
    const capital = isUpper(first, form);
    if (capital) capitals++;
    else if (isLetter(first)) smalls++;
    const before = length;
    const whole = words.get(norm);
    if (whole !== undefined && !isDigit(norm.charCodeAt(0))) push(start, end, t, whole, -1, 0);
    else if (norm.length !== end - start || isPlainWord(norm)) {
      push(start, end, t, words.get(undotted(norm)) ?? -1, -1, 0);
    } else cut(norm, form, start, t);
    if (capital && length > before) Capital[before] = 1;
  }
  return {
    length,
    Start,
    End,
    Token,
    Word,
    Value,
    Digits,
    Capital,
    caseless: capitals < (smalls + capitals) * 0.03 || smalls < (smalls + capitals) * 0.2,
  };

  function cut(norm: string, form: string, offset: number, token: number): void {
    let i = 0;
    while (i < norm.length) {
      const code = norm.charCodeAt(i);
      let j = i + 1;
      if (isDigit(code)) {
        while (j < norm.length && isDigit(norm.charCodeAt(j))) j++;
        const plain = j - i;
        while (isThousands(norm, j)) j += 4;
        if (j - i > 15) push(offset + i, offset + j, token, -1, -1, 0);
        else {
          const value = Number(j - i === plain ? norm.slice(i, j) : norm.slice(i, j).replaceAll(",", ""));
          push(offset + i, offset + j, token, -1, value, j - i === plain ? plain : 0);
        }
      } else {
        if (isLetter(code)) while (j < norm.length && isLetter(norm.charCodeAt(j))) j++;
        push(offset + i, offset + j, token, j - i > 24 ? -1 : (words.get(norm.slice(i, j)) ?? -1), -1, 0);
        if (isUpper(form.charCodeAt(i), form)) Capital[length - 1] = 1;
      }
      i = j;
    }
  }
}

/** Whether ",ddd" and no further digit stands at `i`. */
function isThousands(norm: string, i: number): boolean {
  return (
    norm.charCodeAt(i) === COMMA &&
    isDigit(norm.charCodeAt(i + 1)) &&
    isDigit(norm.charCodeAt(i + 2)) &&
    isDigit(norm.charCodeAt(i + 3)) &&
    !isDigit(norm.charCodeAt(i + 4))
  );
}

function isPlainWord(norm: string): boolean {
  for (let i = 0; i < norm.length; i++) {
    const code = norm.charCodeAt(i);
    if (!isLetter(code) && code !== DOT && code !== 39) return false;
  }
  return true;
}

/** "a.m." and "Sept." without their full stops; anything else as it is. */
const undotted = (norm: string): string =>
  norm.length > 1 && norm.length < 8 && norm.includes(".") ? norm.replaceAll(".", "") : norm;

function isUpper(code: number, form: string): boolean {
  if (code < 128) return code >= 65 && code <= 90;
  const first = form[0]!;
  return first !== first.toLowerCase();
}
