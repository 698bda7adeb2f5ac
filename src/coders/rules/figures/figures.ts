/** Reads the numbers of a report as figures: what is counted, and which event it belongs to. */
import type { Figure, FigureKind } from "../../../model/coding.js";
import { span } from "../../../model/span.js";
import type { ReasonCode } from "../../../model/why-codes.js";
import type { Quantity } from "../../../text/analysis.js";
import { tokenAt } from "../reading/token-at.js";
import { AUX, NUM, type View, wordsAt } from "../reading/view.js";
import { type Voices, voiceOf } from "../voices/attribution.js";
import type { Acts } from "./acts.js";
import { ofThem, takesPart } from "./counted-words.js";
import { countsThings, kindOf, supposed } from "./figure-kind.js";
import { harmOf } from "./harm-kinds.js";
import { summed } from "./sums.js";

/** A figure before it is known to which event it belongs, with the tokens that say what it counts. */
export type CountedFigure = {
  readonly figure: Figure;
  /** Token of the number or its noun, and of the word that decides the kind. */
  readonly token: number;
  readonly by: number;
  readonly sentence: number;
  readonly quantity: Quantity;
  /** "Four were shot": no word says that they died; how many did may be told apart. */
  readonly open?: true;
};

import { looseWord } from "./loose-words.js";

const DEADLY = new Set(["dead", "death", "killed", "fatally"]);

/** Verbs of harm that leave it open whether anybody died. */
const OPEN = new Set(["shoot", "stab", "hit", "strike", "pierce", "wound", "injury"]);

/** The word that decides is "shot", and none beside it says that those shot died. */
function shotOnly(view: View, kind: FigureKind, by: number): boolean {
  const { tokens } = view;
  const { Norm, Lemma, Sentence } = tokens;
  // "found four men suffering from gunshot wounds"
  if (kind === "injured" && Lemma[by] === "wound" && /^(?:gunshot|bullet|stab)$/.test(Norm[by - 1] ?? ""))
    return true;
  if (kind !== "deaths" || (!OPEN.has(Lemma[by]!) && Norm[by] !== "shot")) return false;
  if (Norm[by - 1] === "fatally") return false;
  // "four were shot, two fatally": that is told of the two.
  // "shot two brothers and their cousin dead"
  for (let k = by + 4; k < by + DEAD_REACH && Sentence[k] === Sentence[by]; k++) {
    if (Norm[k] === "," || Norm[k] === ";" || Norm[k] === "who" || view.verb(k) || tokens.Upos[k] === AUX)
      break;
    if (Norm[k] === "dead" && view.noun(k - 1)) return false;
  }
  for (let k = by + 1; k < by + 4 && Sentence[k] === Sentence[by]; k++)
    if (DEADLY.has(Norm[k]!) && !/^(?:one|none|not|non)$/.test(Norm[k - 1]!) && tokens.Upos[k - 1] !== NUM)
      return false;
  return true;
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
  // "the rebels spoke of 70 dead, the army admitted losing 12"
  if (last.figure.kind === "deaths" && cues.losing!.has(tokens.Lemma[first - 1] ?? "")) return same;
  if (noun >= 0) return null;
  const after = tokenAt(view, quantity.end - 1) + 1;
  // "20 were shot dead, including three on Monday"
  if (
    sentence === last.sentence &&
    cues.including!.has(tokens.Norm[first - 1]!) &&
    !countsThings(view, after)
  )
    return same;
  if (estimate(view, first, after)) return same;
  // "30,000 have fled to the east, while another 8,000 went north"
  if (
    sentence === last.sentence &&
    quantity.additive &&
    !otherDeed(view, first - 1, last.figure.kind) &&
    !countsThings(view, tokenAt(view, quantity.end - 1) + 1)
  )
    return same;
  // "eleven had died; a nurse said the number was at least 20"
  if (tokens.Lemma[first - 1] === "be" && cues.sameCount!.has(tokens.Lemma[first - 2] ?? "")) return same;
  if (
    last.figure.kind === "crowd_size" &&
    tokens.Lemma[first - 1] === "be" &&
    tokens.Norm[first - 2] === "there" &&
    !countsThings(view, tokenAt(view, quantity.end - 1) + 1)
  )
    return same;
  let verb = false;
  let count = false;
  for (let i = token; i >= view.analysis.sentences.First[sentence]! && i > token - 8; i--) {
    const lemma = tokens.Lemma[i]!;
    if (cues.sameCount!.has(lemma)) count = true;
    else if (cues.tollVerbs!.has(lemma)) verb = true;
    else if (i < token && tokens.Norm[i] === ";") break;
    if (verb && count) return same;
  }
  return null;
}

/** "killed eight villagers and abducted a dozen more": another was done to these. */
function otherDeed(view: View, verb: number, kind: FigureKind): boolean {
  return verb >= 0 && view.verb(verb) && harmOf(view, verb) !== kind && view.tokens.Upos[verb] !== AUX;
}

