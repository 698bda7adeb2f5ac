/** Mends clauses of news that a parse reads as noun phrases: "Gunmen killed nine workers", "Masked men beat a voter". */
import { type Analysis, type Tokens, withColumns } from "../../../text/analysis.js";
import {
  ADJ,
  ADP,
  ADV,
  AUX,
  type Draft,
  FINITE_PAST,
  lemmaOfPast,
  NOUN,
  OPENERS,
  objectHead,
  PRON,
  PROPN,
  pastForm,
  VERB,
  verbOf,
} from "./clause-words.js";
import { type HeadlineWords, headlineVerb, isHeadline, makePresent, mendBehind } from "./headline-verb.js";
import { describedSubjects } from "./mend-participles.js";
import {
  mendPassive,
  mendPerson,
  mendReduced,
  mendShortPast,
  mistakenNoun,
  renameNoun,
} from "./mend-words.js";
import { mendPairedPasts } from "./paired-pasts.js";

const LONGEST = 400;

/**
 * The analysis with mended arcs; the same object where nothing needed mending. Nouns for people that were taken for
 * verbs become nouns ("activists blocked"); then, in sentences without any finite verb, the past participle that has an
 * object of its own becomes the verb of the sentence.
 */
export function straighten(analysis: Analysis, words: HeadlineWords): Analysis {
  const { lexicon } = words;
  const { sentences } = analysis;
  let tokens = describedSubjects(analysis.tokens);
  let draft: Draft | null = null;
  const renamed: number[] = [];
  const drafted = (): Draft => {
    if (draft === null) {
      draft = {
        Head: tokens.Head.slice(),
        Deprel: [...tokens.Deprel],
        Upos: tokens.Upos.slice(),
        Lemma: [...tokens.Lemma],
        Feats: [...tokens.Feats],
      };
      tokens = withColumns(tokens, draft);
    }
    return draft;
  };
  const times = timeStarts(analysis);
  for (let s = 0; s < sentences.length; s++) {
    const first = sentences.First[s]!;
    // Of a sentence longer than any real one only the beginning is looked at.
    const last = Math.min(sentences.Last[s]!, first + LONGEST);
    if (last - first < 3 || sentences.Noise[s]) continue;
    for (let i = first; i < last; i++) {
      mendPassive(drafted, tokens, i, first, last, times);
      mendPerson(drafted, tokens, i, first, last, lexicon);
      mendShortPast(drafted, tokens, i, first, last, lexicon, times);
      mendReduced(drafted, tokens, i, first, lexicon);
      mendPairedPasts(drafted, tokens, i, first, last, lexicon, times);
    }
    for (let i = first; i < last - 2; i++)
      if (mistakenNoun(tokens, i, first, lexicon)) {
        renameNoun(drafted(), tokens, i, first, last);
        renamed.push(i);
      }
    const line = isHeadline(tokens, first, last);
    const present = line ? headlineVerb(tokens, first, last, words) : -1;
    const opening = openingParticiple(tokens, first, last);
    if (present >= 0) {
      enthrone(drafted(), tokens, first, last, present, -1, times);
      makePresent(drafted(), tokens, present);
    } else if (opening >= 0 || !hasFinite(tokens, first, last)) {
      const verb = mainVerb(tokens, first, last, opening, times);
      if (verb >= 0) enthrone(drafted(), tokens, first, last, verb, opening, times);
    }
    if (line) mendBehind(drafted, tokens, first, last, words, times);
  }
  if (tokens === analysis.tokens) return analysis;
  // A noun that was taken for a verb is no name either.
  const starts = new Set(renamed.map((i) => tokens.Start[i]!));
  const names = analysis.names.filter(
    ({ start, end }) => !(starts.has(start) && !analysis.text.slice(start, end).includes(" ")),
  );
  // Spelled out, not spread: see `withColumns`.
  const { text, lang, published, times: dates, numbers, places, noise, attributions, predicates } = analysis;
  return {
    text,
    lang,
    published,
    tokens,
    sentences,
    names,
    times: dates,
    numbers,
    places,
    noise,
    attributions,
    predicates,
  };
}

/** 1 for every token of a resolved date: "struck Monday" has no object. */
function timeStarts({ tokens, times }: Analysis): Uint8Array {
  const out = new Uint8Array(tokens.length);
  let t = 0;
  for (const time of times) {
    while (t < tokens.length && tokens.End[t]! <= time.start) t++;
    for (let i = t; i < tokens.length && tokens.Start[i]! < time.end; i++) out[i] = 1;
  }
  return out;
}

