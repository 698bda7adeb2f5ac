/** Cuts a text into tokens as the English Web Treebank does, with exact UTF-16 offsets. One pass, linear time. */
import {
  DIGIT,
  HIGH,
  isApostrophe,
  isLower,
  isUpper,
  JOINER,
  kindAt,
  kindOf,
  LETTER,
  SPACE,
  SYMBOL,
  widthAt,
} from "./tokens-chars.js";
import { type TokenLexicon, tokenLexicon } from "./tokens-lexicon.js";
import { type SharedWord, sharedWord } from "./tokens-words.js";

/** The four columns that need no model. Offsets are UTF-16 units of the text as given, half-open, ascending. */
export type RawTokens = {
  readonly length: number;
  readonly Start: Int32Array;
  readonly End: Int32Array;
  readonly Form: string[];
  readonly Norm: string[];
  /** The shared word of each token. */
  readonly Word: SharedWord[];
};

const DOT = 46;
const COMMA = 44;
const COLON = 58;
const SLASH = 47;
const HYPHEN = 45;
const DOLLAR = 36;
const AT = 64;
const AMPERSAND = 38;
const HASH = 35;

/** Longest word looked up in the lexicon; anything longer is no abbreviation, prefix or contraction. */
const LONGEST = 12;

/** A full stop is a token of its own, belongs to the word that goes on after it, or ends the word. */
const APART = 0;
const INSIDE = 1;
const LAST = 2;
type FullStop = typeof APART | typeof INSIDE | typeof LAST;

const isHyphen = (code: number): boolean => code === HYPHEN || code === 0x2010 || code === 0x2011;

/**
 * Tokens of a text. Every character that is not white space lies in exactly one token. Contractions are two tokens
 * ("do" "n't"), so are figures and their units ("9.30" "pm", "$" "64.6", "20" "%"); compounds with a hyphen are split
 * ("rubber" "-" "coated") unless the first part is a prefix ("anti-riot"). Abbreviations keep their full stop.
 */
