/** The little language in which rule files name their triggers: parsed when the data are compiled, matched at run time. */
import { type Tokens, UPOS, type Upos } from "../../../text/analysis.js";

/** One place of a pattern. `words` match a token's lemma or its lower-case form; `gap` skips up to that many tokens. */
export type Element = {
  readonly words: readonly string[];
  readonly pos: Upos | null;
  readonly optional: boolean;
  readonly gap: number;
};

export type Pattern = {
  readonly elements: readonly Element[];
  /** Elements `[from, to)` make the trigger; the rest is context. */
  readonly from: number;
  readonly to: number;
};

const GAP = 6;
const LONG_GAP = 12;

/** Splits `(a b|c)` into one source per alternative, and hyphened words into their joined and their split spelling. */
function alternatives(source: string): string[] {
  const open = source.indexOf("(");
  if (open >= 0) {
    const close = source.indexOf(")", open);
    if (close < 0) throw new Error(`unclosed "(" in the trigger "${source}"`);
    return source
      .slice(open + 1, close)
      .split("|")
      .flatMap((choice) => alternatives(source.slice(0, open) + choice + source.slice(close + 1)));
  }
  return [source];
}

function splitHyphens(elements: Element[][]): Element[][] {
  const at = elements[0]!.findIndex((element) => element.words.some((word) => /[^-]-[^-]/.test(word)));
  if (at < 0) return elements;
  const all = elements[0]!;
  const element = all[at]!;
  const rest = splitHyphens([all.slice(at + 1)]);
  const out: Element[][] = [];
  const plain = element.words.filter((word) => !/[^-]-[^-]/.test(word));
  const hyphened = element.words.filter((word) => /[^-]-[^-]/.test(word));
  for (const tail of rest) {
    // The joined spelling is one token or, in other texts, three: both are looked for.
    out.push([...all.slice(0, at), { ...element, words: [...plain, ...hyphened] }, ...tail]);
    for (const word of hyphened) {
      const parts = word.split(/(-)/);
      const split = parts.map((part, i) => ({
        words: [part],
        pos: i === parts.length - 1 ? element.pos : null,
        optional: false,
        gap: 0,
      }));
      out.push([...all.slice(0, at), ...split, ...tail]);
    }
  }
  return out;
}

/**
 * Parses one trigger of a rule file: elements separated by spaces; `a|b` alternatives; `/VERB` a part of speech;
 * `?` optional; `..` a gap of up to six tokens, `...` of up to twelve; `@class` the words of a class; `(a b|c)` alternatives of several words;
 * `[ … ]` the part that is the trigger, all of it by default. Throws an Error that names the fault.
 */
export function parsePattern(
  source: string,
  classes: Readonly<Record<string, readonly string[]>>,
): Pattern[] {
  return alternatives(source).flatMap((choice) => {
    const elements: Element[] = [];
    let from = -1;
    let to = -1;
    for (let item of choice.split(" ").filter(Boolean)) {
      let closes = false;
      if (item.startsWith("[")) {
        from = elements.length;
        item = item.slice(1);
      }
      if (item.endsWith("]")) {
        closes = true;
        item = item.slice(0, -1);
      }
      if (item === ".." || item === "...")
        elements.push({ words: [], pos: null, optional: false, gap: item === ".." ? GAP : LONG_GAP });
      else {
        const optional = item.endsWith("?");
        if (optional) item = item.slice(0, -1);
        const slash = item.lastIndexOf("/");
        const pos = slash > 0 ? (item.slice(slash + 1) as Upos) : null;
        if (pos !== null && !UPOS.includes(pos)) throw new Error(`unknown part of speech in "${source}"`);
        const words = (slash > 0 ? item.slice(0, slash) : item).split("|").flatMap((word) => {
          if (!word.startsWith("@")) return [word];
          const members = classes[word.slice(1)];
          if (!members) throw new Error(`unknown class "${word}" in the trigger "${source}"`);
          return members;
        });
        elements.push({ words, pos, optional, gap: 0 });
      }
      if (closes) to = elements.length;
    }
    if (elements.length === 0 || elements[0]!.gap > 0)
      throw new Error(`the trigger "${source}" has no first word`);
    if (from < 0 !== to < 0) throw new Error(`unbalanced "[" in the trigger "${source}"`);
    if (from > 0) throw new Error(`the trigger "${source}" must begin with its bracketed part`);
    if (to < 0) return splitHyphens([elements]).map((list) => ({ elements: list, from: 0, to: list.length }));
    return [{ elements, from: 0, to }];
  });
}

const code = (tag: Upos) => UPOS.indexOf(tag);
const [VERB, NOUN, PROPN, ADJ, ADV, DET, NUM, ADP, PART, PRON, AUX] = (
  ["VERB", "NOUN", "PROPN", "ADJ", "ADV", "DET", "NUM", "ADP", "PART", "PRON", "AUX"] as const
).map(code);
/** Tags that an open-class word only carries by mistake. */
const STRAY = new Set((["ADP", "ADV", "X", "INTJ", "SCONJ", "PART", "SYM"] as const).map(code));

/** "March" in the middle of a sentence is a month or a name; "MARCH" and "march" are what they say. */
function ordinary(form: string): boolean {
  return form === form.toLowerCase() || (form.length > 1 && form === form.toUpperCase());
}