function hasFinite(tokens: Tokens, first: number, last: number): boolean {
  for (let i = first; i < last; i++) {
    const tag = tokens.Upos[i]!;
    if (tag !== VERB && tag !== AUX) continue;
    if (tag === VERB && !tokens.Feats[i]!.includes("VerbForm=Fin")) continue;
    if (!subordinate(tokens, i, first)) return true;
  }
  return false;
}

/** The verb of a relative, adverbial or reported clause after the main one. */
function subordinate(tokens: Tokens, i: number, first: number): boolean {
  let at = i;
  for (let hop = 0; hop < 12 && at >= first; hop++) {
    const deprel = tokens.Deprel[at]!;
    if (deprel === "acl:relcl" || deprel.startsWith("advcl")) return true;
    for (let k = at - 1; k >= first && k > at - 4; k--) {
      if (OPENERS.has(tokens.Norm[k]!)) return true;
    }
    at = tokens.Head[at]!;
  }
  return false;
}

/** "Masked men …", "Striking teachers …": the index of the noun that a participle at the head of a sentence describes, or -1. */
function openingParticiple(tokens: Tokens, first: number, last: number): number {
  if (
    tokens.Upos[first] !== VERB ||
    tokens.Deprel[first] !== "root" ||
    !/(ed|ing)$/.test(tokens.Norm[first]!)
  )
    return -1;
  for (let i = first + 1; i < Math.min(last, first + 4); i++) {
    const tag = tokens.Upos[i]!;
    if (tag === NOUN) {
      if (i + 1 < last && tokens.Upos[i + 1] === NOUN) continue;
      return tokens.Feats[i]!.includes("Number=Plur") ? i : -1;
    }
    if (tag !== ADJ) return -1;
  }
  return -1;
}

/** The verb that the sentence turns on, or -1. */
function mainVerb(tokens: Tokens, first: number, last: number, opening: number, times: Uint8Array): number {
  const from = opening >= 0 ? opening + 1 : first + 1;
  for (let i = from; i < last; i++) {
    const tag = tokens.Upos[i]!;
    if (opening >= 0 && (tag === VERB || tag === AUX) && tokens.Feats[i]!.includes("VerbForm=Fin")) {
      return tag === AUX ? verbOf(tokens, i, last) : i;
    }
    if (!pastForm(tokens, i) || inClause(tokens, i, from)) continue;
    if (opening >= 0 && auxiliaryBefore(tokens, i, first)) return i;
    if (!afterNoun(tokens, i, first)) return -1;
    if (hasObject(tokens, i, last, times)) return i;
    if (tag === VERB && speaks(tokens, i, last)) return i;
    // A participle without an object may be one of a headline or of a phrase: leave the sentence alone.
    if (tag === VERB) return -1;
  }
  return -1;
}

/** Verbs that have no passive, so that their participle after a noun is their past. */
const NO_PASSIVE = new Set(
  "march rally protest demonstrate gather assemble clash erupt converge flee die arrive return remain agree vote".split(
    " ",
  ),
);

/** A clause or an infinitive follows ("warned on Friday that", "promised to"), or the verb has no passive. */
function speaks(tokens: Tokens, i: number, last: number): boolean {
  if (NO_PASSIVE.has(tokens.Lemma[i]!)) return true;
  if (tokens.Lemma[i] === "call" && tokens.Norm[i + 1] === "for") return true;
  for (let k = i + 1; k < Math.min(last - 1, i + 5); k++) {
    const norm = tokens.Norm[k]!;
    if (norm === "that" || (norm === "to" && tokens.Upos[k + 1] === VERB)) return true;
    if (norm === "," || norm === "by" || tokens.Upos[k] === VERB) return false;
  }
  return false;
}

/** "poachers, who sold the parts", "when a keeper stopped the ball": the verb belongs to a clause of its own. */
function inClause(tokens: Tokens, i: number, from: number): boolean {
  for (let k = i - 1; k >= from && k > i - 5; k--) {
    if (OPENERS.has(tokens.Norm[k]!)) return true;
    if (tokens.Upos[k] === VERB || tokens.Norm[k] === ",") return false;
  }
  return false;
}

function auxiliaryBefore(tokens: Tokens, i: number, first: number): boolean {
  return i > first && tokens.Upos[i - 1] === AUX;
}

