/** Decides whether the conditions of a case hold for words that matched a trigger. */
import type { NounClass } from "./lexicon.js";
import { isA } from "./lexicon.js";
import type { When } from "./rule.js";
import { ADJ, NOUN, NUM, PRON, PROPN, VERB, type View } from "./view.js";

/** Words that matched a trigger, before it is known whether they tell an event. */
export type Match = {
  /** Token range `[first, last)` of the trigger, and the token that governs the others. */
  readonly first: number;
  readonly last: number;
  readonly head: number;
  readonly sentence: number;
};

/** What the rest of the report tells: families and types found near a sentence, or anywhere. */
export type Surroundings = {
  within(sentence: number, code: string): boolean;
  near(sentence: number, code: string): boolean;
  anywhere(code: string): boolean;
};

export const NOWHERE: Surroundings = { within: () => false, near: () => false, anywhere: () => false };

const KINDS = ["property", "premises", "passage", "weapon", "thing"] as const;

/** True where a noun phrase belongs to one of the named classes: a category, a flag, or a kind of thing. */
export function inClass(view: View, head: number, names: readonly string[]): boolean {
  const noun: NounClass | null = view.classOf(head);
  const lemma = view.tokens.Lemma[head]!;
  for (const name of names) {
    if (noun) {
      if (name === noun.category) return true;
      if (name === "state" && noun.state) return true;
      if (name === "police" && noun.category === "state_security") return true;
      if (name === "armed" && noun.armedNonState) return true;
      if (name === "protester" && noun.protester) return true;
      if (name === "person" && noun.person && !noun.state && !noun.armedNonState) return true;
      if (name === "people" && noun.person && !noun.state && !noun.armedNonState) return true;
      if (name === "court" && noun.category === "judiciary") return true;
    } else if (view.tokens.Upos[head] === PRON && (name === "person" || name === "people")) {
      if (lemma !== "it" && lemma !== "which" && lemma !== "that" && lemma !== "this" && lemma !== "what")
        return true;
    }
    for (const kind of KINDS) if (name === kind && isA(view.lexicon, kind, lemma)) return true;
  }
  return false;
}

function someInClass(view: View, heads: readonly number[], names: readonly string[]): boolean {
  return heads.some((head) => inClass(view, head, names));
}

/** Lemmas of the modifiers before and beside a noun (for a verb: of its subject or object noun). */
function modifiers(view: View, match: Match): Set<string> {
  const out = new Set<string>();
  const { tokens } = view;
  const add = (i: number) => {
    for (const k of view.children(i)) {
      const deprel = tokens.Deprel[k]!;
      if (
        deprel === "amod" ||
        deprel === "compound" ||
        deprel === "nmod" ||
        deprel === "det" ||
        deprel === "nummod" ||
        deprel === "punct"
      ) {
        if (k < i) {
          out.add(tokens.Lemma[k]!);
          out.add(tokens.Norm[k]!);
          add(k);
        }
      }
    }
  };
  add(match.head);
  // The words right before a nominal trigger count even where the parse has them elsewhere.
  for (let i = match.first; i < match.last; i++) {
    out.add(tokens.Lemma[i]!);
    out.add(tokens.Norm[i]!);
  }
  const before = match.first - 1;
  if (before >= 0 && tokens.Sentence[before] === match.sentence) {
    const upos = tokens.Upos[before]!;
    if (upos === ADJ || upos === NOUN || upos === PROPN || upos === NUM || upos === VERB) {
      out.add(tokens.Lemma[before]!);
      out.add(tokens.Norm[before]!);
    }
  }
  const subject = view.verb(match.head) ? view.child(match.head, "nsubj", "nsubj:pass") : -1;
  if (subject >= 0) {
    out.add(tokens.Lemma[subject]!);
    add(subject);
  }
  return out;
}

function phraseAround(view: View, match: Match, phrase: string): boolean {
  const { tokens } = view;
  const words = phrase.split(" ");
  const bottom = Math.max(0, match.first - words.length);
  for (let start = bottom; start <= match.last; start++) {
    let ok = start + words.length <= tokens.length;
    let touches = false;
    for (let w = 0; ok && w < words.length; w++) {
      const i = start + w;
      if (tokens.Norm[i] !== words[w] && tokens.Lemma[i] !== words[w]) ok = false;
      if (i >= match.first && i < match.last) touches = true;
    }
    if (ok && touches) return true;
  }
  return false;
}

