/** Trains the tagger on gold words: averaged perceptron, its own earlier guesses as history, copies in other case. */
import type { ConlluSentence } from "../src/text/conllu.js";
import { scoreDense, sparse, trainer, update } from "../src/text/perceptron.js";
import type { TagModel } from "../src/text/tag.js";
import { TAG_FEATURES, tagFeatures, wordHashes } from "../src/text/tag-features.js";
import { normalise } from "../src/text/tokens-chars.js";
import type { Chance } from "./train-chance.js";
import { goldTag } from "./train-tags.js";

export function trainTagger(sentences: readonly ConlluSentence[], epochs: number, chance: Chance): TagModel {
  const counts = new Map<string, number>();
  for (const s of sentences) {
    for (let i = 0; i < s.form.length; i++) counts.set(goldTag(s, i), (counts.get(goldTag(s, i)) ?? 0) + 1);
  }
  const tags = [...counts.keys()].filter((tag) => counts.get(tag)! > 2).sort();
  const code = new Map(tags.map((tag, i) => [tag, i]));
  const model = trainer(19, tags.length);
  const features = new Int32Array(TAG_FEATURES);
  const scores = new Float32Array(tags.length);
  const order = sentences.map((_, i) => i);
  for (let epoch = 0; epoch < epochs; epoch++) {
    chance.shuffle(order);
    let wrong = 0;
    let all = 0;
    for (const s of order) {
      const sentence = sentences[s]!;
      const forms = recase(sentence.form, chance);
      const words = wordHashes(forms, forms.map(normalise));
      let before1 = -1;
      let before2 = -1;
      for (let i = 0; i < forms.length; i++) {
        const count = tagFeatures(words, i, 0, forms.length, before1, before2, features);
        scoreDense(model, features, count, scores);
        let best = 0;
        for (let c = 1; c < scores.length; c++) if (scores[c]! > scores[best]!) best = c;
        const gold = code.get(goldTag(sentence, i));
        all++;
        model.step++;
        if (gold !== undefined && gold !== best) {
          wrong++;
          update(model, features, count, gold, best);
        }
        before2 = before1;
        before1 = best;
      }
    }
    console.error(`tagger epoch ${epoch + 1}: ${((100 * wrong) / all).toFixed(2)} % wrong in training`);
  }
  return { tags, weights: sparse(model, 6) };
}

/** Now and then a sentence in capitals, in small letters or with a capital on every word, as headlines and wires have it. */
export function recase(forms: readonly string[], chance: Chance): string[] {
  const draw = chance.next();
  if (draw < 0.05) return forms.map((form) => form.toUpperCase());
  if (draw < 0.12) return forms.map((form) => form.toLowerCase());
  if (draw < 0.15) return forms.map((form) => form.charAt(0).toUpperCase() + form.slice(1));
  return [...forms];
}
