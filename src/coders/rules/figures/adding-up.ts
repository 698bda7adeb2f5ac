/** Words in which a count adds up over time: "nine have died in the unrest", "the toll has risen to 40", "the war killed 3,000". */

import { tokenAt } from "../reading/token-at.js";
import { AUX, type View } from "../reading/view.js";
import type { TimeAt } from "../sites/when.js";
import type { CountedFigure } from "./figures.js";

/** What lasts, or many events: those who "have died in the violence" died in all of it. */
export function lasting(view: View, i: number): boolean {
  const { Lemma, Feats, Norm } = view.tokens;
  if (!view.noun(i)) return false;
  // "the two-day riots", "the weekend violence"
  if (SHORT.has(Norm[i - 1] ?? "")) return false;
  if (view.cues.longNouns!.has(Lemma[i]!)) return true;
  return Feats[i]!.includes("Number=Plur") && view.cues.eventNouns!.has(Lemma[i]!);
}

const SHORT = new Set(["day", "night", "hour", "weekend", "overnight", "day-long", "hours-long"]);

/** "the protests left 355 dead": no one day of marches leaves so many. */
const marches = (view: View, i: number): boolean => view.cues.crowdOf!.has(view.tokens.Lemma[i]!);

/** "On Monday the cabinet met after violence that has killed 40": the day is that of another clause, before the "that". */
function apart(view: View, at: TimeAt, by: number): boolean {
  const { tokens } = view;
  // "attacks that took place on Friday which have left 40 dead": that day is theirs.
  const start = tokenAt(view, at.time.start);
  if (OCCURS.has(tokens.Lemma[tokens.Norm[start - 1] === "on" ? start - 2 : start - 1] ?? "")) return false;
  for (let i = at.head + 1; i < by; i++)
    if (RELATIVE.has(tokens.Norm[i]!) && perfect(view, Math.min(by, i + LONG_BEFORE), i)) return true;
  return false;
}
const OCCURS = new Set(["place", "occur", "happen"]);

/** "have been detained over the protests, rights groups said on Monday": the day of those words. */
function ofSaying(view: View, at: TimeAt): boolean {
  const { tokens } = view;
  const start = tokenAt(view, at.time.start);
  const before = tokens.Norm[start - 1] === "on" ? start - 2 : start - 1;
  return before >= 0 && tokens.Sentence[before] === at.sentence && SAYS.has(tokens.Lemma[before]!);
}
/** "the clashes, which began on March 19, have displaced 300": that is when it began. */
function ofBeginning(view: View, at: TimeAt): boolean {
  const { tokens } = view;
  const start = tokenAt(view, at.time.start);
  const verb = tokens.Norm[start - 1] === "on" || tokens.Norm[start - 1] === "in" ? start - 2 : start - 1;
  return (
    verb >= 0 &&
    (BEGINS.has(tokens.Lemma[verb]!) || (tokens.Norm[verb] === "out" && tokens.Lemma[verb - 1] === "break"))
  );
}
const BEGINS = new Set(["begin", "start", "commence", "erupt"]);
const SAYS = new Set(["say", "report", "announce", "state", "confirm", "add", "estimate"]);

const RELATIVE = new Set(["that", "which", "who"]);

/** "The election has left 36 people dead": what has done so and is no one event, and nobody in person, did it over time. */
function hasLeft(view: View, { quantity }: CountedFigure, first: number): boolean {
  const { tokens, cues } = view;
  const start = tokenAt(view, quantity.start);
  let verb = -1;
  for (let i = start - 1; i >= first && i > start - NEAR_VERB && verb < 0; i--)
    if (view.verb(i) && cues.claiming!.has(tokens.Lemma[i]!)) verb = i;
  if (verb < 0 || view.passive(verb) || !hasDone(view, verb, Math.max(first, verb - REACH))) return false;
  const agents = view.agents(verb).filter((i) => view.noun(i));
  return (
    agents.length > 0 &&
    agents.every(
      (i) => view.classOf(i) === null && (!cues.eventNouns!.has(tokens.Lemma[i]!) || lasting(view, i)),
    ) &&
    !agents.some((i) => cues.suddenNouns!.has(tokens.Lemma[i]!))
  );
}
const NEAR_VERB = 6;

