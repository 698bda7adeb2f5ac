/** The words, figures and signs that quantities are read from: tokens cut further, figures put together again. */
import type { Sentences, Tokens } from "../analysis.js";
import type { NumberWords } from "./words.js";

export const WORD = 0;
/** Digits that state one number: 20, 20,000, 1.5. */
export const FIGURE = 1;
/** Digits that state none: 11:30, 2/3/2009, 192.168.1.2, 2023-07-22, 0827000000. */
export const OPAQUE = 2;
export const SIGN = 3;

/** Columns, one entry a lexeme, in reading order. `Token` is the token that the lexeme begins in. */
export type Lexemes = {
  readonly length: number;
  readonly text: string;
  readonly Start: number[];
  readonly End: number[];
  readonly Kind: number[];
  /** Lower case; dashes and quotes unified as in the tokens where the lexeme is a whole token. */
  readonly Norm: string[];
  readonly Token: number[];
  readonly Sentence: number[];
  /** Value of a figure, and the worth of its last digit (0.1 for "64.6"). */
  readonly Value: number[];
  readonly Step: number[];
};

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isLetter = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code > 0x7f && !SYMBOLS.test(String.fromCharCode(code)));
const SYMBOLS = /[\p{P}\p{S}\s]/u;
const isDash = (code: number): boolean => code === 45 || (code >= 0x2010 && code <= 0x2015);

/** Longest run of digits read as a number. */
const MOST_DIGITS = 18;

/** Cuts the tokens of a text into lexemes. Linear in the length of the text. */
export function lexemes(text: string, tokens: Tokens, sentences: Sentences, words: NumberWords): Lexemes {
  const L: Lexemes & { length: number } = {
    length: 0,
    text,
    Start: [],
    End: [],
    Kind: [],
    Norm: [],
    Token: [],
    Sentence: [],
    Value: [],
    Step: [],
  };
  const push = (
    start: number,
    end: number,
    kind: number,
    norm: string,
    token: number,
    value = 0,
    step = 1,
  ) => {
    L.Start.push(start);
    L.End.push(end);
    L.Kind.push(kind);
    L.Norm.push(norm);
    L.Token.push(token);
    L.Sentence.push(tokens.Sentence[token]!);
    L.Value.push(value);
    L.Step.push(step);
    L.length++;
  };
  let done = 0;
  for (let s = 0; s < sentences.length; s++) {
    for (let t = sentences.First[s]!; t < sentences.Last[s]!; t++) {
      const end = tokens.End[t]!;
      let at = Math.max(tokens.Start[t]!, done);
      if (at >= end) continue;
      if (at === tokens.Start[t]! && isWhole(text, at, end)) {
        push(at, end, isLetter(text.charCodeAt(at)) ? WORD : SIGN, tokens.Norm[t]!, t);
        continue;
      }
      while (at < end) {
        const code = text.charCodeAt(at);
        const part = partOf(code);
        if (part > 0) {
          push(at, at + 1, FIGURE, text[at]!, t, part, part);
          at++;
        } else if (isDigit(code)) {
          const month = L.length > 0 && words.set.months.has(L.Norm[L.length - 1]!);
          const figure = figureAt(text, at, words, !month);
          push(at, figure.end, figure.kind, text.slice(at, figure.end), t, figure.value, figure.step);
          at = figure.end;
        } else {
          let to = at + 1;
          const letter = isLetter(code);
          if (letter)
            while (to < end && (isLetter(text.charCodeAt(to)) || isInner(text.charCodeAt(to)))) to++;
          const norm = isDash(code) ? "-" : text.slice(at, to).toLowerCase();
          push(at, to, letter ? WORD : SIGN, norm, t);
          at = to;
        }
      }
      done = Math.max(done, at);
    }
  }
  return L;
}

const isInner = (code: number): boolean => code === 39 || code === 0x2019 || code === 46 || code === 36;

/** True where a token needs no cutting: it holds no digit, no "½" and no dash beside other characters. */
function isWhole(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (isDigit(code) || isDash(code) || partOf(code) > 0) return false;
  }
  return true;
}

/** What the one-character fractions are worth, "½" to "⅞". */
const PARTS: ReadonlyMap<number, number> = new Map([
  [0xbc, 1 / 4],
  [0xbd, 1 / 2],
  [0xbe, 3 / 4],
  [0x2153, 1 / 3],
  [0x2154, 2 / 3],
  [0x2155, 1 / 5],
  [0x2156, 2 / 5],
  [0x2157, 3 / 5],
  [0x2158, 4 / 5],
  [0x2159, 1 / 6],
  [0x215a, 5 / 6],
  [0x215b, 1 / 8],
  [0x215c, 3 / 8],
  [0x215d, 5 / 8],
  [0x215e, 7 / 8],
]);
const partOf = (code: number): number => (code < 0xbc ? 0 : (PARTS.get(code) ?? 0));

/** True for a figure that is a part of one: "3/4", "½". */
export function isPart(L: Lexemes, i: number): boolean {
  if (L.Kind[i] !== FIGURE || L.Value[i]! >= 1) return false;
  return L.Norm[i]!.charCodeAt(0) >= 0xbc || L.Norm[i]!.includes("/");
}

/** True for a lexeme that begins with a capital. */
export function startsUpper(L: Lexemes, i: number): boolean {
  if (i < 0 || i >= L.length) return false;
  const char = L.text[L.Start[i]!]!;
  return char !== char.toLowerCase();
}

/** True where two neighbouring lexemes touch. */
export function glued(L: Lexemes, i: number): boolean {
  return i > 0 && i < L.length && L.Start[i] === L.End[i - 1];
}

