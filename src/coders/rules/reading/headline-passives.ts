/** Mends headlines, which leave the "be" of a passive out: "Mayor shot dead in Harding". */
import { type Analysis, type Tokens, withColumns } from "../../../text/analysis.js";
import { ADJ, ADV, DET, NOUN, NUM, PRON, PROPN, pastForm, VERB } from "./clause-words.js";
import { isHeadline } from "./headline-verb.js";

/** "shot dead", "gunned down": the word after the verb that goes with it. */
const WITH_VERB = new Set(["dead", "down", "up", "out", "off", "alive", "away"]);

/**
 * The parse with the verbs of headlines made passive that need an object and have none. `leftPassive`: lemmas of verbs
 * that somebody always undergoes. "shot dead" is such a passive wherever it stands.
 */
export function mendHeadlines(analysis: Analysis, tokens: Tokens, leftPassive: ReadonlySet<string>): Tokens {
  const { sentences, times } = analysis;
  let mended: { Deprel: string[]; Feats: string[] } | null = null;
  let time = 0;
  for (let s = 0; s < sentences.length; s++) {
    const [first, last] = [sentences.First[s]!, sentences.Last[s]!];
    const line = isHeadline(tokens, first, last) || titled(tokens, first, last);
    for (let i = first + 1; i < last; i++) {
      if (tokens.Upos[i] !== VERB || !leftPassive.has(tokens.Lemma[i]!) || !pastForm(tokens, i)) continue;
      if (!line && tokens.Norm[i + 1] !== "dead") continue;
      while (time < times.length && times[time]!.end <= tokens.End[i]!) time++;
      const subject = subjectOf(tokens, i, first);
      if (subject < 0 || hasObject(tokens, i, last, times[time]?.start ?? -1)) continue;
      mended ??= { Deprel: [...tokens.Deprel], Feats: [...tokens.Feats] };
      mended.Deprel[subject] = "nsubj:pass";
      mended.Feats[i] = "Tense=Past|VerbForm=Part|Voice=Pass";
    }
  }
  return mended === null ? tokens : withColumns(tokens, mended);
}

/** Words of so many letters begin with a capital in a title; a line of fewer or more words is none. */
const [LONG_WORD, FEWEST, MOST] = [4, 4, 18];

/** "Eight Alleged Plotters Detained in Tema.": a title that ends like a sentence. */
function titled({ Form }: Tokens, first: number, last: number): boolean {
  if (last - first < FEWEST || last - first > MOST) return false;
  for (let i = first; i < last; i++)
    if (Form[i]!.length >= LONG_WORD && /^\p{Ll}/u.test(Form[i]!)) return false;
  return true;
}

/** The subject of a clause without an auxiliary, or -1. */
function subjectOf(tokens: Tokens, verb: number, first: number): number {
  let subject = -1;
  for (let k = first; k < verb; k++) {
    if (tokens.Head[k] !== verb) continue;
    if (tokens.Deprel[k]!.startsWith("aux")) return -1;
    if (tokens.Deprel[k]!.startsWith("nsubj") && tokens.Upos[k] !== PRON) subject = k;
  }
  return subject;
}

/** A noun phrase or a clause follows; a time ("arrested Monday") is none. `time`: where the next time starts, -1 for none. */
function hasObject(tokens: Tokens, verb: number, last: number, time: number): boolean {
  let at = verb + 1;
  while (at < last && (WITH_VERB.has(tokens.Norm[at]!) || tokens.Upos[at] === ADV)) at++;
  if (at < last && tokens.Start[at] === time) return false;
  const opens = at < last && [DET, NOUN, PROPN, NUM, PRON, ADJ].includes(tokens.Upos[at]!);
  for (let k = verb + 1; k < last && !opens; k++)
    if (tokens.Head[k] === verb && /^(?:obj|ccomp)/.test(tokens.Deprel[k]!)) return true;
  return opens;
}
