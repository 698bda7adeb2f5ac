/** Holds a coding against the analysis of its report: which sentences and numbers it holds, and what was left over and why. */
import type { Coding } from "../model/coding.js";
import type { Coverage, Evaluation, EvaluationKind, LeftOver } from "../model/coverage.js";
import { type Span, span } from "../model/span.js";
import type { Analysis } from "../text/analysis.js";
import { takenBy } from "./rules/figures/free-figures.js";
import { loadRules } from "./rules/triggers/rule.js";

/** The lists of cues that tell an evaluation, by its kind. */
const EVALUATIONS: readonly (readonly [EvaluationKind, string])[] = [
  ["label", "labels"],
  ["judgement", "judging"],
  ["prescription", "prescribing"],
  ["prediction", "predicting"],
  ["imputed_intent", "imputing"],
];
/** Lists of words that may tell an event. */
const EVENT_WORDS = ["eventNouns", "deaths", "injured", "arrested", "displaced", "missing"];

/** Linear in the length of the report. Any coder's coding will do. */
export function coverageOf(coding: Coding, analysis: Analysis): Coverage {
  const { text, sentences, tokens } = analysis;
  const { cues } = loadRules();
  const figures = [...coding.figures, ...coding.events.flatMap((e) => e.figures)].map(({ quote }) => quote);
  const recorded = takenBy([...told(coding), ...figures]);
  const noise = takenBy(coding.noise);
  const numbered = takenBy([...figures, ...analysis.times.map(({ start, end }) => span(text, start, end))]);
  const numbers = analysis.numbers.filter(({ start, end }) => !noise(start, end));
  const uncoded = numbers
    .filter(({ start, end }) => !numbered(start, end))
    .map(({ start, end }) => span(text, start, end));
  const evaluations = evaluationsOf(analysis);
  const judged = takenBy(evaluations);
  const left: LeftOver[] = [];
  let next = 0;
  for (let s = 0; s < sentences.length; s++) {
    const [start, end] = [sentences.Start[s]!, sentences.End[s]!];
    if (sentences.Noise[s] || noise(start, end) || recorded(start, end) || judged(start, end)) continue;
    const words: Span[] = [];
    for (let i = sentences.First[s]!; i < sentences.Last[s]!; i++) {
      if (EVENT_WORDS.some((list) => cues[list]!.has(tokens.Lemma[i]!)))
        words.push(span(text, tokens.Start[i]!, tokens.End[i]!));
    }
    while (next < uncoded.length && uncoded[next]!.end <= start) next++;
    const found: Span[] = [];
    for (let k = next; k < uncoded.length && uncoded[k]!.start < end; k++) found.push(uncoded[k]!);
    const why = words.length > 0 ? "event_word" : found.length > 0 ? "number" : "background";
    left.push({ ...span(text, start, end), why, words: why === "event_word" ? words : found });
  }
  return {
    sentences: { covered: sentences.length - left.length, of: sentences.length },
    numbers: { covered: numbers.length - uncoded.length, of: numbers.length },
    evaluations,
    uncoded,
    left,
  };
}

/** The words that a coding's records stand on, but for figures and noise. */
function told(coding: Coding): Span[] {
  const events = coding.events.flatMap((e) => [
    e.trigger,
    ...e.mentions,
    ...e.demands.map(({ quote }) => quote),
  ]);
  return [...events, ...coding.relations.map(({ quote }) => quote)];
}

/** Every evaluation by the words of the cue data, in reading order; of several kinds at one place the first counts. */
function evaluationsOf({ text, tokens, sentences }: Analysis): Evaluation[] {
  const { cues } = loadRules();
  const byFirst = new Map<string, (readonly [EvaluationKind, readonly string[]])[]>();
  for (const [kind, list] of EVALUATIONS)
    for (const phrase of cues[list]!) {
      const words = phrase.split(" ");
      byFirst.set(words[0]!, [...(byFirst.get(words[0]!) ?? []), [kind, words]]);
    }
  const out: Evaluation[] = [];
  for (let i = 0; i < tokens.length; i++) {
    if (sentences.Noise[tokens.Sentence[i]!]) continue;
    const starts = [...(byFirst.get(tokens.Norm[i]!) ?? []), ...(byFirst.get(tokens.Lemma[i]!) ?? [])];
    const fits = starts.filter(([, words]) =>
      words.every((word, k) => k === 0 || tokens.Norm[i + k] === word),
    );
    const best = fits.sort((a, b) => b[1].length - a[1].length)[0];
    if (!best) continue;
    const last = i + best[1].length - 1;
    out.push({ ...span(text, tokens.Start[i]!, tokens.End[last]!), kind: best[0] });
    i = last;
  }
  return out;
}
