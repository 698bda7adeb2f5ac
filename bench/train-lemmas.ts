/** Makes its part of `words.json`: what the treebank says about dictionary forms and the rules do not. */
import type { ConlluSentence } from "../src/text/linguistics/conllu.js";
import { lemmaOf, lexiconOf } from "../src/text/linguistics/lemma.js";
import { normalise } from "../src/text/linguistics/tokens-chars.js";

export type LemmaList = { forms: Record<string, string>; verbs: string; adjectives: string };

/** Forms seen with one lemma in nine of ten uses that the rules get wrong, and the verbs and adjectives seen at all. */
export function lemmaList(sentences: readonly ConlluSentence[], hand: Record<string, unknown>): LemmaList {
  const seen = new Map<string, Map<string, { count: number; form: string; xpos: string; opens: boolean }>>();
  const verbs = new Set<string>();
  const adjectives = new Set<string>();
  for (const s of sentences) {
    s.form.forEach((form, i) => {
      const upos = s.upos[i]!;
      const lemma = s.lemma[i]!;
      const typo = s.feats[i]!.includes("Typo=Yes") || s.xpos[i] === "GW" || lemma === "_";
      if (upos === "PROPN" || upos === "PUNCT" || upos === "X" || upos === "SYM" || typo) return;
      if (upos === "VERB" && /^[a-z]{2,}$/.test(lemma)) verbs.add(lemma);
      if (upos === "ADJ" && /^[a-z]{3,}$/.test(lemma) && s.xpos[i] === "JJ") adjectives.add(lemma);
      const key = `${normalise(form)}/${upos}`;
      const lemmas = seen.get(key) ?? new Map();
      seen.set(key, lemmas);
      const entry = lemmas.get(lemma) ?? { count: 0, form, xpos: s.xpos[i]!, opens: i === 0 };
      entry.count++;
      lemmas.set(lemma, entry);
    });
  }
  const list = { verbs: [...verbs].sort().join(" "), adjectives: [...adjectives].sort().join(" ") };
  const lexicon = lexiconOf(hand, list);
  const forms: Record<string, string> = {};
  for (const key of [...seen.keys()].sort()) {
    const [norm, upos] = [key.slice(0, key.lastIndexOf("/")), key.slice(key.lastIndexOf("/") + 1)];
    const ranked = [...seen.get(key)!].sort((a, b) => b[1].count - a[1].count);
    const total = ranked.reduce((sum, [, entry]) => sum + entry.count, 0);
    const [lemma, entry] = ranked[0]!;
    if (entry.count < total * 0.9 || norm === "her" || /\d/.test(norm)) continue;
    if (lemmaOf(lexicon, entry.form, norm, upos, entry.xpos, entry.opens, true) !== lemma) forms[key] = lemma;
  }
  return { forms, ...list };
}
