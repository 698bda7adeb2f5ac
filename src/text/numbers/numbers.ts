/** Finds the quantities of a text with the bounds that their words give (figures of people as the gold guide has them). */
import type { NumberKind, Quantity, Sentences, Tokens } from "../analysis.js";
import { type Core, coreAt } from "./cores.js";
import { countsNothing, isDayOfMonth } from "./guards.js";
import { after, before, bounded, type Hedge, hedgeAfter, hedgeText } from "./hedges.js";
import { FIGURE, type Lexemes, lexemes, normNear, WORD } from "./lexemes.js";
import { type Counted, countedNoun, isPlural } from "./noun.js";
import { pastResult, type Whole, withRange } from "./ranges.js";
import { currencyBefore, type Unit } from "./units.js";
import { times } from "./value.js";
import { type Bounds, type NumberWords, numberWords } from "./words.js";

export type NumberOptions = {
  readonly lang?: string;
  /** Stretches in which no quantity is looked for (dates already found), sorted by start; in a DURATION only durations are. */
  readonly exclude?: ReadonlyArray<{ readonly start: number; readonly end: number; readonly type?: string }>;
};

/**
 * Quantities in reading order, none overlapping another. Years, dates, times of day, ages, results and numbers in names
 * are left out; ordinals are in, with their value as both bounds. A counted noun is found by `Head` and `Upos` where
 * they are filled and by the shape of the words where not. Linear in the length of the text.
 */
export function numbers(
  text: string,
  tokens: Tokens,
  sentences: Sentences,
  options: NumberOptions = {},
): Quantity[] {
  const words = numberWords(options.lang ?? "en");
  const L = lexemes(text, tokens, sentences, words);
  const exclude = options.exclude ?? [];
  const found: Quantity[] = [];
  let skip = 0;
  let floor = -1;
  for (let i = 0; i < L.length; ) {
    const kind = L.Kind[i]!;
    const core = kind === FIGURE || kind === WORD ? coreAt(L, i, words) : null;
    if (!core) {
      const stretch = words.set.duration_plurals.has(L.Norm[i]!) ? stretchAt(L, i, words) : null;
      if (stretch) {
        while (skip < exclude.length && exclude[skip]!.end <= stretch.start) skip++;
        const over = skip < exclude.length && exclude[skip]!.start < stretch.end ? exclude[skip]! : null;
        if (!over || over.type === "DURATION") found.push(stretch);
      }
      i++;
      continue;
    }
    const start = L.Start[core.first]!;
    while (skip < exclude.length && exclude[skip]!.end <= start) skip++;
    const over =
      skip < exclude.length && exclude[skip]!.start < L.End[core.next - 1]! ? exclude[skip]! : null;
    const read = over && over.type !== "DURATION" ? null : quantity(L, core, floor, tokens, words);
    if (read?.quantity && (!over || read.quantity.kind === "duration")) found.push(read.quantity);
    i = Math.max(read?.next ?? core.next, i + 1);
    if (read) floor = i - 1;
  }
  return found;
}

type Read = { readonly quantity: Quantity | null; readonly next: number };

const NONE: Counted = { token: -1, next: -1, lemma: null };

/** Puts a core together with its range, unit, hedges and noun; null where it turns out to count nothing. */
function quantity(L: Lexemes, start: Core, floor: number, tokens: Tokens, words: NumberWords): Read {
  const currency = start.kind === "numeral" ? currencyBefore(L, start.first, words) : null;
  const whole = withRange(L, start, currency !== null, floor, words);
  if (!whole) return { quantity: null, next: pastResult(L, start) };
  const { core, unit } = whole;
  const nothing: Read = { quantity: null, next: core.next };
  const behind = after(L, unit ? unit.next : core.next, words);
  const noun = nounOf(L, core, unit, behind.next, currency !== null, tokens, words);
  const time = unit?.kind === "duration" ? unit.unit : (words.durations[noun.lemma ?? ""] ?? null);
  const first = currency && currency.first < core.first ? currency.first : core.first;
  const ahead = before(L, first, floor, words, time !== null);
  const trail = trailing(L, noun, words);
  const hedge = strongest([ahead.hedge, behind.hedge, trail]);
  const units = unit !== null || currency !== null;
  if (isNothing(L, start, core, noun, hedge, units, words)) return nothing;
  const kind = kindOf(whole, currency !== null, time !== null);
  const factor = core.suffix === 1 || kind === "money" || noun.token >= 0 ? core.suffix : null;
  if (factor === null) return nothing;
  const own = ownBounds(core, kind, factor, hedge);
  const [low, high] = bounded(own, hedge?.kind ?? null, kind === "percent" ? 100 : null);
  const moves = changeBefore(L, ahead.first, words);
  const additive = ahead.additive || behind.additive || moves !== 0;
  const counts = time === null ? noun : NONE;
  return {
    next: behind.next,
    quantity: {
      start: L.Start[ahead.first]!,
      end: L.End[behind.next - 1]!,
      low,
      high,
      value: core.value === null ? null : times(core.value, factor),
      hedge: hedge ? hedgeText(L, hedge) : null,
      change: changeSign(hedge, additive, moves),
      additive,
      vague: core.kind === "vague",
      unit: currency?.unit ?? time ?? unit?.unit ?? (core.kind === "share" ? "%" : counts.lemma),
      counts: counts.lemma,
      noun: counts.token,
      kind,
    },
  };
}

