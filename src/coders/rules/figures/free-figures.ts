/**
 * Figures that no event has: shares of a poll, sums of money, populations, forces, ranks, lengths of time, and whatever else is
 * counted. What the report says with a number is kept with its words and bounds, whether or not an event is told by it.
 */
import type { FigureKind, FreeFigure } from "../../../model/coding.js";
import { type Span, span } from "../../../model/span.js";
import { type Quantity, UPOS } from "../../../text/analysis.js";
import { tokenAt } from "../reading/token-at.js";
import { ADJ, ADP, ADV, DET, NOUN, NUM, PROPN, VERB, type View } from "../reading/view.js";
import { type Voices, voiceOf } from "../voices/attribution.js";
import { ofPopulation } from "./no-figures.js";

/** Numbers that some event, or a free toll, has already. */
export type Taken = (start: number, end: number) => boolean;

type Read = {
  readonly kind: FigureKind;
  readonly last: number;
  readonly group: string | null;
  readonly population: string | null;
};

/** Every other figure of the report, in reading order. */
export function freeFigures(view: View, taken: Taken, voices: Voices): FreeFigure[] {
  const { tokens, analysis } = view;
  const out: FreeFigure[] = [];
  const add = (quantity: Quantity | "rank" | "trend", start: number, end: number, by: number, read: Read) => {
    const source = voices(by)?.head ?? -1;
    const { low, high, days } = boundsOf(quantity, read.kind);
    const stated =
      quantity === "rank"
        ? 1
        : quantity === "trend"
          ? null
          : quantity.vague || quantity.hedge !== null
            ? null
            : quantity.value;
    const point = stated === null || days === 1 ? stated : stated * days;
    const figure: FreeFigure = {
      kind: read.kind,
      low,
      high,
      point,
      hedge: typeof quantity === "string" ? null : quantity.hedge,
      stock: false,
      group: read.group,
      said_by: source >= 0 ? voiceOf(view, source).quote : null,
      quote: span(analysis.text, start, end),
      population: read.population,
    };
    out.push(
      typeof quantity !== "string" && quantity.kind === "money" && quantity.unit !== null
        ? { ...figure, unit: quantity.unit }
        : figure,
    );
  };
  const polls = ofPolls(view);
  for (const quantity of analysis.numbers) {
    if (taken(quantity.start, quantity.end)) continue;
    const first = tokenAt(view, quantity.start);
    const last = tokenAt(view, quantity.end - 1);
    if (analysis.sentences.Noise[tokens.Sentence[first]!]) continue;
    const read = readOf(view, polls, quantity, first, last);
    if (read) add(quantity, quantity.start, tokens.End[read.last]!, last, read);
  }
  const ranked = takenBy(out.map(({ quote }) => quote));
  for (const [first, last] of superlatives(view)) {
    const [start, end] = [tokens.Start[first]!, tokens.End[last]!];
    if (taken(start, end) || ranked(start, end)) continue;
    add("rank", start, end, last, { kind: "rank", last, group: null, population: null });
  }
  for (const [first, last, of] of trends(view)) {
    const [start, end] = [tokens.Start[first]!, tokens.End[last]!];
    if (!taken(start, end) && !ranked(start, end))
      add("trend", start, end, last, { kind: "other", last, group: of, population: null });
  }
  return out.sort((a, b) => a.quote.start - b.quote.start);
}

const DAYS: Readonly<Record<string, number>> = {
  day: 1,
  night: 1,
  week: 7,
  month: 30,
  year: 365,
  decade: 3650,
};

function boundsOf(quantity: Quantity | "rank" | "trend", kind: FigureKind) {
  if (quantity === "rank") return { low: 1, high: 1, days: 1 };
  if (quantity === "trend") return { low: null, high: null, days: 1 };
  const { low, high, unit, value, hedge } = quantity;
  if (kind === "duration_days") {
    const days = DAYS[unit ?? ""] ?? 1;
    return { low: low === null ? null : low * days, high: high === null ? null : high * days, days };
  }
  // "a city of 10 million": a round number that nothing hedges is within a twentieth (a convention).
  if (
    kind === "population" &&
    hedge === null &&
    low === high &&
    value !== null &&
    value >= 1000 &&
    value % 1000 === 0
  )
    return { low: value * 0.95, high: value * 1.05, days: 1 };
  return { low, high, days: 1 };
}

