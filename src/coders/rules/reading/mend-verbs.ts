/** Mends verbs that a parse ties to the noun they act on, or leaves without it: "burned tyres and blocked roads". */
import { type Tokens, UPOS } from "../../../text/analysis.js";

const [NOUN, PROPN, VERB, ADJ, NUM, DET] = (["NOUN", "PROPN", "VERB", "ADJ", "NUM", "DET"] as const).map(
  (tag) => UPOS.indexOf(tag),
);

/** "burned tyres and blocked roads": the noun after the second verb is its object, not one more of the first. */
function giveObjects(tokens: Tokens, Head: Int32Array, Deprel: string[]): number[] {
  const given: number[] = [];
  for (let verb = 1; verb + 1 < tokens.length; verb++) {
    if (tokens.Upos[verb] !== VERB || Deprel[verb] !== "conj") continue;
    let noun = verb + 1;
    while (
      noun + 1 < tokens.length &&
      tokens.Sentence[noun + 1] === tokens.Sentence[verb] &&
      (tokens.Upos[noun] === DET || tokens.Upos[noun] === ADJ || tokens.Upos[noun] === NUM)
    )
      noun++;
    const later = tokens.Upos[noun] === NOUN && tokens.Sentence[noun] === tokens.Sentence[verb];
    if (!later || Deprel[noun] !== "conj" || Head[noun]! >= verb) continue;
    Head[noun] = verb;
    Deprel[noun] = "obj";
    given.push(verb);
  }
  return given;
}

/**
 * "broke into a home and shot Ana Rey", "marched to the square and attacked police": a verb behind an "and" that the parse
 * hangs on the noun it acts on. `deeds`: verbs whose pasts hardly ever describe a noun.
 */
function freeConjoined(
  tokens: Tokens,
  Head: Int32Array,
  Deprel: string[],
  deeds: ReadonlySet<string>,
): number[] {
  const freed: number[] = [];
  for (let verb = 2; verb + 1 < tokens.length; verb++) {
    const noun = Head[verb]!;
    const describes = Deprel[verb] === "amod" && deeds.has(tokens.Norm[verb]!) && Deprel[noun] === "conj";
    if (tokens.Upos[verb] !== VERB || (Deprel[verb] !== "conj" && !describes)) continue;
    if (noun <= verb || noun > verb + 4) continue;
    if (tokens.Norm[verb - 1] !== "and" || (tokens.Upos[noun] !== NOUN && tokens.Upos[noun] !== PROPN))
      continue;
    let before = verb - 2;
    while (
      before >= 0 &&
      tokens.Sentence[before] === tokens.Sentence[verb] &&
      !(tokens.Upos[before] === VERB && tokens.Feats[before]!.includes("VerbForm=Fin"))
    )
      before--;
    if (before < 0 || tokens.Sentence[before] !== tokens.Sentence[verb]) continue;
    Head[verb] = before;
    Deprel[verb] = "conj";
    Head[noun] = verb;
    Deprel[noun] = "obj";
    freed.push(verb);
  }
  return freed;
}

/** "…, the locals attacked police posted there": what has a subject before it and a noun behind it is no participle of the noun. */
function freeVerbs(tokens: Tokens, Head: Int32Array, Deprel: string[]): number[] {
  const freed: number[] = [];
  for (let noun = 2; noun < tokens.length; noun++) {
    const verb = noun - 1;
    if (Deprel[verb] !== "acl" || Head[verb] !== noun || tokens.Upos[verb] !== VERB) continue;
    const past = tokens.Feats[verb]!.includes("Tense=Past");
    const subject = verb - 1;
    if (!past || Head[subject] !== verb || Deprel[subject] !== "nsubj") continue;
    Head[verb] = Head[noun]!;
    Deprel[verb] = Head[verb]! < 0 ? "root" : "parataxis";
    Head[noun] = verb;
    Deprel[noun] = "obj";
    freed.push(verb);
  }
  return freed;
}

/** "set up barricades and attacked police": behind an active verb, what has an object right after it is no passive. */
function activeConjoined(tokens: Tokens, Head: Int32Array, Deprel: string[]): number[] {
  const active: number[] = [];
  for (let verb = 2; verb + 1 < tokens.length; verb++) {
    if (Deprel[verb] !== "conj" || !tokens.Feats[verb]!.includes("Voice=Pass")) continue;
    const over = Head[verb]!;
    if (
      over < 0 ||
      over > verb ||
      tokens.Upos[over] !== VERB ||
      !tokens.Feats[over]!.includes("VerbForm=Fin")
    )
      continue;
    let at = verb + 1;
    while (at + 1 < tokens.length && BEFORE_NOUN.has(tokens.Upos[at]!)) at++;
    if (Head[at] !== verb || Deprel[at] !== "obj" || tokens.Sentence[at] !== tokens.Sentence[verb]) continue;
    let helped = false;
    for (let k = over + 1; k < verb && !helped; k++) helped = Deprel[k] === "aux:pass" && Head[k] === verb;
    if (!helped) active.push(verb);
  }
  return active;
}

