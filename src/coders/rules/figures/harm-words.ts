/** Words that tell of single persons' harm as real: "was shot and killed", "claimed the life of", "is in a critical condition". */
import type { View } from "../reading/view.js";
import { actedBefore, dying, SELF, subjectAbove, undergo, wounding } from "./undergone.js";

/** "shot": whether they died is for other words to say. */
export type Harm = "deaths" | "injured" | "shot";

/** A word of harm at a token, and the heads of those it was done to. */
export type Told = { readonly harm: Harm; readonly token: number; readonly victims: readonly number[] };

type At = { readonly harm: Harm; readonly victims: readonly number[]; readonly verb: number };

const NEAR = 5;
/** "stabbing his mother and a former friend to death" */
const TO_DEATH = 12;
const FATAL = new Set(["fatal", "mortal", "deadly"]);

/** The words of harm in a report that tell of somebody's harm as real, in reading order. */
export function harmsOf(view: View): Told[] {
  const { tokens, analysis } = view;
  const out: Told[] = [];
  for (let i = 0; i < tokens.length; i++) {
    if (analysis.sentences.Noise[tokens.Sentence[i]!]) continue;
    const harm = harmAt(view, i);
    if (harm && !unreal(view, harm.verb)) out.push({ harm: harm.harm, token: i, victims: harm.victims });
  }
  return out;
}

function harmAt(view: View, i: number): At | null {
  const { tokens, cues } = view;
  const norm = tokens.Norm[i]!;
  if (view.verb(i)) return done(view, i);
  if (norm === "dead" || norm === "deceased") return foundDead(view, i);
  return inState(view, i) ?? named(view, i, cues.deathNouns!.has(tokens.Lemma[i]!));
}

/** A verb of harm. */
function done(view: View, i: number): At | null {
  const { tokens, cues } = view;
  const lemma = tokens.Lemma[i]!;
  if (cues.killing!.has(lemma) || gunnedDown(view, i))
    return { harm: "deaths", victims: undergo(view, i), verb: i };
  if (cues.dying!.has(lemma) || (cues.dyingAway!.has(lemma) && tokens.Norm[i + 1] === "away"))
    return { harm: "deaths", victims: dying(view, i), verb: i };
  if (cues.wounding!.has(lemma)) {
    const mortal = cues.fatally!.has(tokens.Norm[i - 1] ?? "");
    return { harm: mortal ? "deaths" : "injured", victims: undergo(view, i), verb: i };
  }
  if (cues.striking!.has(lemma))
    return { harm: deadly(view, i) ? "deaths" : "shot", victims: undergo(view, i), verb: i };
  if (toHospital(view, i) && view.passive(i)) return { harm: "shot", victims: view.patients(i), verb: i };
  if (cues.suffering!.has(lemma) && wordAfter(view, i, cues.wounds!, 8, true)) {
    const fatal = wordAfter(view, i, FATAL, 4);
    // Who suffered a wound may have died of it.
    return { harm: fatal ? "deaths" : "shot", victims: wounding(view, i), verb: i };
  }
  // "is recovering at home", "underwent surgery", "remains in hospital"
  if (cues.recovering!.has(lemma) && !view.passive(i))
    return { harm: "shot", victims: doers(view, i), verb: i };
  if (cues.operated!.has(lemma) && wordAfter(view, i, cues.operations!, 5))
    return { harm: "shot", victims: doers(view, i), verb: i };
  if (inHospital(view, i)) return { harm: "shot", victims: doers(view, i), verb: i };
  // "burned to death", "was trampled to death"
  if (tokens.Norm[i + 1] === "to" && tokens.Norm[i + 2] === "death") {
    const victims = undergo(view, i);
    return { harm: "deaths", victims: victims.length > 0 ? victims : dying(view, i), verb: i };
  }
  return lifeLost(view, i);
}

function gunnedDown({ tokens, cues }: View, i: number): boolean {
  if (!cues.downed!.has(tokens.Lemma[i]!)) return false;
  return tokens.Norm[i + 1] === "down" || tokens.Norm[i + 2] === "down";
}