/** "organisers spoke of 9,000", "the government recognises 200", "3,000 according to the union": another's count of the same. */
function estimate(view: View, first: number, after: number): boolean {
  const { tokens, cues } = view;
  if (tokens.Norm[after] === "according" && tokens.Norm[after + 1] === "to") return true;
  const next = tokens.Norm[after];
  if (next !== undefined && !ENDS.has(next)) return false;
  const of = tokens.Norm[first - 1] === "of" || tokens.Norm[first - 1] === "to";
  const verb = of ? first - 2 : first - 1;
  if (of && cues.sameCount!.has(tokens.Lemma[verb] ?? "")) return true;
  if (
    verb < 1 ||
    !cues.counting!.has(tokens.Lemma[verb]!) ||
    tokens.Sentence[verb] !== tokens.Sentence[first]
  )
    return false;
  return view.noun(verb - 1) && (view.classOf(verb - 1) !== null || view.nameAt(verb - 1) !== null);
}
const ENDS = new Set([".", ",", ";", "and", "but", "while", ")", "people"]);

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
  const [start, end] = [tokenAt(view, quantity.start), tokenAt(view, quantity.end - 1)];
  if (view.tokens.Norm[start - 1] === "whom" && view.tokens.Norm[start - 2] === "of") return true;
  // "fired back, killing several of them": the object of another deed is no part of those before.
  // "Some 300 walked out, and 40 of them blocked the gate": so many did something else.
  if (ofThem(view, end)) return !(start > 0 && (view.verb(start - 1) || otherAct(view, start, end, last)));
  // "40,000 people, among them 3,000 teachers", "700 people, including 200 students"
  const among =
    view.cues.including!.has(view.tokens.Norm[start - 1] ?? "") ||
    (view.tokens.Norm[start - 1] === "them" && view.tokens.Norm[start - 2] === "among");
  const whole = (last.figure.high ?? last.figure.low ?? 0) > (quantity.high ?? quantity.low ?? 0);
  // "20 were shot dead, including three on Monday": those of a day are a count of its own.
  if (whole && among && (kind === "crowd_size" || !dayBehind(view, end))) return true;
  // "54 people, 12 women among them"
  const noun = quantity.noun >= 0 ? quantity.noun : end;
  if (whole && view.tokens.Norm[noun + 1] === "among" && view.tokens.Norm[noun + 2] === "them") return true;
  // "four people, one with burns, three with cuts, were treated"
  const next = view.tokens.Norm[end + 1] ?? "";
  // "17 were hurt, three critically"
  const badly = view.cues.howBadly!.has(next) && CLOSES.has(view.tokens.Norm[end + 2] ?? ".");
  return whole && quantity.noun < 0 && (next === "with" || badly);
}
const CLOSES = new Set([",", ".", ";", ")", "and"]);

/** "and 40 of them blocked the gate", after a crowd of another deed: a count of those who did this. */
function otherAct(view: View, start: number, end: number, last: CountedFigure): boolean {
  if (last.figure.kind !== "crowd_size" || view.tokens.Norm[start - 1] !== "and") return false;
  const verb = end + 3;
  return view.verb(verb) && verb > last.by && takesPart(view, verb);
}

/** A day that is named right behind those counted. */
function dayBehind({ tokens, analysis }: View, end: number): boolean {
  const [from, to] = [tokens.End[end]!, tokens.End[Math.min(tokens.length - 1, end + DAY_REACH)]!];
  return analysis.times.some(({ start, precision }) => start >= from && start < to && precision === "D");
}
const DAY_REACH = 5;

/** "Teachers, nurses and several others": so many of a list that has no number. */
function andOthers(view: View, quantity: Quantity, token: number): boolean {
  const { tokens } = view;
  if (!quantity.vague || (quantity.low ?? 0) > 3) return false;
  if (tokens.Norm[tokenAt(view, quantity.start) - 1] !== "and") return false;
  return tokens.Norm[token] === "others" || tokens.Norm[token + 1] === "others";
}

