/** Where the event of a predicate took place, of all the places that its sentence names; often the sentence names none. */
import type { Analysis, Stretch, Tokens } from "../analysis.js";
import { UPOS } from "../analysis.js";
import { kindOf, type Named, type Whereabouts, whereabouts } from "./whereabouts.js";
import { type PlaceWords, placeWords } from "./words.js";

const VERB = UPOS.indexOf("VERB");

/** Tokens `[first, last)` that name an event, and the one of them that heads the others. */
export type Predicate = { readonly first: number; readonly last: number; readonly head: number };

/** What gives the places of any event of one text: where the words name them, `[start, end)`. Those without a name are left out. */
export function siteFinder({
  tokens,
  names,
  places,
  lang,
}: Pick<Analysis, "tokens" | "names" | "places" | "lang">): (predicate: Predicate) => Stretch[] {
  const words = placeWords(lang);
  const all = whereabouts(tokens, words, names, places).filter(({ named }) => !named.nameless);
  return (predicate) =>
    eventSites(tokens, words, all, predicate).map(({ named }) => [named.start, named.end] as const);
}

/** Least worth of a place for it to be where an event was. */
const ENOUGH = -1.5;
/** Steps of a path through the parse that are followed. */
const FAR = 40;

/**
 * The places where the event of a predicate took place, in text order: one, several that are named together, or none.
 * `all`: the whereabouts of its text. A place counts by how it hangs on the predicate, by its preposition, and the more
 * the narrower it is. Linear in the length of the sentence. Tried on the sentences of Halterman, "Geolocating Political
 * Events in Text" (2019).
 */
export function eventSites(
  tokens: Tokens,
  words: PlaceWords,
  all: readonly Whereabouts[],
  predicate: Predicate,
): Whereabouts[] {
  const sentence = tokens.Sentence[predicate.head]!;
  const above = upward(tokens, headOf(tokens, predicate.head));
  const own: Whereabouts[] = [];
  const worths: number[] = [];
  let best = -1;
  for (let i = firstIn(tokens, all, sentence); i < all.length; i++) {
    if (tokens.Sentence[all[i]!.named.head] !== sentence) break;
    const worth = expressionWorth(tokens, words, all[i]!, predicate, above);
    if (worth >= ENOUGH && (best < 0 || worth > worths[best]!)) best = own.length;
    own.push(all[i]!);
    worths.push(worth);
  }
  if (best < 0) return [];
  const group = groupOf(tokens, own[best]!.named.head);
  const [from, to] = rowAround(tokens, own, best);
  return own.filter(({ named }, k) => {
    const together = (from <= k && k <= to) || groupOf(tokens, named.head) === group;
    return k === best || (worths[k]! > worths[best]! - 3 && together);
  });
}

const LIST_MARK = /^(?:,|and|or|the|&|-|")$/;

/** Index of the first whereabouts in or after a sentence. */
function firstIn(tokens: Tokens, all: readonly Whereabouts[], sentence: number): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens.Sentence[all[middle]!.named.head]! < sentence) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The worth of an expression: that of the name in it that hangs best, less for what is wide. */
function expressionWorth(
  tokens: Tokens,
  words: PlaceWords,
  { named, all }: Whereabouts,
  predicate: Predicate,
  above: readonly number[],
): number {
  let best = -9;
  for (const one of all) best = Math.max(best, worthOf(tokens, words, one, predicate, above));
  const narrow = NARROW[named.place?.precision ?? "G9"]!;
  // "in northern Peru"
  const part = named.first > 0 && words.directions.has(tokens.Norm[named.first - 1]!);
  return best + (part ? Math.max(-1, narrow) : narrow);
}

/** "were" of "were killed" and "is" of "is quiet" have their places from the word that they go with. */
function headOf(tokens: Tokens, i: number): number {
  return /^(?:aux|cop)/.test(tokens.Deprel[i]!) && tokens.Head[i]! >= 0 ? tokens.Head[i]! : i;
}

/** A token and all above it, up to the root. */
function upward(tokens: Tokens, i: number): number[] {
  const path: number[] = [];
  for (let k = i; k >= 0 && path.length < FAR; k = tokens.Head[k]!) path.push(k);
  return path;
}

/** First and last of the places in a row with one of them, nothing but list marks between. */
function rowAround(tokens: Tokens, own: readonly Whereabouts[], at: number): [number, number] {
  const joined = (a: Whereabouts, b: Whereabouts): boolean => {
    const end = a.all[a.all.length - 1]!.last;
    for (let i = end; i < b.all[0]!.first; i++) if (!LIST_MARK.test(tokens.Norm[i]!)) return false;
    return b.all[0]!.first > end;
  };
  let [from, to] = [at, at];
  while (from > 0 && joined(own[from - 1]!, own[from]!)) from--;
  while (to + 1 < own.length && joined(own[to]!, own[to + 1]!)) to++;
  return [from, to];
}

/** First of the places that are named in one list ("in Puno, Cusco and Arequipa"). */
function groupOf(tokens: Tokens, head: number): number {
  let i = head;
  for (let n = 0; n < FAR && tokens.Deprel[i] === "conj"; n++) i = tokens.Head[i]!;
  return i;
}

const WITHIN_PHRASE = /^(?:compound|flat|fixed|amod|nmod:poss|appos|conj|list)/;

