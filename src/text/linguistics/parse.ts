/** Tags and parses sentences with the trained network, many words at a time. */
import { inputsOf, TABLES } from "./parse-inputs.js";
import { LONGEST_STRETCH, MOST_WORDS, type ParseModel, parseModel, type WordInput } from "./parse-model.js";
import { arcScores, biasRows, forward, relationHidden } from "./parse-network.js";
import { bestTree } from "./parse-tree.js";

/** Tags and trees of a text's tokens; one entry a token. */
export type Prediction = {
  /** Index into `tags`, the `UPOS/XPOS/marker` names. */
  readonly Tag: Uint8Array;
  readonly tags: readonly string[];
  /** Index of the head in the same columns, -1 for a root. */
  readonly Head: Int32Array;
  /** Index into `labels`. */
  readonly Label: Uint8Array;
  readonly labels: readonly string[];
};

/**
 * Tags and parses the sentences `[First[k], Last[k])` of a text. A sentence of more than `LONGEST_STRETCH` tokens is cut
 * and each stretch gets its own root, so that time stays linear. Tokens in no sentence get tag 0, head -1 and label 0.
 */
export function predict(
  forms: readonly string[],
  norms: readonly string[],
  First: Int32Array,
  Last: Int32Array,
  model: ParseModel = parseModel(),
): Prediction {
  const prediction = {
    Tag: new Uint8Array(forms.length),
    tags: model.tags,
    Head: new Int32Array(forms.length).fill(-1),
    Label: new Uint8Array(forms.length),
    labels: model.labels,
  };
  let batch: Stretch[] = [];
  let words = 0;
  const flush = (): void => {
    if (words > 0) predictBatch(model, forms, norms, batch, words, prediction);
    batch = [];
    words = 0;
  };
  for (let s = 0; s < First.length; s++) {
    for (let from = First[s]!; from < Last[s]!; from += LONGEST_STRETCH) {
      const to = Math.min(Last[s]!, from + LONGEST_STRETCH);
      const follows = batch.at(-1)?.to === from;
      if (!follows || words + to - from > MOST_WORDS) flush();
      batch.push({ from, to });
      words += to - from;
    }
  }
  flush();
  return prediction;
}

/** Tokens that follow one another and are parsed as one sentence. */
type Stretch = { readonly from: number; readonly to: number };

/** Predicts stretches that follow one another. */
function predictBatch(
  model: ParseModel,
  forms: readonly string[],
  norms: readonly string[],
  batch: readonly Stretch[],
  words: number,
  into: Prediction,
): void {
  const { size, acts, p, kernel, room, product, loops, Hidden, Logit } = model;
  const start = batch[0]!.from;
  const First = Int32Array.from(batch, (stretch) => stretch.from - start);
  const Last = Int32Array.from(batch, (stretch) => stretch.to - start);
  fillInputs(model, forms, norms, start, words, First);
  forward(product, size, p, acts, First, Last, batch.length, undefined, loops);
  const Heads = new Int32Array(LONGEST_STRETCH);
  for (let s = 0; s < batch.length; s++) {
    const first = First[s]!;
    const length = Last[s]! - first;
    const columns = arcScores(kernel, size, p, acts, room, first, first + length);
    bestTree(room.Score, length, columns, Heads);
    for (let i = 0; i < length; i++) {
      const head = Heads[i]! < 0 ? -1 : first + Heads[i]!;
      into.Head[start + first + i] = head < 0 ? -1 : start + head;
      relationHidden(size, p, acts, first + i, head, Hidden, (first + i) * size.relation);
    }
  }
  biasRows(p.labelBias!, Logit, words);
  product("label", Hidden, Logit, words, size.relation, size.labels);
  const root = model.labels.indexOf("root");
  for (let t = 0; t < words; t++) {
    into.Tag[start + t] = highest(acts.Tag, t * size.tags, model.tags.length, -1);
    const isRoot = into.Head[start + t]! < 0;
    into.Label[start + t] = isRoot ? root : highest(Logit, t * size.labels, model.labels.length, root);
  }
}

/** Index of the highest of `count` scores, `except` left out. */
function highest(scores: Float32Array, at: number, count: number, except: number): number {
  let best = except === 0 ? 1 : 0;
  let top = scores[at + best]!;
  for (let c = best + 1; c < count; c++) {
    const score = scores[at + c]!;
    if (score > top && c !== except) {
      top = score;
      best = c;
    }
  }
  return best;
}

/** Writes the word vectors and the sums of the table rows to where the network reads them. */
export function fillInputs(
  model: ParseModel,
  forms: readonly string[],
  norms: readonly string[],
  start: number,
  words: number,
  First: Int32Array,
): void {
  const { acts, size } = model;
  const opening = new Uint8Array(words);
  for (const first of First) opening[first] = 1;
  for (let t = 0; t < words; t++) {
    const input = remembered(model, forms[start + t]!, norms[start + t]!, opening[t] === 1);
    acts.Layer[0]!.set(input.Sum, t * size.width);
    if (model.Vector.length > 0) acts.Vector.set(input.Vector, t * size.vector);
  }
}

/** Forms remembered at most; then the memory starts anew, so that it does not grow with the input. */
const REMEMBERED = 6_000;

/** The inputs of a word, looked up once a form. */
function remembered(model: ParseModel, form: string, norm: string, opens: boolean): WordInput {
  const memory = opens ? model.opening : model.inside;
  const known = memory.get(form);
  if (known !== undefined) return known;
  if (memory.size >= REMEMBERED) memory.clear();
  const input = wordInput(model, form, norm, opens);
  if (form.length < 64) memory.set(form, input);
  return input;
}

function wordInput(model: ParseModel, form: string, norm: string, opens: boolean): WordInput {
  const { size, tables, vectorScale } = model;
  const { width, vector } = size;
  const rows = inputsOf([form], [norm], 0, 1, () => opens, model.words, model.vectors);
  const Sum = new Float32Array(width);
  for (const name of TABLES) {
    const { Rows, scale } = tables[name];
    const from = rows[name][0]! * width;
    for (let d = 0; d < width; d++) Sum[d]! += Rows[from + d]! * scale;
  }
  const Vector = new Float32Array(vector);
  const from = rows.Vector[0]! * vector;
  if (from >= 0) for (let d = 0; d < vector; d++) Vector[d] = model.Vector[from + d]! * vectorScale;
  return { Sum, Vector };
}
