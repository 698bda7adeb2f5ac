/** What a network learns from: sentences of the treebank, and sentences that trained networks have labelled. */
import type { ConlluSentence } from "../src/text/linguistics/conllu.js";
import type { ParseModel } from "../src/text/linguistics/parse-model.js";
import { arcScores, forward, padded, relationHidden } from "../src/text/linguistics/parse-network.js";
import { bestTree } from "../src/text/linguistics/parse-tree.js";
import { firstLayer } from "../src/text/linguistics/parse-words.js";
import { sharedWord } from "../src/text/linguistics/tokens-words.js";
import { goldTag } from "./train-tags.js";

/** A sentence and the shares that the network should give to each tag, head and relation (see `Batch`). */
export type Lesson = {
  readonly form: readonly string[];
  readonly Tag: Float32Array;
  readonly Arc: Float32Array;
  /** Head of each word, -1 the root, and the shares of the relations to it. */
  readonly head: readonly number[];
  readonly Label: Float32Array;
};

/** The tags and relations to choose from. */
export type Choices = { readonly tags: readonly string[]; readonly labels: readonly string[] };

export function choicesOf(sentences: readonly ConlluSentence[]): Choices {
  return {
    tags: frequent(sentences, (s) => s.form.map((_, i) => goldTag(s, i)), 3),
    labels: frequent(sentences, (s) => s.deprel, 1),
  };
}

/** Names that occur at least `least` times, in alphabetical order. */
export function frequent<T>(
  sentences: readonly T[],
  names: (sentence: T) => readonly string[],
  least: number,
): string[] {
  const counts = new Map<string, number>();
  for (const sentence of sentences) {
    for (const name of names(sentence)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts.keys()].filter((name) => counts.get(name)! >= least).sort();
}

/** What the treebank says, and nothing besides. */
export function goldLesson(choices: Choices, sentence: ConlluSentence): Lesson {
  const n = sentence.form.length;
  const lesson = newLesson(choices, sentence.form, sentence.head);
  const [tags, labels] = [padded(choices.tags.length), padded(choices.labels.length)];
  for (let i = 0; i < n; i++) {
    const tag = choices.tags.indexOf(goldTag(sentence, i));
    if (tag >= 0) lesson.Tag[i * tags + tag] = 1;
    lesson.Label[i * labels + choices.labels.indexOf(sentence.deprel[i]!)] = 1;
    lesson.Arc[i * (n + 1) + (sentence.head[i]! < 0 ? n : sentence.head[i]!)] = 1;
  }
  return lesson;
}

function newLesson(choices: Choices, form: readonly string[], head: readonly number[]): Lesson {
  const n = form.length;
  return {
    form,
    head,
    Tag: new Float32Array(n * padded(choices.tags.length)),
    Arc: new Float32Array(n * (n + 1)),
    Label: new Float32Array(n * padded(choices.labels.length)),
  };
}

/**
 * What the teachers say of the sentence on average. With `gold`, a lesson on the same words, its heads are taken and the
 * shares mixed with the teachers', `goldShare` of them.
 */
export function taughtLesson(
  teachers: readonly ParseModel[],
  form: readonly string[],
  gold: Lesson | null,
  goldShare: number,
): Lesson {
  const n = form.length;
  const one = teachers[0]!;
  const heads = new Int32Array(n);
  const lesson = newLesson(one, form, gold?.head ?? []);
  const { Tag, Arc, Label } = lesson;
  const [First, Last] = [Int32Array.of(0), Int32Array.of(n)];
  const words = form.map(sharedWord);
  for (const teacher of teachers) {
    const { size, acts, room } = teacher;
    firstLayer(teacher, words, 0, First, Last);
    forward(teacher.product, size, teacher.p, acts, First, Last, 1, undefined, teacher.loops, 1);
    const columns = arcScores(teacher.kernel, size, teacher.p, acts, room, 0, n);
    for (let i = 0; i < n; i++) {
      addShares(acts.Tag, i * size.tags, one.tags.length, -1, Tag, i * size.tags, teachers.length);
      addShares(room.Score, i * columns, n + 1, i, Arc, i * (n + 1), teachers.length);
    }
  }
  if (gold) heads.set(gold.head);
  else
    bestTree(
      Arc.map((share) => Math.log(share + 1e-9)),
      n,
      n + 1,
      heads,
    );
  for (const teacher of teachers) {
    const { size, acts, p, Hidden, Logit } = teacher;
    for (let i = 0; i < n; i++) relationHidden(size, p, acts, i, heads[i]!, Hidden, i * size.relation);
    teacher.product("label", Hidden, Logit, n, size.relation, size.labels, p.labelBias!);
    for (let i = 0; i < n; i++) {
      addShares(Logit, i * size.labels, one.labels.length, -1, Label, i * size.labels, teachers.length);
    }
  }
  if (!gold) return { ...lesson, head: [...heads] };
  for (const part of ["Tag", "Arc", "Label"] as const) {
    const wanted = lesson[part];
    for (let i = 0; i < wanted.length; i++) {
      wanted[i] = goldShare * gold[part][i]! + (1 - goldShare) * wanted[i]!;
    }
  }
  return lesson;
}

/** Adds the softmax of `length` scores, one `parts`-th of it, to `into`. */
function addShares(
  scores: Float32Array,
  at: number,
  length: number,
  skip: number,
  into: Float32Array,
  to: number,
  parts: number,
): void {
  let most = -Infinity;
  for (let c = 0; c < length; c++) if (c !== skip) most = Math.max(most, scores[at + c]!);
  let sum = 0;
  for (let c = 0; c < length; c++) if (c !== skip) sum += Math.exp(scores[at + c]! - most);
  for (let c = 0; c < length; c++) {
    if (c !== skip) into[to + c]! += Math.exp(scores[at + c]! - most) / (sum * parts);
  }
}
