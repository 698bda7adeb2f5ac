/** Mends what stands beside a verb or in a list: amounts behind it, members joined to the wrong one, "sit-in" taken apart. */
import { type Tokens, UPOS, withColumns } from "../../../text/analysis.js";
import {
  besideOpening,
  cladOnes,
  describedVerbs,
  doingBehind,
  honoured,
  openedByParticiple,
  thrown,
  toldBehind,
} from "./mend-subjects.js";

const [NOUN, PROPN, VERB, NUM] = (["NOUN", "PROPN", "VERB", "NUM"] as const).map((tag) => UPOS.indexOf(tag));

/** Words that bound an amount, and that parsers take for prepositions. */
const BOUNDING = new Set(["around", "about", "over", "under", "nearly", "almost", "roughly", "some"]);

type Arcs = { readonly Head: Int32Array; readonly Deprel: string[] };

const isNoun = ({ Upos }: Tokens, i: number) => Upos[i] === NOUN || Upos[i] === PROPN;

/** "dispersed around 700 pensioners": those are dispersed; the word before the number is no preposition. */
function amounts(tokens: Tokens, { Head, Deprel }: Arcs, intransitive: ReadonlySet<string>): void {
  const { Norm, Upos, Lemma, Sentence, Feats } = tokens;
  for (let word = 1; word + 2 < tokens.length; word++) {
    if (!BOUNDING.has(Norm[word]!) || Deprel[word] !== "case" || Upos[word + 1] !== NUM) continue;
    const [verb, noun] = [word - 1, Head[word]!];
    if (noun <= word + 1 || Sentence[noun] !== Sentence[word] || Head[noun] !== verb) continue;
    if (Upos[verb] !== VERB || Upos[noun] !== NOUN || !Deprel[noun]!.startsWith("obl")) continue;
    if (Feats[verb]!.includes("Voice=Pass") || intransitive.has(Lemma[verb]!)) continue;
    if (has(tokens, { Head, Deprel }, verb, "obj") || has(tokens, { Head, Deprel }, verb, "aux:pass"))
      continue;
    Deprel[noun] = "obj";
    Deprel[word] = "advmod";
    Head[word] = word + 1;
  }
}

/** "Up to 100,000 workers were expected": at the head of a sentence the words that bound an amount are no preposition, and those counted are the subject. */
function openingAmounts(tokens: Tokens, { Head, Deprel }: Arcs): void {
  const { Norm, Upos, Sentence, Feats } = tokens;
  for (let word = 0; word + 3 < tokens.length; word++) {
    if (word > 0 && Sentence[word - 1] === Sentence[word]) continue;
    if (!BOUNDING.has(Norm[word]!) && Norm[word] !== "up" && Norm[word] !== "between") continue;
    const noun = Head[word]!;
    if (Deprel[word] !== "case" || noun < 0 || Sentence[noun] !== Sentence[word] || !isNoun(tokens, noun))
      continue;
    const number = Norm[word + 1] === "to" ? word + 2 : word + 1;
    if (Upos[number] !== NUM || Head[number] !== noun || !Deprel[noun]!.startsWith("obl")) continue;
    const verb = Head[noun]!;
    if (verb < noun || Upos[verb] !== VERB || has(tokens, { Head, Deprel }, verb, "nsubj")) continue;
    if (has(tokens, { Head, Deprel }, verb, "nsubj:pass")) continue;
    const passive = has(tokens, { Head, Deprel }, verb, "aux:pass") || Feats[verb]!.includes("Voice=Pass");
    Deprel[noun] = passive ? "nsubj:pass" : "nsubj";
    for (let k = word; k < number; k++) if (Deprel[k] === "case") Deprel[k] = "advmod";
  }
}

/** Whether a token has a child of a relation within its sentence. */
function has({ Sentence, length }: Tokens, { Head, Deprel }: Arcs, of: number, relation: string): boolean {
  for (let k = of - 1; k >= 0 && Sentence[k] === Sentence[of]; k--)
    if (Head[k] === of && Deprel[k] === relation) return true;
  for (let k = of + 1; k < length && Sentence[k] === Sentence[of]; k++)
    if (Head[k] === of && Deprel[k] === relation) return true;
  return false;
}

/** Prepositions of those beside whom something is done. */
const BESIDE = new Set(["alongside", "beside", "with", "against"]);

/** "marched alongside teachers": what has a preposition is no object. */
function beside({ Norm, length }: Tokens, { Head, Deprel }: Arcs): void {
  for (let i = 0; i < length; i++) {
    const noun = Head[i]!;
    if (Deprel[i] !== "case" || !BESIDE.has(Norm[i]!) || noun <= i || Deprel[noun] !== "obj") continue;
    Deprel[noun] = "obl";
  }
}