/** Who does what a verb says: its own subject before one that it shares. */
function doers(view: View, i: number): readonly number[] {
  const own = view.child(i, "nsubj");
  return own >= 0 ? view.conjuncts(own).filter((k) => k < i) : view.agents(i);
}

/** "remained in hospital", "is still in the intensive care unit": one who stays there. */
export function inHospital(view: View, i: number): boolean {
  const { tokens, cues } = view;
  if (!cues.staying!.has(tokens.Lemma[i]!)) return false;
  let k = i + 1;
  while (k < i + 4 && /^(?:still|now|also|hospitalised|hospitalized)$/.test(tokens.Norm[k] ?? "")) k++;
  if (!/^(?:in|at)$/.test(tokens.Norm[k] ?? "")) return /^hospitali[sz]ed$/.test(tokens.Norm[k - 1] ?? "");
  return wordAfter(view, k, cues.hospitals!, 6);
}

/** "was pronounced dead", "found a boy dead", "she is dead". */
function foundDead(view: View, i: number): At | null {
  const { tokens, cues } = view;
  const bearer = view.is(i, "amod") || view.is(i, "acl") || view.is(i, "advcl") ? tokens.Head[i]! : -1;
  for (let k = i - 1; k >= 0 && k >= i - REACH && tokens.Sentence[k] === tokens.Sentence[i]; k--) {
    if (!view.verb(k) || !cues.declaredDead!.has(tokens.Lemma[k]!)) continue;
    const object = view.child(k, "obj");
    // "found a boy dead", "left a man and a woman dead"
    if (object > k && object < i && !view.passive(k))
      return { harm: "deaths", victims: view.conjuncts(object).filter((n) => n < i), verb: k };
    if (k < i - NEAR) break;
    const whom = undergo(view, k);
    // "was taken to hospital and pronounced dead"
    const subject = whom.length === 0 && view.is(k, "conj") ? subjectAbove(view, k) : -1;
    return { harm: "deaths", victims: subject >= 0 ? [subject] : whom, verb: k };
  }
  // "a man dead in the street": of bodies, never of "the dead man", who was told of before.
  if (bearer >= 0 && bearer < i)
    return { harm: "deaths", victims: view.conjuncts(bearer).filter((n) => n < i), verb: i };
  const subject = view.child(i, "nsubj");
  return subject >= 0
    ? { harm: "deaths", victims: view.conjuncts(subject).filter((n) => n < i), verb: i }
    : null;
}
/** So far behind its verb stands "dead", where who was found stands between. */
const REACH = 10;

/** "a man with a gunshot wound walked into the clinic", "is fighting for her life", "in a stable condition", "on life support" */
function inState(view: View, i: number): At | null {
  const { tokens, cues } = view;
  const lemma = tokens.Lemma[i]!;
  const norm = tokens.Norm[i]!;
  if (cues.wounds!.has(lemma) && view.preposition(i) === "with" && view.is(i, "nmod")) {
    const bearer = tokens.Head[i]!;
    return view.classOf(bearer)?.person ? { harm: "shot", victims: view.conjuncts(bearer), verb: i } : null;
  }
  // "walked into a hospital with a gunshot wound"
  if (cues.wounds!.has(lemma) && view.preposition(i) === "with" && view.is(i, "obl")) {
    const came = tokens.Head[i]!;
    const shot = /^(?:gunshot|bullet|stab)$/.test(tokens.Norm[i - 1] ?? "");
    if (
      came < i &&
      cues.arriving!.has(tokens.Lemma[came]!) &&
      (shot || wordAfter(view, came, cues.hospitals!, 8))
    )
      return { harm: "shot", victims: doers(view, came), verb: came };
  }
  // "another person is in the hospital"
  if (
    cues.hospitals!.has(lemma) &&
    /^(?:in|at)$/.test(view.preposition(i) ?? "") &&
    view.child(i, "cop") >= 0
  ) {
    const subject = view.child(i, "nsubj");
    if (subject >= 0) return { harm: "shot", victims: view.conjuncts(subject).filter((k) => k < i), verb: i };
  }
  const fights = lemma === "life" && tokens.Norm[i - 2] === "for" && tokens.Lemma[i - 3] === "fight";
  const state = norm === "condition" && cues.conditions!.has(tokens.Norm[i - 1] ?? "");
  const supported = norm === "support" && tokens.Norm[i - 1] === "life" && tokens.Norm[i - 2] === "on";
  const coma = lemma === "coma" && view.preposition(i) === "in";
  if (!fights && !state && !supported && !coma) return null;
  // "left a third in a coma"
  const above = tokens.Head[i]!;
  const left = above >= 0 && above < i && tokens.Lemma[above] === "leave" ? view.child(above, "obj") : -1;
  if (left < 0 && coma && tokens.Norm[i - 2] === "in" && tokens.Lemma[i - 5] === "leave")
    return { harm: "shot", victims: [i - 3], verb: i - 5 };
  if (left >= 0) return { harm: "shot", victims: view.conjuncts(left).filter((k) => k < i), verb: above };
  const subject = subjectAbove(view, i);
  return subject >= 0 ? { harm: "shot", victims: view.conjuncts(subject), verb: i } : null;
}

