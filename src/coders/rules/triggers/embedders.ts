/** What the words that govern an act say of it: a plan, a call, a refusal. The words themselves are data of the language. */
import type { Actuality } from "../../../model/coding.js";
import { negates } from "../../../text/statements/beside.js";
import { predicateWords } from "../../../text/statements/predicate-words.js";
import type { View } from "../reading/view.js";
import { heard } from "../why/because.js";

/** A list of cues, what one of its words says of the act under it, and what it says when it is itself denied. */
type Signature = readonly [list: string, said: Actuality, denied: Actuality | null];

/** Verbs and adjectives; the first list that has the word is taken. */
const VERBS: readonly Signature[] = [
  ["ruledOut", "denied", "hypothetical"],
  ["attempt", "attempted", "denied"],
  ["threaten", "threatened", "denied"],
  ["promise", "promised", "refused"],
  ["refuse", "refused", null],
  ["call", "called_for", "denied"],
  ["demand", "called_for", "hypothetical"],
  ["plan", "planned", "denied"],
  ["cancelled", "planned", null],
  ["denied", "denied", null],
  ["unable", "denied", null],
  ["hypothetical", "hypothetical", "hypothetical"],
];

/** Nouns, with the list of prepositions that tie the act to them. */
const NOUNS: readonly (readonly [...Signature, takes: string])[] = [
  ["callNouns", "called_for", "denied", "callTakes"],
  ["planNouns", "planned", "denied", "planTakes"],
  ["threatNouns", "threatened", "denied", "threatTakes"],
  ["possibilityNouns", "hypothetical", "denied", "possibilityTakes"],
  ["attemptNouns", "attempted", "denied", "attemptTakes"],
  ["promiseNouns", "promised", "refused", "planTakes"],
  ["refusalNouns", "refused", null, "refusalTakes"],
  ["banNouns", "hypothetical", null, "banTakes"],
];

/** What stands before a noun: "a planned march". */
const MODIFIERS: readonly (readonly [list: string, said: Actuality])[] = [
  ["plannedModifiers", "planned"],
  ["threatenedModifiers", "threatened"],
  ["attemptedModifiers", "attempted"],
  ["possibleModifiers", "hypothetical"],
];

/** Prepositions of one or more words: "without a march", "in the event of a strike". */
const PREPOSITIONS: readonly (readonly [list: string, said: Actuality])[] = [
  ["deniedPrepositions", "denied"],
  ["plannedPrepositions", "planned"],
  ["possiblePrepositions", "hypothetical"],
];

/** "did not march", "no longer marches", by the reading of the analysis. */
export function negated(view: View, i: number): boolean {
  const words = predicateWords(view.analysis.lang);
  const kids = view.children(i);
  return kids.some((k) => negates(view.tokens, words, k, i)) || kids.some((k) => noSubject(view, k));
}

/** "no party has called for a boycott", "nobody threatened a strike" */
function noSubject(view: View, k: number): boolean {
  const { tokens, cues } = view;
  if (tokens.Deprel[k] !== "nsubj") return false;
  return (
    cues.nobody!.has(tokens.Norm[k]!) ||
    view.children(k).some((d) => view.is(d, "det") && tokens.Norm[d] === "no")
  );
}

/** The verb with its particle, "call off", where it has one. */
export function withParticle(view: View, i: number): string {
  const { tokens } = view;
  const particle = view.child(i, "compound:prt");
  const at = particle >= 0 ? particle : i + 1;
  return at < tokens.length ? `${tokens.Lemma[i]} ${tokens.Norm[at]}` : tokens.Lemma[i]!;
}

function signature(view: View, i: number): Signature | null {
  const { cues, tokens } = view;
  const phrase = withParticle(view, i);
  const lemma = tokens.Lemma[i]!;
  // "those tried over the riots": who is tried stands before a court.
  if (cues.judgingDeeds!.has(lemma) && view.passive(i)) return null;
  // "pressed ahead with the vote": nobody is asked for it.
  if (cues.pressingAhead!.has(phrase)) return null;
  return (
    VERBS.find(([list]) => cues[list]!.has(phrase)) ?? VERBS.find(([list]) => cues[list]!.has(lemma)) ?? null
  );
}

