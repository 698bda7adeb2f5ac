/** Mends participles that a parse takes for verbs of their own: "denounced the murder of three workers killed when the bank burned". */
import { type Tokens, UPOS, withColumns } from "../../../text/analysis.js";

const [NOUN, PROPN, VERB, AUX] = (["NOUN", "PROPN", "VERB", "AUX"] as const).map((tag) => UPOS.indexOf(tag));

/** What a participle behind a noun is followed by: who did it, where, when; never what it acts on. */
const BEHIND = new Set("when by in on at during after as while near since outside last this".split(" "));
/** Under such a relation the parse reads a clause. */
const CLAUSE = /^(?:ccomp|parataxis|dep)$/;

/**
 * A past form right behind a noun that stands under the object or the "of" of the verb before, without a subject and before a
 * preposition, describes that noun.
 */
export function describedNouns(tokens: Tokens): Tokens {
  const { Upos, Head, Deprel, Feats, Norm, Sentence } = tokens;
  let made: { Head: Int32Array; Deprel: string[]; Feats: string[] } | null = null;
  for (let i = 2; i + 1 < tokens.length; i++) {
    if (Upos[i] !== VERB || !CLAUSE.test(Deprel[i]!) || !Feats[i]!.includes("Tense=Past")) continue;
    const [noun, verb] = [i - 1, Head[i]!];
    if (verb < 0 || verb >= noun || (Upos[noun] !== NOUN && Upos[noun] !== PROPN)) continue;
    if (!/^(?:nmod|obj)/.test(Deprel[noun]!) || !BEHIND.has(Norm[i + 1]!)) continue;
    let own = false;
    for (let k = verb + 1; k < tokens.length && Sentence[k] === Sentence[i] && !own; k++)
      own = Head[k] === i && /^(?:nsubj|csubj|obj|ccomp|aux|mark)/.test(Deprel[k]!);
    if (own) continue;
    made ??= { Head: Head.slice(), Deprel: [...Deprel], Feats: [...Feats] };
    made.Head[i] = noun;
    made.Deprel[i] = "acl";
    made.Feats[i] = "Tense=Past|VerbForm=Part|Voice=Pass";
  }
  return made ? withColumns(tokens, made) : tokens;
}

/** So many tokens a participle's own words may take. */
const LONGEST = 12;
/** Words that begin another clause or another verb. */
const BREAKS = new Set(", ; : - – — and but or who which that when while before because if as".split(" "));

/**
 * "Four officers charged with murder will appear in court", where the parse takes the participle for the verb of its noun and ties it to the
 * verb behind it, or that verb to it: the participle describes the noun, which is the subject of the verb.
 */
export function describedSubjects(given: Tokens): Tokens {
  const tokens = theAccused(given);
  const { Upos, Head, Deprel, Feats, Sentence, Norm } = tokens;
  let made: { Head: Int32Array; Deprel: string[]; Feats: string[] } | null = null;
  for (let i = 1; i + 2 < tokens.length; i++) {
    const noun = i - 1;
    if (Upos[i] !== VERB || !Deprel[noun]!.startsWith("nsubj") || Head[noun] !== i) continue;
    if (ofObject(tokens, i)) {
      made ??= { Head: Head.slice(), Deprel: [...Deprel], Feats: [...Feats] };
      made.Head[noun] = Head[i]!;
      made.Deprel[noun] = "obj";
      made.Head[i] = noun;
      made.Deprel[i] = "acl";
      continue;
    }
    // "A rebel wanted in Chad was shot": a past between the noun and a verb without a subject describes the noun.
    const before = Deprel[noun] === "nsubj" && Deprel[i] === "advcl" && Feats[i]!.includes("Tense=Past");
    if (Deprel[noun] !== "nsubj:pass" && !before) continue;
    if (!Feats[i]!.includes("Tense=Past") || (Upos[noun] !== NOUN && Upos[noun] !== PROPN)) continue;
    const verb = verbBehind(tokens, i);
    // "reports that some rebels linked to the massacre had been arrested"
    const apart = verb >= 0 && Deprel[i] === "acl" && Deprel[verb] === "advcl" && Norm[verb - 1] === "been";
    if (verb < 0 || (Head[i] !== verb && Head[verb] !== i && !apart)) continue;
    if (before && (Head[i] !== verb || Norm[verb - 1] === "," || acting(tokens, i, verb))) continue;
    made ??= { Head: Head.slice(), Deprel: [...Deprel], Feats: [...Feats] };
    if (Head[verb] === i) {
      made.Head[verb] = Head[i]!;
      made.Deprel[verb] = Deprel[i]!;
      for (let k = verb + 1; k < tokens.length && Sentence[k] === Sentence[i]; k++)
        if (Head[k] === i) made.Head[k] = verb;
    }
    let passive = false;
    for (let k = i + 1; k < verb; k++) if (Head[k] === verb && Deprel[k] === "aux:pass") passive = true;
    made.Head[noun] = verb;
    made.Deprel[noun] = passive ? "nsubj:pass" : "nsubj";
    made.Head[i] = noun;
    made.Deprel[i] = "acl";
    made.Feats[i] = "Tense=Past|VerbForm=Part|Voice=Pass";
  }
  return made ? withColumns(tokens, made) : tokens;
}

