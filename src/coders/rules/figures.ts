/** Reads the numbers of a report as figures: what is counted, and which event it belongs to. */
import type { Figure, FigureKind } from "../../model/coding.js";
import { span } from "../../model/span.js";
import type { ReasonCode } from "../../model/why-codes.js";
import type { Quantity } from "../../text/analysis.js";
import { type Voices, voiceOf } from "./attribution.js";
import { ACTIVE_ONLY, harmOf, joined, KINDS, NEAR, ofThem, readAlong, takesPart } from "./counted-words.js";
import { summed } from "./sums.js";
import { AUX, NOUN, type View, wordsAt } from "./view.js";

/** A figure before it is known to which event it belongs, with the tokens that say what it counts. */
export type CountedFigure = {
  readonly figure: Figure;
  /** Token of the number or its noun, and of the word that decides the kind. */
  readonly token: number;
  readonly by: number;
  readonly sentence: number;
  readonly quantity: Quantity;
};

/** Token at an offset, by binary search. */
export function tokenAt(view: View, offset: number): number {
  const { Start, End, length } = view.tokens;
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (End[middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  return length > 0 && Start[low]! <= offset + 1 ? low : Math.min(low, length - 1);
}

/** Prepositions over which what is told of the whole is told of those counted. */
const CLIMBED = new Set(["of", "by", "to", "at", "with", "among", "including", "as", "for"]);

/** Tokens that say what happened to those counted, nearest first: the noun, the verb above it, its participles. */
function deciding(view: View, token: number): number[] {
  const { tokens } = view;
  const out = [token];
  for (const k of view.children(token))
    if (view.is(k, "acl") || view.is(k, "amod") || view.is(k, "compound")) out.push(k);
  let i = token;
  for (let hop = 0; hop < 4; hop++) {
    const up = tokens.Head[i]!;
    if (up < 0) break;
    const climbs =
      view.is(i, "obj") ||
      view.is(i, "nsubj") ||
      view.is(i, "nmod") ||
      view.is(i, "conj") ||
      view.is(i, "nummod") ||
      view.is(i, "appos") ||
      view.is(i, "obl") ||
      view.is(i, "xcomp") ||
      view.is(i, "dep");
    if (!climbs) break;
    if (view.is(i, "obl") || view.is(i, "nmod")) {
      const preposition = view.preposition(i);
      if (preposition !== null && !CLIMBED.has(preposition)) break;
      // "the father of two" counts no fathers.
      if (
        view.is(i, "nmod") &&
        view.noun(up) &&
        view.classOf(up) &&
        !view.classOf(up)!.collective &&
        !view.cues.measures!.has(tokens.Lemma[up]!)
      )
        break;
    }
    if (view.is(i, "conj") && (view.verb(i) || view.child(i, "nsubj") >= 0)) break;
    out.push(up);
    for (const k of view.children(up)) if (view.is(k, "xcomp") && k !== i) out.push(k);
    if (view.verb(up)) break;
    i = up;
  }
  return out;
}

/** Those who kill are not those killed: the number must undergo the verb. */
function undergoes(view: View, token: number, by: number): boolean {
  const { tokens } = view;
  if (!view.verb(by) || !ACTIVE_ONLY.has(tokens.Lemma[by]!)) return true;
  let i = token;
  while (i >= 0 && tokens.Head[i] !== by) i = tokens.Head[i]!;
  if (i < 0) return true;
  if (tokens.Deprel[i] === "nsubj") return view.passive(by);
  return true;
}

const POPULATED = new Set([
  "city",
  "country",
  "nation",
  "population",
  "town",
  "province",
  "region",
  "state",
  "island",
]);

/** "a city of 10 million", "22,000 inhabitants" */
function ofPopulation(view: View, first: number, noun: number): boolean {
  const { tokens } = view;
  if (noun >= 0 && tokens.Lemma[noun] === "inhabitant") return true;
  return first >= 2 && tokens.Norm[first - 1] === "of" && POPULATED.has(tokens.Lemma[first - 2]!);
}

function hasAny(view: View, sentence: number, words: ReadonlySet<string>): boolean {
  const { tokens, analysis } = view;
  for (let i = analysis.sentences.First[sentence]!; i < analysis.sentences.Last[sentence]!; i++)
    if (words.has(tokens.Lemma[i]!)) return true;
  return false;
}

/** "more than 40 organisations marched" says not how many people did. */
function organisations(view: View, noun: number, quantity: Quantity): boolean {
  return (
    quantity.noun >= 0 &&
    view.classOf(noun)?.collective === true &&
    view.cues.organisations!.has(view.tokens.Lemma[noun]!)
  );
}

/** "the two bodies claim 4,000 members": bodies are dead where the sentence has another word of death, or of finding them. */
function livingBody(view: View, noun: number): boolean {
  const { tokens, cues, analysis } = view;
  if (tokens.Lemma[noun] !== "body") return false;
  const sentence = tokens.Sentence[noun]!;
  for (let i = analysis.sentences.First[sentence]!; i < analysis.sentences.Last[sentence]!; i++)
    if (i !== noun && (cues.deaths!.has(tokens.Lemma[i]!) || cues.bodies!.has(tokens.Lemma[i]!)))
      return false;
  return true;
}

/** "marched 120 kilometres": a bare number before a noun that is no person counts no people. */
function countsThings(view: View, next: number): boolean {
  const { tokens, cues } = view;
  if (next + 1 >= tokens.length) return false;
  // "a four-storey building", "many of which"
  const joins = tokens.Form[next]!.length === 1 && tokens.End[next] === tokens.Start[next + 1];
  if (tokens.Norm[next] === "-" && joins && tokens.Norm[next + 1] !== "strong") return true;
  if (tokens.Norm[next] === "of" && tokens.Norm[next + 1] === "which") return true;
  return (
    tokens.Upos[next] === NOUN &&
    view.classOf(next) === null &&
    harmOf(view, next) === null &&
    !cues.crowdNouns!.has(tokens.Lemma[next]!)
  );
}

function kindOf(
  view: View,
  quantity: Quantity,
  token: number,
  { participants, moves }: Acts,
): { kind: FigureKind; by: number } | null {
  const { tokens, cues } = view;
  const next = tokenAt(view, quantity.end - 1) + 1;
  const noun = quantity.noun >= 0 ? quantity.noun : token;
  const nounLemma = tokens.Lemma[noun]!;
  const person = quantity.noun >= 0 ? view.classOf(noun) : null;
  // Only people die, are hurt or flee; "between the two blasts 20 died" counts no dead blasts.
  const counted =
    quantity.noun < 0
      ? !countsThings(view, next)
      : person !== null ||
        cues.crowdNouns!.has(nounLemma) ||
        (nounLemma !== "shot" && harmOf(view, noun) !== null);
  const along = counted ? readAlong(view, tokenAt(view, quantity.start), Math.max(next, noun + 1)) : null;
  const few = (quantity.low ?? quantity.high ?? 0) < 50;
  const forces = person !== null && (person.state || person.armedNonState);
  const stands =
    along !== null &&
    along !== "agent" &&
    !(along.kind === "displaced" && few && tokens.Lemma[along.by] === "flee") &&
    !(along.kind === "crowd_size" && (forces || organisations(view, noun, quantity)))
      ? along
      : null;
  if (ofPopulation(view, tokenAt(view, quantity.start), quantity.noun)) return null;
  const own = quantity.noun >= 0 && !livingBody(view, noun) ? harmOf(view, noun) : null;
  if (own && counted) return { kind: own, by: noun };
  if (stands && stands.cost <= NEAR) return stands;
  // "killed twelve", "20 dead": a bare number belongs to the word beside it.
  if (quantity.noun < 0 && along !== "agent") {
    const after = tokenAt(view, quantity.end - 1) + 1;
    const before = tokenAt(view, quantity.start) - 1;
    const aside = after + 1 < tokens.length && view.tokens.Upos[after] === AUX ? after + 1 : after;
    for (const by of [before, after, aside]) {
      if (by < 0 || by >= tokens.length || tokens.Sentence[by] !== tokens.Sentence[token]) continue;
      if (by === before && !view.verb(by) && !cues.injured!.has(tokens.Norm[by]!)) continue;
      for (const [kind, cue] of KINDS)
        if (cues[cue]!.has(tokens.Lemma[by]!) || cues[cue]!.has(tokens.Norm[by]!)) return { kind, by };
    }
  }
  const tokensBy = deciding(view, noun);
  if (quantity.noun >= 0 && !tokensBy.includes(token)) tokensBy.push(token);
  const acting = participants.get(noun);
  for (const by of counted ? tokensBy : []) {
    if (by === noun && livingBody(view, noun)) continue;
    if (acting !== undefined && by !== noun && Math.abs(acting - noun) < Math.abs(by - noun)) continue;
    const lemma = tokens.Lemma[by]!;
    const norm = tokens.Norm[by]!;
    for (const [kind, cue] of KINDS) {
      // Those who run from a deed are not displaced by it.
      if (lemma === "flee" && few) continue;
      if ((cues[cue]!.has(lemma) || cues[cue]!.has(norm)) && undergoes(view, noun, by)) return { kind, by };
    }
  }
  // "the confirmed deaths are fourteen civilians"
  const subject = view.child(noun, "nsubj");
  if (subject >= 0) {
    for (const [kind, cue] of KINDS) if (cues[cue]!.has(tokens.Lemma[subject]!)) return { kind, by: subject };
  }
  if (stands && stands.kind !== "crowd_size") return stands;
  if (!counted && quantity.noun < 0) return null;
  if (cues.eventNouns!.has(nounLemma) && quantity.noun >= 0) return { kind: "event_count", by: noun };
  if (quantity.noun >= 0 && !person && !cues.crowdNouns!.has(nounLemma)) return null;
  // "the deployment of 1,200 troops": of forces that were moved the number says how many.
  const moved = person?.state ? tokensBy.find((by) => by !== noun && moves.has(by)) : undefined;
  if (moved !== undefined) return { kind: "troops", by: moved };
  if (forces || organisations(view, noun, quantity)) return null;
  if (acting !== undefined) return { kind: "crowd_size", by: acting };
  for (const by of tokensBy) {
    if (by !== noun && takesPart(view, by)) {
      if (tokens.Head[noun] === by && view.is(noun, "obj") && !view.passive(by)) continue;
      if (view.is(noun, "nsubj") && view.passive(by) && !cues.intransitive!.has(tokens.Lemma[by]!)) continue;
      return { kind: "crowd_size", by };
    }
  }
  if (stands) return stands;
  if (quantity.noun >= 0 && person?.protester) return { kind: "crowd_size", by: noun };
  // "police put the march at 30,000": the object of the verb says of what.
  for (const by of tokensBy) {
    const object = cues.estimating!.has(tokens.Lemma[by]!) ? view.child(by, "obj") : -1;
    if (object >= 0 && object !== noun && cues.crowdOf!.has(joined(view, object)))
      return { kind: "crowd_size", by: object };
  }
  const sentence = tokens.Sentence[token]!;
  const value = quantity.low ?? quantity.high ?? 0;
  if (
    !(quantity.noun < 0 && next < tokens.length && view.verb(next)) &&
    value >= 50 &&
    (quantity.noun < 0 || cues.crowdNouns!.has(nounLemma)) &&
    hasAny(view, sentence, cues.eventNouns!) &&
    hasAny(view, sentence, cues.crowdCues!)
  ) {
    return { kind: "crowd_size", by: noun };
  }
  // "a march of 300 people", "300 people at the rally", "put the march at 30,000"
  for (const by of tokensBy)
    if (by !== noun && cues.eventNouns!.has(joined(view, by))) return { kind: "crowd_size", by };
  return null;
}

/**
 * A number without a deciding word of its own counts what the one before did: "police put the number at 5,500", "there were
 * more than 50,000", "forty miners were hurt, as were six guards", "12 miners, three guards".
 */
function sameAsBefore(
  view: View,
  quantity: Quantity,
  token: number,
  found: readonly CountedFigure[],
): { kind: FigureKind; by: number } | null {
  const last = found[found.length - 1];
  const { tokens, cues } = view;
  if (!last || last.figure.kind === "event_count") return null;
  const sentence = tokens.Sentence[token]!;
  if (sentence - last.sentence > 1) return null;
  const same = { kind: last.figure.kind, by: last.by };
  const first = tokenAt(view, quantity.start);
  const noun = quantity.noun;
  if (noun >= 0 && view.classOf(noun) === null) return null;
  if (sentence === last.sentence && last.figure.kind !== "crowd_size") {
    if (tokens.Lemma[first - 1] === "be" && tokens.Norm[first - 2] === "as") return same;
    if (listed(view, Math.max(last.token, tokenAt(view, last.quantity.end - 1)) + 1, first)) return same;
  }
  if (noun >= 0) return null;
  if (
    last.figure.kind === "crowd_size" &&
    tokens.Lemma[first - 1] === "be" &&
    tokens.Norm[first - 2] === "there" &&
    !countsThings(view, tokenAt(view, quantity.end - 1) + 1)
  )
    return same;
  let verb = false;
  for (let i = token; i >= view.analysis.sentences.First[sentence]! && i > token - 8; i--) {
    const lemma = tokens.Lemma[i]!;
    if (verb && cues.sameCount!.has(lemma)) return same;
    if (cues.tollVerbs!.has(lemma)) verb = true;
    else if (i < token && tokens.Norm[i] === ";") break;
  }
  return null;
}

/** Between two members of a list stand a comma or an "and", and no verb. */
function listed(view: View, from: number, to: number): boolean {
  const { tokens } = view;
  let joined = false;
  for (let i = from; i < to; i++) {
    const norm = tokens.Norm[i]!;
    if (norm === "," || norm === "and") joined = true;
    else if (view.verb(i) || norm === ";" || norm === ":" || norm === ".") return false;
    else if (norm === "of" || norm === "in" || norm === "at" || norm === "by") {
      if (joined) return false;
    } else joined = joined && norm !== "who" && norm !== "which";
  }
  return joined && to - from < 10;
}

/** "Three people, one of them a nurse, were killed": the one is among the three, no figure of its own. */
function partOfLast(
  view: View,
  kind: FigureKind,
  quantity: Quantity,
  sentence: number,
  found: readonly CountedFigure[],
): boolean {
  const last = found[found.length - 1];
  if (!last || last.sentence !== sentence || last.figure.kind !== kind) return false;
  return ofThem(view, tokenAt(view, quantity.end - 1));
}

/** "police put the number at 5,500": who gives the number, or null. */
function estimator(view: View, first: number): number | null {
  const { tokens, analysis, cues } = view;
  const start = analysis.sentences.First[tokens.Sentence[first]!]!;
  for (let i = first - 1; i > start && i > first - 8; i--) {
    if (tokens.Norm[i] === ";") return null;
    if (!cues.estimating!.has(tokens.Lemma[i]!)) continue;
    let k = i - 1;
    while (k > start && tokens.Upos[k] === AUX) k--;
    return view.noun(k) && view.classOf(k) !== null ? k : null;
  }
  return null;
}

/**
 * What is told of those a number may count. `participants`: head of each noun phrase that acts in a protest → the token of
 * that protest's trigger. `moves`: the tokens that tell of a deployment or withdrawal.
 */
export type Acts = {
  readonly participants: ReadonlyMap<number, number>;
  readonly moves: ReadonlySet<number>;
};

function noteKind(view: View, counted: CountedFigure, code: ReasonCode, source: number): void {
  const { kind, quote, low, high, hedge } = counted.figure;
  const bounds = { low: low ?? "none", high: high ?? "none", hedge: hedge ?? "none" };
  view.why?.note(counted, code, quote, { figure: kind, ...bounds }, [wordsAt(view, counted.by)]);
  if (source >= 0) view.why?.note(counted, "figure.source", quote, { figure: kind }, [wordsAt(view, source)]);
}

/** Every figure about people and counts in the report, in reading order. */
export function countedFigures(view: View, acts: Acts, voices: Voices): CountedFigure[] {
  const { tokens, analysis } = view;
  const out: CountedFigure[] = [];
  for (const quantity of analysis.numbers) {
    const no = (code: ReasonCode, by = -1) =>
      view.why?.note(
        view,
        code,
        quantity,
        { kind: quantity.kind, unit: quantity.unit ?? "", counts: quantity.counts ?? "" },
        by < 0 ? [] : [wordsAt(view, by)],
      );
    if (
      (quantity.kind !== "cardinal" && quantity.kind !== "range") ||
      (quantity.unit !== null && quantity.counts === null)
    ) {
      no("figure.unit");
      continue;
    }
    const token = tokenAt(view, quantity.end - 1);
    const sentence = tokens.Sentence[token]!;
    if (analysis.sentences.Noise[sentence]) {
      no("figure.furniture");
      continue;
    }
    const own = kindOf(view, quantity, token, acts);
    const found = own ?? sameAsBefore(view, quantity, token, out);
    if (!found) {
      no("figure.nothing");
      continue;
    }
    if (partOfLast(view, found.kind, quantity, sentence, out)) {
      no("figure.part", found.by);
      continue;
    }
    if (found.kind === "event_count" && quantity.high !== null && quantity.high < 2) {
      no("figure.one_event", found.by);
      continue;
    }
    // C1: fewer than three people are no crowd.
    if (
      found.kind === "crowd_size" &&
      ((quantity.high !== null && quantity.high < 3) ||
        (quantity.low !== null && quantity.low < 3 && quantity.high === null))
    ) {
      no("figure.few", found.by);
      continue;
    }
    const last = quantity.noun >= 0 ? Math.max(quantity.end, tokens.End[quantity.noun]!) : quantity.end;
    const source =
      estimator(view, tokenAt(view, quantity.start)) ??
      voices(quantity.noun >= 0 ? quantity.noun : token)?.head ??
      -1;
    const saidBy = source >= 0 ? voiceOf(view, source).quote : null;
    const quote = span(analysis.text, quantity.start, last);
    const counted: CountedFigure = {
      figure: {
        kind: found.kind,
        low: quantity.low,
        high: quantity.high,
        point: quantity.vague ? null : quantity.value,
        hedge: quantity.hedge,
        stock: false,
        group: quantity.noun >= 0 ? tokens.Form[quantity.noun]! : null,
        said_by: saidBy,
        quote,
      },
      token: quantity.noun >= 0 ? quantity.noun : token,
      by: found.by,
      sentence,
      quantity,
    };
    out.push(counted);
    if (view.why) noteKind(view, counted, own ? "figure.kind" : "figure.as_before", source);
  }
  return summed(view, out);
}
