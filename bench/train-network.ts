/** Trains the network by gradient descent: its backward pass, and Adam (Kingma and Ba 2015) on what it finds. */
import type { Kernel } from "../src/text/linguistics/model-wasm.js";
import {
  type Activations,
  arcScores,
  biasRows,
  DISTANCES,
  distanceOf,
  forward,
  newActivations,
  newPairRoom,
  newParameters,
  type PairRoom,
  type Parameters,
  type Product,
  padded,
  relationHidden,
  type Size,
} from "../src/text/linguistics/parse-network.js";
import type { Chance } from "./train-chance.js";

/** A batch of sentences laid end to end, with what the model should say of each word: shares that add up to 1, or none. */
export type Batch = {
  readonly sentences: number;
  readonly First: Int32Array;
  readonly Last: Int32Array;
  /** Shares of the tags, a row a word. */
  readonly Tag: Float32Array;
  /** Shares of the heads, one array a sentence: a row a word, the sentence's words and then the root. */
  readonly Arc: readonly Float32Array[];
  /** Index in the batch of the head whose relation is learned, -1 the root. */
  readonly Head: Int32Array;
  /** Shares of the relations to that head, a row a word. */
  readonly Label: Float32Array;
};

export type Trainee = {
  readonly kernel: Kernel;
  readonly product: Product;
  readonly size: Size;
  readonly p: Parameters;
  readonly g: Parameters;
  readonly acts: Activations;
  readonly grads: Activations;
  readonly room: PairRoom;
  readonly gradRoom: PairRoom;
  readonly Hidden: Float32Array;
  readonly GradHidden: Float32Array;
  readonly Logit: Float32Array;
  readonly GradLogit: Float32Array;
  readonly Keys: Float32Array;
  readonly GradKeys: Float32Array;
  readonly ScratchA: Float32Array;
  readonly ScratchB: Float32Array;
  readonly Mask: Record<string, Float32Array>;
};

export function newTrainee(
  kernel: Kernel,
  size: Size,
  most: number,
  longest: number,
  chance: Chance,
): Trainee {
  const p = newParameters(kernel, size);
  const { width, arc, relation } = size;
  const spread = (name: string, inner: number, outer: number): void => {
    const limit = Math.sqrt(6 / (inner + outer));
    const values = p[name]!;
    for (let i = 0; i < values.length; i++) values[i] = (chance.next() * 2 - 1) * limit;
  };
  spread("vectors", size.vector, width);
  for (let l = 0; l < size.layers.length; l++) {
    if (size.layers[l] === "w") {
      spread(`layer${l}`, 3 * width, width);
    } else {
      spread(`layer${l}`, width, width);
      p[`bias${l}`]!.fill(0.5, width, 2 * width);
    }
  }
  for (const name of ["word", "head"]) spread(name, width, arc);
  spread("pair", arc, arc);
  spread("root", arc, arc);
  spread("child", width, relation);
  spread("parent", width, relation);
  spread("parentRoot", relation, relation);
  spread("label", relation, size.labels);
  spread("tag", width, size.tags);
  const widest = Math.max(3 * width, size.tags, size.vector);
  return {
    kernel,
    product: (name, input, out, rows, inner, columns, bias = null) => {
      if (bias) biasRows(bias, out, rows);
      kernel.matmul(input.byteOffset, p[name]!.byteOffset, out.byteOffset, rows, inner, columns);
    },
    size,
    p,
    g: newParameters(kernel, size),
    acts: newActivations(kernel, size, most),
    grads: newActivations(kernel, size, most),
    room: newPairRoom(kernel, size, longest),
    gradRoom: newPairRoom(kernel, size, longest),
    Hidden: kernel.floats(most * relation),
    GradHidden: kernel.floats(most * relation),
    Logit: kernel.floats(most * size.labels),
    GradLogit: kernel.floats(most * size.labels),
    Keys: kernel.floats(padded(longest + 1) * arc),
    GradKeys: kernel.floats(padded(longest + 1) * arc),
    ScratchA: kernel.floats(Math.max(most * widest, 3 * width * width, padded(longest + 1) ** 2)),
    ScratchB: kernel.floats(Math.max(3 * width * width, size.vector * width)),
    Mask: {},
  };
}

function transpose(from: Float32Array, at: number, rows: number, columns: number, to: Float32Array): void {
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) to[j * rows + i] = from[at + i * columns + j]!;
}

