/** Trains tagger and parser, one network taught by several, and packs it. Deterministic: the same bytes in every run. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
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
import { isMatrix, openModel, packMatrix, packTable } from "../src/text/linguistics/parse-model.js";
import { padded, parameterSizes, type Size } from "../src/text/linguistics/parse-network.js";
import { normalise } from "../src/text/linguistics/tokens-chars.js";
import { type Chance, chanceOf } from "./train-chance.js";
import { type Choices, choicesOf, frequent, goldLesson, type Lesson, taughtLesson } from "./train-lessons.js";
import {
  adamRate,
  adamStep,
  type Batch,
  type DropRates,
  type Learned,
  learn,
  learned,
  newTrainee,
  type Trainee,
} from "./train-network.js";
import { recase } from "./train-tags.js";
import { newsSentences, plainSentences, reworded } from "./train-texts.js";

/** What was chosen by trying on the development part of the treebank. */
const CHOICES = {
  sentences: 16,
  rate: 0.004,
  warmUp: 300,
  clip: 1,
  /** How often a known word is shown as unknown, and a word without its vector. */
  dropWord: 0.1,
  dropVector: 0.05,
  width: 128,
  layers: "wrwr",
  arc: 64,
  relation: 64,
  /** Networks that learn from the trees alone, and then teach the one that ships. */
  teachers: 3,
  teacherRound: { epochs: 14, drop: { input: 0.2, layer: 0.15, hidden: 0.15 } },
  round: { epochs: 14, drop: { input: 0.15, layer: 0.1, hidden: 0.1 } },
  /** How much of a lesson's shares comes from the tree where there is one, and where its words are changed. */
  goldShare: 0.5,
  rewordedShare: 0.3,
  /** How often each news pattern is filled. */
  news: 10,
};

type Round = { readonly epochs: number; readonly drop: DropRates };

const MOST_WORDS = 6000;
const LONGEST_SENTENCE = 120;