/** Whether the verb at `i` has an object of its own before `end`. */
function acting({ Head, Deprel }: Tokens, i: number, end: number): boolean {
  for (let k = i + 1; k < end; k++) if (Head[k] === i && /^(?:obj|ccomp|xcomp)/.test(Deprel[k]!)) return true;
  return false;
}

/** The finite verb without a subject that follows the words of a participle; or -1. */
function verbBehind({ Upos, Head, Deprel, Feats, Norm, Sentence, length }: Tokens, i: number): number {
  let helped = -1;
  const end = Math.min(length, i + LONGEST);
  for (let k = i + 1; k < end && Sentence[k] === Sentence[i]; k++) {
    if (BREAKS.has(Norm[k]!)) return -1;
    if (Upos[k] === AUX && Head[k]! > k) helped = Head[k]!;
    if (Upos[k] !== VERB) continue;
    const finite = Feats[k]!.includes("VerbForm=Fin") || helped === k;
    if (!finite) return -1;
    for (let c = i + 1; c < k; c++) if (Head[c] === k && /^nsubj|^csubj|^mark/.test(Deprel[c]!)) return -1;
    return k;
  }
  return -1;
}

/** "quashed prison terms handed down in May", where the parse takes the terms for the subject of the participle: they are the object of the verb before. */
function ofObject({ Upos, Head, Deprel, Feats, Norm, length, Sentence }: Tokens, i: number): boolean {
  const verb = Head[i]!;
  if (Deprel[i] !== "advcl" || verb < 0 || verb >= i - 1 || Upos[verb] !== VERB) return false;
  if (!Feats[i]!.includes("Voice=Pass") || Upos[i - 1] === PROPN) return false;
  for (let k = verb + 1; k < i; k++) {
    if (BREAKS.has(Norm[k]!) && Norm[k] !== "-") return false;
    if (Head[k] === i && !Deprel[k]!.startsWith("nsubj")) return false;
  }
  for (let k = verb + 1; k < length && Sentence[k] === Sentence[i] && k < i + LONGEST; k++)
    if (Head[k] === verb && /^(?:obj|ccomp|xcomp)/.test(Deprel[k]!)) return false;
  return Norm[verb + 1] !== "with";
}

/** Participles that are nouns behind an article: "the accused was due in court". */
const PERSONS = new Set(["accused", "deceased", "condemned"]);

/** "the accused", "both accused" that the tagger takes for a verb: a noun. */
function theAccused(tokens: Tokens): Tokens {
  const { Upos, Deprel, Norm } = tokens;
  let made: { Upos: Uint8Array; Lemma: string[]; Feats: string[] } | null = null;
  for (let i = 1; i < tokens.length; i++) {
    if (!PERSONS.has(Norm[i]!) || Upos[i] !== VERB || !/^(?:nsubj|obj|obl|nmod)/.test(Deprel[i]!)) continue;
    if (!/^(?:the|an|all|both|two|three|four)$/.test(Norm[i - 1]!)) continue;
    made ??= { Upos: Upos.slice(), Lemma: [...tokens.Lemma], Feats: [...tokens.Feats] };
    made.Upos[i] = NOUN!;
    made.Lemma[i] = Norm[i]!;
    made.Feats[i] = "Number=Sing";
  }
  return made ? withColumns(tokens, made) : tokens;
}
