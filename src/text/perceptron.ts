/** A linear model over hashed features: trained as dense rows with averaged updates, shipped as sparse 8-bit rows. */

/** 32-bit mix of two integers. */
export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ (b + 0x9e3779b9 + (a << 6) + (a >>> 2)), 0x85ebca6b);
  h ^= h >>> 15;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 13);
}

/** 32-bit hash of a string or of a part of it. */
export function hashOf(text: string, from = 0, to = text.length): number {
  let h = 0x811c9dc5;
  for (let i = from; i < to; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h ^ (h >>> 15);
}

/** Weights in training: one dense row of `classes` numbers for each hash value. */
export type Trainer = {
  readonly classes: number;
  readonly mask: number;
  readonly Weight: Float32Array;
  readonly Total: Float32Array;
  step: number;
};

export function trainer(bits: number, classes: number): Trainer {
  const size = (1 << bits) * classes;
  return {
    classes,
    mask: (1 << bits) - 1,
    Weight: new Float32Array(size),
    Total: new Float32Array(size),
    step: 1,
  };
}

/** Adds up the rows of `count` features into `out`. */
export function scoreDense(model: Trainer, features: Int32Array, count: number, out: Float32Array): void {
  const { classes, mask, Weight } = model;
  out.fill(0);
  for (let f = 0; f < count; f++) {
    const row = (features[f]! & mask) * classes;
    for (let c = 0; c < classes; c++) out[c]! += Weight[row + c]!;
  }
}

/** One perceptron step: towards `good`, away from `bad`. */
export function update(model: Trainer, features: Int32Array, count: number, good: number, bad: number): void {
  const { classes, mask, Weight, Total, step } = model;
  for (let f = 0; f < count; f++) {
    const row = (features[f]! & mask) * classes;
    Weight[row + good]! += 1;
    Total[row + good]! += step;
    Weight[row + bad]! -= 1;
    Total[row + bad]! -= step;
  }
}

/** A trained model: for each hash value the classes that it speaks for or against. */
export type Sparse = {
  readonly classes: number;
  readonly mask: number;
  /** Row `r` is the pairs `[Offset[r], Offset[r + 1])`. */
  readonly Offset: Uint32Array;
  readonly Class: Uint8Array;
  readonly Value: Int8Array;
};

/** Averages the weights and keeps those that 8 bits do not round to nothing. */
export function sparse(model: Trainer, scale: number): Sparse {
  const { classes, mask, Weight, Total, step } = model;
  const Offset = new Uint32Array(mask + 2);
  const keptClass: number[] = [];
  const keptValue: number[] = [];
  for (let row = 0; row <= mask; row++) {
    for (let c = 0; c < classes; c++) {
      const at = row * classes + c;
      const value = Math.round((Weight[at]! - Total[at]! / step) * scale);
      if (value === 0) continue;
      keptClass.push(c);
      keptValue.push(Math.max(-127, Math.min(127, value)));
    }
    Offset[row + 1] = keptClass.length;
  }
  return { classes, mask, Offset, Class: Uint8Array.from(keptClass), Value: Int8Array.from(keptValue) };
}

/** Adds up the sparse rows of `count` features into `out`. */
export function scoreSparse(model: Sparse, features: Int32Array, count: number, out: Int32Array): void {
  const { mask, Offset, Class, Value } = model;
  out.fill(0);
  for (let f = 0; f < count; f++) {
    const row = features[f]! & mask;
    const end = Offset[row + 1]!;
    for (let p = Offset[row]!; p < end; p++) out[Class[p]!]! += Value[p]!;
  }
}