/** A perfect before a verb that is no other verb's: not "has been booked in a shooting that left". */
function hasDone(view: View, verb: number, from: number): boolean {
  const { Norm, Upos } = view.tokens;
  for (let k = verb - 1; k >= from; k--) {
    if (Norm[k] === "have" || Norm[k] === "has") return true;
    // "that has dragged on and left 36 dead"
    if (view.verb(k) && Upos[k] !== AUX && Norm[k] !== "being" && Norm[verb - 1] !== "and") return false;
  }
  return false;
}

/** "rights groups have documented 87 deaths": who keeps count does so over time. */
function onRecord(view: View, { quantity }: CountedFigure, first: number): boolean {
  const start = tokenAt(view, quantity.start);
  for (let i = start - 1; i >= first && i > start - NEAR_VERB; i--)
    if (view.cues.recording!.has(view.tokens.Lemma[i]!) && view.verb(i))
      return perfect(view, i, Math.max(first, i - 3));
  return false;
}

/** "statistics say that 40 have been killed": the sum of what is on record, told before what it is a sum of. */
function byRecords({ tokens, cues }: View, by: number, first: number): boolean {
  for (let i = first; i < by && i < first + LONG_BEFORE; i++)
    if (cues.keptCounts!.has(tokens.Lemma[i]!) && SAYS.has(tokens.Lemma[i + 1]!)) return true;
  return false;
}

/** "250 of the 310 remained behind bars", "are still in custody": of those taken over time so many are left. */
function leftHeld(
  { tokens, cues, analysis }: View,
  { sentence, figure, by, quantity }: CountedFigure,
): boolean {
  if (figure.kind !== "arrested" || (figure.low ?? figure.high ?? 0) < SOME_JAILED) return false;
  const [first, last] = [analysis.sentences.First[sentence]!, analysis.sentences.Last[sentence]!];
  let left = false;
  for (let i = Math.max(first, by - HELD_REACH); i < Math.min(last, by + 2 * HELD_REACH); i++) {
    if (cues.leftHeld!.has(tokens.Norm[i]!) && tokens.End[i]! > quantity.start) left = true;
    else if (left && (cues.jails!.has(tokens.Lemma[i]!) || tokens.Norm[i] === "bars")) return true;
  }
  return false;
}
const HELD_REACH = 6;

/** "have been arrested", "have been looted, and 200 people arrested": a perfect passive, which a second verb may share. */
function haveBeen({ tokens }: View, by: number, first: number): boolean {
  for (let k = by - 1; k > first && k > by - SHARED; k--) {
    const norm = tokens.Norm[k]!;
    if (norm === "been") return /^(?:have|has)$/.test(tokens.Norm[k - 1]!);
    if (OTHER_CLAUSE.has(norm)) return false;
  }
  return false;
}
const SHARED = 16;
const OTHER_CLAUSE = new Set([
  "was",
  "were",
  "is",
  "are",
  ";",
  "that",
  "who",
  "which",
  "when",
  "after",
  "while",
]);

/** "now stands at 667": what it has come to. */
const stands = ({ tokens }: View, i: number): boolean =>
  tokens.Norm[i] === "stands" && tokens.Norm[i - 1] === "now";

/** "has died", "have been wounded": a perfect right before token `i`. */
function perfect(view: View, i: number, from: number): boolean {
  for (let k = i - 1; k >= from; k--)
    if (view.tokens.Norm[k] === "have" || view.tokens.Norm[k] === "has") return true;
  return false;
}

/**
 * "Nine have died and dozens have been hurt in the unrest", "the toll has risen to 40", "brings to 40 the number of dead",
 * "the war killed 3,000": told as adding up, with no day beside it.
 */
