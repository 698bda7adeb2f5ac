/** Learns a name tagger from annotated documents: word classes, examples, two looks at a document, small integers. */
import { UPOS } from "../src/text/analysis.js";
import { normalise } from "../src/text/linguistics/tokens-chars.js";
import { countVotes, VOTE_FEATURES, type Votes, votesOn } from "../src/text/names/document.js";
import { CONTEXT_FEATURES, contextFeatures, type Prepared, prepare } from "../src/text/names/features.js";
import { BEGIN, INNER, LABELS, LAST, labelOf, partOf, typeOf, UNIT } from "../src/text/names/labels.js";
import type { PhraseTable } from "../src/text/names/lists.js";
import { type NameModel, scorer, slotOf, tableOf } from "../src/text/names/model.js";
import { label, type NameTagger } from "../src/text/names/names.js";
import { at, hashOf, type Word, wordOf } from "../src/text/names/words.js";
import { type GoldDocument, type Tokenised, tokeniseDocument } from "./names-corpus.js";
import { type Crf, type CrfOptions, type Example, random, shuffle, trainCrf } from "./names-crf.js";
import { type Parts, recase, swapNames } from "./names-variants.js";

export type WordClassTable = Pick<NameModel, "WordKey" | "WordClass">;

/** Most word classes that are told apart. */
const CLASSES = 240;

/** Word classes from the treebank: the one or two parts of speech that a word mostly has there, and whether it is rare. */
export function learnWordClasses(conllu: string): WordClassTable {
  const counts = new Map<number, Int32Array>();
  for (const line of conllu.split("\n")) {
    const [id, form, , upos] = line.split("\t");
    if (!upos || !/^\d+$/.test(id!)) continue;
    const norm = normalise(form!);
    const key = hashOf(norm, 0, Math.min(48, norm.length));
    let row = counts.get(key);
    if (!row) {
      row = new Int32Array(UPOS.length);
      counts.set(key, row);
    }
    const tag = UPOS.indexOf(upos as (typeof UPOS)[number]);
    row[tag] = row[tag]! + 1;
  }
  const classOf = new Map<number, number>();
  const sizes = new Map<number, number>();
  for (const [key, row] of counts) {
    const order = [...row.keys()].sort((a, b) => row[b]! - row[a]! || a - b);
    const total = row.reduce((a, b) => a + b, 0);
    const [top, second] = order as [number, number];
    const paired = row[second]! >= total * 0.12 ? second + 1 : 0;
    const size = total === 1 ? 0 : total < 5 ? 1 : 2;
    const code = (top * 32 + paired) * 4 + size;
    classOf.set(key, code);
    sizes.set(code, (sizes.get(code) ?? 0) + 1);
  }
  const kept = [...sizes]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, CLASSES)
    .map(([code]) => code);
  const rank = new Map(kept.map((code, i) => [code, i + 1]));
  const words = [...classOf.keys()].filter((word) => word !== 0).sort((a, b) => a - b);
  const { Key, Row } = tableOf(words);
  const WordClass = Uint8Array.from(Key, (word, slot) =>
    word === 0 ? 0 : (rank.get(classOf.get(words[Row[slot]!]!)!) ?? 0),
  );
  return { WordKey: Key, WordClass };
}

/** What training needs besides the examples. */
export type Setting = {
  readonly table: PhraseTable;
  readonly classes: WordClassTable;
  /** Examples of the documents that every training reads. */
  readonly known: WeakMap<GoldDocument, Example[]>;
  /** Documents cut and parsed before. */
  readonly cut: WeakMap<GoldDocument, Tokenised>;
  lookup(form: string, norm: string, setting: number): Word;
};

export function settingOf(table: PhraseTable, classes: WordClassTable): Setting {
  const kind = (word: number): number => {
    const slot = slotOf(classes.WordKey, word);
    return slot < 0 ? 0 : classes.WordClass[slot]!;
  };
  const memory = new Map<string, Word>();
  const lookup = (form: string, norm: string, setting: number): Word => {
    const key = setting + form;
    let word = memory.get(key);
    if (!word) {
      word = wordOf(form, norm, setting, kind, table, 0);
      memory.set(key, word);
    }
    return word;
  };
  return { table, classes, known: new WeakMap(), cut: new WeakMap(), lookup };
}

