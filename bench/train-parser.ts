/** Trains the parser with the dynamic oracle of Goldberg and Nivre (2013) for arc-hybrid, on predicted tags. */
import type { ConlluSentence } from "../src/text/conllu.js";
import type { ParseModel } from "../src/text/parse.js";
import { PARSE_FEATURES, parseFeatures } from "../src/text/parse-features.js";
import {
  allowed,
  apply,
  finished,
  LEFT,
  LONGEST_SENTENCE,
  type ParseState,
  parseState,
  RIGHT,
  reset,
  SHIFT,
} from "../src/text/parse-state.js";
import { scoreDense, sparse, trainer, update } from "../src/text/perceptron.js";
import { wordHashes } from "../src/text/tag-features.js";
import { normalise } from "../src/text/tokens-chars.js";
import type { Chance } from "./train-chance.js";

/** Number of gold arcs that the move puts out of reach. */
export function cost(state: ParseState, move: number, head: readonly number[]): number {
  const { Stack, depth, next, size } = state;
  let lost = 0;
  if (move === SHIFT) {
    for (let d = 0; d < depth; d++) {
      const word = Stack[d]!;
      if (head[word] === next) lost++;
      if (d < depth - 1 && head[next] === word) lost++;
    }
    if (depth > 0 && head[next] === -1) lost++;
    return lost;
  }
  const top = Stack[depth - 1]!;
  const below = depth > 1 ? Stack[depth - 2]! : -1;
  for (let b = next; b < size; b++) {
    if (head[b] === top) lost++;
    if (head[top] === b && !(move === LEFT && b === next)) lost++;
  }
  if (move === LEFT && head[top] === below) lost++;
  return lost;
}

export function trainParser(
  sentences: readonly ConlluSentence[],
  tags: readonly Uint8Array[],
  epochs: number,
  chance: Chance,
): ParseModel {
  const labels = [...new Set(sentences.flatMap((s) => s.deprel))].sort();
  const code = new Map(labels.map((label, i) => [label, i]));
  const classOf = new Map<number, number>();
  const Move: number[] = [SHIFT];
  const Label: number[] = [0];
  classOf.set(SHIFT * 256, 0);
  for (const s of sentences) {
    s.head.forEach((head, i) => {
      const move = head > i ? LEFT : RIGHT;
      const key = move * 256 + code.get(s.deprel[i]!)!;
      if (classOf.has(key)) return;
      classOf.set(key, Move.length);
      Move.push(move);
      Label.push(key & 255);
    });
  }
  const classes = Move.length;
  const model = trainer(20, classes);
  const state = parseState();
  const features = new Int32Array(PARSE_FEATURES);
  const scores = new Float32Array(classes);
  const hashes = sentences.map((s) => wordHashes(s.form, s.form.map(normalise)).Word);
  const order = sentences.map((_, i) => i).filter((i) => sentences[i]!.form.length <= LONGEST_SENTENCE);
  for (let epoch = 0; epoch < epochs; epoch++) {
    chance.shuffle(order);
    let wrong = 0;
    let all = 0;
    for (const index of order) {
      const sentence = sentences[index]!;
      reset(state, sentence.form.length);
      while (!finished(state)) {
        const count = parseFeatures(state, hashes[index]!, tags[index]!, 0, features);
        scoreDense(model, features, count, scores);
        const costs = [SHIFT, LEFT, RIGHT].map((move) =>
          allowed(state, move) ? cost(state, move, sentence.head) : 1000,
        );
        const least = Math.min(...costs);
        const top = state.depth > 0 ? state.Stack[state.depth - 1]! : -1;
        let best = -1;
        let good = -1;
        for (let c = 0; c < classes; c++) {
          const move = Move[c]!;
          if (costs[move] === 1000) continue;
          if (best < 0 || scores[c]! > scores[best]!) best = c;
          if (costs[move] !== least) continue;
          if (!fits(c)) continue;
          if (good < 0 || scores[c]! > scores[good]!) good = c;
        }
        if (good < 0) good = best;
        all++;
        model.step++;
        if (best !== good) {
          wrong++;
          update(model, features, count, good, best);
        }
        const chosen = epoch > 0 && chance.next() < 0.9 ? best : good;
        apply(state, Move[chosen]!, Label[chosen]!);

        /** The label is right, or the arc is not a gold one and the label does not matter. */
        function fits(c: number): boolean {
          const move = Move[c]!;
          if (move === SHIFT) return true;
          const head = move === LEFT ? state.next : state.depth > 1 ? state.Stack[state.depth - 2]! : -1;
          return sentence.head[top] !== head || Label[c] === code.get(sentence.deprel[top]!);
        }
      }
    }
    console.error(`parser epoch ${epoch + 1}: ${((100 * wrong) / all).toFixed(2)} % wrong in training`);
  }
  return { labels, Move: Uint8Array.from(Move), Label: Uint8Array.from(Label), weights: sparse(model, 4) };
}
