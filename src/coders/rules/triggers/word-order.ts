/** Who acts, by the order of the words, where the parse does not say: the noun before a verb, behind a "by", at the head of a clause. */

import { UPOS } from "../../../text/analysis.js";
import { ADJ, AUX, DET, NUM, VERB, type View } from "../reading/view.js";
import type { Match } from "./match.js";

const ADP = UPOS.indexOf("ADP");
const ADV = UPOS.indexOf("ADV");

const INSERTED = 30;

/**
 * "Thousands of people, demanding that the president be freed, marched": people at the head of the sentence, a clause
 * between commas and a finite verb. The head of the people, or -1.
 */
export function beforeInsertion(view: View, match: Match): number {
  const { tokens, analysis } = view;
  const first = analysis.sentences.First[match.sentence]!;
  // "…, will down tools", "…, have since gone on strike"
  let start = match.first;
  while (start - 1 > first && (tokens.Upos[start - 1] === AUX || tokens.Upos[start - 1] === ADV)) start--;
  if (start - 1 <= first || tokens.Norm[start - 1] !== "," || !view.verb(match.head)) return -1;
  if (start < match.first && view.passive(match.head)) return -1;
  if (start === match.first && !tokens.Feats[match.first]!.includes("Tense=Past")) return -1;
  const end = nounPhraseEnd(view, first, match.first, true);
  if (end < 0 || tokens.Norm[end] !== "," || match.first - end > INSERTED) return -1;
  // "The priest, abducted by bandits, was freed": nothing is inserted before the verb.
  if (end === start - 1) return -1;
  // A second clause between the commas might own the verb: only a participle, "who" or "some" opens an insertion.
  const opens = tokens.Norm[end + 1]!;
  const participle = view.verb(end + 1) && !tokens.Feats[end + 1]!.includes("VerbForm=Fin");
  if (
    !participle &&
    opens !== "who" &&
    opens !== "whose" &&
    opens !== "some" &&
    opens !== "many" &&
    opens !== "most"
  )
    return -1;
  // Of "40 lawyers and 200 students of the university" the first.
  let who = -1;
  for (let k = end - 1; k >= first; k--) {
    if (!view.noun(k)) continue;
    if (who < 0 && view.classOf(k)?.person) who = k;
    if (!joinedBy(view, first, k)) return view.classOf(k)?.person ? k : -1;
  }
  return who;
}

/** Whether the words from `first` up to `k` hold an "and" or a preposition that ties a noun to the one before. */
function joinedBy({ tokens }: View, first: number, k: number): boolean {
  for (let i = first + 1; i < k; i++) if (/^(?:and|at|from|in)$/.test(tokens.Norm[i]!)) return true;
  return false;
}

/** The end of a plain noun phrase, "thousands of angry people", that begins at `i`; -1 where none does. */
function nounPhraseEnd(view: View, i: number, end: number, wide = false): number {
  let nouns = 0;
  let k = i;
  for (; k < end; k++) {
    if (view.noun(k)) nouns++;
    else if (wide && /^(?:and|at|from|in)$/.test(view.tokens.Norm[k]!) && nouns > 0) continue;
    else if (!modifies(view, k) && view.tokens.Norm[k] !== "of" && view.tokens.Upos[k] !== ADV) break;
  }
  return nouns > 0 && k < end ? k : -1;
}

/** The noun after a "by" in the clause of the trigger, if it names people; -1 otherwise. */
export function afterBy(view: View, match: Match): number {
  const { tokens } = view;
  const end = view.analysis.sentences.Last[match.sentence]!;
  const passive = view.verb(match.head) && view.passive(match.head);
  let quotes = 0;
  for (let i = match.last; i < Math.min(end, match.last + (passive ? 22 : 12)); i++) {
    const norm = tokens.Norm[i]!;
    if (norm === '"') quotes++;
    if (norm === ";" || norm === "who" || norm === "which") return -1;
    // "was shot on Monday in Tal, Wari province, apparently by members of the front"
    if (norm === "," && i > match.last && !(passive && inserted(view, match.last, i, end))) return -1;
    if (view.verb(i) && tokens.Feats[i]!.includes("VerbForm=Fin")) return -1;
    if (norm !== "by") continue;
    // "called 'a senseless killing' by the dean": the trigger is quoted, the "by" stands outside.
    if (quotes === 1) return -1;
    if (i > match.last && ofAnother(view, match, i - 1)) return -1;
    const head = nounAfter(view, i + 1, end, true);
    return head >= 0 && view.classOf(head) !== null ? head : -1;
  }
  return -1;
}

