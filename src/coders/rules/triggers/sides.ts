/** Who acts and who undergoes the act of a trigger, and which classes of actors and things they belong to. */

import { UPOS } from "../../../text/analysis.js";
import { isA, type NounClass, ownerOf } from "../lexicon/lexicon.js";
import { NOUN, NUM, PRON, PROPN, type View } from "../reading/view.js";
import { areForces } from "./forces.js";
import type { Match } from "./match.js";
import { isBareName, isNation } from "./nations.js";
import { afterBy, beforeInsertion, justBefore, listTo, nounAfter, openingOf } from "./word-order.js";

const ADP = UPOS.indexOf("ADP");

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
    } else if (name === "person" && (unlistedPerson(view, head) || bareNumber(view, head))) {
      return true;
    } else if (view.tokens.Upos[head] === PRON && (name === "person" || name === "people")) {
      if (lemma !== "it" && lemma !== "which" && lemma !== "that" && lemma !== "this" && lemma !== "what")
        return true;
    }
    if (name === "forces" && areForces(view, head)) return true;
    if (name === "nation" && isNation(view, head)) return true;
    if (name === "named" && isBareName(view, head)) return true;
    for (const kind of KINDS) if (name === kind && isA(view.lexicon, kind, lemma)) return true;
    // "blocked Ngong Drive"
    if (
      name === "passage" &&
      view.tokens.Upos[head] === PROPN &&
      view.cues.streetNames!.has(view.tokens.Norm[head]!)
    )
      return true;
    // "the N2", "the M25"
    if (name === "passage" && /^[A-Z]{1,2}-?\d{1,4}$/.test(view.tokens.Form[head]!)) return true;
  }
  return false;
}

/** "18 people were injured and 12 arrested": a number alone counts people. */
function bareNumber(view: View, head: number): boolean {
  return view.tokens.Upos[head] === NUM && view.children(head).every((k) => !view.noun(k));
}

/** Nouns of these endings name people even where the lexicon does not know them. */
const HUMAN = /(?:er|or|ist|ian|ee|man|men|ant|ent|eur)s?$/;

/** "opposition canvassers": a plural of human ending that the lexicon lacks, described by a word for people. */
function unlistedPerson(view: View, head: number): boolean {
  const { tokens } = view;
  if (tokens.Upos[head] !== NOUN || !HUMAN.test(tokens.Norm[head]!)) return false;
  if (KINDS.some((kind) => isA(view.lexicon, kind, tokens.Lemma[head]!))) return false;
  return view.children(head).some((k) => k < head && view.is(k, "compound") && view.classOf(k) !== null);
}

export function someInClass(view: View, heads: readonly number[], names: readonly string[]): boolean {
  return heads.some((head) => inClass(view, head, names));
}

/** Verbs with a fight as their object: "fought battles", "exchanged fire". */
const FIGHTING = new Set(["fight", "exchange", "wage", "trade", "commit", "perpetrate", "stage", "see"]);

const FIGHTING_VERBS = new Set(["clash", "battle", "fight", "scuffle", "brawl"]);
/** Words after a verb of fighting in which a "with" is its own. */
const REACH = 9;
const ASIDE = new Set([
  "after",
  "following",
  "amid",
  "amidst",
  "despite",
  "before",
  "since",
  "against",
  "during",
]);
const AMONG = new Set(["with", "between"]);