/** A noun or the end of a place phrase stands right before, so that it can be the subject. */
function afterNoun(tokens: Tokens, i: number, first: number): boolean {
  let before = i - 1;
  if (before > first && tokens.Upos[before] === ADV) before--;
  if (before < first) return false;
  const tag = tokens.Upos[before]!;
  return tag === NOUN || tag === PROPN || tag === PRON;
}

/** A noun phrase follows without a preposition, and it is no date. */
function hasObject(tokens: Tokens, i: number, last: number, times: Uint8Array): boolean {
  return objectHead(tokens, i, last, times) >= 0;
}

/** Makes `verb` the root; the noun before it its subject; the noun phrase after it its object. */
function enthrone(
  draft: Draft,
  tokens: Tokens,
  first: number,
  last: number,
  verb: number,
  opening: number,
  times: Uint8Array,
): void {
  const { Head, Deprel, Upos } = draft;
  let root = -1;
  for (let i = first; i < last; i++) if (tokens.Head[i]! < 0) root = i;
  const subject = opening >= 0 ? opening : subjectHead(tokens, first, verb, times);
  if (subject < 0) return;
  const passive = tokens.Upos[verb - 1] === AUX && tokens.Lemma[verb - 1] === "be";
  draft.Lemma[verb] = lemmaOfPast(tokens, verb);
  if (!passive) draft.Feats[verb] = FINITE_PAST;
  const noun = passive ? -1 : objectHead(tokens, verb, last, times);
  for (let i = first; i < last; i++) {
    if (i === verb || i === subject) continue;
    if (Head[i] === root && i > verb && !(root === noun && ownOfNoun(tokens, i))) Head[i] = verb;
  }
  Upos[verb] = VERB;
  Head[verb] = -1;
  Deprel[verb] = "root";
  if (root !== verb && root !== subject && root >= 0) {
    Head[root] = opening >= 0 ? subject : verb;
    Deprel[root] = opening >= 0 ? "amod" : "dep";
  }
  Head[subject] = verb;
  Deprel[subject] = passive ? "nsubj:pass" : "nsubj";
  for (let k = verb - 1; k > subject && tokens.Upos[k] === AUX; k--) {
    Head[k] = verb;
    Deprel[k] = tokens.Lemma[k] === "be" ? "aux:pass" : "aux";
  }
  const object = noun;
  if (object < 0 || Upos[object] === ADP) return;
  if (
    Head[object] === verb ||
    Head[object] === root ||
    Head[object] === subject ||
    Head[object]! < 0 ||
    Deprel[object] === "nmod"
  ) {
    Head[object] = verb;
    Deprel[object] = "obj";
  }
}

/** What stays with a noun that becomes an object: "mounting calls for the mayor to resign". */
function ownOfNoun(tokens: Tokens, i: number): boolean {
  const deprel = tokens.Deprel[i]!;
  if (/^(det|amod|compound|nummod|acl|appos|nmod:poss)/.test(deprel)) return true;
  if (deprel !== "nmod") return false;
  for (let k = i - 1; k > i - 6 && k >= 0; k--)
    if (tokens.Head[k] === i && tokens.Deprel[k] === "case")
      return tokens.Norm[k] === "of" || tokens.Norm[k] === "for" || tokens.Norm[k] === "against";
  return false;
}

/**
 * The head of the noun phrase that is the subject: the noun before the first preposition or participle; a phrase before
 * it that ends in a comma ("In Corfu, …") is passed over.
 */
function subjectHead(tokens: Tokens, first: number, verb: number, times: Uint8Array): number {
  const opening = tokens.Upos[first]!;
  let adverbial =
    opening === ADP || opening === ADV || (opening === VERB && tokens.Norm[first]!.endsWith("ing"));
  let head = -1;
  for (let i = first; i < verb; i++) {
    const tag = tokens.Upos[i]!;
    if (tokens.Norm[i] === "," && adverbial) {
      adverbial = false;
      head = -1;
    } else if (times[i]) continue;
    else if (tag === NOUN || tag === PROPN || tag === PRON) {
      // "Students and teachers marched": the first of them is the head.
      if (head < 0 || tokens.Deprel[i] !== "conj" || tokens.Head[i] !== head) head = i;
    } else if (head >= 0 && !adverbial && (tag === ADP || tag === VERB)) return head;
  }
  return head;
}
