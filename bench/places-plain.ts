/** Tokens and sentences without tags, for benches that need no models. */
import type { Sentences, Tokens } from "../src/text/analysis.js";
import { sentences } from "../src/text/linguistics/sentences.js";
import { tokenise } from "../src/text/linguistics/tokens.js";

/** Tokens and sentences without tags, for where the models are not wanted. */
export function plainTokens(text: string): { tokens: Tokens; sentences: Sentences } {
  const raw = tokenise(text);
  const cut = sentences(text, raw);
  const n = raw.length;
  const Sentence = new Int32Array(n);
  for (let s = 0; s < cut.length; s++) Sentence.fill(s, cut.First[s]!, cut.Last[s]!);
  const empty = new Array<string>(n).fill("");
  const tokens: Tokens = {
    ...raw,
    Lemma: raw.Norm,
    Upos: new Uint8Array(n),
    Feats: empty,
    Head: new Int32Array(n).fill(-1),
    Deprel: empty,
    Sentence,
  };
  return { tokens, sentences: { ...cut, Noise: new Uint8Array(cut.length) } };
}
