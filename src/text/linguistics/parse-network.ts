/**
 * The network behind tags and trees: word vectors and spelling, layers of simple recurrent units in both directions
 * (Lei et al. 2018), then a score for every tag, every pair of word and head (Dozat and Manning 2017), and every relation.
 */
import type { Kernel } from "./model-wasm.js";

/** Sizes of a network; all but `vector` divisible by 8. */
export type Size = {
  readonly vector: number;
  readonly width: number;
  /** The layers from the bottom: "w" looks through a window of three words, "r" is recurrent. */
  readonly layers: string;
  readonly arc: number;
  readonly relation: number;
  readonly tags: number;
  readonly labels: number;
};

/** Distances between word and head that have a bias of their own; the last is the root's. */
export const DISTANCES = 19;

/** Names and lengths of the dense parameters, in the order they are stored in. */
export function parameterSizes(size: Size): Array<[name: string, length: number]> {
  const { vector, width, layers, arc, relation, tags, labels } = size;
  const list: Array<[string, number]> = [["vectors", vector * width]];
  for (let l = 0; l < layers.length; l++) {
    list.push([`layer${l}`, width * 3 * width]);
    if (layers[l] === "w") list.push([`bias${l}`, width]);
    else list.push([`bias${l}`, 3 * width], [`peep${l}`, 2 * width]);
  }
  list.push(
    ["word", width * arc],
    ["wordBias", arc],
    ["head", width * arc],
    ["headBias", arc],
    ["root", arc],
    ["pair", arc * arc],
    ["pairBias", arc],
    ["distance", DISTANCES + 1],
    ["child", width * relation],
    ["childBias", relation],
    ["parent", width * relation],
    ["parentRoot", relation],
    ["label", relation * labels],
    ["labelBias", labels],
    ["tag", width * tags],
    ["tagBias", tags],
  );
  return list;
}

export type Parameters = Readonly<Record<string, Float32Array>>;

export function newParameters(kernel: Kernel, size: Size): Parameters {
  return Object.fromEntries(parameterSizes(size).map(([name, length]) => [name, kernel.floats(length)]));
}

/** Room for the numbers that a forward pass leaves behind, for at most `most` words. */
export type Activations = {
  readonly most: number;
  /** Word vectors, `most` x `vector`. */
  readonly Vector: Float32Array;
  /** Input of each layer and, last, the output: `most` x `width` each. */
  readonly Layer: Float32Array[];
  /** Per layer: candidate, forget and reset gate of both directions, or the window's three words; `most` x 3 `width`. */
  readonly Gate: Float32Array[];
  /** Per layer: states, `most` x `width`. */
  readonly State: Float32Array[];
  readonly Word: Float32Array;
  readonly Head: Float32Array;
  readonly Pair: Float32Array;
  readonly Child: Float32Array;
  readonly Parent: Float32Array;
  readonly Tag: Float32Array;
};

export function newActivations(kernel: Kernel, size: Size, most: number): Activations {
  const { width, layers } = size;
  const rows = (columns: number): Float32Array => kernel.floats(most * columns);
  const each = (count: number, columns: number): Float32Array[] =>
    Array.from({ length: count }, () => rows(columns));
  return {
    most,
    Vector: rows(size.vector),
    Layer: each(layers.length + 1, width),
    Gate: each(layers.length, 3 * width),
    State: each(layers.length, width),
    Word: rows(size.arc),
    Head: rows(size.arc),
    Pair: rows(size.arc),
    Child: rows(size.relation),
    Parent: rows(size.relation),
    Tag: rows(size.tags),
  };
}

/**
 * Adds `input` (`rows` x `inner`) times the parameter called `name` to `out` (`rows` x `columns`); with a bias, `out` is the
 * bias and the product, whatever was in it. Training multiplies floats, the finished model 16-bit numbers.
 */
export type Product = (
  name: string,
  input: Float32Array,
  out: Float32Array,
  rows: number,
  inner: number,
  columns: number,
  bias?: Float32Array | null,
  /** The input is that of the product before. */
  again?: boolean,
) => void;

/** Writes `bias` on every row of `out`. */
export function biasRows(bias: Float32Array, out: Float32Array, rows: number): void {
  const length = rows * bias.length;
  if (length > 0) out.set(bias);
  for (let done = bias.length; done < length; done *= 2)
    out.copyWithin(done, 0, Math.min(done, length - done));
}

export function relu(values: Float32Array, length: number): void {
  for (let i = 0; i < length; i++) values[i] = Math.max(0, values[i]!);
}

