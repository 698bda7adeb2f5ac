/** Whether the words around a trigger speak of politics, of a game, of a disaster or of ordinary crime. */

import { PROPN, type View } from "../reading/view.js";
import type { Match, Surroundings } from "./match.js";
import { actors, undergoers } from "./sides.js";

/** Some nouns are their own lemma in the plural ("troops"); a bare "s" is taken off for them. */
function singularOf(norm: string): string {
  return norm.endsWith("s") ? norm.slice(0, -1) : norm;
}

/** Months that are spelled like the words of rules. */
const MONTHS = new Set(["march", "may"]);

const wordsOf = new WeakMap<View, Map<number, ReadonlySet<string>>>();

/** Lemmas, lower-case forms and bare singulars of a sentence, gathered once. */
function vocabulary(view: View, sentence: number): ReadonlySet<string> {
  let known = wordsOf.get(view);
  if (!known) {
    known = new Map();
    wordsOf.set(view, known);
  }
  const have = known.get(sentence);
  if (have) return have;
  const { tokens, analysis } = view;
  const made = new Set<string>();
  const last = analysis.sentences.Last[sentence]!;
  for (let i = analysis.sentences.First[sentence]!; i < last; i++) {
    const capital = tokens.Form[i] !== tokens.Norm[i];
    if (capital && tokens.Upos[i] === PROPN && MONTHS.has(tokens.Norm[i]!)) continue;
    made.add(tokens.Lemma[i]!).add(tokens.Norm[i]!).add(singularOf(tokens.Norm[i]!));
  }
  known.set(sentence, made);
  return made;
}

export function sentenceHas(view: View, sentence: number, words: readonly string[]): boolean {
  const have = vocabulary(view, sentence);
  return words.some((word) => have.has(word));
}

export function sentenceHasCue(view: View, sentence: number, cue: ReadonlySet<string>): boolean {
  for (const word of vocabulary(view, sentence)) if (cue.has(word)) return true;
  return false;
}

const counted = new WeakMap<View, Map<ReadonlySet<string>, number>>();

