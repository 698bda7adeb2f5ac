/** Mends single arcs of a parse that the view would read wrongly: missing subjects, verbs joined too high. */
import { type Tokens, UPOS, withColumns } from "../../../text/analysis.js";
import {
  closeClauses,
  freeClauses,
  freeSources,
  giveLastOfList,
  joinNeighbours,
  liftOverClauses,
  tieMembers,
} from "./mend-conjuncts.js";
import { actNouns, existents, streetNames, whoseActs } from "./mend-nouns.js";
import { describedNouns } from "./mend-participles.js";
import { mendVerbs } from "./mend-verbs.js";

const [NOUN, PROPN, VERB, AUX, ADJ, NUM, DET, ADP] = (
  ["NOUN", "PROPN", "VERB", "AUX", "ADJ", "NUM", "DET", "ADP"] as const
).map((tag) => UPOS.indexOf(tag));

/** "was lit on fire": a word that the parse gives a passive auxiliary is a participle, also where the tagger calls it an adjective. */
function participles(tokens: Tokens): Tokens {
  let made: { Upos: Uint8Array; Feats: string[] } | null = null;
  for (let i = 0; i < tokens.length; i++) {
    const head = tokens.Head[i]!;
    if (tokens.Deprel[i] !== "aux:pass" || head < 0 || tokens.Upos[head] !== ADJ) continue;
    made ??= { Upos: tokens.Upos.slice(), Feats: [...tokens.Feats] };
    made.Upos[head] = VERB!;
    made.Feats[head] = "Tense=Past|VerbForm=Part|Voice=Pass";
  }
  return made ? withColumns(tokens, made) : tokens;
}

const WHITHER = new Set(["to", "into", "across", "through", "throughout", "beyond", "from", "over"]);

/** "as the rioting spread to the port": a "spread" behind a noun and before where to is the verb of that noun. */
function spreads(tokens: Tokens): Tokens {
  let made: {
    Upos: Uint8Array;
    Feats: string[];
    Head: Int32Array;
    Deprel: string[];
  } | null = null;
  for (let i = 1; i + 1 < tokens.length; i++) {
    const noun = i - 1;
    if (tokens.Norm[i] !== "spread" || tokens.Upos[i] !== NOUN || tokens.Head[noun] !== i) continue;
    const named =
      tokens.Upos[noun] === PROPN && (noun === 0 || tokens.Sentence[noun - 1] !== tokens.Sentence[i]);
    if (
      tokens.Deprel[noun] !== "compound" ||
      !(named || tokens.Upos[noun] === NOUN) ||
      !WHITHER.has(tokens.Norm[i + 1]!)
    )
      continue;
    made ??= {
      Upos: tokens.Upos.slice(),
      Feats: [...tokens.Feats],
      Head: tokens.Head.slice(),
      Deprel: [...tokens.Deprel],
    };
    made.Upos[i] = VERB!;
    made.Upos[noun] = NOUN!;
    made.Feats[i] = "Mood=Ind|Tense=Past|VerbForm=Fin";
    made.Deprel[noun] = "nsubj";
    if (tokens.Head[i]! >= 0) made.Deprel[i] = "advcl";
    for (let k = noun - 1; k >= 0 && tokens.Sentence[k] === tokens.Sentence[i]; k--) {
      if (tokens.Head[k] !== i) continue;
      if (tokens.Deprel[k] === "case") made.Deprel[k] = "mark";
      else if (/^(det|amod|compound|nmod:poss)$/.test(tokens.Deprel[k]!)) made.Head[k] = noun;
    }
    const where = tokens.Head[i + 1]!;
    if (where > i && /^(obl|nmod|obj)/.test(tokens.Deprel[where]!)) {
      made.Head[where] = i;
      made.Deprel[where] = "obl";
    }
    for (let k = i + 1; k < tokens.length && tokens.Sentence[k] === tokens.Sentence[i]; k++)
      if (tokens.Head[k] === i && tokens.Deprel[k] === "nmod") made.Deprel[k] = "obl";
  }
  return made ? withColumns(tokens, made) : tokens;
}

