/** Who says that an event took place: the narrator, or the source of the innermost attribution in whose content it is told. */
import type { Attribution, Voice as ChainVoice } from "../../../model/coding.js";
import { type Span, span } from "../../../model/span.js";
import type { Attribution as Statement } from "../../../text/analysis.js";
import { type AttributionWords, attributionWords } from "../../../text/statements/words.js";
import { PRON, PROPN, type View, wordsAt } from "../reading/view.js";
import type { Trigger } from "../triggers/triggers.js";

type Evidentiality = Attribution["evidentiality"];

export const NARRATOR: Attribution = Object.freeze({
  voice: "narrator",
  evidentiality: "asserted",
  quote: null,
});

/**
 * Who tells what stands at a token: the head of the words that name the source, -1 where nobody is named, and the word that
 * hands it over. Null: the narrator.
 */
export type Voices = (token: number) => Voice | null;
type Voice = {
  readonly head: number;
  readonly cue: number;
  readonly evidentiality: Evidentiality;
  /** Heads of the sources around it, the outermost first: "the paper says that the minister told". */
  readonly around?: readonly number[];
};

/** Tokens of a content that are looked at. */
const LONGEST = 1000;
/** Sentences back in which the one a pronoun stands for is looked for among those who spoke. */
const REACH = 3;

/** Reads who tells what from the attributions of the analysis. Linear in the length of the report. */
export function voicesOf(view: View): Voices {
  const { analysis, tokens } = view;
  const words = attributionWords(analysis.lang);
  const at = tokenFinder(view);
  const told: Told[] = [];
  const speakers: number[] = [];
  for (const statement of analysis.attributions) {
    const evidentiality = evidentialityOf(view, words, statement, at);
    if (evidentiality === null) continue;
    const source = statement.source[0];
    const cue = at(statement.cue[0]![0]);
    let head = -1;
    if (source) {
      head = headOf(view, at(source[0]), at(source[1] - 1));
      if (tokens.Upos[head] === PRON) {
        const before = antecedent(view, head, speakers);
        head = before >= 0 ? before : hostSubject(view, cue, head);
      }
      if (head < 0) continue;
      speakers.push(head);
    }
    for (const [start, end] of statement.content) {
      const [first, last] = [at(start), at(end - 1)];
      if (isClause(view, first, last)) told.push({ first, last, head, cue, evidentiality });
    }
  }
  // The innermost last, so that it stays.
  told.sort((a, b) => b.last - b.first - (a.last - a.first));
  const Teller = new Int32Array(tokens.length).fill(-1);
  const Doubt = new Int32Array(tokens.length).fill(-1);
  told.forEach(({ first, last, head }, index) => {
    (head < 0 ? Doubt : Teller).fill(index, first, Math.min(last + 1, first + LONGEST));
  });
  return (token) => {
    const [teller, doubt] = [told[Teller[token]!], told[Doubt[token]!]];
    if (!teller) return doubt ?? null;
    const around = told
      .filter((t) => t !== teller && t.head >= 0 && t.head !== teller.head)
      .filter((t) => t.first <= token && token <= t.last && t.last - t.first > teller.last - teller.first)
      .map((t) => t.head);
    const nested = around.length > 0 ? { ...teller, around } : teller;
    return doubt?.evidentiality === "alleged"
      ? { ...nested, cue: doubt.cue, evidentiality: "alleged" }
      : nested;
  };
}

type Told = Voice & { readonly first: number; readonly last: number };

/** The token at an offset, by halving. */
function tokenFinder({ tokens }: View): (offset: number) => number {
  return (offset) => {
    let low = 0;
    let high = tokens.length - 1;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (tokens.End[mid]! > offset) high = mid;
      else low = mid + 1;
    }
    return low;
  };
}

/** What a cue makes of its content; null where it tells nothing: "planned a march", "criticised the arrests". */
function evidentialityOf(
  { tokens }: View,
  words: AttributionWords,
  { cue }: Statement,
  at: (offset: number) => number,
): Evidentiality | null {
  let found: Evidentiality | null = null;
  for (const [start] of cue) {
    const token = at(start);
    const [lemma, norm] = [tokens.Lemma[token]!, tokens.Norm[token]!];
    if (words.alleging.has(lemma) || words.alleging.has(norm)) return "alleged";
    if (words.admitting.has(lemma)) return "admitted";
    if (
      norm === ":" ||
      words.say.has(lemma) ||
      words.told.has(lemma) ||
      words.according.has(norm) ||
      words.adverbs.has(norm) ||
      words.telling.has(lemma)
    )
      found = "reported";
  }
  return found;
}