/** "the death of a boy", "her killing", "the fatal shooting of two": the noun of a death. */
function named(view: View, i: number, ofDeath: boolean): At | null {
  const { tokens, cues } = view;
  const nominal = ofDeath || (cues.harmNouns!.has(tokens.Lemma[i]!) && FATAL.has(tokens.Norm[i - 1] ?? ""));
  if (!nominal || !view.noun(i)) return null;
  const of = view
    .children(i)
    .filter((k) => (view.is(k, "nmod") && view.preposition(k) === "of") || tokens.Deprel[k] === "nmod:poss");
  return of.length > 0 ? { harm: "deaths", victims: of.flatMap(view.conjuncts), verb: i } : null;
}

/** "claimed the life of a boy", "lost her life", "found a man with a gunshot wound", "took her life". */
function lifeLost(view: View, i: number): At | null {
  const { tokens, cues } = view;
  const lemma = tokens.Lemma[i]!;
  const object = view.child(i, "obj");
  if (object < 0) return null;
  if (ownHand(view, i, object)) {
    const own = doers(view, i);
    return { harm: "deaths", victims: own.length > 0 ? own : actedBefore(view, i), verb: i };
  }
  if (tokens.Lemma[object] === "life") {
    if (lemma === "lose") return { harm: "deaths", victims: view.agents(i), verb: i };
    if (!cues.takingLife!.has(lemma)) return null;
    // "before taking his own life"
    if (tokens.Norm[object - 1] === "own") return { harm: "deaths", victims: doers(view, i), verb: i };
    const owner = view.children(object).find((k) => tokens.Deprel[k] === "nmod:poss");
    if (owner !== undefined) return { harm: "deaths", victims: [owner], verb: i };
    const of = view.children(object).filter((k) => view.is(k, "nmod") && view.preposition(k) === "of");
    const victims = of.length > 0 ? of.flatMap(view.conjuncts) : behindOf(view, object);
    return victims.length > 0 ? { harm: "deaths", victims, verb: i } : null;
  }
  if (!cues.findingHurt!.has(lemma) || view.passive(i)) return null;
  for (let k = object + 1; k < object + NEAR && tokens.Sentence[k] === tokens.Sentence[i]; k++) {
    if (tokens.Norm[k] !== "with" && tokens.Norm[k] !== "from") continue;
    if (!wordAfter(view, k, cues.wounds!, 6)) return null;
    // "found a boy suffering from a wound", where the parse takes the participle for a noun
    const inside = view.children(object).find((n) => view.is(n, "compound") && view.classOf(n)?.person);
    // "returned to find him wounded": the finding came about, and the wound is what is told.
    return { harm: "shot", victims: inside === undefined ? view.conjuncts(object) : [inside], verb: k };
  }
  return null;
}

/** "turned the gun on himself", "committed suicide" */
function ownHand({ tokens, cues }: View, i: number, object: number): boolean {
  if (tokens.Lemma[i] === "commit") return tokens.Lemma[object] === "suicide";
  if (tokens.Lemma[i] !== "turn" || !cues.ownGuns!.has(tokens.Lemma[object]!)) return false;
  return [1, 2, 3].some((k) => SELF.has(tokens.Norm[object + k] ?? ""));
}