export function tokenise(text: string): RawTokens {
  const lexicon = tokenLexicon();
  const starts: number[] = [];
  const ends: number[] = [];
  const forms: string[] = [];
  const length = text.length;
  let dotted = -1;
  let dottedWhole = false;

  const push = (start: number, end: number): void => {
    starts.push(start);
    ends.push(end);
    forms.push(text.slice(start, end));
  };

  let i = 0;
  while (i < length) {
    const kind = kindAt(text, i);
    if (kind === SPACE) {
      i++;
      continue;
    }
    const code = text.charCodeAt(i);
    let end: number;
    if (kind === DIGIT || (code === DOT && kindAt(text, i + 1) === DIGIT && opensFigure(text, i))) {
      end = figure(i);
    } else if (kind === LETTER) {
      end = word(i, i);
    } else if (isApostrophe(code)) {
      end = apostrophe(i);
    } else if ((code === HASH || code === AT) && kindAt(text, i + 1) === LETTER && opensFigure(text, i)) {
      end = wordEnd(i + 1);
      push(i, end);
    } else {
      end = symbolEnd(text, i);
      push(i, end);
    }
    i = end;
  }
  const Norm = new Array<string>(forms.length);
  const Word = new Array<SharedWord>(forms.length);
  for (let k = 0; k < forms.length; k++) {
    const word = sharedWord(forms[k]!);
    forms[k] = word.form;
    Norm[k] = word.norm;
    Word[k] = word;
  }
  return {
    length: forms.length,
    Start: Int32Array.from(starts),
    End: Int32Array.from(ends),
    Form: forms,
    Norm,
    Word,
  };

  /** End of a run of letters, digits and marks. */
  function wordEnd(from: number): number {
    let j = from;
    while (j < length) {
      const kind = kindAt(text, j);
      if (kind !== LETTER && kind !== DIGIT && kind !== JOINER) break;
      j += widthAt(text, j);
    }
    return j;
  }

  /** Whether the dotted run at `i` ends like an address or a file name; looked up once a run. */
  function staysWhole(i: number): boolean {
    if (i >= dotted) {
      let j = i;
      let last = -1;
      while (j < length && (isPlain(text.charCodeAt(j)) || text.charCodeAt(j) === DOT)) {
        if (text.charCodeAt(j) === DOT && j + 1 < length && isPlain(text.charCodeAt(j + 1))) last = j;
        j++;
      }
      while (text.charCodeAt(j - 1) === DOT) j--;
      dotted = Math.max(j, i + 1);
      const ending = last >= 0 && j - last <= LONGEST ? text.slice(last + 1, j).toLowerCase() : "";
      dottedWhole =
        lexicon.domains.has(ending) || (text.charCodeAt(j) === AT && kindAt(text, j + 1) === LETTER);
    }
    return dottedWhole;
  }

  /** Pushes the tokens of the word at `from` (its letters start at `i`) and returns where it ends. */
  function word(from: number, i: number): number {
    if (opensAddress(text, i)) {
      const end = addressEnd(text, i);
      push(from, end);
      return end;
    }
    let j = wordEnd(i);
    let part = i;
    let mail = false;
    while (j < length) {
      const code = text.charCodeAt(j);
      const next = kindAt(text, j + 1);
      const joins = next === LETTER || next === DIGIT;
      if (code === DOT) {
        const stop = fullStop(from, part, j, joins);
        if (stop === APART) break;
        if (stop === LAST) {
          push(from, j + 1);
          return j + 1;
        }
      } else if (code === AT && joins) {
        mail = true;
      } else if (isHyphen(code)) {
        if (!(joins && (mail || isPrefix(lexicon, text, from, j)))) break;
      } else if (code === AMPERSAND) {
        if (!joins || j - from > 4 || isLower(text.charCodeAt(j - 1)) !== isLower(text.charCodeAt(j + 1)))
          break;
      } else if (code === DOLLAR) {
        if (j - from > 3 || !isUpper(text.charCodeAt(j - 1))) break;
        push(from, j + 1);
        return j + 1;
      } else if (!(isApostrophe(code) && next === LETTER)) {
        break;
      }
      part = j + 1;
      j = wordEnd(j + 1);
    }
    if (mail) push(from, j);
    else pushContracted(from, j);
    return j;
  }

  /**
   * What the full stop at `dot` is to the word that starts at `from`; `part` is where the letters right before it start,
   * `joins` says that a letter or digit follows at once.
   */
  function fullStop(from: number, part: number, dot: number, joins: boolean): FullStop {
    if (text.charCodeAt(dot + 1) === DOT) return APART;
    const before = dot - part;
    const known = dot - from < LONGEST && lexicon.abbreviations.get(text.slice(from, dot + 1).toLowerCase());
    if (!joins) {
      if (known && (known !== "before_number" || numberFollows(text, dot + 1))) return LAST;
      if (isAcronym(text, from, dot)) return LAST;
      return before === 1 && part === from && initial(text, dot) ? LAST : APART;
    }
    if (staysWhole(dot)) return INSIDE;
    if (kindOf(text.charCodeAt(dot + 1)) === DIGIT) return known ? LAST : before > 2 ? APART : INSIDE;
    const after = wordEnd(dot + 1) - dot - 1;
    if (before === 1 && after === 1) return INSIDE;
    if (known || isAcronym(text, from, dot)) return LAST;
    if (before === 1) return initial(text, dot) ? LAST : INSIDE;
    return after > 1 ? APART : INSIDE;
  }

  /** Pushes `[from, end)`, cut before "n't", "'s", "'ll" …, or where the lexicon says so. */
  function pushContracted(from: number, end: number): void {
    const cuts: number[] = [];
    let stop = end;
    for (let round = 0; round < 3; round++) {
      const cut = contraction(text, from, stop);
      if (cut <= from) break;
      cuts.push(cut);
      stop = cut;
    }
    if (cuts.length === 0 && end - from <= LONGEST) {
      const first = lexicon.contractions.get(text.slice(from, end).toLowerCase());
      if (first !== undefined) cuts.push(from + first);
    }
    let start = from;
    for (let c = cuts.length - 1; c >= 0; c--) {
      push(start, cuts[c]!);
      start = cuts[c]!;
    }
    push(start, end);
  }

  /** Pushes the figure at `i` (and a unit written onto it); returns where it ends. */
  function figure(i: number): number {
    let j = digitsEnd(text, i);
    let hyphens = 0;
    while (j < length) {
      const code = text.charCodeAt(j);
      if (kindAt(text, j + 1) !== DIGIT) break;
      const end = digitsEnd(text, j + 1);
      if (code === COMMA) {
        const group = end - j - 1;
        if (group < 2 || group > 3) break;
      } else if (code === HYPHEN) {
        if (hyphens === 0 && text.charCodeAt(end) !== HYPHEN && !(j - i === 3 && end - j === 5)) break;
        if (hyphens === 0 && text.charCodeAt(end) === HYPHEN && kindAt(text, end + 1) !== DIGIT) break;
        hyphens++;
      } else if (code !== DOT && code !== COLON && code !== SLASH) {
        break;
      }
      j = end;
    }
    const kind = kindAt(text, j);
    if (
      isApostrophe(text.charCodeAt(j)) &&
      text.charCodeAt(j + 1) === 115 &&
      kindAt(text, j + 2) !== LETTER
    ) {
      if (j - i === 4 || j - i === 2) j += 2;
      push(i, j);
      return j;
    }
    if (kind === JOINER) j = wordEnd(j);
    else if (kind === LETTER) {
      const end = wordEnd(j);
      const unit = end - j <= LONGEST ? text.slice(j, end).toLowerCase() : "";
      const clock = (unit === "a" || unit === "p") && /^\.m\b/i.test(text.slice(end, end + 3));
      if (lexicon.units.has(unit) || clock) {
        push(i, j);
        if (clock) return word(j, j);
        push(j, end);
        return end;
      }
      j = end;
    }
    push(i, j);
    return j;
  }

  /** Pushes what starts with the apostrophe at `i`: "'s", "'90s", "'em" or a quotation mark. */
  function apostrophe(i: number): number {
    const next = kindAt(text, i + 1);
    if (next === DIGIT) {
      const end = wordEnd(i + 1);
      const digits = digitsEnd(text, i + 1) - i - 1;
      if (digits === 2 && end - i <= 4) {
        push(i, end);
        return end;
      }
    } else if (next === LETTER) {
      const end = wordEnd(i + 1);
      if (end - i <= 6) {
        const word = text.slice(i + 1, end).toLowerCase();
        if (CLITICS.has(word) && i > 0 && kindAt(text, i - 1) !== SPACE) {
          push(i, end);
          return end;
        }
        if (CLIPPED.has(word)) {
          push(i, end);
          return end;
        }
      }
    }
    const end = symbolEnd(text, i);
    push(i, end);
    return end;
  }
}

