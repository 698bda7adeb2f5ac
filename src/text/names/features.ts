/** What the name tagger looks at around a word: neighbours, runs of capitals, the name lists, the rest of the document. */
import { type Sentences, type Tokens, UPOS } from "../analysis.js";
import {
  extendByToken,
  LISTS,
  type ListName,
  LONGEST_PHRASE,
  type PhraseTable,
  PREFIX,
  phraseBits,
} from "./lists.js";
import { hashOf, LONGEST_WORD, mix, PLAIN, settingOf, type Word } from "./words.js";

/** The columns that the tagger reads. */
export type NameTokens = Pick<
  Tokens,
  "length" | "Start" | "End" | "Form" | "Norm" | "Upos" | "Head" | "Deprel"
>;
export type NameSentences = Pick<Sentences, "length" | "First" | "Last">;

const PROPER = UPOS.indexOf("PROPN");
const NOUN = UPOS.indexOf("NOUN");

const bit = (list: ListName): number => 1 << LISTS.indexOf(list);
/** Small words that may stand inside a run of capitals ("of", "de", "&"). */
const PARTICLE = bit("particle");
/** Lists that say something of a whole run of capitals, numbered apart from the others, which are -1. */
const NOT_OF_RUNS: readonly ListName[] = ["particle", "title_lower", "place_lower"];
const RUN_LISTS = LISTS.filter((list) => !NOT_OF_RUNS.includes(list));
const RUN_NUMBER = Int8Array.from(LISTS, (list) => RUN_LISTS.indexOf(list));
const RUN_SETS = RUN_LISTS.reduce((sets, list) => sets | bit(list), 0);
const SETS = (1 << LISTS.length) - 1;

/** A document made ready: words, list hits and runs of capitals of every token. */
export type Prepared = {
  readonly length: number;
  readonly Word: readonly Word[];
  /** For each token the lists in which a phrase through it stands. */
  readonly Bits: Int32Array;
  /**
   * Two bits a list: place of the token in the longest phrase of that list (0 only, 1 first, 2 inner, 3 last). The lists
   * from number 16 on are in `PlaceMore`.
   */
  readonly Place: Int32Array;
  readonly PlaceMore: Int32Array;
  /** First and last token of the run of capitals around a token; -1 for tokens outside. */
  readonly RunFirst: Int32Array;
  readonly RunLast: Int32Array;
  /** Bits of all tokens of the run, at its first token. */
  readonly RunBits: Int32Array;
  /** 1 for tokens that may be in a name; all others are outside and are not looked at. */
  readonly Hot: Uint8Array;
  /** 1 = the word also stands in small letters in the document, 2 = also capitalised inside a sentence. */
  readonly Seen: Uint8Array;
  /** Part of speech of each token, its head (-1 for a root) and the hash of its relation. */
  readonly Upos: Uint8Array;
  readonly Head: Int32Array;
  readonly Relation: Int32Array;
  /** A token in apposition to the token, or one that says what it is ("spokesman Otieno"); -1 where there is none. */
  readonly Beside: Int32Array;
  /** At the first token of a run, the token of it that the rest of the run hangs on. */
  readonly RunHead: Int32Array;
};

/** Number of the lowest list in `bits`. */
const lowest = (bits: number): number => 31 - Math.clz32(bits & -bits);

type PhraseColumns = Pick<Prepared, "Bits" | "Place" | "PlaceMore">;

function markPhrase(first: number, last: number, lists: number, columns: PhraseColumns): void {
  const { Bits } = columns;
  for (let k = first; k <= last; k++) {
    const place = first === last ? 0 : k === first ? 1 : k === last ? 3 : 2;
    for (let rest = lists; rest !== 0; rest &= rest - 1) {
      const list = lowest(rest);
      // A longer phrase overrides a shorter one that began earlier or here.
      if ((Bits[k]! & (1 << list)) === 0 || place !== 0) {
        const Place = list < 16 ? columns.Place : columns.PlaceMore;
        const shift = 2 * (list & 15);
        Place[k] = (Place[k]! & ~(3 << shift)) | (place << shift);
      }
    }
    Bits[k] = Bits[k]! | lists;
  }
}

function markPhrases(
  tokens: NameTokens,
  words: readonly Word[],
  first: number,
  last: number,
  table: PhraseTable,
  columns: PhraseColumns,
): void {
  for (let i = first; i < last; i++) {
    let flags = words[i]!.opens;
    let hash = words[i]!.phrase;
    const stop = Math.min(last, i + LONGEST_PHRASE);
    for (let j = i; flags !== 0; ) {
      if (flags & SETS) markPhrase(i, j, flags & SETS, columns);
      if ((flags & PREFIX) === 0 || ++j >= stop || tokens.Norm[j]!.length > LONGEST_WORD) break;
      const next = extendByToken(hash, tokens.Norm[j]!);
      // A token that is only a hyphen adds nothing: the phrase goes on with the next.
      flags = next === hash ? PREFIX : phraseBits(table, next);
      hash = next;
    }
  }
}