/** Gradients of a product: of the weight, the bias and, where wanted, the input (added up). */
function backLinear(
  trainee: Trainee,
  input: Float32Array,
  weight: string,
  bias: string | null,
  gradOut: Float32Array,
  gradInput: Float32Array | null,
  rows: number,
  inner: number,
  columns: number,
): void {
  const { kernel, p, g, ScratchA, ScratchB } = trainee;
  transpose(input, 0, rows, inner, ScratchA);
  kernel.matmul(ScratchA.byteOffset, gradOut.byteOffset, g[weight]!.byteOffset, inner, rows, columns);
  if (bias) {
    const sum = g[bias]!;
    for (let t = 0; t < rows; t++) for (let c = 0; c < columns; c++) sum[c]! += gradOut[t * columns + c]!;
  }
  if (!gradInput) return;
  transpose(p[weight]!, 0, inner, columns, ScratchB);
  kernel.matmul(gradOut.byteOffset, ScratchB.byteOffset, gradInput.byteOffset, rows, columns, inner);
}

/** Replaces scores by the gradient of the cross entropy from the shares wanted; returns the loss. */
function softmaxGradient(
  values: Float32Array,
  at: number,
  length: number,
  wanted: Float32Array,
  from: number,
  skip: number,
): number {
  let most = -Infinity;
  for (let c = 0; c < length; c++) if (c !== skip && values[at + c]! > most) most = values[at + c]!;
  let [sum, total] = [0, 0];
  for (let c = 0; c < length; c++) {
    const e = c === skip ? 0 : Math.exp(values[at + c]! - most);
    values[at + c] = e;
    sum += e;
    total += wanted[from + c]!;
  }
  let loss = 0;
  for (let c = 0; c < length; c++) {
    const share = wanted[from + c]!;
    const chance = values[at + c]! / sum;
    if (share > 0) loss -= share * Math.log(chance + 1e-12);
    values[at + c] = chance * total - share;
  }
  return loss;
}

/** Chances of leaving a value out in training. */
export type DropRates = { readonly input: number; readonly layer: number; readonly hidden: number };