/** "attacked a police station as well as three banks": what stands behind such words is joined to what the verb acts on. */
function asWell(tokens: Tokens, { Head, Deprel }: Arcs): void {
  const { Norm, Upos } = tokens;
  for (let i = 2; i + 3 < tokens.length; i++) {
    if (Norm[i] !== "as" || Norm[i + 1] !== "well" || Norm[i + 2] !== "as") continue;
    const noun = Head[i]!;
    if (noun <= i + 2 || !isNoun(tokens, noun) || !/^(?:obl|nmod)/.test(Deprel[noun]!)) continue;
    const verb = Head[noun]!;
    if (verb < 0 || verb > i || Upos[verb] !== VERB) continue;
    for (let k = verb + 1; k < i; k++)
      if (Head[k] === verb && Deprel[k] === "obj") {
        Head[noun] = k;
        Deprel[noun] = "conj";
        break;
      }
  }
}

/**
 * "residents of the valley, families of the miners and relatives of the dead": a member that has its own "of" is beside the
 * one that has, not beside what that one is of.
 */
function parallel(tokens: Tokens, arcs: Arcs): void {
  const { Head, Deprel } = arcs;
  const { Norm, Upos } = tokens;
  for (let i = 2; i + 1 < tokens.length; i++) {
    if (Deprel[i] !== "conj" || Norm[i + 1] !== "of" || Norm[i - 1] !== "and" || !isNoun(tokens, i)) continue;
    const inner = Head[i]!;
    if (inner < 0 || inner > i || Deprel[inner] !== "nmod") continue;
    const outer = Head[inner]!;
    if (outer < 1 || outer > inner || Norm[outer + 1] !== "of" || Upos[outer] !== NOUN) continue;
    // Two members do not show which is meant; a list of three does.
    if (Deprel[outer] !== "conj" || Norm[outer - 1] !== ",") continue;
    Head[i] = Head[outer]!;
  }
}

function onlyNouns(tokens: Tokens, from: number, to: number): boolean {
  for (let k = from; k < to; k++) if (!isNoun(tokens, k) && tokens.Norm[k] !== "and") return false;
  return true;
}

/** "Members of the union, the nurses' association and others took part": of two subjects before a verb the second goes on the first. */
function subjects(tokens: Tokens, { Head, Deprel }: Arcs): void {
  const { Norm, Sentence } = tokens;
  for (let i = 2; i < tokens.length; i++) {
    const verb = Head[i]!;
    if (!/^nsubj/.test(Deprel[i]!) || verb <= i || !isNoun(tokens, i)) continue;
    let first = -1;
    let between = false;
    for (let k = i - 1; k >= 0 && Sentence[k] === Sentence[i]; k--) {
      if (tokens.Upos[k] === VERB) break;
      if (Norm[k] === ",") between = true;
      if (Head[k] === verb && Deprel[k] === Deprel[i] && isNoun(tokens, k)) {
        first = k;
        break;
      }
    }
    if (first < 0) continue;
    // "Activists of the front and the league blocked the road"
    let opening = i;
    while (opening - 1 > first && Head[opening - 1] === i) opening--;
    if (Norm[opening - 1] === "and" && Deprel[first] === Deprel[i]) {
      Head[i] = first;
      Deprel[i] = "conj";
      continue;
    }
    // "bsp and yuva dal activists staged": the first says whose people they are.
    if (tokens.Upos[i] === NOUN && !between && onlyNouns(tokens, first + 1, i)) {
      Head[first] = i;
      Deprel[first] = "compound";
      continue;
    }
    if (!between) continue;
    let joins = false;
    for (let k = i + 1; k < verb && !joins; k++)
      joins = Norm[k] === "and" && (Head[k] === i || Head[Head[k]!] === i);
    if (!joins) continue;
    Head[i] = first;
    Deprel[i] = "conj";
    for (let k = i + 1; k < verb; k++) if (Head[k] === i && Deprel[k] === "conj") Head[k] = first;
  }
}

/** "suspended 14 opposition MPs": of two objects side by side the first says which kind the second is. */
function objects({ Head, Deprel }: Arcs, tokens: Tokens): void {
  for (let i = 1; i < tokens.length; i++) {
    const verb = Head[i]!;
    if (Deprel[i] !== "obj" || Deprel[i - 1] !== "obj" || Head[i - 1] !== verb || verb < 0 || verb > i)
      continue;
    if (tokens.Upos[i - 1] !== NOUN || !isNoun(tokens, i)) continue;
    for (let k = verb + 1; k < i - 1; k++) if (Head[k] === i - 1) Head[k] = i;
    Head[i - 1] = i;
    Deprel[i - 1] = "compound";
  }
}

