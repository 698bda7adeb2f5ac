/** Reads the heart of a quantity, without hedge or unit: a numeral, a vague word, a share, an ordinal, nothing at all. */

import { phraseAt } from "./hedges.js";
import { FIGURE, glued, isPart, type Lexemes, normNear, WORD } from "./lexemes.js";
import { isPlural } from "./noun.js";
import { type Numeral, numeralAt, pastHyphen, times } from "./value.js";
import type { NumberWords } from "./words.js";

export type CoreKind = "numeral" | "vague" | "share" | "ordinal" | "none";
/** Lexemes `[first, next)` and what they state. `value` null: they state no point. */
export type Core = {
  readonly kind: CoreKind;
  readonly first: number;
  readonly next: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly value: number | null;
  readonly step: number;
  readonly scale: number;
  readonly digits: boolean;
  /** A glued letter that may be a scale ("5m"); see `Numeral`. */
  readonly suffix: number;
};

const MOST_BETWEEN = 4;

/** The core that begins at lexeme `i`, or null. */
export function coreAt(L: Lexemes, i: number, words: NumberWords): Core | null {
  if (L.Kind[i] === FIGURE) return ordinalAt(L, i, words) ?? shareAt(L, i, words) ?? numeralCore(L, i, words);
  if (!words.openers.has(L.Norm[i]!)) return null;
  return (
    noneAt(L, i, words) ??
    vagueAt(L, i, words) ??
    pluralAt(L, i, words) ??
    fixedAt(L, i, words) ??
    ordinalAt(L, i, words) ??
    shareAt(L, i, words) ??
    numeralCore(L, i, words)
  );
}

function core(kind: CoreKind, first: number, next: number, low: number | null, high: number | null): Core {
  const value = low === high ? low : null;
  return { kind, first, next, low, high, value, step: 1, scale: 1, digits: false, suffix: 1 };
}

function ofNumeral(first: number, n: Numeral): Core {
  return { ...core("numeral", first, n.next, n.value, n.value), ...n, kind: "numeral" };
}

function numeralCore(L: Lexemes, i: number, words: NumberWords): Core | null {
  const numeral = numeralAt(L, i, words);
  if (!numeral) return null;
  if (numeral.next === i + 1 && L.Norm[i] === "one" && !oneCounts(L, i, words)) return null;
  const plain = numeral.digits && numeral.scale === 1 && numeral.step === 1;
  if (plain && pluralEnd(L, i + 1) > i + 1)
    return powerPlural(L, i, words) ?? (L.Norm[i + 1] === "s" ? null : ofNumeral(i, numeral));
  return ofNumeral(i, numeral);
}

