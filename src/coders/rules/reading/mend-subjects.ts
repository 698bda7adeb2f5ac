/** Mends who acts: lists behind an opening participle, names that describe a finite verb, verbs read as participles. */
import { type Tokens, UPOS } from "../../../text/analysis.js";

const [NOUN, PROPN, VERB] = (["NOUN", "PROPN", "VERB"] as const).map((tag) => UPOS.indexOf(tag));

type Arcs = { readonly Head: Int32Array; readonly Deprel: string[] };

const isNoun = ({ Upos }: Tokens, i: number) => Upos[i] === NOUN || Upos[i] === PROPN;

/** The subject of a verb before it in its sentence, or -1. */
function subjectOf({ Sentence }: Tokens, { Head, Deprel }: Arcs, verb: number): number {
  for (let k = verb - 1; k >= 0 && Sentence[k] === Sentence[verb]; k--)
    if (Head[k] === verb && Deprel[k]!.startsWith("nsubj")) return k;
  return -1;
}

/** "The Red Front carries out attacks": a noun that describes a finite verb right behind it is its subject. */
export function describedVerbs(tokens: Tokens, { Head, Deprel }: Arcs): void {
  const { Upos, Feats } = tokens;
  for (let i = 0; i + 1 < tokens.length; i++) {
    const verb = i + 1;
    if (Deprel[i] !== "compound" || Head[i] !== verb || Upos[verb] !== VERB || !isNoun(tokens, i)) continue;
    if (!Feats[verb]!.includes("VerbForm=Fin") || subjectOf(tokens, { Head, Deprel }, verb) >= 0) continue;
    Deprel[i] = "nsubj";
    for (let k = i - 1; k >= 0 && Head[k] === verb && /^(det|amod|compound|nmod:poss)$/.test(Deprel[k]!); k--)
      Head[k] = i;
  }
}

/** "During the riot, members of the guard at the gate, not far from there, opened fire": what is set beside a phrase that opens a sentence acts, where the verb has no subject. */
export function besideOpening(tokens: Tokens, { Head, Deprel }: Arcs): void {
  const { Norm, Upos, Sentence, Feats } = tokens;
  for (let i = 2; i + 1 < tokens.length; i++) {
    const opening = Head[i]!;
    if (Deprel[i] !== "appos" || opening < 0 || opening > i || !isNoun(tokens, i)) continue;
    const verb = Head[opening]!;
    if (!Deprel[opening]!.startsWith("obl") || verb < i || Upos[verb] !== VERB) continue;
    if (!Feats[verb]!.includes("VerbForm=Fin") || subjectOf(tokens, { Head, Deprel }, verb) >= 0) continue;
    let first = opening;
    while (first > 0 && Sentence[first - 1] === Sentence[opening]) first--;
    let comma = i - 1;
    while (comma > opening && Head[comma] === i && Norm[comma] !== ",") comma--;
    if (Deprel[first] !== "case" || Head[first] !== opening || Norm[comma] !== ",") continue;
    Head[i] = verb;
    Deprel[i] = "nsubj";
  }
}

/** Of those who act it may be said how they look or what they bear. */
const CLAD = new Set(["dress", "clothe", "clad", "arm", "equip", "mask"]);