/** "gathered on Thursday to denounce …": nothing before its "to" belongs to an infinitive, so the day is that of the gathering. */
function liftOutOfInfinitives(tokens: Tokens, Head: Int32Array, Deprel: string[]): void {
  for (let to = 1; to < tokens.length; to++) {
    if (tokens.Norm[to] !== "to" || Deprel[to] !== "mark") continue;
    const verb = Head[to]!;
    if (verb <= to || !/^(advcl|acl|xcomp)/.test(Deprel[verb]!) || Head[verb]! < 0 || Head[verb]! > to)
      continue;
    for (let i = to - 1; i > Head[verb]! && tokens.Sentence[i] === tokens.Sentence[to]; i--)
      if (Head[i] === verb && Deprel[i]!.startsWith("obl")) Head[i] = Head[verb]!;
  }
}

/** "join a rally planned for Sunday": the participle describes the rally, unlike that of "want the law changed". */
function tieParticiples(
  tokens: Tokens,
  Head: Int32Array,
  Deprel: string[],
  takesParticiple: ReadonlySet<string>,
): void {
  for (let i = 1; i < tokens.length; i++) {
    if (Deprel[i] !== "xcomp" || tokens.Upos[i] !== VERB) continue;
    const [noun, verb] = [i - 1, Head[i]!];
    // "holding a rally calling for new elections": no object stands before its gerund, so the rally is held.
    if (
      Head[noun] === i &&
      Deprel[noun] === "obj" &&
      tokens.Norm[i]!.endsWith("ing") &&
      verb < noun &&
      verb >= 0
    ) {
      Head[noun] = verb;
      Head[i] = noun;
      Deprel[i] = "acl";
      continue;
    }
    const participle = tokens.Feats[i]!.includes("VerbForm=Part") && tokens.Feats[i]!.includes("Tense=Past");
    if (!participle || verb < 0 || tokens.Upos[noun] !== NOUN || takesParticiple.has(tokens.Lemma[verb]!))
      continue;
    // "called off a march planned for Friday", where the particle leaves the march without its tie
    const object = Deprel[noun] === "obj" || (Deprel[noun] === "obl" && Deprel[verb + 1] === "compound:prt");
    if (Head[noun] !== verb || !object) continue;
    Head[i] = noun;
    Deprel[i] = "acl";
  }
}

/** What people do with a road or a building, and to what end. */
const TAKEN = new Set(
  "block blockade barricade close shut occupy seize storm picket besiege surround obstruct paralyse paralyze burn torch".split(
    " ",
  ),
);
const VOICED = new Set("protest demand denounce condemn oppose decry press reject express".split(" "));

/** "blocked the East-West Road to protest the killings": the end is that of the act, no road is for it. */
function liftPurposes(tokens: Tokens, Head: Int32Array, Deprel: string[]): void {
  for (let i = 2; i < tokens.length; i++) {
    if (Deprel[i] !== "acl" || !VOICED.has(tokens.Lemma[i]!) || tokens.Norm[i - 1] !== "to") continue;
    const noun = Head[i]!;
    const verb = noun >= 0 ? Head[noun]! : -1;
    if (verb < 0 || verb > noun || !TAKEN.has(tokens.Lemma[verb]!) || Deprel[noun] !== "obj") continue;
    Head[i] = verb;
    Deprel[i] = "advcl";
  }
}

/**
 * "Police said three guests, a nurse and two cooks, were killed": nobody says people; the noun after "said" is the subject of
 * the verb that has none. So is the second of two subjects of one verb: "A witness said members of the group attacked villagers".
 */
