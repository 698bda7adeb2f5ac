/** Reads the parties of a relation off the text: the whole name or noun phrase at a word, and what a pronoun stands for. */
import { ADJ, ADP, DET, NUM, PRON, PROPN, type View } from "../reading/view.js";

/** A side of a relation: tokens `[first, last)` of its words, and the head of what it stands for (another word for "its"). */
export type Party = { readonly first: number; readonly last: number; readonly head: number };

/** Sentences back in which "its" is looked up. */
const BACK = 2;

/** The tokens of the name that `i` is part of, or null. */
export function nameRange(view: View, i: number): readonly [first: number, last: number] | null {
  const name = view.nameAt(i);
  if (name === null) return null;
  const { Start, End, length } = view.tokens;
  let [first, last] = [i, i + 1];
  while (first > 0 && Start[first - 1]! >= name.start) first--;
  while (last < length && End[last]! <= name.end) last++;
  return [first, last];
}

export function isPerson(view: View, i: number): boolean {
  return i >= 0 && i < view.tokens.length && view.nameAt(i)?.type === "PER";
}

/** A body that can lead, own or be led: an organisation, a state, a group that acts as one. Not a march, not a day. */
export function isBody(view: View, i: number): boolean {
  const type = view.nameAt(i)?.type;
  if (type === "ORG" || type === "LOC") return true;
  if (type === "PER") return false;
  const made = view.classOf(i);
  if (made !== null) return made.collective || !made.person || view.tokens.Upos[i] === PROPN;
  return ownName(view, i) !== null;
}

/** The name or short noun phrase at `i`, without what merely describes a name; null for what names no party. */
export function partyAt(view: View, i: number): Party | null {
  const { Upos, Norm } = view.tokens;
  if (i < 0 || isTime(view, i)) return null;
  if (Upos[i] === PRON && view.nameAt(i) === null) return antecedent(view, i);
  const named =
    nameRange(view, i) ?? nameAfter(view, i) ?? (view.classOf(i) === null ? ownName(view, i) : null);
  if (named !== null)
    return { first: named[0], last: named[1], head: named[0] <= i && i < named[1] ? i : named[0] };
  const [first, last] = view.phrase(i);
  let from = skipDeterminers(view, first, i);
  // "the US-backed junta", "the far-right Unity party": what is said of it is no part of its name.
  for (let k = from; k < i; k++) if (Norm[k] === "-") from = Math.min(k + 2, i);
  for (let k = from; k <= i; k++) {
    if (Upos[k] !== PROPN) continue;
    from = k;
    break;
  }
  return { first: from, last, head: i };
}

/** "which began on Wednesday, the union said": a day is no party. */
function isTime({ tokens, analysis }: View, i: number): boolean {
  const start = tokens.Start[i]!;
  return analysis.times.some((time) => time.start <= start && start < time.end);
}

/** The name right after a common noun that it explains: "the company Petronor", "a firm called Petronor". */
function nameAfter(view: View, i: number): readonly [number, number] | null {
  const { Norm, Sentence, Upos } = view.tokens;
  if (Upos[i] === PROPN) return null;
  const at = ["called", "named"].includes(Norm[i + 1] ?? "") ? i + 2 : i + 1;
  if (Sentence[at] !== Sentence[i] || view.nameAt(at)?.type !== "ORG") return null;
  const range = nameRange(view, at)!;
  return range[0] === at ? range : null;
}

/** The organisation in the words of a noun that names none by itself: "the CGTP bureaucracy". */
function ownName(view: View, i: number): readonly [number, number] | null {
  const named = view.children(i).find((k) => k < i && i - k < 4 && view.nameAt(k)?.type === "ORG");
  return named === undefined ? null : nameRange(view, named);
}

export function skipDeterminers(view: View, first: number, head: number): number {
  const { Upos, Norm } = view.tokens;
  let from = first;
  while (from < head && (Upos[from] === DET || /^(the|an?|[-–—])$/.test(Norm[from]!))) from++;
  return from;
}