function nounOf(
  L: Lexemes,
  core: Core,
  unit: Unit | null,
  next: number,
  money: boolean,
  tokens: Tokens,
  words: NumberWords,
): Counted {
  if (core.kind === "ordinal" || money) return NONE;
  if (unit && unit.kind !== "percent") return NONE;
  if (unit && !words.set.plural_of.has(normNear(L, next, next - 1))) return NONE;
  return countedNoun(L, next, tokens, words, core.high === 1 && core.low === 1);
}

/** "20 people or more": a hedge behind the noun. */
function trailing(L: Lexemes, noun: Counted, words: NumberWords): Hedge | null {
  if (noun.token < 0) return null;
  const phrase = hedgeAfter(L, noun.next, noun.next - 1, words);
  if (!phrase || phrase.words[0] === "and") return null;
  return { kind: phrase.is, start: noun.next, end: noun.next + phrase.words.length };
}

/** The first hedge that bounds, else the first there is. */
function strongest(hedges: ReadonlyArray<Hedge | null>): Hedge | null {
  const said = hedges.filter((hedge) => hedge !== null);
  return said.find((hedge) => hedge.kind === "gt" || hedge.kind === "lt") ?? said[0] ?? null;
}

function isNothing(
  L: Lexemes,
  start: Core,
  core: Core,
  noun: Counted,
  hedge: Hedge | null,
  units: boolean,
  words: NumberWords,
): boolean {
  if (core.kind === "vague" || core.kind === "none" || core.kind === "share") return false;
  const candidate = {
    first: core.first,
    next: start.next,
    value: start.value ?? 0,
    digits: start.digits,
    scaled: start.scale > 1 || start.suffix > 1 || units,
    hedged: hedge !== null,
    counted: noun.token >= 0 || units,
    plural: units || (noun.token >= 0 && isPlural(L.Norm[noun.next - 1]!, words)),
  };
  if (core.kind === "ordinal") return isDayOfMonth(L, candidate, words) || isNamePart(L, core);
  if (!start.digits && isNamePart(L, core)) return true;
  return countsNothing(L, candidate, words);
}

/** True for "Second World War", "Million Man March": a capital inside the sentence with another behind it. */
function isNamePart(L: Lexemes, core: Core): boolean {
  const upper = (i: number): boolean => {
    const char = i < L.length ? L.text[L.Start[i]!]! : "";
    return char !== char.toLowerCase();
  };
  const opens = core.first === 0 || L.Sentence[core.first - 1] !== L.Sentence[core.first];
  const shouted = core.first > 0 && upper(core.first - 1) && isShouted(L, core.first - 1);
  return !opens && !shouted && upper(core.first) && upper(core.next) && L.Norm[core.first - 1] !== '"';
}

function isShouted(L: Lexemes, i: number): boolean {
  const form = L.text.slice(L.Start[i]!, L.End[i]!);
  return form.length > 1 && form === form.toUpperCase();
}

function kindOf(whole: Whole, money: boolean, duration: boolean): NumberKind {
  if (money || whole.unit?.kind === "money") return "money";
  if (whole.unit?.kind === "percent" || whole.core.kind === "share") return "percent";
  if (duration) return "duration";
  if (whole.core.kind === "ordinal") return "ordinal";
  return whole.range ? "range" : "cardinal";
}

/** Bounds of the bare number. Shares and rounded sums mean half their last digit either way, other numbers themselves. */
function ownBounds(core: Core, kind: NumberKind, factor: number, hedge: Hedge | null): Bounds {
  const low = core.low === null ? null : times(core.low, factor);
  const high = core.high === null ? null : times(core.high, factor);
  if (hedge?.kind === "gt" || hedge?.kind === "lt") return [low, high];
  const rounded = kind === "percent" || (kind === "money" && core.scale * factor > 1);
  if (!rounded || core.kind !== "numeral" || low === null || low !== high) return [low, high];
  const half = times(core.step, factor) / 2;
  const top = kind === "percent" && low <= 100 ? Math.min(100, low + half) : low + half;
  return [Number(Math.max(0, low - half).toPrecision(15)), Number(top.toPrecision(15))];
}

function changeSign(hedge: Hedge | null, additive: boolean, moves: number): string {
  if (moves < 0) return "-";
  if (hedge?.kind === "gt") return ">";
  if (hedge?.kind === "lt") return "<";
  if (hedge?.kind === "near") return "~";
  return additive ? "+" : "=";
}

/** 1 where "rose by" stands before lexeme `first`, -1 for "fell by", else 0. */
function changeBefore(L: Lexemes, first: number, words: NumberWords): number {
  if (!words.set.change_by.has(normNear(L, first - 1, first))) return 0;
  for (let at = first - 2; at > first - 6; at--) {
    const word = normNear(L, at, first);
    if (words.set.rises.has(word)) return 1;
    if (words.set.falls.has(word)) return -1;
  }
  return 0;
}

/** "for months", "weeks of talks", "months-long": a stretch of at least two. */
function stretchAt(L: Lexemes, i: number, words: NumberWords): Quantity | null {
  const next = normNear(L, i + 1, i);
  const led = words.set.duration_plural_after.has(normNear(L, i - 1, i));
  const long = next === "-" && normNear(L, i + 2, i) === "long";
  if (!led && !long && !words.set.duration_plural_before.has(next)) return null;
  return {
    start: L.Start[i]!,
    end: L.End[i]!,
    low: 2,
    high: null,
    value: null,
    hedge: null,
    change: "=",
    additive: false,
    vague: true,
    unit: words.durations[L.Norm[i]!] ?? null,
    counts: null,
    noun: -1,
    kind: "duration",
  };
}
