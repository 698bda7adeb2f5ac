/** Groups tokens into sentences by full stops, abbreviations, quotation marks and line breaks. One pass, linear time. */

import type { RawTokens } from "./tokens.js";
import { isLower, isUpper, kindOf, LETTER, SPACE } from "./tokens-chars.js";
import { type TokenLexicon, tokenLexicon } from "./tokens-lexicon.js";

/** Sentences as text offsets and as token ranges `[First, Last)`. Every token lies in exactly one. */
export type RawSentences = {
  readonly length: number;
  readonly Start: Int32Array;
  readonly End: Int32Array;
  readonly First: Int32Array;
  readonly Last: Int32Array;
};

/** How the lines of a text are laid out: whether a lone line break is only where the line was full. */
type Layout = { readonly wrapped: boolean; readonly width: number; readonly lowerCase: boolean };

/**
 * Sentences of a text. A blank line always ends one; a single line break does where the line reads like a headline or a
 * paragraph, and not where lines are merely wrapped. `tokens` are those of `tokenise(text)`.
 */
export function sentences(text: string, tokens: RawTokens): RawSentences {
  const lexicon = tokenLexicon();
  const layout = layoutOf(text);
  const first: number[] = [];
  const last: number[] = [];
  let start = 0;
  for (let i = 1; i < tokens.length; i++) {
    if (!breaksLine(text, tokens, i, layout) && !endsBefore(text, tokens, i, start, lexicon, layout))
      continue;
    first.push(start);
    last.push(i);
    start = i;
  }
  if (tokens.length > 0) {
    first.push(start);
    last.push(tokens.length);
  }
  return {
    length: first.length,
    Start: Int32Array.from(first, (token) => tokens.Start[token]!),
    End: Int32Array.from(last, (token) => tokens.End[token - 1]!),
    First: Int32Array.from(first),
    Last: Int32Array.from(last),
  };
}

/** The part of the widest line that a full line has at least. */
const FULL = 0.6;
/** No text is wrapped to fewer characters. */
const NARROWEST = 40;

/**
 * Measures the lines once: wrapped texts go on in lower case after a lone line break. Where all is in capitals, the lines tell by
 * their length: nearly all that another one follows are full.
 */
function layoutOf(text: string): Layout {
  let width = 0;
  let joints = 0;
  let lower = 0;
  let capitals = 0;
  let small = 0;
  let lineStart = 0;
  let previousBlank = true;
  const joined: number[] = [];
  let previous = 0;
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 10;
    if (code >= 65 && code <= 90) capitals++;
    else if (code >= 97 && code <= 122) small++;
    if (code !== 10) continue;
    let from = lineStart;
    while (from < i && kindOf(text.charCodeAt(from)) === SPACE) from++;
    const blank = from === i;
    if (!blank) {
      width = Math.max(width, Math.min(i - lineStart, 200));
      if (!previousBlank) {
        joints++;
        joined.push(previous);
        if (isLower(text.charCodeAt(from))) lower++;
      }
    }
    previousBlank = blank;
    previous = i - lineStart;
    lineStart = i + 1;
  }
  const shouted = small * 10 < capitals;
  const full = joined.filter((length) => length >= width * FULL).length;
  const wrapped = shouted ? width > NARROWEST && full >= joints * 0.8 : lower >= joints * 0.2;
  return {
    wrapped: joints > 0 && wrapped && width < 200,
    width,
    lowerCase: capitals * 200 < small,
  };
}

/** Whether the white space before token `i` holds a line break that ends a sentence. */
function breaksLine(text: string, tokens: RawTokens, i: number, layout: Layout): boolean {
  const from = tokens.End[i - 1]!;
  const to = tokens.Start[i]!;
  if (to - from === 0 || (to - from === 1 && text.charCodeAt(from) === 32)) return false;
  let breaks = 0;
  for (let j = from; j < to; j++) {
    const code = text.charCodeAt(j);
    if (code === 10 || code === 0x2029) breaks++;
    else if (code === 13 && text.charCodeAt(j + 1) !== 10) breaks++;
  }
  if (breaks === 0) return false;
  if (breaks > 1) return true;
  const code = text.charCodeAt(to);
  if (isLower(code)) return false;
  if (",;)]}%".includes(text[to]!)) return false;
  if (!layout.wrapped) return !",;-–—".includes(text[from - 1]!) || !isUpper(code);
  return lineLength(text, from) < layout.width * FULL || "*•·-–—>|".includes(text[to]!);
}

/** Length of the line that ends at `end`, looking back at most 200 characters. */
function lineLength(text: string, end: number): number {
  let j = end;
  while (j > 0 && end - j < 200 && text.charCodeAt(j - 1) !== 10) j--;
  return end - j;
}