/** "the life of a 9-year-old": the words behind the "of", where the tree hangs them elsewhere. */
function behindOf(view: View, noun: number): number[] {
  const { tokens } = view;
  if (tokens.Norm[noun + 1] !== "of") return [];
  for (let k = noun + 2; k < noun + 9 && tokens.Sentence[k] === tokens.Sentence[noun]; k++) {
    if (view.classOf(k)?.person && view.noun(k)) return [k];
    if (view.nameAt(k)?.type === "PER" || /^olds?$/.test(tokens.Norm[k]!)) {
      // "a 9-year-old girl": the noun behind is who it is.
      if (view.noun(k + 1) && view.nameAt(k) === null) continue;
      return [k];
    }
  }
  return [];
}

/** A verb that brings somebody to a hospital, and not only to be on the safe side. */
export function toHospital(view: View, i: number): boolean {
  const { tokens, cues, analysis } = view;
  if (!cues.bringingToHospital!.has(tokens.Lemma[i]!) || !wordAfter(view, i, cues.hospitals!, 12))
    return false;
  const sentence = tokens.Sentence[i]!;
  for (let k = analysis.sentences.First[sentence]!; k < analysis.sentences.Last[sentence]!; k++)
    if (/^(?:examiner|coroner|deceased|morgue|mortuary)$/.test(tokens.Norm[k]!)) return false;
    else if (cues.unhurt!.has(tokens.Norm[k]!)) return false;
  return true;
}

/** Whether the sentence, or the one after it, tells of deaths: of those brought to a hospital some died there. */
export function dyingAfter({ tokens, cues, analysis }: View, by: number): boolean {
  const { Last, length } = analysis.sentences;
  const sentence = tokens.Sentence[by]!;
  for (let k = by + 1; k < Last[Math.min(sentence + 1, length - 1)]!; k++)
    if (cues.dying!.has(tokens.Lemma[k]!) || /^(?:dead|deceased|killed)$/.test(tokens.Norm[k]!)) return true;
  return false;
}

/** "fatally shot", "shot dead", "shot to death", "shot and killed". */
function deadly(view: View, i: number): boolean {
  const { Norm, Sentence } = view.tokens;
  if (Norm[i - 1] === "fatally" || Norm[i + 1] === "fatally") return true;
  for (let k = i + 1; k < i + NEAR && Sentence[k] === Sentence[i]; k++) {
    if (Norm[k] === "dead") return true;
    // "shot his son and killed his wife": another died.
    const other = k > i + 2 && view.child(k, "obj") >= 0;
    if (Norm[k] === "killed" && Norm[k - 1] === "and" && !other) return true;
  }
  for (let k = i + 1; k < i + TO_DEATH && Sentence[k] === Sentence[i]; k++)
    if (Norm[k] === "death" && Norm[k - 1] === "to") return true;
  return false;
}

function wordAfter(view: View, i: number, words: ReadonlySet<string>, reach: number, noun = false): boolean {
  const { tokens } = view;
  for (let k = i + 1; k < i + reach && tokens.Sentence[k] === tokens.Sentence[i]; k++)
    if ((words.has(tokens.Lemma[k]!) || words.has(tokens.Norm[k]!)) && (!noun || view.noun(k))) return true;
  return false;
}

/** "could have killed him", "tried to kill her", "did not hurt him": nobody came to harm. */
function unreal(view: View, i: number): boolean {
  const { tokens, cues } = view;
  if (view.predicateAt(i)?.polarity === "negative") return true;
  for (const k of view.children(i)) {
    const norm = tokens.Norm[k]!;
    if (k < i && cues.harmUnreal!.has(norm) && (tokens.Deprel[k] === "aux" || tokens.Deprel[k] === "mark"))
      return true;
    if (norm === "not" || norm === "n't" || norm === "n’t" || norm === "never") return true;
  }
  for (let k = i - 1; k >= 0 && k >= i - 3 && tokens.Sentence[k] === tokens.Sentence[i]; k--)
    if (cues.harmMeant!.has(tokens.Lemma[k]!) || tokens.Norm[k] === "attempted") return true;
  return false;
}