/** Two sides of one act: "clashes between X and Y", "X clashed with Y". */
export function parties(view: View, match: Match): number[] {
  const { tokens } = view;
  const out = [...view.agents(match.head)];
  for (const k of view.children(match.head)) {
    const preposition = view.is(k, "nmod") || view.is(k, "obl") ? view.preposition(k) : null;
    if (
      preposition === "with" ||
      preposition === "between" ||
      preposition === "against" ||
      preposition === "among"
    ) {
      out.push(...view.conjuncts(k));
    }
  }
  if (view.noun(match.head)) {
    for (const k of view.children(match.head)) {
      if (tokens.Deprel[k] === "compound" && view.classOf(k)?.person) out.push(k);
    }
    const head = tokens.Head[match.head]!;
    if (head >= 0 && view.verb(head) && !view.is(match.head, "nsubj")) {
      out.push(...view.agents(head));
      for (const k of view.children(head)) {
        if (view.is(k, "obl") && (view.preposition(k) === "with" || view.preposition(k) === "between"))
          out.push(...view.conjuncts(k));
      }
    }
  }
  return out;
}

/**
 * Who acts, by the parse; where it names nobody, by the order of the words: the noun after a "by" that follows the
 * trigger in its clause ("the killing of a student by police").
 */
function actors(view: View, match: Match): number[] {
  const found = view.agents(match.head);
  if (found.length > 0) return found;
  const { tokens } = view;
  const end = view.analysis.sentences.Last[match.sentence]!;
  for (let i = match.last; i < Math.min(end, match.last + 12); i++) {
    const norm = tokens.Norm[i]!;
    if (norm === ";" || norm === "who" || norm === "which" || (norm === "," && i > match.last)) return [];
    if (tokens.Upos[i] === VERB && tokens.Feats[i]!.includes("VerbForm=Fin")) return [];
    if (norm !== "by") continue;
    const head = nounAfter(view, i + 1, end);
    return head >= 0 && view.classOf(head) !== null ? view.conjuncts(head) : [];
  }
  return [];
}

/** The head of the noun phrase that begins at `i`, or -1. */
function nounAfter(view: View, i: number, end: number): number {
  let head = -1;
  for (let k = i; k < Math.min(end, i + 8); k++) {
    if (view.noun(k)) head = k;
    else if (head >= 0 || !view.is(k, "det")) {
      const upos = view.tokens.Upos[k]!;
      if (head >= 0 || (upos !== ADJ && upos !== NUM && upos !== VERB)) break;
    }
  }
  return head;
}

function twoParties(view: View, match: Match, wanted: readonly string[]): boolean {
  const heads = parties(view, match);
  for (const a of heads) {
    if (!inClass(view, a, [wanted[0]!])) continue;
    for (const b of heads) if (b !== a && inClass(view, b, [wanted[1]!])) return true;
  }
  return false;
}

/** Months that are spelled like the words of rules. */
const MONTHS = new Set(["march", "may"]);

export function sentenceHas(view: View, sentence: number, words: readonly string[]): boolean {
  const { tokens, analysis } = view;
  const last = analysis.sentences.Last[sentence]!;
  for (let i = analysis.sentences.First[sentence]!; i < last; i++) {
    if (tokens.Upos[i] === PROPN && MONTHS.has(tokens.Norm[i]!)) continue;
    const lemma = tokens.Lemma[i]!;
    const norm = tokens.Norm[i]!;
    for (const word of words) if (word === lemma || word === norm) return true;
  }
  return false;
}

function sentenceHasCue(view: View, sentence: number, cue: ReadonlySet<string>): boolean {
  const { tokens, analysis } = view;
  const last = analysis.sentences.Last[sentence]!;
  for (let i = analysis.sentences.First[sentence]!; i < last; i++) {
    if (cue.has(tokens.Lemma[i]!) || cue.has(tokens.Norm[i]!)) return true;
  }
  return false;
}

const counted = new WeakMap<View, Map<ReadonlySet<string>, number>>();

/** True where at least `least` words of the report are in the list. */
function reportHasCue(view: View, cue: ReadonlySet<string>, least: number): boolean {
  let known = counted.get(view);
  if (!known) {
    known = new Map();
    counted.set(view, known);
  }
  let n = known.get(cue);
  if (n === undefined) {
    n = 0;
    for (let i = 0; i < view.tokens.length; i++)
      if (cue.has(view.tokens.Lemma[i]!) || cue.has(view.tokens.Norm[i]!)) n++;
    known.set(cue, n);
  }
  return n >= least;
}