/** A "by" behind times and places alone, the last comma or an adverb of doubt right before it. */
function inserted(view: View, from: number, comma: number, end: number): boolean {
  const { tokens } = view;
  for (let i = from; i < Math.min(end, comma + 10); i++) {
    if (view.verb(i) || /^(and|but|or|as|when|while|after)$/.test(tokens.Norm[i]!)) return false;
    if (i > comma && tokens.Norm[i] === "by") return tokens.Norm[i - 1] === "," || tokens.Upos[i - 1] === ADV;
  }
  return false;
}

/** "killed during demonstrations by thousands", "a strike against cuts demanded by the fund": the "by" is the nearer word's. */
function ofAnother(view: View, match: Match, i: number): boolean {
  const { tokens, cues } = view;
  if (view.noun(i)) return cues.eventNouns!.has(tokens.Lemma[i]!);
  const joined = /^(and|or|,)$/.test(tokens.Norm[i - 1]!) || tokens.Head[i] === match.head;
  return view.verb(i) && view.passive(i) && !joined;
}

const RELATIVES = new Set(["who", "that", "which"]);

const JOINED_ACTS = new Set([
  "shoot",
  "shot",
  "attack",
  "ambush",
  "kidnap",
  "abduct",
  "torture",
  "stab",
  "beat",
]);

/** The noun for people that stands right before a verb, or before its "who"; -1 where none does. */
export function justBefore(view: View, match: Match): number {
  const { tokens } = view;
  const first = view.analysis.sentences.First[match.sentence]!;
  let i = match.first - 1;
  // "Two men shot and killed a judge"
  if (i - 2 >= first && tokens.Norm[i] === "and" && JOINED_ACTS.has(tokens.Lemma[i - 1]!)) i -= 2;
  while (i >= first && (tokens.Upos[i] === AUX || tokens.Upos[i] === ADV)) i--;
  const relative = i > first && RELATIVES.has(tokens.Norm[i]!);
  if (relative) i--;
  if (i < first || !view.noun(i) || view.classOf(i) === null) return -1;
  // "unions representing 80,000 workers called": what a participle before it acts on is no subject.
  const over = tokens.Head[i]!;
  if (!relative && view.is(i, "obj") && over >= first && over < i && view.verb(over) && view.is(over, "acl"))
    return -1;
  let start = i;
  for (;;) {
    while (start - 1 >= first && modifies(view, start - 1)) start--;
    // "tens of thousands of union members rallied": the "of" of an amount is no preposition of the subject.
    const amount = start - 2 >= first && tokens.Norm[start - 1] === "of" && amountAt(view, start - 2);
    if (!amount) break;
    start -= 2;
  }
  // A noun in a phrase with a preposition is no subject ("a protest by students demanded …"), but what "who" stands for.
  const opener = start - 1 >= first && CLAUSES.has(tokens.Norm[start - 1]!);
  return !relative && !opener && start - 1 >= first && tokens.Upos[start - 1] === ADP ? -1 : i;
}

