/** Mends clauses of news that a greedy parse reads as noun phrases: "Gunmen killed nine workers", "Masked men beat a voter". */
import { type Analysis, type Tokens, UPOS, type Upos } from "../../text/analysis.js";
import { lemmaLexicon, lemmaOf } from "../../text/lemma.js";
import { type Lexicon, singular } from "./lexicon-words.js";

const code = (tag: Upos) => UPOS.indexOf(tag);
const [VERB, NOUN, PROPN, ADJ, ADP, DET, NUM, PRON, AUX, ADV, PART] = (
  ["VERB", "NOUN", "PROPN", "ADJ", "ADP", "DET", "NUM", "PRON", "AUX", "ADV", "PART"] as const
).map(code);
const LONGEST = 400;

/** Past forms that the tagger takes for nouns or prepositions, and their dictionary forms. */
const SHORT_PAST: ReadonlyMap<string, string> = new Map(
  Object.entries({
    set: "set",
    cut: "cut",
    hit: "hit",
    put: "put",
    shut: "shut",
    beat: "beat",
    shot: "shoot",
    quit: "quit",
    held: "hold",
    let: "let",
    hurt: "hurt",
    burst: "burst",
    split: "split",
    fought: "fight",
    struck: "strike",
    met: "meet",
    led: "lead",
  }),
);

type Draft = { Head: Int32Array; Deprel: string[]; Upos: Uint8Array; Lemma: string[]; Feats: string[] };

/**
 * The analysis with mended arcs; the same object where nothing needed mending. Nouns for people that were taken for
 * verbs become nouns ("activists blocked"); then, in sentences without any finite verb, the past participle that has an
 * object of its own becomes the verb of the sentence.
 */
export function straighten(analysis: Analysis, lexicon: Lexicon): Analysis {
  const { sentences } = analysis;
  let { tokens } = analysis;
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
      tokens = { ...tokens, ...draft };
    }
    return draft;
  };
  const times = timeStarts(analysis);
  for (let s = 0; s < sentences.length; s++) {
    const first = sentences.First[s]!;
    // Of a sentence longer than any real one only the beginning is looked at.
    const last = Math.min(sentences.Last[s]!, first + LONGEST);
    if (last - first < 4 || sentences.Noise[s]) continue;
    for (let i = first; i < last; i++) mendPassive(drafted, tokens, i, first, last, times);
    for (let i = first; i < last - 2; i++)
      if (mistakenNoun(tokens, i, first, lexicon)) {
        renameNoun(drafted(), tokens, i, first, last);
        renamed.push(i);
      }
    const opening = openingParticiple(tokens, first, last);
    if (opening < 0 && hasFinite(tokens, first, last)) continue;
    const verb = mainVerb(tokens, first, last, opening, times);
    if (verb >= 0) enthrone(drafted(), tokens, first, last, verb, opening, times);
  }
  if (draft === null) return analysis;
  // A noun that was taken for a verb is no name either.
  const starts = new Set(renamed.map((i) => tokens.Start[i]!));
  const names = analysis.names.filter(
    ({ start, end }) => !(starts.has(start) && !analysis.text.slice(start, end).includes(" ")),
  );
  return { ...analysis, tokens, names };
}

/**
 * "was overthrown" read as an adjective becomes a passive; "The court ruled that …" read as a passive without any "be"
 * becomes active, where an object or a clause follows or the sentence ends like one (headlines leave the "be" out).
 */
