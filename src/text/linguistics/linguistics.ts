/** The linguistic columns of a text: tokens with lemma, tag, features, head and relation, and sentences. */
import { type Sentences, type Tokens, UPOS, type Upos } from "../analysis.js";
import { type Predicted, readConllu, writeConllu } from "./conllu.js";
import { lemmaLexicon, lemmaOf } from "./lemma.js";
import { predict } from "./parse.js";
import { sentences } from "./sentences.js";
import { agreement, featTable, wordFeats } from "./tag-feats.js";
import { tokenise } from "./tokens.js";
import { type Reading, type SharedWord, sharedWord } from "./tokens-words.js";

/**
 * Tokens and sentences of a text in `lang`. Offsets are UTF-16 units of `text` as given; time is linear in its length.
 * `Noise` is all 0: other modules mark it. `openings`, ascending offsets, are where a sentence really begins that has
 * something put before it, such as a dateline: what stands before is parsed apart and hangs below it. Throws when the
 * package has not been built.
 */
export function linguistics(
  text: string,
  _lang: "en",
  openings: readonly number[] = [],
): { tokens: Tokens; sentences: Sentences } {
  const raw = tokenise(text);
  const found = sentences(text, raw);
  const parts = partsOf(found, raw.Start, openings);
  const words = wordColumns(raw.Word, raw.Form, raw.Norm, parts.First, parts.Last);
  for (const part of parts.before) hang(words, part, found.First, found.Last);
  const Sentence = new Int32Array(raw.length);
  for (let s = 0; s < found.length; s++) Sentence.fill(s, found.First[s]!, found.Last[s]!);
  const { length, Start, End, Form, Norm } = raw;
  const { Lemma, Upos, Feats, Head, Deprel } = words;
  return {
    // Spelled out, not spread: see `withColumns`.
    tokens: { length, Start, End, Form, Norm, Lemma, Upos, Feats, Head, Deprel, Sentence },
    sentences: {
      length: found.length,
      Start: found.Start,
      End: found.End,
      First: found.First,
      Last: found.Last,
      Noise: new Uint8Array(found.length),
    },
  };
}

/** Token ranges of the sentences, those with an opening inside cut in two there; `before` lists the first tokens of what stands before. */
function partsOf(
  found: Pick<Sentences, "length" | "First" | "Last">,
  Start: Int32Array,
  openings: readonly number[],
): { First: Int32Array; Last: Int32Array; before: { sentence: number; opening: number }[] } {
  if (openings.length === 0) return { First: found.First, Last: found.Last, before: [] };
  const first: number[] = [];
  const last: number[] = [];
  const before: { sentence: number; opening: number }[] = [];
  let n = 0;
  for (let s = 0; s < found.length; s++) {
    const [from, to] = [found.First[s]!, found.Last[s]!];
    first.push(from);
    for (; n < openings.length && to > from && openings[n]! <= Start[to - 1]!; n++) {
      let opening = from;
      while (Start[opening]! < openings[n]!) opening++;
      if (opening === first[first.length - 1]) continue;
      before.push({ sentence: s, opening });
      last.push(opening);
      first.push(opening);
    }
    last.push(to);
  }
  return { First: Int32Array.from(first), Last: Int32Array.from(last), before };
}

/** Hangs what stands before the opening of a sentence below the word that heads the sentence proper. */
function hang(
  words: { readonly Head: Int32Array; readonly Deprel: string[] },
  { sentence, opening }: { sentence: number; opening: number },
  First: Int32Array,
  Last: Int32Array,
): void {
  const { Head, Deprel } = words;
  let root = opening;
  while (root < Last[sentence]! && Head[root]! >= 0) root++;
  for (let i = First[sentence]!; i < opening; i++) {
    if (Head[i]! >= 0) continue;
    Head[i] = root;
    Deprel[i] = "parataxis";
  }
}

/**
 * Nobody writes a longer sentence: what goes on beyond so many tokens is a table or a list without full stops. The rest of
 * it stays without analysis, so that it costs little.
 */
const LONGEST_SENTENCE = 2_000;

const OTHER = UPOS.indexOf("X");

type WordColumns = Pick<Tokens, "Lemma" | "Upos" | "Feats" | "Head"> & { readonly Deprel: string[] };

