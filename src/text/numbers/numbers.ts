/** Finds the quantities of a text with the bounds that their words give (figures of people as the gold guide has them). */
import type { NumberKind, Quantity, Sentences, Tokens } from "../analysis.js";
import { type Age, ageOf } from "./ages.js";
import { changeOf } from "./changes.js";
import { type Core, coreAt } from "./cores.js";
import { countsNothing, isDayOfMonth } from "./guards.js";
import { after, type Before, before, bounded, type Hedge, hedgeAfter, hedgeText } from "./hedges.js";
import { FIGURE, glued, type Lexemes, lexemes, normNear, WORD } from "./lexemes.js";
import { type Counted, countedNoun, isPlural, joinedNoun } from "./noun.js";
import { pastResult, type Whole, withRange } from "./ranges.js";
import { currencyBefore, reckoned, type Unit, unitAt } from "./units.js";
import { numeralAt, times } from "./value.js";
import { type Bounds, type NumberWords, numberWords } from "./words.js";

export type NumberOptions = {
  readonly lang?: string;
  /** Stretches in which no quantity is looked for (dates already found), sorted by start; in a DURATION only durations are. */
  readonly exclude?: ReadonlyArray<{ readonly start: number; readonly end: number; readonly type?: string }>;
};

/**
 * Quantities in reading order, none overlapping another. Years, dates, times of day, results and numbers in names
 * are left out; ordinals are in, with their value as both bounds, and ages, as durations in "year of age". A counted noun is found by `Head` and `Upos` where
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
    const q = read?.quantity ?? null;
    // "a quarter of the seats", "a quarter of a million" are no stretch of time
    if (q && (!over || q.kind === "duration" || core.kind === "share" || q.end > over.end)) found.push(q);
    i = Math.max(read?.next ?? core.next, i + 1);
    if (read) floor = i - 1;
  }
  return found;
}

type Read = { readonly quantity: Quantity | null; readonly next: number };

const NONE: Counted = { token: -1, next: -1, lemma: null };

/** Puts a core together with its range, unit, hedges and noun; null where it turns out to count nothing. */
function quantity(L: Lexemes, start: Core, floor: number, tokens: Tokens, words: NumberWords): Read {
  const sum = start.kind === "numeral" ? currencyBefore(L, start.first, words) : null;
  const currency = sum && sum.first > floor ? sum : null;
  const read = withRange(L, start, currency !== null, floor, words);
  if (!read) return { quantity: null, next: pastResult(L, start) };
  const whole = currency ? read : withSmallMoney(L, read, words);
  const { core, unit } = whole;
  const nothing: Read = { quantity: null, next: core.next };
  // "$98 a share", "$5m a year"
  const money = currency && reckoned(L, { unit: currency.unit, next: core.next }, words);
  const behind = after(L, money?.next ?? unit?.next ?? core.next, words);
  const noun = nounOf(L, core, unit, behind.next, currency !== null, tokens, words);
  const time = unit?.kind === "duration" ? unit.unit : (words.durations[noun.lemma ?? ""] ?? null);
  const bare = currency && currency.first < core.first ? currency.first : core.first;
  const minus = bare - 1 > floor ? signBefore(L, bare, unit, words) : 0;
  const ahead = before(L, bare - minus, floor, words, time !== null);
  const trail = trailing(L, noun, words);
  const hedge = strongest([ahead.hedge, behind.hedge, trail]);
  const units = unit !== null || currency !== null;
  const age = units && time === null ? null : ageFor(L, ahead.first, start, core, noun, words);
  if (age) return { quantity: ofAge(L, core, age, ahead, hedge), next: Math.max(age.next, core.next) };
  if (isNothing(L, start, core, noun, hedge, units, words)) return nothing;
  const kind = kindOf(whole, currency !== null, time !== null);
  const factor = factorOf(L, core, unit, kind, noun, words);
  if (factor === null) return nothing;
  const own = ownBounds(core, kind, factor, hedge);
  const most = kind === "percent" && (core.low ?? 0) <= 100 ? 100 : null;
  const [low, high] = signed(bounded(own, hedge?.kind ?? null, most), minus > 0);
  const measured = kind === "percent" || kind === "money" || unit?.kind === "measure";
  const moves = changeOf(L, ahead.first, behind.next, measured, words);
  const additive = ahead.additive || behind.additive || moves !== 0;
  const counts = time === null ? noun : NONE;
  const elided = !units && core.kind !== "ordinal" && core.kind !== "share" && noun.token < 0;
  const people = elided && countsPeople(L, ahead.first, behind.next, words);
  const value = core.value === null ? null : times(core.value, factor);
  const metres = core.suffix > 1 && factor === 1;
  const counted = counts.lemma ?? (people ? PEOPLE : elided ? joinedNoun(L, core.next, tokens, words) : null);
  return {
    next: behind.next,
    quantity: {
      start: L.Start[ahead.first]!,
      end: L.End[behind.next - 1]!,
      low,
      high,
      value: value !== null && minus > 0 ? -value : value,
      hedge: hedge ? hedgeText(L, hedge) : null,
      change: changeSign(hedge, additive, moves),
      additive,
      vague: core.kind === "vague",
      unit: metres ? METRE : (money?.unit ?? time ?? unit?.unit ?? (core.kind === "share" ? "%" : counted)),
      counts: counted,
      noun: counts.token,
      kind,
    },
  };
}