/** "a suicide bombing": these describe the act. */
const NO_SIDE = new Set(["twin", "suicide"]);

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
      // "clashes between the army and the front": the parse may set the second beside the clashes.
      if (preposition === "between" && view.noun(match.head))
        for (const other of view.children(match.head))
          if (other > k && view.is(other, "conj") && view.classOf(other)?.person) out.push(other);
    }
  }
  // "clashes pitting riot police against supporters of the party"
  for (let i = match.first + 1; i <= match.last + 1; i++) {
    if (tokens.Lemma[i] !== "pit" || tokens.Sentence[i] !== match.sentence) continue;
    out.push(...view.patients(i));
    const end = view.analysis.sentences.Last[match.sentence]!;
    for (let k = i + 1; k < Math.min(end, i + 2 * REACH); k++) {
      const side = tokens.Norm[k] === "against" ? nounAfter(view, k + 1, end) : -1;
      if (side >= 0 && !out.includes(side) && view.classOf(side)) out.push(...view.conjuncts(side));
    }
    break;
  }
  // "Marchers clashed in front of the palace with the police"
  if (view.verb(match.head) && FIGHTING_VERBS.has(tokens.Lemma[match.head]!)) {
    const end = view.analysis.sentences.Last[match.sentence]!;
    for (let i = match.last; i < Math.min(end, match.last + REACH); i++) {
      if (view.verb(i) || /^[,;:]$/.test(tokens.Norm[i]!)) break;
      if (tokens.Norm[i] !== "with") continue;
      const side = nounAfter(view, i + 1, end);
      if (side >= 0 && !out.includes(side) && view.classOf(side)) out.push(...view.conjuncts(side));
      break;
    }
  }
  if (view.noun(match.head)) {
    // "battles with protesters furious at cuts": the noun right behind the preposition, whatever the tree ties it to.
    if (AMONG.has(tokens.Norm[match.last] ?? "") && tokens.Sentence[match.last] === match.sentence) {
      const side = nounAfter(view, match.last + 1, view.analysis.sentences.Last[match.sentence]!);
      if (side >= 0 && !out.includes(side) && view.classOf(side)) out.push(...view.conjuncts(side));
    }
    for (const k of view.children(match.head)) {
      if (tokens.Deprel[k] === "compound" && view.classOf(k)?.person && !NO_SIDE.has(tokens.Lemma[k]!))
        out.push(k);
    }
    // "clashes between soldiers and gangs": both sides are named.
    if (out.length > 1 && tokens.Norm[match.last] === "between") return out;
    const head = tokens.Head[match.head]!;
    // "residents blamed the rebels for the ambush": those who speak of an act are no side of it.
    const told =
      head >= 0 &&
      (view.cues.blaming!.has(tokens.Lemma[head]!) || view.cues.speech!.has(tokens.Lemma[head]!));
    // "twelve died in the attack", "she survived the ambush": the verb must carry the act.
    // "investigations conducted after the attack": what comes after an act is another.
    const apart = ASIDE.has(view.preposition(match.head) ?? "");
    const carried =
      head >= 0 &&
      !apart &&
      (FIGHTING.has(tokens.Lemma[head]!) || view.cues.carriers!.has(tokens.Lemma[head]!));
    if (head >= 0 && view.verb(head) && !told && !view.is(match.head, "nsubj")) {
      // "to fight an insurgency by the front": who fights it is not of it.
      const against = view.cues.risings!.has(tokens.Lemma[match.head]!) && tokens.Lemma[head] === "fight";
      if (carried && !against) out.push(...view.agents(head));
      for (const k of view.children(head)) {
        const side = view.preposition(k) === "with" || view.preposition(k) === "between";
        if (k > match.head && view.is(k, "obl") && side) out.push(...view.conjuncts(k));
      }
    }
  }
  return out;
}

/**
 * Who acts, by the parse; where it names nobody, by the order of the words: the noun after a "by" that follows the
 * trigger in its clause ("the killing of a student by police"). The noun for people right before an active verb acts,
 * whatever the parse says ("five were hurt when police opened fire").
 */
export function actors(view: View, match: Match): readonly number[] {
  return remembered(acting, view, match, findActors);
}

type Heads = Map<Match, readonly number[]>;
const acting = new WeakMap<View, Heads>();
const undergoing = new WeakMap<View, Heads>();

/** Many cases ask for the same words who acts and on whom. */
function remembered(
  memory: WeakMap<View, Heads>,
  view: View,
  match: Match,
  find: (view: View, match: Match) => readonly number[],
): readonly number[] {
  let known = memory.get(view);
  if (!known) {
    known = new Map();
    memory.set(view, known);
  }
  let heads = known.get(match);
  if (!heads) {
    heads = find(view, match);
    known.set(match, heads);
  }
  return heads;
}