const CLITICS: ReadonlySet<string> = new Set(["s", "m", "re", "ve", "ll", "d"]);
const CLIPPED: ReadonlySet<string> = new Set(["em", "til", "cause", "n", "tis", "twas"]);

function isPlain(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === HYPHEN
  );
}

/** Whether a figure, hashtag or handle may start at `i`: nothing but space, brackets or currency before it. */
function opensFigure(text: string, i: number): boolean {
  return i === 0 || kindOf(text.charCodeAt(i - 1)) === SPACE || "([{$£€\"'“‘".includes(text[i - 1]!);
}

function digitsEnd(text: string, from: number): number {
  let j = from;
  while (j < text.length && text.charCodeAt(j) >= 48 && text.charCodeAt(j) <= 57) j++;
  return Math.max(j, from + 1);
}

function numberFollows(text: string, from: number): boolean {
  let j = from;
  while (j < text.length && j < from + 3 && kindOf(text.charCodeAt(j)) === SPACE) j++;
  return j < text.length && kindOf(text.charCodeAt(j)) === DIGIT;
}

/** A single capital and a full stop before another capitalised word: "J. Smith". */
function initial(text: string, dot: number): boolean {
  if (text[dot - 1] === "I" || !isUpper(text.charCodeAt(dot - 1))) return false;
  let j = dot + 1;
  while (j < text.length && j < dot + 3 && kindOf(text.charCodeAt(j)) === SPACE) j++;
  return j < text.length && isUpper(text.charCodeAt(j));
}