/** "Parents, teachers and pupils": the earlier members of the list that ends with the noun at `last`, and that noun. */
export function listTo(view: View, last: number): number[] {
  const { tokens, analysis } = view;
  const first = analysis.sentences.First[tokens.Sentence[last]!]!;
  const out = [last];
  let start = last;
  for (;;) {
    while (start - 1 >= first && modifies(view, start - 1)) start--;
    const joint = start - 1;
    if (joint - 1 < first || !/^(and|,)$/.test(tokens.Norm[joint]!)) return out.reverse();
    // A list ends with an "and": "on Monday, pupils marched" is none.
    if (out.length === 1 && tokens.Norm[joint] !== "and") return out;
    const before = joint - 1;
    if (!view.noun(before) || !view.classOf(before)?.person || lone(view, before)) return out.reverse();
    out.push(before);
    start = before;
  }
}

/** No crowd: "Ana Rey and students" is no list of crowds. */
function lone(view: View, i: number): boolean {
  return !view.tokens.Feats[i]!.includes("Number=Plur");
}

/** Words that open a clause as well as a phrase: before the subject of a finite verb they open a clause. */
const CLAUSES = new Set(["as", "after", "before", "since", "until", "when", "while"]);

function amountAt(view: View, i: number): boolean {
  const { tokens, cues } = view;
  return tokens.Upos[i] === NUM || cues.measures!.has(tokens.Lemma[i]!);
}

function modifies(view: View, i: number): boolean {
  const tag = view.tokens.Upos[i]!;
  if (view.noun(i) || tag === ADJ || tag === DET || tag === NUM) return true;
  return /^(['’]s?|its|their|his|her)$/.test(view.tokens.Norm[i]!);
}

/**
 * "Miners at Gold Peak downed tools", "when residents of the town blocked the road": where the parse finds no subject, the noun for
 * people that opens the clause, with nothing but its own phrase before the verb; or -1.
 */
export function openingOf(view: View, match: Match): number {
  const { tokens, analysis } = view;
  const first = analysis.sentences.First[match.sentence]!;
  if (!tokens.Feats[match.first]!.includes("VerbForm=Fin")) return -1;
  let start = match.first;
  while (start - 1 >= first && !CLAUSES.has(tokens.Norm[start - 1]!)) {
    const k = start - 1;
    const including = tokens.Norm[k] === "including";
    if (view.verb(k) && !including) break;
    if (/^[,;:()"“”–—]$/.test(tokens.Norm[k]!) || RELATIVES.has(tokens.Norm[k]!)) break;
    start = k;
  }
  if (start > first && !CLAUSES.has(tokens.Norm[start - 1]!)) return -1;
  const end = nounPhraseEnd(view, start, match.first);
  if (end < 0 || (tokens.Upos[end] !== ADP && tokens.Norm[end] !== "including")) return -1;
  for (let k = end - 1; k >= start; k--) if (view.noun(k)) return view.classOf(k)?.person ? k : -1;
  return -1;
}

/** The head of the noun phrase that begins at `i`, or -1. `brackets`: an acronym in brackets may stand inside it. */
export function nounAfter(view: View, i: number, end: number, brackets = false): number {
  let head = -1;
  for (let k = i; k < Math.min(end, i + 8); k++) {
    // "died when troops opened fire"
    if (CLAUSES.has(view.tokens.Norm[k]!)) break;
    // "River Front (RF) rebels": the acronym in brackets does not end the phrase.
    if (
      brackets &&
      head >= 0 &&
      /^[([]$/.test(view.tokens.Form[k]!) &&
      /^[)\]]$/.test(view.tokens.Form[k + 2] ?? "")
    ) {
      if (k + 3 >= end || !view.noun(k + 3)) break;
      k += 2;
    } else if (view.noun(k)) head = k;
    // "the growers' federation": the owner is not yet the noun.
    else if (head >= 0 && /^['’]s?$/.test(view.tokens.Form[k]!) && k + 1 < end && view.noun(k + 1)) continue;
    // "its opponents"
    else if (head < 0 && /^(?:its|their)$/.test(view.tokens.Norm[k]!)) continue;
    else if (head >= 0 || !view.is(k, "det")) {
      const upos = view.tokens.Upos[k]!;
      if (head >= 0 || (upos !== ADJ && upos !== NUM && upos !== VERB && upos !== ADV)) break;
    }
  }
  return head;
}