/** The token of a stretch whose head lies outside it. */
function headOf({ tokens }: View, first: number, last: number): number {
  for (let i = first; i <= last; i++) {
    const head = tokens.Head[i]!;
    if ((head < first || head > last) && tokens.Deprel[i] !== "case" && tokens.Deprel[i] !== "punct")
      return i;
  }
  return first;
}

/** Whether a content tells something of somebody; a bare noun phrase ("announced the strike") only names it. */
function isClause(view: View, first: number, last: number): boolean {
  const { tokens } = view;
  if (tokens.Sentence[first] !== tokens.Sentence[last]) return true;
  // A quotation, or what opens its sentence: "…, police said."
  const opens = first === view.analysis.sentences.First[tokens.Sentence[first]!];
  if (opens || /["“”]/.test(tokens.Norm[first]!)) return true;
  for (let i = first; i <= last; i++) {
    const head = tokens.Head[i]!;
    if (head >= first && head <= last) continue;
    if (view.verb(i) || view.child(i, "nsubj", "cop", "expl") >= 0) return true;
  }
  return false;
}

/** "The ministry has closed the port, it said." */
function hostSubject(view: View, cue: number, pronoun: number): number {
  const { tokens } = view;
  const host = tokens.Head[cue]!;
  const subject = host >= 0 && view.is(cue, "parataxis") ? view.child(host, "nsubj") : -1;
  return subject >= 0 && subject < pronoun && view.noun(subject) ? subject : -1;
}

/** Whom "he", "they", "it" stand for: the last who spoke, not far back, of the same kind. */
function antecedent(view: View, i: number, speakers: readonly number[]): number {
  const { tokens } = view;
  const norm = tokens.Norm[i]!;
  const kind =
    norm === "it" ? "it" : norm === "he" || norm === "she" ? "he" : norm === "they" ? "they" : null;
  if (kind === null) return -1;
  for (let s = speakers.length - 1; s >= 0; s--) {
    const head = speakers[s]!;
    if (head > i) continue;
    if (tokens.Sentence[i]! - tokens.Sentence[head]! > REACH) return -1;
    const many = tokens.Feats[head]!.includes("Number=Plur");
    const person = tokens.Upos[head] === PROPN ? view.nameAt(head)?.type === "PER" : isPerson(view, head);
    const fits = kind === "it" ? !many && !person : kind === "he" ? !many && person : many || !person;
    if (fits) return head;
  }
  return -1;
}

/** A single person, not a body of people. */
function isPerson(view: View, i: number): boolean {
  const found = view.classOf(i);
  return found?.person === true && !found.collective;
}

/** Whose words stand at a token; `trigger` where it tells an event, whose reasons are noted. */
export function attribution(
  view: View,
  voices: Voices,
  token: number,
  trigger: Trigger | null = null,
): Attribution {
  const told = voices(token);
  if (!told) {
    if (trigger) view.why?.note(trigger, "attribution.narrator");
    return NARRATOR;
  }
  const quote = told.head < 0 ? null : voiceOf(view, told.head);
  if (view.why && trigger) {
    const code = quote === null ? "attribution.unnamed" : "attribution.source";
    view.why.note(trigger, code, quote, { evidentiality: told.evidentiality }, [wordsAt(view, told.cue)]);
  }
  if (quote === null) return { ...NARRATOR, evidentiality: told.evidentiality };
  const said: Attribution = { voice: quote.quote, evidentiality: told.evidentiality, quote };
  return told.around ? { ...said, chain: chainOf(view, told.around, quote) } : said;
}

/** The voices from the narrator to the innermost, each once. */
function chainOf(view: View, around: readonly number[], innermost: Span): ChainVoice[] {
  const chain: ChainVoice[] = [{ voice: "narrator", quote: null }];
  for (const quote of [...around.map((head) => voiceOf(view, head)), innermost])
    if (chain.at(-1)!.voice !== quote.quote) chain.push({ voice: quote.quote, quote });
  return chain;
}

/** The words that name a source, without its relative clauses. */
export function voiceOf(view: View, head: number): ReturnType<typeof span> {
  const { tokens, analysis } = view;
  const [first, last] = view.phrase(head);
  return span(analysis.text, tokens.Start[first]!, tokens.End[last - 1]!);
}