function markRuns(
  words: readonly Word[],
  first: number,
  last: number,
  prepared: { Bits: Int32Array; RunFirst: Int32Array; RunLast: Int32Array; RunBits: Int32Array },
): void {
  let i = first;
  while (i < last) {
    if (!words[i]!.capital) {
      i++;
      continue;
    }
    let end = i + 1;
    let bits = prepared.Bits[i]!;
    for (let j = end; j < last; j++) {
      if (words[j]!.capital) {
        for (let k = end; k <= j; k++) bits |= prepared.Bits[k]!;
        end = j + 1;
      } else if (j - end >= 2 || !(words[j]!.hyphen || prepared.Bits[j]! & PARTICLE)) break;
    }
    for (let k = i; k < end; k++) {
      prepared.RunFirst[k] = i;
      prepared.RunLast[k] = end - 1;
    }
    prepared.RunBits[i] = bits;
    i = end;
  }
}

/** Lists whose words are looked at even in small letters. */
const EVEN_SMALL = bit("country") | bit("region") | bit("city") | bit("demonym") | bit("town");

/** Parts of speech whose words begin no name by themselves. */
const CLOSED = new Set(
  (["DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX", "PART"] as const).map((tag) => UPOS.indexOf(tag)),
);

function markHot(
  words: readonly Word[],
  Upos: Uint8Array,
  first: number,
  last: number,
  setting: number,
  columns: { Bits: Int32Array; Hot: Uint8Array },
): void {
  for (let i = first; i < last; i++) {
    // "The march", "In Tema": a small word that is big because it opens the sentence begins no name.
    const opens = i === first && CLOSED.has(Upos[i]!) && !(i + 1 < last && words[i + 1]!.capital);
    if (
      setting !== PLAIN ||
      (words[i]!.capital && !opens) ||
      (columns.Bits[i]! & EVEN_SMALL && words[i]!.unusual) ||
      (Upos[i] === PROPER && words[i]!.letters)
    ) {
      columns.Hot[i] = 1;
      if (i > first) columns.Hot[i - 1] = 1;
      if (i + 1 < last) columns.Hot[i + 1] = 1;
      // "Suk-yeol": what a hyphen ties to a capital is as near as the next word.
      if (i + 2 < last && words[i + 1]!.hyphen) columns.Hot[i + 2] = 1;
      if (i - 2 >= first && words[i - 1]!.hyphen) columns.Hot[i - 2] = 1;
    }
  }
}

const relations = new Map<string, number>();

/** Hash of a relation, remembered. */
function relationHash(relation: string): number {
  let hash = relations.get(relation);
  if (hash === undefined) {
    hash = hashOf(relation, 0, relation.length);
    relations.set(relation, hash);
  }
  return hash;
}

const BESIDE: ReadonlySet<string> = new Set(["appos", "flat", "flat:name", "compound"]);

function treeColumns(tokens: NameTokens): { Relation: Int32Array; Beside: Int32Array } {
  const Relation = new Int32Array(tokens.length);
  const Beside = new Int32Array(tokens.length).fill(-1);
  for (let i = 0; i < tokens.length; i++) {
    const relation = tokens.Deprel[i]!;
    Relation[i] = relationHash(relation);
    const head = tokens.Head[i]!;
    if (head < 0 || !BESIDE.has(relation)) continue;
    if (tokens.Upos[i] === NOUN && Beside[head] === -1) Beside[head] = i;
    if (tokens.Upos[head] === NOUN && Beside[i] === -1) Beside[i] = head;
  }
  return { Relation, Beside };
}

/** Of each run the first token whose head lies outside it. */
function markRunHeads(
  Head: Int32Array,
  RunFirst: Int32Array,
  RunLast: Int32Array,
  first: number,
  last: number,
  RunHead: Int32Array,
): void {
  for (let i = first; i < last; ) {
    if (RunFirst[i] !== i) {
      i++;
      continue;
    }
    const end = RunLast[i]!;
    let head = end;
    for (let k = i; k <= end; k++) {
      if (Head[k]! < i || Head[k]! > end) {
        head = k;
        break;
      }
    }
    RunHead[i] = head;
    i = end + 1;
  }
}