function giveSaidSubjects(tokens: Tokens, Head: Int32Array, Deprel: string[]): void {
  for (let noun = 1; noun < tokens.length; noun++) {
    const say = Head[noun]!;
    if (
      say < 0 ||
      say > noun ||
      !(Deprel[noun] === "nsubj" || (Deprel[noun] === "obj" && tokens.Lemma[say] === "say"))
    )
      continue;
    if (Deprel[noun] === "nsubj") {
      if (tokens.Upos[say] !== VERB) continue;
      let speaker = say - 1;
      while (
        speaker >= 0 &&
        tokens.Sentence[speaker] === tokens.Sentence[say] &&
        !(Head[speaker] === say && Deprel[speaker]!.startsWith("nsubj"))
      )
        speaker--;
      if (speaker < 0 || tokens.Sentence[speaker] !== tokens.Sentence[say]) continue;
    }
    for (let verb = noun + 1; tokens.Sentence[verb] === tokens.Sentence[say]; verb++) {
      if (Head[verb] !== say || tokens.Upos[verb] !== VERB || !/^(?:conj|ccomp)$/.test(Deprel[verb]!))
        continue;
      const before = (k: number) => Head[k] === verb && k > noun && k < verb;
      let [finite, passive, own] = [tokens.Feats[verb]!.includes("VerbForm=Fin"), false, false];
      for (let k = noun + 1; k < verb; k++) {
        if (!before(k)) continue;
        if (Deprel[k]!.startsWith("aux")) finite = true;
        if (Deprel[k] === "aux:pass") passive = true;
        if (Deprel[k]!.startsWith("nsubj")) own = true;
      }
      if (!finite || own) break;
      Head[noun] = verb;
      Deprel[noun] = passive ? "nsubj:pass" : "nsubj";
      Deprel[verb] = "ccomp";
      break;
    }
  }
}

/**
 * "A protest led by Ana Rey took place", "heeded a call by the union to march": a "by" right behind a participle or a noun is
 * theirs, not that of an active verb; so is an infinitive behind the noun.
 */
function tieBy(tokens: Tokens, Head: Int32Array, Deprel: string[]): void {
  for (let by = 1; by + 1 < tokens.length; by++) {
    if (tokens.Norm[by] !== "by" || Deprel[by] !== "case") continue;
    const [agent, owner] = [Head[by]!, by - 1];
    if (agent < by || tokens.Sentence[owner] !== tokens.Sentence[by]) continue;
    const verb = Head[agent]!;
    // "was called 'a senseless killing' by the dean": behind a quotation it is that of the passive before it.
    const outer = verb >= 0 && verb < owner && tokens.Norm[owner] === '"' ? Head[verb]! : -1;
    if (outer >= 0 && outer < verb && tokens.Feats[outer]!.includes("Voice=Pass")) {
      Head[agent] = outer;
      Deprel[agent] = "obl:agent";
      continue;
    }
    if (verb < 0 || verb === owner || tokens.Upos[verb] !== VERB || !Deprel[agent]!.startsWith("obl"))
      continue;
    if (tokens.Feats[verb]!.includes("Voice=Pass")) continue;
    const participle = tokens.Upos[owner] === VERB && tokens.Feats[owner]!.includes("VerbForm=Part");
    if (participle && verb > agent && tokens.Feats[owner]!.includes("Tense=Past")) {
      Head[agent] = owner;
      Deprel[agent] = "obl:agent";
    } else if (tokens.Upos[owner] === NOUN && Head[owner] === verb && Deprel[owner] === "obj") {
      Head[agent] = owner;
      Deprel[agent] = "nmod";
      for (let k = agent + 1; k < tokens.length && tokens.Sentence[k] === tokens.Sentence[by]; k++)
        if (Head[k] === agent && Deprel[k] === "acl" && tokens.Norm[k - 1] === "to") Head[k] = owner;
    }
  }
}