/** "Marchers" at the head of a sentence is no name, whatever the tagger says. */
function opensAsPlural(tokens: Tokens, i: number): boolean {
  const first = i === 0 || tokens.Sentence[i - 1] !== tokens.Sentence[i];
  return first && tokens.Norm[i] !== tokens.Lemma[i] && inflected(tokens, i);
}

/** The tag before a token within its sentence, -1 at the beginning; `'s` counts as a determiner. */
function tagBefore(tokens: Tokens, i: number): number {
  if (i === 0 || tokens.Sentence[i - 1] !== tokens.Sentence[i]) return -1;
  const tag = tokens.Upos[i - 1]!;
  const possessive = tag === PART && tokens.Lemma[i - 1] !== "to" && tokens.Lemma[i - 1] !== "not";
  if (possessive || (tag === PRON && tokens.Deprel[i - 1] === "nmod:poss")) return DET!;
  return /^(anti|pro)-/.test(tokens.Norm[i - 1]!) ? ADJ! : tag;
}

/** Rare nouns of protest are tagged as whatever the training texts had more of: a place for a noun decides. */
function nounFits(tokens: Tokens, i: number): boolean {
  const tag = tokens.Upos[i]!;
  if (tag === NOUN) return true;
  if (tag === PROPN) return ordinary(tokens.Form[i]!) || opensAsPlural(tokens, i);
  const before = tagBefore(tokens, i);
  const opened = before === DET || before === ADJ || before === NUM;
  if (STRAY.has(tag))
    return opened || before === NOUN || before === PROPN || before === ADP || before === VERB;
  if (tag === ADJ) {
    const after =
      i + 1 < tokens.length && tokens.Sentence[i + 1] === tokens.Sentence[i] ? tokens.Upos[i + 1]! : -1;
    return (
      (opened || before === ADP || before === NOUN) && after !== NOUN && after !== PROPN && after !== ADJ
    );
  }
  return tag === VERB && opened && inflected(tokens, i);
}

/** The form is the bare word or its plural: not "protesting", not "marched". */
function inflected(tokens: Tokens, i: number): boolean {
  const norm = tokens.Norm[i]!;
  const lemma = tokens.Lemma[i]!;
  return norm === lemma || norm === `${lemma}s` || norm === `${lemma}es`;
}

function verbFits(tokens: Tokens, i: number): boolean {
  const tag = tokens.Upos[i]!;
  if (tag === VERB) return !(inflected(tokens, i) && tagBefore(tokens, i) === DET);
  if (STRAY.has(tag)) return !(inflected(tokens, i) && nounFits(tokens, i));
  if (tag !== ADJ && tag !== NOUN) return false;
  if (!tokens.Norm[i]!.endsWith("ed")) return false;
  // "had illegally blocked access": adverbs between do not count.
  let at = i;
  while (at > 0 && tokens.Upos[at - 1] === ADV && tokens.Sentence[at - 1] === tokens.Sentence[i]) at--;
  const before = tagBefore(tokens, at);
  return before === NOUN || before === PROPN || before === PRON || before === AUX;
}

function posFits(wanted: Upos | null, tokens: Tokens, i: number): boolean {
  const tag = tokens.Upos[i]!;
  if (wanted === null) return true;
  if (wanted === "NOUN") return nounFits(tokens, i);
  if (wanted === "ADJ") return tag === ADJ || tag === VERB;
  if (wanted === "VERB") return verbFits(tokens, i);
  return UPOS[tag] === wanted;
}

function fits(element: Element, tokens: Tokens, i: number): boolean {
  const lemma = tokens.Lemma[i]!;
  const norm = tokens.Norm[i]!;
  const words = element.words;
  for (let k = 0; k < words.length; k++)
    if (words[k] === lemma || words[k] === norm) return posFits(element.pos, tokens, i);
  return false;
}

/**
 * Matches a pattern of whose first element the word at `i` is known to be one; `last` bounds the sentence.
 * Returns the end of the trigger (a token index, exclusive), or -1. Gaps are searched shortest first.
 */
export function matchFrom(pattern: Pattern, tokens: Tokens, i: number, last: number): number {
  const { elements, to } = pattern;
  const { pos, optional } = elements[0]!;
  if (!posFits(pos, tokens, i)) return -1;
  const end = to === 0 ? i : -1;
  const found = matchRest(pattern, tokens, last, 1, i + 1, end);
  return found >= 0 || !optional ? found : matchRest(pattern, tokens, last, 1, i, end);
}

/** Goes on with element `e` at token `at`; `end` is where the trigger ends on the way so far. */
function matchRest(
  pattern: Pattern,
  tokens: Tokens,
  last: number,
  e: number,
  at: number,
  end: number,
): number {
  const { elements, to } = pattern;
  const here = e === to ? at : end;
  if (e === elements.length) return here;
  const element = elements[e]!;
  if (element.gap > 0) {
    for (let skip = 0; skip <= element.gap && at + skip <= last; skip++) {
      // "ordered the attack and said 400 troops would be sent": nothing reaches over a word of saying.
      if (skip > 0 && tokens.Lemma[at + skip - 1] === "say") break;
      const found = matchRest(pattern, tokens, last, e + 1, at + skip, here);
      if (found >= 0) return found;
    }
    return -1;
  }
  if (at < last && fits(element, tokens, at)) {
    const found = matchRest(pattern, tokens, last, e + 1, at + 1, here);
    if (found >= 0) return found;
  }
  return element.optional ? matchRest(pattern, tokens, last, e + 1, at, here) : -1;
}