/** Makes a document ready. `lookup` gives (and remembers) the word of a form. */
export function prepare(
  tokens: NameTokens,
  sentences: NameSentences,
  table: PhraseTable,
  lookup: (form: string, norm: string, setting: number) => Word,
): Prepared {
  const length = tokens.length;
  const Word: Word[] = new Array(length);
  const columns = {
    Bits: new Int32Array(length),
    Place: new Int32Array(length),
    PlaceMore: new Int32Array(length),
    RunFirst: new Int32Array(length).fill(-1),
    RunLast: new Int32Array(length).fill(-1),
    RunBits: new Int32Array(length),
    Hot: new Uint8Array(length),
  };
  const trees = treeColumns(tokens);
  const RunHead = new Int32Array(length).fill(-1);
  const seen = new Map<number, number>();
  for (let s = 0; s < sentences.length; s++) {
    const first = sentences.First[s]!;
    const last = sentences.Last[s]!;
    const setting = settingOf(tokens, first, last);
    for (let i = first; i < last; i++) {
      const word = lookup(tokens.Form[i]!, tokens.Norm[i]!, setting);
      Word[i] = word;
      if (setting !== PLAIN) continue;
      const flag = !word.capital ? 1 : i > first && Word[i - 1]!.kind !== 0 && !Word[i - 1]!.capital ? 2 : 0;
      if (flag !== 0) seen.set(word.norm, (seen.get(word.norm) ?? 0) | flag);
    }
    markPhrases(tokens, Word, first, last, table, columns);
    markRuns(Word, first, last, columns);
    markHot(Word, tokens.Upos, first, last, setting, columns);
    markRunHeads(tokens.Head, columns.RunFirst, columns.RunLast, first, last, RunHead);
  }
  const Seen = new Uint8Array(length);
  for (let i = 0; i < length; i++) if (Word[i]!.capital) Seen[i] = seen.get(Word[i]!.norm) ?? 0;
  return { length, Word, ...columns, Seen, Upos: tokens.Upos, Head: tokens.Head, ...trees, RunHead };
}

/** Beginnings of the hashes of features: of a kind, then of a list with the place in its phrase, or of a list alone. */
const opening = (kind: number, size: number): Int32Array =>
  Int32Array.from({ length: size }, (_, of) => mix(kind, of));
const IN_LIST = opening(120, LISTS.length * 4);
const IN_LIST_AFTER = opening(121, LISTS.length * 4);
const IN_LIST_BEFORE = opening(122, LISTS.length * 4);
const LIST_BEFORE = opening(125, LISTS.length);
const LIST_AFTER = opening(127, LISTS.length);
const LIST_IN_RUN = opening(159, RUN_LISTS.length);

/** Most features that `contextFeatures` writes for a token. */
export const CONTEXT_FEATURES = 220;