/** C1: "he", "she" or one named person acts, and nobody with them. */
function oneActsAlone(view: View, head: number): boolean {
  const { tokens } = view;
  let verb = head;
  while (view.verb(verb) && view.child(verb, "nsubj") < 0 && view.is(verb, "xcomp"))
    verb = tokens.Head[verb]!;
  const subject = view.verb(verb) ? view.child(verb, "nsubj") : -1;
  if (subject < 0) return false;
  if (view.conjuncts(subject).length > 1) return false;
  const norm = tokens.Norm[subject]!;
  if (norm === "he" || norm === "she" || norm === "i") return true;
  const noun = view.classOf(subject);
  if (tokens.Upos[subject] === PROPN)
    return (
      noun !== null &&
      !noun.collective &&
      (noun.category === "unknown" ||
        noun.category === "government" ||
        noun.category === "civilians" ||
        noun.category === "opposition" ||
        noun.category === "party") &&
      view.analysis.names.some(
        (n) => n.type === "PER" && n.start <= tokens.Start[subject]! && tokens.End[subject]! <= n.end,
      )
    );
  return (
    tokens.Feats[subject]!.includes("Number=Sing") &&
    noun !== null &&
    noun.person &&
    !noun.collective &&
    !view.cues.measures!.has(tokens.Lemma[subject]!)
  );
}

/** Words of conflict in a sentence about a game or a market tell no event. */
export function playful(view: View, match: Match): boolean {
  const { tokens, cues } = view;
  let ambiguous = false;
  for (let i = match.first; i < match.last; i++) if (cues.ambiguous!.has(tokens.Lemma[i]!)) ambiguous = true;
  if (!ambiguous) return false;
  if (
    sentenceHasCue(view, match.sentence, cues.politicalReport!) &&
    !sentenceHas(view, match.sentence, ["cup", "goal", "inning", "nasdaq", "dow"])
  ) {
    // "strike" itself is in the list of political words: it takes another one.
    const others = new Set(
      [...cues.politicalReport!].filter((word) => word !== "strike" && word !== "protest"),
    );
    if (sentenceHasCue(view, match.sentence, others)) return false;
  }
  return reportHasCue(view, cues.games!, sentenceHasCue(view, match.sentence, cues.games!) ? 3 : 6);
}

function political(view: View, match: Match, around: Surroundings): boolean {
  if (
    !reportHasCue(view, view.cues.politicalReport!, view.tokens.length < 80 ? 1 : 2) &&
    !around.anywhere("PRO")
  )
    return false;
  if (sentenceHasCue(view, match.sentence, view.cues.ordinaryCrime!) && !around.near(match.sentence, "PRO"))
    return false;
  const heads = [...view.patients(match.head), ...actors(view, match)];
  for (const head of heads) {
    const noun = view.classOf(head);
    if (noun && view.cues.politicalCategories!.has(noun.category)) return true;
  }
  if (around.anywhere("PRO") || around.anywhere("REP")) return true;
  return sentenceHasCue(view, match.sentence, view.cues.political!);
}

function waveLike(view: View, match: Match): boolean {
  const { tokens, cues } = view;
  for (const word of modifiers(view, match)) {
    if (cues.wave!.has(word) && word !== tokens.Lemma[match.head]) return true;
  }
  const head = tokens.Head[match.head]!;
  if (head >= 0) {
    const lemma = tokens.Lemma[head]!;
    if (cues.wave!.has(lemma) && view.is(match.head, "nmod")) return true;
    if (tokens.Feats[head]!.includes("VerbForm=Ger") && cues.ongoing!.has(lemma)) return true;
    for (const k of view.children(head)) if (view.preposition(k) === "since") return true;
  }
  for (const k of view.children(match.head)) if (view.preposition(k) === "since") return true;
  return false;
}

