/** Trains a linear-chain conditional random field for the name tagger: AdaGrad on the likelihood, in a fixed order. */
import { BEFORE, LABELS, mayEnd, mayStart } from "../src/text/names/labels.js";

/** A sentence to learn from: features of token i are `Feature[Offset[i] … Offset[i + 1])`; none = surely outside. */
export type Example = {
  readonly Feature: Int32Array;
  readonly Offset: Int32Array;
  readonly Gold: Uint8Array;
};

export type CrfOptions = {
  readonly epochs: number;
  readonly rate: number;
  /** Share of each weight that is lost after every epoch. */
  readonly decay: number;
  /** A feature must be seen in this many tokens. */
  readonly least: number;
  /** Share of the features of a token left out at random while learning. */
  readonly drop: number;
  readonly seed: number;
  /** The weights are the mean of their states from this epoch on (from 0), the last state where there is no such epoch. */
  readonly averageAfter: number;
};

/** Weights by feature; `Step` are those of label pairs. */
export type Crf = { readonly Key: Int32Array; readonly Weight: Float32Array; readonly Step: Float64Array };

/** Small deterministic source of numbers in [0, 1). */
export function random(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function shuffle<T>(list: T[], next: () => number): T[] {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
  return list;
}

/** Sentences between two of the states that are averaged. */
const PACE = 2000;

/** A sentence with a smaller loss than this rests for two epochs. */
const EASY = 0.01;

const PAIRS: ReadonlyArray<readonly [number, number]> = BEFORE.flatMap((before, to) =>
  before.map((from) => [from, to] as const),
);

/**
 * The features seen at least `least` times, in the order in which they come, and of each example the rows of its features (-1
 * for any other).
 */
function indexOf(
  examples: readonly Example[],
  least: number,
): { readonly Key: Int32Array; readonly rows: readonly Int32Array[] } {
  let size = 1 << 16;
  let Slot = new Int32Array(size).fill(-1);
  let Feature = new Int32Array(size);
  let Count = new Int32Array(size);
  let used = 0;
  const slotOf = (feature: number): number => {
    let slot = (Math.imul(feature, 0x9e3779b1) >>> 0) & (size - 1);
    while (Slot[slot]! >= 0 && Feature[Slot[slot]!] !== feature) slot = (slot + 1) & (size - 1);
    return slot;
  };
  const grow = (): void => {
    size *= 2;
    const [features, counts] = [Feature, Count];
    Feature = new Int32Array(size);
    Count = new Int32Array(size);
    Feature.set(features);
    Count.set(counts);
    Slot = new Int32Array(size).fill(-1);
    for (let number = 0; number < used; number++) {
      let slot = (Math.imul(Feature[number]!, 0x9e3779b1) >>> 0) & (size - 1);
      while (Slot[slot]! >= 0) slot = (slot + 1) & (size - 1);
      Slot[slot] = number;
    }
  };
  const numbers = examples.map((example) =>
    example.Feature.map((feature) => {
      const slot = slotOf(feature);
      let number = Slot[slot]!;
      if (number < 0) {
        number = used++;
        Slot[slot] = number;
        Feature[number] = feature;
      }
      Count[number] = Count[number]! + 1;
      if (used * 2 > size) grow();
      return number;
    }),
  );
  const Row = new Int32Array(used).fill(-1);
  const keys: number[] = [];
  for (let number = 0; number < used; number++)
    if (Count[number]! >= least) Row[number] = keys.push(Feature[number]!) - 1;
  for (const of of numbers) for (let f = 0; f < of.length; f++) of[f] = Row[of[f]!]!;
  return { Key: Int32Array.from(keys), rows: numbers };
}

/** Learns from the examples. Same examples, options and order: same weights. */
export function trainCrf(
  examples: readonly Example[],
  options: CrfOptions,
  log: (line: string) => void,
): Crf {
  const { Key, rows } = indexOf(examples, options.least);
  const Weight = new Float32Array(Key.length * LABELS);
  const Square = new Float32Array(Key.length * LABELS).fill(1e-3);
  const Step = new Float64Array(LABELS * LABELS);
  const mean = options.averageAfter < options.epochs ? meanOf(Weight, Step) : null;
  const StepSquare = new Float64Array(LABELS * LABELS).fill(1e-3);
  log(`${examples.length} sentences, ${Key.length} features`);

  const known = examples.map((example, e) => {
    const Row = new Int32Array(example.Feature.length);
    let size = 0;
    const Offset = new Int32Array(example.Offset.length);
    const Cold = new Uint8Array(example.Gold.length);
    for (let i = 0; i + 1 < example.Offset.length; i++) {
      for (let f = example.Offset[i]!; f < example.Offset[i + 1]!; f++) {
        const row = rows[e]![f]!;
        if (row >= 0) Row[size++] = row;
      }
      Offset[i + 1] = size;
      if (example.Offset[i] === example.Offset[i + 1]) Cold[i] = 1;
    }
    return { Row: Row.slice(0, size), Offset, Cold, Gold: example.Gold };
  });

  const next = random(options.seed);
  const Rest = new Uint8Array(known.length);
  const Wrong = new Int32Array(LABELS);
  const Slope = new Float64Array(LABELS);
  const ExpStep = new Float64Array(LABELS * LABELS);
  const order = shuffle(
    known.map((_, i) => i),
    next,
  );
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    let loss = 0;
    shuffle(order, next);
    for (const [turn, e] of order.entries()) {
      if (epoch >= options.averageAfter && turn % PACE === 0) mean?.add();
      if (Rest[e]! > 0) {
        Rest[e] = Rest[e]! - 1;
        continue;
      }
      const { Row, Offset, Cold, Gold } = known[e]!;
      const length = Gold.length;
      if (length === 0) continue;
      const keep = new Uint8Array(Row.length).fill(1);
      if (options.drop > 0) for (let f = 0; f < Row.length; f++) if (next() < options.drop) keep[f] = 0;
      const gain = options.drop > 0 ? 1 / (1 - options.drop) : 1;
      const E = new Float64Array(length * LABELS);
      let logScale = 0;
      for (let i = 0; i < length; i++) {
        for (let f = Offset[i]!; f < Offset[i + 1]!; f++) {
          if (keep[f] === 0) continue;
          for (let l = 0, w = Row[f]! * LABELS; l < LABELS; l++, w++)
            E[i * LABELS + l] = E[i * LABELS + l]! + Weight[w]! * gain;
        }
      }
      let goldScore = 0;
      for (let i = 0; i < length; i++) {
        goldScore += E[i * LABELS + Gold[i]!]! + (i > 0 ? Step[Gold[i - 1]! * LABELS + Gold[i]!]! : 0);
        let top = Number.NEGATIVE_INFINITY;
        for (let l = 0; l < LABELS; l++) top = Math.max(top, E[i * LABELS + l]!);
        logScale += top;
        const cold = Cold[i] === 1;
        for (let l = 0; l < LABELS; l++) {
          E[i * LABELS + l] = cold && l > 0 ? 0 : Math.exp(E[i * LABELS + l]! - top);
        }
      }
      for (const [from, to] of PAIRS) ExpStep[from * LABELS + to] = Math.exp(Step[from * LABELS + to]!);
      const A = new Float64Array(length * LABELS);
      const B = new Float64Array(length * LABELS);
      for (let l = 0; l < LABELS; l++) A[l] = mayStart(l) ? E[l]! : 0;
      for (let i = 0; i < length; i++) {
        if (i > 0) {
          for (let to = 0; to < LABELS; to++) {
            let sum = 0;
            for (const from of BEFORE[to]!) sum += A[(i - 1) * LABELS + from]! * ExpStep[from * LABELS + to]!;
            A[i * LABELS + to] = sum * E[i * LABELS + to]!;
          }
        }
        let total = 0;
        for (let l = 0; l < LABELS; l++) total += A[i * LABELS + l]!;
        logScale += Math.log(total);
        for (let l = 0; l < LABELS; l++) A[i * LABELS + l] = A[i * LABELS + l]! / total;
      }
      let z = 0;
      for (let l = 0; l < LABELS; l++) if (mayEnd(l)) z += A[(length - 1) * LABELS + l]!;
      logScale += Math.log(z);
      for (let l = 0; l < LABELS; l++) B[(length - 1) * LABELS + l] = mayEnd(l) ? 1 : 0;
      for (let i = length - 2; i >= 0; i--) {
        let total = 0;
        for (let from = 0; from < LABELS; from++) B[i * LABELS + from] = 0;
        for (const [from, to] of PAIRS) {
          const add = ExpStep[from * LABELS + to]! * E[(i + 1) * LABELS + to]! * B[(i + 1) * LABELS + to]!;
          B[i * LABELS + from] = B[i * LABELS + from]! + add;
          total += add;
        }
        for (let l = 0; l < LABELS; l++) B[i * LABELS + l] = B[i * LABELS + l]! / total;
      }
      loss += logScale - goldScore;
      if (logScale - goldScore < EASY) Rest[e] = 2;
      for (let i = 0; i < length; i++) {
        let sum = 0;
        for (let l = 0; l < LABELS; l++) sum += A[i * LABELS + l]! * B[i * LABELS + l]!;
        let wrong = 0;
        for (let l = 0; l < LABELS; l++) {
          let g = (A[i * LABELS + l]! * B[i * LABELS + l]!) / sum;
          if (l === Gold[i]) g -= 1;
          if (g < 1e-3 && g > -1e-3) continue;
          Wrong[wrong] = l;
          Slope[wrong++] = g;
        }
        for (let f = Offset[i]!; wrong > 0 && f < Offset[i + 1]!; f++) {
          if (keep[f] === 0) continue;
          for (let k = 0; k < wrong; k++) {
            const w = Row[f]! * LABELS + Wrong[k]!;
            const g = Slope[k]!;
            const square = Square[w]! + g * g;
            Square[w] = square;
            Weight[w] = Weight[w]! - (options.rate * g) / Math.sqrt(square);
          }
        }
        if (i > 0) {
          let total = 0;
          for (const [from, to] of PAIRS) {
            total +=
              A[(i - 1) * LABELS + from]! *
              ExpStep[from * LABELS + to]! *
              E[i * LABELS + to]! *
              B[i * LABELS + to]!;
          }
          for (const [from, to] of PAIRS) {
            const w = from * LABELS + to;
            let g =
              (A[(i - 1) * LABELS + from]! * ExpStep[w]! * E[i * LABELS + to]! * B[i * LABELS + to]!) / total;
            if (Gold[i - 1] === from && Gold[i] === to) g -= 1;
            if (g === 0) continue;
            StepSquare[w] = StepSquare[w]! + g * g;
            Step[w] = Step[w]! - (options.rate * g) / Math.sqrt(StepSquare[w]!);
          }
        }
      }
    }
    if (options.decay > 0)
      for (let w = 0; w < Weight.length; w++) Weight[w] = Weight[w]! * (1 - options.decay);
    log(`epoch ${epoch + 1}: loss ${loss.toFixed(0)}`);
  }
  mean?.add();
  mean?.settle();
  return { Key, Weight, Step };
}

/** Adds up states of the weights; `settle` puts their mean in the place of the last. */
function meanOf(Weight: Float32Array, Step: Float64Array): { add(): void; settle(): void } {
  const Sum = new Float32Array(Weight.length);
  const StepSum = new Float64Array(Step.length);
  let states = 0;
  return {
    add() {
      states++;
      for (let w = 0; w < Weight.length; w++) Sum[w] = Sum[w]! + Weight[w]!;
      for (let w = 0; w < Step.length; w++) StepSum[w] = StepSum[w]! + Step[w]!;
    },
    settle() {
      for (let w = 0; w < Weight.length; w++) Weight[w] = Sum[w]! / states;
      for (let w = 0; w < Step.length; w++) Step[w] = StepSum[w]! / states;
    },
  };
}