/** Writes the features of token `i` of the sentence `[first, last)` that depend on more than one word; returns how many. */
export function contextFeatures(
  doc: Prepared,
  i: number,
  first: number,
  last: number,
  out: Int32Array,
): number {
  const { Word, Bits, Place, RunFirst, RunLast, RunBits } = doc;
  let n = 0;
  const word = Word[i]!;
  const before = i > first ? Word[i - 1]! : null;
  const after = i + 1 < last ? Word[i + 1]! : null;
  const beforeNorm = before ? before.norm : 1;
  const afterNorm = after ? after.norm : 2;
  const beforeShape = before ? before.shape : 1;
  const afterShape = after ? after.shape : 2;
  out[n++] = mix(mix(100, beforeNorm), word.norm);
  out[n++] = mix(mix(101, word.norm), afterNorm);
  out[n++] = mix(mix(mix(102, beforeShape), word.shape), afterShape);
  out[n++] = mix(mix(103, beforeNorm), word.shape);
  out[n++] = mix(mix(104, afterNorm), word.shape);
  out[n++] = mix(mix(mix(105, before ? before.kind : 1), word.shape), after ? after.kind : 2);
  out[n++] = mix(mix(mix(106, before ? 0 : 1), word.shape), word.kind);
  out[n++] = mix(mix(mix(107, beforeNorm), afterNorm), word.shape);
  if (before === null) out[n++] = 108;
  if (after === null) out[n++] = 109;

  const bits = Bits[i]!;
  const bitsBefore = i > first ? Bits[i - 1]! : 0;
  const bitsAfter = i + 1 < last ? Bits[i + 1]! : 0;
  if (bits !== 0) {
    for (let rest = bits; rest !== 0; rest &= rest - 1) {
      const list = lowest(rest);
      const places = list < 16 ? Place[i]! : doc.PlaceMore[i]!;
      const code = list * 4 + ((places >> (2 * (list & 15))) & 3);
      out[n++] = mix(IN_LIST[code]!, word.shape);
      out[n++] = mix(IN_LIST_AFTER[code]!, beforeNorm);
      out[n++] = mix(IN_LIST_BEFORE[code]!, afterNorm);
    }
    out[n++] = mix(mix(123, bits), word.shape);
  }
  if (bitsBefore !== 0) {
    out[n++] = mix(mix(124, bitsBefore), word.shape);
    for (let rest = bitsBefore; rest !== 0; rest &= rest - 1)
      out[n++] = mix(LIST_BEFORE[lowest(rest)]!, word.shape);
  }
  if (bitsAfter !== 0) {
    out[n++] = mix(mix(126, bitsAfter), word.shape);
    for (let rest = bitsAfter; rest !== 0; rest &= rest - 1)
      out[n++] = mix(LIST_AFTER[lowest(rest)]!, word.shape);
  }
  out[n++] = mix(mix(mix(128, bits), bitsBefore), bitsAfter);
  if (i - 2 >= first && Bits[i - 2] !== 0) out[n++] = mix(mix(129, Bits[i - 2]!), word.shape);
  if (i + 2 < last && Bits[i + 2] !== 0) out[n++] = mix(mix(130, Bits[i + 2]!), word.shape);

  const seen = doc.Seen[i]!;
  if (word.capital) out[n++] = mix(mix(mix(140, seen), before ? 0 : 1), word.kind);

  const { Upos, Head, Relation, Beside } = doc;
  const upos = Upos[i]!;
  const uposBefore = before ? Upos[i - 1]! : 30;
  const uposAfter = after ? Upos[i + 1]! : 31;
  const relation = Relation[i]!;
  const above = Head[i]!;
  out[n++] = mix(mix(180, upos), word.shape);
  out[n++] = mix(mix(mix(181, uposBefore), upos), uposAfter);
  out[n++] = mix(mix(182, relation), upos);
  out[n++] = mix(mix(183, relation), word.shape);
  out[n++] = mix(mix(184, relation), above < 0 ? 1 : Word[above]!.norm);
  out[n++] = mix(mix(mix(185, upos), above < 0 ? 30 : Upos[above]!), above < 0 ? 0 : above < i ? 1 : 2);
  if (Beside[i]! >= 0) out[n++] = mix(186, Word[Beside[i]!]!.norm);

  const runFirst = RunFirst[i]!;
  if (runFirst >= 0) {
    const head1 = doc.RunHead[runFirst]!;
    const above1 = Head[head1]!;
    const norm1 = above1 < 0 ? 1 : Word[above1]!.norm;
    const place1 = i === head1 ? 0 : i < head1 ? 1 : 2;
    out[n++] = mix(mix(190, Relation[head1]!), place1);
    out[n++] = mix(mix(191, norm1), place1);
    out[n++] = mix(mix(mix(192, norm1), Relation[head1]!), place1);
    if (Beside[head1]! >= 0) out[n++] = mix(mix(193, Word[Beside[head1]!]!.norm), place1);
    const runLast = RunLast[i]!;
    const place = runFirst === runLast ? 0 : i === runFirst ? 1 : i === runLast ? 3 : 2;
    const size = Math.min(6, runLast - runFirst + 1);
    const head = Word[runLast]!.norm;
    const open = runFirst > first ? Word[runFirst - 1]!.norm : 1;
    const close = runLast + 1 < last ? Word[runLast + 1]!.norm : 2;
    out[n++] = mix(mix(150, size), place);
    out[n++] = mix(mix(151, open), place);
    out[n++] = mix(mix(152, close), place);
    out[n++] = mix(mix(153, head), place);
    out[n++] = mix(mix(154, Word[runFirst]!.norm), place);
    out[n++] = mix(mix(mix(155, open), size), place);
    out[n++] = mix(mix(mix(156, close), size), place);
    if (runFirst - 1 > first) out[n++] = mix(mix(mix(157, Word[runFirst - 2]!.norm), open), place);
    if (runLast + 2 < last) out[n++] = mix(mix(mix(158, Word[runLast + 2]!.norm), close), place);
    const runBits = RunBits[runFirst]!;
    for (let rest = runBits & RUN_SETS; rest !== 0; rest &= rest - 1)
      out[n++] = mix(mix(LIST_IN_RUN[RUN_NUMBER[lowest(rest)]!]!, place), size);
    out[n++] = mix(mix(160, Bits[runLast]!), place);
    out[n++] = mix(mix(161, Bits[runFirst]!), place);
    if (runFirst > first) out[n++] = mix(mix(162, Bits[runFirst - 1]!), place);
    out[n++] = mix(mix(mix(163, Word[runFirst]!.kind), Word[runLast]!.kind), place);
  } else if (i > first) {
    // The run that ended just before, for words between names ("of", "and", ",").
    const last1 = RunFirst[i - 1]!;
    if (last1 >= 0) out[n++] = mix(mix(170, Math.min(4, i - last1)), word.norm);
  }
  return n;
}
