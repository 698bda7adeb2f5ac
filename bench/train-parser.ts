/** Trains tagger and parser, one network, on the treebank, and packs it. Deterministic: the same bytes in every run. */
import type { ConlluSentence } from "../src/text/linguistics/conllu.js";
import { packModel, readModel } from "../src/text/linguistics/model.js";
import { type Kernel, kernelOf } from "../src/text/linguistics/model-wasm.js";
import {
  type HashIndex,
  hashIndex,
  type Inputs,
  inputsOf,
  TABLE_ROWS,
  TABLES,
  type TableName,
  wordKey,
} from "../src/text/linguistics/parse-inputs.js";
import { isMatrix, packMatrix, packTable } from "../src/text/linguistics/parse-model.js";
import { padded, parameterSizes, type Size } from "../src/text/linguistics/parse-network.js";
import { normalise } from "../src/text/linguistics/tokens-chars.js";
import { type Chance, chanceOf } from "./train-chance.js";
import {
  adamRate,
  adamStep,
  type Batch,
  type Learned,
  learn,
  learned,
  newTrainee,
  type Trainee,
} from "./train-network.js";
import { goldTag, recase } from "./train-tags.js";

/** What was chosen by trying on the development part of the treebank. */
const CHOICES = {
  epochs: 16,
  sentences: 16,
  rate: 0.004,
  warmUp: 300,
  clip: 1,
  drop: { input: 0.2, layer: 0.15, hidden: 0.15 },
  /** How often a known word is shown as unknown, and a word without its vector. */
  dropWord: 0.1,
  dropVector: 0.05,
  width: 128,
  layers: "wrwr",
  arc: 64,
  relation: 64,
};

const MOST_WORDS = 6000;
const LONGEST_SENTENCE = 120;

type Setup = {
  readonly sentences: readonly ConlluSentence[];
  readonly tags: readonly string[];
  readonly labels: readonly string[];
  readonly wordKeys: Uint32Array;
  readonly words: HashIndex;
  readonly vectors: HashIndex;
  readonly Vector: Int8Array;
  readonly vectorScale: number;
  readonly kernel: Kernel;
  readonly trainee: Trainee;
  readonly dense: ReadonlyMap<string, Learned>;
  readonly tables: Readonly<Record<TableName, Learned>>;
};

/** The bytes of `parser.bin`, trained on the sentences with the word vectors of `vectorPath`. */
export function trainParser(
  sentences: readonly ConlluSentence[],
  vectorPath: string,
  say: (line: string) => void,
): Uint8Array {
  const chance = chanceOf(1);
  const setup = newSetup(sentences, vectorPath, chance);
  const order = sentences.map((_, i) => i);
  const perEpoch = Math.ceil(order.length / CHOICES.sentences);
  const steps = CHOICES.epochs * perEpoch;
  let step = 0;
  for (let epoch = 1; epoch <= CHOICES.epochs; epoch++) {
    chance.shuffle(order);
    let loss = 0;
    for (let from = 0; from < order.length; from += CHOICES.sentences) {
      step++;
      const fade = Math.min(step / CHOICES.warmUp, 1) * Math.max(0.01, 1 - step / steps);
      const chosen = order.slice(from, from + CHOICES.sentences).map((i) => sentences[i]!);
      loss += trainBatch(setup, chosen, adamRate(CHOICES.rate * fade, step), chance);
    }
    say(`epoch ${epoch} of ${CHOICES.epochs}: loss ${(loss / perEpoch).toFixed(3)}`);
  }
  return pack(setup);
}

function newSetup(sentences: readonly ConlluSentence[], vectorPath: string, chance: Chance): Setup {
  const tags = namesOf(sentences, (s) => s.form.map((_, i) => goldTag(s, i)), 3);
  const labels = namesOf(sentences, (s) => s.deprel, 1);
  const known = namesOf(sentences, (s) => s.form.map(normalise), 2);
  const wordKeys = Uint32Array.from(new Set(known.map(wordKey)));
  const file = readModel(vectorPath);
  const { width, layers, arc, relation } = CHOICES;
  const vector = file.meta.dimensions as number;
  const size: Size = {
    vector,
    width,
    layers,
    arc,
    relation,
    tags: padded(tags.length),
    labels: padded(labels.length),
  };
  const kernel = kernelOf(400);
  const trainee = newTrainee(kernel, size, MOST_WORDS, LONGEST_SENTENCE, chance);
  const dense = new Map(
    parameterSizes(size).map(([name]) => [name, learned(kernel, trainee.p[name]!, trainee.g[name]!)]),
  );
  const rows = { ...TABLE_ROWS, word: wordKeys.length + 1 };
  const tables = Object.fromEntries(
    TABLES.map((name) => {
      const values = kernel.floats(rows[name] * width);
      for (let i = 0; i < values.length; i++) values[i] = (chance.next() * 2 - 1) * 0.1;
      return [name, learned(kernel, values, kernel.floats(values.length))];
    }),
  ) as Record<TableName, Learned>;
  return {
    sentences,
    tags,
    labels,
    wordKeys,
    words: hashIndex(wordKeys),
    vectors: hashIndex(file.arrays.words as Uint32Array),
    Vector: file.arrays.vectors as Int8Array,
    vectorScale: file.meta.scale as number,
    kernel,
    trainee,
    dense,
    tables,
  };
}

