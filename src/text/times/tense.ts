/** Whether the words around a time say that it lies before or after the day of publication. */
import { UPOS } from "../analysis.js";
import type { TimeTokens } from "./atoms.js";
import type { Grammar } from "./grammar.js";

export type Tense = "past" | "future" | "present";

/** A tense, and whether the verb that tells it stands near. */
export type Reading = { readonly tense: Tense | null; readonly sure: boolean };

const REACH_LEFT = 40;
const REACH_RIGHT = 15;
const NEAR = 8;
const TERM_REACH = 5;
const VERB = UPOS.indexOf("VERB");
const AUX = UPOS.indexOf("AUX");

const LISTS = [
  "future",
  "future_pairs",
  "near_pairs",
  "future_nouns",
  "bare_be",
  "past",
  "not_past",
  "present",
  "clause_start",
  "telling",
  "beginning",
  "on",
  "of",
  "infinitive",
  "not_infinitive",
  "pluperfect",
  "possessive",
  "ahead",
  "be_to",
  "past_suffix",
  "granting",
  "timetable",
  "until",
  "was_able",
  "perceived",
] as const;

/** The word lists that tense is read from, looked up once for a text. */
export type TenseCues = Readonly<Record<(typeof LISTS)[number], ReadonlySet<string>>>;

export const tenseCues = (grammar: Grammar): TenseCues =>
  Object.fromEntries(LISTS.map((name) => [name, grammar.cues(name)])) as TenseCues;

const UNKNOWN: Reading = { tense: null, sure: false };

/** Reads the tense around times of one sentence, the tokens `[first, last)`. */
export function tenseReader(tokens: TimeTokens, cues: TenseCues, first: number, last: number) {
  const norm = (i: number): string => (i >= first && i < last ? tokens.Norm[i]! : "");

  /**
   * Tense of the clause that holds the time in the tokens `[a, b)`: that of the nearest verb to the left, or to the
   * right where the time opens its clause or owns what follows ("Friday's march"). Null where no word tells.
   */
  return (a: number, b: number): Reading => {
    let left = a - 1;
    if (cues.future_nouns.has(norm(b)) || cues.future_nouns.has(norm(b + 1)) || isAhead(left)) {
      return { tense: "future", sure: true };
    }
    while (left >= first && cues.on.has(norm(left)) && norm(left) !== ",") left--;
    if (cues.possessive.has(norm(b))) {
      if (cues.ahead.has(norm(a - 1)) && !cues.on.has(norm(a - 1))) return scanRight(b, "future") ?? UNKNOWN;
      const before = scanLeft(left, a);
      return before?.tense === "past" ? before : (scanRight(b) ?? UNKNOWN);
    }
    const opens = left < first || cues.clause_start.has(norm(left));
    if (opens) return scanRight(b) ?? scanLeft(left, a) ?? UNKNOWN;
    const found = scanLeft(left, a) ?? scanRight(b) ?? UNKNOWN;
    // "the strike called for Monday went ahead": the plan may lie behind us.
    const over = found.tense === "future" && tenseOf(b) === "past";
    return over ? { tense: "future", sure: false } : found;
  };

  function isAhead(left: number): boolean {
    for (let i = left; i > left - 5; i--) if (cues.near_pairs.has(`${norm(i - 1)} ${norm(i)}`)) return true;
    return false;
  }

  function scanLeft(from: number, time: number): Reading | null {
    let infinitive = false;
    for (let i = from; i >= first && from - i < REACH_LEFT; i--) {
      const tense = tenseOf(i);
      // "gave them until Tuesday"
      if (tense && cues.granting.has(norm(i)) && isTerm(i, time)) return { tense: "future", sure: true };
      if (tense) return { tense, sure: from - i < NEAR };
      const verb = i + 1 < time && !cues.not_infinitive.has(norm(i + 1)) && isSmall(tokens.Form[i + 1]!);
      if (verb && cues.infinitive.has(norm(i))) infinitive = true;
    }
    return infinitive ? { tense: "future", sure: false } : null;
  }

  /** Whether an "until" stands between a verb and a time, close to the time: "until midnight on Sunday". */
  function isTerm(verb: number, time: number): boolean {
    for (let i = time - 1; i > verb && i >= time - TERM_REACH; i--) if (cues.until.has(norm(i))) return true;
    return false;
  }

  function scanRight(from: number, only?: Tense): Reading | null {
    for (let i = from; i < last && i - from < REACH_RIGHT; i++) {
      // "On Monday the government threatened to march": the day is that of the threat.
      const tense = isPair(i) && isFinitePast(i) ? "past" : tenseOf(i);
      if (tense) return only && tense !== only ? null : { tense, sure: i - from < NEAR };
    }
    return null;
  }

  function isPair(i: number): boolean {
    return cues.future_pairs.has(`${norm(i)} ${norm(i + 1)}`);
  }

  function isFinitePast(i: number): boolean {
    const feats = tokens.Feats?.[i] ?? "";
    return tokens.Upos?.[i] === VERB && feats.includes("Tense=Past") && feats.includes("VerbForm=Fin");
  }

  function tenseOf(i: number): Tense | null {
    const word = norm(i);
    const next = norm(i + 1);
    if (cues.was_able.has(word) && cues.bare_be.has(next) && cues.perceived.has(norm(i + 2))) return "past";
    // "LIMA, May 9 (Agency) - …": a month is no "may".
    const month = !isSmall(tokens.Form[i] ?? word) && (/^\d/.test(next) || /^\d/.test(norm(i - 1)));
    if (!month && (cues.future.has(word) || isPair(i))) {
      const had = cues.pluperfect;
      return had.has(norm(i - 1)) || had.has(norm(i - 2)) ? "past" : "future";
    }
    const upos = tokens.Upos?.[i] ?? 0;
    if (upos !== 0 && upos !== VERB && upos !== AUX) return null;
    const feats = tokens.Feats?.[i] ?? "";
    if (cues.bare_be.has(word) && cues.infinitive.has(norm(i - 1)) && isBare(i - 2)) return "future";
    if (cues.past.has(word) || isPastForm(word) || feats.includes("Tense=Past")) {
      if (cues.be_to.has(norm(i - 1))) return "present";
      return cues.bare_be.has(norm(i - 1)) ? null : "past";
    }
    const present = feats.includes("Tense=Pres") && !feats.includes("VerbForm=Part");
    if (present && upos === VERB && cues.timetable.has(word)) return "future";
    return present || cues.present.has(word) ? presentAt(word, next) : null;
  }

  /** "guidelines to be published" looks forward, "was to be published" and "said to be hurt" do not. */
  function isBare(i: number): boolean {
    const feats = tokens.Feats?.[i] ?? "";
    return !cues.past.has(norm(i)) && !isPastForm(norm(i)) && !feats.includes("Tense=Past");
  }

  /** "is to march" looks forward; any other present is the present. */
  function presentAt(word: string, next: string): Tense {
    return cues.infinitive.has(next) && cues.be_to.has(word) ? "future" : "present";
  }

  function isPastForm(word: string): boolean {
    if (word.length < 4 || cues.not_past.has(word)) return false;
    for (const suffix of cues.past_suffix) if (word.endsWith(suffix)) return true;
    return false;
  }
}

const isSmall = (form: string): boolean => {
  const code = form.charCodeAt(0);
  return code >= 97 && code <= 122;
};