/** Runs a batch forwards and backwards, adding to the gradients; `acts.Vector` and `acts.Layer[0]` are filled in. */
export function learn(trainee: Trainee, batch: Batch, rates: DropRates, chance: Chance): number {
  const { size, p, g, acts, grads, Mask } = trainee;
  const { First, Last, sentences } = batch;
  const { width, arc, relation, tags, labels, layers } = size;
  const words = Last[sentences - 1]!;
  forward(trainee.product, size, p, acts, First, Last, sentences, (name, values, length) => {
    const rate = name === "layer0" ? rates.input : name.startsWith("layer") ? rates.layer : rates.hidden;
    const mask = Mask[name] ?? new Float32Array(values.length);
    Mask[name] = mask;
    const keep = 1 / (1 - rate);
    const limit = rate * 2 ** 32;
    let state = (chance.next() * 2 ** 32) | 1;
    for (let i = 0; i < length; i++) {
      // Xorshift (Marsaglia 2003), written out for speed.
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      const factor = state >>> 0 < limit ? 0 : keep;
      mask[i] = factor;
      values[i]! *= factor;
    }
  });
  for (const gradient of [...grads.Layer, grads.Word, grads.Head, grads.Pair, grads.Child, grads.Parent]) {
    gradient.fill(0, 0, words * (gradient.length / acts.most));
  }
  let loss = 0;
  const top = acts.Layer[layers.length]!;
  const gradTop = grads.Layer[layers.length]!;

  // Tags.
  for (let t = 0; t < words; t++) loss += softmaxGradient(acts.Tag, t * tags, tags, batch.Tag, t * tags, -1);
  backLinear(trainee, top, "tag", "tagBias", acts.Tag, gradTop, words, width, tags);

  // Relations, given the heads.
  const { Hidden, GradHidden, Logit } = trainee;
  for (let t = 0; t < words; t++) relationHidden(size, p, acts, t, batch.Head[t]!, Hidden, t * relation);
  const keepHidden = 1 / (1 - rates.hidden);
  for (let i = 0; i < words * relation; i++) Hidden[i]! *= chance.next() < rates.hidden ? 0 : keepHidden;
  trainee.product("label", Hidden, Logit, words, relation, labels, p.labelBias!);
  for (let t = 0; t < words; t++) {
    loss += softmaxGradient(Logit, t * labels, labels, batch.Label, t * labels, -1);
  }
  GradHidden.fill(0, 0, words * relation);
  backLinear(trainee, Hidden, "label", "labelBias", Logit, GradHidden, words, relation, labels);
  for (let t = 0; t < words; t++) {
    const head = batch.Head[t]!;
    for (let d = 0; d < relation; d++) {
      const at = t * relation + d;
      const gradient = Hidden[at]! > 0 ? GradHidden[at]! * keepHidden : 0;
      grads.Child[at]! += gradient;
      if (head < 0) g.parentRoot![d]! += gradient;
      else grads.Parent[head * relation + d]! += gradient;
    }
  }
  backLinear(trainee, top, "child", "childBias", grads.Child, gradTop, words, width, relation);
  backLinear(trainee, top, "parent", null, grads.Parent, gradTop, words, width, relation);

  // Heads.
  for (let s = 0; s < sentences; s++) loss += learnArcs(trainee, batch.Arc[s]!, First[s]!, Last[s]!);
  backLinear(trainee, acts.Word, "pair", "pairBias", grads.Pair, grads.Word, words, arc, arc);
  for (const [name, values, gradient] of [
    ["word", acts.Word, grads.Word],
    ["head", acts.Head, grads.Head],
  ] as const) {
    const mask = Mask[name]!;
    for (let i = 0; i < words * arc; i++) gradient[i] = values[i]! > 0 ? gradient[i]! * mask[i]! : 0;
    backLinear(trainee, top, name, `${name}Bias`, gradient, gradTop, words, width, arc);
  }

  // Layers, from the top.
  for (let l = layers.length - 1; l >= 0; l--) {
    const gradOut = grads.Layer[l + 1]!;
    const mask = Mask[`layer${l + 1}`]!;
    for (let i = 0; i < words * width; i++) gradOut[i]! *= mask[i]!;
    if (layers[l] === "w") {
      backWindow(trainee, l, batch);
      continue;
    }
    for (let s = 0; s < sentences; s++) backRecur(trainee, l, First[s]!, Last[s]!);
    backLinear(
      trainee,
      acts.Layer[l]!,
      `layer${l}`,
      `bias${l}`,
      grads.Gate[l]!,
      grads.Layer[l]!,
      words,
      width,
      3 * width,
    );
  }
  const mask = Mask.layer0!;
  for (let i = 0; i < words * width; i++) grads.Layer[0]![i]! *= mask[i]!;
  backLinear(trainee, acts.Vector, "vectors", null, grads.Layer[0]!, null, words, size.vector, width);
  return loss / words;
}

/** Loss and gradients of the heads of one sentence. */
function learnArcs(trainee: Trainee, wanted: Float32Array, first: number, last: number): number {
  const { kernel, size, p, g, acts, grads, room, ScratchA, Keys, GradKeys } = trainee;
  const n = last - first;
  const { arc } = size;
  const columns = arcScores(kernel, size, p, acts, room, first, last);
  const { Score } = room;
  let loss = 0;
  for (let i = 0; i < n; i++) {
    const row = i * columns;
    loss += softmaxGradient(Score, row, n + 1, wanted, i * (n + 1), i);
    for (let j = n + 1; j < columns; j++) Score[row + j] = 0;
    for (let j = 0; j < n; j++) if (j !== i) g.distance![distanceOf(i, j)]! += Score[row + j]!;
    g.distance![DISTANCES - 1]! += Score[row + n]!;
  }
  transpose(room.Transposed, 0, arc, columns, Keys);
  const pairAt = first * arc * 4;
  kernel.matmul(Score.byteOffset, Keys.byteOffset, grads.Pair.byteOffset + pairAt, n, columns, arc);
  GradKeys.fill(0, 0, columns * arc);
  transpose(Score, 0, n, columns, ScratchA);
  kernel.matmul(ScratchA.byteOffset, acts.Pair.byteOffset + pairAt, GradKeys.byteOffset, columns, n, arc);
  for (let j = 0; j < n; j++) {
    for (let d = 0; d < arc; d++) grads.Head[(first + j) * arc + d]! += GradKeys[j * arc + d]!;
  }
  for (let d = 0; d < arc; d++) g.root![d]! += GradKeys[n * arc + d]!;
  return loss;
}

/** Slope of the gate curve where its value is `y`. */
const slope = (y: number): number => y * (1 - y);

