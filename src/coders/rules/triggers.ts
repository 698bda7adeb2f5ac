/** Finds the words that tell events, and decides the type of each by the cases of its rule. */

import { UPOS } from "../../text/analysis.js";
import { holds } from "./conditions.js";
import { playful } from "./context.js";
import { type Match, NOWHERE, type Surroundings } from "./match.js";
import { matchFrom } from "./pattern.js";
import type { Beginning, Case, Group, Rules } from "./rule.js";
import { dated } from "./sides.js";
import type { View } from "./view.js";

const ADP = UPOS.indexOf("ADP");

const SPECIFIC = ["REP.DISPERSE", "REP.BEAT", "REP.LETHAL"];

/** A trigger whose words tell an event of a type. */
export type Trigger = Match & {
  readonly type: string;
  readonly group: string;
  readonly case: Case;
};

/** Words and the groups that name them; the first group that decides on a type is taken. */
type Found = Match & { readonly groups: Group[] };

/** The token of a range that governs the others: the one whose head lies outside. */
function governor(view: View, first: number, last: number): number {
  const { Head } = view.tokens;
  for (let i = first; i < last; i++) {
    const head = Head[i]!;
    if ((head < first || head >= last) && (view.verb(i) || view.noun(i))) return i;
  }
  return first;
}

function add(found: Found[], match: Found): void {
  // Matches come in the order of their first words, so a twin is among the last few.
  for (let k = found.length - 1; k >= 0 && found[k]!.first === match.first; k--) {
    const twin = found[k]!;
    if (twin.last !== match.last) continue;
    if (!twin.groups.includes(match.groups[0]!)) twin.groups.push(...match.groups);
    return;
  }
  found.push(match);
}

/** Every place where a pattern of a rule fits: acts before statements, longer ones first. */
function matches(view: View, rules: Rules): Found[] {
  const { tokens, analysis } = view;
  const { sentences, times } = analysis;
  const found: Found[] = [];
  const inTime = new Uint8Array(tokens.length);
  let t = 0;
  for (const time of times) {
    if (time.type === "DURATION") continue;
    while (t < tokens.length && tokens.End[t]! <= time.start) t++;
    for (let i = t; i < tokens.length && tokens.Start[i]! < time.end; i++) inTime[i] = 1;
  }
  const matchAll = (patterns: readonly Beginning[] | undefined, i: number, sentence: number): void => {
    if (!patterns) return;
    const end = sentences.Last[sentence]!;
    for (const { group, pattern } of patterns) {
      const last = matchFrom(pattern, tokens, i, end);
      if (last > i) add(found, { first: i, last, head: governor(view, i, last), sentence, groups: [group] });
    }
  };
  for (let s = 0; s < sentences.length; s++) {
    if (sentences.Noise[s]) continue;
    const last = sentences.Last[s]!;
    for (let i = sentences.First[s]!; i < last; i++) {
      if (inTime[i]) continue;
      const lemma = tokens.Lemma[i]!;
      const norm = tokens.Norm[i]!;
      matchAll(rules.index.get(lemma), i, s);
      if (norm !== lemma) matchAll(rules.index.get(norm), i, s);
    }
  }
  return found.sort(
    (a, b) => weak(a) - weak(b) || b.last - b.first - (a.last - a.first) || a.first - b.first,
  );
}

/** Statements give way to acts told by the same words: 1 for them, 0 for others. */
function weak(match: Found): number {
  return match.groups.every((group) => group.family === "POL" && !group.id.startsWith("call")) ? 1 : 0;
}

type Decided = { readonly match: Found; readonly type: string; readonly case: Case; readonly group: Group };

/** The longest matches that tell an event, none over the words of another, in reading order. */
function choose(
  found: readonly Found[],
  view: View,
  rules: Rules,
  around: Surroundings,
  taken: Uint8Array,
): Decided[] {
  taken.fill(0);
  const kept: Decided[] = [];
  for (const match of found) {
    let free = true;
    for (let i = match.first; i < match.last; i++) if (taken[i]) free = false;
    if (!free) continue;
    const decided = decide(match, view, rules, around);
    if (!decided) continue;
    // Long matches with a gap keep only their own first and last words, so that what stands between can tell more.
    taken[match.first] = 1;
    taken[match.last - 1] = 1;
    if (match.last - match.first <= 3) for (let i = match.first; i < match.last; i++) taken[i] = 1;
    kept.push(decided);
  }
  return kept.sort((a, b) => a.match.first - b.match.first);
}