/** Writes `input` plus what is positive of `values`, which are cut off at 0. */
export function addRelu(input: Float32Array, values: Float32Array, out: Float32Array, length: number): void {
  relu(values, length);
  for (let i = 0; i < length; i++) out[i] = input[i]! + values[i]!;
}

/** Each word of `[first, last)` with its neighbours, side by side; zeros outside the sentence. */
export function window(
  input: Float32Array,
  out: Float32Array,
  width: number,
  first: number,
  last: number,
): void {
  for (let t = first; t < last; t++) {
    const row = t * 3 * width;
    if (t > first) out.copyWithin(row, row - 2 * width, row - width);
    else out.fill(0, row, row + width);
    for (let d = 0; d < width; d++) out[row + width + d] = input[t * width + d]!;
    if (t + 1 < last) for (let d = 0; d < width; d++) out[row + 2 * width + d] = input[(t + 1) * width + d]!;
    else out.fill(0, row + 2 * width, row + 3 * width);
  }
}

/** The logistic curve from -8 to 8, in steps of 1/128: a look-up costs a fraction of an exponential. */
export const LOGISTIC = Float32Array.from({ length: 2049 }, (_, i) => 1 / (1 + Math.exp(8 - i / 128)));

/** The gate curve. */
export function gate(x: number): number {
  return LOGISTIC[Math.max(0, Math.min(2048, (x * 128 + 1024.5) | 0))]!;
}

/**
 * One layer's recurrence over the words `[first, last)`: forwards in the first half of the columns, backwards in the
 * second. The gates replace their inputs in `Gate`. `peep` ties the gates to the state before.
 */
export function recur(
  Gate: Float32Array,
  State: Float32Array,
  input: Float32Array,
  out: Float32Array,
  peep: Float32Array,
  width: number,
  first: number,
  last: number,
): void {
  const half = width / 2;
  for (let side = 0; side < 2; side++) {
    const step = side === 0 ? 1 : -1;
    const start = side === 0 ? first : last - 1;
    const offset = side * half;
    for (let count = first, t = start; count < last; count++, t += step) {
      const row = t * width + offset;
      const gates = t * 3 * width + offset;
      const before = count === first ? -1 : (t - step) * width + offset;
      for (let u = 0; u < half; u++) {
        const c = before < 0 ? 0 : State[before + u]!;
        const z = Gate[gates + u]!;
        const f = gate(Gate[gates + width + u]! + peep[offset + u]! * c);
        const r = gate(Gate[gates + 2 * width + u]! + peep[width + offset + u]! * c);
        const next = f * c + (1 - f) * z;
        Gate[gates + width + u] = f;
        Gate[gates + 2 * width + u] = r;
        State[row + u] = next;
        out[row + u] = r * next + (1 - r) * input[row + u]!;
      }
    }
  }
}

/** Index of the distance bias for a word and a candidate head. */
export function distanceOf(word: number, head: number): number {
  const gap = head - word;
  const size = gap < 0 ? -gap : gap;
  const step = size < 5 ? size - 1 : size < 7 ? 4 : size < 10 ? 5 : size < 15 ? 6 : size < 25 ? 7 : 8;
  return gap < 0 ? step : 9 + step;
}

/** The loops between the products. Training runs those above; the finished model the kernel's, which leave less behind. */
export type Loops = {
  readonly window: typeof window;
  readonly relu: typeof relu;
  readonly addRelu: typeof addRelu;
  readonly recur: typeof recur;
};
const LOOPS: Loops = { window, relu, addRelu, recur };

/** Called with each layer's values when they are final, so that training can leave some out. */
export type Drop = (name: string, values: Float32Array, length: number) => void;

/**
 * Runs the network over the words of the sentences `[First[k], Last[k])`, whose word vectors are in `Vector` and whose
 * other inputs are added up in `Layer[0]`. What it finds stays in `acts`; `arcScores` and `relationHidden` go on from there.
 * Where `done` layers have been run already, it goes on from `Layer[done]`.
 */