/** "Women dressed in black marched": a past of such a verb before the verb of its sentence describes those who act. */
export function cladOnes(tokens: Tokens, { Head, Deprel }: Arcs): void {
  const { Norm, Upos, Lemma, Sentence, Feats } = tokens;
  for (let clad = 1; clad + 2 < tokens.length; clad++) {
    if (Upos[clad] !== VERB || !CLAD.has(Lemma[clad]!) || !/^(in|with|as)$/.test(Norm[clad + 1]!)) continue;
    const who = clad - 1;
    if (Head[who] !== clad || Deprel[who] !== "nsubj" || !isNoun(tokens, who)) continue;
    let verb = clad + 2;
    while (
      verb < tokens.length &&
      Sentence[verb] === Sentence[clad] &&
      !(Upos[verb] === VERB && Head[verb] === clad && Feats[verb]!.includes("VerbForm=Fin"))
    )
      verb++;
    if (verb >= tokens.length || Sentence[verb] !== Sentence[clad]) continue;
    const subject = subjectOf(tokens, { Head, Deprel }, verb);
    // "armed with sticks and stones blocked": the last of what they bear does not act.
    if (subject >= 0 && (subject < clad || Norm[subject - 1] !== "and")) continue;
    let borne = clad + 2;
    while (borne < verb && !isNoun(tokens, borne)) borne++;
    // "in black"
    if (borne === verb) borne = clad + 2;
    if (borne === verb) continue;
    Head[clad + 1] = borne;
    Head[borne] = clad;
    Deprel[borne] = "obl";
    if (subject > borne) {
      Head[subject] = borne;
      Deprel[subject] = "conj";
    }
    Head[verb] = Head[clad]!;
    Deprel[verb] = Deprel[clad]!;
    Head[who] = verb;
    Head[clad] = who;
    Deprel[clad] = "acl";
    for (let k = verb + 1; k < tokens.length && Sentence[k] === Sentence[clad]; k++)
      if (Head[k] === clad) Head[k] = verb;
  }
}

/** Adjectives that stand behind those whom they tell of, with a preposition of their own. */
const BEHIND = new Set([
  "angry",
  "furious",
  "loyal",
  "close",
  "opposed",
  "hostile",
  "sympathetic",
  "allied",
  "unhappy",
  "upset",
  "frustrated",
  "outraged",
  "enraged",
  "tired",
  "weary",
  "affiliated",
  "linked",
  "aligned",
  "faithful",
  "critical",
  "desperate",
  "impatient",
  "dissatisfied",
  "disgruntled",
  "fed",
  "sick",
  "active",
  "resident",
  "eager",
  "keen",
  "afraid",
  "fearful",
  "worried",
  "wary",
  "responsible",
  "present",
  "privy",
]);

/** "Soldiers loyal to the general toppled him", "Residents angry at cuts burned tyres": those told of by an adjective behind them act, where the parse gives them to the adjective. */
export function toldBehind(tokens: Tokens, { Head, Deprel }: Arcs): void {
  const { Norm, Upos, Feats, Sentence } = tokens;
  for (let adjective = 1; adjective + 3 < tokens.length; adjective++) {
    const who = adjective - 1;
    if (!BEHIND.has(Norm[adjective]!) || Head[who] !== adjective || !isNoun(tokens, who)) continue;
    if (!Deprel[who]!.startsWith("nsubj") || Head[adjective]! === who) continue;
    const verb = Head[adjective]!;
    if (verb < adjective + 2 || Sentence[verb] !== Sentence[adjective] || Upos[verb] !== VERB) continue;
    if (!Feats[verb]!.includes("VerbForm=Fin") && !Feats[verb]!.includes("Voice=Pass")) continue;
    let passive = false;
    let of = -1;
    for (let k = adjective + 1; k < verb; k++) {
      if (Head[k] === verb && Deprel[k] === "aux:pass") passive = true;
      // What the adjective is about: the noun behind its preposition, whatever the parse makes of it.
      if (of < 0 && Deprel[k] === "case") of = Head[k]!;
      if (Head[k] === verb && Deprel[k]!.startsWith("nsubj") && (of < 0 || k < of)) of = k;
    }
    if (of > adjective && of < verb) {
      Head[of] = adjective;
      Deprel[of] = "obl";
      for (let k = adjective + 1; k < verb; k++)
        if (Head[k] === verb && Deprel[k]!.startsWith("nsubj") && k !== of) {
          Head[k] = of;
          Deprel[k] = "conj";
        }
    }
    Head[who] = verb;
    Deprel[who] = passive ? "nsubj:pass" : "nsubj";
    Head[adjective] = who;
    Deprel[adjective] = "amod";
  }
}