/** The preposition that leads to a place, through the phrase that it is part of. */
function leading(tokens: Tokens, where: Named): string {
  let top = where.head;
  for (let n = 0; n < 6; n++) {
    const own = caseOf(tokens, top);
    if (own !== "") return own;
    if (!WITHIN_PHRASE.test(tokens.Deprel[top]!) || tokens.Head[top]! < 0) return "";
    top = tokens.Head[top]!;
    if (tokens.Upos[top] === VERB) return "";
  }
  return "";
}

/** The last preposition that hangs on a noun, before it. */
function caseOf(tokens: Tokens, head: number): string {
  for (let i = head - 1; i >= Math.max(0, head - 12); i--) {
    if (tokens.Head[i] === head && tokens.Deprel[i] === "case") return tokens.Norm[i]!;
  }
  return "";
}

const NARROW: Readonly<Record<string, number>> = {
  G0: -0.5,
  G1: 0,
  G2: 0,
  G3: 0,
  G4: -1,
  G5: -1,
  G6: -2,
  G7: -2,
  G9: -0.5,
};

/** How a name hangs on the predicate: 2 and more for one that the words put its event in, below -2 for one that they do not. */
function worthOf(
  tokens: Tokens,
  words: PlaceWords,
  where: Named,
  predicate: Predicate,
  above: readonly number[],
): number {
  const { Deprel, Upos } = tokens;
  const path = upward(tokens, where.head);
  const meet = path.find((i) => above.includes(i));
  if (meet === undefined) return -9;
  const up = path.slice(0, path.indexOf(meet));
  const down = above.slice(0, above.indexOf(meet));
  const lead = leading(tokens, where);
  const kind = hasKind(tokens, words, where);
  const told = up.some((i) => i !== where.head && words.event_nouns.has(tokens.Norm[i]!));
  const verb = tokens.Norm[predicate.head]!;
  let worth = words.speech.has(verb) && !words.speech_and_act.has(verb) ? -2 : 0;
  if (words.event_in.has(lead)) worth += 2;
  else if (words.event_not.has(lead)) worth -= 3;
  else if (words.near.has(lead)) worth += 1.5;
  else if (lead !== "") worth += 1;
  else if (where.place === null && !kind) worth -= 1;
  for (let k = 1; k < up.length; k++) {
    const by = caseOf(tokens, up[k]!);
    if (words.event_off.has(by)) worth -= 2.5;
    else if (words.told_by.has(by)) worth -= 5;
  }
  const verbs = up.filter((i) => Upos[i] === VERB).length;
  const top = up.length > 0 ? Deprel[up[up.length - 1]!]! : "";
  const first = Deprel[up[0] ?? where.head]!;
  if (up.length === 0) {
    if (/^acl/.test(Deprel[down[down.length - 1]!]!)) worth += down.length === 1 ? 3 : 1;
  } else if (down.length === 0 && verbs === 0) {
    if (top.startsWith("nsubj:pass")) worth += up.length > 1 && !kind ? 0 : 2;
    else if (top.startsWith("nsubj"))
      worth += told ? 1 : words.event_in.has(lead) || words.near.has(lead) ? 0 : -3;
    else if (top.startsWith("obl:agent")) worth -= 1;
    else if (top === "obj") worth += 2.5;
    else if (top.startsWith("obl") || top === "nmod") worth += 1;
  } else if (down.length === 0) {
    worth -= (verbs - 1) * 0.5;
    if (top !== "advcl" && top !== "conj" && top !== "xcomp") worth -= 1;
  } else if (verbs === 0) {
    const between = down.filter((i) => Upos[i] === VERB).length;
    worth -= between > 1 ? (between - 1) * 0.5 : 0;
    if (top.startsWith("nsubj")) worth -= told ? 0 : 2;
    if (Deprel[down[down.length - 1]!] === "ccomp") worth -= 2;
  } else worth -= 2;
  if (!kind && (first === "compound" || first === "amod" || first === "nmod:poss")) worth -= 1;
  if (where.first >= predicate.last) worth += 0.7;
  if (where.last <= predicate.first && where.first - 4 > opening(tokens, predicate.head)) worth -= 1;
  // "after they drove to Wari": where somebody went by another verb; then what hangs on a clause beside it, or far down.
  if (verbs > 0 && words.goals.has(lead)) worth -= 2;
  if (up.some((i) => Deprel[i]!.startsWith("advcl"))) worth -= 0.5;
  worth -= 0.4 * Math.max(0, up.length - 2);
  const distance = where.first > predicate.head ? where.first - predicate.head : predicate.head - where.last;
  return worth - Math.min(1.5, distance * 0.05);
}

/** "Wari district", "the Wari area". */
function hasKind(tokens: Tokens, words: PlaceWords, { first, last, head }: Named): boolean {
  if (last - first > 1 && kindOf(words, tokens.Norm[last - 1]!)) return true;
  const up = tokens.Head[head]!;
  if (up === last) return kindOf(words, tokens.Norm[last]!);
  // "near Peru's parliament", "along Peru's border"
  return tokens.Deprel[head] === "nmod:poss" && up >= 0 && kindOf(words, tokens.Norm[up]!);
}

/** The first token of the sentence of a token. */
function opening(tokens: Tokens, i: number): number {
  let first = i;
  while (first > 0 && tokens.Sentence[first - 1] === tokens.Sentence[i]) first--;
  return first;
}