function decide(match: Found, view: View, rules: Rules, around: Surroundings): Decided | null {
  for (const group of match.groups) {
    let { cases } = group;
    for (let hop = 0; hop < 3; hop++) {
      const chosen = cases.find((one) => holds(one.when, match, view, around));
      if (!chosen || chosen.type === null) break;
      if (chosen.type.includes(".")) return { match, type: chosen.type, case: chosen, group };
      cases = rules.groups.get(chosen.type)!.cases;
    }
  }
  return null;
}

/** "protest leader", "murder charge": the word only describes another noun and re-tells at most what is told elsewhere. */
function onlyModifies(view: View, match: Match): boolean {
  const { tokens, cues } = view;
  const { head } = match;
  const up = tokens.Head[head]!;
  if (!view.noun(head) || up < 0 || (tokens.Deprel[head] !== "compound" && tokens.Deprel[head] !== "amod"))
    return false;
  // "a shootout Thursday": a day is nothing that the word could describe.
  if ((up >= match.first && up < match.last) || dated(view)[up]) return false;
  // "a sit-in in Pune": a preposition between them shows that the parse has tied too much together.
  if (match.last < up && tokens.Upos[match.last] === ADP) return false;
  return up > head && !cues.eventNouns!.has(tokens.Lemma[up]!) && !cues.wave!.has(tokens.Lemma[up]!);
}

function surroundings(triggers: readonly Trigger[]): Surroundings {
  const bySentence = new Map<string, Set<number>>();
  const note = (code: string, sentence: number) => {
    const set = bySentence.get(code);
    if (set) set.add(sentence);
    else bySentence.set(code, new Set([sentence]));
  };
  for (const trigger of triggers) {
    if (trigger.case.mention || trigger.case.outcome) continue;
    note(trigger.type, trigger.sentence);
    note(trigger.type.slice(0, 3), trigger.sentence);
  }
  return {
    within: (sentence, code) => bySentence.get(code)?.has(sentence) === true,
    near(sentence, code) {
      const set = bySentence.get(code);
      if (!set) return false;
      for (let s = sentence - 2; s <= sentence + 2; s++) if (set.has(s)) return true;
      return false;
    },
    anywhere: (code) => bySentence.has(code),
  };
}

/**
 * All triggers of a report in reading order. Rules that depend on what stands near are decided in a second pass,
 * from what the first found without them.
 */
export function triggers(view: View, rules: Rules): Trigger[] {
  const found = matches(view, rules).filter((match) => !playful(view, match));
  const taken = new Uint8Array(view.tokens.length);
  const pass = (around: Surroundings): Trigger[] => {
    const out: Trigger[] = [];
    for (const { match, type, case: chosen, group } of choose(found, view, rules, around, taken)) {
      const { first, last, head, sentence } = match;
      const tells: Case = onlyModifies(view, match) ? { ...chosen, loose: true, mention: true } : chosen;
      const add = (code: string) =>
        out.push({ first, last, head, sentence, group: group.id, case: tells, type: code });
      add(type);
      // C4: "clashed" adds no force of its own where the means of the police are told beside it.
      if (tells.also && !SPECIFIC.some((code) => around.near(sentence, code))) add(tells.also);
    }
    return out;
  };
  return mixtures(view, pass(surroundings(pass(surroundings(pass(NOWHERE))))));
}

/** C5: two forms joined by "and" in the plural, "95 demonstrations and roadblocks", are one count that stays unsplit. */
function mixtures(view: View, all: readonly Trigger[]): Trigger[] {
  const { tokens } = view;
  const form = (t: Trigger | undefined): t is Trigger =>
    t?.type.startsWith("PRO.") === true && view.noun(t.head) && tokens.Feats[t.head]!.includes("Number=Plur");
  const out: Trigger[] = [];
  for (let i = 0; i < all.length; i++) {
    const here = all[i]!;
    const next = all[i + 1];
    const joined =
      form(here) &&
      form(next) &&
      next.sentence === here.sentence &&
      tokens.Head[next.head] === here.head &&
      view.is(next.head, "conj");
    // "12 marches and 30 roadblocks" are two counts, "sporadic roadblocks and local strikes" two forms.
    const apart = joined && view.child(next.head, "nummod", "amod", "det") >= 0;
    if (joined && !apart && next.last - here.first <= 6 && next.type !== here.type) {
      out.push({
        ...here,
        last: next.last,
        type: "PRO.MIXED",
        group: "mixed",
        case: { type: "PRO.MIXED", scope: "aggregate" },
      });
      i++;
    } else out.push(here);
  }
  return out;
}