/** Norm of a lexeme in the same sentence as `of`, or "" outside it. */
export function normNear(L: Lexemes, i: number, of: number): string {
  return i >= 0 && i < L.length && L.Sentence[i] === L.Sentence[of] ? L.Norm[i]! : "";
}

type Figure = { readonly end: number; readonly kind: number; readonly value: number; readonly step: number };

function digitsEnd(text: string, at: number): number {
  let i = at;
  while (i < text.length && isDigit(text.charCodeAt(i))) i++;
  return i;
}

/** The figure at `start`, with its groups and decimals, or the whole of a date, time, score or address. */
function figureAt(text: string, start: number, words: NumberWords, spaces: boolean): Figure {
  let end = digitsEnd(text, start);
  const over = slashedEnd(text, start, end);
  if (over > 0) {
    const below = Number(text.slice(end + 1, over));
    return { end: over, kind: FIGURE, value: Number(text.slice(start, end)) / below, step: 1 / below };
  }
  if (isBareFraction(text, start)) {
    const places = text.slice(start, Math.min(end, start + 12));
    return { end, kind: FIGURE, value: Number(`0.${places}`), step: 10 ** -places.length };
  }
  let digits = text.slice(start, Math.min(end, start + MOST_DIGITS + 1));
  const grouped = groupsEnd(text, start, end, words, spaces);
  if (grouped > end && grouped - start < 40) {
    end = grouped;
    digits = text.slice(start, end).replace(/[^0-9]/g, "");
  }
  let step = 1;
  let value = Number(digits);
  const decimals = decimalsEnd(text, end, words);
  if (decimals > end) {
    const places = text.slice(end + 1, Math.min(decimals, end + 13));
    value = Number(`${digits}.${places}`);
    step = 10 ** -places.length;
    end = decimals;
  }
  const opaque = opaqueEnd(text, end);
  if (opaque > end) return { end: opaque, kind: OPAQUE, value: 0, step: 1 };
  const code = digits.length > MOST_DIGITS || (digits.length > 2 && digits.charCodeAt(0) === 48);
  const kind = code ? OPAQUE : FIGURE;
  return { end, kind, value, step };
}

/** Denominators of the fractions that are written with a slash; "9/11" is a date. */
const BELOW: ReadonlySet<string> = new Set(["2", "3", "4", "5", "6", "8", "10", "16", "32", "64"]);

/** End of a fraction such as "3/4" whose first number ends at `end`, or 0. */
function slashedEnd(text: string, start: number, end: number): number {
  if (text.charCodeAt(end) !== 47 || end - start > 2) return 0;
  const to = digitsEnd(text, end + 1);
  const below = text.slice(end + 1, Math.min(to, end + 4));
  const after = text.charCodeAt(to);
  const goesOn = after === 47 || (after === 46 && isDigit(text.charCodeAt(to + 1)));
  const opens = start === 0 ? 32 : text.charCodeAt(start - 1);
  if (goesOn || opens === 47 || isLetter(opens) || text.charCodeAt(start) === 48) return 0;
  return BELOW.has(below) && Number(text.slice(start, end)) < Number(below) ? to : 0;
}

/** ".38": digits behind a full stop that begins a word. */
function isBareFraction(text: string, start: number): boolean {
  return text[start - 1] === "." && (start < 2 || /[\s($£€]/.test(text[start - 2]!));
}

/** End of the groups of three that follow the first digits ("1,50,000" too), or `end` where there are none. */
function groupsEnd(text: string, start: number, end: number, words: NumberWords, spaces: boolean): number {
  if (end - start > 3 || text.charCodeAt(start) === 48) return end;
  const separator = text[end];
  if (!separator || !words.digits.group.includes(separator)) return end;
  // "80, 000" of texts put together again from tokens
  if (separator === "," && text.startsWith(" 000", end + 1) && !isDigit(text.charCodeAt(end + 5)))
    return end + 5;
  if (separator === " " && !spaces) return end;
  let at = end;
  let last = end;
  while (text[at] === separator) {
    const to = digitsEnd(text, at + 1);
    const size = to - at - 1;
    if (size === 3) last = to;
    else if (size !== 2 || separator !== "," || text[to] !== ",") break;
    at = to;
  }
  return last;
}

function decimalsEnd(text: string, end: number, words: NumberWords): number {
  const mark = text[end];
  if (!mark || !isDigit(text.charCodeAt(end + 1))) return end;
  const to = digitsEnd(text, end + 1);
  if (words.digits.decimal.includes(mark)) return to;
  if (!words.digits.decimalBeforeScale.includes(mark) || to - end > 3) return end;
  let word = to;
  while (text[word] === " " && word < to + 3) word++;
  let wordEnd = word;
  while (wordEnd < word + 12 && isLetter(text.charCodeAt(wordEnd))) wordEnd++;
  return words.scales[text.slice(word, wordEnd).toLowerCase()] ? to : end;
}

/** End of a run such as ":30", "/3/2009", ".1.2", "-07-22" after digits, or `end` where nothing of the kind follows. */
function opaqueEnd(text: string, end: number): number {
  const mark = text.charCodeAt(end);
  const joins = mark === 58 || mark === 47 || mark === 46;
  if (!joins && mark !== 45) return end;
  if (!isDigit(text.charCodeAt(end + 1))) return end;
  let at = digitsEnd(text, end + 1);
  if (mark === 45 && !(text.charCodeAt(at) === 45 && isDigit(text.charCodeAt(at + 1)))) return end;
  while (isDigit(text.charCodeAt(at + 1)) && (text.charCodeAt(at) === mark || text.charCodeAt(at) === 58)) {
    at = digitsEnd(text, at + 1);
  }
  return at;
}
