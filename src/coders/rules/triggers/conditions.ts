/** Decides whether the conditions of a case hold for words that matched a trigger. */

import { ADJ, NOUN, NUM, PROPN, VERB, type View } from "../reading/view.js";
import { political, reportHasCue, sentenceHas } from "./context.js";
import { nounSays, verbSays } from "./embedders.js";
import type { Match, Surroundings } from "./match.js";
import { namesAbroad } from "./nations.js";
import type { When } from "./rule.js";
import {
  actors,
  dated,
  inanimate,
  oneActsAlone,
  owners,
  someInClass,
  twoParties,
  undergoers,
} from "./sides.js";
import { tellsPlace } from "./whereto.js";

export { inClass, parties } from "./sides.js";

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

const split = new Map<string, readonly string[]>();

/** The words of a phrase of the rules, taken apart once. */
function wordsOf(phrase: string): readonly string[] {
  let words = split.get(phrase);
  if (!words) {
    words = phrase.split(" ");
    split.set(phrase, words);
  }
  return words;
}

function phraseAround(view: View, match: Match, phrase: string): boolean {
  const { tokens } = view;
  const words = wordsOf(phrase);
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

/** "the protests that have shaken the country since October", "the protests which began in May": an open period. */
function lasting(view: View, match: Match): boolean {
  const { tokens } = view;
  if (!tokens.Feats[match.head]!.includes("Number=Plur") && !tokens.Norm[match.head]!.endsWith("s"))
    return false;
  const end = Math.min(view.analysis.sentences.Last[match.sentence]!, match.last + 14);
  let relative = false;
  for (let i = match.last; i < end; i++) {
    const norm = tokens.Norm[i]!;
    if ((norm === "," && tokens.Norm[i + 1] !== "now") || norm === ";" || norm === "and") return false;
    if (norm === "that" || norm === "which") relative = true;
    // "the largest since March": the month measures, nothing is said to last.
    if (tokens.Feats[i]!.includes("Degree=Sup")) return false;
    if (norm === "since") return true;
    // "the protests, now in their second month": said of what goes on.
    if (norm === "their" && view.cues.periods!.has(tokens.Lemma[i + 2] ?? "")) return true;
    if (relative && STARTS.has(tokens.Lemma[i]!)) return true;
    // "the protests that have swept the country"
    if (relative && view.cues.sweepingOver!.has(tokens.Lemma[i]!) && tokens.Lemma[i - 1] === "have")
      return true;
  }
  return false;
}

const STARTS = new Set(["begin", "start", "erupt"]);

function waveLike(view: View, match: Match): boolean {
  const { tokens, cues } = view;
  if (lasting(view, match)) return true;
  for (const word of modifiers(view, match)) {
    if (!cues.wave!.has(word) || word === tokens.Lemma[match.head]) continue;
    // "last week's protests" were held in a week and did not fill it.
    if (!cues.periods!.has(word) || !ownPeriod(view, match.head, word)) return true;
  }
  const head = tokens.Head[match.head]!;
  if (head >= 0) {
    const lemma = tokens.Lemma[head]!;
    if (cues.wave!.has(lemma) && view.is(match.head, "nmod")) return true;
    if (tokens.Feats[head]!.includes("VerbForm=Ger") && cues.ongoing!.has(lemma)) return true;
    if (sinceUnder(view, head)) return true;
  }
  return sinceUnder(view, match.head);
}

/** The word is the possessor of the noun, "last week's protests", or the name of a day: "May Day rallies". */
function ownPeriod(view: View, head: number, word: string): boolean {
  const { tokens } = view;
  return view
    .children(head)
    .some((k) =>
      tokens.Norm[k] === "day"
        ? tokens.Form[k] === "Day"
        : view.is(k, "nmod:poss") && tokens.Lemma[k] === word,
    );
}

/** A "since" phrase hangs on the word, and measures nothing: not "the largest since March". */
function sinceUnder(view: View, i: number): boolean {
  return view.children(i).some((k) => {
    if (view.preposition(k) !== "since") return false;
    for (let j = Math.max(0, k - 6); j < k; j++)
      if (view.tokens.Feats[j]!.includes("Degree=Sup") && view.tokens.Sentence[j] === view.tokens.Sentence[k])
        return false;
    return true;
  });
}

/** One of the words stands among the next six of the sentence. */
function followedBy(view: View, match: Match, words: readonly string[]): boolean {
  const end = Math.min(view.analysis.sentences.Last[match.sentence]!, match.last + 6);
  for (let i = match.last; i < end; i++) {
    if (words.includes(view.tokens.Norm[i]!) || words.includes(view.tokens.Lemma[i]!)) return true;
  }
  return false;
}

/** Somebody of one of the classes speaks in the sentence: "the minister said that the marchers were thugs". */
function saidBy(view: View, match: Match, classes: readonly string[]): boolean {
  const { sentences } = view.analysis;
  const last = sentences.Last[match.sentence]!;
  for (let i = sentences.First[match.sentence]!; i < last; i++) {
    if (!view.verb(i) || !view.cues.speech!.has(view.tokens.Lemma[i]!)) continue;
    if (someInClass(view, view.agents(i), classes)) return true;
  }
  return false;
}

const LENGTHS = new Set([
  "kilometre",
  "kilometer",
  "km",
  "mile",
  "metre",
  "meter",
  "block",
  "hour",
  "day",
  "week",
  "month",
]);

/** A thing or a clause follows: not the length of a march, not the day of a strike. */
function hasObject(view: View, head: number): boolean {
  const { tokens } = view;
  // "protested that …" has a clause for its object, "strike if …" only a condition.
  const clause = view.child(head, "ccomp");
  const marked =
    clause >= 0 && view.children(clause).some((k) => view.is(k, "mark") && tokens.Norm[k] !== "that");
  if (clause >= 0 && !marked) return true;
  const object = view.child(head, "obj");
  return (
    object >= 0 &&
    !dated(view)[object] &&
    (view.noun(object) || tokens.Upos[object] === NUM) &&
    !LENGTHS.has(tokens.Lemma[object]!)
  );
}

/** Whether the words that matched, in their report, are as the case wants them. */
type Test = (when: When, match: Match, view: View, around: Surroundings) => boolean;

/** One test for each condition that a case can name, the cheap ones first. */
const TESTS: Readonly<Record<keyof When, Test>> = {
  pos: (when, { head }, { tokens }) => {
    const upos = tokens.Upos[head]!;
    const name = upos === VERB ? "VERB" : upos === NOUN || upos === PROPN ? "NOUN" : "OTHER";
    return when.pos!.includes(name);
  },
  lemma: (when, { first, last }, { tokens }) => {
    for (let i = first; i < last; i++)
      if (when.lemma!.includes(tokens.Lemma[i]!) || when.lemma!.includes(tokens.Norm[i]!)) return true;
    return false;
  },
  first: (when, { sentence }) => sentence <= 1 === when.first,
  plural: (when, { head }, { tokens }) => tokens.Feats[head]!.includes("Number=Plur") === when.plural,
  passive: (when, { head }, view) => view.passive(head) === when.passive,
  active: (when, { head }, view) => view.passive(head) !== when.active,
  noverb: (when, { head }, view) => !view.is(head, "nsubj") === when.noverb,
  progressive: (when, { head }, { tokens }) => {
    const feats = tokens.Feats[head]!;
    const ing = feats.includes("VerbForm=Part") && feats.includes("Tense=Pres");
    return (ing || tokens.Norm[head]!.endsWith("ing")) === when.progressive;
  },
  doc: (when, _match, _view, around) => when.doc!.some((code) => around.anywhere(code)),
  nodoc: (when, _match, _view, around) => !when.nodoc!.some((code) => around.anywhere(code)),
  near: (when, { sentence }, _view, around) => when.near!.some((code) => around.near(sentence, code)),
  nonear: (when, { sentence }, _view, around) => !when.nonear!.some((code) => around.near(sentence, code)),
  same: (when, { sentence }, _view, around) => when.same!.some((code) => around.within(sentence, code)),
  object: (when, { head }, view) => hasObject(view, head) === when.object,
  definite: (when, { head }, view) => isDefinite(view, head) === when.definite,
  number: (when, { head }, view) => isCounted(view, head) === when.number,
  since: (when, { head }, view) =>
    view.children(head).some((k) => view.preposition(k) === "since" || view.tokens.Norm[k] === "since") ===
    when.since,
  negated: (when, { head }, view) =>
    view.children(head).some((k) => NEGATIONS.has(view.tokens.Norm[k]!)) === when.negated,
  purpose: (when, { head }, view) => {
    const infinitive = view
      .children(head)
      .some((k) => view.tokens.Norm[k] === "to" && (view.is(k, "mark") || view.is(k, "aux")));
    return (infinitive && (view.is(head, "advcl") || besidePlace(view, head))) === when.purpose;
  },
  ofplace: (when, { first }, view) => afterPlace(view, first) === when.ofplace,
  placeafter: (when, match, view) => beforePlace(view, match) === when.placeafter,
  ofyear: (when, match, view) => besideYear(view, match) === when.ofyear,
  under: (when, { head }, view) =>
    (view.is(head, "obj") || view.is(head, "nsubj:pass")) &&
    when.under!.includes(view.tokens.Lemma[view.tokens.Head[head]!]!),
  tried: (when, { head }, view) => isTried(view, head) === when.tried,
  bare: (when, { head }, view) => isBare(view, head) === when.bare,
  words: (when, { sentence }, view) => sentenceHas(view, sentence, when.words!),
  nowords: (when, { sentence }, view) => !sentenceHas(view, sentence, when.nowords!),
  after: (when, match, view) => followedBy(view, match, when.after!),
  inphrase: (when, match, view) => when.inphrase!.some((phrase) => phraseAround(view, match, phrase)),
  mod: (when, match, view) => {
    const mods = modifiers(view, match);
    return when.mod!.some((word) => mods.has(word));
  },
  prep: (when, match, view) => inPhrases(view, match, when.prep!).length > 0,
  noprep: (when, match, view) => inPhrases(view, match, when.noprep!).length === 0,
  prepclass: (when, match, view) =>
    someInClass(view, inPhrases(view, match, when.prep ?? []), when.prepclass!),
  noprepclass: (when, match, view) =>
    !someInClass(view, inPhrases(view, match, when.prep ?? []), when.noprepclass!),
  agentless: (when, match, view) => (actors(view, match).length === 0) === when.agentless,
  several: (when, match, view) => actors(view, match).length > 1 === when.several,
  agent: (when, match, view) => someInClass(view, actors(view, match), when.agent!),
  noagent: (when, match, view) => !someInClass(view, actors(view, match), when.noagent!),
  agentlemma: (when, match, view) =>
    actors(view, match).some((a) => when.agentlemma!.includes(view.tokens.Lemma[a]!.toLowerCase())),
  inanimate: (when, match, view) => inanimate(view, actors(view, match)) === when.inanimate,
  patient: (when, match, view) => someInClass(view, undergoers(view, match), when.patient!),
  nopatient: (when, match, view) => !someInClass(view, undergoers(view, match), when.nopatient!),
  patientcategory: (when, match, view) => hasCategory(view, undergoers(view, match), when.patientcategory!),
  nopatientcategory: (when, match, view) =>
    !hasCategory(view, undergoers(view, match), when.nopatientcategory!),
  patientlemma: (when, match, view) =>
    undergoers(view, match).some((p) => when.patientlemma!.includes(view.tokens.Lemma[p]!.toLowerCase())),
  owner: (when, match, view) =>
    owners(view, undergoers(view, match)).some((owner) => when.owner!.includes(owner)),
  parties: (when, match, view) => twoParties(view, match, when.parties!),
  said: (when, match, view) => saidBy(view, match, when.said!),
  abroad: (when, match, view) => namesAbroad(view, match.sentence, actors(view, match)) === when.abroad,
  single: (when, match, view) => oneActsAlone(view, match) === when.single,
  wave: (when, match, view) => waveLike(view, match) === when.wave,
  political: (when, match, view, around) => political(view, match, around) === when.political,
  disaster: (when, _match, view) =>
    reportHasCue(view, view.cues.disaster!, view.tokens.length < 80 ? 1 : 2) === when.disaster,
  describes: (when, { head }, view) => (view.is(head, "acl") || view.is(head, "amod")) === when.describes,
  toplace: (when, match, view) => tellsPlace(view, match) === when.toplace,
};

/** "the siege of Leningrad": the name of a place stands right behind, but for an article. */
function beforePlace({ tokens, analysis }: View, { last, sentence }: Match): boolean {
  const at = tokens.Norm[last] === "the" ? last + 1 : last;
  if (at >= analysis.sentences.Last[sentence]!) return false;
  const start = tokens.Start[at]!;
  return analysis.places.some((place) => place.start === start);
}

const YEAR = /^(?:1[5-9]|20)\d\d$/;
const OF_YEAR = new Set(["of", "in"]);

/** "the 1999 war", "the war of 1971": a year stands right before the trigger or its name, or is what it is said to be of. */
function besideYear({ tokens, analysis }: View, { first, last, sentence }: Match): boolean {
  const from = analysis.sentences.First[sentence]!;
  const end = analysis.sentences.Last[sentence]!;
  for (let i = first - 1; i >= from && i >= first - 3; i--) {
    if (YEAR.test(tokens.Norm[i]!)) return true;
    if (tokens.Upos[i] !== PROPN && tokens.Upos[i] !== ADJ) break;
  }
  return last + 1 < end && OF_YEAR.has(tokens.Norm[last]!) && YEAR.test(tokens.Norm[last + 1]!);
}

/** "the Lomé bombings": the name of a place stands right before, or one that has an article and so is no person's ("the Lagos attacks"). */
function afterPlace(view: View, first: number): boolean {
  const { tokens, analysis } = view;
  if (first < 1) return false;
  const [start, end] = [tokens.Start[first - 1]!, tokens.End[first - 1]!];
  if (analysis.places.some((place) => place.start <= start && end <= place.end)) return true;
  if (tokens.Upos[first - 1] !== PROPN) return false;
  const article = first > 1 && tokens.Norm[first - 2] === "the";
  return (
    article && analysis.names.some((name) => name.type === "PER" && name.start === start && name.end === end)
  );
}

/** "tried to storm parliament", "an attempt to break through" */
function isTried(view: View, i: number): boolean {
  const up = view.tokens.Head[i]!;
  if (up < 0 || !(view.is(i, "xcomp") || view.is(i, "acl"))) return false;
  return (
    (view.verb(up) ? verbSays(view, up) : view.noun(up) ? nounSays(view, up, null) : null) === "attempted"
  );
}

/** "took to the street to protest", "in a bid to disperse": a purpose that the parse ties to the noun before it. */
function besidePlace(view: View, i: number): boolean {
  const noun = view.tokens.Head[i]!;
  if (!view.is(i, "acl") || noun < 0 || !view.is(noun, "obl")) return false;
  return view.preposition(noun) === "in" || nounSays(view, noun, null) === null;
}

const NEGATIONS = new Set(["not", "n't", "never"]);
const DEFINITE = new Set(["the", "this", "these", "that"]);
const BARE_RELATIONS = ["case", "punct", "conj", "cc", "cop", "nsubj"];

function isDefinite(view: View, head: number): boolean {
  const det = view.child(head, "det");
  return (det >= 0 && DEFINITE.has(view.tokens.Norm[det]!)) || view.child(head, "nmod:poss") >= 0;
}

function isCounted(view: View, head: number): boolean {
  if (view.child(head, "nummod") >= 0) return true;
  const up = view.tokens.Head[head]!;
  return up >= 0 && view.is(head, "nmod") && view.cues.measures!.has(view.tokens.Lemma[up]!);
}

function isBare(view: View, head: number): boolean {
  return (
    view.noun(head) &&
    view.tokens.Feats[head]!.includes("Number=Sing") &&
    view.children(head).every((k) => BARE_RELATIONS.some((relation) => view.is(k, relation))) &&
    !view.is(head, "compound")
  );
}

function hasCategory(view: View, heads: readonly number[], categories: readonly string[]): boolean {
  return heads.some((head) => categories.includes(view.classOf(head)?.category ?? ""));
}

/** What hangs on the trigger by one of the prepositions. */
function inPhrases(view: View, { head }: Match, prepositions: readonly string[]): number[] {
  return view
    .children(head)
    .filter(
      (k) => (view.is(k, "nmod") || view.is(k, "obl")) && prepositions.includes(view.preposition(k) ?? ""),
    );
}

type Named = { readonly name: keyof When; readonly test: Test };

/** The tests of a case, and what it names as an object with all conditions, so that those of all cases are alike in memory. */
type Tests = { readonly named: readonly Named[]; readonly whole: When };
const testsOf = new WeakMap<When, Tests>();
const NAMES = Object.keys(TESTS) as Array<keyof When>;
const NOTHING = Object.fromEntries(NAMES.map((name) => [name, undefined]));

function testsFor(when: When): Tests {
  const named = NAMES.filter((name) => when[name] !== undefined).map((name) => ({ name, test: TESTS[name] }));
  const tests = { named, whole: { ...NOTHING, ...when } };
  testsOf.set(when, tests);
  return tests;
}

/** The first condition of a case that does not hold; null where all that the case names hold. */
export function failing(
  when: When | undefined,
  match: Match,
  view: View,
  around: Surroundings,
): keyof When | null {
  if (!when) return null;
  const { named, whole } = testsOf.get(when) ?? testsFor(when);
  for (const { name, test } of named) if (!test(whole, match, view, around)) return name;
  return null;
}