/** "the two others", "the other two": the rest of those told of before. */
function theRest(view: View, kind: FigureKind, quantity: Quantity, found: readonly CountedFigure[]): boolean {
  const { Norm } = view.tokens;
  const [start, end] = [tokenAt(view, quantity.start), tokenAt(view, quantity.end - 1)];
  const other = (i: number) => Norm[i] === "other" || Norm[i] === "others";
  const rest =
    (Norm[start - 1] === "the" && other(end + 1)) || (other(start - 1) && Norm[start - 2] === "the");
  const inside = other(end) && (Norm[start] === "the" || Norm[start - 1] === "the");
  return (rest || inside) && found.some(({ figure }) => figure.kind === kind);
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

const THESE = new Set(["these", "those"]);

function noteKind(view: View, counted: CountedFigure, code: ReasonCode, source: number): void {
  const { kind, quote, low, high, hedge } = counted.figure;
  const bounds = { low: low ?? "none", high: high ?? "none", hedge: hedge ?? "none" };
  view.why?.note(counted, code, quote, { figure: kind, ...bounds }, [wordsAt(view, counted.by)]);
  if (source >= 0) view.why?.note(counted, "figure.source", quote, { figure: kind }, [wordsAt(view, source)]);
}

/** "one of four women wounded has died": of the four some are dead. */
function oneOfThem(
  view: View,
  kind: FigureKind,
  quantity: Quantity,
  found: readonly CountedFigure[],
): boolean {
  const last = found[found.length - 1];
  const first = tokenAt(view, quantity.start);
  return (
    kind === "injured" &&
    last?.figure.kind === "deaths" &&
    view.tokens.Norm[first - 1] === "of" &&
    tokenAt(view, last.quantity.end - 1) === first - 2
  );
}

/** "The number of those arrested has passed 3,000" */
function gonePast(view: View, quantity: Quantity, by: number): boolean {
  const verb = tokenAt(view, quantity.start) - 1;
  return quantity.hedge === null && by < verb && view.tokens.Lemma[verb] === "pass";
}

/** "One person died and three were shot": the three are others. */
function besideDead(view: View, first: number): boolean {
  const { Norm, Lemma, Sentence } = view.tokens;
  if (Norm[first - 1] !== "and" && Norm[first - 1] !== "while") return false;
  for (let i = first - 2; i > first - DEAD_REACH && i >= 0 && Sentence[i] === Sentence[first]; i--) {
    if (Norm[i] === "of" && Norm[i + 1] === "them") return false;
    if (harmOf(view, i) === "deaths" && !OPEN.has(Lemma[i]!) && Norm[i] !== "shot") return true;
  }
  return false;
}
const DEAD_REACH = 12;

/** The bound of "many" and "numerous", which no count stands behind. */
const MANY = 3;

/** Every figure about people and counts in the report, in reading order. */
export function countedFigures(view: View, acts: Acts, voices: Voices): CountedFigure[] {
  const { tokens, analysis, cues } = view;
  const out: CountedFigure[] = [];
  for (const [n, quantity] of analysis.numbers.entries()) {
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
    // "would treat these two differently": those told of before.
    if (quantity.noun < 0 && THESE.has(tokens.Norm[tokenAt(view, quantity.start) - 1] ?? "")) {
      no("figure.points_back");
      continue;
    }
    const own = kindOf(view, quantity, token, acts);
    const meant = supposed(view, tokenAt(view, quantity.start));
    const read = own ?? (meant ? null : sameAsBefore(view, quantity, token, out));
    const open = read !== null && shotOnly(view, read.kind, read.by);
    const found = open ? { ...read, kind: "injured" as const } : read;
    if (!found) {
      no("figure.nothing");
      continue;
    }
    if (partOfLast(view, found.kind, quantity, sentence, out) || theRest(view, found.kind, quantity, out)) {
      no("figure.part", found.by);
      continue;
    }
    if (found.kind === "event_count" && quantity.high !== null && quantity.high < 2) {
      no("figure.one_event", found.by);
      continue;
    }
    // How many "many students" are nobody knows.
    if (quantity.vague && quantity.high === null && quantity.low === MANY) {
      no("figure.few", found.by);
      continue;
    }
    // C1: fewer than three people are no crowd.
    if (
      found.kind === "crowd_size" &&
      ((quantity.high !== null && quantity.high < 3) ||
        (quantity.low !== null && quantity.low < 3 && quantity.high === null) ||
        andOthers(view, quantity, token))
    ) {
      no("figure.few", found.by);
      continue;
    }
    // "300 of the 367 people": the noun stands behind another number.
    const next = analysis.numbers[n + 1];
    const past = next !== undefined && quantity.noun >= 0 && next.start < tokens.Start[quantity.noun]!;
    const last =
      quantity.noun >= 0 && !past ? Math.max(quantity.end, tokens.End[quantity.noun]!) : quantity.end;
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
        high: gonePast(view, quantity, found.by) ? null : quantity.high,
        point: quantity.vague ? null : quantity.value,
        hedge: quantity.hedge ?? looseWord(view.analysis.text, quantity, view.cues.loose!),
        stock: false,
        group: quantity.noun >= 0 ? tokens.Form[quantity.noun]! : null,
        said_by: saidBy,
        quote,
      },
      token: quantity.noun >= 0 ? quantity.noun : token,
      by: found.by,
      sentence,
      quantity,
      // "one is dead and four others were shot": none of the four is the dead.
      ...(oneOfThem(view, found.kind, quantity, out) ||
      (open &&
        tokens.Lemma[found.by] !== "injury" &&
        !quantity.additive &&
        !besideDead(view, tokenAt(view, quantity.start)) &&
        // "two were shot and wounded": none of them died.
        !(tokens.Norm[found.by + 1] === "and" && harmOf(view, found.by + 2) === "injured") &&
        !cues.another!.has(tokens.Norm[token + 1] ?? ""))
        ? { open: true as const }
        : {}),
    };
    const whole = out[out.length - 1];
    // "Three were wounded, one of whom died": two of them live.
    if (whole && found.kind === "deaths" && whole.figure.kind === "injured" && whole.sentence === sentence)
      if (ofThem(view, tokenAt(view, quantity.end - 1)) || tokens.Norm[token + 1] === "fatally")
        out[out.length - 1] = { ...whole, open: true };
    out.push(counted);
    if (view.why) noteKind(view, counted, own ? "figure.kind" : "figure.as_before", source);
  }
  return summed(view, out);
}