/** "A crowd made up of students and workers gathered": the participle describes the crowd, which gathers. */
function tieComposed(tokens: Tokens, Head: Int32Array, Deprel: string[]): void {
  for (let made = 1; made + 2 < tokens.length; made++) {
    if (tokens.Norm[made] !== "made" || tokens.Norm[made + 1] !== "up" || Deprel[made] === "acl") continue;
    let whole = made - 1;
    if (tokens.Norm[whole] === ",") whole--;
    if (whole < 0 || tokens.Upos[whole] !== NOUN || Head[whole] !== made) continue;
    for (let verb = made + 3; tokens.Sentence[verb] === tokens.Sentence[made]; verb++) {
      if (Head[verb] !== made || tokens.Upos[verb] !== VERB || !tokens.Feats[verb]!.includes("VerbForm=Fin"))
        continue;
      let first = -1;
      for (let k = made + 1; k < verb; k++) {
        if (Head[k] === made && Deprel[k]!.startsWith("obl") && first < 0) first = k;
        if (Head[k] === verb && Deprel[k]!.startsWith("nsubj") && first >= 0) {
          Head[k] = first;
          Deprel[k] = "conj";
        }
      }
      Head[verb] = Head[made]!;
      Deprel[verb] = Deprel[made]!;
      Head[made] = whole;
      Deprel[made] = "acl";
      Head[whole] = verb;
      Deprel[whole] = "nsubj";
      break;
    }
  }
}