/** True where every condition that the case names holds. */
export function holds(when: When | undefined, match: Match, view: View, around: Surroundings): boolean {
  if (!when) return true;
  const { tokens } = view;
  const { head } = match;
  let acting: number[] | null = null;
  let undergoing: number[] | null = null;
  const agents = () => (acting ??= actors(view, match));
  const patients = () => (undergoing ??= view.patients(head));
  const lemmas = () => {
    const out: string[] = [];
    for (let i = match.first; i < match.last; i++) out.push(tokens.Lemma[i]!, tokens.Norm[i]!);
    return out;
  };
  if (when.pos) {
    const upos = tokens.Upos[head]!;
    const name = upos === VERB ? "VERB" : upos === NOUN || upos === PROPN ? "NOUN" : "OTHER";
    if (!when.pos.includes(name)) return false;
  }
  if (when.lemma && !lemmas().some((lemma) => when.lemma!.includes(lemma))) return false;
  if (when.agent && !someInClass(view, agents(), when.agent)) return false;
  if (when.noagent && someInClass(view, agents(), when.noagent)) return false;
  if (when.agentless !== undefined && (agents().length === 0) !== when.agentless) return false;
  if (when.patient && !someInClass(view, patients(), when.patient)) return false;
  if (when.nopatient && someInClass(view, patients(), when.nopatient)) return false;
  if (
    when.patientcategory &&
    !patients().some((p) => when.patientcategory!.includes(view.classOf(p)?.category ?? ""))
  )
    return false;
  if (
    when.nopatientcategory &&
    patients().some((p) => when.nopatientcategory!.includes(view.classOf(p)?.category ?? ""))
  )
    return false;
  if (when.patientlemma && !patients().some((p) => when.patientlemma!.includes(tokens.Lemma[p]!)))
    return false;
  if (when.parties && !twoParties(view, match, when.parties)) return false;
  if (when.object !== undefined && view.child(head, "obj", "ccomp") >= 0 !== when.object) return false;
  if (when.passive !== undefined && view.passive(head) !== when.passive) return false;
  if (when.active !== undefined && view.passive(head) === when.active) return false;
  if (when.plural !== undefined && tokens.Feats[head]!.includes("Number=Plur") !== when.plural) return false;
  if (when.definite !== undefined) {
    const det = view.child(head, "det");
    const word = det >= 0 ? tokens.Norm[det]! : "";
    const definite =
      word === "the" ||
      word === "this" ||
      word === "these" ||
      word === "that" ||
      view.child(head, "nmod:poss") >= 0;
    if (definite !== when.definite) return false;
  }
  if (when.mod) {
    const mods = modifiers(view, match);
    if (!when.mod.some((word) => mods.has(word))) return false;
  }
  if (when.prep || when.noprep || when.prepclass || when.noprepclass) {
    const phrases = view.children(head).filter((k) => view.is(k, "nmod") || view.is(k, "obl"));
    const found = phrases.filter((k) => (when.prep ?? []).includes(view.preposition(k) ?? ""));
    if (when.prep && found.length === 0) return false;
    if (when.prepclass && !someInClass(view, found, when.prepclass)) return false;
    if (when.noprepclass && someInClass(view, found, when.noprepclass)) return false;
    if (when.noprep && phrases.some((k) => when.noprep!.includes(view.preposition(k) ?? ""))) return false;
  }
  if (when.words && !sentenceHas(view, match.sentence, when.words)) return false;
  if (when.nowords && sentenceHas(view, match.sentence, when.nowords)) return false;
  if (when.inphrase && !when.inphrase.some((phrase) => phraseAround(view, match, phrase))) return false;
  if (when.number !== undefined) {
    const counted =
      view.child(head, "nummod") >= 0 ||
      (tokens.Head[head]! >= 0 &&
        view.is(head, "nmod") &&
        view.cues.measures!.has(tokens.Lemma[tokens.Head[head]!]!));
    if (counted !== when.number) return false;
  }
  if (when.first !== undefined && match.sentence <= 1 !== when.first) return false;
  if (when.noverb !== undefined && !view.is(head, "nsubj") !== when.noverb) return false;
  if (when.progressive !== undefined) {
    const ing = tokens.Feats[head]!.includes("VerbForm=Part") && tokens.Feats[head]!.includes("Tense=Pres");
    if ((ing || tokens.Norm[head]!.endsWith("ing")) !== when.progressive) return false;
  }
  if (when.since !== undefined) {
    const since = view
      .children(head)
      .some((k) => view.preposition(k) === "since" || tokens.Norm[k] === "since");
    if (since !== when.since) return false;
  }
  if (when.negated !== undefined) {
    const negated = view
      .children(head)
      .some((k) => tokens.Norm[k] === "not" || tokens.Norm[k] === "n't" || tokens.Norm[k] === "never");
    if (negated !== when.negated) return false;
  }
  if (when.wave !== undefined && waveLike(view, match) !== when.wave) return false;
  if (when.political !== undefined && political(view, match, around) !== when.political) return false;
  if (when.near && !when.near.some((code) => around.near(match.sentence, code))) return false;
  if (when.nonear && when.nonear.some((code) => around.near(match.sentence, code))) return false;
  if (when.same && !when.same.some((code) => around.within(match.sentence, code))) return false;
  if (when.disaster !== undefined && reportHasCue(view, view.cues.disaster!, 2) !== when.disaster)
    return false;
  if (when.single !== undefined && oneActsAlone(view, head) !== when.single) return false;
  if (when.purpose !== undefined) {
    const infinitive = view
      .children(head)
      .some((k) => tokens.Norm[k] === "to" && (view.is(k, "mark") || view.is(k, "aux")));
    if ((infinitive && view.is(head, "advcl")) !== when.purpose) return false;
  }
  if (when.bare !== undefined) {
    const bare =
      view.noun(head) &&
      tokens.Feats[head]!.includes("Number=Sing") &&
      view
        .children(head)
        .every(
          (k) =>
            view.is(k, "case") ||
            view.is(k, "punct") ||
            view.is(k, "conj") ||
            view.is(k, "cc") ||
            view.is(k, "cop") ||
            view.is(k, "nsubj"),
        ) &&
      !view.is(head, "compound");
    if (bare !== when.bare) return false;
  }
  if (when.doc && !when.doc.some((code) => around.anywhere(code))) return false;
  if (when.nodoc && when.nodoc.some((code) => around.anywhere(code))) return false;
  return true;
}
