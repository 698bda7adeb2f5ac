/** Kinds of characters as tokens see them, one byte a UTF-16 unit, found once and remembered. */

export const SPACE = 1;
export const LETTER = 2;
export const DIGIT = 3;
/** Combining marks and invisible joiners: they belong to the character before them. */
export const JOINER = 4;
export const SYMBOL = 5;
/** First half of a surrogate pair: ask `kindAt`. */
export const HIGH = 6;

const kinds = new Uint8Array(65536);

function classify(code: number): number {
  if (code >= 0xd800 && code <= 0xdbff) return HIGH;
  const char = String.fromCharCode(code);
  if (/\s/.test(char) || code === 0x200b) return SPACE;
  if (code >= 48 && code <= 57) return DIGIT;
  if (/[\p{L}\p{Nd}\p{Nl}_]/u.test(char)) return LETTER;
  if (/[\p{M}\p{Cf}]/u.test(char)) return JOINER;
  return SYMBOL;
}

/** Kind of one UTF-16 unit. */
export function kindOf(code: number): number {
  let kind = kinds[code]!;
  if (kind === 0) {
    kind = classify(code);
    kinds[code] = kind;
  }
  return kind;
}

/** Kind of the character at `i`, surrogate pairs looked up whole. Past the end of the text: `SPACE`. */
export function kindAt(text: string, i: number): number {
  if (i >= text.length) return SPACE;
  const kind = kindOf(text.charCodeAt(i));
  if (kind !== HIGH) return kind;
  const char = String.fromCodePoint(text.codePointAt(i)!);
  if (char.length === 2 && /[\p{L}\p{N}]/u.test(char)) return LETTER;
  return char.length === 2 && /[\p{M}\p{Cf}]/u.test(char) ? JOINER : SYMBOL;
}

/** Length in UTF-16 units of the character at `i`. */
export function widthAt(text: string, i: number): number {
  if (kindOf(text.charCodeAt(i)) !== HIGH || i + 1 >= text.length) return 1;
  const next = text.charCodeAt(i + 1);
  return next >= 0xdc00 && next <= 0xdfff ? 2 : 1;
}

export function isUpper(code: number): boolean {
  if (code < 128) return code >= 65 && code <= 90;
  const char = String.fromCharCode(code);
  return char !== char.toLowerCase();
}

export function isLower(code: number): boolean {
  if (code < 128) return code >= 97 && code <= 122;
  const char = String.fromCharCode(code);
  return char !== char.toUpperCase();
}

export const isApostrophe = (code: number): boolean =>
  code === 39 || code === 0x2019 || code === 0x2018 || code === 0x02bc || code === 96 || code === 0xb4;

const UNIFIED: ReadonlyMap<string, string> = new Map([
  ["’", "'"],
  ["‘", "'"],
  ["ʼ", "'"],
  ["`", "'"],
  ["´", "'"],
  ["“", '"'],
  ["”", '"'],
  ["„", '"'],
  ["«", '"'],
  ["»", '"'],
  ["''", '"'],
  ["``", '"'],
  ["–", "-"],
  ["—", "-"],
  ["‑", "-"],
  ["‐", "-"],
  ["−", "-"],
  ["--", "-"],
  ["…", "..."],
]);

/** A token in lower case, with quotes and dashes unified and invisible joiners taken out. */
export function normalise(form: string): string {
  const whole = UNIFIED.get(form);
  if (whole !== undefined) return whole;
  let plain = true;
  for (let i = 0; i < form.length; i++) {
    const code = form.charCodeAt(i);
    if (code > 127 || code === 96 || (code >= 65 && code <= 90)) {
      plain = false;
      break;
    }
  }
  if (plain) return form;
  return form
    .toLowerCase()
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/[–—‑‐−]/g, "-")
    .replace(/\p{Cf}/gu, "");
}
