/** What the tagger and the parser see of a word: hashes of the word, its ends and its shape, and the tagger's features. */
import { hashOf, mix } from "./perceptron.js";
import { isLower, isUpper } from "./tokens-chars.js";

/** Hashes of the words of a text, one entry a token. */
export type WordHashes = {
  readonly Word: Int32Array;
  readonly Shape: Int32Array;
  readonly Suffix1: Int32Array;
  readonly Suffix2: Int32Array;
  readonly Suffix3: Int32Array;
  readonly Suffix4: Int32Array;
  readonly Prefix2: Int32Array;
  readonly Prefix3: Int32Array;
};

export function wordHashes(forms: readonly string[], norms: readonly string[]): WordHashes {
  const size = forms.length;
  const columns = {
    Word: new Int32Array(size),
    Shape: new Int32Array(size),
    Suffix1: new Int32Array(size),
    Suffix2: new Int32Array(size),
    Suffix3: new Int32Array(size),
    Suffix4: new Int32Array(size),
    Prefix2: new Int32Array(size),
    Prefix3: new Int32Array(size),
  };
  for (let i = 0; i < size; i++) {
    const norm = norms[i]!;
    const length = norm.length;
    columns.Word[i] = hashOf(norm, Math.max(0, length - 40));
    columns.Shape[i] = shapeOf(forms[i]!);
    columns.Suffix1[i] = hashOf(norm, Math.max(0, length - 1));
    columns.Suffix2[i] = hashOf(norm, Math.max(0, length - 2));
    columns.Suffix3[i] = hashOf(norm, Math.max(0, length - 3));
    columns.Suffix4[i] = hashOf(norm, Math.max(0, length - 4));
    columns.Prefix2[i] = hashOf(norm, 0, Math.min(2, length));
    columns.Prefix3[i] = hashOf(norm, 0, Math.min(3, length));
  }
  return columns;
}

/** Bits: 1 first letter capital, 2 other capitals, 4 small letters, 8 digits, 16 hyphen, 32 full stop, 64 other signs. */
export function shapeOf(form: string): number {
  let shape = 0;
  const length = Math.min(form.length, 30);
  for (let i = 0; i < length; i++) {
    const code = form.charCodeAt(i);
    if (isUpper(code)) shape |= i === 0 ? 1 : 2;
    else if (isLower(code)) shape |= 4;
    else if (code >= 48 && code <= 57) shape |= 8;
    else if (code === 45) shape |= 16;
    else if (code === 46) shape |= 32;
    else shape |= 64;
  }
  return shape;
}

/** Most features a token can have. */
export const TAG_FEATURES = 40;

const OUTSIDE = 0x5eed;

/**
 * Writes the hashed features of token `i` in the sentence `[first, last)` and returns how many. `before1`, `before2` are
 * the tags just given to the two tokens before (-1 outside).
 */
export function tagFeatures(
  words: WordHashes,
  i: number,
  first: number,
  last: number,
  before1: number,
  before2: number,
  out: Int32Array,
): number {
  const { Word, Shape, Suffix1, Suffix2, Suffix3, Suffix4, Prefix2, Prefix3 } = words;
  const w = Word[i]!;
  const shape = Shape[i]!;
  const opens = i === first ? 128 : 0;
  const p1 = i - 1 >= first ? Word[i - 1]! : OUTSIDE;
  const p2 = i - 2 >= first ? Word[i - 2]! : OUTSIDE;
  const n1 = i + 1 < last ? Word[i + 1]! : OUTSIDE;
  const n2 = i + 2 < last ? Word[i + 2]! : OUTSIDE;
  const p1Suffix = i - 1 >= first ? Suffix3[i - 1]! : OUTSIDE;
  const n1Suffix = i + 1 < last ? Suffix3[i + 1]! : OUTSIDE;
  const n2Suffix = i + 2 < last ? Suffix3[i + 2]! : OUTSIDE;
  const n1Shape = i + 1 < last ? Shape[i + 1]! : -1;
  const p1Shape = i - 1 >= first ? Shape[i - 1]! : -1;
  const t1 = before1 + 2;
  const t12 = (before2 + 2) * 256 + t1;
  let n = 0;
  out[n++] = 1;
  out[n++] = mix(2, w);
  out[n++] = mix(3, mix(w, shape & 7));
  out[n++] = mix(4, Suffix1[i]!);
  out[n++] = mix(5, Suffix2[i]!);
  out[n++] = mix(6, Suffix3[i]!);
  out[n++] = mix(7, Suffix4[i]!);
  out[n++] = mix(8, Prefix2[i]!);
  out[n++] = mix(9, Prefix3[i]!);
  out[n++] = mix(10, shape | opens);
  out[n++] = mix(11, mix(shape | opens, n1Shape));
  out[n++] = mix(12, mix(shape | opens, p1Shape));
  out[n++] = mix(13, t1);
  out[n++] = mix(14, t12);
  out[n++] = mix(15, mix(t1, w));
  out[n++] = mix(16, p1);
  out[n++] = mix(17, n1);
  out[n++] = mix(18, p2);
  out[n++] = mix(19, n2);
  out[n++] = mix(20, mix(p1, w));
  out[n++] = mix(21, mix(w, n1));
  out[n++] = mix(22, p1Suffix);
  out[n++] = mix(23, n1Suffix);
  out[n++] = mix(24, n2Suffix);
  out[n++] = mix(25, mix(t1, n1));
  out[n++] = mix(26, mix(t1, Suffix3[i]!));
  out[n++] = mix(27, mix(t12, w));
  out[n++] = mix(28, mix(Suffix2[i]!, n1));
  out[n++] = mix(29, mix(t1, n1Suffix));
  out[n++] = mix(30, mix(p1, n1));
  out[n++] = mix(31, mix(n1, n2));
  out[n++] = mix(32, mix(p1, p2));
  out[n++] = mix(33, mix(Suffix3[i]!, n1Suffix));
  out[n++] = mix(34, mix(Suffix3[i]!, shape));
  return n;
}