/** "Its", "their", "his": the nearest body or person before it, subjects first, at most two sentences back. */
function antecedent(view: View, i: number): Party | null {
  const { tokens, analysis } = view;
  const person = ["he", "she", "his", "her", "him"].includes(tokens.Norm[i]!);
  const fits = (k: number): boolean =>
    // "US-backed": half of an adjective is nobody.
    tokens.Norm[k + 1] !== "-" && (person ? isPerson(view, k) : isBody(view, k) && view.noun(k));
  const sentence = tokens.Sentence[i]!;
  for (let back = 0; back <= BACK && sentence - back >= 0; back++) {
    const from = analysis.sentences.First[sentence - back]!;
    const to = back === 0 ? i : analysis.sentences.Last[sentence - back]!;
    let nearest = -1;
    for (let k = to - 1; k >= from; k--) {
      if (!fits(k) || tokens.Deprel[k] === "compound" || tokens.Deprel[k] === "flat") continue;
      if (back === 0) return partyAt(view, k);
      if (view.is(k, "nsubj")) return partyAt(view, k);
      if (nearest < 0) nearest = k;
    }
    if (nearest >= 0) return partyAt(view, nearest);
  }
  return null;
}

/** The person named right after the words that end before `at`: "… leader Ana Torres", "…, Ana Torres". */
export function personAfter(view: View, at: number, overComma: boolean): Party | null {
  const { Norm, length, Sentence } = view.tokens;
  let from = at;
  if (overComma) {
    if (Norm[from] !== ",") return null;
    from++;
  }
  if (from >= length || at === 0 || Sentence[from] !== Sentence[at - 1] || !isPerson(view, from)) return null;
  const [first, last] = nameRange(view, from)!;
  return first === from ? { first, last, head: from } : null;
}

/** The person whose name ends right before a comma, or an opening bracket, before `at`: "Ana Torres, …". */
export function personBefore(view: View, at: number): Party | null {
  const { Norm, Sentence, Upos } = view.tokens;
  let last = at - 1;
  if (last < 0) return null;
  if (Norm[last] === "," || Norm[last] === "(") last--;
  else if (Upos[at] !== DET) return null;
  if (last < 0) return null;
  if (Sentence[last] !== Sentence[at] || !isPerson(view, last)) return null;
  const [first, end] = nameRange(view, last)!;
  return { first, last: end, head: last };
}

/** First token of the noun phrase whose noun is at `i`, by the words alone: what can stand before a noun within a phrase. */
export function phraseStart(view: View, i: number): number {
  const { Upos, Norm, Sentence } = view.tokens;
  let from = i;
  while (from > 0 && Sentence[from - 1] === Sentence[i]) {
    const before = from - 1;
    const inside =
      Upos[before] === DET ||
      Upos[before] === ADJ ||
      Upos[before] === NUM ||
      view.noun(before) ||
      (Upos[before] === PRON && view.is(before, "nmod:poss")) ||
      ["'s", "’s", "'", "’", "-"].includes(Norm[before]!) ||
      (Norm[before] === "and" && from - 2 >= 0 && Upos[from - 2] === ADJ && view.noun(from));
    if (!inside || isPerson(view, before)) break;
    from = before;
  }
  // "Keiko's father": the owner is part of the phrase.
  if (/^['’]s?$/.test(Norm[from]!) && isPerson(view, from - 1)) return nameRange(view, from - 1)![0];
  return from;
}

/** The noun that a preposition right after `at` leads to, or -1: "of the union" after "leader". */
export function nounAfter(view: View, at: number, prepositions: readonly string[]): number {
  const { Norm, Upos, Sentence, Head, Deprel, length } = view.tokens;
  if (at >= length || Upos[at] !== ADP || !prepositions.includes(Norm[at]!)) return -1;
  // The arc of the preposition, where it is near; else the last of the nouns that follow.
  const arc = Deprel[at] === "case" ? Head[at]! : -1;
  if (arc > at && arc - at < 10 && Sentence[arc] === Sentence[at]) return arc;
  return -1;
}