export function addsUp(view: View, counted: CountedFigure, times: readonly TimeAt[]): boolean {
  const { tokens, analysis, cues } = view;
  const { sentence, by } = counted;
  const [first, last] = [analysis.sentences.First[sentence]!, analysis.sentences.Last[sentence]!];
  if (total(view, counted, first, last) || leftHeld(view, counted)) return true;
  const dated = (at: TimeAt): boolean =>
    at.sentence === sentence &&
    at.time.precision === "D" &&
    !apart(view, at, by) &&
    !ofSaying(view, at) &&
    !ofBeginning(view, at);
  if (times.some(dated)) return false;
  const near = Math.max(first, Math.min(by, tokenAt(view, counted.quantity.start)) - 4);
  // "the number of people detained has reached 3,000"
  let toll = by;
  while (toll > first && toll > by - COUNT_OF && !cues.tollNouns!.has(tokens.Lemma[toll]!)) toll--;
  const counts = cues.tollNouns!.has(tokens.Lemma[toll]!) && (toll === by || tokens.Norm[toll + 1] === "of");
  if (counts && by < tokenAt(view, counted.quantity.start)) {
    for (let i = by + 1; i < last; i++)
      if (
        cues.tollVerbs!.has(tokens.Lemma[i]!) &&
        (stands(view, i) || perfect(view, i, Math.max(first, i - 4)))
      )
        return true;
    if (toll === by) return false;
  }
  // "the latest of 40 deaths"
  const start = tokenAt(view, counted.quantity.start);
  if (tokens.Norm[start - 1] === "of" && tokens.Norm[start - 2] === "latest") return true;
  // "the protests have left 40 dead", "violence that has killed 40", "the war left 3,000 dead"
  for (let i = by - 1; i >= first && i > by - LONG_BEFORE; i--) {
    if (!lasting(view, i)) continue;
    if (cues.longestNouns!.has(tokens.Lemma[i]!)) return true;
    return (
      perfect(view, by, i) || (large(counted) && (cues.longNouns!.has(tokens.Lemma[i]!) || marches(view, i)))
    );
  }
  if (hasLeft(view, counted, first) || onRecord(view, counted, first)) return true;
  const many = perfect(view, by, near);
  if (many && byRecords(view, by, first)) return true;
  if (many && (uprooted(counted) || imprisoned(view, counted))) return true;
  // "more than 200 people have been arrested": so many, until now.
  if (large(counted) && HARMS.has(counted.figure.kind) && haveBeen(view, by, first)) return true;
  if (many && large(counted) && view.verb(by) && !view.passive(by) && HARMS.has(counted.figure.kind)) {
    // "the rebels have killed more than 300 people": those who have done so have done it over time.
    if (view.agents(by).some((i) => view.classOf(i) !== null)) return true;
  }
  // "a total of 40 people have been killed"
  if (many)
    for (let i = first; i < by; i++)
      if (tokens.Norm[i] === "total" && tokens.Norm[i + 1] === "of") return true;
  if (!many && !large(counted)) return ofAYear(view, counted, times);
  for (let i = by + 1; i < last; i++) {
    if (!lasting(view, i)) continue;
    const long = cues.longNouns!.has(tokens.Lemma[i]!);
    for (let k = i - 1; k > by && k > i - LONG_BEFORE; k--) {
      const norm = tokens.Norm[k]!;
      if (norm === "during" || (many && norm === "over") || ((many || long) && norm === "in")) return true;
    }
  }
  return ofAYear(view, counted, times);
}