const BEFORE_NOUN = new Set([DET, ADJ, NUM]);

/** Verbs that may have two objects, so that their participle may keep one: "a man given ten years". */
const TWO_OBJECTS = new Set([
  ...["give", "award", "call", "name", "offer", "deny", "pay", "grant", "promise", "show", "teach", "tell"],
  ...[
    "ask",
    "dub",
    "title",
    "consider",
    "elect",
    "appoint",
    "declare",
    "hand",
    "send",
    "assign",
    "allow",
    "leave",
  ],
]);

/** "Unknown men placed bombs in three banks, police reported": a verb of saying has one subject; the other acts before it. */
function freeTold(tokens: Tokens, Head: Int32Array, Deprel: string[]): number[] {
  const freed: number[] = [];
  for (let verb = 1; verb < tokens.length; verb++) {
    const noun = verb - 1;
    if (Deprel[verb] !== "acl" || Head[verb] !== noun || Deprel[noun] !== "nsubj") continue;
    if (!tokens.Feats[verb]!.includes("Tense=Past") || TWO_OBJECTS.has(tokens.Lemma[verb]!)) continue;
    const said = Head[noun]!;
    if (said < verb || tokens.Upos[said] !== VERB) continue;
    let object = false;
    let other = false;
    for (let k = verb + 1; k < said; k++) {
      if (Head[k] === verb && Deprel[k] === "obj") object = true;
      if (Head[k] === said && Deprel[k] === "nsubj") other = true;
    }
    if (!object || !other) continue;
    Head[noun] = verb;
    Head[verb] = said;
    Deprel[verb] = "ccomp";
    freed.push(verb);
  }
  return freed;
}

/** "The strike called by the union crippled bus services.": a noun over a sentence without a verb, whose last participle has an object, is its subject. */
function freeRoots(tokens: Tokens, Head: Int32Array, Deprel: string[]): number[] {
  const freed: number[] = [];
  for (let verb = 2; verb + 1 < tokens.length; verb++) {
    const noun = Head[verb]!;
    if (Deprel[verb] !== "acl" || noun < 0 || noun >= verb - 1 || Deprel[noun] !== "root") continue;
    if (!tokens.Feats[verb]!.includes("Tense=Past") || TWO_OBJECTS.has(tokens.Lemma[verb]!)) continue;
    if (tokens.Upos[noun] !== NOUN && tokens.Upos[noun] !== PROPN) continue;
    let at = verb + 1;
    while (at + 1 < tokens.length && BEFORE_NOUN.has(tokens.Upos[at]!)) at++;
    while (at + 1 < tokens.length && Head[at] === at + 1 && Deprel[at] === "compound") at++;
    if (Head[at] !== verb || Deprel[at] !== "obj") continue;
    let finite = false;
    let end = verb;
    for (let k = noun; k < tokens.length && tokens.Sentence[k] === tokens.Sentence[noun]; k++) {
      const own = Head[k] === noun || Head[k] === verb || k === noun;
      if (own && /^(?:nsubj|csubj|cop|aux|parataxis|mark)/.test(Deprel[k]!)) finite = true;
      end = k;
    }
    if (finite || tokens.Norm[end] !== ".") continue;
    Head[verb] = -1;
    Deprel[verb] = "root";
    Head[noun] = verb;
    Deprel[noun] = "nsubj";
    Head[end] = verb;
    freed.push(verb);
  }
  return freed;
}

/** Frees such verbs and gives them their objects; the verbs that thereby are no passives. */
export function mendVerbs(
  tokens: Tokens,
  Head: Int32Array,
  Deprel: string[],
  deeds: ReadonlySet<string>,
): number[] {
  return [
    ...freeVerbs(tokens, Head, Deprel),
    ...freeTold(tokens, Head, Deprel),
    ...freeRoots(tokens, Head, Deprel),
    ...freeConjoined(tokens, Head, Deprel, deeds),
    ...giveObjects(tokens, Head, Deprel),
    ...activeConjoined(tokens, Head, Deprel),
  ];
}