/** Gradients of a window layer. */
function backWindow(trainee: Trainee, layer: number, batch: Batch): void {
  const { size, acts, grads } = trainee;
  const { width } = size;
  const words = batch.Last[batch.sentences - 1]!;
  const gradOut = grads.Layer[layer + 1]!;
  const gradIn = grads.Layer[layer]!;
  const [First, Last] = [batch.First, batch.Last];
  const State = acts.State[layer]!;
  const GradState = grads.State[layer]!;
  const GradGate = grads.Gate[layer]!;
  for (let i = 0; i < words * width; i++) {
    gradIn[i]! += gradOut[i]!;
    GradState[i] = State[i]! > 0 ? gradOut[i]! : 0;
  }
  GradGate.fill(0, 0, words * 3 * width);
  backLinear(
    trainee,
    acts.Gate[layer]!,
    `layer${layer}`,
    `bias${layer}`,
    GradState,
    GradGate,
    words,
    3 * width,
    width,
  );
  for (let s = 0; s < batch.sentences; s++) {
    for (let t = First[s]!; t < Last[s]!; t++) {
      for (let side = -1; side <= 1; side++) {
        const from = t + side;
        if (from < First[s]! || from >= Last[s]!) continue;
        const row = t * 3 * width + (side + 1) * width;
        for (let d = 0; d < width; d++) gradIn[from * width + d]! += GradGate[row + d]!;
      }
    }
  }
}

/** Gradients of `recur`, back through the sentence. */
function backRecur(trainee: Trainee, layer: number, first: number, last: number): void {
  const { size, p, g, acts, grads } = trainee;
  const { width } = size;
  const half = width / 2;
  const Gate = acts.Gate[layer]!;
  const State = acts.State[layer]!;
  const input = acts.Layer[layer]!;
  const GradGate = grads.Gate[layer]!;
  const gradIn = grads.Layer[layer]!;
  const gradOut = grads.Layer[layer + 1]!;
  const peep = p[`peep${layer}`]!;
  const gradPeep = g[`peep${layer}`]!;
  const carry = new Float32Array(half);
  for (let side = 0; side < 2; side++) {
    const step = side === 0 ? 1 : -1;
    const end = side === 0 ? last - 1 : first;
    const offset = side * half;
    carry.fill(0);
    for (let count = last - 1, t = end; count >= first; count--, t -= step) {
      const row = t * width + offset;
      const gates = t * 3 * width + offset;
      const before = count === first ? -1 : (t - step) * width + offset;
      for (let u = 0; u < half; u++) {
        const f = Gate[gates + width + u]!;
        const r = Gate[gates + 2 * width + u]!;
        const z = Gate[gates + u]!;
        const c = before < 0 ? 0 : State[before + u]!;
        const next = State[row + u]!;
        const out = gradOut[row + u]!;
        const dr = out * (next - input[row + u]!) * slope(r);
        gradIn[row + u]! += out * (1 - r);
        const dc = carry[u]! + out * r;
        const df = dc * (c - z) * slope(f);
        GradGate[gates + u] = dc * (1 - f);
        GradGate[gates + width + u] = df;
        GradGate[gates + 2 * width + u] = dr;
        carry[u] = dc * f + df * peep[offset + u]! + dr * peep[width + offset + u]!;
        gradPeep[offset + u]! += df * c;
        gradPeep[width + offset + u]! += dr * c;
      }
    }
  }
}

/** Numbers that are learned, with what Adam remembers of them; all in the kernel's memory. */
export type Learned = {
  readonly values: Float32Array;
  readonly gradient: Float32Array;
  readonly mean: Float32Array;
  readonly square: Float32Array;
};

export function learned(kernel: Kernel, values: Float32Array, gradient: Float32Array): Learned {
  return { values, gradient, mean: kernel.floats(values.length), square: kernel.floats(values.length) };
}

/** Step size of Adam at `step`, with the correction for its cold start. */
export const adamRate = (rate: number, step: number): number =>
  (rate * Math.sqrt(1 - 0.98 ** step)) / (1 - 0.9 ** step);

/** One step of Adam on the numbers `[from, from + count)`. */
export function adamStep(
  kernel: Kernel,
  array: Learned,
  from: number,
  count: number,
  rate: number,
  scale: number,
): void {
  const at = from * 4;
  const { values, gradient, mean, square } = array;
  kernel.adam(
    values.byteOffset + at,
    gradient.byteOffset + at,
    mean.byteOffset + at,
    square.byteOffset + at,
    count,
    rate,
    scale,
  );
}