/** "the security forces' killing of a trader": an apostrophe behind a plural and before a noun makes it the owner. */
function pluralOwners(tokens: Tokens, Head: Int32Array, Deprel: string[]): void {
  const { Norm, Start, End, Sentence, Upos } = tokens;
  for (let i = 1; i + 1 < tokens.length; i++) {
    if (!/^['’]$/.test(Norm[i]!) || Deprel[i] !== "punct" || Sentence[i - 1] !== Sentence[i + 1]) continue;
    const tight = End[i - 1] === Start[i] && End[i]! < Start[i + 1]!;
    if (!tight || Upos[i - 1] !== NOUN || !Norm[i - 1]!.endsWith("s") || Upos[i + 1] !== NOUN) continue;
    let opened = false;
    for (let k = i - 1; k >= 0 && Sentence[k] === Sentence[i] && !opened; k--)
      opened = /^['‘]$/.test(Norm[k]!) && Deprel[k] === "punct";
    const last = Deprel[i + 1] === "compound" && Head[i + 1]! > i ? Head[i + 1]! : i + 1;
    if (opened || Head[last] === i - 1) continue;
    Head[i - 1] = last;
    Deprel[i - 1] = "nmod:poss";
    Head[i] = i - 1;
    Deprel[i] = "case";
  }
}

/**
 * Gives a finite verb without a subject the noun that stands right before it: "…, and students occupied a university".
 * Parsers tie such nouns to the phrase before the "and".
 */
export function mendArcs(
  given: Tokens,
  takesParticiple: ReadonlySet<string>,
  deeds: ReadonlySet<string>,
  streets: ReadonlySet<string>,
): Tokens {
  const streetsNamed = (tokens: Tokens): Tokens => streetNames(tokens, streets);
  const tokens = [participles, spreads, actNouns, existents, whoseActs, streetsNamed, describedNouns].reduce(
    (mended, mend) => mend(mended),
    given,
  );
  const Head = tokens.Head.slice();
  const Deprel = tokens.Deprel.slice();
  // "troops" has no singular for the lemmatiser; the rules know it by "troop".
  const Lemma = tokens.Lemma.includes("troops")
    ? tokens.Lemma.map((l) => (l === "troops" ? "troop" : l))
    : tokens.Lemma;
  joinNeighbours(tokens, Head, Deprel);
  liftOverClauses(tokens, Head, Deprel);
  freeSources(tokens, Head, Deprel);
  closeClauses(tokens, Head, Deprel);
  giveLastOfList(tokens, Head, Deprel);
  tieMembers(tokens, Head, Deprel);
  const apart = freeClauses(tokens, Head, Deprel);
  giveSaidSubjects(tokens, Head, Deprel);
  tieComposed(tokens, Head, Deprel);
  tieBy(tokens, Head, Deprel);
  liftOutOfInfinitives(tokens, Head, Deprel);
  liftPurposes(tokens, Head, Deprel);
  tieParticiples(tokens, Head, Deprel, takesParticiple);
  pluralOwners(tokens, Head, Deprel);
  const active = [...apart, ...mendVerbs(tokens, Head, Deprel, deeds)];
  const subject = new Uint8Array(tokens.length);
  for (let i = 0; i < tokens.length; i++) {
    if (Deprel[i]!.startsWith("nsubj") && Head[i]! >= 0) subject[Head[i]!] = 1;
  }
  for (let i = 1; i < tokens.length; i++) {
    if (tokens.Upos[i] !== VERB || subject[i]) continue;
    let k = i - 1;
    let aux = false;
    let beAux = false;
    while (
      k > 0 &&
      tokens.Sentence[k] === tokens.Sentence[i] &&
      (tokens.Upos[k] === AUX ||
        tokens.Norm[k] === "not" ||
        tokens.Norm[k] === "also" ||
        tokens.Norm[k] === "have")
    ) {
      if (tokens.Upos[k] === AUX) aux = true;
      if (tokens.Lemma[k] === "be") beAux = true;
      k--;
    }
    const finite = aux || tokens.Feats[i]!.includes("VerbForm=Fin");
    if (!finite || tokens.Sentence[k] !== tokens.Sentence[i]) continue;
    if (tokens.Upos[k] !== NOUN && tokens.Upos[k] !== PROPN) continue;
    // The noun must be free to move: no preposition before it, and the subject of no other verb.
    const taken =
      Deprel[k]!.startsWith("nsubj") ||
      Deprel[k] === "compound" ||
      Deprel[k] === "flat" ||
      Deprel[k] === "root";
    // "Haiti requested assistance": a name is no adverb.
    if (Head[k] === i && Deprel[k] === "advmod" && tokens.Upos[k] === PROPN) {
      Deprel[k] = "nsubj";
      subject[i] = 1;
      continue;
    }
    if (taken || Head[k] === i || Head[k]! < 0) continue;
    let prepositional = false;
    for (let j = k - 1; j >= 0 && k - j < 6 && tokens.Sentence[j] === tokens.Sentence[k]; j--) {
      if (tokens.Upos[j] === ADP) prepositional = true;
      if (
        tokens.Upos[j] !== ADJ &&
        tokens.Upos[j] !== NOUN &&
        tokens.Upos[j] !== PROPN &&
        tokens.Upos[j] !== DET &&
        tokens.Upos[j] !== NUM
      )
        break;
    }
    if (prepositional) continue;
    let above = Head[i]!;
    for (let hop = 0; above >= 0 && hop < 30; hop++) {
      if (above === k) break;
      above = Head[above]!;
    }
    if (above === k) continue;
    // "In Tal, miners and farmers marched": with the last of the list the others leave the place before it.
    const list = Deprel[k] === "conj" ? Head[k]! : -1;
    if (list >= 0 && Deprel[list]!.startsWith("obl"))
      for (let member = list + 1; member < k; member++)
        if (Head[member] === list && Deprel[member] === "conj") Head[member] = k;
    Head[k] = i;
    Deprel[k] = beAux && tokens.Feats[i]!.includes("Tense=Past") ? "nsubj:pass" : "nsubj";
    subject[i] = 1;
  }
  if (active.length === 0) return withColumns(tokens, { Lemma, Head, Deprel });
  // What has an object is no passive.
  const Feats = [...tokens.Feats];
  for (const verb of active)
    if (Feats[verb]!.includes("Voice=Pass")) Feats[verb] = "Mood=Ind|Tense=Past|VerbForm=Fin";
  return withColumns(tokens, { Lemma, Head, Deprel, Feats });
}
