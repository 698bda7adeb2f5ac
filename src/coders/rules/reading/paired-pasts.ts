/** Mends "Police in the capital shot and killed three": a short past before "and" and another past is a verb, no noun. */
import type { Tokens } from "../../../text/analysis.js";
import type { Lexicon } from "../lexicon/lexicon-words.js";
import {
  ADJ,
  ADP,
  AUX,
  DET,
  type Draft,
  FINITE_PAST,
  lemmaOfPast,
  NOUN,
  NUM,
  OPENERS,
  objectHead,
  ofPeople,
  PROPN,
  pastForm,
  SHORT_PAST,
  VERB,
} from "./clause-words.js";

/** So many tokens a subject may stand before its verb. */
const FARTHEST = 16;

/** Makes verbs of the pair, the people before them their subject, the phrases between those people's. */
export function mendPairedPasts(
  drafted: () => Draft,
  tokens: Tokens,
  i: number,
  first: number,
  last: number,
  lexicon: Lexicon,
  times: Uint8Array,
): void {
  const noun = tokens.Upos[i] === NOUN && SHORT_PAST.has(tokens.Norm[i]!);
  const ofPlace = tokens.Deprel[i] === "acl" && tokens.Feats[i]!.includes("VerbForm=Fin");
  if ((!noun && !ofPlace) || i + 3 >= last) return;
  const second = i + 2;
  if (tokens.Norm[i + 1] !== "and" || tokens.Upos[second] !== VERB || !pastForm(tokens, second)) return;
  const subject = peopleBefore(tokens, i, first, lexicon);
  if (subject < 0) return;
  const draft = drafted();
  const { Head, Deprel, Upos, Lemma, Feats } = draft;
  const above = Head[subject]!;
  const top = above < 0 || Head[i]! < 0 || Head[second]! < 0;
  const outside = above > second || (above >= 0 && above < subject);
  phrases(draft, tokens, subject, i);
  for (let k = second + 1; k < last; k++) if (Head[k] === subject || Head[k] === i) Head[k] = second;
  const object = objectHead(tokens, second, last, times);
  for (const verb of [i, second]) {
    Lemma[verb] = lemmaOfPast(tokens, verb);
    Upos[verb] = VERB;
    Feats[verb] = FINITE_PAST;
  }
  Head[i] = top || !outside ? -1 : above;
  Deprel[i] = Head[i]! < 0 ? "root" : Upos[above] === VERB ? "ccomp" : Deprel[subject]!;
  Head[subject] = i;
  Deprel[subject] = "nsubj";
  Head[second] = i;
  Deprel[second] = "conj";
  Head[i + 1] = second;
  if (object < 0) return;
  Head[object] = second;
  Deprel[object] = "obj";
}

/** The head of the phrase that opens the clause, where it names people; or -1. */
function peopleBefore(tokens: Tokens, i: number, first: number, lexicon: Lexicon): number {
  const { Upos, Norm } = tokens;
  let start = i - 1;
  for (; start >= first && start > i - FARTHEST; start--) {
    const tag = Upos[start]!;
    if (tag === VERB || tag === AUX || OPENERS.has(Norm[start]!)) break;
    if (![NOUN, PROPN, ADJ, DET, ADP, NUM].includes(tag) && Norm[start] !== "'s" && Norm[start] !== "’s")
      break;
  }
  let head = -1;
  for (let k = start + 1; k < i && Upos[k] !== ADP; k++) if (Upos[k] === NOUN || Upos[k] === PROPN) head = k;
  return head >= 0 && ofPeople(lexicon, Norm[head]!) ? head : -1;
}

/** What stands between the subject and the verb hangs on the subject, a phrase after each preposition. */
function phrases({ Head, Deprel }: Draft, tokens: Tokens, subject: number, verb: number): void {
  const { Upos } = tokens;
  for (let at = subject + 1; at < verb; at++) {
    if (Upos[at] !== ADP) continue;
    let noun = -1;
    let end = at + 1;
    for (; end < verb && Upos[end] !== ADP; end++) if (Upos[end] === NOUN || Upos[end] === PROPN) noun = end;
    if (noun < 0) continue;
    for (let k = at; k < end; k++) {
      if (k === noun || (Head[k]! > at && Head[k]! < end && Head[k] !== k)) continue;
      Head[k] = noun;
      Deprel[k] = k === at ? "case" : Upos[k] === DET ? "det" : Upos[k] === ADJ ? "amod" : "compound";
    }
    Head[noun] = subject;
    Deprel[noun] = "nmod";
  }
}