function mendPassive(
  drafted: () => Draft,
  tokens: Tokens,
  i: number,
  first: number,
  last: number,
  times: Uint8Array,
): void {
  if (tokens.Upos[i] === ADJ && i > first && tokens.Lemma[i - 1] === "be" && tokens.Head[i - 1] === i) {
    const norm = tokens.Norm[i]!;
    if (!/(ed|en|own|ung|uck|ung|ain)$/.test(norm)) return;
    const lemma = lemmaOf(lemmaLexicon(), tokens.Form[i]!, norm, "VERB", "VBN", false, false);
    if (lemma === norm || !lemmaLexicon().verbs.has(lemma)) return;
    const { Deprel, Upos, Lemma, Feats, Head } = drafted();
    Upos[i] = VERB!;
    Lemma[i] = lemma;
    Feats[i] = "Tense=Past|VerbForm=Part|Voice=Pass";
    for (let k = first; k < last; k++) {
      if (Head[k] !== i) continue;
      if (Deprel[k] === "cop") Deprel[k] = "aux:pass";
      else if (Deprel[k] === "nsubj") Deprel[k] = "nsubj:pass";
    }
    return;
  }
  if (tokens.Upos[i] !== VERB || !/^(root|ccomp|parataxis)/.test(tokens.Deprel[i]!)) return;
  let subject = -1;
  let complement = tokens.Head[i]! < 0 && /^[.!?]$/.test(tokens.Norm[last - 1]!);
  for (let k = first; k < last; k++) {
    if (tokens.Head[k] !== i) continue;
    const deprel = tokens.Deprel[k]!;
    if (k < i && (deprel === "nsubj:pass" || (deprel === "nsubj" && tokens.Feats[i]!.includes("Voice=Pass"))))
      subject = k;
    if (deprel.startsWith("aux") || deprel === "cop" || (deprel === "obl:agent" && !times[k])) return;
    if (k > i && (deprel === "obj" || deprel === "ccomp")) complement = true;
  }
  if (subject < 0 || !complement) return;
  const { Deprel, Feats } = drafted();
  Deprel[subject] = "nsubj";
  Feats[i] = FINITE_PAST;
}

/**
 * "Gendarmes kicked", "climate activists sat": a plural of a word for people, tagged as a verb, with a verb after it; at
 * the head of a sentence any such word ("Shares rallied", "Fog dispersed").
 */
function mistakenNoun(tokens: Tokens, i: number, first: number, lexicon: Lexicon): boolean {
  if (tokens.Upos[i] !== VERB) return false;
  const norm = tokens.Norm[i]!;
  if (i === first ? /(ed|ing)$/.test(norm) : !namesPeople(lexicon, norm)) return false;
  const after = tokens.Upos[i + 1]!;
  const finite = after === VERB && tokens.Feats[i + 1]!.includes("VerbForm=Fin");
  if (after !== AUX && !pastForm(tokens, i + 1) && !finite) return false;
  const before = i > first ? tokens.Upos[i - 1]! : -1;
  return before !== PRON && before !== AUX;
}

function namesPeople(lexicon: Lexicon, norm: string): boolean {
  const word = singular(norm);
  if (word === norm) return false;
  return (
    lexicon.nouns.has(word) ||
    lexicon.people.has(word) ||
    lexicon.protesters.has(word) ||
    lexicon.generic.has(word)
  );
}

function renameNoun(draft: Draft, tokens: Tokens, i: number, first: number, last: number): void {
  const { Head, Deprel, Upos, Lemma, Feats } = draft;
  const verb = tokens.Upos[i + 1] === AUX ? verbOf(tokens, i + 1, last) : i + 1;
  if (verb < 0) return;
  // The verb takes the place of the noun, unless the noun hung on it already.
  if (hangsOn(Head, verb, i)) {
    Head[verb] = Head[i]!;
    Deprel[verb] = Head[verb]! < 0 ? "root" : Deprel[i]!;
  }
  for (let k = first; k < last; k++) {
    if (Head[k] !== i || k === verb) continue;
    if (k < i && k >= i - 3) Deprel[k] = Upos[k] === ADJ ? "amod" : Upos[k] === DET ? "det" : "compound";
    else Head[k] = verb;
  }
  Lemma[verb] = lemmaOfPast(tokens, verb);
  Upos[verb] = VERB!;
  const passive = verb > i + 1 && tokens.Lemma[verb - 1] === "be" && !tokens.Norm[verb]!.endsWith("ing");
  if (!passive) Feats[verb] = FINITE_PAST;
  Head[i] = verb;
  Deprel[i] = passive ? "nsubj:pass" : "nsubj";
  Upos[i] = NOUN!;
  Lemma[i] = singular(tokens.Norm[i]!);
  Feats[i] = singular(tokens.Norm[i]!) === tokens.Norm[i] ? "Number=Sing" : "Number=Plur";
}

