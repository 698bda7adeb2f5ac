/** Finds the words that tell events, and decides the type of each by the cases of its rule. */

import { UPOS } from "../../../text/analysis.js";
import { ADJ, type View, wordsAt } from "../reading/view.js";
import { failing } from "./conditions.js";
import { playful } from "./context.js";
import type { Match, Surroundings } from "./match.js";
import { mixtures } from "./mixtures.js";
import { matchFrom } from "./pattern.js";
import { type Beginning, type Case, conditionsOf, type Group, type PatternWord, type Rules } from "./rule.js";
import { dated } from "./sides.js";

const ADP = UPOS.indexOf("ADP");

/** Means of the police that stand for their force in a clash: told anywhere, or only near it (a killing may be what set it off). */
const MEANS = ["REP.DISPERSE", "REP.BEAT"];
const DEADLY = "REP.LETHAL";
/** What forces do to a protest that is there. */
const FORCES = new Set([...MEANS, DEADLY, "REP.FORCE"]);

/** A trigger whose words tell an event of a type. */
export type Trigger = Match & {
  readonly type: string;
  readonly group: string;
  readonly case: Case;
};

/** Words and the groups that name them; the first group that decides on a type is taken. */
type Found = Match & {
  readonly groups: Group[];
  /** What was decided without a look at what stands around, and so holds for every pass; undefined where nothing was. */
  settled: Decided | null | undefined;
};

/** The token of a range that governs the others: the one whose head lies outside. */
function governor(view: View, first: number, last: number): number {
  const { Head } = view.tokens;
  for (let i = first; i < last; i++) {
    const head = Head[i]!;
    if ((head < first || head >= last) && (view.verb(i) || view.noun(i))) return i;
  }
  // "is willing to"
  for (let i = first; i < last; i++) if (view.tokens.Upos[i] === ADJ) return i;
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
  // Of each word of the patterns, by its number, the last token that has it.
  const LastAt = new Int32Array(rules.words.size).fill(-1);
  const matchAll = (patterns: readonly Beginning[], i: number, sentence: number): void => {
    const end = sentences.Last[sentence]!;
    for (const { group, pattern, needs } of patterns) {
      if (!allFollow(needs, LastAt, i)) continue;
      const last = matchFrom(pattern, tokens, i, end);
      if (last > i)
        add(found, {
          first: i,
          last,
          head: governor(view, i, last),
          sentence,
          groups: [group],
          settled: undefined,
        });
    }
  };
  const ByLemma: (PatternWord | undefined)[] = [];
  const ByNorm: (PatternWord | undefined)[] = [];
  for (let s = 0; s < sentences.length; s++) {
    if (sentences.Noise[s]) {
      passOver(view, rules, "trigger.noise", sentences.First[s]!, sentences.Last[s]!);
      continue;
    }
    const [first, last] = [sentences.First[s]!, sentences.Last[s]!];
    for (let i = first; i < last; i++) {
      const lemma = tokens.Lemma[i]!;
      const norm = tokens.Norm[i]!;
      const byLemma = rules.words.get(lemma);
      const byNorm = norm === lemma ? undefined : rules.words.get(norm);
      ByLemma[i - first] = byLemma;
      ByNorm[i - first] = byNorm;
      if (byLemma) LastAt[byLemma.number] = i;
      if (byNorm) LastAt[byNorm.number] = i;
    }
    for (let i = first; i < last; i++) {
      if (inTime[i]) {
        passOver(view, rules, "trigger.time", i, i + 1);
        continue;
      }
      const byLemma = ByLemma[i - first];
      const byNorm = ByNorm[i - first];
      if (byLemma) matchAll(byLemma.beginnings, i, s);
      if (byNorm) matchAll(byNorm.beginnings, i, s);
    }
  }
  return found.sort(
    (a, b) => weak(a) - weak(b) || b.last - b.first - (a.last - a.first) || a.first - b.first,
  );
}

/** Whether one word of each list stands behind token `i`. */
function allFollow(needs: readonly Int32Array[], LastAt: Int32Array, i: number): boolean {
  for (const words of needs) {
    let k = 0;
    while (k < words.length && LastAt[words[k]!]! <= i) k++;
    if (k === words.length) return false;
  }
  return true;
}