function findActors(view: View, match: Match): readonly number[] {
  const mask = dated(view);
  // "Nurses were joined by teachers": both take part.
  if (view.tokens.Lemma[match.head] === "join" && view.verb(match.head) && view.passive(match.head))
    return [...new Set([...view.patients(match.head), ...view.agents(match.head)])];
  // "a sit-in by about 100 miners"
  const up = view.tokens.Head[match.head]!;
  const blamed =
    up >= 0 && view.cues.blaming!.has(view.tokens.Lemma[up]!) && view.preposition(match.head) === "for";
  if (view.noun(match.head) && !blamed && view.tokens.Norm[match.last] === "by") {
    const by = afterBy(view, match);
    if (by >= 0) return view.conjuncts(by);
  }
  const own = forcesIn(view, match);
  if (own >= 0) return [own];
  // "was lit on fire": what stands before it undergoes it, whatever the parse makes of it.
  const passive = match.last - match.first > 1 && view.tokens.Lemma[match.first] === "be";
  if (passive && view.tokens.Norm[match.last - 1] !== "by") {
    const by = afterBy(view, match);
    return by >= 0 ? view.conjuncts(by) : [];
  }
  const found = view.agents(match.head).filter((head) => !mask[head]);
  const active = view.verb(match.head) && !view.passive(match.head);
  const opening = beforeInsertion(view, match);
  if (opening >= 0) return found.includes(opening) ? found : view.conjuncts(opening);
  const near = active ? justBefore(view, match) : -1;
  // "Opposition parties and civil society groups called": the earlier of a list act with the last, whatever the parse makes of the list.
  const last =
    near < 0 && view.verb(match.head) && view.is(match.head, "acl") ? justBefore(view, match) : near;
  if (last >= 0 && found.includes(last)) {
    const list = listTo(view, last);
    const opens = view.phrase(list[0]!)[0] - 1;
    const bare = opens < 0 || view.tokens.Upos[opens] !== ADP;
    if (list.length > 1 && bare) return [...new Set([...list, ...found])];
  }
  // "supporters of the former dictator rallied": what only describes the subject does not act.
  if (near >= 0 && !found.includes(near) && !found.some((head) => within(view, near, head)))
    return [...new Set([...listTo(view, near), ...view.conjuncts(near)])];
  if (found.length > 0) return found;
  const by = blamed ? -1 : afterBy(view, match);
  if (by >= 0) return view.conjuncts(by);
  const opens = active ? openingOf(view, match) : -1;
  return opens >= 0 && !mask[opens] ? [opens] : [];
}

/** "died in police firing": the forces that the words of the trigger themselves name right before the act, or -1. */
function forcesIn({ tokens, classOf }: View, { first, last }: Match): number {
  const act = last - 1;
  if (act - 1 < first || !/^(?:fir|shoot)ings?$/.test(tokens.Norm[act]!)) return -1;
  const category = classOf(act - 1)?.category;
  return category === "state_security" || category === "military" ? act - 1 : -1;
}

const DEEPEST = 6;

/** Whether a noun hangs on another by "of" and the like. */
function within(view: View, i: number, head: number): boolean {
  let at = i;
  for (let hop = 0; hop < DEEPEST && at >= 0 && at !== head; hop++) {
    // "employees of the mill and its suppliers": what is joined to a part is a part.
    const its = view.children(at).some((k) => view.tokens.Norm[k] === "its");
    const over = view.tokens.Head[at]!;
    const joined =
      view.is(at, "conj") &&
      (its ||
        view.is(over, "nmod") ||
        (over !== head ? view.is(over, "appos") || view.is(over, "conj") : at !== i));
    if (!joined && !["nmod", "compound", "flat", "appos", "amod"].some((relation) => view.is(at, relation)))
      return false;
    at = view.tokens.Head[at]!;
  }
  return at === head;
}

const masks = new WeakMap<View, Uint8Array>();

/** 1 for every token of a resolved date, which is never what a verb acts on. */
export function dated(view: View): Uint8Array {
  let mask = masks.get(view);
  if (mask) return mask;
  const { tokens, analysis } = view;
  mask = new Uint8Array(tokens.length);
  let t = 0;
  for (const time of analysis.times) {
    while (t < tokens.length && tokens.End[t]! <= time.start) t++;
    for (let i = t; i < tokens.length && tokens.Start[i]! < time.end; i++) mask[i] = 1;
  }
  masks.set(view, mask);
  return mask;
}

/**
 * Who or what undergoes the act, by the parse; where it says nothing, the noun phrase right after an active verb. Words
 * that end in a preposition ("set fire to") act on the noun phrase after them.
 */
export function undergoers(view: View, match: Match): readonly number[] {
  return remembered(undergoing, view, match, findUndergoers);
}