/** Lexeme after the "s" or "'s" that makes figures a plural ("1000s", "100's"); `i` where there is none. */
function pluralEnd(L: Lexemes, i: number): number {
  if (!glued(L, i)) return i;
  if (/^['’]?s$/.test(L.Norm[i]!)) return i + 1;
  return /^['’]$/.test(L.Norm[i]!) && glued(L, i + 1) && L.Norm[i + 1] === "s" ? i + 2 : i;
}

/** 100 for "100", 1,000 for "1000"; 0 where a figure is no power of ten, or a smaller one than `least`. */
function power(L: Lexemes, i: number, least: number): number {
  const value = L.Kind[i] === FIGURE ? L.Value[i]! : 0;
  return value >= least && 10 ** Math.round(Math.log10(value)) === value ? value : 0;
}

/**
 * "1000s", "100's", "10s of thousands", "100s of 1000s": the vague plural of a power of ten. Other figures with an s are
 * decades or names.
 */
function powerPlural(L: Lexemes, i: number, words: NumberWords): Core | null {
  const end = pluralEnd(L, i + 1);
  const of = words.set.plural_of.has(normNear(L, end, i));
  const word = of ? words.plurals[normNear(L, end + 1, i)]?.base : undefined;
  const second = of && !word ? pluralEnd(L, end + 2) : end + 2;
  const base = word ?? (second > end + 2 ? power(L, end + 1, 100) : 0);
  const value = power(L, i, base > 0 ? 10 : 100);
  if (value === 0) return null;
  const each = base > 0 ? value * base : value;
  return core("vague", i, base > 0 ? second : end, 2 * each, 10 * each - 1);
}

/** "one" counts where a noun or a verb of harm stands beside it; elsewhere it is a pronoun. */
function oneCounts(L: Lexemes, i: number, words: NumberWords): boolean {
  const back = normNear(L, i - 1, i);
  const next = normNear(L, i + 1, i);
  // "one of the guards", "one of them", "one of four women"
  if (words.set.plural_of.has(next) && !words.set.one_of_not_after.has(back)) {
    const whole = normNear(L, i + 2, i);
    return words.set.one_of.has(whole) || L.Kind[i + 2] === FIGURE || (words.ones[whole] ?? 0) > 1;
  }
  if (words.set.negative.has(back)) return true;
  if (words.measures[next]) return true;
  // "a one-day strike", "a one-year-old girl"
  const joined = pastHyphen(L, i + 1);
  if (joined > i + 1 && words.set.one_joined.has(normNear(L, joined, i))) return true;
  const harmed = words.set.one_predicates.has(next) || harmAfter(L, i + 1, words);
  if (words.set.one_verbs_after.has(back) || (harmed && !words.set.one_not_before.has(back))) return true;
  if (glued(L, i) && L.Norm[i - 1] === "-") return false;
  const link = words.set.or.has(next) || words.set.to.has(next);
  if (link && normNear(L, i + 2, i) in words.ones && normNear(L, i + 2, i) !== "one") return true;
  if (words.set.articles.has(back) || words.set.one_not_after.has(back)) return false;
  return (
    L.Kind[i + 1] === WORD &&
    next !== "" &&
    !words.set.one_not_before.has(next) &&
    !words.set.noun_stops.has(next)
  );
}

/** "one was killed", "one has died". */
function harmAfter(L: Lexemes, at: number, words: NumberWords): boolean {
  let i = at;
  while (words.set.auxiliaries.has(normNear(L, i, at))) i++;
  return i > at && words.set.one_predicates.has(normNear(L, i, at));
}

/** "no one was hurt", "no casualties". */
function noneAt(L: Lexemes, i: number, words: NumberWords): Core | null {
  const pronoun = phraseAt(L, i, i, words.nonePronouns[L.Norm[i]!]);
  if (pronoun) {
    let at = i + pronoun.words.length;
    for (let step = 0; step < MOST_BETWEEN && words.set.none_between.has(normNear(L, at, i)); step++) at++;
    if (!words.set.none_predicates.has(normNear(L, at, i))) return null;
    return core("none", i, i + pronoun.words.length, 0, 0);
  }
  const determiner = phraseAt(L, i, i, words.noneDeterminers[L.Norm[i]!]);
  if (!determiner) return null;
  const next = i + determiner.words.length;
  let at = next;
  for (let step = 0; step < MOST_BETWEEN && words.set.none_between.has(normNear(L, at, i)); step++) at++;
  return words.set.none_nouns.has(normNear(L, at, i)) ? core("none", i, next, 0, 0) : null;
}

/** "several", "a few", "several dozen", "a couple of hundred", "several hundred thousands", "several 1000s". */
function vagueAt(L: Lexemes, i: number, words: NumberWords): Core | null {
  const phrase = phraseAt(L, i, i, words.vague[L.Norm[i]!]);
  if (!phrase || phrase.is.notAfter.includes(normNear(L, i - 1, i))) return null;
  let next = i + phrase.words.length;
  if (phrase.is.needsOf && !words.set.plural_of.has(normNear(L, next, i))) return null;
  const of = words.set.plural_of.has(normNear(L, next, i)) ? next + 1 : next;
  const word = normNear(L, of, i);
  const figure = word === "" || phrase.is.bounds[1] === null ? 0 : power(L, of, 100);
  const base = figure > 0 ? (nameOf(figure, words) ?? word) : (words.vagueScalePlurals[word] ?? word);
  const factor = figure || (words.dozens[base] ?? words.multipliers[base] ?? words.scales[base]);
  if (phrase.is.needsBase && !factor) return null;
  let [low, high] = phrase.is.bounds;
  if (factor) {
    const listed = phrase.is.times[base];
    low = listed ? listed[0] : low === null ? null : low * factor;
    high = listed ? listed[1] : high === null ? null : high * factor;
    next = figure > 0 ? pluralEnd(L, of + 1) : of + 1;
    const scale = normNear(L, next, i);
    const second = words.scales[words.vagueScalePlurals[scale] ?? scale];
    if (second && second > factor) {
      low = low === null ? null : low * second;
      high = high === null ? null : high * second;
      next++;
    }
  }
  return core("vague", i, next, low, high);
}

/** The word for a figure: "hundred" for 100. */
const nameOf = (figure: number, words: NumberWords): string | undefined =>
  [words.multipliers, words.scales].flatMap((by) => Object.keys(by).filter((word) => by[word] === figure))[0];

/** "dozens", "tens of thousands", "hundreds and hundreds", "dozens or even hundreds", "hundreds, if not thousands". */
function pluralAt(L: Lexemes, i: number, words: NumberWords): Core | null {
  const one = onePlural(L, i, words);
  if (!one) return null;
  let { low, high, next } = one;
  for (let ahead = 1; ahead <= 4; ahead++) {
    const word = normNear(L, next + ahead, i);
    if (!words.plurals[word]) continue;
    const link = normNear(L, next, i);
    const links =
      words.set.or.has(link) ||
      words.set.to.has(link) ||
      words.set.join.has(link) ||
      link === "upon" ||
      link === "-";
    const ifNot =
      ahead >= 2 && normNear(L, next + ahead - 2, i) === "if" && normNear(L, next + ahead - 1, i) === "not";
    const stretch = link === "," && words.set.plural_stretch.has(normNear(L, next + ahead - 1, i));
    const second = links || ifNot || stretch ? onePlural(L, next + ahead, words) : null;
    if (second && (second.low >= low || words.set.join.has(link))) {
      low = Math.min(low, second.low);
      high = high === null || second.high === null ? null : Math.max(high, second.high);
      next = second.next;
    }
    break;
  }
  return core("vague", i, next, low, high);
}

function onePlural(
  L: Lexemes,
  i: number,
  words: NumberWords,
): { low: number; high: number | null; next: number } | null {
  const word = L.Norm[i]!;
  const plural = words.plurals[word];
  if (!plural) return null;
  const inThe = words.set.plural_the_after.has(normNear(L, i - 2, i));
  const of = words.set.plural_of.has(normNear(L, i + 1, i));
  const ofMany = of && words.set.plural_the_of.has(word);
  if (words.set.plural_not_after.has(normNear(L, i - 1, i)) && !inThe && !ofMany) return null;
  const second = of ? words.plurals[normNear(L, i + 2, i)] : undefined;
  if (second) {
    const high = plural.high === null ? null : (plural.high + 1) * second.base - 1;
    return { low: plural.low * second.base, high, next: i + 3 };
  }
  if (words.set.plural_needs_of.has(word) && !of) {
    const next = normNear(L, i + 1, i);
    // "killing three and injuring scores"
    const harmed = words.set.plural_harming.has(normNear(L, i - 1, i));
    if (word === "tens" || harmed)
      return harmed && word !== "tens" ? { low: plural.low, high: plural.high, next: i + 1 } : null;
    if (!(words.set.auxiliaries.has(next) || words.set.one_predicates.has(next))) return null;
  }
  return { low: plural.low, high: plural.high, next: i + 1 };
}

/** "twin bombings", "a single person", "a pair of". */
function fixedAt(L: Lexemes, i: number, words: NumberWords): Core | null {
  const fixed = words.fixed[L.Norm[i]!];
  if (!fixed) return null;
  if (fixed.notAfter.includes(normNear(L, i - 2, i))) return null;
  if (fixed.after.length > 0 && !fixed.after.includes(normNear(L, i - 1, i))) return null;
  if (fixed.link !== null && normNear(L, i + 1, i) !== fixed.link) return null;
  if (fixed.before.length > 0 && !fixed.before.includes(normNear(L, i + 1, i))) return null;
  return core("numeral", i, i + 1, fixed.value, fixed.value);
}

/** "third", "21st", "twenty-first". */
function ordinalAt(L: Lexemes, i: number, words: NumberWords): Core | null {
  if (L.Kind[i] === FIGURE) {
    const ends = glued(L, i + 1) && words.set.ordinal_suffixes.has(L.Norm[i + 1]!);
    return ends ? core("ordinal", i, i + 2, L.Value[i]!, L.Value[i]!) : null;
  }
  const numeral = words.ordinals[L.Norm[i]!] ? null : numeralAt(L, i, words);
  const at = numeral ? pastHyphen(L, numeral.next) : i;
  const unit = words.ordinals[normNear(L, at, i)];
  if (!unit || (numeral && (numeral.value % 10 !== 0 || unit >= 20))) return null;
  if (words.fractions[L.Norm[at]!] && words.set.articles.has(normNear(L, i - 1, i))) {
    if (words.set.plural_auxiliaries.has(normNear(L, at + 1, i))) return null;
  }
  if (words.fractions[L.Norm[at]!] && words.set.plural_of.has(normNear(L, at + 1, i))) {
    if (numeral || words.set.articles.has(normNear(L, i - 1, i))) return null;
  }
  if (words.set.ordinal_not_before.has(normNear(L, at + 1, i))) return null;
  const value = (numeral?.value ?? 0) + unit;
  return core("ordinal", i, at + 1, value, value);
}

/** "two-thirds of", "a third of", "half of them", "one in three": parts of a hundred. */
function shareAt(L: Lexemes, i: number, words: NumberWords): Core | null {
  const article = words.set.articles.has(L.Norm[i]!);
  // "a quarter of a million"
  if (article && numeralAt(L, i, words)) return null;
  const numeral = article ? null : numeralAt(L, i, words);
  const at = article ? i + 1 : numeral ? pastHyphen(L, numeral.next) : i;
  if (isPart(L, i) && words.set.plural_of.has(normNear(L, i + 1, i))) return share(i, i + 1, L.Value[i]!);
  const part = words.fractions[normNear(L, at, i)];
  const behind = normNear(L, at + 1, i);
  const ofWhole = words.set.plural_of.has(behind) || words.set.np_openers.has(behind);
  const alone = words.set.fraction_alone.has(normNear(L, at, i));
  // "half were women", "a third are", but not "the second half of the year"
  const told = (article || alone) && words.set.plural_auxiliaries.has(behind);
  if (alone && !article && isOrdinalWord(L, i - 1, i, words)) return null;
  if (part && (numeral ? numeral.scale === 1 : told || ((article || alone) && ofWhole))) {
    const plural = isPlural(normNear(L, at, i), words);
    const whole = times(part, numeral?.value ?? 1);
    if (whole <= 1 && (!numeral || plural === numeral.value > 1)) return share(i, at + 1, whole);
  }
  if (!numeral || numeral.digits !== (L.Kind[i] === FIGURE) || numeral.scale !== 1) return null;
  const link = phraseAt(L, numeral.next, i, words.shareOf[normNear(L, numeral.next, i)]);
  if (!link || words.set.one_verbs_after.has(normNear(L, i - 1, i))) return null;
  const whole = numeralAt(L, numeral.next + link.words.length, words);
  if (!whole || L.Sentence[whole.next - 1] !== L.Sentence[i]) return null;
  const said = link.words.length > 1 || numeral.value === 1 || (whole.value === 10 && numeral.value < 10);
  const counted =
    words.durations[normNear(L, whole.next, i)] !== undefined ||
    words.set.months.has(normNear(L, whole.next, i));
  if (!said || counted || whole.value <= numeral.value || whole.value > 1000) return null;
  return share(i, whole.next, numeral.value / whole.value);
}

const isOrdinalWord = (L: Lexemes, at: number, of: number, words: NumberWords): boolean =>
  words.ordinals[normNear(L, at, of)] !== undefined || words.set.half_after.has(normNear(L, at, of));

function share(first: number, next: number, part: number): Core {
  const percent = Math.round(part * 10000) / 100;
  return core("share", first, next, percent, percent);
}