/** Notes what would have been read as triggers, had it stood elsewhere. */
function passOver(
  view: View,
  rules: Rules,
  code: "trigger.noise" | "trigger.time",
  first: number,
  end: number,
): void {
  const { why, tokens, analysis } = view;
  if (why === null) return;
  for (let i = first; i < end; i++) {
    const [lemma, norm] = [tokens.Lemma[i]!, tokens.Norm[i]!];
    const begun = (word: string) => {
      const beginnings = rules.words.get(word)?.beginnings;
      return beginnings?.length ? beginnings : null;
    };
    const beginnings = begun(lemma) ?? begun(norm) ?? [];
    for (const { group, pattern } of beginnings) {
      const last = matchFrom(pattern, tokens, i, analysis.sentences.Last[tokens.Sentence[i]!]!);
      if (last > i) why.note(view, code, wordsAt(view, i, last), ruleOf(group));
    }
  }
}

function ruleOf({ id, family, file }: Group): { rule: string; file: string } {
  return { rule: id, file: file ?? `${family}.yaml` };
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
  const asked = watched(around);
  for (const match of found) {
    view.why?.forget(match);
    let free = true;
    for (let i = match.first; i < match.last; i++) if (taken[i]) free = false;
    if (!free) {
      view.why?.note(match, "trigger.overlapped", wordsOf(view, match), ruleOf(match.groups[0]!));
      continue;
    }
    const decided = decideOnce(match, view, rules, asked);
    if (!decided) continue;
    // Long matches with a gap keep only their own first and last words, so that what stands between can tell more.
    taken[match.first] = 1;
    taken[match.last - 1] = 1;
    if (match.last - match.first <= 3) for (let i = match.first; i < match.last; i++) taken[i] = 1;
    // "protests that were smashed": the response takes its words, and leaves the protest its noun.
    if (FORCES.has(decided.type))
      for (const i of [match.first, match.last - 1]) if (namesProtest(view, match, i)) taken[i] = 0;
    kept.push(decided);
  }
  return kept.sort((a, b) => a.match.first - b.match.first);
}

/** A noun for a protest at the edge of words whose verb tells what is done about it. */
function namesProtest({ tokens, cues, noun }: View, { head, first, last }: Match, i: number): boolean {
  return i !== head && last - first > 1 && noun(i) && cues.protestNouns!.has(tokens.Lemma[i]!);
}

function wordsOf(view: View, { first, last }: Match) {
  return wordsAt(view, first, last);
}

/** Surroundings that remember whether anything was asked of them. */
type Watched = Surroundings & { asked: boolean };

function watched(around: Surroundings): Watched {
  const ask = (): Surroundings => {
    watch.asked = true;
    return around;
  };
  const watch: Watched = {
    asked: false,
    within: (sentence, code) => ask().within(sentence, code),
    near: (sentence, code) => ask().near(sentence, code),
    anywhere: (code) => ask().anywhere(code),
  };
  return watch;
}

/** Decides anew only what may come out otherwise in another pass. Reasons are noted in each pass, so that then all is. */
function decideOnce(match: Found, view: View, rules: Rules, around: Watched): Decided | null {
  if (view.why !== null) return decide(match, view, rules, around);
  if (match.settled !== undefined) return match.settled;
  around.asked = false;
  const decided = decide(match, view, rules, around);
  if (!around.asked) match.settled = decided;
  return decided;
}

function decide(match: Found, view: View, rules: Rules, around: Surroundings): Decided | null {
  for (const group of match.groups) {
    let now = group;
    for (let hop = 0; hop < 3; hop++) {
      const n = firstCase(now, match, view, around);
      const chosen = now.cases[n];
      if (!chosen || chosen.type === null) {
        if (view.why) notTold(view, match, now, n);
        break;
      }
      if (chosen.type.includes(".")) {
        view.why?.note(match, "type.case", wordsOf(view, match), caseOf(now, n));
        return { match, type: chosen.type, case: chosen, group };
      }
      now = rules.groups.get(chosen.type)!;
    }
  }
  return null;
}

/** The number of the first case whose conditions hold, or -1. */
function firstCase(group: Group, match: Match, view: View, around: Surroundings): number {
  const { cases } = group;
  for (let n = 0; n < cases.length; n++) {
    const failed = failing(cases[n]!.when, match, view, around);
    if (failed === null) return n;
    view.why?.note(match, "type.failed", wordsOf(view, match), {
      ...caseOf(group, n),
      condition: conditionsOf({ [failed]: cases[n]!.when![failed] }),
    });
  }
  return -1;
}