/** What a verb or an adjective says of the act that it governs; null where it leaves the act as it is. */
export function verbSays(view: View, i: number): Actuality | null {
  const found = signature(view, i);
  if (found?.[0] === "ruledOut" && notDone(view, i)) return heard(view, found[0], i, found[2]);
  return found ? heard(view, found[0], i, found[1]) : null;
}

/** "did not rule out", "refused to rule out" */
function notDone(view: View, i: number): boolean {
  const up = view.tokens.Head[i]!;
  return (
    negated(view, i) || (view.is(i, "xcomp") && up >= 0 && view.cues.refuse!.has(view.tokens.Lemma[up]!))
  );
}

/** The same, with the verb's own negation: "did not plan to march". */
export function verbSaysHere(view: View, i: number): Actuality | null {
  const found = signature(view, i);
  if (!found) return null;
  const no = found[0] === "ruledOut" ? notDone(view, i) : negated(view, i);
  return heard(view, found[0], i, no ? found[2] : found[1]);
}

/** "no plans", "plans" under a verb that is denied. */
function nounDenied(view: View, i: number): boolean {
  const { tokens } = view;
  if (view.children(i).some((k) => view.is(k, "det") && tokens.Norm[k] === "no")) return true;
  const up = tokens.Head[i]!;
  return up >= 0 && view.verb(up) && view.is(i, "obj") && negated(view, up);
}

/** "carried out its threat", "heeded the call": what was announced came about. */
function fulfilled(view: View, i: number): boolean {
  const up = view.tokens.Head[i]!;
  if (up < 0 || !view.verb(up) || !(view.is(i, "obj") || view.is(i, "obl"))) return false;
  const { fulfilling } = view.cues;
  return (
    (fulfilling!.has(view.tokens.Lemma[up]!) || fulfilling!.has(withParticle(view, up))) && !negated(view, up)
  );
}

/** What a noun says of the act in its phrase or clause: "plans for a march", "a threat to strike". Null where it says nothing. */
export function nounSays(view: View, i: number, preposition: string | null): Actuality | null {
  const { cues, tokens } = view;
  const lemma = tokens.Lemma[i]!;
  // "maintained order", "law and order": no order to do anything
  if (i > 0 && cues.peaceKept!.has(`${tokens.Lemma[i - 1]} ${lemma}`)) return null;
  for (const [list, said, denied, takes] of NOUNS) {
    if (!cues[list]!.has(lemma)) continue;
    if (preposition !== null && !cues[takes]!.has(preposition)) continue;
    if (fulfilled(view, i)) return null;
    return heard(view, list, i, nounDenied(view, i) ? denied : said);
  }
  return null;
}

export function modifierSays(view: View, i: number): Actuality | null {
  const found = MODIFIERS.find(([list]) => view.cues[list]!.has(view.tokens.Norm[i]!));
  return found ? heard(view, found[0], i, found[1]) : null;
}

const LONGEST = 5;

/** What the preposition that ends right before token `at` says of the phrase after it. */
export function prepositionSays(view: View, at: number): Actuality | null {
  const { tokens, cues, analysis } = view;
  const first = analysis.sentences.First[tokens.Sentence[Math.min(at, tokens.length - 1)]!]!;
  let words = "";
  for (let k = at - 1; k >= Math.max(first, at - LONGEST); k--) {
    words = words === "" ? tokens.Norm[k]! : `${tokens.Norm[k]} ${words}`;
    const found = PREPOSITIONS.find(([list]) => cues[list]!.has(words));
    if (found) return heard(view, found[0], k, found[1]);
  }
  return null;
}

/** "the", "this", "Monday's": the words speak of an event already known. */
export function definite(view: View, i: number): boolean {
  const { tokens, cues } = view;
  return view
    .children(i)
    .some((k) => view.is(k, "nmod:poss") || (view.is(k, "det") && cues.definite!.has(tokens.Norm[k]!)));
}