/** Whether the tokens before `i` close a sentence and `i` may open one. `start` is where the running sentence began. */
function endsBefore(
  text: string,
  tokens: RawTokens,
  i: number,
  start: number,
  lexicon: TokenLexicon,
  layout: Layout,
): boolean {
  if (agencyCode(text, tokens, i) || closesLine(text, tokens, i)) return true;
  let stop = i - 1;
  const closers = i - 1;
  while (stop > start && closers - stop < 3 && closes(text, tokens, stop)) stop--;
  const closed = closers - stop;
  const norm = tokens.Norm[stop]!;
  const final = norm.charCodeAt(norm.length - 1);
  if (final !== 46 && final !== 33 && final !== 63) return false;
  if (closes(text, tokens, i)) return false;
  const code = text.charCodeAt(tokens.Start[i]!);
  const opensLow = isLower(code);
  if (norm.length === 1 || /^[.!?]+$/.test(norm)) {
    if (norm === "." && stop === start) return false;
    if (!opensLow) return mayOpen(text, tokens, i);
    if (final !== 46 && closed === 0)
      return final === 63 || layout.lowerCase || isLower(firstLetter(text, tokens, stop));
    if (layout.lowerCase) return final === 46 && tokens.Start[i]! > tokens.End[i - 1]!;
    return (
      norm === "." && closed === 0 && tokens.Start[i]! > tokens.End[i - 1]! && longWord(tokens, stop - 1)
    );
  }
  const kind = lexicon.abbreviations.get(norm);
  if (kind === "before_name" || kind === "before_number") return false;
  if (opensLow) return false;
  if (kind === "hours" && isUpper(code) && tokens.Norm[i + 1] !== "time")
    return !lexicon.afterHours.has(tokens.Norm[i]!);
  return (
    lexicon.openers.has(tokens.Norm[i]!) || (closed === 0 && kind === "other" && opensQuote(text, tokens, i))
  );
}

/** A closing quotation mark or bracket right after the token before it. */
function closes(text: string, tokens: RawTokens, i: number): boolean {
  const form = tokens.Form[i]!;
  if (form.length > 2 || i === 0 || tokens.Start[i] !== tokens.End[i - 1]) return false;
  if (")]}”’»".includes(form) || form === "’’" || form === "''") return true;
  if (form !== '"' && form !== "'") return false;
  return tokens.End[i]! >= text.length || kindOf(text.charCodeAt(tokens.End[i]!)) !== LETTER;
}

function opensQuote(text: string, tokens: RawTokens, i: number): boolean {
  const form = tokens.Form[i]!;
  return (form === '"' || form === "“" || form === "‘") && kindOf(text.charCodeAt(tokens.End[i]!)) === LETTER;
}

/** A capital, a figure, an opening quotation mark or bracket, a dash or a bullet may open a sentence; a comma may not. */
function mayOpen(text: string, tokens: RawTokens, i: number): boolean {
  const form = tokens.Form[i]!;
  if (/^[,;:%)\]}/.!?]/.test(form)) return false;
  if (form.charCodeAt(0) === 64 && tokens.Start[i] === tokens.End[i - 1]) return false;
  if (!/^["“‘'([—–-]/.test(form) || form.length > 2) return true;
  const next = tokens.End[i]!;
  let j = next;
  while (j < text.length && j < next + 2 && kindOf(text.charCodeAt(j)) === SPACE) j++;
  return j >= text.length || !isLower(text.charCodeAt(j));
}

/** A word of three or more letters: not an abbreviation that the lexicon lacks. */
function longWord(tokens: RawTokens, i: number): boolean {
  const norm = tokens.Norm[i] ?? "";
  return norm.length > 4 || (norm.length > 2 && /[aeiouy]/.test(norm));
}

/** Code of the first letter of the word before the mark at `stop`, 0 where there is none. */
const firstLetter = (text: string, tokens: RawTokens, stop: number): number =>
  stop > 0 ? text.charCodeAt(tokens.Start[stop - 1]!) : 0;

const DATE = /^\d{1,2}\/\d{1,2}\/(?:\d\d){1,2}$/;
const TIME = /^\d{1,2}:\d\d(?::\d\d)?$/;
const ADDRESS = /^(?:https?:\/\/|www\.)/i;

const SMILEY = /^[:;=]-?[()DPp]+$/;

/**
 * Whether `i` follows what closes a line in mails and on the web, where the line break may be lost: the date and time of
 * sending, a mail address in angle brackets, an address of the web before another, a smiley.
 */
function closesLine(text: string, tokens: RawTokens, i: number): boolean {
  const form = tokens.Form[i - 1]!;
  if (form.length === 1 && form !== ">") return false;
  if (SMILEY.test(form)) return isUpper(text.charCodeAt(tokens.Start[i]!));
  if (form === "AM" || form === "PM") {
    return i > 2 && TIME.test(tokens.Form[i - 2]!) && DATE.test(tokens.Form[i - 3]!);
  }
  if (form === ">") {
    const opens = i > 2 && tokens.Form[i - 3] === "<" && tokens.Form[i - 2]!.includes("@");
    return opens && isUpper(text.charCodeAt(tokens.Start[i]!));
  }
  return form.length > 8 && ADDRESS.test(form) && ADDRESS.test(tokens.Form[i]!);
}

/** Whether `i` follows the initials that close an agency report ("Sapa /aw/hdw"). */
function agencyCode(text: string, tokens: RawTokens, i: number): boolean {
  if (i < 3 || tokens.Form[i - 2] !== "/" || tokens.End[i - 1]! - tokens.Start[i - 1]! > 4) return false;
  if (tokens.Start[i] === tokens.End[i - 1]) return false;
  let j = i - 2;
  while (j >= 2 && i - j < 20 && tokens.Form[j - 2] === "/" && tokens.Start[j] === tokens.End[j - 1]) j -= 2;
  const space = tokens.Start[j]! - tokens.End[j - 1]!;
  return (
    space > 0 &&
    isUpper(text.charCodeAt(tokens.Start[j - 1]!)) &&
    isLower(text.charCodeAt(tokens.Start[i - 1]!))
  );
}
