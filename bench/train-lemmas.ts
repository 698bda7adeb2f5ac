/** Makes its part of `words.json`: what the treebank says about dictionary forms and the rules do not. */
import type { ConlluSentence } from "../src/text/linguistics/conllu.js";
import { type LemmaLexicon, lemmaOf, lexiconOf } from "../src/text/linguistics/lemma.js";
import { normalise } from "../src/text/linguistics/tokens-chars.js";

export type LemmaList = {
  forms: Record<string, string>;
  names: Record<string, string>;
  verbs: string;
  adjectives: string;
};

/**
 * Forms seen with one lemma in nine of ten uses that the rules get wrong, the names that are not written with one capital,
 * and the verbs and adjectives seen at all.
 */
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
    const wrong = (form: string, opens: boolean): boolean =>
      lemmaOf(lexicon, form, norm, upos, entry.xpos, opens, true) !== lemma;
    // An adjective of a name keeps its capital where the sentence does not show it.
    const ofName = upos === "ADJ" && entry.count > 2 && lemma !== norm && wrong(norm, true);
    if (wrong(entry.form, entry.opens) || ofName) forms[key] = lemma;
  }
  return { forms, names: nameList(sentences, lexicon), ...list };
}

/** Names whose commonest dictionary form, in sentences that have small letters, is not what `lemmaOf` makes of them in capitals. */
function nameList(sentences: readonly ConlluSentence[], lexicon: LemmaLexicon): Record<string, string> {
  const seen = new Map<string, Map<string, number>>();
  for (const s of sentences) {
    if (!s.form.some((form) => /^[a-z]{3}/.test(form))) continue;
    s.form.forEach((form, i) => {
      const norm = normalise(form);
      if (s.upos[i] !== "PROPN" || s.xpos[i] !== "NNP" || form === norm || s.lemma[i] !== form) return;
      const lemmas = seen.get(norm) ?? new Map<string, number>();
      seen.set(norm, lemmas.set(form, (lemmas.get(form) ?? 0) + 1));
    });
  }
  const names: Record<string, string> = {};
  for (const norm of [...seen.keys()].sort()) {
    const ranked = [...seen.get(norm)!].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const [lemma] = ranked[0]!;
    const capitals = norm.toUpperCase();
    if (lemmaOf(lexicon, capitals, norm, "PROPN", "NNP", false, false) !== lemma) names[norm] = lemma;
  }
  return names;
}