/** "Workers in Tal demanding a higher wage clashed": what a participle behind those who act has for its object does not act, whatever the parse makes of it. */
export function doingBehind(tokens: Tokens, { Head, Deprel }: Arcs): void {
  const { Norm, Upos, Feats, Sentence } = tokens;
  for (let doing = 1; doing + 2 < tokens.length; doing++) {
    if (Upos[doing] !== VERB || !Norm[doing]!.endsWith("ing")) continue;
    let object = doing + 1;
    while (object < tokens.length && Sentence[object] === Sentence[doing] && object < doing + 7) {
      if (Norm[object] === "," || Upos[object] === VERB || Deprel[object] === "case") break;
      if (isNoun(tokens, object) && /^nsubj/.test(Deprel[object]!)) break;
      object++;
    }
    if (object >= tokens.length || !isNoun(tokens, object) || !/^nsubj/.test(Deprel[object]!)) continue;
    const verb = Head[object]!;
    if (verb <= object || Upos[verb] !== VERB || Sentence[verb] !== Sentence[doing]) continue;
    if (!Feats[verb]!.includes("VerbForm=Fin") && !Feats[verb]!.includes("Voice=Pass")) continue;
    let comma = false;
    for (let k = doing; k < verb && !comma; k++) comma = Norm[k] === ",";
    if (comma) continue;
    // Those of whom the participle tells: its own subject, or the other subject of the verb.
    let who = -1;
    for (let k = doing - 1; k >= 0 && Sentence[k] === Sentence[doing] && Norm[k] !== "," && who < 0; k--)
      if (
        isNoun(tokens, k) &&
        /^nsubj/.test(Deprel[k]!) &&
        (Head[k] === verb || (Head[k] === doing && Head[doing] === verb))
      )
        who = k;
    if (who < 0) continue;
    Head[who] = verb;
    Deprel[who] = Deprel[object]!;
    Head[doing] = who;
    Deprel[doing] = "acl";
    Head[object] = doing;
    Deprel[object] = "obj";
  }
}

/** "HH the Prime Minister submitted": the letters of an honour before an office are no noun of their own. */
export function honoured(tokens: Tokens, { Head, Deprel }: Arcs): void {
  const { Form, Norm, Upos, Sentence } = tokens;
  for (let i = 0; i + 3 < tokens.length; i++) {
    if (!/^(?:HH|HE|HM|HRH)$/.test(Form[i]!) || Norm[i + 1] !== "the") continue;
    const office = Head[i + 1]!;
    if (office <= i || Head[office] !== i) continue;
    let verb = -1;
    for (let k = office + 1; k < tokens.length && Sentence[k] === Sentence[i] && verb < 0; k++)
      if (Head[k] === i && Upos[k] === VERB) verb = k;
    Head[office] = Head[i]!;
    Deprel[office] = Deprel[i]!;
    Head[i] = office;
    Deprel[i] = "compound";
    if (verb < 0) continue;
    Head[verb] = Head[office]!;
    Deprel[verb] = Head[office]! < 0 ? "root" : Deprel[office]!;
    Head[office] = verb;
    Deprel[office] = "nsubj";
  }
}