export function forward(
  product: Product,
  size: Size,
  p: Parameters,
  acts: Activations,
  First: Int32Array,
  Last: Int32Array,
  sentences: number,
  drop?: Drop,
  loops: Loops = LOOPS,
  done = 0,
): void {
  const words = sentences === 0 ? 0 : Last[sentences - 1]!;
  const { width, arc, relation, layers } = size;
  const { Layer } = acts;
  if (done === 0) {
    product("vectors", acts.Vector, Layer[0]!, words, size.vector, width);
    drop?.("layer0", Layer[0]!, words * width);
  }
  for (let l = done; l < layers.length; l++) {
    const [input, out, Gate, State] = [Layer[l]!, Layer[l + 1]!, acts.Gate[l]!, acts.State[l]!];
    const bias = p[`bias${l}`]!;
    if (layers[l] === "w") {
      for (let s = 0; s < sentences; s++) loops.window(input, Gate, width, First[s]!, Last[s]!);
      product(`layer${l}`, Gate, State, words, 3 * width, width, bias);
      loops.addRelu(input, State, out, words * width);
    } else {
      product(`layer${l}`, input, Gate, words, width, 3 * width, bias);
      const peep = p[`peep${l}`]!;
      for (let s = 0; s < sentences; s++)
        loops.recur(Gate, State, input, out, peep, width, First[s]!, Last[s]!);
    }
    drop?.(`layer${l + 1}`, out, words * width);
  }
  const top = Layer[layers.length]!;
  const from = (
    name: string,
    input: Float32Array,
    out: Float32Array,
    inner: number,
    columns: number,
    again: boolean,
  ): void => {
    product(name, input, out, words, inner, columns, p[`${name}Bias`]!, again);
  };
  from("tag", top, acts.Tag, width, size.tags, false);
  from("child", top, acts.Child, width, relation, true);
  acts.Parent.fill(0, 0, words * relation);
  product("parent", top, acts.Parent, words, width, relation, null, true);
  from("word", top, acts.Word, width, arc, true);
  from("head", top, acts.Head, width, arc, true);
  for (const [name, values] of [["word", acts.Word] as const, ["head", acts.Head] as const]) {
    loops.relu(values, words * arc);
    drop?.(name, values, words * arc);
  }
  from("pair", acts.Word, acts.Pair, arc, arc, false);
}

/** Room for the pair scores of one sentence of at most `most` words. */
export type PairRoom = {
  readonly Transposed: Float32Array;
  /** Scores, one row a word: its candidate heads in reading order, then the root. */
  readonly Score: Float32Array;
  /** The biases of distances from far left to far right. */
  readonly Slope: Float32Array;
};

export function newPairRoom(kernel: Kernel, size: Size, most: number): PairRoom {
  const columns = padded(most + 1);
  return {
    Transposed: kernel.floats(size.arc * columns),
    Score: kernel.floats(most * columns),
    Slope: kernel.floats(most + columns),
  };
}

/** Columns of the score matrix of a sentence of `n` words and the root. */
export const padded = (n: number): number => (n + 7) & ~7;

/** Scores every head for every word of `[first, last)`; returns the number of columns of `room.Score`. */
export function arcScores(
  kernel: Kernel,
  size: Size,
  p: Parameters,
  acts: Activations,
  room: PairRoom,
  first: number,
  last: number,
): number {
  const n = last - first;
  const columns = padded(n + 1);
  const { arc } = size;
  const { Transposed, Score, Slope } = room;
  kernel.transpose(acts.Head.byteOffset + first * arc * 4, arc * 4, Transposed.byteOffset, columns * 4, n);
  for (let d = 0; d < arc; d++) {
    const row = d * columns;
    Transposed[row + n] = p.root![d]!;
    for (let j = n + 1; j < columns; j++) Transposed[row + j] = 0;
  }
  const distance = p.distance!;
  // The distances of the last word from those before it, of none, and of the first word from those after it.
  Slope.fill(0, 0, n + columns);
  for (let gap = 1 - n; gap < n; gap++) Slope[n - 1 + gap] = gap === 0 ? 0 : distance[distanceOf(0, gap)]!;
  kernel.slide(Slope.byteOffset + (n - 1) * 4, Score.byteOffset, n, columns);
  for (let i = 0; i < n; i++) Score[i * columns + n] = distance[DISTANCES - 1]!;
  kernel.matmul(
    acts.Pair.byteOffset + first * arc * 4,
    Transposed.byteOffset,
    Score.byteOffset,
    n,
    arc,
    columns,
  );
  return columns;
}

/** The hidden values of the relation between `word` and `head` (-1 the root) into `hidden`, from `to` on. */
export function relationHidden(
  size: Size,
  p: Parameters,
  acts: Activations,
  word: number,
  head: number,
  hidden: Float32Array,
  to: number,
): void {
  const { relation } = size;
  const parent = head < 0 ? p.parentRoot! : acts.Parent;
  const at = head < 0 ? 0 : head * relation;
  for (let d = 0; d < relation; d++) {
    hidden[to + d] = Math.max(0, acts.Child[word * relation + d]! + parent[at + d]!);
  }
}