const buffer = new Int32Array(CONTEXT_FEATURES);
const voteBuffer = new Int32Array(VOTE_FEATURES);

/**
 * The sentences of a document as examples; `first` are the labels of the first look, if there was one. Cold tokens have
 * no features, and of several in a row only one is kept.
 */
export function examplesOf(document: Tokenised, doc: Prepared, first: Uint8Array | null): Example[] {
  const out: Example[] = [];
  const votes: Votes | null = first ? countVotes(doc, first) : null;
  for (let s = 0; s < document.sentences.length; s++) {
    const from = document.sentences.First[s]!;
    const to = document.sentences.Last[s]!;
    let size = 0;
    const offsets = [0];
    const gold: number[] = [];
    for (let i = from; i < to; i++) {
      if (doc.Hot[i] === 0) {
        if (i > from && doc.Hot[i - 1] === 0) continue;
        gold.push(0);
        offsets.push(size);
        continue;
      }
      if (size + MOST_FEATURES > room.length) room = grown(room);
      for (let j = Math.max(from, i - 2); j <= Math.min(to - 1, i + 2); j++) {
        const word = doc.Word[j]!;
        const features = j === i ? word.own : Math.abs(j - i) === 1 ? word.near : word.far;
        for (const f of features) room[size++] = j === i ? f : at(f, j - i);
      }
      const n = contextFeatures(doc, i, from, to, buffer);
      for (let f = 0; f < n; f++) room[size++] = buffer[f]!;
      if (votes) {
        const m = votesOn(doc, votes, first!, i, voteBuffer);
        for (let f = 0; f < m; f++) room[size++] = voteBuffer[f]!;
      }
      gold.push(document.Gold[i]!);
      offsets.push(size);
    }
    if (size === 0) continue;
    out.push({
      Feature: room.slice(0, size),
      Offset: Int32Array.from(offsets),
      Gold: wellFormed(gold),
    });
  }
  return out;
}

/** Most features of a token: its own, its neighbours', those of the context and the votes. */
const MOST_FEATURES = 100 + CONTEXT_FEATURES + VOTE_FEATURES;

/** Where the features of a sentence are gathered. */
let room = new Int32Array(1 << 16);

function grown(old: Int32Array): Int32Array<ArrayBuffer> {
  const out = new Int32Array(old.length * 2);
  out.set(old);
  return out;
}

/** Labels made a sequence of whole names again where cold tokens cut names. */
function wellFormed(labels: readonly number[]): Uint8Array {
  const goesOn = (i: number): boolean =>
    i > 0 &&
    labels[i] !== 0 &&
    typeOf(labels[i]!) === typeOf(labels[i - 1]!) &&
    partOf(labels[i]!) !== BEGIN &&
    partOf(labels[i]!) !== UNIT &&
    partOf(labels[i - 1]!) !== LAST &&
    partOf(labels[i - 1]!) !== UNIT;
  return Uint8Array.from(labels, (at, i) => {
    if (at === 0) return 0;
    const before = goesOn(i);
    const after = i + 1 < labels.length && goesOn(i + 1);
    return labelOf(typeOf(at), before ? (after ? INNER : LAST) : after ? BEGIN : UNIT);
  });
}

/** Steps of a weight of 1 in the stored model. */
const SCALE = 24;

/** Rounds a trained field to small integers and keeps the `most` heaviest features. */
export function quantise(crf: Crf, classes: WordClassTable, most: number): NameModel {
  const heaviest = [...crf.Key.keys()]
    .map((row) => {
      let weight = 0;
      for (let l = 0; l < LABELS; l++) weight = Math.max(weight, Math.abs(crf.Weight[row * LABELS + l]!));
      return { row, weight };
    })
    .filter(({ row, weight }) => crf.Key[row] !== 0 && weight * SCALE >= 0.5)
    .sort((a, b) => b.weight - a.weight || a.row - b.row)
    .slice(0, most)
    .map(({ row }) => row)
    .sort((a, b) => crf.Key[a]! - crf.Key[b]!);
  const Weight = new Int8Array(heaviest.length * LABELS);
  for (let k = 0; k < heaviest.length; k++) {
    for (let l = 0; l < LABELS; l++) {
      const value = Math.round(crf.Weight[heaviest[k]! * LABELS + l]! * SCALE);
      Weight[k * LABELS + l] = Math.max(-127, Math.min(127, value));
    }
  }
  const Step = new Int16Array(LABELS * LABELS + 1);
  for (let w = 0; w < LABELS * LABELS; w++) Step[w] = Math.round(crf.Step[w]! * SCALE);
  return { ...tableOf(heaviest.map((row) => crf.Key[row]!)), Weight, Step, ...classes };
}