/** "after the strike called on Monday had halted the trains": a verb helped by "had" beside the noun, without a subject, is that noun's; or -1. */
function freeVerb({ Norm, Upos, Sentence, length }: Tokens, { Head, Deprel }: Arcs, noun: number): number {
  if (!Deprel[noun]!.startsWith("obl")) return -1;
  for (let had = noun + 1; had < length && Sentence[had] === Sentence[noun] && Norm[had] !== ","; had++) {
    if (Norm[had] !== "had" || Deprel[had] !== "aux") continue;
    const verb = Head[had]!;
    if (verb < had || Upos[verb] !== VERB || Deprel[verb] !== "advcl" || Head[verb] !== Head[noun]) return -1;
    for (let k = noun; k < verb; k++)
      if (Head[k] === verb && /^(?:nsubj|csubj|mark)/.test(Deprel[k]!)) return -1;
    return verb;
  }
  return -1;
}

const OPENS_CLAUSE = new Set(["as", "after", "before", "since", "until"]);

/** "in the city after the bandh called by the party": the participle describes the noun before it, which hangs on the verb over both. */
function describe({ Norm, Upos, Feats }: Tokens, { Head, Deprel }: Arcs, opener: number, noun: number): void {
  const participle = noun + 1;
  if (Head[noun] !== participle || Upos[participle] !== VERB || Norm[participle + 1] !== "by") return;
  if (!Feats[participle]!.includes("Voice=Pass") || !/^(?:acl|advcl)$/.test(Deprel[participle]!)) return;
  let over = Head[participle]!;
  while (over >= 0 && Upos[over] !== VERB) over = Head[over]!;
  if (over < 0 || over > opener) return;
  Head[noun] = over;
  Head[participle] = noun;
  Deprel[participle] = "acl";
}

/** "as party workers sat on the track": what stands before the subject of a verb opens its clause and is no preposition. */
function openings(tokens: Tokens, { Head, Deprel }: Arcs): void {
  const { Norm, Upos } = tokens;
  for (let i = 0; i < tokens.length; i++) {
    if (Deprel[i] !== "case" || !OPENS_CLAUSE.has(Norm[i]!)) continue;
    const noun = Head[i]!;
    if (noun < i) continue;
    describe(tokens, { Head, Deprel }, i, noun);
    const subject = Deprel[noun]!.startsWith("nsubj");
    const verb = subject ? Head[noun]! : freeVerb(tokens, { Head, Deprel }, noun);
    if (verb <= noun || Upos[verb] !== VERB) continue;
    Head[i] = verb;
    Deprel[i] = "mark";
    if (subject) continue;
    Head[noun] = verb;
    Deprel[noun] = "nsubj";
  }
}

const HOLDING = new Set([
  "stage",
  "hold",
  "begin",
  "continue",
  "start",
  "organise",
  "organize",
  "launch",
  "join",
]);

/** "staged a sit-in in the ministry": the three tokens of "sit-in" are one noun, the object of the verb before it. */
function sitIns(tokens: Tokens, { Head, Deprel }: Arcs): void {
  const { Norm, Upos, Lemma, Start, End, Sentence } = tokens;
  for (let sit = 1; sit + 2 < tokens.length; sit++) {
    if (Norm[sit] !== "sit" || Norm[sit + 1] !== "-" || Norm[sit + 2] !== "in") continue;
    if (End[sit] !== Start[sit + 1] || End[sit + 1] !== Start[sit + 2]) continue;
    let verb = sit - 1;
    while (verb >= 0 && verb > sit - 5 && Sentence[verb] === Sentence[sit] && Upos[verb] !== VERB) verb--;
    if (verb < 0 || Sentence[verb] !== Sentence[sit] || Upos[verb] !== VERB || !HOLDING.has(Lemma[verb]!))
      continue;
    if (Deprel[sit] !== "compound" || Head[sit]! <= sit) continue;
    Head[sit] = verb;
    Deprel[sit] = "obj";
    Head[sit + 1] = sit;
    Head[sit + 2] = sit;
    Deprel[sit + 2] = "compound";
    for (let k = verb + 1; k < sit; k++) if (Head[k]! > sit) Head[k] = sit;
  }
}

const ORDERING = new Set(["order", "ask", "instruct", "direct", "command", "demand", "want", "require"]);