/** The columns that need the models, for the sentences `[First[k], Last[k])` of given words. */
function wordColumns(
  Word: readonly SharedWord[],
  Form: readonly string[],
  Norm: readonly string[],
  First: Int32Array,
  Last: Int32Array,
): WordColumns {
  const Read = Last.map((last, s) => Math.min(last, First[s]! + LONGEST_SENTENCE));
  const prediction = predict(Word, First, Read);
  const { Tag, Head, Label, labels } = prediction;
  const tags = tagTable(prediction.tags);
  const length = Form.length;
  const Deprel = new Array<string>(length);
  for (let i = 0; i < length; i++) Deprel[i] = labels[Label[i]!]!;
  const Upos = new Uint8Array(length);
  const Feats = new Array<string>(length);
  const Lemma = new Array<string>(length);
  const parsed = { Norm, Deprel, Head, tagOf: (i: number) => prediction.tags[Tag[i]!]! };
  for (let s = 0; s < First.length; s++) {
    const [first, read] = [First[s]!, Read[s]!];
    const cased = hasSmallLetters(Form, first, read);
    for (let i = first; i < read; i++) {
      const tag = tags[Tag[i]!]!;
      const { lemma, feats } = readingOf(Word[i]!, Tag[i]!, tag, i === first, cased);
      Upos[i] = tag.code;
      Lemma[i] = lemma;
      Feats[i] = feats;
    }
    agreement(parsed, first, read, Feats);
    for (let i = read; i < Last[s]!; i++) {
      Lemma[i] = Norm[i]!;
      Upos[i] = OTHER;
      Feats[i] = "";
      Deprel[i] = "root";
    }
  }
  return { Lemma, Upos, Feats, Head, Deprel };
}

/** What a word is under a tag, at the head of its sentence or inside, where capitals mean something or not. */
function readingOf(word: SharedWord, tag: number, parts: TagParts, opens: boolean, cased: boolean): Reading {
  const way = tag * 4 + (opens ? 2 : 0) + (cased ? 1 : 0);
  const { readings, form, norm } = word;
  for (let k = 0; k < readings.length; k++) if (readings[k]!.way === way) return readings[k]!;
  const lemma = lemmaOf(lemmaLexicon(), form, norm, parts.upos, parts.xpos, opens, cased);
  const reading = {
    way,
    lemma: lemma === norm ? norm : sharedWord(lemma).form,
    feats: wordFeats(featTable(), parts.tag, norm),
  };
  readings.push(reading);
  return reading;
}

/** The parts of a model's tags, taken apart once. */
function tagTable(tags: readonly string[]): readonly TagParts[] {
  let table = tables.get(tags);
  if (!table) {
    table = tags.map(tagParts);
    tables.set(tags, table);
  }
  return table;
}

type TagParts = { readonly tag: string; readonly upos: Upos; readonly xpos: string; readonly code: number };
const tables = new WeakMap<readonly string[], readonly TagParts[]>();

function tagParts(tag: string): TagParts {
  const [upos, xpos] = tag.split("/") as [Upos, string];
  return { tag, upos, xpos, code: UPOS.indexOf(upos) };
}

function hasSmallLetters(Form: readonly string[], first: number, last: number): boolean {
  for (let i = first; i < last; i++) if (Form[i]!.length > 2 && /[a-z]/.test(Form[i]!)) return true;
  return false;
}

/**
 * A CoNLL-U text with LEMMA, UPOS, FEATS, HEAD and DEPREL predicted; tokens, sentences, comments and other columns stay as
 * they are. Throws with the line number where the text is no CoNLL-U.
 */
export function annotateConllu(text: string): string {
  const read = readConllu(text);
  const Word = read.flatMap((sentence) => sentence.form.map(sharedWord));
  const Form = Word.map(({ form }) => form);
  const Last = new Int32Array(read.length);
  let total = 0;
  read.forEach((sentence, s) => {
    total += sentence.form.length;
    Last[s] = total;
  });
  const First = Int32Array.from(Last, (_, s) => (s === 0 ? 0 : Last[s - 1]!));
  const words = wordColumns(
    Word,
    Form,
    Word.map(({ norm }) => norm),
    First,
    Last,
  );
  return read
    .map((sentence, s) => {
      const from = First[s]!;
      const to = Last[s]!;
      const predicted: Predicted = {
        lemma: words.Lemma.slice(from, to),
        upos: Array.from(words.Upos.subarray(from, to), (code) => UPOS[code]!),
        feats: words.Feats.slice(from, to),
        head: Array.from(words.Head.subarray(from, to), (head) => (head < 0 ? -1 : head - from)),
        deprel: words.Deprel.slice(from, to),
      };
      return writeConllu(sentence, predicted);
    })
    .join("");
}
