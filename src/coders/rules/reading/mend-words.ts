/** Mends words that a tagger misreads in news: nouns taken for verbs, past forms taken for nouns, actives for passives. */
import type { Tokens } from "../../../text/analysis.js";
import { lemmaLexicon, lemmaOf } from "../../../text/linguistics/lemma.js";
import { type Lexicon, singular } from "../lexicon/lexicon-words.js";
import {
  ADJ,
  ADP,
  AUX,
  DET,
  type Draft,
  FINITE_PAST,
  hangsOn,
  lemmaOfPast,
  NOUN,
  namesPeople,
  objectHead,
  ofPeople,
  PRON,
  pastForm,
  SHORT_PAST,
  VERB,
  verbOf,
} from "./clause-words.js";

/**
 * "was overthrown" read as an adjective becomes a passive; "The court ruled that …" read as a passive without any "be"
 * becomes active, where an object or a clause follows or the sentence ends like one (headlines leave the "be" out).
 */
export function mendPassive(
  drafted: () => Draft,
  tokens: Tokens,
  i: number,
  first: number,
  last: number,
  times: Uint8Array,
): void {
  if (tokens.Upos[i] === ADJ && i > first && tokens.Lemma[i - 1] === "be" && tokens.Head[i - 1] === i) {
    const norm = tokens.Norm[i]!;
    if (!/(ed|en|own|ung|uck|ain|burnt|shot|torn|lit)$/.test(norm)) return;
    const lemma = lemmaOf(lemmaLexicon(), tokens.Form[i]!, norm, "VERB", "VBN", false, false);
    if (lemma === norm || !lemmaLexicon().verbs.has(lemma)) return;
    const { Deprel, Upos, Lemma, Feats, Head } = drafted();
    Upos[i] = VERB;
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
export function mistakenNoun(tokens: Tokens, i: number, first: number, lexicon: Lexicon): boolean {
  if (tokens.Upos[i] !== VERB) return false;
  const norm = tokens.Norm[i]!;
  // "Police captain gunned down": right after a noun, one of them too.
  const joined =
    i > first && tokens.Upos[i - 1] === NOUN && (lexicon.people.has(norm) || lexicon.nouns.has(norm));
  if (i === first ? /(ed|ing)$/.test(norm) : !joined && !namesPeople(lexicon, norm)) return false;
  const after = tokens.Upos[i + 1]!;
  const finite = after === VERB && tokens.Feats[i + 1]!.includes("VerbForm=Fin");
  if (after !== AUX && !pastForm(tokens, i + 1) && !finite) return false;
  const before = i > first ? tokens.Upos[i - 1]! : -1;
  return before !== PRON && before !== AUX;
}

/** Makes the noun a noun and the verb after it the verb of its clause. */
export function renameNoun(draft: Draft, tokens: Tokens, i: number, first: number, last: number): void {
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
  Upos[verb] = VERB;
  const passive = verb > i + 1 && tokens.Lemma[verb - 1] === "be" && !tokens.Norm[verb]!.endsWith("ing");
  if (!passive) Feats[verb] = FINITE_PAST;
  Head[i] = verb;
  Deprel[i] = passive ? "nsubj:pass" : "nsubj";
  Upos[i] = NOUN;
  Lemma[i] = singular(tokens.Norm[i]!);
  Feats[i] = singular(tokens.Norm[i]!) === tokens.Norm[i] ? "Number=Sing" : "Number=Plur";
}

/** "after soldiers shot protesters": a short past between a plural for people and a noun phrase is a verb. */
export function mendShortPast(
  drafted: () => Draft,
  tokens: Tokens,
  i: number,
  first: number,
  last: number,
  lexicon: Lexicon,
  times: Uint8Array,
): void {
  if (tokens.Upos[i] !== NOUN || i === first || !SHORT_PAST.has(tokens.Norm[i]!)) return;
  const subject = i - 1;
  if (tokens.Upos[subject] !== NOUN || !namesPeople(lexicon, tokens.Norm[subject]!)) return;
  const object = objectHead(tokens, i, last, times);
  const above = tokens.Head[subject]!;
  const tied = (top: number) => above === top || (above >= 0 && hangsOn(tokens.Head, above, top));
  if (object < 0 || tied(i) || tied(object) || tied(subject)) return;
  const { Head, Deprel, Upos, Lemma, Feats } = drafted();
  Lemma[i] = lemmaOfPast(tokens, i);
  Upos[i] = VERB;
  Feats[i] = FINITE_PAST;
  Head[i] = above;
  Deprel[i] = above < 0 ? "root" : "advcl";
  Head[subject] = i;
  Deprel[subject] = "nsubj";
  Head[object] = i;
  Deprel[object] = "obj";
}

/** "Two soldiers and a civilian died": a word for people that has an article and is a subject or an object is a noun, whatever its tag. */
export function mendPerson(
  drafted: () => Draft,
  tokens: Tokens,
  i: number,
  first: number,
  last: number,
  lexicon: Lexicon,
): void {
  if (tokens.Upos[i] !== ADJ || i === first || !/^(?:nsubj|obj|conj|obl)/.test(tokens.Deprel[i]!)) return;
  const norm = tokens.Norm[i]!;
  if (!lexicon.people.has(norm) && !lexicon.nouns.has(norm)) return;
  if (!/^(?:a|an|one|another|two|three|four|five|six)$/.test(tokens.Norm[i - 1]!)) return;
  const after = i + 1 < last ? tokens.Upos[i + 1]! : -1;
  if (after === NOUN || after === ADJ || tokens.Norm[i + 1] === "-") return;
  const { Upos, Feats } = drafted();
  Upos[i] = NOUN;
  Feats[i] = "Number=Sing";
}

/** "a vigil for those killed", "for the nurses abducted last week": the participle right behind people tells which. */
export function mendReduced(
  drafted: () => Draft,
  tokens: Tokens,
  i: number,
  first: number,
  lexicon: Lexicon,
): void {
  const who = i - 1;
  if (tokens.Upos[i] !== VERB || who <= first || !/VerbForm=Part/.test(tokens.Feats[i]!)) return;
  if (tokens.Deprel[i] !== "advcl" || tokens.Norm[i]!.endsWith("ing")) return;
  const those = tokens.Upos[who] === PRON && /^(?:those|all|others)$/.test(tokens.Norm[who]!);
  const subject = tokens.Head[who] === i;
  const phrase = subject && tokens.Deprel[who] === "obl";
  if (
    those
      ? tokens.Upos[who - 1] !== ADP
      : (subject && !phrase) || !(tokens.Upos[who] === NOUN && ofPeople(lexicon, tokens.Norm[who]!))
  )
    return;
  const { Head, Deprel } = drafted();
  if (subject) {
    Head[who] = Head[i]!;
    Deprel[who] = "obl";
  }
  if (those && subject) {
    Head[who - 1] = who;
    Deprel[who - 1] = "case";
  }
  Head[i] = who;
  Deprel[i] = "acl";
}