/** What a number is of by itself, or null where it says nothing that is kept. */
function readOf(
  view: View,
  polls: ReadonlySet<number>,
  quantity: Quantity,
  first: number,
  last: number,
): Read | null {
  switch (quantity.kind) {
    case "money":
      return { kind: "money", last, group: null, population: null };
    case "percent": {
      const [end, whole] = ofWhom(view, last);
      const poll = polls.has(view.tokens.Sentence[first]!);
      return { kind: poll ? "poll_share" : "other", last: end, group: null, population: whole };
    }
    case "duration":
      return lengthOf(view, quantity, first, last);
    case "ordinal":
      return rankOf(view, first, last);
    default: {
      const noun = quantity.noun;
      if (ofPopulation(view, first, noun))
        return {
          kind: "population",
          last: Math.max(last, noun),
          group: null,
          population: populated(view, first, noun),
        };
      return countOf(view, quantity, first, last);
    }
  }
}

/** "71 percent of shopkeepers": the last token of the phrase, and the words of the whole. */
function ofWhom(view: View, last: number): [number, string | null] {
  const { tokens, analysis } = view;
  if (tokens.Norm[last + 1] !== "of") return [last, null];
  const end = phraseEnd(view, last + 2);
  if (end < last + 2) return [last, null];
  return [end, analysis.text.slice(tokens.Start[last + 2]!, tokens.End[end]!)];
}

const INSIDE: ReadonlySet<number> = new Set([DET, ADJ, ADV, NOUN, NUM, PROPN, UPOS.indexOf("PRON")]);

/** Last token of the noun phrase that begins at `i`, or one less than `i` where none does. */
function phraseEnd(view: View, i: number): number {
  const { tokens } = view;
  let end = i - 1;
  for (let k = i; k < tokens.length && k < i + 8; k++) {
    if (tokens.Sentence[k] !== tokens.Sentence[i]) break;
    const hyphen = tokens.Norm[k] === "-" || tokens.Norm[k] === "'s" || tokens.Norm[k] === "’s";
    if (!INSIDE.has(tokens.Upos[k]!) && !hyphen) break;
    if (view.noun(k) || tokens.Norm[k] === "those") end = k;
    // "71 percent of shopkeepers back …": the verb is taken for a noun at times.
    if (view.classOf(k)?.person && tokens.Feats[k]!.includes("Number=Plur")) break;
  }
  return end;
}

/** The sentences that speak of a poll. */
function ofPolls({ tokens, cues }: View): ReadonlySet<number> {
  const out = new Set<number>();
  for (let i = 0; i < tokens.length; i++)
    if (cues.pollWords!.has(tokens.Lemma[i]!) || cues.pollWords!.has(tokens.Norm[i]!))
      out.add(tokens.Sentence[i]!);
  return out;
}

/** "in under five years", "a 16-day exercise", "after months of strikes"; an age or a sentence to jail is no such length. */
function lengthOf(view: View, quantity: Quantity, first: number, last: number): Read | null {
  const { tokens, cues } = view;
  if (DAYS[quantity.unit ?? ""] === undefined) return null;
  const next = tokens.Norm[last + 1] ?? "";
  if (cues.lengthNot!.has(next) || (next === "-" && cues.lengthNot!.has(tokens.Norm[last + 2] ?? "")))
    return null;
  const said =
    cues.lengthAfter!.has(tokens.Norm[first - 1] ?? "") || next === "of" || quantity.value !== null;
  return said ? { kind: "duration_days", last, group: null, population: null } : null;
}

/** "the third largest mine", "a fourth term": an ordinal that orders a noun. */
function rankOf(view: View, first: number, last: number): Read | null {
  const { tokens } = view;
  let end = last;
  for (
    let k = last + 1;
    k < tokens.length && k < last + 6 && tokens.Sentence[k] === tokens.Sentence[first];
    k++
  ) {
    if (!INSIDE.has(tokens.Upos[k]!) && tokens.Upos[k] !== VERB) break;
    if (view.noun(k)) end = k;
    else if (end > last) break;
  }
  return end === last ? null : { kind: "rank", last: end, group: tokens.Form[end]!, population: null };
}

/** The name or noun of what has so many inhabitants. */
function populated(view: View, first: number, noun: number): string | null {
  const { tokens } = view;
  const name = tokens.Norm[first - 1] === "of" ? first - 2 : noun >= 0 ? noun : -1;
  return name < 0 ? null : tokens.Form[name]!;
}