/** True where the chain of heads above `i` passes `top`. */
function hangsOn(Head: Int32Array, i: number, top: number): boolean {
  for (let at = Head[i]!, hop = 0; at >= 0 && hop < 10_000; at = Head[at]!, hop++)
    if (at === top) return true;
  return false;
}

const FINITE_PAST = "Mood=Ind|Tense=Past|VerbForm=Fin";

function lemmaOfPast(tokens: Tokens, i: number): string {
  const norm = tokens.Norm[i]!;
  const short = SHORT_PAST.get(norm);
  if (short !== undefined) return short;
  if (tokens.Upos[i] === VERB || tokens.Upos[i] === AUX) return tokens.Lemma[i]!;
  return lemmaOf(lemmaLexicon(), tokens.Form[i]!, norm, "VERB", "VBD", false, false);
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

const OPENERS = new Set([
  "who",
  "which",
  "that",
  "whose",
  "whom",
  "when",
  "where",
  "while",
  "after",
  "because",
  "as",
  "if",
  "since",
  "before",
]);

/** "poachers, who sold the parts", "when a keeper stopped the ball": the verb belongs to a clause of its own. */
function inClause(tokens: Tokens, i: number, from: number): boolean {
  for (let k = i - 1; k >= from && k > i - 5; k--) {
    if (OPENERS.has(tokens.Norm[k]!)) return true;
    if (tokens.Upos[k] === VERB || tokens.Norm[k] === ",") return false;
  }
  return false;
}

function verbOf(tokens: Tokens, aux: number, last: number): number {
  for (let i = aux + 1; i < Math.min(last, aux + 4); i++) {
    if (tokens.Upos[i] === VERB || pastForm(tokens, i)) return i;
    if (tokens.Upos[i] !== AUX && tokens.Upos[i] !== ADV && tokens.Upos[i] !== PART) return -1;
  }
  return -1;
}

function auxiliaryBefore(tokens: Tokens, i: number, first: number): boolean {
  return i > first && tokens.Upos[i - 1] === AUX;
}

function pastForm(tokens: Tokens, i: number): boolean {
  const tag = tokens.Upos[i]!;
  const norm = tokens.Norm[i]!;
  if (tag === VERB) return tokens.Feats[i]!.includes("Tense=Past") || SHORT_PAST.has(norm);
  return (tag === ADJ && norm.endsWith("ed")) || ((tag === ADP || tag === NOUN) && SHORT_PAST.has(norm));
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

function objectHead(tokens: Tokens, i: number, last: number, times: Uint8Array): number {
  let at = i + 1;
  // "shot dead", "took away", "set fire to"
  for (let skip = 0; skip < 2 && at < last; skip++) {
    const particle = tokens.Deprel[at] === "compound:prt" || tokens.Norm[at] === "dead";
    if (!particle) break;
    at++;
  }
  let head = -1;
  for (; at < last && at < i + 10; at++) {
    const tag = tokens.Upos[at]!;
    if (times[at]) break;
    if (tag === NOUN || tag === PROPN || tag === PRON) head = at;
    else if (tag !== DET && tag !== NUM && tag !== ADJ && tag !== PART && tokens.Norm[at] !== "-") break;
    if (tag === PRON && tokens.Deprel[at] !== "nmod:poss") break;
  }
  return head;
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
  for (let i = first; i < last; i++) {
    if (i === verb || i === subject) continue;
    if (Head[i] === root && i > verb) Head[i] = verb;
  }
  Upos[verb] = VERB!;
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
  if (passive) return;
  const object = objectHead(tokens, verb, last, times);
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