/** "Led by the union, nurses and drivers marched": behind the participle that opens a sentence the list after the comma acts, where the verb has no subject. */
export function openedByParticiple(tokens: Tokens, { Head, Deprel }: Arcs): void {
  const { Norm, Upos, Lemma, Sentence, Feats } = tokens;
  for (let first = 0; first + 5 < tokens.length; first++) {
    if (Upos[first] !== VERB || (first > 0 && Sentence[first - 1] === Sentence[first])) continue;
    // "Led by", "Urged on by"
    const by = Norm[first + 1] === "by" ? first + 1 : first + 2;
    if (Norm[by] !== "by" || Sentence[by] !== Sentence[first]) continue;
    const whose = Head[by]!;
    let verb = Head[first]!;
    // The parse may set the verb beside the participle.
    for (let k = whose + 1; verb < 0 && k < tokens.length && Sentence[k] === Sentence[first]; k++)
      if (Head[k] === first && Deprel[k] === "conj") verb = k;
    if (whose <= by || verb <= whose || Upos[verb] !== VERB || !Feats[verb]!.includes("VerbForm=Fin"))
      continue;
    let subject = verb - 1;
    while (subject > whose && !(Head[subject] === verb && /^nsubj/.test(Deprel[subject]!))) subject--;
    // "…, the crowd marched" has a subject; "…, nurses and drivers marched" may have the last of the list for one.
    if (subject > whose && Norm[subject - 1] !== "and") continue;
    let acts = -1;
    for (let k = whose + 2; k < verb && acts < 0; k++)
      if (Deprel[k] === "conj" && Head[k] === whose && isNoun(tokens, k)) acts = k;
    // The comma before the first word of its phrase.
    let comma = acts - 1;
    while (comma > whose && Head[comma] === acts) comma--;
    if (acts < 0 || (Norm[comma] !== "," && Norm[comma + 1] !== ",")) continue;
    for (let k = acts + 1; k < verb; k++)
      if ((Deprel[k] === "conj" && Head[k] === whose) || k === subject) {
        Head[k] = acts;
        Deprel[k] = "conj";
      }
    Head[acts] = verb;
    const passive = Feats[verb]!.includes("Voice=Pass") || Lemma[verb - 1] === "be";
    Deprel[acts] = passive ? "nsubj:pass" : "nsubj";
  }
}

/** `known`: the features, where others have been mended. "when a mob pelted stones at them": a participle that has a subject and stands before a noun is a verb, and the noun its object. */
export function thrown(tokens: Tokens, { Head, Deprel }: Arcs, known: string[] | null): string[] | null {
  const { Upos, Feats, Norm } = tokens;
  let made = known;
  for (let verb = 1; verb + 1 < tokens.length; verb++) {
    const noun = verb + 1;
    if (Deprel[verb] !== "amod" || Head[verb] !== noun || Upos[verb] !== VERB || !isNoun(tokens, noun))
      continue;
    // "have terrorised villages"
    const have = Head[noun]!;
    if (have === verb - 1 && /^(have|has|had)$/.test(Norm[have]!) && Deprel[noun] === "obj") {
      made ??= [...Feats];
      made[verb] = "Tense=Past|VerbForm=Part";
      Head[verb] = Head[have]!;
      Deprel[verb] = Deprel[have]!;
      for (let k = verb + 1; k < tokens.length && tokens.Sentence[k] === tokens.Sentence[verb]; k++)
        if (Head[k] === have) Head[k] = verb;
      for (let k = have - 1; k >= 0 && tokens.Sentence[k] === tokens.Sentence[verb]; k--)
        if (Head[k] === have) Head[k] = verb;
      Head[have] = verb;
      Deprel[have] = "aux";
      Head[noun] = verb;
      continue;
    }
    const subject = verb - 1;
    if (Head[subject] !== verb || Deprel[subject] !== "nsubj" || !isNoun(tokens, subject)) continue;
    made ??= [...Feats];
    made[verb] = "Mood=Ind|Tense=Past|VerbForm=Fin";
    Head[verb] = Head[noun]!;
    Deprel[verb] = Head[noun]! < 0 ? "root" : "advcl";
    Head[noun] = verb;
    Deprel[noun] = "obj";
    for (let k = noun + 1; k < tokens.length && tokens.Sentence[k] === tokens.Sentence[verb]; k++)
      if (Head[k] === noun && Deprel[k] === "nmod" && /^(at|on|against|with|in|into)$/.test(Norm[k - 1]!)) {
        Head[k] = verb;
        Deprel[k] = "obl";
      }
  }
  return made;
}