/** True where at least `least` words of the report are in the list. */
export function reportHasCue(view: View, cue: ReadonlySet<string>, least: number): boolean {
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

/** So many different words of games or prices show what a report is about; "percent" alone, however often, does not. */
const MANY = 4;
const FEW = 2;
/** A report of so few words needs fewer of them. */
const SHORT = 90;

const distinctly = new WeakMap<View, number>();

function distinctCues(view: View, cue: ReadonlySet<string>): number {
  let known = distinctly.get(view);
  if (known === undefined) {
    const met = new Set<string>();
    for (const lemma of view.tokens.Lemma) if (cue.has(lemma)) met.add(lemma);
    known = met.size;
    distinctly.set(view, known);
  }
  return known;
}

/** A political word in the sentence besides those that games use too. */
function sentenceHasOther(view: View, sentence: number, cue: ReadonlySet<string>): boolean {
  for (const word of vocabulary(view, sentence)) {
    if (cue.has(word) && word !== "strike" && word !== "protest") return true;
  }
  return false;
}

/** Words of conflict in a sentence about a game or a market tell no event. */
export function playful(view: View, match: Match): boolean {
  const { tokens, cues } = view;
  const distinct = distinctCues(view, cues.games!);
  if (distinct < FEW) return false;
  // A report full of games or prices and bare of politics is about nothing else.
  if (distinct >= MANY && reportHasCue(view, cues.games!, 8) && !reportHasCue(view, cues.politicalReport!, 3))
    return true;
  let ambiguous = false;
  for (let i = match.first; i < match.last; i++) {
    if (cues.ambiguous!.has(tokens.Lemma[i]!) || cues.ambiguous!.has(tokens.Norm[i]!)) ambiguous = true;
  }
  if (!ambiguous) return false;
  const gamesWord = sentenceHas(view, match.sentence, ["cup", "goal", "inning", "nasdaq", "dow"]);
  if (!gamesWord && sentenceHasOther(view, match.sentence, cues.politicalReport!)) return false;
  const short = tokens.length < SHORT;
  const least = sentenceHasCue(view, match.sentence, cues.games!) ? (short ? 2 : 3) : short ? 3 : 6;
  return reportHasCue(view, cues.games!, least);
}

/**
 * True where an act of violence belongs to politics: by who does it or undergoes it ("militants", "a judge", "voters"),
 * or by the words of the sentence in a report that speaks of conflict. Ordinary crime does not.
 */
export function political(view: View, match: Match, around: Surroundings): boolean {
  const { cues } = view;
  const { sentence } = match;
  const war = (least: number) => reportHasCue(view, cues.politicalReport!, least);
  const agents = actors(view, match);
  const many = agents.some((head) => armedGroup(view, head));
  // "beaten by a gang that shouted racist abuse"
  if (sentenceHasCue(view, sentence, cues.hatred!)) return true;
  const conflict = () => war(SURE) || namesRebels(view) || many;
  if (!around.near(sentence, "PRO") && ordinary(view, sentence, conflict)) return false;
  const patients = dies(view, match) ? [...undergoers(view, match), ...agents] : undergoers(view, match);
  if (many || patients.some((head) => hasStanding(view, head))) return true;
  const robbed = () =>
    (sentenceHas(view, sentence, ROBBED) ||
      (sentenceHas(view, sentence, ["bank"]) && reportHasCue(view, cues.loot!, 1))) &&
    !war(1) &&
    !namesRebels(view);
  if (claimed(view) || (sentenceHasCue(view, sentence, cues.warlike!) && !robbed())) return true;
  const protests = PROTESTS.some((type) => around.anywhere(type));
  if (sentenceNamesRebels(view, sentence)) return true;
  const enough = view.tokens.length < 80 ? 1 : 2;
  if (!war(enough) && !protests) return false;
  if (patients.some((head) => view.classOf(head)?.category === "state_security")) return true;
  for (const head of [...patients, ...agents]) {
    const noun = view.classOf(head);
    if (noun && cues.politicalCategories!.has(noun.category)) return true;
  }
  if (protests || around.anywhere("REP")) return true;
  return conflict() || sentenceHasCue(view, sentence, cues.political!);
}

/** Where bombs are those of pupils too; at a bank they are those of robbers where the report tells of loot. */
const ROBBED = ["school", "prank", "hoax", "technician"];

/** Words of conflict in a report from which it is sure to tell of one. */
const SURE = 3;

/** Words of ordinary crime; "drug", "gang", "wife" say less where the report tells of a conflict ("drug barons had the judge killed"). */
function ordinary(view: View, sentence: number, conflict: () => boolean): boolean {
  const { cues } = view;
  const said = vocabulary(view, sentence);
  // "was beaten for filming": who films is in no film.
  for (const word of said)
    if (word === "film" && (said.has("filming") || said.has("filmed"))) continue;
    else if (cues.ordinaryCrime!.has(word) && !(cues.crimeOfConflict!.has(word) && conflict())) return true;
  return false;
}

const claims = new WeakMap<View, boolean>();
const CLAIMING = new Set(["claim", "accept", "admit", "assume", "acknowledge", "take"]);
const CLAIMED = new Set(["responsibility", "authorship", "credit"]);

/** "No group has claimed responsibility": nobody asks that of an ordinary crime. */
function claimed(view: View): boolean {
  const known = claims.get(view);
  if (known !== undefined) return known;
  const { Lemma, length } = view.tokens;
  let found = false;
  for (let i = 1; i < length && !found; i++)
    if (CLAIMED.has(Lemma[i]!))
      for (let k = i - 1; k >= Math.max(0, i - 4) && !found; k--) found = CLAIMING.has(Lemma[k]!);
  claims.set(view, found);
  return found;
}

/** Acts of protest that make a report political; mourners hold vigils for the victims of any crime. */
const PROTESTS = ["DEMO", "RIOT", "MIXED", "BLOCK", "OCCUPY", "WAVE", "STRIKE", "GENSTRIKE", "HUNGER"].map(
  (code) => `PRO.${code}`,
);

/** "villagers died", "villagers lost their lives", "his car came under fire": the subject undergoes what others did. */
export function dies({ tokens }: View, { head, last }: Pick<Match, "head" | "last">): boolean {
  const lemma = tokens.Lemma[head]!;
  if (lemma === "come") return tokens.Norm[head + 1] === "under";
  return lemma === "die" || lemma === "perish" || (lemma === "lose" && tokens.Lemma[last - 1] === "life");
}

/** "Al-Shabab is thought to have planned the murder": an armed group stands in the sentence by its name. */
function sentenceNamesRebels(view: View, sentence: number): boolean {
  const { tokens, analysis } = view;
  const last = analysis.sentences.Last[sentence]!;
  for (let i = analysis.sentences.First[sentence]!; i < last; i++) {
    if (tokens.Upos[i] !== PROPN) continue;
    const category = view.classOf(i)?.category;
    if (category === "rebel" || category === "militia") return true;
  }
  return false;
}

const rebellious = new WeakMap<View, boolean>();

/** Whether an armed group stands anywhere in the report by its name. */
function namesRebels(view: View): boolean {
  let known = rebellious.get(view);
  if (known === undefined) {
    known = false;
    for (let s = 0; s < view.analysis.sentences.length && !known; s++) known = sentenceNamesRebels(view, s);
    rebellious.set(view, known);
  }
  return known;
}

/** "insurgents", "armed men", "masked men", "a mob", "supporters of the ruling party": not one gunman alone. */
function armedGroup(view: View, head: number): boolean {
  const noun = view.classOf(head);
  if (noun?.category === "party" || view.cues.violentGroups!.has(view.tokens.Lemma[head]!)) return true;
  const plural = noun?.collective === true || view.tokens.Feats[head]!.includes("Number=Plur");
  // "ruling party youths", "nationalist supporters"
  if (
    plural &&
    view
      .children(head)
      .some((k) => k < head && view.is(k, "compound") && view.classOf(k)?.category === "party")
  )
    return true;
  // "masked men", "men in camouflage"
  if (
    (noun?.category === "unknown" || noun?.category === "civilians") &&
    plural &&
    view.children(head).some((k) => view.cues.hidden!.has(view.tokens.Lemma[k]!))
  )
    return true;
  return noun?.armedNonState === true && plural;
}

/**
 * Persons whom others attack for what they stand for: officials, candidates, judges, unionists, activists, reporters;
 * also by a word before the noun ("a community leader", "opposition canvassers", "a women's rights lawyer").
 */
function hasStanding(view: View, head: number): boolean {
  const { tokens, cues } = view;
  const noun = view.classOf(head);
  if (noun && (noun.protester || cues.standingCategories!.has(noun.category))) return true;
  if (cues.standing!.has(tokens.Lemma[head]!)) return true;
  return view.children(head).some((k) => {
    // "the prosecutor's car was shot at"
    if (k < head && view.is(k, "nmod:poss"))
      return cues.standingCategories!.has(view.classOf(k)?.category ?? "");
    if (k < head && (view.is(k, "compound") || view.is(k, "amod") || view.is(k, "nmod")))
      return namesStanding(view, k);
    return (
      k > head &&
      cues.measures!.has(tokens.Lemma[head]!) &&
      view.preposition(k) === "of" &&
      hasStanding(view, k)
    );
  });
}

const PEOPLES = new Set(["ethnic", "religious", "indigenous"]);

function namesStanding(view: View, i: number): boolean {
  const lemma = view.tokens.Lemma[i]!;
  // "Hazara miners"
  if (PEOPLES.has(view.classOf(i)?.category ?? "")) return true;
  return view.cues.standingWords!.has(lemma) || view.cues.standing!.has(lemma);
}