/** "U.S", "p.m": single letters with a full stop between each. */
function isAcronym(text: string, from: number, end: number): boolean {
  if (end - from < 3 || end - from > LONGEST) return false;
  for (let i = from; i < end; i++) {
    const dot = (i - from) % 2 === 1;
    if (dot !== (text.charCodeAt(i) === DOT)) return false;
    if (!dot && kindOf(text.charCodeAt(i)) !== LETTER) return false;
  }
  return true;
}

function isPrefix(lexicon: TokenLexicon, text: string, from: number, end: number): boolean {
  return end - from <= LONGEST && lexicon.prefixes.has(text.slice(from, end).toLowerCase());
}

/** Where the last clitic of `[from, end)` starts, or -1. */
function contraction(text: string, from: number, end: number): number {
  for (let back = 2; back <= 3 && end - back > from; back++) {
    if (!isApostrophe(text.charCodeAt(end - back))) continue;
    const tail = text.slice(end - back + 1, end).toLowerCase();
    if (tail === "t") {
      const n = text.charCodeAt(end - 3) | 32;
      return n === 110 && end - 3 > from ? end - 3 : -1;
    }
    return CLITICS.has(tail) ? end - back : -1;
  }
  return -1;
}

const ADDRESS = /(?:https?:\/\/|ftp:\/\/|mailto:|www\.)[^\s]/iy;

function opensAddress(text: string, i: number): boolean {
  const code = text.charCodeAt(i) | 32;
  if (code !== 104 && code !== 119 && code !== 102 && code !== 109) return false;
  ADDRESS.lastIndex = i;
  return ADDRESS.test(text);
}

/** End of the web address at `i`: up to white space, less closing punctuation. */
function addressEnd(text: string, i: number): number {
  let j = i;
  while (j < text.length && kindAt(text, j) !== SPACE && !'<>"“”|'.includes(text[j]!)) j += widthAt(text, j);
  while (j > i + 4 && ".,;:!?)'’]}".includes(text[j - 1]!)) j--;
  return j;
}

const FACE = /[:;=]-?[)(DPp](?!\S)/y;

/** So often in a row no sign is punctuation: it draws a line, and is one token whatever it is. */
const DRAWN = 4;

/** End of the run of one sign that starts at `i`. */
function runEnd(text: string, i: number): number {
  const width = widthAt(text, i);
  const code = text.codePointAt(i);
  let j = i + width;
  while (j < text.length && text.codePointAt(j) === code) j += width;
  return j;
}

/** End of the punctuation at `i`: runs of one sign are one token, so are "?!" and the plainest smileys. */
function symbolEnd(text: string, i: number): number {
  const code = text.charCodeAt(i);
  if (
    (code === COLON || code === 59 || code === 61) &&
    (i === 0 || kindOf(text.charCodeAt(i - 1)) === SPACE)
  ) {
    FACE.lastIndex = i;
    if (FACE.test(text)) return FACE.lastIndex;
  }
  const width = widthAt(text, i);
  let j = i + width;
  const drawn = text.codePointAt(j) === text.codePointAt(i) ? runEnd(text, i) : j;
  if (drawn - i >= DRAWN * width) j = drawn;
  else if (code === 33 || code === 63) {
    while (text.charCodeAt(j) === 33 || text.charCodeAt(j) === 63) j++;
  } else if (".-—–=_*~#+<>`'‘’".includes(text[i]!)) {
    const longest = isApostrophe(code) ? i + 2 : text.length;
    while (j < longest && text.charCodeAt(j) === code) j++;
  }
  while (j < text.length && (kindAt(text, j) === JOINER || joined(text, j))) j += widthAt(text, j);
  return j;
}

/** Whether a zero-width joiner ties the symbol at `j` to the one before (emoji made of several). */
function joined(text: string, j: number): boolean {
  if (text.charCodeAt(j - 1) !== 0x200d) return false;
  const kind = kindOf(text.charCodeAt(j));
  return kind === HIGH || kind === SYMBOL;
}
