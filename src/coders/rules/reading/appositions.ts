/** What a report says of a person beside the name, by the order of the words: "Ana Rey, the mayor of Tal, …". */
import { type Tokens, UPOS } from "../../../text/analysis.js";
import type { View } from "./view.js";

const [NOUN, PROPN, ADJ, DET, NUM, PRON, VERB, AUX] = (
  ["NOUN", "PROPN", "ADJ", "DET", "NUM", "PRON", "VERB", "AUX"] as const
).map((tag) => UPOS.indexOf(tag));
const INSIDE = new Set([NOUN, PROPN, ADJ, DET, NUM, PRON]);
const LONGEST = 12;

/** Tokens `[first, last)` of a noun phrase between commas, and its noun. */
export type Apposition = { readonly first: number; readonly last: number; readonly head: number };

/** The noun phrase after a comma right behind a name that ends before `after`; null where none closes there. */
export function appositionAfter(tokens: Tokens, after: number): Apposition | null {
  const { Norm, Upos, Sentence, length } = tokens;
  if (after >= length || Norm[after] !== "," || Sentence[after] !== Sentence[after - 1]) return null;
  const here = (i: number) => i < length && Sentence[i] === Sentence[after];
  let i = after + 1;
  let head = -1;
  while (here(i) && i - after < LONGEST) {
    const tag = Upos[i]!;
    // "a photo- and video journalist", "Tal's former mayor"
    const joint = /^(['’]s?|-)$/.test(Norm[i]!) || (Norm[i] === "and" && Norm[i - 1] === "-");
    if (!INSIDE.has(tag) && !joint) break;
    if (tag === NOUN || (tag === PROPN && shouted(tokens, i))) head = i;
    i++;
  }
  if (head < 0 || !here(i) || i - head > 1) return null;
  // "Ana Rey, police said, …" is told by the police.
  if (Upos[i] === VERB || Upos[i] === AUX) return null;
  // "Ana Rey, students and teachers": a list.
  if (Norm[i] === "and" || Norm[i] === "or") return null;
  const last = ofPhrase(tokens, i);
  const closed = [",", ".", ")", "(", ";", "who", "-", "–", "—"].includes(Norm[last]!);
  const listed = Norm[last] === "," && Norm[last + 1] === "and";
  return closed && !listed ? { first: after + 1, last, head } : null;
}

/** In a text in capitals an office may be tagged as a name: "ANA REY, LEADER OF THE UNION". */
const shouted = ({ Form, Norm }: Tokens, i: number): boolean =>
  Form[i]!.length > 3 && Form[i] === Form[i]!.toUpperCase() && Norm[i + 1] === "of";

/** The token of a name that the others of it hang on. */
export function headOfName({ tokens, nameAt }: Pick<View, "tokens" | "nameAt">, i: number): number {
  const name = nameAt(i);
  let at = i;
  while (name !== null && tokens.Head[at]! >= 0 && nameAt(tokens.Head[at]!) === name) at = tokens.Head[at]!;
  return at;
}

/** The end of "of Tal", "from Yemen", "of the miners' union" behind a noun. */
function ofPhrase({ Norm, Upos, Sentence, length }: Tokens, from: number): number {
  let i = from;
  for (let n = 0; n < 4 && i < length && /^(of|from|for|in)$/.test(Norm[i]!); n++) {
    let k = i + 1;
    while (
      k < length &&
      Sentence[k] === Sentence[from] &&
      k - i < LONGEST &&
      (INSIDE.has(Upos[k]!) || /^['’]s?$/.test(Norm[k]!))
    )
      k++;
    if (k === i + 1) break;
    i = k;
  }
  return i;
}