function caseOf(group: Group, n: number) {
  const { type, when } = group.cases[n]!;
  return { ...ruleOf(group), case: n + 1, type: type ?? "no event", conditions: conditionsOf(when) };
}

function notTold(view: View, match: Match, group: Group, n: number): void {
  const words = wordsOf(view, match);
  if (n < 0) view.why?.note(match, "trigger.no_case", words, ruleOf(group));
  else view.why?.note(match, "trigger.no_event", words, caseOf(group, n));
}

/** "protest leader", "murder charge": the word only describes another noun and re-tells at most what is told elsewhere. */
function onlyModifies(view: View, match: Match): boolean {
  const { tokens, cues } = view;
  const { head } = match;
  const up = tokens.Head[head]!;
  // "charges of arson": what somebody is charged with is told again, if it was told at all.
  if (view.noun(head) && up >= 0 && view.is(head, "nmod") && cues.chargeNouns!.has(tokens.Lemma[up]!))
    return view.preposition(head) === "of";
  if (!view.noun(head) || up < 0 || (tokens.Deprel[head] !== "compound" && tokens.Deprel[head] !== "amod"))
    return false;
  // "a shootout Thursday": a day is nothing that the word could describe.
  if ((up >= match.first && up < match.last) || dated(view)[up]) return false;
  // "police baton-charged teachers": a verb tells the act, whatever the parse ties it to.
  if (view.verb(match.last - 1)) return false;
  // "a sit-in in Pune": a preposition between them shows that the parse has tied too much together.
  if (match.last < up && tokens.Upos[match.last] === ADP) return false;
  return up > head && !cues.eventNouns!.has(tokens.Lemma[up]!) && !cues.wave!.has(tokens.Lemma[up]!);
}

/** What is told where; a sentence that names protesters is near a protest, whether or not it tells one. */
function surroundings(triggers: readonly Trigger[], protesters: ReadonlySet<number>): Surroundings {
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
      if (code === "PRO" && protesters.has(sentence)) return true;
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
  const { why } = view;
  const found = matches(view, rules).filter((match) => {
    const game = playful(view, match);
    if (game) why?.note(view, "trigger.games", wordsOf(view, match), ruleOf(match.groups[0]!));
    return !game;
  });
  const taken = new Uint8Array(view.tokens.length);
  const pass = (around: Surroundings): Trigger[] => {
    const out: Trigger[] = [];
    for (const { match, type, case: chosen, group } of choose(found, view, rules, around, taken)) {
      const { first, last, head, sentence } = match;
      const tells: Case = onlyModifies(view, match) ? { ...chosen, loose: true, mention: true } : chosen;
      const add = (code: string) => {
        const trigger = { first, last, head, sentence, group: group.id, case: tells, type: code };
        out.push(trigger);
        if (why) noteTrigger(view, match, trigger, type);
      };
      add(type);
      // C4: "clashed" adds no force of its own where the means of the police are told beside it.
      const { also } = tells;
      if (!also) continue;
      const means = MEANS.find((code) => around.anywhere(code));
      const specific = means ?? (around.near(sentence, DEADLY) ? DEADLY : undefined);
      if (specific === undefined) add(also);
      else why?.note(out.at(-1)!, "type.no_also", wordsOf(view, match), { also, type: specific });
    }
    return out;
  };
  const protesters = new Set(
    found
      .filter(({ groups }) => groups.some(({ id }) => id === "protesters"))
      .map(({ sentence }) => sentence),
  );
  const first = pass(surroundings([], protesters));
  const told = pass(surroundings(pass(surroundings(first, protesters)), protesters));
  if (why) noteUntold(view, found, told);
  return mixtures(view, told);
}

function noteTrigger(view: View, match: Match, trigger: Trigger, type: string): void {
  const { why } = view;
  why?.copy(match, trigger);
  if (trigger.type !== type)
    why?.note(trigger, "type.also", wordsOf(view, match), { type, also: trigger.type });
  else if (onlyModifies(view, match))
    why?.note(trigger, "type.modifier", wordsOf(view, match), {}, [
      wordsAt(view, view.tokens.Head[match.head]!),
    ]);
}

/** What matched and made no trigger. */
function noteUntold(view: View, found: readonly Found[], told: readonly Trigger[]): void {
  const kept = new Set(told.map(({ first, last }) => `${first}-${last}`));
  for (const match of found) if (!kept.has(`${match.first}-${match.last}`)) view.why?.copy(match, view);
}