/** Names that occur at least `least` times, in alphabetical order. */
function namesOf(
  sentences: readonly ConlluSentence[],
  names: (sentence: ConlluSentence) => readonly string[],
  least: number,
): string[] {
  const counts = new Map<string, number>();
  for (const sentence of sentences) {
    for (const name of names(sentence)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts.keys()].filter((name) => counts.get(name)! >= least).sort();
}

/** One step of learning on a few sentences; returns their loss per word. */
function trainBatch(
  setup: Setup,
  sentences: readonly ConlluSentence[],
  rate: number,
  chance: Chance,
): number {
  const { kernel, trainee, dense, tables } = setup;
  const { width } = trainee.size;
  const { batch, inputs, words } = batchOf(setup, sentences, chance);
  fillInputs(setup, inputs, words);
  const loss = learn(trainee, batch, CHOICES.drop, chance);
  let square = 0;
  for (const { gradient } of dense.values()) for (const d of gradient) square += d * d;
  const scale = Math.min(1, CHOICES.clip / (Math.sqrt(square) / words)) / words;
  for (const array of dense.values()) adamStep(kernel, array, 0, array.values.length, rate, scale);
  const gradient = trainee.grads.Layer[0]!;
  for (const name of TABLES) {
    const table = tables[name];
    const Row = inputs[name];
    for (let t = 0; t < words; t++) {
      const row = Row[t]! * width;
      for (let d = 0; d < width; d++) table.gradient[row + d]! += gradient[t * width + d]!;
    }
    for (const row of new Set(Row)) adamStep(kernel, table, row * width, width, rate, scale);
  }
  return loss;
}

/** The sentences end to end, some in other case, some words hidden. */
function batchOf(
  setup: Setup,
  sentences: readonly ConlluSentence[],
  chance: Chance,
): { batch: Batch; inputs: Inputs; words: number } {
  const tagCode = new Map(setup.tags.map((tag, i) => [tag, i]));
  const labelCode = new Map(setup.labels.map((label, i) => [label, i]));
  const forms: string[] = [];
  const [First, Last, Tag, Head, Label]: number[][] = [[], [], [], [], []];
  for (const sentence of sentences) {
    const first = forms.length;
    First!.push(first);
    forms.push(...recase(sentence.form, chance));
    Last!.push(forms.length);
    sentence.form.forEach((_, i) => {
      Tag!.push(tagCode.get(goldTag(sentence, i)) ?? -1);
      Head!.push(sentence.head[i]! < 0 ? -1 : first + sentence.head[i]!);
      Label!.push(labelCode.get(sentence.deprel[i]!)!);
    });
  }
  const opening = new Set(First);
  const inputs = inputsOf(
    forms,
    forms.map(normalise),
    0,
    forms.length,
    (i) => opening.has(i),
    setup.words,
    setup.vectors,
  );
  for (let t = 0; t < forms.length; t++) {
    if (chance.next() < CHOICES.dropWord) inputs.word[t] = 0;
    if (chance.next() < CHOICES.dropVector) inputs.Vector[t] = -1;
  }
  const batch = {
    sentences: sentences.length,
    First: Int32Array.from(First!),
    Last: Int32Array.from(Last!),
    Tag: Int32Array.from(Tag!),
    Head: Int32Array.from(Head!),
    Label: Int32Array.from(Label!),
  };
  return { batch, inputs, words: forms.length };
}

function fillInputs(setup: Setup, inputs: Inputs, words: number): void {
  const { trainee, tables, Vector, vectorScale } = setup;
  const { width, vector } = trainee.size;
  const sums = trainee.acts.Layer[0]!;
  sums.fill(0, 0, words * width);
  for (const name of TABLES) {
    const { values } = tables[name];
    for (let t = 0; t < words; t++) {
      const row = inputs[name][t]! * width;
      for (let d = 0; d < width; d++) sums[t * width + d]! += values[row + d]!;
    }
  }
  for (let t = 0; t < words; t++) {
    const row = inputs.Vector[t]! * vector;
    for (let d = 0; d < vector; d++) {
      trainee.acts.Vector[t * vector + d] = row < 0 ? 0 : Vector[row + d]! * vectorScale;
    }
  }
}

function pack(setup: Setup): Uint8Array {
  const { trainee, tags, labels, wordKeys, tables } = setup;
  const { size, p } = trainee;
  const arrays: Record<string, Int8Array | Int16Array | Float32Array | Uint32Array> = { words: wordKeys };
  const scales: Record<string, number> = {};
  const columnsOf: Record<string, number> = {
    vectors: size.width,
    word: size.arc,
    head: size.arc,
    pair: size.arc,
    child: size.relation,
    parent: size.relation,
    label: size.labels,
    tag: size.tags,
  };
  for (const [name, length] of parameterSizes(size)) {
    const layer = /^layer(\d)$/.exec(name);
    const columns = layer ? (size.layers[Number(layer[1])] === "w" ? 1 : 3) * size.width : columnsOf[name]!;
    if (!isMatrix(name)) {
      arrays[name] = p[name]!.slice(0, length);
      continue;
    }
    const { Packed, scale } = packMatrix(p[name]!, columns);
    arrays[name] = Packed;
    scales[name] = scale;
  }
  for (const name of TABLES) {
    const { Rows, scale } = packTable(tables[name].values);
    arrays[`table.${name}`] = Rows;
    scales[`table.${name}`] = scale;
  }
  return packModel({ meta: { size, tags, labels, scales }, arrays });
}
