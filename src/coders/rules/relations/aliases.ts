/** Other names of one party: an acronym or a second name in brackets, a nickname in quotation marks, "alias". */
import { PROPN, type View } from "../reading/view.js";
import { isBody, isPerson, nameRange, type Party } from "./parties.js";
import type { Found } from "./relations.js";
import type { RelationWords } from "./words.js";

const QUOTES = /^["“”'‘’]$/u;
const ACRONYM = /^(?=.*\p{Lu}.*\p{Lu})[\p{L}\d.&-]{2,10}$/u;
/** Words of a second name at most. */
const LONGEST = 4;

export function aliases(view: View, words: RelationWords): Found[] {
  const { tokens } = view;
  const found: Found[] = [];
  for (let i = 1; i < tokens.length; i++) {
    const alias = opens(tokens.Norm[i]!) ? bracketed(view, i) : besideName(view, words, i);
    if (alias !== null) found.push({ type: "alias", ...alias, past: false, at: alias.object.first });
  }
  return found;
}

type Pair = { readonly subject: Party; readonly object: Party };

/** A bracket that a second name may stand in; agencies use square ones too. */
export const opens = (norm: string): boolean => norm === "(" || norm === "[";
const CLOSERS = new Set([")", "]"]);

/** "National Miners' Union (NMU)", "Juan Vega (El Lobo)". */
export function bracketed(view: View, open: number): Pair | null {
  const { Norm, Form, Upos, length, Sentence } = view.tokens;
  let close = open + 1;
  while (close < length && close - open <= LONGEST && !CLOSERS.has(Norm[close]!)) close++;
  if (!CLOSERS.has(Norm[close] ?? "") || close === open + 1 || Sentence[close] !== Sentence[open])
    return null;
  const range = nameRange(view, open - 1);
  const object = { first: open + 1, last: close, head: open + 1 };
  if (close === open + 2 && ACRONYM.test(Form[open + 1]!)) {
    const first = range !== null ? range[0] : spelledOut(view, open, Form[open + 1]!);
    const known = range !== null && view.nameAt(open - 1)!.type === "ORG";
    if (first === null || !isInitials(view, first, open, Form[open + 1]!, known)) return null;
    return { subject: { first, last: open, head: open - 1 }, object };
  }
  if (range === null || !isPerson(view, open - 1)) return null;
  for (let k = open + 1; k < close; k++) if (Upos[k] !== PROPN) return null;
  return { subject: { first: range[0], last: open, head: open - 1 }, object };
}

/** First of the capitalised words before the bracket, where no name was found. */
function spelledOut(view: View, open: number, acronym: string): number | null {
  const { Form } = view.tokens;
  let first = open;
  while (
    first > 0 &&
    open - first < acronym.length + 4 &&
    /^(\p{Lu}|of$|for$|the$|and$|['’]s?$)/u.test(Form[first - 1]!)
  )
    first--;
  while (first < open && !/^\p{Lu}/u.test(Form[first]!)) first++;
  return first < open - 1 ? first : null;
}

/**
 * Whether the letters of the acronym begin words of the name, in order. Of a name known as an organisation's half of them in
 * any order are enough: the acronym may be that of the name in its own language.
 */
function isInitials(view: View, first: number, last: number, acronym: string, known: boolean): boolean {
  const letters = [...acronym.toLowerCase()].filter((letter) => /\p{L}/u.test(letter));
  const initials = Array.from({ length: last - first }, (_, k) => view.tokens.Norm[first + k]!).flatMap(
    (word) => word.split("-").map((part) => part[0] ?? ""),
  );
  if (known && letters.filter((letter) => initials.includes(letter)).length * 2 >= letters.length)
    return true;
  let at = 0;
  for (const initial of initials) if (at < letters.length && initial === letters[at]) at++;
  return letters.length > 1 && last - first > 1 && at >= Math.max(2, letters.length - 1);
}

/** Ana "La Jefa" Torres; Juan Vega, alias El Lobo. */
function besideName(view: View, words: RelationWords, i: number): Pair | null {
  const { Norm, Upos, length } = view.tokens;
  if (QUOTES.test(Norm[i]!) && isPerson(view, i - 1)) {
    let close = i + 1;
    while (close < length && close - i <= LONGEST && !QUOTES.test(Norm[close]!)) close++;
    const whole = nameRange(view, i - 1)!;
    const goesOn = close + 1 < length && (isPerson(view, close + 1) || Upos[close + 1] === PROPN);
    if (!QUOTES.test(Norm[close] ?? "") || close === i + 1 || !goesOn) return null;
    const end = nameRange(view, close + 1)?.[1] ?? close + 2;
    return {
      subject: { first: whole[0], last: end, head: whole[0] },
      object: { first: i + 1, last: close, head: i + 1 },
    };
  }
  if (!words.alias.has(Norm[i]!)) return null;
  const before = Norm[i - 1] === "," ? i - 2 : i - 1;
  let first = i + 1;
  while (first < length && (QUOTES.test(Norm[first]!) || Norm[first] === "the")) first++;
  if (before < 0 || !(isPerson(view, before) || isBody(view, before)) || Upos[first] !== PROPN) return null;
  const range = nameRange(view, before);
  const last = nameRange(view, first)?.[1] ?? first + 1;
  return range === null
    ? null
    : { subject: { first: range[0], last: range[1], head: before }, object: { first, last, head: first } };
}