export const CRF: CrfOptions = {
  epochs: 4,
  averageAfter: 2,
  rate: 0.025,
  decay: 0,
  least: 2,
  drop: 0.2,
  seed: 7,
};

/** How many times each document is learnt from, besides as it is. */
export type Recipe = {
  readonly crf: CrfOptions;
  readonly swaps: number;
  readonly ownSwaps: number;
  readonly recased: number;
  readonly folds: number;
  readonly most: number;
};
export const RECIPE: Recipe = {
  crf: CRF,
  swaps: 1,
  ownSwaps: 2,
  recased: 0.3,
  folds: 3,
  most: 349_000,
};

/** Learns a name tagger from documents. */
export function learn(
  documents: readonly GoldDocument[],
  parts: Parts,
  setting: Setting,
  recipe: Recipe,
  log: (line: string) => void,
): NameModel {
  return quantise(learnWeights(documents, parts, setting, recipe, log), setting.classes, recipe.most);
}

/** A first look, jackknifed so that the second look learns from honest mistakes, then both in one. */
export function learnWeights(
  documents: readonly GoldDocument[],
  parts: Parts,
  setting: Setting,
  recipe: Recipe,
  log: (line: string) => void,
): Crf {
  const next = random(recipe.crf.seed);
  const variants = (from: readonly GoldDocument[]): GoldDocument[] => {
    const out = [...from];
    for (const document of from) {
      const swaps = document.id.startsWith("own-")
        ? recipe.ownSwaps
        : document.id.startsWith("tree-")
          ? 0
          : recipe.swaps;
      for (let n = 0; n < swaps; n++) out.push(swapNames(document, parts, next));
    }
    for (const document of from) if (next() < recipe.recased) out.push(recase(document, next));
    return out;
  };
  const ready = (document: GoldDocument): { document: Tokenised; doc: Prepared } => {
    const tokenised = setting.cut.get(document) ?? tokeniseDocument(document);
    setting.cut.set(document, tokenised);
    return {
      document: tokenised,
      doc: prepare(tokenised.tokens, tokenised.sentences, setting.table, setting.lookup),
    };
  };
  const plain = (from: readonly GoldDocument[]): Example[] =>
    from.flatMap((document) => {
      let examples = setting.known.get(document);
      if (!examples) {
        const { document: tokenised, doc } = ready(document);
        examples = examplesOf(tokenised, doc, null);
        setting.known.set(document, examples);
      }
      return examples;
    });

  const mixed = shuffle([...documents], next);
  const voted: Example[] = [];
  for (let fold = 0; fold < recipe.folds; fold++) {
    const held = mixed.filter((_, i) => i % recipe.folds === fold && mixed[i]!.sentences.length > 1);
    const rest = mixed.filter((_, i) => i % recipe.folds !== fold);
    log(`first look, part ${fold + 1} of ${recipe.folds}`);
    const crf = trainCrf(
      plain(variants(rest)),
      {
        ...recipe.crf,
        epochs: Math.ceil(recipe.crf.epochs / 2),
        averageAfter: Math.floor(recipe.crf.averageAfter / 2),
      },
      log,
    );
    const by: NameTagger = {
      scorer: scorer(quantise(crf, setting.classes, recipe.most), setting.table),
      table: setting.table,
    };
    for (const document of variants(held)) {
      const { document: tokenised, doc } = ready(document);
      voted.push(...examplesOf(tokenised, doc, label(by, tokenised.tokens, tokenised.sentences).first));
    }
  }
  log("both looks");
  return trainCrf([...plain(variants(documents)), ...voted], recipe.crf, log);
}