/** "six presidents", "hundreds of lethal and other weapons", "1,200 soldiers". */
function countOf(view: View, quantity: Quantity, first: number, last: number): Read | null {
  const { tokens, cues } = view;
  const low = quantity.low ?? quantity.high ?? 0;
  if (!quantity.vague && low < 2) return null;
  if (quantity.unit !== null && quantity.counts === null) return null;
  const noun = counted(view, quantity, last);
  if (noun < 0) return null;
  // "the two men", "both sides": those told of before.
  if (cues.pointers!.has(tokens.Norm[first - 1] ?? "")) return null;
  const made = view.classOf(noun);
  const kind: FigureKind = made?.state && cues.forces!.has(tokens.Lemma[noun]!) ? "troops" : "count";
  return { kind, last: noun, group: tokens.Form[noun]!, population: null };
}

/** The plural noun that is counted: by the analysis, else the next one in the phrase ("hundreds of lethal and “other” weapons"). */
function counted(view: View, quantity: Quantity, last: number): number {
  const { tokens } = view;
  const own = quantity.noun >= 0 && view.noun(quantity.noun) ? quantity.noun : -1;
  if (own >= 0 && tokens.Feats[own]!.includes("Number=Plur")) return own;
  for (
    let k = last + 1;
    k < tokens.length && k < last + 9 && tokens.Sentence[k] === tokens.Sentence[last];
    k++
  ) {
    if (view.noun(k) && tokens.Feats[k]!.includes("Number=Plur")) return k;
    const tag = tokens.Upos[k]!;
    if (tag === VERB || (tag === ADP && tokens.Norm[k] !== "of") || /^[.,;:]$/.test(tokens.Norm[k]!))
      return -1;
  }
  return -1;
}

/** "the largest contract", "the deadliest since March": `[first, last]` tokens, from the article on. */
function superlatives(view: View): [number, number][] {
  const { tokens, analysis, cues } = view;
  const out: [number, number][] = [];
  for (let i = 1; i < tokens.length; i++) {
    const sentence = tokens.Sentence[i]!;
    if (!cues.rankWords!.has(tokens.Norm[i]!) || analysis.sentences.Noise[sentence]) continue;
    if (!cues.rankAfter!.has(tokens.Norm[i - 1]!) || tokens.Norm[i - 2] === "of") continue;
    let last = Math.max(i, phraseEnd(view, i + 1));
    const since =
      tokens.Norm[last + 1] === "since" ? last + 1 : tokens.Norm[last + 2] === "since" ? last + 2 : -1;
    if (since > 0) last = Math.max(last, phraseEnd(view, since + 1));
    if (last > i) out.push([i - 1, last]);
  }
  return out;
}

/** "sharp rises in the price of bread": which way something goes, where no number says how far: `[first, last]` tokens and of what. */
function trends(view: View): [number, number, string][] {
  const { tokens, analysis, cues } = view;
  const out: [number, number, string][] = [];
  for (let i = 0; i + 2 < tokens.length; i++) {
    if (!cues.trendNouns!.has(tokens.Lemma[i]!) || !view.noun(i)) continue;
    if (analysis.sentences.Noise[tokens.Sentence[i]!] || !cues.trendTakes!.has(tokens.Norm[i + 1]!)) continue;
    const last = phraseEnd(view, i + 2);
    // "a rise of 20 cents" has its number; people and events are counted, they do not rise.
    if (last < i + 2 || view.classOf(last) !== null || view.quantityOf(last) !== null) continue;
    let numbers = false;
    for (let k = i + 1; k <= last; k++) if (tokens.Upos[k] === NUM) numbers = true;
    if (numbers) continue;
    const words = analysis.text.slice(tokens.Start[i + 2]!, tokens.End[last]!);
    out.push([tokens.Upos[i - 1] === ADJ ? i - 1 : i, last, words]);
    const next = phraseEnd(view, last + 2);
    if (tokens.Norm[last + 1] === "and" && next > last + 1)
      out.push([last + 2, next, analysis.text.slice(tokens.Start[last + 2]!, tokens.End[next]!)]);
  }
  return out;
}

/** Whether a stretch of text shares a character with one of these spans. */
export function takenBy(spans: readonly Span[]): Taken {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  // The furthest end of all spans up to each, so that one look answers.
  let furthest = 0;
  const ends = sorted.map(({ end }) => {
    furthest = Math.max(furthest, end);
    return furthest;
  });
  return (start, end) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]!.start < end) low = middle + 1;
      else high = middle;
    }
    return low > 0 && ends[low - 1]! > start;
  };
}