/** "At least 90 people were killed by bandits in 2020": so many in a year fell to no one deed that is named. */
function ofAYear(view: View, { sentence, figure, by }: CountedFigure, times: readonly TimeAt[]): boolean {
  const { tokens, analysis, cues } = view;
  // "23 deaths in 2014", "30 shootings a year": deaths as a plural noun are counted over the time.
  const nouns =
    view.noun(by) && tokens.Feats[by]!.includes("Number=Plur") && !cues.bodies!.has(tokens.Lemma[by]!);
  const least = nouns && view.classOf(by) === null ? SOME : MANY;
  const ofYear = (at: TimeAt): boolean => at.sentence === sentence && at.time.precision === "Y";
  if ((figure.low ?? 0) < least || !times.some(ofYear)) return false;
  if (least === SOME) return true;
  for (let i = analysis.sentences.First[sentence]!; i < analysis.sentences.Last[sentence]!; i++) {
    const one = cues.eventNouns!.has(tokens.Lemma[i]!) || cues.suddenNouns!.has(tokens.Lemma[i]!);
    if (one && view.noun(i) && !lasting(view, i)) return false;
  }
  return true;
}
const MANY = 50;
/** So far before the word of harm stands "the number of". */
const COUNT_OF = 6;
const SOME = 3;

const HARMS: ReadonlySet<string> = new Set(["deaths", "displaced", "missing", "arrested", "injured"]);
/** From this number on those killed by "the war" or by "the rebels" are no count of one event. */
const LARGE = 100;
const large = ({ figure }: CountedFigure) => (figure.low ?? figure.high ?? 0) >= LARGE;
/** So many who "have fled" are all who have fled until now. */
const uprooted = ({ figure }: CountedFigure) =>
  figure.kind === "displaced" && (figure.low ?? figure.high ?? 0) >= 1000;

/** So many who "have been jailed" were not all sent there at once. */
const imprisoned = ({ tokens }: View, { figure, by }: CountedFigure): boolean =>
  /^(?:jail|imprison)$/.test(tokens.Lemma[by]!) && (figure.low ?? figure.high ?? 0) >= SOME_JAILED;
const SOME_JAILED = 20;

/** "bringing the number of dead to 40", "takes to 40 the total of those killed": unless it is the count of one event. */
function total(view: View, { token, quantity, figure }: CountedFigure, first: number, last: number): boolean {
  const { tokens, cues } = view;
  const start = tokenAt(view, quantity.start);
  if (tokens.Norm[start - 1] !== "to") return false;
  for (let i = start - 2; i >= first && i > start - REACH; i--) {
    if (!cues.totalling!.has(tokens.Lemma[i]!)) continue;
    let counts = false;
    for (let k = i + 1; k < last && k < token + REACH; k++) {
      if (cues.tollNouns!.has(tokens.Lemma[k]!)) counts = true;
      // "bringing the toll from the blast to 12"; arrests for one deed are made over time.
      if (counts && figure.kind !== "arrested" && cues.eventNouns!.has(tokens.Lemma[k]!) && !lasting(view, k))
        return false;
    }
    return counts;
  }
  return false;
}

const REACH = 12;
/** How far from the word of harm the noun of what lasts stands. */
const LONG_BEFORE = 14;

/** "have killed 60", "has counted 60 dead", "the death toll is at 60": words in which a count may be that of a longer time. */
export function growing(view: View, { by, sentence, quantity }: CountedFigure): boolean {
  const first = view.analysis.sentences.First[sentence]!;
  const { tokens, cues } = view;
  if (cues.tollNouns!.has(tokens.Lemma[by]!) || cues.jails!.has(tokens.Lemma[by]!)) return true;
  return perfect(view, Math.max(by, tokenAt(view, quantity.start)), Math.max(first, by - LONG_BEFORE));
}

/** "The death toll has risen to 12": by no words the toll of more than one event. */
export function tollAlone(view: View, { by, sentence }: CountedFigure): boolean {
  const { tokens, analysis, cues } = view;
  if (!cues.tollNouns!.has(tokens.Lemma[by]!)) return false;
  for (let i = analysis.sentences.First[sentence]!; i < analysis.sentences.Last[sentence]!; i++)
    if (lasting(view, i) || cues.totalling!.has(tokens.Lemma[i]!) || tokens.Norm[i] === "since") return false;
  return true;
}