function findUndergoers(view: View, match: Match): readonly number[] {
  const mask = dated(view);
  const found = view.patients(match.head).filter((head) => !mask[head]);
  const { last } = match;
  // "unleashed a crackdown on its opponents": whatever the tree ties the phrase right behind it to.
  if (found.length === 0 && view.noun(match.head) && /^(?:on|against)$/.test(view.tokens.Norm[last] ?? "")) {
    const whom = nounAfter(view, last + 1, view.analysis.sentences.Last[match.sentence]!);
    const aired = whom >= 0 && view.cues.airwaves!.has(view.tokens.Lemma[whom]!);
    if (whom >= 0 && !aired && !mask[whom] && view.classOf(whom)?.person) return view.conjuncts(whom);
  }
  const bound = last - match.first > 1 && view.tokens.Upos[last - 1] === ADP;
  if (!bound && (found.length > 0 || !view.verb(match.head) || view.passive(match.head))) return found;
  const end = view.analysis.sentences.Last[match.sentence]!;
  const head = last < end && !mask[last] ? nounAfter(view, last, end) : -1;
  return head >= 0 && !mask[head] && !found.includes(head) ? [...found, head] : found;
}

export function twoParties(view: View, match: Match, wanted: readonly string[]): boolean {
  const heads = parties(view, match);
  for (const a of heads) {
    if (!inClass(view, a, [wanted[0]!])) continue;
    for (const b of heads) if (b !== a && inClass(view, b, [wanted[1]!])) return true;
  }
  return false;
}

/** C1: "he", "she" or one named person acts, and nobody with them. */
export function oneActsAlone(view: View, match: Match): boolean {
  const { tokens } = view;
  const { head } = match;
  if (beforeInsertion(view, match) >= 0) return false;
  // "went on a rampage"
  const going = tokens.Head[head]!;
  let verb = view.is(head, "obl") && going >= 0 && tokens.Lemma[going] === "go" ? going : head;
  while (
    view.verb(verb) &&
    view.child(verb, "nsubj") < 0 &&
    (view.is(verb, "xcomp") || (view.is(verb, "advcl") && tokens.Norm[verb]!.endsWith("ing")))
  )
    verb = tokens.Head[verb]!;
  // "a lawyer walking out of the court"
  const doing = view.verb(verb) && tokens.Deprel[verb] === "acl" && tokens.Norm[verb]!.endsWith("ing");
  const subject = doing ? tokens.Head[verb]! : view.verb(verb) ? view.child(verb, "nsubj") : -1;
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
    !tokens.Norm[subject]!.endsWith("s") &&
    noun?.person === true &&
    !noun.collective &&
    !view.cues.measures!.has(tokens.Lemma[subject]!)
  );
}

/** Things that are acted on, or acted with, where the parse makes them the subject. */
const UNDERGOING = ["property", "premises", "passage", "weapon"] as const;

/** A common noun acts that names nothing human: "lightning struck", "a sea cable cut off the internet". */
export function inanimate(view: View, agents: readonly number[]): boolean {
  return agents.length > 0 && agents.every((head) => dead(view, head) && !peopleBefore(view, head));
}

function dead(view: View, head: number): boolean {
  const { tokens, lexicon } = view;
  if (tokens.Upos[head] !== NOUN || view.classOf(head) !== null || HUMAN.test(tokens.Norm[head]!))
    return false;
  return !UNDERGOING.some((kind) => isA(lexicon, kind, tokens.Lemma[head]!));
}

/** "Greeks protesting against the measures threw stones": the parse may take the nearer noun for the subject. */
function peopleBefore(view: View, head: number): boolean {
  const { tokens } = view;
  const first = view.analysis.sentences.First[tokens.Sentence[head]!]!;
  for (let i = head - 1; i >= first && i > head - 12; i--) {
    if (tokens.Norm[i] === "," || (view.verb(i) && tokens.Feats[i]!.includes("VerbForm=Fin"))) return false;
    if (!view.noun(i) || view.is(i, "compound") || view.is(i, "nmod:poss")) continue;
    if (view.classOf(i) !== null) return true;
  }
  return false;
}

/** The category of those who own what is acted on: "the party's headquarters", "a mosque"; or of those acted on. */
export function owners(view: View, patients: readonly number[]): string[] {
  return patients.flatMap((head) => {
    const owner = ownerOf(view.lexicon, view.tokens, head, view.children) ?? view.classOf(head)?.category;
    return owner ? [owner] : [];
  });
}