const PEOPLE = "people";
const METRE = "metre";

/** "At least 20 were killed", "three of them died", "wounding 15", "a 20,000-strong crowd": only people are told of so. */
function countsPeople(L: Lexemes, first: number, next: number, words: NumberWords): boolean {
  const last = next - 1;
  if (words.set.people_verbs_before.has(normNear(L, first - 1, last))) return true;
  let at = next;
  if (normNear(L, at, last) === "-") at++;
  if (words.set.strong.has(normNear(L, at, last))) return true;
  if (words.set.plural_of.has(normNear(L, at, last)) && words.set.one_of.has(normNear(L, at + 1, last)))
    at += 2;
  while (
    words.set.auxiliaries.has(normNear(L, at, last)) ||
    words.set.none_between.has(normNear(L, at, last))
  )
    at++;
  return words.set.people_predicates.has(normNear(L, at, last));
}

/** Lexemes of a sign before a number: "minus five degrees", "-5 °C". 0 where it is positive. */
function signBefore(L: Lexemes, first: number, unit: Unit | null, words: NumberWords): number {
  const word = normNear(L, first - 1, first);
  if (words.set.negative.has(word)) return 1;
  const apart = first < 2 || (!glued(L, first - 1) && L.Kind[first - 2] !== FIGURE);
  const dash =
    word === "-" && apart && (glued(L, first) || unit?.unit === "celsius" || unit?.unit === "fahrenheit");
  return dash && (unit?.kind === "percent" || unit?.kind === "measure") ? 1 : 0;
}

const signed = ([low, high]: Bounds, minus: boolean): Bounds =>
  minus ? [high === null ? null : -high, low === null ? null : -low] : [low, high];

/** What the number as written is multiplied by; null where a glued "m" says neither millions nor metres. */
function factorOf(
  L: Lexemes,
  core: Core,
  unit: Unit | null,
  kind: NumberKind,
  noun: Counted,
  words: NumberWords,
): number | null {
  if (unit && unit.scale > 1) return unit.scale;
  if (core.suffix === 1 || kind === "money") return core.suffix;
  if (L.Norm[core.next - 1] === "m" && words.set.metre_words.has(normNear(L, core.next, core.next - 1)))
    return 1;
  return noun.token >= 0 || core.step < 1 ? core.suffix : null;
}

/** "three dollars and fifty cents" is one sum. */
function withSmallMoney(L: Lexemes, whole: Whole, words: NumberWords): Whole {
  const { core, unit } = whole;
  if (unit?.kind !== "money" || core.value === null || whole.range) return whole;
  const joined = words.set.join.has(normNear(L, unit.next, core.first));
  const small = numeralAt(L, joined ? unit.next + 1 : unit.next, words);
  if (!small || small.value >= 100 || L.Sentence[small.next - 1] !== L.Sentence[core.first]) return whole;
  const parts = unitAt(L, small.next, words);
  const named = parts?.kind === "money" && words.set.hundredths.has(parts.unit);
  // "15 dollars 50."
  const bare = small.value >= 10 && small.scale === 1 && L.Kind[small.next] !== WORD && !parts;
  if (!named && !bare) return whole;
  const value = core.value + small.value / 100;
  return {
    ...whole,
    core: { ...core, value, low: value, high: value, step: 0.01 },
    unit: { ...unit, next: named ? parts.next : small.next },
  };
}

function ageFor(
  L: Lexemes,
  first: number,
  start: Core,
  core: Core,
  noun: Counted,
  words: NumberWords,
): Age | null {
  if (core.kind !== "numeral" || start.value === null) return null;
  const { next } = core;
  return ageOf(
    L,
    {
      first,
      next,
      value: start.value,
      digits: start.digits,
      counted: noun.token >= 0,
      range: next > start.next,
    },
    words,
  );
}

/** An age, as a stretch of time that is counted in "year of age". */
function ofAge(L: Lexemes, core: Core, age: Age, ahead: Before, hedge: Hedge | null): Quantity {
  const [low, high] = bounded([core.low, core.high], hedge?.kind ?? null, null);
  return {
    start: L.Start[ahead.first]!,
    end: L.End[age.next - 1]!,
    low,
    high,
    value: core.value,
    hedge: hedge ? hedgeText(L, hedge) : null,
    change: changeSign(hedge, false, 0),
    additive: false,
    vague: false,
    unit: `${age.unit} of age`,
    counts: null,
    noun: -1,
    kind: "duration",
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
  // "bringing to 67 the number of": what an article opens is not counted, but of a share it is ("half the seats").
  if (core.kind !== "share" && !unit && words.set.np_openers.has(normNear(L, next, next - 1))) return NONE;
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
    range: core.next > start.next,
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
  if (opens || shouted || !upper(core.first)) return false;
  // "Tropical Storm Three formed"
  const named = core.kind === "numeral" && upper(core.first - 1) && L.Kind[core.first - 1] === WORD;
  return named || (upper(core.next) && L.Norm[core.first - 1] !== '"');
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
  if (moves !== 0) return moves < 0 ? "-" : "+";
  if (hedge?.kind === "gt") return ">";
  if (hedge?.kind === "lt") return "<";
  if (hedge?.kind === "near") return "~";
  return additive ? "+" : "=";
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