type Setup = {
  readonly choices: Choices;
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

/** What tagger and parser learn from. */
export type Course = {
  readonly choices: Choices;
  readonly vectorPath: string;
  /** Sentences with trees: the treebank's and the news patterns'. */
  readonly trees: readonly ConlluSentence[];
  readonly say: (line: string) => void;
};

export function courseOf(
  treebank: readonly ConlluSentence[],
  vectorPath: string,
  say: (line: string) => void,
): Course {
  const trees = [...treebank, ...newsSentences(CHOICES.news, chanceOf(100))];
  return { choices: choicesOf(treebank), vectorPath, trees, say };
}

/**
 * The bytes of `parser.bin`: a network that has learned from the treebank, the news patterns and the plain texts what several
 * networks trained on the trees say on average (Hinton, Vinyals and Dean 2015). The teachers are written to `folder`.
 */
export function trainParser(
  treebank: readonly ConlluSentence[],
  vectorPath: string,
  folder: string,
  say: (line: string) => void,
): Uint8Array {
  const course = courseOf(treebank, vectorPath, say);
  const teachers = Array.from({ length: CHOICES.teachers }, (_, i) => {
    const path = join(folder, `teacher-${i + 1}.bin`);
    writeFileSync(path, trainTeacher(course, i + 1));
    return path;
  });
  return trainStudent(course, teachers);
}

export function trainTeacher(course: Course, seed: number): Uint8Array {
  course.say(`teacher ${seed} of ${CHOICES.teachers}`);
  const lessons = course.trees.map((sentence) => goldLesson(course.choices, sentence));
  return trainNetwork(course, lessons, wordsOf(lessons), CHOICES.teacherRound, seed);
}

export function trainStudent(course: Course, teacherPaths: readonly string[]): Uint8Array {
  const { choices, trees, say } = course;
  const teachers = teacherPaths.map((path) => openModel(path, course.vectorPath));
  const taught = (sentences: readonly ConlluSentence[], goldShare: number): Lesson[] =>
    sentences.map((sentence) =>
      taughtLesson(teachers, sentence.form, goldLesson(choices, sentence), goldShare),
    );
  const natural = [
    ...taught(trees, CHOICES.goldShare),
    ...plainSentences(LONGEST_SENTENCE).map((form) => taughtLesson(teachers, form, null, 0)),
  ];
  const lessons = [...natural, ...taught(reworded(trees, chanceOf(101)), CHOICES.rewordedShare)];
  say(`${lessons.length} lessons of ${lessons.reduce((sum, lesson) => sum + lesson.form.length, 0)} words`);
  return trainNetwork(course, lessons, wordsOf(natural), CHOICES.round, CHOICES.teachers + 1);
}

/** The words to know by themselves; the others are their spelling. */
const wordsOf = (lessons: readonly Lesson[]): string[] =>
  frequent(lessons, (lesson) => lesson.form.map(normalise), 2);

function trainNetwork(
  course: Course,
  lessons: readonly Lesson[],
  known: readonly string[],
  { epochs, drop }: Round,
  seed: number,
): Uint8Array {
  const { say } = course;
  const chance = chanceOf(seed);
  const setup = newSetup(course, known, chance);
  const order = lessons.map((_, i) => i);
  const perEpoch = Math.ceil(order.length / CHOICES.sentences);
  const steps = epochs * perEpoch;
  let step = 0;
  for (let epoch = 1; epoch <= epochs; epoch++) {
    chance.shuffle(order);
    let loss = 0;
    for (let from = 0; from < order.length; from += CHOICES.sentences) {
      step++;
      const fade = Math.min(step / CHOICES.warmUp, 1) * Math.max(0.01, 1 - step / steps);
      const chosen = order.slice(from, from + CHOICES.sentences).map((i) => lessons[i]!);
      loss += trainBatch(setup, chosen, adamRate(CHOICES.rate * fade, step), drop, chance);
    }
    say(`epoch ${epoch} of ${epochs}: loss ${(loss / perEpoch).toFixed(3)}`);
  }
  return pack(setup);
}

function newSetup(course: Course, known: readonly string[], chance: Chance): Setup {
  const { choices, vectorPath } = course;
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
    tags: padded(choices.tags.length),
    labels: padded(choices.labels.length),
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
    choices,
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

/** One step of learning on a few sentences; returns their loss per word. */
function trainBatch(
  setup: Setup,
  lessons: readonly Lesson[],
  rate: number,
  drop: DropRates,
  chance: Chance,
): number {
  const { kernel, trainee, dense, tables } = setup;
  const { width } = trainee.size;
  const { batch, inputs, words } = batchOf(setup, lessons, chance);
  fillInputs(setup, inputs, words);
  const loss = learn(trainee, batch, drop, chance);
  let square = 0;
  for (const { gradient } of dense.values()) {
    for (let i = 0; i < gradient.length; i++) square += gradient[i]! * gradient[i]!;
  }
  const scale = Math.min(1, CHOICES.clip / (Math.sqrt(square) / words)) / words;
  for (const array of dense.values()) adamStep(kernel, array, 0, array.values.length, rate, scale);
  const gradient = trainee.grads.Layer[0]!;
  for (const name of TABLES) {
    const table = tables[name];
    const sums = table.gradient;
    const Row = inputs[name];
    for (let t = 0; t < words; t++) {
      const row = Row[t]! * width;
      for (let d = 0; d < width; d++) sums[row + d]! += gradient[t * width + d]!;
    }
    for (const row of new Set(Row)) adamStep(kernel, table, row * width, width, rate, scale);
  }
  return loss;
}

/** The lessons end to end, some in other case, some words hidden. */
function batchOf(
  setup: Setup,
  lessons: readonly Lesson[],
  chance: Chance,
): { batch: Batch; inputs: Inputs; words: number } {
  const forms: string[] = [];
  const [First, Last, Head]: [number[], number[], number[]] = [[], [], []];
  for (const { form, head } of lessons) {
    const first = forms.length;
    First.push(first);
    forms.push(...recase(form, chance));
    Last.push(forms.length);
    for (const word of head) Head.push(word < 0 ? -1 : first + word);
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
  const { tags, labels } = setup.trainee.size;
  const batch = {
    sentences: lessons.length,
    First: Int32Array.from(First),
    Last: Int32Array.from(Last),
    Tag: new Float32Array(forms.length * tags),
    Arc: lessons.map((lesson) => lesson.Arc),
    Head: Int32Array.from(Head),
    Label: new Float32Array(forms.length * labels),
  };
  lessons.forEach((lesson, k) => {
    batch.Tag.set(lesson.Tag, First[k]! * tags);
    batch.Label.set(lesson.Label, First[k]! * labels);
  });
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
  const { trainee, choices, wordKeys, tables } = setup;
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
  return packModel({ meta: { size, tags: choices.tags, labels: choices.labels, scales }, arrays });
}