/** "ordered all lawyers and clerks arrested in May to be freed": the participle says which people, the infinitive what is ordered. */
function orderedFree(tokens: Tokens, { Head, Deprel }: Arcs): void {
  const { Norm, Upos, Feats, Sentence, Lemma } = tokens;
  for (let held = 2; held + 3 < tokens.length; held++) {
    const [order, noun] = [Head[held]!, held - 1];
    const participle = Upos[held] === VERB && Feats[held]!.includes("Tense=Past") && isNoun(tokens, noun);
    if (!participle || order < 0 || order > noun || !ORDERING.has(Lemma[order]!)) continue;
    if (!/^(conj|xcomp|ccomp)$/.test(Deprel[held]!)) continue;
    let freed = held + 1;
    while (
      freed < tokens.length &&
      Sentence[freed] === Sentence[held] &&
      !(Norm[freed] === "to" && Norm[freed + 1] === "be")
    )
      freed++;
    const verb = freed + 2;
    if (verb >= tokens.length || Sentence[verb] !== Sentence[held] || Upos[verb] !== VERB) continue;
    if (Head[verb] !== held && Head[verb] !== order) continue;
    let object = -1;
    for (let k = order + 1; k < noun; k++) if (Head[k] === order && Deprel[k] === "obj") object = k;
    if (Head[noun] === held) {
      Head[noun] = object >= 0 ? object : order;
      Deprel[noun] = object >= 0 ? "conj" : "obj";
    }
    Head[held] = noun;
    Deprel[held] = "acl";
    Head[verb] = order;
    Deprel[verb] = "xcomp";
  }
}

/** "as party workers squatted on the track": a verb that takes no object is no passive where it has a subject and no auxiliary. */
function activeOnes(
  { Lemma, Feats, Upos, length }: Tokens,
  { Head, Deprel }: Arcs,
  intransitive: ReadonlySet<string>,
): string[] | null {
  let mended: string[] | null = null;
  for (let i = 0; i < length; i++) {
    const verb = Head[i]!;
    if (Deprel[i] !== "nsubj" || verb <= i || Upos[verb] !== VERB || !Feats[verb]!.includes("Voice=Pass"))
      continue;
    if (!intransitive.has(Lemma[verb]!) || /^(?:acl|amod)/.test(Deprel[verb]!)) continue;
    let helped = false;
    for (let k = i + 1; k < verb && !helped; k++) helped = Head[k] === verb && Deprel[k]!.startsWith("aux");
    if (helped) continue;
    mended ??= [...Feats];
    mended[verb] = "Mood=Ind|Tense=Past|VerbForm=Fin";
  }
  return mended;
}

/** "urged its members to march", "told them to rally": an infinitive is no noun after a preposition, and says nothing of those who are told. */
function infinitives(
  { Norm, Lemma, Upos, length }: Tokens,
  { Head, Deprel }: Arcs,
  control: ReadonlySet<string>,
): void {
  for (let i = 1; i < length; i++) {
    const over = Head[i]!;
    if (Upos[i] !== VERB || Norm[i - 1] !== "to" || Deprel[i - 1] !== "mark" || over < 0 || over > i)
      continue;
    if (Deprel[i] === "obl" && Upos[over] === VERB) Deprel[i] = "xcomp";
    const verb = Head[over]!;
    const told = Deprel[i] === "acl" && /^i?obj$/.test(Deprel[over]!) && verb < over;
    if (!told || verb < 0 || Upos[verb] !== VERB || !control.has(Lemma[verb]!)) continue;
    Deprel[over] = "obj";
    Head[i] = verb;
    Deprel[i] = "xcomp";
  }
}

/** The parse with such arcs mended. `intransitive`: lemmas of verbs that take no object; `control`: of verbs whose object does what their infinitive tells. */
export function mendArguments(
  tokens: Tokens,
  intransitive: ReadonlySet<string>,
  control: ReadonlySet<string>,
): Tokens {
  const arcs = { Head: tokens.Head.slice(), Deprel: [...tokens.Deprel] };
  amounts(tokens, arcs, intransitive);
  beside(tokens, arcs);
  parallel(tokens, arcs);
  subjects(tokens, arcs);
  objects(arcs, tokens);
  describedVerbs(tokens, arcs);
  openedByParticiple(tokens, arcs);
  openingAmounts(tokens, arcs);
  doingBehind(tokens, arcs);
  honoured(tokens, arcs);
  asWell(tokens, arcs);
  cladOnes(tokens, arcs);
  toldBehind(tokens, arcs);
  besideOpening(tokens, arcs);
  openings(tokens, arcs);
  sitIns(tokens, arcs);
  orderedFree(tokens, arcs);
  infinitives(tokens, arcs, control);
  const active = activeOnes(tokens, arcs, intransitive);
  const Feats = thrown(tokens, arcs, active);
  return withColumns(tokens, Feats === null ? arcs : { ...arcs, Feats });
}
